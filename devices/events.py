"""What the collection of measurements tells the program: small frozen values, in the order things happen.

Rules:
- `Received` comes after the measurement is durable, never before.
- `NotSaved` comes each time saving failed; the measurement is held and tried again.
- A device that hangs up after its data has ended well; a `Problem` is something a person can act on.
- They stay inside the process: a measurement's raw bytes are in them, so none of them goes into a log.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from hemmonitor.errors import DeviceError
from hemmonitor.model.measurement import Flag, Kind, Measurement, Quantity


@dataclass(frozen=True, slots=True)
class Device:
    """A device the person owns. The program keeps it; ``id`` goes into every measurement and never changes.

    ``id`` is the serial number where it is usable, else the Bluetooth address.
    """

    address: str
    name: str = ""
    id: str = ""
    model: str = ""
    bonded: bool = True


@dataclass(frozen=True, slots=True)
class Scanning:
    """The radio listens; measure, and the value is simply there."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device nearby that is not among the known ones but can be read. ``kinds`` are profile names."""

    address: str
    name: str
    kinds: tuple[str, ...]
    rssi: int | None


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A device nearby whose format is closed; ``maker`` is its name for people."""

    address: str
    name: str
    maker: str


@dataclass(frozen=True, slots=True)
class Connecting:
    """A connection is being made."""

    address: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairing has begun; a passkey may be asked for."""

    address: str


@dataclass(frozen=True, slots=True)
class Paired:
    """The device is ours, or its bond was renewed. The program stores it; ``kinds`` as in `Connected`."""

    device: Device
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Connected:
    """Subscribed: measurements can come at any moment. ``kinds`` are the names of its profiles."""

    address: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Information:
    """What the device says of itself; ``None`` where it says nothing.

    ``battery`` in percent. ``clock_offset`` is host minus device time.
    """

    address: str
    manufacturer: str | None
    model: str | None
    serial: str | None
    firmware: str | None
    battery: int | None
    clock_offset: dt.timedelta | None


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The device's clock was off by ``before`` (host minus device) and is right now."""

    address: str
    before: dt.timedelta


@dataclass(frozen=True, slots=True)
class SequenceRestarted:
    """The device's record numbers have begun anew; its memory is fetched whole."""

    address: str


@dataclass(frozen=True, slots=True)
class ConsentNeeded:
    """A scale tells its values only to a user with a code. ``refused``: the one that was given is wrong."""

    address: str
    device_id: str
    refused: bool


@dataclass(frozen=True, slots=True)
class SlotUnknown:
    """A value of a user slot of which nobody has said whose it is. It is kept, and not recorded.

    ``waiting`` values of this slot are kept.
    """

    address: str
    device_id: str
    slot: int
    waiting: int


@dataclass(frozen=True, slots=True)
class NotMine:
    """A value of somebody else's slot. It is not kept."""

    address: str
    slot: int


@dataclass(frozen=True, slots=True)
class LiveValues:
    """What a device measures now, for the screen only; empty while it measures nothing."""

    address: str
    values: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class LiveCuff:
    """Cuff pressure now, in ``unit`` ("mmHg" or "kPa"); for the screen only."""

    address: str
    pressure: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Received:
    """A measurement is durable. ``new`` is False when it had been stored before."""

    address: str
    measurement: Measurement
    new: bool


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A measurement could not be saved; it is held and tried again. ``reason`` is an error's code or type."""

    address: str
    measurement: Measurement
    reason: str


@dataclass(frozen=True, slots=True)
class MeasurementFailed:
    """The device says that it failed to measure, or sent an impossible value. ``source``: "2A35" or so.

    ``flags`` are the circumstances that the device told with it.
    """

    address: str
    source: str
    reason: str
    raw: bytes
    kind: Kind
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Malformed:
    """A frame that breaks its format."""

    address: str
    source: str
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Ended:
    """The connection is over; ``received`` measurements came and all that could be saved are saved."""

    address: str
    received: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person can act on. ``address`` is empty when it concerns the computer."""

    error: DeviceError
    address: str = ""


Event = (
    Scanning
    | Found
    | Unsupported
    | Connecting
    | Pairing
    | Paired
    | Connected
    | Information
    | ClockSet
    | SequenceRestarted
    | ConsentNeeded
    | SlotUnknown
    | NotMine
    | LiveValues
    | LiveCuff
    | Received
    | NotSaved
    | MeasurementFailed
    | Malformed
    | Ended
    | Problem
)
