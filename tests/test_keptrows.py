"""A program that is started anew shows the lines it kept, and they become those of a fold from scratch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor import keptrows, shelf
from hemmonitor.clinic import Clinic, Row, Staff
from hemmonitor.model.events import (
    Action,
    Body,
    Event,
    FindingsAcknowledged,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    PatientRegistered,
    PatientTaken,
    PlanIssued,
    SeenByCare,
    measurement_event_id,
)
from hemmonitor.model.record import fold
from hemmonitor.store.journal import Derived, Journal
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.worklist import rank, row_of
from tests.clinical.build import at, pressure, spo2
from tests.test_clinic import BOXES, NUMBERS, WATCHED

STAFF = Staff("Anna", "nurse")


@pytest.fixture(autouse=True)
def any_part_is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "WORTH", 1)


def from_scratch(journal: MemoryJournal, now: dt.datetime) -> tuple[Row, ...]:
    records = [fold(box, [s.event for s in journal.events(box)]) for box in journal.mailboxes()]
    rows = [row_of(record, now) for record in records if record.patient is not None]
    return tuple(sorted(rows, key=rank))


def begun() -> MemoryJournal:
    journal, now = MemoryJournal(), at(0)
    for n, (box, number) in enumerate(zip(BOXES, NUMBERS, strict=True)):
        who = PatientRegistered(f"Patient {n}", number)
        journal.append(
            [
                Event(f"r{box}", box, "clinic", now, who),
                Event(f"p{box}", box, "clinic", now, PlanIssued(WATCHED)),
            ]
        )
        values = [pressure(at(-50 + day, n), 120 + 10 * n, id=f"{box}-{day}") for day in range(50)]
        journal.append([recorded(box, m.taken_at, MeasurementRecorded(m)) for m in values], outgoing=False)
    return journal


def recorded(box: str, when: dt.datetime, body: MeasurementRecorded) -> Event:
    return Event(measurement_event_id(box, body.measurement.id), box, "home", when, body)


@st.composite
def arrivals(draw: st.DrawFn) -> list[tuple[int, str, list[Event]]]:
    """Minutes that pass, what the program does then, and what arrives first."""
    steps, minute = [], 0
    for n in range(draw(st.integers(1, 7))):
        minutes = draw(st.sampled_from([1, 5, 60, 600, 1500, 60 * 24 * 40]))
        minute += minutes
        now, box = at(minute=minute), draw(st.sampled_from(BOXES))
        body: Body
        match draw(st.sampled_from("mmmosatwr")):
            case "m":
                body = MeasurementRecorded(pressure(now, draw(st.sampled_from([120, 165, 190])), id=f"m{n}"))
            case "o":
                back = draw(st.integers(0, 100))
                body = MeasurementRecorded(spo2(now - dt.timedelta(days=back), 85, id=f"o{n}"))
            case "s":
                body = SeenByCare("Bo", "nurse", (f"{box}-3", f"{box}-49", "m1"))
            case "a":
                body = FindingsAcknowledged(("x",), "Cilla", (Action.CALLED,), follow_up=now.date())
            case "t":
                body = PatientTaken("Doris")
            case "w":
                body = MessageWritten("Hej", "P", from_patient=True)
            case _:
                body = MeasurementRetracted(f"{box}-{draw(st.integers(0, 49))}", "not me")
        one = (
            recorded(box, now, body)
            if isinstance(body, MeasurementRecorded)
            else Event(f"e{n}", box, "x", now, body)
        )
        steps.append((minutes, draw(st.sampled_from(["list", "restart", "crash", "row", "unheard"])), [one]))
    return steps


class Asked:
    """A journal that counts how often something of every mailbox is read."""

    def __init__(self, journal: Journal) -> None:
        self._journal, self.everything = journal, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)

    def mailboxes(self) -> tuple[str, ...]:
        self.everything += 1
        return self._journal.mailboxes()

    def derived(self, what: str, stamp: str, *mailboxes: str) -> Iterator[Derived]:
        self.everything += not mailboxes
        return self._journal.derived(what, stamp, *mailboxes)


@settings(deadline=None, max_examples=25)
@given(arrivals())
def test_every_start_ends_with_the_lines_of_a_fold_from_scratch(
    steps: list[tuple[int, str, list[Event]]],
) -> None:
    journal, now = begun(), at(0)
    clinic = Clinic(journal, "nurse", STAFF)
    clinic.worklist(now)
    clinic.keep()
    for minutes, what, events in steps:
        now += dt.timedelta(minutes=minutes)
        journal.append(events, outgoing=False)
        if what == "unheard":  # it was stored, and the program ended before it was told of
            clinic = Clinic(journal, "nurse", STAFF)
        else:
            clinic.received(events)
        if what == "row":
            clinic.row(events[0].mailbox, now)
        if what in {"list", "restart"}:
            assert clinic.worklist(now) == from_scratch(journal, now)
        if what != "crash":
            clinic.keep()
        if what in {"restart", "crash"}:
            clinic = Clinic(journal, "nurse", STAFF)
            if minutes % 2:
                clinic.first(2)
            for _ in clinic.in_parts(lambda when=now: when, 2):  # type: ignore[misc]
                pass
            for mailbox in clinic.behind(now):
                clinic.row(mailbox, now)
            assert clinic.behind(now) == ()
            assert clinic.as_made() == from_scratch(journal, now)
            assert set(clinic.colleagues) >= {STAFF.name}
    assert clinic.worklist(now) == from_scratch(journal, now)


def test_the_first_lines_are_there_at_once() -> None:
    journal = begun()
    clinic = Clinic(journal, "nurse", STAFF)
    assert clinic.first(10) == ()
    made = clinic.worklist(at(0, 1))
    clinic.keep()
    again = Clinic(journal, "nurse", STAFF)
    assert again.first(2) == made[:2]
    assert again.as_made() == tuple(row for row in made if row in made[:2])
    parts = [part for part in again.in_parts(lambda: at(0, 1), 1) if part]
    assert parts == [(row,) for row in made[2:]]
    assert again.as_made() == made
    kept, fresh = (one[0].findings[0] for one in (again.as_made(), made))
    assert kept.queue is fresh.queue  # a word is equal to its enum, and is not the same
    assert kept.confirmation is fresh.confirmation
    assert again.behind(at(0, 1)) == ()
    assert set(again.behind(at(1, 1))) == set(BOXES)
    assert again.mailboxes == clinic.mailboxes


def kept_before_a_reading() -> tuple[MemoryJournal, Clinic, tuple[Row, ...], Event]:
    """Lines that were kept; the reading that came after them is the second's."""
    journal = begun()
    clinic = Clinic(journal, "nurse", STAFF)
    made = clinic.worklist(at(0, 1))
    clinic.keep()
    late = recorded(made[1].mailbox, at(0, 2), MeasurementRecorded(pressure(at(0, 2), 190, id="late")))
    journal.append([late], outgoing=False)
    return journal, clinic, made, late


