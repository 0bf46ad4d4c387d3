"""bleak backends over a Bumble central: bleak's own public API reaches the virtual devices.

    central = VirtualCentral(radio)
    await central.start()
    BleakScanner(backend=central.scanner), BleakClient(device, backend=central.client)

Strategy: the classes do what a platform backend does and answer with BlueZ's errors, so that one error
mapping and one session are tried on both. Everything lives in the loop in which `start` ran.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from bleak.assigned_numbers import gatt_char_props_to_strs
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)
from bleak.uuids import normalize_uuid_str
from bumble import att, core, hci
from bumble.core import AdvertisingData
from bumble.device import Peer
from bumble.pairing import PairingConfig, PairingDelegate

from devices.virtual.radio import Radio, make_device

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bleak.args import SizedBuffer
    from bleak.backends.client import NotifyCallback
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import AdvertisementDataCallback

    from devices.link import PasskeyDesk

MTU = 517
_SERVICE_LISTS = (
    AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
    AdvertisingData.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
    AdvertisingData.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS,
    AdvertisingData.INCOMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS,
)


class _Keyboard(PairingDelegate):  # type: ignore[misc]  # Bumble is untyped to mypy here
    """The computer's side of one pairing: a person reads the device's display and types."""

    def __init__(self, desk: PasskeyDesk, address: str) -> None:
        super().__init__(io_capability=self.DISPLAY_OUTPUT_AND_KEYBOARD_INPUT)
        self._desk = desk
        self._address = address

    async def get_number(self) -> int | None:
        return await self._desk.request(self._address)


class VirtualCentral:
    """A computer's Bluetooth on a `Radio`. ``powered`` may be set to False: the radio is switched off."""

    def __init__(self, radio: Radio, desk: PasskeyDesk, address: str = "F0:F1:F2:F3:F4:F5") -> None:
        """Passkeys are asked for at ``desk``."""
        self.powered = True
        self.served = True
        self.operations: set[asyncio.Task[Any]] = set()  # of Bumble's, under way
        self.device, self._controller = make_device(radio, address, "computer", PairingConfig())
        self.device.pairing_config_factory = lambda connection: PairingConfig(
            sc=True,
            mitm=True,
            bonding=True,
            delegate=_Keyboard(desk, _text(connection.peer_address)),
            identity_address_type=PairingConfig.AddressType.RANDOM,
        )
        self.radio = radio
        mine: dict[str, Any] = {"central": self}
        # bleak wants classes, not objects: each central has its own three.
        self.scanner: type[BaseBleakScanner] = type("VirtualScanner", (_Scanner,), mine)
        self.client: type[BaseBleakClient] = type("VirtualClient", (_Client,), mine)
        self.adapter: type[BaseBleakAdapter] = type("VirtualAdapter", (_Adapter,), mine)

    def ended(self, operation: asyncio.Task[Any]) -> None:
        """An operation has ended; whoever waited for it has taken its error, or waits no more."""
        self.operations.discard(operation)
        if not operation.cancelled():
            operation.exception()

    async def start(self) -> None:
        """Switch the computer's radio on."""
        await self.device.power_on()

    async def stop(self) -> None:
        """Leave the air; standing connections break."""
        self.radio.cut(self._controller)
        await asyncio.sleep(0)
        self.radio.remove_controller(self._controller)

    async def switch(self, on: bool) -> None:
        """Switch Bluetooth off or on, as a person does in the settings; connections break."""
        self.powered = on
        if not on:
            self.radio.cut(self._controller, hci.HCI_CONNECTION_TERMINATED_BY_LOCAL_HOST_ERROR)

    async def restart_service(self, seconds: float) -> None:
        """The system's Bluetooth service ends, as by an update, and is back after ``seconds``."""
        self.served = False
        self.radio.cut(self._controller, hci.HCI_CONNECTION_TERMINATED_BY_LOCAL_HOST_ERROR)
        await asyncio.sleep(seconds)
        self.served = True

    def check(self) -> None:
        """Raise as bleak does when there is no service, or the radio is off."""
        if not self.served:
            raise BleakDBusError(
                "org.freedesktop.DBus.Error.ServiceUnknown", ["The name org.bluez was not provided"]
            )
        if not self.powered:
            raise BleakBluetoothNotAvailableError(
                "No powered Bluetooth adapters found.", BleakBluetoothNotAvailableReason.POWERED_OFF
            )


