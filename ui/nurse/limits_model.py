"""Limits being changed: what is in force, what is new, and whether it can be saved. No widgets.

Rules:
- A limit keeps its id, its strictness and its unit; only the figure changes here.
- On one side, red never lies inside yellow, and the lower limits lie under the upper ones.
- A limit stays inside the range of figures that can be true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from hemmonitor.clinical.plausibility import RANGES
from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.careplan import Level, Plan, Threshold
from hemmonitor.model.measurement import Component, Kind


@dataclass(frozen=True, slots=True)
class Change:
    """A limit that differs between two versions; ``None`` where it is missing."""

    old: Threshold | None
    new: Threshold | None


@dataclass(slots=True)
class LimitsDraft:
    """Edits to the limits of a plan, by threshold id."""

    plan: Plan
    edits: dict[str, Decimal] = field(default_factory=dict)

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
        return bool(self.edits)

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


def changes(old: Sequence[Threshold], new: Sequence[Threshold]) -> list[Change]:
    """What differs between two versions' limits."""
    before, after = {t.id: t for t in old}, {t.id: t for t in new}
    ids = dict.fromkeys([*before, *after])
    pairs = [Change(before.get(i), after.get(i)) for i in ids]
    return [c for c in pairs if c.old is None or c.new is None or c.old.limit != c.new.limit]
