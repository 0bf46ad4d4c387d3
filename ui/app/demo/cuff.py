"""The virtual cuff's buttons, in a small window beside the two programs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.app.demo.world import Bluetooth
from ui.theme import Appearance
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button


class CuffWindow(Themed, QWidget):
    """``CuffWindow(bluetooth, appearance)``; each button is one press of START with that arm in the cuff."""

    def __init__(self, bluetooth: Bluetooth, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle("Hemmonitor")
        self._title = Label("", kind="heading")
        self._note = Label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._note)
        presses: tuple[Callable[[], Future[Any]], ...] = (
            lambda: bluetooth.press(131, 79, 70),
            lambda: bluetooth.press(164, 96, 76),
            lambda: bluetooth.press(187, 113, 84),
            bluetooth.fail,
        )
        self._buttons = [Button("", "secondary") for _ in presses]
        for button, press in zip(self._buttons, presses, strict=True):
            button.clicked.connect(lambda _checked=False, press=press: press())
            column.addWidget(button)
        column.addStretch(1)
        self.setMinimumWidth(420)
        appearance.attach(self)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("The virtual cuff"))
        self._note.setText(self.tr("Press START with this blood pressure in the arm:"))
        texts = (
            self.tr("131/79, as it should be"),
            self.tr("164/96, a little high"),
            self.tr("187/113, very high"),
            self.tr("The cuff is loose: the measurement fails"),
        )
        for button, text in zip(self._buttons, texts, strict=True):
            button.setText(text)
