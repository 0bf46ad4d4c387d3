"""The bundled typeface is the one that is drawn, and its figures stand in columns."""

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui import render
from ui.theme import Face, TextSize, Theme, fonts
from ui.widgets.base import Label
from ui.widgets.buttons import Button

FIGURES = "0123456789"
SIGNS = "abcåäöÅÄÖéüß0123456789%/–−+·°²≥≤…"


def widths(font: QFont) -> set[float]:
    metrics = QFontMetricsF(font)
    return {round(metrics.horizontalAdvance(figure), 3) for figure in FIGURES}


@pytest.mark.parametrize("weight", [fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD, fonts.BOLD])
@pytest.mark.parametrize("size", list(TextSize))
def test_figures_are_tabular(qapp: QApplication, weight: QFont.Weight, size: TextSize) -> None:
    for base in (14, 18, 64):
        assert len(widths(fonts.font(Theme(text_size=size), base, weight))) == 1


def test_without_the_feature_they_would_not_be(qapp: QApplication) -> None:
    plain = QFont("Atkinson Hyperlegible Next")
    plain.setPixelSize(64)
    assert len(widths(plain)) > 1


@pytest.mark.parametrize("face", list(Face))
def test_widgets_inherit_tabular_figures_through_the_style_sheet(qapp: QApplication, face: Face) -> None:
    parts = [Label("1", "value"), Label("1", "small"), QLabel("1"), QPushButton("1")]
    window = render.page(*parts, theme=Theme(face=face))
    render.settle(window)
    for part in parts:
        assert len(widths(part.font())) == 1, part.property("kind")
    window.close()


def test_the_bundled_face_is_drawn(qapp: QApplication) -> None:
    theme = Theme()
    assert QFontInfo(fonts.font(theme, 18)).family() == theme.family
    assert QFontInfo(fonts.font(theme, 13, mono=True)).family() == theme.mono_family
    assert QFontInfo(Button("x").text_font()).exactMatch()


@pytest.mark.parametrize("mono", [False, True])
def test_it_has_the_signs_the_texts_need(qapp: QApplication, mono: bool) -> None:
    raw = QRawFont.fromFont(fonts.font(Theme(), 18, mono=mono))
    assert [sign for sign in SIGNS if not raw.supportsCharacter(ord(sign))] == []


def test_word_joiners_take_no_room(qapp: QApplication) -> None:
    metrics = QFontMetricsF(fonts.font(Theme(), 18))
    assert metrics.horizontalAdvance("88\u2060–\u206092") == metrics.horizontalAdvance("88–92")
