"""A patient and a nurse at their own programs, on a real relay, with a cuff on a real protocol stack.

Nothing is reached past the windows: what is pressed is pressed with mouse and keys, what is read is what
stands there. Profiles are on disk, sealed; each program can be ended and started again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTableView, QToolButton, QWidget

from devices.bleak_link import Backends, BleakLink
from devices.link import Link, PasskeyDesk
from devices.session import Policy
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.cuff import VirtualCuff
from devices.virtual.radio import Radio
from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.clinical.guided import Durations
from hemmonitor.relay.server import RelayServer
from hemmonitor.settings import Settings
from tests.ui.render import application
from tests.whole.world import PIN, FileStore, found_with_patient
from ui.app.nurse import NurseProgram
from ui.app.parts import looks
from ui.app.patient import PatientProgram
from ui.i18n import Translations
from ui.theme import Face
from ui.worker import Worker

T = TypeVar("T")

QUICK = Durations(
    rest=dt.timedelta(seconds=30), between=dt.timedelta(seconds=0.3), confirm=dt.timedelta(seconds=0.3)
)
POLICY = Policy(settle=0.6, rest=0.3, backoff=0.1, scan=5, drain=2, retry=0.2, rest_fetched=0.3)
SETTINGS = Settings(language="sv", theme="light")


class Air:
    """A virtual radio with a cuff, in the patient program's own loop."""

    worker: Worker | None = None  # its loop, where that is not the patient program's

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self._now = now
        self.central: VirtualCentral | None = None
        self.cuff: VirtualCuff | None = None

    def link(self) -> Link:
        """The computer's Bluetooth (worker thread)."""
        radio, desk = Radio(), PasskeyDesk()
        self.central = VirtualCentral(radio, desk)
        self.cuff = VirtualCuff(radio, clock=self._now, pace=0.02, interval_ms=40, passkey=314159)
        return BleakLink(
            desk, backends=Backends(self.central.scanner, self.central.client, self.central.adapter)
        )

    async def switch_on(self) -> None:
        """The computer's radio and the cuff."""
        assert self.central is not None
        assert self.cuff is not None
        await self.central.start()
        await self.cuff.start()


