"""A picture laid out of pieces is the picture drawn at once, and each piece is drawn once."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPen, QTransform
from pytestqt.qtbot import QtBot

from ui.charts.item import map_x, map_y, polygon
from ui.charts.tiles import Tiles

ORIGIN = 1_700_000_000.0
TIMES = ORIGIN + np.arange(0, 4000, 7.0)
VALUES = 50 + 40 * np.sin(TIMES / 90)
AREA = QRectF(32, 20, 700, 160)
SCALE = 0.5  # pixels a second


class Wave:
    """A wave that counts how often it is drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        self.colour = Qt.GlobalColor.red

    def __call__(self, painter: QPainter, to_pixels: QTransform, start: float, end: float) -> None:
        self.drawn += 1
        part = slice(*np.searchsorted(TIMES, (start - 14, end + 14)).tolist())
        if part.start == part.stop:
            return
        painter.setPen(QPen(self.colour, 1))
        painter.drawPolyline(polygon(map_x(to_pixels, TIMES[part]), map_y(to_pixels, VALUES[part])))


def to_pixels(shift: float, scale: float = SCALE) -> QTransform:
    """The wave's beginning ``shift`` pixels before the area's left edge."""
    return QTransform(scale, 0, 0, -1.5, AREA.left() - shift - ORIGIN * scale, AREA.bottom())


def picture(draw: Wave, shift: float, tiles: Tiles | None = None, ratio: float = 1.0) -> QImage:
    """By pieces with ``tiles``, else at once."""
    image = QImage(QSize(800, 200) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setClipRect(AREA)
    if tiles is None:
        view = to_pixels(shift).inverted()[0].mapRect(AREA)
        draw(painter, to_pixels(shift), view.left(), view.right())
    else:
        tiles.paint(painter, to_pixels(shift), AREA, ORIGIN, draw)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_it_is_the_picture_drawn_at_once(qtbot: QtBot, ratio: float) -> None:
    tiles, wave = Tiles(), Wave()
    for shift in (0, 40, 300, 612, 40, 0):
        assert picture(wave, shift, tiles, ratio) == picture(wave, shift, None, ratio), shift


def test_a_part_of_a_pixel_is_left_out(qtbot: QtBot) -> None:
    assert picture(Wave(), 100.3, Tiles()) == picture(Wave(), 100)


def test_each_piece_is_drawn_once(qtbot: QtBot) -> None:
    tiles, wave = Tiles(), Wave()
    for shift in range(256):
        picture(wave, shift, tiles)
    assert wave.drawn == math.ceil((255 + AREA.width()) / 256)
    picture(wave, 3000, tiles)
    drawn = wave.drawn
    picture(wave, 0, tiles)
    assert wave.drawn == drawn, "kept while there is room"


def test_another_scale_or_another_picture_is_drawn_anew(qtbot: QtBot) -> None:
    tiles, wave = Tiles(), Wave()
    before = picture(wave, 0, tiles)
    wave.colour = Qt.GlobalColor.blue
    assert picture(wave, 0, tiles) == before, "nobody said so"
    tiles.forget()
    assert picture(wave, 0, tiles) != before
    drawn = wave.drawn
    image = QImage(800, 200, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    tiles.paint(painter, to_pixels(0, SCALE * 2), AREA, ORIGIN, wave)
    painter.end()
    assert wave.drawn == drawn + 3


def test_paper_gets_lines(qtbot: QtBot, tmp_path: Path) -> None:
    wave = Wave()
    writer = QPdfWriter(str(tmp_path / "wave.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    Tiles().paint(painter, to_pixels(0), AREA, ORIGIN, wave)
    painter.end()
    assert wave.drawn == 1
