"""Limits being changed: what is in force, what is new, and whether it can be saved. No widgets.

Rules:
- A limit keeps its id, its strictness and its unit; only the figure changes here.
- On one side, red never lies inside yellow, and the lower limits lie under the upper ones.
- A limit stays inside the range of figures that can be true.
- A baseline is frozen by a named person, at a value that the program proposes or that is typed; it never
  drifts by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from hemmonitor.clinical.plausibility import RANGES
from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.careplan import (
    Baseline,
    Comparison,
    Level,
    MeanLimit,
    Plan,
    RelativeLimit,
    Threshold,
    TrendLimit,
)
from hemmonitor.model.measurement import Component, Kind, Unit


@dataclass(frozen=True, slots=True)
class Change:
    """A limit that differs between two versions; ``None`` where it is missing."""

    old: Threshold | None
    new: Threshold | None


# what can be edited beside the absolute limits; the other families come with a template
Other = RelativeLimit | TrendLimit | MeanLimit
_Rule = TypeVar("_Rule", RelativeLimit, TrendLimit, MeanLimit)
_FAMILIES: dict[type[Other], str] = {RelativeLimit: "relative", TrendLimit: "trends", MeanLimit: "means"}


@dataclass(slots=True)
class LimitsDraft:
    """Edits to the limits of a plan: of the absolute ones by threshold id, and to the other rules.

    ``rules`` is the plan with the other rules and the baselines as they would be.
    """

    plan: Plan
    edits: dict[str, Decimal] = field(default_factory=dict)
    rules: Plan = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the plan as it stands."""
        self.rules = self.plan

    def measures(self) -> list[tuple[Kind, Component]]:
        """What has limits, in the order of the plan."""
        return list(dict.fromkeys((t.kind, t.component) for t in self.plan.thresholds))

    def limits(self, kind: Kind, component: Component) -> list[Threshold]:
        """The limits of a figure as they would be, the highest first."""
        found = [self.edited(t) for t in self.plan.thresholds_for(kind, component)]
        return sorted(found, key=lambda t: (-t.limit, t.level is Level.YELLOW))

    def edited(self, threshold: Threshold) -> Threshold:
        """A limit with its edit."""
        value = self.edits.get(threshold.id)
        return threshold if value is None else replace(threshold, limit=value)

    def set(self, threshold_id: str, value: Decimal) -> None:
        """Change a limit; the figure in force takes the edit away."""
        old = next(t for t in self.plan.thresholds if t.id == threshold_id)
        if value == old.limit:
            self.edits.pop(threshold_id, None)
        else:
            self.edits[threshold_id] = value

    @property
    def changed(self) -> bool:
        """Whether anything differs from the plan in force."""
        return bool(self.edits) or self.rules != self.plan

    @property
    def made(self) -> Plan:
        """The plan as it would be."""
        return replace(self.rules, thresholds=self.thresholds())

    def restore(self) -> None:
        """Take all edits back."""
        self.edits.clear()
        self.rules = self.plan

    def rebased(self, plan: Plan) -> LimitsDraft:
        """The same edits on top of another version; what that version has already is no edit."""
        known = {t.id: t.limit for t in plan.thresholds}
        kept = {i: v for i, v in self.edits.items() if i in known and known[i] != v}
        fresh = LimitsDraft(plan, kept)
        if self.rules != self.plan:
            fresh.rules = _with_rules_of(plan, self.rules)
        return fresh

    def take_from(self, old: Plan) -> None:
        """Make all limits as they were in an earlier version."""
        before = {t.id: t.limit for t in old.thresholds}
        self.restore()
        for threshold in self.plan.thresholds:
            if threshold.id in before:
                self.set(threshold.id, before[threshold.id])
        self.rules = _with_rules_of(self.plan, old)

    # rules beside the absolute limits

    def others(self, kind: Kind, component: Component) -> list[Other]:
        """The editable rules of a figure as they would be."""
        return [rule for rule in others_of(self.rules) if rule.kind is kind and rule.component is component]

    def before(self, rule_id: str) -> Other | None:
        """A rule as it is in force."""
        return next((rule for rule in others_of(self.plan) if rule.id == rule_id), None)

    def put(self, rule: Other) -> None:
        """Change a rule, or add it."""
        match rule:
            case RelativeLimit():
                self.rules = replace(self.rules, relative=_put(self.rules.relative, rule))
            case TrendLimit():
                self.rules = replace(self.rules, trends=_put(self.rules.trends, rule))
            case MeanLimit():
                self.rules = replace(self.rules, means=_put(self.rules.means, rule))

    def drop(self, rule_id: str) -> None:
        """Take a rule away."""
        self.rules = replace(
            self.rules,
            relative=tuple(r for r in self.rules.relative if r.id != rule_id),
            trends=tuple(r for r in self.rules.trends if r.id != rule_id),
            means=tuple(r for r in self.rules.means if r.id != rule_id),
        )

    def baseline(self, kind: Kind, component: Component) -> Baseline | None:
        """The baseline of a figure as it would be."""
        return self.rules.baseline_of(kind, component)

    def freeze(self, baseline: Baseline) -> None:
        """Freeze a figure's baseline in place of the one before."""
        rest = [
            b for b in self.rules.baselines if (b.kind, b.component) != (baseline.kind, baseline.component)
        ]
        self.rules = replace(self.rules, baselines=(*rest, baseline))

    def thresholds(self) -> tuple[Threshold, ...]:
        """All limits as they would be, in the order of the plan."""
        return tuple(self.edited(t) for t in self.plan.thresholds)

    def faults(self) -> frozenset[str]:
        """Ids of limits that contradict another one."""
        found: set[str] = set()
        for kind, component in self.measures():
            limits = self.limits(kind, component)
            upper, lower = [t for t in limits if t.upper], [t for t in limits if not t.upper]
            for worse, milder in pairwise(upper):
                if worse.level is Level.YELLOW and milder.level is Level.RED:
                    found |= {worse.id, milder.id}
            for milder, worse in pairwise(lower):
                if milder.level is Level.RED and worse.level is Level.YELLOW:
                    found |= {worse.id, milder.id}
            if upper and lower and min(t.limit for t in upper) <= max(t.limit for t in lower):
                found |= {
                    min(upper, key=lambda t: t.limit).id,
                    max(lower, key=lambda t: t.limit).id,
                }
        return frozenset(found)


