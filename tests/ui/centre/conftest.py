"""A care centre that is closed after the test, whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.ui.centre.stage import Centre
from ui.i18n import Language

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
def _long_lived() -> Iterator[Centre]:
    made = Centre(days=8, patients=8)
    made.translations.remove()  # between tests the process speaks as it did before
    yield made
    made.close()


@pytest.fixture
def shared(_long_lived: Centre) -> Iterator[Centre]:
    """One for tests that only look, or whose doing is in nobody's way."""
    _long_lived.translations.use(Language.SV)
    yield _long_lived
    _long_lived.translations.remove()


@pytest.fixture
def centre(founding: Founding) -> Centre:
    """A centre with six patients and eight days of values, in Swedish."""
    return founding(days=8, patients=8)
