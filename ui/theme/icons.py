"""Icons (Tabler, outline, 2 px line) in theme colours.

An icon is a file in `resources/icons/`, named as at Tabler. It is drawn in one colour, given as
``#RRGGBB``, at the screen's own resolution. A name without a file is an error at once: a missing icon
must not become an empty button.
"""

import functools

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.theme.model import Theme


class IconError(LookupError):
    """There is no icon of that name in resources/icons."""


@functools.cache
def _source(name: str) -> str:
    file = resources.path("icons", f"{name}.svg")
    if not file.is_file():
        raise IconError(name)
    return file.read_text(encoding="utf-8")


@functools.lru_cache(maxsize=512)
def renderer(name: str, colour: str, line: float = 2.0) -> QSvgRenderer:
    """The icon as a renderer, e.g. for painting in a delegate. `line` is in 24ths of the icon's size."""
    svg = (
        _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{line:g}"')
    )
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, rect: QRectF, name: str, colour: str, line: float = 2.0) -> None:
    """Draw the icon into `rect`."""
    renderer(name, colour, line).render(painter, rect)


@functools.lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, size, size), name, colour)
    painter.end()
    return made


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels at device pixel ratio `ratio`."""
    return _pixmap(name, colour, size, ratio)


def icon(name: str, theme: Theme, colour: str | None = None) -> QIcon:
    """The icon for a Qt control; `colour` defaults to the theme's text. Disabled is drawn in grey."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        for size in (16, 24, 32, 48):
            made.addPixmap(_pixmap(name, colour or theme.colours.text, size, ratio))
            made.addPixmap(_pixmap(name, theme.colours.text_secondary, size, ratio), QIcon.Mode.Disabled)
    return made
