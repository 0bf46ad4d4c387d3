"""Devices behind a serial port: open it, listen, say what the dialogue says, for as long as the program runs.

Strategy: the same dialogues and the same road to the storage as over Bluetooth LE (`devices.talks`). A port
that is not there is a device that is switched off: it is tried again, ever more rarely, without a word.

A serial device is known by its port: ``Device.address`` is ``serial:`` and the path.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from devices.device_clock import DeviceClock
from devices.dialogue import Setting, Write
from devices.dialogues.oximeters import NoninSerial
from devices.dialogues.vitalograph import SERIAL, SerialSpirometer
from devices.events import Connected, Connecting, Device, Ended, Problem
from devices.intake import Intake
from devices.profile import Profile, plain_name
from devices.reading import Reader
from devices.session import Clock, Emit, Policy
from devices.talks import Talk, Talks
from hemmonitor import errors

PREFIX = "serial:"
LUNG_MONITOR = Profile("spirometer", "", (SERIAL,), dialogue=SerialSpirometer)
NONIN = Profile("oximeter", "", (SERIAL,), stream=(SERIAL,), name="NONIN", dialogue=NoninSerial)


class Connection(Protocol):
    """An open serial port: `devices.serial_link.SerialConnection`."""

    async def read(self) -> bytes:
        """Bytes that came. Raises `LinkLost`."""

    async def write(self, data: bytes) -> None:
        """Send bytes. Raises `LinkLost` or `DeviceTimeout`."""

    async def close(self) -> None:
        """Close the port."""


Open = Callable[[str], Awaitable[Connection]]


def serial_device(path: str, name: str = "") -> Device:
    """The device behind the port at ``path``."""
    return Device(f"{PREFIX}{path}", name, id=f"{PREFIX}{path}", bonded=False)


def profile_of(device: Device) -> Profile:
    """How a serial device is listened to: by its name, else as a lung monitor."""
    return NONIN if NONIN.fits(plain_name(device.name)) else LUNG_MONITOR


def is_serial(device: Device) -> bool:
    """Whether a device is behind a serial port."""
    return device.address.startswith(PREFIX)


class SerialSession:
    """One device behind one port."""

    def __init__(
        self,
        open_port: Open,
        device: Device,
        *,
        intake: Intake,
        emit: Emit,
        clock: Clock,
        policy: Policy,
    ) -> None:
        """``open_port`` is `devices.serial_link.open_port`."""
        self._open_port = open_port
        self._device = device
        self._intake = intake
        self._emit = emit
        self._clock = clock
        self._policy = policy
        self._profile = profile_of(device)

    async def run(self) -> None:
        """Collect until cancelled."""
        told: type[errors.DeviceError] | None = None
        wait = self._policy.backoff
        while True:
            try:
                await self._visit()
                told, wait = None, self._policy.backoff
            except errors.DeviceNotFound:
                wait = min(2 * wait, self._policy.backoff_most)
            except errors.DeviceError as error:
                wait = min(2 * wait, self._policy.backoff_most)
                if type(error) is not told:
                    told = type(error)
                    self._emit(Problem(error, self._device.address))
            await asyncio.sleep(wait)

    async def _visit(self) -> None:
        """Open the port and take what comes until it is gone."""
        device = self._device
        port = await self._open_port(device.address.removeprefix(PREFIX))
        self._emit(Connecting(device.address))

        async def write(step: Write) -> None:
            await port.write(step.data)

        talks = Talks(
            Reader(device, DeviceClock()),
            self._intake,
            self._emit,
            self._clock,
            write,
            repeat=self._policy.repeat,
            patience=self._policy.patience,
        )
        worker = asyncio.create_task(talks.work())
        talks.begin([Talk(self._profile, self._profile.dialogue(Setting(device.name)))])
        self._emit(Connected(device.address, (self._profile.kind,)))
        try:
            while True:
                talks.take(SERIAL, await port.read(), stream=True)
        except errors.LinkLost:
            return
        finally:
            await talks.drain(worker, self._policy.drain)
            await port.close()
            self._emit(Ended(device.address, talks.received))
