from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Assign, Cut, Enrol, Link, Revoke, Role
from hemmonitor.crypto.batch import Batch
from hemmonitor.crypto.envelope import seal
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.signatures import sign_request
from hemmonitor.errors import StorageError
from hemmonitor.relay.mailbox import Limits
from tests.crypto.people import Centre
from tests.relay.office import ORIGIN, Office, read, refused

CENTRE = Centre()
C = f"/v1/{CENTRE.state.centre}"
BOX = f"{C}/box/{CENTRE.mailbox}"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with Office(tmp_path / "relay.db") as made:
        await made.found(CENTRE)
        yield made


def envelope() -> bytes:
    batch = Batch(CENTRE.mailbox, 1, None, (b"payload",))
    return seal(CENTRE.patient, batch, CENTRE.state.recipients(CENTRE.mailbox)).body


# --- envelopes -----------------------------------------------------------------------------------


async def test_an_envelope_goes_in_once_and_comes_out_as_it_was(office: Office) -> None:
    ident, body = random_id(), envelope()
    first = await office.put(CENTRE, CENTRE.patient, body, ident)
    again = await office.put(CENTRE, CENTRE.patient, body, ident)
    assert (first.status_code, again.status_code) == (201, 200)
    assert read(first) == read(again) == {1: bytes.fromhex(office.store.epoch), 2: 1}
    page = await office.box(CENTRE, CENTRE.nurse)
    assert page[2] == 1
    assert page[4] == [[1, bytes.fromhex(ident), body]]


def together(*handed: tuple[str, str, bytes]) -> bytes:
    return cbor.encode([[bytes.fromhex(box), bytes.fromhex(ident), body] for box, ident, body in handed])


async def test_envelopes_of_several_mailboxes_go_in_together(tmp_path: Path) -> None:
    centre, second = Centre(), random_id()
    centre.add(Assign(Link.TEAM_MAILBOX, centre.team, second))
    async with Office(tmp_path / "relay.db", Limits(envelope=20)) as office:
        await office.found(centre)
        known, ids = random_id(), [random_id() for _ in range(5)]
        await office.put(centre, centre.nurse, b"known", known)
        box, path = centre.mailbox, f"/v1/{centre.state.centre}/box"
        handed = together(
            (second, ids[0], b"one"),
            (box, ids[1], b"two"),
            (box, known, b"known"),
            (random_id(), ids[2], b"not ours"),
            (second, ids[3], bytes(21)),
            (second, ids[4], b"after it"),
            (box, ids[4], b"three"),
        )
        waiting = asyncio.create_task(office.box(centre, centre.nurse, "?after=1&wait=20"))
        answer = read(await office.send(centre.nurse, "POST", path, handed))
        epoch = bytes.fromhex(office.store.epoch)
        assert answer == {1: epoch, 2: [1, 2, 1, "forbidden", "too_large", "too_large", 3]}
        assert [row[2] for row in (await waiting)[4]] == [b"two", b"three"]
        again = read(await office.send(centre.nurse, "POST", path, handed))
        assert again == answer
        raw = bytes.fromhex(centre.state.centre)
        assert await office.store.heads(raw, [bytes.fromhex(one) for one in (box, second)]) == [3, 1]
        assert await office.store.stored(raw) == len("knowntwothreeone")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        cbor.encode([]),
        cbor.encode([[bytes(16), bytes(16)]]),
        cbor.encode([[bytes(16), bytes(16), b""]]),
        cbor.encode([[bytes(16), bytes(15), b"x"]]),
        cbor.encode([[bytes(16), bytes(16), "text"]]),
        cbor.encode([[bytes(16), bytes(16), b"x"]] * 65),
        cbor.encode([[bytes.fromhex(CENTRE.mailbox), bytes(16), b"fine"], 7]),
    ],
    ids=["empty", "no CBOR", "none", "a pair", "no bytes", "short id", "a text", "too many", "half of it"],
)
async def test_a_group_that_is_none_is_refused_whole(office: Office, body: bytes) -> None:
    assert refused(await office.send(CENTRE.nurse, "POST", f"{C}/box", body)) == (400, "malformed")
    assert await office.store.stored(bytes.fromhex(CENTRE.state.centre)) == 0


