"""The journal against the bare parts under it, over the same rows.

Append: against one INSERT of ready-made bytes a transaction, same schema, same cipher, same fsync.
Load: 100,000 events as values, against bare ``cbor2.loads`` of the same bytes.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

import cbor2

from hemmonitor.model.events import Event, MeasurementRecorded
from hemmonitor.model.measurement import (
    Component,
    Correction,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from hemmonitor.store import codec
from hemmonitor.store.cipher import connect, make_durable
from hemmonitor.store.schema import bring_up
from hemmonitor.store.sqlite import open_journal

KEY = bytes(range(32))
LOADED = 100_000
ROUNDS = 5
SINGLE = 200  # transactions a round
BATCH = 2_000  # events in one transaction
_INSERT = "INSERT INTO event (id, mailbox, kind, at, outgoing, body) VALUES (?, ?, 'x', 0, 1, ?)"


def reading(number: int) -> Event:
    at = dt.datetime(2026, 1, 1, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    at += dt.timedelta(minutes=number)
    values = (
        Quantity(Component.SYSTOLIC, Decimal(118 + number % 60), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(70 + number % 30), Unit.MMHG),
        Quantity(Component.PULSE_RATE, Decimal(55 + number % 40), Unit.PER_MINUTE),
    )
    provenance = Provenance(
        Origin.DEVICE,
        at,
        at.replace(tzinfo=None),
        Correction.NONE,
        device_id="AA:BB:CC:DD:EE:FF",
        device_model="Cuff",
        source="2A35",
        raw=number.to_bytes(18, "little"),
        decoder="gatt.blood_pressure/1",
    )
    measurement = Measurement(f"{number:032x}", Kind.BLOOD_PRESSURE, at, values, provenance)
    return Event(f"{number:032x}", f"{number % 50:032x}", "d" * 32, at, MeasurementRecorded(measurement))


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    events = [reading(number) for number in range(LOADED)]
    with tempfile.TemporaryDirectory() as directory:
        append(Path(directory), events, SINGLE, "one event a transaction", SINGLE)
        append(Path(directory), events, BATCH, f"{BATCH} events a transaction", 1)
        load(Path(directory) / "load.db", events)


def append(directory: Path, events: Sequence[Event], count: int, name: str, transactions: int) -> None:
    """Both sides take turns, so that a noisy moment hits both."""
    journal = open_journal(directory / f"journal-{count}.db", KEY)
    path = directory / f"bare-{count}.db"
    bare = connect(path, KEY)
    make_durable(bare)
    bring_up(bare, path)
    size = count // transactions
    ratios, rates = [], []
    for turn in range(ROUNDS):
        part = events[turn * count : (turn + 1) * count]
        parts = [part[start : start + size] for start in range(0, count, size)]
        rows = [[(e.id, e.mailbox, codec.encode(e)) for e in some] for some in parts]

        def bare_writes(rows: list[list[tuple[str, str, bytes]]] = rows) -> None:
            for some in rows:
                bare.execute("BEGIN IMMEDIATE")
                bare.executemany(_INSERT, some)
                bare.execute("COMMIT")

        def journal_writes(parts: list[Sequence[Event]] = parts) -> None:
            for some in parts:
                journal.append(some)

        ours, theirs = seconds(journal_writes), seconds(bare_writes)
        ratios.append(ours / theirs)
        rates.append(count / ours)
    journal.close()
    bare.close()
    print(f"append, {name}: {median(ratios):.2f} x bare SQLCipher ({median(rates):,.0f} events/s)")


def load(path: Path, events: Sequence[Event]) -> None:
    journal = open_journal(path, KEY)
    journal.append(events)
    written = [codec.encode(event) for event in events]
    pairs = []
    for _ in range(3):
        ours = seconds(lambda: sum(1 for _ in journal.events()))
        theirs = seconds(lambda: sum(1 for data in written if cbor2.loads(data)))
        pairs.append((ours / theirs, LOADED / ours))
    journal.close()
    ratio, rate = min(pairs)
    print(f"load {LOADED:,} events: {ratio:.2f} x bare cbor2.loads ({rate:,.0f} events/s)")
    size = median(len(data) for data in written)
    print(
        f"an event of three figures: {size:.0f} bytes; the file: {path.stat().st_size / LOADED:.0f} an event"
    )


if __name__ == "__main__":
    main()
