"""One patient's rules, kept up to date by what arrives: series, folds, and what they say at a moment.

Rules:
- The order of arrival does not matter, and a measurement known already changes nothing.
- Each occasion is judged with the plan in force when it was measured; a new plan does not rewrite the past.
- An acknowledgement covers what was measured up to it, but nothing worse than the nurse saw: a red value of
  yesterday that arrives today is new. What holds later opens the finding again; with a follow-up date
  only from that date on, and for a mean only after a week, unless it is worse than what was acknowledged.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise

from hemmonitor.clinical.device import clock_always_failed, device_findings
from hemmonitor.clinical.families import INSTANT, Rule
from hemmonitor.clinical.fold import CLOSED, Fold, FoldKey, Judge, families_of
from hemmonitor.clinical.limits import UNJUDGED, Verdict
from hemmonitor.clinical.missing import missed_slots, missing_findings
from hemmonitor.clinical.occasions import REPEATS, Occasion
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.clinical.reasons import finding_of, urgency
from hemmonitor.clinical.series import Series
from hemmonitor.clinical.symptoms import Answers
from hemmonitor.model.careplan import RANK, Level, Plan
from hemmonitor.model.events import MeasurementFailed
from hemmonitor.model.finding import Confirmation, Evaluation, Finding, Judged, Queue, finding_key
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.record import Acknowledgement, PatientRecord

MEAN_HOLDS = dt.timedelta(days=7)  # an acknowledged mean is made of the same readings for so long [P]

_HOUR = dt.timedelta(hours=1)

Failure = tuple[dt.datetime, MeasurementFailed]


class Monitor:
    """One patient's series and folds, kept up to date by what arrives, in whatever order."""

    def __init__(
        self,
        plans: Iterable[Plan],
        measurements: Iterable[Measurement] = (),
        acknowledgements: Iterable[Acknowledgement] = (),
        failures: Iterable[Failure] = (),
        known_from: Mapping[Kind, int] | None = None,
        ahead: Iterable[Measurement] = (),
    ) -> None:
        """``known_from``: the day a kind's series begins where only its end is given.

        ``ahead``: measurements of a time that has not come; they are told of and not used.
        """
        self._ahead = tuple(ahead)
        self._known_from = dict(known_from or {})
        self._series: dict[Kind, Series] = {}
        self._folds: dict[Kind, dict[FoldKey, Fold]] = {}
        self._which: dict[Kind, list[int]] = {}
        self._judges: dict[Kind, list[Judge]] = {}
        self._answers = Answers()
        self._ids: set[str] = set()
        self._failures = list(failures)
        self._acknowledgements: dict[str, list[Acknowledgement]] = {}
        self._plans: list[Plan] = []
        for acknowledgement in acknowledgements:
            self.acknowledge(acknowledgement)
        by_kind: dict[Kind, list[Measurement]] = {}
        for m in measurements:
            if m.id not in self._ids:
                self._ids.add(m.id)
                by_kind.setdefault(m.kind, []).append(m)
        for kind, many in by_kind.items():
            self._series[kind] = Series(kind, many, self._known_from.get(kind))
        self.set_plans(plans)

    @classmethod
    def of(cls, record: PatientRecord) -> Monitor:
        """The monitor of a whole record."""
        return cls(record.plans, record.measurements, record.acknowledgements, record.failures)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plan's versions in the order they came into force."""
        return tuple(self._plans)

    @property
    def series(self) -> Mapping[Kind, Series]:
        """The series by kind, for reading."""
        return self._series

    @property
    def folds(self) -> Mapping[Kind, Mapping[FoldKey, Fold]]:
        """The folds by kind and family, for reading."""
        return self._folds

    def measurements(self) -> list[Measurement]:
        """All measurements, also those set aside, by time."""
        found = [m for s in self._series.values() for m in (*s.readings, *s.aside)]
        return sorted(found, key=lambda m: (m.taken_at, m.id))

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Take in an acknowledgement."""
        for key in acknowledgement.body.finding_keys:
            self._acknowledgements.setdefault(key, []).append(acknowledgement)

    def set_plans(self, plans: Iterable[Plan]) -> None:
        """Put these versions in place of what there was, and judge everything anew."""
        self._plans = sorted(plans, key=lambda p: (p.valid_from, p.version))
        self._judges.clear()
        for kind in sorted(self._series, key=lambda k: k is not Kind.QUESTIONNAIRE):
            self._refold(kind, 0)

    def add(self, measurement: Measurement) -> bool:
        """Take in a measurement; ``False`` when it was known."""
        if measurement.id in self._ids:
            return False
        self._ids.add(measurement.id)
        kind = measurement.kind
        if kind not in self._series:
            self._series[kind] = Series(kind, (), self._known_from.get(kind))
        first = self._series[kind].first_day
        changed = self._series[kind].add(measurement)
        if changed is not None:
            # An earlier beginning moves the days that are not judged yet.
            self._refold(kind, changed if first == self._series[kind].first_day else 0)
            self._refold_combined(kind, measurement.taken_at)
        return True

    def retract(self, measurement_id: str) -> None:
        """Take a measurement out of every judgement."""
        for kind, series in self._series.items():
            first = series.first_day
            changed = series.remove(measurement_id)
            if changed is not None:
                self._refold(kind, changed if first == series.first_day else 0)
                self._refold_combined(kind, None)

    def evaluation(self, now: dt.datetime) -> Evaluation:
        """Findings and zones at ``now`` (aware). What is more than 10 minutes ahead is not used."""
        horizon = now + FUTURE
        newest = (many[-1].taken_at for s in self._series.values() for many in (s.readings, s.aside) if many)
        if any(at > horizon for at in newest):
            return self._until(horizon).evaluation(now)
        plan = self._plan_at(now)
        levels: dict[Kind, Level] = {}
        opened: list[Finding] = []
        done: list[Finding] = []
        for kind in self._kinds(plan):
            levels[kind] = (
                self._zone(kind, len(self._series[kind].occasions)) if kind in self._series else Level.GREY
            )
            for key, fold in self._folds.get(kind, {}).items():
                self._current(kind, key, fold, now, opened, done)
        clinical = {f.kind for f in opened if f.level in {Level.YELLOW, Level.RED}}
        rest = [
            *missing_findings(self._plans, self._series, clinical, now),
            *device_findings(self._series, self._failures, self._ahead, now),
        ]
        for finding in rest:
            (done if self._dealt_with(finding, clinical, now) else opened).append(finding)
        opened.sort(key=urgency)
        return Evaluation(now, tuple(opened), tuple(done), levels)

    def judge(self, measurement: Measurement, now: dt.datetime) -> Judged:
        """The zone of a measurement in its occasion, and whether a reading is still to come."""
        series = self._series.get(measurement.kind)
        if series is None:
            return Judged(measurement, Level.GREY)
        place = bisect_left(series.ends, measurement.taken_at)
        while place < len(series.occasions):
            occasion = series.occasions[place]
            if any(r.id == measurement.id for r in occasion.readings):
                waiting = any(v.waiting for v in self._verdicts(measurement.kind, place) if v is not None)
                preliminary = waiting or _protocol_open(occasion, measurement, now)
                return Judged(measurement, self._zone(measurement.kind, place + 1), preliminary)
            if occasion.first.taken_at > measurement.taken_at:
                break
            place += 1
        return Judged(measurement, Level.GREY)

    def unsettled(
        self, loaded_from: Mapping[Kind, dt.datetime], measured: Iterable[Kind], now: dt.datetime
    ) -> frozenset[Kind]:
        """Kinds whose state at ``now`` may depend on what came before the moment they are loaded from.

        A kind without a moment is loaded whole. ``measured``: the kinds that there are measurements of, also
        from before.
        """
        look_back = dt.timedelta(days=self._look_back())
        close_after = max((p.close_after for p in self._plans), default=1)
        sessions = max((r.sessions for p in self._plans for r in p.flagged), default=0)
        found = set()
        planned = {k for p in self._plans for k in kinds_of(p)}
        for kind in {*self._series, *planned, *measured} & loaded_from.keys():
            series, warm = self._series.get(kind), loaded_from[kind] + look_back
            if (
                series is None
                or not series.anchored(warm)
                or clock_always_failed(series.readings)
                or self._missed_since(kind, now) < warm
            ):
                found.add(kind)
                continue
            start = bisect_right(series.ends, warm) + sessions
            folds = self._folds.get(kind, {}).values()
            if not all(f.settled(start, max(close_after, 1)) for f in folds):
                found.add(kind)
        return frozenset(found)

    def _missed_since(self, kind: Kind, now: dt.datetime) -> dt.datetime:
        """When the first of the planned measurements missed in a row was due; ``now`` without one."""
        hours = {r.grace_hours for p in self._plans for r in p.missing if r.kind is kind}
        runs = [
            missed_slots(kind, self._plans, self._series.get(kind), now, dt.timedelta(hours=one))
            for one in hours
        ]
        firsts = (dt.datetime.combine(run[-1][0], dt.time.min, now.tzinfo) for run in runs if run)
        return min((first - max(hours) * _HOUR for first in firsts), default=now)

    def _look_back(self) -> int:
        days = [2]
        for p in self._plans:
            days += [r.days + 2 for r in p.means]
            days += [r.days + 2 for r in p.trends]
            days += [r.days + 2 for r in p.relative]
            days += [r.days + r.sustained + 1 for r in p.controls]
            days += [r.days + 1 for r in p.symptoms]
            days += [c.hours // 24 + 2 for c in p.combined]
        return max(days)

    def _until(self, horizon: dt.datetime) -> Monitor:
        every = self.measurements()
        known = [m for m in every if m.taken_at <= horizon]
        ahead = [m for m in every if m.taken_at > horizon]
        acknowledgements = {a.id: a for many in self._acknowledgements.values() for a in many}
        return Monitor(self._plans, known, acknowledgements.values(), self._failures, self._known_from, ahead)

    def _plan_index(self, at: dt.datetime) -> int:
        return bisect_right(self._plans, at, key=lambda p: p.valid_from) - 1

    def _plan_at(self, at: dt.datetime) -> Plan | None:
        place = self._plan_index(at)
        return self._plans[place] if place >= 0 else None

    def _kinds(self, plan: Plan | None) -> list[Kind]:
        planned = kinds_of(plan) if plan else []
        measured = [kind for kind, s in self._series.items() if s.readings or s.aside]
        return list(dict.fromkeys([*planned, *measured]))

    def _refold(self, kind: Kind, start: int) -> None:
        series = self._series[kind]
        if kind is Kind.QUESTIONNAIRE:
            self._answers.read(series)
        if kind not in self._judges:
            # The first judge is for what was measured before any plan.
            self._judges[kind] = [
                Judge({}, 1),
                *(Judge(families_of(p, kind, self._answers), p.close_after) for p in self._plans),
            ]
            keys = dict.fromkeys(k for j in self._judges[kind] for k in j.families)
            self._folds[kind] = {key: Fold(key) for key in keys}
            self._which[kind] = []
            start = 0
        which = self._which[kind]
        del which[start:]
        # How many plans were in force at the end of each occasion; ends only rise.
        begins = [bisect_left(series.ends, p.valid_from) for p in self._plans]
        for count, (one, other) in enumerate(pairwise([0, *begins, len(series.ends)])):
            which += [count] * (max(other, start) - max(one, start))
        for fold in self._folds[kind].values():
            fold.refold(series, start, self._judges[kind], which)

    def _refold_combined(self, kind: Kind, at: dt.datetime | None) -> None:
        """A new answer may make a limit with a symptom hold for values measured before it."""
        if kind is not Kind.QUESTIONNAIRE:
            return
        hours = max((c.hours for p in self._plans for c in p.combined), default=None)
        if hours is None:
            return
        for other, folds in self._folds.items():
            fold = folds.get((Rule.COMBINED, ""))
            if fold is None:
                continue
            series = self._series[other]
            start = 0 if at is None else bisect_left(series.ends, at - dt.timedelta(hours=hours))
            fold.refold(series, start, self._judges[other], self._which[other])

    def _verdicts(self, kind: Kind, place: int) -> list[Verdict | None]:
        folds = self._folds.get(kind, {})
        return [f.verdicts[place] for key, f in folds.items() if key[0] in INSTANT]

    def _zone(self, kind: Kind, count: int) -> Level:
        """The zone of the last of the first ``count`` occasions; grey when there is nothing to judge."""
        if count == 0:
            return Level.GREY
        judged = [v for v in self._verdicts(kind, count - 1) if v is not UNJUDGED]
        if not judged:
            return Level.GREY
        return max((v.level if v else Level.GREEN for v in judged), key=RANK.__getitem__)

    def _current(
        self,
        kind: Kind,
        key: FoldKey,
        fold: Fold,
        now: dt.datetime,
        opened: list[Finding],
        done: list[Finding],
    ) -> None:
        start = fold.opened[-1] if fold.opened else CLOSED
        if start == CLOSED:
            return
        series = self._series[kind]
        run = [
            (i, v) for i, v in enumerate(fold.verdicts[start:], start) if v is not None and v is not UNJUDGED
        ]
        first = series.occasions[start].first
        name = finding_key(key[0], kind, None, first.id + key[1])
        last = self._last_acknowledgement(name, now)
        if last is None:
            fresh = run
        else:
            seen = _seen_at(last, name)
            fresh = [(i, v) for i, v in run if series.ends[i] > last.at or RANK[v.level] > seen]
            known = [v for i, v in run if series.ends[i] <= last.at and RANK[v.level] <= seen]
            newest = max((series.ends[i] for i, _ in fresh), default=last.at)
            covered = _put_off(last, now) or (key[0] is Rule.MEAN and newest <= last.at + MEAN_HOLDS)
            if covered and _weight(v for _, v in fresh) <= _weight(known):
                fresh = []
        finding = finding_of(name, key[0], series, first.taken_at, fresh or run)
        quiet = finding.level is Level.YELLOW and finding.confirmation is not Confirmation.WAITING
        if not fresh or (quiet and self._quiet(kind, now)):
            done.append(finding)
        else:
            opened.append(finding)

    def _last_acknowledgement(self, name: str, now: dt.datetime) -> Acknowledgement | None:
        known = [a for a in self._acknowledgements.get(name, ()) if a.at <= now]
        return max(known, key=lambda a: (a.at, a.id), default=None)

    def _quiet(self, kind: Kind, now: dt.datetime) -> bool:
        plan = self._plan_at(now)
        return plan is not None and any(q.kind == kind and now.date() <= q.until for q in plan.quiet)

    def _dealt_with(self, finding: Finding, clinical: set[Kind], now: dt.datetime) -> bool:
        """Whether a missing or device finding was acknowledged, and has not become worse since."""
        last = self._last_acknowledgement(finding.key, now)
        if last is None:
            return False
        if finding.queue is not Queue.MISSING:
            return True
        then = missing_findings(self._plans, self._series, clinical, last.at)
        return any(f.key == finding.key and RANK[f.level] >= RANK[finding.level] for f in then)


def kinds_of(plan: Plan) -> list[Kind]:
    """The kinds that a plan has limits or a schedule for."""
    return [
        *(s.kind for s in plan.schedule),
        *(t.kind for t in plan.thresholds),
        *(r.kind for r in plan.relative),
        *(r.kind for r in plan.trends),
        *(r.kind for r in plan.means),
        *(r.kind for r in plan.controls),
        *(r.kind for r in plan.flagged),
        *(c.limit.kind for c in plan.combined),
        *(Kind.QUESTIONNAIRE for _ in (*plan.symptoms, *plan.scores)),
    ]


def _protocol_open(occasion: Occasion, measurement: Measurement, now: dt.datetime) -> bool:
    """Whether a guided sitting has readings left to take."""
    policy = REPEATS[measurement.kind]
    sitting = sum(bool(r.session) and r.session == measurement.session for r in occasion.readings)
    return 0 < sitting < policy.readings and now - measurement.taken_at <= policy.window


def _put_off(acknowledgement: Acknowledgement, now: dt.datetime) -> bool:
    """Whether it was put off to a day that has not come."""
    until = acknowledgement.body.follow_up
    return until is not None and now.date() < until


def _seen_at(acknowledgement: Acknowledgement, name: str) -> int:
    """The rank of what the nurse saw; the highest when it was not said."""
    body = acknowledgement.body
    seen = dict(zip(body.finding_keys, body.levels, strict=False)).get(name, Level.RED)
    return RANK[seen]


def _weight(verdicts: Iterable[Verdict]) -> tuple[int, bool]:
    return max(((RANK[v.level], v.waiting) for v in verdicts), default=(0, False))
