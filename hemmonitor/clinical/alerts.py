"""Alerts over findings: one an open measure, escalation, episodes in the past, and the load they make.

To people an alert is a "signal" (the word alarm has a meaning of its own in IEC 60601-1-8).
Sources: CLINICAL.md section 9, alert design rules [P]: unacknowledged red escalates after N office hours;
precision, alerts per patient-week and override rate are measured; the aim is under one red per
patient-month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hemmonitor.clinical.families import Rule
from hemmonitor.clinical.fold import CLOSED, Fold
from hemmonitor.clinical.limits import UNJUDGED, Verdict
from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.series import Series
from hemmonitor.model.careplan import RANK, Level, Threshold
from hemmonitor.model.centre import CentreSettings
from hemmonitor.model.events import Action, Usefulness
from hemmonitor.model.finding import Confirmation, Evaluation, Finding, Queue, finding_key
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.model.record import Acknowledgement

WEEK = dt.timedelta(days=7)
MONTH = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Alert:
    """The one open alert of a measure in a queue. ``findings`` stand worst first."""

    kind: Kind
    queue: Queue
    level: Level
    since: dt.datetime
    confirmed: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """When somebody is there: ISO weekdays, local opening and closing time, days closed."""

    opens: dt.time = dt.time(8)
    closes: dt.time = dt.time(16)
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    closed: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Episode:
    """A finding from its opening to its close (``None``: still open). ``level``: the worst it reached.

    ``key`` is the finding's, so acknowledgements can be joined. ``worst_at``: when that was measured.
    """

    key: str
    kind: Kind
    rule: Rule
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    level: Level
    worst_at: dt.datetime
    component: Component | None
    threshold: Threshold | None
    measurement_id: str

    def overlaps(self, other: Episode) -> bool:
        """Whether both were open at one moment."""
        return (other.closed_at is None or self.opened_at <= other.closed_at) and (
            self.closed_at is None or other.opened_at <= self.closed_at
        )


@dataclass(frozen=True, slots=True)
class Load:
    """What alerts cost and what they were worth.

    Rates are per patient. ``precision``: share of the judged that were called for (yes or partly);
    ``override``: share of the acknowledged whose only action was "expected". ``None`` without any.
    """

    patients: int
    alerts: int
    per_patient_week: float
    reds: int
    red_per_patient_month: float
    acknowledged: int
    precision: float | None
    override: float | None
    median_hours_to_acknowledge: float | None


def alerts(evaluation: Evaluation) -> tuple[Alert, ...]:
    """The open alerts, one a kind and queue, worst first."""
    groups: dict[tuple[Kind, Queue], list[Finding]] = {}
    for finding in evaluation.open:
        groups.setdefault((finding.kind, finding.queue), []).append(finding)
    found = [
        Alert(
            kind,
            queue,
            max((f.level for f in many), key=RANK.__getitem__),
            min(f.since for f in many),
            any(f.confirmation is not Confirmation.WAITING for f in many),
            tuple(many),
        )
        for (kind, queue), many in groups.items()
    ]
    return tuple(sorted(found, key=lambda a: (-RANK[a.level], not a.confirmed, a.since, a.kind)))


def office_of(settings: CentreSettings) -> Office:
    """A centre's staffed hours for reckoning: its staffed days, and the widest span of their hours.

    The default where nobody has said any.
    """
    if not settings.hours:
        return Office()
    return Office(
        min(h.opens for h in settings.hours),
        max(h.closes for h in settings.hours),
        tuple(sorted({h.weekday for h in settings.hours})),
    )


def office_time(since: dt.datetime, until: dt.datetime, office: Office) -> dt.timedelta:
    """How much of the time from ``since`` to ``until`` (aware) somebody was there, in ``until``'s zone."""
    zone = until.tzinfo
    day, last = since.astimezone(zone).date(), until.date()
    total = dt.timedelta()
    while day <= last:
        if day.isoweekday() in office.weekdays and day not in office.closed:
            opens = max(dt.datetime.combine(day, office.opens, zone), since)
            closes = min(dt.datetime.combine(day, office.closes, zone), until)
            total += max(closes - opens, dt.timedelta())
        day += dt.timedelta(days=1)
    return total


