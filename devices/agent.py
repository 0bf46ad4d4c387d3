"""The BlueZ pairing agent (org.bluez.Agent1): answers for a person while a device is being paired.

BlueZ refuses every pairing, Just Works too, when no agent is registered. This one is registered for the time
of one pairing only, so that it never stands between the desktop's own agent and other devices. It answers for
the device that is being paired and rejects everything else.

On Linux only; elsewhere the system asks by itself. dbus-fast reads the annotations of a service's
methods: they must not be postponed, so this module has no ``from __future__ import annotations``.
"""

import contextlib
import os
import sys
from collections.abc import AsyncIterator

from devices.bleak_errors import device_error
from devices.link import PasskeyDesk
from hemmonitor.errors import DeviceError

BLUEZ = "org.bluez"
MANAGER_PATH, MANAGER = "/org/bluez", "org.bluez.AgentManager1"
PATH = "/org/hemmonitor/agent"
CAPABILITY = "KeyboardDisplay"
REJECTED = "org.bluez.Error.Rejected"


def address_of(path: str) -> str:
    """The device's address in an object path such as ``/org/bluez/hci0/dev_C4_64_E3_11_22_33``."""
    return path.rsplit("/dev_", 1)[-1].replace("_", ":")


if sys.platform == "linux":
    from dbus_fast import BusType, DBusError, Message, MessageType
    from dbus_fast.aio import MessageBus
    from dbus_fast.annotations import DBusObjectPath, DBusStr, DBusUInt16, DBusUInt32
    from dbus_fast.auth import AuthExternal
    from dbus_fast.service import ServiceInterface, dbus_method

    class _Agent(ServiceInterface):
        def __init__(self, desk: PasskeyDesk) -> None:
            super().__init__("org.bluez.Agent1")
            self._desk = desk

        @dbus_method()
        def Release(self) -> None:
            """BlueZ needs us no more."""

        @dbus_method()
        def Cancel(self) -> None:
            """The question that was asked is void; the pairing itself fails and says so."""

        @dbus_method()
        async def RequestPasskey(self, device: DBusObjectPath) -> DBusUInt32:
            passkey = await self._desk.request(address_of(device))
            if passkey is None:
                raise DBusError(REJECTED, "no passkey")
            return passkey

        @dbus_method()
        def DisplayPasskey(self, device: DBusObjectPath, passkey: DBusUInt32, entered: DBusUInt16) -> None:
            """A device with a keyboard would need it; no home device has one."""

        @dbus_method()
        def RequestConfirmation(self, _device: DBusObjectPath, _passkey: DBusUInt32) -> None:
            """Two displays to compare: no home device has it, and nobody is asked, so it is rejected."""
            raise DBusError(REJECTED, "nobody compared")

        @dbus_method()
        def RequestAuthorization(self, device: DBusObjectPath) -> None:
            """A device that starts to pair by itself is welcome only while a person pairs it."""
            if not self._desk.expects(address_of(device)):
                raise DBusError(REJECTED, "not expected")

        @dbus_method()
        def AuthorizeService(self, _device: DBusObjectPath, _uuid: DBusStr) -> None:
            """No device is offered a service of ours."""
            raise DBusError(REJECTED, "not offered")

    @contextlib.asynccontextmanager
    async def pairing_agent(desk: PasskeyDesk) -> AsyncIterator[DeviceError | None]:
        """Answer BlueZ's questions from ``desk`` while the context is open.

        Gives the reason when the agent could not be registered; pairing may still work through another agent.
        """
        bus: MessageBus | None = None
        fault: DeviceError | None = None
        try:
            bus = MessageBus(bus_type=BusType.SYSTEM, auth=_authenticator())
            await bus.connect()
            bus.export(PATH, _Agent(desk))
            await _call(bus, "RegisterAgent", "os", [PATH, CAPABILITY])
            await _call(bus, "RequestDefaultAgent", "o", [PATH])
        except Exception as error:  # noqa: BLE001 - dbus-fast lets through what sockets and parsers raise
            fault = device_error(error, connecting=False)
        try:
            yield fault
        finally:
            if bus is not None:
                bus.disconnect()  # BlueZ drops the agent with its connection

    async def _call(bus: MessageBus, member: str, signature: str, body: list[str]) -> None:
        message = Message(BLUEZ, MANAGER_PATH, MANAGER, member, signature=signature, body=body)
        reply = await bus.call(message)
        if reply is not None and reply.message_type == MessageType.ERROR:
            raise DBusError(reply.error_name or "", str(reply.body))

    def _authenticator() -> AuthExternal | None:
        """As bleak does it: a bus in another machine may want another user number."""
        uid = os.environ.get("BLEAK_DBUS_AUTH_UID", "")
        return AuthExternal(uid=int(uid)) if uid.isdigit() else None

else:

    @contextlib.asynccontextmanager
    async def pairing_agent(desk: PasskeyDesk) -> AsyncIterator[DeviceError | None]:  # noqa: ARG001
        """No agent is needed here: the operating system asks."""
        yield None
