"""The air between virtual devices and a computer: Bumble's in-process link, with its faults mended.

Strategy: every virtual device and every central has its own Bumble controller on one `Radio`. The link layer,
ATT, SMP and GATT above it are real, so a central (Bumble's, or the Linux kernel's in a virtual machine) meets
real packets. Everything runs in the asyncio loop in which it was started.

The faults are in Bumble 0.0.236; each class says which one it mends and what was seen without it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bumble import hci
from bumble.controller import Controller
from bumble.core import PhysicalTransport
from bumble.device import Device, DeviceConfiguration
from bumble.host import Host
from bumble.keys import MemoryKeyStore
from bumble.link import LocalLink
from bumble.transport.common import AsyncPipeSink

if TYPE_CHECKING:
    from bumble.pairing import PairingConfig

SUPERVISION_TIMEOUT = 0x08
"""HCI reason for a link that went silent (Core specification, volume 1, part F)."""
MOST_HANDLES = 0x0EFF
SUPERVISION_SECONDS = 0.1
"""After so long an end without another notices."""


class Radio(LocalLink):  # type: ignore[misc]  # Bumble is untyped to mypy here
    """A link on which data carries the address that its connection was made with.

    Bumble always uses the sender's random address. The Linux kernel scans with a private random address and
    connects with its public one, so the device would answer "no connection for ..." and drop the data.
    """

    def send_acl_data(
        self, sender_controller: Any, destination_address: Any, transport: Any, data: bytes
    ) -> None:
        """Deliver one ACL packet to the other end of the sender's connection, if it still stands."""
        if transport != PhysicalTransport.LE:
            super().send_acl_data(sender_controller, destination_address, transport, data)
            return
        connection = sender_controller.le_connections.get(destination_address)
        destination = self.find_le_controller(destination_address)
        if connection is not None and destination is not None:
            asyncio.get_running_loop().call_soon(
                destination.on_link_acl_data, connection.self_address, transport, data
            )

    def cut(self, controller: Any, reason: int = SUPERVISION_TIMEOUT) -> None:
        """Break every connection of ``controller``; both ends learn it with the same ``reason``."""
        for mine in list(controller.le_connections.values()):
            peer = self.find_le_controller(mine.peer_address)
            for theirs in list(peer.le_connections.values()) if peer is not None else ():
                if theirs.peer_address == mine.self_address:
                    peer.on_le_disconnected(theirs, reason)
            controller.on_le_disconnected(mine, reason)

    def supervise_soon(self) -> None:
        """End, in a moment, what has no other end: one side may have hung up before the other knew of it."""
        asyncio.get_running_loop().call_later(SUPERVISION_SECONDS, self._supervise)

    def _supervise(self) -> None:
        for controller in list(self.controllers):
            for mine in list(controller.le_connections.values()):
                peer = self.find_le_controller(mine.peer_address)
                theirs = peer.le_connections.values() if peer is not None else ()
                if all(one.peer_address != mine.self_address for one in theirs):
                    controller.on_le_disconnected(mine, SUPERVISION_TIMEOUT)


class AirController(Controller):  # type: ignore[misc]  # Bumble is untyped to mypy here
    """A controller whose host can give up a connection attempt.

    Bumble says yes to LE Create Connection Cancel and goes on: it connects whenever the device comes
    back, and refuses every other attempt until then.
    """

    pending_le_connection: Any
    _handles = 0

    def allocate_connection_handle(self) -> int:
        """A handle that no earlier connection had: what still goes on there must not meet the new one."""
        self._handles = self._handles % MOST_HANDLES + 1
        return self._handles

    def create_le_connection(self, peer_address: Any) -> None:
        """Connect, and see to it that both ends know soon whether they are."""
        super().create_le_connection(peer_address)
        self.link.supervise_soon()

    def on_hci_le_create_connection_cancel_command(self, command: Any) -> Any:
        """Forget the attempt and end it with "unknown connection" (volume 4, part E, 7.8.13)."""
        pending, self.pending_le_connection = self.pending_le_connection, None
        if pending is not None:
            self.send_hci_packet(
                hci.HCI_LE_Connection_Complete_Event(
                    status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR,
                    connection_handle=0,
                    role=hci.Role.CENTRAL,
                    peer_address_type=pending.peer_address.address_type,
                    peer_address=pending.peer_address,
                    connection_interval=0,
                    peripheral_latency=0,
                    supervision_timeout=0,
                    central_clock_accuracy=0,
                )
            )
        return super().on_hci_le_create_connection_cancel_command(command)


class LinuxController(AirController):
    """A controller for a Linux host: kernels that see Bluetooth 5 wait for the *enhanced* connection event.

    Bumble announces link-layer privacy and extended advertising but sends the old LE Connection Complete
    event. The kernel then blocks its HCI queue for 4 s, and Disconnect ends in a Create Connection Cancel.
    """

    def send_hci_packet(self, packet: Any) -> None:
        """Send ``packet`` to the host, a connection event in its enhanced form."""
        if isinstance(packet, hci.HCI_LE_Connection_Complete_Event):
            shared = (
                "status",
                "connection_handle",
                "role",
                "peer_address_type",
                "peer_address",
                "connection_interval",
                "peripheral_latency",
                "supervision_timeout",
                "central_clock_accuracy",
            )
            packet = hci.HCI_LE_Enhanced_Connection_Complete_Event(
                local_resolvable_private_address=hci.Address.ANY,
                peer_resolvable_private_address=hci.Address.ANY,
                **{field: getattr(packet, field) for field in shared},
            )
        super().send_hci_packet(packet)


class AirHost(Host):  # type: ignore[misc]  # Bumble is untyped to mypy here
    """A host that gets the answer to a command whose sender has just been cancelled.

    Bumble sets the result of the cancelled future, and asyncio prints a traceback.
    """

    pending_response: asyncio.Future[Any] | None

    def on_command_processed(self, event: Any) -> None:
        """Pass the answer on, unless nobody waits any more: who did makes way for the next command."""
        if self.pending_response is None or not self.pending_response.done():
            super().on_command_processed(event)


def make_device(
    radio: Radio, address: str, name: str, pairing: PairingConfig, interval_ms: float = 100
) -> Any:
    """Build a Bumble device with its own controller on ``radio``; its bonds live as long as the object.

    ``address`` is a static random address ("C4:...": the two top bits set). ``interval_ms`` is the
    advertising interval. The controller is reachable as ``device.host.controller``.
    """
    controller = AirController(name, link=radio, public_address=address)
    config = DeviceConfiguration(
        name=name,
        address=hci.Address(address),
        advertising_interval_min=interval_ms,
        advertising_interval_max=interval_ms,
    )
    device = Device(config=config, host=AirHost(controller, AsyncPipeSink(controller)))
    device.keystore = MemoryKeyStore()
    device.pairing_config_factory = lambda _connection: pairing
    return device, controller
