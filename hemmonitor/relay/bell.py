"""Waking those who wait: one event loop's long-polls, by what they wait for.

Rules:
- A key is (centre, mailbox), (centre, "log") or (slot, "ask" or "answer"), ids in text.
- A ring says that it is worth looking, no more. Whoever waits looks again, and waits on if it was nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

    Key = tuple[str, str]


class Bell:
    """``ring`` wakes every ``Wait`` that listens to a key. Lives in one event loop."""

    def __init__(self) -> None:
        self._waits: dict[Key, set[asyncio.Event]] = {}
        self.closed = False

    def listen(self, keys: Iterable[Key]) -> Wait:
        """Start to listen before looking, so that nothing falls between."""
        return Wait(self._waits, tuple(keys), self)

    def keys(self) -> list[Key]:
        """What somebody waits for just now."""
        return list(self._waits)

    def ring(self, key: Key) -> None:
        """Something has come for this key."""
        for event in self._waits.get(key, ()):
            event.set()

    def close(self) -> None:
        """Let everybody go, and nobody wait again."""
        self.closed = True
        for events in self._waits.values():
            for event in events:
                event.set()


class Wait:
    """One listener; a context manager, so that it always leaves."""

    def __init__(self, waits: dict[Key, set[asyncio.Event]], keys: tuple[Key, ...], bell: Bell) -> None:
        self._waits, self._keys, self._bell = waits, keys, bell
        self._event = asyncio.Event()

    def __enter__(self) -> Self:
        for key in self._keys:
            self._waits.setdefault(key, set()).add(self._event)
        return self

    def __exit__(self, *_exc: object) -> None:
        for key in self._keys:
            events = self._waits[key]
            events.discard(self._event)
            if not events:
                del self._waits[key]

    async def ringing(self, seconds: float) -> bool:
        """Whether it rang within so many seconds; False at once when the relay is closing."""
        if self._bell.closed:
            return False
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return not self._bell.closed
