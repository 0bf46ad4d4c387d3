"""A short run of what ``make fuzz`` does for ten minutes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hemmonitor.relay.server import RelayServer
from tests.relay import fuzz


def test_no_request_makes_the_relay_stumble(tmp_path: Path) -> None:
    target = fuzz.Endpoints(tmp_path)
    try:
        fuzz.endpoints(target, 120)
    finally:
        target.close()
    assert {200, 201, 400, 401, 403, 404} <= set(target.seen)


def test_from_an_envelope_come_its_own_errors_alone() -> None:
    seen: Counter[str] = Counter()
    fuzz.envelopes(seen, 250)
    assert seen["BadEnvelope"] > 50
    assert seen["envelope taken"]


def test_garbage_on_the_socket_does_not_stop_it(tmp_path: Path) -> None:
    with RelayServer(tmp_path / "relay.db") as server:
        fuzz.sockets(server.url, 60)
