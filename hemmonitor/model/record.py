"""A patient's record: the fold of the events in one mailbox.

``apply`` takes events in any order of arrival and any number of times; the result is the same.
Both sides, the patient's program and the care centre's, fold with this one module.
"""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, fields, replace

from hemmonitor.model.access import Guard, RecordAccessed, RecordGuarded
from hemmonitor.model.careplan import Plan, in_force
from hemmonitor.model.events import (
    AcknowledgementUndone,
    AlertAnswered,
    Attachment,
    Event,
    FindingsAcknowledged,
    MeasurementFailed,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    NoteWritten,
    PatientRegistered,
    PatientTaken,
    PlanIssued,
    PlanReceived,
    RoundHeld,
    SeenByCare,
    TaskClosed,
    TaskSet,
)
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.timeline import Timeline
from hemmonitor.model.visits import VisitMade, VisitPlanned


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its event's id and time."""

    id: str
    at: dt.datetime
    text: str
    sender: str
    from_patient: bool
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An acknowledgement with its event's id, time and author (a device)."""

    id: str
    at: dt.datetime
    body: FindingsAcknowledged
    author: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its event's id and time."""

    id: str
    at: dt.datetime
    body: NoteWritten


@dataclass(frozen=True, slots=True)
class Round:
    """A round with its event's id and time."""

    id: str
    at: dt.datetime
    body: RoundHeld


@dataclass(frozen=True, slots=True)
class CareTask:
    """Something to be done about the patient. ``title`` is empty for the follow-up of an acknowledgement.

    ``done_at`` and ``done_by`` tell when and by whom it was done; ``None`` and empty while it is open.
    """

    id: str
    at: dt.datetime
    title: str
    due: dt.date
    by: str
    whose: str = ""
    done_at: dt.datetime | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class Accessed:
    """Somebody of the staff has opened or exported the record: when, who for what reason, at which device."""

    id: str
    at: dt.datetime
    body: RecordAccessed
    author: str = ""


@dataclass(frozen=True, slots=True)
class Visited:
    """A fact about a visit with its event's id, time and author (a device)."""

    id: str
    at: dt.datetime
    author: str
    body: VisitPlanned | VisitMade


@dataclass(frozen=True, slots=True)
class Older:
    """What is known of valid measurements that a record leaves out, because they are older.

    ``first_days``: the day each kind's series begins, as a proleptic ordinal; only what counts for the rules.
    """

    counts: Mapping[Kind, int] = field(default_factory=dict)
    first_days: Mapping[Kind, int] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()  # ids of those that no member of staff has looked at

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.counts)