async def test_a_group_counts_as_its_envelopes_and_its_bytes(tmp_path: Path) -> None:
    def group(count: int, size: int = 1) -> bytes:
        return together(*((CENTRE.mailbox, random_id(), bytes(size)) for _ in range(count)))

    async with Office(tmp_path / "relay.db", Limits(device_requests=10, together=2000, centre=900)) as office:
        await office.found(CENTRE)

        async def send(body: bytes) -> Any:
            return await office.send(CENTRE.patient, "POST", f"{C}/box", body)

        assert refused(await send(group(2, 1000))) == (413, "too_large")
        assert refused(await send(group(2, 500))) == (429, "quota")
        assert len(read(await send(group(6)))[2]) == 6
        assert refused(await send(group(4))) == (429, "too_many")
        assert await office.store.stored(bytes.fromhex(CENTRE.state.centre)) == 6


async def test_what_the_store_could_take_of_a_group_is_told_to_who_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, second = Centre(), random_id()
    centre.add(Assign(Link.TEAM_MAILBOX, centre.team, second))
    async with Office(tmp_path / "relay.db") as office:
        await office.found(centre)
        put = office.store.put

        async def half(*args: Any) -> Any:
            if args[1] == bytes.fromhex(second):
                raise StorageError("the disk")
            return await put(*args)

        waiting = asyncio.create_task(office.box(centre, centre.nurse, "?wait=20"))
        handed = together((second, random_id(), b"one"), (centre.mailbox, random_id(), b"two"))
        path = f"/v1/{centre.state.centre}/box"
        with monkeypatch.context() as broken:
            broken.setattr(office.store, "put", half)
            answer = await office.send(centre.nurse, "POST", path, handed)
        assert refused(answer) == (503, "unavailable")
        assert [row[2] for row in (await waiting)[4]] == [b"two"]
        assert read(await office.send(centre.nurse, "POST", path, handed))[2] == [1, 1]


async def test_other_bytes_under_the_same_id_are_a_conflict(office: Office) -> None:
    ident = random_id()
    await office.put(CENTRE, CENTRE.patient, b"one", ident)
    assert refused(await office.put(CENTRE, CENTRE.patient, b"two", ident)) == (409, "conflict")
    assert [row[2] for row in (await office.box(CENTRE, CENTRE.nurse))[4]] == [b"one"]


async def test_pages(office: Office) -> None:
    for number in range(5):
        await office.put(CENTRE, CENTRE.patient, b"%d" % number)
    page = await office.box(CENTRE, CENTRE.nurse, "?after=1&limit=2")
    assert [row[0] for row in page[4]] == [2, 3]
    assert page[2] == 5
    assert (await office.box(CENTRE, CENTRE.nurse, "?after=5"))[4] == []
    beyond = await office.box(CENTRE, CENTRE.nurse, "?after=6")
    assert (beyond[2], beyond[3]) == (5, None)


async def test_a_long_poll_is_answered_when_something_comes(office: Office) -> None:
    waiting = asyncio.create_task(office.box(CENTRE, CENTRE.nurse, "?after=0&wait=30"))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await office.put(CENTRE, CENTRE.patient, b"news")
    async with asyncio.timeout(2):
        assert [row[2] for row in (await waiting)[4]] == [b"news"]
    assert office.relay.bell._waits == {}


async def test_a_long_poll_ends_by_itself(office: Office) -> None:
    before = time.monotonic()
    assert (await office.box(CENTRE, CENTRE.nurse, "?after=0&wait=1"))[4] == []
    assert 0.9 < time.monotonic() - before < 5


async def test_a_long_poll_is_let_go_when_the_relay_closes(office: Office) -> None:
    waiting = asyncio.create_task(office.box(CENTRE, CENTRE.nurse, "?after=0&wait=30"))
    await asyncio.sleep(0.05)
    office.relay.bell.close()
    async with asyncio.timeout(2):
        assert (await waiting)[4] == []


async def poll(office: Office, by: DeviceKeys, length: int, boxes: dict[str, int], wait: int = 0) -> Any:
    body = cbor.encode({1: length, 2: [[bytes.fromhex(box), at] for box, at in boxes.items()]})
    return read(await office.send(by, "POST", f"{C}/poll?wait={wait}", body))


