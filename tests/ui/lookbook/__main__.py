"""``python -m tests.ui.lookbook OUTDIR [part of "face/screen" ...]``: pictures, checks, index page.

Exits 1 when a screen has a fault. A face's screens are in its ``lookbook`` module.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tests.ui.centre.lookbook import CentreBook
from tests.ui.lookbook.book import Book, Result, take, write_index
from tests.ui.nurse.lookbook import NurseBook
from tests.ui.patient.lookbook import PatientBook
from tests.ui.render import application
from tests.ui.room.lookbook import RoomBook
from tests.ui.start.lookbook import StartBook


def books() -> tuple[Book, ...]:
    """The faces that have screens."""
    return PatientBook(), StartBook(), NurseBook(), RoomBook(), CentreBook()


def _quiet(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Qt's warnings, without the one that the offscreen platform has for every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def main(folder: Path, only: list[str]) -> int:
    """Take all pictures whose name holds one of ``only``; 1 if any screen has a fault."""
    application()
    qInstallMessageHandler(_quiet)
    results: list[Result] = []
    for book in books():
        for screen in book.screens():
            name = f"{book.face}/{screen}"
            if only and not any(part in name for part in only):
                continue
            result = take(book, screen, folder)
            results.append(result)
            for fault in result.faults:
                sys.stdout.write(f"{name}: {fault}\n")
    page = write_index(results, folder)
    bad = sum(bool(result.faults) for result in results)
    pictures = sum(len(result.pictures) for result in results)
    sys.stdout.write(f"{pictures} pictures of {len(results)} screens, {bad} with faults: {page}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
