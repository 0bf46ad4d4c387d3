"""Two workers on one PostgreSQL that keep nothing to themselves: what one did holds at the other at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Assign, Enrol, Link, Revoke, Role
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.signatures import sign_request
from hemmonitor.relay.watch import Watch
from tests.crypto.people import Centre
from tests.relay.conftest import ONE_SERVER
from tests.relay.office import ORIGIN, Office, read, refused

pytestmark = ONE_SERVER
Workers = tuple[Office, Office, Centre]


@asynccontextmanager
async def watching(office: Office) -> AsyncIterator[None]:
    task = asyncio.create_task(Watch(office.store, office.relay.bell, pause=0.05).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def workers(shared_database: str) -> AsyncIterator[Workers]:
    centre = Centre()
    async with Office(shared_database) as one, Office(shared_database) as two:
        await one.found(centre)
        async with watching(one), watching(two):
            yield one, two, centre


async def test_a_long_poll_at_one_worker_hears_of_an_envelope_at_another(workers: Workers) -> None:
    one, two, centre = workers
    box = asyncio.create_task(two.box(centre, centre.nurse, "?after=0&wait=20"))
    body = cbor.encode({1: centre.state.length, 2: [[bytes.fromhex(centre.mailbox), 0]]})
    path = f"/v1/{centre.state.centre}/poll?wait=20"
    poll = asyncio.create_task(two.send(centre.nurse, "POST", path, body))
    await asyncio.sleep(0.3)
    assert not box.done()
    assert not poll.done()
    await one.put(centre, centre.patient, b"news")
    async with asyncio.timeout(5):
        assert [row[2] for row in (await box)[4]] == [b"news"]
        assert read(await poll)[3] == [[bytes.fromhex(centre.mailbox), 1]]
    assert (await two.box(centre, centre.nurse))[2] == 1


async def test_a_long_poll_hears_of_the_log_and_of_a_slot(workers: Workers) -> None:
    one, two, centre = workers
    slot = random_id()
    mine = f"/v1/{centre.state.centre}/slot/{slot}"
    await one.send(centre.nurse, "PUT", mine, cbor.encode(600))
    body = cbor.encode({1: centre.state.length, 2: []})
    path = f"/v1/{centre.state.centre}/poll?wait=20"
    poll = asyncio.create_task(two.send(centre.nurse, "POST", path, body))
    ask = asyncio.create_task(two.send(centre.nurse, "GET", f"{mine}/ask?wait=20"))
    await asyncio.sleep(0.2)
    entry = centre.add(Enrol(DeviceKeys.generate().identity, Role.PATIENT, "new"))
    await one.post_log(centre, [entry], by=centre.nurse)
    await one.http.put(f"/v1/slot/{slot}/ask", content=b"hello")
    async with asyncio.timeout(5):
        assert read(await poll)[2] == centre.state.length
        assert (await ask).content == b"hello"


async def test_who_is_let_in_at_one_worker_is_known_at_the_other(workers: Workers) -> None:
    one, two, centre = workers
    await two.box(centre, centre.nurse)  # it has read the log as it was
    keys = centre.enrol(Role.PATIENT, "patient 2")
    centre.add(Assign(Link.DEVICE_MAILBOX, keys.device_id, centre.mailbox))
    await one.post_log(centre, centre.entries, by=centre.root)
    assert (await two.put(centre, keys, b"x")).status_code == 201


async def test_who_is_revoked_at_one_worker_is_refused_at_the_other(workers: Workers) -> None:
    one, two, centre = workers
    waiting = asyncio.create_task(
        two.send(centre.patient, "GET", f"/v1/{centre.state.centre}/box/{centre.mailbox}?wait=20")
    )
    await two.put(centre, centre.patient, b"before")
    assert (await waiting).status_code == 200
    entry = centre.add(Revoke(centre.patient.device_id))
    await one.post_log(centre, [entry], by=centre.nurse)
    assert refused(await two.put(centre, centre.patient, b"after")) == (403, "revoked")
    assert (await one.box(centre, centre.nurse))[2] == 1


async def test_a_request_counts_at_one_worker_only(workers: Workers) -> None:
    one, two, centre = workers
    path = f"/v1/{centre.state.centre}/box/{centre.mailbox}/{random_id()}"
    headers = sign_request(centre.patient, "PUT", ORIGIN + path, b"x", created=int(one.now.timestamp()))
    answers = await asyncio.gather(
        *(office.http.put(path, content=b"x", headers=headers) for office in (one, two))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 401]


async def test_of_two_registrars_at_two_workers_one_is_told_that_the_log_has_moved_on(
    workers: Workers,
) -> None:
    one, two, centre = workers
    await two.box(centre, centre.nurse)
    rival = centre.log.branch()
    mine = centre.add(Enrol(DeviceKeys.generate().identity, Role.PATIENT, "a"))
    theirs = rival.next_entry(centre.nurse, Enrol(DeviceKeys.generate().identity, Role.PATIENT, "b"), one.now)
    answers = await asyncio.gather(
        one.post_log(centre, [mine], by=centre.nurse), two.post_log(centre, [theirs], by=centre.nurse)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await one.store.log_length(bytes.fromhex(centre.state.centre)) == 8
