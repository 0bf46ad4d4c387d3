"""Opening an encrypted database file, and nothing else about it.

Rules:
- A file that is plain SQLite is refused, before opening and after: a misspelt pragma, or a SQLite without
  the cipher, would write plaintext without a word.
- The key is used once, through the library's own call, so that it never stands in an SQL text that a
  statement cache would keep. It is not stored.
- Durable means durable: write-ahead log, ``synchronous = FULL``, and the drive's own cache on macOS.
- ``cipher_memory_security`` stays off. SQLCipher locks and wipes its keys without it; with it, it does so
  with every page, which costs half as much again in bulk writes and the whole usual limit of locked memory,
  while the decoded events lie in Python's memory all the same.
- Errors carry SQLite's own name for what happened, never an SQL value.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias

import sqlcipher3

from hemmonitor.errors import BadKey, DatabaseInUse, DiskFull, NotEncrypted, StorageError, WrongKey

Connection: TypeAlias = Any  # sqlcipher3 has no type hints

KEY_SIZE: Final = 32
_PLAIN_HEADER: Final = b"SQLite format 3\x00"

# SQLite's primary result codes, https://sqlite.org/rescode.html
_BY_CODE: Final[dict[int, tuple[type[StorageError], str]]] = {
    5: (DatabaseInUse, "busy"),
    6: (DatabaseInUse, "locked"),
    8: (StorageError, "the file may not be written"),
    10: (StorageError, "reading or writing the file failed"),
    11: (StorageError, "the file is damaged"),
    13: (DiskFull, "full"),
    14: (StorageError, "the file cannot be opened"),
    26: (WrongKey, "not a database with this key"),
}


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn the library's and the system's errors into the program's."""
    try:
        yield
    except OSError as fault:
        kind = DiskFull if fault.errno in {errno.ENOSPC, errno.EDQUOT} else StorageError
        raise kind(f"a file of the database: {fault.strerror}") from fault
    except sqlcipher3.Error as fault:
        code = getattr(fault, "sqlite_errorcode", 0)
        kind, what = _BY_CODE.get(code & 0xFF, (StorageError, "the database refused"))
        raise kind(f"{what} ({getattr(fault, 'sqlite_errorname', type(fault).__name__)})") from fault


def connect(path: Path, key: bytes) -> Connection:
    """An encrypted connection to the file, which is made when it is not there.

    The caller holds the lock. Raises ``WrongKey``, ``NotEncrypted``, ``BadKey`` or ``StorageError``;
    an existing file has not been changed then.
    """
    if len(key) != KEY_SIZE:
        raise BadKey(f"a database key has {KEY_SIZE} bytes")
    with storage_errors():
        _prepare_file(path)
        refuse_plain(path)
        # one thread uses it, but not always the one that opened it
        connection = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            _unlock(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _unlock(connection: Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to standard error
    connection.set_key(f"x'{key.hex()}'")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise NotEncrypted("this SQLite has no cipher")
    connection.execute("PRAGMA cipher_compatibility = 4")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first use of the key


def make_durable(connection: Connection) -> None:
    """Set how the connection writes. Switches the file to a write-ahead log."""
    with storage_errors():
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "foreign_keys = ON",
            "temp_store = MEMORY",  # nothing is ever spilled to a plain temporary file
            "trusted_schema = OFF",
            "secure_delete = ON",  # a key that is destroyed leaves no page behind
        ):
            connection.execute(f"PRAGMA {setting}")
        expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}
        for name, value in expected.items():
            if connection.execute(f"PRAGMA {name}").fetchone() != (value,):
                raise StorageError(f"{name} could not be set")


def refuse_plain(path: Path) -> None:
    """Raise ``NotEncrypted`` when the file begins as plain SQLite does."""
    with storage_errors(), path.open("rb") as file:
        if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            raise NotEncrypted("the file has the header of plain SQLite")


def make_private(path: Path) -> None:
    """Make the file, empty, when it is not there, and let only its owner read it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) != 0o600:
        path.chmod(0o600)


def _prepare_file(path: Path) -> None:
    make_private(path)
    if os.name == "posix":  # the new name itself has to survive a power cut
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
