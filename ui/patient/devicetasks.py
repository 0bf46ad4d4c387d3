"""The devices page and its tasks, tied to the bridge: one place that knows them all.

Each is made when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.devicebridge import DeviceBridge, DevicesView
from ui.format import Formatter
from ui.patient.devicewords import Sort, sort_of
from ui.patient.page import Shown

if TYPE_CHECKING:  # at run time when they are made
    from ui.patient.deviceframe import DeviceFrame
    from ui.patient.devices import DevicesPage
    from ui.patient.pairing import PairFrame
    from ui.patient.task import TaskFrame
    from ui.patient.whose import Asked, WhoseFrame


class DeviceTasks(QObject):
    """``page`` for the rail, and the tasks ``one``, ``pairing`` and ``whose``."""

    shows = Signal(QWidget)  # bring this frame to the front
    left = Signal()  # back to the page
    measure = Signal(object)  # Kind
    removing = Signal(str)  # address; it is done when ``remove`` is called
    changed = Signal(object)  # DevicesView
    answered = Signal()  # whose a value is was said, or put off: back to where one was

    def __init__(
        self,
        bridge: DeviceBridge,
        form: Callable[[], Formatter],
        join: Callable[[TaskFrame], None],
        parent: QObject | None = None,
    ) -> None:
        """`join` puts a task that was made into the window's stack."""
        super().__init__(parent)
        self._bridge, self._form, self._join = bridge, form, join
        self.view = DevicesView()
        self._shown: Shown | None = None
        self.frames: list[TaskFrame] = []  # the tasks made
        self._tells: list[Callable[[DevicesView], None]] = []  # those made that show all devices
        self._put_off: set[Asked] = set()
        self._asking: Asked | None = None
        bridge.state.connect(self._state)

    @cached_property
    def page(self) -> DevicesPage:
        """The list of the person's devices."""
        from ui.patient.devices import DevicesPage

        page = DevicesPage(self._form)
        page.add.connect(self.add)
        page.test.connect(self._test)
        self._keep_told(page.show_devices)
        return page

    @cached_property
    def one(self) -> DeviceFrame:
        """One device: what it did, whose slot is whose, taking it away."""
        from ui.patient.deviceframe import DeviceFrame

        frame, bridge = DeviceFrame(self._form), self._bridge
        frame.closed.connect(self.left)
        frame.again.connect(bridge.test)
        frame.connect_again.connect(self._connect_again)
        frame.removing.connect(self.removing)
        frame.slot_said.connect(bridge.assign_slot)
        frame.consented.connect(bridge.consent)
        self._made(frame)
        if self._shown is not None:
            frame.show_devices(self.view, self._person, self._shown.now)
        return frame

    @cached_property
    def pairing(self) -> PairFrame:
        """The guided way to one more device."""
        from ui.patient.pairing import PairFrame

        frame, bridge = PairFrame(), self._bridge
        frame.closed.connect(self.left)
        frame.searching.connect(bridge.find)
        frame.pair.connect(bridge.pair)
        frame.cancel.connect(bridge.cancel_pairing)
        frame.passkey.connect(bridge.answer_passkey)
        frame.measure.connect(self.measure)
        self._made(frame)
        self._keep_told(frame.show_devices)
        return frame

    @cached_property
    def whose(self) -> WhoseFrame:
        """The question whose a value is."""
        from ui.patient.whose import WhoseFrame

        frame = WhoseFrame()
        frame.answered.connect(self._whose)
        frame.closed.connect(self._later)
        self._made(frame)
        return frame

    def asks(self, frame: QWidget | None) -> bool:
        """Whether this is the frame that asks whose a value is."""
        return frame is not None and frame is vars(self).get("whose")

    def _made(self, frame: TaskFrame) -> None:
        self.frames.append(frame)
        self._join(frame)

    def _keep_told(self, tell: Callable[[DevicesView], None]) -> None:
        tell(self.view)
        self._tells.append(tell)

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
        for tell in self._tells:
            tell(view)
        self._tell()
        self.changed.emit(view)
        self._ask()

    def _ask(self) -> None:
        """A value waits to be told whose it is: ask at once, unless that was put off."""
        if not self.view.devices:
            return
        from ui.patient.whose import waiting

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
        if self._shown is not None and "one" in vars(self):
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