class _Scanner(BaseBleakScanner):
    central: VirtualCentral

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: str,
        **_platform: Any,
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._active = scanning_mode == "active"

    async def start(self) -> None:
        self.central.check()
        self.seen_devices = {}
        self.central.device.on("advertisement", self._on_advertisement)
        await self.central.device.start_scanning(active=self._active, filter_duplicates=False)

    async def stop(self) -> None:
        self.central.device.remove_listener("advertisement", self._on_advertisement)
        await self.central.device.stop_scanning()

    def _on_advertisement(self, heard: Any) -> None:
        data = heard.data
        lists = [found for kind in _SERVICE_LISTS for found in data.get_all(kind)]
        services = list(dict.fromkeys(_uuid(one) for found in lists for one in found))
        if not (self.central.powered and self.central.served) or not self.is_allowed_uuid(services):
            return
        name = data.get(AdvertisingData.COMPLETE_LOCAL_NAME) or data.get(AdvertisingData.SHORTENED_LOCAL_NAME)
        maker = {
            int(company): value for company, value in data.get_all(AdvertisingData.MANUFACTURER_SPECIFIC_DATA)
        }
        advertisement = AdvertisementData(
            name, maker, {}, services, data.get(AdvertisingData.TX_POWER_LEVEL), heard.rssi, (heard,)
        )
        address = _text(heard.address)
        device = self.create_or_update_device(address, address, name, heard.address, advertisement)
        self.call_detection_callbacks(device, advertisement)


class _Adapter(BaseBleakAdapter):
    central: VirtualCentral

    @classmethod
    async def get(cls, **_platform: Any) -> _Adapter:
        cls.central.check()
        return cls()

    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:  # noqa: ARG002
        return []  # nothing but this program uses a virtual radio


