"""What stands inside a lane: ground (grid, bands, gaps, limits) and data (bars, dots, many points, curves).

Every item draws in device pixels: it maps its arrays by the painter's transform and then works with widths
that do not depend on zoom. One item draws all bars or all dots of a lane with a handful of painter calls,
so a frame costs what is visible, not what is stored.
"""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.charts.lane import Bars, Curve, Dots, Lane, MarkState
from ui.charts.pyramid import Pyramid
from ui.charts.series import Bools, Floats, broken
from ui.theme import Theme, Zone
from ui.widgets import shapes

_ZONE_OF_RANK = {2: Zone.YELLOW, 3: Zone.RED}
_GAP_INSET = 9.0  # pixels between the last mark before a gap and its box
_CHUNK = 48  # columns of an envelope drawn as one polygon: a long one costs far more than many short ones
_CAP = Qt.PenCapStyle.RoundCap
_JOIN = Qt.PenJoinStyle.RoundJoin


class LaneItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Base: covers the lane's view, keeps the theme, paints in pixels."""

    def __init__(self, lane: Lane, theme: Theme) -> None:
        super().__init__()
        self._lane, self._theme = lane, theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_lane(self, lane: Lane) -> None:
        self._lane = lane
        self.update()

    def boundingRect(self) -> QRectF:
        view = self.viewRect()
        return QRectF(view) if view is not None else QRectF()

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()  # forgets the view rectangle it keeps
        self.prepareGeometryChange()
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        to_pixels = QTransform(painter.worldTransform())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, to_pixels, to_pixels.mapRect(self.boundingRect()))
        painter.restore()

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        """Draw in pixels; `area` is the lane's rectangle."""
        raise NotImplementedError

    def visible(self, times: Floats, margin: float = 0.02) -> slice:
        """The part of rising `times` that is in view, and a little beyond."""
        view = self.boundingRect()
        more = view.width() * margin
        first = int(np.searchsorted(times, view.left() - more))
        last = int(np.searchsorted(times, view.right() + more, side="right"))
        return slice(max(first - 1, 0), last + 1)

    def colour(self) -> str:
        """The lane's series colour."""
        return str(getattr(self._theme.chart, self._lane.colour))


def map_x(transform: QTransform, times: Floats) -> Floats:
    """Times to pixels (the transform neither turns nor shears)."""
    return np.asarray(times * transform.m11() + transform.dx(), dtype=np.float64)


def map_y(transform: QTransform, values: Floats) -> Floats:
    """Values to pixels."""
    return np.asarray(values * transform.m22() + transform.dy(), dtype=np.float64)


class Ground(LaneItem):
    """Grid, bands, limits and gaps, under the data."""

    def __init__(self, lane: Lane, theme: Theme, ticks: Sequence[float]) -> None:
        super().__init__(lane, theme)
        self._ticks = tuple(ticks)
        self.setZValue(-100)

    def set_ticks(self, ticks: Sequence[float]) -> None:
        self._ticks = tuple(ticks)
        self.update()

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        self._draw_bands(painter, to_pixels, area)
        painter.setPen(QPen(QColor(self._theme.chart.grid), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for y in map_y(to_pixels, np.array(self._ticks)):
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
        self._draw_limits(painter, to_pixels, area, zones=True)
        self._draw_gaps(painter, to_pixels, area)
        self._draw_limits(painter, to_pixels, area, zones=False)

    def _draw_bands(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        for band in self._lane.bands:
            if band.zone == "green":
                continue
            colour = QColor(self._theme.zone(Zone(band.zone)).soft)
            colour.setAlphaF(self._theme.chart.band_alpha)
            left, right = np.clip(
                map_x(to_pixels, np.array([band.start, band.end])), area.left(), area.right()
            )
            ends = np.array([min(band.high, self._lane.high), max(band.low, self._lane.low)])
            top, bottom = np.clip(map_y(to_pixels, ends), area.top(), area.bottom())
            if bottom > top and right > left:
                painter.fillRect(QRectF(left, top, right - left, bottom - top), colour)

    def _draw_limits(self, painter: QPainter, to_pixels: QTransform, area: QRectF, *, zones: bool) -> None:
        """Zones' limits stop at a gap; goals and baselines run through it."""
        for limit in self._lane.limits:
            if (limit.zone is not None) is not zones:
                continue
            y = float(map_y(to_pixels, np.array([limit.value]))[0])
            painter.setPen(limit_pen(limit.zone, limit.quiet, limit.dashed, self.colour(), self._theme))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))

    def _draw_gaps(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        colours = self._theme.colours
        for gap in self._lane.gaps:
            left, right = map_x(to_pixels, np.array([gap.start, gap.end]))
            inset = min(_GAP_INSET, (right - left) / 8)
            box = QRectF(left + inset, area.top(), right - left - 2 * inset, area.height())
            box = box.intersected(area)
            if box.width() < 2:
                continue
            if not self._theme.is_patient:
                painter.setPen(QPen(QColor(colours.border), 1.2, Qt.PenStyle.DashLine))
                painter.drawRect(box.adjusted(0.5, 1, -0.5, -1))
                continue
            painter.fillRect(box, QColor(colours.surface_sunken))
            painter.setPen(QPen(QColor(colours.border_strong), 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(box.topLeft(), box.bottomLeft())
            painter.drawLine(box.topRight(), box.bottomRight())


def limit_pen(zone: str | None, quiet: bool, dashed: bool, colour: str, theme: Theme) -> QPen:
    """The pen of a limit's line: zone, goal or baseline."""
    if zone is not None and zone != "green":
        pen = QPen(QColor(theme.zone(Zone(zone)).line), 1.6)
    else:
        pen = QPen(QColor(colour if quiet else theme.zone(Zone.GREEN).line), 1.4)
        dashed = True
    if dashed:
        pen.setDashPattern([5, 3])
    return pen


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

    def draw(self, painter: QPainter, to_pixels: QTransform, area: QRectF) -> None:
        data = self._lane.data
        assert isinstance(data, Pyramid)
        view = self.boundingRect()
        shown = data.view(view.left(), view.right(), max(round(area.width()), 1))
        if not len(shown.times):
            return
        x = map_x(to_pixels, shown.times)
        colour = QColor(self.colour())
        if int(shown.count.max()) > 1:
            soft = QColor(colour)
            soft.setAlphaF(0.22)
            low, high = map_y(to_pixels, shown.low), map_y(to_pixels, shown.high)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            for part in range(0, len(x) - 1, _CHUNK):
                piece = slice(part, part + _CHUNK + 1)
                across = np.concatenate([x[piece], x[piece][::-1]])
                painter.drawPolygon(polygon(across, np.concatenate([high[piece], low[piece][::-1]])))
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(polygon(x, map_y(to_pixels, shown.mean)))


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


def polygon(x: Floats, y: Floats) -> QPolygonF:
    """Arrays as a polygon, without a Python loop over its points."""
    made: QPolygonF = pg.functions.arrayToQPolygonF(x, y)
    return made


def polylines(x: Floats, y: Floats) -> list[QPolygonF]:
    """The pieces between NaN values."""
    known = np.flatnonzero(~np.isnan(y))
    if not len(known):
        return []
    cuts = np.flatnonzero(np.diff(known) > 1) + 1
    return [polygon(x[piece], y[piece]) for piece in np.split(known, cuts)]