def escalated(evaluation: Evaluation, hours: int, office: Office) -> tuple[Finding, ...]:
    """Red findings that nobody has acknowledged within so many office hours, oldest first.

    The time runs from the value that made it red (its first fact), or from its opening.
    """
    limit = dt.timedelta(hours=hours)
    found = [
        f
        for f in evaluation.open
        if f.level is Level.RED
        and office_time(f.facts[0].at if f.facts else f.since, evaluation.at, office) >= limit
    ]
    return tuple(sorted(found, key=lambda f: (f.since, f.key)))


def episodes(monitor: Monitor, since: dt.datetime, until: dt.datetime) -> tuple[Episode, ...]:
    """Every clinical finding that opened from ``since`` to ``until``, by time."""
    found = [
        episode
        for kind, folds in monitor.folds.items()
        for fold in folds.values()
        for episode in _episodes(monitor.series[kind], fold)
        if since <= episode.opened_at <= until
    ]
    return tuple(sorted(found, key=lambda e: (e.opened_at, e.kind, e.rule, e.key)))


def load(
    many: Iterable[Episode], acknowledgements: Iterable[Acknowledgement], patients: int, days: float
) -> Load:
    """Statistics of episodes of so many patients over so many days; both positive, else ``ValueError``."""
    if patients < 1 or days <= 0:
        raise ValueError("patients and days are positive")
    every = list(many)
    first: dict[str, Acknowledgement] = {}
    for a in sorted(acknowledgements, key=lambda a: (a.at, a.id)):
        for key in a.body.finding_keys:
            first.setdefault(key, a)
    dealt = [(e, first[e.key]) for e in every if e.key in first]
    judged = [a.body.useful for _, a in dealt if a.body.useful is not None]
    overridden = [a for _, a in dealt if a.body.actions == (Action.EXPECTED,)]
    hours = sorted((a.at - e.opened_at) / dt.timedelta(hours=1) for e, a in dealt if a.at >= e.opened_at)
    span = dt.timedelta(days=days)
    reds = sum(e.level is Level.RED for e in every)
    return Load(
        patients=patients,
        alerts=len(every),
        per_patient_week=len(every) / patients / (span / WEEK),
        reds=reds,
        red_per_patient_month=reds / patients / (span / MONTH),
        acknowledged=len(dealt),
        precision=sum(u is not Usefulness.NO for u in judged) / len(judged) if judged else None,
        override=len(overridden) / len(dealt) if dealt else None,
        median_hours_to_acknowledge=_median(hours),
    )


def _median(values: Sequence[float]) -> float | None:
    if not values:
        return None
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _episodes(series: Series, fold: Fold) -> Iterator[Episode]:
    start = CLOSED
    for i, opened in enumerate(fold.opened):
        if start not in {CLOSED, opened}:
            yield _episode(series, fold, start, i)
        start = opened
    if start != CLOSED:
        yield _episode(series, fold, start, None)


def _episode(series: Series, fold: Fold, start: int, end: int | None) -> Episode:
    run: list[tuple[int, Verdict]] = [
        (i, v) for i, v in enumerate(fold.verdicts[start:end], start) if v is not None and v is not UNJUDGED
    ]
    at, worst = max(run, key=lambda pair: (RANK[pair[1].level], -pair[0]))
    first = series.occasions[start].first
    rule, name = fold.key
    return Episode(
        key=finding_key(rule, series.kind, None, first.id + name),
        kind=series.kind,
        rule=rule,
        opened_at=first.taken_at,
        closed_at=None if end is None else series.ends[end],
        level=worst.level,
        worst_at=series.ends[at],
        component=worst.component,
        threshold=worst.threshold,
        measurement_id=series.occasions[at].last.id,
    )
