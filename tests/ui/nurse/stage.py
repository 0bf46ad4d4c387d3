"""A nurse's window on a real bridge, worker, clinic and journal (in memory), with a clock set by hand."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from devices import anatomy
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.model.centre import CentreSettings, OpenHours
from hemmonitor.model.events import Body, Event, new_event_id
from hemmonitor.model.record import PatientRecord
from hemmonitor.store.memory import MemoryJournal
from tests.ui.nurse import cohort
from tests.ui.render import application, end
from ui.bridge import NurseBridge, SyncView
from ui.i18n import Language, Translations
from ui.nurse.window import NurseWindow
from ui.theme import Appearance, Choice, Face, TextSize
from ui.worker import Worker

DAYS = 30


@functools.cache
def _usual(now: dt.datetime, days: int) -> tuple[Event, ...]:
    """The usual morning's events; most tests ask for the same."""
    return tuple(cohort.events(now=now, days=days))


HOURS = tuple(OpenHours(day, dt.time(8), dt.time(16)) for day in range(1, 6))


class Stage:
    """Everything behind one nurse's window. ``close`` ends the worker."""

    def __init__(
        self,
        events: Iterable[Event] | None = None,
        *,
        now: dt.datetime = cohort.NOW,
        days: int = DAYS,
        language: Language = Language.SV,
        text_size: TextSize = TextSize.S100,
        choice: Choice = Choice.LIGHT,
        size: tuple[int, int] = (1440, 900),
    ) -> None:
        application()
        self._closed = False
        self.now = now
        self.journal = MemoryJournal()
        self.journal.append(_usual(now, days) if events is None else tuple(events), outgoing=False)
        self.worker = Worker("test-worker")
        self.bridge = NurseBridge(self.worker, self._clinic, lambda: self.now, head_start=0.0)
        self.translations = Translations()
        self.translations.use(language)
        self.appearance = Appearance(Face.NURSE, choice=choice, text_size=text_size)
        self.window = NurseWindow(
            self.bridge,
            self.appearance,
            self.translations,
            lambda: self.now,
            cohort.ZONE,
            anatomy.parts,
        )
        self.bridge.centre_settings.emit(CentreSettings(1, cohort.NURSE, HOURS))
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.bridge.sync.emit(SyncView(online=True, last_contact=now))
        self.settle()

    def _clinic(self) -> Clinic:
        self.clinic = Clinic(self.journal, "desk", Staff(cohort.NURSE, "distriktssköterska"))
        return self.clinic

    def record(self, mailbox: str) -> PatientRecord:
        """What the core knows; read it only when the worker is at rest."""
        return self.clinic.record_of(mailbox)

    def receive(self, mailbox: str, *bodies: Body, author: str = "their-device") -> None:
        """Events of a patient arrive through sync."""
        events = tuple(Event(new_event_id(), mailbox, author, self.now, body) for body in bodies)
        self.journal.append(events, outgoing=False)
        self.worker.call(self.bridge.received, events).result()
        self.settle()

    def later(self, minutes: float) -> None:
        self.now += dt.timedelta(minutes=minutes)

    def press(self, keys: str) -> None:
        """Press a key or combination on whatever has the keyboard."""
        sequence = QKeySequence(keys)[0]
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, sequence.key(), sequence.keyboardModifiers())
        self.settle()

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        for character in text:
            if character.isascii():
                QTest.keyClick(target, character)
            else:  # QTest knows ASCII only
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QCoreApplication.sendEvent(
                        target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                    )
        self.settle()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Let the worker finish, the signals cross and the layouts settle."""
        for _ in range(4):
            self.worker.call(lambda: None).result()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool], seconds: float = 120.0) -> None:
        """Wait for something that a timer brings about; ``seconds`` only ends what would never end."""
        timer = QElapsedTimer()
        timer.start()
        while not holds():
            assert timer.elapsed() < seconds * 1000, "waited in vain"
            QTest.qWait(2)  # and lets the worker have the interpreter

    def close(self) -> None:
        """End everything; doing it twice is fine."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.settle()
        self.worker.stop()
        end(self.window)
        self.translations.remove()
