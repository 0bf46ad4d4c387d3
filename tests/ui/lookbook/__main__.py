"""``python -m tests.ui.lookbook OUTDIR [part of "face/screen" ...]``: pictures, checks, index page.

Exits 1 when a screen has a fault. A face's screens are in its ``lookbook`` module.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ui.lookbook.book import Result, write_index
from tests.ui.lookbook.shelf import begin, books, taken

_SCREENS_A_PROCESS = 20  # then a new one, since windows leave memory behind


def main(folder: Path, only: list[str]) -> int:
    """Take all pictures whose name holds one of ``only``; 1 if any screen has a fault."""
    wanted = [
        (book.face, screen)
        for book in books()
        for screen in book.screens()
        if not only or any(part in f"{book.face}/{screen}" for part in only)
    ]
    if not wanted:
        sys.exit(f"no screen is called {' or '.join(only)}")
    results: list[Result] = []
    context = multiprocessing.get_context("spawn")
    with context.Pool(initializer=begin, maxtasksperchild=_SCREENS_A_PROCESS) as pool:
        for result in pool.imap(partial(taken, folder), wanted):
            results.append(result)
            for fault in result.faults:
                sys.stdout.write(f"{result.face}/{result.screen}: {fault}\n")
    page = write_index(results, folder)
    bad = sum(bool(result.faults) for result in results)
    pictures = sum(len(result.pictures) for result in results)
    sys.stdout.write(f"{pictures} pictures of {len(results)} screens, {bad} with faults: {page}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
