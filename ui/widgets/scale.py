"""Scale bar: a person's limits as a row of zones, with the value marked where it falls.

Limits are written under the joints, the value above its marker. The widest green segment carries the
zone's word; the others carry the shape alone where the word does not fit (it stands elsewhere on the page).
"""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Themed
from ui.widgets.words import zone_word


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """One zone from `low` to `high`, in the scale's unit. `joint` is the text under its left edge."""

    low: float
    high: float
    zone: Zone
    joint: str = ""


class ScaleBar(Themed, QWidget):
    """``ScaleBar("Upper pressure", [Segment(70, 90, RED), Segment(90, 100, YELLOW, "90"), ...], 162, "162")``

    Segments are adjoining, in rising order. A value outside them is drawn at the end it lies beyond.
    """

    def __init__(
        self,
        name: str = "",
        segments: Sequence[Segment] = (),
        value: float | None = None,
        value_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._segments = name, tuple(segments)
        self._value, self._value_text = value, value_text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.retranslate()

    def set_scale(self, name: str, segments: Sequence[Segment], value: float | None, value_text: str) -> None:
        self._name, self._segments = name, tuple(segments)
        self._value, self._value_text = value, value_text
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        parts = [self._name, self._value_text]
        if (zone := self.zone_of_value()) is not None:
            parts.append(zone_word(zone, self.theme.face))
        self.setAccessibleName(", ".join(part for part in parts if part))

    def zone_of_value(self) -> Zone | None:
        """The zone the value falls in (a value on a joint belongs to the upper segment)."""
        if self._value is None or not self._segments:
            return None
        for segment in reversed(self._segments):
            if self._value >= segment.low:
                return segment.zone
        return self._segments[0].zone

    def _rows(self) -> tuple[float, float, float]:
        """Heights of the value row, the bar, and the row of limits."""
        value = QFontMetricsF(fonts.font(self.theme, self.theme.pick(20, 14), fonts.BOLD)).height() + 12
        bar = max(50.0 if self.theme.is_patient else 28.0, self.theme.grown(44) * 1.0)
        limits = QFontMetricsF(fonts.font(self.theme, self.theme.pick(18, 14))).height() + 6
        return value, bar, limits

    def sizeHint(self) -> QSize:
        return QSize(360, round(sum(self._rows())))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _x(self, value: float) -> float:
        low, high = self._segments[0].low, self._segments[-1].high
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return 1 + share * (self.width() - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._segments:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, high, _ = self._rows()
        painter.setFont(fonts.font(self.theme, self.theme.pick(18, 14), fonts.SEMIBOLD))
        painter.setPen(QColor(self.theme.colours.text))
        side = Qt.AlignmentFlag.AlignRight if self._value_is_left(painter) else Qt.AlignmentFlag.AlignLeft
        box = QRectF(0, 0, self.width(), top - 10)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, self._name)
        for index, segment in enumerate(self._segments):
            self._paint_segment(painter, index, segment, top, high)
        self._paint_limits(painter, top + high)
        if self._value is not None:
            self._paint_value(painter, self._value, top, high)

    def _value_is_left(self, painter: QPainter) -> bool:
        """Whether the value stands where the name would be, so that the name goes to the right end."""
        if self._value is None:
            return False
        name = QFontMetricsF(painter.font()).horizontalAdvance(self._name)
        return self._x(self._value) - 24 < name

    def _paint_segment(
        self, painter: QPainter, index: int, segment: Segment, top: float, high: float
    ) -> None:
        colours = self.theme.zone(segment.zone)
        left = self._x(segment.low) + (1 if index else 0)
        right = self._x(segment.high) - (1 if index < len(self._segments) - 1 else 0)
        box = QRectF(left, top + 0.5, right - left, high - 1)
        painter.setPen(QPen(QColor(colours.line), 1.6))
        painter.setBrush(QColor(colours.soft))
        painter.drawRoundedRect(box, 6, 6)
        mark = min(self.theme.body * 1.15, high * 0.55, box.width() * 0.7)
        font = fonts.font(self.theme, self.theme.pick(18, 14), fonts.SEMIBOLD)
        word = zone_word(segment.zone, self.theme.face)
        wide = QFontMetricsF(font).horizontalAdvance(word)
        whole = mark + 12 + wide
        if segment.zone is Zone.GREEN and whole + 16 <= box.width():
            x = box.center().x() - whole / 2
            self._shape(painter, QPointF(x + mark / 2, box.center().y()), mark, segment.zone)
            painter.setFont(font)
            painter.setPen(QColor(colours.text))
            words = QRectF(x + mark + 12, box.y(), wide + 2, box.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word)
        elif mark >= 8:
            self._shape(painter, box.center(), mark, segment.zone)

    def _shape(self, painter: QPainter, centre: QPointF, side: float, zone: Zone) -> None:
        shapes.paint_zone(
            painter, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), zone, self.theme
        )

    def _paint_limits(self, painter: QPainter, top: float) -> None:
        font = fonts.font(self.theme, self.theme.pick(18, 14))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.colours.text_secondary))
        shown = [segment for segment in self._segments[1:] if segment.joint]
        widths = [metrics.horizontalAdvance(segment.joint) for segment in shown]
        for segment, x in zip(shown, self._beside(shown, widths), strict=True):
            painter.drawText(QPointF(x, top + 4 + metrics.ascent()), segment.joint)

    def _beside(self, shown: Sequence[Segment], widths: Sequence[float]) -> list[float]:
        """Left edges of the limits' texts: under their joints, pushed apart where two would touch."""
        lefts = [self._x(segment.low) - wide / 2 for segment, wide in zip(shown, widths, strict=True)]
        for _ in shown:
            for index in range(1, len(lefts)):
                over = lefts[index - 1] + widths[index - 1] + 8 - lefts[index]
                if over > 0:
                    lefts[index - 1] -= over / 2
                    lefts[index] += over / 2
        return [min(max(left, 0.0), self.width() - wide) for left, wide in zip(lefts, widths, strict=True)]

    def _paint_value(self, painter: QPainter, value: float, top: float, high: float) -> None:
        x = min(max(self._x(value), 12.0), self.width() - 12.0)
        ink = QColor(self.theme.colours.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRect(QRectF(x - 2, top - 4, 4, high + 6))
        painter.drawPolygon(
            QPolygonF([QPointF(x - 11, top - 15), QPointF(x + 11, top - 15), QPointF(x, top - 2)])
        )
        font = fonts.font(self.theme, self.theme.pick(20, 14), fonts.BOLD)
        wide = QFontMetricsF(font).horizontalAdvance(self._value_text)
        painter.setFont(font)
        painter.setPen(ink)
        left = x + 18 if x + 18 + wide <= self.width() else x - 18 - wide
        painter.drawText(QRectF(left, 0, wide + 2, top - 10), Qt.AlignmentFlag.AlignVCenter, self._value_text)
