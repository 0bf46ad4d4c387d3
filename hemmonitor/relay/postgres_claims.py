"""Nonces among many workers: those that wait are claimed together.

Rules:
- One group is under way at a time; whatever comes meanwhile goes into the next.
- Every claim also learns how long its centre's membership log is, so that no worker lets somebody in by a
  log that another worker has extended.
- A nonce that a crash of the database forgets could be used once more, which changes nothing; so this
  alone does not wait for the disk.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from hemmonitor.relay.store import Claim, Claimed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    import asyncpg

    Connection = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]

_AT_ONCE: Final = 500
_LENGTHS: Final = """
SELECT asked.centre, (SELECT max(place) + 1 FROM log WHERE log.centre = asked.centre) AS length
FROM unnest($1::bytea[]) AS asked(centre)"""
_CLAIM: Final = """
INSERT INTO nonce (device, nonce, expires)
SELECT given.device, given.nonce, given.expires
FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS given(device, nonce, expires)
ON CONFLICT (device, nonce) DO NOTHING RETURNING device, nonce"""


class Claims:
    """``tried`` runs work on a connection that does not wait for the disk, and again where it has to."""

    def __init__(self, tried: Callable[[Callable[[Connection], Awaitable[Any]]], Awaitable[Any]]) -> None:
        self._tried = tried
        self._waiting: list[tuple[Claim, asyncio.Future[Claimed]]] = []
        self._task: asyncio.Task[None] | None = None

    async def claim(self, claim: Claim) -> Claimed:
        """Note a nonce as used; raises ``StorageError`` when that cannot be known."""
        future: asyncio.Future[Claimed] = asyncio.get_running_loop().create_future()
        self._waiting.append((claim, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await future

    async def log_lengths(self, centres: Iterable[bytes]) -> dict[bytes, int]:
        """How many entries the logs of these centres have; those without any are left out."""
        rows = await self._tried(lambda connection: connection.fetch(_LENGTHS, sorted(centres)))
        return {row["centre"]: row["length"] or 0 for row in rows}

    async def close(self) -> None:
        """Wait for what is under way."""
        if self._task is not None:
            await self._task

    async def _work(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
            try:
                await self._claim(group)
            except Exception as error:  # noqa: BLE001 - whatever it is belongs to the callers who wait
                for _, future in group:
                    if not future.done():
                        future.set_exception(error)

    async def _claim(self, group: list[tuple[Claim, asyncio.Future[Claimed]]]) -> None:
        # two equal ones in one group: the first counts
        first = {(claim.device, claim.nonce): claim for claim, _ in reversed(group)}
        wanted = sorted(first.values(), key=lambda claim: (claim.device, claim.nonce))
        columns = [
            [claim.device for claim in wanted],
            [claim.nonce for claim in wanted],
            [claim.expires for claim in wanted],
        ]

        centres = {claim.centre for claim in wanted}
        rows = await self._tried(lambda connection: connection.fetch(_CLAIM, *columns))
        taken = {(row["device"], row["nonce"]) for row in rows}
        lengths = await self.log_lengths(centres)  # after the claim, so that it is not from before
        for claim, future in group:
            key = (claim.device, claim.nonce)
            fresh = key in taken
            taken.discard(key)
            if not future.done():
                future.set_result(Claimed(fresh, lengths.get(claim.centre, 0)))
