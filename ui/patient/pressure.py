"""Live cuff pressure as a curve: pumping up, then feeling for the pulse. Not a result, and never kept.

The curve grows with time; the axes only ever widen, so that nothing jumps. The peak parts the two phases.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts
from ui.widgets.base import Themed

_FALL = 6.0  # mm[Hg] under the peak: now it is deflating
_EMPTY = 50.0  # mm[Hg]: about here a cuff lets the rest go at once


class PressurePlot(Themed, QWidget):
    """``plot.add(at, mmhg)`` for each value; ``plot.clear()`` before a new measurement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[tuple[float, float]] = []  # seconds from the first, mm[Hg]
        self._first: dt.datetime | None = None
        self._top, self._span = 200.0, 45.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    def clear(self) -> None:
        """Forget the curve."""
        self._points, self._first = [], None
        self._top, self._span = 200.0, 45.0
        self.update()

    def add(self, at: dt.datetime, mmhg: float) -> None:
        """One more pressure, in mm[Hg], at an aware time that does not run backwards."""
        if self._first is None:
            self._first = at
        seconds = (at - self._first).total_seconds()
        if self._points and seconds < self._points[-1][0]:
            return
        self._points.append((seconds, mmhg))
        while mmhg > self._top - 5:
            self._top += 50
        while seconds > self._span * 0.95:
            self._span += 15
        self.update()

    @property
    def deflating(self) -> bool:
        """Whether the peak is passed."""
        return bool(self._points) and self._points[-1][1] < self._peak()[1] - _FALL

    def seconds_left(self) -> int | None:
        """About how long until the cuff is empty, in steps of five seconds; ``None`` while not known."""
        if not self.deflating:
            return None
        (start, high), (now, pressure) = self._peak(), self._points[-1]
        if now - start < 3:
            return None
        rate = (high - pressure) / (now - start)
        left = max(0.0, pressure - _EMPTY) / rate
        return max(5, round(left / 5) * 5)

    def _peak(self) -> tuple[float, float]:
        return max(self._points, key=lambda point: point[1])

    def sizeHint(self) -> QSize:
        return QSize(420, 250)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.theme.font_px(18) * 5)

    def _plot(self) -> QRectF:
        metrics = QFontMetricsF(fonts.font(self.theme, 18))
        left, line = metrics.horizontalAdvance("200") + 14, metrics.height()
        return QRectF(left, line / 2, self.width() - left - 10, self.height() - line * 1.5 - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._plot()
        self._paint_grid(painter, box)
        if not self._points:
            return
        curve = QPolygonF([self._at(box, point) for point in self._points])
        if self.deflating:
            self._paint_phases(painter, box)
        ink = QColor(self.theme.chart.systolic)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 3.5, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPolyline(curve)
        painter.setPen(QPen(QColor(self.theme.colours.surface), 3))
        painter.setBrush(ink)
        painter.drawEllipse(curve.last(), 9, 9)

    def _at(self, box: QRectF, point: tuple[float, float]) -> QPointF:
        return QPointF(
            box.left() + box.width() * point[0] / self._span,
            box.bottom() - box.height() * point[1] / self._top,
        )

    def _paint_grid(self, painter: QPainter, box: QRectF) -> None:
        font = fonts.font(self.theme, 18)
        line = QFontMetricsF(font).height()
        painter.setFont(font)
        step = 50 if box.height() * 50 / self._top > line * 1.1 else 100
        for value in range(0, round(self._top) + 1, step):
            y = box.bottom() - box.height() * value / self._top
            painter.setPen(QPen(QColor(self.theme.chart.grid), 1.5))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(self.theme.colours.text_secondary))
            label = QRectF(0, y - line / 2, box.left() - 10, line)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))

    def _paint_phases(self, painter: QPainter, box: QRectF) -> None:
        x = self._at(box, self._peak()).x()
        ink = QColor(self.theme.colours.text_secondary)
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0), QPointF(x, box.bottom()))
        font = fonts.font(self.theme, 18, fonts.MEDIUM)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink)
        low = box.bottom() + 8
        pump, feel = self.tr("pumping up"), self.tr("feeling for your pulse")
        room = x - box.left()
        if metrics.horizontalAdvance(pump) <= room:
            centre = QRectF(box.left(), low, room, metrics.height())
            painter.drawText(centre, Qt.AlignmentFlag.AlignCenter, pump)
        rest = QRectF(x, low, box.right() - x, metrics.height())
        if metrics.horizontalAdvance(feel) <= rest.width():
            painter.drawText(rest, Qt.AlignmentFlag.AlignCenter, feel)
