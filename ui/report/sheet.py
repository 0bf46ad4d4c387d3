"""Paper: A4 pages in tenths of a point, a cursor from top to bottom, and a footer on each page.

Strategy: everything is painted straight into a ``QPdfWriter``, so text stays text and lines stay lines. The
number of pages is known only at the end, so a document is laid out twice: once to count, once for good.

Units are tenths of a point (1/720 inch), which is the writer's resolution; ``pt`` makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from ui.theme import fonts
from ui.theme.model import Theme
from ui.theme.tokens import Zone

RESOLUTION = 720
WIDTH, HEIGHT = 5953.0, 8419.0  # A4
MARGIN = 450.0
FOOTER = 520.0  # at least, from the lower edge
UNPRINTED = 240.0  # below the footer: printers leave that much out
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


def pt(points: float) -> float:
    """Points as units of the page."""
    return points * 10


@dataclass(frozen=True, slots=True)
class Style:
    """A text's size in points, weight and colour (``#RRGGBB``; empty for the usual one)."""

    size: float
    weight: QFont.Weight = fonts.REGULAR
    colour: str = ""


BODY = Style(9.5)
SMALL = Style(8)
FINE = Style(7)
STRONG = Style(9.5, fonts.SEMIBOLD)
HEADING = Style(12, fonts.SEMIBOLD)
TITLE = Style(18, fonts.BOLD)
FIGURE = Style(30, fonts.BOLD)
NUMBER = pt(70)  # the width of "page of pages"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page: lines of the footer, "page of pages", and who it is about from page 2 on."""

    title: str
    footer: tuple[str, ...]
    running: str
    number: Callable[[int, int], str]


