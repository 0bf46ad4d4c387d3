"""A care centre that is closed after the test, whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.ui.centre.stage import Centre

Founding = Callable[..., Centre]


@pytest.fixture
def founding() -> Iterator[Founding]:
    """``founding(...)`` makes a centre; all are closed at the end."""
    made: list[Centre] = []

    def make(*args: Any, **kwargs: Any) -> Centre:
        centre = Centre(*args, **kwargs)
        made.append(centre)
        return centre

    yield make
    for centre in made:
        centre.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[Centre]:
    """One for tests that only look, or whose doing is in nobody's way."""
    made = Centre(days=8, patients=8)
    yield made
    made.close()


@pytest.fixture
def centre(founding: Founding) -> Centre:
    """A centre with six patients and eight days of values, in Swedish."""
    return founding(days=8, patients=8)
