"""The base of what stands inside a lane: it maps arrays to pixels and draws there.

Every item draws in device pixels, with widths that do not depend on zoom. One item draws all bars or all
dots of a lane with a handful of painter calls, so a frame costs what is visible, not what is stored.
"""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.charts.lane import Lane
from ui.charts.series import Floats
from ui.theme import Theme


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
