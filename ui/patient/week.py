"""The mean of the last seven days' pressures, as charts and plan show it.

Apart from the charts, which take long to load.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hemmonitor.clinical.home_pressure import home_average, readings_of
from hemmonitor.model.careplan import Comparison
from hemmonitor.model.measurement import Component, Kind, Measurement
from ui.patient.page import Shown
from ui.theme import Zone

WEEK = 7 * 86_400  # seconds


def since(history: Sequence[Measurement], start: float) -> Sequence[Measurement]:
    """The measurements from a time on; the history is in order of time."""
    return history[bisect_left(history, start, key=lambda m: m.taken_at.timestamp()) :]


@dataclass(frozen=True, slots=True)
class WeekMean:
    """The mean blood pressure of the last seven days, and its zone against the goals."""

    systolic: int
    diastolic: int
    zone: Zone

    @property
    def text(self) -> str:
        """138/79."""
        return f"{self.systolic}/{self.diastolic}"


def week_mean(shown: Shown) -> WeekMean | None:
    """The 7-day mean as it is shown and judged; ``None`` without readings."""
    recent = [m for m in since(shown.history, shown.now.timestamp() - WEEK) if m.kind is Kind.BLOOD_PRESSURE]
    mean = home_average(readings_of(recent), drop_first_day=False).overall
    if mean is None:
        return None
    upper, lower = mean.shown
    goals = [g for g in (shown.home.plan.goals if shown.home.plan else ()) if g.kind is Kind.BLOOD_PRESSURE]
    values = {Component.SYSTOLIC: upper, Component.DIASTOLIC: lower}
    judged = [_met(g.comparison, values[g.component], g.limit) for g in goals if g.component in values]
    zone = Zone.GREY if not judged else (Zone.GREEN if all(judged) else Zone.YELLOW)
    return WeekMean(upper, lower, zone)


def _met(comparison: Comparison, value: int, limit: Decimal) -> bool:
    return {
        Comparison.BELOW: value < limit,
        Comparison.AT_MOST: value <= limit,
        Comparison.ABOVE: value > limit,
        Comparison.AT_LEAST: value >= limit,
    }[comparison]
