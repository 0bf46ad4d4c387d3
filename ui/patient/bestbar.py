"""Where today's best blow lies between the patient's own limits and personal best: a standing bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Themed


@dataclass(frozen=True, slots=True)
class Step:
    """One zone from `low` to `high` in litres, and the words beside it."""

    low: float
    high: float
    zone: Zone
    words: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the bar shows; steps from the lowest. Values in litres, words ready."""

    steps: tuple[Step, ...] = ()
    best: float | None = None
    best_words: str = ""
    best_when: str = ""
    today: float | None = None
    today_words: str = ""
    said: Sequence[str] = field(default_factory=tuple)


class BestBar(Themed, QWidget):
    """``set_marks``; without steps there is nothing to draw."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = Marks()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    def set_marks(self, marks: Marks) -> None:
        self._marks = marks
        self.setAccessibleName(". ".join(part for part in marks.said if part))
        self.setVisible(bool(marks.steps))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 300)

    def minimumSizeHint(self) -> QSize:
        line = round(QFontMetricsF(fonts.font(self.theme, 18)).height())
        return QSize(self._bar_width() + 180, line * 7)

    def _bar_width(self) -> int:
        return self.theme.grown(88)

    def paintEvent(self, event: QPaintEvent) -> None:
        marks = self._marks
        if not marks.steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = marks.steps[0].low, marks.steps[-1].high
        box = QRectF(8, 4, self._bar_width(), self.height() - 8)

        def y(value: float) -> float:
            return box.bottom() - box.height() * (min(max(value, low), high) - low) / (high - low)

        for step in marks.steps:
            self._paint_step(
                painter,
                QRectF(box.left(), y(step.high) + 1, box.width(), y(step.low) - y(step.high) - 2),
                step,
            )
        self._paint_words(painter, box, y)
        if marks.best is not None:
            pen = QPen(QColor(self.theme.colours.text), 3)
            pen.setDashPattern([2.5, 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(box.left(), y(marks.best)), QPointF(box.right() + 24, y(marks.best)))
        if marks.today is not None:
            ink = QColor(self.theme.chart.fev1)
            painter.setPen(QPen(QColor(self.theme.colours.surface), 3))
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(box.center().x(), y(marks.today)), 13, 13)

    def _paint_step(self, painter: QPainter, rect: QRectF, step: Step) -> None:
        colours = self.theme.zone(step.zone)
        painter.setPen(QPen(QColor(colours.line), 1.5))
        painter.setBrush(QColor(colours.soft))
        painter.drawRoundedRect(rect, 4, 4)
        side = min(22.0, rect.height() - 6)
        if side >= 12:
            mark = QRectF(rect.left() + 16, rect.bottom() - side - 4, side, side)
            shapes.paint_zone(painter, mark, step.zone, self.theme)

    def _paint_words(self, painter: QPainter, box: QRectF, y: object) -> None:
        """Words beside the bar, pushed apart where they would lie on each other."""
        marks, place = self._marks, y
        assert callable(place)
        plain, bold = fonts.font(self.theme, 18), fonts.font(self.theme, 20, fonts.BOLD)
        line = QFontMetricsF(bold).height()
        rows: list[tuple[float, str, bool, QColor]] = []
        text, secondary = QColor(self.theme.colours.text), QColor(self.theme.colours.text_secondary)
        if marks.best is not None:
            rows.append((place(marks.best), marks.best_words, False, text))
            if marks.best_when:
                rows.append((place(marks.best) + 0.1, marks.best_when, False, secondary))
        if marks.today is not None:
            rows.append((place(marks.today), marks.today_words, True, QColor(self.theme.chart.fev1)))
        for step in marks.steps:
            if step.words:
                middle = place((step.low + step.high) / 2)
                rows.append((middle, step.words, False, QColor(self.theme.zone(step.zone).text)))
        rows.sort(key=lambda row: row[0])
        left, bottom = box.right() + 30, -line
        tops: list[float] = []
        for at, *_ in rows:
            bottom = max(at - line / 2, bottom + line)
            tops.append(bottom)
        over = max(tops[-1] + line - self.height(), 0.0) if tops else 0.0
        tops = [max(top - over, index * line) for index, top in enumerate(tops)]
        for top, (_, words, strong, ink) in zip(tops, rows, strict=True):
            painter.setFont(bold if strong else plain)
            painter.setPen(ink)
            room = QRectF(left, top, self.width() - left, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
