"""The store's contract, kept by every database, and with PostgreSQL also at SERIALIZABLE."""

from __future__ import annotations

import asyncio
import random
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from hemmonitor.crypto.keys import random_id
from hemmonitor.crypto.verify import EMPTY_RUNNING, digest, running_digest
from hemmonitor.errors import InputError, StorageError
from hemmonitor.relay.databases import new_epoch, store_at
from hemmonitor.relay.mailbox import Again, Append, Decision, Handed, Limits, Refusal
from hemmonitor.relay.store import Claim, LogMoved, Store, Watched
from tests.relay.conftest import ONE_SERVER

pytestmark = ONE_SERVER
CENTRE, BOX, OTHER = b"c" * 16, b"m" * 16, b"n" * 16


@asynccontextmanager
async def opened(database: str, limits: Limits | None = None) -> AsyncIterator[Store]:
    store = store_at(database, limits)
    await store.open()
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    async with opened(database) as made:
        yield made


async def put(store: Store, centre: bytes, box: bytes, ident: str, body: bytes, day: int) -> Decision:
    [decision] = await store.put(centre, box, [Handed.of(ident, body)], day)
    return decision


async def filled(store: Store, count: int, box: bytes = BOX, day: int = 0) -> list[str]:
    ids = [random_id() for _ in range(count)]
    await asyncio.gather(*(put(store, CENTRE, box, ident, ident.encode(), day) for ident in ids))
    return ids


# --- envelopes -----------------------------------------------------------------------------------


async def test_many_at_once_get_cursors_without_gaps(store: Store) -> None:
    ids = await filled(store, 300)
    await filled(store, 3, OTHER)
    page = await store.page(CENTRE, BOX, 0, 1000)
    assert [row.cursor for row in page.rows] == list(range(1, 301))
    assert {row.envelope_id for row in page.rows} == set(ids)
    assert await store.heads(CENTRE, [BOX, OTHER, b"z" * 16]) == [300, 3, 0]


async def test_the_running_digest_is_kept_at_every_cursor(store: Store) -> None:
    running = EMPTY_RUNNING
    assert (await store.page(CENTRE, BOX, 0, 10)).running == EMPTY_RUNNING
    for number in range(1, 4):
        [ident] = await filled(store, 1)
        running = running_digest(running, ident, digest(ident.encode()))
        assert (await store.page(CENTRE, BOX, number, 10)).running == running
    assert (await store.page(CENTRE, BOX, 4, 10)).running is None


async def test_pages_end_by_rows_and_by_bytes_but_hold_one_at_least(database: str) -> None:
    async with opened(database, Limits(page=40)) as store:
        await filled(store, 5)  # 32 bytes each
        assert len((await store.page(CENTRE, BOX, 0, 3)).rows) == 1
    async with opened(database, Limits(page=70)) as store:
        assert len((await store.page(CENTRE, BOX, 0, 3)).rows) == 2
    async with opened(database) as store:
        page = await store.page(CENTRE, BOX, 1, 3)
        assert [row.cursor for row in page.rows] == [2, 3, 4]
        assert page.head == 5
        assert page.floor is None


async def test_what_was_answered_is_there_after_a_restart(database: str) -> None:
    async with opened(database) as store:
        [ident] = await filled(store, 1)
        await store.append_log(CENTRE, 0, [b"one", b"two"])
        epoch = store.epoch
    async with opened(database) as again:
        assert again.epoch == epoch
        assert await again.log(CENTRE) == [b"one", b"two"]
        assert await put(again, CENTRE, BOX, ident, ident.encode(), 0) == Again(1)
        assert await put(again, CENTRE, BOX, ident, b"other", 0) is Refusal.CONFLICT


async def test_known_ids_are_known_whatever_else_was_written(store: Store) -> None:
    first, *_ = await filled(store, 5)
    cursor = next(
        row.cursor for row in (await store.page(CENTRE, BOX, 0, 9)).rows if row.envelope_id == first
    )
    assert await put(store, CENTRE, BOX, first, first.encode(), 0) == Again(cursor)
    assert await put(store, CENTRE, BOX, first, b"other", 0) is Refusal.CONFLICT
    assert isinstance(await put(store, CENTRE, BOX, random_id(), b"x", 0), Append)
    assert await store.heads(CENTRE, [BOX]) == [6]


