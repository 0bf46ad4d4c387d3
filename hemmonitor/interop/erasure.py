"""Takes a computer's whole profile away, and says what a care centre must keep.

Strategy: everything on a computer is encrypted under the key in its vault. The vault is overwritten and
removed first: after that the rest is noise, also in a copy that somebody made. Then the other files go.

A care centre's journal is a patient record: it is kept at least ten years after its last entry
(Patientdatalagen 3 kap. 17 §), its access log at least five (HSLF-FS 2016:40), and only the supervisory
authority orders a record destroyed (8 kap. 4 §). ``docs/moving-data.md`` explains this; nothing here erases
a part of a centre's journal.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hemmonitor.errors import StorageError
from hemmonitor.interop.source import BadFile

_LONGEST_VAULT = 1 << 16


def erase(folder: Path, vault: str = "vault", database: str = "journal.db") -> tuple[str, ...]:
    """Remove the profile in ``folder`` for good; returns the names of what went. The program must not run.

    Files that are not a profile's stay. Raises ``BadFile`` where there is no profile, and ``StorageError``.
    """
    lock = folder / vault
    if not lock.is_file():
        raise BadFile("there is no profile in this folder")
    gone = []
    try:
        for key in (lock, lock.with_name(vault + ".new")):
            if key.is_file():
                _overwrite(key)
                key.unlink()
                gone.append(key.name)
        for file in sorted(folder.glob(f"{database}*")):
            if file.is_file() and not file.is_symlink():
                file.unlink()
                gone.append(file.name)
    except OSError as error:
        raise StorageError(f"the profile could not be removed whole ({error.strerror})") from error
    return tuple(gone)


def _overwrite(path: Path) -> None:
    size = min(path.stat().st_size, _LONGEST_VAULT)
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
