from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.bluez.machine import missing
from tests.bluez.stack import BluezStack, Stack

STACKS = [pytest.param(Stack, id="virtual"), pytest.param(BluezStack, id="bluez", marks=pytest.mark.bluez)]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The real stack takes minutes, so it is tried only when asked for: ``-m bluez``, ``-m journey``."""
    unasked = [mark for mark in ("bluez", "journey") if mark not in config.option.markexpr]
    chosen = [item for item in items if not any(item.get_closest_marker(mark) for mark in unasked)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest_asyncio.fixture(loop_scope="session", scope="session", params=STACKS)
async def whole_stack(request: pytest.FixtureRequest) -> AsyncIterator[Stack]:
    reason = missing() if request.param is BluezStack else None
    if reason is not None and os.environ.get("BLUEZ_REQUIRED"):
        pytest.fail(reason)
    if reason is not None:
        pytest.skip(reason)
    stack: Stack = request.param()
    await stack.start()
    yield stack
    await stack.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def stack(whole_stack: Stack) -> AsyncIterator[Stack]:
    yield whole_stack
    await whole_stack.clear()
