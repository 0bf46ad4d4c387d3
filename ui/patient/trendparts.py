"""What stands in a chart's card beside chart and table: the way to the first value, and "not my value"."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button


class NoValues(Themed, QWidget):
    """In place of a chart: there are no values yet, and the way to the first one."""

    measure = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "heading", align=Qt.AlignmentFlag.AlignHCenter)
        self._button = Button("", "secondary", icon="player-play")
        self._button.clicked.connect(self.measure)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._text.setText(self.tr("No values yet"))
        self._button.setText(self.tr("Start measuring"))


class NotMine(Themed, QWidget):
    """Under a table: the chosen value is somebody else's. Object name: notMyValue."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._button, self._hint = Button("", "neutral", icon="user"), Label("", "secondary")
        self._button.setObjectName("notMyValue")
        self._button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addWidget(self._button)
        row.addWidget(self._hint, 1)
        self.retranslate()
        self.refresh()

    def set_ready(self, ready: bool) -> None:
        """Whether a row is chosen."""
        self._button.setEnabled(ready)
        self._hint.setVisible(not ready)

    def retranslate(self) -> None:
        self._button.setText(self.tr("Not my value"))
        self._hint.setText(self.tr("Choose a row first, if a value is somebody else's."))
