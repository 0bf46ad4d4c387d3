"""The relay's database in one file: SQLite in WAL mode, fully synchronous, writes grouped. For one process.

Strategy: one thread owns the writing connection. Whatever waits when it is free is written in one
transaction, so many requests share one disk sync; a caller's answer comes after the commit that holds its
write. Reads use a second connection and never wait for writes.

Rules:
- What was answered is durable (``synchronous=FULL``). A group that holds nothing but used nonces is not
  synced; a nonce is never later on the disk than the envelope it came with.
- If a group fails, its writes are tried one by one, so that one bad write fails alone.
- A second process is refused: nonces in use and logs are held in memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hemmonitor.errors import StorageError
from hemmonitor.relay.mailbox import BoxHead, Known, Limits, accept_all, appended
from hemmonitor.relay.sqlite_file import connect, guarded, lock_of, mapped, prepare
from hemmonitor.relay.store import Claim, Claimed, Compacted, LogMoved, Page, Row, Slot, Watched, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hemmonitor.relay.mailbox import Decision, Handed

    Write = tuple[Callable[[sqlite3.Connection], Any], Future[Any] | None]

T = TypeVar("T")

_GROUP: Final = 512
_FULL, _NORMAL = 2, 1
_FILL: Final = {
    "ask": "UPDATE slot SET ask = ?1 WHERE slot = ?2 AND coalesce(ask, ?1) = ?1",
    "answer": "UPDATE slot SET answer = ?1 WHERE slot = ?2 AND coalesce(answer, ?1) = ?1",
}


class SqliteStore:
    """See ``Store``. Opens at once, so that what is wrong with the file is said before anything listens."""

    shared = False

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._path = path
        self._writes: queue.SimpleQueue[Write | None] = queue.SimpleQueue()
        self._guard = guarded(path)
        try:
            writer = connect(path)
            self.epoch = prepare(writer)
            self._reader = connect(path)
            self._nonces = {
                (device, nonce): expires
                for device, nonce, expires in self._reader.execute("SELECT device, nonce, expires FROM nonce")
            }
        except BaseException:
            self._guard.close()
            raise
        self._thread = threading.Thread(target=self._write_all, args=(writer,), name="relay-store")
        self._thread.start()
        self._closed = False
        self.commits = 0
        """Groups written since the start."""

    async def open(self) -> None:
        """Nothing is left to do."""

    async def close(self) -> None:
        """Finish what was begun, and release the file."""
        if self._closed:
            return
        self._closed = True
        self._writes.put(None)
        self._thread.join()
        self._reader.close()
        with contextlib.suppress(OSError):  # not on Windows, where it stays
            lock_of(self._path).unlink()  # before it is let go: the next relay makes its own
        self._guard.close()

    # --- envelopes ------------------------------------------------------------------------------

    async def put(
        self, centre: bytes, mailbox: bytes, envelopes: Sequence[Handed], day: int
    ) -> list[Decision]:
        """Take envelopes in by the rules of ``mailbox``; durable on return."""
        return await self._written(lambda writer: self._put(writer, (centre, mailbox), envelopes, day))

    def _put(
        self, connection: sqlite3.Connection, box: tuple[bytes, bytes], envelopes: Sequence[Handed], day: int
    ) -> list[Decision]:
        row = connection.execute(
            "SELECT id, cursor, running, size FROM box WHERE centre = ? AND mailbox = ?", box
        ).fetchone()
        head, known = BoxHead(), dict[str, Known]()
        if row is not None:
            head = BoxHead(*row[1:])
            for one in envelopes:
                found = connection.execute(
                    "SELECT cursor, digest FROM envelope WHERE box = ? AND envelope_id = ?",
                    (row[0], bytes.fromhex(one.id)),
                ).fetchone()
                if found:
                    known[one.id] = Known(*found)
        decisions = accept_all(head, known, envelopes, self.limits)
        if new := appended(envelopes, decisions):
            last = new[-1][1]
            number = connection.execute(
                "INSERT INTO box (centre, mailbox, cursor, running, size) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (centre, mailbox) DO UPDATE"
                " SET cursor = excluded.cursor, running = excluded.running, size = excluded.size"
                " RETURNING id",
                (*box, last.cursor, last.running, last.size),
            ).fetchone()[0]
            connection.executemany(
                "INSERT INTO envelope VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (number, at.cursor, bytes.fromhex(one.id), one.digest, at.running, one.body, day)
                    for one, at in new
                ],
            )
        return decisions

    async def page(self, centre: bytes, mailbox: bytes, after: int, rows: int) -> Page:
        """Envelopes after a cursor, at most so many, and at most a page of bytes (but one at least)."""
        box = self._one("SELECT id, cursor, floor FROM box WHERE centre = ? AND mailbox = ?", centre, mailbox)
        if box is None:
            return page_of(0, (0, None), (after, None), ())
        number, head, floor = box
        running = "SELECT running FROM envelope WHERE box = ? AND cursor = ?"
        at, cut = self._one(running, number, after), self._one(running, number, floor)
        start = max(after, floor)
        taken = self._rows_from(number, start, rows)
        return page_of(head, (floor, cut[0] if cut else None), (after, at[0] if at else None), taken)

    def _rows_from(self, box: int, start: int, rows: int) -> Iterator[Row]:
        size = 0
        for cursor, envelope_id, body in self._reader.execute(
            "SELECT cursor, envelope_id, body FROM envelope WHERE box = ? AND cursor > ?"
            " ORDER BY cursor LIMIT ?",
            (box, start, rows),
        ):
            size += len(body)
            if size > self.limits.page and size > len(body):
                break
            yield Row(cursor, envelope_id.hex(), body)

    async def heads(self, centre: bytes, mailboxes: Sequence[bytes]) -> list[int]:
        """Newest cursor of each mailbox, 0 for an empty one."""
        ask = "SELECT cursor FROM box WHERE centre = ? AND mailbox = ?"
        rows = (self._one(ask, centre, mailbox) for mailbox in mailboxes)
        return [row[0] if row else 0 for row in rows]

    async def stored(self, centre: bytes) -> int:
        """Bytes of envelopes that are kept for a centre."""
        row = self._one("SELECT coalesce(sum(size), 0) FROM box WHERE centre = ?", centre)
        return int(row[0]) if row else 0

    def _one(self, statement: str, *values: object) -> Any:
        return self._reader.execute(statement, values).fetchone()

    # --- membership log -------------------------------------------------------------------------

    async def log(self, centre: bytes, since: int = 0, *, size: int | None = None) -> list[bytes]:
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

    async def log_length(self, centre: bytes) -> int:
        """How many entries a centre's log has."""
        row = self._one("SELECT max(place) FROM log WHERE centre = ?", centre)
        return 0 if row is None or row[0] is None else int(row[0]) + 1

    async def append_log(self, centre: bytes, place: int, entries: Sequence[bytes]) -> None:
        """Put entries at a place that must be the end; ``LogMoved`` when it is taken."""
        rows = [(centre, place + offset, entry) for offset, entry in enumerate(entries)]

        def write(connection: sqlite3.Connection) -> None:  # a cursor that is kept would keep the file open
            try:
                connection.executemany("INSERT INTO log VALUES (?, ?, ?)", rows)
            except sqlite3.IntegrityError as error:
                raise LogMoved("the membership log") from error

        await self._written(write)

    # --- slots ----------------------------------------------------------------------------------

    async def slot(self, slot: bytes) -> Slot | None:
        """A slot as it stands, whether or not it has expired."""
        row = self._one("SELECT centre, expires, ask, answer FROM slot WHERE slot = ?", slot)
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

    # --- nonces ---------------------------------------------------------------------------------

    async def claim(self, claim: Claim, now: int) -> Claimed:
        """Note a nonce as used. It is written behind, with whatever is written next."""
        del now
        if (claim.device, claim.nonce) in self._nonces:
            return Claimed(fresh=False)
        self._nonces[claim.device, claim.nonce] = claim.expires
        row = (claim.device, claim.nonce, claim.expires)
        self._put_behind(lambda writer: _run(writer, "INSERT OR IGNORE INTO nonce VALUES (?, ?, ?)", row))
        return Claimed(fresh=True)

    async def watch(self, wanted: Watched) -> Mapping[object, int]:
        """Never needed: whoever writes here rings the bell."""
        del wanted
        return {}

    # --- housekeeping ---------------------------------------------------------------------------

    async def sweep(self, now: int) -> None:
        """Forget nonces and slots that have run out."""
        self._nonces = {key: expires for key, expires in self._nonces.items() if expires >= now}
        await self._written(lambda writer: _run(writer, "DELETE FROM nonce WHERE expires < ?", (now,)))
        await self._written(lambda writer: _run(writer, "DELETE FROM slot WHERE expires < ?", (now,)))

    async def compact(self, before: int) -> Compacted:
        """Drop the bodies of envelopes that came before this day, a mailbox at a time."""
        count = size = 0
        for (box,) in self._reader.execute("SELECT id FROM box").fetchall():
            done = await self._written(partial(_compact, box=box, before=before))
            count, size = count + done[0], size + done[1]
        return Compacted(count, size)

    # --- writing --------------------------------------------------------------------------------

    async def _written(self, write: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed:
            raise StorageError("the relay's database is closed")
        future: Future[T] = Future()
        self._writes.put((write, future))
        return await asyncio.wrap_future(future)

    def _put_behind(self, write: Callable[[sqlite3.Connection], None]) -> None:
        if self._closed:
            raise StorageError("the relay's database is closed")
        self._writes.put((write, None))

    def _write_all(self, connection: sqlite3.Connection) -> None:
        synced = _FULL
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
            alive = [one for one in group if one[1] is None or one[1].set_running_or_notify_cancel()]
            wanted = _FULL if any(future is not None for _, future in alive) else _NORMAL
            if wanted != synced:
                connection.execute(f"PRAGMA synchronous = {wanted}")
                synced = wanted
            _commit(connection, alive)
            self.commits += wanted == _FULL
        connection.close()


def _run(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> None:
    connection.execute(statement, values)


def _compact(connection: sqlite3.Connection, box: int, before: int) -> tuple[int, int]:
    floor, head = connection.execute("SELECT floor, cursor FROM box WHERE id = ?", (box,)).fetchone()
    kept = connection.execute(
        "SELECT cursor FROM envelope WHERE box = ? AND cursor > ? AND day >= ? ORDER BY cursor LIMIT 1",
        (box, floor, before),
    ).fetchone()
    new = kept[0] - 1 if kept else head
    if new <= floor:
        return 0, 0
    part = (box, floor, new)
    within = "WHERE box = ? AND cursor > ? AND cursor <= ?"
    size = connection.execute(f"SELECT sum(length(body)) FROM envelope {within}", part).fetchone()[0]  # noqa: S608 - no input
    connection.execute(f"UPDATE envelope SET body = x'' {within}", part)  # noqa: S608 - no input
    connection.execute("UPDATE box SET floor = ?, size = size - ? WHERE id = ?", (new, size, box))
    return new - floor, size


def _commit(connection: sqlite3.Connection, group: list[Write]) -> None:
    results: list[Any] = []
    try:
        connection.execute("BEGIN IMMEDIATE")
        results = [write(connection) for write, _ in group]
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001 - whatever it is belongs to the caller who waits
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if len(group) > 1:
            for one in group:
                _commit(connection, [one])
        elif (future := group[0][1]) is not None:
            future.set_exception(mapped(error))
        return
    for (_, future), result in zip(group, results, strict=True):
        if future is not None:
            future.set_result(result)
