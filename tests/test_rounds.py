"""What a round is told: since the last one, by period, and never more than the record holds."""

from __future__ import annotations

import pytest

from hemmonitor.model.careplan import Level
from hemmonitor.model.events import Decision, Event, MessageWritten, PatientRegistered, RoundHeld
from hemmonitor.model.measurement import Component
from hemmonitor.rounds import prepare
from tests.clinical.build import BOX, at, plan, pressure, record, weight

WHO = Event("who", BOX, "clinic", at(-30), PatientRegistered("Test", "191500722390"))


def held(day: float) -> Event:
    return Event(
        f"round{day}", BOX, "clinic", at(day), RoundHeld("Anna", (Decision.GO_ON,), "Bra", at(day + 7))
    )


def test_the_periods_before_and_since_the_last_round() -> None:
    values = [pressure(at(d, 1), 130 if d < 7 else 142) for d in range(14)]
    values += [weight(at(d, 1), 80) for d in range(14)]
    told = prepare(record(values, (), WHO, held(0), held(7)), at(13, 2))
    assert (told.since, told.last and told.last.note) == (at(7), "Bra")
    course = next(c for c in told.courses if c.component is Component.SYSTOLIC)
    assert (course.before, course.since, course.change, course.notable) == (130, 142, 12, True)
    assert course.newest == 142
    still = next(c for c in told.courses if c.component is Component.BODY_WEIGHT)
    assert not still.notable
    assert [at for at, _ in course.values] == sorted(at for at, _ in course.values)


def test_without_a_round_before_the_last_week_is_told() -> None:
    told = prepare(record([pressure(at(d), 130) for d in range(10)], (), WHO), at(10))
    assert (told.since, told.last) == (at(3), None)


def test_findings_messages_and_plans_since() -> None:
    plans = (plan(version=1), plan(version=2, valid_from=at(8)))
    said = Event("m", BOX, "home", at(9), MessageWritten("Trött", "P", from_patient=True))
    old = Event("o", BOX, "home", at(2), MessageWritten("Hej", "P", from_patient=True))
    values = [pressure(at(9), 190), pressure(at(9, 0, 6), 188)]
    told = prepare(record(values, plans, WHO, held(7), said, old), at(9, 2))
    assert [m.id for m in told.messages] == ["m"]
    assert [f.level for f in told.opened] == [Level.RED]
    assert told.plan_since is not None
    assert told.plan_since.version == 2
    assert prepare(record(values, plans, WHO, held(8.5)), at(9, 2)).plan_since is None


def test_a_round_that_lies_ahead_of_the_clock_does_not_count() -> None:
    assert prepare(record([], (), WHO, held(12)), at(10)).last is None


def test_nobody_is_prepared_before_somebody_has_said_who_it_is() -> None:
    with pytest.raises(KeyError):
        prepare(record([]), at(0))
