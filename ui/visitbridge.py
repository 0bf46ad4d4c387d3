"""Home visits as their screens see them: the route, the person who is here, and the commands.

Rules as in ``ui.bridge``: a command returns at once, its result is a signal, an error is its code.
``Visiting`` lives on the worker thread. The nurse's own bridge tells whoever else looks at the patient.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from hemmonitor.errors import HemmonitorError
from hemmonitor.model.events import Attachment
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.visits import Identified, Outcome, VisitPlanned
from hemmonitor.room.claims import Claim
from hemmonitor.visiting.desk import Route, Visiting
from hemmonitor.visiting.visit import Visit
from ui.worker import Worker

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handover:
    """What is said at the end of a visit. ``due`` is the task's day."""

    outcome: Outcome
    summary: str
    task: str = ""
    due: dt.date | None = None


class VisitBridge(QObject):
    """See the module. ``home`` of the visiting is what ``ui.app`` makes a ``PatientBridge`` of."""

    route = Signal(object)  # Route
    here = Signal(object)  # Here, or None while nobody is chosen
    refused = Signal(str)  # error code: the person was not chosen
    strayed = Signal(object)  # Measurement that came just now and is nobody's
    planned = Signal()
    noted = Signal()
    ended = Signal(object)  # Visit
    failed = Signal(str)  # error code

    def __init__(
        self,
        worker: Worker,
        visiting: Callable[[], Visiting],
        clock: Callable[[], dt.datetime],
        changed: Callable[[str], None],
    ) -> None:
        """``changed`` is told, on the worker thread, whose record was changed here; it wakes the sync too."""
        super().__init__()
        self._worker, self._clock, self._changed = worker, clock, changed
        self.visiting = worker.call(visiting).result()
        self.last: Route | None = None
        self.route.connect(self._remember)

    # --- the route --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the route, and for whoever is here."""
        self._run(self.tell)

    def plan(self, mailbox: str, planned: VisitPlanned) -> None:
        """Plan a visit, or plan it anew; ``planned`` follows."""
        self._run(self._do, mailbox, self.visiting.plan, mailbox, planned)
        self._run(self.planned.emit)

    def call_off(self, visit: Visit, *, off: bool) -> None:
        """Call a visit off, or have it on again."""
        self._run(self._do, visit.mailbox, lambda now: self.visiting.call_off(visit, now, off=off))

    def swap(self, first: Visit, second: Visit) -> None:
        """Change places on the route."""
        self._run(self._swap, first, second)

    def see(self, key: str) -> None:
        """A difference was read."""
        self._run(self._then_tell, self.visiting.see, key)

    # --- the person -------------------------------------------------------------------------------------

    def begin(self, visit: Visit, identified: Identified, born: str = "") -> None:
        """The person is here; ``here`` follows, or ``refused``."""
        self._run(self._begin, visit, identified, born)

    def leave(self) -> None:
        """Nobody is chosen any more."""
        self._run(self._then_tell, self.visiting.leave)

    def measuring(self, kind: Kind | None) -> None:
        """What the person has begun to measure."""
        self._run(lambda: self.visiting.measuring(kind, self._clock()))

    def note(self, text: str, pictures: Sequence[Attachment]) -> None:
        """A note about the person who is here, with pictures; ``noted`` follows."""
        self._run(self._note, text, tuple(pictures))

    def end(self, handover: Handover) -> None:
        """The visit of the person who is here has ended; ``ended`` follows."""
        self._run(self._end, handover)

    def not_home(self, visit: Visit, handover: Handover) -> None:
        """Nobody opened; ``ended`` follows."""
        self._run(self._not_home, visit, handover)

    def put_aside(self, measurement_id: str) -> None:
        """A value is nobody's here."""
        self._run(self._then_tell, self.visiting.put_aside, measurement_id)

    def give(self, measurement_id: str) -> None:
        """A value that was nobody's is the chosen person's."""
        self._run(self._give, measurement_id)

    # --- on the worker thread ---------------------------------------------------------------------------

    def take(self, measurement: Measurement, record: Callable[[Measurement], bool]) -> bool:
        """A value from a device (worker thread): ``record`` it for the chosen person, or keep it as nobody's.

        True when it is new and the person's. Raises ``StorageError``: then the device is not told.
        """
        now = self._clock()
        found = self.visiting.judge(measurement, now)
        if found is Claim.MINE:
            return record(measurement)
        if found is Claim.DOUBTFUL and self.visiting.stray(measurement, now):
            self.strayed.emit(measurement)
            self.tell()
        return False

    def recorded(self) -> None:
        """Something was stored for the chosen person through their home (worker thread)."""
        if self.visiting.home.mailbox:
            self._changed(self.visiting.home.mailbox)
        self.tell()

    def tell(self) -> None:
        """Tell how everything stands (worker thread)."""
        now = self._clock()
        self.route.emit(self.visiting.route(now))
        self.here.emit(self.visiting.here(now))

    def _begin(self, visit: Visit, identified: Identified, born: str) -> None:
        try:
            self.visiting.begin(visit, identified, self._clock(), born=born)
        except HemmonitorError as error:
            self.tell()
            self.refused.emit(error.code)
            return
        self._changed(visit.mailbox)
        self.tell()

    def _note(self, text: str, pictures: tuple[Attachment, ...]) -> None:
        event = self.visiting.note(text, pictures, self._clock())
        self._changed(event.mailbox)
        self.tell()
        self.noted.emit()

    def _end(self, handover: Handover) -> None:
        now = self._clock()
        here = self.visiting.here(now)
        if here is None:
            return
        self.visiting.end(handover.outcome, handover.summary, now, task=handover.task, due=handover.due)
        self._ended_visit(here.visit)

    def _not_home(self, visit: Visit, handover: Handover) -> None:
        self.visiting.not_home(visit, handover.summary, self._clock(), task=handover.task)
        self._ended_visit(visit)

    def _ended_visit(self, visit: Visit) -> None:
        self._changed(visit.mailbox)
        self.tell()
        self.ended.emit(visit)

    def _give(self, measurement_id: str) -> None:
        measurement = self.visiting.given(measurement_id)
        self.visiting.home.record(measurement, self._clock())
        self.recorded()

    def _swap(self, first: Visit, second: Visit) -> None:
        self.visiting.swap(first, second, self._clock())
        for mailbox in dict.fromkeys((first.mailbox, second.mailbox)):
            self._changed(mailbox)
        self.tell()

    def _do(self, mailbox: str, command: Callable[..., Any], *args: Any) -> None:
        command(*args, self._clock())
        self._changed(mailbox)
        self.tell()

    def _then_tell(self, command: Callable[..., None], *args: str) -> None:
        command(*args)
        self.tell()

    def _remember(self, route: Route) -> None:
        self.last = route

    def _run(self, function: Callable[..., Any], *args: Any) -> None:
        self._worker.call(function, *args).add_done_callback(self._done)

    def _done(self, future: Future[Any]) -> None:
        try:
            error = future.exception()
        except CancelledError:
            return
        if isinstance(error, HemmonitorError):
            log.warning("command failed: %s", error.code)
            self.failed.emit(error.code)
        elif error is not None:
            log.error("command failed: %s", type(error).__name__)  # its text may hold a patient's data
            self.failed.emit(HemmonitorError.code)
