"""The journal port: events, outbox, cursors, in one place so that one transaction covers them.

Rules:
- ``append`` returns only when the events are durable. What it returned for is never lost.
- Storing an event id of a mailbox twice changes nothing.
- An envelope is stored before it is released. ``seal`` stores its bytes, marks its events as
  sealed and moves the author's chain head, all or nothing; a retry sends the same bytes.
- ``receive`` stores a batch's events together with the mailbox cursor and the author's head.
- What cannot be read, from a newer program or damaged, is kept at its position byte for byte and
  reported (``unreadable``); the rest goes on. A later version that can read it finds it in its place.
- What is derived from events is kept beside them to save work. It is never the truth: it is made anew when
  it is of another stamp, and a backup does without it.
- Every implementation passes ``tests/store/contract.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from hemmonitor.model.events import Event
from hemmonitor.store.codec import Unread


class Delivery(StrEnum):
    """How far an event of one's own has come. "Read" is a fact of the other side, see ``SeenByCare``."""

    SAVED = "saved"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Stored:
    """An event and its local place; positions grow and are never reused."""

    position: int
    event: Event


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A sealed envelope that waits for the relay. ``body`` is sent byte for byte, however often."""

    envelope_id: str
    mailbox: str
    body: bytes
    author_seq: int


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest batch known of an author in a mailbox: its number (from 1) and its digest.

    ``log_length`` is that of the membership log its author went by; 0 when it is not known.
    """

    author: str
    seq: int
    digest: bytes
    log_length: int = 0


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mailbox has been read: the relay's epoch id and the gap-free position in it."""

    relay_epoch: str
    position: int


@dataclass(frozen=True, slots=True)
class SentState:
    """Delivery of an event of one's own; ``sent_at`` is aware, ``None`` while it waits."""

    delivery: Delivery
    sent_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """What was worked out of a mailbox's events up to ``position``. It can always be made anew."""

    mailbox: str
    position: int
    body: bytes


class Damage(StrEnum):
    """What is wrong with stored data."""

    PAGE = "page"  # bytes on the disk were changed, or are missing
    STRUCTURE = "structure"  # tables and indexes do not fit together
    ROW = "row"  # a row says something else than the event in it


class Fault(NamedTuple):
    """One thing that is wrong, and where: a page, a table, an event's position. Holds no patient's data."""

    damage: Damage
    where: str


class Quarantined(NamedTuple):
    """An envelope that failed its check: kept, not used. ``code`` is the error's."""

    mailbox: str
    envelope_id: str
    code: str


