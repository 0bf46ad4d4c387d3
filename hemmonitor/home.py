"""The patient's side: record, judge, and say how things stand. No Qt, no Bluetooth, no network.

Rules:
- A reading counts as saved when ``record`` has returned, and not before.
- What the screens need comes as one frozen ``HomeState``; they compute nothing clinical.
- The journal is the truth; ``PatientRecord`` is its fold. A long history is folded by its newest part
  (``shelf``), which says all but the older values; ``unfold`` brings those too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.rules import evaluate, judge
from hemmonitor.crypto.audience import Audience
from hemmonitor.errors import InputError
from hemmonitor.interop.hands import Hands
from hemmonitor.model.access import Ground
from hemmonitor.model.careplan import Contact, Level, Plan, Slot
from hemmonitor.model.events import (
    AlertAnswered,
    Attachment,
    Body,
    Event,
    MeasurementFailed,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    PatientRegistered,
    PlanIssued,
    PlanReceived,
    measurement_event_id,
    new_event_id,
)
from hemmonitor.model.finding import Evaluation, Finding, Judged, Queue
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.record import Accessed, Message, PatientRecord
from hemmonitor.shelf import Shelf
from hemmonitor.store.journal import Delivery, Journal

if TYPE_CHECKING:
    from hemmonitor.clinical.alerts import Episode

PAST = dt.timedelta(days=366)
LEAD_IN = dt.timedelta(days=30)  # before it, so that a signal that was open at its start is not a new one
MOST_READERS = 50  # shown; the whole list is in the extract that the care centre makes
MOST_ATTACHED = 400 * 1024  # bytes with one message, far below an envelope's limit


class TaskState(StrEnum):
    """Where a planned measurement of today stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Task:
    """A planned measurement of today; times are aware and local."""

    slot: Slot
    starts: dt.datetime
    ends: dt.datetime
    state: TaskState
    done_at: dt.datetime | None = None


class Stage(StrEnum):
    """How far the newest reading has come. "Read" is a person at the centre, and only then."""

    NOTHING = "nothing"
    SAVED = "saved"
    SENT = "sent"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Progress:
    """The way of one reading from this computer to the nurse."""

    stage: Stage
    saved_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    read_at: dt.datetime | None = None
    read_by: str = ""
    read_role: str = ""


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest value of a kind, its zone, and the one before it."""

    kind: Kind
    judged: Judged | None
    previous: Measurement | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the staff who has opened this patient's data, or saved a copy of it.

    ``deed`` is a ``Deed``'s value, or "read" where what is known is that they looked at new values.
    ``reason`` stands where the record was not the own team's, or was blocked: then ``ground`` says which.
    """

    at: dt.datetime
    by: str
    role: str
    deed: str
    unit: str = ""
    ground: Ground = Ground.CARE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MayRead:
    """A computer of staff that may read. ``by`` and ``role`` are empty until the record was opened there.

    ``last``: when that was last.
    """

    by: str
    role: str
    last: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Circle:
    """Who may read the patient's data now; ``staff`` has those first who looked last."""

    audience: Audience
    staff: tuple[MayRead, ...]


@dataclass(frozen=True, slots=True)
class HomeState:
    """Everything that the patient's screens show, at one moment."""

    at: dt.datetime
    patient: PatientRegistered | None
    plan: Plan | None
    tasks: tuple[Task, ...]
    latest: tuple[Latest, ...]
    evaluation: Evaluation
    alerts: tuple[Finding, ...]  # self-care alerts to show, red first, unanswered first
    answered: frozenset[str]  # keys of alerts that the patient has answered
    messages: tuple[Message, ...]
    unread_messages: int
    progress: Progress
    measurements: int  # how many there are, also those that are not in ``Home.history`` yet
    plans: tuple[Plan, ...] = ()  # all versions, by version
    read: dict[str, tuple[dt.datetime, str]] = field(default_factory=dict)  # own message -> when, by whom
    readers: tuple[Reader, ...] = ()  # who has looked, the newest first

    @property
    def next_task(self) -> Task | None:
        """What to do now, else what comes next today."""
        waiting = [t for t in self.tasks if t.state in {TaskState.NOW, TaskState.LATER}]
        return min(waiting, key=lambda t: (t.state is not TaskState.NOW, t.starts), default=None)

    @property
    def contact(self) -> Contact | None:
        """The fixed care contact."""
        return self.plan.contacts[0] if self.plan and self.plan.contacts else None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a reading: durable now, its zone, and what it set off."""

    judged: Judged
    new: bool  # False: it was saved before
    opened: tuple[Finding, ...]  # findings that this reading opened or is a candidate for


def keep_for_screens(journal: Journal, name: str, text: str) -> None:
    """Keep something of the screens' own in a journal: sealed on this computer and never sent."""
    journal.put(f"screen/{name}", text.encode())


