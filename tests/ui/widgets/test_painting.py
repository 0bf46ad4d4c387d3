"""Painting keeps no reference of its own and loses none of Python's."""

import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.ui import render
from ui.theme import Face, Mode, Theme, Zone
from ui.widgets import shapes
from ui.widgets.badge import ZoneBadge


def test_ten_thousand_painter_calls_lose_no_reference_to_none(qapp: QApplication) -> None:
    """A broken binding gives one reference to None away at each call and in the end aborts the program."""
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(10_000):
        painter.drawLine(0, 0, 31, 31)
        painter.setOpacity(1.0)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 1_000


def test_a_thousand_repaints_lose_no_reference_to_none(qapp: QApplication) -> None:
    window = render.page(ZoneBadge(Zone.RED))
    render.settle(window)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        window.repaint()
    assert sys.getrefcount(None) > before - 200
    window.close()


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("side", [10, 24])
def test_zones_differ_in_outline_not_only_in_colour(qapp: QApplication, mode: Mode, side: int) -> None:
    """Seen as silhouettes the four shapes are four."""
    silhouettes = set()
    for zone in Zone:
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        shapes.paint_zone(painter, QRectF(0, 0, side, side), zone, Theme(mode))
        painter.end()
        points = ((x, y) for x in range(side) for y in range(side))
        silhouettes.add(tuple(image.pixelColor(x, y).alpha() > 127 for x, y in points))
    assert len(silhouettes) == 4


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("zone", list(Zone))
def test_a_badge_always_holds_its_word(qapp: QApplication, face: Face, zone: Zone) -> None:
    from PySide6.QtGui import QFontMetricsF

    from ui.theme import fonts
    from ui.widgets.words import zone_word

    theme = Theme(face=face)
    word = zone_word(zone, face)
    needed = QFontMetricsF(fonts.font(theme, theme.pick(18, 13), fonts.BOLD)).horizontalAdvance(word)
    size = shapes.badge_size(word, theme)
    assert size.width() > needed + size.height() * 0.5
    assert size.height() >= theme.grown(theme.pick(40, 24))
