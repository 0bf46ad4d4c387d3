"""Keeping in step with the relay for as long as a program runs, and what may be opened without it.

Rule: everything here runs on the thread that owns the journal.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hemmonitor.bootstrap.profile import DATABASE, VAULT, Clock, Profile
from hemmonitor.errors import CryptoError, DeviceRevoked, LeaseExpired, ProtocolError
from hemmonitor.interop.erasure import erase
from hemmonitor.model.events import Event
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.handover import Giver, Progress, Taker, due
from hemmonitor.sync.inbox import OpenedBatch
from hemmonitor.sync.status import SyncStatus
from hemmonitor.sync.upkeep import Upkeep

UPKEEP_SECONDS = 3600
_TICK_SECONDS = 10


async def ensure_lease(profile: Profile, clock: Clock) -> None:
    """See to it that this store may be opened: by its lease, or by contact with the relay now.

    What waited is sent on the way. Raises ``LeaseExpired``, or ``DeviceRevoked`` when the centre's log says
    so; ``lock_out`` is next then.
    """
    lease = profile.lease(clock)
    if lease is None:
        return
    if profile.revoked():
        raise DeviceRevoked
    try:
        lease.check(clock(), time.monotonic())
    except LeaseExpired:
        sync = Sync(profile, clock, lambda _events: None, lambda _status: None)
        try:
            await sync.once()
        except (ProtocolError, CryptoError) as error:
            if profile.revoked():
                raise DeviceRevoked from error
        finally:
            await sync.aclose()
        lease.check(clock(), time.monotonic())


def lock_out(folder: Path) -> None:
    """Remove what a staff device held that the centre has shut out; its profile is closed."""
    erase(folder, VAULT, DATABASE)


class Sync:
    """A profile's sync, for as long as the program runs; give ``run`` to the worker's loop."""

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        on_events: Callable[[Sequence[Event]], None],
        on_status: Callable[[SyncStatus], None],
    ) -> None:
        """``on_events`` gets new events after they are durable. Both are called in the loop."""
        self._client = profile.client(clock)
        self._clock, self._on_status = clock, on_status
        self._lease = profile.lease(clock)
        self._contact: dt.datetime | None = None
        self.trust = profile.trust()
        self._journal, self._on_events = profile.journal, on_events
        self._store = journal_sink(profile.journal, self.trust, lambda _mailbox, events: on_events(events))
        self._taker = Taker(profile.journal, self.trust)
        self._engine = SyncEngine(
            profile.journal,
            self.trust,
            self._client,
            self._sink,
            clock,
            mailboxes=self._mailboxes,
            on_status=self._told,
        )
        self._upkeep = Upkeep(profile.journal, self.trust, self._client, clock, profile.save_keys)
        self._upkeep.take_over()

    def trigger(self) -> None:
        """There is something to send. From the loop."""
        self._engine.trigger()

    async def run(self) -> None:
        """Keep in step until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._engine.run())
                group.create_task(self._keep_up())
        finally:
            await self.aclose()

    async def once(self) -> None:
        """One round without waiting. Raises ``RelayOffline`` and its like."""
        await self._engine.sync_once()

    @property
    def history(self) -> Progress | None:
        """How far a colleague's program has handed the history over to this one; None when it is here."""
        return self._taker.progress if self._taker.waiting else None

    def _mailboxes(self) -> list[str]:
        """What is read: a new workstation first takes the history over, and then reads the rest."""
        return [self._taker.box] if self._taker.waiting else self._engine.readable()

    async def _sink(self, batch: OpenedBatch) -> None:
        if batch.mailbox != self._taker.box:
            await self._store(batch)
            return
        complete = self._taker.take(batch)
        self._engine.reload()
        for mailbox in complete:
            self._on_events([stored.event for stored in self._journal.events(mailbox)])

    async def hand_over(self) -> int:
        """Hand the history to new workstations that wait for it from here; returns to how many.

        Raises ``RelayOffline`` and its like; it goes on there the next time.
        """
        waiting = due(self._journal, self.trust)
        for device in waiting:
            await Giver(self._journal, self.trust, self._client, device).run()
        return len(waiting)

    async def keep_up(self) -> None:
        """Replace and destroy the keys that are due. Raises ``RelayOffline`` and its like."""
        await self._upkeep.once()

    async def _keep_up(self) -> None:
        """Now and then; what does not succeed is done another time, and the engine's status says why."""
        next_time = 0.0
        while True:
            if self._lease is not None:
                self._lease.tick(self._clock(), time.monotonic())
            if self._engine.status.last_contact is not None and self._engine.status.problem is None:
                with contextlib.suppress(ProtocolError, CryptoError):
                    await self.hand_over()
                    if time.monotonic() >= next_time:
                        await self.keep_up()
                        next_time = time.monotonic() + UPKEEP_SECONDS
            await asyncio.sleep(_TICK_SECONDS)

    def _told(self, status: SyncStatus) -> None:
        at = status.last_contact
        if self._lease is not None and at is not None and at != self._contact:
            self._contact = at
            self._lease.contact(at, time.monotonic(), status.clock_offset)
        self._on_status(status)

    async def aclose(self) -> None:
        """Close the connections of a sync that was not run."""
        await self._client.aclose()
