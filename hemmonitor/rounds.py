"""What has happened to a patient since the last round: the prepared text of a round, without words.

Rules:
- Pure: the same record and ``now`` give the same summary.
- A figure counts as unchanged when its mean has moved less than ``NOTABLE``. These are an aid for reading
  and no limits: they raise nothing and hide nothing. [P] They need sign-off by a responsible clinician.
- Without an earlier round, the last week is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from hemmonitor.clinical.rules import evaluate
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import PatientRegistered, RoundHeld
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Component, Kind, Unit
from hemmonitor.model.record import CareTask, Message, Note, PatientRecord
from hemmonitor.worklist import Row, row_of

FIRST = dt.timedelta(days=7)  # told when there was no round before
NOTABLE = {  # in the unit that the programs store
    Component.SYSTOLIC: 5.0,
    Component.DIASTOLIC: 5.0,
    Component.PULSE_RATE: 8.0,
    Component.HEART_RATE: 8.0,
    Component.SPO2: 2.0,
    Component.BODY_WEIGHT: 1.0,
    Component.FEV1: 0.1,
    Component.GLUCOSE: 1.0,
    Component.BODY_TEMPERATURE: 0.5,
    Component.RESPIRATORY_RATE: 3.0,
}


@dataclass(frozen=True, slots=True)
class Course:
    """A figure since the last round: newest value, means before and since (``None`` without values)."""

    kind: Kind
    component: Component
    unit: Unit
    newest_at: dt.datetime
    newest: float
    before: float | None
    since: float | None
    values: tuple[tuple[dt.datetime, float], ...]  # of both periods, by time

    @property
    def change(self) -> float | None:
        """How far the mean has moved; ``None`` where one of the two is missing."""
        return None if self.before is None or self.since is None else self.since - self.before

    @property
    def notable(self) -> bool:
        """Whether the mean has moved enough to be said."""
        return self.change is not None and abs(self.change) >= NOTABLE[self.component]


@dataclass(frozen=True, slots=True)
class Preparation:
    """One patient, prepared for a round. ``plan_since`` is a version issued since the last round."""

    at: dt.datetime
    row: Row
    patient: PatientRegistered
    plan: Plan | None
    since: dt.datetime
    last: RoundHeld | None
    planned: int
    made: int
    courses: tuple[Course, ...]
    opened: tuple[Finding, ...]  # open findings that began since
    messages: tuple[Message, ...]  # from the patient, since
    notes: tuple[Note, ...]
    plan_since: Plan | None
    tasks: tuple[CareTask, ...]  # open

    @property
    def mailbox(self) -> str:
        """Whose it is."""
        return self.row.mailbox


def prepare(record: PatientRecord, now: dt.datetime) -> Preparation:
    """A patient's summary at ``now`` (aware). ``KeyError`` while nobody has said who the patient is."""
    row = row_of(record, now)
    rounds = [r for r in record.rounds if r.at <= now]
    since = rounds[-1].at if rounds else now - FIRST
    days = max(1, min(len(row.kept), round((now - since) / dt.timedelta(days=1))))
    kept = row.kept[-days:]
    newest = record.newest_plan
    return Preparation(
        at=now,
        row=row,
        patient=row.patient,
        plan=record.plan_at(now),
        since=since,
        last=rounds[-1].body if rounds else None,
        planned=sum(planned for planned, _ in kept),
        made=sum(made for _, made in kept),
        courses=courses(record, since, now),
        opened=tuple(f for f in evaluate(record, now).open if f.since > since),
        messages=tuple(m for m in record.messages if m.from_patient and m.at > since),
        notes=tuple(n for n in record.notes if n.at > since),
        plan_since=newest if newest and newest.version > 1 and newest.valid_from > since else None,
        tasks=row.tasks,
    )


def courses(record: PatientRecord, since: dt.datetime, now: dt.datetime) -> tuple[Course, ...]:
    """Each figure that was measured since, or in the equally long time before, most measured kind first."""
    begin = since - max(now - since, FIRST)
    found: dict[tuple[Kind, Component], list[tuple[dt.datetime, float]]] = {}
    units: dict[tuple[Kind, Component], Unit] = {}
    for measurement in reversed(record.measurements):
        if measurement.taken_at < begin:
            break
        for quantity in measurement.values:
            if measurement.taken_at <= now and quantity.value is not None and quantity.component in NOTABLE:
                measure = measurement.kind, quantity.component
                if units.setdefault(measure, quantity.unit) is quantity.unit:
                    found.setdefault(measure, []).append((measurement.taken_at, float(quantity.value)))
    made = []
    for (kind, component), values in found.items():
        values.reverse()
        made.append(
            Course(
                kind,
                component,
                units[kind, component],
                *values[-1],
                before=_mean([v for at, v in values if at <= since]),
                since=_mean([v for at, v in values if at > since]),
                values=tuple(values),
            )
        )
    order = list(NOTABLE)
    return tuple(sorted(made, key=lambda c: (-len(c.values), order.index(c.component), c.kind)))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
