"""Which rows are shown and in which order, without a window."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from hemmonitor.clinic import Clinic, Row, Staff
from hemmonitor.model.careplan import Level
from hemmonitor.model.events import Action
from hemmonitor.model.finding import Queue
from hemmonitor.store.memory import MemoryJournal
from tests.ui.nurse import cohort
from ui.nurse.listing import Chip, Done, Listing, View


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    journal = MemoryJournal()
    journal.append(tuple(cohort.events(days=20)), outgoing=False)
    return Clinic(journal, "desk", Staff(cohort.NURSE, "nurse")).worklist(cohort.NOW)


@pytest.fixture
def listing(rows: tuple[Row, ...]) -> Listing:
    made = Listing(lambda row, _view: row.patient.name.lower(), me=cohort.NURSE)
    made.replace(rows)
    made.settle()
    return made


def test_the_core_and_the_list_agree_on_the_order(rows: tuple[Row, ...], listing: Listing) -> None:
    open_rows = [row.mailbox for row in rows if row.in_queue(Queue.CLINICAL)]
    assert listing.shown == open_rows
    listing.show(View.EVERYBODY)
    assert listing.shown == [row.mailbox for row in rows]


def test_confirmed_stands_before_waiting(listing: Listing) -> None:
    waiting = cohort.mailbox_of(7)
    assert listing.shown[-1] == waiting


def test_a_new_row_waits_until_settled(listing: Listing) -> None:
    shown = list(listing.shown)
    first = listing.rows[shown[0]]
    arrived = replace(first, mailbox="new", since=first.since)
    listing.update(arrived)
    listing.filter()
    assert listing.shown == shown
    assert [row.mailbox for row in listing.waiting()] == ["new"]
    listing.settle()
    assert "new" in listing.shown
    assert listing.waiting() == ()


def test_a_row_that_arrives_and_leaves_again_no_longer_waits(listing: Listing) -> None:
    first = listing.rows[listing.shown[0]]
    listing.update(replace(first, mailbox="new"))
    listing.update(replace(first, mailbox="new", findings=(), level=Level.GREEN))
    assert listing.waiting() == ()


def test_what_is_done_stays_until_settled(listing: Listing) -> None:
    mailbox = listing.shown[0]
    listing.done[mailbox] = Done("event", cohort.NOW, (Action.CALLED,))
    listing.update(replace(listing.rows[mailbox], findings=(), level=Level.GREEN))
    listing.filter()
    assert listing.shown[0] == mailbox
    assert listing.count(Chip.ALL) == len(listing.shown) - 1
    listing.settle()
    assert mailbox not in listing.shown


def test_a_patient_that_is_gone_leaves_at_once(rows: tuple[Row, ...], listing: Listing) -> None:
    gone = listing.shown[0]
    listing.replace(tuple(row for row in rows if row.mailbox != gone))
    listing.filter()
    assert gone not in listing.shown


def test_search_needs_every_word(listing: Listing) -> None:
    listing.search = "  ASTA prov "
    listing.filter()
    assert [listing.rows[m].patient.name for m in listing.shown] == ["Asta Provberg"]
    listing.search = "asta xyz"
    listing.filter()
    assert listing.shown == []


def test_chips_cut_the_view(listing: Listing) -> None:
    listing.set_news(cohort.NOW - dt.timedelta(hours=20))
    for chip, holds in (
        (Chip.MINE, lambda row: row.owner == cohort.NURSE),
        (Chip.UNOWNED, lambda row: not row.owner),
        (Chip.UNREAD, lambda row: row.unread_messages > 0),
        (Chip.NEW, lambda row: row.findings[0].since >= listing.news_from),
        ("copd", lambda row: "copd" in row.diagnoses),
    ):
        listing.chip = chip
        listing.filter()
        assert listing.shown
        assert all(holds(listing.rows[m]) for m in listing.shown)
        assert listing.count(chip) == len(listing.shown)


def test_counts_name_every_queue(listing: Listing) -> None:
    counts = listing.counts()
    assert counts.in_queue == {Queue.CLINICAL: 14, Queue.MISSING: 2, Queue.DEVICE: 2}
    assert counts.red[Queue.CLINICAL] == 5
    assert counts.people == 24
    assert counts.unread == 3
    assert counts.dealt_with == 0
    assert len(counts.green) == 5  # six are green, one of them has written