async def test_one_poll_watches_many_mailboxes_and_the_log(office: Office) -> None:
    length, box = CENTRE.state.length, bytes.fromhex(CENTRE.mailbox)
    assert (await poll(office, CENTRE.nurse, length, {CENTRE.mailbox: 0}))[3] == []
    waiting = asyncio.create_task(poll(office, CENTRE.nurse, length, {CENTRE.mailbox: 0}, 30))
    await asyncio.sleep(0.05)
    await office.put(CENTRE, CENTRE.patient, b"news")
    async with asyncio.timeout(2):
        assert (await waiting)[3] == [[box, 1]]
    assert (await poll(office, CENTRE.nurse, length, {CENTRE.mailbox: 9}, 30))[3] == [[box, 1]]
    assert (await poll(office, CENTRE.nurse, length - 1, {}, 30))[2] == length


# --- who may -------------------------------------------------------------------------------------


async def test_a_stranger_is_told_nothing(office: Office) -> None:
    stranger = DeviceKeys.generate()
    for method, path in (
        ("GET", BOX),
        ("PUT", f"{BOX}/{random_id()}"),
        ("GET", f"{C}/log"),
        ("PUT", f"{C}/slot/{random_id()}"),
        ("GET", f"/v1/{random_id()}/log"),  # a centre that is not there looks the same
    ):
        assert refused(await office.send(stranger, method, path, b"x" * (method == "PUT"))) == (
            401,
            "unauthenticated",
        )
    assert (await office.box(CENTRE, CENTRE.nurse))[2] == 0


async def test_a_device_of_the_centre_reaches_its_own_mailboxes_alone(office: Office) -> None:
    centre = Centre()
    await office.found(centre)
    other = centre.enrol(Role.PATIENT, "patient 2")
    centre.add(Assign(Link.DEVICE_MAILBOX, other.device_id, random_id()))
    await office.post_log(centre, centre.entries, by=centre.root)
    path = f"/v1/{centre.state.centre}/box/{centre.mailbox}"
    assert refused(await office.send(other, "GET", path)) == (403, "forbidden")
    assert refused(await office.send(other, "PUT", f"{path}/{random_id()}", b"x")) == (403, "forbidden")
    body = cbor.encode({1: 0, 2: [[bytes.fromhex(centre.mailbox), 0]]})
    refusal = await office.send(other, "POST", f"/v1/{centre.state.centre}/poll", body)
    assert refused(refusal) == (403, "forbidden")
    assert (await office.box(centre, centre.nurse))[2] == 0


async def test_another_centre_s_device_is_a_stranger_here(office: Office) -> None:
    other = Centre()
    await office.found(other)
    assert refused(await office.send(other.nurse, "GET", BOX)) == (401, "unauthenticated")


async def test_a_revoked_device_is_told_so_and_gets_nothing(office: Office) -> None:
    centre = Centre()
    await office.found(centre)
    await office.put(centre, centre.patient, b"before")
    cut = Cut(centre.patient.device_id, centre.mailbox, 1)
    entry = centre.add(Revoke(centre.patient.device_id, (cut,)))
    read(await office.post_log(centre, [entry], by=centre.nurse))
    assert refused(await office.put(centre, centre.patient, b"after")) == (403, "revoked")
    path = f"/v1/{centre.state.centre}/box/{centre.mailbox}"
    assert refused(await office.send(centre.patient, "GET", path)) == (403, "revoked")
    assert (await office.box(centre, centre.nurse))[2] == 1


@pytest.mark.parametrize("waiting", ["box", "poll"])
async def test_a_device_that_is_revoked_while_it_waits_gets_nothing(office: Office, waiting: str) -> None:
    centre = Centre()
    await office.found(centre)
    base = f"/v1/{centre.state.centre}"
    body = cbor.encode({1: centre.state.length, 2: [[bytes.fromhex(centre.mailbox), 0]]})
    asked = {
        "box": office.send(centre.patient, "GET", f"{base}/box/{centre.mailbox}?wait=30"),
        "poll": office.send(centre.patient, "POST", f"{base}/poll?wait=30", body),
    }
    answer = asyncio.create_task(asked.pop(waiting))
    asked.popitem()[1].close()
    await asyncio.sleep(0.05)
    entry = centre.add(Revoke(centre.patient.device_id))
    await office.post_log(centre, [entry], by=centre.nurse)
    await office.put(centre, centre.nurse, b"not for it")
    async with asyncio.timeout(2):
        assert refused(await answer) == (403, "forbidden")


