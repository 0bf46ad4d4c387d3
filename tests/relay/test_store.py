from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from hemmonitor.crypto.keys import random_id
from hemmonitor.crypto.verify import EMPTY_RUNNING, digest, running_digest
from hemmonitor.errors import NewerSchema, StorageError
from hemmonitor.relay import store as store_module
from hemmonitor.relay.mailbox import Again, Append, Limits, Refusal
from hemmonitor.relay.store import RelayStore, new_epoch

CENTRE, BOX, OTHER = b"c" * 16, b"m" * 16, b"n" * 16


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "relay.db"


async def filled(store: RelayStore, count: int, box: bytes = BOX) -> list[str]:
    ids = [random_id() for _ in range(count)]
    await asyncio.gather(*(store.put(CENTRE, box, ident, ident.encode()) for ident in ids))
    return ids


async def test_many_at_once_get_cursors_without_gaps(path: Path) -> None:
    store = RelayStore(path)
    ids = await filled(store, 700)
    await filled(store, 3, OTHER)
    page = store.page(CENTRE, BOX, 0, 1000)
    assert [row.cursor for row in page.rows] == list(range(1, 701))
    assert {row.envelope_id for row in page.rows} == set(ids)
    assert store.heads(CENTRE, [BOX, OTHER, b"z" * 16]) == [700, 3, 0]
    store.close()


async def test_writes_that_wait_share_a_commit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []
    real = store_module._commit

    def counted(connection: sqlite3.Connection, group: list[Any]) -> None:
        groups.append(len(group))
        real(connection, group)

    monkeypatch.setattr(store_module, "_commit", counted)
    store = RelayStore(path)
    await filled(store, 400)
    store.close()
    assert sum(groups) == 400
    assert len(groups) < 100


async def test_the_running_digest_is_kept_at_every_cursor(path: Path) -> None:
    store = RelayStore(path)
    running = EMPTY_RUNNING
    assert store.page(CENTRE, BOX, 0, 10).running == EMPTY_RUNNING
    for number in range(1, 4):
        [ident] = await filled(store, 1)
        running = running_digest(running, ident, digest(ident.encode()))
        assert store.page(CENTRE, BOX, number, 10).running == running
    assert store.page(CENTRE, BOX, 4, 10).running is None
    store.close()


async def test_pages_end_by_rows_and_by_bytes_but_hold_one_at_least(path: Path) -> None:
    store = RelayStore(path, Limits(page=40))
    await filled(store, 5)  # 32 bytes each
    assert len(store.page(CENTRE, BOX, 0, 3).rows) == 1
    store.close()
    store = RelayStore(path)
    assert [row.cursor for row in store.page(CENTRE, BOX, 1, 3).rows] == [2, 3, 4]
    assert store.page(CENTRE, BOX, 1, 3).head == 5
    store.close()


async def test_what_was_answered_is_there_after_a_restart(path: Path) -> None:
    store = RelayStore(path)
    [ident] = await filled(store, 1)
    await store.append_log(CENTRE, 0, [b"one", b"two"])
    epoch = store.epoch
    store.close()
    store.close()
    again = RelayStore(path)
    assert again.epoch == epoch
    assert again.log(CENTRE) == [b"one", b"two"]
    assert await again.put(CENTRE, BOX, ident, ident.encode()) == Again(1)
    assert await again.put(CENTRE, BOX, ident, b"other") is Refusal.CONFLICT
    again.close()


async def test_the_same_id_lives_in_each_mailbox_by_itself(path: Path) -> None:
    store = RelayStore(path)
    ident = random_id()
    for centre, box in ((CENTRE, BOX), (CENTRE, OTHER), (b"d" * 16, BOX)):
        assert isinstance(await store.put(centre, box, ident, b"x"), Append)
    store.close()


