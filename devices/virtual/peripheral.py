"""What every virtual device shares: it advertises, pairs, serves GATT, hangs up, vanishes.

Strategy: a subclass builds its own services in `_services` and sends through `_send`; everything a real
device does to a computer that is *not* its measurement lives here. A device keeps its bonds until
`forget_bonds`.

`trace` holds what the device saw, oldest first, in short words ("connected", "paired", "encrypted",
"cccd 2a35 indicate", "read 2a25", "write 2a52", "sent 2a35", "disconnected 0x13"); tests read it from the
device's side of the air, and `when` breaks the conversation at any of these steps.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import struct
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bumble import att, gatt
from bumble.core import AdvertisingData
from bumble.pairing import PairingConfig, PairingDelegate

from devices.link import uuid
from devices.virtual.radio import SUPERVISION_TIMEOUT, Radio, make_device

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

Property = gatt.Characteristic.Properties
Permission = att.Attribute.Permissions
Name = int | str
"""A service or characteristic: a 16-bit number, or a full UUID as text."""


class PairingMode(enum.Enum):
    """How the device answers a computer that wants to pair."""

    OPEN = "open"  # nothing is protected; pairs by Just Works when asked
    JUST_WORKS = "just_works"  # measurements need an encrypted link
    PASSKEY = "passkey"  # measurements need a link encrypted with the code on the display
    REFUSE = "refuse"  # measurements need encryption, and pairing is turned down


@dataclass(frozen=True, slots=True)
class Identity:
    """What the device says of itself in service 180A."""

    manufacturer: str = "Hemmonitor"
    model: str = "Virtual"
    serial: str = "V0001"
    firmware: str = "1.0"


class _Display(PairingDelegate):  # type: ignore[misc]  # Bumble is untyped to mypy here
    """The device's side of pairing: no buttons, at most a display that shows the passkey."""

    def __init__(self, pairing: PairingMode, passkey: int) -> None:
        with_display = pairing is PairingMode.PASSKEY
        super().__init__(self.DISPLAY_OUTPUT_ONLY if with_display else self.NO_OUTPUT_NO_INPUT)
        self._pairing = pairing
        self._passkey = passkey

    async def accept(self) -> bool:
        return self._pairing is not PairingMode.REFUSE

    async def generate_passkey(self) -> int:
        return self._passkey


