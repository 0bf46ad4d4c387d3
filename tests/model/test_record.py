"""The fold: the same events give the same record, in whatever order they arrive and however often."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.model import access
from hemmonitor.model import events as e
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord, fold
from tests.model.build import MAILBOX, at, event, measurement, plan, recorded


def facts(record: PatientRecord) -> dict[str, Any]:
    """Everything the record tells."""
    shown = {
        field.name: getattr(record, field.name)
        for field in dataclasses.fields(record)
        if not field.name.startswith("_")
    }
    return {
        **shown,
        "acknowledgements": record.acknowledgements,
        "acknowledged": record.acknowledged_keys,
        "unseen": record.unseen(),
        "newest_plan": record.newest_plan,
        "rounds": record.rounds,
        "tasks": record.tasks,
    }


def test_an_empty_record() -> None:
    record = fold(MAILBOX, ())
    assert record.patient is None
    assert record.latest(Kind.BLOOD_PRESSURE) is None
    assert record.newest_plan is None
    assert record.plan_at(at(0)) is None
    assert record.unseen() == ()


def test_measurements_are_kept_by_time() -> None:
    record = fold(MAILBOX, (recorded("b", 20), recorded("c", 30), recorded("a", 10)))
    assert [m.id for m in record.measurements] == ["a", "b", "c"]
    assert [m.id for m in record.of_kind(Kind.BLOOD_PRESSURE)] == ["a", "b", "c"]
    assert record.of_kind(Kind.WEIGHT) == ()
    latest = record.latest(Kind.BLOOD_PRESSURE)
    assert latest is not None
    assert latest.id == "c"


def test_an_event_counts_once_and_only_in_its_mailbox() -> None:
    record = PatientRecord(MAILBOX)
    assert record.apply(recorded("a"))
    assert not record.apply(recorded("a"))
    assert not record.apply(dataclasses.replace(recorded("b"), mailbox="mb-2"))
    assert len(record.measurements) == 1


def test_a_measurement_of_two_events_counts_once() -> None:
    body = e.MeasurementRecorded(measurement("a"))
    record = fold(MAILBOX, (event("e-1", 0, body), event("e-2", 5, body)))
    assert [m.id for m in record.measurements] == ["a"]


@pytest.mark.parametrize("first", [0, 1])
def test_a_retracted_measurement_stays_readable_and_is_not_used(first: int) -> None:
    both = [recorded("a"), event("r", 1, e.MeasurementRetracted("a", "not_me"))]
    record = fold(MAILBOX, (both[first], both[1 - first]))
    assert record.measurements == []
    assert record.measurement("a") == measurement("a")
    assert record.retracted["a"].reason == "not_me"


def test_an_acknowledgement_can_be_taken_back() -> None:
    done = event("ack", 1, e.FindingsAcknowledged(("k-1", "k-2"), "Test", (e.Action.CALLED,)))
    record = fold(MAILBOX, (done,))
    assert record.acknowledged_keys == {"k-1", "k-2"}
    record.apply(event("undo", 2, e.AcknowledgementUndone("ack", "Test")))
    assert record.acknowledged_keys == frozenset()


def test_read_names_who_looked_first() -> None:
    record = fold(
        MAILBOX,
        (
            recorded("a"),
            recorded("b"),
            event("s-2", 9, e.SeenByCare("Later", "nurse", ("a",))),
            event("s-1", 5, e.SeenByCare("First", "nurse", ("a",))),
        ),
    )
    seen = record.read_by("a")
    assert seen is not None
    assert (seen[0], seen[1].by) == (at(5), "First")
    assert record.read_by("b") is None
    assert record.unseen() == ("b",)


def test_what_staff_write_does_not_wait_to_be_seen_by_staff() -> None:
    texts = (e.MessageWritten("x", "P", from_patient=True), e.MessageWritten("y", "N", from_patient=False))
    record = fold(MAILBOX, [event(f"m-{n}", n, body) for n, body in enumerate(texts)])
    assert record.unseen() == ("m-0",)


def test_the_newest_confirmation_of_a_plan_counts() -> None:
    confirmed = [event(f"p-{v}", 10 - v, e.PlanReceived(v)) for v in (3, 1, 2)]
    assert fold(MAILBOX, confirmed).plan_received == 3


def test_plans_by_version_and_moment() -> None:
    record = fold(MAILBOX, [event(f"p-{v}", v, e.PlanIssued(plan(v, minutes=v))) for v in (2, 1, 3)])
    assert [p.version for p in record.plans] == [1, 2, 3]
    held = record.plan_at(at(2))
    assert held is not None
    assert held.version == 2


def test_a_task_is_open_until_done_and_can_be_opened_again() -> None:
    due = dt.date(2026, 5, 9)
    history = [event("t", 0, e.TaskSet("Ring", due, "Anna", "Per")), event("d", 5, e.TaskClosed("t", "Per"))]
    [task] = fold(MAILBOX, history).tasks
    assert (task.title, task.due, task.whose, task.done_at, task.done_by) == (
        "Ring", due, "Per", at(5), "Per",
    )  # fmt: skip
    [again] = fold(MAILBOX, [*history, event("u", 6, e.TaskClosed("t", "Per", done=False))]).tasks
    assert (again.done_at, again.done_by) == (None, "")


def test_a_follow_up_is_a_task_until_done_or_its_acknowledgement_is_taken_back() -> None:
    due = dt.date(2026, 5, 9)
    done = event("ack", 1, e.FindingsAcknowledged(("k",), "Anna", (e.Action.CALLED,), follow_up=due))
    [task] = fold(MAILBOX, [done]).tasks
    assert (task.id, task.title, task.due, task.by) == ("ack", "", due, "Anna")
    [closed] = fold(MAILBOX, [done, event("d", 5, e.TaskClosed("ack", "Per"))]).tasks
    assert closed.done_at == at(5)
    assert fold(MAILBOX, [done, event("u", 2, e.AcknowledgementUndone("ack", "Anna"))]).tasks == ()


def test_rounds_stand_by_time_until_taken_back() -> None:
    held = [event(f"r-{n}", n, e.RoundHeld("Anna", (e.Decision.GO_ON,))) for n in (2, 1)]
    record = fold(MAILBOX, held)
    assert [r.id for r in record.rounds] == ["r-1", "r-2"]
    record.apply(event("u", 9, e.AcknowledgementUndone("r-2", "Anna")))
    assert [r.id for r in record.rounds] == ["r-1"]


# a small world in which events collide: few ids, few moments
_names = st.sampled_from("ab")
_bodies = st.one_of(
    st.builds(e.MeasurementRecorded, st.builds(measurement, _names)),
    st.builds(e.MeasurementRetracted, _names, st.sampled_from(("not_me", "mistake"))),
    st.builds(e.MeasurementFailed, _names, st.just("cuff_loose"), _names, st.just(b"")),
    st.builds(e.PlanIssued, st.builds(plan, st.integers(1, 2), st.integers(0, 1), st.integers(170, 171))),
    st.builds(e.PlanReceived, st.integers(1, 3)),
    st.builds(e.FindingsAcknowledged, st.tuples(_names), _names, st.just(())),
    st.builds(e.AcknowledgementUndone, st.sampled_from(("e-0", "e-1", "e-2")), _names),
    st.builds(e.AlertAnswered, _names, st.sampled_from(("called", "waited"))),
    st.builds(e.MessageWritten, _names, _names, st.booleans()),
    st.builds(e.SeenByCare, _names, st.just("nurse"), st.tuples(_names)),
    st.builds(e.PatientTaken, _names),
    st.builds(access.RecordAccessed, _names, st.just("nurse"), _names),
    st.builds(access.RecordGuarded, st.sampled_from(access.Guard), st.booleans(), _names, _names),
    st.builds(e.PatientRegistered, _names, st.just("191500722390")),
    st.builds(e.NoteWritten, _names, _names),
    st.builds(e.TaskSet, _names, st.dates(dt.date(2026, 5, 1), dt.date(2026, 5, 2)), _names),
    st.builds(e.TaskClosed, st.sampled_from(("e-0", "e-1", "e-2")), _names, st.booleans()),
    st.builds(e.RoundHeld, _names, st.just((e.Decision.GO_ON,)), _names),
)
_histories = st.lists(st.tuples(st.integers(0, 2), _bodies), max_size=8).map(
    lambda drawn: [event(f"e-{n}", minutes, body) for n, (minutes, body) in enumerate(drawn)]
)


@pytest.mark.parametrize(
    "first",
    [0, 1],
)
def test_the_later_of_two_answers_stands(first: int) -> None:
    both = [event(f"e-{n}", n, e.AlertAnswered("k", answer)) for n, answer in enumerate(("waited", "called"))]
    record = fold(MAILBOX, (both[first], both[1 - first]))
    assert record.answers["k"].answer == "called"


@given(_histories, st.randoms(), st.integers(0, 3))
@settings(deadline=None)
def test_neither_order_nor_repetition_matters(history: list[e.Event], random: Any, again: int) -> None:
    arrived = history + history[:again]
    random.shuffle(arrived)
    assert facts(fold(MAILBOX, arrived)) == facts(fold(MAILBOX, history))
