"""The books of all faces, and one screen of them taken in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tests.ui.centre.lookbook import CentreBook
from tests.ui.lookbook.book import Book, Result, take
from tests.ui.nurse.lookbook import NurseBook
from tests.ui.patient.lookbook import PatientBook
from tests.ui.render import application
from tests.ui.room.lookbook import RoomBook
from tests.ui.start.lookbook import StartBook


def books() -> tuple[Book, ...]:
    """The faces that have screens."""
    return PatientBook(), StartBook(), NurseBook(), RoomBook(), CentreBook()


def begin() -> None:
    """Make a process ready for taking pictures."""
    application()
    qInstallMessageHandler(_quiet)


def taken(folder: Path, which: tuple[str, str]) -> Result:
    """One screen's pictures and faults; ``which``: its face and name."""
    face, screen = which
    [book] = [book for book in books() if book.face == face]
    return take(book, screen, folder)


def _quiet(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Qt's warnings, without the one that the offscreen platform has for every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")
