"""The four zone shapes and the zone badge as paint functions, for widgets, delegates and charts alike.

Zone = word + shape + colour. Disc with check, triangle, octagon with exclamation mark, open ring: they
differ in outline, so they can be told apart in grey and at 10 px.
"""

import functools
import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from ui.theme import Theme, Zone, fonts

_UNIT = 24.0


@functools.cache
def _body(zone: Zone) -> QPainterPath:
    """The filled outline in a 24-unit square, with the sign inside left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if zone is Zone.YELLOW:
        return _rounded([QPointF(12, 1.6), QPointF(23.4, 21.6), QPointF(0.6, 21.6)], 2.2)
    if zone is Zone.RED:
        cut = 22.4 / (2 + math.sqrt(2))
        low, high = 0.8, 23.2
        near, far = low + cut, high - cut
        rim = [(near, low), (far, low), (high, near), (high, far)]
        rim += [(far, high), (near, high), (low, far), (low, near)]
        corners = [QPointF(*corner) for corner in rim]
        return _rounded(corners, 1.2)
    if zone is Zone.GREY:
        path.addEllipse(QPointF(12, 12), 9.2, 9.2)
        return path
    path.addEllipse(QPointF(12, 12), 11.0, 11.0)
    return path


def _rounded(corners: list[QPointF], radius: float) -> QPainterPath:
    path = QPainterPath()
    count = len(corners)
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % count]
        enter = corner + (before - corner) * (radius / math.hypot(*(before - corner).toTuple()))
        leave = corner + (after - corner) * (radius / math.hypot(*(after - corner).toTuple()))
        if index == 0:
            path.moveTo(enter)
        else:
            path.lineTo(enter)
        path.quadTo(corner, leave)
    path.closeSubpath()
    return path


def outline(zone: Zone, rect: QRectF) -> QPainterPath:
    """The outline of the zone's shape, fitted into `rect`; e.g. for an open mark in a chart."""
    side = min(rect.width(), rect.height())
    fit = QTransform.fromTranslate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    fit.scale(side / _UNIT, side / _UNIT)
    return fit.map(_body(zone))


def paint_zone(painter: QPainter, rect: QRectF, zone: Zone, theme: Theme, inside: str | None = None) -> None:
    """Draw the zone's shape into `rect`. `inside`: colour of the sign in it (default: the soft fill)."""
    colours = theme.zone(zone)
    side = min(rect.width(), rect.height())
    sign = QColor(inside or (theme.colours.surface if zone is Zone.RED else colours.soft))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / _UNIT, side / _UNIT)
    if zone is Zone.GREY:
        painter.setPen(QPen(QColor(colours.line), 3.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_body(zone))
        painter.restore()
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawPath(_body(zone))
    pen = QPen(sign, 2.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    if zone is Zone.GREEN:
        painter.drawPolyline([QPointF(7.2, 12.4), QPointF(10.6, 15.8), QPointF(16.8, 9.0)])
    elif zone is Zone.RED:
        painter.drawLine(QPointF(12, 6.4), QPointF(12, 12.6))
        painter.setPen(QPen(sign, 3.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoint(QPointF(12, 17.4))
    painter.restore()


def badge_size(word: str, theme: Theme, *, large: bool = False) -> QSizeF:
    """Width and height the badge needs."""
    font, height, shape, gap, side = _badge_measures(theme, large)
    metrics = QFontMetricsF(font)
    tall = max(height, metrics.height() + (8 if theme.is_patient else 6))
    return QSizeF(
        math.ceil(side + shape + gap + metrics.horizontalAdvance(word) + side * 1.4), math.ceil(tall)
    )


def paint_badge(
    painter: QPainter, rect: QRectF, zone: Zone, word: str, theme: Theme, *, large: bool = False
) -> None:
    """Draw the badge left-aligned and vertically centred in `rect`."""
    font, _, shape, gap, side = _badge_measures(theme, large)
    size = badge_size(word, theme, large=large)
    box = QRectF(rect.x(), rect.center().y() - size.height() / 2, size.width(), size.height())
    colours = theme.zone(zone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.is_patient or colours.soft == theme.colours.surface
    painter.setPen(QPen(QColor(colours.line), 1.2) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.soft))
    radius = box.height() / 2 if theme.is_patient else 4.0
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
    mark = QRectF(box.x() + side, box.center().y() - shape / 2, shape, shape)
    paint_zone(painter, mark, zone, theme)
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    words = box.adjusted(side + shape + gap, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


def _badge_measures(theme: Theme, large: bool) -> tuple[QFont, float, float, float, float]:
    """Font, least height, side of the shape, gap, side padding."""
    if theme.is_patient:
        font = fonts.font(theme, 22 if large else 18, fonts.BOLD)
        shape = QFontMetricsF(font).height() * (0.98 if large else 1.0)
        return font, theme.grown(48 if large else 40), shape, 10.0, theme.body * 0.62
    font = fonts.font(theme, 13, fonts.BOLD)
    return font, theme.grown(24), theme.grown(16), 6.0, 6.0