async def test_a_write_that_fails_fails_alone(path: Path) -> None:
    store = RelayStore(path)
    await store.append_log(CENTRE, 0, [b"one"])
    jobs = [
        store.put(CENTRE, BOX, random_id(), b"a"),
        store.append_log(CENTRE, 0, [b"taken"]),
        store.put(CENTRE, BOX, random_id(), b"b"),
    ]
    first, failed, last = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(first, Append)
    assert isinstance(failed, StorageError)
    assert isinstance(last, Append)
    assert store.log(CENTRE) == [b"one"]
    store.close()


async def test_a_caller_that_goes_away_stops_nothing(path: Path) -> None:
    store = RelayStore(path)
    tasks = [asyncio.create_task(store.put(CENTRE, BOX, random_id(), b"x")) for _ in range(50)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(isinstance(result, Append) for result in results) >= 25
    await filled(store, 1)
    store.close()


async def test_a_closed_store_says_so(path: Path) -> None:
    store = RelayStore(path)
    store.close()
    with pytest.raises(StorageError, match="closed"):
        await store.put(CENTRE, BOX, random_id(), b"x")


async def test_log_pages(path: Path) -> None:
    store = RelayStore(path)
    await store.append_log(CENTRE, 0, [b"aaaa", b"bbbb", b"cccc"])
    assert store.log(CENTRE, 1) == [b"bbbb", b"cccc"]
    assert store.log(CENTRE, 0, size=8) == [b"aaaa", b"bbbb"]
    assert store.log(CENTRE, 0, size=1) == [b"aaaa"]
    assert store.log(CENTRE, 3) == []
    store.close()


async def test_slots_are_made_once_filled_once_and_expire(path: Path) -> None:
    store = RelayStore(path, Limits(slots=2))
    assert await store.make_slot(CENTRE, b"s" * 16, 100, now=0)
    assert not await store.make_slot(CENTRE, b"s" * 16, 200, now=0)
    assert not await store.make_slot(b"d" * 16, b"s" * 16, 200, now=0)
    assert await store.fill_slot(b"s" * 16, "ask", b"hello")
    assert await store.fill_slot(b"s" * 16, "ask", b"hello")
    assert not await store.fill_slot(b"s" * 16, "ask", b"another")
    assert await store.fill_slot(b"s" * 16, "answer", b"welcome")
    slot = store.slot(b"s" * 16)
    assert slot is not None
    assert (slot.centre, slot.ask, slot.answer) == (CENTRE, b"hello", b"welcome")
    assert await store.make_slot(CENTRE, b"t" * 16, 100, now=0)
    assert not await store.make_slot(CENTRE, b"u" * 16, 100, now=0)
    assert await store.make_slot(CENTRE, b"u" * 16, 300, now=101)  # the others are gone by now
    assert store.slot(b"s" * 16) is None
    store.close()


async def test_a_closed_store_is_one_whole_file(path: Path) -> None:
    store = RelayStore(path)
    await filled(store, 3)
    await store.append_log(CENTRE, 0, [b"one"])
    store.log(CENTRE, 0, size=1)
    store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_newer_schema_is_refused(path: Path) -> None:
    RelayStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerSchema):
        RelayStore(path)


def test_something_else_than_a_database_is_refused(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to be looked at " * 100)
    with pytest.raises(StorageError):
        RelayStore(path)


def test_a_directory_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        RelayStore(tmp_path / "none" / "relay.db")


def test_a_restored_database_is_given_a_new_epoch(path: Path) -> None:
    store = RelayStore(path)
    before = store.epoch
    store.close()
    after = new_epoch(path)
    assert after != before
    again = RelayStore(path)
    assert again.epoch == after
    again.close()


def test_writes_are_synced_to_the_disk(path: Path) -> None:
    store = RelayStore(path)
    asked = [store._reader.execute(f"PRAGMA {name}").fetchone() for name in ("synchronous", "journal_mode")]
    assert asked == [(2,), ("wal",)]
    store.close()
