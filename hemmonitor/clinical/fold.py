"""The state machine that opens and closes findings, the same for every family of rules.

::

    closed --holds--> open --in range, close_after times in a row--> closed
                       | holds: attaches, the count starts again

What cannot be judged changes nothing. One fold runs over one kind's series for one family; it keeps its
state after every occasion, so that a late arrival costs only what comes after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemmonitor.clinical.families import (
    AbsoluteRules,
    ControlRules,
    Family,
    MeanRules,
    RelativeRules,
    Rule,
    TrendRules,
)
from hemmonitor.clinical.limits import UNJUDGED, Limits, Verdict
from hemmonitor.clinical.series import Series
from hemmonitor.clinical.symptoms import (
    Answers,
    CombinedRules,
    FlagRules,
    RedFlagRules,
    ScoreRules,
    SymptomRules,
)
from hemmonitor.model.careplan import Plan
from hemmonitor.model.measurement import Kind

# A family, and for questionnaires which one: two diaries do not close each other's findings.
FoldKey = tuple[Rule, str]

CLOSED = -1


def families_of(plan: Plan, kind: Kind, answers: Answers) -> dict[FoldKey, Family]:
    """The families that a plan has rules of for a kind."""
    found: dict[FoldKey, Family] = {}
    version = plan.version
    limits = Limits(kind, plan.thresholds, version)
    if limits:
        found[Rule.THRESHOLD, ""] = AbsoluteRules(limits)
    bases = [(r, plan.baseline_of(kind, r.component)) for r in plan.relative if r.kind == kind]
    relative = [(r, b) for r, b in bases if b is not None]
    if relative:
        found[Rule.RELATIVE, ""] = RelativeRules(relative, version)
    trends = [r for r in plan.trends if r.kind == kind]
    if trends:
        found[Rule.TREND, ""] = TrendRules(trends, version)
    means = [r for r in plan.means if r.kind == kind]
    if means:
        found[Rule.MEAN, ""] = MeanRules(means, version)
    controls = [r for r in plan.controls if r.kind == kind]
    if controls:
        found[Rule.CONTROL, ""] = ControlRules(controls, version)
    flagged = [r for r in plan.flagged if r.kind == kind]
    if flagged:
        found[Rule.FLAGGED, ""] = FlagRules(flagged, version)
    together = [r for r in plan.combined if r.limit.kind == kind]
    if together:
        found[Rule.COMBINED, ""] = CombinedRules(together, answers, version)
    if kind is Kind.QUESTIONNAIRE:
        found |= _questionnaire_families(plan, answers)
    return found


def _questionnaire_families(plan: Plan, answers: Answers) -> dict[FoldKey, Family]:
    found: dict[FoldKey, Family] = {}
    if plan.red_flags:
        found[Rule.RED_FLAG, ""] = RedFlagRules(plan.red_flags, answers, plan.version)
    for name in dict.fromkeys(r.questionnaire for r in plan.symptoms):
        rules = [r for r in plan.symptoms if r.questionnaire == name]
        found[Rule.SYMPTOM, name] = SymptomRules(rules, answers, plan.version)
    for name in dict.fromkeys(r.questionnaire for r in plan.scores):
        limits = [r for r in plan.scores if r.questionnaire == name]
        found[Rule.SCORE, name] = ScoreRules(limits, answers, plan.version)
    return found


@dataclass(frozen=True, slots=True)
class Judge:
    """A plan's families for one kind, and how many occasions in range close a finding."""

    families: Mapping[FoldKey, Family]
    close_after: int


class Fold:
    """Verdicts and state of one family over one series.

    ``verdicts[i]`` is what held for occasion ``i``; ``opened[i]`` the occasion that opened the finding
    that is open after ``i``, or ``CLOSED``; ``good[i]`` how many in a row were in range by then.
    """

    def __init__(self, key: FoldKey) -> None:
        """Nothing folded yet."""
        self.key = key
        self.verdicts: list[Verdict | None] = []
        self.opened: list[int] = []
        self.good: list[int] = []

    def refold(self, series: Series, start: int, judges: Sequence[Judge], which: Sequence[int]) -> None:
        """Judge the occasions from ``start`` on anew. ``which[i]``: the judge in force at occasion i."""
        del self.verdicts[start:], self.opened[start:], self.good[start:]
        opened = self.opened[-1] if self.opened else CLOSED
        good = self.good[-1] if self.good else 0
        key = self.key
        families = [judge.families.get(key) for judge in judges]
        closing = [max(judge.close_after, 1) for judge in judges]
        for first, end in _stretches(which, start):
            family, enough = families[which[first]], closing[which[first]]
            verdicts = [UNJUDGED] * (end - first) if family is None else family.judge(series, first, end)
            for i, verdict in enumerate(verdicts, first):
                if verdict is None:
                    good += 1
                    if good >= enough:
                        opened = CLOSED
                elif verdict is not UNJUDGED:
                    good = 0
                    if opened == CLOSED:
                        opened = i
                self.opened.append(opened)
                self.good.append(good)
            self.verdicts += verdicts

    def settled(self, start: int, close_after: int) -> bool:
        """Whether the state after the last occasion does not depend on what came before ``start``."""
        run = 0
        for verdict in self.verdicts[start:]:
            if verdict is None:
                run += 1
                if run >= close_after:
                    return True
            elif verdict is not UNJUDGED:
                run = 0
        return False


def _stretches(which: Sequence[int], start: int) -> Iterator[tuple[int, int]]:
    """Slices of equal numbers from ``start`` on; the numbers only rise."""
    while start < len(which):
        end = bisect_right(which, which[start], start)
        yield start, end
        start = end
