"""Desktop programs as a person starts them, on a real relay, with a folder that outlives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QWidget,
)

from devices.link import Link
from devices.replay import ReplayLink
from hemmonitor import clock
from hemmonitor.crypto.vault import KeyStore
from hemmonitor.settings import Settings
from tests.ui.film import Shelf
from tests.ui.render import application
from ui.app.start import Desktop
from ui.theme import Face, Theme, of

PIN = "271828"
PHRASE = "granris och kaffe 7"


class Machine:
    """One computer: ``start`` a program on it, drive it, ``end`` it, start it again."""

    def __init__(
        self,
        folder: Path,
        face: Face | None = None,
        *,
        settings: Settings | None = None,
        key_store: KeyStore | None = None,
        shelf: Shelf | None = None,
        link: Callable[[], Link] = lambda: ReplayLink([]),
    ) -> None:
        self.link = link  # its Bluetooth
        self.shelf = shelf or Shelf()  # its cameras
        self.folder, self.face, self.key_store = folder, face, key_store
        self.settings = settings or Settings(data_dir=folder, language="en", theme="light")
        self.later = dt.timedelta()
        self.still: dt.datetime | None = None  # when its clock stands
        self.desktop: Desktop | None = None

    def now(self) -> dt.datetime:
        return (self.still or clock.now()) + self.later

    def start(self) -> Machine:
        self.desktop = Desktop(
            application(),
            self.settings,
            face=self.face,
            clock=self.now,
            link=self.link,
            key_store=lambda: self.key_store,
            cameras=self.shelf,
        )
        self.desktop.begin()
        self.settle()
        return self

    def end(self) -> None:
        if self.desktop is not None:
            texts = self.desktop._looks.translations if self.desktop._looks else None
            self.desktop.close()
            if texts is not None:
                texts.remove()
            self.desktop = None
        self.settle()

    # --- what a person sees and does -----------------------------------------------------------

    @property
    def window(self) -> QWidget:
        """The one window that is seen."""
        assert self.desktop is not None
        program = self.desktop.program
        seen = [w for w in (self.desktop.window, program and program.window) if w and w.isVisible()]
        assert len(seen) == 1, f"{len(seen)} windows"
        return seen[0]

    def find(self, name: str) -> QWidget:
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} visible; {self.texts()}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        button = self.find(name)
        assert button.isEnabled(), f"{name} is disabled"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, text: str) -> None:
        """Press the button with these words."""
        found = [b for b in self.window.findChildren(QAbstractButton) if b.isVisible() and b.text() == text]
        assert len(found) == 1, f"{text}: {len(found)} buttons"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Type letter by letter where the keyboard then is; QTest knows no letters outside ASCII."""
        field = self.find(name)
        field.setFocus()
        for letter in text:
            target = self.window.focusWidget() or field
            key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key(0)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(target, event)
        self.settle()

    def choose(self, name: str, data: str) -> None:
        """Choose from a list, as the arrow keys do."""
        box = self.find(name)
        assert isinstance(box, QComboBox)
        box.setFocus()
        for _ in range(box.count()):
            if box.currentData() == data:
                break
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentData() == data
        self.settle()

    def segment(self, name: str, place: int) -> None:
        """Choose one of a row of choices with the mouse."""
        QTest.mouseClick(self.find(name).findChildren(QToolButton)[place], Qt.MouseButton.LeftButton)
        self.settle()

    def looks(self, text: str) -> None:
        """Choose a language or text size in the menu of the header."""
        self.click("looks")
        menu = next(m for m in self.window.findChildren(QMenu, "looksMenu") if m.isVisible())
        action = next(a for a in menu.actions() if a.text() == text)
        QTest.mouseClick(
            menu,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            menu.actionGeometry(action).center(),
        )
        self.settle()

    def theme(self) -> Theme:
        return of(self.window)

    def said(self, name: str) -> str:
        """The text of a label."""
        label = self.find(name)
        assert isinstance(label, QLabel)
        return label.text()

    def rows(self) -> list[str]:
        """The rows of the list that is seen, as they are spoken."""
        table = self.find("worklist")
        assert isinstance(table, QTableView)
        model = table.model()
        names = [
            model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
        ]
        return [str(name) for name in names]

    def value(self, name: str) -> str:
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        return field.text()

    def texts(self) -> str:
        """Everything that is seen or spoken in the window."""
        seen = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        read = [w.text() for w in seen if isinstance(w, QLabel | QAbstractButton)]
        said = [w.accessibleName() for w in seen]
        return "\n".join(t.replace("\u00a0", " ").replace("\u2060", "") for t in (*read, *said) if t)

    def settle(self) -> None:
        for _ in range(4):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool], seconds: float = 120.0) -> None:
        timer = QElapsedTimer()
        timer.start()
        while not holds():
            assert timer.elapsed() < seconds * 1000, f"waited in vain; {self.texts()}"
            QCoreApplication.processEvents()
            QTest.qWait(5)

    # --- whole flows ---------------------------------------------------------------------------

    def fill_centre(self, url: str) -> None:
        """Say who founds a care centre where, and choose a passphrase."""
        told = {
            "url": url,
            "centre": "Demo health centre",
            "name": "Anna Lidström",
            "role": "district nurse",
            "phone": "0980-319 220",
            "hours": "weekdays 8-16",
        }
        self.until(lambda: self.shows("way_found"))
        self.click("way_found")
        self.until(lambda: self.shows("centre_url"))
        for name, text in told.items():
            self.type(f"centre_{name}", text)
        self.click("forward")
        self.click("keysRead")
        self.click("forward")
        self.choose_pin(PHRASE)

    def found(self, url: str) -> None:
        """Found a care centre on a relay, to its worklist."""
        self.fill_centre(url)
        self.until(lambda: self.shows("rail_worklist"))

    def choose_pin(self, pin: str = PIN) -> None:
        self.type("pin", pin)
        self.type("pinAgain", pin)
        self.click("forward")

    def unlock(self, pin: str = PIN) -> None:
        self.until(lambda: self.shows("pin"))
        self.type("pin", pin)
        self.click("forward")
