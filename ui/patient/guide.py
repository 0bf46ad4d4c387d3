"""Carries the guided protocol on the screen's thread: the bridge's news and the person's presses move it.

Rules:
- A reading moves the protocol on only when it is saved and judged: ``recorded`` first, then the ``state``
  that follows it, because only the state says whether the rules ask for one more.
- ``marked`` may be called from the worker thread: it reads one reference to a frozen value.
- Live cuff pressure passes through; it is never kept here.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from hemmonitor.clinical import guided
from hemmonitor.clinical.guided import Durations, Guided
from hemmonitor.home import HomeState, Recorded
from hemmonitor.model.finding import Confirmation, Judged
from hemmonitor.model.measurement import Flag, Kind, Measurement
from ui.bridge import DeviceNews, FailedNews, PatientBridge

_SLACK = dt.timedelta(minutes=2)  # a device's clock may be that much behind
_FRESH = dt.timedelta(minutes=10)  # an older value came out of the device's memory; it does not interrupt


def again_at(state: HomeState) -> dt.datetime | None:
    """When the rules want one more blood pressure, or ``None``."""
    waiting = [
        f.measure_again_at or state.at
        for f in state.evaluation.open
        if f.kind is Kind.BLOOD_PRESSURE and f.confirmation is Confirmation.WAITING
    ]
    return min(waiting, default=None)


class Guide(QObject):
    """The sitting that goes on now, if any."""

    changed = Signal()  # the step, or what was read, is another
    arrived = Signal(object)  # Judged: a fresh reading outside any sitting

    def __init__(
        self,
        bridge: PatientBridge,
        clock: Callable[[], dt.datetime],
        durations: Durations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._durations = clock, durations
        self._state: Guided | None = None
        self._began = clock()
        self._read: list[Judged] = []
        self._failure: FailedNews | None = None
        self._waiting: Recorded | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        bridge.recorded.connect(self._recorded)
        bridge.state.connect(self._home)
        bridge.device.connect(self._news)

    @property
    def state(self) -> Guided | None:
        """The sitting, also after its end until it is closed."""
        return self._state

    @property
    def read(self) -> tuple[Judged, ...]:
        """The readings of the sitting, in order, as they were judged when they came."""
        return tuple(self._read)

    @property
    def failure(self) -> FailedNews | None:
        """Why the last try failed."""
        return self._failure

    @property
    def seconds_left(self) -> float:
        """What is left of the rest or the wait."""
        return self._state.left(self._clock()).total_seconds() if self._state else 0.0

    @property
    def rest_minutes(self) -> float:
        """How long the rest before measuring is."""
        return self._durations.rest.total_seconds() / 60

    def marked(self, measurement: Measurement) -> Measurement:
        """The measurement with its session and whether rest was skipped. Safe from any thread."""
        state = self._state
        if state is None or measurement.kind is not Kind.BLOOD_PRESSURE:
            return measurement
        if measurement.taken_at < self._began - _SLACK:
            return measurement  # out of the device's memory, or typed for another time
        return state.marked(measurement)

    def begin(self) -> None:
        """Start a sitting."""
        self._read, self._failure, self._began = [], None, self._clock()
        self._set(guided.begin(uuid.uuid4().hex, self._began))

    def ready(self) -> None:
        self._act(guided.ready)

    def rested(self) -> None:
        self._act(guided.rested)

    def retry(self) -> None:
        self._act(guided.retry)

    def stop(self) -> None:
        """No more; what was read stays saved."""
        self._act(guided.stop)

    def close(self) -> None:
        """Forget the sitting; nothing on the screen needs it."""
        was = self._state
        self._state, self._read, self._failure = None, [], None
        self._timer.stop()
        if was is not None:
            self.changed.emit()

    def _act(self, act: Callable[[Guided, dt.datetime, Durations], Guided]) -> None:
        if self._state is not None:
            self._set(act(self._state, self._clock(), self._durations))

    def _set(self, state: Guided) -> None:
        if state == self._state:
            return
        self._state = state
        self._timer.stop()
        if state.until is not None:
            self._timer.start(max(0, round(self.seconds_left * 1000)))
        self.changed.emit()

    def _tick(self) -> None:
        self._act(guided.tick)
        if self._state is not None and self._state.until is not None and not self._timer.isActive():
            self._timer.start(max(20, round(self.seconds_left * 1000)))  # the clock had not got there yet

    def _recorded(self, recorded: Recorded) -> None:
        if recorded.new and recorded.judged.measurement.kind is Kind.BLOOD_PRESSURE:
            self._waiting = recorded

    def _home(self, home: HomeState) -> None:
        recorded, self._waiting = self._waiting, None
        if recorded is None:
            return
        reading, now = recorded.judged, self._clock()
        more = again_at(home)
        if self._state is not None and not self._state.over:
            if reading.measurement.session != self._state.session:
                return
            self._read.append(reading)
            self._failure = None
            self._set(guided.read(self._state, reading.measurement.id, more, now, self._durations))
        elif now - reading.measurement.taken_at < _FRESH:
            self._read, self._failure, self._began = [reading], None, now
            if more is not None:
                begun = guided.begin_confirming(
                    uuid.uuid4().hex, reading.measurement.id, more, now, self._durations
                )
                self._set(begun)
            else:
                self._state = None
            self.arrived.emit(reading)

    def _news(self, news: DeviceNews) -> None:
        if isinstance(news, FailedNews) and self._state is not None and not self._state.over:
            self._failure = news
            self._set(guided.failed(self._state, self._clock(), self._durations))


def cause_of(flags: frozenset[Flag]) -> Flag | None:
    """The cause that the picture shows: the one that is easiest to mend first."""
    order = (Flag.CUFF_LOOSE, Flag.BODY_MOVEMENT, Flag.IMPROPER_POSITION)
    return next((flag for flag in order if flag in flags), None)
