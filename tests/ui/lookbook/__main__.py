"""``python -m tests.ui.lookbook OUTDIR [part of "face/screen" ...]``: pictures, checks, index page.

Exits 1 when a screen has a fault. A face's screens are in its ``lookbook`` module.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ui.lookbook.book import Result, write_index
from tests.ui.lookbook.shelf import begin, books, taken

_SCREENS = 40  # then new processes, since windows leave memory behind


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
    for some in (wanted[start : start + _SCREENS] for start in range(0, len(wanted), _SCREENS)):
        with ProcessPoolExecutor(None, multiprocessing.get_context("spawn"), begin) as pool:
            for result in pool.map(partial(taken, folder), some):
                results.append(result)
                for fault in result.faults:
                    sys.stdout.write(f"{result.face}/{result.screen}: {fault}\n")
                sys.stdout.flush()
    page = write_index(results, folder)
    bad = sum(bool(result.faults) for result in results)
    pictures = sum(len(result.pictures) for result in results)
    sys.stdout.write(f"{pictures} pictures of {len(results)} screens, {bad} with faults: {page}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
