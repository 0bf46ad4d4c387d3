"""The only crossing between the worker thread and Qt: frozen values one way, commands the other.

Rules:
- A command returns at once; its result comes as a signal. Nothing here blocks the Qt thread.
- ``Home`` and ``Clinic`` are made and used on the worker thread only.
- An error becomes its code (``hemmonitor.errors``); the screens have the sentences.
- The faces see no device: ``ui.app`` turns session events into the ``DeviceNews`` below, which tell of a
  moment of measuring, and into the state of ``ui.devicebridge``, which is what a list of devices shows.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from hemmonitor.model.centre import CentreIssued, CentreSettings
from hemmonitor.model.events import Event
from hemmonitor.model.measurement import Flag, Kind, Measurement, Quantity
from hemmonitor.sync.handover import Progress
from ui.crossing import Crossing
from ui.devicebridge import DeviceBridge
from ui.devicebridge import DeviceStage as DeviceStage  # noqa: PLC0414 - told of with the news
from ui.worker import Worker

if TYPE_CHECKING:  # one face does not read what only the other one needs
    from hemmonitor.clinic import Clinic, Row
    from hemmonitor.home import Home
    from hemmonitor.interop.hands import Hands
    from hemmonitor.model.access import Ground, Guard
    from hemmonitor.model.careplan import Plan, Threshold
    from hemmonitor.model.events import Action, Attachment, Decision, Usefulness
    from ui.format import Formatter
    from ui.moving.means import Means

PREFERENCES = ("views", "letters", "keys", "guide")  # what a nurse's workstation keeps for itself
REST = 0.01  # seconds between parts of a long history, for the other thread
AT_ONCE = 30  # lines of a long list that are shown before the rest is read
HEAD_START = 0.2  # seconds for a window to paint a list or a page, before more is read
SETTLING = 0.05  # the same for a reading, which is quicker
AT_A_TIME = 100  # lines of it that the screens are given together
LONG_LIST = 300  # patients; a shorter list is made in one go
LOOK_AGAIN = 25  # patients at a tick; what time alone changes is a matter of hours


@dataclass(frozen=True, slots=True)
class StageNews:
    """The contact with a device changed. ``device`` is its name for people."""

    stage: DeviceStage
    device: str = ""


@dataclass(frozen=True, slots=True)
class PressureNews:
    """Live cuff pressure in mm[Hg]. Not a result; shown, never stored."""

    mmhg: Decimal
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class FailedNews:
    """The device tried and failed. ``flags`` name the cause when the device knows it."""

    kind: Kind
    reason: str
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class ProblemNews:
    """Something stands in the way; ``code`` is the error's. ``device``: its name, empty for the computer."""

    code: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class LiveNews:
    """What a device measures at this moment. Not a result; shown, never stored. Empty: nothing just now."""

    device: str
    values: tuple[Quantity, ...]
    at: dt.datetime


DeviceNews = StageNews | PressureNews | FailedNews | ProblemNews | LiveNews


@dataclass(frozen=True, slots=True)
class SyncView:
    """The way to the other side. ``online`` is ``None`` before the first try."""

    online: bool | None = None
    last_contact: dt.datetime | None = None
    waiting: int = 0  # envelopes not yet acknowledged
    problem: str = ""  # an error code that a person must look at
    about: tuple[str, ...] = ()  # the mailboxes it is about, where it is about some
    history: Progress | None = None  # how far the history has come to a new workstation


class _Bridge(Crossing):
    """What both faces share: running on the worker, and telling of failures."""

    sync = Signal(object)  # SyncView

    def __init__(
        self, worker: Worker, clock: Callable[[], dt.datetime], wake_sync: Callable[[], None]
    ) -> None:
        super().__init__(worker)
        self._clock = clock
        self._wake_sync = wake_sync

    def means(self, form: Callable[[], Formatter]) -> Means:
        """What export, import and backup work with (``ui.moving``)."""
        from ui.moving.means import Means

        return Means(self._worker, self._hands, self._clock, form, self.received)

    def _hands(self) -> Hands:
        raise NotImplementedError

    def received(self, events: Sequence[Event]) -> None:
        """Events that were stored (worker thread)."""
        raise NotImplementedError


