"""A 24-hour blood pressure recording as one measurement (``Kind.PRESSURE_SERIES``): made, and summed up.

The readings stand in a series of minutes, most of them absent; the measurement's figures are the means over
all of it, to 0.1. It is no home reading at rest: no rule of a plan looks at it.

Awake and asleep are told by the clock, 23 to 07, for recorders' files hold no diary [R: common default; ESH
2021 prefers a diary]. How many readings were planned is reckoned from the usual pause between them. Both need
sign-off by a responsible clinician. What the figures mean stands in ``ambulatory``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Final

from hemmonitor.clinical.ambulatory import AmbulatoryReading, Recording, summarise
from hemmonitor.clinical.numbers import mean
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Series, Unit

UNITS: Final[Mapping[Component, Unit]] = {
    Component.SYSTOLIC: Unit.MMHG,
    Component.DIASTOLIC: Unit.MMHG,
    Component.MEAN_ARTERIAL: Unit.MMHG,
    Component.PULSE_RATE: Unit.PER_MINUTE,
}
STEP: Final = dt.timedelta(minutes=1)
LONGEST: Final = dt.timedelta(hours=72)
NIGHT: Final = (23, 7)  # local hours
_TENTH: Final = Decimal("0.1")

Reading = tuple[dt.datetime, Mapping[Component, Decimal]]


def series_of(readings: Sequence[Reading]) -> Series:
    """The readings (mm[Hg], /min; one at least, within ``LONGEST``) by minute. Raises ``ValueError``."""
    first = min(at for at, _ in readings).replace(second=0, microsecond=0)
    count = max((at - first) // STEP for at, _ in readings) + 1
    if count * STEP > LONGEST:
        raise ValueError("longer than three days")
    found: dict[Component, list[Decimal | None]] = {}
    for at, figures in readings:
        for component, value in figures.items():
            column = found.setdefault(component, [None] * count)
            column[(at - first) // STEP] = value
    columns = {(c, unit): found[c] for c, unit in UNITS.items() if c in found}
    return Series.of(first, STEP, columns)


def means_of(series: Series) -> tuple[Quantity, ...]:
    """The mean of each channel over all of the recording, to 0.1."""
    found = []
    for channel in series.channels:
        values = [v for v in series.values(channel.component) if v is not None]
        if values:
            exact = mean(values)
            rounded = (Decimal(exact.numerator) / exact.denominator).quantize(_TENTH, ROUND_HALF_UP)
            found.append(Quantity(channel.component, rounded, channel.unit))
    return tuple(found)


def readings_of(measurement: Measurement) -> tuple[AmbulatoryReading, ...]:
    """The readings with both pressures, by time; empty for what is no such recording."""
    series = measurement.series
    if measurement.kind is not Kind.PRESSURE_SERIES or series is None:
        return ()
    lower = series.values(Component.DIASTOLIC)
    found = []
    for (at, systolic), diastolic in zip(series.samples(Component.SYSTOLIC), lower, strict=False):
        if systolic is not None and diastolic is not None:
            found.append(AmbulatoryReading(at, Fraction(systolic), Fraction(diastolic), asleep(at)))
    return tuple(found)


def asleep(at: dt.datetime) -> bool:
    """Whether a local time is in the night."""
    return at.hour >= NIGHT[0] or at.hour < NIGHT[1]


def summary(measurement: Measurement) -> Recording | None:
    """What a recording comes to; ``None`` for what is none, or has no reading."""
    readings = readings_of(measurement)
    if not readings:
        return None
    hours_day, hours_night = (
        Fraction(int(sum((p for p in _pauses(readings, asleep=part)), dt.timedelta()).total_seconds()), 3600)
        for part in (False, True)
    )
    if not hours_day or not hours_night:
        hours_day = hours_night = Fraction(1)  # one of them is not there, so nothing is weighed
    return summarise(readings, planned(readings), hours_day, hours_night)


def planned(readings: Sequence[AmbulatoryReading]) -> int:
    """How many readings were planned, by the usual pause in the day and in the night."""
    whole = 1.0
    for part in (False, True):
        pauses = _pauses(readings, asleep=part)
        if pauses:
            usual = median(pause.total_seconds() for pause in pauses)
            whole += sum(pause.total_seconds() for pause in pauses) / usual
    return round(whole)


def _pauses(readings: Sequence[AmbulatoryReading], *, asleep: bool) -> list[dt.timedelta]:
    """The pauses before the readings of one part."""
    return [after.at - before.at for before, after in pairwise(readings) if after.asleep is asleep]
