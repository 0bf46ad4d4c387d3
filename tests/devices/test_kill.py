"""The collecting program is killed -9 again and again: nothing is lost, nothing is doubled.

What a device was told is safe is in the database, whenever the program died.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import subprocess
import sys
from pathlib import Path

import pytest

from devices.virtual.serial_devices import SerialLungMonitor
from hemmonitor.home import Home
from hemmonitor.model.measurement import Component, Kind, Measurement
from hemmonitor.store.sqlite import open_journal
from tests.devices.kill_worker import GLUCOSE, KEY, SYSTOLIC
from tests.devices.run import clock
from tests.store.killing import ROOT, run_and_kill

KILLS = 4
WORKER = "-m", "tests.devices.kill_worker"


def stored(path: Path) -> list[Measurement]:
    journal = open_journal(path, KEY)
    found = list(Home(journal, "patient", "computer").record_of_patient.measurements)
    journal.close()
    return found


def finish(path: Path, port: str, count: int) -> None:
    """Let the program run until it has everything."""
    arguments = [sys.executable, *WORKER, str(path), port, str(count)]
    subprocess.run(arguments, cwd=ROOT, check=True, timeout=120, stdout=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal and kill -9")
async def test_a_killed_program_loses_and_doubles_nothing(tmp_path: Path) -> None:
    path, chance = tmp_path / "home" / "journal.db", random.Random(3)
    minutes = iter(range(1000))
    lung = SerialLungMonitor(lambda: clock() + dt.timedelta(minutes=next(minutes)), pace=0.1)
    await lung.start()
    sent: list[bytes] = []
    try:
        for _ in range(KILLS):
            sent += [lung.blow(300 + len(sent), 450), lung.blow(301 + len(sent), 450)]
            seconds = chance.uniform(0.0, 0.5)
            arguments = [*WORKER, str(path), lung.path, "999"]
            shown = await asyncio.to_thread(run_and_kill, arguments, seconds=seconds)
            kept = stored(path)
            assert set(shown) <= {one.id for one in kept}
            assert set(lung.lung.acknowledged) <= {one.provenance.raw for one in kept}
        count = len(sent) + len(GLUCOSE) + len(SYSTOLIC)
        await asyncio.to_thread(finish, path, lung.path, count)
    finally:
        await lung.stop()
    kept = stored(path)
    assert sorted(one.provenance.raw for one in kept if one.kind is Kind.SPIROMETRY) == sorted(sent)
    glucose = sorted(str(one.value(Component.GLUCOSE)) for one in kept if one.kind is Kind.GLUCOSE)
    assert glucose == sorted(GLUCOSE)
    pressures = sorted(one.value(Component.SYSTOLIC) or 0 for one in kept if one.kind is Kind.BLOOD_PRESSURE)
    assert pressures == sorted(SYSTOLIC)
    assert len(kept) == count
