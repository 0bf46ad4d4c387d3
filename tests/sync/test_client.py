"""Whatever a relay or a network may answer comes out as one of three errors, in bounded time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.crypto import cbor
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.errors import RelayMisbehaves, RelayOffline
from hemmonitor.sync import client as client_module
from hemmonitor.sync.client import BoxPage, Item, Poll, Refusal, RelayClient, SlotClient, Taken
from tests.crypto.people import NOW

KEYS = DeviceKeys.generate()
CENTRE, BOX, ID = random_id(), random_id(), random_id()
EPOCH = bytes.fromhex(random_id())
URL = "http://127.0.0.1:1"

Answer = Callable[[httpx.Request], httpx.Response]


def reply(status: int, body: bytes = b"", **headers: str) -> httpx.Response:
    """An answer that is still to be read, as one from a socket is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, stream=httpx.ByteStream(body), headers=named)


def refusal(status: int, document: Any, **headers: str) -> httpx.Response:
    return reply(status, json.dumps(document).encode(), **headers)


def client(answer: Answer) -> RelayClient:
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return RelayClient(URL, CENTRE, KEYS, lambda: NOW, http=http, patience=1)


def saying(value: Any, status: int = 200) -> RelayClient:
    body = value if isinstance(value, bytes) else cbor.encode(value)
    return client(lambda _: reply(status, body))


CALLS: list[Callable[[RelayClient], Awaitable[Any]]] = [
    lambda c: c.put_envelope(BOX, ID, b"x"),
    lambda c: c.put_envelopes([(BOX, ID, b"x")]),
    lambda c: c.get_box(BOX, 0),
    lambda c: c.poll(3, {BOX: 0}, wait=0),
    lambda c: c.get_log(0),
    lambda c: c.post_log([b"x"]),
]


# --- sense -----------------------------------------------------------------------------------------


async def test_proper_answers() -> None:
    epoch = EPOCH.hex()
    assert await saying({1: EPOCH, 2: 7}, 201).put_envelope(BOX, ID, b"x") == Taken(epoch, 7)
    both = [(BOX, ID, b"x"), (BOX, random_id(), b"y")]
    assert await saying({1: EPOCH, 2: [3, "quota"]}).put_envelopes(both) == (3, "quota")
    page = {1: EPOCH, 2: 9, 3: bytes(32), 4: [[3, bytes.fromhex(ID), b"body"]]}
    assert await saying(page).get_box(BOX, 2) == BoxPage(epoch, 9, bytes(32), (Item(3, ID, b"body"),))
    news = {1: EPOCH, 2: 4, 3: [[bytes.fromhex(BOX), 8]]}
    assert await saying(news).poll(3, {BOX: 0}, wait=0) == Poll(epoch, 4, ((BOX, 8),))
    assert await saying({1: 2, 2: [b"a", b"b"]}).get_log(0) == (2, (b"a", b"b"))
    assert await saying({1: 3}).post_log([b"x"]) == 3
    assert await client(lambda _: reply(204)).get_ask(ID) is None
    assert await saying(b"sealed").get_ask(ID) == b"sealed"


async def test_what_is_sent_is_signed_whole_and_not_compressed() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return reply(201, cbor.encode({1: EPOCH, 2: 1}))

    await client(answer).put_envelope(BOX, ID, b"body")
    [request] = seen
    assert str(request.url) == f"{URL}/v1/{CENTRE}/box/{BOX}/{ID}"
    assert (request.method, request.content) == ("PUT", b"body")
    assert request.headers["accept-encoding"] == "identity"
    assert {"signature", "signature-input", "content-digest"} <= set(request.headers)


async def test_a_refusal_says_why() -> None:
    for call in CALLS:
        with pytest.raises(Refusal) as caught:
            await call(client(lambda _: refusal(409, {"error": "conflict"})))
        assert (caught.value.status, caught.value.reason) == (409, "conflict")


# --- nonsense --------------------------------------------------------------------------------------

HTML = b"<!DOCTYPE html><html><body>Please log in to the guest network</body></html>"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, HTML),
        (200, b""),
        (200, b"\xff\xff"),
        (200, cbor.encode({1: 1, 2: 2, 3: 3, 4: 4, 5: 5})),
        (200, cbor.encode([])),
        (200, cbor.encode({})),
        (200, cbor.encode({1: "x", 2: "y"})),
        (204, b""),
        (302, b""),
        (404, HTML),
        (403, b""),
        (403, b'["error"]'),
        (403, b'{"error": 5}'),
        (403, b'{"error": "<script>"}'),
        (400, b"[" * 1000),
    ],
)
async def test_nonsense_is_nonsense(
    call: Callable[[RelayClient], Awaitable[Any]], status: int, body: bytes
) -> None:
    with pytest.raises(RelayMisbehaves):
        await call(client(lambda _: reply(status, body, location="https://elsewhere.example/")))


