"""A new workstation takes a history over: sealed by a colleague, opened, checked and stored.

    python -m benchmarks handover            360,000 events
    HEMMONITOR_EVENTS=3600000 python -m benchmarks handover

The giver's part (read, compress, sign, seal) and the taker's (verify, open, unpack, look at every frame,
store in SQLCipher with every index) are timed apart; the network is left out. The taker's is compared with
its own first tenth, which shows whether its cost grows, and its memory at the end with that after the tenth.
Beside the clock's time stand processor time and the bytes that were written, which other work on the machine
does not change much. Events' ids are random, as real ones are.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, thread_time

from benchmarks.bench_store import reading
from hemmonitor.crypto.actions import Assign, Link, Role
from hemmonitor.crypto.envelope import open_envelope
from hemmonitor.crypto.epochs import deliver
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.crypto.members import handover_box
from hemmonitor.crypto.verify import digest
from hemmonitor.store import codec
from hemmonitor.store.journal import ChainHead, Cursor, Journal
from hemmonitor.store.sqlite import open_journal
from hemmonitor.sync.handover import Giver, Taker
from hemmonitor.sync.inbox import OpenedBatch
from hemmonitor.sync.trust import Trust
from tests.crypto.people import Centre

EVENTS = int(os.environ.get("HEMMONITOR_EVENTS", "360000"))
PATIENTS = 500
KEY = bytes(range(32))
BUDGET = dt.timedelta(minutes=3)  # for 3.6 million events


def fill(journal: Journal, mailboxes: list[str], count: int) -> None:
    """Blood pressures that differ in id, time and value; made by their bytes, which is quick."""
    samples = [reading(number) for number in range(1000, 3000)]  # ids that are no mailbox's
    made = [codec.encode(sample) for sample in samples]
    for place, mailbox in enumerate(mailboxes):
        wanted = count * (place + 1) // len(mailboxes) - count * place // len(mailboxes)
        bodies = []
        for number in range(wanted):
            source, sample = made[(number + place) % len(made)], samples[(number + place) % len(made)]
            old = sample.id.encode()
            new = digest(f"{place} {number}".encode())[:16].hex().encode()  # as random as a real one
            bodies.append(source.replace(old, new).replace(sample.mailbox.encode(), mailbox.encode()))
        journal.adopt(mailbox, bodies)


class Line:
    """Takes what the giver sends and gives it to the taker at once; each side's seconds are counted apart."""

    def __init__(self, taker: Taker, trust: Trust, box: str) -> None:
        self.taker, self.trust, self.box = taker, trust, box
        self.seconds, self.processor, self.count, self.bytes, self.written = 0.0, 0.0, 0, 0, 0
        self.tenth: tuple[float, int, int] | None = None

    async def put_envelope(self, mailbox: str, envelope_id: str, body: bytes) -> None:
        start, processor, written = perf_counter(), thread_time(), disk()
        opened = open_envelope(body, self.trust.ring, self.trust.signing_key)
        self.count += 1
        head = ChainHead(opened.header.author, opened.batch.seq, bytes(32))
        batch = OpenedBatch(
            envelope_id, mailbox, opened.header.author, opened.batch.seq, head,
            Cursor("0" * 96, self.count), opened.batch.payloads,
        )  # fmt: skip
        self.taker.take(batch)
        self.seconds += perf_counter() - start
        self.processor += thread_time() - processor
        self.written += disk() - written
        self.bytes += len(body)
        events = self.taker.progress.events
        if self.tenth is None and events >= EVENTS // 10:
            self.tenth = self.processor, events, memory()


def memory() -> int:
    """This process's largest memory so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def disk() -> int:
    """Bytes this process has had written so far; 0 where the system does not tell."""
    told = Path("/proc/self/io")
    return int(told.read_text().split("write_bytes: ")[1].split()[0]) if told.exists() else 0


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


async def measure(folder: Path) -> None:
    centre = Centre()
    mailboxes = [f"{number:032x}" for number in range(1, PATIENTS + 1)]
    for mailbox in mailboxes:
        centre.add(Assign(Link.TEAM_MAILBOX, centre.team, mailbox))
    giving, taking = open_journal(folder / "giver.db", KEY), open_journal(folder / "taker.db", KEY)
    fill(giving, mailboxes, EVENTS)
    giver = Trust(giving, centre.nurse, centre.root.fingerprint)
    giver.extend(centre.entries)
    keys = centre.enrol(Role.STAFF, "staff 2", DeviceKeys.generate())
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    (epoch,) = giver.epoch_keys(centre.team).values()
    centre.add(deliver(centre.state, epoch, centre.team, 1, keys.device_id))
    box = handover_box(keys.device_id)
    for device in (keys.device_id, centre.nurse.device_id):
        centre.add(Assign(Link.DEVICE_MAILBOX, device, box))
    giver.extend(centre.entries)
    trust = Trust(taking, keys, centre.root.fingerprint)
    trust.extend(centre.entries)
    line = Line(Taker(taking, trust), trust, box)
    start = perf_counter()
    await Giver(giving, giver, line, keys.device_id).run()  # type: ignore[arg-type]
    whole = perf_counter() - start
    report(line, whole - line.seconds, line.taker.progress.events)
    giving.close()
    taking.close()


def report(line: Line, giving: float, events: int) -> None:
    assert line.tenth is not None
    first, in_tenth, peak = line.tenth
    growth = (line.processor / events) / (first / in_tenth)
    scaled = line.seconds * 3_600_000 / events
    print(f"take {events:,} events: {line.seconds:.0f} s, {events / line.seconds:,.0f} a second")
    busy = line.processor * 3_600_000 / events
    print(
        f"  of which processor time: {line.processor:.0f} s; {busy / BUDGET.total_seconds():.2f} x the budget"
    )
    print(f"  written: {line.written / events:,.0f} bytes an event")
    print(f"  that is {scaled:.0f} s for 3.6 million, {scaled / BUDGET.total_seconds():.2f} x the budget")
    print(f"  cost of an event, all against the first tenth: {growth:.2f} x")
    print(f"  memory: {memory() / 1024:.0f} MiB, {memory() / peak:.2f} x that after the first tenth")
    print(f"give: {giving:.0f} s, {line.count} envelopes, {line.bytes / events:.0f} bytes an event sealed")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
