"""The port to Bluetooth LE: what a session needs of a radio, and nothing of any library.

Rules:
- Every method raises only members of `hemmonitor.errors.DeviceError` (and `asyncio.CancelledError`). The
  implementation maps its library's errors at this edge and keeps them with ``from``.
- Every wait has a time-out, in `Timeouts`; after it `DeviceTimeout` is raised.
- A characteristic is named by its full UUID in small letters (`uuid`).
- Notifications are never switched off before disconnecting: some cuffs lose their bond by it.
- `PasskeyDesk` carries one question to a person (which code does the display show?) and remembers what was
  answered, because no Bluetooth stack tells a wrong code from a refusal.

Implementations: `devices.bleak_link` (the radio of this computer, or a virtual one) and `devices.replay`
(a recorded conversation).
"""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from hemmonitor import errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

MOST_DROPS = 3
"""A device that hangs up so often while it is being connected will go on doing so."""

OnValue = Callable[[bytes], None]
AskPasskey = Callable[[str], Awaitable[int | None]]
"""Ask a person for the code on the display of the device with this address; ``None`` is "I give up"."""

_BASE = "-0000-1000-8000-00805f9b34fb"


def uuid(name: str) -> str:
    """The full UUID of ``name``: a 16-bit number in hex ("2A35"), or already a full one."""
    return f"0000{name.lower()}{_BASE}" if len(name) == 4 else name.lower()


@dataclass(frozen=True, slots=True)
class Advertisement:
    """A device made itself known. ``address`` is the Bluetooth address; on macOS the system's own id.

    ``connected`` means the operating system holds a connection already, so the device does not advertise.
    """

    address: str
    name: str = ""
    services: frozenset[str] = frozenset()
    manufacturer: tuple[tuple[int, bytes], ...] = ()
    rssi: int | None = None
    connected: bool = False


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for each step."""

    connect: float = 15.0  # includes service discovery
    pair: float = 60.0  # a person reads a code and types it
    subscribe: float = 8.0  # twice at most
    read: float = 5.0
    write: float = 5.0
    disconnect: float = 3.0  # BlueZ needs 2 s


class Connection(Protocol):
    """An open connection to one device, until `closed`."""

    @property
    def address(self) -> str:
        """The device's address; may change once, by pairing, to its lasting one."""

    @property
    def characteristics(self) -> frozenset[str]:
        """Full UUIDs of what the device offers, as found on connecting."""

    @property
    def closed(self) -> asyncio.Event:
        """Set when the link is gone, whoever ended it."""

    async def pair(self) -> None:
        """Pair and bond; nothing happens when already bonded, or where the system asks by itself.

        Call it on every connection to a bonded device: the computer may have lost its half.

        Raises `PairingRefused`, `WrongPasskey`, `PairingCancelled`, `LinkLost`, `DeviceTimeout`.
        """

    async def subscribe(self, characteristic: str, on_value: OnValue) -> None:
        """Have ``on_value`` called, in the loop, with each notification or indication.

        Raises `MissingCharacteristic`; `PairingNeeded` on an unpaired link; `BondStale` on a paired one that
        the device no longer knows; `LinkLost`, `DeviceTimeout`.
        """

    async def read(self, characteristic: str) -> bytes:
        """The value now. Raises as `subscribe` does."""

    async def write(self, characteristic: str, data: bytes, *, response: bool | None = None) -> None:
        """Write ``data``, with or without the device's answer. Raises as `subscribe` does.

        ``None``: as the characteristic wants it, with the answer where it may be either.
        """

    async def disconnect(self) -> None:
        """Hang up and wait a little; never raises `DeviceError`."""


class Link(Protocol):
    """A radio."""

    @property
    def desk(self) -> PasskeyDesk:
        """Where passkeys are asked for."""

    def scan(self) -> AbstractAsyncContextManager[AsyncIterator[Advertisement]]:
        """Listen while the context is open: advertisements as they come, the same device again and again.

        Raises `AdapterMissing`, `RadioOff`, `BluetoothDenied`, `BluetoothServiceDown`.
        """

    async def connect(self, address: str) -> Connection:
        """Connect to a device that was seen.

        Raises `DeviceNotFound`, `DroppedAtOnce` or what `scan` raises.
        """

    async def forget(self, address: str) -> None:
        """Remove this computer's half of a bond. The device has to be seen again before it is connected."""


class DroppedAtOnce(errors.LinkLost):
    """The device answered, and hung up ``times`` times before anything could be asked.

    From a bonded device, again and again, it means that the bond is forgotten: on Linux nothing else tells.
    """

    def __init__(self, times: int) -> None:
        """Keep the count."""
        super().__init__(f"{times} times")
        self.times = times


class Answer(enum.Enum):
    """What came of the question for a passkey during one pairing."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    CANCELLED = "cancelled"


async def _reject(_address: str) -> int | None:
    return None


@dataclass
class PasskeyDesk:
    """Where the radio's side asks for a passkey and the screen's side answers.

    ``ask`` may be replaced while the program runs; it rejects by default.
    """

    ask: AskPasskey = _reject
    _answers: dict[str, Answer] = field(default_factory=dict)

    @contextmanager
    def pairing(self, address: str) -> Iterator[None]:
        """While the context is open, this device may be paired."""
        self._answers[address] = Answer.NOT_ASKED
        try:
            yield
        finally:
            self._answers.pop(address, None)

    def expects(self, address: str) -> bool:
        """Whether this device is being paired now."""
        return address in self._answers

    async def request(self, address: str) -> int | None:
        """Ask for the code. The answer is 0-999999, or ``None`` to reject; nobody is asked out of turn."""
        if not self.expects(address):
            return None
        passkey = await self.ask(address)
        valid = passkey is not None and 0 <= passkey <= 999_999
        self._answers[address] = Answer.GIVEN if valid else Answer.CANCELLED
        return passkey if valid else None

    def answer(self, address: str) -> Answer:
        """What was answered in the pairing that goes on."""
        return self._answers.get(address, Answer.NOT_ASKED)
