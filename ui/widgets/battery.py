"""A battery as a picture: how full it is, and in the zone's colour where it has to be changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Zone
from ui.widgets.base import Themed


class Battery(Themed, QWidget):
    """``set_level(percent, low=...)``; the percent stands beside it in a label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._percent, self._low = 0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_level(self, percent: int, *, low: bool) -> None:
        """0..100; `low` where somebody should change it."""
        self._percent, self._low = min(max(percent, 0), 100), low
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.grown(44), self.theme.grown(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, knob = self.height() - 3.0, self.width() * 0.09
        case = QRectF(1.5, 1.5, self.width() - knob - 4, high)
        painter.setPen(QPen(QColor(theme.colours.text_secondary), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(case, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.text_secondary))
        painter.drawRoundedRect(QRectF(case.right() + 2, high * 0.33 + 1.5, knob, high * 0.34), 1.5, 1.5)
        inside = case.adjusted(4, 4, -4, -4)
        inside.setWidth(max(inside.width() * self._percent / 100, 3.0))
        painter.setBrush(QColor(theme.zone(Zone.YELLOW if self._low else Zone.GREEN).line))
        painter.drawRoundedRect(inside, 2, 2)