@dataclass(slots=True)
class PatientRecord:
    """Everything known of one patient. Read it freely; change it only through ``apply``.

    ``older`` tells of what is not in it: then ``measurements`` and ``received_at`` are the newest ones (see
    ``hemmonitor.shelf``), and all else is whole.
    """

    mailbox: str
    patient: PatientRegistered | None = None
    retracted: dict[str, MeasurementRetracted] = field(default_factory=dict)  # by measurement id
    failures: list[tuple[dt.datetime, MeasurementFailed]] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)  # by version
    plan_received: int = 0  # newest version that the patient's program has confirmed
    messages: list[Message] = field(default_factory=list)
    answers: dict[str, AlertAnswered] = field(default_factory=dict)  # by finding key
    seen: list[tuple[dt.datetime, SeenByCare]] = field(default_factory=list)
    received_at: dict[str, dt.datetime] = field(default_factory=dict)  # measurement id -> event time
    owner: str = ""  # who of the staff is on it
    notes: list[Note] = field(default_factory=list)  # by time
    accesses: list[Accessed] = field(default_factory=list)  # by time
    visits: list[Visited] = field(default_factory=list)  # planned and made, by time
    guards: dict[Guard, RecordGuarded] = field(default_factory=dict)  # the last word on each, also "off"
    _acknowledgements: dict[str, Acknowledgement] = field(default_factory=dict)
    _undone: set[str] = field(default_factory=set)
    _rounds: dict[str, Round] = field(default_factory=dict)
    _tasks: dict[str, CareTask] = field(default_factory=dict)
    _closed: dict[str, tuple[dt.datetime, TaskClosed]] = field(default_factory=dict)  # by task id
    _seen_items: dict[str, tuple[dt.datetime, SeenByCare]] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)
    _all: dict[str, Measurement] = field(default_factory=dict)
    older: Older = field(default_factory=Older)
    _valid: Timeline = field(default_factory=Timeline)
    _order: dict[tuple[str, str], tuple[dt.datetime, str]] = field(default_factory=dict)  # see _stands

    def apply(self, event: Event) -> bool:  # noqa: C901, PLR0912, PLR0915 - one branch an event type
        """Take in an event; returns False when it was known already or is of another mailbox."""
        if event.mailbox != self.mailbox or event.id in self._known:
            return False
        self._known.add(event.id)
        match event.body:
            case MeasurementRecorded(measurement):
                self._add(measurement, event)
            case MeasurementRetracted(measurement_id, _):
                if self._first(event, "retracted", measurement_id):
                    self.retracted[measurement_id] = event.body
                if (known := self._all.get(measurement_id)) is not None:
                    self._valid.remove(known)
            case MeasurementFailed():
                insort(self.failures, (event.at, event.body), key=lambda f: (f[0], repr(f[1])))
            case PlanIssued(plan):
                insort(self.plans, plan, key=lambda p: (p.version, p.valid_from, repr(p)))
            case PlanReceived(version):
                self.plan_received = max(self.plan_received, version)
            case MessageWritten(text, sender, from_patient, attachments):
                message = Message(event.id, event.at, text, sender, from_patient, attachments)
                insort(self.messages, message, key=lambda m: (m.at, m.id))
            case FindingsAcknowledged():
                self._acknowledgements[event.id] = Acknowledgement(
                    event.id, event.at, event.body, event.author
                )
            case AcknowledgementUndone(event_id, _):
                self._undone.add(event_id)
            case AlertAnswered(key, _):
                if self._last(event, "answered", key):
                    self.answers[key] = event.body
            case SeenByCare(_, _, items):
                insort(self.seen, (event.at, event.body), key=lambda s: (s[0], s[1].by, s[1].items))
                for item in items:
                    if self._first(event, "seen", item):
                        self._seen_items[item] = (event.at, event.body)
            case PatientTaken(by):
                if self._last(event, "taken"):
                    self.owner = by
            case RecordAccessed():
                access = Accessed(event.id, event.at, event.body, event.author)
                insort(self.accesses, access, key=lambda a: (a.at, a.id))
            case RecordGuarded(guard):
                if self._last(event, "guarded", guard):
                    self.guards[guard] = event.body
            case PatientRegistered():
                if self._last(event, "registered"):
                    self.patient = event.body
            case NoteWritten():
                insort(self.notes, Note(event.id, event.at, event.body), key=lambda n: (n.at, n.id))
            case TaskSet(title, due, by, whose):
                self._tasks[event.id] = CareTask(event.id, event.at, title, due, by, whose)
            case TaskClosed(task_id):
                if self._last(event, "closed", task_id):
                    self._closed[task_id] = (event.at, event.body)
            case VisitPlanned() | VisitMade():
                told = Visited(event.id, event.at, event.author, event.body)
                insort(self.visits, told, key=lambda v: (v.at, v.id))
            case RoundHeld():
                self._rounds[event.id] = Round(event.id, event.at, event.body)
        return True

    def knows(self, event_id: str) -> bool:
        """Whether an event was taken in."""
        return event_id in self._known

    def measured_until(self, at: dt.datetime) -> PatientRecord:
        """The plans, and the valid measurements that were taken by a moment; nothing else."""
        part = PatientRecord(self.mailbox, plans=list(self.plans))
        for measurement in self.measurements:
            if measurement.taken_at <= at:
                part._valid.add(measurement)
        return part

    def snapshot(self) -> PatientRecord:
        """The record as it is now, for a thread that writes it out while this one goes on."""
        return PatientRecord(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})

    def _first(self, event: Event, what: str, about: str = "") -> bool:
        """Whether no event before this one, by time and then id, has said that."""
        return self._stands(event, what, about, earliest=True)

    def _last(self, event: Event, what: str, about: str = "") -> bool:
        """Whether no event after this one, by time and then id, has said that."""
        return self._stands(event, what, about, earliest=False)

    def _stands(self, event: Event, what: str, about: str, *, earliest: bool) -> bool:
        order, known = (event.at, event.id), self._order.get((what, about))
        if known is not None and (order > known) is earliest:
            return False
        self._order[what, about] = order
        return True

    def _add(self, measurement: Measurement, event: Event) -> None:
        if self._first(event, "recorded", measurement.id):
            self.received_at[measurement.id] = event.at
        if measurement.id in self._all:
            return
        self._all[measurement.id] = measurement
        if measurement.id not in self.retracted:
            self._valid.add(measurement)

    @property
    def measurements(self) -> list[Measurement]:
        """By time, without retracted ones."""
        return self._valid.items

    @property
    def kinds(self) -> frozenset[Kind]:
        """What there are valid measurements of."""
        return self._valid.kinds | self.older.counts.keys()

    @property
    def total(self) -> int:
        """How many valid measurements there are, also those left out."""
        return len(self.measurements) + sum(self.older.counts.values())

    def of_kind(self, kind: Kind) -> tuple[Measurement, ...]:
        """Valid measurements of a kind, by time."""
        return tuple(m for m in self.measurements if m.kind == kind)

    def measurement(self, measurement_id: str) -> Measurement | None:
        """Any measurement that was recorded, also a retracted one."""
        return self._all.get(measurement_id)

    def latest(self, kind: Kind) -> Measurement | None:
        """The newest valid measurement of a kind."""
        return next((m for m in reversed(self.measurements) if m.kind == kind), None)

    def plan_at(self, at: dt.datetime) -> Plan | None:
        """The plan in force at a moment."""
        return in_force(self.plans, at)

    @property
    def newest_plan(self) -> Plan | None:
        """The plan with the highest version, in force or not yet."""
        return self.plans[-1] if self.plans else None

    @property
    def acknowledgements(self) -> tuple[Acknowledgement, ...]:
        """Acknowledgements that were not taken back, by time."""
        standing = (a for a in self._acknowledgements.values() if a.id not in self._undone)
        return tuple(sorted(standing, key=lambda a: (a.at, a.id)))

    @property
    def acknowledged_keys(self) -> frozenset[str]:
        """Keys of findings that somebody has dealt with."""
        return frozenset(k for a in self.acknowledgements for k in a.body.finding_keys)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Rounds that were not taken back, by time."""
        standing = (r for r in self._rounds.values() if r.id not in self._undone)
        return tuple(sorted(standing, key=lambda r: (r.at, r.id)))

    @property
    def tasks(self) -> tuple[CareTask, ...]:
        """Tasks and follow-ups, done ones too, by the day they are due."""
        if not (self._tasks or self._acknowledgements):
            return ()
        follow_ups = (
            CareTask(a.id, a.at, "", a.body.follow_up, a.body.by)
            for a in self.acknowledgements
            if a.body.follow_up is not None
        )
        every = [self._as_closed(task) for task in (*self._tasks.values(), *follow_ups)]
        return tuple(sorted(every, key=lambda t: (t.due, t.at, t.id)))

    def _as_closed(self, task: CareTask) -> CareTask:
        at, closed = self._closed.get(task.id, (None, None))
        if closed is None or not closed.done:
            return task
        return replace(task, done_at=at, done_by=closed.by)

    def guarded(self, guard: Guard) -> RecordGuarded | None:
        """The protection that is on; ``None`` while it is not."""
        found = self.guards.get(guard)
        return found if found is not None and found.on else None

    def read_by(self, item: str) -> tuple[dt.datetime, SeenByCare] | None:
        """Who first looked at a measurement or message, and when; ``None`` while nobody has."""
        return self._seen_items.get(item)

    def unseen(self) -> tuple[str, ...]:
        """Ids of measurements and of the patient's messages that no member of staff has looked at."""
        ids = [*self.older.unseen, *(m.id for m in self.measurements)] + [
            m.id for m in self.messages if m.from_patient
        ]
        return tuple(i for i in ids if i not in self._seen_items)


def fold(mailbox: str, events: Iterable[Event]) -> PatientRecord:
    """The record that a mailbox's events make."""
    record = PatientRecord(mailbox)
    for event in events:
        record.apply(event)
    return record
