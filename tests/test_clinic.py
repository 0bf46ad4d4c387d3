"""The care side: a kept worklist is the one made anew, and an acknowledgement covers what was shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.clinic import AlreadyAcknowledged, Clinic, Row, Staff
from hemmonitor.model.careplan import Level, MissingLimit, Plan, Slot
from hemmonitor.model.events import (
    Action,
    Attachment,
    Body,
    Decision,
    Event,
    FindingsAcknowledged,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    PatientRegistered,
    PatientTaken,
    PlanIssued,
    measurement_event_id,
    new_event_id,
)
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.worklist import rank, row_of
from tests.clinical.build import at, plan, pressure

NUMBERS = ("196101182803", "189001019802", "189001029819", "200001252386")
BOXES = tuple(f"box{n}" for n in range(len(NUMBERS)))
STAFF = Staff("Anna", "nurse")
WATCHED: Plan = plan(
    valid_from=at(-1),
    schedule=(
        Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10)),
        Slot("e", Kind.BLOOD_PRESSURE, dt.time(18), dt.time(21, 30)),
    ),
    missing=(
        MissingLimit("one", Kind.BLOOD_PRESSURE, Level.YELLOW),
        MissingLimit("days", Kind.BLOOD_PRESSURE, Level.RED, slots=4),
    ),
)


def event(box: str, when: dt.datetime, body: Body) -> Event:
    name = (
        measurement_event_id(box, body.measurement.id)
        if isinstance(body, MeasurementRecorded)
        else new_event_id()
    )
    return Event(name, box, "home", when, body)


def clinic_of(boxes: tuple[str, ...] = BOXES) -> Clinic:
    clinic = Clinic(MemoryJournal(), "desk", STAFF)
    for box, number in zip(boxes, NUMBERS, strict=False):
        clinic.register(box, PatientRegistered(f"Person {box}", number), at(-1))
        clinic.issue_plan(box, WATCHED, at(-1))
    return clinic


def arrive(clinic: Clinic, box: str, *measurements: Measurement) -> None:
    assert clinic.received([event(box, m.taken_at, MeasurementRecorded(m)) for m in measurements]) == (box,)


def anew(clinic: Clinic, now: dt.datetime) -> tuple[Row, ...]:
    return tuple(sorted((row_of(clinic.record_of(box), now) for box in clinic.mailboxes), key=rank))


@dataclass(frozen=True)
class Step:
    """``box`` and what happens to it, ``minutes`` after the step before."""

    box: str
    what: str
    minutes: int
    figure: int


WHAT = ("measure", "late", "message", "take", "acknowledge", "undo", "plan", "retract", "wait")
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(BOXES),
        st.sampled_from(WHAT),
        st.sampled_from([0, 1, 20, 130, 600, 1441, 9000]),
        st.sampled_from([85, 120, 130, 165, 190]),
    ),
    max_size=12,
)


def happen(clinic: Clinic, step: Step, now: dt.datetime, number: int, done: list[tuple[str, str]]) -> None:
    record = clinic.record_of(step.box)
    match step.what:
        case "measure" | "late":
            when = now - dt.timedelta(days=2 if step.what == "late" else 0)
            arrive(clinic, step.box, pressure(when, step.figure, id=f"m{number}"))
        case "message":
            clinic.received([event(step.box, now, MessageWritten("Hej", "P", from_patient=True))])
        case "take":
            clinic.received([event(step.box, now, PatientTaken("Per"))])
        case "acknowledge":
            keys = [f.key for f in clinic.row(step.box, now).findings]
            follow_up = now.date() + dt.timedelta(days=2) if step.figure > 130 else None
            made = clinic.acknowledge(step.box, keys, (Action.CALLED,), now, follow_up=follow_up)
            done.append((step.box, made.id))
        case "undo" if done:
            clinic.undo(*done.pop(), now)
        case "plan":
            assert record.newest_plan is not None
            clinic.change_thresholds(step.box, record.newest_plan.thresholds[:1], "less", now)
        case "retract" if record.measurements:
            body = MeasurementRetracted(record.measurements[-1].id, "not_me")
            clinic.received([event(step.box, now, body)])
        case _:
            pass


@settings(max_examples=120, deadline=None)
@given(STEPS)
def test_the_kept_worklist_equals_the_one_made_anew(steps: list[Step]) -> None:
    clinic, now, done = clinic_of(), at(), list[tuple[str, str]]()
    for number, step in enumerate(steps):
        now += dt.timedelta(minutes=step.minutes)
        happen(clinic, step, now, number, done)
        assert clinic.worklist(now) == anew(clinic, now)
        for box in BOXES:
            assert clinic.row(box, now) == row_of(clinic.record_of(box), now)


def test_one_arrival_makes_one_row_anew() -> None:
    clinic = clinic_of()
    before = {row.mailbox: row for row in clinic.worklist(at())}
    arrive(clinic, BOXES[2], pressure(at(0, 0, 1), 170))
    after = clinic.worklist(at(0, 0, 2))
    assert after[0].mailbox == BOXES[2]
    assert [row.mailbox for row in after if row is not before[row.mailbox]] == [BOXES[2]]


def test_time_makes_anew_what_it_can_change_and_no_more() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, BOXES[0], pressure(at(0, -1), 120))  # 07:00, the morning's
    before = clinic.row(BOXES[0], at())
    assert before.findings == ()
    assert clinic.row(BOXES[0], at(0, 1, 59)) is before  # 09:59: no slot has ended since
    (missing,) = clinic.row(BOXES[0], at(0, 17, 30)).findings  # 01:30, the evening's grace has passed
    assert (missing.rule, missing.since) == ("missing", at(0, 10))
    assert clinic.row(BOXES[0], at(0, 17, 29)).findings == ()  # asked for an earlier moment again


def test_a_clock_in_another_zone_counts_its_own_days() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, BOXES[0], pressure(at(0, -1), 120))
    now = at(0, 1)
    away = now.astimezone(dt.timezone(dt.timedelta(hours=-9)))
    assert clinic.row(BOXES[0], now) == row_of(clinic.record_of(BOXES[0]), now)
    assert clinic.row(BOXES[0], away) == row_of(clinic.record_of(BOXES[0]), away)


def test_rank_of_the_rule_comes_before_age() -> None:
    clinic = clinic_of(BOXES[:2])
    arrive(clinic, BOXES[1], pressure(at(1, 10), 165))  # yellow since the evening
    now = at(1, 10, 30)
    assert [(r.mailbox, r.findings[0].rule) for r in clinic.worklist(now)] == [
        (BOXES[0], "missing"),  # red: four slots
        (BOXES[1], "threshold"),
    ]
    arrive(clinic, BOXES[0], pressure(at(1, 10), 120))
    now = at(1, 10, 31)
    clinic.received([event(BOXES[0], now, PlanIssued(WATCHED))])
    rows = clinic.worklist(at(2, 6))  # the next morning is missing for both
    assert [(r.mailbox, r.level) for r in rows] == [(BOXES[1], Level.YELLOW), (BOXES[0], Level.YELLOW)]
    assert rows[0].findings[0].rule == "threshold"


def levels_of(made: Event) -> tuple[Level, ...]:
    assert isinstance(made.body, FindingsAcknowledged)
    return made.body.levels


@pytest.mark.parametrize("look", ["row", "worklist", "patient"])
def test_an_acknowledgement_says_what_was_shown(look: str) -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, BOXES[0], pressure(at(0), 190), pressure(at(0, 0, 6), 188))
    shown = {
        "row": lambda: clinic.row(BOXES[0], at(0, 1)).findings,
        "worklist": lambda: clinic.worklist(at(0, 1))[0].findings,
        "patient": lambda: clinic.patient(BOXES[0], at(0, 1)).evaluation.open,
    }[look]()
    made = clinic.acknowledge(BOXES[0], [f.key for f in shown], (Action.CALLED,), at(0, 1))
    assert levels_of(made) == tuple(f.level for f in shown) == (Level.RED,)
    assert clinic.row(BOXES[0], at(0, 1)).findings == ()


def test_red_that_had_not_arrived_when_yellow_was_dealt_with_is_not_hidden() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, BOXES[0], pressure(at(0), 165))
    (yellow,) = clinic.row(BOXES[0], at(0, 4)).findings
    assert yellow.level is Level.YELLOW
    # sealed at the patient's before the nurse acts, through the relay only after
    late = [
        event(BOXES[0], at(0, 2), MeasurementRecorded(pressure(at(0, 2), 190))),
        event(BOXES[0], at(0, 2, 6), MeasurementRecorded(pressure(at(0, 2, 6), 188))),
    ]
    made = clinic.acknowledge(BOXES[0], (yellow.key,), (Action.CALLED,), at(0, 4))
    assert levels_of(made) == (Level.YELLOW,)
    assert clinic.row(BOXES[0], at(0, 4)).findings == ()
    clinic.received(late)
    (red,) = clinic.row(BOXES[0], at(0, 5)).findings
    assert (red.key, red.level) == (yellow.key, Level.RED)


def test_what_arrives_between_looking_and_acting_is_not_covered() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, BOXES[0], pressure(at(0), 165))
    (yellow,) = clinic.row(BOXES[0], at(0, 1)).findings
    arrive(clinic, BOXES[0], pressure(at(0, 2), 190), pressure(at(0, 2, 6), 188))
    made = clinic.acknowledge(BOXES[0], (yellow.key,), (Action.CALLED,), at(0, 4))
    assert levels_of(made) == (Level.YELLOW,)
    assert [f.level for f in clinic.row(BOXES[0], at(0, 4)).findings] == [Level.RED]


def test_what_was_never_shown_is_not_covered() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, BOXES[0], pressure(at(0), 165))
    (yellow,) = row_of(clinic.record_of(BOXES[0]), at(0, 1)).findings
    made = clinic.acknowledge(BOXES[0], (yellow.key,), (Action.CALLED,), at(0, 1))
    assert levels_of(made) == (Level.GREEN,)
    assert [f.key for f in clinic.row(BOXES[0], at(0, 1)).findings] == [yellow.key]


def test_a_slot_over_midnight_is_kept_by_a_value_after_midnight() -> None:
    late = plan(valid_from=at(-1), schedule=(Slot("n", Kind.BLOOD_PRESSURE, dt.time(22), dt.time(1)),))
    clinic = Clinic(MemoryJournal(), "nurse", STAFF)
    clinic.register(BOXES[0], PatientRegistered("A", NUMBERS[0]), at(-1))
    clinic.issue_plan(BOXES[0], late, at(-1))
    clinic.received([event(BOXES[0], at(0, 16.5), MeasurementRecorded(pressure(at(0, 16.5), 120)))])
    assert clinic.row(BOXES[0], at(0, 16.75)).kept[-3:] == ((1, 0), (0, 0), (0, 0))
    assert clinic.row(BOXES[0], at(0, 17)).kept[-2:] == ((1, 1), (0, 0))
    assert clinic.row(BOXES[0], at(2)).kept[-4:] == ((1, 0), (1, 1), (1, 0), (0, 0))


def colleague(
    clinic: Clinic, box: str, when: dt.datetime, level: Level = Level.RED, by: str = "Per"
) -> Event:
    """What a colleague's acknowledgement of all that is open looks like when it comes by sync."""
    keys = tuple(f.key for f in clinic.row(box, when).findings)
    body = FindingsAcknowledged(keys, by, (Action.CALLED,), "Ringt", levels=(level,) * len(keys))
    return Event(new_event_id(), box, "desk-2", when, body)


