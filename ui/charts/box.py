"""What the chart tells its overlay: where the lanes stand, which words to write, where the cursor is."""

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ui.charts.lane import Lane
from ui.charts.layout import Tick
from ui.theme import Theme, fonts


@dataclasses.dataclass(slots=True)
class Box:
    """A lane and where it stands: its plot rectangle in pixels and its ranges."""

    lane: Lane
    rect: QRectF
    start: float
    end: float
    ticks: tuple[float, ...]

    def x(self, time: float) -> float:
        return self.rect.left() + (time - self.start) / (self.end - self.start) * self.rect.width()

    def y(self, value: float) -> float:
        share = (value - self.lane.low) / (self.lane.high - self.lane.low)
        return self.rect.bottom() - share * self.rect.height()

    def time(self, x: float) -> float:
        """Time at pixel `x`."""
        return self.start + (x - self.rect.left()) / self.rect.width() * (self.end - self.start)

    def value(self, y: float) -> float:
        """Value at pixel `y`."""
        share = (self.rect.bottom() - y) / self.rect.height()
        return self.lane.low + share * (self.lane.high - self.lane.low)


@dataclasses.dataclass(slots=True)
class Words:
    """Texts that the chart writes, in the language in force."""

    tick: Callable[[Tick], tuple[str, bool]]
    number: Callable[[float], str]
    gap: str
    more: Callable[[int], str]


@dataclasses.dataclass(slots=True)
class Cursor:
    """The shared line: its time, the texts of the lanes (empty where there is no value), the time's text."""

    time: float
    texts: tuple[str, ...]
    when: str


def label_font(theme: Theme, *, bold: bool = False) -> QFont:
    """The font of everything written in a chart, titles apart."""
    return fonts.font(theme, theme.pick(18, 13), fonts.BOLD if bold else fonts.REGULAR)


def line_height(theme: Theme) -> float:
    """Height of a line of labels, in pixels."""
    return QFontMetricsF(label_font(theme)).height()


def mark_side(theme: Theme) -> float:
    """Side of the zone's shape beside a label."""
    return float(theme.grown(theme.pick(18, 12)))
