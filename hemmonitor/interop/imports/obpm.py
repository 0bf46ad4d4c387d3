"""The SQLite database of UBPM and of its forerunner OBPM (LazyT): tables U1 and U2, one a user.

OBPM has ``uts, sys, dia, bpm, msg`` with seconds since 1970; UBPM adds ``ihb, mov, inv`` and counts
milliseconds. Which it is, the size of the number tells.

A stranger's database is opened read-only, with no trust in its schema, and with a limit on work.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from typing import Any

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.found import Choices, Draft, Fault, Item, Why, measured
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.interop.watch import Cancelled
from hemmonitor.model.measurement import Component, Flag, Kind, Quantity, Unit

MAGIC = b"SQLite format 3\x00"
_NEEDED = ("uts", "sys", "dia", "bpm")
_MORE = ("msg", "ihb", "mov", "inv")
_MILLISECONDS_FROM = 100_000_000_000  # as seconds this is the year 5138
_STEPS = 10_000  # of SQLite's machine between two questions whether to go on
_MOST_STEPS = 200_000  # times _STEPS


def read_obpm(source: Source, choices: Choices, now: dt.datetime) -> Iterator[Item | Fault]:
    """The readings of one user (``choices.user``: U1 or U2; by default the one that has readings)."""
    with _opened(source) as connection:
        tables = {name: _columns(connection, name) for name in ("U1", "U2")}
        usable = [name for name, columns in tables.items() if set(_NEEDED) <= columns]
        if not usable:
            raise BadFile("not a database of UBPM or OBPM")
        counts = {name: _count(connection, name) for name in usable}
        table = choices.user or max(usable, key=lambda name: counts[name])
        if table not in usable:
            raise BadFile("the database has no such user")
        if not choices.user and all(counts.values()) and len(usable) > 1:
            raise BadFile("the database has two users: choose U1 or U2")
        columns = [*_NEEDED, *(c for c in _MORE if c in tables[table])]
        sql = f'SELECT rowid, {", ".join(columns)} FROM "{table}" ORDER BY uts'  # noqa: S608 - fixed names
        total = max(counts[table], 1)
        for done, row in enumerate(connection.execute(sql), start=1):
            yield _item(int(row[0]), dict(zip(columns, row[1:], strict=True)), choices, now)
            source.progress(done / total)


def users(source: Source) -> tuple[str, ...]:
    """The users that have readings."""
    with _opened(source) as connection:
        found = [name for name in ("U1", "U2") if set(_NEEDED) <= _columns(connection, name)]
        return tuple(name for name in found if _count(connection, name))


def _count(connection: sqlite3.Connection, table: str) -> int:
    sql = f'SELECT count(*) FROM "{table}"'  # noqa: S608 - U1 or U2
    return int(connection.execute(sql).fetchone()[0])


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"  # never a view
    if connection.execute(sql, (table,)).fetchone() is None:
        return set()
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}


@contextmanager
def _opened(source: Source) -> Iterator[sqlite3.Connection]:
    if not source.head(16).startswith(MAGIC):
        raise BadFile("not a SQLite database")
    steps = 0

    def ask() -> bool:
        nonlocal steps
        steps += 1
        return source.cancelled() or steps > _MOST_STEPS

    try:
        address = source.path.resolve().as_uri() + "?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1 << 20)
            connection.set_progress_handler(ask, _STEPS)
            yield connection
    except sqlite3.Error:
        if source.cancelled():
            raise Cancelled from None
        raise BadFile("the database is broken") from None


def _item(row: int, values: dict[str, Any], choices: Choices, now: dt.datetime) -> Item | Fault:
    uts = values["uts"]
    if not isinstance(uts, int):
        return Fault(row, 1, Why.BAD_TIME)
    try:
        seconds = uts / 1000 if abs(uts) >= _MILLISECONDS_FROM else uts
        local = dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone(choices.zone)
        at = local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))
    except (ValueError, OverflowError, OSError):
        return Fault(row, 1, Why.BAD_TIME)
    if values.get("inv"):
        return Fault(row, 0, Why.MARKED_INVALID)
    figures = [values[name] for name in ("sys", "dia", "bpm")]
    if not all(type(figure) is int and 0 <= figure < 1000 for figure in figures):
        return Fault(row, 0, Why.NOT_A_NUMBER)
    systolic, diastolic, pulse = figures
    quantities = [
        Quantity(Component.SYSTOLIC, Decimal(systolic), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(diastolic), Unit.MMHG),
    ]
    if pulse:
        quantities.append(Quantity(Component.PULSE_RATE, Decimal(pulse), Unit.PER_MINUTE))
    flags = {
        flag
        for name, flag in (("ihb", Flag.IRREGULAR_PULSE), ("mov", Flag.BODY_MOVEMENT))
        if values.get(name)
    }
    note = values.get("msg")
    draft = Draft(
        kind=Kind.BLOOD_PRESSURE,
        at=at,
        values=tuple(quantities),
        raw=repr([values.get(c) for c in (*_NEEDED, *_MORE)]).encode(),
        flags=frozenset(flags),
        note=note if isinstance(note, str) else "",
    )
    return Item(row, measured(draft, Format.OBPM, now))
