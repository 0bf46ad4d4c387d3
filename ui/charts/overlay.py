"""Everything of a chart that is text or spans its lanes: axes, titles, limits' words, flags, cursor.

One item over the scene, drawn in the view's pixels; it reads the geometry that `plot.Chart` worked out
(`box.Box` per lane) and holds no state of its own but what it is told to show.
"""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.charts.box import Box, Cursor, Words, label_font, line_height, mark_side
from ui.charts.flags import FlagStrip
from ui.charts.lane import Lane
from ui.charts.layout import Tick, spread
from ui.theme import Theme, Zone, fonts
from ui.widgets import shapes

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = _MIDDLE | Qt.AlignmentFlag.AlignLeft
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignCenter
_ROUND = Qt.PenCapStyle.RoundCap


class Overlay(QGraphicsItem):
    """Draws over the lanes; `shown` is replaced whole by the chart."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme, self.words = theme, words
        self.strip = FlagStrip()
        self.boxes: list[Box] = []
        self.ticks: list[Tick] = []
        self.titles = True
        self.reading: Cursor | None = None
        self.area = QRectF()
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self.area

    def set_area(self, area: QRectF) -> None:
        """The whole view, in pixels."""
        self.prepareGeometryChange()
        self.area = area
        self.update()

    # sizes the chart asks for before it places the lanes

    def label_font(self, *, bold: bool = False) -> QFont:
        return label_font(self.theme, bold=bold)

    def line_height(self) -> float:
        return line_height(self.theme)

    def left_width(self, values: Sequence[str]) -> float:
        """Width of the value axis: its widest label."""
        metrics = QFontMetricsF(self.label_font())
        return max((metrics.horizontalAdvance(value) for value in values), default=0.0) + 12

    def right_width(self, lanes: Sequence[Lane]) -> float:
        """Width of the column of limits."""
        metrics = QFontMetricsF(self.label_font(bold=True))
        widest = max(
            (
                metrics.horizontalAdvance(limit.text) + (mark_side(self.theme) + 5 if limit.zone else 0)
                for lane in lanes
                for limit in lane.limits
            ),
            default=0.0,
        )
        return widest + 10 if widest else 12.0

    # painting

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if not self.boxes:
            return
        for box in self.boxes:
            self._paint_axis(painter, box)
            self._paint_limits(painter, box)
            self._paint_gaps(painter, box)
            if self.titles:
                self._paint_title(painter, box)
        self._paint_ticks(painter)
        self.strip.paint(painter, self.boxes)
        if self.reading is not None:
            self._paint_cursor(painter, self.reading)

    def _paint_axis(self, painter: QPainter, box: Box) -> None:
        painter.setFont(self.label_font())
        painter.setPen(QColor(self.theme.colours.text_secondary))
        high = self.line_height()
        for value in box.ticks:
            line = QRectF(self.area.left(), box.y(value) - high / 2, box.rect.left() - 10, high)
            painter.drawText(line, _RIGHT, self.words.number(value))

    def _paint_title(self, painter: QPainter, box: Box) -> None:
        colours, high = self.theme.colours, self.line_height() * 1.2
        line = QRectF(box.rect.left(), box.rect.top() - high - 3, box.rect.width(), high)
        bold = fonts.font(self.theme, self.theme.pick(20, 14), fonts.BOLD)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        painter.drawText(line, _LEFT, box.lane.title)
        wide = QFontMetricsF(bold).horizontalAdvance(f"{box.lane.title} ")
        painter.setFont(self.label_font())
        painter.setPen(QColor(colours.text_secondary))
        painter.drawText(line.adjusted(wide, 0, 0, 0), _LEFT, box.lane.unit)
        used = self._paint_latest(painter, line, box.lane.latest) if box.lane.latest else 0.0
        if box.lane.legend:
            metrics = QFontMetricsF(self.label_font())
            wide += metrics.horizontalAdvance(box.lane.unit) + metrics.height()
            self._paint_legend(painter, line.adjusted(wide, 0, -used - metrics.height(), 0), box.lane.legend)

    def _paint_legend(self, painter: QPainter, line: QRectF, legend: str) -> None:
        """What the curve is: a piece of it, and its words. Left out where it would be cut off."""
        metrics, dash = QFontMetricsF(self.label_font()), 18.0
        if dash + 6 + metrics.horizontalAdvance(legend) > line.width():
            return
        colours, y = self.theme.colours, line.center().y()
        painter.setPen(QPen(QColor(colours.text_secondary), 2.4, Qt.PenStyle.SolidLine, _ROUND))
        painter.drawLine(QPointF(line.left(), y), QPointF(line.left() + dash, y))
        painter.setFont(self.label_font())
        painter.drawText(line.adjusted(dash + 6, 0, 0, 0), _LEFT, legend)

    def _paint_latest(self, painter: QPainter, line: QRectF, latest: str) -> float:
        """The newest value: what stands after the last space is the figure, before it the word.

        Returns the width that it takes.
        """
        word, _, figure = latest.rpartition(" ")
        big = fonts.font(self.theme, self.theme.pick(22, 18), fonts.BOLD)
        painter.setFont(big)
        painter.setPen(QColor(self.theme.colours.text))
        painter.drawText(line, _RIGHT, figure)
        wide = QFontMetricsF(big).horizontalAdvance(figure)
        painter.setFont(self.label_font())
        painter.setPen(QColor(self.theme.colours.text_secondary))
        painter.drawText(line.adjusted(0, 1, -wide - 5, 1), _RIGHT, word)
        return wide + 5 + QFontMetricsF(self.label_font()).horizontalAdvance(word)

    def _paint_limits(self, painter: QPainter, box: Box) -> None:
        limits = [limit for limit in box.lane.limits if box.lane.low <= limit.value <= box.lane.high]
        high = self.line_height() * 1.02
        centres = [box.y(limit.value) for limit in limits]
        top, bottom = box.rect.top() - high / 2, box.rect.bottom() + high / 2
        for limit, centre in zip(limits, spread(centres, high, top, bottom), strict=True):
            left = box.rect.right() + 8
            zone = Zone(limit.zone) if limit.zone else None
            if zone is not None:
                side = mark_side(self.theme)
                shapes.paint_zone(painter, QRectF(left, centre - side / 2, side, side), zone, self.theme)
                left += side + 5
            quiet = zone is None and (limit.quiet or not self.theme.is_patient)
            ink = self.theme.zone(zone or Zone.GREEN).text
            painter.setFont(self.label_font(bold=self.theme.is_patient and not quiet))
            painter.setPen(QColor(self.theme.colours.text_secondary if quiet else ink))
            line = QRectF(left, centre - high / 2, self.area.right() - left, high)
            painter.drawText(line, _LEFT, limit.text)

    def _paint_gaps(self, painter: QPainter, box: Box) -> None:
        if not self.theme.is_patient and box is not self.boxes[0]:
            return  # stacked lanes share the gap: its words stand once
        for gap in box.lane.gaps:
            left, right = max(box.x(gap.start), box.rect.left()), min(box.x(gap.end), box.rect.right())
            words = self.words.gap.split(" ")
            painter.setFont(self.label_font())
            metrics = QFontMetricsF(self.label_font())
            ring = self.theme.pick(20, 0)
            fits = max(metrics.horizontalAdvance(word) for word in words) <= right - left - 20
            fits = fits and box.rect.height() >= metrics.height() * len(words) + ring + 8
            if not fits:  # the ring alone; the words stand in the readout and the table
                words, ring = [], 16
            if ring + 6 > right - left:
                continue
            high = metrics.height() * len(words)
            whole = high + (ring + 6 if ring else 0)
            top = box.rect.center().y() - whole / 2 if self.theme.is_patient else box.rect.top() + 6
            if ring:
                mark = QRectF((left + right - ring) / 2, top, ring, ring)
                shapes.paint_zone(painter, mark, Zone.GREY, self.theme)
                top += ring + 6
            painter.setPen(QColor(self.theme.colours.text_secondary))
            painter.drawText(QRectF(left, top, right - left, high), _CENTRE, "\n".join(words))

    def _paint_ticks(self, painter: QPainter) -> None:
        box, metrics = self.boxes[-1], QFontMetricsF(self.label_font(bold=True))
        high, edge, note = self.line_height(), -1e9, self._when_box()
        for tick in self.ticks:
            text, strong = self.words.tick(tick)
            x, wide = box.x(tick.time), metrics.horizontalAdvance(text)
            left = min(max(x - wide / 2, self.area.left()), self.area.right() - wide)
            if left < edge + 8 or (note is not None and note.left() < left + wide and left < note.right()):
                continue
            edge = left + wide
            painter.setPen(QPen(QColor(self.theme.colours.border_strong), 1))
            painter.drawLine(QPointF(x, box.rect.bottom() + 1), QPointF(x, box.rect.bottom() + 6))
            painter.setFont(self.label_font(bold=strong))
            ink = self.theme.colours.text if strong else self.theme.colours.text_secondary
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(left - 2, box.rect.bottom() + 8, wide + 4, high), _CENTRE, text)

    # cursor

    def _paint_cursor(self, painter: QPainter, cursor: Cursor) -> None:
        first, last = self.boxes[0], self.boxes[-1]
        x = first.x(cursor.time)
        if not first.rect.left() - 1 <= x <= first.rect.right() + 1:
            return
        painter.setPen(QPen(QColor(self.theme.colours.text), 1.4))
        x = math.floor(x) + 0.5  # on the middle of a pixel the line is crisp
        painter.drawLine(QPointF(x, first.rect.top()), QPointF(x, last.rect.bottom() + 6))
        left_side = x > first.rect.left() + first.rect.width() * 0.6
        for box, text in zip(self.boxes, cursor.texts, strict=True):
            if text:
                top = box.rect.top() - self.line_height() * 1.2 - 3 if self.titles else box.rect.top() + 4
                self._paint_note(painter, x - 5 if left_side else x + 5, top, text, left_side=left_side)
        when = self._when_box()
        if when is not None:
            self._paint_note_box(painter, when, cursor.when)

    def _when_box(self) -> QRectF | None:
        """Where the cursor's time stands, on the time axis."""
        if self.reading is None:
            return None
        last = self.boxes[-1]
        wide = QFontMetricsF(self.label_font(bold=True)).horizontalAdvance(self.reading.when) + 12
        left = last.x(self.reading.time) - wide / 2
        left = min(max(left, self.area.left()), self.area.right() - wide)
        return QRectF(left, last.rect.bottom() + 6, wide, self.line_height() + 4)

    def _paint_note(self, painter: QPainter, x: float, top: float, text: str, *, left_side: bool) -> None:
        wide = QFontMetricsF(self.label_font(bold=True)).horizontalAdvance(text) + 12
        left = x - wide if left_side else x
        left = min(max(left, self.area.left()), self.area.right() - wide)
        self._paint_note_box(painter, QRectF(left, top, wide, self.line_height() + 4), text)

    def _paint_note_box(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.colours.text))
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self.theme.colours.surface))
        painter.setFont(self.label_font(bold=True))
        painter.drawText(box, _CENTRE, text)
