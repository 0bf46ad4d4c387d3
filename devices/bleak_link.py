"""The radio of this computer through bleak: the only module that knows bleak (beside the virtual backend).

Rules, each learnt on the real BlueZ stack:
- Connect first, then pair: `BleakClient(pair=True)` may return half of the services.
- Every wait has a time-out; `start_notify` on a protected characteristic may hang, so it is tried twice.
- Nothing is unsubscribed before disconnecting; BlueZ needs about 2 s to disconnect.
- Connects are made one at a time: most adapters cannot do two, and answer the second with an error.
- BlueZ reports a device whenever anything about it changes; without a signal strength it was not heard now.
- BlueZ does not report a device that advertises again with about the same strength, unless a filter is set.
- A device that the system itself has connected does not advertise, so the system is asked for those.
- Every exception that bleak lets through, its own or not, becomes a `DeviceError` (`devices.bleak_errors`).
- BlueZ refuses every pairing, Just Works too, when no agent answers for it (`devices.agent`).
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.backends.device import BLEDevice

from devices.agent import pairing_agent
from devices.bleak_errors import device_error, mapped
from devices.link import MOST_DROPS, Advertisement, Answer, DroppedAtOnce, PasskeyDesk, Timeouts
from hemmonitor import errors

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterator

    from bleak.backends.adapter import BaseBleakAdapter
    from bleak.backends.characteristic import BleakGATTCharacteristic
    from bleak.backends.client import BaseBleakClient
    from bleak.backends.scanner import AdvertisementData, BaseBleakScanner

    from devices.link import OnValue

NOT_HEARD = -127
"""The signal strength bleak gives for a BlueZ device that changed without having been heard."""
WEAKEST = -127
"""A filter that lets everything through, and makes BlueZ report a device heard as strong as before."""
MOST_SEEN = 500
CONNECTED_POLL = 2.0
"""Seconds between two looks at what the system has connected by itself."""


@dataclass(frozen=True, slots=True)
class Backends:
    """bleak backends; the platform's own where ``None``."""

    scanner: type[BaseBleakScanner] | None = None
    client: type[BaseBleakClient] | None = None
    adapter: type[BaseBleakAdapter] | None = None


class BleakLink:
    """`devices.link.Link` on bleak. Use it in one asyncio loop for the program's life."""

    def __init__(
        self, desk: PasskeyDesk, *, backends: Backends | None = None, timeouts: Timeouts | None = None
    ) -> None:
        """Passkeys are asked for at ``desk``, so that a failed pairing can be named.

        Without ``backends`` this is the computer's own radio.
        """
        self.desk = desk
        self._backends = backends or Backends()
        self._timeouts = timeouts or Timeouts()
        self._seen: dict[str, BLEDevice] = {}
        self._connecting = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def scan(self) -> AsyncIterator[AsyncIterator[Advertisement]]:
        """See `devices.link.Link.scan`."""
        # Advertisements come again: dropping some when nobody takes them costs nothing.
        heard: asyncio.Queue[Advertisement] = asyncio.Queue(maxsize=256)

        def on_detection(device: BLEDevice, data: AdvertisementData) -> None:
            if data.rssi <= NOT_HEARD or heard.full():
                return
            self._note(device)
            heard.put_nowait(_advertisement(device, data))

        scanner = BleakScanner(
            on_detection, bluez={"filters": {"RSSI": WEAKEST}}, backend=self._backends.scanner
        )
        starting = asyncio.ensure_future(scanner.start())
        try:
            with mapped():
                await asyncio.shield(starting)
            async with contextlib.aclosing(self._take(heard)) as taken:
                yield taken
        finally:
            # A start that is cut off would leave BlueZ scanning, and refusing every later start.
            await asyncio.wait({starting})
            if starting.exception() is None:
                # The radio may be gone by now; then there is nothing to stop.
                with contextlib.suppress(errors.DeviceError), mapped():
                    await scanner.stop()

    async def _take(self, heard: asyncio.Queue[Advertisement]) -> AsyncGenerator[Advertisement, None]:
        """What was heard, and now and then what the system has connected by itself."""
        loop = asyncio.get_running_loop()
        look = loop.time()
        while True:
            if loop.time() >= look:
                look = loop.time() + CONNECTED_POLL
                for advertisement in await self._connected():
                    yield advertisement
            # Not asyncio.wait_for: under Python 3.11 it may swallow a cancellation. No yield in the scope.
            try:
                async with asyncio.timeout_at(look):
                    advertisement = await heard.get()
            except TimeoutError:
                continue
            yield advertisement

    async def connect(self, address: str) -> BleakConnection:
        """See `devices.link.Link.connect`."""
        async with self._connecting:
            connection = BleakConnection(
                self._seen.get(address, address), self.desk, self._backends, self._timeouts
            )
            await connection.open()
            return connection

    async def forget(self, address: str) -> None:
        """See `devices.link.Link.forget`."""
        client = BleakClient(self._seen.pop(address, address), backend=self._backends.client)
        # A bond that is gone already, or a system without such a call (macOS), is as good as forgotten.
        with contextlib.suppress(errors.DeviceNotFound, NotImplementedError), mapped():
            await client.unpair()

    def _note(self, device: BLEDevice) -> None:
        """Remember how to reach a device; strangers with ever new addresses pass by all day."""
        self._seen.pop(device.address, None)
        self._seen[device.address] = device
        if len(self._seen) > MOST_SEEN:
            del self._seen[next(iter(self._seen))]

    async def _connected(self) -> list[Advertisement]:
        try:
            adapter = await BleakAdapter.get(backend=self._backends.adapter)
            devices = await adapter.get_connected_devices()
        except NotImplementedError:
            return []
        except Exception as error:
            raise device_error(error, connecting=False) from error
        for device in devices:
            self._note(device)
        return [Advertisement(device.address, device.name or "", connected=True) for device in devices]


