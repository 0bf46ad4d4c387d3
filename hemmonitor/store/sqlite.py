"""The journal in a SQLCipher database.

Strategy: every method is one transaction or one query; nothing is cached but the list of what could not be
read. Long reads go in pages of rows, so that no read is open while something is written.
"""

# ruff: noqa: D102 - the port's docstrings hold

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from hemmonitor.errors import StorageError
from hemmonitor.model.events import Event
from hemmonitor.settings import make_private_directory
from hemmonitor.store import codec
from hemmonitor.store.cipher import Connection, connect, make_durable, refuse_plain, storage_errors
from hemmonitor.store.codec import Unread
from hemmonitor.store.integrity import at_of, examine
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
from hemmonitor.store.lock import FileLock
from hemmonitor.store.schema import bring_up, check_version

_PAGE: Final = 1000  # rows

_INSERT_EVENT: Final = """
    INSERT INTO event (id, mailbox, kind, at, outgoing, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (mailbox, id) DO NOTHING
"""
# one seek a mailbox, instead of a walk over every event
_MAILBOXES: Final = """
    WITH RECURSIVE box (name) AS (
        SELECT min(mailbox) FROM event
        UNION ALL
        SELECT (SELECT min(mailbox) FROM event WHERE mailbox > box.name) FROM box WHERE box.name IS NOT NULL
    )
    SELECT name FROM box WHERE name IS NOT NULL
"""


def open_journal(path: Path, key: bytes, *, create: bool = True) -> SqliteJournal:
    """Open the database, upgrading it as needed, and making it unless ``create`` is false.

    ``key`` is 32 random bytes; it is used here and not kept. Without ``create`` a file that is missing
    or empty is an error: where there was one, a new one would hide the loss. Raises ``WrongKey``,
    ``NotEncrypted``, ``NewerSchema``, ``DatabaseInUse``, ``DiskFull`` or another ``StorageError``; what
    was in the file is in it still.
    """
    if not create and not (path.is_file() and path.stat().st_size):
        raise StorageError("the database is missing")
    make_private_directory(path.parent)
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        connection = connect(path, key)
        try:
            check_version(connection)
            make_durable(connection)
            bring_up(connection, path)
            refuse_plain(path)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise
    return SqliteJournal(connection, lock)


