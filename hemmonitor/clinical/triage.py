"""The worklist's order: who first, and why. Updated by one patient's change, never by a full refold.

Order [P, NURSE.md]: zone, confirmed before waiting, rank of the rule, oldest first, then the patient's id.
Three queues: clinical, missing data, device faults; a patient stands in each queue that it has findings of.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hemmonitor.clinical.device import DeviceRule
from hemmonitor.clinical.families import Rule
from hemmonitor.model.careplan import RANK, Level
from hemmonitor.model.finding import Confirmation, Evaluation, Finding, Queue

# Lower is more urgent, of findings of one level.
RULE_RANK: dict[str, int] = {
    name: place
    for place, name in enumerate(
        (
            Rule.RED_FLAG,
            Rule.COMBINED,
            Rule.THRESHOLD,
            Rule.TREND,
            Rule.RELATIVE,
            Rule.SYMPTOM,
            Rule.CONTROL,
            Rule.SCORE,
            Rule.FLAGGED,
            Rule.MEAN,
            Rule.MISSING,
            DeviceRule.SET_ASIDE,
            DeviceRule.AHEAD,
            DeviceRule.FAILING,
            DeviceRule.CLOCK,
        )
    )
}

Standing = tuple[int, bool, int, float]
Key = tuple[int, bool, int, float, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A patient's line in a queue. ``findings`` are its reasons, most urgent first; empty when green."""

    patient: str
    queue: Queue
    level: Level
    findings: tuple[Finding, ...]
    since: dt.datetime | None

    @property
    def key(self) -> Key:
        """What lines are sorted by."""
        return *standing(self.findings), self.patient


def standing(findings: Sequence[Finding]) -> Standing:
    """How far up a patient with these open findings stands, lower is more urgent: zone, whether all only
    wait to be confirmed, rank of the most urgent rule, oldest (seconds). The greens come last.
    """
    if not findings:
        return 0, False, 0, 0.0
    top = min(findings, key=_urgency)
    waiting = all(f.confirmation is Confirmation.WAITING for f in findings)
    since = min(f.since for f in findings)
    return -RANK[top.level], waiting, _rule_rank(top), since.timestamp()


def line(patient: str, queue: Queue, evaluation: Evaluation) -> Line:
    """A patient's line from an evaluation."""
    mine = [f for f in evaluation.open if f.queue is queue]
    mine.sort(key=_urgency)
    level = max((f.level for f in mine), key=RANK.__getitem__, default=Level.GREEN)
    return Line(patient, queue, level, tuple(mine), min((f.since for f in mine), default=None))


def ranked(evaluations: Iterable[tuple[str, Evaluation]], queue: Queue) -> tuple[Line, ...]:
    """The whole queue from all evaluations."""
    return tuple(sorted((line(p, queue, e) for p, e in evaluations), key=lambda one: one.key))


class Worklist:
    """A queue that is kept in order while single patients change."""

    def __init__(self, queue: Queue, evaluations: Iterable[tuple[str, Evaluation]] = ()) -> None:
        """Starts with these patients."""
        self.queue = queue
        self._lines = list(ranked(evaluations, queue))
        self._of = {one.patient: one for one in self._lines}

    def update(self, patient: str, evaluation: Evaluation) -> tuple[int, int]:
        """Put a patient's new evaluation in; its old place (-1: none) and its new one."""
        old = self._take(patient)
        new = line(patient, self.queue, evaluation)
        insort(self._lines, new, key=lambda one: one.key)
        self._of[patient] = new
        return old, self.place(patient)

    def remove(self, patient: str) -> int:
        """Take a patient out; its place, or -1."""
        place = self._take(patient)
        self._of.pop(patient, None)
        return place

    def place(self, patient: str) -> int:
        """A patient's place from 0. ``KeyError`` when it is not there."""
        return bisect_left(self._lines, self._of[patient].key, key=lambda one: one.key)

    def __len__(self) -> int:
        """How many patients."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Line]:
        """The lines in order."""
        return iter(self._lines)

    def __getitem__(self, place: int) -> Line:
        """The line at a place."""
        return self._lines[place]

    def _take(self, patient: str) -> int:
        if patient not in self._of:
            return -1
        place = self.place(patient)
        del self._lines[place]
        return place


def _rule_rank(finding: Finding) -> int:
    return RULE_RANK.get(finding.rule, len(RULE_RANK))


def _urgency(finding: Finding) -> tuple[int, bool, int, dt.datetime, str]:
    waiting = finding.confirmation is Confirmation.WAITING
    return -RANK[finding.level], waiting, _rule_rank(finding), finding.since, finding.key
