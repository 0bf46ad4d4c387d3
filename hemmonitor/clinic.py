"""The care side: many patients' records, the ranked worklist, and what staff decide.

Rules:
- Every decision is an event with a name; undoing is another event.
- An acknowledgement says at which level each finding stood when it was last shown here.
- With an ``Access``, a page opens, and a record changes, only on a ground that it allows, and is logged; the
  lists hold the own team's patients alone.
- The lines of the worklist are those of ``worklist``; a line is made anew only when it may have changed.
- Records are folded when they are asked for, long ones by their newest part (``shelf``). Lines are kept from
  one start to the next (``keptrows``): they can be shown at once, as they were made, and are then caught up.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import nsmallest
from itertools import chain, islice

from hemmonitor.access import Access, Standing
from hemmonitor.clinical.alerts import office_of, office_time
from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.what_if import WhatIf, what_if
from hemmonitor.errors import HemmonitorError, InputError
from hemmonitor.interop.hands import Hands
from hemmonitor.keptrows import Head, KeptRows, light
from hemmonitor.model.access import Ground, Guard, RecordGuarded
from hemmonitor.model.careplan import RANK, Level, Plan, SignOff, Threshold
from hemmonitor.model.centre import EscalationStep
from hemmonitor.model.events import (
    AcknowledgementUndone,
    Action,
    Attachment,
    Body,
    Decision,
    Event,
    FindingsAcknowledged,
    MeasurementRetracted,
    MessageWritten,
    NoteWritten,
    PatientRegistered,
    PatientTaken,
    PlanIssued,
    RoundHeld,
    SeenByCare,
    TaskClosed,
    TaskSet,
    Usefulness,
    new_event_id,
)
from hemmonitor.model.finding import Evaluation, Finding
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.record import (
    Accessed,
    Acknowledgement,
    CareTask,
    Message,
    Note,
    PatientRecord,
    Round,
    Visited,
)
from hemmonitor.rounds import Preparation, prepare
from hemmonitor.shelf import Records, Shelf
from hemmonitor.store import codec
from hemmonitor.store.journal import Journal
from hemmonitor.worklist import SPARK_DAYS, LastContact, Row, Rows

__all__ = [
    "SPARK_DAYS", "AlreadyAcknowledged", "Clinic", "Escalated", "LastContact", "Other", "Overtaken",
    "PatientView", "PlanChanged", "Preparation", "Row", "Staff",
]  # fmt: skip

_COLLEAGUES = "clinic.colleagues"
_FIRST = 60  # lines whose order is kept
_HELD = "clinic.held_messages"
_PREFERENCE = "clinic.preference."  # of this workstation: saved views, letters, keys
_BY_NAME = (SeenByCare, FindingsAcknowledged, PatientTaken, TaskClosed, RoundHeld, NoteWritten)
SEEN_BATCH = 500  # ids in one event, so that an event stays far below an envelope's size limit


class PlanChanged(HemmonitorError):
    """Somebody else has changed the plan meanwhile. Look at it, and make your change again."""

    code = "plan_changed"


class AlreadyAcknowledged(HemmonitorError):
    """A colleague has acknowledged this signal already. Look at what was done before doing more."""

    code = "already_acknowledged"

    def __init__(self, first: Overtaken) -> None:
        """``first`` is what the colleague did."""
        super().__init__()
        self.first = first


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A colleague's acknowledgement that came before one's own, and stands first.

    ``own`` is the id of one's own, empty when it was not stored.
    """

    mailbox: str
    by: str
    at: dt.datetime
    actions: tuple[Action, ...]
    note: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who sits at this workstation."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Other:
    """A patient who is not the own team's: no more is said than is needed to find the right person."""

    mailbox: str
    name: str
    born: str  # the first eight digits of the personal identity number
    standing: Standing


@dataclass(frozen=True, slots=True)
class Escalated:
    """A red signal that nobody has acknowledged in time: of whom, for how long, and who is to be told."""

    mailbox: str
    name: str
    minutes: int  # of staffed time
    step: EscalationStep


