"""A patient's year over 64 kbit/s, with every fifth connection broken: ``python -m tests.relay.thin``.

Real client, engine, relay and HTTP; the line between them is ``line.ThinLine``. The year: two blood pressures
a day, a weight, and pulse oximetry thrice a day, as events with all their provenance. The engine's pauses
after failures are its own. Budget: 300 seconds until the relay has acknowledged everything.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import httpx

from hemmonitor import clock
from hemmonitor.model.events import Event, MeasurementRecorded, new_event_id
from hemmonitor.model.measurement import Measurement
from hemmonitor.relay.server import RelayServer
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.trust import Trust
from tests.crypto.people import NOW, Centre
from tests.relay.line import ThinLine
from tests.store.examples import PRESSURE

LINE = 64_000  # bits a second
BUDGET = 300.0


@dataclass(frozen=True)
class Result:
    seconds: float
    events: int
    envelopes: int
    sent: int
    connections: int
    broken: int
    arrived: int


def year(days: int, a_day: int = 6) -> list[Measurement]:
    """Readings that differ as readings do."""
    chance = random.Random(4)
    made = []
    for number in range(days * a_day):
        at = NOW - dt.timedelta(
            days=number // a_day, hours=3 * (number % a_day), minutes=chance.randint(0, 59)
        )
        values = tuple(
            one if one.value is None else replace(one, value=Decimal(one.value) + chance.randint(-20, 20))
            for one in PRESSURE.values
        )
        provenance = replace(PRESSURE.provenance, host_time=at, raw=chance.randbytes(18))
        made.append(replace(PRESSURE, id=new_event_id(), taken_at=at, values=values, provenance=provenance))
    return made


async def sent_over(url: str, line: ThinLine, centre: Centre, days: int) -> Result:
    root = RelayClient(url, centre.state.centre, centre.root, clock.now)
    await root.post_log(centre.entries)
    await root.aclose()
    journal = MemoryJournal()
    trust = Trust(journal, centre.patient, centre.root.fingerprint)
    trust.extend(centre.entries)
    readings = year(days)
    author = centre.patient.device_id
    journal.append(
        [Event(new_event_id(), centre.mailbox, author, NOW, MeasurementRecorded(one)) for one in readings]
    )
    # a connection for every request, so that every fifth request breaks
    http = httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0))
    client = RelayClient(line.url, centre.state.centre, centre.patient, clock.now, http=http)
    sink = journal_sink(journal, trust, lambda _box, _events: None)
    done = asyncio.Event()

    def status(now: object) -> None:
        if not journal.unsealed_mailboxes() and not journal.unsent(1):
            done.set()

    engine = SyncEngine(
        journal, trust, client, sink, clock.now, on_status=status, random_source=random.Random(2)
    )
    started = time.monotonic()
    running = asyncio.create_task(engine.run())
    engine.trigger()
    async with asyncio.timeout(BUDGET * 2):
        await done.wait()
    seconds = time.monotonic() - started
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await client.aclose()
    reader = RelayClient(url, centre.state.centre, centre.nurse, clock.now)
    page = await reader.get_box(centre.mailbox, 0, limit=500)
    await reader.aclose()
    ids = {item.envelope_id for item in page.items}
    assert len(ids) == page.head == engine.status.sent
    return Result(
        seconds, len(readings), page.head, line.up.passed, line.connections, line.broken, len(page.items)
    )


async def over_thin_line(days: int, bits_a_second: float, break_every: int) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        async with ThinLine(bits_a_second=bits_a_second, break_every=break_every) as line:
            relay = RelayServer(Path(folder) / "relay.db", origins=[line.url])
            await asyncio.to_thread(relay.start)
            line.far_port(int(relay.url.rsplit(":", 1)[1]))
            try:
                return await sent_over(relay.url, line, Centre(), days)
            finally:
                await asyncio.to_thread(relay.stop)


def main() -> None:
    found = asyncio.run(over_thin_line(365, LINE, 5))
    sys.stdout.write(
        f"{found.events} events of a year in {found.envelopes} envelopes, {found.sent / 1000:.0f} kB sent,"
        f" {found.connections} connections, {found.broken} of them broken: {found.seconds:.0f} s"
        f" (budget {BUDGET:.0f})\n"
    )
    assert found.seconds <= BUDGET


if __name__ == "__main__":
    main()
