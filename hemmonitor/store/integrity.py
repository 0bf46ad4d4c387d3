"""Looks through a whole database for what is wrong with it, and changes nothing.

Strategy: first the file's pages by their own authentication codes, then SQLite's check of tables, indexes and
references, then every event against the columns that repeat what it says (``schema``).

Rules:
- What is found is told by place: a page, a table, a position. No value of a row is in it.
- A part that can no longer be read is a fault like any other, and the rest is looked through.
- An index is looked at too: a row that is found by its place and not by its name is lost to the program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

from hemmonitor.errors import StorageError
from hemmonitor.store import codec
from hemmonitor.store.cipher import Connection, storage_errors
from hemmonitor.store.codec import Unread
from hemmonitor.store.journal import Damage, Fault

_PAGE: Final = 1000  # rows
_MOST: Final = 100  # faults that SQLite tells of
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND: Final = dt.timedelta(microseconds=1)


def examine(connection: Connection) -> Iterator[Fault]:
    """Everything that is wrong. Takes as long as reading the file two or three times."""
    yield from _told(_pages, connection, Damage.PAGE)
    yield from _told(_structure, connection, Damage.STRUCTURE)
    yield from _told(_references, connection, Damage.STRUCTURE)
    yield from _told(_events, connection, Damage.ROW)


def at_of(at: dt.datetime | None) -> int | None:
    """An event's time as its column has it: microseconds since 1970, UTC."""
    return None if at is None else (at - _EPOCH) // _MICROSECOND


def _told(
    look: Callable[[Connection], Iterator[str]], connection: Connection, damage: Damage
) -> Iterator[Fault]:
    try:
        for where in look(connection):
            yield Fault(damage, where)
    except StorageError as error:
        yield Fault(Damage.STRUCTURE, error.detail)


def _pages(connection: Connection) -> Iterator[str]:
    yield from (text for (text,) in _rows(connection, "PRAGMA cipher_integrity_check"))


def _structure(connection: Connection) -> Iterator[str]:
    yield from (text for (text,) in _rows(connection, f"PRAGMA integrity_check({_MOST})") if text != "ok")


def _references(connection: Connection) -> Iterator[str]:
    for table, row, *_ in _rows(connection, "PRAGMA foreign_key_check"):
        yield f"{table} {row}: refers to a row that is not there"


def _events(connection: Connection) -> Iterator[str]:
    sql = (
        "SELECT position, id, mailbox, kind, at, body FROM event WHERE position > ? ORDER BY position LIMIT ?"
    )
    position = 0
    while rows := _rows(connection, sql, position, _PAGE):
        position = rows[-1][0]
        for row in rows:
            if fault := _row_fault(*row[1:]):
                yield f"event {row[0]}: {fault}"


def _row_fault(ident: str, mailbox: str, kind: str, at: int | None, body: bytes) -> str:
    """What is wrong with a stored event; empty where nothing is."""
    frame = codec.frame(body)
    if ident != frame.id or frame.mailbox not in {mailbox, ""}:
        return "another id or mailbox than the event's"
    if not kind and at is None:  # one that could not be read when it was stored
        return ""
    if (kind, at) != (frame.kind, at_of(frame.at)):
        return "another kind or time than the event's"
    event = codec.read(body)
    return "cannot be read any more" if isinstance(event, Unread) and not event.newer else ""


def _rows(connection: Connection, sql: str, *values: object) -> list[Any]:
    with storage_errors():
        return list(connection.execute(sql, values).fetchall())
