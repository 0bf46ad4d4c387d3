"""Guided measuring away from home: the very frames that a patient has there, without what needs a home.

The measuring room and the mobile team show them, each in a place of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from hemmonitor.clinical.guided import Durations
from hemmonitor.home import HomeState
from hemmonitor.model.measurement import Kind, Measurement
from ui.bridge import DeviceNews, PatientBridge, SyncView
from ui.format import Formatter
from ui.patient.blow import BlowFrame
from ui.patient.guide import Guide
from ui.patient.layout import room_for
from ui.patient.manual import ManualFrame
from ui.patient.measure import MeasureFrame
from ui.patient.page import Shown
from ui.patient.take import TakeFrame
from ui.patient.takes import Takes
from ui.patient.task import TaskFrame
from ui.theme import Theme

SNUG = 41  # body-text heights, as at home


class Place(Protocol):
    """Where the frames are shown. ``room`` is width and height in pixels, ``task_theme`` a patient's."""

    @property
    def resized(self) -> SignalInstance: ...

    @property
    def form(self) -> Formatter: ...

    @property
    def task_theme(self) -> Theme: ...

    @property
    def room(self) -> tuple[int, int]: ...

    def by_keyboard(self) -> bool: ...

    def hold_task(self, task: QWidget, /) -> None: ...

    def show_task(self, task: QWidget, /) -> None: ...


class Sittings(QObject):
    """One person's sittings. ``over``: the person has left the frame."""

    over = Signal()
    retracting = Signal(object)  # ids of measurements

    def __init__(
        self,
        bridge: PatientBridge,
        place: Place,
        clock: Callable[[], dt.datetime],
        durations: Durations,
    ) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self.guide, self.takes = Guide(bridge, clock, durations, self), Takes(bridge, clock, self)
        self._pressure = MeasureFrame(self.guide, self._form, self._by_keyboard)
        self._take = TakeFrame(self.takes, self._form, clock, self._by_keyboard)
        self._blow = BlowFrame(self.takes, self._form, self._by_keyboard)
        self._manual = ManualFrame(clock)
        self._shown: TaskFrame = self._pressure
        self._take.without_note()
        for frame in self.frames:
            place.hold_task(frame)
        for sitting in (self._pressure, self._take, self._blow):
            sitting.closed.connect(self.over)
            sitting.retracting.connect(self.retracting)
        self._pressure.type_value.connect(lambda: self._type(Kind.BLOOD_PRESSURE))
        self._take.type_value.connect(self._type)
        self._blow.type_value.connect(self._type)
        self._manual.closed.connect(lambda: self._show(self._shown))
        self._manual.typed.connect(self._typed)
        bridge.state.connect(self._state)
        bridge.device.connect(self._news)
        place.resized.connect(self.arrange)
        self.arrange()

    @property
    def frames(self) -> tuple[TaskFrame, ...]:
        """Everything that was put into the place."""
        return self._pressure, self._take, self._blow, self._manual

    def _form(self) -> Formatter:
        return self._place.form

    def _by_keyboard(self) -> bool:
        return self._place.by_keyboard()

    @property
    def shown(self) -> TaskFrame:
        """The frame of the sitting that was begun last."""
        return self._shown

    @property
    def goes_on(self) -> bool:
        """Whether a sitting waits for more."""
        guided, sitting = self.guide.state, self.takes.sitting
        return (guided is not None and not guided.over) or (sitting is not None and not sitting.over)

    def marked(self, measurement: Measurement) -> Measurement:
        """The measurement with what the sitting knows of it. Safe from any thread."""
        return self.takes.marked(self.guide.marked(measurement))

    def begin(self, kind: Kind) -> None:
        """Start a sitting and show it."""
        if kind is Kind.BLOOD_PRESSURE:
            self._show(self._pressure)
            self._pressure.begin()
            return
        frame = self._blow if kind is Kind.SPIROMETRY else self._take
        self.takes.begin(kind)
        self._show(frame)
        frame.begin()

    def end(self) -> None:
        """Nothing is measured any more."""
        self.guide.close()
        self.takes.close()

    def arrange(self) -> None:
        """Lay out for the place's size."""
        theme, (width, height) = self._place.task_theme, self._place.room
        room, snug = room_for(width, theme), height < SNUG * theme.body
        for frame in self.frames:
            frame.arrange(room, snug=snug)

    def _show(self, frame: TaskFrame) -> None:
        self._shown = frame
        self._place.show_task(frame)

    def _type(self, kind: Kind) -> None:
        self._place.show_task(self._manual)
        self._manual.begin(kind)

    def _typed(self, measurement: Measurement) -> None:
        self._bridge.record(self.marked(measurement))
        self._show(self._shown)

    def _state(self, home: HomeState) -> None:
        shown = Shown(home, SyncView(), (), {})
        for frame in (self._pressure, self._take, self._blow):
            frame.show_state(shown)

    def _news(self, news: DeviceNews) -> None:
        for frame in (self._pressure, self._take, self._blow):
            frame.news(news)