class VirtualPeripheral:
    """A Bluetooth LE device on a `Radio`. Start it in the loop it is to live in; stop it there too."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str,
        advertised: tuple[Name, ...],
        *,
        pairing: PairingMode = PairingMode.JUST_WORKS,
        passkey: int = 123456,
        identity: Identity | None = None,
        battery: int = 87,
        interval_ms: float = 100,
    ) -> None:
        """Build the device, not yet on the air.

        ``advertised`` are services. ``passkey`` is what the display shows, ``battery`` percent.
        """
        self.address = address
        self.name = name
        self.battery = battery
        self.trace: list[str] = []
        self._scripts: dict[str, Callable[[], None]] = {}
        self._radio = radio
        self._pairing = pairing
        self._advertised = advertised
        self._identity = identity or Identity()
        self._connection: Any = None
        self._on_air = False
        self._announcing = asyncio.Lock()
        self._announcement: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._busy = asyncio.Event()
        self._listening: defaultdict[Name, asyncio.Event] = defaultdict(asyncio.Event)
        self._jobs: set[asyncio.Task[None]] = set()
        config = PairingConfig(
            sc=True,
            mitm=pairing is PairingMode.PASSKEY,
            bonding=True,
            delegate=_Display(pairing, passkey),
            identity_address_type=PairingConfig.AddressType.RANDOM,
        )
        self._device, self._controller = make_device(radio, address, name, config, interval_ms)
        self._device.add_services([*self._services(), *self._common_services()])
        self._device.on("connection", self._on_connection)

    @property
    def offered(self) -> frozenset[str]:
        """The full UUIDs of its characteristics."""
        found = self._device.gatt_server.attributes
        names = (_word(_name(one.uuid)) for one in found if isinstance(one, gatt.Characteristic))
        return frozenset(uuid(name) for name in names)

    @property
    def said(self) -> frozenset[str]:
        """The full UUIDs of the services that it advertises."""
        return frozenset(uuid(_word(name)) for name in self._advertised)

    # --- life ----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Switch the device on and let it advertise."""
        await self._device.power_on()
        await self.advertise()

    async def stop(self) -> None:
        """Switch the device off: a standing connection breaks without a goodbye."""
        self._on_air = False
        self.vanish()
        await self._idle.wait()
        await self._cancel_jobs()
        if self._announcement is not None:
            await self._announcement
        await self._device.stop_advertising()
        self._radio.remove_controller(self._controller)

    async def advertise(self) -> None:
        """Be seen, now and after each connection, until `be_silent`."""
        self._on_air = True
        await self._announce()

    async def _announce(self) -> None:
        """Begin to advertise, unless a computer is connected. One at a time: Bumble loses count otherwise."""
        numbers = b"".join(struct.pack("<H", one) for one in self._advertised if isinstance(one, int))
        full = b"".join(bytes(_uuid(one)) for one in self._advertised if isinstance(one, str))
        said = [(AdvertisingData.FLAGS, b"\x06")]
        if numbers:
            said.append((AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS, numbers))
        if full:
            said.append((AdvertisingData.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS, full))
        name = [(AdvertisingData.COMPLETE_LOCAL_NAME, self.name.encode())]
        # A full UUID leaves no room for a name, which is then asked for.
        said, answer = (said, name) if full else (said + name, [])
        async with self._announcing:
            if self._on_air and self._connection is None:
                await self._device.start_advertising(
                    advertising_data=bytes(AdvertisingData(said)),
                    scan_response_data=bytes(AdvertisingData(answer)),
                )

    async def be_silent(self) -> None:
        """Stop advertising, as a device does some seconds after its measurement."""
        self._on_air = False
        await self._device.stop_advertising()

    async def hang_up(self) -> None:
        """End the connection politely, as devices do when they have sent everything."""
        if self._connection is not None:
            await self._connection.disconnect()

    def hang_up_soon(self) -> None:
        """End the connection politely; for `when`."""
        self.start_job(self.hang_up())

    def vanish(self) -> None:
        """Be out of range or without battery at once: both ends see the supervision time-out."""
        self._radio.cut(self._controller, SUPERVISION_TIMEOUT)

    async def forget_bonds(self) -> None:
        """Lose all pairings, as after a battery change."""
        await self._device.keystore.delete_all()

    def when(self, seen: str, action: Callable[[], None]) -> None:
        """Do ``action`` once, the next time `trace` gets an entry that begins with ``seen``."""
        self._scripts[seen] = action

    @property
    def connected(self) -> bool:
        """Whether a computer is connected."""
        return self._connection is not None

    async def met(self) -> None:
        """Wait until a computer has connected."""
        await self._busy.wait()

    async def listening(self, name: Name) -> None:
        """Wait until the computer has subscribed to this characteristic."""
        await self._listening[name].wait()

    # --- GATT, for subclasses ------------------------------------------------------------------

    def _services(self) -> list[Any]:
        """The services that make this kind of device."""
        raise NotImplementedError

    def _on_listening(self, name: Name) -> None:
        """Called when the computer has subscribed to a characteristic."""

    def _service(self, name: Name, characteristics: list[Any]) -> Any:
        return gatt.Service(_uuid(name), characteristics)

    def _readable(
        self, name: Name, read: Callable[[], bytes], write: Callable[[bytes], None] | None = None
    ) -> Any:
        """A characteristic whose value is asked for at each read, and perhaps accepted at each write."""
        properties, permissions = Property.READ, Permission.READABLE
        if write is not None:
            properties, permissions = properties | Property.WRITE, permissions | Permission.WRITEABLE
        value = att.AttributeValue(
            read=lambda _connection: self._was_read(name, read),
            write=None if write is None else self._writer(name, write),
        )
        return gatt.Characteristic(_uuid(name), properties, permissions, value)

    def _writable(self, name: Name, write: Callable[[bytes], None], *, response: bool = True) -> Any:
        """A characteristic that is only written, with or without an answer."""
        value = att.AttributeValue(write=self._writer(name, write))
        properties = Property.WRITE if response else Property.WRITE_WITHOUT_RESPONSE
        return gatt.Characteristic(_uuid(name), properties, Permission.WRITEABLE, value)

    def sending(self, name: Name, properties: Any, write: Callable[[bytes], None] | None = None) -> Any:
        """A characteristic that notifies or indicates, and perhaps is written to.

        Its CCCD is protected as the pairing mode says.
        """
        server = self._device.gatt_server
        permissions = Permission.READABLE | Permission.WRITEABLE
        if self._pairing is not PairingMode.OPEN:
            permissions |= Permission.WRITE_REQUIRES_ENCRYPTION
        if self._pairing is PairingMode.PASSKEY:
            permissions |= Permission.WRITE_REQUIRES_AUTHENTICATION
        value = att.AttributeValueV2(
            read=lambda bearer: server.read_cccd(bearer, characteristic),
            write=lambda bearer, data: server.write_cccd(bearer, characteristic, data),
        )
        cccd = gatt.Descriptor(gatt.GATT_CLIENT_CHARACTERISTIC_CONFIGURATION_DESCRIPTOR, permissions, value)
        written: Any = b""
        if write is not None:
            written = att.AttributeValue(write=self._writer(name, write))
            properties |= Property.WRITE
        characteristic: Any = gatt.Characteristic(
            _uuid(name),
            properties,
            Permission(0) if write is None else Permission.WRITEABLE,
            written,
            [cccd],
        )

        def on_subscription(_bearer: Any, notify: bool, indicate: bool) -> None:
            wanted = "indicate" if indicate else "notify" if notify else "off"
            self._note(f"cccd {_word(name)} {wanted}")
            if notify or indicate:
                self._listening[name].set()
                self._on_listening(name)
            else:
                self._listening[name].clear()

        characteristic.on("subscription", on_subscription)
        return characteristic

    def _subscribed(self, characteristic: Any) -> bool:
        """Whether the computer listens to it."""
        return self._listening[_name(characteristic.uuid)].is_set()

    async def send(self, characteristic: Any, data: bytes) -> bool:
        """Indicate or notify ``data``. True when the computer listens and, if indicated, has confirmed."""
        connection = self._connection
        if connection is None or not self._subscribed(characteristic):
            return False
        if characteristic.properties & Property.INDICATE:
            await self._device.indicate_subscriber(connection, characteristic, data)
        else:
            await self._device.notify_subscriber(connection, characteristic, data)
        self._note(f"sent {_word(_name(characteristic.uuid))}")
        return self._connection is connection

    def start_job(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``coroutine`` beside the device; it is cancelled when the connection ends."""
        job = asyncio.get_running_loop().create_task(coroutine)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        return job

    # --- inside --------------------------------------------------------------------------------

    def _note(self, seen: str) -> None:
        self.trace.append(seen)
        for text in [text for text in self._scripts if seen.startswith(text)]:
            # Not within the stack's own handling of the packet.
            asyncio.get_running_loop().call_soon(self._scripts.pop(text))

    def _was_read(self, name: Name, read: Callable[[], bytes]) -> bytes:
        self._note(f"read {_word(name)}")
        return read()

    def _writer(self, name: Name, write: Callable[[bytes], None]) -> Callable[[Any, Any], None]:
        def on_write(_connection: Any, data: Any) -> None:
            self._note(f"write {_word(name)}")
            write(bytes(data))

        return on_write

    def _common_services(self) -> list[Any]:
        me = self._identity
        about = {0x2A29: me.manufacturer, 0x2A24: me.model, 0x2A25: me.serial, 0x2A26: me.firmware}
        information = [self._readable(number, partial(str.encode, text)) for number, text in about.items()]
        battery = self._readable(0x2A19, lambda: bytes([self.battery]))
        return [
            self._service(0x180A, information),
            self._service(0x180F, [battery]),
        ]

    def _on_connection(self, connection: Any) -> None:
        self._connection = connection
        self._idle.clear()
        self._busy.set()
        self._note("connected")
        connection.on("disconnection", self._on_disconnection)
        connection.on("pairing", lambda _keys: self._note("paired"))
        connection.on("pairing_failure", lambda reason: self._note(f"pairing failed {int(reason):#x}"))
        connection.on(
            "connection_encryption_change",
            lambda: self._note("encrypted" if connection.encryption else "not encrypted"),
        )

    def _on_disconnection(self, reason: int) -> None:
        self._note(f"disconnected {int(reason):#x}")
        self._connection = None
        self._busy.clear()
        self._idle.set()
        for heard in self._listening.values():
            heard.clear()
        for job in self._jobs:
            job.cancel()  # Bumble would wait 30 s for a confirmation that cannot come
        if self._on_air:
            # Beside the jobs: it is not cancelled in the middle when the next connection breaks.
            self._announcement = asyncio.get_running_loop().create_task(self._announce())

    async def _cancel_jobs(self) -> None:
        for job in list(self._jobs):
            job.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await job


def _uuid(name: Name) -> Any:
    return gatt.UUID.from_16_bits(name) if isinstance(name, int) else gatt.UUID(name)


def _word(name: Name) -> str:
    return name if isinstance(name, str) else f"{name:04x}"


def _name(uuid: Any) -> Name:
    """As the device's own code names the characteristic."""
    raw = bytes(uuid.uuid_bytes)
    if len(raw) == 2:
        return int.from_bytes(raw, "little")
    return str(uuid.to_hex_str("-")).upper()
