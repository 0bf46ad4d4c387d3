"""The letter that carries an invitation to a patient: on the screen as a preview, and as a PDF on A4.

Measures are tenths of a millimetre on the page; one function draws both. The letter holds the secret: it is
only written where a person says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import segno
from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.centre.paper import GREY, LEFT, PAGE, Pen, write_pdf
from ui.theme import Theme
from ui.widgets.base import Themed

__all__ = ["PAGE", "Letter", "LetterView", "draw", "save_pdf"]

_SQUARE = 520  # the code's side, with its quiet zone
_QUIET = 4  # modules of white around it (ISO/IEC 18004)
_BODY, _SMALL, _HEAD, _NAME, _CODE = 46, 38, 76, 52, 56

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says; ready texts. ``text`` is for the square, ``code`` for typing."""

    centre: str
    date: str
    person: str
    given_name: str
    text: str
    code: str
    address: str
    until: str
    contact: str
    phone: str
    hours: str
    again: bool = False  # to a new computer of somebody who has measured before


def draw(painter: QPainter, letter: Letter, family: str, mono: str) -> float:
    """Draw the page; the painter's unit is a tenth of a millimetre, its origin the page's corner.

    Returns how far down it reaches.
    """
    pen = Pen(painter, family, mono)
    pen.line(letter.centre, _NAME, bold=True)
    pen.line(letter.date, _SMALL, colour=GREY)
    pen.down(60)
    pen.line(letter.person, _BODY)
    pen.down(60)
    head = translate("Letter", "Get started with measuring at home")
    hello = translate(
        "Letter", "Hello {name}! We have agreed that you measure at home. This is how you connect to us."
    )
    if letter.again:
        head = translate("Letter", "Go on with measuring on a new computer")
        hello = translate(
            "Letter",
            "Hello {name}! This is how your new computer connects to us. What you have measured comes back.",
        )
    pen.line(head, _HEAD, bold=True)
    pen.down(10)
    pen.line(hello.format(name=letter.given_name), _BODY)
    pen.down(50)
    _draw_code(pen, letter)
    pen.down(60)
    steps = (
        translate("Letter", "Open Hemmonitor and choose “I measure at home”."),
        translate("Letter", "Show the square to the computer’s camera. Or type the address and the code."),
        translate("Letter", "We call you and compare six digits. Then it is done."),
    )
    for number, step in enumerate(steps, start=1):
        pen.step(number, step)
    pen.down(60)
    pen.rule()
    questions = translate("Letter", "Questions? {who}, {phone}, {hours}.")
    pen.line(questions.format(who=letter.contact, phone=letter.phone, hours=letter.hours), _SMALL)
    watch = translate(
        "Letter", "Nobody watches the values day and night. Evenings and weekends: 1177. Urgent: 112."
    )
    pen.line(watch, _SMALL, bold=True)
    pen.line(translate("Letter", "Not CE marked. For development and research only."), _SMALL, colour=GREY)
    return pen.y


def _draw_code(pen: Pen, letter: Letter) -> None:
    top = pen.y
    _draw_square(pen.painter, QRectF(LEFT, top, _SQUARE, _SQUARE), letter.text)
    beside = Pen(pen.painter, pen.family, pen.mono, left=LEFT + _SQUARE + 60, top=top)
    beside.line(translate("Letter", "Address"), _SMALL, colour=GREY)
    beside.line(letter.address, _BODY, mono=True)
    beside.down(20)
    beside.line(translate("Letter", "Code"), _SMALL, colour=GREY)
    groups = letter.code.split("-")
    for at in range(0, len(groups), 4):
        beside.line("  ".join(groups[at : at + 4]), _CODE, mono=True)
    beside.down(20)
    until = translate("Letter", "Can be used once, until {day}.").format(day=letter.until)
    beside.line(until, _BODY, bold=True)
    pen.y = max(top + _SQUARE, beside.y)


def _draw_square(painter: QPainter, box: QRectF, text: str) -> None:
    matrix = segno.make(text, error="m", micro=False).matrix
    count = len(matrix) + 2 * _QUIET
    side = box.width() / count
    painter.fillRect(box, QColor("white"))
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                corner = box.topLeft().x() + (x + _QUIET) * side, box.topLeft().y() + (y + _QUIET) * side
                # a little more than its share, or hair lines show between the modules
                painter.fillRect(QRectF(*corner, side * 1.02, side * 1.02), QColor("black"))


def save_pdf(path: Path, letter: Letter, theme: Theme) -> None:
    """Write the letter. Raises ``StorageError``."""
    write_pdf(path, lambda painter: draw(painter, letter, theme.family, theme.mono_family))


class LetterView(Themed, QWidget):
    """The letter as it will be printed. Empty before there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter: Letter | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    @property
    def letter(self) -> Letter | None:
        """The letter shown."""
        return self._letter

    def show_letter(self, letter: Letter | None) -> None:
        """Show another letter, or none."""
        self._letter = letter
        said = ""
        if letter is not None:
            groups = letter.code.replace("-", ", ")
            said = self.tr("The letter. Address {address}. Code {code}.")
            said = said.format(address=letter.address, code=groups)
        self.setAccessibleName(said)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(212, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._letter is None:
            return
        scale = min(self.width() / PAGE[0], self.height() / PAGE[1])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - PAGE[0] * scale) / 2, 0)
        painter.scale(scale, scale)
        painter.setPen(QPen(QColor(self.theme.colours.border_strong), 1 / scale))
        painter.setBrush(QColor("white"))
        painter.drawRect(QRectF(0, 0, *PAGE).adjusted(1, 1, -1, -1))
        painter.setClipRect(QRectF(0, 0, *PAGE))
        draw(painter, self._letter, self.theme.family, self.theme.mono_family)
