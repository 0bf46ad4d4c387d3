"""What one more envelope costs when so many are stored already: the cost must not grow with them.

Databases of different sizes are filled (small bodies, 100 envelopes a mailbox), then the same envelopes are
put into each in turn, through the relay's own store: into 100 mailboxes in all of them, which tells what the
stored ones cost; into any, mostly the first since the start, which tells what a mailbox costs that the worker
and the log of the database do not know yet; and into any once each was written to. RELAY_SIZES names other
sizes, RELAY_STORES one store.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from time import perf_counter

import asyncpg

from benchmarks.relay_load import BODY, postgres
from hemmonitor.crypto.keys import random_id
from hemmonitor.relay.databases import store_at
from hemmonitor.relay.mailbox import Handed
from hemmonitor.relay.sqlite_file import SCHEMA, SCHEMA_VERSION
from hemmonitor.relay.store import Store

SIZES = [int(float(size)) for size in os.environ.get("RELAY_SIZES", "1e4 1e5 1e6").split()]
STORES = os.environ.get("RELAY_STORES", "sqlite postgres").split()
FILLER = 600  # bytes
IN_BOX = 100
ROUNDS, PUTS, AT_ONCE = 25, 320, 16
CENTRE = b"c" * 16


def mailbox(number: int) -> bytes:
    return b"mailbox-" + number.to_bytes(8, "big")


def filling(count: int) -> Iterator[tuple[int, int, bytes]]:
    """Mailbox, cursor, envelope id; one mailbox after the other, which fills a database in minutes."""
    for number in range(count):
        yield number // IN_BOX, number % IN_BOX + 1, secrets.token_bytes(16)


def fill_sqlite(path: Path, count: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    connection.executescript(SCHEMA)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    body = secrets.token_bytes(FILLER)
    connection.execute("BEGIN")
    boxes = (
        (box + 1, CENTRE, mailbox(box), IN_BOX, b"r" * 32, IN_BOX * FILLER) for box in range(count // IN_BOX)
    )
    connection.executemany("INSERT INTO box VALUES (?, ?, ?, ?, ?, ?, 0)", boxes)
    rows = (
        (box + 1, cursor, ident, b"d" * 32, b"r" * 32, body, 20_000) for box, cursor, ident in filling(count)
    )
    connection.executemany("INSERT INTO envelope VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()


async def fill_postgres(address: str, schema: str, count: int) -> None:
    connection = await asyncpg.connect(address)
    body = secrets.token_bytes(FILLER)
    boxes = ((mailbox(box), CENTRE, IN_BOX, b"r" * 32, IN_BOX * FILLER, 0) for box in range(count // IN_BOX))
    await connection.copy_records_to_table("box", schema_name=schema, records=boxes)
    rows = (
        (mailbox(box), CENTRE, cursor, ident, b"d" * 32, b"r" * 32, body, 20_000)
        for box, cursor, ident in filling(count)
    )
    await connection.copy_records_to_table("envelope", schema_name=schema, records=rows)
    await connection.execute(f"ANALYZE {schema}.box; ANALYZE {schema}.envelope; CHECKPOINT")
    await connection.close()


async def seconds_each(store: Store, count: int, active: int) -> float:
    """Seconds an envelope, at random ones of so many mailboxes, spread over all."""
    step = count // IN_BOX // active
    return await put_into(store, [mailbox(step * secrets.randbelow(active)) for _ in range(PUTS)])


async def put_into(store: Store, picked: list[bytes]) -> float:
    """Seconds an envelope, one into each of these, 16 at once."""
    body = secrets.token_bytes(BODY)

    async def some(part: list[bytes]) -> None:
        for box in part:
            await store.put(CENTRE, box, [Handed.of(random_id(), body)], 20_000)

    start = perf_counter()
    await asyncio.gather(*(some(picked[at::AT_ONCE]) for at in range(AT_ONCE)))
    return (perf_counter() - start) / len(picked)


Found = dict[str, dict[int, float]]


async def measured(databases: dict[int, str]) -> Found:
    stores = {count: store_at(database) for count, database in databases.items()}
    for store in stores.values():
        await store.open()
    found: Found = {}
    for name, active in (("100 mailboxes", 100), ("any mailbox", 0), ("any that is known", 0)):
        if name == "any that is known":
            for count, store in stores.items():
                await put_into(store, [mailbox(number) for number in range(count // IN_BOX)])
        spent: dict[int, list[float]] = {count: [] for count in stores}
        for _ in range(ROUNDS):
            for count, store in stores.items():
                spent[count].append(await seconds_each(store, count, active or count // IN_BOX))
        found[name] = {count: mean(times[1:]) for count, times in spent.items()}
    for store in stores.values():
        await store.close()
    return found


async def on_postgres(address: str) -> Found:
    databases = {}
    for count in SIZES:
        connection = await asyncpg.connect(address)
        await connection.execute(f"CREATE SCHEMA size_{count}")
        await connection.close()
        databases[count] = f"{address}&search_path=size_{count}"
        store = store_at(databases[count])
        await store.open()
        await store.close()
        await fill_postgres(address, f"size_{count}", count)
    return await measured(databases)


def on_sqlite(folder: Path) -> Found:
    databases = {}
    for count in SIZES:
        path = folder / f"{count}.db"
        fill_sqlite(path, count)
        databases[count] = str(path)
    return asyncio.run(measured(databases))


def main() -> None:
    for name in STORES:
        if name == "sqlite":
            with tempfile.TemporaryDirectory() as folder:
                found = on_sqlite(Path(folder))
        else:
            with postgres() as address:
                found = asyncio.run(on_postgres(address))
        for which, costs in found.items():
            least = costs[SIZES[0]]
            told = [
                f"{size:.0e}: {cost / least:.2f} x ({cost * 1000:.2f} ms)" for size, cost in costs.items()
            ]
            print(f"{name}, {which}: an envelope's cost by what is stored: {', '.join(told)}")


if __name__ == "__main__":
    main()
