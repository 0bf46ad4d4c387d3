"""A Bluetooth stack under test: the in-process one, or the real one of Linux in a virtual machine.

Both give the same things: cuffs on one `Radio`, a `BleakLink` to reach them, a desk where passkeys are typed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from dbus_fast import BusType, Message, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.auth import AuthExternal

from devices.bleak_link import Backends, BleakLink
from devices.collector import Collector
from devices.events import Device, Event, LiveCuff
from devices.link import PasskeyDesk, Timeouts
from devices.session import Policy
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.cuff import VirtualCuff
from devices.virtual.radio import Radio
from hemmonitor.model.measurement import Measurement
from tests.bluez.machine import Machine

E = TypeVar("E")
ADAPTER = "org.bluez.Adapter1"
ZONE = dt.timezone(dt.timedelta(hours=2))
_numbers = itertools.count(1)


def clock() -> dt.datetime:
    return dt.datetime.now(ZONE)  # noqa: TID251 - the tests' own clock


class Stack:
    """One radio, one computer on it, any number of cuffs."""

    name = "virtual"
    policy = Policy(rest=0.3, backoff=0.05, scan=5, settle=2, drain=2, retry=0.1)
    timeouts = Timeouts(connect=3, pair=5, subscribe=1, read=1, write=1, disconnect=3)

    def __init__(self) -> None:
        self.radio = Radio()
        self.desk = PasskeyDesk()
        self.cuffs: list[VirtualCuff] = []
        self.central = VirtualCentral(self.radio, self.desk)
        self.link = BleakLink(
            self.desk,
            backends=Backends(self.central.scanner, self.central.client, self.central.adapter),
            timeouts=self.timeouts,
        )

    async def start(self) -> None:
        await self.central.start()

    async def stop(self) -> None:
        await self.central.stop()

    async def switch(self, on: bool) -> None:
        """Bluetooth off or on, as in the settings."""
        await self.central.switch(on)

    def type_passkey(self, passkey: int | None) -> None:
        async def ask(_address: str) -> int | None:
            return passkey

        self.desk.ask = ask

    async def cuff(self, *, start: bool = True, **options: Any) -> VirtualCuff:
        """A cuff on the air, at an address of its own."""
        number = next(_numbers)
        address = f"C4:64:E3:00:{number >> 8:02X}:{number & 255:02X}"
        options = {"clock": clock, "pace": 0.002, "interval_ms": 30, **options}
        cuff = VirtualCuff(self.radio, address, **options)
        if start:
            await cuff.start()
        self.cuffs.append(cuff)
        return cuff

    async def clear(self) -> None:
        """Take all cuffs off the air and forget their bonds."""
        for cuff in self.cuffs:
            await cuff.stop()
            await self.link.forget(cuff.address)
        self.cuffs.clear()
        self.type_passkey(None)


class BluezStack(Stack):
    """The real stack of Linux. bleak finds it through the environment."""

    name = "bluez"
    policy = Policy(rest=1, backoff=0.1, scan=20, settle=3, drain=2, retry=0.1)
    timeouts = Timeouts(connect=10, pair=15, subscribe=5, read=5, write=5, disconnect=5)

    def __init__(self, append: str = "") -> None:
        super().__init__()
        self.machine = Machine(self.radio, append)
        self.link = BleakLink(self.desk, timeouts=self.timeouts)
        self._environment = dict(os.environ)

    async def start(self) -> None:
        await self.machine.start()
        os.environ.update(self.machine.environment)

    async def stop(self) -> None:
        await self.machine.stop()
        os.environ.clear()
        os.environ.update(self._environment)

    async def switch(self, on: bool) -> None:
        bus = await MessageBus(bus_type=BusType.SYSTEM, auth=AuthExternal(uid=0)).connect()
        try:
            await bus.call(_property("Set", "ssv", [ADAPTER, "Powered", Variant("b", on)]))
            while True:  # the answer may come before the radio is there again
                reply = await bus.call(_property("Get", "ss", [ADAPTER, "Powered"]))
                assert reply is not None
                if reply.body[0].value == on:
                    return
                await asyncio.sleep(0.1)
        finally:
            bus.disconnect()


def _property(member: str, signature: str, body: list[object]) -> Message:
    properties = "org.freedesktop.DBus.Properties"
    return Message("org.bluez", "/org/bluez/hci0", properties, member, signature=signature, body=body)


class Run:
    """A collector at work: what it told, what it stored."""

    def __init__(self, stack: Stack, devices: tuple[Device, ...] = (), **options: Any) -> None:
        self.events: list[Event] = []
        self.stored: dict[str, Measurement] = {}
        self.refuse: Exception | None = None
        self._changed = asyncio.Event()
        self.collector = Collector(
            stack.link,
            sink=self.sink,
            emit=self.on_event,
            clock=clock,
            devices=devices,
            **{"policy": stack.policy, **options},
        )

    async def sink(self, measurement: Measurement) -> bool:
        if self.refuse is not None:
            raise self.refuse
        new = measurement.id not in self.stored
        self.stored.setdefault(measurement.id, measurement)
        return new

    def on_event(self, event: Event) -> None:
        self.events.append(event)
        self._changed.set()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind: type[E], count: int = 1, seconds: float = 20) -> E:
        """Wait for the ``count``-th event of a kind."""
        try:
            await self.true(lambda: len(self.of(kind)) >= count, seconds)
        except TimeoutError:
            told = [event for event in self.events if not isinstance(event, LiveCuff)]
            raise AssertionError(f"no {kind.__name__} number {count} in {told}") from None
        return self.of(kind)[count - 1]

    async def true(self, test: Callable[[], bool], seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not test():
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def collecting(stack: Stack, *devices: Device, **options: Any) -> AsyncIterator[Run]:
    """Run a collector while the block lasts; it has shut down cleanly afterwards."""
    run = Run(stack, devices, **options)
    task = asyncio.create_task(run.collector.run())
    try:
        yield run
    finally:
        task.cancel()
        await asyncio.wait({task})
    if not task.cancelled():
        task.result()