# --- requests ------------------------------------------------------------------------------------


async def test_an_unsigned_request_is_refused(office: Office) -> None:
    assert refused(await office.http.get(BOX)) == (401, "unauthenticated")
    assert refused(await office.http.put(f"{BOX}/{random_id()}", content=b"x")) == (401, "unauthenticated")


@pytest.mark.parametrize("off", [-6 * MINUTE, 6 * MINUTE, dt.timedelta(days=-400)])
async def test_an_old_or_early_request_is_refused(office: Office, off: dt.timedelta) -> None:
    answer = await office.send(CENTRE.nurse, "GET", BOX, at=office.now + off)
    assert refused(answer) == (401, "unauthenticated")


async def test_the_same_request_again_is_refused(office: Office) -> None:
    path = f"{BOX}/{random_id()}"
    created = int(office.now.timestamp())
    headers = sign_request(CENTRE.patient, "PUT", ORIGIN + path, b"x", created=created)
    assert (await office.http.put(path, content=b"x", headers=headers)).status_code == 201
    assert refused(await office.http.put(path, content=b"x", headers=headers)) == (401, "replayed")
    office.now += 6 * MINUTE
    assert refused(await office.http.put(path, content=b"x", headers=headers)) == (401, "unauthenticated")


async def test_a_nonce_is_kept_as_long_as_its_request_is_fresh(office: Office) -> None:
    ahead = office.now + 4 * MINUTE
    headers = sign_request(CENTRE.nurse, "GET", ORIGIN + BOX, b"", created=int(ahead.timestamp()))
    assert (await office.http.get(BOX, headers=headers)).status_code == 200
    office.now += 8 * MINUTE
    await office.box(CENTRE, CENTRE.nurse)  # sweeps
    assert refused(await office.http.get(BOX, headers=headers)) == (401, "replayed")


@pytest.mark.parametrize(
    ("method", "path", "body", "host"),
    [
        ("GET", f"{BOX}?after=1", b"", None),
        ("PUT", f"{BOX}/{'00' * 16}", b"x", None),
        ("GET", BOX, b"", "other.test"),
    ],
    ids=["query", "body", "host"],  # the ids in the paths are other in every process
)
async def test_a_signature_fits_its_own_request_alone(
    office: Office, method: str, path: str, body: bytes, host: str | None
) -> None:
    headers = sign_request(CENTRE.nurse, "GET", ORIGIN + BOX, b"", created=int(office.now.timestamp()))
    if host is not None:
        headers["host"] = host
    answer = await office.http.request(method, path, content=body, headers=headers)
    assert refused(answer) == (401, "unauthenticated")


async def test_a_device_with_far_too_many_requests_is_asked_to_wait(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db", Limits(device_requests=5)) as office:
        await office.found(CENTRE)
        for _ in range(5):
            await office.box(CENTRE, CENTRE.nurse)
        assert refused(await office.send(CENTRE.nurse, "GET", BOX)) == (429, "too_many")
        await office.box(CENTRE, CENTRE.patient)  # the others are served
        office.now += 11 * MINUTE
        await office.box(CENTRE, CENTRE.nurse)


async def test_sizes_are_limited_whatever_the_request_claims(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db", Limits(envelope=1000, mailbox=2500)) as office:
        await office.found(CENTRE)
        assert refused(await office.put(CENTRE, CENTRE.patient, bytes(1001))) == (413, "too_large")

        async def endless() -> AsyncIterator[bytes]:
            for _ in range(1000):
                yield bytes(100)

        answer = await office.http.put(f"{BOX}/{random_id()}", content=endless())
        assert refused(answer) == (413, "too_large")
        answer = await office.http.get(BOX, headers={"content-length": "99999999999999999999"})
        assert refused(answer)[0] in {400, 413}
        for _ in range(2):
            await office.put(CENTRE, CENTRE.patient, bytes(1000))
        assert refused(await office.put(CENTRE, CENTRE.patient, bytes(1000))) == (429, "quota")


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/", (404, "not_found")),
        ("GET", "/v1", (404, "not_found")),
        ("GET", f"{C}/nothing", (404, "not_found")),
        ("GET", "/v1/XYZ/log", (404, "not_found")),
        ("GET", f"{C}/box/{'A' * 32}", (404, "not_found")),
        ("DELETE", f"{C}/log", (405, "method")),
        ("PATCH", BOX, (405, "method")),
        ("OPTIONS", BOX, (405, "method")),
    ],
    ids=["root", "version", "centre", "no-id", "no-box", "delete", "patch", "options"],
)
async def test_every_refusal_has_the_one_shape(
    office: Office, method: str, path: str, expected: tuple[int, str]
) -> None:
    assert refused(await office.send(CENTRE.nurse, method, path)) == expected


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=1e3", "limit=", "wait=1.5", "after=" + "9" * 40]
)
async def test_a_query_that_is_no_number_is_refused(office: Office, query: str) -> None:
    assert refused(await office.send(CENTRE.nurse, "GET", f"{BOX}?{query}")) == (400, "malformed")


