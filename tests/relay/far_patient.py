"""A patient's program at the far end of a link: sends much, says when it is under way, then what arrived.

Run by ``test_thin``: ``python -m tests.relay.far_patient URL``. At the end a nurse's program reads it all.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from typing import Any

from hemmonitor import clock
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.model.events import Event, MessageWritten, new_event_id
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.status import Problem, SyncStatus
from hemmonitor.sync.trust import Trust
from tests.crypto.people import NOW, Centre

EVENTS = 600  # of 19 kB that do not get smaller: a hundred envelopes


def engine_of(url: str, centre: Centre, keys: DeviceKeys, **options: Any) -> tuple[SyncEngine, MemoryJournal]:
    journal = MemoryJournal()
    trust = Trust(journal, keys, centre.root.fingerprint)
    trust.extend(centre.entries)
    client = RelayClient(url, centre.state.centre, keys, clock.now, patience=1)
    sink = journal_sink(journal, trust, lambda _box, _events: None)
    return SyncEngine(journal, trust, client, sink, clock.now, **options), journal


async def main(url: str) -> None:
    centre = Centre()
    root = RelayClient(url, centre.state.centre, centre.root, clock.now)
    await root.post_log(centre.entries)
    await root.aclose()
    done, failures, sent_before, told = asyncio.Event(), 0, 0, False

    def on_status(status: SyncStatus) -> None:
        nonlocal failures, sent_before, told
        if status.sent == 5 and not told:
            told = True
            sys.stdout.write("under way\n")
            sys.stdout.flush()
        if status.problem is Problem.OFFLINE:
            sent_before = sent_before if failures else status.sent
            failures += 1
        if status.sent and not journal.unsealed_mailboxes() and not journal.unsent(1):
            done.set()

    engine, journal = engine_of(url, centre, centre.patient, on_status=on_status)
    author = centre.patient.device_id
    for _ in range(EVENTS):
        body = MessageWritten(secrets.token_hex(9_500), "somebody", from_patient=True)
        journal.append([Event(new_event_id(), centre.mailbox, author, NOW, body)])
    running = asyncio.create_task(engine.run())
    engine.trigger()
    await done.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    nurse, seen = engine_of(url, centre, centre.nurse)
    await nurse.sync_once()
    ids = [stored.event.id for stored in seen.events(centre.mailbox)]
    cursor = seen.cursor(centre.mailbox)
    found = {
        "written": EVENTS,
        "read": len(ids),
        "different": len(set(ids)),
        "envelopes": engine.status.sent,
        "head": cursor.position if cursor else 0,
        "failures": failures,
        "sent_before": sent_before,
        "warnings": [warning.kind for warning in nurse.status.warnings],
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
