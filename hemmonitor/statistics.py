"""How monitoring works at a centre: adherence, load, precision, time to acknowledgement, what a change did.

Strategy: one pass over each patient gives small facts (``facts_of``); everything shown is a sum of facts
(``summary``). So a screen may gather them patient by patient, and a team or diagnosis is a choice among them.
Definitions, and where they come from, are in docs/statistics.md.

Rules:
- A week is Monday to Sunday on the centre's clock; a part of one counts by its days.
- A group of fewer than ``SMALLEST`` patients is not shown (``Summary.shown``).
- Nothing here names a person; pure: no I/O, no clock.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from typing import Final

from hemmonitor.clinical.adherence import days, times_by_kind
from hemmonitor.clinical.alerts import Episode, Office, episodes, office_time
from hemmonitor.clinical.monitor import Monitor
from hemmonitor.model.careplan import Level, Plan
from hemmonitor.model.events import Usefulness
from hemmonitor.model.record import Acknowledgement, PatientRecord

SMALLEST: Final = 5
"""Patients a group must have to be shown (Socialstyrelsen's and SCB's usual least cell)."""
LEAD_IN: Final = dt.timedelta(days=30)
"""Before the window, so that a signal that was open at its start is not counted as new."""
AROUND: Final = dt.timedelta(days=28)
"""Before and after a change of limits."""
BINS: Final = (15, 30, 60, 120, 240, 480)
"""Minutes of staffed time: the upper edges of the bars of time to acknowledgement; one more bar is beyond."""
_Z: Final = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Week:
    """One patient's week: days monitored, slots planned and met, signals that opened."""

    days: int = 0
    planned: int = 0
    made: int = 0
    red: int = 0
    yellow: int = 0

    def __add__(self, other: Week) -> Week:
        """Both together."""
        return Week(
            self.days + other.days, self.planned + other.planned, self.made + other.made,
            self.red + other.red, self.yellow + other.yellow,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal that opened: its kind and rule ("blood_pressure:threshold"), when, its worst level,
    and what became of it.

    ``minutes`` of staffed time passed until somebody acknowledged it; ``None`` while nobody has.
    """

    rule: str
    level: Level
    opened_at: dt.datetime
    minutes: float | None = None
    useful: Usefulness | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one patient adds. ``weeks`` by their Monday; ``changes`` are when new limits came into force."""

    mailbox: str
    born: int  # year
    teams: frozenset[str]
    diagnoses: tuple[str, ...]
    weeks: Mapping[dt.date, Week]
    signals: tuple[Signal, ...]
    changes: tuple[dt.datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``total``, with the 95 % interval by Wilson (1927)."""

    hits: int
    total: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; ``None`` of nothing."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval, 95 %."""
        if not self.total:
            return None
        n, p, zz = self.total, self.hits / self.total, _Z * _Z
        middle = (p + zz / (2 * n)) / (1 + zz / n)
        half = _Z / (1 + zz / n) * sqrt(p * (1 - p) / n + zz / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Waits:
    """Times to acknowledgement, in minutes of staffed time. ``bars`` are shares by ``BINS`` and beyond."""

    count: int
    median: float | None
    ninth: float | None  # nine of ten were acknowledged within this
    bars: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Signals per patient-week in the four weeks before and after a change of limits."""

    patients: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown of a group of patients."""

    patients: int
    weeks: tuple[tuple[dt.date, Week], ...]  # by week, all patients together
    precision: Share
    rules: tuple[tuple[str, Share], ...]  # most useful first
    waits: Mapping[Level, Waits]
    change: BeforeAfter | None

    @property
    def shown(self) -> bool:
        """Whether the group is large enough to be shown."""
        return self.patients >= SMALLEST

    @property
    def whole(self) -> Week:
        """All weeks together."""
        return sum((week for _, week in self.weeks), Week())

    @property
    def patient_weeks(self) -> float:
        """Monitored time."""
        return self.whole.days / 7

    @property
    def adherence(self) -> Share:
        """Planned measurements that were made."""
        return Share(self.whole.made, self.whole.planned)

    def load(self, level: Level | None = None) -> float | None:
        """Signals per patient-week, of one level or both; ``None`` without monitored time."""
        whole = self.whole
        count = {Level.RED: whole.red, Level.YELLOW: whole.yellow}.get(level or Level.GREY)
        count = whole.red + whole.yellow if count is None else count
        return count / self.patient_weeks if whole.days else None


def monday(day: dt.date) -> dt.date:
    """The first day of the week."""
    return day - dt.timedelta(days=day.weekday())


# --- one patient -----------------------------------------------------------------------------------


def facts_of(
    record: PatientRecord, teams: frozenset[str], since: dt.datetime, until: dt.datetime, office: Office
) -> Facts:
    """What a patient adds from ``since`` to ``until`` (aware, on the centre's clock)."""
    weeks: dict[dt.date, Week] = {}
    for day, week in _days(record, since, until):
        weeks[monday(day)] = weeks.get(monday(day), Week()) + week
    raised = _raised(record, since, until)
    acknowledged = _first_acknowledgements(record)
    zone = until.tzinfo
    signals = []
    for episode in raised:
        at = episode.opened_at.astimezone(zone)
        one = Week(red=episode.level is Level.RED, yellow=episode.level is Level.YELLOW)
        weeks[monday(at.date())] = weeks.get(monday(at.date()), Week()) + one
        signals.append(_signal(episode, acknowledged.get(episode.key), at, office))
    plan = record.plan_at(until)
    number = record.patient.number if record.patient else ""
    return Facts(
        record.mailbox,
        int(number[:4]) if number[:4].isdigit() else 0,
        teams,
        plan.diagnoses if plan else (),
        weeks,
        tuple(signals),
        _changes(record.plans, since, until),
    )


def _raised(record: PatientRecord, since: dt.datetime, until: dt.datetime) -> tuple[Episode, ...]:
    begin = since - LEAD_IN
    known = [m for m in record.measurements if begin <= m.taken_at <= until]
    if not known or not record.plans:
        return ()
    return episodes(Monitor(record.plans, known), since, until)


def _signal(
    episode: Episode, acknowledgement: Acknowledgement | None, at: dt.datetime, office: Office
) -> Signal:
    if acknowledgement is None:
        return Signal(f"{episode.kind}:{episode.rule}", episode.level, at)
    waited = office_time(at, acknowledgement.at.astimezone(at.tzinfo), office)
    return Signal(
        f"{episode.kind}:{episode.rule}",
        episode.level,
        at,
        waited / dt.timedelta(minutes=1),
        acknowledgement.body.useful,
    )


def _first_acknowledgements(record: PatientRecord) -> dict[str, Acknowledgement]:
    first: dict[str, Acknowledgement] = {}
    for acknowledgement in record.acknowledgements:
        for key in acknowledgement.body.finding_keys:
            first.setdefault(key, acknowledgement)
    return first


def _days(record: PatientRecord, since: dt.datetime, until: dt.datetime) -> Iterable[tuple[dt.date, Week]]:
    """Every day that a plan was in force and nobody was away: slots planned and met."""
    taken = times_by_kind(record.measurements)
    for day in days(record.plans, taken, since.astimezone(until.tzinfo).date(), until.date(), until):
        if day.watched:
            due = [p for p in day.planned if p.due]
            yield day.day, Week(1, len(due), sum(p.met for p in due))


def _changes(plans: Sequence[Plan], since: dt.datetime, until: dt.datetime) -> tuple[dt.datetime, ...]:
    """When other limits came into force than those before; the first plan changes nothing."""
    return tuple(
        after.valid_from
        for before, after in pairwise(plans)
        if before.thresholds != after.thresholds and since <= after.valid_from <= until
    )


# --- a group ---------------------------------------------------------------------------------------


def summary(many: Iterable[Facts]) -> Summary:
    """What a group of patients comes to."""
    every = list(many)
    weeks: dict[dt.date, Week] = {}
    for facts in every:
        for first, week in facts.weeks.items():
            weeks[first] = weeks.get(first, Week()) + week
    signals = [signal for facts in every for signal in facts.signals]
    judged = [s for s in signals if s.useful is not None]
    by_rule: dict[str, list[Signal]] = {}
    for signal in judged:
        by_rule.setdefault(signal.rule, []).append(signal)
    rules = sorted(
        ((rule, _precision(found)) for rule, found in by_rule.items()),
        key=lambda pair: (-(pair[1].share or 0), pair[0]),
    )
    waits = {level: _waits([s for s in signals if s.level is level]) for level in (Level.RED, Level.YELLOW)}
    return Summary(
        len(every), tuple(sorted(weeks.items())), _precision(judged), tuple(rules), waits, _change(every)
    )


def _precision(judged: Sequence[Signal]) -> Share:
    """Those that were called for, wholly or in part, of those that somebody has judged."""
    return Share(sum(s.useful is not Usefulness.NO for s in judged), len(judged))


def _waits(signals: Sequence[Signal]) -> Waits:
    minutes = sorted(s.minutes for s in signals if s.minutes is not None)
    counts = [0] * (len(BINS) + 1)
    for value in minutes:
        counts[bisect_left(BINS, value)] += 1
    total = len(minutes)
    return Waits(
        total,
        quantile(minutes, 0.5),
        quantile(minutes, 0.9),
        tuple(c / total if total else 0.0 for c in counts),
    )


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The least value that ``share`` of them do not exceed; for a half, the middle of two."""
    if not ordered:
        return None
    if share == 0.5 and len(ordered) % 2 == 0:
        middle = len(ordered) // 2
        return (ordered[middle - 1] + ordered[middle]) / 2
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _change(every: Sequence[Facts]) -> BeforeAfter | None:
    """Over the newest change of each patient; only patients with four weeks on both sides of it."""
    before = after = patients = 0
    for facts in every:
        spans = [at for at in facts.changes if _covered(facts, at)]
        if not spans:
            continue
        at = spans[-1]
        patients += 1
        before += sum(at - AROUND <= s.opened_at < at for s in facts.signals)
        after += sum(at <= s.opened_at < at + AROUND for s in facts.signals)
    if not patients:
        return None
    weeks = patients * (AROUND / dt.timedelta(days=7))
    return BeforeAfter(patients, before / weeks, after / weeks)


def _covered(facts: Facts, at: dt.datetime) -> bool:
    if not facts.weeks:
        return False
    first, last = min(facts.weeks), max(facts.weeks) + dt.timedelta(days=6)
    return first <= (at - AROUND).date() and (at + AROUND).date() <= last
