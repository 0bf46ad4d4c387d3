"""A sitting with any device but the blood pressure monitor: what came, what failed, whether once more.

Rules:
- A reading belongs to the sitting when it is fresh and of its kind; an older one came out of a memory.
- It counts when it is saved and judged: ``recorded`` first, then the ``state`` that follows it, because
  only the state says whether the rules ask for one more.
- ``marked`` may be called from the worker thread: it reads one reference to a frozen value.
- Live figures pass through; they are no result and are never kept.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from hemmonitor.clinical import spirometry
from hemmonitor.home import HomeState, Recorded
from hemmonitor.model.finding import Confirmation, Judged
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Quantity
from ui.bridge import DeviceNews, FailedNews, LiveNews, PatientBridge

KINDS = (Kind.OXIMETRY, Kind.WEIGHT, Kind.SPIROMETRY, Kind.TEMPERATURE, Kind.GLUCOSE)
MOST_BLOWS = 8  # ATS/ERS 2019: more tire, and do not get better
_SLACK = dt.timedelta(minutes=2)  # a device's clock may be that much behind
_FRESH = dt.timedelta(minutes=10)
_ALIKE = {Kind.BODY_COMPOSITION: Kind.WEIGHT}


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting. ``again``: the rules want one more reading, not before then."""

    kind: Kind
    session: str
    began: dt.datetime
    ready: bool = False
    readings: tuple[Judged, ...] = ()
    live: tuple[Quantity, ...] = ()
    failed: FailedNews | None = None
    failures: int = 0
    again: dt.datetime | None = None
    over: bool = False

    @property
    def blows(self) -> spirometry.Session:
        """The blows so far, as the rules sum them up."""
        found = []
        for judged in self.readings:
            fev1 = judged.measurement.value(Component.FEV1)
            whole = judged.measurement.value(Component.FEV6) or judged.measurement.value(Component.FVC)
            if fev1 is not None:
                good = Flag.BAD_BLOW not in judged.measurement.flags
                found.append(spirometry.blow(fev1, whole if whole is not None else fev1, acceptable=good))
        return spirometry.session(found)

    @property
    def complete(self) -> bool:
        """Whether the protocol asks for nothing more."""
        if self.kind is Kind.SPIROMETRY:
            blows = self.blows
            enough = blows.complete and (blows.repeatable or len(self.readings) > spirometry.ACCEPTABLE_BLOWS)
            return enough or len(self.readings) >= MOST_BLOWS
        return bool(self.readings) and self.again is None


def again_at(home: HomeState, kind: Kind) -> dt.datetime | None:
    """When the rules want one more of this kind, or ``None``."""
    waiting = [
        f.measure_again_at or home.at
        for f in home.evaluation.open
        if f.kind is kind and f.confirmation is Confirmation.WAITING
    ]
    return min(waiting, default=None)


class Takes(QObject):
    """The sitting that goes on now, if any."""

    changed = Signal()
    live = Signal()
    arrived = Signal(object)  # Judged: fresh, outside any sitting

    def __init__(
        self, bridge: PatientBridge, clock: Callable[[], dt.datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._sitting: Sitting | None = None
        self._waiting: list[Recorded] = []
        bridge.recorded.connect(self._recorded)
        bridge.state.connect(self._home)
        bridge.device.connect(self._news)

    @property
    def sitting(self) -> Sitting | None:
        """The sitting, also after its end until it is closed."""
        return self._sitting

    def marked(self, measurement: Measurement) -> Measurement:
        """The measurement with its sitting's name. Safe from any thread."""
        sitting = self._sitting
        if sitting is None or sitting.over or _ALIKE.get(measurement.kind, measurement.kind) != sitting.kind:
            return measurement
        if measurement.taken_at < sitting.began - _SLACK:
            return measurement
        return replace(measurement, session=sitting.session)

    def begin(self, kind: Kind) -> None:
        """Start a sitting."""
        self._set(Sitting(kind, uuid.uuid4().hex, self._clock()))

    def ready(self) -> None:
        """The person has prepared."""
        if self._sitting is not None:
            self._set(replace(self._sitting, ready=True))

    def retry(self) -> None:
        """The person has mended what was wrong, or waited."""
        if self._sitting is not None:
            self._set(replace(self._sitting, failed=None, ready=True))

    def enough(self) -> None:
        """No more; what was read stays saved, as an incomplete sitting."""
        if self._sitting is not None:
            self._set(replace(self._sitting, over=True))

    def close(self) -> None:
        """Forget the sitting; nothing on the screen needs it."""
        self._sitting = None

    def show_alone(self, reading: Judged, home: HomeState) -> None:
        """A reading that came by itself: a sitting that began with it."""
        kind, taken = reading.measurement.kind, reading.measurement
        again = again_at(home, kind)
        over = again is None and kind is not Kind.SPIROMETRY
        self._set(
            Sitting(
                kind,
                taken.session or uuid.uuid4().hex,
                taken.taken_at,
                ready=True,
                readings=(reading,),
                again=again,
                over=over,
            )
        )

    def _set(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.changed.emit()

    def _recorded(self, recorded: Recorded) -> None:
        if recorded.new and recorded.judged.measurement.kind in KINDS:
            self._waiting.append(recorded)

    def _home(self, home: HomeState) -> None:
        waiting, self._waiting = self._waiting, []
        for recorded in waiting:
            reading, sitting = recorded.judged, self._sitting
            taken = reading.measurement
            if sitting is not None and not sitting.over and taken.session == sitting.session:
                self._read(sitting, reading, home)
            elif self._clock() - taken.taken_at < _FRESH and (sitting is None or sitting.over):
                self.arrived.emit(reading)

    def _read(self, sitting: Sitting, reading: Judged, home: HomeState) -> None:
        readings = (*sitting.readings, reading)
        again = None if sitting.kind is Kind.SPIROMETRY else again_at(home, sitting.kind)
        moved = replace(sitting, readings=readings, live=(), failed=None, failures=0, again=again, ready=True)
        self._set(replace(moved, over=moved.complete))

    def _news(self, news: DeviceNews) -> None:
        sitting = self._sitting
        if sitting is None or sitting.over:
            return
        if isinstance(news, FailedNews) and _ALIKE.get(news.kind, news.kind) == sitting.kind:
            self._set(replace(sitting, failed=news, failures=sitting.failures + 1, live=(), ready=True))
        elif isinstance(news, LiveNews):
            self._sitting = replace(sitting, live=news.values)
            self.live.emit()
