"""How much one centre may keep on a relay.

Strategy: the sum is asked of the store once a minute, and what this worker took in since is added. So with
several workers a centre may go over by what they take in within a minute; a counter that every envelope
changes would make all of a centre's mailboxes wait for one row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hemmonitor.relay.auth import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from hemmonitor.relay.store import Store

_TRUSTED: Final = 60.0


class Quota:
    """Bytes kept by centre, about; ``now`` gives seconds."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._known: dict[bytes, tuple[int, float]] = {}

    async def check(self, centre: bytes, size: int) -> None:
        """Raises ``Refused`` (429) when so many more bytes would be too many."""
        stored, then = self._known.get(centre, (0, float("-inf")))
        if not 0 <= self._now() - then < _TRUSTED:
            stored = await self._store.stored(centre)
            self._known[centre] = stored, self._now()
        if stored + size > self._store.limits.centre:
            raise Refused(429, "quota")

    def add(self, centre: bytes, size: int) -> None:
        """So many bytes were taken in."""
        stored, then = self._known.get(centre, (0, float("-inf")))
        self._known[centre] = stored + size, then