class Sheet:
    """The page being painted. ``y`` is the cursor; ``pages`` counts those begun."""

    def __init__(self, writer: QPdfWriter, theme: Theme, frame: Frame, count: int) -> None:
        """``count`` is how many pages there will be."""
        self.theme = theme
        self.painter = QPainter(writer)
        self._writer = writer
        self._frame = frame
        self._count = count
        self.pages = 0
        self.y = MARGIN
        lines = sum(
            self.height(words, FINE, self._wide(index)) + pt(1) for index, words in enumerate(frame.footer)
        )
        self._foot = max(FOOTER, pt(8) + lines + UNPRINTED)
        self._begin()

    @property
    def width(self) -> float:
        """Between the margins."""
        return WIDTH - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where the footer begins."""
        return HEIGHT - self._foot

    def end(self) -> None:
        """The last page is done."""
        self.painter.end()

    def turn(self) -> None:
        """Begin the next page."""
        self._writer.newPage()
        self._begin()

    def room(self, height: float) -> bool:
        """Turn the page unless so much is left; whether it was turned."""
        if self.y + height <= self.bottom:
            return False
        self.turn()
        return True

    def gap(self, points: float) -> None:
        """Leave some room."""
        self.y += pt(points)

    # --- painting ------------------------------------------------------------------------------

    def text(
        self,
        words: str,
        style: Style = BODY,
        *,
        x: float = 0,
        y: float | None = None,
        width: float | None = None,
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Words in a column from ``x`` (from the left margin), wrapped; returns their height."""
        wide = self.width - x if width is None else width
        top = self.y if y is None else y
        self.painter.setFont(self.font(style))
        self.painter.setPen(QColor(style.colour or self.theme.colours.text))
        box = QRectF(MARGIN + x, top, wide, HEIGHT)
        flags = int(align.value) | int(Qt.TextFlag.TextWordWrap.value)
        used = self.painter.boundingRect(box, flags, words)
        self.painter.drawText(box, flags, words)
        return used.height()

    def height(self, words: str, style: Style, width: float) -> float:
        """How high the words would be in a column of that width."""
        self.painter.setFont(self.font(style))
        flags = int(Qt.TextFlag.TextWordWrap.value)
        return self.painter.boundingRect(QRectF(0, 0, width, HEIGHT), flags, words).height()

    def paragraph(self, words: str, style: Style = BODY, *, after: float = 3) -> None:
        """Words at the cursor over the whole width; the cursor moves below them."""
        self.room(self.height(words, style, self.width))
        self.y += self.text(words, style)
        self.gap(after)

    def heading(self, words: str, *, keep: float = 60) -> None:
        """A heading with a rule under it; it is not left alone at the foot of a page."""
        self.room(pt(keep))
        self.gap(8)
        self.y += self.text(words, HEADING)
        self.gap(2)
        self.rule()
        self.gap(5)

    def rule(self, y: float | None = None) -> None:
        """A thin line over the whole width."""
        at = self.y if y is None else y
        self.painter.setPen(QPen(QColor(self.theme.colours.border), pt(0.7)))
        self.painter.drawLine(
            QRectF(MARGIN, at, self.width, 0).topLeft(), QRectF(MARGIN, at, self.width, 0).topRight()
        )

    def block(self, rect: QRectF, fill: str, edge: str = "") -> None:
        """A filled box with slightly rounded corners."""
        self.painter.setBrush(QColor(fill))
        self.painter.setPen(QPen(QColor(edge), pt(0.7)) if edge else Qt.PenStyle.NoPen)
        self.painter.drawRoundedRect(rect, pt(4), pt(4))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def zone_style(self, zone: Zone, style: Style = STRONG) -> Style:
        """The style in a zone's text colour."""
        return Style(style.size, style.weight, self.theme.zone(zone).text)

    def quiet(self, style: Style = SMALL) -> Style:
        """The style in the secondary text colour."""
        return Style(style.size, style.weight, self.theme.colours.text_secondary)

    def font(self, style: Style) -> QFont:
        """The bundled typeface, without its tabular figures: Qt writes those so that nobody can copy them."""
        made = QFont(self.theme.family)
        made.setPixelSize(round(pt(style.size)))
        made.setWeight(style.weight)
        return made

    def _begin(self) -> None:
        self.pages += 1
        self.y = MARGIN
        style = self.quiet(FINE)
        if self.pages > 1:
            self.text(self._frame.running, self.quiet(SMALL), y=MARGIN - pt(14), align=RIGHT)
        top = self.bottom + pt(8)
        self.rule(self.bottom + pt(4))
        for index, words in enumerate(self._frame.footer):
            top += self.text(words, style, y=top, width=self._wide(index)) + pt(1)
        self.text(
            self._frame.number(self.pages, self._count),
            style,
            x=self.width - NUMBER,
            y=self.bottom + pt(8),
            width=NUMBER,
            align=RIGHT,
        )

    def _wide(self, line: int) -> float:
        """How wide a line of the footer is: the first leaves room for the page's number."""
        return self.width - (0 if line else NUMBER)


def write(device: QIODevice, frame: Frame, theme: Theme, lay_out: Callable[[Sheet], None]) -> int:
    """Lay a document out twice and write it to the open ``device``; returns its number of pages.

    A ``QGuiApplication`` has to be there.
    """
    return _pass(device, frame, theme, lay_out, count(frame, theme, lay_out))


def count(frame: Frame, theme: Theme, lay_out: Callable[[Sheet], None]) -> int:
    """How many pages it would be."""
    if theme.family not in QFontDatabase.families():
        fonts.load()
    draft = QBuffer()
    draft.open(QIODevice.OpenModeFlag.WriteOnly)
    return _pass(draft, frame, theme, lay_out, 99)


def _pass(device: QIODevice, frame: Frame, theme: Theme, lay_out: Callable[[Sheet], None], pages: int) -> int:
    writer = QPdfWriter(device)
    writer.setResolution(RESOLUTION)
    page = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    writer.setPageLayout(page)
    writer.setTitle(frame.title)
    writer.setCreator("Hemmonitor")
    sheet = Sheet(writer, theme, frame, pages)
    try:
        lay_out(sheet)
    finally:
        sheet.end()
    return sheet.pages
