"""A recording of oximetry over hours: what it comes to.

Source: the desaturation indices of ``oximetry.desaturation_index``; the time under 90 % as counted in sleep
medicine (T90) [R]. They are this program's figures, computed from the recording's own values; no device
sends them. No limit and no zone belongs to them: what a night means, a clinician says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hemmonitor.clinical.oximetry import desaturation_index
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Series, Unit

FALLS = ((Component.ODI3, 3), (Component.ODI4, 4))
TENTH = Decimal("0.1")
UNDER = Decimal(90)  # percent: the usual line for the time that a night spends low [R]
_PULSES = (Component.PULSE_RATE, Component.HEART_RATE)
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """Least, mean and greatest of the values that are there."""

    lowest: Decimal
    mean: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a recording. ``valid``: how long SpO2 was there; ``under``: how long it was under 90 %.

    SpO2 in percent, pulse in beats a minute; ``None`` where there was no signal.
    """

    start: dt.datetime
    end: dt.datetime
    valid: dt.timedelta
    under: dt.timedelta
    spo2: Figures | None
    pulse: Figures | None

    @property
    def lost(self) -> dt.timedelta:
        """How long there was no SpO2."""
        return self.end - self.start - self.valid

    @property
    def share_under(self) -> Decimal | None:
        """The part of the valid time under 90 %, in percent to a tenth."""
        if not self.valid:
            return None
        return Decimal(100 * (self.under / self.valid)).quantize(TENTH)


@dataclass(frozen=True, slots=True)
class Night:
    """A recording as a whole, and by the hours of the clock. ODI an hour, as stored with the recording."""

    whole: Stretch
    hours: tuple[Stretch, ...]
    odi3: Decimal | None
    odi4: Decimal | None


def night(measurement: Measurement) -> Night | None:
    """What a recording comes to; ``None`` where it is none, or holds no oxygen level."""
    series = measurement.series
    if measurement.kind is not Kind.OXIMETRY_SERIES or series is None:
        return None
    spo2 = series.values(Component.SPO2)
    if not spo2:
        return None
    pulse = next((found for found in map(series.values, _PULSES) if found), ())
    hours = tuple(_stretch(series, spo2, pulse, first, last) for first, last in _hours(series))
    whole = _stretch(series, spo2, pulse, 0, series.count)
    return Night(whole, hours, measurement.value(Component.ODI3), measurement.value(Component.ODI4))


def _hours(series: Series) -> list[tuple[int, int]]:
    """The first place of each hour of the clock, and the one after its last."""
    edge = series.start.replace(minute=0, second=0, microsecond=0)
    found, first = [], 0
    while first < series.count:
        edge += _HOUR
        last = min(-((series.start - edge) // series.step), series.count)
        if last > first:
            found.append((first, last))
            first = last
    return found


def _stretch(
    series: Series,
    spo2: Sequence[Decimal | None],
    pulse: Sequence[Decimal | None],
    first: int,
    last: int,
) -> Stretch:
    present = [value for value in spo2[first:last] if value is not None]
    return Stretch(
        series.start + first * series.step,
        series.start + last * series.step,
        len(present) * series.step,
        sum(value < UNDER for value in present) * series.step,
        _figures(present),
        _figures([value for value in pulse[first:last] if value is not None]),
    )


def _figures(present: Sequence[Decimal]) -> Figures | None:
    if not present:
        return None
    return Figures(min(present), sum(present, Decimal(0)) / len(present), max(present))


def with_desaturations(measurement: Measurement) -> Measurement:
    """The same measurement with ODI3 and ODI4 (/h, to 0.1) where it is a recording that has them not yet.

    Left out where less than a minute of the recording is valid. Some tenths of a second for a night.
    """
    series = measurement.series
    if measurement.kind is not Kind.OXIMETRY_SERIES or series is None:
        return measurement
    samples = list(series.samples(Component.SPO2))
    found = []
    for component, fall in FALLS:
        index = desaturation_index(samples, fall).index
        if index is not None and measurement.quantity(component) is None:
            found.append(Quantity(component, Decimal(index).quantize(TENTH), Unit.PER_HOUR))
    return replace(measurement, values=(*measurement.values, *found)) if found else measurement
