"""Fills the small file system it is pointed at, and looks at what is left. Run by ``test_sqlite``."""

from __future__ import annotations

import sys
from pathlib import Path

from hemmonitor.errors import DiskFull
from hemmonitor.store.sqlite import open_journal
from tests.store.examples import message

KEY = bytes(32)


def main(directory: Path) -> None:
    ballast = directory / "ballast"
    ballast.write_bytes(bytes(300_000))
    journal = open_journal(directory / "journal.db", KEY)
    stored: list[str] = []
    try:
        for number in range(100_000):
            journal.append((message(f"e{number}"),))
            stored.append(f"e{number}")
    except DiskFull:
        pass
    else:
        raise AssertionError("the disk never filled")
    assert len(stored) > 10
    assert [s.event.id for s in journal.events()] == stored
    journal.close()
    journal = open_journal(directory / "journal.db", KEY)
    assert [s.event.id for s in journal.events()] == stored
    ballast.unlink()
    journal.append((message("after"),))
    assert [s.event.id for s in journal.events()] == [*stored, "after"]
    journal.close()
    print("full, kept, and writable again")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
