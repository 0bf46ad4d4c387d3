"""Thin and breaking lines: over a proxy that throttles and cuts, and between two network namespaces.

A whole year over 64 kbit/s takes a minute and more: ``make thin``, with its last result in docs/relay.md.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.thin import over_thin_line

HERE = Path(__file__).parents[2]
NEAR, FAR = "10.213.47.1", "10.213.47.2"
SERVE = """
import sys
from hemmonitor.relay.config import RelayConfig
from hemmonitor.relay.server import serve
serve(RelayConfig(sys.argv[1], host=sys.argv[2], port=0), ready=lambda url: print(url, flush=True))
"""


async def test_over_a_line_that_breaks_everything_arrives_once() -> None:
    found = await over_thin_line(days=30, bits_a_second=2_000_000, break_every=2)
    assert found.broken >= 1
    assert found.events == 180
    assert found.envelopes == found.arrived >= 1


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr.strip())


@contextlib.contextmanager
def _two_namespaces() -> Iterator[tuple[list[str], list[str], list[str]]]:
    """How to run something at the relay's end and at the patient's, and the name of the link there."""
    if shutil.which("ip") is None:
        pytest.skip("no ip command on this machine")
    mark = f"{os.getpid():x}"
    near, far, link = f"hm-relay-{mark}", f"hm-home-{mark}", f"hm{mark}"
    with contextlib.ExitStack() as stack:
        try:
            for name in (near, far):
                _ip("netns", "add", name)
                stack.callback(_ip, "netns", "delete", name)
            _ip("-n", near, "link", "add", f"{link}r", "type", "veth", "peer", f"{link}h", "netns", far)
            for name, end, address in ((near, f"{link}r", NEAR), (far, f"{link}h", FAR)):
                _ip("-n", name, "address", "add", f"{address}/24", "dev", end)
                _ip("-n", name, "link", "set", end, "up")
        except OSError as error:
            pytest.skip(f"network namespaces are not allowed here: {error}")
        run = ["ip", "netns", "exec"]
        yield [*run, near], [*run, far], ["-n", far, "link", "set", f"{link}h"]


def _started(command: list[str]) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=HERE
    )


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_a_link_that_is_lost_in_the_middle_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    with _two_namespaces() as (near, far, link), contextlib.ExitStack() as stack:
        relay = _started([*near, sys.executable, "-c", SERVE, str(tmp_path / "relay.db"), NEAR])
        stack.callback(_ended, relay)
        assert relay.stdout is not None
        url = relay.stdout.readline().strip()
        patient = _started([*far, sys.executable, "-m", "tests.relay.far_patient", url])
        stack.callback(_ended, patient)
        assert patient.stdout is not None
        assert patient.stdout.readline() == "under way\n"
        _ip(*link, "down")
        time.sleep(1.5)
        _ip(*link, "up")
        found = json.loads(patient.stdout.readline())
    assert found["failures"] >= 1, "the link was lost while it was sending"
    assert found["sent_before"] < found["envelopes"]
    assert found["read"] == found["written"] == found["different"]
    assert found["envelopes"] == found["head"]
    assert found["warnings"] == []


def _ended(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(20)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
