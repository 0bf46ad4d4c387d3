"""From a record and a moment to findings that explain themselves: what home, clinic and screens call.

Rules:
- Pure: the same record and ``now`` give the same findings. Nothing here is stored.
- One open finding a kind and family of rules; new values attach to it (``fold``).
- No red from an unconfirmed value, except a red-flag symptom.
- ``evaluate`` reads the newest month and goes farther back for a kind only where a finding may have been
  open for longer. A ``monitor.Monitor`` keeps the state between arrivals. Both give what a full fold gives.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from itertools import islice

from hemmonitor.clinical.limits import Limits
from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.occasions import counts
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.model.careplan import Level, Plan
from hemmonitor.model.finding import Evaluation, Judged
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.record import PatientRecord

TAIL = dt.timedelta(days=30)


def evaluate(record: PatientRecord, now: dt.datetime) -> Evaluation:
    """Findings and zones of a patient at ``now`` (aware). What is more than 10 minutes ahead is not used."""
    return _recent(record, now, now - TAIL).evaluation(now)


def judge(record: PatientRecord, measurement: Measurement, now: dt.datetime) -> Judged:
    """The zone of a measurement in its occasion, and whether a reading is still to come.

    Grey when it is set aside as impossible, or when the plan has no limit for it.
    """
    return _recent(record, now, min(now, measurement.taken_at) - TAIL).judge(measurement, now)


def zone_of(measurement: Measurement, plan: Plan | None) -> Level:
    """The zone of one measurement by the limits alone, without repeats; grey when nothing can be judged."""
    if plan is None:
        return Level.GREY
    return Limits(measurement.kind, plan.thresholds, plan.version).worst(measurement.values)[0]


def first_day(record: PatientRecord, kind: Kind, end: int | None = None) -> int | None:
    """The day a kind's series begins, among the first ``end`` measurements; a proleptic ordinal."""
    older = record.older.first_days.get(kind)
    if older is not None or kind not in record.kinds:
        return older
    first = next((m for m in islice(record.measurements, end) if m.kind == kind and counts(m)), None)
    return None if first is None else first.taken_at.toordinal()


def _recent(record: PatientRecord, now: dt.datetime, start: dt.datetime) -> Monitor:
    """A monitor of what was measured from ``start`` to ``now``, and of more where the state asks for it."""
    every = record.measurements
    end = bisect_right(every, now + FUTURE, key=lambda m: m.taken_at)
    place = bisect_left(every, start, key=lambda m: m.taken_at)
    trended = {r.kind for p in record.plans for r in p.trends}
    known_from = {kind: day for kind in trended if (day := first_day(record, kind, end)) is not None}
    acknowledgements, failures = record.acknowledgements, record.failures
    ahead = every[end:]
    monitor = Monitor(record.plans, every[place:end], acknowledgements, failures, known_from, ahead)
    if place == 0:
        return monitor
    longer = set(monitor.unsettled(dict.fromkeys(Kind, start), record.kinds, now))
    if not longer:
        return monitor
    longer.add(Kind.QUESTIONNAIRE)
    more = [m for m in every[:end] if m.kind in longer]
    rest = [m for m in every[place:end] if m.kind not in longer]
    return Monitor(record.plans, [*more, *rest], acknowledgements, failures, known_from, ahead)
