"""The relay's intake, one worker, against bare writes of the same rows: SQLite (FULL), and asyncpg.

The bare side writes an envelope, its mailbox's head and its request's nonce in a transaction of their own, as
a relay that answers every request by itself would: one after the other, and with PostgreSQL also over as many
connections as the relay has. For SQLite a second bare side writes in transactions of the size the relay
happened to make. The relay is in a process of its own and gets signed requests of 16 devices over HTTP: with
an envelope each, as a reading goes in, and with as many as a client hands in together when more are waiting.

One process in Python uses one core. So beside the rates stand the processor's time for a request in the
relay's process, for the check of its signature alone, and for a row in the bare process: that is what a
worker can reach against as many connections, whatever the disk does.
"""

from __future__ import annotations

import asyncio
import resource
import secrets
import sqlite3
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import asyncpg

from benchmarks.relay_load import BODY, EACH, ROWS, Centre, found, over_http, postgres, serving
from hemmonitor.crypto.keys import SigningKey, random_id
from hemmonitor.crypto.verify import EMPTY_RUNNING, check_signature, digest, running_digest
from hemmonitor.relay.mailbox import Handed
from hemmonitor.relay.postgres_server import POOL
from hemmonitor.relay.sqlite import SqliteStore
from hemmonitor.relay.sqlite_file import SCHEMA

ROUNDS = 5
TOGETHER = 12  # envelopes of this size that a client hands in together
Row = tuple[bytes, bytes, int, bytes, bytes, bytes, bytes, bytes]  # mailbox, centre, cursor, running, id ...


def rows(centre: Centre) -> list[Row]:
    """The rows that the relay will have, device by device in turn."""
    made = []
    for _, mailbox in centre.patients:
        running, mine = EMPTY_RUNNING, []
        for cursor in range(1, EACH + 1):
            ident, body = random_id(), secrets.token_bytes(BODY)
            running = running_digest(running, ident, digest(body))
            raw = bytes.fromhex(mailbox), bytes.fromhex(centre.id)
            mine.append(
                (*raw, cursor, running, bytes.fromhex(ident), digest(body), body, secrets.token_bytes(16))
            )
        made.append(mine)
    return [row for turn in zip(*made, strict=True) for row in turn]


