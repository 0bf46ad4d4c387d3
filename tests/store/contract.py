"""What every journal promises. A test of an implementation inherits the class and gives ``journal``."""

from __future__ import annotations

import datetime as dt

import cbor2
import pytest

from hemmonitor.errors import BadEvent, StorageError
from hemmonitor.model.events import Event
from hemmonitor.store import codec
from hemmonitor.store.codec import Unread
from hemmonitor.store.journal import ChainHead, Cursor, Delivery, Derived, Journal, OutboxItem, SentState
from tests.store.examples import AT, AUTHOR, BODIES, MAILBOX, SUMMER, event, message

LATER = AT + dt.timedelta(minutes=5)


def ids(journal: Journal, mailbox: str | None = None, after: int = 0) -> list[str]:
    return [stored.event.id for stored in journal.events(mailbox, after=after)]


def item(number: int, *, mailbox: str = MAILBOX, body: bytes = b"sealed") -> OutboxItem:
    return OutboxItem(f"env-{mailbox}-{number}", mailbox, body, number)


def head(number: int, author: str = AUTHOR) -> ChainHead:
    return ChainHead(author, number, bytes([number]) * 32)


def seal(journal: Journal, number: int, *event_ids: str, mailbox: str = MAILBOX) -> OutboxItem:
    sealed = item(number, mailbox=mailbox, body=f"sealed {number}".encode())
    journal.seal(sealed, event_ids, head(number))
    return sealed


def from_a_newer_program(event_id: str = "ev-new") -> Unread:
    frame = cbor2.loads(codec.encode(event(event_id)))
    frame["t"], frame["b"] = "dream_recorded", {"lucid": True}
    unread = codec.read(cbor2.dumps(frame))
    assert isinstance(unread, Unread)
    return unread