class Home:
    """Use cases of the patient's program. One thread owns it."""

    def __init__(
        self,
        journal: Journal,
        mailbox: str,
        device: str,
        admits: Callable[[Event], bool] = lambda _event: True,
        audience: Callable[[], Audience | None] = lambda: None,
    ) -> None:
        """``mailbox`` is the patient's, ``device`` this computer's id as an author.

        ``admits`` says whether a stored event's author may state it; ``audience`` who may read the mailbox,
        ``None`` where no membership log says so.
        """
        self._audience = audience
        self._journal = journal
        self._mailbox = mailbox
        self._device = device
        self._read_up_to = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._shelf = Shelf(journal, admits)
        raw = journal.get("messages_read_up_to")
        if raw is not None:
            self._read_up_to = dt.datetime.fromisoformat(raw.decode())

    @property
    def accesses(self) -> tuple[Accessed, ...]:
        """Who of the staff has opened or exported the record, the newest first."""
        return tuple(reversed(self.record_of_patient.accesses))

    @property
    def record_of_patient(self) -> PatientRecord:
        """The folded record, for reading."""
        return self._shelf.recent(self._mailbox, None)

    def _record(self, now: dt.datetime) -> PatientRecord:
        """The record in step with the journal."""
        found = self._shelf.recent(self._mailbox, now)
        self._shelf.save()
        return found

    def unfold(self, now: dt.datetime) -> Iterator[None]:
        """Fold the whole history, a part at a time; ``history`` then has all of it."""
        yield from self._shelf.unfold(self._mailbox, now)
        self._shelf.save()

    @property
    def hands(self) -> Hands:
        """What export, import and backup work with."""
        return Hands(
            journal=self._journal,
            author=self._device,
            mailbox=self._mailbox,
            ready=self._shelf.unfold,
            record=lambda mailbox: self._shelf.recent(mailbox, None),
            everybody=lambda: (self._mailbox,),
            exported=lambda _mailbox, _now, _form: None,  # one's own data are nobody else's to log
        )

    def record(self, measurement: Measurement, now: dt.datetime) -> Recorded:
        """Save a reading durably, then judge it. Raises ``StorageError`` when it could not be saved."""
        before = {f.key for f in evaluate(self._record(now), now).open}
        event_id = measurement_event_id(self._mailbox, measurement.id)
        event = Event(event_id, self._mailbox, self._device, now, MeasurementRecorded(measurement))
        new = bool(self._append((event,)))
        record = self._record(now)
        opened = tuple(f for f in evaluate(record, now).open if f.key not in before)
        return Recorded(judge(record, measurement, now), new, opened)

    def record_failure(self, kind: Kind, reason: str, device_id: str, raw: bytes, now: dt.datetime) -> None:
        """Keep a failed measurement for the device-fault queue."""
        self._state(MeasurementFailed(kind, reason, device_id, raw), now)

    def retract(self, measurement_id: str, reason: str, now: dt.datetime) -> None:
        """Take a reading out of every judgement ("not me"). It stays readable."""
        self._state(MeasurementRetracted(measurement_id, reason), now)

    def answer_alert(self, finding_key: str, answer: str, now: dt.datetime) -> None:
        """The patient has acted on an alert ("called"), or takes that back (empty answer)."""
        self._state(AlertAnswered(finding_key, answer), now)

    def write(self, text: str, now: dt.datetime, attachments: Sequence[Attachment] = ()) -> None:
        """Write to the care centre. Raises ``InputError`` for files that do not fit into a message."""
        if sum(len(a.content) for a in attachments) > MOST_ATTACHED:
            raise InputError("the files of a message are too large together")
        patient = self._record(now).patient
        sender = patient.name if patient else ""
        self._state(MessageWritten(text, sender, from_patient=True, attachments=tuple(attachments)), now)

    def mark_messages_read(self, now: dt.datetime) -> None:
        """The patient has opened the messages."""
        self._read_up_to = now
        self._journal.put("messages_read_up_to", now.isoformat().encode())

    def keep(self, name: str, text: str) -> None:
        """Keep something of the screens' own over a restart: answers on the way, when to be reminded.

        It is sealed on this computer and never sent.
        """
        keep_for_screens(self._journal, name, text)

    def kept(self, name: str) -> str:
        """What was kept under a name; empty when nothing was."""
        raw = self._journal.get(f"screen/{name}")
        return raw.decode() if raw is not None else ""

    def received(self, events: Sequence[Event], now: dt.datetime) -> None:
        """Take in events that sync has stored; confirms a new plan to the centre."""
        plans = [e.body.plan.version for e in events if isinstance(e.body, PlanIssued)]
        if plans and max(plans) > self._record(now).plan_received:
            self._state(PlanReceived(max(plans)), now)

    def judged(self, measurement: Measurement, now: dt.datetime) -> Judged:
        """A stored measurement with its zone."""
        return judge(self._record(now), measurement, now)

    def sent(self, measurement_ids: Sequence[str]) -> frozenset[str]:
        """Those of one's own measurements that the relay has."""
        events = {measurement_event_id(self._mailbox, ident): ident for ident in measurement_ids}
        states = self._journal.sent_state(self._mailbox, events)
        return frozenset(events[event] for event, state in states.items() if state.delivery is Delivery.SENT)

    def history(self, kind: Kind) -> tuple[Measurement, ...]:
        """Valid measurements of a kind, by time; of a long history the newest, until it is unfolded."""
        return self.record_of_patient.of_kind(kind)

    def circle(self) -> Circle | None:
        """Who may read, by the checked membership log, with the names they have given themselves here."""
        found = self._audience()
        if found is None:
            return None
        told = {access.author: access for access in self.record_of_patient.accesses}  # the last of each
        never = dt.datetime.min.replace(tzinfo=dt.UTC)
        known = [told.get(device) for device in found.staff]
        staff = [MayRead(a.body.by, a.body.role, a.at) if a else MayRead("", "", None) for a in known]
        return Circle(found, tuple(sorted(staff, key=lambda one: one.last or never, reverse=True)))

    def past(self, now: dt.datetime) -> tuple[Episode, ...]:
        """The signals of the last year, also those that were closed, by time; as far as is unfolded."""
        from hemmonitor.clinical.alerts import episodes  # of what is looked at later than Home

        record, first = self.record_of_patient, now - PAST
        known = [m for m in record.measurements if first - LEAD_IN <= m.taken_at <= now]
        return episodes(Monitor(record.plans, known), first, now) if known and record.plans else ()

    def state(self, now: dt.datetime) -> HomeState:
        """How things stand."""
        record = self._record(now)
        evaluation = evaluate(record, now)
        plan = record.plan_at(now)
        alerts = [f for f in evaluation.open if f.queue is Queue.CLINICAL and f.level is Level.RED]
        answered = frozenset(k for k, a in record.answers.items() if a.answer)
        alerts.sort(key=lambda f: (f.key in answered, f.since))
        return HomeState(
            at=now,
            patient=record.patient,
            plan=plan,
            tasks=tasks_of_day(plan, record, now),
            latest=tuple(_latest(record, kind, now) for kind in _kinds(record, plan)),
            evaluation=evaluation,
            alerts=tuple(alerts),
            answered=answered,
            messages=tuple(record.messages),
            unread_messages=sum(1 for m in record.messages if not m.from_patient and m.at > self._read_up_to),
            progress=self._progress(record),
            measurements=record.total,
            plans=tuple(record.plans),
            read=_read(record),
            readers=_readers(record),
        )

    def _append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        return self._journal.append(events)

    def _state(self, body: Body, now: dt.datetime) -> None:
        self._append((Event(new_event_id(), self._mailbox, self._device, now, body),))

    def _progress(self, record: PatientRecord) -> Progress:
        if not record.measurements:
            return Progress(Stage.NOTHING)
        newest = record.measurements[-1]
        saved_at = record.received_at[newest.id]
        event_id = measurement_event_id(self._mailbox, newest.id)
        sent = self._journal.sent_state(self._mailbox, (event_id,)).get(event_id)
        read = record.read_by(newest.id)
        if read is not None:
            at, seen = read
            sent_at = sent.sent_at if sent else None
            return Progress(Stage.READ, saved_at, sent_at, at, seen.by, seen.role)
        if sent is not None and sent.delivery is Delivery.SENT:
            return Progress(Stage.SENT, saved_at, sent.sent_at)
        return Progress(Stage.SAVED, saved_at)