def test_what_a_colleague_has_dealt_with_is_not_dealt_with_twice() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, "box0", pressure(at(0), 190), pressure(at(0, 0, 6), 188))
    [finding] = clinic.row("box0", at(0, 1)).findings
    theirs = colleague(clinic, "box0", at(0, 1))
    clinic.received([theirs])
    with pytest.raises(AlreadyAcknowledged) as refused:
        clinic.acknowledge("box0", [finding.key], (Action.WROTE,), at(0, 1, 5), message="Hej")
    first = refused.value.first
    assert (first.by, first.at, first.actions, first.note) == ("Per", at(0, 1), (Action.CALLED,), "Ringt")
    assert len(clinic.record_of("box0").acknowledgements) == 1
    assert clinic.release_all(at(0, 2)) == ()
    assert clinic.overtaken() == ()  # nothing of one's own was stored


def test_the_first_of_two_acknowledgements_stands_and_the_other_is_told_once() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, "box0", pressure(at(0), 190), pressure(at(0, 0, 6), 188))
    [finding] = clinic.row("box0", at(0, 1)).findings
    theirs = colleague(clinic, "box0", at(0, 1))
    own = clinic.acknowledge("box0", [finding.key], (Action.WROTE,), at(0, 1, 5))
    clinic.received([theirs])
    [told] = clinic.overtaken()
    assert (told.mailbox, told.by, told.own) == ("box0", "Per", own.id)
    assert clinic.overtaken() == ()


