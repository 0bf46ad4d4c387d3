"""Programs with windows and worker threads run here too."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """As ``ui.garbage`` does for the program: a widget that a worker thread frees crashes Qt."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()
