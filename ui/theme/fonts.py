"""The bundled typeface and fonts with tabular figures.

The face has proportional figures by default; tabular ones are an OpenType feature that style sheets
cannot ask for. It is therefore set on the application font, from which every style-sheet font inherits
it, and on each font made here for painting.
"""

import functools

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

import resources
from ui.theme.model import Theme

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold
_LOADED = "hm_typeface"  # the application's property


class FontError(Exception):
    """A bundled typeface file could not be loaded; the installation is damaged."""


def load() -> None:
    """Register the bundled typeface with Qt; needed once per application. Raises `FontError`."""
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FontError(file.name)


def font(theme: Theme, base: int, weight: QFont.Weight = REGULAR, *, mono: bool = False) -> QFont:
    """A font for painting. `base` is the size in pixels at 100 % text size."""
    return QFont(_font(theme.mono_family if mono else theme.family, theme.font_px(base), weight))


@functools.lru_cache(maxsize=256)
def _font(family: str, pixels: int, weight: QFont.Weight) -> QFont:
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def install(app: QApplication, theme: Theme) -> None:
    """Make the typeface the application font, with tabular figures, and draw controls alike everywhere.

    At the start of every window's program; what stands is left, for a new style or font goes through all the
    widgets there are. The style sheets count on Fusion: a platform's own style would ignore parts of them.
    """
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    if app.property(_LOADED) is None:
        app.setProperty(_LOADED, True)
        load()
    wanted = _font(theme.family, theme.body, REGULAR)
    if app.font() != wanted:
        app.setFont(wanted)
