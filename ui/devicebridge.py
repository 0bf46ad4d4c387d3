"""The patient's devices as the screens see them: one frozen state out, commands in.

    bridge.devices.state.connect(page.show)    # DevicesView, whenever anything in it changes
    bridge.devices.find(True)                  # "Add a device": others nearby come into ``nearby``
    bridge.devices.pair(address)               # ``pairing`` tells how it goes, a passkey is asked for there

Rules:
- The state is whole: a page draws the newest one and remembers nothing.
- A command returns at once; what comes of it is in the next state. What could not be stored is
  ``PatientBridge.failed``, as with every other command.
- A device is named by its ``address``, which may change once, by pairing. ``kinds`` are names of profiles:
  blood_pressure, thermometer, oximeter, scale, glucose_meter, glucose_sensor, heart_rate, spirometer, taidoc.
- A fault, a problem and a code are codes of ``hemmonitor.errors``; the words for them are the screens'.
- Pairing needs a person beside the device: nothing is paired that was not asked for here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import QObject, Signal

from ui.worker import Worker


class DeviceStage(StrEnum):
    """Where the contact with a device stands."""

    SEARCHING = "searching"
    CONNECTING = "connecting"
    PAIRING = "pairing"
    CONNECTED = "connected"
    MEASURING = "measuring"
    ENDED = "ended"


class Attempt(StrEnum):
    """Where a test or a pairing stands."""

    WAITING = "waiting"  # for the device to show itself: press its button
    PASSKEY = "passkey"  # it shows six digits, which are asked for
    DONE = "done"
    FAILED = "failed"  # ``code`` says why


@dataclass(frozen=True, slots=True)
class SlotView:
    """A user slot of a device. ``mine`` is ``None`` while nobody has said; ``waiting`` values are kept."""

    number: int
    mine: bool | None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A scale tells its values only to a user with a code. ``refused``: the one that was given is wrong."""

    refused: bool


@dataclass(frozen=True, slots=True)
class TestView:
    """What came of "Test" beside a device."""

    __test__: ClassVar[bool] = False  # not a test of pytest's
    attempt: Attempt
    code: str = ""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One of the person's devices. Times are aware.

    ``battery`` in percent; ``clock_offset`` is computer minus device, told apart as ``clock_off`` when it is
    more than ten minutes and the program could not set the clock. ``stage`` is ``None`` without contact.
    """

    address: str
    name: str
    model: str
    kinds: tuple[str, ...] = ()
    stage: DeviceStage | None = None
    battery: int | None = None
    battery_low: bool = False
    last_contact: dt.datetime | None = None
    last_reading: dt.datetime | None = None
    clock_offset: dt.timedelta | None = None
    clock_off: bool = False
    fault: str = ""
    serial: bool = False
    can_start: bool = False  # ``start`` makes it measure, as its own button would
    slots: tuple[SlotView, ...] = ()
    consent: ConsentView | None = None
    test: TestView | None = None


@dataclass(frozen=True, slots=True)
class NearbyView:
    """A device that can be read and is not the person's. ``maker`` is set for one that cannot be read."""

    address: str
    name: str
    kinds: tuple[str, ...] = ()
    rssi: int | None = None
    maker: str = ""


@dataclass(frozen=True, slots=True)
class PairingView:
    """The pairing that was asked for last. At ``Attempt.PASSKEY`` the device's display shows six digits."""

    address: str
    name: str
    attempt: Attempt
    code: str = ""


