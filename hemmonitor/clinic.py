"""The care side: many patients' records, the ranked worklist, and what staff decide.

Rules:
- Every decision is an event with a name; undoing is another event.
- An acknowledgement says at which level each finding stood when it was last shown here.
- The lines of the worklist are those of ``worklist``; a line is made anew only when it may have changed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.what_if import WhatIf, what_if
from hemmonitor.errors import HemmonitorError
from hemmonitor.model.careplan import Level, Plan, SignOff, Threshold
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
from hemmonitor.model.finding import Evaluation, Finding
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.record import Acknowledgement, Message, PatientRecord
from hemmonitor.store.journal import Journal
from hemmonitor.worklist import SPARK_DAYS, LastContact, Row, Rows

__all__ = [
    "SPARK_DAYS", "Clinic", "LastContact", "PatientView", "PlanChanged", "Row", "Staff",
]  # fmt: skip

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
        self._rows = Rows()
        self._shown: dict[str, dict[str, Level]] = {}  # mailbox -> finding's key -> level when last shown
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
        """All patients, ranked: zone, confirmed before waiting, rule, oldest first; green last."""
        rows = self._rows.ranked(self._records.values(), now)
        for row in rows:
            self._show(row.mailbox, row.findings)
        return rows

    def row(self, mailbox: str, now: dt.datetime) -> Row:
        """One patient's line."""
        row = self._rows.of(self._records[mailbox], now)
        self._show(mailbox, row.findings)
        return row

    def patient(self, mailbox: str, now: dt.datetime) -> PatientView:
        """One patient's page."""
        record = self._records[mailbox]
        if record.patient is None:
            raise KeyError(mailbox)
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

        ``message`` is held, durably, until ``release``: undoing takes it back unsent. A finding that has
        not been shown since the program started is not covered.
        """
        if not actions:
            raise ValueError("an acknowledgement says what was done")
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
        self._rows.forget(event.mailbox)
        return record.apply(event)

    def _show(self, mailbox: str, findings: Iterable[Finding]) -> None:
        self._shown[mailbox] = {finding.key: finding.level for finding in findings}

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