async def test_the_same_id_lives_in_each_mailbox_by_itself(store: Store) -> None:
    ident = random_id()
    for centre, box in ((CENTRE, BOX), (CENTRE, OTHER), (b"d" * 16, BOX)):
        assert isinstance(await put(store, centre, box, ident, b"x", 0), Append)


async def test_limits_are_kept_and_what_is_refused_leaves_nothing(database: str) -> None:
    async with opened(database, Limits(envelope=10, mailbox=25)) as store:
        known = random_id()
        assert isinstance(await put(store, CENTRE, BOX, known, bytes(10), 0), Append)
        assert await put(store, CENTRE, BOX, random_id(), bytes(11), 0) is Refusal.TOO_LARGE
        assert isinstance(await put(store, CENTRE, BOX, random_id(), bytes(10), 0), Append)
        assert await put(store, CENTRE, BOX, random_id(), bytes(10), 0) is Refusal.QUOTA
        assert await put(store, CENTRE, BOX, known, bytes(10), 0) == Again(1)  # full, and here already
        assert await store.heads(CENTRE, [BOX]) == [2]
        assert await store.stored(CENTRE) == 20
        assert await store.stored(b"d" * 16) == 0


async def test_envelopes_that_come_together_are_taken_in_their_order(store: Store) -> None:
    [known] = await filled(store, 1)
    ids = [random_id() for _ in range(5)]
    handed = [Handed.of(ident, ident.encode()) for ident in [*ids[:3], known, *ids[3:], ids[0]]]
    decisions = await store.put(CENTRE, BOX, handed, 7)
    running = running_digest(EMPTY_RUNNING, known, digest(known.encode()))
    for number, ident in enumerate(ids, 2):
        running = running_digest(running, ident, digest(ident.encode()))
        assert (await store.page(CENTRE, BOX, number, 9)).running == running
    assert [d.head.cursor for d in decisions if isinstance(d, Append)] == [2, 3, 4, 5, 6]
    assert [d for d in decisions if not isinstance(d, Append)] == [Again(1), Again(2)]
    assert decisions[3] == Again(1)
    page = await store.page(CENTRE, BOX, 0, 99)
    assert [row.envelope_id for row in page.rows] == [known, *ids]
    assert [row.body for row in page.rows] == [ident.encode() for ident in [known, *ids]]
    assert await store.stored(CENTRE) == 6 * 32
    assert await store.put(CENTRE, BOX, handed, 7) == [Again(n) for n in (2, 3, 4, 1, 5, 6, 2)]
    [last] = await filled(store, 1)
    assert (await store.page(CENTRE, BOX, 6, 9)).rows[0].envelope_id == last
    assert await store.heads(CENTRE, [BOX]) == [7]


@pytest.mark.parametrize("wrong", [Refusal.CONFLICT, Refusal.TOO_LARGE, Refusal.QUOTA])
async def test_after_one_that_is_refused_none_of_those_with_it_is_taken(
    database: str, wrong: Refusal
) -> None:
    async with opened(database, Limits(envelope=10, mailbox=25)) as store:
        first, known = random_id(), random_id()
        await put(store, CENTRE, BOX, known, bytes(10), 0)
        refused = {
            Refusal.CONFLICT: Handed.of(known, b"other"),
            Refusal.TOO_LARGE: Handed.of(random_id(), bytes(11)),
            Refusal.QUOTA: Handed.of(random_id(), bytes(6)),
        }
        small = Handed.of(random_id(), b"x")
        handed = [Handed.of(first, bytes(10)), refused[wrong], small]
        decisions = await store.put(CENTRE, BOX, handed, 0)
        assert isinstance(decisions[0], Append)
        assert decisions[1:] == [wrong, wrong]
        assert await store.put(CENTRE, BOX, handed, 0) == [Again(2), wrong, wrong]
        assert [row.envelope_id for row in (await store.page(CENTRE, BOX, 0, 9)).rows] == [known, first]
        assert await store.stored(CENTRE) == 20
        assert isinstance((await store.put(CENTRE, BOX, [small], 0))[0], Append)


