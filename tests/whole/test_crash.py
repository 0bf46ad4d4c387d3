"""A short run of ``make crash``: patient, nurse and relay killed during traffic, and a full disk."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.whole.crash import crash, in_a_small_disk

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def test_killed_at_random_moments_nothing_is_lost_or_double(tmp_path: Path) -> None:
    ran = in_a_small_disk(6)
    if ran is None:
        assert crash(tmp_path, 6, random.Random())["saved"]
    else:
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.startswith("6 kills, 1 times a full disk")
