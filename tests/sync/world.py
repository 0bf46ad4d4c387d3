"""Devices with journals around a relay without a socket, for the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from hemmonitor.crypto.actions import Role
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.model.events import Event, MessageWritten, new_event_id
from hemmonitor.store.journal import Journal
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.state import SyncWarning, WarningKind
from hemmonitor.sync.status import SyncStatus
from hemmonitor.sync.trust import Trust
from tests.crypto.people import NOW, Centre
from tests.relay.office import ORIGIN, Office


class Person:
    """A device of the centre: keys, journal, trust and engine, on ``office``."""

    def __init__(
        self, centre: Centre, keys: DeviceKeys, office: Office, journal: Journal | None = None, **engine: Any
    ) -> None:
        self.centre, self.keys = centre, keys
        self.journal = journal or MemoryJournal()
        self.trust = Trust(self.journal, keys, centre.root.fingerprint)
        if not len(self.trust):
            self.trust.extend(centre.entries)
        self.seen: list[Event] = []
        self.statuses: list[SyncStatus] = []
        self._engine = engine
        self.move(office)

    def move(self, office: Office) -> None:
        """Talk to another relay from now on."""
        self.client = client(self.centre, self.keys, office.http, lambda: office.now)
        self.engine = SyncEngine(
            self.journal,
            self.trust,
            self.client,
            journal_sink(self.journal, self.trust, lambda _box, events: self.seen.extend(events)),
            lambda: office.now,
            on_status=self.statuses.append,
            **self._engine,
        )

    def write(self, text: str, mailbox: str | None = None) -> Event:
        staff = self.trust.state.devices[self.keys.device_id].role is not Role.PATIENT
        body = MessageWritten(text, "somebody", from_patient=not staff)
        box = mailbox or self.centre.mailbox
        event = Event(new_event_id(), box, self.keys.device_id, NOW, body)
        self.journal.append([event])
        return event

    def texts(self, mailbox: str | None = None) -> list[str]:
        return sorted(_texts(self.journal, mailbox or self.centre.mailbox))

    async def sync(self) -> None:
        await self.engine.sync_once()

    def warnings(self) -> set[WarningKind]:
        return {warning.kind for warning in self.engine.status.warnings}

    def warning(self, kind: WarningKind) -> SyncWarning:
        [found] = [warning for warning in self.engine.status.warnings if warning.kind is kind]
        return found


def _texts(journal: Journal, mailbox: str) -> Iterator[str]:
    for stored in journal.events(mailbox):
        assert isinstance(stored.event.body, MessageWritten)
        yield stored.event.body.text


def client(
    centre: Centre, keys: DeviceKeys, http: httpx.AsyncClient, now: Callable[[], dt.datetime]
) -> RelayClient:
    return RelayClient(ORIGIN, centre.state.centre, keys, now, http=http, patience=2)


async def settled(*people: Person) -> None:
    """Everybody syncs until nobody has anything new; errors are for the caller."""
    for _ in range(3):
        for person in people:
            await person.sync()
