"""The centres a relay serves, each with its membership log, checked as every device checks it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hemmonitor.crypto.actions import Genesis, Renew
from hemmonitor.crypto.members import BadMembership
from hemmonitor.crypto.membership import MembershipFork, MembershipLog, parse_entry
from hemmonitor.crypto.verify import signing_thumbprint
from hemmonitor.errors import CryptoError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hemmonitor.crypto.members import MembershipState
    from hemmonitor.relay.store import RelayStore


class Centres:
    """Logs by centre id, loaded when first asked for.

    ``allowed`` are the centre ids that may be founded here; None lets any centre be.
    """

    def __init__(self, store: RelayStore, allowed: frozenset[str] | None) -> None:
        self._store = store
        self._allowed = allowed
        self._logs: dict[str, MembershipLog] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def state(self, centre: str) -> MembershipState | None:
        """What the centre's log says; None for a centre that is not here."""
        log = self._log(centre)
        return None if log is None else log.state

    def _log(self, centre: str) -> MembershipLog | None:
        known = self._logs.get(centre)
        if known is None:
            entries = self._store.log(bytes.fromhex(centre))
            if not entries:
                return None
            known = _checked(entries)
            self._logs[centre] = known
        return known

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
        async with self._locks.setdefault(centre, asyncio.Lock()):
            known = self._log(centre)
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
