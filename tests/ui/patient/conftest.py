"""A stage for each test; the test says what it is made with by calling it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.ui.patient.stage import Stage


@pytest.fixture
def make_stage() -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(**options: Any) -> Stage:
        made.append(Stage(**options))
        return made[-1]

    yield make
    for stage in made:
        stage.close()


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    """Gunnel at twenty past nine, with six weeks of history and a plan, in Swedish."""
    return make_stage()
