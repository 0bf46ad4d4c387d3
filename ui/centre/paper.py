"""Paper of the care centre: lines under each other on A4, on the screen and as a PDF.

Measures are tenths of a millimetre on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from hemmonitor.errors import StorageError

PAGE = (2100, 2970)
LEFT, TOP = 200, 220
WIDE = PAGE[0] - 2 * LEFT
INK, GREY, ACCENT = "#16211f", "#4a5854", "#0f5563"
BODY = 46


class Pen:
    """Writes lines under each other."""

    def __init__(
        self, painter: QPainter, family: str, mono: str, *, left: float = LEFT, top: float = TOP
    ) -> None:
        self.painter, self.family, self.mono = painter, family, mono
        self._left, self.y = left, top

    def down(self, by: float) -> None:
        self.y += by

    def line(
        self, text: str, size: int, *, bold: bool = False, mono: bool = False, colour: str = INK
    ) -> None:
        """One paragraph, wrapped at the right margin."""
        self._write(text, size, self._left, bold=bold, mono=mono, colour=colour)

    def step(self, number: int, text: str) -> None:
        """A numbered line."""
        circle = QRectF(self._left, self.y, 70, 70)
        self.painter.setPen(QColor(ACCENT))
        self.painter.setFont(self.font(BODY, bold=True, mono=False))
        self.painter.drawEllipse(circle)
        self.painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
        self._write(text, BODY, self._left + 100)
        self.y += 24

    def rule(self) -> None:
        """A line across."""
        self.painter.fillRect(QRectF(self._left, self.y, WIDE, 2), QColor(GREY))
        self.y += 30

    def _write(
        self, text: str, size: int, left: float, *, bold: bool = False, mono: bool = False, colour: str = INK
    ) -> None:
        font = self.font(size, bold=bold, mono=mono)
        room = QRectF(left, self.y, PAGE[0] - LEFT - left, 2 * PAGE[1])
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(
            Qt.TextFlag.TextWrapAnywhere if mono else Qt.TextFlag.TextWordWrap
        )
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        tall = QFontMetricsF(font).boundingRect(room, flags, text).height()
        self.painter.drawText(room, flags, text)
        self.y += tall + size * 0.25

    def font(self, size: int, *, bold: bool, mono: bool) -> QFont:
        """The sheet's type."""
        font = QFont(self.mono if mono else self.family)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font


def write_pdf(path: Path, draw: Callable[[QPainter], object]) -> None:
    """Write one page. Raises ``StorageError``."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setResolution(254)  # a dot is a tenth of a millimetre
    writer.setTitle("Hemmonitor")  # no name: a title shows in lists of files
    painter = QPainter()
    if not painter.begin(writer):
        raise StorageError("the page could not be written there")
    draw(painter)
    if not painter.end():
        raise StorageError("the page could not be written there")
