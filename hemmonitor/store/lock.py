"""One program at a time on one database: a lock that the operating system drops when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hemmonitor.errors import DatabaseInUse, StorageError

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from construction to ``release``. The file stays: to remove it would race with the next owner."""

    def __init__(self, path: Path) -> None:
        """Raises ``DatabaseInUse`` when somebody holds it, also in this process."""
        try:
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise StorageError(f"the lock file cannot be opened: {fault.strerror}") from fault
        try:
            _take(self._descriptor)
        except OSError as fault:
            self.release()
            raise DatabaseInUse("the lock file is held") from fault

    def release(self) -> None:
        """Let the next one in. Doing it twice is fine."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
