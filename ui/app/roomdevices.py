"""The room's devices while staff look after them: what is known of each, adding one, taking one away.

A value that a device sends meanwhile is a trial: it is shown to nobody and kept nowhere.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from collections.abc import Callable

from devices import events
from devices.collector import Collector
from devices.link import Link
from devices.memory import Memory
from devices.session import Policy
from devices.shelf import Shelf
from hemmonitor.errors import DeviceError, StorageError
from hemmonitor.model.measurement import Measurement
from ui.room.operator import DeviceLine, Overview

log = logging.getLogger(__name__)


class RoomDevices:
    """See the module. Used in the worker's loop; ``changed`` is called there."""

    def __init__(
        self,
        link: Link,
        clock: Callable[[], dt.datetime],
        memory: Memory,
        changed: Callable[[], None],
        policy: Policy | None = None,
    ) -> None:
        self._shelf, self._changed = Shelf(memory, clock), changed
        self._adding = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._collector = Collector(
            link, sink=_trial, emit=self._heard, clock=clock, devices=self._shelf.devices, policy=policy
        )

    async def run(self) -> None:
        """Listen until cancelled."""
        await self._collector.run()

    def add_next(self) -> None:
        """Pair with the next readable device that shows itself."""
        self._adding = True

    def remove(self, address: str) -> None:
        """A device leaves the room."""
        self._collector.remove(address)
        self._shelf.remove(address)
        self._changed()

    @property
    def lines(self) -> tuple[DeviceLine, ...]:
        """What staff see of the devices."""
        return tuple(
            DeviceLine(
                entry.device.address,
                entry.device.model or entry.device.name or entry.device.address,
                entry.battery,
                entry.last_contact,
                _minutes(entry.clock_offset) if entry.clock_off else 0,
            )
            for entry in self._shelf.entries
        )

    def _heard(self, event: events.Event) -> None:
        if isinstance(event, events.Found) and self._adding:
            self._adding = False
            task = asyncio.get_running_loop().create_task(self._pair(event.address))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            self._shelf.heard(event)
        except StorageError as error:
            log.warning("a device could not be kept: %s", error.code)
        self._changed()

    async def _pair(self, address: str) -> None:
        try:
            await self._collector.pair(address)
        except DeviceError as error:
            log.warning("a device was not added: %s", error.code)
            self._adding = True


def _minutes(offset: dt.timedelta | None) -> int:
    return round(offset / dt.timedelta(minutes=1)) if offset else 0


async def _trial(_measurement: Measurement) -> bool:
    return False


def read_overview(text: str, devices: tuple[DeviceLine, ...], now: dt.datetime) -> Overview:
    """The station's answer to staff (``hemmonitor.room.station.Overview`` as JSON), for the screen."""
    found = json.loads(text)
    checked = {name: dt.datetime.fromisoformat(at) for name, at in json.loads(found["checks"]).items()}
    contact = dt.datetime.fromisoformat(found["last_contact"]) if found["last_contact"] else None
    return Overview(found["waiting"], contact, found["unclaimed"], devices, checked, now)