def _kinds(record: PatientRecord, plan: Plan | None) -> tuple[Kind, ...]:
    """Planned kinds, then the others that are measured."""
    planned = [s.kind for s in plan.schedule] if plan else []
    return tuple(dict.fromkeys([*planned, *(kind for kind in Kind if kind in record.kinds)]))


def _latest(record: PatientRecord, kind: Kind, now: dt.datetime) -> Latest:
    values = record.of_kind(kind)[-2:]
    judged = judge(record, values[-1], now) if values else None
    return Latest(kind, judged, values[0] if len(values) > 1 else None)


def _read(record: PatientRecord) -> dict[str, tuple[dt.datetime, str]]:
    """When and by whom each of the patient's own messages was first read."""
    own = (message.id for message in record.messages if message.from_patient)
    found = ((ident, record.read_by(ident)) for ident in own)
    return {ident: (seen[0], seen[1].by) for ident, seen in found if seen is not None}


def _readers(record: PatientRecord) -> tuple[Reader, ...]:
    """Who has looked, the newest first: openings of the record, and new values that were read."""
    found = [
        Reader(a.at, b.by, b.role, b.deed.value, b.unit, b.ground, b.reason)
        for a in record.accesses[-MOST_READERS:]
        for b in (a.body,)
    ]
    found += [Reader(at, body.by, body.role, "read") for at, body in record.seen[-MOST_READERS:]]
    found.sort(key=lambda reader: reader.at, reverse=True)
    return tuple(found[:MOST_READERS])


