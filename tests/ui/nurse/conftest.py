"""Stages that are closed after the test, whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.ui.nurse.stage import Stage
from ui.nurse import window
from ui.widgets.toast import Toast

Staging = Callable[..., Stage]
LONG = 3600.0  # seconds


@pytest.fixture(autouse=True)
def _no_clock_but_the_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing happens because a test takes long: no toast runs out, and no time passes, by itself."""
    monkeypatch.setitem(Toast.__init__.__kwdefaults__, "seconds", LONG)
    monkeypatch.setattr(window, "TICK_SECONDS", int(LONG))


@pytest.fixture
def staging() -> Iterator[Staging]:
    """``staging(...)`` makes a stage; all are closed at the end."""
    made: list[Stage] = []

    def make(*args: Any, **kwargs: Any) -> Stage:
        stage = Stage(*args, **kwargs)
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.close()


@pytest.fixture
def stage(staging: Staging) -> Stage:
    """The usual morning, in Swedish, 1440x900."""
    return staging()
