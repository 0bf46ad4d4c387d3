"""The relay's database on PostgreSQL, for any number of workers that keep nothing to themselves.

Strategy: an envelope is taken in by one statement that moves its mailbox's head on from the cursor it was
decided on, and stores the envelope if and only if the head was there (compare and set). So cursors have no
gaps, whoever else writes, and whatever the isolation level. A worker remembers heads; where it was wrong it
takes its turn at the head's row in a transaction. Nonces are claimed many at a time.

Rules:
- Only what Citus, CockroachDB and YugabyteDB have too: keys that begin with the mailbox (or the centre, the
  slot, the device), no transaction over two mailboxes, no sequences, advisory locks, LISTEN or triggers.
- The nonces' statement does not wait for the disk; everything else does.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import asyncpg

from hemmonitor.crypto.verify import EMPTY_RUNNING
from hemmonitor.relay.mailbox import Append, BoxHead, Known, Limits, accept_all, appended
from hemmonitor.relay.postgres_claims import Claims
from hemmonitor.relay.postgres_server import POOL, Server, prepare
from hemmonitor.relay.store import Claim, Claimed, Compacted, LogMoved, Page, Row, Slot, Watched, page_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from hemmonitor.relay.mailbox import Decision, Handed

    Connection = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]

_BEGIN_BOX: Final = """
INSERT INTO box (mailbox, centre, cursor, running, size, floor) VALUES ($1, $2, 0, $3, 0, 0)
ON CONFLICT (mailbox, centre) DO NOTHING"""
_HOLD: Final = "SELECT cursor, running, size FROM box WHERE mailbox = $1 AND centre = $2 FOR UPDATE"
_LOOK: Final = """
SELECT box.cursor, box.running, box.size, envelope.cursor AS known, envelope.digest, envelope.envelope_id
FROM box
LEFT JOIN envelope ON envelope.mailbox = box.mailbox AND envelope.centre = box.centre
    AND envelope.envelope_id = ANY($3::bytea[])
WHERE box.mailbox = $1 AND box.centre = $2"""
_KNOWN: Final = """
SELECT cursor AS known, digest, envelope_id FROM envelope
WHERE mailbox = $1 AND centre = $2 AND envelope_id = ANY($3::bytea[])"""
_STORE: Final = """
WITH head AS (
    UPDATE box SET cursor = $3::bigint, running = $4::bytea, size = size + $5::bigint
    WHERE mailbox = $1::bytea AND centre = $2::bytea AND cursor = $6::bigint RETURNING cursor)
INSERT INTO envelope (mailbox, centre, cursor, envelope_id, digest, running, body, day)
SELECT $1::bytea, $2::bytea, new.cursor, new.envelope_id, new.digest, new.running, new.body, $7::bigint
FROM head, unnest($8::bigint[], $9::bytea[], $10::bytea[], $11::bytea[], $12::bytea[])
    AS new(cursor, envelope_id, digest, running, body)"""
_PAGE: Final = """
SELECT box.cursor, box.floor, at.running AS running, cut.running AS cut
FROM box
LEFT JOIN envelope at ON at.mailbox = box.mailbox AND at.centre = box.centre AND at.cursor = $3
LEFT JOIN envelope cut ON cut.mailbox = box.mailbox AND cut.centre = box.centre AND cut.cursor = box.floor
WHERE box.mailbox = $1 AND box.centre = $2"""
_COMPACT: Final = """
WITH gone AS (
    UPDATE envelope SET body = ''
    WHERE mailbox = $1 AND centre = $2 AND cursor > $3 AND cursor <= $4 RETURNING cursor)
