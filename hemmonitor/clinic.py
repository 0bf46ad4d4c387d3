"""The care side: many patients' records, the ranked worklist, and what staff decide.

Rules:
- Reasons stand first: a row is there because of findings, and names them.
- Rank is urgency (zone, confirmed, then oldest), never the order of arrival.
- Every decision is an event with a name; undoing is another event.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.what_if import WhatIf, what_if
from hemmonitor.errors import HemmonitorError
from hemmonitor.model.careplan import RANK, Level, Plan, SignOff, Threshold
from hemmonitor.model.events import (
    AcknowledgementUndone,
    Action,
    Body,
    Event,
    FindingsAcknowledged,
    MeasurementRetracted,
    MessageWritten,
    PatientRegistered,
    PatientTaken,
    PlanIssued,
    SeenByCare,
    Usefulness,
    new_event_id,
)
from hemmonitor.model.finding import Confirmation, Evaluation, Finding, Queue
from hemmonitor.model.measurement import Component, Kind, Measurement
from hemmonitor.model.record import Acknowledgement, Message, PatientRecord
from hemmonitor.store.journal import Journal

SPARK_DAYS = 14
GRACE = dt.timedelta(hours=4)  # before and after a planned time [P]
CONTACTS = (Action.CALLED, Action.WROTE, Action.BOOKED_VISIT)  # what puts the patient in touch
_HELD = "clinic.held_messages"
SEEN_BATCH = 500  # ids in one event, so that an event stays far below an envelope's size limit


class PlanChanged(HemmonitorError):
    """Somebody else has changed the plan meanwhile. Look at it, and make your change again."""

    code = "plan_changed"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who sits at this workstation."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class LastContact:
    """When somebody at the centre was last in touch, and how (called, wrote or booked a visit)."""

    at: dt.datetime
    how: Action
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the worklist. ``findings`` stand worst first; ``spark`` are the newest 14 days' values."""

    mailbox: str
    patient: PatientRegistered
    diagnoses: tuple[str, ...]
    level: Level
    findings: tuple[Finding, ...]
    since: dt.datetime | None
    spark: tuple[tuple[dt.datetime, float], ...]
    spark_kind: Kind | None
    spark_component: Component | None
    newest: Measurement | None
    last_contact: LastContact | None
    unread_messages: int
    last_data: dt.datetime | None
    readings: tuple[Measurement, ...] = ()  # those that the findings' facts rest on
    owner: str = ""  # who is on it; empty for nobody
    seen_at: dt.datetime | None = None  # when somebody last looked
    unseen: int = 0  # measurements and messages that nobody has looked at
    kept: tuple[tuple[int, int], ...] = ()  # planned and made, for each of the newest 14 days

    def in_queue(self, queue: Queue) -> bool:
        """Whether the row has an open finding of that queue."""
        return any(f.queue is queue for f in self.findings)


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


