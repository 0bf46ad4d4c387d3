"""Wrong PINs, counted over restarts, and how long to wait after them.

It slows somebody who sits at the computer. Somebody who has copied its files is slowed by Argon2id alone.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import math
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

FILE = "tries.json"
FREE = 3
FIRST_PAUSE = 30
LONGEST_PAUSE = 15 * 60


def pause(wrong: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none after two, then 30, 60, 120 ... up to 900."""
    if wrong < FREE:
        return 0
    return int(min(FIRST_PAUSE * 2 ** min(wrong - FREE, 10), LONGEST_PAUSE))


class Tries:
    """Wrong PINs of one profile."""

    def __init__(self, folder: Path, clock: Callable[[], dt.datetime]) -> None:
        self._path, self._clock = folder / FILE, clock
        self._wrong, self._last = self._read()

    def wait(self) -> int:
        """Seconds until the next try is taken. A clock that was set back makes the wait no longer."""
        whole = pause(self._wrong)
        if not whole or self._last is None:
            return 0
        passed = (self._clock() - self._last).total_seconds()
        return whole if passed < 0 else max(0, math.ceil(whole - passed))

    def wrong(self) -> int:
        """Another wrong PIN; the seconds to wait now."""
        self._wrong, self._last = self._wrong + 1, self._clock()
        self._write()
        return self.wait()

    def right(self) -> None:
        """The right PIN."""
        if self._wrong:
            self._wrong, self._last = 0, None
            self._write()

    def _read(self) -> tuple[int, dt.datetime | None]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            last = dt.datetime.fromisoformat(kept["last"]).astimezone() if kept["last"] else None
            return int(kept["wrong"]), last
        except FileNotFoundError:
            return 0, None
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("%s cannot be read: %s", FILE, type(error).__name__)
            return FREE, self._clock()  # damaged or tampered with: wait once

    def _write(self) -> None:
        kept = {"wrong": self._wrong, "last": self._last.isoformat() if self._last else ""}
        try:
            self._path.write_text(json.dumps(kept), encoding="utf-8")
        except OSError as error:
            log.warning("%s was not kept: %s", FILE, error.strerror)  # it counts on while the program runs
