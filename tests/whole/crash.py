"""Kill -9 of patient, nurse and relay, each a process of its own, during traffic; the relay restarted with
each; now and then a disk that is full.

    python -m tests.whole.crash KILLS

Everything lies in a file system of its own (a mount namespace; without one the disk is not filled). At the
end nothing that was shown as saved is missing, nothing is double, the two sides hold the same, and all three
databases are whole. Prints what was done; exits 1 when something does not hold.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from hemmonitor.bootstrap import Profile
from hemmonitor.errors import ProtocolError
from hemmonitor.model.events import MessageWritten
from hemmonitor.relay.server import RelayServer
from tests.store.killing import BEGIN, ROOT
from tests.whole.world import FileStore, found_with_patient, once

SIZE = "300m"  # of the small file system; a long run writes some 100 MB
BALLAST = "ballast"
WORKER = str(Path(__file__).with_name("crash_worker.py"))


class Process:
    """A program that is killed and started again; ``said`` is every whole line it ever printed."""

    def __init__(self, *arguments: str, ready: str, numbered: bool) -> None:
        self._arguments, self._ready, self._numbered = arguments, ready, numbered
        self.said: list[str] = []
        self.starts = 0
        self._start()

    def _start(self) -> None:
        self.starts += 1
        number = [str(self.starts)] if self._numbered else []
        self._process = subprocess.Popen(
            [sys.executable, *self._arguments, *number],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        output = self._process.stdout
        assert output is not None
        for line in output:
            if line.startswith(self._ready):
                break
        self._reader = Thread(target=lambda: self.said.extend(line for line in output if line[-1:] == "\n"))
        self._reader.start()

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def kill_and_start(self) -> None:
        self.kill()
        self._start()

    def saved(self) -> set[str]:
        return {line.split()[1] for line in self.said if line.startswith("saved ")}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def full(folder: Path) -> Iterator[bool]:
    """The disk is full for as long as this lasts; False where it is everybody's disk."""
    if not os.environ.get("HEMMONITOR_SMALL_DISK"):
        yield False
        return
    ballast = folder / BALLAST
    with contextlib.suppress(OSError), ballast.open("wb") as file:
        while True:
            file.write(bytes(1 << 16))
            file.flush()
    yield True
    ballast.unlink()


def crash(folder: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """Do it in an empty folder; raises ``AssertionError`` when something does not hold."""
    port = free_port()
    with RelayServer(folder / "relay.db", port=port) as relay:
        asyncio.run(found_with_patient(folder, relay.url))
    relay_process = Process(
        "-m", "hemmonitor", "relay", "--db", str(folder / "relay.db"), "--port", str(port),
        ready="The relay listens", numbered=False,
    )  # fmt: skip
    people = [Process(WORKER, str(folder / who), ready=BEGIN, numbered=True) for who in ("patient", "nurse")]
    everybody = [*people, relay_process]
    filled = 0
    try:
        for number in range(kills):
            victim = chance.choice(everybody)
            time.sleep(chance.uniform(0, 0.5))
            if number % 10 == 5:
                with full(folder) as really:
                    filled += really
                    time.sleep(0.5)
                    victim.kill()
                victim._start()
            else:
                victim.kill_and_start()
    finally:
        for process in people:
            process.kill()
    saved = [process.saved() for process in people]
    assert all(saved), "somebody saved nothing"
    try:
        asyncio.run(_compare(folder, *saved))
    finally:
        relay_process.kill()
    _whole(folder)
    return {"kills": kills, "saved": sum(map(len, saved)), "full": filled}


async def _compare(folder: Path, by_patient: set[str], by_nurse: set[str]) -> None:
    patient, nurse = (
        Profile.open(folder / who, store=FileStore(folder / who / "keystore")) for who in ("patient", "nurse")
    )
    try:
        for _ in range(3):
            for profile in (patient, nurse):
                await _patiently(profile)
        here, there = _texts(patient), _texts(nurse)
        assert len(here) == len(set(here)), "something is double at the patient"
        assert len(there) == len(set(there)), "something is double at the nurse"
        assert by_patient <= set(here), "what the patient was shown as saved is missing"
        assert by_nurse <= set(there), "what the nurse was shown as saved is missing"
        assert sorted(here) == sorted(there), "the two sides do not hold the same"
        for profile in (patient, nurse):
            assert profile.journal.quarantined() == ()
            assert profile.journal.unsent() == ()
            (result,) = profile.journal._connection.execute("PRAGMA integrity_check").fetchone()  # type: ignore[attr-defined]
            assert result == "ok", "a database is corrupt"
    finally:
        patient.close()
        nurse.close()


async def _patiently(profile: Profile) -> None:
    """A round, waiting out a relay that has just been started or asks to wait."""
    for _ in range(60):
        try:
            await once(profile)
        except ProtocolError:
            await asyncio.sleep(1)
        else:
            return
    raise AssertionError("the relay does not come back")


def _texts(profile: Profile) -> list[str]:
    bodies = (stored.event.body for stored in profile.journal.events())
    return [body.text for body in bodies if isinstance(body, MessageWritten)]


def _whole(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "relay.db")) as relay:
        assert relay.execute("PRAGMA integrity_check").fetchone() == ("ok",), (
            "the relay's database is corrupt"
        )


def in_a_small_disk(kills: int) -> subprocess.CompletedProcess[str] | None:
    """The same in a file system of its own; None where the machine gives no mount namespace."""
    with tempfile.TemporaryDirectory(prefix="hemmonitor-crash-") as folder:
        program = f"{sys.executable} -m tests.whole.crash {kills} {folder}"
        done = subprocess.run(
            ["unshare", "--mount", "--map-root-user", "sh", "-c",
             f"mount -t tmpfs -o size={SIZE} none {folder} && exec {program}"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HEMMONITOR_SMALL_DISK": "1"},
            capture_output=True, check=False, text=True,
        )  # fmt: skip
    return None if "unshare:" in done.stderr or "mount:" in done.stderr else done


def main() -> None:
    kills = int(sys.argv[1])
    if len(sys.argv) > 2:
        done = crash(Path(sys.argv[2]), kills, random.Random())
        sys.stdout.write("{kills} kills, {full} times a full disk, {saved} saved: all there\n".format(**done))
        return
    ran = in_a_small_disk(kills)
    if ran is None:
        sys.stdout.write("no mount namespace here: without a full disk\n")
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(f"{crash(Path(folder), kills, random.Random())}\n")
        return
    sys.stdout.write(ran.stdout)
    sys.stderr.write(ran.stderr)
    raise SystemExit(ran.returncode)


if __name__ == "__main__":
    main()
