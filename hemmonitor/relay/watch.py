"""What other workers wrote: looked for on behalf of everybody who waits here, and told to the bell.

Strategy: every now and then one question goes to the store for all that is waited for, however many wait. A
thing that was not asked for before is rung once in any case: it may have moved between its waiter's look and
this one.

Rules:
- No LISTEN and NOTIFY, which neither Citus nor CockroachDB has: a look costs what it costs, and news from
  another worker are later by one pause at most.
- When the store fails, the next look comes as usual; whoever waits is told by its own request.
"""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Final

from hemmonitor.errors import StorageError
from hemmonitor.relay.store import Watched

if TYPE_CHECKING:
    from hemmonitor.relay.bell import Bell, Key
    from hemmonitor.relay.store import Store

PAUSE: Final = 0.5
"""Seconds between two looks, give or take a fifth."""
_PARTS: Final = {"ask": 1, "answer": 2}
_LOG: Final = "log"


class Watch:
    """Looks on behalf of those who wait at ``bell``."""

    def __init__(self, store: Store, bell: Bell, pause: float = PAUSE) -> None:
        self._store, self._bell, self._pause = store, bell, pause
        self._known: dict[Key, int] = {}

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.sleep(self._pause * (0.8 + 0.4 * random.random()))  # noqa: S311 - no secret
            try:
                await self.look()
            except StorageError:
                continue

    async def look(self) -> None:
        """Ring for everything that stands elsewhere than at the last look."""
        keys = self._bell.keys()
        if not keys:
            self._known = {}
            return
        found = await self._store.watch(_watched(keys))
        before, self._known = self._known, {key: _value(key, found) for key in keys}
        for key, value in self._known.items():
            if before.get(key) != value:
                self._bell.ring(key)


def _watched(keys: list[Key]) -> Watched:
    boxes, logs, slots = set(), set(), set()
    for first, second in keys:
        if second in _PARTS:
            slots.add(bytes.fromhex(first))
        elif second == _LOG:
            logs.add(bytes.fromhex(first))
        else:
            boxes.add((bytes.fromhex(first), bytes.fromhex(second)))
    return Watched(frozenset(boxes), frozenset(logs), frozenset(slots))


def _value(key: Key, found: object) -> int:
    assert isinstance(found, dict)
    first, second = key
    if second in _PARTS:
        return int(found.get(bytes.fromhex(first), 0)) & _PARTS[second]
    if second == _LOG:
        return int(found.get(bytes.fromhex(first), 0))
    return int(found.get((bytes.fromhex(first), bytes.fromhex(second)), 0))
