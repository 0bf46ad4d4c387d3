"""Icons and illustrations: each file draws something, in the theme's colours, and errors are loud."""

import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

import resources
from ui.theme import Mode, Theme, icons, pictures
from ui.theme.contrast import rgb

ICONS = sorted(file.stem for file in resources.path("icons").glob("*.svg"))
PICTURES = sorted(file.stem for file in resources.path("illustrations").glob("*.svg"))


def drawn(name: str, theme: Theme) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    pictures.paint(painter, QRectF(0, 0, 200, 200), name, theme)
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, "#C02B2B", 48).toImage()
    found = colours(image)
    assert "#C02B2B" in found
    assert all(max(abs(a - b) for a, b in zip(rgb(one), rgb("#C02B2B"), strict=True)) <= 2 for one in found)


def test_icons_are_one_family() -> None:
    for name in ICONS:
        svg = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in svg, name
        assert 'stroke="currentColor"' in svg, name
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b", svg), name


def test_a_misspelt_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(icons.IconError, match="hart"):
        icons.icon("hart", Theme())


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_takes_its_colours_from_the_theme(qapp: QApplication, name: str) -> None:
    light, dark = drawn(name, Theme(Mode.LIGHT)), drawn(name, Theme(Mode.DARK))
    assert Theme(Mode.LIGHT).colours.accent in colours(light)
    assert Theme(Mode.DARK).colours.accent in colours(dark)
    assert Theme(Mode.LIGHT).colours.accent not in colours(dark)


@pytest.mark.parametrize("name", PICTURES)
def test_no_picture_has_a_colour_of_its_own(name: str) -> None:
    svg = resources.path("illustrations", f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", svg)
    assert "<text" not in svg


def test_a_misspelt_picture_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(pictures.PictureError):
        pictures.renderer("cuf", Theme())


def test_licences_lie_beside_what_they_are_for() -> None:
    texts = [file.read_text(encoding="utf-8") for file in resources.path("licences").glob("*.txt")]
    assert sum("SIL Open Font License" in text for text in texts) == 2
    assert sum("MIT License" in text for text in texts) == 1
