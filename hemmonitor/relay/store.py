"""The relay's database: SQLite in WAL mode, fully synchronous, writes grouped.

Strategy: one thread owns the writing connection. Whatever waits when it is free is written in one
transaction, so many requests share one disk sync; a caller's answer comes after the commit that holds its
write. Reads use a second connection and never wait for writes.

Rules:
- What was answered is durable (``synchronous=FULL``).
- A mailbox's head row and its envelope row change in one transaction, which keeps cursors free of gaps.
- If a group fails, its writes are tried one by one, so that one bad write fails alone.
- The epoch id is made with the database. A database put back from a backup should be given a new one.
"""

from __future__ import annotations

import asyncio
import queue
import secrets
import sqlite3
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hemmonitor.crypto.verify import EMPTY_RUNNING, digest
from hemmonitor.errors import DiskFull, NewerSchema, StorageError
from hemmonitor.relay.mailbox import Append, BoxHead, Decision, Known, Limits, accept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Write = tuple[Callable[[sqlite3.Connection], Any], Future[Any]]

T = TypeVar("T")

_SCHEMA_VERSION: Final = 1
_GROUP: Final = 512
_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE log (
    centre BLOB NOT NULL, place INTEGER NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (centre, place)
);
CREATE TABLE box (
    id INTEGER PRIMARY KEY, centre BLOB NOT NULL, mailbox BLOB NOT NULL,
    cursor INTEGER NOT NULL, running BLOB NOT NULL, size INTEGER NOT NULL, UNIQUE (centre, mailbox)
);
CREATE TABLE envelope (
    box INTEGER NOT NULL, cursor INTEGER NOT NULL, envelope_id BLOB NOT NULL,
    digest BLOB NOT NULL, running BLOB NOT NULL, body BLOB NOT NULL
);
CREATE UNIQUE INDEX envelope_cursor ON envelope (box, cursor);
CREATE UNIQUE INDEX envelope_id ON envelope (box, envelope_id);
CREATE TABLE slot (
    slot BLOB PRIMARY KEY, centre BLOB NOT NULL, expires INTEGER NOT NULL, ask BLOB, answer BLOB
) WITHOUT ROWID;
"""
_FILL: Final = {
    "ask": "UPDATE slot SET ask = ?1 WHERE slot = ?2 AND coalesce(ask, ?1) = ?1",
    "answer": "UPDATE slot SET answer = ?1 WHERE slot = ?2 AND coalesce(answer, ?1) = ?1",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One stored envelope."""

    cursor: int
    envelope_id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Envelopes after a cursor. ``running`` is the digest at that cursor, None when there is none."""

    head: int
    running: bytes | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting point for one enrolment; ``expires`` in seconds since 1970."""

    centre: bytes
    expires: int
    ask: bytes | None
    answer: bytes | None