class JournalContract:
    @pytest.fixture
    def journal(self) -> Journal:
        raise NotImplementedError

    # --- append and events -----------------------------------------------------------------------

    def test_an_empty_journal_has_nothing(self, journal: Journal) -> None:
        assert ids(journal) == []
        assert journal.mailboxes() == ()
        assert journal.unsealed(MAILBOX) == ()
        assert journal.unsealed_mailboxes() == ()
        assert journal.unsent() == ()
        assert list(journal.sealed(MAILBOX)) == []
        assert journal.heads(MAILBOX) == ()
        assert journal.head(MAILBOX, AUTHOR) is None
        assert journal.cursor(MAILBOX) is None
        assert journal.quarantined() == ()
        assert journal.quarantined_body(MAILBOX, "env-1") is None
        assert journal.unreadable() == ()
        assert not journal.has_envelope("env-1")

    def test_every_kind_of_event_comes_back_as_it_was(self, journal: Journal) -> None:
        events = tuple(event(f"ev-{n}", body) for n, body in enumerate(BODIES))
        assert journal.append(events) == events
        assert tuple(stored.event for stored in journal.events()) == events

    def test_an_event_keeps_the_offset_of_its_time(self, journal: Journal) -> None:
        journal.append((event(),))
        (stored,) = journal.events()
        assert stored.event.at.utcoffset() == dt.timedelta(hours=2)

    def test_positions_grow_over_all_mailboxes(self, journal: Journal) -> None:
        journal.append((message("a"), message("b", mailbox="mb-2")))
        journal.append((message("c"),))
        positions = [stored.position for stored in journal.events()]
        assert positions == sorted(set(positions))
        assert positions[0] > 0
        assert ids(journal) == ["a", "b", "c"]

    def test_events_of_one_mailbox(self, journal: Journal) -> None:
        journal.append((message("a"), message("b", mailbox="mb-2"), message("c")))
        assert ids(journal, MAILBOX) == ["a", "c"]
        assert ids(journal, "mb-2") == ["b"]
        assert ids(journal, "mb-3") == []

    def test_events_after_a_position(self, journal: Journal) -> None:
        journal.append(tuple(message(f"e{n}", mailbox=f"mb-{n % 2}") for n in range(6)))
        third = list(journal.events())[2].position
        assert ids(journal, after=third) == ["e3", "e4", "e5"]
        assert ids(journal, "mb-0", after=third) == ["e4"]
        assert ids(journal, after=-5) == [f"e{n}" for n in range(6)]
        assert ids(journal, after=third + 1000) == []

    def test_events_stored_while_reading_are_included(self, journal: Journal) -> None:
        journal.append((message("a"), message("b")))
        reading = journal.events()
        assert next(reading).event.id == "a"
        journal.append((message("c"),))
        assert [stored.event.id for stored in reading] == ["b", "c"]

    def test_more_events_than_one_page(self, journal: Journal) -> None:
        many = tuple(message(f"e{n:04}", mailbox=f"mb-{n % 3}") for n in range(2500))
        journal.append(many)
        assert ids(journal) == [e.id for e in many]
        assert ids(journal, "mb-1") == [e.id for e in many if e.mailbox == "mb-1"]

    def test_events_at_positions(self, journal: Journal) -> None:
        assert journal.last_position() == 0
        journal.append(tuple(message(f"e{n}", mailbox=f"mb-{n % 2}") for n in range(5)))
        places = {s.event.id: s.position for s in journal.events()}
        assert journal.last_position() == places["e4"]
        wanted = [places["e3"], places["e0"], places["e3"], 10**6, 0, -1]
        found = list(journal.events_at(wanted))
        assert [(s.position, s.event.id) for s in found] == [(places["e0"], "e0"), (places["e3"], "e3")]
        assert journal.changed(0) == ("mb-0", "mb-1")
        assert journal.changed(places["e3"]) == ("mb-0",)
        assert journal.changed(places["e4"]) == ()

    def test_what_is_derived_is_kept_by_stamp(self, journal: Journal) -> None:
        one, two, newer = Derived("a", 1, b"1"), Derived("b", 2, b"2"), Derived("a", 3, b"3")
        journal.derive("row", "1", [two, one])
        journal.derive("other", "1", [newer])
        assert list(journal.derived("row", "1")) == [one, two]
        assert list(journal.derived("row", "1", "b")) == [two]
        assert list(journal.derived("row", "1", "c")) == []
        assert list(journal.derived("row", "1", "c", "b", "a")) == [one, two]
        journal.derive("row", "1", [newer])
        assert list(journal.derived("row", "1")) == [newer, two]
        assert list(journal.derived("row", "2")) == []
        journal.derive("row", "2", [one])
        assert list(journal.derived("row", "1")) == []
        assert list(journal.derived("row", "2")) == [one]
        assert list(journal.derived("other", "1")) == [newer]

    def test_the_same_id_twice_changes_nothing(self, journal: Journal) -> None:
        first, second = message("a"), message("b")
        assert journal.append((first, first)) == (first,)
        assert journal.append((event("a"), second)) == (second,)
        assert [stored.event for stored in journal.events()] == [first, second]

    def test_an_id_is_taken_in_its_own_mailbox_alone(self, journal: Journal) -> None:
        here, there = message("a"), message("a", mailbox="mb-2")
        assert journal.append((here, there)) == (here, there)
        assert journal.append((there,)) == ()
        heard, late = message("b", mailbox="mb-2"), message("b")
        assert journal.receive("mb-2", "env-1", (heard,), head(1, "x"), Cursor("e", 1)) == (heard,)
        assert journal.receive(MAILBOX, "env-2", (here, late), head(1, "x"), Cursor("e", 1)) == (late,)
        sealed = seal(journal, 1, "a")
        assert [s.event for s in journal.unsealed("mb-2")] == [there]
        journal.mark_sent(sealed.envelope_id, LATER)
        assert journal.sent_state(MAILBOX, ("a",)) == {"a": SentState(Delivery.SENT, LATER)}
        assert journal.sent_state("mb-2", ("a", "b")) == {"a": SentState(Delivery.SAVED)}
        assert journal.adopt("mb-2", [codec.encode(e) for e in (heard, message("c", mailbox="mb-2"))]) == 1
        assert list(journal.faults()) == []

    def test_an_event_kept_for_oneself_does_not_become_outgoing(self, journal: Journal) -> None:
        journal.append((message("a"),), outgoing=False)
        assert journal.append((message("a"),)) == ()
        assert journal.unsealed(MAILBOX) == ()

    def test_nothing_to_store(self, journal: Journal) -> None:
        assert journal.append(()) == ()

    def test_an_event_without_a_form_leaves_the_whole_call_undone(self, journal: Journal) -> None:
        too_long = Event("b", MAILBOX, "x" * 1000, AT, BODIES[0])
        with pytest.raises(BadEvent):
            journal.append((message("a"), too_long))
        assert ids(journal) == []

    def test_mailboxes_are_sorted(self, journal: Journal) -> None:
        journal.append(tuple(message(f"e{n}", mailbox=box) for n, box in enumerate("cabac")))
        assert journal.mailboxes() == ("a", "b", "c")

    # --- outbox ----------------------------------------------------------------------------------

    def test_only_outgoing_events_wait(self, journal: Journal) -> None:
        journal.append((message("a"),))
        journal.append((message("b"),), outgoing=False)
        journal.append((message("c"), message("d", mailbox="mb-0")))
        assert [s.event.id for s in journal.unsealed(MAILBOX)] == ["a", "c"]
        assert [s.event.id for s in journal.unsealed(MAILBOX, limit=1)] == ["a"]
        assert journal.unsealed_mailboxes() == ("mb-0", MAILBOX)

    def test_sealing_takes_events_out_of_waiting(self, journal: Journal) -> None:
        journal.append((message("a"), message("b"), message("c")))
        sealed = seal(journal, 1, "a", "b")
        assert [s.event.id for s in journal.unsealed(MAILBOX)] == ["c"]
        assert journal.unsent() == (sealed,)
        assert journal.head(MAILBOX, AUTHOR) == head(1)
        assert journal.has_envelope(sealed.envelope_id)
        seal(journal, 2, "c")
        assert journal.unsealed_mailboxes() == ()

    def test_an_event_is_sealed_once(self, journal: Journal) -> None:
        journal.append((message("a"), message("b")))
        seal(journal, 1, "a")
        with pytest.raises(StorageError):
            seal(journal, 2, "b", "a")
        self.assert_only_first_sealed(journal)

    @pytest.mark.parametrize(
        ("wrong", "event_ids", "wrong_head"),
        [
            (item(1), ("b",), head(2)),  # envelope id taken
            (item(2), ("zz",), head(2)),  # no such event
            (item(2, mailbox="mb-2"), ("b",), head(2)),  # event of another mailbox
            (item(2), ("b", "b"), head(2)),  # one twice
            (item(2), ("b",), head(3)),  # head is not the batch's
            (item(3), ("b",), head(3)),  # a batch is skipped
            (OutboxItem("env-9", MAILBOX, b"", 1), ("b",), head(1)),  # the chain would fork
        ],
    )
    def test_a_wrong_seal_stores_nothing(
        self, journal: Journal, wrong: OutboxItem, event_ids: tuple[str, ...], wrong_head: ChainHead
    ) -> None:
        journal.append((message("a"), message("b")))
        seal(journal, 1, "a")
        with pytest.raises(StorageError):
            journal.seal(wrong, event_ids, wrong_head)
        self.assert_only_first_sealed(journal)

    def test_an_event_kept_for_oneself_is_not_sealed(self, journal: Journal) -> None:
        journal.append((message("a"), message("b")))
        seal(journal, 1, "a")
        journal.append((message("own"),), outgoing=False)
        with pytest.raises(StorageError):
            seal(journal, 2, "own")
        self.assert_only_first_sealed(journal)

    @staticmethod
    def assert_only_first_sealed(journal: Journal) -> None:
        assert [s.event.id for s in journal.unsealed(MAILBOX)] == ["b"]
        assert [i.envelope_id for i in journal.unsent()] == [item(1).envelope_id]
        assert journal.heads(MAILBOX) == (head(1),)

    def test_unsent_keeps_the_order_of_sealing(self, journal: Journal) -> None:
        journal.append(tuple(message(f"e{n}") for n in range(5)))
        items = [seal(journal, n + 1, f"e{n}") for n in range(5)]
        journal.mark_sent(items[1].envelope_id, AT)
        assert journal.unsent() == (items[0], *items[2:])
        assert journal.unsent(limit=2) == (items[0], items[2])

    def test_everything_sealed_can_be_had_again(self, journal: Journal) -> None:
        journal.append(tuple(message(f"e{n}") for n in range(4)))
        journal.append((message("x", mailbox="mb-2"),))
        items = [seal(journal, n + 1, f"e{n}") for n in range(4)]
        other = seal(journal, 1, "x", mailbox="mb-2")
        journal.mark_sent(items[0].envelope_id, AT)
        assert list(journal.sealed(MAILBOX)) == items
        assert list(journal.sealed(MAILBOX, after_seq=2)) == items[2:]
        assert list(journal.sealed("mb-2")) == [other]

    def test_it_is_told_what_was_sealed_where(self, journal: Journal) -> None:
        journal.append([message(name) for name in ("a", "b", "c")])
        first, second = seal(journal, 1, "b"), seal(journal, 2, "a", "c")
        places = {first.envelope_id: (2,), second.envelope_id: (1, 3)}
        assert journal.sealed_places(MAILBOX) == places
        assert journal.sealed_places("another") == {}

    def test_a_sound_journal_has_no_faults(self, journal: Journal) -> None:
        journal.append([message("a")])
        seal(journal, 1, "a")
        journal.receive(
            MAILBOX, "in", (from_a_newer_program("n"), message("b")), head(1, "x"), Cursor("e", 1)
        )
        assert list(journal.faults()) == []

    def test_sent_state_follows_an_event(self, journal: Journal) -> None:
        journal.append((message("a"), message("b"), message("c")))
        journal.append((message("own"),), outgoing=False)
        sealed = seal(journal, 1, "a", "b")
        saved = SentState(Delivery.SAVED)
        asked = ("a", "b", "c", "own", "unknown")
        assert journal.sent_state(MAILBOX, asked) == {"a": saved, "b": saved, "c": saved}
        journal.mark_sent(sealed.envelope_id, LATER)
        sent = SentState(Delivery.SENT, LATER)
        assert journal.sent_state(MAILBOX, asked) == {"a": sent, "b": sent, "c": saved}
        assert journal.sent_state(MAILBOX, asked)["a"].sent_at == LATER
        assert journal.sent_state(MAILBOX, ()) == {}

    def test_marking_sent_twice_keeps_the_first_time(self, journal: Journal) -> None:
        journal.append((message("a"),))
        sealed = seal(journal, 1, "a")
        journal.mark_sent(sealed.envelope_id, AT)
        journal.mark_sent(sealed.envelope_id, LATER)
        at = journal.sent_state(MAILBOX, ("a",))["a"].sent_at
        assert at == AT
        assert at is not None
        assert at.utcoffset() == SUMMER.utcoffset(None)

    def test_an_unknown_envelope_cannot_be_sent(self, journal: Journal) -> None:
        with pytest.raises(StorageError):
            journal.mark_sent("env-unknown", AT)

    # --- inbox -----------------------------------------------------------------------------------

    def test_a_batch_is_received_with_its_head_and_cursor(self, journal: Journal) -> None:
        batch = (message("a"), message("b"))
        cursor = Cursor("epoch-1", 7)
        assert journal.receive(MAILBOX, "env-r1", batch, head(4, "nurse"), cursor) == batch
        assert ids(journal) == ["a", "b"]
        assert journal.unsealed(MAILBOX) == ()
        assert journal.cursor(MAILBOX) == cursor
        assert journal.head(MAILBOX, "nurse") == head(4, "nurse")
        assert journal.has_envelope("env-r1")
        assert journal.sent_state(MAILBOX, ("a",)) == {}

    def test_only_new_events_of_a_batch_are_returned(self, journal: Journal) -> None:
        journal.append((message("a"),))
        batch = (message("a"), message("b"), message("b"))
        new = journal.receive(MAILBOX, "env-r1", batch, head(1, "nurse"), Cursor("x", 1))
        assert [e.id for e in new] == ["b"]
        assert [s.event.id for s in journal.unsealed(MAILBOX)] == ["a"]

    def test_a_batch_received_twice_changes_nothing_but_the_cursor(self, journal: Journal) -> None:
        batch = (message("a"),)
        journal.receive(MAILBOX, "env-r1", batch, head(1, "nurse"), Cursor("x", 1))
        assert journal.receive(MAILBOX, "env-r1", batch, head(1, "nurse"), Cursor("y", 9)) == ()
        assert ids(journal) == ["a"]
        assert journal.cursor(MAILBOX) == Cursor("y", 9)

    def test_a_head_does_not_go_back(self, journal: Journal) -> None:
        for number in (2, 1, 2):
            journal.receive(MAILBOX, f"env-{number}", (), head(number, "nurse"), Cursor("x", number))
        assert journal.heads(MAILBOX) == (head(2, "nurse"),)

    def test_heads_are_kept_by_mailbox_and_author(self, journal: Journal) -> None:
        for author, mailbox, number in (("b", MAILBOX, 1), ("a", MAILBOX, 5), ("a", "mb-2", 3)):
            envelope_id = f"{author}{mailbox}"
            journal.receive(mailbox, envelope_id, (), head(number, author), Cursor("x", 1))
        assert journal.heads(MAILBOX) == (head(5, "a"), head(1, "b"))
        assert journal.head("mb-2", "a") == head(3, "a")

    def test_a_bad_event_leaves_the_whole_batch_undone(self, journal: Journal) -> None:
        batch = (message("a"), Event("b", MAILBOX, "x" * 1000, AT, BODIES[0]))
        with pytest.raises(BadEvent):
            journal.receive(MAILBOX, "env-r1", batch, head(1, "nurse"), Cursor("x", 1))
        assert ids(journal) == []
        assert journal.cursor(MAILBOX) is None
        assert journal.heads(MAILBOX) == ()
        assert not journal.has_envelope("env-r1")

    def test_what_cannot_be_read_is_kept_and_reported_and_the_rest_goes_on(self, journal: Journal) -> None:
        newer, broken = from_a_newer_program(), codec.read(b"\xff nonsense")
        assert isinstance(broken, Unread)
        batch = (message("a"), newer, broken, message("b"))
        new = journal.receive(MAILBOX, "env-r1", batch, head(1, "nurse"), Cursor("x", 1))
        assert [e.id for e in new] == ["a", "b"]
        assert ids(journal) == ids(journal, MAILBOX) == ["a", "b"]
        assert journal.unreadable() == (newer, broken)
        assert journal.receive(MAILBOX, "env-r2", batch, head(2, "nurse"), Cursor("x", 2)) == ()
        assert journal.unreadable() == (newer, broken)

    # --- quarantine, cursors, settings -----------------------------------------------------------

    def test_a_failed_envelope_is_kept(self, journal: Journal) -> None:
        journal.quarantine("mb-2", "env-1", b"bytes", "crypto.bad_signature", Cursor("x", 3))
        journal.quarantine(MAILBOX, "env-2", b"other", "crypto.bad_envelope", Cursor("x", 4))
        assert journal.quarantined() == (
            (MAILBOX, "env-2", "crypto.bad_envelope"),
            ("mb-2", "env-1", "crypto.bad_signature"),
        )
        assert journal.quarantined_body("mb-2", "env-1") == b"bytes"
        assert journal.quarantined_body(MAILBOX, "env-1") is None
        assert journal.cursor("mb-2") == Cursor("x", 3)
        assert not journal.has_envelope("env-1")

    def test_an_envelope_leaves_quarantine_when_it_can_be_received(self, journal: Journal) -> None:
        journal.quarantine(MAILBOX, "env-1", b"bytes", "crypto.not_for_me", Cursor("x", 3))
        journal.receive(MAILBOX, "env-1", (message("a"),), head(1, "nurse"), Cursor("x", 3))
        assert journal.quarantined() == ()
        assert journal.has_envelope("env-1")

    def test_the_cursor_moves_alone(self, journal: Journal) -> None:
        journal.set_cursor(MAILBOX, Cursor("x", 3))
        journal.set_cursor(MAILBOX, Cursor("x", 4))
        assert journal.cursor(MAILBOX) == Cursor("x", 4)
        assert journal.cursor("mb-2") is None

    def test_settings(self, journal: Journal) -> None:
        assert journal.get("name") is None
        journal.put("name", b"\x00one")
        journal.put("empty", b"")
        assert journal.get("name") == b"\x00one"
        journal.put("name", b"two")
        assert journal.get("name") == b"two"
        assert journal.get("empty") == b""

    # --- closing ---------------------------------------------------------------------------------

    def test_a_closed_journal_refuses(self, journal: Journal) -> None:
        journal.close()
        journal.close()
        with pytest.raises(StorageError):
            journal.append((message("a"),))
        with pytest.raises(StorageError):
            list(journal.events())
        with pytest.raises(StorageError):
            journal.unreadable()
        with pytest.raises(StorageError):
            journal.get("name")

    # --- history of another journal --------------------------------------------------------------

    def test_history_is_adopted_as_it_was(self, journal: Journal) -> None:
        journal.append((message("a"), message("b", mailbox="other")))
        bodies = [codec.encode(message("b0")), from_a_newer_program().raw, codec.encode(message("a"))]
        assert journal.adopt(MAILBOX, bodies) == 2, "what is there already stays as it is"
        assert journal.adopt(MAILBOX, bodies) == 0
        assert ids(journal, MAILBOX) == ["a", "b0"]
        assert [unread.id for unread in journal.unreadable()] == ["ev-new"]
        assert [body for _, body in journal.bodies(MAILBOX)] == [codec.encode(message("a")), *bodies[:2]]
        ((first, _), *_) = journal.bodies(MAILBOX)
        assert [body for _, body in journal.bodies(MAILBOX, after=first)] == bodies[:2]
        assert [stored.event.id for stored in journal.unsealed(MAILBOX)] == ["a"], "history is not sent"

    def test_history_of_another_mailbox_is_refused_whole(self, journal: Journal) -> None:
        bodies = [codec.encode(message("a")), codec.encode(message("b", mailbox="other"))]
        with pytest.raises(BadEvent):
            journal.adopt(MAILBOX, bodies)
        assert ids(journal) == []

    def test_history_that_cannot_be_read_at_all_is_kept(self, journal: Journal) -> None:
        assert journal.adopt(MAILBOX, [b"\xffnonsense"]) == 1
        assert ids(journal) == []
        assert [body for _, body in journal.bodies(MAILBOX)] == [b"\xffnonsense"]
