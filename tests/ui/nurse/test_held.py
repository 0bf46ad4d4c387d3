"""A message held with an acknowledgement: sent once, also when the program ends in between."""

from __future__ import annotations

import datetime as dt

import pytest

from hemmonitor.clinic import Clinic, Staff
from hemmonitor.model.events import Action
from hemmonitor.store.memory import MemoryJournal
from tests.ui.nurse import cohort

NILS = cohort.mailbox_of(1)
NURSE = Staff(cohort.NURSE, "nurse")
LATER = cohort.NOW + dt.timedelta(minutes=5)


@pytest.fixture
def journal() -> MemoryJournal:
    made = MemoryJournal()
    made.append(tuple(cohort.events(cohort.PEOPLE[:2], days=10)), outgoing=False)
    return made


def acknowledged(journal: MemoryJournal, message: str = "Hej!") -> str:
    clinic = Clinic(journal, "desk", NURSE)
    [finding] = clinic.row(NILS, cohort.NOW).findings
    return clinic.acknowledge(NILS, (finding.key,), (Action.CALLED,), cohort.NOW, message=message).id


def texts(journal: MemoryJournal) -> list[str]:
    record = Clinic(journal, "desk", NURSE).record_of(NILS)
    return [m.text for m in record.messages if m.text == "Hej!"]


def test_a_held_message_is_not_sent_by_itself(journal: MemoryJournal) -> None:
    acknowledged(journal)
    assert texts(journal) == []


def test_after_a_crash_it_is_sent_once(journal: MemoryJournal) -> None:
    acknowledged(journal)
    clinic = Clinic(journal, "desk", NURSE)
    assert clinic.release_all(LATER) == (NILS,)
    assert Clinic(journal, "desk", NURSE).release_all(LATER) == ()
    assert texts(journal) == ["Hej!"]


def test_killed_between_sending_and_forgetting_it_is_one_message(journal: MemoryJournal) -> None:
    acknowledged(journal)
    held = journal.get("clinic.held_messages")
    assert held is not None
    Clinic(journal, "desk", NURSE).release_all(LATER)
    journal.put("clinic.held_messages", held)
    Clinic(journal, "desk", NURSE).release_all(LATER)
    assert texts(journal) == ["Hej!"]


def test_killed_before_the_acknowledgement_was_stored_nothing_is_sent(journal: MemoryJournal) -> None:
    journal.put("clinic.held_messages", b'{"an-event-that-never-was": ["patient-0001", "Hej!"]}')
    assert Clinic(journal, "desk", NURSE).release_all(LATER) == ()
    assert texts(journal) == []


def test_undone_it_is_never_sent(journal: MemoryJournal) -> None:
    event_id = acknowledged(journal)
    clinic = Clinic(journal, "desk", NURSE)
    clinic.undo(NILS, event_id, LATER)
    assert clinic.release(event_id, LATER) == ""
    assert clinic.release_all(LATER) == ()
    assert texts(journal) == []


def test_an_acknowledgement_says_what_was_done(journal: MemoryJournal) -> None:
    clinic = Clinic(journal, "desk", NURSE)
    with pytest.raises(ValueError, match="what was done"):
        clinic.acknowledge(NILS, ("key",), (), cohort.NOW)


def test_a_value_is_not_taken_away_without_a_reason(journal: MemoryJournal) -> None:
    clinic = Clinic(journal, "desk", NURSE)
    measurement = clinic.record_of(NILS).measurements[-1]
    with pytest.raises(ValueError, match="reason"):
        clinic.retract(NILS, measurement.id, "  ", cohort.NOW)
