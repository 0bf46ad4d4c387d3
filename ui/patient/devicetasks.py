"""The devices page and its two tasks, tied to the bridge: one place that knows all three."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.devicebridge import DeviceBridge, DevicesView
from ui.format import Formatter
from ui.patient.deviceframe import DeviceFrame
from ui.patient.devices import DevicesPage
from ui.patient.devicewords import Sort, sort_of
from ui.patient.page import Shown
from ui.patient.pairing import PairFrame
from ui.patient.whose import Asked, WhoseFrame, waiting


class DeviceTasks(QObject):
    """``page`` for the rail, ``frames`` for the window's stack."""

    shows = Signal(QWidget)  # bring this frame to the front
    left = Signal()  # back to the page
    measure = Signal(object)  # Kind
    removing = Signal(str)  # address; it is done when ``remove`` is called
    changed = Signal(object)  # DevicesView
    answered = Signal()  # whose a value is was said, or put off: back to where one was

    def __init__(
        self, bridge: DeviceBridge, form: Callable[[], Formatter], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.view = DevicesView()
        self._shown: Shown | None = None
        self.page, self.one, self.pairing = DevicesPage(form), DeviceFrame(form), PairFrame()
        self.whose = WhoseFrame()
        self.frames = (self.one, self.pairing, self.whose)
        self._put_off: set[Asked] = set()
        self._asking: Asked | None = None
        bridge.state.connect(self._state)
        self.page.add.connect(self.add)
        self.page.test.connect(self._test)
        self.one.closed.connect(self.left)
        self.one.again.connect(bridge.test)
        self.one.connect_again.connect(self._connect_again)
        self.one.removing.connect(self.removing)
        self.one.slot_said.connect(bridge.assign_slot)
        self.one.consented.connect(bridge.consent)
        self.pairing.closed.connect(self.left)
        self.pairing.searching.connect(bridge.find)
        self.pairing.pair.connect(bridge.pair)
        self.pairing.cancel.connect(bridge.cancel_pairing)
        self.pairing.passkey.connect(bridge.answer_passkey)
        self.pairing.measure.connect(self.measure)
        self.whose.answered.connect(self._whose)
        self.whose.closed.connect(self._later)

    def add(self) -> None:
        """Start the guided way to one more device."""
        self.shows.emit(self.pairing)
        self.pairing.begin()

    def add_first(self) -> None:
        """The same, as the last part of the first start."""
        self.shows.emit(self.pairing)
        self.pairing.begin(first=True)

    def remove(self, address: str) -> None:
        """Take a device away for good; its values stay."""
        self._bridge.remove(address)

    def show_state(self, shown: Shown) -> None:
        """Another moment: names and times of day may be others. The page is shown by its frame."""
        self._shown = shown
        self._tell()

    def _state(self, view: DevicesView) -> None:
        self.view = view
        self.page.show_devices(view)
        self.pairing.show_devices(view)
        self._tell()
        self.changed.emit(view)
        self._ask()

    def _ask(self) -> None:
        """A value waits to be told whose it is: ask at once, unless that was put off."""
        found = waiting(self.view)
        asked = (found[0].address, found[1].number) if found else None
        if found is None or asked is None or asked in self._put_off or asked == self._asking:
            return
        self._asking = asked
        self.whose.ask(*found, self._person)
        self.shows.emit(self.whose)

    def _whose(self, address: str, number: int, mine: bool) -> None:
        self._asking = None
        self._put_off.add((address, number))  # until the device's state says so itself
        self._bridge.assign_slot(address, number, mine)
        self.answered.emit()

    def _later(self) -> None:
        if self._asking is not None:
            self._put_off.add(self._asking)
        self._asking = None
        self.answered.emit()

    @property
    def _person(self) -> str:
        patient = self._shown.home.patient if self._shown is not None else None
        return patient.given_name if patient else ""

    def _tell(self) -> None:
        if self._shown is not None:
            self.one.show_devices(self.view, self._person, self._shown.now)

    def _test(self, address: str) -> None:
        self.one.open(address)
        self.shows.emit(self.one)
        self._bridge.test(address)

    def _connect_again(self, address: str) -> None:
        device = next((d for d in self.view.devices if d.address == address), None)
        self.shows.emit(self.pairing)
        self.pairing.begin(sort_of(device.kinds) if device else Sort.OTHER)
        self._bridge.pair(address)
