from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.bluez.machine import missing
from tests.bluez.stack import BluezStack, Stack

STACKS = [pytest.param(Stack, id="virtual"), pytest.param(BluezStack, id="bluez", marks=pytest.mark.bluez)]


@pytest_asyncio.fixture(loop_scope="session", scope="session", params=STACKS)
async def whole_stack(request: pytest.FixtureRequest) -> AsyncIterator[Stack]:
    reason = missing() if request.param is BluezStack else None
    if reason is not None:
        if os.environ.get("BLUEZ_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)
    stack: Stack = request.param()
    await stack.start()
    yield stack
    await stack.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def stack(whole_stack: Stack) -> AsyncIterator[Stack]:
    yield whole_stack
    await whole_stack.clear()
