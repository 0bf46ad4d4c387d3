"""What SQLite's store promises beyond the contract."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from hemmonitor.errors import DatabaseInUse, NewerSchema, StorageError
from hemmonitor.relay import sqlite as module
from hemmonitor.relay.sqlite import SqliteStore
from hemmonitor.relay.sqlite_file import back_up, new_epoch
from hemmonitor.relay.store import Claim
from tests.relay.test_store import BOX, CENTRE, filled

VERSION_1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE log (
    centre BLOB NOT NULL, place INTEGER NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (centre, place)
);
CREATE TABLE box (
    id INTEGER PRIMARY KEY, centre BLOB NOT NULL, mailbox BLOB NOT NULL,
    cursor INTEGER NOT NULL, running BLOB NOT NULL, size INTEGER NOT NULL, UNIQUE (centre, mailbox)
);
CREATE TABLE envelope (
    box INTEGER NOT NULL, cursor INTEGER NOT NULL, envelope_id BLOB NOT NULL,
    digest BLOB NOT NULL, running BLOB NOT NULL, body BLOB NOT NULL
);
CREATE UNIQUE INDEX envelope_cursor ON envelope (box, cursor);
CREATE UNIQUE INDEX envelope_id ON envelope (box, envelope_id);
CREATE TABLE slot (
    slot BLOB PRIMARY KEY, centre BLOB NOT NULL, expires INTEGER NOT NULL, ask BLOB, answer BLOB
) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "relay.db"


async def test_writes_that_wait_share_a_commit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []
    real = module._commit

    def counted(connection: sqlite3.Connection, group: list[Any]) -> None:
        groups.append(len(group))
        real(connection, group)

    monkeypatch.setattr(module, "_commit", counted)
    store = SqliteStore(path)
    await filled(store, 400)
    await store.close()
    assert sum(groups) == 400
    assert len(groups) < 100


async def test_a_closed_store_is_one_whole_file(path: Path) -> None:
    store = SqliteStore(path)
    await filled(store, 3)
    await store.append_log(CENTRE, 0, [b"one"])
    await store.log(CENTRE, 0, size=1)
    await store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


async def test_a_second_relay_on_the_same_file_is_refused(path: Path) -> None:
    store = SqliteStore(path)
    with pytest.raises(DatabaseInUse):
        SqliteStore(path)
    await store.close()
    await SqliteStore(path).close()


async def test_envelopes_are_synced_to_the_disk_and_nonces_alone_are_not(path: Path) -> None:
    said: list[str] = []
    store = SqliteStore(path)
    assert store._reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    await store._written(lambda writer: writer.set_trace_callback(said.append))
    await store.claim(Claim(CENTRE, b"d" * 16, b"n" * 16, 1), 0)
    await asyncio.sleep(0.1)  # it goes alone
    await filled(store, 1)
    await store.close()
    what = ("synchronous = 1", "INTO nonce", "synchronous = 2", "INTO envelope")
    places = [next(at for at, line in enumerate(said) if one in line) for one in what]
    assert places == sorted(places)


async def test_a_database_of_version_1_is_brought_forward(path: Path) -> None:
    with sqlite3.connect(path) as old:
        old.executescript(VERSION_1)
        old.execute("INSERT INTO meta VALUES ('epoch', ?)", (b"e" * 16,))
        old.execute("INSERT INTO box VALUES (1, ?, ?, 1, ?, 4)", (CENTRE, BOX, b"r" * 32))
        old.execute(
            "INSERT INTO envelope VALUES (1, 1, ?, ?, ?, ?)", (b"i" * 16, b"d" * 32, b"r" * 32, b"body")
        )
    old.close()
    store = SqliteStore(path)
    assert store.epoch == (b"e" * 16).hex()
    await filled(store, 1, day=30_000)
    page = await store.page(CENTRE, BOX, 0, 9)
    assert [row.cursor for row in page.rows] == [1, 2]
    assert (await store.compact(20_000)).envelopes == 0  # its day is the day of the change
    await store.close()


def test_a_newer_schema_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerSchema):
        SqliteStore(path)


def test_something_else_than_a_database_is_refused(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to be looked at " * 100)
    with pytest.raises(StorageError):
        SqliteStore(path)
    with pytest.raises(StorageError):
        new_epoch(path)


def test_a_directory_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        SqliteStore(tmp_path / "none" / "relay.db")
    with pytest.raises(StorageError):
        new_epoch(tmp_path / "none.db")


async def test_a_backup_of_a_running_relay_is_whole_and_private(path: Path, tmp_path: Path) -> None:
    store = SqliteStore(path)
    ids = await filled(store, 20)
    target = tmp_path / "backup.db"
    back_up(path, target)
    await filled(store, 5)
    with pytest.raises(StorageError, match="already"):
        back_up(path, target)
    await store.close()
    assert target.stat().st_mode & 0o077 == 0
    copy = SqliteStore(target)
    assert {row.envelope_id for row in (await copy.page(CENTRE, BOX, 0, 100)).rows} == set(ids)
    await copy.close()


def test_a_backup_of_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        back_up(tmp_path / "none.db", tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []
