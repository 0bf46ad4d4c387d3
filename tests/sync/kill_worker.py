"""A patient's program without a screen, to be killed: saves, seals and sends, and says what it has saved.

Run by ``test_kill``: ``kill_worker DATABASE URL ROUND DEATH``. DEATH is where it kills itself: ``seal``
(stored, not sent), ``send`` (sent, not acknowledged here), ``never``, or ``open`` to be killed from outside.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from hemmonitor import clock
from hemmonitor.crypto.keys import DeviceKeys, StorageKey
from hemmonitor.errors import RelayOffline
from hemmonitor.model.events import Event, MessageWritten
from hemmonitor.store.sqlite import SqliteJournal, open_journal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.outbox import seal_waiting
from hemmonitor.sync.trust import Trust

STORAGE = StorageKey(bytes(range(32)))


def opened(path: Path) -> tuple[SqliteJournal, DeviceKeys]:
    with STORAGE.database_key() as key:
        journal = open_journal(path, key)
    return journal, DeviceKeys.unwrap(journal.get("keys") or b"", STORAGE)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(RelayClient):
    """Kills its process at the third time that the relay has taken something, before anybody here knows."""

    count = 0

    async def put_envelope(self, mailbox: str, envelope_id: str, body: bytes) -> Any:
        taken = await super().put_envelope(mailbox, envelope_id, body)
        self._one_more()
        return taken

    async def put_envelopes(self, handed: Any) -> Any:
        receipts = await super().put_envelopes(handed)
        self._one_more()
        return receipts

    def _one_more(self) -> None:
        self.count += 1
        if self.count == 3:
            die()


async def main(path: Path, url: str, name: str, death: str) -> None:
    journal, keys = opened(path)
    trust = Trust(journal, keys, journal.get("fingerprint") or b"")
    [mailbox] = [box for box in trust.state.mailboxes if trust.state.may_read(keys.device_id, box)]
    made = (Deadly if death == "send" else RelayClient)(url, trust.state.centre, keys, clock.now, patience=3)
    engine = SyncEngine(journal, trust, made, journal_sink(journal, trust, lambda *_: None), clock.now)
    for number in range(1 << 30 if death == "open" else 8):
        body = MessageWritten(f"{name}-{number}", "patient", from_patient=True)
        journal.append([Event(f"{name}-{number}", mailbox, keys.device_id, clock.now(), body)])
        sys.stdout.write(f"{name}-{number}\n")
        sys.stdout.flush()
        if death == "seal" and number == 5:
            seal_waiting(journal, trust, mailbox)
            die()
        try:
            await engine.sync_once()
        except RelayOffline:
            continue
    await made.aclose()
    journal.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
