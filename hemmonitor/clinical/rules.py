"""From a record and a moment to findings that explain themselves.

Rules:
- Pure: the same record and ``now`` give the same findings. Nothing here is stored.
- Each occasion is judged with the plan in force when it was measured; a new plan does not rewrite the past.
- One open finding a kind. New values attach to it; it closes after two occasions in range in a row.
- No red from an unconfirmed occasion: it stays yellow and asks for one more reading.
- An acknowledgement covers what was measured up to it. What crosses a limit later opens the finding again.
- Limits are compared in the unit of the value at its reading step (``units.limit_in``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hemmonitor.clinical.occasions import REPEATS, Combine, Occasion, group_back, mean_as_read
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.clinical.units import convertible, limit_in
from hemmonitor.model.careplan import RANK, Level, Plan, Threshold, in_force
from hemmonitor.model.finding import (
    Confirmation,
    Evaluation,
    Fact,
    Finding,
    Judged,
    Queue,
    finding_key,
)
from hemmonitor.model.measurement import Kind, Measurement, Quantity, Unit
from hemmonitor.model.record import PatientRecord

RULE = "threshold"
RULE_VERSION = 1
CLOSE_AFTER = 2  # occasions in range in a row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a plan says of an occasion. ``level`` never is red while ``waiting``."""

    occasion: Occasion
    plan_version: int
    level: Level
    waiting: bool = False
    threshold: Threshold | None = None
    figure: Quantity | None = None  # the figure that crossed it

    @property
    def in_range(self) -> bool:
        """Whether it was judged and nothing is crossed."""
        return self.level is Level.GREEN


def crossed(threshold: Threshold, figure: Quantity) -> bool:
    """Whether a figure crosses a limit. Never when the units cannot be compared, or without a value."""
    if figure.value is None:
        return False
    if figure.unit is threshold.unit:
        return threshold.crossed_by(figure.value)
    if not convertible(threshold.unit, figure.unit):
        return False
    return _carried(threshold, figure.unit).crossed_by(figure.value)


def zone_of(measurement: Measurement, plan: Plan | None) -> Level:
    """The zone of one measurement by the limits alone, without repeats; grey when nothing can be judged."""
    return _level(measurement.kind, measurement.values, plan)[0]


def judge_occasion(occasion: Occasion, plan: Plan | None) -> Verdict:
    """What the plan says of an occasion; grey when it has no limit for any of the figures."""
    version = plan.version if plan else 0
    if REPEATS[occasion.kind].combine is Combine.LEAST_SEVERE:
        return _least_severe(occasion, plan, version)
    level, threshold, figure = _level(occasion.kind, combined(occasion), plan)
    if level is Level.RED and not occasion.confirmed:
        return Verdict(occasion, version, Level.YELLOW, True, threshold, figure)
    return Verdict(occasion, version, level, False, threshold, figure)


def combined(occasion: Occasion) -> tuple[Quantity, ...]:
    """The figures an occasion stands for: means, best values, or the latest, as its kind asks."""
    if len(occasion.readings) == 1:
        return occasion.first.values
    how = REPEATS[occasion.kind].combine
    found = []
    for component in dict.fromkeys(q.component for r in occasion.readings for q in r.values):
        figures = occasion.figures(component)
        values = [q.value for q in figures if q.value is not None]
        if not values:
            continue
        unit = figures[-1].unit
        if how is Combine.MEAN:
            value = mean_as_read(values, unit)
        else:
            value = max(values) if how is Combine.BEST else values[-1]
        found.append(Quantity(component, value, unit))
    return tuple(found)


def verdicts_back(
    measurements: Sequence[Measurement], plans: Sequence[Plan], now: dt.datetime
) -> tuple[Verdict, ...]:
    """Verdicts of one kind's measurements (by time), newest first, back to the last close."""
    known = [m for m in measurements if m.taken_at <= now + FUTURE]
    found: list[Verdict] = []
    good = 0
    for occasion in group_back(known):
        verdict = judge_occasion(occasion, in_force(plans, occasion.last.taken_at))
        found.append(verdict)
        if verdict.level is not Level.GREY:
            good = good + 1 if verdict.in_range else 0
        if good == CLOSE_AFTER:
            break
    return tuple(found)


def evaluate(record: PatientRecord, now: dt.datetime) -> Evaluation:
    """Findings and zones of a patient at ``now`` (aware). What is more than 10 minutes ahead is not used."""
    levels: dict[Kind, Level] = {}
    found: list[Finding] = []
    done: list[Finding] = []
    for kind in _kinds(record, now):
        verdicts = verdicts_back(record.of_kind(kind), record.plans, now)
        levels[kind] = verdicts[0].level if verdicts else Level.GREY
        run = _open_run(verdicts)
        if not run:
            continue
        key = finding_key(RULE, kind, None, run[0].occasion.first.id)
        seen = [a.at for a in record.acknowledgements if key in a.body.finding_keys and a.at <= now]
        covered = max(seen, default=None)
        fresh = [v for v in run if covered is None or v.occasion.last.taken_at > covered]
        if any(not v.in_range for v in fresh):
            found.append(_finding(key, fresh, run))
        else:
            done.append(_finding(key, run, run))
    found.sort(key=lambda f: (-RANK[f.level], f.confirmation is Confirmation.WAITING, f.since))
    return Evaluation(now, tuple(found), tuple(done), levels)


