"""Which store a database's address names."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hemmonitor.errors import InputError
from hemmonitor.relay import postgres_server, sqlite_file
from hemmonitor.relay.postgres import PostgresStore
from hemmonitor.relay.sqlite import SqliteStore

if TYPE_CHECKING:
    from hemmonitor.relay.mailbox import Limits
    from hemmonitor.relay.store import Store

_POSTGRES: Final = ("postgresql://", "postgres://")
_SQLITE: Final = "sqlite://"


def store_at(database: str | Path, limits: Limits | None = None) -> Store:
    """The store that a database's address names: a path, ``sqlite:///PATH`` or ``postgresql://…``.

    Raises ``InputError`` for another kind of address, which is not repeated: it may hold a password.
    """
    if isinstance(database, str) and database.startswith(_POSTGRES):
        return PostgresStore(database, limits)
    return SqliteStore(sqlite_path(database), limits)


def sqlite_path(database: str | Path) -> Path:
    """The file that ``sqlite:///relative``, ``sqlite:////absolute`` or a plain path names."""
    if isinstance(database, Path):
        return database
    if database.startswith(_SQLITE + "/") and len(database) > len(_SQLITE) + 1:
        return Path(database.removeprefix(_SQLITE + "/"))
    if "://" in database or database.startswith("sqlite:") or not database:
        raise InputError("the database: must be sqlite:///PATH or postgresql://USER@HOST/NAME")
    return Path(database)


async def new_epoch(database: str) -> str:
    """Give a database that was put back from a backup a new epoch id, so that readers look again.

    The relay must not be running. Returns the new id.
    """
    if isinstance(database, str) and database.startswith(_POSTGRES):
        return await postgres_server.new_epoch(database)
    path = sqlite_path(database)
    return await asyncio.to_thread(sqlite_file.new_epoch, path)
