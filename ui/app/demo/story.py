"""The whole way of a reading on the real windows: what a person would press is pressed, the rest awaited.

Each step prints a line with its time and leaves a picture. A step that does not come true within its time
ends the demonstration with an error that names it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hemmonitor.clinic import PatientView, Row
from hemmonitor.clinical.guided import Step as GuidedStep
from hemmonitor.demo import PATIENTS
from hemmonitor.errors import HemmonitorError
from hemmonitor.home import HomeState, Stage
from hemmonitor.model.careplan import Level
from ui.app.demo.world import Bluetooth
from ui.app.nurse import NurseProgram
from ui.app.patient import PatientProgram
from ui.bridge import DeviceNews, PressureNews
from ui.nurse.worklist_view import WorklistView

W = TypeVar("W", bound=QWidget)

PATIENCE = 25.0  # seconds for one step
SETTLE_MS = 150  # layouts and style sheets have come to rest before a picture is taken
# the two planned readings and the one that the rules ask for: mmHg, mmHg, beats a minute
FIRST, SECOND, THIRD = (188, 114, 84), (184, 110, 82), (186, 112, 83)
LIMIT, NEW_LIMIT = "bp.systolic.yellow.high", "150"
REASON = "Tre höga mätningar. Vi vill se stigande tryck tidigare."
NOTE = "Ringt. Ingen bröstsmärta, ingen andnöd. Mäter igen i kväll."


class StoryBroke(HemmonitorError):
    """The demonstration did not get on."""

    code = "demo.broke"


class Story:
    """Plays the story once. ``say`` prints a line; pictures go to ``pictures``."""

    def __init__(
        self,
        patient: PatientProgram,
        nurse: NurseProgram,
        bluetooth: Bluetooth,
        relay: Path,
        pictures: Path,
        say: Callable[[str], None],
    ) -> None:
        self._patient, self._nurse, self._bluetooth = patient, nurse, bluetooth
        self._relay, self._pictures, self._say = relay, pictures, say
        self._started = self._last = time.monotonic()
        self._number = 0
        self._home: HomeState | None = None
        self._rows: dict[str, Row] = {}
        self._view: PatientView | None = None
        self._live = Decimal()
        self._mailbox = patient.profile.placed().mailbox
        patient.bridge.state.connect(self._got_home)
        patient.bridge.device.connect(self._got_news)
        nurse.bridge.worklist.connect(self._got_rows)
        nurse.bridge.row.connect(self._got_row)
        nurse.bridge.patient.connect(self._got_view)
        patient.bridge.refresh()
        nurse.bridge.refresh()

    def run(self) -> None:
        """From the first press to "read by your nurse"."""
        self._both_start()
        self._measure()
        self._alert()
        self._sealed_and_sent()
        self._on_the_worklist()
        self._change_a_threshold()
        self._back_at_the_patient()
        self._acknowledge()
        self._read()

    # --- the steps -----------------------------------------------------------------------------

    def _both_start(self) -> None:
        patients = len(PATIENTS)
        self._until("the patient's state", lambda: self._home is not None)
        self._until("the worklist", lambda: len(self._rows) == patients)
        self._step(f"the windows are open; {patients} patients, 120 days each", "start", both=True)

    def _measure(self) -> None:
        window = self._patient.window
        self._click(window, "startMeasuring")
        self._click(window, "prepared")
        self._picture("patient-rest", window)
        self._click(window, "alreadyRested")
        self._press(FIRST, "patient-live")
        self._until("the first reading", lambda: self._saved >= 1)
        self._step("measured {}/{}, saved on the patient's computer".format(*FIRST), "patient-result")
        self._press(SECOND)
        self._until("the second reading", lambda: self._saved >= 2)
        self._step("measured {}/{}: so high that it is measured once more".format(*SECOND), "patient-again")
        self._press(THIRD)

    def _alert(self) -> None:
        self._until("the red alert", lambda: bool(self._state.alerts))
        self._until("the alert on the screen", lambda: self._shown(self._patient.window, "haveCalled"))
        self._step("measured {}/{}: red alert".format(*THIRD), "patient-alert-red")
        self._click(self._patient.window, "haveCalled")

    def _sealed_and_sent(self) -> None:
        self._until("everything sent", lambda: self._patient.status.waiting == 0)
        self._until("sent on the screen", lambda: self._state.progress.stage in {Stage.SENT, Stage.READ})
        envelopes, size = self._relay_holds()
        self._step(
            f"sealed and sent: the relay holds {envelopes} envelopes, {size:,} bytes of ciphertext", ""
        )

    def _on_the_worklist(self) -> None:
        self._until("the red row", lambda: self._row is not None and self._row.level is Level.RED)
        assert self._row is not None
        self._step(f"on the worklist: {self._row.patient.name}, red", "nurse-worklist")

    def _change_a_threshold(self) -> None:
        window = self._nurse.window
        if self._shown(window, "show_new"):  # the list holds still under the hand until asked
            self._click(window, "show_new")
        listed = self._find(window, "worklist", WorklistView)
        listed.go_to(self._mailbox)
        QTest.keyClick(listed, Qt.Key.Key_Return)
        self._until("the page", lambda: self._view is not None and self._view.mailbox == self._mailbox)
        self._until("the chart", lambda: self._shown(window, "patient_chart"))
        self._step("the nurse opens the patient: why, and since when", "nurse-patient")
        self._click(window, "open_limits")
        QTest.keyClick(self._type(window, f"limit_{LIMIT}", NEW_LIMIT), Qt.Key.Key_Return)
        self._type(window, "limits_reason", REASON)
        self._picture("nurse-thresholds", window)
        self._click(window, "limits_save")
        self._until("the new plan", lambda: self._plans_issued >= 2)
        self._step(f"threshold changed: yellow from {NEW_LIMIT} mmHg, plan {self._plans_issued}", "")

    def _back_at_the_patient(self) -> None:
        self._until("the new plan at the patient", lambda: self._plan_version >= 2)
        self._until("the nurse to know", lambda: self._view is not None and self._view.plan_received >= 2)
        self._step(
            f"plan {self._plan_version} is in force at the patient; the nurse sees it", "nurse-arrived"
        )

    def _acknowledge(self) -> None:
        window = self._nurse.window
        window.open_patient(self._mailbox)
        self._click(window, "acknowledge")
        self._click(window, "action_called")
        self._click(window, "action_new_measurement")
        self._type(window, "acknowledge_note", NOTE)
        self._picture("nurse-acknowledge", window)
        self._click(window, "acknowledge_save")
        self._until("the row to be dealt with", lambda: self._row is not None and not self._row.findings)
        self._step("acknowledged: called, new measurement asked for", "nurse-acknowledged")

    def _read(self) -> None:
        self._until("read by the nurse", lambda: self._state.progress.stage is Stage.READ)
        progress = self._state.progress
        self._step(f"read by {progress.read_by}, {progress.read_role}", "patient-read")

    # --- what has come -------------------------------------------------------------------------

    def _got_news(self, news: DeviceNews) -> None:
        if isinstance(news, PressureNews):
            self._live = news.mmhg

    def _got_home(self, state: HomeState) -> None:
        self._home = state

    def _got_rows(self, rows: tuple[Row, ...]) -> None:
        self._rows = {row.mailbox: row for row in rows}

    def _got_row(self, row: Row) -> None:
        self._rows[row.mailbox] = row

    def _got_view(self, view: PatientView) -> None:
        self._view = view

    @property
    def _state(self) -> HomeState:
        assert self._home is not None
        return self._home

    @property
    def _saved(self) -> int:
        return len(self._patient.window.guide.read)

    @property
    def _step_now(self) -> GuidedStep | None:
        state = self._patient.window.guide.state
        return state.step if state else None

    @property
    def _plan_version(self) -> int:
        return self._state.plan.version if self._state.plan else 0

    @property
    def _plans_issued(self) -> int:
        return self._view.plans[-1].version if self._view else 0

    @property
    def _row(self) -> Row | None:
        return self._rows.get(self._mailbox)

    def _relay_holds(self) -> tuple[int, int]:
        with closing(sqlite3.connect(f"file:{self._relay}?mode=ro", uri=True)) as database:
            count, size = database.execute("SELECT count(*), sum(length(body)) FROM envelope").fetchone()
        return int(count), int(size or 0)

    # --- hands and eyes ------------------------------------------------------------------------

    def _press(self, pressure: tuple[int, int, int], picture: str = "") -> None:
        window = self._patient.window
        self._until("the time to press START", lambda: self._step_now is GuidedStep.MEASURE)
        done = self._bluetooth.press(*pressure)
        if picture:
            self._until("live cuff pressure", lambda: self._live > pressure[0] // 2)
            self._picture(picture, window)
        self._until("the cuff to end", done.done)
        done.result()

    def _until(self, what: str, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > deadline:
                self._picture("patient-broke", self._patient.window)
                self._picture("nurse-broke", self._nurse.window)
                raise StoryBroke(f"waited {PATIENCE:.0f} s for {what}")
            QTest.qWait(10)

    def _find(self, window: QWidget, name: str, kind: type[W]) -> W:
        self._until(f"{name} on the screen", lambda: self._shown(window, name))
        found = next(w for w in window.findChildren(kind, name) if w.isVisible())
        self._until(f"{name} to be enabled", found.isEnabled)
        return found

    def _shown(self, window: QWidget, name: str) -> bool:
        return any(w.isVisible() for w in window.findChildren(QWidget, name))

    def _click(self, window: QWidget, name: str) -> None:
        QTest.mouseClick(self._find(window, name, QAbstractButton), Qt.MouseButton.LeftButton)

    def _type(self, window: QWidget, name: str, text: str) -> QWidget:
        field = self._find(window, name, QWidget)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:  # QTest.keyClicks knows ASCII alone
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, key)
        return field

    def _picture(self, name: str, window: QWidget) -> None:
        self._number += 1
        QTest.qWait(SETTLE_MS)
        file = self._pictures / f"{self._number:02}-{name}.png"
        if not window.grab().save(str(file)):
            raise StoryBroke(f"the picture {file.name} could not be written")

    def _step(self, text: str, picture: str, *, both: bool = False) -> None:
        now = time.monotonic()
        self._say(f"{now - self._started:6.2f} s  (+{now - self._last:5.2f})  {text}")
        if both:
            self._picture("patient-home", self._patient.window)
            self._picture("nurse-worklist", self._nurse.window)
        elif picture:
            face = self._patient.window if picture.startswith("patient") else self._nurse.window
            self._picture(picture, face)
        self._last = time.monotonic()
