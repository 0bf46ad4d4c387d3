"""Turns each vector of the file into one test with a readable name.

Without ``--ble-vectors`` the project's two files are run: the shared sample, and further frames of the same
form that were collected from published tests (``tests/captures/published_frames.json``).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

OWN = (
    Path(__file__).with_name("ble_vectors.json"),
    Path(__file__).parents[1] / "captures" / "published_frames.json",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "vector" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--ble-vectors")
    paths = [Path(chosen)] if chosen else OWN
    vectors = [vector for path in paths for vector in json.loads(path.read_text(encoding="utf-8"))]
    ids = [f"{n}-{v['kind']}-{v['hex'][:24]}-{v['expected']['outcome']}" for n, v in enumerate(vectors)]
    metafunc.parametrize("vector", vectors, ids=ids)
