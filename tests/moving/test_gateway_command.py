"""``hemmonitor gateway`` against a FHIR server in a process of its own, and killed at random moments."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from tests.moving.conftest import READINGS, ROOT, World, environment
from tests.whole.world import PERSON, PIN, home_of, once, pressure

MORE = 40


@contextmanager
def fhir_server(lost: float = 0.0) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.interop.fhir_server", str(lost)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate(timeout=30)


def held(url: str) -> list[tuple[str, int, dict[str, Any]]]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return [(kind, version, resource) for kind, version, resource in json.load(answer)]


async def measure(world: World, count: int) -> None:
    """The patient measures on, and it reaches the relay."""
    patient = Profile.open(world.data / "patient", pin=PIN)
    try:
        home = home_of(patient)
        for number in range(count):
            home.record(pressure(120 + number, 80, clock.now(), f"more {number}".encode()), clock.now())
        await once(patient)
    finally:
        patient.close()


def test_one_round_fetches_from_the_relay_and_sends(world: World, tmp_path: Path) -> None:
    asyncio.run(measure(world, 2))
    (tmp_path / "token").write_text("secret-token\n", "ascii")
    arguments = ("--once", "--face", "nurse", "--token-file", tmp_path / "token")
    with fhir_server() as url:
        done = world.run("gateway", url, *arguments)
        assert done.returncode == 0, done.stderr
        found = Counter(kind for kind, _, _ in held(url))
        assert found["Observation"] >= READINGS + 2
        assert found["Patient"] == 1
        again = world.call("gateway", url, *arguments)
        assert (again.returncode, again.stdout) == (0, "")
    listed = world.call("gateway", url, "--list-dead", "--face", "nurse")
    assert (listed.returncode, listed.stdout) == (0, "")
    for text in (done.stdout, done.stderr):
        assert PERSON.patient.name not in text
        assert PERSON.patient.number not in text
        assert "secret-token" not in text
    away = world.call("gateway", url, "--once", "--face", "nurse")
    assert away.returncode == 0  # there is nothing to send
    wrong = world.call("gateway", url, "--token-file", tmp_path / "none", "--face", "nurse")
    assert (wrong.returncode, "none: No such file" in wrong.stderr) == (1, True)


@pytest.mark.slow
def test_killed_at_random_moments_each_resource_arrives_once_and_it_catches_up(
    built: tuple[Path, str], world: World
) -> None:
    noise, kills = random.Random(3), 0
    asyncio.run(measure(world, MORE))
    with fhir_server(lost=0.2) as url:
        for _ in range(5):
            process = subprocess.Popen(
                world.command("gateway", url, "--every", "0.1", "--face", "nurse"),
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            assert process.stdin is not None
            assert process.stderr is not None
            process.stdin.write(f"{PIN}\n")
            process.stdin.flush()
            assert process.stderr.readline().startswith("PIN")
            time.sleep(noise.uniform(0.1, 1.2))
            process.kill()
            assert process.wait() == -signal.SIGKILL
            process.communicate()
            kills += 1
        for _ in range(30):  # an answer may be lost; it is asked again
            done = world.run("gateway", url, "--once", "--face", "nurse")
            if done.returncode == 0:
                break
        assert done.returncode == 0, done.stderr
        found = held(url)
    assert kills == 5
    names = Counter(
        json.dumps(resource.get("identifier") or resource["meta"]["tag"]) for _, _, resource in found
    )
    assert set(names.values()) == {1}
    readings = [r for kind, _, r in found if kind == "Observation" and "component" in r]
    assert sum(r["code"]["coding"][0]["code"] == "85354-9" for r in readings) >= READINGS + MORE
    assert {version for kind, version, _ in found if kind in {"Patient", "Device", "Provenance"}} == {1}


def test_it_ends_in_order_when_it_is_told_to(world: World) -> None:
    with fhir_server() as url:
        process = subprocess.Popen(
            world.command("gateway", url, "--every", "60", "--face", "nurse"),
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{PIN}\n")
        process.stdin.flush()
        assert "events sent" in process.stdout.readline()
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "Traceback" not in said