def step_of(threshold: Threshold) -> Decimal:
    """The step in which a figure of this unit is read."""
    step = READING_STEP[threshold.unit]
    return Decimal(step.numerator) / Decimal(step.denominator)


def exact(threshold: Threshold, value: float) -> Decimal:
    """A figure from the screen in the steps of its unit."""
    step = step_of(threshold)
    return (Decimal(str(value)) / step).quantize(Decimal(1)) * step


def range_of(threshold: Threshold) -> tuple[Decimal, Decimal]:
    """Between which figures the limit can lie."""
    known = RANGES.get(threshold.component)
    if known is None or known.unit is not threshold.unit:
        return Decimal(0), max(threshold.limit * 3, Decimal(1000))
    low, high = known.hard
    return Decimal(low), Decimal(high)


def others_of(plan: Plan) -> list[Other]:
    """The editable rules of a plan beside the absolute limits."""
    return [*plan.relative, *plan.trends, *plan.means]


def _put(known: tuple[_Rule, ...], rule: _Rule) -> tuple[_Rule, ...]:
    """The rules with this one in its place, or at the end."""
    if any(one.id == rule.id for one in known):
        return tuple(rule if one.id == rule.id else one for one in known)
    every = list(known)
    every.append(rule)
    return tuple(every)


def _with_rules_of(plan: Plan, other: Plan) -> Plan:
    """The plan with the rules and baselines of another; its absolute limits stay."""
    return replace(
        plan,
        baselines=other.baselines,
        relative=other.relative,
        trends=other.trends,
        means=other.means,
        controls=other.controls,
    )


def figure_of(rule: Other) -> Decimal:
    """The one figure of a rule that a person sets, without its sign."""
    match rule:
        case RelativeLimit():
            return abs(rule.delta if rule.delta is not None else rule.percent or Decimal(0))
        case TrendLimit():
            return abs(rule.change)
        case MeanLimit():
            return rule.limit


def with_figure(rule: Other, value: Decimal) -> Other:
    """The rule with another figure; a fall stays a fall."""
    match rule:
        case RelativeLimit() if rule.delta is not None:
            return replace(rule, delta=value.copy_sign(rule.delta))
        case RelativeLimit():
            return replace(rule, percent=value.copy_sign(rule.percent or value))
        case TrendLimit():
            return replace(rule, change=value.copy_sign(rule.change))
        case MeanLimit():
            return replace(rule, limit=value)


def is_rise(rule: Other) -> bool:
    """Whether the rule looks for values that are too high."""
    return rule.comparison in {Comparison.AT_LEAST, Comparison.ABOVE}


def new_rule(family: type[Other], draft: LimitsDraft, measure: tuple[Kind, Component], unit: Unit,
             near: Decimal, *, rise: bool) -> Other:  # fmt: skip
    """A yellow rule to start from, with an id that no version has used. It has no source but the nurse's."""
    kind, component = measure
    comparison = Comparison.AT_LEAST if rise else Comparison.AT_MOST
    used = {*draft.plan.rule_ids, *draft.rules.rule_ids}
    base = f"{kind}.{component}.{_FAMILIES[family]}.{'rise' if rise else 'fall'}"
    name = next(n for n in (base, *(f"{base}.{i}" for i in range(2, 99))) if n not in used)
    step = Decimal(READING_STEP[unit].numerator) / Decimal(READING_STEP[unit].denominator)
    change = (step * 4) if rise else -(step * 4)
    if family is RelativeLimit:
        return RelativeLimit(name, kind, component, comparison, unit, Level.YELLOW, delta=change, days=1)
    if family is TrendLimit:
        return TrendLimit(name, kind, component, comparison, change, unit, 3, Level.YELLOW)
    return MeanLimit(name, kind, component, comparison, near, unit, Level.YELLOW)


def changes(old: Sequence[Threshold], new: Sequence[Threshold]) -> list[Change]:
    """What differs between two versions' limits."""
    before, after = {t.id: t for t in old}, {t.id: t for t in new}
    ids = dict.fromkeys([*before, *after])
    pairs = [Change(before.get(i), after.get(i)) for i in ids]
    return [c for c in pairs if c.old is None or c.new is None or c.old.limit != c.new.limit]