def bare_sqlite(centre: Centre, path: Path, group: int) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(SCHEMA)
    todo = rows(centre)
    boxes = {mailbox: number for number, (mailbox, *_) in enumerate(todo[: len(centre.patients)], 1)}
    start = perf_counter()
    for at in range(0, ROWS, group):
        connection.execute("BEGIN IMMEDIATE")
        for mailbox, of, cursor, running, ident, body_digest, body, nonce in todo[at : at + group]:
            head = (boxes[mailbox], of, mailbox, cursor, running, cursor * BODY, 0)
            connection.execute("INSERT OR REPLACE INTO box VALUES (?, ?, ?, ?, ?, ?, ?)", head)
            row = (boxes[mailbox], cursor, ident, body_digest, running, body, 20_000)
            connection.execute("INSERT INTO envelope VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute("INSERT INTO nonce VALUES (?, ?, ?)", (mailbox, nonce, 1))
        connection.execute("COMMIT")
    taken = perf_counter() - start
    connection.close()
    return ROWS / taken


async def bare_postgres(centre: Centre, address: str, connections: int) -> float:
    todo = iter(rows(centre))
    pool = await asyncpg.create_pool(address, min_size=connections, max_size=connections)

    async def write(connection: asyncpg.pool.PoolConnectionProxy[asyncpg.Record]) -> None:
        for mailbox, of, cursor, running, ident, body_digest, body, nonce in todo:
            async with connection.transaction():
                await connection.execute(
                    "INSERT INTO box VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (mailbox, centre)"
                    " DO UPDATE SET cursor = excluded.cursor, running = excluded.running,"
                    " size = excluded.size",
                    *(mailbox, of, cursor, running, cursor * BODY),
                )
                await connection.execute(
                    "INSERT INTO envelope VALUES ($1, $2, $3, $4, $5, $6, $7, 20000)",
                    *(mailbox, of, cursor, ident, body_digest, running, body),
                )
                await connection.execute("INSERT INTO nonce VALUES ($1, $2, 1)", mailbox, nonce)

    async def one() -> None:
        async with pool.acquire() as connection:
            await write(connection)

    start = perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    taken = perf_counter() - start
    await pool.close()
    return ROWS / taken


async def emptied(address: str) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute("TRUNCATE log, box, envelope, nonce; CHECKPOINT")
    await connection.close()


def children() -> float:
    """Seconds of processor of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def served(centre: Centre, database: str, together: int) -> tuple[float, float]:
    """Envelopes a second, so many a request (0: none at all), and the relay's seconds of processor in all."""
    before, rate = children(), 0.0
    with serving(database) as url:
        asyncio.run(found(centre, url))
        if together:
            rate = asyncio.run(over_http(centre, url, together))
    return rate, children() - before


def check_seconds() -> float:
    """Seconds of processor that the check of one signature takes."""
    key, message = SigningKey.generate(), secrets.token_bytes(300)
    signature = key.sign(message)
    start = process_time()
    for _ in range(ROWS):
        check_signature(key.public, signature, message)
    return (process_time() - start) / ROWS


async def group_size(centre: Centre, path: Path) -> int:
    """How many envelopes the relay writes in a transaction when 16 devices send at once."""
    store = SqliteStore(path)
    before = store.commits

    async def send(mailbox: str) -> None:
        for _ in range(EACH):
            handed = [Handed.of(random_id(), bytes(BODY))]
            await store.put(bytes.fromhex(centre.id), bytes.fromhex(mailbox), handed, 1)

    await asyncio.gather(*(send(mailbox) for _, mailbox in centre.patients))
    groups = store.commits - before
    await store.close()
    return max(2, round(ROWS / groups))


def main() -> None:
    centre, rates = Centre(), dict[str, list[float]]()
    with tempfile.TemporaryDirectory() as directory, postgres() as address:
        idle = served(centre, address, 0)[1]  # which also makes the tables
        spent: dict[str, list[float]] = {"bare": []}
        group = asyncio.run(group_size(centre, Path(directory) / "group.db"))
        for turn in range(ROUNDS):  # in turns, for a disk's speed changes from second to second
            folder = Path(directory) / str(turn)
            folder.mkdir()
            rates.setdefault("bare", []).append(bare_sqlite(centre, folder / "bare.db", 1))
            for together in (1, TOGETHER):
                rate, busy = served(centre, str(folder / f"relay{together}.db"), together)
                rates.setdefault(f"SQLite {together}", []).append(rate)
                spent.setdefault(f"SQLite by {together}", []).append((busy - idle) / ROWS)
            rates.setdefault("grouped", []).append(bare_sqlite(centre, folder / "grouped.db", group))
            for connections in (1, POOL):
                asyncio.run(emptied(address))
                start = process_time()
                rate = asyncio.run(bare_postgres(centre, address, connections))
                spent["bare"].append((process_time() - start) / ROWS)
                rates.setdefault(f"asyncpg {connections}", []).append(rate)
            for together in (1, TOGETHER):
                asyncio.run(emptied(address))
                rate, busy = served(centre, address, together)
                rates.setdefault(f"PostgreSQL {together}", []).append(rate)
                spent.setdefault(f"PostgreSQL by {together}", []).append((busy - idle) / ROWS)
    mean = {name: median(found) for name, found in rates.items()}
    bare, grouped = mean["bare"], mean["grouped"]
    one, many = mean["asyncpg 1"], mean[f"asyncpg {POOL}"]
    print(f"bare SQLite FULL: {bare:,.0f} rows/s, in groups of {group}: {grouped:,.0f}")
    print(f"bare asyncpg: {one:,.0f} rows/s over one connection, {many:,.0f} over {POOL}")
    for together in (1, TOGETHER):
        lite, large = mean[f"SQLite {together}"], mean[f"PostgreSQL {together}"]
        print(f"relay, envelopes by {together} a request:")
        print(f"  SQLite: {lite / bare:.2f} x bare, {lite / grouped:.2f} x in groups ({lite:,.0f}/s)")
        both = f"{large / one:.2f} x one connection, {large / many:.2f} x {POOL}"
        print(f"  PostgreSQL: {both} ({large:,.0f}/s)")
    told = ", ".join(f"{name} {median(each) * 1000:.2f} ms" for name, each in spent.items())
    print(f"processor time an envelope or row: {told}; a signature's check {check_seconds() * 1000:.2f} ms")


if __name__ == "__main__":
    main()
