"""Pieces of a picture that moves sideways, each drawn once: a frame of panning then only lays them out."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QTransform

_WIDTH = 256  # pixels; whole ones of the screen at every scale that is a multiple of 1/256
_MOST = 24  # pieces that are kept, some 10 MB

Draw = Callable[[QPainter, QTransform, float, float], None]  # painter, to pixels, from and to which time


class Tiles:
    """``paint`` draws what is in view; ``forget`` when the picture is another."""

    def __init__(self) -> None:
        self._kept: dict[int, QImage] = {}  # by number from the origin, the one used last at the end
        self._form: tuple[float, ...] = ()
        self._scale = 0.0

    def forget(self) -> None:
        """Nothing that was drawn holds any more."""
        self._kept.clear()

    def paint(
        self, painter: QPainter, to_pixels: QTransform, area: QRectF, origin: float, draw: Draw
    ) -> None:
        """Draw the ``area`` of a picture by pieces, numbered from the time ``origin``; ``draw`` makes one.

        The whole stands on whole pixels of the screen, so half a pixel off at most. On paper nothing is cut.
        """
        ratio = painter.device().devicePixelRatioF()
        if painter.paintEngine().type() != QPaintEngine.Type.Raster or _WIDTH * ratio % 1:
            view = to_pixels.inverted()[0].mapRect(area)
            draw(painter, to_pixels, view.left(), view.right())
            return
        top = math.floor(area.top() * ratio) / ratio
        height = math.ceil((area.bottom() - top) * ratio)
        form: tuple[float, ...] = (round(to_pixels.m22(), 9), round(to_pixels.dy() - top, 6), height, ratio)
        scale = to_pixels.m11()
        if form != self._form or abs(scale - self._scale) > 1e-9 * abs(scale):
            self.forget()
            self._form, self._scale = form, scale
        zero = round((origin * scale + to_pixels.dx()) * ratio) / ratio
        first, last = (math.floor((edge - zero) / _WIDTH) for edge in (area.left(), area.right()))
        for number in range(first, last + 1):
            image = self._kept.pop(number, None)
            if image is None:
                image = QImage(round(_WIDTH * ratio), height, QImage.Format.Format_ARGB32_Premultiplied)
                image.setDevicePixelRatio(ratio)
                image.fill(Qt.GlobalColor.transparent)
                left = origin + number * _WIDTH / scale
                inside = QTransform(scale, 0, 0, to_pixels.m22(), -left * scale, to_pixels.dy() - top)
                on_it = QPainter(image)
                on_it.setRenderHints(painter.renderHints())
                draw(on_it, inside, left, left + _WIDTH / scale)
                on_it.end()
            self._kept[number] = image
            painter.drawImage(QPointF(zero + number * _WIDTH, top), image)
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
