"""Illustrations: our own SVG files whose colours have names that the theme fills in.

In `resources/illustrations/*.svg` a colour is written ``@name``; the names are those of `_colours`.
An unknown name is an error, because an unfilled colour would be drawn black.
"""

import functools
import re

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.theme.model import Theme
from ui.theme.tokens import Zone

_NAME = re.compile(r"@([a-z_]+)")


class PictureError(LookupError):
    """There is no such illustration, or it names a colour nobody knows."""


def _colours(theme: Theme) -> dict[str, str]:
    surfaces, own = theme.colours, theme.illustration
    return {
        "text": surfaces.text,
        "surface": surfaces.surface,
        "sunken": surfaces.surface_sunken,
        "accent": surfaces.accent,
        "accent_soft": surfaces.accent_soft,
        "on_accent": surfaces.on_accent,
        "skin": own.skin,
        "cloth": own.cloth,
        "dark": own.dark,
        "red": theme.zone(Zone.RED).line,
        "green": theme.zone(Zone.GREEN).line,
    }


@functools.cache
def _source(name: str) -> str:
    file = resources.path("illustrations", f"{name}.svg")
    if not file.is_file():
        raise PictureError(name)
    return file.read_text(encoding="utf-8")


@functools.lru_cache(maxsize=64)
def renderer(name: str, theme: Theme) -> QSvgRenderer:
    """The illustration in the theme's colours. Raises `PictureError`."""
    colours = _colours(theme)
    try:
        svg = _NAME.sub(lambda found: colours[found[1]], _source(name))
    except KeyError as error:
        raise PictureError(f"{name}: unknown colour {error}") from None
    made = QSvgRenderer(QByteArray(svg.encode()))
    made.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return made


def size(name: str, theme: Theme) -> QSizeF:
    """Natural size of the picture in its own units."""
    return renderer(name, theme).viewBoxF().size()


def paint(painter: QPainter, rect: QRectF, name: str, theme: Theme) -> None:
    """Draw the picture as large as fits into `rect`, centred, proportions kept."""
    renderer(name, theme).render(painter, rect)