async def test_health_needs_no_key_and_names_nobody(office: Office) -> None:
    answer = await office.http.get("/healthz")
    assert answer.json() == {"status": "ok", "epoch": office.store.epoch}


# --- the log -------------------------------------------------------------------------------------


async def test_the_log_is_read_by_the_centre_s_devices(office: Office) -> None:
    answer = read(await office.send(CENTRE.patient, "GET", f"{C}/log"))
    assert answer == {1: 7, 2: CENTRE.entries}
    answer = read(await office.send(CENTRE.root, "GET", f"{C}/log?since=5"))
    assert answer == {1: 7, 2: CENTRE.entries[5:]}
    assert read(await office.send(CENTRE.nurse, "GET", f"{C}/log?since=99"))[2] == []


async def test_a_registrar_extends_the_log_and_nobody_else_does(office: Office) -> None:
    centre = Centre()
    await office.found(centre)
    staff = centre.enrol(Role.STAFF, "nurse 2")
    entry = centre.entries[-1]
    for by in (centre.patient, staff):
        assert refused(await office.post_log(centre, [entry], by=by))[0] in {401, 403}
    assert read(await office.post_log(centre, [entry], by=centre.root)) == {1: 8}
    assert read(await office.post_log(centre, [entry], by=centre.nurse)) == {1: 8}  # again: no change
    assert refused(await office.post_log(centre, [entry], by=staff)) == (403, "forbidden")


async def test_the_slower_of_two_registrars_is_told_that_the_log_has_moved_on(office: Office) -> None:
    centre = Centre()
    await office.found(centre)
    rival = centre.log.branch()
    mine = centre.add(Enrol(DeviceKeys.generate().identity, Role.PATIENT, "a"))
    other = rival.next_entry(
        centre.nurse, Enrol(DeviceKeys.generate().identity, Role.PATIENT, "b"), office.now
    )
    read(await office.post_log(centre, [mine], by=centre.nurse))
    assert refused(await office.post_log(centre, [other], by=centre.nurse)) == (409, "conflict")
    assert await office.store.log(bytes.fromhex(centre.state.centre)) == centre.entries


async def test_entries_that_do_not_fit_change_nothing(office: Office) -> None:
    centre = Centre()
    await office.found(centre)
    good = centre.add(Enrol(DeviceKeys.generate().identity, Role.PATIENT, "a"))
    bad = bytearray(centre.add(Enrol(DeviceKeys.generate().identity, Role.PATIENT, "b")))
    bad[-1] ^= 1
    assert refused(await office.post_log(centre, [good, bytes(bad)], by=centre.nurse)) == (403, "forbidden")
    assert len(await office.store.log(bytes.fromhex(centre.state.centre))) == 7
    for body in (b"", b"\x80", b"\x81\x00", b"nonsense"):
        path = f"/v1/{centre.state.centre}/log"
        assert refused(await office.send(centre.nurse, "POST", path, body)) == (400, "malformed")


async def test_a_centre_is_founded_by_its_own_root(office: Office) -> None:
    centre = Centre()
    assert refused(await office.post_log(centre, centre.entries, by=centre.patient)) == (403, "forbidden")
    stranger = DeviceKeys.generate()
    assert refused(await office.post_log(centre, centre.entries, by=stranger)) == (401, "unauthenticated")
    path = f"/v1/{random_id()}/log"
    answer = await office.send(centre.root, "POST", path, cbor.encode(centre.entries))
    assert refused(answer) == (403, "forbidden")
    await office.found(centre)


