"""Progress of long work, and its stopping by a person.

Rules:
- Between two items the work can be stopped; it then ends with ``Cancelled``, and nothing has changed.
- Progress is a share from 0 to 1 that never falls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from hemmonitor.errors import InputError

T = TypeVar("T")
Progress = Callable[[float], None]

_EVERY = 64  # items between two tellings


class Cancelled(InputError):
    """It was stopped. Nothing has been changed."""

    code = "input.cancelled"


def nothing(_: float) -> None:
    """No progress is shown."""


def never() -> bool:
    """It is not stopped."""
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Whom to tell how far it is, and whether to stop. Both are called on the working thread."""

    progress: Progress = nothing
    cancelled: Callable[[], bool] = never

    def over(self, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The items, about ``total`` of them; progress is told where that is known.

        Raises ``Cancelled`` between two when it is to stop.
        """
        for number, item in enumerate(items):
            if number % _EVERY == 0:
                self._look(None if total is None else min(number / max(total, 1), 1.0))
            yield item
        self._look(1.0)

    def _look(self, share: float | None) -> None:
        if self.cancelled():
            raise Cancelled
        if share is not None:
            self.progress(share)
