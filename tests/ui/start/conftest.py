"""A relay, and computers on it; each ends with its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from hemmonitor.relay.server import RelayServer
from tests.ui.start.stage import Machine

Computers = Callable[..., Machine]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The centre looks at its invitations more often than it would."""
    monkeypatch.setattr("ui.centre.bridge.LOOK_SECONDS", 0.3)


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayServer]:
    with RelayServer(tmp_path / "relay.db") as server:
        yield server


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computers]:
    """``computer("name", face)``: one with a folder of its own, started."""
    made: list[Machine] = []

    def make(name: str, face: Any = None, **options: Any) -> Machine:
        made.append(Machine(tmp_path / name, face, **options))
        return made[-1].start()

    yield make
    for machine in reversed(made):
        machine.end()
    QLocale.setDefault(QLocale("en_GB"))