UPDATE box SET floor = $4, size = size - $5
WHERE mailbox = $1 AND centre = $2 AND floor = $3 AND (SELECT count(*) FROM gone) >= 0"""
_FILL: Final = {
    "ask": "UPDATE slot SET ask = $1::bytea WHERE slot = $2 AND coalesce(ask, $1::bytea) = $1::bytea",
    "answer": "UPDATE slot SET answer = $1::bytea"
    " WHERE slot = $2 AND coalesce(answer, $1::bytea) = $1::bytea",
}
_HEADS: Final = 100_000
_BOXES_AT_A_TIME: Final = 1000


class PostgresStore:
    """See ``Store``."""

    shared = True

    def __init__(self, address: str, limits: Limits | None = None, *, pool: int = POOL) -> None:
        self.limits = limits or Limits()
        self.epoch = ""
        self._server = Server(address, pool)
        self._tried = self._server.tried
        self._heads: OrderedDict[tuple[bytes, bytes], BoxHead] = OrderedDict()
        self._turns: dict[tuple[bytes, bytes], tuple[asyncio.Lock, int]] = {}
        self._quick = Server(address, 1, synchronous_commit="off")
        self._claims = Claims(self._quick.tried)

    async def open(self) -> None:
        """Connect and make the tables where there are none."""
        await self._server.open()
        await self._quick.open()
        self.epoch = await self._tried(prepare)

    async def close(self) -> None:
        """Let go of the database."""
        await self._claims.close()
        await self._quick.close()
        await self._server.close()

    # --- envelopes ------------------------------------------------------------------------------

    async def put(
        self, centre: bytes, mailbox: bytes, envelopes: Sequence[Handed], day: int
    ) -> list[Decision]:
        """Take envelopes in by the rules of ``mailbox``; durable on return."""
        box = (mailbox, centre)
        async with self._turn(box):  # of one worker's requests for a mailbox only one could win
            return await self._put(box, envelopes, day)

    @asynccontextmanager
    async def _turn(self, box: tuple[bytes, bytes]) -> AsyncIterator[None]:
        lock, waiting = self._turns.get(box, (asyncio.Lock(), 0))
        self._turns[box] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._turns.pop(box)
            if waiting > 1:
                self._turns[box] = lock, waiting - 1

    async def _put(self, box: tuple[bytes, bytes], envelopes: Sequence[Handed], day: int) -> list[Decision]:
        """By the head that is known here; else by the one that is read now; else holding it."""
        head, decisions = self._heads.pop(box, None), None
        if head is not None and _all_new(accept_all(head, {}, envelopes, self.limits)):
            decisions = await self._put_after(box, head, {}, envelopes, day)
        if decisions is None:
            rows = await self._tried(lambda connection: connection.fetch(_LOOK, *box, _ids(envelopes)))
            if rows:
                now = BoxHead(*rows[0][:3])
                decisions = await self._put_after(box, now, _known(rows), envelopes, day)
        if decisions is None:
            decisions = await self._tried(
                lambda connection: self._put_in_turn(connection, box, envelopes, day)
            )
        if new := appended(envelopes, decisions):
            self._remember(box, new[-1][1])
        return decisions

    async def _put_after(
        self,
        box: tuple[bytes, bytes],
        head: BoxHead,
        known: Mapping[str, Known],
        envelopes: Sequence[Handed],
        day: int,
    ) -> list[Decision] | None:
        """Take them in after this head; None when the mailbox stands elsewhere by now."""
        decisions = accept_all(head, known, envelopes, self.limits)
        new = appended(envelopes, decisions)
        return decisions if not new or await self._tried(_append(box, new, day)) else None

    async def _put_in_turn(
        self, connection: Connection, box: tuple[bytes, bytes], envelopes: Sequence[Handed], day: int
    ) -> list[Decision]:
        """The same, holding the head, for a new mailbox or one that others write to at this moment."""
        async with connection.transaction():
            await connection.execute(_BEGIN_BOX, *box, EMPTY_RUNNING)
            row = await connection.fetchrow(_HOLD, *box)
            assert row is not None  # it was made just before
            known = _known(await connection.fetch(_KNOWN, *box, _ids(envelopes)))
            decisions = accept_all(BoxHead(*row), known, envelopes, self.limits)
            new = appended(envelopes, decisions)
            if new and not await _append(box, new, day)(connection):
                raise asyncpg.SerializationError("the head moved while it was held")
        return decisions

    def _remember(self, box: tuple[bytes, bytes], head: BoxHead) -> None:
        self._heads[box] = head
        self._heads.move_to_end(box)
        if len(self._heads) > _HEADS:
            self._heads.popitem(last=False)

    async def page(self, centre: bytes, mailbox: bytes, after: int, rows: int) -> Page:
        """Envelopes after a cursor, at most so many, and at most a page of bytes (but one at least)."""

        async def read(connection: Connection) -> Page:
            box = await connection.fetchrow(_PAGE, mailbox, centre, after)
            if box is None:
                return page_of(0, (0, None), (after, None), ())
            start, found = max(after, box["floor"]), list[Row]()
            if start < box["cursor"]:
                last = await self._last_of_page(connection, (mailbox, centre), start, rows)
                listed = await connection.fetch(
                    "SELECT cursor, envelope_id, body FROM envelope"
                    " WHERE mailbox = $1 AND centre = $2 AND cursor > $3 AND cursor <= $4 ORDER BY cursor",
                    *(mailbox, centre, start, last),
                )
                found = [Row(cursor, ident.hex(), body) for cursor, ident, body in listed]
            return page_of(box["cursor"], (box["floor"], box["cut"]), (after, box["running"]), found)

        return await self._tried(read)

    async def _last_of_page(
        self, connection: Connection, box: tuple[bytes, bytes], start: int, rows: int
    ) -> int:
        """How far a page goes, from the sizes alone, so that no more than a page is ever in memory."""
        sizes = await connection.fetch(
            "SELECT cursor, octet_length(body) FROM envelope"
            " WHERE mailbox = $1 AND centre = $2 AND cursor > $3 ORDER BY cursor LIMIT $4",
            *(*box, start, rows),
        )
        total, last = 0, start
        for cursor, size in sizes:
            total += size
            if total > self.limits.page and last > start:
                break
            last = cursor
        return last

    async def heads(self, centre: bytes, mailboxes: Sequence[bytes]) -> list[int]:
        """Newest cursor of each mailbox, 0 for an empty one."""
        found = await self._cursors(centre, mailboxes)
        return [found.get(mailbox, 0) for mailbox in mailboxes]

    async def _cursors(self, centre: bytes, mailboxes: Sequence[bytes]) -> dict[bytes, int]:
        statement = "SELECT mailbox, cursor FROM box WHERE centre = $1 AND mailbox = ANY($2::bytea[])"
        rows = await self._tried(lambda connection: connection.fetch(statement, centre, mailboxes))
        return {row["mailbox"]: row["cursor"] for row in rows}

    async def stored(self, centre: bytes) -> int:
        """Bytes of envelopes that are kept for a centre."""
        statement = "SELECT coalesce(sum(size), 0)::bigint FROM box WHERE centre = $1"
        return int(await self._value(statement, centre))

    # --- membership log -------------------------------------------------------------------------

    async def log(self, centre: bytes, since: int = 0, *, size: int | None = None) -> list[bytes]:
        """Entries from a place on, at most ``size`` bytes of them (but one at least)."""

        async def read(connection: Connection) -> list[bytes]:
            last = None if size is None else 0
            if size is not None:
                sizes = await connection.fetch(
                    "SELECT place, octet_length(entry) FROM log WHERE centre = $1 AND place >= $2"
                    " ORDER BY place",
                    *(centre, since),
                )
                total = 0
                for place, length in sizes:
                    total += length
                    if total > size and last:
                        break
                    last = place + 1
            rows = await connection.fetch(
                "SELECT entry FROM log WHERE centre = $1 AND place >= $2"
                " AND ($3::bigint IS NULL OR place < $3) ORDER BY place",
                *(centre, since, last),
            )
            return [row["entry"] for row in rows]

        return await self._tried(read)

    async def log_length(self, centre: bytes) -> int:
        """How many entries a centre's log has."""
        return int(await self._value("SELECT coalesce(max(place) + 1, 0) FROM log WHERE centre = $1", centre))

    async def append_log(self, centre: bytes, place: int, entries: Sequence[bytes]) -> None:
        """Put entries at a place that must be the end; ``LogMoved`` when it is taken."""
        places = list(range(place, place + len(entries)))
        statement = (
            "INSERT INTO log (centre, place, entry)"
            " SELECT $1::bytea, rows.place, rows.entry"
            " FROM unnest($2::bigint[], $3::bytea[]) AS rows(place, entry)"
        )

        async def write(connection: Connection) -> None:
            try:
                await connection.execute(statement, centre, places, list(entries))
            except asyncpg.UniqueViolationError as error:
                raise LogMoved("the membership log") from error

        await self._tried(write)

    # --- slots ----------------------------------------------------------------------------------

    async def slot(self, slot: bytes) -> Slot | None:
        """A slot as it stands, whether or not it has expired."""
        statement = "SELECT centre, expires, ask, answer FROM slot WHERE slot = $1"
        row = await self._tried(lambda connection: connection.fetchrow(statement, slot))
        return None if row is None else Slot(*row)

    async def make_slot(self, centre: bytes, slot: bytes, expires: int, now: int) -> bool:
        """Create a slot, dropping expired ones; False when it exists or there are (about) too many."""

        async def write(connection: Connection) -> bool:
            await connection.execute("DELETE FROM slot WHERE centre = $1 AND expires < $2", centre, now)
            count = await connection.fetchval("SELECT count(*) FROM slot WHERE centre = $1", centre)
            if count >= self.limits.slots:
                return False
            done = await connection.execute(
                "INSERT INTO slot (slot, centre, expires) VALUES ($1, $2, $3) ON CONFLICT (slot) DO NOTHING",
                *(slot, centre, expires),
            )
            return done == "INSERT 0 1"

        return await self._tried(write)

    async def fill_slot(self, slot: bytes, part: str, body: bytes) -> bool:
        """Put the ``ask`` or the ``answer`` in; False when other bytes are there already."""
        done = await self._tried(lambda connection: connection.execute(_FILL[part], body, slot))
        return done == "UPDATE 1"

    # --- nonces, and what others wrote ----------------------------------------------------------

    async def claim(self, claim: Claim, now: int) -> Claimed:
        """Note a nonce as used, among all workers."""
        del now
        return await self._claims.claim(claim)

    async def watch(self, wanted: Watched) -> Mapping[object, int]:
        """How things stand, as one number each: by (centre, mailbox), by centre, by slot."""
        found: dict[object, int] = {}
        for centre in {centre for centre, _ in wanted.boxes}:
            boxes = [mailbox for of, mailbox in wanted.boxes if of == centre]
            for at in range(0, len(boxes), _BOXES_AT_A_TIME):
                cursors = await self._cursors(centre, boxes[at : at + _BOXES_AT_A_TIME])
                found |= {(centre, mailbox): cursor for mailbox, cursor in cursors.items()}
        if wanted.logs:
            lengths = await self._claims.log_lengths(wanted.logs)
            found |= {centre: length for centre, length in lengths.items()}  # noqa: C416 - keys of any kind
        if wanted.slots:
            rows = await self._fetch(
                "SELECT slot, ask IS NOT NULL AS asked, answer IS NOT NULL AS answered"
                " FROM slot WHERE slot = ANY($1::bytea[])",
                list(wanted.slots),
            )
            found |= {row["slot"]: row["asked"] + 2 * row["answered"] for row in rows}
        return found

    # --- housekeeping ---------------------------------------------------------------------------

    async def sweep(self, now: int) -> None:
        """Forget nonces and slots that have run out."""
        await self._fetch("DELETE FROM nonce WHERE expires < $1", now)
        await self._fetch("DELETE FROM slot WHERE expires < $1", now)

    async def compact(self, before: int) -> Compacted:
        """Drop the bodies of envelopes that came before this day, a mailbox at a time."""
        count = size = 0
        last = (b"", b"")
        while boxes := await self._fetch(
            "SELECT mailbox, centre FROM box WHERE (mailbox, centre) > ($1::bytea, $2::bytea)"
            " ORDER BY mailbox, centre LIMIT $3",
            *(*last, _BOXES_AT_A_TIME),
        ):
            for box in boxes:
                last = (box["mailbox"], box["centre"])
                gone = await self._tried(_compact(last, before))
                count, size = count + gone[0], size + gone[1]
        return Compacted(count, size)

    # --- one statement --------------------------------------------------------------------------

    async def _value(self, statement: str, *values: object) -> Any:
        return await self._tried(lambda connection: connection.fetchval(statement, *values))

    async def _fetch(self, statement: str, *values: object) -> list[asyncpg.Record]:
        return await self._tried(lambda connection: connection.fetch(statement, *values))


