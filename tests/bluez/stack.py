"""A Bluetooth stack under test: the in-process one, or the real one of Linux in a virtual machine.

Both give the same things: cuffs on one `Radio`, a `BleakLink` to reach them, a desk where passkeys are typed.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from contextlib import AbstractAsyncContextManager
from typing import Any

from dbus_fast import BusType, Message, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.auth import AuthExternal

from devices.bleak_link import Backends, BleakLink
from devices.events import Device, Found
from devices.link import PasskeyDesk, Timeouts
from devices.session import Policy
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.cuff import VirtualCuff
from devices.virtual.radio import Radio
from tests.bluez.machine import Machine
from tests.devices.run import Run, clock, collecting

ADAPTER = "org.bluez.Adapter1"
_numbers = itertools.count(1)


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

    async def restart_service(self) -> None:
        """The Bluetooth service ends and comes back, as by a package update."""
        await self.central.restart_service(self.policy.scan + 1)

    def collecting(self, *devices: Device) -> AbstractAsyncContextManager[Run]:
        """A collector over this stack while the block lasts."""
        return collecting(self.link, *devices, policy=self.policy)

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

    async def owned(self, cuff: VirtualCuff) -> Device:
        """Pair a cuff as a person did long ago; its record of this is consumed."""
        async with self.collecting() as run:
            await run.true(lambda: any(found.address == cuff.address for found in run.of(Found)))
            return await run.collector.pair(cuff.address)

    async def clear(self) -> None:
        """Take all cuffs off the air and forget their bonds."""
        self.type_passkey(None)
        while self.cuffs:
            cuff = self.cuffs.pop()
            await cuff.stop()
            await self.link.forget(cuff.address)


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

    async def restart_service(self) -> None:
        await self.machine.say("kill-bluetoothd")  # it is started again a second later

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