@dataclass(frozen=True, slots=True)
class PortView:
    """A serial port: a spirometer paired in the computer's own settings is behind one."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class DevicesView:
    """All of it. ``problem``: what keeps the computer from listening, such as ``device.radio_off``."""

    devices: tuple[DeviceView, ...] = ()
    finding: bool = False
    nearby: tuple[NearbyView, ...] = ()
    ports: tuple[PortView, ...] = ()
    pairing: PairingView | None = None
    listening: bool = False
    problem: str = ""


class DeviceCommands(Protocol):
    """What ``ui.app`` does for the page, in the worker's loop. Each may raise a ``HemmonitorError``."""

    async def find(self, on: bool) -> None:
        """See ``DeviceBridge.find``."""

    async def pair(self, address: str) -> None:
        """See ``DeviceBridge.pair``."""

    async def cancel_pairing(self) -> None:
        """See ``DeviceBridge.cancel_pairing``."""

    async def answer_passkey(self, passkey: int | None) -> None:
        """See ``DeviceBridge.answer_passkey``."""

    async def add_port(self, path: str, name: str) -> None:
        """See ``DeviceBridge.add_port``."""

    async def remove(self, address: str) -> None:
        """See ``DeviceBridge.remove``."""

    async def test(self, address: str) -> None:
        """See ``DeviceBridge.test``."""

    async def start(self, address: str) -> None:
        """See ``DeviceBridge.start``."""

    async def assign_slot(self, address: str, slot: int, mine: bool) -> None:
        """See ``DeviceBridge.assign_slot``."""

    async def consent(self, address: str, user: int, code: int) -> None:
        """See ``DeviceBridge.consent``."""

    async def tell(self) -> None:
        """See ``DeviceBridge.refresh``."""


class DeviceBridge(QObject):
    """``bridge.devices`` of the patient's bridge."""

    state = Signal(object)  # DevicesView

    def __init__(self, worker: Worker, ended: Callable[[Future[Any]], None]) -> None:
        """``ended`` tells of a command that failed. Commands but ``find`` do nothing before ``serve``."""
        super().__init__()
        self._worker = worker
        self._ended = ended
        self._commands: DeviceCommands | None = None
        self._finding = False

    def serve(self, commands: DeviceCommands) -> None:
        """From now on these carry out the commands."""
        self._commands = commands
        if self._finding:  # a first start asks before the devices' part is loaded
            self.find(True)

    def refresh(self) -> None:
        """Ask for the state."""
        if self._commands:
            self._run(self._commands.tell())

    def find(self, on: bool) -> None:
        """Show what is nearby, and the serial ports; or stop it. May be asked for before ``serve``."""
        self._finding = on
        if self._commands:
            self._run(self._commands.find(on))

    def pair(self, address: str) -> None:
        """Pair a device of ``nearby``, or one's own anew. Two minutes at most; one at a time."""
        if self._commands:
            self._run(self._commands.pair(address))

    def cancel_pairing(self) -> None:
        """Give the pairing up, or put away how it ended."""
        if self._commands:
            self._run(self._commands.cancel_pairing())

    def answer_passkey(self, passkey: int | None) -> None:
        """The digits on the device's display, 0..999999; ``None`` gives up."""
        if self._commands:
            self._run(self._commands.answer_passkey(passkey))

    def add_port(self, path: str, name: str) -> None:
        """Collect from the spirometer behind a serial port (a Nonin oximeter when the name says so)."""
        if self._commands:
            self._run(self._commands.add_port(path, name))

    def remove(self, address: str) -> None:
        """The device is the person's no more. Its values stay."""
        if self._commands:
            self._run(self._commands.remove(address))

    def test(self, address: str) -> None:
        """Try to reach a device; a minute at most. Most sleep until their button is pressed."""
        if self._commands:
            self._run(self._commands.test(address))

    def start(self, address: str) -> None:
        """Let a device measure that is connected and has ``can_start``."""
        if self._commands:
            self._run(self._commands.start(address))

    def assign_slot(self, address: str, slot: int, mine: bool) -> None:
        """Say whether a user slot is the patient's. Kept values are then saved, or dropped."""
        if self._commands:
            self._run(self._commands.assign_slot(address, slot, mine))

    def consent(self, address: str, user: int, code: int) -> None:
        """Give a scale's user and its code (0..9999)."""
        if self._commands:
            self._run(self._commands.consent(address, user, code))

    def _run(self, command: Coroutine[Any, Any, None]) -> None:
        self._worker.spawn(command).add_done_callback(self._ended)
