"""Planned measurements day by day: which were made, which were not, and when none were asked for.

Rules (docs/statistics.md has the same ones; both use this module):
- A planned time is met by a measurement of its kind from ``GRACE`` before it to ``GRACE`` after it, on the
  patient's own clock; it is due when that has passed.
- The plan in force at noon speaks for its day. A planned absence asks for nothing, nor does the time after
  the monitoring's last day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hemmonitor.model.careplan import Plan, Slot, in_force
from hemmonitor.model.measurement import Kind, Measurement

GRACE: Final = dt.timedelta(hours=4)
"""Before and after a planned time [P], as in the worklist."""
_DAY: Final = dt.timedelta(days=1)
_NOON: Final = dt.time(12)


class DayState(StrEnum):
    """How a day went."""

    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    COMING = "coming"  # something of it may still be measured
    PAUSED = "paused"
    NOT_PLANNED = "not_planned"


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned time of one day."""

    slot: Slot
    due: bool
    met: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One local day. ``planned`` is empty on a day of absence; ``watched``: whether a plan was in force then,
    and nobody was away.
    """

    day: dt.date
    state: DayState
    planned: tuple[Planned, ...] = ()
    watched: bool = False

    @property
    def met(self) -> int:
        """How many planned times were met."""
        return sum(p.met for p in self.planned)


def times_by_kind(measurements: Iterable[Measurement]) -> Mapping[Kind, Sequence[dt.datetime]]:
    """When each kind was measured, by the patient's own clock, in order."""
    found: dict[Kind, list[dt.datetime]] = {}
    for measurement in measurements:
        found.setdefault(measurement.kind, []).append(measurement.taken_at.replace(tzinfo=None))
    for times in found.values():
        times.sort()
    return found


def days(
    plans: Sequence[Plan],
    taken: Mapping[Kind, Sequence[dt.datetime]],
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
) -> Iterator[Day]:
    """Each day from ``first`` to ``last``, both included, as seen at ``now`` (aware, on the local clock).

    ``taken`` as of ``times_by_kind``.
    """
    day = first
    while day <= last:
        yield _day(plans, taken, day, now)
        day += _DAY


def _day(
    plans: Sequence[Plan], taken: Mapping[Kind, Sequence[dt.datetime]], day: dt.date, now: dt.datetime
) -> Day:
    plan = in_force(plans, dt.datetime.combine(day, _NOON, now.tzinfo))
    if plan is None or plan.ended(day):
        return Day(day, DayState.NOT_PLANNED)
    if plan.away(day):
        return Day(day, DayState.PAUSED)
    here = now.replace(tzinfo=None)
    planned = tuple(
        Planned(slot, _ends(slot, day) + GRACE <= here, _met(slot, day, taken.get(slot.kind, ())))
        for slot in plan.schedule
        if day.isoweekday() in slot.weekdays
    )
    return Day(day, _state(planned), planned, watched=True)


def _state(planned: Sequence[Planned]) -> DayState:
    if not planned:
        return DayState.NOT_PLANNED
    if all(p.met for p in planned):
        return DayState.DONE
    if not all(p.due or p.met for p in planned):
        return DayState.COMING
    return DayState.PARTLY if any(p.met for p in planned) else DayState.MISSED


def _ends(slot: Slot, day: dt.date) -> dt.datetime:
    over = _DAY if slot.until < slot.at else dt.timedelta()
    return dt.datetime.combine(day, slot.until) + over


def _met(slot: Slot, day: dt.date, times: Sequence[dt.datetime]) -> bool:
    place = bisect_left(times, dt.datetime.combine(day, slot.at) - GRACE)
    return place < len(times) and times[place] <= _ends(slot, day) + GRACE
