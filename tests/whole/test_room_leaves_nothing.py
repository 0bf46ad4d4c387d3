"""The measuring room as real processes: what is left of a person who has gone, and when the power has gone.

Needles are searched for in the memory of every process that lives on, in every file that the room may have
written, and in what it printed.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.measurement import Component
from hemmonitor.relay.server import RelayServer
from hemmonitor.rooms import Issued, Rooms
from tests.whole.keystore import FileStore
from tests.whole.room_process import MARK, SCRIPT
from tests.whole.rooms import NAME, join_room
from tests.whole.world import PIN, clinic_of, found_with_patient, once

ROOT = Path(__file__).parents[2]
SYSTOLIC, DIASTOLIC = 173, 97
PERSON = PatientRegistered("Hjördisa Låtsbergsson", "196101182803", "Hjördisa")
NEEDLES = ("Hjördisa", "Låtsbergsson", "196101182803", "173/97")

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
    pytest.mark.xdist_group("room-processes"),
]


def forms(text: str) -> set[bytes]:
    """How Python, Qt and a file may hold a text."""
    return {text.encode(code) for code in ("utf-8", "latin-1", "utf-16-le", "utf-32-le")}


def memory_of(pid: int) -> Iterator[bytes]:
    """All that a process has in memory and may be read, region by region."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
        if found is None or "[v" in line:
            continue
        begin, end = (int(part, 16) for part in found.groups())
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            memory.seek(begin)
            try:
                yield memory.read(end - begin)
            except OSError:
                continue


def found_in_memory(pid: int, needles: tuple[str, ...]) -> set[str]:
    wanted = {needle: forms(needle) for needle in needles}
    return {
        needle
        for region in memory_of(pid)
        for needle, each in wanted.items()
        if any(form in region for form in each)
    }


def found_in_files(folder: Path, needles: tuple[str, ...]) -> set[str]:
    held = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    names = [str(path).encode() for path in folder.rglob("*")]
    return {n for n in needles if any(form in data for data in [*held, *names] for form in forms(n))}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


class Place:
    """The room's computer: everything it writes goes under ``disk``."""

    def __init__(self, folder: Path, nurse: Profile, mailbox: str) -> None:
        self.folder, self.nurse, self.mailbox = folder, nurse, mailbox
        self.disk = folder / "disk"
        self.script, self.mark = folder / "script.json", folder / "mark"
        self.process: subprocess.Popen[bytes] | None = None

    def card(self) -> Issued:
        plan = clinic_of(self.nurse).record_of(self.mailbox).plans[-1]
        return Rooms(self.nurse, self.nurse.trust(), clock.now).card(self.mailbox, PERSON, plan)

    def expect(self, *, leave: bool) -> None:
        """The next person to come."""
        issued = self.card()
        script = {
            "card": issued.card.text,
            "pin": issued.pin,
            "systolic": SYSTOLIC,
            "diastolic": DIASTOLIC,
            "leave": leave,
        }
        self.script.write_text(json.dumps(script), encoding="utf-8")

    def switch_on(self) -> None:
        for name in ("home", "tmp"):
            (self.disk / name).mkdir(exist_ok=True, parents=True)
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.disk / "home"),
            "XDG_CACHE_HOME": str(self.disk / "home" / "cache"),
            "TMPDIR": str(self.disk / "tmp"),
            SCRIPT: str(self.script),
            MARK: str(self.mark),
        }
        with (self.disk / "printed").open("ab") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.whole.room_process", str(self.disk / "room")],
                cwd=ROOT, env=environment, stdout=printed, stderr=printed, start_new_session=True,
            )  # fmt: skip

    @property
    def visits(self) -> tuple[int, ...]:
        """The visits that live now, the oldest first."""
        return tuple(pid for pid in self.pids[1:] if b"spawn_main" in _command(pid))

    @property
    def pids(self) -> tuple[int, ...]:
        """The station and every process it has started that lives now."""
        assert self.process is not None
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, check=False
        )
        return (self.process.pid, *(int(pid) for pid in found.stdout.split()))

    async def until_marked(self) -> None:
        """The person has seen their value, which therefore is saved."""
        await until(self.mark.exists)

    def pull_the_plug(self) -> None:
        """Every process of the room is gone at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    with RelayServer(tmp_path / "relay.db") as relay:
        await found_with_patient(tmp_path, relay.url)
        nurse = Profile.open(tmp_path / "nurse", pin=PIN)
        made = Place(tmp_path, nurse, nurse.journal.mailboxes()[0])
        made.mailbox = next(box for box in clinic_of(nurse).mailboxes)
        (made.disk).mkdir()
        room = Profile.create(made.disk / "room", store=FileStore(made.disk / "room-store"))
        await join_room(nurse, room)
        room.close()
        try:
            yield made
        finally:
            made.pull_the_plug()
            nurse.close()


def at_the_nurse(place: Place) -> list[int]:
    measurements = clinic_of(place.nurse).record_of(place.mailbox).measurements
    return [int(v) for m in measurements if (v := m.value(Component.SYSTOLIC)) is not None]


async def until(test: Callable[[], bool]) -> None:
    async with asyncio.timeout(90):
        for _ in itertools.count():
            if test():
                return
            await asyncio.sleep(0.1)


async def until_at_the_nurse(place: Place) -> None:
    async with asyncio.timeout(90):
        for _ in itertools.count():
            await once(place.nurse)
            if SYSTOLIC in at_the_nurse(place):
                return
            await asyncio.sleep(0.2)


async def test_after_signing_off_nothing_of_the_person_is_left(place: Place) -> None:
    place.expect(leave=True)
    place.switch_on()
    await until(lambda: len(place.visits) > 0)
    first = place.visits[0]
    await place.until_marked()
    await until(lambda: first not in place.visits and len(place.visits) == 2)
    await until_at_the_nurse(place)
    searched = place.pids
    assert len(place.visits) == 2, "the next visit and the one after it"
    for pid in searched:
        assert found_in_memory(pid, NEEDLES) == set()
    assert found_in_memory(searched[0], (NAME,)) == {NAME}, "the search finds what is there"
    assert found_in_files(place.disk, NEEDLES) == set()


async def test_a_power_cut_loses_nothing_that_was_shown_as_saved_and_reveals_nothing(place: Place) -> None:
    place.expect(leave=False)
    place.switch_on()
    await place.until_marked()
    assert any(found_in_memory(pid, ("Hjördisa",)) for pid in place.visits), "the person is still there"
    place.pull_the_plug()
    assert found_in_files(place.disk, NEEDLES) == set()
    place.switch_on()
    await until_at_the_nurse(place)
    assert at_the_nurse(place).count(SYSTOLIC) == 1
