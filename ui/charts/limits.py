"""Limits that can be moved: a line in a lane with a grip at its right end.

The grip is a real widget, so it has a name, a value and the keyboard: Tab to it, arrow up and down change the
limit by a step, Page Up and Down by ten. The mouse drags the grip. A value outside the fixed floor snaps back
and `refused` says so. While a limit is moved `moved` is emitted at each change; the one in force stays as
a dashed line.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.charts.plot import Chart
from ui.theme import Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Themed


class Grip(Themed, QWidget):
    """``Grip(chart, 0, Zone.YELLOW, 88, step=1, least=50, most=99, text=lambda v: f"yellow {v:.0f}")``

    Belongs to lane `lane` of `chart` and stands at the right of it. The line itself is drawn by a `Limit` in
    the lane; the owner sets the lane again when `moved` tells of a new value.
    """

    moved = Signal(float)
    dropped = Signal(float)
    refused = Signal(float)

    def __init__(
        self,
        chart: Chart,
        lane: int,
        zone: Zone,
        value: float,
        *,
        step: float,
        least: float,
        most: float,
        text: Callable[[float], str],
    ) -> None:
        super().__init__(chart)
        self._chart, self._lane, self._zone, self._value = chart, lane, zone, value
        self._step, self._least, self._most, self._text = step, least, most, text
        self._dragging = False
        self._start = value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        chart.placed.connect(self.place)
        self.refresh()
        self._named()
        self.place()
        self.show()

    @property
    def value(self) -> float:
        return self._value

    @property
    def zone(self) -> Zone:
        return self._zone

    def set_value(self, value: float) -> None:
        """Set without emitting `moved`, e.g. from the number field."""
        self._value = value
        self._named()
        self.place()

    def set_text(self, text: Callable[[float], str]) -> None:
        """How the value is written, e.g. in another language."""
        self._text = text
        self._named()
        self.place()

    def _named(self) -> None:
        self.setAccessibleName(self._text(self._value))
        self.setAccessibleDescription(self.tr("Arrow up and down move the limit."))

    def sizeHint(self) -> QSize:
        theme = self.theme
        metrics = QFontMetricsF(fonts.font(theme, theme.pick(18, 14), fonts.BOLD))
        high = max(theme.grown(28), round(metrics.height()) + 8)
        wide = metrics.horizontalAdvance(self._text(self._value)) + theme.grown(16) + 36
        return QSize(max(104, round(wide)), high)

    def place(self) -> None:
        """Stand at the right end of the line."""
        boxes = self._chart.boxes
        if self._lane >= len(boxes):
            return
        box, size = boxes[self._lane], self.sizeHint()
        self._chart.link.margins(self, 0.0, size.width() + 6.0)
        left = min(round(box.rect.right()), self._chart.width() - size.width())
        self.setGeometry(left, round(box.y(self._value) - size.height() / 2), size.width(), size.height())
        self.update()

    def _try(self, value: float) -> None:
        stepped = round(value / self._step) * self._step
        if not self._least <= stepped <= self._most:
            self.refused.emit(stepped)
            return
        if abs(stepped - self._value) > self._step / 1000:
            self._value = stepped
            self._named()
            self.place()
            self.moved.emit(stepped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 10,
            Qt.Key.Key_PageDown: -10,
        }.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        before = self._value
        self._try(self._value + steps * self._step)
        if self._value != before:
            self.dropped.emit(self._value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging, self._start = True, self._value
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            y = self.mapTo(self._chart, event.position().toPoint()).y()
            self._try(self._chart.boxes[self._lane].value(y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self.update()
            if self._value != self._start:
                self.dropped.emit(self._value)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self.theme, self.theme.zone(self._zone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = 2.6 if self._dragging or self.hasFocus() or self.underMouse() else 1.6
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(colours.line), line))
        painter.setBrush(QColor(theme.colours.surface))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.text_secondary))
        middle = box.center().y()
        for column in (0, 1):
            for row in (-1, 0, 1):
                painter.drawEllipse(QPointF(box.left() + 8 + column * 4.5, middle + row * 4.5), 1.3, 1.3)
        side = theme.grown(16)
        shapes.paint_zone(painter, QRectF(box.left() + 19, middle - side / 2, side, side), self._zone, theme)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(fonts.font(theme, theme.pick(18, 14), fonts.BOLD))
        painter.setPen(QColor(colours.text))
        words = box.adjusted(19 + side + 6, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text(self._value))
