"""Which blood pressures make a home mean, and over which days.

A 24-hour recording is a kind of its own (``Kind.PRESSURE_SERIES``), so its night and its walking about are
left out here by themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from hemmonitor.clinical.home_pressure import protocol_day
from hemmonitor.clinical.plausibility import usable
from hemmonitor.model.measurement import Kind, Measurement

PROTOCOL_DAYS = 7


def at_home(measurement: Measurement) -> bool:
    """Whether a measurement may be part of a home mean."""
    return measurement.kind is Kind.BLOOD_PRESSURE and usable(measurement)


@dataclass(frozen=True, slots=True)
class Period:
    """Protocol days ``first`` to ``last``, both included, as local dates."""

    first: dt.date
    last: dt.date

    def holds(self, measurement: Measurement) -> bool:
        """Whether a measurement belongs to these days (a night till 03:00 is the day before)."""
        day = dt.date.fromordinal(protocol_day(measurement.taken_at))
        return self.first <= day <= self.last


def newest_period(measurements: Sequence[Measurement]) -> Period | None:
    """The seven protocol days that end with the newest home blood pressure, if there is one."""
    newest = next((m for m in reversed(measurements) if at_home(m)), None)
    if newest is None:
        return None
    last = dt.date.fromordinal(protocol_day(newest.taken_at))
    return Period(last - dt.timedelta(days=PROTOCOL_DAYS - 1), last)