def test_an_acknowledgement_that_came_after_ones_own_or_saw_less_overtakes_nothing() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, "box0", pressure(at(0), 190), pressure(at(0, 0, 6), 188))
    [finding] = clinic.row("box0", at(0, 1)).findings
    later = colleague(clinic, "box0", at(0, 2))
    milder = colleague(clinic, "box0", at(0, 0, 30), Level.YELLOW)
    clinic.acknowledge("box0", [finding.key], (Action.WROTE,), at(0, 1, 5))
    clinic.received([later, milder])
    assert clinic.overtaken() == ()


def test_tasks_notes_and_rounds_are_in_the_page_and_the_line() -> None:
    clinic = clinic_of(BOXES[:1])
    task = clinic.set_task("box0", " Ring om vikten ", at(3).date(), at(0), whose="Per")
    clinic.note("box0", "Bor ensam", at(0))
    held = clinic.hold_round("box0", (Decision.GO_ON,), at(0, 1), note="Bra", next_round=at(7))
    row = clinic.row("box0", at(0, 2))
    assert [t.title for t in row.tasks] == ["Ring om vikten"]
    assert (row.round_at, row.next_round) == (at(0, 1), at(7))
    clinic.close_task("box0", task.id, at(0, 3))
    clinic.undo("box0", held.id, at(0, 3))
    row, view = clinic.row("box0", at(0, 4)), clinic.patient("box0", at(0, 4))
    assert (row.tasks, row.round_at, view.rounds) == ((), None, ())
    assert [t.done_by for t in view.tasks] == ["Anna"]
    assert [n.body.text for n in view.notes] == ["Bor ensam"]
    assert clinic.colleagues == ("Anna",)
    for refused in (
        lambda: clinic.set_task("box0", " ", at(3).date(), at(0)),
        lambda: clinic.note("box0", " ", at(0)),
        lambda: clinic.hold_round("box0", (), at(0)),
    ):
        with pytest.raises(ValueError, match=r"task|note|round"):
            refused()


def test_reading_messages_does_not_mark_values_as_seen() -> None:
    clinic = clinic_of(BOXES[:1])
    arrive(clinic, "box0", pressure(at(0), 120))
    clinic.received([event("box0", at(0, 1), MessageWritten("Hej", "P", from_patient=True))])
    clinic.mark_messages_seen("box0", at(0, 2))
    row = clinic.row("box0", at(0, 3))
    assert (row.unread_messages, row.unseen) == (0, 1)
    clinic.write("box0", "Svar", at(0, 4), (Attachment("plan.pdf", "application/pdf", b"%PDF"),))
    newest = clinic.row("box0", at(0, 5)).newest_message
    assert newest is not None
    assert (newest.text, newest.attachments[0].name) == ("Svar", "plan.pdf")