class _Client(BaseBleakClient):
    central: VirtualCentral

    def __init__(
        self,
        address_or_ble_device: BLEDevice | str,
        services: set[str] | None = None,
        *,
        disconnected_callback: Any,
        timeout: float,
        **_platform: Any,
    ) -> None:
        super().__init__(address_or_ble_device, disconnected_callback=disconnected_callback, timeout=timeout)
        details = getattr(address_or_ble_device, "details", None)
        self._target = details or hci.Address(self.address)
        self._name = getattr(address_or_ble_device, "name", None) or self.address
        self._wanted = services
        self._connection: Any = None
        self._down = asyncio.Event()
        self._running: set[asyncio.Future[Any]] = set()

    @property
    def name(self) -> str:
        return self._name

    @property
    def mtu_size(self) -> int:
        return int(self._connection.att_mtu) if self._connection is not None else 23

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    async def connect(self, pair: bool, **_platform: Any) -> None:
        self.central.check()
        if self._connection is not None:
            raise BleakError("Client is already connected")
        connecting = self._uncancelled(self.central.device.connect(self._target, timeout=None))
        try:
            async with asyncio.timeout(self._timeout):
                await asyncio.wait({connecting})
            connection = connecting.result()
        except core.BaseBumbleError as error:
            raise BleakDeviceNotFoundError(self.address, str(error)) from error
        except BaseException:
            # A second cancellation must not leave a connection without an owner.
            await asyncio.shield(self._uncancelled(self._give_up(connecting)))
            raise
        if not self._stands(connection):
            raise BleakError("Not connected")  # it broke before anybody could be told
        self._connection = connection
        self._down.clear()
        self._connection.on("disconnection", self._on_down)
        try:
            if await self._bonded():
                # A device that forgot the bond answers "key missing"; the kernel goes on unencrypted then.
                with contextlib.suppress(hci.HCI_Error):
                    await self._while_up(self._connection.encrypt())
            elif pair:
                await self.pair()
            peer = Peer(self._connection)
            await self._while_up(peer.request_mtu(MTU))
            await self._while_up(self._discover(peer))
        except BaseException:
            await asyncio.shield(self._uncancelled(self.disconnect()))
            raise

    async def disconnect(self) -> None:
        if self._connection is not None:
            await self._connection.disconnect()
            await self._down.wait()

    async def pair(self, *_args: Any, **_platform: Any) -> None:
        if await self._bonded():
            return
        try:
            await self._while_up(self._connection.pair())
        except core.BaseBumbleError as error:
            raise BleakDBusError("org.bluez.Error.AuthenticationFailed", ["Authentication Failed"]) from error

    async def unpair(self) -> None:
        await self.central.device.keystore.delete(str(self._target))
        await self.disconnect()

    async def read_gatt_char(self, characteristic: BleakGATTCharacteristic, **_platform: Any) -> bytearray:
        return bytearray(await self._while_up(characteristic.obj.read_value()))

    async def read_gatt_descriptor(self, descriptor: BleakGATTDescriptor, **_platform: Any) -> bytearray:
        return bytearray(await self._while_up(descriptor.obj.read_value()))

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        await self._while_up(characteristic.obj.write_value(bytes(data), with_response=response))

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:
        await self._while_up(descriptor.obj.write_value(bytes(data), with_response=True))

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **_platform: Any
    ) -> None:
        def on_value(value: bytes) -> None:
            callback(bytearray(value))

        self._subscriptions = {characteristic.handle: on_value}
        await self._while_up(characteristic.obj.subscribe(on_value))

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        await self._while_up(characteristic.obj.unsubscribe(self._subscriptions.get(characteristic.handle)))

    # --- inside --------------------------------------------------------------------------------

    def _uncancelled(self, operation: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let an operation of Bumble's run to its end, whatever becomes of us.

        A command that is cancelled in the middle takes the answer of the next one.
        """
        task = asyncio.get_running_loop().create_task(operation)
        self.central.operations.add(task)
        task.add_done_callback(self.central.ended)
        return task

    async def _give_up(self, connecting: asyncio.Task[Any]) -> None:
        """End an attempt to connect. It may have succeeded this moment."""
        device = self.central.device
        while not connecting.done():
            if device.connect_own_address_type is None:
                connecting.cancel()  # it has asked the controller for nothing yet
            elif device.is_le_connecting:
                await device.send_sync_command(hci.HCI_LE_Create_Connection_Cancel_Command())
                await asyncio.wait({connecting})
            await asyncio.sleep(0)
        if not connecting.cancelled() and connecting.exception() is None:
            connection = connecting.result()
            if self._stands(connection):
                await connection.disconnect()

    def _stands(self, connection: Any) -> bool:
        """Whether Bumble still knows the connection: its end may have come before we listened for it."""
        return self.central.device.lookup_connection(connection.handle) is connection

    async def _bonded(self) -> bool:
        return await self.central.device.keystore.get(str(self._target)) is not None

    def _on_down(self, _reason: int) -> None:
        self._connection = None
        self.services = None
        self._down.set()
        for running in self._running:
            running.cancel()
        if self._disconnected_callback is not None:
            self._disconnected_callback()

    async def _while_up(self, operation: Coroutine[Any, Any, Any]) -> Any:
        """Run an operation; when the link drops before it ends, that is its error.

        An operation that its caller gives up goes on until the device answers or the link is down: Bumble
        cannot take an answer that nobody waits for.
        """
        if self._connection is None:
            operation.close()
            raise BleakError("Not connected")
        running = asyncio.ensure_future(operation)
        self._running.add(running)
        running.add_done_callback(self._on_done)
        try:
            await asyncio.wait({running})
            return running.result()
        except att.ATT_Error as error:
            raise BleakGATTProtocolError(error.error_code) from error
        except asyncio.CancelledError:
            if running.cancelled():
                raise BleakError("Not connected") from None
            raise

    def _on_done(self, running: asyncio.Future[Any]) -> None:
        self._running.discard(running)
        if not running.cancelled():
            running.exception()  # taken here too, for the case that nobody waits any more

    async def _discover(self, peer: Any) -> None:
        found = BleakGATTServiceCollection()
        await peer.discover_services()
        for service in peer.services:
            if self._wanted and _uuid(service.uuid) not in self._wanted:
                continue
            mine = BleakGATTService(service, service.handle, _uuid(service.uuid))
            found.add_service(mine)
            for one in await service.discover_characteristics():
                properties = list(gatt_char_props_to_strs(int(one.properties)))
                characteristic = BleakGATTCharacteristic(
                    one, one.handle, _uuid(one.uuid), properties, lambda: self.mtu_size - 3, mine
                )
                found.add_characteristic(characteristic)
                for descriptor in await one.discover_descriptors():
                    found.add_descriptor(
                        BleakGATTDescriptor(
                            descriptor, descriptor.handle, _uuid(descriptor.type), characteristic
                        )
                    )
        self.services = found


def _uuid(uuid: Any) -> str:
    return normalize_uuid_str(uuid.to_hex_str("-") if len(uuid.uuid_bytes) == 16 else uuid.to_hex_str())


def _text(address: Any) -> str:
    return str(address.to_string(with_type_qualifier=False))
