"""The card for the measuring room, on the screen and as a PDF of one page with the card to cut out.

Measures are tenths of a millimetre. The PIN is never on the paper: it is told apart from the card.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import segno
from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPaintEvent, QPdfWriter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hemmonitor.errors import StorageError
from ui.theme import Theme
from ui.widgets.base import Themed

CARD = (1100, 700)
"""Somewhat larger than a bank card: the square has to be read by a simple camera."""
_PAGE = (2100, 2970)
_LEFT, _TOP = 200, 260
_QUIET = 4  # modules of white around the code (ISO/IEC 18004)
_INK, _GREY, _ACCENT = "#16211f", "#4a5854", "#0f5563"

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CardText:
    """What is written on the card; ready texts. ``code`` is the square's text."""

    shown: str
    centre: str
    phone: str
    until: str
    code: str


def draw_card(painter: QPainter, text: CardText, family: str, corner: tuple[float, float] = (0, 0)) -> None:
    """Draw the card with its upper left corner there; the painter's unit is a tenth of a millimetre."""
    x, y = corner
    wide, high = CARD
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(_GREY), 3, Qt.PenStyle.DashLine))
    painter.setBrush(QColor("white"))
    painter.drawRoundedRect(QRectF(x, y, wide, high), 40, 40)
    side = 560.0
    _draw_square(painter, QRectF(x + wide - side - 30, y + (high - side) / 2, side, side), text.code)
    left, room = x + 50, wide - side - 110
    lines = (
        (text.centre, 34, _ACCENT, True),
        (text.shown, 56, _INK, True),
        (translate("RoomCard", "Card for the measuring room"), 32, _INK, False),
        (translate("RoomCard", "Show the square, then press your PIN."), 28, _GREY, False),
        (translate("RoomCard", "Good until {day}").format(day=text.until), 28, _GREY, False),
        (translate("RoomCard", "Lost? Call {phone}").format(phone=text.phone or "1177"), 28, _GREY, False),
    )
    at = y + 60.0
    for words, size, colour, bold in lines:
        font = QFont(family)
        font.setPixelSize(size)
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(QRectF(left, at, room, high), flags, words)
        painter.drawText(used, flags, words)
        at += used.height() + 22


def _draw_square(painter: QPainter, box: QRectF, text: str) -> None:
    matrix = segno.make(text, error="l", micro=False).matrix
    side = box.width() / (len(matrix) + 2 * _QUIET)
    painter.setPen(Qt.PenStyle.NoPen)
    for row_at, row in enumerate(matrix):
        for column_at, dark in enumerate(row):
            if dark:
                left = box.left() + (column_at + _QUIET) * side
                top = box.top() + (row_at + _QUIET) * side
                # a little more than its share, or hair lines show between the modules
                painter.fillRect(QRectF(left, top, side * 1.02, side * 1.02), QColor("black"))


def write_pdf(path: Path, text: CardText, family: str) -> None:
    """Write the page. Raises ``StorageError`` when it cannot be written."""
    beside = path.with_name(path.name + ".part")
    writer = QPdfWriter(str(beside))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setResolution(600)
    writer.setTitle("Hemmonitor")
    painter = QPainter()
    if not painter.begin(writer):
        raise StorageError("the card could not be written")
    painter.scale(writer.width() / _PAGE[0], writer.height() / _PAGE[1])
    draw_card(painter, text, family, (_LEFT, _TOP))
    painter.end()
    try:
        beside.chmod(0o600)
        beside.replace(path)
    except OSError as error:
        raise StorageError(f"the card could not be written: {error.strerror}") from error


class CardView(Themed, QWidget):
    """The card as it will be printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: CardText | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_text(self, text: CardText | None) -> None:
        """Show this card; ``None`` forgets it."""
        self._text = text
        said = "" if text is None else translate("RoomCard", "Card for the measuring room")
        self.setAccessibleName(f"{said}, {text.shown}" if text is not None else said)
        self.update()

    @property
    def text(self) -> CardText | None:
        """What is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(440, 280)

    def restyle(self, theme: Theme) -> None:
        self.setFixedSize(self.sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text is None:
            return
        painter = QPainter(self)
        painter.scale(self.width() / CARD[0], self.height() / CARD[1])
        draw_card(painter, self._text, self.font().family())
