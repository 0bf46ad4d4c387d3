"""Hostile input, without end: every endpoint of the relay, its HTTP parser, and the envelope's parser.

Strategy: hypothesis makes requests that are right but for what it breaks (method, path, query, headers,
signature, time, body), CBOR of any shape, envelopes with bytes changed, cut out, doubled and spliced, and
plain garbage on the socket. The suite runs each a little (``test_fuzz``); ``python -m tests.relay.fuzz 600``
runs all of them for that many seconds, and prints how much that was and how much memory it took.

What must hold: no 500 and no exception; every refusal in the one shape; the membership log unchanged; an
envelope more exactly when 201 or a new cursor was answered; from an envelope nothing but the errors that it
may raise; and memory that stays.
"""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cbor2
import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemmonitor.crypto import cbor
from hemmonitor.crypto.batch import Batch
from hemmonitor.crypto.envelope import open_envelope, seal
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.crypto.membership import parse_entry
from hemmonitor.crypto.signatures import sign_request
from hemmonitor.errors import BadEvent, CryptoError
from hemmonitor.relay.mailbox import Limits
from hemmonitor.relay.server import RelayServer
from hemmonitor.sync.packing import unpack
from tests.crypto.people import Centre, only
from tests.relay.office import ORIGIN, Office

CENTRE = Centre()
STRANGER = DeviceKeys.generate()
SIGNERS = [CENTRE.nurse, CENTRE.patient, CENTRE.nurse, CENTRE.patient, CENTRE.root, STRANGER, None]
SEALED = seal(
    CENTRE.patient,
    Batch(CENTRE.mailbox, 1, None, (b"payload", b"another one")),
    CENTRE.state.recipients(CENTRE.mailbox),
).body
IDS = st.sampled_from([CENTRE.state.centre, CENTRE.mailbox, "ab" * 16, "0" * 32, "A" * 32, "..", "%00", "x"])
PATHS = st.one_of(
    st.builds("/v1/{}/{}/{}/{}".format, IDS, st.sampled_from(["box", "slot", "log"]), IDS, IDS),
    st.builds("/v1/{}/box/{}".format, IDS, IDS),
    st.builds("/v1/{}/{}".format, IDS, st.sampled_from(["log", "poll", "slot", "box", ""])),
    st.builds("/v1/{}/slot/{}".format, IDS, IDS),
    st.builds("/v1/slot/{}/{}".format, IDS, st.sampled_from(["ask", "answer", "x"])),
    st.sampled_from(["/healthz", "/metrics", "/", "/v1", "//", "/v1/../healthz"]),
)
NUMBERS = st.one_of(
    st.integers(-1, 9), st.integers(10**14, 10**40), st.sampled_from(["", "x", "1e9", "٣", "0x1"])
)
QUERIES = st.lists(st.tuples(st.sampled_from(["after", "limit", "since", "x"]), NUMBERS), max_size=3).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**64), 2**64 - 1), st.binary(max_size=40), st.text(max_size=8)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(st.integers(0, 6) | st.text(max_size=3), inner, max_size=4),
    ),
    max_leaves=12,
)
POLLS = st.builds(
    lambda length, boxes: {1: length, 2: [[bytes.fromhex(CENTRE.mailbox), at] for at in boxes]},
    st.integers(0, 2**53),
    st.lists(st.integers(0, 5), max_size=3),
)
ENTRIES = st.lists(st.sampled_from(CENTRE.entries) | st.binary(max_size=60), max_size=4)
HANDED = st.lists(
    st.tuples(
        st.sampled_from([bytes.fromhex(CENTRE.mailbox), bytes(16), b"short"]),
        st.binary(min_size=15, max_size=17) | st.just(b"always the same."),
        st.binary(max_size=60) | st.just(SEALED),
    ).map(list),
    max_size=5,
)
CBOR = st.one_of(VALUES, POLLS, ENTRIES, HANDED).map(cbor2.dumps)


