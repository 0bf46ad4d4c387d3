"""What may be higher than the window scrolls, and asks for little."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class _Inside(QWidget):
    """Its least height is for the width it has, not for the narrowest one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Scrolled(QScrollArea):
    """A card that keeps its frame and scrolls with it."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        inside = _Inside()
        inside.setProperty("kind", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)
