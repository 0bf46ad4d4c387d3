"""Two profiles of one centre, a patient's and a nurse's, with a relay that runs; the PIN is ``world.PIN``."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from hemmonitor import clock
from hemmonitor.__main__ import main
from hemmonitor.bootstrap import Profile
from hemmonitor.crypto import vault
from hemmonitor.model.record import PatientRecord
from hemmonitor.relay.server import RelayServer
from tests.whole.world import PIN, clinic_of, found_with_patient, home_of, once, pressure
from ui.i18n import Translations

ROOT = Path(__file__).parents[2]
READINGS = 6


@dataclass(frozen=True)
class World:
    """A data folder with ``patient`` and ``nurse``."""

    data: Path
    url: str

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "hemmonitor", *map(str, arguments), "--data", str(self.data)]

    def run(self, *arguments: str | Path, typed: str = PIN) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; ``typed`` are the lines of its input."""
        return subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            input=typed + "\n",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=environment(),
        )

    def call(self, *arguments: str | Path, typed: str = PIN) -> subprocess.CompletedProcess[str]:
        """The same in this process, for the many small cases."""
        command = self.command(*arguments)
        out, said, code = io.StringIO(), io.StringIO(), 0
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(said):
            patch.setattr(sys, "argv", command[2:])
            patch.setattr(sys, "stdin", io.StringIO(typed + "\n"))
            try:
                main()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 0
        app = QCoreApplication.instance()
        for texts in app.findChildren(Translations) if app else ():
            texts.remove()  # a command's language goes with its process
        return subprocess.CompletedProcess(command, code, out.getvalue(), said.getvalue())

    def record(self, face: str = "patient") -> PatientRecord:
        """What stands in a profile now."""
        profile = Profile.open(self.data / face, pin=PIN)
        try:
            if face == "patient":
                return home_of(profile).record_of_patient
            clinic = clinic_of(profile)
            return clinic.record_of(clinic.mailboxes[0])
        finally:
            profile.close()


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "TZ": "Europe/Stockholm"}


async def build(folder: Path, url: str) -> None:
    await found_with_patient(folder, url)
    patient, nurse = Profile.open(folder / "patient", pin=PIN), Profile.open(folder / "nurse", pin=PIN)
    try:
        home, now = home_of(patient), clock.now()
        for number in range(READINGS):
            at = now - dt.timedelta(days=1, minutes=number)
            home.record(pressure(130 + number, 80, at, bytes([number])), now)
        await once(patient)
        await once(nurse)
    finally:
        patient.close()
        nurse.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("moving")
    with pytest.MonkeyPatch.context() as patch, RelayServer(folder / "relay.db") as relay:
        # a quick PIN, which stands in the vault, so that the processes use it too
        real = vault.Cost
        patch.setattr(vault, "Cost", lambda *cost: real(*cost) if cost else real(64, 1, 1))
        asyncio.run(build(folder / "data", relay.url))
        patch.undo()
        yield folder / "data", relay.url


@pytest.fixture
def world(built: tuple[Path, str], tmp_path: Path) -> World:
    shutil.copytree(built[0], tmp_path / "data")
    return World(tmp_path / "data", built[1])
