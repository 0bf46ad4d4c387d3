"""Planned measurements day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hemmonitor.clinical.adherence import DayState, days, times_by_kind
from hemmonitor.model.careplan import Pause, Plan, Slot
from hemmonitor.model.measurement import Kind, Measurement, Origin, Provenance

ZONE = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2025, 11, 21, 12, 0, tzinfo=ZONE)  # a Friday
MORNING = Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10))
EVENING = Slot("e", Kind.BLOOD_PRESSURE, dt.time(18), dt.time(21))
PLAN = Plan(1, NOW - dt.timedelta(days=10), "Start", "Anna", schedule=(MORNING, EVENING))


def at(day: int, hour: int, kind: Kind = Kind.BLOOD_PRESSURE) -> Measurement:
    when = dt.datetime(2025, 11, day, hour, 30, tzinfo=ZONE)
    return Measurement(f"{kind}{day}.{hour}", kind, when, (), Provenance(Origin.DEVICE, when))


def states(plan: Plan, first: int, last: int, *taken: Measurement) -> list[DayState]:
    span = dt.date(2025, 11, first), dt.date(2025, 11, last)
    return [day.state for day in days([plan], times_by_kind(taken), *span, NOW)]


def test_a_day_is_done_partly_done_or_missed() -> None:
    taken = [at(17, 7), at(17, 19), at(18, 7), at(19, 7, Kind.WEIGHT)]
    assert states(PLAN, 17, 19, *taken) == [DayState.DONE, DayState.PARTLY, DayState.MISSED]


def test_a_measurement_within_the_grace_counts_for_its_slot_only() -> None:
    assert states(PLAN, 17, 17, at(17, 13), at(17, 23)) == [DayState.DONE]
    assert states(PLAN, 17, 17, at(17, 1)) == [DayState.MISSED]


def test_today_is_coming_until_all_is_due_or_done() -> None:
    assert states(PLAN, 21, 22) == [DayState.COMING, DayState.COMING]
    morning = replace(PLAN, schedule=(MORNING,))
    assert states(morning, 21, 21, at(21, 8)) == [DayState.DONE]
    assert states(morning, 20, 21) == [DayState.MISSED, DayState.COMING]  # the grace is not over


def test_nothing_is_asked_for_away_after_the_end_and_before_the_plan() -> None:
    away = Pause(dt.date(2025, 11, 18), dt.date(2025, 11, 18), "resa")
    plan = replace(PLAN, pauses=(away,), ends=dt.date(2025, 11, 19))
    asked = [DayState.MISSED, DayState.PAUSED, DayState.MISSED, DayState.NOT_PLANNED]
    assert states(plan, 17, 20) == asked
    assert states(PLAN, 9, 10) == [DayState.NOT_PLANNED] * 2


def test_a_day_of_the_week_without_a_slot_is_not_planned_and_tells_how_many() -> None:
    plan = replace(PLAN, schedule=(replace(MORNING, weekdays=(1,)),))
    monday, tuesday = days(
        [plan], times_by_kind([at(17, 7)]), dt.date(2025, 11, 17), dt.date(2025, 11, 18), NOW
    )
    assert (monday.met, len(monday.planned), monday.state) == (1, 1, DayState.DONE)
    assert (tuesday.state, tuesday.watched) == (DayState.NOT_PLANNED, True)
