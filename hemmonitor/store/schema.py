"""The tables, and how an older database becomes one of today.

Rules:
- A step is never edited once it was released; a change is a new step at the end.
- All steps that a file lacks run in one transaction. Before them the file is copied, encrypted with the
  same key, to ``<name>.v<old version>.backup``; a new file has nothing to copy.
- A file from a newer program is refused untouched.
- Columns other than an event's body repeat what the body says, to find it by. The body is the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeAlias

from hemmonitor.errors import NewerSchema
from hemmonitor.store.cipher import Connection, make_private, refuse_plain, storage_errors

Step: TypeAlias = tuple[str, ...]

_FIRST: Final[Step] = (
    """
    CREATE TABLE envelope (            -- sealed here; the outbox
        position   INTEGER PRIMARY KEY AUTOINCREMENT,
        id         TEXT NOT NULL UNIQUE,
        mailbox    TEXT NOT NULL,
        author_seq INTEGER NOT NULL,
        body       BLOB NOT NULL,      -- sent byte for byte
        sent_at    TEXT                -- ISO 8601 with offset; NULL while it waits
    ) STRICT
    """,
    "CREATE INDEX envelope_waiting ON envelope (position) WHERE sent_at IS NULL",
    "CREATE INDEX envelope_mailbox ON envelope (mailbox, position)",
    """
    CREATE TABLE event (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id       TEXT NOT NULL UNIQUE,
        mailbox  TEXT NOT NULL,
        kind     TEXT NOT NULL,        -- the codec's type name; empty for one that cannot be read
        at       INTEGER,              -- microseconds since 1970 UTC; NULL for one that cannot be read
        outgoing INTEGER NOT NULL,     -- 1 for an event of one's own that is to be sent
        envelope INTEGER REFERENCES envelope (position),
        body     BLOB NOT NULL         -- the codec's bytes
    ) STRICT
    """,
    "CREATE INDEX event_mailbox ON event (mailbox, position)",
    "CREATE INDEX event_waiting ON event (mailbox, position) WHERE outgoing = 1 AND envelope IS NULL",
    """
    CREATE TABLE received (
        id      TEXT PRIMARY KEY NOT NULL,
        mailbox TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE quarantine (
        mailbox TEXT NOT NULL,
        id      TEXT NOT NULL,
        code    TEXT NOT NULL,
        body    BLOB NOT NULL,
        PRIMARY KEY (mailbox, id)
    ) STRICT
    """,
    """
    CREATE TABLE head (
        mailbox TEXT NOT NULL,
        author  TEXT NOT NULL,
        seq     INTEGER NOT NULL,
        digest  BLOB NOT NULL,
        PRIMARY KEY (mailbox, author)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE cursor (
        mailbox     TEXT PRIMARY KEY NOT NULL,
        relay_epoch TEXT NOT NULL,
        position    INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE setting (
        name  TEXT PRIMARY KEY NOT NULL,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

# What is worked out of the events, to start quickly. Dropping all of it loses nothing.
_DERIVED: Final[Step] = (
    """
    CREATE TABLE derived (
        what     TEXT NOT NULL,
        stamp    TEXT NOT NULL,        -- of what it was made with; another stamp's is made anew
        mailbox  TEXT NOT NULL,
        position INTEGER NOT NULL,     -- the newest event it was made of
        body     BLOB NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX derived_of ON derived (what, stamp, mailbox)",
)

# by which membership log an author went: says which old keys may be destroyed
_LOG_LENGTH: Final[Step] = ("ALTER TABLE head ADD COLUMN log_length INTEGER NOT NULL DEFAULT 0",)

# An event's id is its own within its mailbox alone: what one mailbox holds cannot keep another's out, and a
# mailbox that is filled has its ids in one part of the index, not in a page each.
_OF_MAILBOX: Final[Step] = (
    """
    CREATE TABLE event_of (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id       TEXT NOT NULL,
        mailbox  TEXT NOT NULL,
        kind     TEXT NOT NULL,        -- the codec's type name; empty for one that cannot be read
        at       INTEGER,              -- microseconds since 1970 UTC; NULL for one that cannot be read
        outgoing INTEGER NOT NULL,     -- 1 for an event of one's own that is to be sent
        envelope INTEGER REFERENCES envelope (position),
        body     BLOB NOT NULL         -- the codec's bytes
    ) STRICT
    """,
    # positions of events that are gone are not given again
    """
    INSERT INTO sqlite_sequence (name, seq) SELECT 'event_of', seq FROM sqlite_sequence WHERE name = 'event'
    """,
    "INSERT INTO event_of SELECT position, id, mailbox, kind, at, outgoing, envelope, body FROM event",
    "DROP TABLE event",
    "ALTER TABLE event_of RENAME TO event",
    "CREATE UNIQUE INDEX event_id ON event (mailbox, id)",
    "CREATE INDEX event_mailbox ON event (mailbox, position)",
    "CREATE INDEX event_waiting ON event (mailbox, position) WHERE outgoing = 1 AND envelope IS NULL",
)

STEPS: Final[tuple[Step, ...]] = (_FIRST, _DERIVED, _LOG_LENGTH, _OF_MAILBOX)


def check_version(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """The file's schema version, 0 for a new file. Raises ``NewerSchema``; changes nothing."""
    with storage_errors():
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(steps):
        raise NewerSchema(f"schema {version}, this program knows {len(steps)}")
    return int(version)


def bring_up(connection: Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps that the file lacks, after a backup. All of them or none."""
    version = check_version(connection, steps)
    if version == len(steps):
        return
    if version:
        _back_up(connection, path, version)
    with storage_errors():
        # what a step drops, it has copied; wiping it as well would hold all of it in memory
        (wiping,) = connection.execute("PRAGMA secure_delete").fetchone()
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in steps[version:]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(steps)}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute(f"PRAGMA secure_delete = {wiping}")


def backup_path(path: Path, version: int) -> Path:
    """Where the copy from before a migration lies."""
    return path.with_name(f"{path.name}.v{version}.backup")


def _back_up(connection: Connection, path: Path, version: int) -> None:
    target = backup_path(path, version)
    unfinished = target.with_name(target.name + ".part")
    with storage_errors():
        unfinished.unlink(missing_ok=True)
        make_private(unfinished)
        try:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
            refuse_plain(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