@dataclass(frozen=True, slots=True)
class PatientView:
    """Everything that the patient page shows, at one moment."""

    at: dt.datetime
    mailbox: str
    patient: PatientRegistered
    plan: Plan | None
    plans: tuple[Plan, ...]
    plan_received: int
    evaluation: Evaluation
    measurements: tuple[Measurement, ...]
    retracted: dict[str, str]  # measurement id -> reason
    messages: tuple[Message, ...]
    acknowledgements: tuple[Acknowledgement, ...]
    seen: tuple[tuple[dt.datetime, SeenByCare], ...]
    owner: str = ""
    stored_at: dict[str, dt.datetime] = field(
        default_factory=dict
    )  # measurement id -> saved at the patient's
    unread: tuple[str, ...] = ()  # ids of messages that nobody had looked at before
    tasks: tuple[CareTask, ...] = ()  # done ones too, by the day they are due
    notes: tuple[Note, ...] = ()
    rounds: tuple[Round, ...] = ()
    accesses: tuple[Accessed, ...] = ()  # who has opened or exported the record
    complete: bool = True  # False: older measurements are there that are not in it
    ground: Ground = Ground.CARE  # on which it is open
    blocked: RecordGuarded | None = None
    protected: bool = False  # address and number are not to be shown or read out
    visits: tuple[Visited, ...] = ()  # planned and made, by time