async def test_a_caller_that_goes_away_stops_nothing(store: Store) -> None:
    tasks = [asyncio.create_task(put(store, CENTRE, BOX, random_id(), b"x", 0)) for _ in range(50)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(isinstance(result, Append) for result in results) >= 25
    await filled(store, 1)
    page = await store.page(CENTRE, BOX, 0, 100)
    assert [row.cursor for row in page.rows] == list(range(1, page.head + 1))


async def test_a_closed_store_says_so(database: str) -> None:
    async with opened(database) as store:
        pass
    await store.close()
    with pytest.raises(StorageError, match="closed"):
        await put(store, CENTRE, BOX, random_id(), b"x", 0)


# --- retention -----------------------------------------------------------------------------------


async def test_compaction_drops_old_bodies_and_keeps_what_they_were_called(store: Store) -> None:
    old = await filled(store, 3, day=10)
    [new] = await filled(store, 1, day=20)
    await filled(store, 1, OTHER, day=20)
    before = await store.page(CENTRE, BOX, 3, 9)
    gone = await store.compact(20)
    assert (gone.envelopes, gone.size) == (3, 96)
    page = await store.page(CENTRE, BOX, 0, 9)
    assert [row.envelope_id for row in page.rows] == [new]
    assert page.head == 4
    assert page.floor == (3, before.running)
    assert page.running == EMPTY_RUNNING
    assert (await store.page(CENTRE, BOX, 1, 9)).floor == page.floor
    beyond = await store.page(CENTRE, BOX, 3, 9)
    assert (beyond.floor, beyond.running, len(beyond.rows)) == (None, before.running, 1)
    assert isinstance(await put(store, CENTRE, BOX, old[0], old[0].encode(), 20), Again)
    assert await store.stored(CENTRE) == 64
    assert (await store.compact(20)).envelopes == 0
    await filled(store, 1, day=21)
    assert (await store.page(CENTRE, BOX, 0, 9)).head == 5


async def test_a_mailbox_may_be_compacted_whole_and_goes_on(database: str) -> None:
    async with opened(database, Limits(mailbox=70)) as store:
        await filled(store, 2, day=1)
        assert await put(store, CENTRE, BOX, random_id(), bytes(32), 1) is Refusal.QUOTA
        await store.compact(9)
        page = await store.page(CENTRE, BOX, 0, 9)
        assert (page.head, page.rows, page.floor and page.floor[0]) == (2, (), 2)
        assert isinstance(await put(store, CENTRE, BOX, random_id(), bytes(32), 9), Append)
        assert [row.cursor for row in (await store.page(CENTRE, BOX, 0, 9)).rows] == [3]


async def test_an_envelope_between_newer_ones_is_kept_with_them(store: Store) -> None:
    """The relay's clock was set back for a while."""
    for day in (5, 30, 6, 31):
        await filled(store, 1, day=day)
    assert (await store.compact(20)).envelopes == 1
    assert [row.cursor for row in (await store.page(CENTRE, BOX, 0, 9)).rows] == [2, 3, 4]


# --- membership log and slots --------------------------------------------------------------------


async def test_log_pages(store: Store) -> None:
    await store.append_log(CENTRE, 0, [b"aaaa", b"bbbb", b"cccc"])
    assert await store.log(CENTRE, 1) == [b"bbbb", b"cccc"]
    assert await store.log(CENTRE, 0, size=8) == [b"aaaa", b"bbbb"]
    assert await store.log(CENTRE, 1, size=1) == [b"bbbb"]
    assert await store.log(CENTRE, 3) == []
    assert [await store.log_length(centre) for centre in (CENTRE, OTHER)] == [3, 0]


async def test_a_place_in_the_log_is_taken_once(store: Store) -> None:
    await store.append_log(CENTRE, 0, [b"one"])
    jobs = [
        put(store, CENTRE, BOX, random_id(), b"a", 0),
        store.append_log(CENTRE, 0, [b"taken", b"next"]),
        put(store, CENTRE, BOX, random_id(), b"b", 0),
    ]
    first, failed, last = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(first, Append)
    assert isinstance(failed, LogMoved)
    assert isinstance(last, Append)
    assert await store.log(CENTRE) == [b"one"]


async def test_slots_are_made_once_filled_once_and_expire(database: str) -> None:
    async with opened(database, Limits(slots=2)) as store:
        assert await store.make_slot(CENTRE, b"s" * 16, 100, now=0)
        assert not await store.make_slot(CENTRE, b"s" * 16, 200, now=0)
        assert not await store.make_slot(b"d" * 16, b"s" * 16, 200, now=0)
        assert await store.fill_slot(b"s" * 16, "ask", b"hello")
        assert await store.fill_slot(b"s" * 16, "ask", b"hello")
        assert not await store.fill_slot(b"s" * 16, "ask", b"another")
        assert await store.fill_slot(b"s" * 16, "answer", b"welcome")
        slot = await store.slot(b"s" * 16)
        assert slot is not None
        assert (slot.centre, slot.ask, slot.answer) == (CENTRE, b"hello", b"welcome")
        assert await store.make_slot(CENTRE, b"t" * 16, 100, now=0)
        assert not await store.make_slot(CENTRE, b"u" * 16, 100, now=0)
        assert await store.make_slot(CENTRE, b"u" * 16, 300, now=101)  # the others are gone by now
        assert await store.slot(b"s" * 16) is None
        await store.sweep(301)
        assert await store.slot(b"u" * 16) is None


# --- nonces --------------------------------------------------------------------------------------


def claim(nonce: int, device: bytes = b"D" * 16, expires: int = 600) -> Claim:
    return Claim(CENTRE, device, nonce.to_bytes(16, "big"), expires)


async def test_a_nonce_counts_once_for_a_device_and_as_long_as_it_must(store: Store) -> None:
    assert (await store.claim(claim(1), 0)).fresh
    assert not (await store.claim(claim(1), 0)).fresh
    assert (await store.claim(claim(2), 0)).fresh
    assert (await store.claim(claim(1, b"E" * 16), 0)).fresh
    await store.sweep(600)
    assert not (await store.claim(claim(1), 600)).fresh
    await store.sweep(601)
    assert (await store.claim(claim(1), 601)).fresh


async def test_of_equal_nonces_at_once_one_counts(store: Store) -> None:
    claims = [claim(number % 40) for number in range(200)]
    random.Random(7).shuffle(claims)
    fresh = [claimed.fresh for claimed in await asyncio.gather(*(store.claim(one, 0) for one in claims))]
    assert sum(fresh) == 40


async def test_nonces_outlive_a_restart(database: str) -> None:
    async with opened(database) as store:
        await store.claim(claim(1), 0)
    async with opened(database) as again:
        assert not (await again.claim(claim(1), 0)).fresh


# --- epoch ---------------------------------------------------------------------------------------


async def test_a_restored_database_is_given_a_new_epoch(database: str) -> None:
    async with opened(database) as store:
        before = store.epoch
    after = await new_epoch(database)
    assert after != before
    async with opened(database) as again:
        assert again.epoch == after


@pytest.mark.parametrize(
    "address", ["", "mysql://somebody:secret@host/x", "sqlite:", "sqlite:/", "sqlite://"]
)
def test_an_address_of_another_kind_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(InputError) as caught:
        store_at(address)
    assert "secret" not in str(caught.value)


# --- several workers on one database ---------------------------------------------------------------


async def test_several_workers_give_cursors_without_gaps(shared_database: str) -> None:
    """What a sequence would get wrong: readers that follow the head never pass an envelope by."""
    async with (
        opened(shared_database) as one,
        opened(shared_database) as two,
        opened(shared_database) as reader,
    ):
        seen: list[str] = []

        async def follow() -> None:
            while len(seen) < 240:
                page = await reader.page(CENTRE, BOX, len(seen), 50)
                assert [row.cursor for row in page.rows] == list(
                    range(len(seen) + 1, len(seen) + 1 + len(page.rows))
                )
                seen.extend(row.envelope_id for row in page.rows)
                await asyncio.sleep(0)

        following = asyncio.create_task(follow())
        ids = await asyncio.gather(*(filled(store, 60) for store in (one, two, one, two)))
        async with asyncio.timeout(30):
            await following
        assert sorted(seen) == sorted(ident for some in ids for ident in some)
        running = EMPTY_RUNNING
        for ident in seen:
            running = running_digest(running, ident, digest(ident.encode()))
        assert (await two.page(CENTRE, BOX, 240, 1)).running == running


async def test_several_workers_take_many_together_without_gaps(shared_database: str) -> None:
    async with opened(shared_database) as one, opened(shared_database) as two:
        ids = [[random_id() for _ in range(5)] for _ in range(16)]
        puts = []
        for number, group in enumerate(ids):
            handed = [Handed.of(ident, ident.encode()) for ident in group]
            puts.append((one, two)[number % 2].put(CENTRE, BOX, handed, 0))
        decisions = await asyncio.gather(*puts)
        assert all(isinstance(d, Append) for group in decisions for d in group)
        page = await two.page(CENTRE, BOX, 0, 99)
        assert [row.cursor for row in page.rows] == list(range(1, 81))
        found = [row.envelope_id for row in page.rows]
        assert sorted(found[at : at + 5] for at in range(0, 80, 5)) == sorted(ids)
        running = EMPTY_RUNNING
        for ident in found:
            running = running_digest(running, ident, digest(ident.encode()))
        assert (await one.page(CENTRE, BOX, 80, 9)).running == running


async def test_the_same_envelope_at_two_workers_is_one(shared_database: str) -> None:
    async with opened(shared_database) as one, opened(shared_database) as two:
        for _ in range(10):
            ident = random_id()
            decisions = await asyncio.gather(
                *(put(store, CENTRE, BOX, ident, b"x", 0) for store in (one, two, one, two))
            )
            assert sum(isinstance(decision, Append) for decision in decisions) == 1
            assert len({d.head.cursor if isinstance(d, Append) else d.cursor for d in decisions}) == 1  # type: ignore[union-attr]
        assert await two.heads(CENTRE, [BOX]) == [10]


async def test_a_nonce_counts_once_among_workers(shared_database: str) -> None:
    async with opened(shared_database) as one, opened(shared_database) as two:
        await one.append_log(CENTRE, 0, [b"entry"])
        for number in range(20):
            claims = await asyncio.gather(one.claim(claim(number), 0), two.claim(claim(number), 0))
            assert sorted(claimed.fresh for claimed in claims) == [False, True]
            assert [claimed.log_length for claimed in claims] == [1, 1]


async def test_of_two_workers_one_extends_the_log(shared_database: str) -> None:
    async with opened(shared_database) as one, opened(shared_database) as two:
        jobs = [store.append_log(CENTRE, 0, [b"a", b"b"]) for store in (one, two)]
        results = await asyncio.gather(*jobs, return_exceptions=True)
        assert sorted(isinstance(result, LogMoved) for result in results) == [False, True]
        assert await one.log(CENTRE) == [b"a", b"b"]


async def test_watching_tells_how_everything_stands(shared_database: str) -> None:
    async with opened(shared_database) as one, opened(shared_database) as two:
        await filled(one, 2)
        await one.append_log(CENTRE, 0, [b"a"])
        await one.make_slot(CENTRE, b"s" * 16, 10, 0)
        await one.fill_slot(b"s" * 16, "answer", b"x")
        wanted = Watched(
            frozenset({(CENTRE, BOX), (CENTRE, OTHER)}), frozenset({CENTRE}), frozenset({b"s" * 16})
        )
        found = await two.watch(wanted)
        assert found == {(CENTRE, BOX): 2, CENTRE: 1, b"s" * 16: 2}


async def test_connections_that_the_database_ends_are_made_anew(shared_database: str) -> None:
    async with opened(shared_database) as store:
        await filled(store, 12)
        other = await asyncpg.connect(shared_database)
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        for _ in range(3):
            writing = asyncio.create_task(filled(store, 12))
            await asyncio.sleep(0.01)
            await other.execute(ends + " AND pid <> pg_backend_pid()")
            await writing
        await other.close()
        page = await store.page(CENTRE, BOX, 0, 100)
        assert [row.cursor for row in page.rows] == list(range(1, 49))
        assert (await store.claim(claim(1), 0)).fresh


async def test_a_database_that_is_not_there_is_said_without_its_password(tmp_path: Path) -> None:
    store = store_at(f"postgresql://me:secret@/x?host={tmp_path}")
    with pytest.raises(StorageError) as caught:
        await store.open()
    assert "secret" not in "".join(traceback.format_exception(caught.value))