async def test_a_relay_may_be_for_certain_centres_only(tmp_path: Path) -> None:
    allowed = frozenset({CENTRE.state.centre})
    async with Office(tmp_path / "relay.db", allowed=allowed) as office:
        await office.found(CENTRE)
        other = Centre()
        assert refused(await office.post_log(other, other.entries, by=other.root)) == (403, "forbidden")


async def test_the_log_is_there_after_a_restart(tmp_path: Path) -> None:
    async with Office(tmp_path / "relay.db") as office:
        await office.found(CENTRE)
    async with Office(tmp_path / "relay.db") as office:
        await office.put(CENTRE, CENTRE.patient, b"x")


# --- slots ---------------------------------------------------------------------------------------


async def test_a_slot_is_for_one_question_and_one_answer(office: Office) -> None:
    slot = random_id()
    made = await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{slot}", cbor.encode(3600))
    assert made.status_code == 201
    assert (await office.send(CENTRE.nurse, "GET", f"{C}/slot/{slot}/ask")).status_code == 204
    assert (await office.http.put(f"/v1/slot/{slot}/ask", content=b"hello")).status_code == 201
    assert refused(await office.http.put(f"/v1/slot/{slot}/ask", content=b"me too")) == (409, "used")
    assert (await office.send(CENTRE.nurse, "GET", f"{C}/slot/{slot}/ask")).content == b"hello"
    assert (await office.http.get(f"/v1/slot/{slot}/answer")).status_code == 204
    answer = await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{slot}/answer", b"welcome")
    assert answer.status_code == 201
    assert (await office.http.get(f"/v1/slot/{slot}/answer")).content == b"welcome"


async def test_a_slot_is_the_registrar_s_and_known_by_its_number_alone(office: Office) -> None:
    slot = random_id()
    refusal = await office.send(CENTRE.patient, "PUT", f"{C}/slot/{slot}", cbor.encode(3600))
    assert refused(refusal) == (403, "forbidden")
    assert refused(await office.http.put(f"/v1/slot/{slot}/ask", content=b"x")) == (404, "not_found")
    assert refused(await office.http.get(f"/v1/slot/{slot}/answer")) == (404, "not_found")
    await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{slot}", cbor.encode(3600))
    assert refused(await office.send(CENTRE.patient, "GET", f"{C}/slot/{slot}/ask")) == (403, "forbidden")
    other = Centre()
    await office.found(other)
    theirs = f"/v1/{other.state.centre}/slot/{slot}"
    assert refused(await office.send(other.nurse, "GET", theirs + "/ask")) == (404, "not_found")
    assert refused(await office.send(other.nurse, "PUT", theirs + "/answer", b"x")) == (404, "not_found")


async def test_a_slot_runs_out(office: Office) -> None:
    slot = random_id()
    await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{slot}", cbor.encode(60))
    office.now += 2 * MINUTE
    assert refused(await office.http.put(f"/v1/slot/{slot}/ask", content=b"x")) == (404, "not_found")


@pytest.mark.parametrize("body", [b"", cbor.encode(0), cbor.encode(10**9), cbor.encode("x"), b"\x18\x01"])
async def test_a_slot_lives_for_a_sensible_time(office: Office, body: bytes) -> None:
    refusal = await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{random_id()}", body)
    assert refused(refusal) == (400, "malformed")


async def test_a_slot_takes_little(office: Office) -> None:
    slot = random_id()
    await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{slot}", cbor.encode(60))
    big = await office.http.put(f"/v1/slot/{slot}/ask", content=bytes(8193))
    assert refused(big) == (413, "too_large")
    assert refused(await office.http.put(f"/v1/slot/{slot}/ask", content=b"")) == (400, "malformed")


async def test_a_waiting_registrar_gets_the_question_when_it_comes(office: Office) -> None:
    slot = random_id()
    await office.send(CENTRE.nurse, "PUT", f"{C}/slot/{slot}", cbor.encode(60))
    ask = asyncio.create_task(office.send(CENTRE.nurse, "GET", f"{C}/slot/{slot}/ask?wait=30"))
    await asyncio.sleep(0.05)
    await office.http.put(f"/v1/slot/{slot}/ask", content=b"hello")
    async with asyncio.timeout(2):
        assert (await ask).content == b"hello"
