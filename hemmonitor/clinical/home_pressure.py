"""The home protocol: sessions, days, what is dropped, what the mean may be used for.

Seven days (at least three), morning and evening, two readings one or two minutes apart, seated after
five minutes of rest; the first day is dropped and all the rest averaged [F: huvudstavard.se] [R: ESH
2021]. 12 to 24 readings should be left after dropping [F: Stergiou 2018]. Status is this project's
policy [P]: adequate with 12 or more left; limited with three days and 12 in all; else insufficient,
and then no class is shown. Pressures in mm[Hg].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.blood_pressure import MorningClass, home_hypertension, morning_hypertension
from hemmonitor.clinical.numbers import Number, exact, half_up, mean
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Unit

ADEQUATE_READINGS = 12
LEAST_DAYS = 3
NOON = dt.time(12)
MORNING_FROM = dt.time(3)  # a reading at 01:00 belongs to the evening before [P]


class PartOfDay(StrEnum):
    """Morning or evening session."""

    MORNING = "morning"
    EVENING = "evening"


class DataStatus(StrEnum):
    """Whether there are enough readings for a class."""

    ADEQUATE = "adequate"
    LIMITED = "limited"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class HomeReading:
    """One reading: protocol ``day`` (any whole number that rises by one a day), part, mm[Hg]."""

    day: int
    part: PartOfDay
    systolic: Fraction
    diastolic: Fraction
    irregular: bool = False
    measurement_id: str = ""


@dataclass(frozen=True, slots=True)
class PressureMean:
    """Mean of ``n`` readings in mm[Hg], exact; the shown figures are rounded half up."""

    n: int
    systolic: Fraction
    diastolic: Fraction

    @property
    def shown(self) -> tuple[int, int]:
        """The figures as shown and as classed."""
        return half_up(self.systolic), half_up(self.diastolic)


@dataclass(frozen=True, slots=True)
class HomeAverage:
    """A period's means. ``days`` and ``total`` count before dropping; the means after it."""

    status: DataStatus
    days: int
    total: int
    overall: PressureMean | None
    morning: PressureMean | None
    evening: PressureMean | None

    @property
    def hypertension(self) -> bool | None:
        """Whether the mean is >=135/85; ``None`` when the data do not allow a class."""
        if self.status is DataStatus.INSUFFICIENT or self.overall is None:
            return None
        return home_hypertension(self.overall.systolic, self.overall.diastolic)

    @property
    def morning_class(self) -> MorningClass | None:
        """Morning hypertension; ``None`` when the data do not allow a class."""
        if self.status is DataStatus.INSUFFICIENT or self.morning is None:
            return None
        evening = (self.evening.systolic, self.evening.diastolic) if self.evening else None
        return morning_hypertension((self.morning.systolic, self.morning.diastolic), evening)


def reading(
    day: int, part: PartOfDay, systolic: Number, diastolic: Number, *, irregular: bool = False
) -> HomeReading:
    """A reading from any exact or floating figures in mm[Hg]."""
    return HomeReading(day, part, exact(systolic), exact(diastolic), irregular)


def part_of_day(at: dt.datetime) -> PartOfDay:
    """Morning from 03:00 to noon, else evening, in the patient's local time [P]."""
    return PartOfDay.MORNING if MORNING_FROM <= at.time() < NOON else PartOfDay.EVENING


def protocol_day(at: dt.datetime) -> int:
    """The day a local time belongs to, as a proleptic ordinal; the night till 03:00 is the day before."""
    return at.toordinal() - (at.hour < MORNING_FROM.hour)


def readings_of(measurements: Iterable[Measurement]) -> tuple[HomeReading, ...]:
    """The readings in blood pressure measurements, in time order, with ids.

    Those without both figures are left out; kPa is converted to mm[Hg].
    """
    found: list[tuple[dt.datetime, HomeReading]] = []
    for m in measurements:
        if m.kind is not Kind.BLOOD_PRESSURE:
            continue
        systolic, diastolic = _mmhg(m, Component.SYSTOLIC), _mmhg(m, Component.DIASTOLIC)
        if systolic is None or diastolic is None:
            continue
        irregular = Flag.IRREGULAR_PULSE in m.flags
        one = HomeReading(
            protocol_day(m.taken_at), part_of_day(m.taken_at), systolic, diastolic, irregular, m.id
        )
        found.append((m.taken_at, one))
    found.sort(key=lambda pair: (pair[0], pair[1].measurement_id))
    return tuple(r for _, r in found)


def _mmhg(measurement: Measurement, component: Component) -> Fraction | None:
    quantity = measurement.quantity(component)
    if quantity is None or quantity.value is None:
        return None
    if quantity.unit is Unit.KPA:
        return Fraction(quantity.value) / Fraction("0.133322387415")
    return Fraction(quantity.value)


def data_status(days: int, total: int, left: int) -> DataStatus:
    """Adequate: 12 or more left. Limited: at least 3 days and 12 in all. Else insufficient [P]."""
    if left >= ADEQUATE_READINGS:
        return DataStatus.ADEQUATE
    if days >= LEAST_DAYS and total >= ADEQUATE_READINGS:
        return DataStatus.LIMITED
    return DataStatus.INSUFFICIENT


def home_average(readings: Sequence[HomeReading], *, drop_first_day: bool = True) -> HomeAverage:
    """Means of a period in mm[Hg], all readings alike, and whether they may be classed."""
    days = {r.day for r in readings}
    kept = list(readings)
    if drop_first_day and days:
        first = min(days)
        kept = [r for r in readings if r.day != first]
    return HomeAverage(
        status=data_status(len(days), len(readings), len(kept)),
        days=len(days),
        total=len(readings),
        overall=_mean_of(kept),
        morning=_mean_of([r for r in kept if r.part is PartOfDay.MORNING]),
        evening=_mean_of([r for r in kept if r.part is PartOfDay.EVENING]),
    )


def irregular_sessions(readings: Sequence[HomeReading], last: int = 3) -> int:
    """How many of the last sessions hold a reading with irregular pulse.

    Two or more of three make a task for the nurse: possible atrial fibrillation, record an ECG [P].
    """
    sessions: dict[tuple[int, PartOfDay], bool] = {}
    for r in readings:
        key = (r.day, r.part)
        sessions[key] = sessions.get(key, False) or r.irregular
    order = sorted(sessions, key=lambda k: (k[0], k[1] is PartOfDay.EVENING))
    return sum(sessions[key] for key in order[-last:])


def _mean_of(readings: Sequence[HomeReading]) -> PressureMean | None:
    if not readings:
        return None
    return PressureMean(
        len(readings), mean(r.systolic for r in readings), mean(r.diastolic for r in readings)
    )
