"""What a report for the doctor's visit says, as plain values. ``ui.report`` words and draws it.

Rules:
- A figure that was computed carries the id of its source, so that the page can name it.
- Blood pressure stands as the home protocol's mean with its adequacy; a class is given only where the data
  allow one, and what is shown rounded is what is classed.
- A value that was taken away is listed with its reason; a 24-hour recording is no home reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hemmonitor.clinical.ambulatory import Recording
from hemmonitor.clinical.home_pressure import (
    HomeAverage,
    PressureMean,
    home_average,
    irregular_sessions,
    protocol_day,
    readings_of,
)
from hemmonitor.clinical.numbers import mean
from hemmonitor.clinical.plausibility import usable
from hemmonitor.clinical.recording import summary
from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.variability import Variability, variability
from hemmonitor.interop.fhir.codes import LEADING
from hemmonitor.interop.home_pressures import Period, at_home, newest_period
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import MeasurementRetracted, PatientRegistered
from hemmonitor.model.finding import Evaluation
from hemmonitor.model.measurement import Component, Kind, Measurement, Unit
from hemmonitor.model.record import Acknowledgement, PatientRecord

DAYS = 30
RECORDING_FOR = dt.timedelta(days=366)
LIMIT = (135, 85)  # mm[Hg], of a home mean


@dataclass(frozen=True, slots=True)
class Day:
    """One protocol day's blood pressure. Means are exact, in mm[Hg]; ``None`` where nothing was measured."""

    day: dt.date
    morning: PressureMean | None
    evening: PressureMean | None
    irregular: int
    dropped: bool  # the protocol's first day, which is not in the mean


@dataclass(frozen=True, slots=True)
class Pressure:
    """Home blood pressure: the newest seven days by the protocol, and every day of the report."""

    period: Period
    average: HomeAverage  # by the protocol: without the first day
    every: HomeAverage  # of all readings of the seven days
    systolic: Variability | None
    irregular: int  # of the last three sessions
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """A kind's leading figure over the report's days, in the unit of the newest value."""

    kind: Kind
    component: Component
    unit: Unit
    points: tuple[tuple[dt.datetime, Decimal], ...]
    second: tuple[tuple[dt.datetime, Decimal], ...] = ()  # the diastolic beside the systolic

    @property
    def newest(self) -> tuple[dt.datetime, Decimal]:
        """The newest value with its moment."""
        return self.points[-1]

    @property
    def average(self) -> Fraction:
        """The mean of the points."""
        return mean(value for _, value in self.points)

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest."""
        values = [value for _, value in self.points]
        return min(values), max(values)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A 24-hour recording and what it comes to."""

    measurement: Measurement
    summary: Recording


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the pages show, of the days ``first`` to ``at``."""

    at: dt.datetime
    first: dt.datetime
    patient: PatientRegistered | None
    plan: Plan | None
    pressure: Pressure | None
    recording: Recorded | None  # the newest one of the last year
    trends: tuple[Trend, ...]
    evaluation: Evaluation
    readings: dict[str, Measurement]  # those that findings rest on, by id
    values: tuple[Measurement, ...]  # all of the days, by time
    retracted: tuple[tuple[Measurement, MeasurementRetracted], ...]
    acknowledgements: tuple[Acknowledgement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of what was computed, in the order of the page."""
        found = []
        if self.pressure is not None:
            found += ["home_protocol", "adequacy", "home_limit"]
            if self.pressure.systolic is not None:
                found.append("variability")
        if self.recording is not None:
            found.append("recording")
        if self.trends:
            found.append("means")
        found += ["findings"] if self.evaluation.open else []
        return tuple(found)


def report_of(record: PatientRecord, now: dt.datetime, days: int = DAYS) -> Report:
    """The report at ``now`` (aware) over the ``days`` before it."""
    first = now - dt.timedelta(days=days)
    values = tuple(m for m in record.measurements if first <= m.taken_at <= now)
    evaluation = evaluate(record, now)
    facts = dict.fromkeys(f.measurement_id for found in evaluation.open for f in found.facts)
    known = ((i, record.measurement(i)) for i in facts if i)
    taken_away = (
        (m, retraction)
        for i, retraction in record.retracted.items()
        if (m := record.measurement(i)) is not None and first <= m.taken_at <= now
    )
    return Report(
        at=now,
        first=first,
        patient=record.patient,
        plan=record.plan_at(now),
        pressure=_pressure(values),
        recording=_recording(record, now),
        trends=tuple(_trends(values)),
        evaluation=evaluation,
        readings={i: m for i, m in known if m is not None},
        values=values,
        retracted=tuple(sorted(taken_away, key=lambda pair: pair[0].taken_at)),
        acknowledgements=tuple(a for a in record.acknowledgements if first <= a.at <= now),
    )


def _recording(record: PatientRecord, now: dt.datetime) -> Recorded | None:
    newest = record.latest(Kind.PRESSURE_SERIES)
    if newest is None or newest.taken_at > now or now - newest.taken_at > RECORDING_FOR:
        return None
    found = summary(newest)
    return Recorded(newest, found) if found is not None else None


def _pressure(values: Sequence[Measurement]) -> Pressure | None:
    home = [m for m in values if at_home(m)]
    period = newest_period(home)
    if period is None:
        return None
    of_period = readings_of(m for m in home if period.holds(m))
    if not of_period:
        return None
    first = min(r.day for r in of_period)
    kept = [r.systolic for r in of_period if r.day != first]
    return Pressure(
        period=period,
        average=home_average(of_period),
        every=home_average(of_period, drop_first_day=False),
        systolic=variability(kept) if len(kept) > 1 else None,
        irregular=irregular_sessions(of_period),
        days=tuple(_days(home, first)),
    )


def _days(home: Sequence[Measurement], dropped: int) -> list[Day]:
    by_day: dict[int, list[Measurement]] = {}
    for measurement in home:
        by_day.setdefault(protocol_day(measurement.taken_at), []).append(measurement)
    found = []
    for day, measurements in sorted(by_day.items()):
        readings = readings_of(measurements)
        of_day = home_average(readings, drop_first_day=False)
        irregular = sum(r.irregular for r in readings)
        date = dt.date.fromordinal(day)
        found.append(Day(date, of_day.morning, of_day.evening, irregular, dropped=day == dropped))
    return found


def _trends(values: Sequence[Measurement]) -> list[Trend]:
    found = []
    for kind in dict.fromkeys(m.kind for m in values):
        component = Component.SYSTOLIC if kind is Kind.BLOOD_PRESSURE else LEADING.get(kind)
        if component is None:
            continue
        of_kind = [m for m in values if m.kind is kind and usable(m)]
        points = _points(of_kind, component)
        if points:
            second = _points(of_kind, Component.DIASTOLIC) if kind is Kind.BLOOD_PRESSURE else []
            unit = points[-1][2]
            found.append(
                Trend(
                    kind,
                    component,
                    unit,
                    tuple((at, value) for at, value, one in points if one is unit),
                    tuple((at, value) for at, value, one in second if one is unit),
                )
            )
    return found


def _points(
    measurements: Sequence[Measurement], component: Component
) -> list[tuple[dt.datetime, Decimal, Unit]]:
    quantities = ((m.taken_at, m.quantity(component)) for m in measurements)
    return [(at, q.value, q.unit) for at, q in quantities if q is not None and q.value is not None]
