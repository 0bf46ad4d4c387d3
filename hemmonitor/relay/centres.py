"""The centres a relay serves, each with its membership log, checked as every device checks it.

Rules:
- A log is read once and then kept; ``catch_up`` reads what another worker has added.
- The store decides who was first, whichever worker that was.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hemmonitor.crypto.actions import Genesis, Renew
from hemmonitor.crypto.members import BadMembership
from hemmonitor.crypto.membership import MembershipFork, MembershipLog, parse_entry
from hemmonitor.crypto.verify import signing_thumbprint
from hemmonitor.errors import CryptoError
from hemmonitor.relay.store import LogMoved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hemmonitor.crypto.members import MembershipState
    from hemmonitor.relay.store import Store


class Centres:
    """Logs by centre id, loaded when first asked for.

    ``allowed`` are the centre ids that may be founded here; None lets any centre be.
    """

    def __init__(self, store: Store, allowed: frozenset[str] | None) -> None:
        self._store = store
        self._allowed = allowed
        self._logs: dict[str, MembershipLog] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def state(self, centre: str) -> MembershipState | None:
        """What the centre's log says, as far as this worker knows; None for a centre that is not here."""
        log = self._logs.get(centre) or await self._catch_up(centre)
        return None if log is None else log.state

    async def catch_up(self, centre: str, length: int | None = None) -> MembershipState | None:
        """The same, with what other workers have added; ``length`` is how long the log is said to be."""
        known = self._logs.get(centre)
        if known is None or length is None or length > len(known):
            known = await self._catch_up(centre)
        return None if known is None else known.state

    async def newest(self, centre: str) -> MembershipState | None:
        """What the log says now, whoever has added to it."""
        if self._store.shared:
            return await self.catch_up(centre, await self._store.log_length(bytes.fromhex(centre)))
        return await self.state(centre)

    async def _catch_up(self, centre: str) -> MembershipLog | None:
        known = self._logs.get(centre)
        entries = await self._store.log(bytes.fromhex(centre), 0 if known is None else len(known))
        now = self._logs.get(centre)  # another request may have been faster
        if now is not known or not entries:
            return now
        if known is None:
            log = _checked(entries)
        else:
            log = known.branch()
            log.extend(entries)
        self._logs[centre] = log
        return log

    def founding_state(self, centre: str, entries: Sequence[bytes]) -> MembershipState:
        """The state that these first entries of a centre would make, which names the root's key.

        Raises ``BadMembership``, also for a centre that may not be founded here.
        """
        if self._allowed is not None and centre not in self._allowed:
            raise BadMembership("this centre may not be founded here")
        state = _checked(entries).state
        if state.centre != centre:
            raise BadMembership("entries of another centre")
        return state

    async def append(self, centre: str, entries: Sequence[bytes]) -> int:
        """Check entries and store them, all or none; returns the log's length.

        Entries that are here already change nothing. Raises ``BadMembership`` or ``MembershipFork``.
        """
        lock = self._locks.setdefault(centre, asyncio.Lock())
        async with lock:
            while True:
                try:
                    return await self._append(centre, entries)
                except LogMoved:  # to a worker that was faster; its entries are there now
                    await self._catch_up(centre)

    async def _append(self, centre: str, entries: Sequence[bytes]) -> int:
        known = self._logs.get(centre) or await self._catch_up(centre)
        if known is None:
            log = _checked(entries)
            fresh: Sequence[bytes] = entries
        else:
            log = known.branch()
            added = log.extend(entries)
            fresh = entries[len(entries) - added :]
        if fresh:
            await self._store.append_log(bytes.fromhex(centre), len(log) - len(fresh), fresh)
            self._logs[centre] = log
        return len(log)


def _checked(entries: Sequence[bytes]) -> MembershipLog:
    genesis = parse_entry(entries[0]).action
    if not isinstance(genesis, Genesis):
        raise BadMembership("the first entry does not found a centre")
    log = MembershipLog(signing_thumbprint(genesis.root))
    log.extend(entries)
    return log


def renewals(entries: Sequence[bytes]) -> bool:
    """Whether these entries are devices' own renewals, which need no registrar."""
    return all(isinstance(parse_entry(entry).action, Renew) for entry in entries)


def conflict(error: CryptoError) -> bool:
    """Whether a refusal means that the log has moved on, rather than that the entry is wrong."""
    return isinstance(error, MembershipFork)
