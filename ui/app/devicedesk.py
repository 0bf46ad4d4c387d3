"""What the patient's list of devices shows and can do: ``ui.devicebridge`` on a collector and a shelf.

Everything here runs in the worker's loop. The state is told whenever it has changed, and only then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from devices import events, serial_link
from devices.collector import Collector
from devices.events import Device
from devices.link import PasskeyDesk
from devices.profile import HELPERS, STARTABLE
from devices.serial_session import is_serial, serial_device
from devices.shelf import Entry, Shelf
from hemmonitor.errors import DeviceError, DeviceNotFound, InputError, StorageError
from ui.devicebridge import (
    Attempt,
    ConsentView,
    DeviceBridge,
    DeviceStage,
    DevicesView,
    DeviceView,
    NearbyView,
    PairingView,
    PortView,
    SlotView,
    TestView,
)

log = logging.getLogger(__name__)

NEARBY_SECONDS = 75.0  # two scans and a half: who is not heard so long has gone
TEST_SECONDS = 60.0
_STAGES = {
    events.Connecting: DeviceStage.CONNECTING,
    events.Pairing: DeviceStage.PAIRING,
    events.Connected: DeviceStage.CONNECTED,
    events.LiveCuff: DeviceStage.MEASURING,
    events.LiveValues: DeviceStage.MEASURING,
}


@dataclass
class _Nearby:
    view: NearbyView
    heard_at: float  # loop time


@dataclass
class _Contact:
    """What goes on with one device now."""

    stage: DeviceStage | None = None
    consent: ConsentView | None = None
    test: TestView | None = None
    testing: asyncio.TimerHandle | None = None


@dataclass
class _Question:
    """A passkey that is asked for."""

    address: str
    answer: asyncio.Future[int | None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class DeviceDesk:
    """See the module; its commands are those of ``ui.devicebridge.DeviceCommands``."""

    def __init__(
        self,
        bridge: DeviceBridge,
        collector: Collector,
        shelf: Shelf,
        passkeys: PasskeyDesk,
        *,
        ports: Callable[[], tuple[serial_link.Port, ...]] = serial_link.ports,
    ) -> None:
        """Passkeys are asked for through ``bridge`` from now on."""
        self._bridge = bridge
        self._collector = collector
        self._shelf = shelf
        self._list_ports = ports
        self._contacts: dict[str, _Contact] = {}
        self._nearby: dict[str, _Nearby] = {}
        self._ports: tuple[PortView, ...] = ()
        self._finding = False
        self._listening = False
        self._problem = ""
        self._pairing: PairingView | None = None
        self._task: asyncio.Task[None] | None = None
        self._question: _Question | None = None
        self._told: DevicesView | None = None
        passkeys.ask = self._ask
        bridge.serve(self)

    async def close(self) -> None:
        """The collection ends: nobody waits for a pairing or a test any more."""
        await self._end_pairing()
        for contact in self._contacts.values():
            if contact.testing is not None:
                contact.testing.cancel()
        self._contacts.clear()
        self._listening = False

    # --- events --------------------------------------------------------------------------------

    def heard(self, event: events.Event) -> None:
        """Something happened; the shelf has been told."""
        match event:
            case events.Scanning():
                self._listening, self._problem = True, ""
            case events.Problem(error, ""):
                self._listening, self._problem = False, error.code
            case events.Found(address, name, kinds, rssi):
                self._note(NearbyView(address, name, _measured(kinds), rssi))
            case events.Unsupported(address, name, maker):
                self._note(NearbyView(address, name, maker=maker))
            case events.Paired(device):
                self._nearby.pop(device.address, None)
                self._paired(device)
            case events.ConsentNeeded(address, _, refused):
                self._contact(address).consent = ConsentView(refused)
            case _:
                self._moved(event)
        self._show()

    def _moved(self, event: events.Event) -> None:
        """The contact with one device is another."""
        address: str = getattr(event, "address", "")
        contact = self._contact(address)
        if isinstance(event, events.Ended):
            contact.stage = None
        elif isinstance(event, (events.Received, events.MeasurementFailed)):
            if contact.stage is DeviceStage.MEASURING:
                contact.stage = DeviceStage.CONNECTED
        else:
            contact.stage = _STAGES.get(type(event), contact.stage)
        if isinstance(event, events.Connected):
            self._tested(address, TestView(Attempt.DONE))
        elif isinstance(event, events.Problem):
            self._tested(address, TestView(Attempt.FAILED, event.error.code))
            if self._task is None and self._pairing is not None and self._pairing.address == address:
                self._pairing = _with(self._pairing, Attempt.FAILED, event.error.code)

    def _paired(self, device: Device) -> None:
        """A pairing that nobody has asked for here, of a renewed bond, has ended well too."""
        pairing = self._pairing
        if self._task is None and pairing is not None and pairing.address == device.address:
            self._pairing = _with(pairing, Attempt.DONE)

    def _note(self, view: NearbyView) -> None:
        self._nearby[view.address] = _Nearby(view, asyncio.get_running_loop().time())

    def _contact(self, address: str) -> _Contact:
        return self._contacts.setdefault(address, _Contact())

    # --- commands ------------------------------------------------------------------------------

    async def tell(self) -> None:
        """See `ui.devicebridge.DeviceBridge.refresh`."""
        self._told = None
        self._show()

    async def find(self, on: bool) -> None:
        """See `ui.devicebridge.DeviceBridge.find`."""
        self._finding = on
        found = await asyncio.to_thread(self._list_ports) if on else ()
        self._ports = tuple(PortView(port.path, port.name) for port in found)
        self._show()

    async def pair(self, address: str) -> None:
        """See `ui.devicebridge.DeviceBridge.pair`."""
        await self._end_pairing()
        self._pairing = PairingView(address, self._name(address), Attempt.WAITING)
        self._task = asyncio.get_running_loop().create_task(self._pair(self._pairing))
        self._show()

    async def cancel_pairing(self) -> None:
        """See `ui.devicebridge.DeviceBridge.cancel_pairing`."""
        await self._end_pairing()
        self._show()

    async def answer_passkey(self, passkey: int | None) -> None:
        """See `ui.devicebridge.DeviceBridge.answer_passkey`."""
        if self._question is not None and not self._question.answer.done():
            self._question.answer.set_result(passkey)

    async def add_port(self, path: str, name: str) -> None:
        """See `ui.devicebridge.DeviceBridge.add_port`."""
        device = serial_device(path, name)
        self._shelf.put(device)
        self._collector.remove(device.address)
        self._collector.add(device)
        self._show()

    async def remove(self, address: str) -> None:
        """See `ui.devicebridge.DeviceBridge.remove`."""
        self._shelf.remove(address)
        try:
            await self._collector.forget(address)
        except DeviceError as error:  # what stays of the bond does no harm: pairing anew replaces it
            log.info("the bond of a removed device stays: %s", error.code)
        self._contacts.pop(address, None)
        self._show()

    async def test(self, address: str) -> None:
        """See `ui.devicebridge.DeviceBridge.test`."""
        contact = self._contact(address)
        if contact.testing is not None:
            contact.testing.cancel()
        if contact.stage in {DeviceStage.CONNECTED, DeviceStage.MEASURING}:
            contact.test = TestView(Attempt.DONE)
        else:
            contact.test = TestView(Attempt.WAITING)
            contact.testing = asyncio.get_running_loop().call_later(TEST_SECONDS, self._unreached, address)
            self._collector.look_for(address)
        self._show()

    async def start(self, address: str) -> None:
        """See `ui.devicebridge.DeviceBridge.start`."""
        self._collector.press(address)

    async def assign_slot(self, address: str, slot: int, mine: bool) -> None:
        """See `ui.devicebridge.DeviceBridge.assign_slot`."""
        await self._collector.assign(self._id(address), slot, mine=mine)
        self._show()

    async def consent(self, address: str, user: int, code: int) -> None:
        """See `ui.devicebridge.DeviceBridge.consent`."""
        if not (0 <= user <= 0xFE and 0 <= code <= 9999):
            raise InputError("a scale's user is 0..254 and its code 0..9999")
        self._collector.consent(self._id(address), user, code)
        self._contact(address).consent = None
        self._show()

    # --- pairing and testing -------------------------------------------------------------------

    async def _pair(self, view: PairingView) -> None:
        try:
            device = await self._collector.pair(view.address)
            if self._shelf.find(device.address) is None:
                self._shelf.put(device)  # it could not be stored when it was paired
            self._pairing = PairingView(device.address, view.name, Attempt.DONE)
        except (DeviceError, StorageError) as error:
            self._pairing = _with(view, Attempt.FAILED, error.code)
        self._task = None
        self._nearby.pop(view.address, None)
        self._show()

    async def _end_pairing(self) -> None:
        task, self._task, self._pairing = self._task, None, None
        await self.answer_passkey(None)
        if task is not None:
            task.cancel()
            await asyncio.wait({task})

    async def _ask(self, address: str) -> int | None:
        """A device shows six digits."""
        question = self._question = _Question(address)
        view = self._pairing or PairingView(address, self._name(address), Attempt.PASSKEY)
        self._pairing = _with(view, Attempt.PASSKEY)
        self._show()
        try:
            return await question.answer
        finally:
            self._question = None
            if self._pairing is not None and self._pairing.attempt is Attempt.PASSKEY:
                self._pairing = _with(self._pairing, Attempt.WAITING)
                self._show()

    def _unreached(self, address: str) -> None:
        self._tested(address, TestView(Attempt.FAILED, DeviceNotFound.code))
        self._show()

    def _tested(self, address: str, came: TestView) -> None:
        contact = self._contact(address)
        if contact.testing is not None:
            contact.testing.cancel()
            contact.testing, contact.test = None, came

    # --- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        oldest = asyncio.get_running_loop().time() - NEARBY_SECONDS
        for address, one in list(self._nearby.items()):
            if one.heard_at < oldest and not one.view.maker:
                del self._nearby[address]
        view = DevicesView(
            devices=tuple(self._view(entry) for entry in self._shelf.entries),
            finding=self._finding,
            nearby=tuple(one.view for one in self._nearby.values()),
            ports=self._ports,
            pairing=self._pairing,
            listening=self._listening,
            problem=self._problem,
        )
        if view != self._told:
            self._told = view
            self._bridge.state.emit(view)

    def _view(self, entry: Entry) -> DeviceView:
        device = entry.device
        contact = self._contacts.get(device.address, _Contact())
        slots = self._collector.slots(device.id)
        return DeviceView(
            address=device.address,
            name=device.name,
            model=device.model,
            kinds=_measured(entry.kinds),
            stage=contact.stage,
            battery=entry.battery,
            battery_low=entry.battery_low,
            last_contact=entry.last_contact,
            last_reading=entry.last_reading,
            clock_offset=entry.clock_offset,
            clock_off=entry.clock_off,
            fault=entry.fault,
            serial=is_serial(device),
            can_start=bool(STARTABLE & set(entry.kinds)),
            slots=tuple(SlotView(number, *slots[number]) for number in sorted(slots)),
            consent=contact.consent,
            test=contact.test,
        )

    def _name(self, address: str) -> str:
        entry, nearby = self._shelf.find(address), self._nearby.get(address)
        return entry.device.name if entry is not None else nearby.view.name if nearby is not None else ""

    def _id(self, address: str) -> str:
        entry = self._shelf.find(address)
        if entry is None:
            raise DeviceNotFound("not one of the person's")
        return entry.device.id


def _measured(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind not in HELPERS)


def _with(view: PairingView, attempt: Attempt, code: str = "") -> PairingView:
    return PairingView(view.address, view.name, attempt, code)
