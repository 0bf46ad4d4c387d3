"""The data of a lane: bars, dots, very many points, quiet curves, the newest value."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from ui.charts.item import LaneItem, map_x, map_y, polygon, polylines
from ui.charts.lane import Bars, Curve, Dots, Lane, MarkState
from ui.charts.pyramid import Pyramid
from ui.charts.series import Bools, Buckets, Floats, broken
from ui.charts.tiles import Tiles
from ui.theme import Theme, Zone
from ui.widgets import shapes

_ZONE_OF_RANK = {2: Zone.YELLOW, 3: Zone.RED}
_CHUNK = 48  # columns of an envelope drawn as one polygon: a long one costs far more than many short ones
_CAP = Qt.PenCapStyle.RoundCap
_JOIN = Qt.PenJoinStyle.RoundJoin


class BarsItem(LaneItem):
    """All blood pressure bars of a lane, lower to upper pressure."""

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        data = self._lane.data
        assert isinstance(data, Bars)
        part = self.visible(data.times)
        x, low, high = (
            map_x(to_pixels, data.times[part]),
            map_y(to_pixels, data.low[part]),
            map_y(to_pixels, data.high[part]),
        )
        known = ~(np.isnan(low) | np.isnan(high))
        hollow: Bools = data.hollow[part] if data.hollow is not None else np.zeros(len(x), dtype=np.bool_)
        width = self._width(x[known])
        pen = QPen(QColor(self.colour()), width, Qt.PenStyle.SolidLine, _CAP)
        painter.setPen(pen)
        painter.drawLines(_stems(x[known], low[known], high[known], width))
        inside = max(width - 3.6, width * 0.4)
        open_ = known & hollow
        if open_.any() and width >= 3:
            painter.setPen(QPen(QColor(self._theme.colours.surface), inside, Qt.PenStyle.SolidLine, _CAP))
            painter.drawLines(_stems(x[open_], low[open_], high[open_], width))
        if data.mean is not None:
            self._draw_means(painter, x, map_y(to_pixels, data.mean[part]), width)

    def _width(self, x: Floats) -> float:
        """7 px (nurse 4), less where bars stand closer than that."""
        wanted = 9.0 if self._theme.is_patient else 4.0
        if len(x) > 1:
            closest = float(np.median(np.diff(x)))
            wanted = min(wanted, max(closest * 0.78, 1.2))
        return wanted

    def _draw_means(self, painter: QPainter, x: Floats, y: Floats, width: float) -> None:
        known = ~np.isnan(y)
        reach = width / 2 + 2.2
        ticks = [
            QLineF(left - reach, at, left + reach, at)
            for left, at in zip(x[known].tolist(), y[known].tolist(), strict=True)
        ]
        painter.setPen(QPen(QColor(self._theme.colours.surface), 3.6, Qt.PenStyle.SolidLine))
        painter.drawLines(ticks)
        painter.setPen(QPen(QColor(self.colour()), 1.4))
        painter.drawLines(ticks)


def _stems(x: Floats, low: Floats, high: Floats, width: float) -> list[QLineF]:
    """Lines whose round caps end at the values; at least a dot."""
    half = width / 2
    top, bottom = high + half, low - half
    swap = top > bottom
    middle = (high + low) / 2
    top, bottom = np.where(swap, middle, top), np.where(swap, middle + 0.01, bottom)
    return [
        QLineF(at, one, at, two)
        for at, one, two in zip(x.tolist(), bottom.tolist(), top.tolist(), strict=True)
    ]


class DotsItem(LaneItem):
    """Single values as dots or zone shapes, with a thin line between them."""

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        data = self._lane.data
        assert isinstance(data, Dots)
        part = self.visible(data.times)
        times, values = data.times[part], data.values[part]
        if data.line:
            self._draw_line(painter, to_pixels, times, values, data.longest)
        x, y = map_x(to_pixels, times), map_y(to_pixels, values)
        known = ~np.isnan(y)
        states = data.states[part] if data.states is not None else np.zeros(len(x), dtype=np.uint8)
        ranks = data.ranks[part] if data.ranks is not None else np.zeros(len(x), dtype=np.uint8)
        shaped = known & (((ranks >= 2) & data.shapes) | (states > 0))
        plain = known & ~shaped
        hollow = data.hollow[part] if data.hollow is not None else np.zeros(len(x), dtype=np.bool_)
        self._draw_dots(painter, x, y, plain & ~hollow, plain & hollow)
        for index in np.flatnonzero(shaped).tolist():
            at = QPointF(float(x[index]), float(y[index]))
            self._draw_shape(painter, at, int(ranks[index]), MarkState(int(states[index])))

    def _draw_line(
        self, painter: QPainter, to_pixels: QTransform, times: Floats, values: Floats, longest: float
    ) -> None:
        times, values = broken(times, values, longest)
        colour = QColor(self.colour())
        colour.setAlphaF(0.65)
        painter.setPen(QPen(colour, 1.4))
        for piece in polylines(map_x(to_pixels, times), map_y(to_pixels, values)):
            painter.drawPolyline(piece)

    def _draw_dots(self, painter: QPainter, x: Floats, y: Floats, full: Bools, hollow: Bools) -> None:
        radius = 5.2 if self._theme.is_patient else 2.6
        if len(x) > 1:
            radius = min(radius, max(float(np.median(np.diff(x))) * 0.45, 1.0))
        painter.setPen(QPen(QColor(self.colour()), 2 * radius, Qt.PenStyle.SolidLine, _CAP))
        painter.drawPoints(_points(x[full], y[full]))
        if not hollow.any():
            return
        painter.drawPoints(_points(x[hollow], y[hollow]))
        inside = max(2 * radius - 3.6, radius * 0.8)
        painter.setPen(QPen(QColor(self._theme.colours.surface), inside, Qt.PenStyle.SolidLine, _CAP))
        painter.drawPoints(_points(x[hollow], y[hollow]))

    def _draw_shape(self, painter: QPainter, at: QPointF, rank: int, state: MarkState) -> None:
        zone = _ZONE_OF_RANK.get(rank, Zone.YELLOW)
        side = 20.0 if self._theme.is_patient else 13.0
        box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        if state is MarkState.GONE:
            painter.setBrush(QColor(self._theme.colours.surface))
            painter.setPen(QPen(QColor(self._theme.zone(zone).line), 1.5))
            painter.drawPath(shapes.outline(zone, box.adjusted(0.8, 0.8, -0.8, -0.8)))
            return
        if state is MarkState.NEW:
            painter.setBrush(QColor(self._theme.colours.surface))
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawEllipse(at, side * 0.85, side * 0.85)
        shapes.paint_zone(painter, box, zone, self._theme, inside=self._theme.colours.surface)


class DenseItem(LaneItem):
    """Very many points: a soft envelope from least to greatest and a clear line at the mean.

    Never a solid band: the envelope is quiet, its edges thin, and the mean stays visible.
    """

    def __init__(self, lane: Lane, theme: Theme) -> None:
        super().__init__(lane, theme)
        self._tiles = Tiles()

    def set_theme(self, theme: Theme) -> None:
        self._tiles.forget()
        super().set_theme(theme)

    def set_lane(self, lane: Lane) -> None:
        self._tiles.forget()
        super().set_lane(lane)

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        data = self._lane.data
        assert isinstance(data, Pyramid)
        if len(data):
            self._tiles.paint(painter, to_pixels, area, float(data.times[0]), self._draw_span)

    def _draw_span(self, painter: QPainter, to_pixels: QTransform, start: float, end: float) -> None:
        data = self._lane.data
        assert isinstance(data, Pyramid)
        shown = data.view(start, end, max(round((end - start) * to_pixels.m11()), 1))
        if not len(shown.times):
            return
        middles = np.array([(gap.start + gap.end) / 2 for gap in self._lane.gaps])
        cuts = np.searchsorted(shown.times, middles).tolist()
        for first, last in pairwise([0, *cuts, len(shown.times)]):  # neither line nor envelope crosses a gap
            if last > first:
                self._draw_part(painter, to_pixels, shown, slice(first, last))

    def _draw_part(self, painter: QPainter, to_pixels: QTransform, shown: Buckets, part: slice) -> None:
        x = map_x(to_pixels, shown.times[part])
        colour = QColor(self.colour())
        if int(shown.count.max()) > 1:
            soft = QColor(colour)
            soft.setAlphaF(0.22)
            low, high = map_y(to_pixels, shown.low[part]), map_y(to_pixels, shown.high[part])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            for begin in range(0, len(x) - 1, _CHUNK):
                piece = slice(begin, begin + _CHUNK + 1)
                across = np.concatenate([x[piece], x[piece][::-1]])
                painter.drawPolygon(polygon(across, np.concatenate([high[piece], low[piece][::-1]])))
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(polygon(x, map_y(to_pixels, shown.mean[part])))


class CurveItem(LaneItem):
    """A quiet line with a thin edge in the surface colour, so that it can be followed across bars."""

    def __init__(self, lane: Lane, theme: Theme, curve: Curve) -> None:
        super().__init__(lane, theme)
        self._curve = curve
        self.setZValue(10)

    def set_curve(self, curve: Curve) -> None:
        self._curve = curve
        self.update()

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        part = self.visible(self._curve.times)
        x, y = map_x(to_pixels, self._curve.times[part]), map_y(to_pixels, self._curve.values[part])
        pieces = polylines(x, y)
        colours = self._theme.colours
        for colour, width in ((colours.surface, 5.0), (colours.text_secondary, 2.4)):
            painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, _CAP, _JOIN))
            for piece in pieces:
                painter.drawPolyline(piece)


class NewestItem(LaneItem):
    """The newest value: ringed, at both ends of a bar."""

    def __init__(self, lane: Lane, theme: Theme) -> None:
        super().__init__(lane, theme)
        self.setZValue(20)

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        data = self._lane.data
        if isinstance(data, Pyramid) or not len(data.times):
            return
        ends = (data.low[-1], data.high[-1]) if isinstance(data, Bars) else (data.values[-1],)
        if not self._theme.is_patient or np.isnan(ends).any():
            return
        x = float(map_x(to_pixels, data.times[-1:])[0])
        painter.setBrush(QColor(self._theme.colours.surface))
        painter.setPen(QPen(QColor(self.colour()), 3))
        for y in map_y(to_pixels, np.array(ends)).tolist():
            painter.drawEllipse(QPointF(x, y), 6.2, 6.2)


def _points(x: Floats, y: Floats) -> list[QPointF]:
    return [QPointF(left, top) for left, top in zip(x.tolist(), y.tolist(), strict=True)]