class PatientBridge(_Bridge):
    """The patient's program as its screens see it."""

    state = Signal(object)  # HomeState
    history = Signal(object)  # tuple[Measurement, ...], valid ones, by time
    recorded = Signal(object)  # Recorded
    device = Signal(object)  # DeviceNews
    kept = Signal(str, str)  # name, text: the answer to ``recall``
    past = Signal(object)  # tuple[Episode, ...]: the answer to ``ask_past``
    circle = Signal(object)  # Circle | None: the answer to ``ask_circle``

    def __init__(
        self,
        worker: Worker,
        home: Callable[[], Home],
        clock: Callable[[], dt.datetime],
        wake_sync: Callable[[], None] = lambda: None,
        settling: float = SETTLING,
    ) -> None:
        """``home`` is called once, on the worker thread. Raises what it raises.

        ``settling``: seconds that what follows a reading waits for it to be painted.
        """
        super().__init__(worker, clock, wake_sync)
        self._settling = settling
        self.devices = DeviceBridge(worker, self._ended)
        self._home = worker.call(home).result()
        self._unfolding = False

    def refresh(self) -> None:
        """Ask for the state and the history."""
        self._run(self._tell, True)

    def older(self) -> None:
        """Ask for all of a long history, of which the newest part was told; ``history`` follows."""
        self._run(self._unfold)

    def ask_past(self) -> None:
        """Ask for the signals of the last year, also those long closed; ``past`` follows."""
        self._run(lambda: self.past.emit(self._home.past(self._clock())))

    def ask_circle(self) -> None:
        """Ask who may read; ``circle`` follows."""
        self._run(lambda: self.circle.emit(self._home.circle()))

    def tick(self) -> None:
        """Ask for the state alone; time has passed."""
        self._run(self._tell, False)

    def record(self, measurement: Measurement) -> Future[Any]:
        """Save a reading; ``recorded`` follows when it is durable. For entry by hand."""
        return self._run(self.record_now, measurement)

    def record_now(self, measurement: Measurement) -> bool:
        """The same, on the worker thread; for a device session, which waits for it. True when new."""
        result = self._home.record(measurement, self._clock())
        self.recorded.emit(result)
        self._worker.spawn(self._follow(history=result.new)).add_done_callback(self._ended)
        return result.new

    async def _follow(self, *, history: bool) -> None:
        """What follows a reading, once it is painted."""
        await asyncio.sleep(self._settling)
        self._changed(history=history)

    def record_failure(self, kind: Kind, reason: str, device_id: str, raw: bytes) -> None:
        """Keep a failed measurement (worker thread)."""
        self._home.record_failure(kind, reason, device_id, raw, self._clock())
        self._changed(history=False)

    def retract(self, measurement_id: str, reason: str) -> None:
        """Take a reading out of every judgement."""
        self._run(self._do, self._home.retract, True, measurement_id, reason)

    def answer_alert(self, finding_key: str, answer: str) -> None:
        """The patient has acted on an alert; an empty answer takes it back."""
        self._run(self._do, self._home.answer_alert, False, finding_key, answer)

    def write(self, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Write to the care centre, with files that were made small before."""
        self._run(self._do, lambda now: self._home.write(text, now, attachments), False)

    def mark_messages_read(self) -> None:
        """The patient has opened the messages."""
        self._run(self._do, self._home.mark_messages_read, False)

    def keep(self, name: str, text: str) -> None:
        """Keep something of the screens' own over a restart, sealed and unsent."""
        self._run(self._home.keep, name, text)

    def recall(self, name: str) -> None:
        """Ask for what was kept; ``kept`` follows, with an empty text where there is nothing."""
        self._run(lambda: self.kept.emit(name, self._home.kept(name)))

    def received(self, events: Sequence[Event]) -> None:
        """Events that sync has stored (worker thread)."""
        self._home.received(events, self._clock())
        self._changed(history=True)

    def _hands(self) -> Hands:
        return self._home.hands

    def _do(self, command: Callable[..., Any], history: bool, *args: Any) -> None:
        command(*args, self._clock())
        self._changed(history=history)

    def _changed(self, *, history: bool) -> None:
        self._tell(history)
        self._wake_sync()

    def _tell(self, history: bool) -> None:
        self.state.emit(self._home.state(self._clock()))
        if history:
            self.history.emit(tuple(self._home.record_of_patient.measurements))

    def _unfold(self) -> None:
        if self._home.record_of_patient.older and not self._unfolding:
            self._unfolding = True
            self._worker.spawn(self._unfold_in_parts()).add_done_callback(self._ended)

    async def _unfold_in_parts(self) -> None:
        """Devices, storing and sending go on in between."""
        try:
            for _ in self._home.unfold(self._clock()):
                await asyncio.sleep(REST)
        finally:
            self._unfolding = False
        self._tell(True)


class NurseBridge(_Bridge):
    """The care side as its screens see it."""

    shut_out = Signal()  # the centre has revoked this computer
    worklist = Signal(object)  # tuple[Row, ...], ranked
    more = Signal(object, bool)  # tuple[Row, ...]: more of a long list; whether it is to be put in order
    row = Signal(object)  # Row: one patient's line changed
    patient = Signal(object)  # PatientView of the open patient
    acknowledged = Signal(str, str)  # mailbox, event id: can be undone
    plan_issued = Signal(str, int)  # mailbox, version
    supposed = Signal(str, object)  # mailbox, WhatIf: the answer to ``suppose``
    overtaken = Signal(object)  # Overtaken: a colleague came first
    prepared = Signal(object, object)  # Preparation and PatientView: the answer to ``prepare``
    conversation = Signal(object)  # PatientView whose messages are being read
    colleagues = Signal(object)  # names of staff, oneself first
    held = Signal(str, str)  # mailbox, event id of a round: can be undone
    escalated = Signal(object)  # tuple[Escalated, ...]: red signals that stand unacknowledged for too long
    others = Signal(object)  # tuple[Other, ...]: whose keys are here, and who are not the own team's
    barred = Signal(str, str)  # mailbox, error code: the page opens with a reason only, see ``permit``
    teams = Signal(object, object)  # own teams' names by id, teams by mailbox; where there are several
    centre_settings = Signal(object)  # CentreSettings: others are in force than those in ``centre``

    def __init__(
        self,
        worker: Worker,
        clinic: Callable[[], Clinic],
        clock: Callable[[], dt.datetime],
        wake_sync: Callable[[], None] = lambda: None,
        head_start: float = HEAD_START,
    ) -> None:
        """``clinic`` is called once, on the worker thread. Raises what it raises.

        ``head_start``: seconds that what follows a list or a page waits for it to be painted.
        """
        super().__init__(worker, clock, wake_sync)
        self._head_start = head_start
        self._clinic = worker.call(clinic).result()
        self._open = ""
        self._talking = ""
        self._preparing = ""
        self._told: dict[str, Row] = {}  # what the screens know
        self._teams: tuple[dict[str, str], dict[str, tuple[str, ...]]] = {}, {}  # the same
        self._next = 0
        self.staff = self._clinic.staff
        self._run(self._clinic.sign_in, clock())
        self._run(self._clinic.release_all, clock())
        self.preferences: dict[str, str] = worker.call(self._preferences).result()
        self.centre: CentreSettings = worker.call(self._in_force).result()
        self.centre_settings.connect(self._keep_centre)  # before any screen, so that each reads the new ones

    def prefer(self, name: str, text: str) -> None:
        """Keep something for this workstation; ``name`` is one of ``PREFERENCES``."""
        self.preferences[name] = text
        self._run(self._clinic.prefer, name, text)

    def ask_centre(self) -> None:
        """Ask for the centre's settings; ``centre_settings`` follows."""
        self._run(lambda: self.centre_settings.emit(self._in_force()))

    def refresh(self) -> None:
        """Ask for the whole worklist."""
        self._run(self._list)

    def tick(self) -> None:
        """Time has passed: look at the next patients again, a share of them each time.

        ``row`` tells of those whose line has changed, such as by a measurement that did not come.
        """
        self._run(self._look_again)

    def open(self, mailbox: str, via: str = "") -> None:
        """Open a patient's page; it follows what arrives until another is opened. Marks as seen.

        It is logged, with the way there (``via``). ``barred`` follows instead when a reason is needed.
        """
        self._run(self._open_now, mailbox, via)

    def permit(self, mailbox: str, ground: Ground, reason: str) -> None:
        """Give a reason for opening a record that is not the own team's, and open it."""
        self._run(self._permit, mailbox, ground, reason)

    def guard(self, mailbox: str, guard: Guard, on: bool, reason: str) -> None:
        """Set or lift a block or a protected identity."""
        self._run(self._guard, mailbox, guard, on, reason)

    def ask_others(self) -> None:
        """Ask for the patients that are not the own team's; ``others`` follows."""
        self._run(lambda: self.others.emit(self._clinic.others()))

    def close(self) -> None:
        """No patient's page is open."""
        self._open = ""

    def acknowledge(
        self,
        mailbox: str,
        keys: Sequence[str],
        actions: Sequence[Action],
        note: str = "",
        message: str = "",
        useful: Usefulness | None = None,
        follow_up: dt.date | None = None,
        hold: bool = False,
    ) -> None:
        """Deal with findings, with a message to the patient when there is a text.

        ``hold``: the message waits for ``release``, so that undoing takes it back unsent.
        """
        self._run(self._acknowledge, mailbox, keys, actions, note, message, useful, follow_up, hold)

    def release(self, mailbox: str, event_id: str) -> None:
        """Send the message held with an acknowledgement."""
        self._run(self._do, mailbox, self._clinic.release, event_id)

    def undo(self, mailbox: str, event_id: str) -> None:
        """Take an acknowledgement back."""
        self._run(self._do, mailbox, self._clinic.undo, mailbox, event_id)

    def see(self, mailboxes: Sequence[str]) -> None:
        """Somebody has looked at all that is here of these patients."""
        self._run(self._see, tuple(mailboxes))

    def retract(self, mailbox: str, measurement_id: str, reason: str) -> None:
        """Mark a measurement as not valid."""
        self._run(self._do, mailbox, self._clinic.retract, mailbox, measurement_id, reason)

    def take(self, mailbox: str, by: str) -> None:
        """Say who is on it; an empty name gives it back."""
        self._run(self._do, mailbox, self._clinic.take, mailbox, by)

    def change_thresholds(self, mailbox: str, thresholds: Sequence[Threshold], reason: str) -> None:
        """Issue the next version of the plan."""
        self._run(self._change, mailbox, tuple(thresholds), reason)

    def change_plan(self, mailbox: str, changed: Plan, reason: str) -> None:
        """Issue the next version as ``changed`` has it."""
        self._run(self._change_plan, mailbox, changed, reason)

    def suppose(self, mailbox: str, draft: Plan, days: int) -> None:
        """Ask what a draft of the plan would have done over the last ``days``; ``supposed`` answers."""
        self._run(self._suppose, mailbox, draft, days)

    def write(self, mailbox: str, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Write to a patient."""
        self._run(self._write, mailbox, text, tuple(attachments))

    def talk(self, mailbox: str) -> None:
        """Read a patient's messages; they follow what arrives until another is chosen. Marks them as seen.

        An empty name: nobody's.
        """
        self._talking = mailbox
        if mailbox:
            self._run(self._talk, mailbox)

    def prepare(self, mailbox: str) -> None:
        """Prepare a patient for a round; it follows what arrives until another is asked for."""
        self._preparing = mailbox
        if mailbox:
            self._run(self._prepare, mailbox)

    def hold_round(
        self,
        mailbox: str,
        decisions: Sequence[Decision],
        note: str = "",
        next_round: dt.datetime | None = None,
        acknowledge: Sequence[str] = (),
        actions: Sequence[Action] = (),
        message: str = "",
    ) -> None:
        """Keep what a round decided, and acknowledge findings with it. The message waits for ``release``."""
        self._run(
            self._hold_round, mailbox, decisions, note, next_round, tuple(acknowledge), actions, message
        )

    def set_task(self, mailbox: str, title: str, due: dt.date, whose: str = "") -> None:
        """Set a task."""
        self._run(self._set_task, mailbox, title, due, whose)

    def close_task(self, mailbox: str, task_id: str, *, done: bool = True) -> None:
        """A task was done, or is to be done after all."""
        self._run(self._close_task, mailbox, task_id, done)

    def note(self, mailbox: str, text: str) -> None:
        """Keep a note."""
        self._run(self._do, mailbox, self._clinic.note, mailbox, text)

    def _hands(self) -> Hands:
        return self._clinic.hands

    def received(self, events: Sequence[Event]) -> None:
        """Events that sync has stored (worker thread)."""
        changed = self._clinic.received(events)
        for mailbox in changed:
            self._changed(mailbox)
        for first in self._clinic.overtaken():
            self.overtaken.emit(first)
        if any(isinstance(event.body, CentreIssued) for event in events):
            self.centre_settings.emit(self._in_force())
        self._tell_teams()

    def _tell_teams(self) -> None:
        access = self._clinic.access
        names = access.teams if access is not None else {}
        of: dict[str, tuple[str, ...]] = {}
        if access is not None and len(names) > 1:
            of = {mailbox: access.teams_of(mailbox) for mailbox in self._clinic.mailboxes}
        found = (names, of) if of else ({}, {})
        if found != self._teams:
            self._teams = found
            self.teams.emit(*found)

    def _in_force(self) -> CentreSettings:
        access = self._clinic.access
        return (access.settings if access is not None else None) or CentreSettings(0, "")

    def _keep_centre(self, settings: CentreSettings) -> None:
        self.centre = settings

    def changed(self, mailbox: str) -> None:
        """Another part of the program has changed a record (worker thread)."""
        self._changed(mailbox)

    def _preferences(self) -> dict[str, str]:
        return {name: self._clinic.preference(name) for name in PREFERENCES}

    def _list(self) -> None:
        self._tell_teams()
        first = self._clinic.first(AT_ONCE)
        if first or self._clinic.size > LONG_LIST:
            self._emit(first)
            self._worker.spawn(self._list_in_parts()).add_done_callback(self._ended)
            return
        self._emit(self._clinic.look_at_worklist(self._clock()))
        self._clinic.keep()
        self.escalated.emit(self._clinic.escalations(self._clock()))

    async def _list_in_parts(self) -> None:
        """The lines as they were kept, then those that time has changed, while everything else goes on.

        Where none were kept, all are made now, and the list is put in order whenever it has doubled.
        """
        known, ordered = len(self._told), max(len(self._told), AT_ONCE)
        if known:
            await asyncio.sleep(self._head_start)
        for rows in self._clinic.in_parts(self._clock, AT_A_TIME):
            if not rows:
                await asyncio.sleep(0)
                continue
            known += len(rows)
            in_order = known >= 2 * ordered
            ordered = known if in_order else ordered
            self._tell_more(rows, in_order)
            await asyncio.sleep(REST)
        self._tell_more((), True)
        self.colleagues.emit(self._clinic.colleagues)
        for mailbox in self._clinic.behind(self._clock()):
            self._tell_anew(mailbox)
            await asyncio.sleep(0)
        self._clinic.log_listed(len(self._told), self._clock())
        self._clinic.keep()
        self.escalated.emit(self._clinic.escalations(self._clock()))

    def _emit(self, rows: tuple[Row, ...]) -> None:
        self._told = {row.mailbox: row for row in rows}
        self.worklist.emit(rows)
        self.colleagues.emit(self._clinic.colleagues)

    def _tell_more(self, rows: tuple[Row, ...], in_order: bool) -> None:
        self._told.update((row.mailbox, row) for row in rows)
        self.more.emit(rows, in_order)

    def _look_again(self) -> None:
        mailboxes = self._clinic.mailboxes
        share = mailboxes[self._next : self._next + LOOK_AGAIN]
        self._next = self._next + LOOK_AGAIN if self._next + LOOK_AGAIN < len(mailboxes) else 0
        for mailbox in share:
            self._tell_anew(mailbox)
        self._clinic.keep()
        self.escalated.emit(self._clinic.escalations(self._clock()))

    def _tell_anew(self, mailbox: str) -> None:
        """Tell of a line if it is another than the one told of."""
        if self._clinic.is_listed(mailbox):
            row = self._clinic.row(mailbox, self._clock())
            if self._told.get(mailbox) != row:
                self._tell(row)

    def _tell(self, row: Row) -> None:
        self._told[row.mailbox] = row
        self.row.emit(row)

    def _open_now(self, mailbox: str, via: str) -> None:
        from hemmonitor.access import ReasonNeeded, RecordIsBlocked

        try:
            view = self._clinic.open_patient(mailbox, self._clock(), via)
        except (ReasonNeeded, RecordIsBlocked) as error:
            self.barred.emit(mailbox, error.code)
            return
        self._open = mailbox
        self.patient.emit(view)
        self._worker.spawn(self._look_through(mailbox, view.complete)).add_done_callback(self._ended)

    async def _look_through(self, mailbox: str, complete: bool) -> None:
        """What follows when a page was opened, once it is painted."""
        try:
            await asyncio.sleep(self._head_start)
        finally:  # it was opened, also when the program ends in between
            self._clinic.mark_seen(mailbox, self._clock())
        self._tell_of(mailbox)
        self._wake_sync()
        if not complete and mailbox == self._open:
            await self._unfold(mailbox)

    async def _unfold(self, mailbox: str) -> None:
        """The page of a long history shows its newest part at once, and all of it as soon as it is folded."""
        for _ in self._clinic.unfold(mailbox, self._clock()):
            await asyncio.sleep(REST)
            if mailbox != self._open:
                return
        self.patient.emit(self._clinic.patient(mailbox, self._clock()))

    def _permit(self, mailbox: str, ground: Ground, reason: str) -> None:
        from hemmonitor.access import ReasonNeeded, RecordIsBlocked

        try:
            self._clinic.permit(mailbox, ground, reason, self._clock())
        except (ReasonNeeded, RecordIsBlocked) as error:
            self.barred.emit(mailbox, error.code)
            return
        self._open_now(mailbox, "reason")

    def _guard(self, mailbox: str, guard: Guard, on: bool, reason: str) -> None:
        self._clinic.guard(mailbox, guard, on=on, reason=reason, now=self._clock())
        self._changed(mailbox)

    def _tell_of(self, mailbox: str) -> None:
        """A patient's line has changed, if the patient is on the lists here."""
        if self._clinic.is_listed(mailbox):
            self._tell(self._clinic.row(mailbox, self._clock()))

    def _acknowledge(
        self,
        mailbox: str,
        keys: Sequence[str],
        actions: Sequence[Action],
        note: str,
        message: str,
        useful: Usefulness | None,
        follow_up: dt.date | None,
        hold: bool,
    ) -> None:
        from hemmonitor.clinic import AlreadyAcknowledged

        now = self._clock()
        try:
            event = self._clinic.acknowledge(
                mailbox, keys, actions, now, note=note, useful=useful, follow_up=follow_up, message=message
            )
        except AlreadyAcknowledged as refused:
            self.overtaken.emit(refused.first)
            self._changed(mailbox)
            return
        if not hold:
            self._clinic.release(event.id, now)
        self._clinic.mark_seen(mailbox, now)
        self.acknowledged.emit(mailbox, event.id)
        self._changed(mailbox)
        self.escalated.emit(self._clinic.escalations(now))

    def _change(self, mailbox: str, thresholds: Sequence[Threshold], reason: str) -> None:
        plan = self._clinic.change_thresholds(mailbox, thresholds, reason, self._clock())
        self.plan_issued.emit(mailbox, plan.version)
        self._changed(mailbox)

    def _change_plan(self, mailbox: str, changed: Plan, reason: str) -> None:
        plan = self._clinic.change_plan(mailbox, changed, reason, self._clock())
        self.plan_issued.emit(mailbox, plan.version)
        self._changed(mailbox)

    def _see(self, mailboxes: Sequence[str]) -> None:
        self._clinic.mark_all_seen(mailboxes, self._clock())
        for mailbox in mailboxes:
            self._tell(self._clinic.row(mailbox, self._clock()))
        self._wake_sync()

    def _write(self, mailbox: str, text: str, attachments: tuple[Attachment, ...]) -> None:
        self._clinic.write(mailbox, text, self._clock(), attachments)
        self._changed(mailbox)

    def _talk(self, mailbox: str) -> None:
        now = self._clock()
        self.conversation.emit(self._clinic.open_patient(mailbox, now, "messages"))
        self._clinic.mark_messages_seen(mailbox, now)
        self._tell(self._clinic.row(mailbox, now))
        self._wake_sync()

    def _prepare(self, mailbox: str) -> None:
        now = self._clock()
        self._clinic.log_opening(mailbox, now, "round")
        self.prepared.emit(self._clinic.prepared(mailbox, now), self._clinic.patient(mailbox, now))
        self._clinic.mark_seen(mailbox, now)
        self._tell(self._clinic.row(mailbox, now))
        self._wake_sync()

    def _hold_round(
        self,
        mailbox: str,
        decisions: Sequence[Decision],
        note: str,
        next_round: dt.datetime | None,
        keys: tuple[str, ...],
        actions: Sequence[Action],
        message: str,
    ) -> None:
        now = self._clock()
        if keys:
            self._acknowledge(mailbox, keys, actions, note, "", None, None, False)
        event = self._clinic.hold_round(
            mailbox, decisions, now, note=note, next_round=next_round, message=message
        )
        self.held.emit(mailbox, event.id)
        self._changed(mailbox)

    def _set_task(self, mailbox: str, title: str, due: dt.date, whose: str) -> None:
        self._clinic.set_task(mailbox, title, due, self._clock(), whose=whose)
        self._changed(mailbox)

    def _close_task(self, mailbox: str, task_id: str, done: bool) -> None:
        self._clinic.close_task(mailbox, task_id, self._clock(), done=done)
        self._changed(mailbox)

    def _suppose(self, mailbox: str, draft: Plan, days: int) -> None:
        found = self._clinic.what_if(mailbox, draft, self._clock(), days)
        if found is not None:
            self.supposed.emit(mailbox, found)

    def _do(self, mailbox: str, command: Callable[..., Any], *args: Any) -> None:
        command(*args, self._clock())
        self._changed(mailbox)

    def _changed(self, mailbox: str) -> None:
        from hemmonitor.access import ReasonNeeded, RecordIsBlocked

        self._tell_of(mailbox)
        now = self._clock()
        try:
            if mailbox == self._open:
                self.patient.emit(self._clinic.patient(mailbox, now))
            if mailbox == self._talking:
                self.conversation.emit(self._clinic.patient(mailbox, now))
            if mailbox == self._preparing:
                self.prepared.emit(self._clinic.prepared(mailbox, now), self._clinic.patient(mailbox, now))
        except (ReasonNeeded, RecordIsBlocked) as error:  # blocked since, or the reason has run out
            self._open = self._talking = self._preparing = ""
            self.barred.emit(mailbox, error.code)
        self._wake_sync()
