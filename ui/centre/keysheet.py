"""A key sheet: one holder's words for the root and the archive key, on one page of A4.

It holds a secret, though one sheet alone tells nothing: it is only written where a person says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from hemmonitor.crypto.shares import HOLDERS, NEEDED
from ui.centre.paper import GREY, INK, LEFT, WIDE, Pen, write_pdf
from ui.theme import Theme

translate = QCoreApplication.translate

_COLUMNS = 3
_BODY, _SMALL, _HEAD, _WORD = 42, 36, 68, 40
_ROW = 62


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What a sheet says; ready texts. ``root`` and ``archive`` are words with spaces between them."""

    centre: str
    date: str
    number: int
    holder: str
    fingerprint: str
    address: str
    root: str = field(repr=False)
    archive: str = field(repr=False)


def file_name(number: int) -> str:
    """The name of a sheet's file."""
    return translate("KeySheet", "key-sheet-{number}.pdf").format(number=number)


def save(path: Path, sheet: KeySheet, theme: Theme) -> None:
    """Write a sheet. Raises ``StorageError``."""
    write_pdf(path, lambda painter: draw(painter, sheet, theme.family, theme.mono_family))


def draw(painter: QPainter, sheet: KeySheet, family: str, mono: str) -> float:
    """Draw the page; the painter's unit is a tenth of a millimetre. Returns how far down it reaches."""
    pen = Pen(painter, family, mono, top=160)
    pen.line(f"{sheet.centre}, {sheet.date}", _SMALL, colour=GREY)
    head = translate("KeySheet", "Key sheet {number} of {all}").format(number=sheet.number, all=HOLDERS)
    pen.line(head, _HEAD, bold=True)
    if sheet.holder:
        pen.line(translate("KeySheet", "Held by {name}").format(name=sheet.holder), _BODY, bold=True)
    pen.line(
        translate(
            "KeySheet",
            "Any {needed} of the {all} sheets make the care centre's keys again, when its computer is lost. "
            "Keep this one locked in, apart from the others. Never photograph it or type it into a computer "
            "but for a recovery, or for the yearly check.",
        ).format(needed=NEEDED, all=HOLDERS),
        _SMALL,
    )
    pen.down(20)
    for title, words in (
        (translate("KeySheet", "Root key: lets a new computer in"), sheet.root),
        (translate("KeySheet", "Archive key: reads what the post-box has"), sheet.archive),
    ):
        pen.rule()
        pen.line(title, _BODY, bold=True)
        _draw_words(pen, words.split())
    pen.rule()
    pen.line(translate("KeySheet", "The root's fingerprint"), _SMALL, colour=GREY)
    groups = [sheet.fingerprint[at : at + 8] for at in range(0, len(sheet.fingerprint), 8)]
    pen.line(" ".join(groups), _SMALL, mono=True)
    pen.line(translate("KeySheet", "Address of the post-box"), _SMALL, colour=GREY)
    pen.line(sheet.address, _SMALL, mono=True)
    pen.line(translate("KeySheet", "On a new computer: hemmonitor recover. It asks for these words."), _SMALL)
    return pen.y


def _draw_words(pen: Pen, words: list[str]) -> None:
    """Numbered, down the columns, so that a word left out is seen."""
    rows = -(-len(words) // _COLUMNS)
    wide = WIDE / _COLUMNS
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        top = pen.y + row * _ROW
        left = LEFT + column * wide
        pen.painter.setFont(pen.font(_SMALL, bold=False, mono=False))
        pen.painter.setPen(QColor(GREY))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        pen.painter.drawText(QRectF(left, top, 60, _ROW), int(flags), f"{place + 1}")
        pen.painter.setFont(pen.font(_WORD, bold=False, mono=True))
        pen.painter.setPen(QColor(INK))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        pen.painter.drawText(QRectF(left + 80, top, wide - 80, _ROW), int(flags), word)
    pen.down(rows * _ROW + 20)
