"""Cards that open quickly: Argon2id's real cost is no matter of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hemmonitor.crypto import card
from hemmonitor.crypto.vault import Cost


@pytest.fixture(scope="module", autouse=True)
def _cheap_cards() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card, "COST", Cost(memory=64, passes=1, lanes=1))
        yield
