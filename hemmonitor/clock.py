"""The only reader of the clock. Everything else is handed ``now``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Clock = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """Present time, aware, in the local zone's offset."""
    return dt.datetime.now(dt.UTC).astimezone()  # noqa: TID251 - this is the one place
