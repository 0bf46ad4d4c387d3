"""A thousand long-polls, each of its own device and connection: how soon is the right one answered?

From the moment an envelope is acknowledged to the moment its waiting reader has the answer, while all the
others wait on. The relay is in a process of its own, on SQLite.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import relay_load
from benchmarks.relay_load import Centre, Post, found, serving
from hemmonitor import clock
from hemmonitor.crypto.keys import random_id
from hemmonitor.crypto.signatures import sign_request

WAITING = 1000
NEWS = 300


def signed(keys: relay_load.DeviceKeys, method: str, url: str, path: str, body: bytes = b"") -> bytes:
    headers = sign_request(keys, method, url + path, body, created=int(clock.now().timestamp()))
    return Post(method, path, headers, body).raw(url.split("://")[1])


async def answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]))
    return head.split(b" ", 2)[1]


async def measured(centre: Centre, url: str) -> list[float]:
    name, port = url.split("://")[1].split(":")
    await found(centre, url)
    waiting = []
    for keys, mailbox in centre.patients:
        reader, writer = await asyncio.open_connection(name, int(port))
        writer.write(signed(keys, "GET", url, f"/v1/{centre.id}/box/{mailbox}?after=0&wait=60"))
        waiting.append((reader, writer))
    reader, writer = await asyncio.open_connection(name, int(port))
    await asyncio.sleep(3)
    late = []
    for number in range(NEWS):
        keys, mailbox = centre.patients[number]
        body = secrets.token_bytes(relay_load.BODY)
        writer.write(signed(keys, "PUT", url, f"/v1/{centre.id}/box/{mailbox}/{random_id()}", body))
        told = asyncio.create_task(answer(waiting[number][0]))
        assert await answer(reader) == b"201"
        sent = perf_counter()
        assert await told == b"200"
        late.append(max(0.0, perf_counter() - sent))
    for _, one in [*waiting, (reader, writer)]:
        one.close()
    return late


def main() -> None:
    relay_load.DEVICES = WAITING
    centre = Centre()
    with tempfile.TemporaryDirectory() as folder, serving(str(Path(folder) / "relay.db")) as url:
        late = sorted(asyncio.run(measured(centre, url)))
    p99 = late[int(len(late) * 0.99)]
    print(
        f"{WAITING} waiting: answered after {median(late) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms (limit 50)"
    )


if __name__ == "__main__":
    main()