@pytest.mark.parametrize(
    "page",
    [
        {1: EPOCH, 2: 5, 3: None, 4: [[2, bytes(16), b"x"]]},  # does not begin after what was asked
        {1: EPOCH, 2: 5, 3: None, 4: [[1, bytes(16), b"x"], [3, bytes(16), b"y"]]},
        {1: EPOCH, 2: 5, 3: None, 4: [[1, bytes(16), b"x"], [1, bytes(16), b"y"]]},
        {1: EPOCH, 2: 0, 3: None, 4: [[1, bytes(16), b"x"]]},  # a head before what it shows
        {1: EPOCH, 2: 5, 3: b"short", 4: []},
        {1: EPOCH, 2: -1, 3: None, 4: []},
        {1: b"epoch", 2: 5, 3: None, 4: []},
        {1: EPOCH, 2: 5, 3: None, 4: [[1, b"id", b"x"]]},
        {1: EPOCH, 2: 5, 3: None, 4: [[number, bytes(16), b"x"] for number in range(1, 12)]},  # too many
    ],
)
async def test_a_page_that_cannot_be_is_nonsense(page: dict[int, Any]) -> None:
    with pytest.raises(RelayMisbehaves):
        await saying(page).get_box(BOX, 0, limit=10)


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from([200, 201, 204, 302, 400, 401, 403, 404, 409, 418, 500, 503]))
def test_any_answer_is_one_of_the_three(body: bytes, status: int) -> None:
    async def run() -> None:
        for call in CALLS:
            try:
                await call(client(lambda _: reply(status, body)))
            except (RelayOffline, RelayMisbehaves, Refusal):
                continue
            assert status < 300

    asyncio.run(run())


async def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "BODY_LIMIT", 1 << 20)
    given_out = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given_out
        while True:
            given_out += 1 << 16
            yield bytes(1 << 16)

    for call in CALLS:
        given_out = 0
        with pytest.raises(RelayMisbehaves, match="more than"):
            await call(client(lambda _: httpx.Response(200, content=endless())))
        assert given_out < 1 << 21


async def test_a_long_winded_refusal_is_cut_off() -> None:
    body = json.dumps({"error": "x" * 5000}).encode()
    with pytest.raises(RelayMisbehaves):
        await client(lambda _: reply(403, body)).get_log(0)


async def test_an_answer_that_trickles_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_DEADLINE", -0.8)

    async def trickle() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    with pytest.raises(RelayOffline):
        await client(lambda _: httpx.Response(200, content=trickle())).get_log(0)


async def test_compression_is_not_expanded() -> None:
    bomb = gzip.compress(bytes(1 << 22))
    with pytest.raises(RelayMisbehaves):
        await client(lambda _: reply(200, bomb, content_encoding="gzip")).get_log(0)


# --- no answer -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("x"),
        httpx.ConnectTimeout("x"),
        httpx.ReadTimeout("x"),
        httpx.RemoteProtocolError("x"),
        httpx.ReadError("x"),
        OSError("x"),
    ],
)
async def test_no_answer_is_offline(error: Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    for call in CALLS:
        with pytest.raises(RelayOffline):
            await call(client(answer))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 507])
async def test_a_relay_that_is_not_well_is_offline(status: int) -> None:
    with pytest.raises(RelayOffline):
        await client(lambda _: reply(status, HTML)).get_log(0)


async def test_nobody_listening_is_offline() -> None:
    one = RelayClient(URL, CENTRE, KEYS, lambda: NOW, patience=1)
    with pytest.raises(RelayOffline):
        await one.get_log(0)
    await one.aclose()


@contextlib.asynccontextmanager
async def listening(greeting: bytes | None) -> AsyncIterator[RelayClient]:
    """A server that says this and hangs up, or for None says nothing at all; and a client for it."""
    writers: list[asyncio.StreamWriter] = []

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        if greeting is not None:
            writer.write(greeting)
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    one = RelayClient(f"http://127.0.0.1:{port}", CENTRE, KEYS, lambda: NOW, patience=0.3)
    yield one
    await one.aclose()
    server.close()
    for writer in writers:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def test_a_server_that_says_nothing_is_offline() -> None:
    async with listening(None) as one:
        with pytest.raises(RelayOffline):
            await one.get_log(0)


@pytest.mark.parametrize(
    "garbage", [b"hello\r\n", b"HTTP/9.9 999\r\n\r\n", b"\x00" * 50, b"HTTP/1.1 200 OK\r\n"]
)
async def test_a_server_that_does_not_speak_http_is_survived(garbage: bytes) -> None:
    async with listening(garbage) as one:
        with pytest.raises((RelayOffline, RelayMisbehaves)):
            await one.get_log(0)


# --- the clock -------------------------------------------------------------------------------------


async def test_a_wrong_date_is_no_reason_to_go_on_for_ever() -> None:
    asked = 0

    def answer(_: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        date = f"Mon, 0{asked} Jan 2035 00:00:00 GMT"
        return refusal(401, {"error": "unauthenticated"}, date=date)

    with pytest.raises(Refusal):
        await client(answer).get_log(0)
    assert asked == 2


@pytest.mark.parametrize("date", ["", "x", "Mon, 99 Jan 2035 00:00:00 GMT", "Mon, 01 Jan 99999 00:00:00 GMT"])
async def test_a_date_that_is_none_is_passed_over(date: str) -> None:
    one = client(lambda _: refusal(401, {"error": "unauthenticated"}, date=date))
    with pytest.raises(Refusal):
        await one.get_log(0)
    assert one.clock_offset == 0


async def test_slots_need_no_key() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return reply(204) if request.method == "GET" else reply(201, b"\xa0")

    slots = SlotClient(URL, lambda: NOW, http=httpx.AsyncClient(transport=httpx.MockTransport(answer)))
    await slots.put_ask(ID, b"hello")
    assert await slots.get_answer(ID, wait=3) is None
    assert [request.url.path for request in seen] == [f"/v1/slot/{ID}/ask", f"/v1/slot/{ID}/answer"]
    assert all("signature" not in request.headers for request in seen)
    await slots.aclose()
