from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from hemmonitor import clock
from hemmonitor.crypto.keys import random_id
from hemmonitor.errors import RelayOffline, StorageError
from hemmonitor.relay.server import RelayServer
from hemmonitor.sync.client import RelayClient
from tests.crypto.people import Centre

RUN = """
import sys
from hemmonitor.relay.config import RelayConfig
from hemmonitor.relay.server import serve
serve(RelayConfig(sys.argv[1], port=int(sys.argv[2])), ready=lambda url: print(url, flush=True))
"""


def client(url: str, centre: Centre, by: object = None) -> RelayClient:
    return RelayClient(url, centre.state.centre, by or centre.patient, clock.now, patience=5)  # type: ignore[arg-type]


async def found(url: str, centre: Centre) -> None:
    root = client(url, centre, centre.root)
    await root.post_log(centre.entries)
    await root.aclose()


def relay_threads() -> set[threading.Thread]:
    """Those of relays that run now; another module's may, when tests are dealt out."""
    return {thread for thread in threading.enumerate() if thread.name.startswith("relay")}


async def test_it_answers_when_started_and_not_when_stopped(tmp_path: Path) -> None:
    centre, before = Centre(), relay_threads()
    server = RelayServer(tmp_path / "relay.db")
    with server:
        await found(server.url, centre)
        one = client(server.url, centre)
        assert (await one.put_envelope(centre.mailbox, random_id(), b"x")).cursor == 1
    with pytest.raises(RelayOffline):
        await one.put_envelope(centre.mailbox, random_id(), b"y")
    with server:  # again, on the same port, with what it had
        assert (await one.put_envelope(centre.mailbox, random_id(), b"y")).cursor == 2
    await one.aclose()
    assert relay_threads() <= before


async def test_stopping_lets_those_who_wait_go(tmp_path: Path) -> None:
    centre = Centre()
    server = RelayServer(tmp_path / "relay.db").start()
    await found(server.url, centre)
    one = client(server.url, centre)
    waiting = asyncio.create_task(one.get_box(centre.mailbox, 0, wait=50))
    await asyncio.sleep(0.3)
    before = time.monotonic()
    await asyncio.to_thread(server.stop)
    assert time.monotonic() - before < 5
    assert (await waiting).items == ()
    await one.aclose()


def test_stopping_twice_is_fine(tmp_path: Path) -> None:
    server = RelayServer(tmp_path / "relay.db").start()
    server.stop()
    server.stop()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    before = relay_threads()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StorageError, match="cannot listen"):
            RelayServer(tmp_path / "relay.db", port=port).start()
    assert relay_threads() <= before


async def test_small_answers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """With Nagle's delay on, each request on a kept connection would take 40 ms."""
    with RelayServer(tmp_path / "relay.db") as server:
        async with httpx.AsyncClient() as http:
            await http.get(server.url + "/healthz")
            before = time.monotonic()
            for _ in range(40):
                await http.get(server.url + "/healthz")
            assert time.monotonic() - before < 1.2


async def test_nothing_is_logged_of_who_writes_where(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    centre = Centre()
    caplog.set_level(0)
    with RelayServer(tmp_path / "relay.db") as server:
        await found(server.url, centre)
        one = client(server.url, centre)
        await one.put_envelope(centre.mailbox, random_id(), b"x")
        await one.aclose()
        async with httpx.AsyncClient() as http:
            await http.get(f"{server.url}/v1/{centre.state.centre}/box/{centre.mailbox}")
    said = "".join(capfd.readouterr())
    relay = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    for name in (centre.mailbox, centre.patient.device_id, centre.state.centre):
        assert name not in said
        assert name not in relay


def started(path: Path, port: int = 0) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(path), str(port)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_program_ends_on_a_signal(tmp_path: Path) -> None:
    process, url = started(tmp_path / "relay.db")
    assert httpx.get(url + "/healthz").json()["status"] == "ok"
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) in {0, -signal.SIGTERM}
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.skipif(os.name != "posix", reason="signals")
async def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    centre, port = Centre(), 0
    acknowledged: dict[str, int] = {}
    for round_ in range(6):
        process, url = started(tmp_path / "relay.db", port)
        port = int(url.rsplit(":", 1)[1])
        if round_ == 0:
            await found(url, centre)
        one = client(url, centre)
        timer = threading.Timer(0.15 + 0.05 * round_, process.kill)
        timer.start()
        try:
            while True:
                ident = random_id()
                taken = await one.put_envelope(centre.mailbox, ident, ident.encode())
                acknowledged[ident] = taken.cursor
        except RelayOffline:
            pass
        timer.join()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        await one.aclose()
    with RelayServer(tmp_path / "relay.db") as server:
        reader = client(server.url, centre, centre.nurse)
        stored: dict[str, int] = {}
        while True:
            page = await reader.get_box(centre.mailbox, len(stored), limit=400)
            stored |= {item.envelope_id: item.cursor for item in page.items}
            if len(stored) == page.head:
                break
        await reader.aclose()
    assert acknowledged.items() <= stored.items()
    assert len(acknowledged) > 20
    assert sorted(stored.values()) == list(range(1, len(stored) + 1))
