"""The worklist: a patient's line from the record, the order of the lines, and lines kept until they change.

Rules:
- Reasons stand first: a row is there because of findings, and names them.
- Rank is urgency (``clinical.triage``), never the order of arrival.
- A row that is kept is the one that would be made now: something arrived, or the next edge of time
  (``clinical.edges``) has passed, and it is made anew. So 10,000 patients cost what has changed of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hemmonitor.clinical.edges import next_change
from hemmonitor.clinical.missing import span
from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.triage import Standing, standing
from hemmonitor.model.careplan import Level, Plan
from hemmonitor.model.events import Action, PatientRegistered
from hemmonitor.model.finding import Finding, Queue
from hemmonitor.model.measurement import Component, Kind, Measurement
from hemmonitor.model.record import CareTask, Message, PatientRecord

SPARK_DAYS = 14
GRACE = dt.timedelta(hours=4)  # before and after a planned time [P]
CONTACTS = (Action.CALLED, Action.WROTE, Action.BOOKED_VISIT)  # what puts the patient in touch
_SPARK = dt.timedelta(days=SPARK_DAYS)


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
    newest_message: Message | None = None
    tasks: tuple[CareTask, ...] = ()  # open ones, the first due first
    round_at: dt.datetime | None = None  # when the last round went through
    next_round: dt.datetime | None = None  # as the last round wished
    ends: dt.date | None = None  # the monitoring's last day

    def in_queue(self, queue: Queue) -> bool:
        """Whether the row has an open finding of that queue."""
        return any(f.queue is queue for f in self.findings)


Key = tuple[Standing, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its place and the time it holds for."""

    row: Row
    key: Key
    made: dt.datetime
    until: dt.datetime  # from then on time alone may have changed it
    offset: dt.timedelta | None  # of the clock it was made by: days and slots are local


class Rows:
    """The lines of many patients, each made anew only when it may have changed."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._kept: dict[str, Line] = {}

    def of(self, record: PatientRecord, now: dt.datetime) -> Row:
        """A patient's line at ``now``. ``KeyError`` while nobody has said who the patient is."""
        return self._line(record, now).row

    def ranked(self, records: Iterable[PatientRecord], now: dt.datetime) -> tuple[Row, ...]:
        """All lines at ``now``, the most urgent first; patients nobody has named are left out."""
        lines = [self._line(record, now) for record in records if record.patient is not None]
        lines.sort(key=lambda one: one.key)
        return tuple(one.row for one in lines)

    def forget(self, mailbox: str) -> None:
        """Something has arrived: the line must be made anew."""
        self._kept.pop(mailbox, None)

    def known(self, mailbox: str) -> Line | None:
        """The line as it was last made, whether or not time has changed it since."""
        return self._kept.get(mailbox)

    def made(self) -> tuple[Row, ...]:
        """All rows as they were last made, in no order."""
        return tuple(line.row for line in self._kept.values())

    def keys(self) -> Iterator[Key]:
        """What the lines are ranked by, in no order."""
        return (line.key for line in self._kept.values())

    def put(self, mailbox: str, line: Line) -> None:
        """A line that was kept elsewhere and still holds."""
        self._kept[mailbox] = line

    def holds(self, mailbox: str, now: dt.datetime) -> bool:
        """Whether the line would be made as it is."""
        kept = self._kept.get(mailbox)
        return kept is not None and kept.made <= now < kept.until and kept.offset == now.utcoffset()

    def _line(self, record: PatientRecord, now: dt.datetime) -> Line:
        kept = self._kept.get(record.mailbox)
        if kept is not None and self.holds(record.mailbox, now):
            return kept
        row = row_of(record, now)
        until = next_change(record, now)
        if row.spark:  # a value of the chart leaves it
            until = min(until, row.spark[0][0] + _SPARK + dt.timedelta.resolution)
        kept = self._kept[record.mailbox] = Line(row, rank(row), now, until, now.utcoffset())
        return kept


def row_of(record: PatientRecord, now: dt.datetime) -> Row:
    """A patient's line. ``KeyError`` while nobody has said who the patient is."""
    if record.patient is None:
        raise KeyError(record.mailbox)
    evaluation = evaluate(record, now)
    plan = record.plan_at(now)
    top = evaluation.open[0] if evaluation.open else None
    rounds = record.rounds
    kind, component = _spark_measure(record, top)
    return Row(
        mailbox=record.mailbox,
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
        newest_message=record.messages[-1] if record.messages else None,
        tasks=tuple(task for task in record.tasks if task.done_at is None),
        round_at=rounds[-1].at if rounds else None,
        next_round=rounds[-1].body.next_round if rounds else None,
        ends=plan.ends if plan else None,
    )


def rank(row: Row) -> Key:
    """Sort key of the worklist: urgency, then name."""
    return standing(row.findings), row.patient.name, row.mailbox


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
            begins, ends = span(slot, day)
            if day.isoweekday() not in slot.weekdays or ends > now.replace(tzinfo=None) or plan.away(day):
                continue
            around = (day + dt.timedelta(days=one) for one in (-1, 0, 1))
            near = [at for one in around for at in taken.get((slot.kind, one), ())]
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