class Clinic:
    """Use cases of the care side. One thread owns it."""

    def __init__(
        self,
        journal: Journal,
        device: str,
        staff: Staff,
        admits: Callable[[Event], bool] = lambda _event: True,
    ) -> None:
        """``device`` is this workstation's id; ``admits`` says whether an event counts."""
        self._journal = journal
        self._device = device
        self._staff = staff
        self._records: dict[str, PatientRecord] = {}
        for stored in journal.events():
            if admits(stored.event):
                self._apply(stored.event)

    @property
    def staff(self) -> Staff:
        """Who sits here."""
        return self._staff

    @property
    def mailboxes(self) -> tuple[str, ...]:
        """Mailboxes of the patients that are known by name."""
        return tuple(mailbox for mailbox, record in self._records.items() if record.patient is not None)

    def record_of(self, mailbox: str) -> PatientRecord:
        """A patient's folded record, for reading. Raises ``KeyError`` when the mailbox is unknown."""
        return self._records[mailbox]

    def received(self, events: Iterable[Event]) -> tuple[str, ...]:
        """Take in events that sync has stored; returns the mailboxes that changed."""
        return tuple(dict.fromkeys(e.mailbox for e in events if self._apply(e)))

    def worklist(self, now: dt.datetime) -> tuple[Row, ...]:
        """All patients, ranked: red before yellow, confirmed before not, oldest first; green last."""
        rows = [self.row(mailbox, now) for mailbox, r in self._records.items() if r.patient is not None]
        return tuple(sorted(rows, key=rank))

    def row(self, mailbox: str, now: dt.datetime) -> Row:
        """One patient's line."""
        record = self._records[mailbox]
        if record.patient is None:
            raise KeyError(mailbox)
        evaluation = evaluate(record, now)
        plan = record.plan_at(now)
        top = evaluation.open[0] if evaluation.open else None
        kind, component = _spark_measure(record, top)
        return Row(
            mailbox=mailbox,
            patient=record.patient,
            diagnoses=plan.diagnoses if plan else (),
            level=evaluation.level,
            findings=evaluation.open,
            since=min((f.since for f in evaluation.open), default=None),
            spark=_spark(record, kind, component, now),
            spark_kind=kind,
            spark_component=component,
            newest=record.latest(kind) if kind else None,
            last_contact=_last_contact(record),
            unread_messages=_unread(record),
            last_data=record.measurements[-1].taken_at if record.measurements else None,
            readings=_readings(record, evaluation.open),
            owner=record.owner,
            seen_at=record.seen[-1][0] if record.seen else None,
            unseen=len(record.unseen()),
            kept=_kept(record, plan, now),
        )

    def patient(self, mailbox: str, now: dt.datetime) -> PatientView:
        """One patient's page."""
        record = self._records[mailbox]
        if record.patient is None:
            raise KeyError(mailbox)
        return PatientView(
            at=now,
            mailbox=mailbox,
            patient=record.patient,
            plan=record.plan_at(now),
            plans=tuple(record.plans),
            plan_received=record.plan_received,
            evaluation=evaluate(record, now),
            measurements=tuple(record.measurements),
            retracted={k: v.reason for k, v in record.retracted.items()},
            messages=tuple(record.messages),
            acknowledgements=record.acknowledgements,
            seen=tuple(record.seen),
            owner=record.owner,
            stored_at=dict(record.received_at),
            unread=tuple(m.id for m in record.messages if m.from_patient and record.read_by(m.id) is None),
        )

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

        ``message`` is held, durably, until ``release``: undoing takes it back unsent.
        """
        if not actions:
            raise ValueError("an acknowledgement says what was done")
        body = FindingsAcknowledged(tuple(keys), self._staff.name, tuple(actions), note, useful, follow_up)
        event_id = new_event_id()
        if message:
            self._keep_held({**self._held(), event_id: (mailbox, message)})
        return self._state(mailbox, body, now, event_id)

    def undo(self, mailbox: str, event_id: str, now: dt.datetime) -> Event:
        """Take an acknowledgement back, and its message if that still waits."""
        event = self._state(mailbox, AcknowledgementUndone(event_id, self._staff.name), now)
        self._keep_held({k: v for k, v in self._held().items() if k != event_id})
        return event

    def release(self, event_id: str, now: dt.datetime) -> str:
        """Send the message held with an acknowledgement; returns the mailbox, empty when there is none."""
        held = self._held()
        mailbox, text = held.pop(event_id, ("", ""))
        if mailbox:
            # the id follows from the acknowledgement's: done twice after a crash, it is one message
            body = MessageWritten(text, self._staff.name, from_patient=False)
            self._state(mailbox, body, now, f"{event_id}/message")
            self._keep_held(held)
        return mailbox

    def release_all(self, now: dt.datetime) -> tuple[str, ...]:
        """Send what a program that ended too early left behind; returns the mailboxes."""
        held = self._held()
        standing = {a.id for m, _ in held.values() for a in self._records[m].acknowledgements}
        self._keep_held({k: v for k, v in held.items() if k in standing})
        return tuple(self.release(event_id, now) for event_id in held if event_id in standing)

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

    def what_if(
        self, mailbox: str, thresholds: Sequence[Threshold], now: dt.datetime, days: int
    ) -> WhatIf | None:
        """What these limits would have done over the last ``days``; ``None`` without a plan."""
        record = self._records[mailbox]
        if record.newest_plan is None:
            return None
        draft = replace(record.newest_plan, thresholds=tuple(thresholds))
        return what_if(record.measurements, record.newest_plan, draft, now, days)

    def write(self, mailbox: str, text: str, now: dt.datetime) -> Event:
        """Write to the patient."""
        return self._state(mailbox, MessageWritten(text, self._staff.name, from_patient=False), now)

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

    def _apply(self, event: Event) -> bool:
        record = self._records.get(event.mailbox)
        if record is None:
            record = self._records[event.mailbox] = PatientRecord(event.mailbox)
        return record.apply(event)

    def _held(self) -> dict[str, tuple[str, str]]:
        """Messages that wait: acknowledgement's event id -> mailbox and text."""
        raw = self._journal.get(_HELD)
        return {k: (m, t) for k, (m, t) in json.loads(raw).items()} if raw else {}

    def _keep_held(self, held: dict[str, tuple[str, str]]) -> None:
        if held != self._held():
            self._journal.put(_HELD, json.dumps(held).encode())

    def _state(self, mailbox: str, body: Body, now: dt.datetime, event_id: str = "") -> Event:
        event = Event(event_id or new_event_id(), mailbox, self._device, now, body)
        self._journal.append((event,))
        self._apply(event)
        return event


