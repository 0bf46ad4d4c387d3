"""A record that is kept in part says what the whole one says, whatever comes after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor import shelf
from hemmonitor.clinical.rules import evaluate
from hemmonitor.home import tasks_of_day
from hemmonitor.model.events import (
    Body,
    Event,
    MeasurementFailed,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    PatientRegistered,
    PlanIssued,
    SeenByCare,
    measurement_event_id,
)
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.record import PatientRecord, fold
from hemmonitor.shelf import Shelf
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.worklist import row_of
from tests.clinical.build import BOX, at, plan, pressure, spo2, weight
from tests.clinical.test_properties import BARE, PLANS, SPAN, answers, one

OTHER = "another mailbox"
REGISTERED = PatientRegistered("A", "196101182803")


@pytest.fixture(autouse=True)
def any_part_is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "WORTH", 1)


def recorded(measurement: Measurement, when: dt.datetime | None = None) -> Event:
    saved = when or measurement.taken_at
    body = MeasurementRecorded(measurement)
    return Event(measurement_event_id(BOX, measurement.id), BOX, "home", saved, body)


def stated(number: int, when: dt.datetime, body: Body, author: str = "clinic") -> Event:
    return Event(f"event {number}", BOX, author, when, body)


def whole_of(journal: MemoryJournal) -> PatientRecord:
    return fold(BOX, [s.event for s in journal.events(BOX)])


def same(journal: MemoryJournal, now: dt.datetime, keeper: Shelf) -> PatientRecord:
    """The record as the shelf has it, after seeing that it says what the whole one says."""
    expected, found = whole_of(journal), keeper.recent(BOX, now)
    assert evaluate(found, now) == evaluate(expected, now)
    assert row_of(found, now) == row_of(expected, now)
    assert sorted(found.unseen()) == sorted(expected.unseen())
    assert (found.kinds, found.total) == (expected.kinds, expected.total)
    assert found.messages == expected.messages
    assert tasks_of_day(found.plan_at(now), found, now) == tasks_of_day(expected.plan_at(now), expected, now)
    return found


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Event], list[tuple[int, list[Event]]]]:
    """What is in the journal at first, and what comes later: (minutes after the last, events)."""
    plans = draw(st.sampled_from([PLANS, (BARE,)]))
    events = [stated(-n, p.valid_from, PlanIssued(p)) for n, p in enumerate(plans, start=1)]
    events.append(stated(0, at(-1), REGISTERED))
    minute = st.one_of(st.integers(0, SPAN), st.integers(SPAN - 2000, SPAN))
    known = draw(st.lists(one(minute), max_size=30, unique_by=lambda m: m.id))
    events += [recorded(m) for m in known]
    events += _deeds(draw, [m.id for m in known], 0, 1000)
    parts, now, used = [], SPAN, {m.id for m in known}
    for round_ in range(draw(st.integers(0, 3))):
        ahead = draw(st.integers(0, 60 * 24 * 20))
        new = draw(
            st.lists(
                one(st.integers(max(0, now - 60 * 24 * 60), now + ahead)),
                max_size=4,
                unique_by=lambda m: m.id,
            )
        )
        new = [m for m in new if m.id not in used]
        used |= {m.id for m in new}
        now += ahead
        more = [recorded(m, at(minute=now)) for m in new]
        parts.append((ahead, more + _deeds(draw, sorted(used), now, 2000 + 100 * round_)))
    return events, parts


def _deeds(draw: st.DrawFn, ids: list[str], begin: int, number: int) -> list[Event]:
    """Looks, retractions, failures, messages, a plan."""
    found = []
    for n in range(number, number + draw(st.integers(0, 4))):
        when = at(minute=begin + draw(st.integers(0, 1000)))
        some = tuple(draw(st.lists(st.sampled_from(ids), max_size=6, unique=True))) if ids else ()
        body: Body
        match draw(st.sampled_from("slrrfmp")):
            case "s" | "l":
                body = SeenByCare("nurse", "nurse", some)
            case "r":
                body = MeasurementRetracted(some[0], "not me") if some else SeenByCare("nurse", "nurse", ())
            case "f":
                body = MeasurementFailed(Kind.GLUCOSE, "cuff_loose", "d", b"")
            case "m":
                body = MessageWritten("hello", "A", from_patient=True)
            case _:
                body = PlanIssued(replace(BARE, version=3 + n, valid_from=when))
        found.append(stated(n, when, body, "home" if isinstance(body, MessageWritten) else "clinic"))
    return found


@settings(deadline=None)
@given(stories())
def test_the_part_says_what_the_whole_says(story: tuple[list[Event], list[tuple[int, list[Event]]]]) -> None:
    events, parts = story
    journal, now = MemoryJournal(), at(minute=SPAN)
    journal.append(events)
    keeper = Shelf(journal)
    same(journal, now, keeper)
    keeper.save()
    again = Shelf(journal)  # the program was started anew
    same(journal, now, again)
    for minutes, more in parts:
        now += dt.timedelta(minutes=minutes)
        journal.append(more)
        same(journal, now, again)
        same(journal, now, keeper)
        keeper.save()
        again = Shelf(journal)
        same(journal, now, again)
    expected = whole_of(journal)
    assert again.whole(BOX, now).measurements == expected.measurements
    assert again.whole(BOX, now).seen == expected.seen


def long_history(journal: MemoryJournal, days: int = 200) -> None:
    journal.append([stated(1, at(-1), PlanIssued(plan())), stated(2, at(-1), REGISTERED)])
    journal.append([recorded(pressure(at(day), 120 + day % 5)) for day in range(days)])
    journal.append([recorded(weight(at(3), 80.0)), recorded(spo2(at(days), 97))])


def test_a_long_record_is_read_in_part() -> None:
    journal = MemoryJournal()
    long_history(journal)
    first = Shelf(journal)
    assert not first.recent(BOX, at(200)).older  # it had to be read whole
    first.save()
    journal.append([Event("x", OTHER, "home", at(200), REGISTERED)])
    second = Shelf(journal)
    found = same(journal, at(201), second)
    assert len(found.measurements) < 40
    assert found.older.counts == {Kind.BLOOD_PRESSURE: 202 - len(found.measurements)}
    assert found.latest(Kind.WEIGHT) is not None
    assert second.whole(BOX, at(201)).total == 202
    assert same(journal, at(201), second).total == 202


@pytest.mark.parametrize(
    "body",
    [
        PlanIssued(plan(version=2)),
        MeasurementRetracted(pressure(at(5), 120).id, "not me"),
        MeasurementRecorded(pressure(at(5, 3), 190, id="late")),
    ],
)
def test_what_reaches_back_asks_for_the_whole(body: Body) -> None:
    journal = MemoryJournal()
    long_history(journal)
    keeper = Shelf(journal)
    keeper.recent(BOX, at(200))
    keeper.save()
    keeper = Shelf(journal)
    assert keeper.recent(BOX, at(200)).older
    journal.append([stated(3, at(200), body)])
    assert not same(journal, at(201), keeper).older


def test_many_new_values_are_left_out_in_their_turn() -> None:
    journal = MemoryJournal()
    long_history(journal)
    keeper = Shelf(journal)
    keeper.recent(BOX, at(200))
    keeper.save()
    keeper = Shelf(journal)
    for day in range(201, 400):
        journal.append([recorded(pressure(at(day), 120))])
        if day % 20 == 0:
            assert len(same(journal, at(day), keeper).measurements) < 80


def test_whom_the_membership_admits_is_asked_each_time() -> None:
    journal = MemoryJournal()
    long_history(journal)
    journal.append([Event("odd", BOX, "odd one", at(100), MeasurementRecorded(weight(at(100), 60.0)))])
    refused = {"odd one"}
    for _ in range(2):
        keeper = Shelf(journal, lambda event: event.author not in refused)
        assert keeper.recent(BOX, at(200)).total == 202
        keeper.save()
    refused = set()
    assert same(journal, at(200), Shelf(journal)).total == 203
    refused = {"home"}
    keeper = Shelf(journal, lambda event: event.author not in refused)
    assert keeper.recent(BOX, at(200)).total == 1


def test_another_stamp_or_a_clock_set_back_makes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    journal = MemoryJournal()
    long_history(journal)
    keeper = Shelf(journal)
    keeper.recent(BOX, at(200))
    keeper.save()
    assert Shelf(journal).recent(BOX, at(200)).older
    assert not Shelf(journal).recent(BOX, at(199)).older
    monkeypatch.setattr(shelf, "stamp", lambda: "of another program")
    assert not Shelf(journal).recent(BOX, at(200)).older


def test_memory_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", 250)
    journal = MemoryJournal()
    long_history(journal)
    journal.append([replace(recorded(pressure(at(d), 120, id=f"o{d}")), mailbox=OTHER) for d in range(100)])
    keeper = Shelf(journal)
    first = keeper.whole(BOX, at(200))
    assert keeper.whole(BOX, at(200)) is first
    keeper.whole(OTHER, at(200))
    assert keeper.whole(BOX, at(200)) is not first


def test_answers_near_a_kept_value_are_kept() -> None:
    """The pressures ended long ago; the answers went on."""
    journal = MemoryJournal()
    journal.append([stated(-n, p.valid_from, PlanIssued(p)) for n, p in enumerate(PLANS, start=1)])
    journal.append([stated(0, at(-1), REGISTERED)])
    journal.append([recorded(pressure(at(day), 105)) for day in range(50)])
    journal.append([recorded(answers(at(day, 1), "dizziness", day % 2, day)) for day in range(150)])
    keeper = Shelf(journal)
    same(journal, at(150), keeper)
    keeper.save()
    same(journal, at(150), Shelf(journal))
    same(journal, at(170), Shelf(journal))
