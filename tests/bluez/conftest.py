from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.bluez.stack import Stack


@pytest_asyncio.fixture(loop_scope="session", scope="session", params=["virtual"])
async def whole_stack(request: pytest.FixtureRequest) -> AsyncIterator[Stack]:
    stack = Stack()
    await stack.start()
    yield stack
    await stack.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def stack(whole_stack: Stack) -> AsyncIterator[Stack]:
    yield whole_stack
    await whole_stack.clear()
