"""Some of the random sessions of ``make soak`` (docs/soak.md)."""

from __future__ import annotations

import logging

import pytest

from tests.devices.soak import sessions

SESSIONS = 20


@pytest.mark.parametrize("first", [0, 500])
async def test_random_sessions_end_with_exactly_what_was_measured(
    first: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)  # the virtual stack notes each thing that broke
    await sessions(SESSIONS, first)