class Clinic:
    """Use cases of the care side. One thread owns it."""

    def __init__(
        self,
        journal: Journal,
        device: str,
        staff: Staff,
        admits: Callable[[Event], bool] = lambda _event: True,
        access: Access | None = None,
    ) -> None:
        """``device`` is this workstation's id; ``admits`` says whether an event counts.

        Without ``access`` everything opens and nothing is logged: for tools that show nothing to anybody.
        """
        self.access = access
        self._journal = journal
        self._device = device
        self._staff = staff
        self._admits = admits
        self._rows = Rows()
        self._kept = KeptRows(journal)
        self._order: tuple[str, ...] = ()  # whose lines are kept as the first
        self._light: dict[str, PatientRecord] = {}  # names and protections, of those that were asked for
        self._fresh: dict[str, int] = {}  # lines that are not kept yet -> the journal's position they are of
        self._shown: dict[str, dict[str, Level]] = {}  # mailbox -> finding's key -> level when last shown
        self._overtaken: list[Overtaken] = []  # not yet told
        self._met: set[str] = set(json.loads(journal.get(_COLLEAGUES) or b"[]"))  # names of staff
        self._counted: dt.date | None = None  # when the worklist was last logged as read

    @cached_property
    def _records(self) -> Records:
        """Read when it is first asked for: ``first`` does without."""
        centre = self.access.mailbox if self.access is not None else None
        boxes = (box for box in self._journal.mailboxes() if box != centre)
        return Records(Shelf(self._journal, self._admits), boxes)

    @cached_property
    def _heads(self) -> dict[str, Head]:
        """Lines that are not read yet, and still hold but for time. Read when asked for, likewise."""
        heads = self._kept.heads()
        return {mailbox: head for mailbox, head in heads.items() if self._rows.known(mailbox) is None}

    @property
    def staff(self) -> Staff:
        """Who sits here."""
        return self._staff

    @property
    def mailboxes(self) -> tuple[str, ...]:
        """Mailboxes of the own team's patients that are known by name."""
        return tuple(mailbox for mailbox in self._records if self._listed(self._about(mailbox)))

    @property
    def hands(self) -> Hands:
        """What export, import and backup work with."""
        return Hands(
            journal=self._journal,
            author=self._device,
            mailbox="",
            ready=self.unfold,
            record=self.record_of,
            everybody=lambda: self.mailboxes,
            exported=self.log_export,
        )

    def record_of(self, mailbox: str) -> PatientRecord:
        """A patient's whole record, for reading. Raises ``KeyError`` when the mailbox is unknown."""
        self._records[mailbox]
        return self._records.shelf.whole(mailbox)

    def recent_of(self, mailbox: str) -> PatientRecord:
        """At least the newest part of a patient's record, for reading. ``KeyError`` when it is unknown."""
        return self._records[mailbox]

    def add(self, event: Event) -> bool:
        """Keep a fact that came about here, such as a value on a visit; ``False``: it was known.

        Raises as a change of the record does.
        """
        if self._records[event.mailbox].knows(event.id):
            return False
        self._state(event.mailbox, event.body, event.at, event.id)
        return True

    def received(self, events: Iterable[Event]) -> tuple[str, ...]:
        """Take in events that sync has stored; returns the mailboxes that changed."""
        fresh = []
        for event in events:
            if self._of_centre(event):
                assert self.access is not None
                self.access.take(event)
            elif self._apply(event):
                fresh.append(event)
        for event in fresh:
            self._overtaken += self._first_by_another(event)
        return tuple(dict.fromkeys(event.mailbox for event in fresh))

    def overtaken(self) -> tuple[Overtaken, ...]:
        """Acknowledgements of one's own that turned out to be a colleague's second; each is told once."""
        told, self._overtaken = tuple(self._overtaken), []
        return told

    def worklist(self, now: dt.datetime) -> tuple[Row, ...]:
        """The own team's patients, ranked: zone, confirmed before waiting, rule, oldest first; green last."""
        for mailbox in self._records:
            if self._named(mailbox, now):
                self._line(mailbox, now)
        return self.as_made()

    def _named(self, mailbox: str, now: dt.datetime) -> bool:
        """Whether the patient is on the lists here; a record folded for it is folded as of ``now``."""
        if mailbox not in self._heads and mailbox not in self._light:
            self._light[mailbox] = light(self._records.at(mailbox, now))
        return self._listed(self._about(mailbox))

    def first(self, count: int) -> tuple[Row, ...]:
        """So many lines as they were made when the program last ran, the most urgent first; at once.

        Time may have changed them since: ``behind`` names those.
        """
        heads: Iterable[Head] = self._kept.first().values()
        if not heads:  # the order was not kept
            heads = sorted(self._heads.values(), key=lambda one: one.key)
        listed = tuple(islice((head for head in heads if self._listed(head.record())), count))
        self._unpack(listed)
        lines = (self._rows.known(head.mailbox) for head in listed)
        return self._shown_now(line.row for line in lines if line is not None)

    def in_parts(self, clock: Callable[[], dt.datetime], most: int) -> Iterator[tuple[Row, ...]]:
        """The other lines, at most so many at a time: those that were kept as they were made, the most urgent
        first, then all that are not made yet, as of ``clock``, few at first. An empty part: one may rest.
        """
        heads = sorted(self._heads.values(), key=lambda one: one.key)
        for start in range(0, len(heads), most):
            names = [head.mailbox for head in heads[start : start + most] if self.is_listed(head.mailbox)]
            self._unpack([self._heads[name] for name in names if name in self._heads])
            made = [line.row for name in names if (line := self._rows.known(name)) is not None]
            yield self._shown_now(made)  # also those that somebody else has asked for in between
        part: list[Row] = []
        size = min(10, most)
        for mailbox in self._records:
            if self._rows.known(mailbox) is None and self._named(mailbox, clock()):
                part.append(self.row(mailbox, clock()))
                yield tuple(part) if len(part) >= size else ()
                if len(part) >= size:
                    part, size = [], min(2 * size, most)
        yield tuple(part)

    @property
    def size(self) -> int:
        """How many mailboxes there are, whoever's."""
        return len(self._records)

    def as_made(self) -> tuple[Row, ...]:
        """All lines that have been made, ranked, whether or not time has changed them since."""
        lines = [line for m in self.mailboxes if (line := self._rows.known(m)) is not None]
        lines.sort(key=lambda line: line.key)
        return self._shown_now(line.row for line in lines)

    def behind(self, now: dt.datetime) -> tuple[str, ...]:
        """Mailboxes whose line is not made, or not of ``now``; the most urgent first, new ones before all."""
        late = [m for m in self.mailboxes if m in self._heads or not self._rows.holds(m, now)]
        made = {m: line.key for m in late if (line := self._rows.known(m)) is not None}
        return tuple(sorted(late, key=lambda m: (m in made, made.get(m, ((0, False, 0, 0.0), "", m)))))

    def keep(self) -> None:
        """Keep the lines that were made since the last time, and what is known of long records."""
        up_to = self._journal.last_position()
        if not self._fresh:
            self._keep_first(anew=False)
            return
        # A line that something has come for, and that is not made anew yet, would be believed to be in step.
        late = [m for m in self._kept.changed() if m in self._records and m not in self._fresh]
        late += [m for m, at in self._fresh.items() if next(self._journal.events(m, after=at), None)]
        late = [mailbox for mailbox in late if self._listed(self._about(mailbox))]
        if late:
            for mailbox in late:  # nobody may tell of it, such as of an event that is not admitted
                self._heads.pop(mailbox, None)
                self._rows.forget(mailbox)
                self._fresh.pop(mailbox, None)
            return
        lines = {
            mailbox: (line, self._about(mailbox))
            for mailbox in self._fresh
            if (line := self._rows.known(mailbox)) is not None
        }
        self._records.shelf.save()
        self._journal.put(_COLLEAGUES, json.dumps(sorted(self._met)).encode())
        self._kept.keep(lines, up_to)
        self._fresh.clear()
        self._keep_first(anew=True)

    def _keep_first(self, *, anew: bool) -> None:
        keys = nsmallest(_FIRST, chain((head.key for head in self._heads.values()), self._rows.keys()))
        order = tuple(mailbox for _, _, mailbox in keys)
        if anew or order != self._order:
            self._order = order
            self._kept.keep_first(order)

    def look_at_worklist(self, now: dt.datetime) -> tuple[Row, ...]:
        """The same, for somebody to see; see ``log_listed``."""
        rows = self.worklist(now)
        self.log_listed(len(rows), now)
        return rows

    def log_listed(self, count: int, now: dt.datetime) -> None:
        """A worklist of so many was shown: that is logged once a day."""
        if self.access is not None and self._counted != now.date():
            self._counted = now.date()
            self.access.listed(count, now)

    def sign_in(self, now: dt.datetime) -> None:
        """The program was opened here: that is in the access log."""
        if self.access is not None:
            self.access.signed_in(now)

    def escalations(self, now: dt.datetime) -> tuple[Escalated, ...]:
        """Red signals that have stood unacknowledged past a step of the centre's escalation, longest first.

        The time is staffed time, from the value that made it red. ``Escalated.step`` is the last one passed.
        Only lines that have been made are looked at: nothing is reckoned for it.
        """
        settings = self.access.settings if self.access is not None else None
        if settings is None or not settings.escalation:
            return ()
        office, found = office_of(settings), []
        for row in self._rows.made():
            if row.level is not Level.RED or not self.is_listed(row.mailbox):
                continue
            reds = [f for f in row.findings if f.level is Level.RED]
            since = min(f.facts[0].at if f.facts else f.since for f in reds)
            minutes = office_time(since, now, office) / dt.timedelta(minutes=1)
            passed = [step for step in settings.escalation if step.after_minutes <= minutes]
            if passed:
                found.append(Escalated(row.mailbox, row.patient.name, round(minutes), passed[-1]))
        return tuple(sorted(found, key=lambda one: (-one.minutes, one.name)))

    def is_listed(self, mailbox: str) -> bool:
        """Whether the patient is on the lists here: known by name, and the own team's."""
        return mailbox in self._records and self._listed(self._about(mailbox))

    def others(self) -> tuple[Other, ...]:
        """Patients whose keys are here and who are not the own team's, by name."""
        if self.access is None:
            return ()
        found = []
        for mailbox in self._records:
            record = self._about(mailbox)
            standing = self.access.standing(record) if record.patient else Standing.OWN
            if record.patient is not None and standing is not Standing.OWN:
                found.append(Other(mailbox, record.patient.name, record.patient.number[:8], standing))
        return tuple(sorted(found, key=lambda other: (other.name, other.mailbox)))

    def permit(self, mailbox: str, ground: Ground, reason: str, now: dt.datetime) -> None:
        """Give a reason for opening another team's, or a blocked, record; it holds for an hour.

        Raises ``ReasonNeeded`` or ``RecordIsBlocked`` when it is none that opens it.
        """
        if self.access is not None:
            self.access.permit(self._records[mailbox], ground, reason, now)

    def open_patient(self, mailbox: str, now: dt.datetime, via: str = "") -> PatientView:
        """One patient's page, for somebody to see: logged before it is given.

        Raises ``ReasonNeeded`` or ``RecordIsBlocked``. ``via`` is the way there (worklist, search, round).
        """
        self.log_opening(mailbox, now, via)
        return self.patient(mailbox, now)

    def log_opening(self, mailbox: str, now: dt.datetime, via: str) -> None:
        """Somebody is about to look into the record. Raises ``ReasonNeeded`` or ``RecordIsBlocked``."""
        record = self._records[mailbox]
        if self.access is not None:
            self.access.require(record, now)
            self.access.opened(record, now, _cause(record, now), via)

    def log_export(self, mailbox: str, now: dt.datetime, form: str) -> None:
        """The record is about to leave as a file. Raises ``ReasonNeeded`` or ``RecordIsBlocked``."""
        if self.access is not None:
            self.access.exported(self._records[mailbox], now, form)

    def guard(self, mailbox: str, guard: Guard, *, on: bool, reason: str, now: dt.datetime) -> Event:
        """Set or lift a protection; ``reason`` is required. A block leaves the record to the own team."""
        if not reason.strip():
            raise InputError("a protection is not set or lifted without a reason")
        teams = self.access.teams_of(mailbox) if self.access is not None and on else ()
        return self._state(mailbox, RecordGuarded(guard, on, self._staff.name, reason, tuple(teams)), now)

    def row(self, mailbox: str, now: dt.datetime) -> Row:
        """One patient's line."""
        row = self._line(mailbox, now)
        self._show(mailbox, row.findings)
        return row

    def patient(self, mailbox: str, now: dt.datetime) -> PatientView:
        """One patient's page."""
        record = self._records[mailbox]
        if record.patient is None:
            raise KeyError(mailbox)
        ground = self.access.require(record, now).ground if self.access is not None else Ground.CARE
        evaluation = evaluate(record, now)
        self._show(mailbox, evaluation.open)
        return PatientView(
            at=now,
            mailbox=mailbox,
            patient=record.patient,
            plan=record.plan_at(now),
            plans=tuple(record.plans),
            plan_received=record.plan_received,
            evaluation=evaluation,
            measurements=tuple(record.measurements),
            retracted={k: v.reason for k, v in record.retracted.items()},
            messages=tuple(record.messages),
            acknowledgements=record.acknowledgements,
            seen=tuple(record.seen),
            owner=record.owner,
            stored_at=dict(record.received_at),
            unread=tuple(m.id for m in record.messages if m.from_patient and record.read_by(m.id) is None),
            tasks=record.tasks,
            notes=tuple(record.notes),
            rounds=record.rounds,
            accesses=tuple(record.accesses),
            ground=ground,
            blocked=record.guarded(Guard.BLOCKED),
            complete=not record.older,
            protected=record.guarded(Guard.PROTECTED) is not None,
            visits=tuple(record.visits),
        )

    def unfold(self, mailbox: str, now: dt.datetime) -> Iterator[None]:
        """Fold a patient's whole history, a part at a time; ``patient`` then has all of it."""
        yield from self._records.shelf.unfold(mailbox, now)

    def prepared(self, mailbox: str, now: dt.datetime) -> Preparation:
        """One patient, prepared for a round. ``KeyError`` when nobody has said who it is."""
        if self.access is not None:
            self.access.require(self._records[mailbox], now)
        preparation = prepare(self.record_of(mailbox), now)
        self._show(mailbox, preparation.row.findings)
        return preparation

    @property
    def colleagues(self) -> tuple[str, ...]:
        """Names of staff who have done something here, oneself first, then by name."""
        return (self._staff.name, *sorted(self._met - {self._staff.name, ""}))

    def register(self, mailbox: str, patient: PatientRegistered, now: dt.datetime) -> Event:
        """Take a patient in."""
        return self._state(mailbox, patient, now)

    def acknowledge(
        self,
        mailbox: str,
        keys: Sequence[str],
        actions: Sequence[Action],
        now: dt.datetime,
        *,
        note: str = "",
        useful: Usefulness | None = None,
        follow_up: dt.date | None = None,
        message: str = "",
    ) -> Event:
        """Deal with findings. At least one action is needed. Returns the event, for undoing it.

        ``message`` is held, durably, until ``release``: undoing takes it back unsent. A finding that has
        not been shown since the program started is not covered. Raises ``AlreadyAcknowledged`` when a
        colleague has dealt with all of them.
        """
        if not actions:
            raise ValueError("an acknowledgement says what was done")
        first = self._dealt_with(mailbox, keys, now)
        if first is not None:
            raise AlreadyAcknowledged(first)
        shown = self._shown.get(mailbox, {})
        levels = tuple(shown.get(key, Level.GREEN) for key in keys)
        body = FindingsAcknowledged(
            tuple(keys), self._staff.name, tuple(actions), note, useful, follow_up, levels
        )
        event_id = new_event_id()
        if message:
            self._keep_held({**self._held(), event_id: (mailbox, message)})
        return self._state(mailbox, body, now, event_id)

    def undo(self, mailbox: str, event_id: str, now: dt.datetime) -> Event:
        """Take an acknowledgement or a round back, and its message if that still waits."""
        event = self._state(mailbox, AcknowledgementUndone(event_id, self._staff.name), now)
        self._keep_held({k: v for k, v in self._held().items() if k != event_id})
        return event

    def release(self, event_id: str, now: dt.datetime) -> str:
        """Send the message held with an acknowledgement or a round; returns the mailbox, empty for none."""
        held = self._held()
        mailbox, text = held.pop(event_id, ("", ""))
        if mailbox:
            # the id follows from the acknowledgement's: done twice after a crash, it is one message
            body = MessageWritten(text, self._staff.name, from_patient=False)
            self._state(mailbox, body, now, f"{event_id}/message", decided=True)
            self._keep_held(held)
        return mailbox

    def release_all(self, now: dt.datetime) -> tuple[str, ...]:
        """Send what a program that ended too early left behind; returns the mailboxes."""
        held = self._held()
        records = [self._records[m] for m, _ in held.values()]
        standing = {a.id for r in records for a in r.acknowledgements}
        standing |= {one.id for r in records for one in r.rounds}
        self._keep_held({k: v for k, v in held.items() if k in standing})
        return tuple(self.release(event_id, now) for event_id in held if event_id in standing)

    def set_task(self, mailbox: str, title: str, due: dt.date, now: dt.datetime, *, whose: str = "") -> Event:
        """Something to be done by the end of ``due``; by anybody, or by one who is named."""
        if not title.strip():
            raise ValueError("a task says what is to be done")
        return self._state(mailbox, TaskSet(title.strip(), due, self._staff.name, whose), now)

    def close_task(self, mailbox: str, task_id: str, now: dt.datetime, *, done: bool = True) -> Event:
        """A task was done, or is to be done after all."""
        return self._state(mailbox, TaskClosed(task_id, self._staff.name, done), now)

    def note(self, mailbox: str, text: str, now: dt.datetime, pictures: Sequence[Attachment] = ()) -> Event:
        """Keep a note about the patient, with pictures; one of the two is needed."""
        if not text.strip() and not pictures:
            raise ValueError("an empty note")
        return self._state(mailbox, NoteWritten(text.strip(), self._staff.name, tuple(pictures)), now)

    def hold_round(
        self,
        mailbox: str,
        decisions: Sequence[Decision],
        now: dt.datetime,
        *,
        note: str = "",
        next_round: dt.datetime | None = None,
        message: str = "",
    ) -> Event:
        """A round has gone through the patient. At least one decision is needed. ``undo`` takes it back.

        ``message`` is held until ``release``, as with an acknowledgement.
        """
        if not decisions:
            raise ValueError("a round says what was decided")
        event_id = new_event_id()
        if message:
            self._keep_held({**self._held(), event_id: (mailbox, message)})
        body = RoundHeld(self._staff.name, tuple(decisions), note, next_round)
        return self._state(mailbox, body, now, event_id)

    def take(self, mailbox: str, by: str, now: dt.datetime) -> Event:
        """Say who is on it: a display name, or nobody with an empty one."""
        return self._state(mailbox, PatientTaken(by), now)

    def issue_plan(self, mailbox: str, plan: Plan, now: dt.datetime) -> Event:
        """Put a version of the plan in force as it stands (first plan, or from a template)."""
        return self._state(mailbox, PlanIssued(plan), now)

    def change_thresholds(
        self, mailbox: str, thresholds: Sequence[Threshold], reason: str, now: dt.datetime
    ) -> Plan:
        """Issue the next version with other limits; ``reason`` is required. Returns the new plan."""
        current = self._records[mailbox].newest_plan
        if current is None:
            raise ValueError("there is no plan to change")
        return self.change_plan(mailbox, replace(current, thresholds=tuple(thresholds)), reason, now)

    def change_plan(self, mailbox: str, changed: Plan, reason: str, now: dt.datetime) -> Plan:
        """Issue the next version as ``changed`` has it; ``reason`` is required. Returns the new plan.

        Raises ``PlanChanged`` when ``changed`` rests on another version than the newest.
        """
        current = self._records[mailbox].newest_plan
        if current is None or changed.version != current.version:
            raise PlanChanged
        plan = replace(
            changed,
            version=current.version + 1,
            valid_from=now,
            reason=reason,
            author=self._staff.name,
            sign_off=SignOff(self._staff.name, self._staff.role, now),
        )
        self._state(mailbox, PlanIssued(plan), now)
        return plan

    def what_if(self, mailbox: str, draft: Plan, now: dt.datetime, days: int) -> WhatIf | None:
        """What a draft of the plan would have done over the last ``days``; ``None`` without a plan."""
        record = self.record_of(mailbox)
        if record.newest_plan is None:
            return None
        return what_if(record.measurements, record.newest_plan, draft, now, days)

    def write(
        self, mailbox: str, text: str, now: dt.datetime, attachments: Sequence[Attachment] = ()
    ) -> Event:
        """Write to the patient."""
        body = MessageWritten(text, self._staff.name, from_patient=False, attachments=tuple(attachments))
        return self._state(mailbox, body, now)

    def retract(self, mailbox: str, measurement_id: str, reason: str, now: dt.datetime) -> Event:
        """A measurement is not valid; ``reason`` is required. It stays readable, crossed out."""
        if not reason.strip():
            raise ValueError("a value is not taken away without a reason")
        return self._state(mailbox, MeasurementRetracted(measurement_id, reason), now)

    def mark_all_seen(self, mailboxes: Iterable[str], now: dt.datetime) -> None:
        """Somebody has looked at all that is here of these patients."""
        for mailbox in mailboxes:
            self.mark_seen(mailbox, now)

    def mark_seen(self, mailbox: str, now: dt.datetime) -> None:
        """Somebody has looked at everything that is here now; the patient is told once."""
        unseen = self._records[mailbox].unseen()
        for start in range(0, len(unseen), SEEN_BATCH):
            items = unseen[start : start + SEEN_BATCH]
            self._state(mailbox, SeenByCare(self._staff.name, self._staff.role, items), now)

    def mark_messages_seen(self, mailbox: str, now: dt.datetime) -> None:
        """Somebody has read the patient's messages, and has not looked at the values."""
        record = self._records[mailbox]
        unread = tuple(m.id for m in record.messages if m.from_patient and record.read_by(m.id) is None)
        if unread:
            self._state(mailbox, SeenByCare(self._staff.name, self._staff.role, unread), now)

    def _dealt_with(self, mailbox: str, keys: Sequence[str], now: dt.datetime) -> Overtaken | None:
        """The newest acknowledgement by another workstation, when it left nothing of these open."""
        record = self._records[mailbox]
        theirs = [
            a
            for a in record.acknowledgements
            if a.author != self._device and not set(keys).isdisjoint(a.body.finding_keys)
        ]
        if not theirs or not {f.key for f in evaluate(record, now).open}.isdisjoint(keys):
            return None
        return _as_overtaken(mailbox, theirs[-1])

    def _first_by_another(self, event: Event) -> list[Overtaken]:
        """One's own acknowledgements that a colleague's, arriving now, came before."""
        if not isinstance(event.body, FindingsAcknowledged) or event.author == self._device:
            return []
        every = self._records[event.mailbox].acknowledgements
        theirs = next((a for a in every if a.id == event.id), None)
        if theirs is None:  # taken back before it came
            return []
        own = [a for a in every if a.author == self._device and (theirs.at, theirs.id) < (a.at, a.id)]
        return [_as_overtaken(event.mailbox, theirs, a.id) for a in own if _same(theirs.body, a.body)]

    def _of_centre(self, event: Event) -> bool:
        """Whether it is of the centre's own mailbox, which is no patient's."""
        return self.access is not None and event.mailbox == self.access.mailbox

    def _listed(self, record: PatientRecord) -> bool:
        if record.patient is None:
            return False
        return self.access is None or self.access.standing(record) is Standing.OWN

    def preference(self, name: str) -> str:
        """What this workstation keeps under a name; empty when nothing."""
        raw = self._journal.get(_PREFERENCE + name)
        return raw.decode() if raw else ""

    def prefer(self, name: str, text: str) -> None:
        """Keep something for this workstation. It is never sent."""
        self._journal.put(_PREFERENCE + name, text.encode())

    def _apply(self, event: Event) -> bool:
        self._rows.forget(event.mailbox)
        self._heads.pop(event.mailbox, None)
        self._light.pop(event.mailbox, None)
        self._fresh.pop(event.mailbox, None)
        if isinstance(event.body, _BY_NAME):
            self._met.add(event.body.by)
        return self._records.take(event)

    def _line(self, mailbox: str, now: dt.datetime) -> Row:
        """The line of ``now``."""
        if mailbox in self._heads:
            self._unpack((self._heads[mailbox],))
        known = self._rows.known(mailbox)
        if known is not None and self._rows.holds(mailbox, now):
            return known.row
        record = self._records.at(mailbox, now)
        self._fresh[mailbox] = self._journal.last_position()
        self._met |= _names(record)
        return self._rows.of(record, now)

    def _unpack(self, heads: Sequence[Head]) -> None:
        """Read lines that were kept; one that cannot be read will be made anew."""
        lines = self._kept.lines(heads)
        for head in heads:
            self._light[head.mailbox] = head.record()
            if head.mailbox in lines:
                self._rows.put(head.mailbox, lines[head.mailbox])
            if "_heads" in vars(self):  # else they are read without it, later
                self._heads.pop(head.mailbox, None)

    def _about(self, mailbox: str) -> PatientRecord:
        """The name and the protections of a patient, without folding the record where that is not needed."""
        found = self._light.get(mailbox)
        if found is None:
            head = self._heads.get(mailbox)
            found = head.record() if head is not None else light(self._records[mailbox])
            self._light[mailbox] = found
        return found

    def _shown_now(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        shown = tuple(rows)
        for row in shown:
            self._show(row.mailbox, row.findings)
        return shown

    def _show(self, mailbox: str, findings: Iterable[Finding]) -> None:
        self._shown[mailbox] = {finding.key: finding.level for finding in findings}

    def _held(self) -> dict[str, tuple[str, str]]:
        """Messages that wait: acknowledgement's event id -> mailbox and text."""
        raw = self._journal.get(_HELD)
        return {k: (m, t) for k, (m, t) in json.loads(raw).items()} if raw else {}

    def _keep_held(self, held: dict[str, tuple[str, str]]) -> None:
        if held != self._held():
            self._journal.put(_HELD, json.dumps(held).encode())

    def _state(
        self, mailbox: str, body: Body, now: dt.datetime, event_id: str = "", *, decided: bool = False
    ) -> Event:
        event = Event(event_id or new_event_id(), mailbox, self._device, now, body)
        if self.access is None or isinstance(body, SeenByCare):  # looking was logged when the page was opened
            self._journal.append((event,))
        else:
            record = self._records.get(mailbox) or PatientRecord(mailbox)
            self.access.changed(record, now, codec.kind_of(body), event, decided=decided)
        self._apply(event)
        return event


def _cause(record: PatientRecord, now: dt.datetime) -> str:
    """What there is to look at: the open level, else a message or an appointment today, else green."""
    level = evaluate(record, now).level
    if level is not Level.GREEN:
        return level.value
    if any(m.from_patient and record.read_by(m.id) is None for m in record.messages):
        return "message"
    plan = record.plan_at(now)
    meetings = plan.appointments if plan is not None else ()
    today = any(a.at.astimezone(now.tzinfo).date() == now.date() for a in meetings)
    return "appointment" if today else level.value


def _names(record: PatientRecord) -> set[str]:
    """Names of staff who have done something for a patient."""
    return {
        record.owner,
        *(a.body.by for a in record.acknowledgements),
        *(look.by for _, look in record.seen),
        *(note.body.by for note in record.notes),
        *(one.body.by for one in record.rounds),
        *(name for task in record.tasks for name in (task.by, task.done_by)),
    }


def _as_overtaken(mailbox: str, theirs: Acknowledgement, own: str = "") -> Overtaken:
    return Overtaken(mailbox, theirs.body.by, theirs.at, theirs.body.actions, theirs.body.note, own)


def _same(first: FindingsAcknowledged, second: FindingsAcknowledged) -> bool:
    """Whether the first covers a finding of the second at the level, or a worse one, than the second saw."""
    levels = dict(zip(first.finding_keys, first.levels, strict=False))
    seen = dict(zip(second.finding_keys, second.levels, strict=False))
    both = set(first.finding_keys) & set(second.finding_keys)
    return any(RANK[levels.get(k, Level.RED)] >= RANK[seen.get(k, Level.RED)] for k in both)
