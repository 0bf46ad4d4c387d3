"""Each way a request can be wrong, at each endpoint, on each database: as documented, and no change."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Enrol, Revoke, Role
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.signatures import sign_request
from tests.crypto.people import Centre
from tests.relay.conftest import ONE_SERVER
from tests.relay.office import ORIGIN, Office, refused

pytestmark = ONE_SERVER
CENTRE, OTHER = Centre(), Centre()
REVOKED = CENTRE.enrol(Role.PATIENT, "lost")
CENTRE.add(Revoke(REVOKED.device_id))
SLOT, KNOWN = random_id(), random_id()
ENTRY = CENTRE.log.next_entry(
    CENTRE.nurse,
    Enrol(DeviceKeys.generate().identity, Role.PATIENT, "next"),
    dt.datetime.now(dt.UTC),  # noqa: TID251
)
C = f"/v1/{CENTRE.state.centre}"
POLL = cbor.encode({1: 0, 2: [[bytes.fromhex(CENTRE.mailbox), 0]]})
TOGETHER = cbor.encode([[bytes.fromhex(CENTRE.mailbox), bytes.fromhex(random_id()), b"sealed"]])
ENDPOINTS: dict[str, tuple[str, str, bytes]] = {
    "put": ("PUT", f"{C}/box/{CENTRE.mailbox}/{random_id()}", b"sealed"),
    "together": ("POST", f"{C}/box", TOGETHER),
    "box": ("GET", f"{C}/box/{CENTRE.mailbox}", b""),
    "poll": ("POST", f"{C}/poll", POLL),
    "log": ("GET", f"{C}/log", b""),
    "append": ("POST", f"{C}/log", cbor.encode([ENTRY])),
    "slot": ("PUT", f"{C}/slot/{random_id()}", cbor.encode(60)),
    "ask": ("GET", f"{C}/slot/{SLOT}/ask", b""),
    "answer": ("PUT", f"{C}/slot/{SLOT}/answer", b"welcome"),
}


@pytest.fixture
async def office(database: str) -> AsyncIterator[Office]:
    async with Office(database) as made:
        await made.found(CENTRE)
        await made.found(OTHER)
        await made.put(CENTRE, CENTRE.patient, b"known", KNOWN)
        await made.send(CENTRE.nurse, "PUT", f"{C}/slot/{SLOT}", cbor.encode(600))
        yield made


async def everything(office: Office) -> Any:
    """All that the relay keeps and tells."""
    kept: list[Any] = []
    for centre in (CENTRE, OTHER):
        raw, box = bytes.fromhex(centre.state.centre), bytes.fromhex(centre.mailbox)
        kept.append((await office.store.page(raw, box, 0, 99), await office.store.log(raw)))
        kept.append(await office.store.stored(raw))
    slots = [path.split("/")[4] for _, path, _ in ENDPOINTS.values() if "/slot/" in path]
    return kept, [await office.store.slot(bytes.fromhex(one)) for one in slots]


def signed(office: Office, by: Any, endpoint: str, off: int = 0) -> dict[str, str]:
    method, path, body = ENDPOINTS[endpoint]
    return sign_request(by, method, ORIGIN + path, body, created=int(office.now.timestamp()) + off)


async def ask(
    office: Office, endpoint: str, headers: dict[str, str], body: bytes | None = None
) -> tuple[int, str]:
    method, path, right = ENDPOINTS[endpoint]
    answer = await office.http.request(method, path, content=right if body is None else body, headers=headers)
    return refused(answer)


async def test_whoever_asks_wrongly_is_refused_as_documented_and_changes_nothing(office: Office) -> None:
    before = await everything(office)
    stranger = DeviceKeys.generate()
    for endpoint in ENDPOINTS:
        right = signed(office, CENTRE.nurse, endpoint)
        changed = right["signature"].replace("A", "B", 1).replace("/", "+", 1)
        broken = changed if changed != right["signature"] else right["signature"][:4] + "AAAA" + changed[8:]
        wrong = {
            "unsigned": {},
            "a stranger": signed(office, stranger, endpoint),
            "another centre's": signed(office, OTHER.nurse, endpoint),
            "expired": signed(office, CENTRE.nurse, endpoint, -301),
            "from the future": signed(office, CENTRE.nurse, endpoint, 301),
            "another relay's": right | {"host": "other.example"},
            "a tampered signature": right | {"signature": broken},
            "another digest": right | {"content-digest": "sha-256=:" + "A" * 43 + "=:"},
        }
        for what, headers in wrong.items():
            assert await ask(office, endpoint, headers) == (401, "unauthenticated"), (endpoint, what)
        other = (401, "unauthenticated") if ENDPOINTS[endpoint][2] else (413, "too_large")
        other = (400, "malformed") if endpoint == "append" else other  # its form comes first
        assert await ask(office, endpoint, right, b"other") == other, endpoint
        if endpoint != "log":  # a revoked device may read that it is
            assert await ask(office, endpoint, signed(office, REVOKED, endpoint)) == (403, "revoked"), (
                endpoint
            )
    assert await everything(office) == before


async def test_whoever_may_not_is_told_so_and_changes_nothing(office: Office) -> None:
    before = await everything(office)
    for endpoint in ("append", "slot", "ask", "answer"):
        assert await ask(office, endpoint, signed(office, CENTRE.patient, endpoint)) == (403, "forbidden")
    answer = await office.send(CENTRE.patient, "PUT", f"{C}/box/{random_id()}/{random_id()}", b"x")
    assert refused(answer) == (403, "forbidden")
    assert refused(await office.put(CENTRE, CENTRE.patient, b"other", KNOWN)) == (409, "conflict")
    assert refused(await office.put(CENTRE, CENTRE.patient, bytes((2 << 20) + 1))) == (413, "too_large")
    assert refused(await office.put(CENTRE, CENTRE.patient, b"")) == (400, "malformed")
    assert await everything(office) == before


async def test_what_was_used_is_refused_wherever_it_comes_again(office: Office) -> None:
    for endpoint in ("box", "poll", "log", "ask"):
        method, path, body = ENDPOINTS[endpoint]
        headers = signed(office, CENTRE.nurse, endpoint)
        assert (await office.http.request(method, path, content=body, headers=headers)).status_code < 300
        assert await ask(office, endpoint, headers) == (401, "replayed")
    headers = signed(office, CENTRE.patient, "put")
    method, path, body = ENDPOINTS["put"]
    assert (await office.http.request(method, path, content=body, headers=headers)).status_code == 201
    before = await everything(office)
    assert await ask(office, "put", headers) == (401, "replayed")
    assert await everything(office) == before
