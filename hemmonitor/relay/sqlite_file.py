"""The file that SQLite's store is in: opening, locking, bringing forward, copying.

Rules:
- One process at a time: a lock beside the file, SQLite's own, which ends with the process however it ends.
- An older database is brought forward when it is opened; a newer one is refused.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from typing import TYPE_CHECKING, Final

from hemmonitor import clock
from hemmonitor.errors import DatabaseInUse, DiskFull, NewerSchema, StorageError
from hemmonitor.relay.store import DAY

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_VERSION: Final = 2
SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE log (
    centre BLOB NOT NULL, place INTEGER NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (centre, place)
);
CREATE TABLE box (
    id INTEGER PRIMARY KEY, centre BLOB NOT NULL, mailbox BLOB NOT NULL,
    cursor INTEGER NOT NULL, running BLOB NOT NULL, size INTEGER NOT NULL, floor INTEGER NOT NULL DEFAULT 0,
    UNIQUE (centre, mailbox)
);
CREATE TABLE envelope (
    box INTEGER NOT NULL, cursor INTEGER NOT NULL, envelope_id BLOB NOT NULL,
    digest BLOB NOT NULL, running BLOB NOT NULL, body BLOB NOT NULL, day INTEGER NOT NULL
);
CREATE UNIQUE INDEX envelope_cursor ON envelope (box, cursor);
CREATE UNIQUE INDEX envelope_id ON envelope (box, envelope_id);
CREATE TABLE slot (
    slot BLOB PRIMARY KEY, centre BLOB NOT NULL, expires INTEGER NOT NULL, ask BLOB, answer BLOB
) WITHOUT ROWID;
CREATE TABLE nonce (
    device BLOB NOT NULL, nonce BLOB NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (device, nonce)
) WITHOUT ROWID;
"""
# what was stored before days were kept counts from the day of the change
_FROM_1: Final = """
ALTER TABLE box ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE envelope ADD COLUMN day INTEGER NOT NULL DEFAULT {today};
CREATE TABLE nonce (
    device BLOB NOT NULL, nonce BLOB NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (device, nonce)
) WITHOUT ROWID;
"""


def lock_of(path: Path) -> Path:
    """The file whose lock says that a relay is running."""
    return path.with_name(path.name + ".lock")


def guarded(path: Path) -> sqlite3.Connection:
    """Take the lock; closing the connection gives it back. Raises ``DatabaseInUse``."""
    guard: sqlite3.Connection | None = None
    try:
        guard = sqlite3.connect(lock_of(path), isolation_level=None, timeout=0, check_same_thread=False)
        guard.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if guard is not None:
            guard.close()
        if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
            raise DatabaseInUse("a relay is running with this database") from error
        raise StorageError(f"relay database: {type(error).__name__}") from error
    return guard


def connect(path: Path) -> sqlite3.Connection:
    """A connection that waits for the disk at every commit."""
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA cache_size = -65536")  # 64 MiB: the inner pages of large indexes
        connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: one that changes often is moved once
    except sqlite3.Error as error:
        raise StorageError(f"relay database: {type(error).__name__}") from error
    return connection


def mapped(error: Exception) -> Exception:
    """One of our errors for one of SQLite's; any other as it is."""
    if not isinstance(error, sqlite3.Error):
        return error
    full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    failure = DiskFull("relay database") if full else StorageError(f"relay database: {type(error).__name__}")
    failure.__cause__ = error
    return failure


def prepare(connection: sqlite3.Connection) -> str:
    """Make the tables where there are none, or bring older ones forward; returns the epoch id."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise NewerSchema(f"relay database: schema {version}")
        if version < SCHEMA_VERSION:
            today = int(clock.now().timestamp()) // DAY
            steps = _FROM_1.format(today=today) if version else SCHEMA
            connection.executescript(
                f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)", (secrets.token_bytes(16),))
        epoch: bytes = connection.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()[0]
    except sqlite3.Error as error:
        raise StorageError(f"relay database: {type(error).__name__}") from error
    return epoch.hex()


def new_epoch(path: Path) -> str:
    """See ``databases.new_epoch``. Raises ``StorageError`` where there is no relay database."""
    if not path.exists():
        raise StorageError("relay database: there is no such file")
    connection = sqlite3.connect(path)
    try:
        with connection:
            epoch = secrets.token_bytes(16)
            changed = connection.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (epoch,)).rowcount
        if changed != 1:
            raise StorageError("relay database: not a relay's")
    except sqlite3.Error as error:
        raise StorageError(f"relay database: {type(error).__name__}") from error
    finally:
        connection.close()
    return epoch.hex()


def back_up(path: Path, target: Path) -> None:
    """Copy the database, as it stands at one moment, to a new private file; the relay may be running.

    Raises ``StorageError``; a file that is there already is not touched.
    """
    try:
        target.touch(mode=0o600, exist_ok=False)
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
            source.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()
            with contextlib.closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
    except FileExistsError as error:
        raise StorageError("backup: there is a file of this name already") from error
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        raise StorageError(f"backup: {type(error).__name__}") from error
