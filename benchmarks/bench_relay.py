"""The relay's intake against bare SQLite (FULL) writing the same rows.

The bare side writes each envelope in a transaction of its own, as a relay that answers every request by
itself would, and once more in transactions of the size the relay happened to make. The relay side is
signed requests from several devices at once: over HTTP on loopback to a server in a process of its own,
and without a socket, straight into the ASGI application.
"""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from starlette.applications import Starlette

from hemmonitor import clock
from hemmonitor.crypto.actions import Assign, Enrol, Link, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.keys import DeviceKeys, SigningKey, random_id
from hemmonitor.crypto.membership import MembershipLog, found_centre
from hemmonitor.crypto.signatures import sign_request
from hemmonitor.crypto.verify import EMPTY_RUNNING, digest, running_digest
from hemmonitor.relay.app import Relay
from hemmonitor.relay.sqlite import SqliteStore
from hemmonitor.relay.sqlite_file import SCHEMA
from hemmonitor.sync.client import RelayClient

BODY = 5_200  # bytes: a small batch to three recipients
DEVICES = 16
EACH = 60
ROWS = DEVICES * EACH
ROUNDS = 5
ORIGIN = "http://relay.bench"
SERVE = """
import sys
from pathlib import Path
from hemmonitor.relay.server import serve
serve(Path(sys.argv[1]), 0, ready=lambda url: print(url, flush=True))
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

    path: str
    headers: dict[str, str]
    body: bytes

    def raw(self, host: str) -> bytes:
        lines = [f"PUT {self.path} HTTP/1.1", f"host: {host}", f"content-length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


def posts(centre: Centre, origin: str) -> list[list[Post]]:
    """What each device sends. Signed beforehand, so that the relay's work alone is measured."""
    created = int(clock.now().timestamp())
    made = []
    for keys, mailbox in centre.patients:
        mine = []
        for _ in range(EACH):
            path, body = f"/v1/{centre.id}/box/{mailbox}/{random_id()}", secrets.token_bytes(BODY)
            headers = sign_request(keys, "PUT", origin + path, body, created=created)
            mine.append(Post(path, headers, body))
        made.append(mine)
    return made


async def over_http(centre: Centre, url: str) -> float:
    """Requests a second over kept connections, one a device."""
    host = url.split("://")[1]
    root = RelayClient(url, centre.id, centre.root, clock.now)
    await root.post_log(centre.entries)
    await root.aclose()
    ready = [[post.raw(host) for post in mine] for mine in posts(centre, url)]
    name, port = host.split(":")

    async def send(mine: list[bytes]) -> None:
        reader, writer = await asyncio.open_connection(name, int(port))
        for raw in mine:
            writer.write(raw)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 201"), head
            await reader.readexactly(int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]))
        writer.close()
        await writer.wait_closed()

    start = perf_counter()
    await asyncio.gather(*(send(mine) for mine in ready))
    return ROWS / (perf_counter() - start)


async def in_process(centre: Centre, path: Path) -> tuple[float, int]:
    """Requests a second into the ASGI application, and rows a transaction."""
    store = SqliteStore(path)
    relay = Relay(store, clock.now, origins=[ORIGIN])
    await relay.centres.append(centre.id, centre.entries)
    app, ready = relay.app(), posts(centre, ORIGIN)
    before = store.commits

    async def send(mine: list[Post]) -> None:
        for post in mine:
            assert await answered(app, post) == 201

    start = perf_counter()
    await asyncio.gather(*(send(mine) for mine in ready))
    taken = perf_counter() - start
    commits = store.commits - before
    store.close()
    return ROWS / taken, round(ROWS / commits)


async def answered(app: Starlette, post: Post) -> int:
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": post.body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    headers = [(b"host", ORIGIN.split("://")[1].encode())]
    headers += [(name.encode(), value.encode()) for name, value in post.headers.items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "PUT",
        "scheme": "http",
        "path": post.path,
        "raw_path": post.path.encode(),
        "query_string": b"",
        "headers": headers,
        "server": ("relay.bench", 80),
        "client": ("127.0.0.1", 1),
        "app": app,
    }
    await app(scope, receive, send)
    return status


def bare(centre: Centre, path: Path, group: int) -> float:
    """Rows a second into the same tables, with so many in a transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(SCHEMA)
    rows, heads = [], []
    for box, (_, mailbox) in enumerate(centre.patients, 1):
        running = EMPTY_RUNNING
        for cursor in range(1, EACH + 1):
            ident, body = random_id(), secrets.token_bytes(BODY)
            running = running_digest(running, ident, digest(body))
            rows.append((box, cursor, bytes.fromhex(ident), digest(body), running, body))
            heads.append(
                (box, bytes.fromhex(centre.id), bytes.fromhex(mailbox), cursor, running, cursor * BODY)
            )
    start = perf_counter()
    for at in range(0, ROWS, group):
        connection.execute("BEGIN IMMEDIATE")
        for row, head in zip(rows[at : at + group], heads[at : at + group], strict=True):
            connection.execute("INSERT OR REPLACE INTO box VALUES (?, ?, ?, ?, ?, ?)", head)
            connection.execute("INSERT INTO envelope VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")
    taken = perf_counter() - start
    connection.close()
    return ROWS / taken


def served(centre: Centre, path: Path) -> float:
    """Requests a second to a relay in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        return asyncio.run(over_http(centre, process.stdout.readline().strip()))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def main() -> None:
    centre, rates, groups = Centre(), dict[str, list[float]](), list[int]()
    with tempfile.TemporaryDirectory() as directory:
        for turn in range(ROUNDS):  # in turns, for a disk's speed changes from second to second
            folder = Path(directory) / str(turn)
            folder.mkdir()
            rates.setdefault("one by one", []).append(bare(centre, folder / "single.db", 1))
            rates.setdefault("HTTP on loopback", []).append(served(centre, folder / "relay.db"))
            direct, group = asyncio.run(in_process(centre, folder / "direct.db"))
            rates.setdefault("ASGI in process", []).append(direct)
            groups.append(group)
            rates.setdefault("in groups", []).append(bare(centre, folder / "grouped.db", max(2, group)))
    single, grouped = median(rates["one by one"]), median(rates["in groups"])
    print(f"bare SQLite FULL: {single:,.0f} rows/s one by one, {grouped:,.0f} in groups of {groups}")
    for name in ("HTTP on loopback", "ASGI in process"):
        rate = median(rates[name])
        print(f"{name}: {rate / single:.2f} x one by one, {rate / grouped:.2f} x in groups ({rate:,.0f}/s)")


if __name__ == "__main__":
    main()
