"""The journal in memory: for tests, and for the demo's other side. Nothing outlives the process.

Strategy: it keeps the same bytes as the database does and reads them with the same codec, so that what
works here works there. Every write checks first and changes afterwards, which makes it all or nothing.
"""

# ruff: noqa: D102 - the port's docstrings hold

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from hemmonitor.errors import StorageError
from hemmonitor.model.events import Event
from hemmonitor.store import codec
from hemmonitor.store.codec import Unread, frame_in
from hemmonitor.store.journal import (
    ChainHead,
    Cursor,
    Delivery,
    Derived,
    Fault,
    Journal,
    OutboxItem,
    Quarantined,
    SentState,
    Stored,
)


@dataclass(slots=True)
class _Row:
    id: str
    mailbox: str
    raw: bytes
    outgoing: bool
    envelope_id: str = ""


@dataclass(slots=True)
class _Envelope:
    item: OutboxItem
    sent_at: dt.datetime | None = None


class MemoryJournal(Journal):
    """See the port for what each method promises."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []  # position is the index plus one
        self._by_id: dict[tuple[str, str], _Row] = {}  # by mailbox and id
        self._unreadable: dict[int, Unread] = {}
        self._sealed: dict[str, _Envelope] = {}
        self._received: set[str] = set()
        self._quarantine: dict[tuple[str, str], tuple[str, bytes]] = {}
        self._heads: dict[tuple[str, str], ChainHead] = {}
        self._cursors: dict[str, Cursor] = {}
        self._settings: dict[str, bytes] = {}
        self._derived: dict[str, tuple[str, dict[str, Derived]]] = {}  # what -> stamp, by mailbox
        self._closed = False

    def append(self, events: Sequence[Event], *, outgoing: bool = True) -> tuple[Event, ...]:
        self._check_open()
        rows = [_Row(event.id, event.mailbox, codec.encode(event), outgoing) for event in events]
        return tuple(event for event, row in zip(events, rows, strict=True) if self._add(row))

    def _add(self, row: _Row) -> bool:
        if (row.mailbox, row.id) in self._by_id:
            return False
        self._by_id[row.mailbox, row.id] = row
        self._rows.append(row)
        return True

    def events(self, mailbox: str | None = None, *, after: int = 0) -> Iterator[Stored]:
        self._check_open()
        position = max(after, 0)
        while position < len(self._rows):
            row = self._rows[position]
            position += 1
            if mailbox is None or row.mailbox == mailbox:
                stored = self._read(position, row)
                if stored:
                    yield stored

    def _read(self, position: int, row: _Row) -> Stored | None:
        event = codec.read(row.raw)
        if isinstance(event, Unread):
            self._unreadable[position] = event
            return None
        return Stored(position, event)

    def events_at(self, positions: Iterable[int]) -> Iterator[Stored]:
        self._check_open()
        for position in sorted(set(positions)):
            if 0 < position <= len(self._rows):
                stored = self._read(position, self._rows[position - 1])
                if stored:
                    yield stored

    def last_position(self) -> int:
        self._check_open()
        return len(self._rows)

    def changed(self, after: int) -> tuple[str, ...]:
        self._check_open()
        return tuple(sorted({row.mailbox for row in self._rows[max(after, 0) :]}))

    def derived(self, what: str, stamp: str, *mailboxes: str) -> Iterator[Derived]:
        self._check_open()
        made_with, items = self._derived.get(what, ("", {}))
        wanted = sorted(items.keys() & mailboxes if mailboxes else items)
        return (items[name] for name in wanted if made_with == stamp)

    def derive(self, what: str, stamp: str, items: Iterable[Derived]) -> None:
        self._check_open()
        made_with, known = self._derived.get(what, ("", {}))
        kept = dict(known) if made_with == stamp else {}
        self._derived[what] = (stamp, kept | {item.mailbox: item for item in items})

    def bodies(self, mailbox: str, *, after: int = 0) -> Iterator[tuple[int, bytes]]:
        self._check_open()
        for position, row in enumerate(self._rows[max(after, 0) :], start=max(after, 0) + 1):
            if row.mailbox == mailbox:
                yield position, row.raw

    def adopt(self, mailbox: str, bodies: Sequence[bytes]) -> int:
        self._check_open()
        rows = [_Row(frame_in(mailbox, body).id, mailbox, body, outgoing=False) for body in bodies]
        return sum(self._add(row) for row in rows)

    def faults(self) -> Iterator[Fault]:
        self._check_open()
        return iter(())

    def sealed_places(self, mailbox: str) -> Mapping[str, tuple[int, ...]]:
        self._check_open()
        places: dict[str, list[int]] = {}
        for position, row in enumerate(self._rows, start=1):
            if row.mailbox == mailbox and row.envelope_id:
                places.setdefault(row.envelope_id, []).append(position)
        return {envelope: tuple(positions) for envelope, positions in places.items()}

    def unreadable(self) -> tuple[Unread, ...]:
        self._check_open()
        return tuple(unread for _, unread in sorted(self._unreadable.items()))

    def mailboxes(self) -> tuple[str, ...]:
        self._check_open()
        return tuple(sorted({row.mailbox for row in self._rows}))

    def unsealed(self, mailbox: str, limit: int = 500) -> tuple[Stored, ...]:
        self._check_open()
        waiting: list[Stored] = []
        for position, row in enumerate(self._rows, start=1):
            if len(waiting) == limit:
                break
            if row.mailbox == mailbox and row.outgoing and not row.envelope_id:
                stored = self._read(position, row)
                if stored:
                    waiting.append(stored)
        return tuple(waiting)

    def unsealed_mailboxes(self) -> tuple[str, ...]:
        self._check_open()
        waiting = (
            row.mailbox
            for position, row in enumerate(self._rows, start=1)
            if row.outgoing and not row.envelope_id and position not in self._unreadable
        )
        return tuple(sorted(set(waiting)))

    def seal(self, item: OutboxItem, event_ids: Iterable[str], head: ChainHead) -> None:
        self._check_open()
        rows: dict[str, _Row] = {}
        for event_id in event_ids:
            row = self._by_id.get((item.mailbox, event_id))
            if row is None or not row.outgoing or row.envelope_id or event_id in rows:
                raise StorageError("seal: an event is not waiting in this mailbox")
            rows[event_id] = row
        if self.has_envelope(item.envelope_id):
            raise StorageError("seal: this envelope id is taken")
        present = self._heads.get((item.mailbox, head.author))
        if head.seq != item.author_seq or head.seq != (present.seq + 1 if present else head.seq):
            raise StorageError("seal: the batch does not follow the chain's head")
        for row in rows.values():
            row.envelope_id = item.envelope_id
        self._sealed[item.envelope_id] = _Envelope(item)
        self._heads[item.mailbox, head.author] = head

    def unsent(self, limit: int = 100) -> tuple[OutboxItem, ...]:
        self._check_open()
        return tuple(e.item for e in self._sealed.values() if e.sent_at is None)[:limit]

    def sealed(self, mailbox: str, *, after_seq: int = 0) -> Iterator[OutboxItem]:
        self._check_open()
        for envelope in tuple(self._sealed.values()):
            if envelope.item.mailbox == mailbox and envelope.item.author_seq > after_seq:
                yield envelope.item

    def mark_sent(self, envelope_id: str, at: dt.datetime) -> None:
        self._check_open()
        envelope = self._sealed.get(envelope_id)
        if envelope is None:
            raise StorageError("mark_sent: no such envelope was sealed here")
        envelope.sent_at = envelope.sent_at or at

    def receive(
        self,
        mailbox: str,
        envelope_id: str,
        events: Sequence[Event | Unread],
        head: ChainHead,
        cursor: Cursor,
    ) -> tuple[Event, ...]:
        self._check_open()
        rows = [_Row(event.id, mailbox, codec.encode(event), outgoing=False) for event in events]
        new = []
        for event, row in zip(events, rows, strict=True):
            if self._add(row):
                if isinstance(event, Unread):
                    self._unreadable[len(self._rows)] = event
                else:
                    new.append(event)
        present = self._heads.get((mailbox, head.author))
        if present is None or head.seq > present.seq:
            self._heads[mailbox, head.author] = head
        self._cursors[mailbox] = cursor
        self._received.add(envelope_id)
        self._quarantine.pop((mailbox, envelope_id), None)
        return tuple(new)

    def quarantine(self, mailbox: str, envelope_id: str, body: bytes, code: str, cursor: Cursor) -> None:
        self._check_open()
        self._quarantine[mailbox, envelope_id] = (code, body)
        self._cursors[mailbox] = cursor

    def quarantined(self) -> tuple[Quarantined, ...]:
        self._check_open()
        kept = sorted(self._quarantine.items())
        return tuple(Quarantined(mailbox, envelope_id, code) for (mailbox, envelope_id), (code, _) in kept)

    def quarantined_body(self, mailbox: str, envelope_id: str) -> bytes | None:
        self._check_open()
        kept = self._quarantine.get((mailbox, envelope_id))
        return kept and kept[1]

    def has_envelope(self, envelope_id: str) -> bool:
        self._check_open()
        return envelope_id in self._sealed or envelope_id in self._received

    def cursor(self, mailbox: str) -> Cursor | None:
        self._check_open()
        return self._cursors.get(mailbox)

    def set_cursor(self, mailbox: str, cursor: Cursor) -> None:
        self._check_open()
        self._cursors[mailbox] = cursor

    def head(self, mailbox: str, author: str) -> ChainHead | None:
        self._check_open()
        return self._heads.get((mailbox, author))

    def heads(self, mailbox: str) -> tuple[ChainHead, ...]:
        self._check_open()
        return tuple(head for (box, _), head in sorted(self._heads.items()) if box == mailbox)

    def sent_state(self, mailbox: str, event_ids: Iterable[str]) -> Mapping[str, SentState]:
        self._check_open()
        states: dict[str, SentState] = {}
        for event_id in event_ids:
            row = self._by_id.get((mailbox, event_id))
            if row is None or not row.outgoing:
                continue
            sent_at = self._sealed[row.envelope_id].sent_at if row.envelope_id else None
            states[event_id] = SentState(Delivery.SENT if sent_at else Delivery.SAVED, sent_at)
        return states

    def get(self, name: str) -> bytes | None:
        self._check_open()
        return self._settings.get(name)

    def put(self, name: str, value: bytes) -> None:
        self._check_open()
        self._settings[name] = value

    def together(self) -> AbstractContextManager[None]:
        self._check_open()
        return nullcontext()

    def close(self) -> None:
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StorageError("the journal is closed")