@st.composite
def mutated(draw: st.DrawFn, of: st.SearchStrategy[bytes]) -> bytes:
    """Bytes with some of them changed, cut out, doubled or put in."""
    data = bytearray(draw(of))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, 40))
        match draw(st.integers(0, 3)):
            case 0 if at < len(data):
                data[at] ^= draw(st.integers(1, 255))
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case _:
                data[at:at] = draw(st.binary(max_size=12))
    return bytes(data)


BODIES = st.one_of(
    st.just(b""),
    mutated(CBOR),
    CBOR,
    mutated(st.just(SEALED)),
    st.binary(max_size=60),
    st.just(bytes(70_000)),
)
HEADERS = st.dictionaries(
    st.sampled_from(
        ["signature", "signature-input", "content-digest", "host", "content-type", "content-encoding", "x"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    max_size=2,
)


C = f"/v1/{CENTRE.state.centre}"
NEW = st.binary(min_size=16, max_size=16).map(bytes.hex)
PUTS = st.tuples(st.just("PUT"), NEW.map(f"{C}/box/{CENTRE.mailbox}/{{}}".format), BODIES)
RIGHT = st.one_of(
    PUTS,
    PUTS,
    st.tuples(st.just("GET"), st.just(f"{C}/box/{CENTRE.mailbox}"), st.just(b"")),
    st.tuples(st.just("POST"), st.just(f"{C}/poll"), st.one_of(POLLS.map(cbor2.dumps), mutated(CBOR))),
    st.tuples(st.just("GET"), st.just(f"{C}/log"), st.just(b"")),
    st.tuples(st.just("POST"), st.just(f"{C}/log"), mutated(ENTRIES.map(cbor2.dumps))),
    st.tuples(
        st.just("POST"), st.just(f"{C}/box"), HANDED.map(cbor2.dumps) | mutated(HANDED.map(cbor2.dumps))
    ),
    st.tuples(st.just("PUT"), NEW.map(f"{C}/slot/{{}}".format), st.integers(-1, 10**6).map(cbor2.dumps)),
    st.tuples(st.just("GET"), IDS.map(f"{C}/slot/{{}}/ask".format), st.just(b"")),
    st.tuples(st.just("PUT"), IDS.map("/v1/slot/{}/ask".format), BODIES),
)
"""Requests that mean something; one in four is made up altogether."""
WRONG = st.tuples(st.sampled_from(["GET", "PUT", "POST", "DELETE", "OPTIONS", "BREW"]), PATHS, BODIES)
REQUESTS = st.one_of(RIGHT, RIGHT, RIGHT, WRONG)


class Endpoints:
    """A relay without a socket, in an event loop of its own."""

    def __init__(self, folder: Path) -> None:
        self.runner = asyncio.Runner()
        self.office = Office(
            folder / "relay.db", Limits(device_requests=10**9, centre_requests=10**9, wait=0)
        )
        self.seen: Counter[int] = Counter()
        self.runner.run(self.office.__aenter__())
        self.runner.run(self.office.found(CENTRE))

    def close(self) -> None:
        self.runner.run(self.office.__aexit__(None, None, None))
        self.runner.close()

    def request(self, *request: Any) -> None:
        self.runner.run(self._request(*request))

    async def _request(
        self, method: str, path: str, query: str, body: bytes, by: Any, changed: dict[str, str], off: int
    ) -> None:
        target = str(httpx.URL(ORIGIN + path + ("?" + query if query else "")))
        headers = {}
        if by is not None:
            created = int(self.office.now.timestamp()) + off
            headers = sign_request(by, method, target, body, created=created)
        before = await self._envelopes()
        answer = await self.office.http.request(method, target, content=body, headers=headers | changed)
        self.seen[answer.status_code] += 1
        assert answer.status_code < 500, (method, target, answer.text)
        if answer.status_code >= 300:
            assert list(json.loads(answer.text)) == ["error"], answer.text
        grown = await self._envelopes() - before
        new = int(answer.status_code == 201 and "/box/" in path)
        if answer.status_code == 200 and path.endswith("/box"):  # only one mailbox may be written to
            receipts = cbor2.loads(answer.content)[2]
            new = len({receipt for receipt in receipts if isinstance(receipt, int) and receipt > before})
        assert grown == new, (method, target, answer.status_code)
        assert await self.office.store.log_length(bytes.fromhex(CENTRE.state.centre)) == len(CENTRE.entries)

    async def _envelopes(self) -> int:
        centre = bytes.fromhex(CENTRE.state.centre)
        ids = [CENTRE.mailbox, "ab" * 16, "0" * 32, CENTRE.state.centre]
        return sum(await self.office.store.heads(centre, [bytes.fromhex(one) for one in ids]))


def endpoints(target: Endpoints, examples: int) -> None:
    @_given(examples)
    @given(
        request=REQUESTS,
        query=st.just("") | QUERIES,
        by=st.sampled_from(SIGNERS),
        changed=st.just({}) | st.just({}) | st.just({}) | HEADERS,
        off=st.sampled_from([0, 0, 0, 0, 0, 299, -301, 10**6]),
    )
    def run(request: tuple[str, str, bytes], query: str, by: Any, changed: dict[str, str], off: int) -> None:
        method, path, body = request
        target.request(method, path, query, body, by, changed, off)

    run()


def envelopes(seen: Counter[str], examples: int) -> None:
    @_given(examples)
    @given(mutated(st.just(SEALED)) | mutated(CBOR))
    def run(data: bytes) -> None:
        for what, parse in _PARSERS.items():
            try:
                parse(data)
                seen[f"{what} taken"] += 1
            except (CryptoError, BadEvent) as error:
                seen[type(error).__name__] += 1

    run()


_PARSERS: dict[str, Callable[[bytes], object]] = {
    "envelope": lambda data: open_envelope(data, only(CENTRE.patient), CENTRE.signing_key),
    "entry": parse_entry,
    "payload": unpack,
    "cbor": lambda data: cbor.decode(data, limit=1 << 16, what="fuzz"),
}


def sockets(url: str, examples: int) -> None:
    """Anything at all on the socket of a real server, which must go on answering."""
    host, port = url.split("://")[1].split(":")
    right = f"GET /healthz HTTP/1.1\r\nhost: {host}:{port}\r\ncontent-length: 3\r\n\r\nabc".encode()

    @_given(examples)
    @given(
        mutated(st.just(right)) | st.binary(max_size=300) | st.just(b"GET / HTTP/1.1\r\nx: " + b"y" * 70_000)
    )
    def run(data: bytes) -> None:
        with socket.create_connection((host, int(port)), timeout=5) as line:
            try:
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
                said = line.recv(4096)
            except ConnectionError:
                said = b""
        assert not said.startswith(b"HTTP/1.1 5"), (data, said)

    run()
    assert httpx.get(url + "/healthz").status_code == 200


def _given(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


def memory() -> float:
    """MB that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(seconds: float) -> None:
    logging.disable()
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, RelayServer(Path(folder) / "socket.db") as server:
        target = Endpoints(Path(folder))
        endpoints(target, 300)
        envelopes(seen, 300)
        sockets(server.url, 50)
        before, end = memory(), time.monotonic() + seconds
        rounds = 0
        while time.monotonic() < end:
            endpoints(target, 1000)
            envelopes(seen, 1000)
            sockets(server.url, 200)
            rounds += 1
        grown = memory() - before
        sys.stdout.write(f"{rounds} rounds; answers {dict(sorted(target.seen.items()))}\n")
        sys.stdout.write(f"parsers {dict(seen.most_common())}; {rounds * 200} times garbage on the socket\n")
        sys.stdout.write(f"memory grew by {grown:.0f} MB\n")
        target.close()
    assert grown < 64, grown


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600)