def judge(record: PatientRecord, measurement: Measurement, now: dt.datetime) -> Judged:
    """The zone of a measurement in its occasion, and whether a reading is still to come.

    Grey when it is set aside as impossible, or when the plan has no limit for it.
    """
    known = [m for m in record.of_kind(measurement.kind) if m.taken_at <= now + FUTURE]
    for occasion in group_back(known):
        if occasion.last.taken_at < measurement.taken_at:
            break
        if any(r.id == measurement.id for r in occasion.readings):
            verdict = judge_occasion(occasion, record.plan_at(occasion.last.taken_at))
            policy = REPEATS[measurement.kind]
            sitting = sum(bool(r.session) and r.session == measurement.session for r in occasion.readings)
            more = 0 < sitting < policy.readings and now - measurement.taken_at <= policy.window
            return Judged(measurement, verdict.level, verdict.waiting or more)
    return Judged(measurement, Level.GREY)


def _kinds(record: PatientRecord, now: dt.datetime) -> tuple[Kind, ...]:
    plan = record.plan_at(now)
    planned = [s.kind for s in plan.schedule] + [t.kind for t in plan.thresholds] if plan else []
    return tuple(dict.fromkeys([*planned, *(m.kind for m in record.measurements)]))


def _carried(threshold: Threshold, unit: Unit) -> Threshold:
    limit = limit_in(threshold.limit, threshold.unit, unit)
    value = Decimal(limit.numerator) / Decimal(limit.denominator)
    return Threshold(
        threshold.id, threshold.kind, threshold.component, threshold.comparison, value, unit, threshold.level
    )


def _level(
    kind: Kind, figures: Sequence[Quantity], plan: Plan | None
) -> tuple[Level, Threshold | None, Quantity | None]:
    by_component = {q.component: q for q in figures if q.value is not None}
    worst: tuple[Level, Threshold | None, Quantity | None] = (Level.GREY, None, None)
    for threshold in plan.thresholds_for(kind) if plan else ():
        figure = by_component.get(threshold.component)
        if figure is None or not convertible(threshold.unit, figure.unit):
            continue
        if crossed(threshold, figure):
            if worst[1] is None or RANK[threshold.level] > RANK[worst[0]]:
                worst = (threshold.level, threshold, figure)
        elif worst[1] is None:
            worst = (Level.GREEN, None, None)
    return worst


def _least_severe(occasion: Occasion, plan: Plan | None, version: int) -> Verdict:
    each = [_level(occasion.kind, r.values, plan) for r in occasion.readings]
    judged = [one for one in each if one[0] is not Level.GREY]
    if not judged:
        return Verdict(occasion, version, Level.GREY)
    worst = max(judged, key=lambda one: RANK[one[0]])
    level, threshold, figure = min(judged, key=lambda one: RANK[one[0]])
    if level is Level.RED and not occasion.confirmed:
        return Verdict(occasion, version, Level.YELLOW, True, threshold, figure)
    refuted = REPEATS[occasion.kind].refuted
    if worst[0] is Level.RED and RANK[level] < RANK[refuted]:
        return Verdict(occasion, version, refuted, False, worst[1], worst[2])
    return Verdict(occasion, version, level, False, threshold, figure)


def _open_run(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Verdicts from the first one out of range after the last close, oldest first; empty when closed."""
    good = 0
    run: list[Verdict] = []
    for verdict in reversed(verdicts):
        if verdict.level is Level.GREY:
            continue
        if not run and verdict.in_range:
            continue
        run.append(verdict)
        good = good + 1 if verdict.in_range else 0
        if good == CLOSE_AFTER:
            run, good = [], 0
    return tuple(run)


def _finding(key: str, fresh: Sequence[Verdict], run: Sequence[Verdict]) -> Finding:
    out = [v for v in fresh if v.threshold is not None]
    newest_first = list(reversed(out))
    decisive = max(newest_first, key=lambda v: (RANK[v.level], v.waiting))
    threshold = decisive.threshold
    assert threshold is not None
    waiting = newest_first[0].waiting
    if decisive.level is Level.RED:
        confirmation = Confirmation.CONFIRMED
    else:
        confirmation = Confirmation.WAITING if waiting else Confirmation.NOT_NEEDED
    facts = [f for v in [decisive, *(v for v in newest_first if v is not decisive)] for f in _facts(v)]
    return Finding(
        key=key,
        rule=RULE,
        rule_version=RULE_VERSION,
        queue=Queue.CLINICAL,
        level=decisive.level,
        kind=run[0].occasion.kind,
        component=threshold.component,
        since=run[0].occasion.first.taken_at,
        facts=tuple(facts),
        plan_version=decisive.plan_version,
        confirmation=confirmation,
        threshold=threshold,
        source=threshold.source,
        measure_again_at=newest_first[0].occasion.again_at() if waiting else None,
    )


def _facts(verdict: Verdict) -> list[Fact]:
    """The readings behind a verdict, and the combined figure when there are several."""
    figure, readings = verdict.figure, verdict.occasion.readings
    if figure is None or figure.value is None:
        return []
    found = []
    for reading in readings:
        quantity = reading.quantity(figure.component)
        if quantity is not None and quantity.value is not None:
            found.append(Fact(reading.id, figure.component, quantity.value, quantity.unit, reading.taken_at))
    if len(readings) > 1:
        found.append(Fact("", figure.component, figure.value, figure.unit, verdict.occasion.last.taken_at))
    return found
