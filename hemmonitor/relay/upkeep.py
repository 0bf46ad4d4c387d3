"""What a relay does by itself: forget what has run out, and drop what is older than it keeps."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Final

from hemmonitor.errors import StorageError
from hemmonitor.relay.meter import log
from hemmonitor.relay.store import DAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from hemmonitor.relay.store import Store

_PAUSE: Final = 240
"""Seconds between two rounds, and up to half as many more: several workers come at different times."""


async def upkeep(store: Store, clock: Callable[[], dt.datetime], retention_days: int) -> None:
    """One round after another until cancelled; once a day, of that, the compaction."""
    done = -1
    while True:
        await asyncio.sleep(_PAUSE * (1 + random.random() / 2))  # noqa: S311 - no secret
        now = int(clock().timestamp())
        try:
            await store.sweep(now)
            if retention_days and now // DAY != done:
                gone = await store.compact(now // DAY - retention_days)
                done = now // DAY
                log.info("compacted", extra={"fields": {"envelopes": gone.envelopes, "bytes": gone.size}})
        except StorageError as error:
            log.warning("upkeep", extra={"fields": {"kind": type(error.__cause__ or error).__name__}})
