"""Turns each vector of the file into one test with a readable name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

DEFAULT = Path(__file__).with_name("ble_vectors.json")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "vector" not in metafunc.fixturenames:
        return
    path = metafunc.config.getoption("--ble-vectors")
    vectors = json.loads(Path(path or DEFAULT).read_text(encoding="utf-8"))
    ids = [f"{n}-{v['kind']}-{v['hex'][:24]}-{v['expected']['outcome']}" for n, v in enumerate(vectors)]
    metafunc.parametrize("vector", vectors, ids=ids)
