"""A relay that is down, slow or senseless: the patient measures on, and everything arrives once later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import Profile, Sync
from hemmonitor.sync.status import SyncStatus
from tests.whole.tap import Tap, tapped
from tests.whole.world import PIN, clinic_of, found_with_patient, home_of, once, pressure

NONSENSE = {
    "html": b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 19\r\n\r\n<html>Hello!</html>",
    "cbor of another shape": b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n\xf6",
    "not http": b"\x00\x01\x02 nonsense \xff\xfe\r\n\r\n",
    "endless": b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n" + bytes(1000),
    "server error": b"HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n",
    "redirect": b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
}


async def lived_through(folder: Path, tap: Tap, readings: int) -> SyncStatus:
    """Measure while the relay is as it is; then it comes back. Returns the last bad status."""
    patient, nurse = Profile.open(folder / "patient", pin=PIN), Profile.open(folder / "nurse", pin=PIN)
    try:
        home, seen = home_of(patient), [SyncStatus()]
        sync = Sync(patient, clock.now, lambda _events: None, seen.append)
        running = asyncio.create_task(sync.run())
        for number in range(readings):
            home.record(pressure(120 + number, 80, clock.now(), bytes([number])), clock.now())
            sync.trigger()
            await asyncio.sleep(0.2)
        bad = seen[-1]
        tap.down, tap.delay, tap.answer = False, 0.0, None
        async with asyncio.timeout(20):
            while seen[-1].waiting or not seen[-1].sent:
                sync.trigger()
                await asyncio.sleep(0.05)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await once(nurse)
        record = clinic_of(nurse).record_of(patient.placed().mailbox)
        assert [m.provenance.raw for m in record.measurements] == [bytes([n]) for n in range(readings)]
        assert nurse.journal.quarantined() == ()
        return bad
    finally:
        patient.close()
        nurse.close()


async def test_down(tmp_path: Path) -> None:
    async with tapped(tmp_path / "relay.db") as tap:
        await found_with_patient(tmp_path, tap.url)
        tap.down = True
        bad = await lived_through(tmp_path, tap, 4)
    assert bad.waiting
    assert bad.problem is not None


async def test_slow(tmp_path: Path) -> None:
    async with tapped(tmp_path / "relay.db") as tap:
        await found_with_patient(tmp_path, tap.url)
        tap.delay = 0.4
        await lived_through(tmp_path, tap, 4)


@pytest.mark.parametrize("kind", NONSENSE)
async def test_nonsense(tmp_path: Path, kind: str) -> None:
    async with tapped(tmp_path / "relay.db") as tap:
        await found_with_patient(tmp_path, tap.url)
        tap.answer = NONSENSE[kind]
        bad = await lived_through(tmp_path, tap, 3)
    assert bad.waiting
    assert bad.problem is not None
