"""The search field of a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.keycap import KeyCap
from ui.widgets.tile import IconView


class SearchField(QLineEdit):
    """Search; Esc clears and gives the keyboard back, Down and Enter go to the list."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self._key = KeyCap("/", self)
        self._icon = IconView("search", 16, "text_secondary", parent=self)
        self.textChanged.connect(lambda text: self._key.setVisible(not text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cap, icon = self._key.sizeHint(), self._icon.sizeHint()
        self._key.setGeometry(
            self.width() - cap.width() - 8, (self.height() - cap.height()) // 2, *cap.toTuple()
        )
        self._icon.setGeometry(10, (self.height() - icon.height()) // 2, *icon.toTuple())
        self.setTextMargins(icon.width() + 8, 0, 0, 0)