class Journal(Protocol):
    """Where facts are kept. Used by one thread; the worker thread owns it.

    Any method raises ``StorageError`` when the storage fails or is closed. One that writes has then
    written nothing.
    """

    def append(self, events: Sequence[Event], *, outgoing: bool = True) -> tuple[Event, ...]:
        """Store durably in one transaction; returns those that were new.

        ``outgoing`` events wait to be sealed. Raises ``BadEvent`` for an event that has no form in
        bytes, and ``StorageError`` (``DiskFull`` ...); then none of them is stored.
        """

    def events(self, mailbox: str | None = None, *, after: int = 0) -> Iterator[Stored]:
        """Events in order of position, of one mailbox or of all, after a position.

        Events that are stored while it runs are included. One that cannot be read is left out and
        reported by ``unreadable``.
        """

    def events_at(self, positions: Iterable[int]) -> Iterator[Stored]:
        """The events at these positions that are there and can be read, in order of position."""

    def last_position(self) -> int:
        """The position of the newest event, 0 without one."""

    def changed(self, after: int) -> tuple[str, ...]:
        """Mailboxes that hold an event after a position, sorted."""

    def derived(self, what: str, stamp: str, *mailboxes: str) -> Iterator[Derived]:
        """What was kept by ``derive`` under this stamp, of these mailboxes or of all, by mailbox."""

    def derive(self, what: str, stamp: str, items: Iterable[Derived]) -> None:
        """Keep these in place of what there was of their mailboxes, and drop all of another stamp."""

    def bodies(self, mailbox: str, *, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """The codec's bytes of a mailbox's events with their positions, in order, after a position."""

    def adopt(self, mailbox: str, bodies: Sequence[bytes]) -> int:
        """Store a mailbox's history as another journal had it (``bodies``), in one transaction.

        Returns how many were new. They are not sent. Raises ``BadEvent`` when one names another mailbox.
        """

    def faults(self) -> Iterator[Fault]:
        """Everything that is wrong with what is stored; nothing is changed. Reads all of it."""

    def sealed_places(self, mailbox: str) -> Mapping[str, tuple[int, ...]]:
        """By envelope id, the positions of the events that are marked as sealed in it."""

    def unreadable(self) -> tuple[Unread, ...]:
        """Stored events that were met since the journal was opened and cannot be read, by position."""

    def mailboxes(self) -> tuple[str, ...]:
        """Mailboxes that hold at least one event, sorted."""

    def unsealed(self, mailbox: str, limit: int = 500) -> tuple[Stored, ...]:
        """Outgoing events that no envelope holds yet, oldest first."""

    def unsealed_mailboxes(self) -> tuple[str, ...]:
        """Mailboxes with outgoing events that no envelope holds yet, sorted."""

    def seal(self, item: OutboxItem, event_ids: Iterable[str], head: ChainHead) -> None:
        """Store an envelope, mark its events and move the own chain head, all or nothing.

        Raises ``StorageError`` when the envelope's id is taken, an event is not waiting in that
        mailbox, or the head does not follow the present one; then nothing is stored.
        """

    def unsent(self, limit: int = 100) -> tuple[OutboxItem, ...]:
        """Envelopes that the relay has not acknowledged, in the order they were sealed."""

    def sealed(self, mailbox: str, *, after_seq: int = 0) -> Iterator[OutboxItem]:
        """Every envelope sealed here for a mailbox, sent or not, after a number of the own chain.

        A relay that was restored from a backup is given them again from here.
        """

    def mark_sent(self, envelope_id: str, at: dt.datetime) -> None:
        """The relay has it. Doing it twice changes nothing (the first time stays).

        Raises ``StorageError`` for an envelope that was not sealed here.
        """

    def receive(
        self,
        mailbox: str,
        envelope_id: str,
        events: Sequence[Event | Unread],
        head: ChainHead,
        cursor: Cursor,
    ) -> tuple[Event, ...]:
        """Store a received batch with the cursor and the author's head, all or nothing.

        Returns the new events that can be read. A head that is older than the present one leaves it.
        An envelope that was in quarantine is in it no longer.
        """

    def quarantine(self, mailbox: str, envelope_id: str, body: bytes, code: str, cursor: Cursor) -> None:
        """Keep an envelope that failed its check, with the error's code, and move the cursor past it."""

    def quarantined(self) -> tuple[Quarantined, ...]:
        """Everything in quarantine, sorted by mailbox and envelope id."""

    def quarantined_body(self, mailbox: str, envelope_id: str) -> bytes | None:
        """An envelope in quarantine, byte for byte, to be tried again."""

    def has_envelope(self, envelope_id: str) -> bool:
        """Whether an envelope was sealed or received here. One in quarantine was not."""

    def cursor(self, mailbox: str) -> Cursor | None:
        """How far a mailbox was read."""

    def set_cursor(self, mailbox: str, cursor: Cursor) -> None:
        """Move the cursor without an event, such as past an envelope of one's own."""

    def head(self, mailbox: str, author: str) -> ChainHead | None:
        """The newest batch known of an author in a mailbox."""

    def heads(self, mailbox: str) -> tuple[ChainHead, ...]:
        """All heads of a mailbox, sorted by author."""

    def sent_state(self, mailbox: str, event_ids: Iterable[str]) -> Mapping[str, SentState]:
        """Delivery of one's own events in a mailbox; ids that are not outgoing are left out."""

    def get(self, name: str) -> bytes | None:
        """A small setting or wrapped key."""

    def put(self, name: str, value: bytes) -> None:
        """Store a small setting or wrapped key durably."""

    def together(self) -> AbstractContextManager[None]:
        """Everything written inside is one transaction: all of it or, when it is left by an error, nothing.

        (In memory there is nothing to undo: what was written before the error stays.)
        """

    def close(self) -> None:
        """Release the file and the lock. Doing it twice is fine."""
