"""Stages that are closed after the test, whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.ui.nurse.stage import Stage

Staging = Callable[..., Stage]


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
