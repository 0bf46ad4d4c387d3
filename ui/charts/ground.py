"""The ground of a lane, under its data: grid, bands, limits and gaps."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from ui.charts.item import LaneItem, map_x, map_y
from ui.charts.lane import Lane
from ui.theme import Theme, Zone

_GAP_INSET = 9.0  # pixels between the last mark before a gap and its box


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
