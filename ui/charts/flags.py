"""The strip of flags over the lanes: what happened, and when.

The patient's flags stand right of their stem, which ends at the value they speak of; where two collide the
older folds to its dot. The nurse's have dotted lines through all lanes and stack where they are too near.
"""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.charts.box import Box, Words, label_font, line_height, mark_side
from ui.charts.lane import Flag
from ui.charts.layout import Placed, fold_flags, stack_flags
from ui.theme import Theme, Zone, icons

_DOT = 14.0
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def flag_height(theme: Theme) -> float:
    """Height of a flag's box in pixels."""
    return max(theme.pick(26, 20), line_height(theme) + 4)


class FlagStrip:
    """Flags of a chart; `place` them when the geometry changes, then `paint` and ask `at`."""

    def __init__(self) -> None:
        self.flags: tuple[Flag, ...] = ()
        self._placed: list[Placed] = []
        self._theme, self._words = Theme(), Words(lambda _tick: ("", False), str, "", str)
        self._area = QRectF()

    def place(self, boxes: Sequence[Box], area: QRectF, theme: Theme, words: Words) -> None:
        """Work out where the flags stand in the strip `area`, in the lanes' pixels."""
        self._theme, self._words, self._area = theme, words, area
        if not boxes:
            return
        rect = boxes[0].rect
        xs = [boxes[0].x(flag.time) for flag in self.flags]
        inside = [index for index, x in enumerate(xs) if rect.left() - 1 <= x <= rect.right() + 1]
        wide = [self._width(self.flags[index]) for index in inside]
        wanted = [xs[index] for index in inside]
        if theme.is_patient:
            placed = fold_flags(wanted, wide, area.right(), _DOT)
        else:
            placed = stack_flags(wanted, wide, area.left(), area.right())
        self._placed = [dataclasses.replace(place, index=inside[place.index]) for place in placed]

    def at(self, point: QPointF) -> Flag | None:
        """The flag whose box is under `point`, if any."""
        for place in self._placed:
            flag = self.flags[place.index]
            if not place.folded and self._box(place, self._width(flag)).contains(point):
                return flag
        return None

    def _width(self, flag: Flag, text: str = "") -> float:
        """Width of the box with `text`; without it, room for its own text and, stacked, for the count."""
        metrics = QFontMetricsF(label_font(self._theme))
        stacked = "" if self._theme.is_patient else self._words.more(2)
        texts = (text,) if text else (flag.text, stacked)
        return max(metrics.horizontalAdvance(one) for one in texts) + self._lead(flag) + 12

    def _lead(self, flag: Flag) -> float:
        return mark_side(self._theme) + 12 if flag.icon else 22.0

    def _box(self, place: Placed, width: float) -> QRectF:
        return QRectF(place.left, self._area.top(), width, flag_height(self._theme))

    def _ink(self, flag: Flag) -> str:
        colours = self._theme.colours
        if flag.kind in {"red", "yellow"}:
            return self._theme.zone(Zone(flag.kind)).line
        return colours.accent if flag.kind == "accent" else colours.text_secondary

    def paint(self, painter: QPainter, boxes: Sequence[Box]) -> None:
        """Draw stems and boxes."""
        for place in self._placed:
            flag = self.flags[place.index]
            x, foot = boxes[0].x(flag.time), self._area.top() + flag_height(self._theme)
            self._paint_stem(painter, flag, x, foot, boxes)
            if place.folded:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._ink(flag)))
                painter.drawEllipse(QPointF(x, foot - _DOT / 2), _DOT / 2 - 1, _DOT / 2 - 1)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                self._paint_box(painter, place, flag)

    def _paint_stem(self, painter: QPainter, flag: Flag, x: float, top: float, boxes: Sequence[Box]) -> None:
        if self._theme.is_patient:
            painter.setPen(QPen(QColor(self._ink(flag)), 1.5))
            end = boxes[0].rect.bottom() if flag.value is None else boxes[0].y(flag.value)
        else:
            painter.setPen(QPen(QColor(self._theme.colours.border_strong), 1.5, Qt.PenStyle.DotLine))
            end = boxes[-1].rect.bottom()
        painter.drawLine(QPointF(x, top), QPointF(x, end))

    def _paint_box(self, painter: QPainter, place: Placed, flag: Flag) -> None:
        colours, ink = self._theme.colours, QColor(self._ink(flag))
        text = self._words.more(place.more + 1) if place.more else flag.text
        box = self._box(place, self._width(flag, text))
        patient = self._theme.is_patient
        painter.setPen(QPen(ink if patient else QColor(colours.border_strong), 1.5 if patient else 1))
        painter.setBrush(QColor(colours.surface))
        radius = 0.0 if patient else 4.0
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
        if flag.icon:
            side = mark_side(self._theme) + 2
            icon = QRectF(box.left() + 6, box.center().y() - side / 2, side, side)
            icons.paint(painter, icon, flag.icon, colours.text)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(box.left() + 12, box.center().y()), 4.5, 4.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(label_font(self._theme))
        painter.setPen(QColor(colours.text))
        painter.drawText(box.adjusted(self._lead(flag), 0, 0, 0), _LEFT, text)