class RelayStore:
    """Everything the relay keeps. Writes are awaited from an event loop, reads are immediate."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._path = path
        self._writes: queue.SimpleQueue[Write | None] = queue.SimpleQueue()
        writer = self._connect()
        self.epoch = _prepare(writer)
        self._reader = self._connect()
        self._thread = threading.Thread(target=self._write_all, args=(writer,), name="relay-store")
        self._thread.start()
        self._closed = False
        self.commits = 0
        """Groups written since the start."""

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA busy_timeout = 5000")
        except sqlite3.Error as error:
            raise StorageError(f"relay database: {type(error).__name__}") from error
        return connection

    def close(self) -> None:
        """Finish what was begun, and release the file."""
        if self._closed:
            return
        self._closed = True
        self._writes.put(None)
        self._thread.join()
        self._reader.close()

    # --- envelopes ------------------------------------------------------------------------------

    async def put(self, centre: bytes, mailbox: bytes, envelope_id: str, body: bytes) -> Decision:
        """Take an envelope in by the rules of ``mailbox``; durable on return."""
        body_digest = digest(body)

        def write(connection: sqlite3.Connection) -> Decision:
            return self._put(connection, (centre, mailbox), (envelope_id, body_digest), body)

        return await self._written(write)

    def _put(
        self, connection: sqlite3.Connection, box: tuple[bytes, bytes], ident: tuple[str, bytes], body: bytes
    ) -> Decision:
        envelope_id, body_digest = ident
        row = connection.execute(
            "SELECT id, cursor, running, size FROM box WHERE centre = ? AND mailbox = ?", box
        ).fetchone()
        head, known = BoxHead(), None
        if row is not None:
            head = BoxHead(*row[1:])
            found = connection.execute(
                "SELECT cursor, digest FROM envelope WHERE box = ? AND envelope_id = ?",
                (row[0], bytes.fromhex(envelope_id)),
            ).fetchone()
            known = Known(*found) if found else None
        decision = accept(head, known, envelope_id, body_digest, len(body), self.limits)
        if isinstance(decision, Append):
            new = decision.head
            number = connection.execute(
                "INSERT INTO box (centre, mailbox, cursor, running, size) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (centre, mailbox) DO UPDATE"
                " SET cursor = excluded.cursor, running = excluded.running, size = excluded.size"
                " RETURNING id",
                (*box, new.cursor, new.running, new.size),
            ).fetchone()[0]
            connection.execute(
                "INSERT INTO envelope VALUES (?, ?, ?, ?, ?, ?)",
                (number, new.cursor, bytes.fromhex(envelope_id), body_digest, new.running, body),
            )
        return decision

    def page(self, centre: bytes, mailbox: bytes, after: int, rows: int) -> Page:
        """Envelopes after a cursor, at most so many, and at most a page of bytes (but one at least)."""
        box = self._reader.execute(
            "SELECT id, cursor FROM box WHERE centre = ? AND mailbox = ?", (centre, mailbox)
        ).fetchone()
        if box is None:
            return Page(0, EMPTY_RUNNING if after == 0 else None, ())
        at = self._reader.execute(
            "SELECT running FROM envelope WHERE box = ? AND cursor = ?", (box[0], after)
        ).fetchone()
        taken: list[Row] = []
        size = 0
        for cursor, envelope_id, body in self._reader.execute(
            "SELECT cursor, envelope_id, body FROM envelope WHERE box = ? AND cursor > ?"
            " ORDER BY cursor LIMIT ?",
            (box[0], after, rows),
        ):
            size += len(body)
            if taken and size > self.limits.page:
                break
            taken.append(Row(cursor, envelope_id.hex(), body))
        running = EMPTY_RUNNING if after == 0 else (at[0] if at else None)
        return Page(max(box[1], taken[-1].cursor if taken else 0), running, tuple(taken))

    def heads(self, centre: bytes, mailboxes: Sequence[bytes]) -> list[int]:
        """Newest cursor of each mailbox, 0 for an empty one."""
        ask = "SELECT cursor FROM box WHERE centre = ? AND mailbox = ?"
        rows = (self._reader.execute(ask, (centre, mailbox)).fetchone() for mailbox in mailboxes)
        return [row[0] if row else 0 for row in rows]

    # --- membership log -------------------------------------------------------------------------

    def log(self, centre: bytes, since: int = 0, *, size: int | None = None) -> list[bytes]:
        """Entries from a place on, at most ``size`` bytes of them (but one at least)."""
        entries: list[bytes] = []
        total = 0
        for (entry,) in self._reader.execute(
            "SELECT entry FROM log WHERE centre = ? AND place >= ? ORDER BY place", (centre, since)
        ):
            total += len(entry)
            if size is not None and entries and total > size:
                break
            entries.append(entry)
        return entries

    async def append_log(self, centre: bytes, place: int, entries: Sequence[bytes]) -> None:
        """Put entries at a place that must be the end; ``StorageError`` when it is taken."""
        rows = [(centre, place + offset, entry) for offset, entry in enumerate(entries)]

        def write(connection: sqlite3.Connection) -> None:  # a cursor that is kept would keep the file open
            connection.executemany("INSERT INTO log VALUES (?, ?, ?)", rows)

        await self._written(write)

    # --- slots ----------------------------------------------------------------------------------

    def slot(self, slot: bytes) -> Slot | None:
        """A slot as it stands, whether or not it has expired."""
        row = self._reader.execute(
            "SELECT centre, expires, ask, answer FROM slot WHERE slot = ?", (slot,)
        ).fetchone()
        return Slot(*row) if row else None

    async def make_slot(self, centre: bytes, slot: bytes, expires: int, now: int) -> bool:
        """Create a slot, dropping expired ones; False when it exists or there are too many."""

        def write(connection: sqlite3.Connection) -> bool:
            connection.execute("DELETE FROM slot WHERE expires < ?", (now,))
            count = connection.execute("SELECT count(*) FROM slot WHERE centre = ?", (centre,)).fetchone()[0]
            if count >= self.limits.slots:
                return False
            row = (slot, centre, expires)
            ask = "INSERT OR IGNORE INTO slot (slot, centre, expires) VALUES (?, ?, ?)"
            return connection.execute(ask, row).rowcount == 1

        return await self._written(write)

    async def fill_slot(self, slot: bytes, part: str, body: bytes) -> bool:
        """Put the ``ask`` or the ``answer`` in; False when other bytes are there already."""
        statement = _FILL[part]

        def write(connection: sqlite3.Connection) -> bool:
            return connection.execute(statement, (body, slot)).rowcount == 1

        return await self._written(write)

    # --- writing --------------------------------------------------------------------------------

    async def _written(self, write: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed:
            raise StorageError("the relay's database is closed")
        future: Future[T] = Future()
        self._writes.put((write, future))
        return await asyncio.wrap_future(future)

    def _write_all(self, connection: sqlite3.Connection) -> None:
        while (item := self._writes.get()) is not None:
            group = [item]
            while len(group) < _GROUP:
                try:
                    item = self._writes.get_nowait()
                except queue.Empty:
                    break
                if item is None:
                    self._writes.put(None)
                    break
                group.append(item)
            # from here on a caller that goes away cannot take its write back
            _commit(connection, [one for one in group if one[1].set_running_or_notify_cancel()])
            self.commits += 1
        connection.close()


def _commit(connection: sqlite3.Connection, group: list[Write]) -> None:
    results: list[Any] = []
    try:
        connection.execute("BEGIN IMMEDIATE")
        results = [write(connection) for write, _ in group]
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001 - whatever it is belongs to the caller who waits
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if len(group) == 1:
            group[0][1].set_exception(_mapped(error))
        else:
            for one in group:
                _commit(connection, [one])
        return
    for (_, future), result in zip(group, results, strict=True):
        future.set_result(result)


def _mapped(error: Exception) -> Exception:
    if not isinstance(error, sqlite3.Error):
        return error
    full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    failure = DiskFull("relay database") if full else StorageError(f"relay database: {type(error).__name__}")
    failure.__cause__ = error
    return failure


def _prepare(connection: sqlite3.Connection) -> str:
    """Make the tables where there are none; returns the epoch id."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _SCHEMA_VERSION:
            raise NewerSchema(f"relay database: schema {version}")
        if version == 0:
            connection.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;"
            )
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)", (secrets.token_bytes(16),))
        epoch: bytes = connection.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()[0]
    except sqlite3.Error as error:
        raise StorageError(f"relay database: {type(error).__name__}") from error
    return epoch.hex()


def new_epoch(path: Path) -> str:
    """Give a database that was put back from a backup a new epoch id, so that readers look again."""
    connection = sqlite3.connect(path)
    with connection:
        epoch = secrets.token_bytes(16)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (epoch,))
    connection.close()
    return epoch.hex()