def rank(row: Row) -> tuple[int, int, float, str]:
    """Sort key of the worklist: zone, confirmed first, oldest first, then name."""
    waiting = all(f.confirmation is Confirmation.WAITING for f in row.findings)
    since = row.since.timestamp() if row.since else float("inf")
    return -RANK[row.level], int(waiting), since, row.patient.name


def _spark_measure(record: PatientRecord, top: Finding | None) -> tuple[Kind | None, Component | None]:
    if top is not None and top.component is not None:
        return top.kind, top.component
    newest = record.latest(top.kind) if top else None
    if newest is None and record.measurements:
        newest = record.measurements[-1]
    if newest is None:
        return None, None
    return newest.kind, newest.values[0].component if newest.values else None


def _spark(
    record: PatientRecord, kind: Kind | None, component: Component | None, now: dt.datetime
) -> tuple[tuple[dt.datetime, float], ...]:
    if kind is None or component is None:
        return ()
    start = now - dt.timedelta(days=SPARK_DAYS)
    values = []
    for measurement in reversed(record.measurements):
        if measurement.taken_at < start:
            break
        value = measurement.value(component) if measurement.kind == kind else None
        if value is not None:
            values.append((measurement.taken_at, float(value)))
    return tuple(reversed(values))


def _kept(record: PatientRecord, plan: Plan | None, now: dt.datetime) -> tuple[tuple[int, int], ...]:
    """Planned measurements and those made, a day each, oldest first, on the patient's own clock."""
    if plan is None or not plan.schedule:
        return ()
    first = now.date() - dt.timedelta(days=SPARK_DAYS - 1)
    taken: dict[tuple[Kind, dt.date], list[dt.datetime]] = {}
    for measurement in reversed(record.measurements):
        at = measurement.taken_at.replace(tzinfo=None)
        if at.date() < first - dt.timedelta(days=1):
            break
        taken.setdefault((measurement.kind, at.date()), []).append(at)
    days = []
    for ago in range(SPARK_DAYS):
        day = first + dt.timedelta(days=ago)
        planned = made = 0
        for slot in plan.schedule:
            begins, ends = dt.datetime.combine(day, slot.at), dt.datetime.combine(day, slot.until)
            if day.isoweekday() not in slot.weekdays or ends > now.replace(tzinfo=None):
                continue
            near = taken.get((slot.kind, day), ())
            planned += 1
            made += any(begins - GRACE <= at <= ends + GRACE for at in near)
        days.append((planned, made))
    return tuple(days)


def _readings(record: PatientRecord, findings: Iterable[Finding]) -> tuple[Measurement, ...]:
    ids = dict.fromkeys(f.measurement_id for finding in findings for f in finding.facts if f.measurement_id)
    found = (record.measurement(i) for i in ids)
    return tuple(m for m in found if m is not None)


def _last_contact(record: PatientRecord) -> LastContact | None:
    touched = [
        LastContact(a.at, action, a.body.by)
        for a in record.acknowledgements
        for action in a.body.actions
        if action in CONTACTS
    ]
    touched += [LastContact(m.at, Action.WROTE, m.sender) for m in record.messages if not m.from_patient]
    return max(touched, key=lambda c: c.at, default=None)


def _unread(record: PatientRecord) -> int:
    return sum(1 for m in record.messages if m.from_patient and record.read_by(m.id) is None)