def tasks_of_day(plan: Plan | None, record: PatientRecord, now: dt.datetime) -> tuple[Task, ...]:
    """Today's planned measurements in local time, each met by the first measurement in its window.

    None on a day of a planned absence, and none after the monitoring's last day.
    """
    if plan is None or plan.away(now.date()):
        return ()
    today, tasks, used = now.date(), [], set[str]()
    slots = sorted((s for s in plan.schedule if today.isoweekday() in s.weekdays), key=lambda s: s.at)
    recent = [m for m in record.measurements[-200:] if m.taken_at.astimezone(now.tzinfo).date() == today]
    for slot in slots:
        starts = dt.datetime.combine(today, slot.at, now.tzinfo)
        ends = dt.datetime.combine(today, slot.until, now.tzinfo)
        met = next(
            (m for m in recent if m.kind == slot.kind and m.id not in used and starts <= m.taken_at <= ends),
            None,
        )
        if met is not None:
            used.update(m.id for m in recent if m.kind == slot.kind and starts <= m.taken_at <= ends)
            state = TaskState.DONE
        elif now < starts:
            state = TaskState.LATER
        else:
            state = TaskState.NOW if now <= ends else TaskState.MISSED
        tasks.append(Task(slot, starts, ends, state, met.taken_at if met else None))
    return tuple(tasks)
