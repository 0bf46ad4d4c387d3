"""What one device and one centre may use, and what the relay tells of itself."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import generate_latest

from hemmonitor.crypto import cbor
from hemmonitor.crypto.keys import random_id
from hemmonitor.errors import StorageError
from hemmonitor.relay.mailbox import Limits
from hemmonitor.relay.meter import _Json
from hemmonitor.relay.rates import PERIOD, Rate, Waits
from tests.crypto.people import Centre
from tests.relay.office import Office, read, refused

CENTRE = Centre()
BOX = f"/v1/{CENTRE.state.centre}/box/{CENTRE.mailbox}"


@given(st.lists(st.tuples(st.floats(0, 300), st.integers(1, 30)), max_size=60))
def test_no_more_than_the_allowance_and_what_has_come_back_is_taken(steps: list[tuple[float, int]]) -> None:
    rate, now, taken = Rate(100), 0.0, 0
    for pause, amount in steps:
        now += pause
        if rate.take("who", amount, now):
            taken += amount
        assert taken <= 100 + now * 100 / PERIOD + 1e-6


def test_a_bucket_is_each_one_s_own_fills_up_again_and_is_forgotten() -> None:
    rate = Rate(10)
    assert rate.take("a", 10, 0)
    assert not rate.take("a", 1, 0)
    assert not rate.take("a", 1, -500)  # a clock that is set back fills nothing
    assert rate.take("b", 10, 0)
    assert rate.take("a", 5, PERIOD / 2)
    assert not rate.take("a", 1, PERIOD / 2)
    assert rate.take("a", 10, 3 * PERIOD)
    assert len(rate) == 1  # b is full again


def test_so_many_may_wait_and_no_more() -> None:
    waits = Waits(2)
    with waits.one("a") as first, waits.one("a") as second, waits.one("a") as third, waits.one("b") as other:
        assert (first, second, third, other) == (True, True, False, True)
        assert len(waits) == 3
    assert len(waits) == 0
    with waits.one("a") as again:
        assert again


async def test_a_device_may_not_send_too_much_at_once(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db", Limits(device_bytes=250)) as office:
        await office.found_small(CENTRE)
        assert (await office.put(CENTRE, CENTRE.patient, bytes(200))).status_code == 201
        assert refused(await office.put(CENTRE, CENTRE.patient, bytes(100))) == (429, "too_many")
        assert (await office.put(CENTRE, CENTRE.nurse, bytes(200))).status_code == 201
        assert (await office.box(CENTRE, CENTRE.nurse))[2] == 2


async def test_a_centre_with_far_too_many_requests_is_asked_to_wait_and_the_others_are_served(
    tmp_path: Path,
) -> None:
    other = Centre()
    async with Office(tmp_path / "relay.db", Limits(centre_requests=4)) as office:
        await office.found(CENTRE)
        await office.found(other)
        for by in (CENTRE.nurse, CENTRE.patient, CENTRE.nurse):
            await office.box(CENTRE, by)
        assert refused(await office.send(CENTRE.patient, "GET", BOX)) == (429, "too_many")
        await office.box(other, other.nurse)


async def test_a_stranger_uses_up_nobody_s_allowance(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db", Limits(device_requests=3)) as office:
        await office.found(CENTRE)
        for _ in range(20):
            headers = {"signature-input": "x", "signature": "y", "content-digest": "z"}
            assert refused(await office.http.get(BOX, headers=headers)) == (401, "unauthenticated")
        await office.box(CENTRE, CENTRE.nurse)


async def test_a_centre_that_is_full_is_told_so_and_may_read(tmp_path: Path) -> None:
    other = Centre()
    async with Office(tmp_path / "relay.db", Limits(centre=1000)) as office:
        await office.found(CENTRE)
        await office.found(other)
        for _ in range(2):
            assert (await office.put(CENTRE, CENTRE.patient, bytes(450))).status_code == 201
        assert refused(await office.put(CENTRE, CENTRE.patient, bytes(450))) == (429, "quota")
        assert (await office.box(CENTRE, CENTRE.nurse))[2] == 2
        assert (await office.put(other, other.patient, bytes(450))).status_code == 201


async def test_one_device_may_not_wait_any_number_of_times(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db", Limits(waits=2)) as office:
        await office.found(CENTRE)
        waiting = [asyncio.create_task(office.box(CENTRE, CENTRE.nurse, "?wait=30")) for _ in range(2)]
        await asyncio.sleep(0.1)
        assert refused(await office.send(CENTRE.nurse, "GET", f"{BOX}?wait=30")) == (429, "too_many")
        await office.box(CENTRE, CENTRE.nurse)  # without waiting it may
        await office.put(CENTRE, CENTRE.patient, b"x")
        async with asyncio.timeout(2):
            await asyncio.gather(*waiting)
        slot = random_id()
        await office.send(CENTRE.nurse, "PUT", f"/v1/{CENTRE.state.centre}/slot/{slot}", cbor.encode(60))
        path = f"/v1/slot/{slot}/answer?wait=1"
        answers = await asyncio.gather(*(office.http.get(path) for _ in range(5)))
        assert sorted(answer.status_code for answer in answers) == [204, 204, 429, 429, 429]


async def test_more_requests_than_it_can_hold_are_put_off(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db", requests=1) as office:
        await office.found(CENTRE)
        waiting = asyncio.create_task(office.box(CENTRE, CENTRE.nurse, "?wait=1"))
        await asyncio.sleep(0.1)
        assert refused(await office.http.get("/healthz")) == (503, "unavailable")
        await waiting
        assert (await office.http.get("/healthz")).status_code == 200


# --- what it tells ---------------------------------------------------------------------------------


async def test_counts_and_lines_name_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hemmonitor.relay")
    async with Office(tmp_path / "relay.db") as office:
        await office.found(CENTRE)
        await office.put(CENTRE, CENTRE.patient, bytes(700))
        await office.box(CENTRE, CENTRE.nurse)
        await office.http.get(f"/nothing/{CENTRE.mailbox}")
        told = generate_latest(office.relay.meter.registry).decode()
    assert 'hemmonitor_relay_requests_total{handler="put_envelope",status="201"} 1.0' in told
    assert 'hemmonitor_relay_requests_total{handler="none",status="404"} 1.0' in told
    assert "hemmonitor_relay_taken_bytes_total 700.0" in told
    lines = [
        json.loads(_Json().format(record)) for record in caplog.records if record.name == "hemmonitor.relay"
    ]
    assert [line["handler"] for line in lines] == ["post_log", "put_envelope", "get_box", "none"]
    assert all(set(line) == {"at", "level", "event", "handler", "status", "ms"} for line in lines)
    named = [CENTRE.mailbox, CENTRE.state.centre, CENTRE.patient.device_id, CENTRE.nurse.device_id]
    assert not [name for name in named if name in told + json.dumps(lines)]


async def test_a_fault_of_its_own_is_told_in_the_one_shape_and_logged_without_its_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Office(tmp_path / "relay.db") as office:
        await office.found(CENTRE)

        async def broken(*_args: object) -> None:
            raise ZeroDivisionError(CENTRE.mailbox)

        office.store.page = broken  # type: ignore[method-assign, assignment]
        assert refused(await office.send(CENTRE.nurse, "GET", BOX)) == (500, "internal")
        [record] = [
            one for one in caplog.records if one.name == "hemmonitor.relay" and one.levelname == "ERROR"
        ]
        line = _Json().format(record)
        assert "ZeroDivisionError" in line
        assert CENTRE.mailbox not in line


async def test_a_database_that_fails_is_unavailable_and_not_well(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db") as office:
        await office.found(CENTRE)

        async def failing(*_args: object) -> None:
            raise StorageError("gone")

        office.store.slot = failing  # type: ignore[method-assign, assignment]
        office.store.put = failing  # type: ignore[method-assign, assignment]
        assert refused(await office.http.get("/healthz")) == (503, "unavailable")
        assert refused(await office.put(CENTRE, CENTRE.patient, b"x")) == (503, "unavailable")


# --- retention, as readers see it --------------------------------------------------------------------


async def test_a_reader_that_comes_late_is_told_from_where_the_relay_keeps_envelopes(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db") as office:
        await office.found(CENTRE)
        for number in range(3):
            await office.put(CENTRE, CENTRE.patient, b"%d" % number)
        running = (await office.box(CENTRE, CENTRE.nurse, "?after=3"))[3]
        await office.store.compact(int(office.now.timestamp()) // 86_400 + 1)
        await office.put(CENTRE, CENTRE.patient, b"new")
        page = read(await office.send(CENTRE.nurse, "GET", BOX))
        assert (page[2], page[5], [row[0] for row in page[4]]) == (4, [3, running], [4])
        assert 5 not in read(await office.send(CENTRE.nurse, "GET", f"{BOX}?after=3"))