class BleakConnection:
    """`devices.link.Connection` on bleak."""

    def __init__(
        self, device: BLEDevice | str, desk: PasskeyDesk, backends: Backends, timeouts: Timeouts
    ) -> None:
        """Prepare the client; nothing is sent yet."""
        self.closed = asyncio.Event()
        self.characteristics: frozenset[str] = frozenset()
        self._desk = desk
        self._agent = pairing_agent if backends == Backends() else _no_agent
        self._timeouts = timeouts
        self._paired = False
        self._drops = 0
        self._dropped_often = asyncio.Event()
        self._system_bond = _bonded_on_bluez(device)
        self._client = BleakClient(
            device, self._on_disconnected, timeout=timeouts.connect, backend=backends.client
        )

    @property
    def address(self) -> str:
        """See `devices.link.Connection.address`."""
        return self._client.address

    async def open(self) -> None:
        """Connect and find the services; on any failure nothing stays behind."""
        try:
            with mapped(connecting=True):
                async with asyncio.timeout(self._timeouts.connect):
                    await self._connect()
                offered = self._client.services.characteristics.values()
                self.characteristics = frozenset(one.uuid for one in offered)
        except BaseException as error:
            drops = self._drops
            await self.disconnect()
            if drops and isinstance(error, errors.DeviceNotFound):
                raise DroppedAtOnce(drops) from error
            raise

    async def _connect(self) -> None:
        """Connect; bleak tries again by itself, for ever, with a device that hangs up at once."""
        connecting = asyncio.ensure_future(self._client.connect())
        dropping = asyncio.ensure_future(self._dropped_often.wait())
        try:
            await asyncio.wait({connecting, dropping}, return_when=asyncio.FIRST_COMPLETED)
            if not connecting.done():
                raise DroppedAtOnce(self._drops)
            await connecting
        finally:
            connecting.cancel()
            dropping.cancel()
            await asyncio.wait({connecting, dropping})
            if not connecting.cancelled():
                connecting.exception()  # taken, though bleak's own end may come after ours
        if self._client.is_connected:
            self.closed.clear()  # bleak's own first attempts may have set it

    def _on_disconnected(self, _client: BleakClient) -> None:
        self.closed.set()
        self._drops += 1
        if self._drops >= MOST_DROPS:
            self._dropped_often.set()

    async def pair(self) -> None:
        """See `devices.link.Connection.pair`."""
        if self._system_bond:
            self._paired = True
            return
        address = self.address
        with self._desk.pairing(address):
            async with self._agent(self._desk) as fault:
                try:
                    with mapped():
                        async with asyncio.timeout(self._timeouts.pair):
                            await self._client.pair()
                except NotImplementedError:
                    return  # macOS asks by itself when something protected is touched
                except errors.DeviceError as error:
                    raise self._named(error, fault) from error
        self._paired = True

    async def subscribe(self, characteristic: str, on_value: OnValue) -> None:
        """See `devices.link.Connection.subscribe`."""
        found = self._find(characteristic)
        for attempt in (1, 2):
            try:
                with self._mapped_bonded():
                    async with asyncio.timeout(self._timeouts.subscribe):
                        await self._client.start_notify(found, lambda _sender, data: on_value(bytes(data)))
            except errors.DeviceTimeout:
                if attempt == 2 or self.closed.is_set():
                    raise
            else:
                return

    async def read(self, characteristic: str) -> bytes:
        """See `devices.link.Connection.read`."""
        found = self._find(characteristic)
        with self._mapped_bonded():
            async with asyncio.timeout(self._timeouts.read):
                return bytes(await self._client.read_gatt_char(found))

    async def write(self, characteristic: str, data: bytes, *, response: bool | None = None) -> None:
        """See `devices.link.Connection.write`."""
        found = self._find(characteristic)
        with self._mapped_bonded():
            async with asyncio.timeout(self._timeouts.write):
                await self._client.write_gatt_char(found, data, response=response)

    async def disconnect(self) -> None:
        """See `devices.link.Connection.disconnect`."""
        # A failure leaves the link to its supervision time-out; the caller has nothing to do about it.
        with contextlib.suppress(errors.DeviceError), mapped():
            async with asyncio.timeout(self._timeouts.disconnect):
                await self._client.disconnect()
        self.closed.set()

    def _named(self, error: errors.DeviceError, agent: errors.DeviceError | None) -> errors.DeviceError:
        """The reason of a failed pairing, as far as it can be known."""
        if agent is not None:
            return agent
        if isinstance(error, (errors.PairingRefused, errors.LinkLost)):
            match self._desk.answer(self.address):
                case Answer.GIVEN:
                    return errors.WrongPasskey(error.detail)
                case Answer.CANCELLED:
                    return errors.PairingCancelled(error.detail)
                case Answer.NOT_ASKED:
                    return errors.PairingRefused(error.detail)
        return error

    def _find(self, characteristic: str) -> BleakGATTCharacteristic:
        with mapped():
            for found in self._client.services.characteristics.values():
                if found.uuid == characteristic:
                    return found
        raise errors.MissingCharacteristic(characteristic)

    @contextlib.contextmanager
    def _mapped_bonded(self) -> Iterator[None]:
        """Map errors; on a link that was paired, "not paired" means that the device has forgotten us."""
        try:
            with mapped():
                yield
        except errors.PairingNeeded as error:
            if self._paired:
                raise errors.BondStale(error.detail) from error
            raise
        except errors.DeviceError as error:
            if self.closed.is_set() and not isinstance(error, errors.LinkLost):
                raise errors.LinkLost(error.detail) from error
            raise


def _bonded_on_bluez(device: BLEDevice | str) -> bool:
    """Whether BlueZ had a bond when the device was heard; saves asking for an agent each time."""
    details = device.details if isinstance(device, BLEDevice) else None
    return isinstance(details, dict) and bool(details.get("props", {}).get("Paired"))


@contextlib.asynccontextmanager
async def _no_agent(_desk: PasskeyDesk) -> AsyncIterator[None]:
    yield


def _advertisement(device: BLEDevice, data: AdvertisementData) -> Advertisement:
    return Advertisement(
        address=device.address,
        name=data.local_name or device.name or "",
        services=frozenset(data.service_uuids),
        manufacturer=tuple(sorted(data.manufacturer_data.items())),
        rssi=data.rssi,
    )