def test_the_first_lines_are_read_without_the_others() -> None:
    journal, _, made, _ = kept_before_a_reading()
    asked = Asked(journal)
    again = Clinic(asked, "nurse", STAFF)
    assert again.first(2) == (made[0], made[2]), "the second has become another"
    assert asked.everything == 0
    assert again.worklist(at(0, 2)) == from_scratch(journal, at(0, 2))
    assert asked.everything


def test_first_lines_older_than_those_kept_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    journal, clinic, made, late = kept_before_a_reading()
    clinic.received([late])
    now = clinic.worklist(at(0, 2))
    with monkeypatch.context() as ended:  # the program did, between the two
        ended.setattr(keptrows.KeptRows, "keep_first", lambda *_: None)
        clinic.keep()
    again = Clinic(journal, "nurse", STAFF)
    assert again.first(9) == now
    assert now != made


def test_lines_that_were_not_kept_come_in_parts() -> None:
    journal = begun()
    clinic = Clinic(journal, "nurse", STAFF)
    assert clinic.size == len(BOXES)
    parts = [part for part in clinic.in_parts(lambda: at(0, 1), 3) if part]
    assert max(map(len, parts)) <= 3
    assert clinic.as_made() == from_scratch(journal, at(0, 1))
    assert {row.mailbox for part in parts for row in part} == set(BOXES)


def test_a_line_that_has_not_been_made_anew_is_not_believed() -> None:
    journal = begun()
    clinic = Clinic(journal, "nurse", STAFF)
    clinic.worklist(at(0, 1))
    clinic.keep()
    late = recorded(BOXES[0], at(0, 2), MeasurementRecorded(pressure(at(0, 2), 190, id="late")))
    other = recorded(BOXES[1], at(0, 2), MeasurementRecorded(pressure(at(0, 2), 190, id="other")))
    journal.append([late, other], outgoing=False)
    clinic.received([other])  # the first one has not been told of yet
    clinic.row(BOXES[1], at(0, 2))
    clinic.keep()
    again = Clinic(journal, "nurse", STAFF)
    assert {row.mailbox for row in again.first(9)} == set(BOXES) - {BOXES[0], BOXES[1]}
    assert again.worklist(at(0, 2)) == from_scratch(journal, at(0, 2))


def test_lines_of_another_form_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    journal = begun()
    clinic = Clinic(journal, "nurse", STAFF)
    made = clinic.worklist(at(0, 1))
    clinic.keep()
    monkeypatch.setattr(keptrows, "stamp", lambda: "of another program")
    assert Clinic(journal, "nurse", STAFF).first(1) == ()
    assert Clinic(journal, "nurse", STAFF).worklist(at(0, 1)) == made


def test_what_nobody_tells_of_holds_nothing_up() -> None:
    journal = begun()
    clinic = Clinic(journal, "nurse", STAFF, lambda event: event.author != "stranger")
    clinic.worklist(at(0, 1))
    stranger = Event("odd", BOXES[0], "stranger", at(0, 1), MessageWritten("Hej", "P", from_patient=True))
    journal.append([stranger], outgoing=False)
    clinic.keep()
    assert Clinic(journal, "nurse", STAFF).first(1) == ()
    clinic.worklist(at(0, 2))
    clinic.keep()
    assert Clinic(journal, "nurse", STAFF).first(1)
