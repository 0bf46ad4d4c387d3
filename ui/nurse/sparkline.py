"""Fourteen days of one measure as a thin line, drawn by a delegate.

Strategy: the line is kept as polygons in a square of one by one, made when the data is new; painting only
maps it to the cell. A day without a value breaks the line. The newest value is marked with its zone's
shape, and the limit it is judged by is a dashed line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from hemmonitor.clinic import SPARK_DAYS
from ui.theme import Theme, Zone
from ui.widgets import shapes

GAP = dt.timedelta(hours=60)  # two mornings in a row without a value
_TOGETHER = dt.timedelta(hours=2)  # readings nearer than this are one point, their mean


@dataclass(frozen=True, slots=True)
class Spark:
    """The pieces of the line, the newest point and the limit's height, in a unit square (y down)."""

    pieces: tuple[QPolygonF, ...]
    last: QPointF
    limit: float | None


def build(
    points: tuple[tuple[dt.datetime, float], ...], now: dt.datetime, limit: float | None
) -> Spark | None:
    """The line through ``points`` (aware time, value) up to ``now``; ``None`` when there are none."""
    if not points:
        return None
    points = _merged(points)
    values = [value for _, value in points]
    if limit is not None:
        values.append(limit)
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    start = now - dt.timedelta(days=SPARK_DAYS)
    seconds = dt.timedelta(days=SPARK_DAYS).total_seconds()

    def height(value: float) -> float:
        return 0.5 if high == low else 1.0 - (value - low) / span

    pieces: list[QPolygonF] = []
    piece: list[QPointF] = []
    before: dt.datetime | None = None
    point = QPointF()
    for at, value in points:
        if before is not None and at - before > GAP:
            pieces.append(QPolygonF(piece))
            piece = []
        point = QPointF((at - start).total_seconds() / seconds, height(value))
        piece.append(point)
        before = at
    pieces.append(QPolygonF(piece))
    return Spark(tuple(pieces), point, None if limit is None else height(limit))


def paint(painter: QPainter, rect: QRectF, spark: Spark, colour: str, zone: Zone, theme: Theme) -> None:
    """Draw the line into ``rect``, with room for the mark at the newest value."""
    mark = theme.grown(11)
    inner = rect.adjusted(2, mark / 2, -mark / 2 - 1, -mark / 2)
    place = QTransform.fromTranslate(inner.x(), inner.y()).scale(inner.width(), inner.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if spark.limit is not None:
        pen = QPen(QColor(theme.zone(zone).line), 1.2)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        height = inner.y() + spark.limit * inner.height()
        painter.drawLine(QPointF(rect.left(), height), QPointF(rect.right(), height))
    painter.setPen(QPen(QColor(colour), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for piece in spark.pieces:
        if piece.size() == 1:
            painter.drawPoint(place.map(piece.at(0)))
        else:
            painter.drawPolyline(place.map(piece))
    last = place.map(spark.last)
    shapes.paint_zone(painter, QRectF(last.x() - mark / 2, last.y() - mark / 2, mark, mark), zone, theme)
    painter.restore()


def paint_kept(painter: QPainter, rect: QRectF, days: tuple[tuple[int, int], ...], theme: Theme) -> None:
    """A column of dots a day: planned measurements, filled where one was made."""
    most = max((planned for planned, _ in days), default=0)
    if not most:
        return
    across, down = rect.width() / len(days), rect.height() / most
    size = min(across, down, theme.grown(8)) - 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for column, (planned, made) in enumerate(days):
        for row in range(planned):
            dot = QRectF(0, 0, size, size)
            dot.moveCenter(QPointF(rect.x() + (column + 0.5) * across, rect.y() + (row + 0.5) * down))
            filled = row < made
            painter.setPen(QPen(QColor(theme.colours.accent if filled else theme.colours.border_strong), 1.2))
            painter.setBrush(QColor(theme.colours.accent) if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
    painter.restore()


def _merged(points: tuple[tuple[dt.datetime, float], ...]) -> tuple[tuple[dt.datetime, float], ...]:
    groups: list[list[tuple[dt.datetime, float]]] = []
    for point in points:
        if groups and point[0] - groups[-1][0][0] <= _TOGETHER:
            groups[-1].append(point)
        else:
            groups.append([point])
    return tuple((group[-1][0], sum(v for _, v in group) / len(group)) for group in groups)
