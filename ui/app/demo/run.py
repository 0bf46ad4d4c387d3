"""Runs the demonstration: windows to play with where there is a display, else the story by itself."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from devices.session import Policy
from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.clinical.guided import Durations
from hemmonitor.relay.server import RelayServer
from hemmonitor.settings import Settings
from ui.app.demo.cuff import CuffWindow
from ui.app.demo.story import Story
from ui.app.demo.world import PIN, Bluetooth, Folders, build
from ui.app.nurse import NurseProgram
from ui.app.parts import application, has_display, looks
from ui.app.patient import PatientProgram
from ui.theme import Face
from ui.worker import Worker

PATIENT_SIZE, NURSE_SIZE = (1280, 800), (1440, 900)
SHORT = Durations(
    rest=dt.timedelta(seconds=20), between=dt.timedelta(seconds=2), confirm=dt.timedelta(seconds=3)
)
UNHURRIED = Durations(
    rest=dt.timedelta(seconds=30), between=dt.timedelta(seconds=10), confirm=dt.timedelta(seconds=20)
)


def run(pictures: Path, settings: Settings, *, offscreen: bool, say: Callable[[str], None]) -> None:
    """Build the world, then play or let play. Raises ``StoryBroke`` when the story does not get on."""
    offscreen = offscreen or not has_display()
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        qInstallMessageHandler(_without_platform_notes)
    app = application()
    with tempfile.TemporaryDirectory(prefix="hemmonitor-demo-") as name:
        folder = Path(name)
        database = folder / "relay.db"
        with RelayServer(database) as relay:
            began = time.monotonic()
            say(f"a relay listens on {relay.url}")
            folders = _world(folder, relay.url)
            say(f"a care centre, {len(folders.patients)} patients: {time.monotonic() - began:.2f} s")
            _programs(app, folders, database, pictures, settings, offscreen=offscreen, say=say)


def _without_platform_notes(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    """The offscreen platform says for every window what it cannot do; nobody needs to know."""
    if text and not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{kind.name}: {text}\n")


def _world(folder: Path, url: str) -> Folders:
    worker = Worker("hemmonitor-demo-world")
    try:
        return worker.spawn(build(folder, url, clock.now)).result()
    finally:
        worker.stop()


def _programs(
    app: QApplication,
    folders: Folders,
    database: Path,
    pictures: Path,
    settings: Settings,
    *,
    offscreen: bool,
    say: Callable[[str], None],
) -> None:
    patient_looks = looks(app, settings, Face.PATIENT)
    nurse_looks = looks(app, settings, Face.NURSE, patient_looks.translations)
    bluetooth = Bluetooth(clock.now, pace=0.12 if offscreen else 1.0)
    nurse = NurseProgram(lambda: Profile.open(folders.nurse, pin=PIN), clock.now, nurse_looks)
    try:
        patient = PatientProgram(
            lambda: Profile.open(folders.patients[0], pin=PIN),
            bluetooth.link,
            clock.now,
            patient_looks,
            durations=SHORT if offscreen else UNHURRIED,
            policy=replace(Policy(), settle=1.0, rest=0.5),
            pair_when_found=True,
        )
        try:
            bluetooth.start(patient.worker)
            nurse.window.resize(*NURSE_SIZE)
            patient.window.resize(*PATIENT_SIZE)
            nurse.start()
            patient.start()
            if offscreen:
                _play(patient, nurse, bluetooth, database, pictures, say)
            else:
                _let_play(app, patient, nurse, bluetooth, say)
        finally:
            patient.stop()
    finally:
        nurse.stop()


def _play(
    patient: PatientProgram,
    nurse: NurseProgram,
    bluetooth: Bluetooth,
    database: Path,
    pictures: Path,
    say: Callable[[str], None],
) -> None:
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("[0-9][0-9]-*.png"):
        old.unlink()
    Story(patient, nurse, bluetooth, database, pictures, say).run()
    say(f"pictures are in {pictures}")


def _let_play(
    app: QApplication,
    patient: PatientProgram,
    nurse: NurseProgram,
    bluetooth: Bluetooth,
    say: Callable[[str], None],
) -> None:
    cuff = CuffWindow(bluetooth, patient.looks.appearance)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    nurse.window.move(screen.topLeft())
    patient.window.move(screen.left() + 60, screen.top() + 60)
    cuff.move(screen.right() - cuff.sizeHint().width() - 20, screen.top() + 20)
    cuff.show()
    say("press the cuff's buttons, then look at the nurse's list; close the windows to end")
    app.exec()
    cuff.close()