class SqliteJournal(Journal):
    """See the port for what each method promises. Made by ``open_journal``."""

    def __init__(self, connection: Connection, lock: FileLock) -> None:
        self._connection = connection
        self._lock = lock
        self._unreadable: dict[int, Unread] = {}
        self._together = False

    # --- events --------------------------------------------------------------------------------

    def append(self, events: Sequence[Event], *, outgoing: bool = True) -> tuple[Event, ...]:
        rows = [_row(event.mailbox, event, outgoing=outgoing) for event in events]
        with self._transaction():
            return tuple(e for e, row in zip(events, rows, strict=True) if self._insert(row))

    def _insert(self, row: tuple[Any, ...]) -> bool:
        return bool(self._connection.execute(_INSERT_EVENT, row).rowcount)

    def events(self, mailbox: str | None = None, *, after: int = 0) -> Iterator[Stored]:
        position = after
        while True:
            if mailbox is None:
                sql = "SELECT position, body FROM event WHERE position > ? ORDER BY position LIMIT ?"
                rows = self._rows(sql, position, _PAGE)
            else:
                sql = (
                    "SELECT position, body FROM event WHERE mailbox = ? AND position > ?"
                    " ORDER BY position LIMIT ?"
                )
                rows = self._rows(sql, mailbox, position, _PAGE)
            if not rows:
                return
            position = rows[-1][0]
            yield from self._readable(rows)

    def _readable(self, rows: Iterable[tuple[int, bytes]]) -> Iterator[Stored]:
        for position, body in rows:
            event = codec.read(body)
            if isinstance(event, Unread):
                self._unreadable[position] = event
            else:
                yield Stored(position, event)

    def events_at(self, positions: Iterable[int]) -> Iterator[Stored]:
        wanted = sorted(set(positions))
        sql = """
            SELECT position, body FROM event
            WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position
        """
        for start in range(0, len(wanted), _PAGE):
            yield from self._readable(self._rows(sql, json.dumps(wanted[start : start + _PAGE])))

    def last_position(self) -> int:
        return int(self._value("SELECT max(position) FROM event") or 0)

    def changed(self, after: int) -> tuple[str, ...]:
        # by position: the index of mailboxes would spare the sorting, and walk over every event for it
        sql = "SELECT DISTINCT mailbox FROM event NOT INDEXED WHERE position > ? ORDER BY mailbox"
        return tuple(name for (name,) in self._rows(sql, after))

    # --- what is derived -----------------------------------------------------------------------

    def derived(self, what: str, stamp: str, *mailboxes: str) -> Iterator[Derived]:
        sql = "SELECT mailbox, position, body FROM derived WHERE what = ? AND stamp = ?"
        if mailboxes:
            sql += " AND mailbox IN (SELECT value FROM json_each(?))"
        named = (json.dumps(mailboxes),) if mailboxes else ()
        return (Derived(*row) for row in self._rows(sql + " ORDER BY mailbox", what, stamp, *named))

    def derive(self, what: str, stamp: str, items: Iterable[Derived]) -> None:
        with self._transaction():
            self._connection.execute(
                "DELETE FROM derived WHERE what = ?1 AND (stamp < ?2 OR stamp > ?2)", (what, stamp)
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO derived (what, stamp, mailbox, position, body)"
                " VALUES (?, ?, ?, ?, ?)",
                [(what, stamp, item.mailbox, item.position, item.body) for item in items],
            )

    def bodies(self, mailbox: str, *, after: int = 0) -> Iterator[tuple[int, bytes]]:
        sql = "SELECT position, body FROM event WHERE mailbox = ? AND position > ? ORDER BY position LIMIT ?"
        position = after
        while rows := self._rows(sql, mailbox, position, _PAGE):
            position = rows[-1][0]
            yield from rows

    def adopt(self, mailbox: str, bodies: Sequence[bytes]) -> int:
        rows = []
        for body in bodies:
            found = codec.frame_in(mailbox, body)
            rows.append((found.id, mailbox, found.kind, at_of(found.at), 0, body))
        with self._transaction():
            before = self._connection.total_changes
            self._connection.executemany(_INSERT_EVENT, rows)
            return int(self._connection.total_changes - before)

    def faults(self) -> Iterator[Fault]:
        return examine(self._connection)

    def sealed_places(self, mailbox: str) -> Mapping[str, tuple[int, ...]]:
        sql = """
            SELECT envelope.id, event.position FROM event JOIN envelope ON event.envelope = envelope.position
            WHERE event.mailbox = ? ORDER BY event.position
        """
        places: dict[str, list[int]] = {}
        for envelope, position in self._rows(sql, mailbox):
            places.setdefault(envelope, []).append(position)
        return {envelope: tuple(positions) for envelope, positions in places.items()}

    def unreadable(self) -> tuple[Unread, ...]:
        self._check_open()
        return tuple(unread for _, unread in sorted(self._unreadable.items()))

    def mailboxes(self) -> tuple[str, ...]:
        return tuple(name for (name,) in self._rows(_MAILBOXES))

    def sent_state(self, mailbox: str, event_ids: Iterable[str]) -> Mapping[str, SentState]:
        sql = """
            SELECT event.id, envelope.sent_at
            FROM event LEFT JOIN envelope ON envelope.position = event.envelope
            WHERE event.outgoing = 1
                AND event.mailbox = ? AND event.id IN (SELECT value FROM json_each(?))
        """
        return {
            event_id: SentState(Delivery.SENT, dt.datetime.fromisoformat(sent_at))
            if sent_at
            else SentState(Delivery.SAVED)
            for event_id, sent_at in self._rows(sql, mailbox, json.dumps(list(event_ids)))
        }

    # --- outbox --------------------------------------------------------------------------------

    def unsealed(self, mailbox: str, limit: int = 500) -> tuple[Stored, ...]:
        sql = """
            SELECT position, body FROM event
            WHERE mailbox = ? AND outgoing = 1 AND envelope IS NULL
              AND position NOT IN (SELECT value FROM json_each(?))
            ORDER BY position LIMIT ?
        """
        waiting: list[Stored] = []
        while len(waiting) < limit:
            # what turned out unreadable is left out of the next round, so that the rest goes on
            known = json.dumps([*self._unreadable, *(s.position for s in waiting)])
            rows = self._rows(sql, mailbox, known, limit - len(waiting))
            if not rows:
                break
            waiting.extend(self._readable(rows))
        return tuple(waiting)

    def unsealed_mailboxes(self) -> tuple[str, ...]:
        sql = """
            SELECT DISTINCT mailbox FROM event
            WHERE outgoing = 1 AND envelope IS NULL AND position NOT IN (SELECT value FROM json_each(?))
            ORDER BY mailbox
        """
        return tuple(name for (name,) in self._rows(sql, json.dumps([*self._unreadable])))

    def seal(self, item: OutboxItem, event_ids: Iterable[str], head: ChainHead) -> None:
        with self._transaction():
            if self.has_envelope(item.envelope_id):
                raise StorageError("seal: this envelope id is taken")
            present = self.head(item.mailbox, head.author)
            if head.seq != item.author_seq or head.seq != (present.seq + 1 if present else head.seq):
                raise StorageError("seal: the batch does not follow the chain's head")
            inserted = self._connection.execute(
                "INSERT INTO envelope (id, mailbox, author_seq, body) VALUES (?, ?, ?, ?)",
                (item.envelope_id, item.mailbox, item.author_seq, item.body),
            )
            for event_id in event_ids:
                marked = self._connection.execute(
                    "UPDATE event SET envelope = ?"
                    " WHERE id = ? AND mailbox = ? AND outgoing = 1 AND envelope IS NULL",
                    (inserted.lastrowid, event_id, item.mailbox),
                )
                if marked.rowcount != 1:
                    raise StorageError("seal: an event is not waiting in this mailbox")
            self._set_head(item.mailbox, head)

    def unsent(self, limit: int = 100) -> tuple[OutboxItem, ...]:
        sql = """
            SELECT id, mailbox, body, author_seq FROM envelope
            WHERE sent_at IS NULL ORDER BY position LIMIT ?
        """
        return tuple(OutboxItem(*row) for row in self._rows(sql, limit))

    def sealed(self, mailbox: str, *, after_seq: int = 0) -> Iterator[OutboxItem]:
        sql = """
            SELECT position, id, mailbox, body, author_seq FROM envelope
            WHERE mailbox = ? AND position > ? AND author_seq > ? ORDER BY position LIMIT 1
        """
        position = 0
        while rows := self._rows(sql, mailbox, position, after_seq):
            position, *item = rows[0]
            yield OutboxItem(*item)

    def mark_sent(self, envelope_id: str, at: dt.datetime) -> None:
        with self._transaction():
            marked = self._connection.execute(
                "UPDATE envelope SET sent_at = coalesce(sent_at, ?) WHERE id = ?",
                (at.isoformat(), envelope_id),
            )
            if marked.rowcount != 1:
                raise StorageError("mark_sent: no such envelope was sealed here")

    # --- inbox ---------------------------------------------------------------------------------

    def receive(
        self,
        mailbox: str,
        envelope_id: str,
        events: Sequence[Event | Unread],
        head: ChainHead,
        cursor: Cursor,
    ) -> tuple[Event, ...]:
        rows = [_row(mailbox, event, outgoing=False) for event in events]
        new: list[Event] = []
        unread: dict[int, Unread] = {}
        with self._transaction():
            for event, row in zip(events, rows, strict=True):
                inserted = self._connection.execute(_INSERT_EVENT, row)
                if inserted.rowcount and isinstance(event, Unread):
                    unread[inserted.lastrowid] = event
                elif inserted.rowcount and isinstance(event, Event):
                    new.append(event)
            self._set_head(mailbox, head)
            self._set_cursor(mailbox, cursor)
            self._connection.execute(
                "INSERT INTO received (id, mailbox) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (envelope_id, mailbox),
            )
            self._connection.execute(
                "DELETE FROM quarantine WHERE mailbox = ? AND id = ?", (mailbox, envelope_id)
            )
        self._unreadable.update(unread)
        return tuple(new)

    def quarantine(self, mailbox: str, envelope_id: str, body: bytes, code: str, cursor: Cursor) -> None:
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO quarantine (mailbox, id, code, body) VALUES (?, ?, ?, ?)",
                (mailbox, envelope_id, code, body),
            )
            self._set_cursor(mailbox, cursor)

    def quarantined(self) -> tuple[Quarantined, ...]:
        sql = "SELECT mailbox, id, code FROM quarantine ORDER BY mailbox, id"
        return tuple(Quarantined(*row) for row in self._rows(sql))

    def quarantined_body(self, mailbox: str, envelope_id: str) -> bytes | None:
        sql = "SELECT body FROM quarantine WHERE mailbox = ? AND id = ?"
        body: bytes | None = self._value(sql, mailbox, envelope_id)
        return body

    def has_envelope(self, envelope_id: str) -> bool:
        sql = """
            SELECT EXISTS (SELECT 1 FROM envelope WHERE id = ?1)
                OR EXISTS (SELECT 1 FROM received WHERE id = ?1)
        """
        return bool(self._value(sql, envelope_id))

    # --- cursors, heads, settings --------------------------------------------------------------

    def cursor(self, mailbox: str) -> Cursor | None:
        rows = self._rows("SELECT relay_epoch, position FROM cursor WHERE mailbox = ?", mailbox)
        return Cursor(*rows[0]) if rows else None

    def set_cursor(self, mailbox: str, cursor: Cursor) -> None:
        with self._transaction():
            self._set_cursor(mailbox, cursor)

    def _set_cursor(self, mailbox: str, cursor: Cursor) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO cursor (mailbox, relay_epoch, position) VALUES (?, ?, ?)",
            (mailbox, cursor.relay_epoch, cursor.position),
        )

    def head(self, mailbox: str, author: str) -> ChainHead | None:
        sql = "SELECT author, seq, digest, log_length FROM head WHERE mailbox = ? AND author = ?"
        rows = self._rows(sql, mailbox, author)
        return ChainHead(*rows[0]) if rows else None

    def heads(self, mailbox: str) -> tuple[ChainHead, ...]:
        sql = "SELECT author, seq, digest, log_length FROM head WHERE mailbox = ? ORDER BY author"
        return tuple(ChainHead(*row) for row in self._rows(sql, mailbox))

    def _set_head(self, mailbox: str, head: ChainHead) -> None:
        self._connection.execute(
            "INSERT INTO head (mailbox, author, seq, digest, log_length) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (mailbox, author) DO UPDATE SET"
            " seq = excluded.seq, digest = excluded.digest, log_length = excluded.log_length"
            " WHERE excluded.seq > head.seq",
            (mailbox, head.author, head.seq, head.digest, head.log_length),
        )

    def get(self, name: str) -> bytes | None:
        value: bytes | None = self._value("SELECT value FROM setting WHERE name = ?", name)
        return value

    def put(self, name: str, value: bytes) -> None:
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value)
            )

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._transaction():
            self._together = True
            try:
                yield
            finally:
                self._together = False

    def close(self) -> None:
        with storage_errors():
            self._connection.close()
        self._lock.release()

    # --- the connection ------------------------------------------------------------------------

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, and on the disk when it ends; inside ``together`` a part of that."""
        if self._together:
            with storage_errors():
                yield
            return
        with storage_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with storage_errors():
            return list(self._connection.execute(sql, values).fetchall())

    def _value(self, sql: str, *values: object) -> Any:
        rows = self._rows(sql, *values)
        return rows[0][0] if rows else None

    def _check_open(self) -> None:
        self._rows("SELECT 1")


def _row(mailbox: str, event: Event | Unread, *, outgoing: bool) -> tuple[Any, ...]:
    if isinstance(event, Unread):
        return event.id, mailbox, "", None, outgoing, event.raw
    kind = codec.kind_of(event.body)
    return event.id, mailbox, kind, at_of(event.at), outgoing, codec.encode(event)