def _all_new(decisions: Sequence[Decision]) -> bool:
    return all(isinstance(decision, Append) for decision in decisions)


def _ids(envelopes: Sequence[Handed]) -> list[bytes]:
    return [bytes.fromhex(one.id) for one in envelopes]


def _known(rows: Sequence[asyncpg.Record]) -> dict[str, Known]:
    return {
        row["envelope_id"].hex(): Known(row["known"], row["digest"])
        for row in rows
        if row["known"] is not None
    }


def _append(
    box: tuple[bytes, bytes], new: Sequence[tuple[Handed, BoxHead]], day: int
) -> Callable[[Connection], Awaitable[bool]]:
    """Store envelopes, the first at a head that must be the next; False when the mailbox stands elsewhere."""
    last, before = new[-1][1], new[0][1].cursor - 1
    rows = [(at.cursor, bytes.fromhex(one.id), one.digest, at.running, one.body) for one, at in new]
    size = sum(len(one.body) for one, _ in new)
    values = (*box, last.cursor, last.running, size, before, day, *map(list, zip(*rows, strict=True)))

    async def write(connection: Connection) -> bool:
        try:
            return await connection.execute(_STORE, *values) == f"INSERT 0 {len(new)}"
        except asyncpg.UniqueViolationError:  # an id is known, or another was faster
            return False

    return write


def _compact(box: tuple[bytes, bytes], before: int) -> Callable[[Connection], Awaitable[tuple[int, int]]]:
    async def write(connection: Connection) -> tuple[int, int]:
        row = await connection.fetchrow(
            "SELECT floor, cursor FROM box WHERE mailbox = $1 AND centre = $2", *box
        )
        floor, head = row if row is not None else (0, 0)
        kept = await connection.fetchval(
            "SELECT cursor FROM envelope WHERE mailbox = $1 AND centre = $2 AND cursor > $3 AND day >= $4"
            " ORDER BY cursor LIMIT 1",
            *(*box, floor, before),
        )
        new = head if kept is None else kept - 1
        if new <= floor:
            return 0, 0
        size = await connection.fetchval(
            "SELECT sum(octet_length(body))::bigint FROM envelope"
            " WHERE mailbox = $1 AND centre = $2 AND cursor > $3 AND cursor <= $4",
            *(*box, floor, new),
        )
        done = await connection.execute(_COMPACT, *box, floor, new, size)
        return (new - floor, size) if done == "UPDATE 1" else (0, 0)

    return write
