"""Real processes, killed while they save, seal and send: nothing saved is lost, nothing is double."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.crypto.envelope import open_envelope
from hemmonitor.model.events import MessageWritten
from hemmonitor.relay.server import RelayServer
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.store.sqlite import open_journal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.trust import Trust
from tests.crypto.people import Centre, only
from tests.sync.kill_worker import STORAGE, opened

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9")


def prepared(path: Path, centre: Centre) -> None:
    with STORAGE.database_key() as key:
        journal = open_journal(path, key)
    journal.put("keys", centre.patient.wrap(STORAGE))
    journal.put("fingerprint", centre.root.fingerprint)
    Trust(journal, centre.patient, centre.root.fingerprint).extend(centre.entries)
    journal.close()


def worker(path: Path, url: str, name: str, death: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.sync.kill_worker", str(path), url, name, death]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> list[str]:
    """What it said it had saved."""
    said, _ = process.communicate(timeout=30)
    return said.split()


async def read_by_nurse(url: str, centre: Centre) -> list[str]:
    journal = MemoryJournal()
    trust = Trust(journal, centre.nurse, centre.root.fingerprint)
    trust.extend(centre.entries)
    client = RelayClient(url, centre.state.centre, centre.nurse, clock.now)
    engine = SyncEngine(journal, trust, client, journal_sink(journal, trust, lambda *_: None), clock.now)
    await engine.sync_once()
    await client.aclose()
    assert engine.status.warnings == ()
    bodies = [stored.event.body for stored in journal.events(centre.mailbox)]
    return [body.text for body in bodies if isinstance(body, MessageWritten)]


async def found(url: str, centre: Centre) -> None:
    root = RelayClient(url, centre.state.centre, centre.root, clock.now)
    await root.post_log(centre.entries)
    await root.aclose()


@pytest.mark.parametrize("death", ["seal", "send"])
async def test_killed_between_storing_and_sending_it_sends_the_same_bytes_once(
    tmp_path: Path, death: str
) -> None:
    centre, path = Centre(), tmp_path / "journal.db"
    prepared(path, centre)
    with RelayServer(tmp_path / "relay.db") as server:
        await found(server.url, centre)
        saved = await asyncio.to_thread(lambda: ended(worker(path, server.url, "first", death)))
        journal, _ = opened(path)
        [left] = journal.unsent()
        journal.close()
        before = opened_seqs(left.body, centre)
        saved += await asyncio.to_thread(lambda: ended(worker(path, server.url, "second", "never")))
        reader = RelayClient(server.url, centre.state.centre, centre.nurse, clock.now)
        page = await reader.get_box(centre.mailbox, 0)
        await reader.aclose()
        [found_] = [item for item in page.items if item.envelope_id == left.envelope_id]
        assert found_.body == left.body
        assert [opened_seqs(item.body, centre) for item in page.items] == list(range(1, page.head + 1))
        assert before == left.author_seq
        assert await read_by_nurse(server.url, centre) == saved


def opened_seqs(body: bytes, centre: Centre) -> int:
    return open_envelope(body, only(centre.patient), centre.signing_key).batch.seq


async def test_killed_at_any_moment_nothing_is_lost_or_double(tmp_path: Path) -> None:
    centre, path, chance = Centre(), tmp_path / "journal.db", random.Random(7)
    prepared(path, centre)
    saved: list[str] = []
    with RelayServer(tmp_path / "relay.db") as server:
        await found(server.url, centre)
        for round_ in range(12):
            process = await asyncio.to_thread(worker, path, server.url, f"r{round_}", "open")
            assert process.stdout is not None
            first = await asyncio.to_thread(process.stdout.readline)
            await asyncio.sleep(chance.random() * 0.25)
            process.kill()
            saved += [first.strip(), *await asyncio.to_thread(ended, process)]
        saved += await asyncio.to_thread(lambda: ended(worker(path, server.url, "last", "never")))
        read = await read_by_nurse(server.url, centre)
    assert len(read) == len(set(read))
    assert set(saved) <= set(read)  # one more may have been saved than was said
    assert len(set(read) - set(saved)) <= 12
    assert [text for text in read if text in set(saved)] == saved
