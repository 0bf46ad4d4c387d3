"""How often, how much and how many at once: what one device, and one centre, may use of a relay.

Strategy: a bucket holds the allowance of ten minutes and refills evenly. It is made full when somebody is
seen first, and forgotten when it is full again, so that memory goes with those who are active.

Rules:
- ``now`` is an argument, in seconds; a clock that is set back refills nothing and takes nothing away.
- What is refused costs nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

PERIOD: Final = 600
"""Seconds in which an empty bucket fills up."""


class Rate:
    """A bucket of ``allowance`` for each key."""

    def __init__(self, allowance: int) -> None:
        self._allowance = allowance
        self._left: dict[Hashable, tuple[float, float]] = {}  # what is left, and when that was
        self._swept = 0.0

    def take(self, key: Hashable, amount: int, now: float) -> bool:
        """Take an amount out; False when there is not so much."""
        if now - self._swept > PERIOD:
            self._swept = now
            self._left = {
                key: was for key, was in self._left.items() if self._now(was, now) < self._allowance
            }
        was = self._left.get(key, (self._allowance, now))
        left = self._now(was, now)
        if amount > left:
            return False
        self._left[key] = left - amount, max(now, was[1])
        return True

    def _now(self, was: tuple[float, float], now: float) -> float:
        left, then = was
        return min(self._allowance, left + max(0.0, now - then) * self._allowance / PERIOD)

    def __len__(self) -> int:
        return len(self._left)


class Waits:
    """How many callers with the same key wait at once, at most ``limit``."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: dict[Hashable, int] = {}

    @contextmanager
    def one(self, key: Hashable) -> Iterator[bool]:
        """One more while it lasts; False when there are too many already."""
        count = self._waiting.get(key, 0)
        if count >= self._limit:
            yield False
            return
        self._waiting[key] = count + 1
        try:
            yield True
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]

    def __len__(self) -> int:
        return sum(self._waiting.values())
