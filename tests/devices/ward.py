"""A patient's home for tests: virtual devices, a computer that reaches them through bleak, a journal.

``speed`` makes the ward's clock run faster than the wall's, so that a recording of hours takes seconds.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from devices.bleak_link import Backends, BleakLink
from devices.collector import Collector
from devices.events import Device, Event, Found
from devices.link import PasskeyDesk, Timeouts
from devices.memory import Memory
from devices.serial_session import Open
from devices.session import Policy
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.peripheral import VirtualPeripheral
from devices.virtual.radio import Radio
from hemmonitor.home import Home
from hemmonitor.model.measurement import Component, Kind, Measurement
from hemmonitor.store.journal import Journal
from hemmonitor.store.memory import MemoryJournal
from tests.devices.run import ZONE, Run

D = TypeVar("D", bound=VirtualPeripheral)
POLICY = Policy(rest=0.1, rest_fetched=0.1, backoff=0.05, scan=5, settle=2, drain=2, retry=0.1, patience=0.1)
TIMEOUTS = Timeouts(connect=10, pair=10, subscribe=4, read=4, write=4, disconnect=4)
_addresses = itertools.count(1)


class Collection(Run):
    """A collector whose measurements go to a patient's record."""

    def __init__(
        self,
        ward: Ward,
        devices: tuple[Device, ...],
        policy: Policy,
        *,
        memory: Memory,
        ask_slots: bool,
        open_port: Open | None,
        told: Callable[[Event], None],
    ) -> None:
        super().__init__(ward.link, devices, policy)
        self.ward = ward
        self._told = told
        self.collector = Collector(
            ward.link,
            sink=self.sink,
            emit=self.on_event,
            clock=ward.now,
            devices=devices,
            policy=policy,
            memory=memory,
            ask_slots=ask_slots,
            open_port=open_port,
        )

    def on_event(self, event: Event) -> None:
        super().on_event(event)
        self._told(event)

    async def sink(self, measurement: Measurement) -> bool:
        if self.refuse is not None:
            raise self.refuse
        return self.ward.home.record(measurement, self.ward.now()).new


class Ward:
    """One radio, one computer, one journal."""

    def __init__(self, speed: float = 1.0) -> None:
        self.radio = Radio()
        self.desk = PasskeyDesk()
        self.central = VirtualCentral(self.radio, self.desk)
        self.link = BleakLink(
            self.desk,
            backends=Backends(self.central.scanner, self.central.client, self.central.adapter),
            timeouts=TIMEOUTS,
        )
        self.journal: Journal = MemoryJournal()
        self.home = Home(self.journal, "patient", "computer")
        self.devices: list[VirtualPeripheral] = []
        self._speed = speed
        self._begun = asyncio.get_running_loop().time()
        self._start = dt.datetime.now(ZONE)  # noqa: TID251 - the tests' own clock

    def now(self) -> dt.datetime:
        passed = asyncio.get_running_loop().time() - self._begun
        return self._start + dt.timedelta(seconds=passed * self._speed)

    async def device(self, kind: type[D], *arguments: Any, start: bool = True, **options: Any) -> D:
        """A device on the air, at an address of its own."""
        number = next(_addresses)
        address = f"C6:64:E3:{number >> 16:02X}:{number >> 8 & 255:02X}:{number & 255:02X}"
        options = {"clock": self.now, "interval_ms": 20, **options}
        device = kind(self.radio, address, *arguments, **options)
        if start:
            await device.start()
        self.devices.append(device)
        return device

    @asynccontextmanager
    async def collecting(
        self,
        *devices: Device,
        policy: Policy = POLICY,
        memory: Memory | None = None,
        ask_slots: bool = False,
        open_port: Open | None = None,
        told: Callable[[Event], None] = lambda _event: None,
    ) -> AsyncIterator[Collection]:
        run = Collection(
            self,
            devices,
            policy,
            memory=memory or self.journal,
            ask_slots=ask_slots,
            open_port=open_port,
            told=told,
        )
        task = asyncio.create_task(run.collector.run())
        try:
            yield run
        finally:
            task.cancel()
            await asyncio.wait({task})
        if not task.cancelled():
            task.result()

    async def paired(self, device: VirtualPeripheral) -> Device:
        """Pair a device as a person did long ago."""
        async with self.collecting() as run:
            await run.true(lambda: device.address in {found.address for found in run.of(Found)})
            return await run.collector.pair(device.address)

    def values(self, kind: Kind, component: Component) -> list[float]:
        """What is in the patient's record, by time."""
        found = (one.value(component) for one in self.home.history(kind))
        return [float(value) for value in found if value is not None]

    @property
    def record(self) -> Iterable[Measurement]:
        return self.home.record_of_patient.measurements

    async def close(self) -> None:
        for device in self.devices:
            await device.stop()
        await self.central.stop()


@asynccontextmanager
async def ward(speed: float = 1.0) -> AsyncIterator[Ward]:
    made = Ward(speed)
    await made.central.start()
    try:
        yield made
    finally:
        await made.close()