class Person:
    """Somebody at a window: what they see and do."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window

    @property
    def window(self) -> QWidget:
        return self._window()

    def find(self, name: str) -> QWidget:
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} visible; {self.texts()}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        self.until(lambda: self.shows(name), f"{name} is not there")
        button = self.find(name)
        self.until(button.isEnabled, f"{name} is disabled")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def segment(self, name: str, place: int) -> None:
        QTest.mouseClick(self.find(name).findChildren(QToolButton)[place], Qt.MouseButton.LeftButton)
        self.settle()

    def go(self, place: str) -> None:
        """To a page, in the rail or by the menu."""
        if self.shows(f"go_{place}"):
            self.click(f"go_{place}")
            return
        self.click("menu")
        menu = next(m for m in self.window.findChildren(QMenu) if m.isVisible())
        action = menu.findChild(QAction, f"go_{place}")
        assert action is not None
        rect = menu.actionGeometry(action)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
        self.settle()

    def type(self, name: str, text: str) -> None:
        field = self.find(name)
        field.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(field, event)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.settle()

    def texts(self) -> str:
        """Everything that is seen or spoken."""
        seen = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        read = [w.text() for w in seen if isinstance(w, QLabel | QAbstractButton)]
        said = [w.accessibleName() for w in seen]
        text = "\n".join(part for part in (*read, *said) if part)
        for mark, plain in (("\u00a0", " "), ("\u2060", ""), ("<b>", ""), ("</b>", "")):
            text = text.replace(mark, plain)
        return text

    def rows(self) -> list[str]:
        """The rows of the worklist, as they are spoken."""
        table = self.find("worklist")
        assert isinstance(table, QTableView)
        model = table.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    def settle(self) -> None:
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool], what: str = "", seconds: float = 40.0) -> None:
        timer = QElapsedTimer()
        timer.start()
        while not holds():
            assert timer.elapsed() < seconds * 1000, f"waited in vain {what}; {self.texts()}"
            QTest.qWait(10)

    def sees(self, *parts: str, seconds: float = 40.0) -> None:
        """Wait until all of this stands there."""
        self.until(lambda: all(part in self.texts() for part in parts), f"for {parts}", seconds)


class House:
    """Both programs, the relay and the cuff. ``close`` ends all of it."""

    def __init__(self, folder: Path, air: Any = None) -> None:
        application()
        self.later = dt.timedelta()
        self.policy = POLICY
        self._folder = folder
        self.relay = RelayServer(folder / "relay.db").start()
        asyncio.run(found_with_patient(folder, self.relay.url))
        self._air = air
        self.air = air
        self.texts = Translations()
        self.program: PatientProgram | None = None
        self.care: NurseProgram | None = None
        self.patient = Person(lambda: self._patient.window)
        self.nurse = Person(lambda: self._nurse.window)

    @property
    def _patient(self) -> PatientProgram:
        assert self.program is not None
        return self.program

    @property
    def _nurse(self) -> NurseProgram:
        assert self.care is not None
        return self.care

    def now(self) -> dt.datetime:
        return clock.now() + self.later

    def start_patient(self) -> None:
        """Start the patient's program."""
        air = self._air or Air(self.now)
        store = FileStore(self._folder / "patient" / "keystore")
        dress = looks(application(), SETTINGS, Face.PATIENT)
        self.texts = dress.translations
        self.program = PatientProgram(
            lambda: Profile.open(self._folder / "patient", store=store),
            air.link,
            self.now,
            dress,
            durations=QUICK,
            policy=self.policy,
        )
        self.air = air
        self.program.window.resize(1280, 800)
        self.program.start()
        self.patient.until(lambda: air.cuff is not None)  # the radio comes when the window is there
        self.do(air.switch_on())
        self.patient.until(lambda: self.patient.shows("startMeasuring"))

    def start_nurse(self) -> None:
        """Start the nurse's program."""
        dress = looks(application(), SETTINGS, Face.NURSE, self.texts)
        self.care = NurseProgram(lambda: Profile.open(self._folder / "nurse", pin=PIN), clock.now, dress)
        self.care.window.resize(1440, 900)
        self.care.start()

    def at_the_nurse(self, *figures: str) -> None:
        """Wait until one of these values stands on the patient's page at the nurse."""
        nurse = self.nurse
        nurse.click("rail_patients")
        nurse.until(lambda: nurse.shows("worklist") and len(nurse.rows()) == 1, "for the patient")
        nurse.find("worklist").setFocus()
        nurse.key(Qt.Key.Key_Home)
        nurse.key(Qt.Key.Key_Return)
        nurse.until(lambda: not nurse.shows("worklist"), "for the patient's page")
        nurse.until(lambda: any(f in nurse.texts() for f in figures), f"for {figures} at the nurse")

    def end_patient(self) -> None:
        """Close the patient's program, as at the end of the day."""
        if self.program is not None:
            self.program.window.close()
            self.program.stop()
            self.program.window.deleteLater()
            self.program = None
            Person(QWidget).settle()

    @property
    def _where(self) -> Worker:
        """The loop that the cuff lives in."""
        own: Worker | None = self.air.worker
        return own or self._patient.worker

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Something at the cuff or the radio."""
        return self._where.spawn(work).result(90)

    def start_pressed(self, systolic: int, diastolic: int, pulse: int = 72) -> None:
        """Somebody presses START with this pressure in the arm."""
        self._where.spawn(self.air.cuff.press(systolic, diastolic, pulse))

    def fail(self, status: int = 0x0002) -> None:
        """Somebody presses START, and the cuff cannot measure; status bit 1 is a loose cuff."""
        self._where.spawn(self.air.cuff.press_error(status=status))

    def pair(self) -> None:
        """Add the cuff, as the person does it: sort, list, code."""
        patient = self.patient
        patient.go("devices")
        patient.click("addDevice")
        patient.click("sort_blood_pressure")
        patient.click("nearby_1")
        patient.until(lambda: patient.shows("passkey") or patient.shows("measureWithIt"), "for the code")
        if patient.shows("passkey"):
            patient.type("passkey", "314159")
            patient.click("givePasskey")
        patient.until(lambda: patient.shows("measureWithIt"), "for the pairing", 60)

    def measure(self, *pressures: tuple[int, int]) -> None:
        """A guided sitting with these readings, to its end or its alert."""
        patient = self.patient
        if not patient.shows("prepared"):
            patient.go("measure") if patient.shows("go_measure") else patient.click("measureWithIt")
        patient.click("prepared")
        patient.click("alreadyRested")
        for systolic, diastolic in pressures:
            self.read(systolic, diastolic)

    def read(self, systolic: int, diastolic: int) -> None:
        """One reading, when the program waits for it."""
        guide = self._patient.window.guide
        waiting = {"measure", "failed"}
        self.patient.until(lambda: guide.state is not None and guide.state.step in waiting, "to be asked")
        before = len(guide.read)
        self.start_pressed(systolic, diastolic)
        came = lambda: len(guide.read) > before or self.patient.shows("haveCalled")  # noqa: E731 - said twice
        self.patient.until(lambda: came() or self.patient.shows("itWasMe"), f"for {systolic}", 60)
        if self.patient.shows("itWasMe"):  # asked once, of the cuff's first place
            self.patient.click("itWasMe")
        self.patient.until(came, f"for {systolic}", 60)

    def close(self) -> None:
        self.end_patient()
        if self.care is not None:
            self.care.window.close()
            self.care.stop()
            self.care.window.deleteLater()
        self.relay.stop()
        self.texts.remove()
