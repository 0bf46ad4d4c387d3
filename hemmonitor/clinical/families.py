"""Rules that look at more than one value: relative to a baseline, over days, a mean, a control limit.

Each family answers one question for one occasion of a series, given the plan in force then: does a rule
hold? ``None`` is no, ``UNJUDGED`` is that it cannot be said. What holds comes with the facts used. The
state machine that opens and closes findings is ``fold``; it is the same for all.

A verdict's ``threshold`` is the limit in absolute figures (a baseline of 94 % less 3 is "at most 91 %"),
so that the screens can draw it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from hemmonitor.clinical.limits import UNJUDGED, Limits, Verdict, combined_figure, facts_of
from hemmonitor.clinical.occasions import as_read
from hemmonitor.clinical.series import Series, in_unit
from hemmonitor.clinical.spirometry import Control, control
from hemmonitor.model.careplan import (
    RANK,
    Baseline,
    Comparison,
    ControlLimit,
    Level,
    MeanLimit,
    RelativeLimit,
    Threshold,
    TrendLimit,
)
from hemmonitor.model.finding import Fact
from hemmonitor.model.measurement import Quantity

CONTROL_LEAST_DAYS = 5  # of the days before, for a control limit [P]


class Rule(StrEnum):
    """Names of the families, as findings carry them."""

    THRESHOLD = "threshold"
    RELATIVE = "relative"
    TREND = "trend"
    MEAN = "mean"
    CONTROL = "control"
    FLAGGED = "flagged"
    COMBINED = "combined"
    RED_FLAG = "red_flag"
    SYMPTOM = "symptom"
    SCORE = "score"
    MISSING = "missing"


# These decide the zone of an occasion; the mean and the device's flags look at a longer time.
INSTANT = frozenset(Rule) - {Rule.MEAN, Rule.FLAGGED, Rule.MISSING}


class Family(Protocol):
    """One family of rules of one plan, for one kind."""

    def judge(self, series: Series, index: int) -> Verdict | None:
        """What the rules say of an occasion."""


def worse(known: Verdict | None, new: Verdict) -> Verdict:
    """The verdict that counts of two; the earlier one when they are alike."""
    if known is None or known is UNJUDGED:
        return new
    return new if (RANK[new.level], new.waiting) > (RANK[known.level], known.waiting) else known


class AbsoluteRules:
    """Absolute limits."""

    def __init__(self, limits: Limits) -> None:
        """The compiled limits of the kind."""
        self._limits = limits

    def judge(self, series: Series, index: int) -> Verdict | None:
        """See ``Limits.judge``."""
        return self._limits.judge(series.occasions[index])


class RelativeRules:
    """Limits at the frozen baseline plus a difference. CLINICAL.md sections 2, 3 and 9 [P]."""

    def __init__(self, rules: Sequence[tuple[RelativeLimit, Baseline]], version: int) -> None:
        """Each rule with its baseline."""
        self._rules = [(r, effective_limit(r, b), b) for r, b in rules]
        self._version = version

    def judge(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds. Red of a single day needs a confirmed occasion, red of more does not."""
        found: Verdict | None = UNJUDGED
        for rule, limit, baseline in self._rules:
            value = series.column(rule.component, rule.unit).value(index)
            if value is None:
                continue
            if limit.crossed_by(value) and self._on_days(series, index, rule, limit):
                base = Fact("", rule.component, baseline.value, baseline.unit, baseline.frozen_at)
                confirmed = rule.days > 1 or series.occasions[index].confirmed
                found = worse(found, _verdict(series, [index], limit, self._version, (base,), confirmed))
            elif found is UNJUDGED:
                found = None
        return found

    @staticmethod
    def _on_days(series: Series, index: int, rule: RelativeLimit, limit: Threshold) -> bool:
        column, day = series.column(rule.component, rule.unit), series.days[index]
        for back in range(1, rule.days):
            values = [column.value(i) for i in series.earlier_on(index, day - back)]
            if not any(v is not None and limit.crossed_by(v) for v in values):
                return False
        return True


def effective_limit(rule: RelativeLimit, baseline: Baseline) -> Threshold:
    """The limit in absolute figures, in the rule's unit.

    With both a difference and a share: when both must be crossed the farther end decides, else the
    nearer one. ``ValueError`` when the baseline cannot be stated in the rule's unit.
    """
    base = in_unit(Quantity(baseline.component, baseline.value, baseline.unit), rule.unit)
    if base is None:
        raise ValueError("baseline and limit are of different units")
    ends = [] if rule.delta is None else [base + rule.delta]
    if rule.percent is not None:
        ends.append(base * (100 + rule.percent) / 100)
    upper = rule.comparison in {Comparison.AT_LEAST, Comparison.ABOVE}
    limit = max(ends) if upper is rule.both else min(ends)
    return Threshold(
        rule.id, rule.kind, rule.component, rule.comparison, limit, rule.unit, rule.level, rule.source
    )


class TrendRules:
    """Change over days against the lowest (highest) earlier value. ESC, heartfailurematters.org [F]."""

    def __init__(self, rules: Sequence[TrendLimit], version: int) -> None:
        """The plan's trend limits of the kind."""
        self._rules = rules
        self._version = version

    def judge(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds; red needs a confirmed occasion (weigh again the same morning)."""
        found: Verdict | None = UNJUDGED
        day, first = series.days[index], series.first_day or 0
        for rule in self._rules:
            column = series.column(rule.component, rule.unit)
            value = column.value(index)
            if value is None or day < first + rule.settling_days:
                continue
            earlier = [
                (past, i)
                for i in range(series.since(index, day - rule.days), index)
                if series.days[i] < day and (past := column.value(i)) is not None
            ]
            if not earlier:
                continue
            upper = rule.comparison in {Comparison.AT_LEAST, Comparison.ABOVE}
            base, at = min(earlier) if upper else max(earlier)
            limit = Threshold(
                rule.id,
                rule.kind,
                rule.component,
                rule.comparison,
                base + rule.change,
                rule.unit,
                rule.level,
                rule.source,
            )
            if limit.crossed_by(value):
                confirmed = series.occasions[index].confirmed
                found = worse(found, _verdict(series, [index, at], limit, self._version, (), confirmed))
            elif found is UNJUDGED:
                found = None
        return found


class MeanRules:
    """The mean of the last protocol days, when there are readings enough. ESH 2021 [R]."""

    def __init__(self, rules: Sequence[MeanLimit], version: int) -> None:
        """The plan's mean limits of the kind."""
        self._version = version
        self._limits = [
            (r, Threshold(r.id, r.kind, r.component, r.comparison, r.limit, r.unit, r.level, r.source))
            for r in rules
        ]

    def judge(self, series: Series, index: int) -> Verdict | None:
        """The worst mean over its limit. The mean is classed as it is shown (``as_read``)."""
        found: Verdict | None = UNJUDGED
        for rule, limit in self._limits:
            first = window_start(series, index, rule)
            column = series.column(rule.component, rule.unit)
            n = column.number(first, index + 1)
            if n < max(rule.least, 1):
                continue
            mean = as_read(column.total(first, index + 1) / n, rule.unit)
            if limit.crossed_by(mean):
                at = series.occasions[index].readings[-1].taken_at
                facts = (Fact("", rule.component, mean, rule.unit, at),)
                new = Verdict(rule.level, rule.component, facts, self._version, False, limit, rule.source)
                found = worse(found, new)
            elif found is UNJUDGED:
                found = None
        return found


def window_start(series: Series, index: int, rule: MeanLimit) -> int:
    """The first occasion that counts for the mean of the window that ends with an occasion."""
    days = series.protocol_days
    oldest = days[index] - rule.days + 1
    first = index
    while first > 0 and days[first - 1] >= oldest:
        first -= 1
    if rule.drop_first_day:
        dropped = days[first]
        while first <= index and days[first] == dropped:
            first += 1
    return first


class ControlRules:
    """A day's value under the control limit of the days before, on days in a row. Cooper 2020 [F]."""

    def __init__(self, rules: Sequence[ControlLimit], version: int) -> None:
        """The plan's control limits of the kind."""
        self._rules = rules
        self._version = version

    def judge(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds."""
        found: Verdict | None = UNJUDGED
        for rule in self._rules:
            today = _control(series, index, rule)
            if today is None:
                continue
            if today.below and self._sustained(series, index, rule):
                limit = Threshold(
                    rule.id,
                    rule.kind,
                    rule.component,
                    Comparison.BELOW,
                    Decimal(str(today.limit)).quantize(Decimal("0.001")),
                    rule.unit,
                    rule.level,
                    rule.source,
                )
                found = worse(found, _verdict(series, [index], limit, self._version, (), True))
            elif found is UNJUDGED:
                found = None
        return found

    @staticmethod
    def _sustained(series: Series, index: int, rule: ControlLimit) -> bool:
        for back in range(1, rule.sustained):
            states = [_control(series, i, rule) for i in series.earlier_on(index, series.days[index] - back)]
            if not any(state is not None and state.below for state in states):
                return False
        return True


def _control(series: Series, index: int, rule: ControlLimit) -> Control | None:
    """An occasion against the last value of each of the days before; ``None`` with too few days."""
    column, day = series.column(rule.component, rule.unit), series.days[index]
    value = column.value(index)
    if value is None:
        return None
    by_day: dict[int, Decimal] = {}
    for i in range(series.since(index, day - rule.days), index):
        past = column.value(i)
        if past is not None and series.days[i] < day:
            by_day[series.days[i]] = past
    if len(by_day) < min(CONTROL_LEAST_DAYS, rule.days):
        return None
    return control(list(by_day.values()), value, sd_floor=rule.sd_floor, minimum_drop=rule.minimum_drop)


def _verdict(
    series: Series,
    indices: Sequence[int],
    limit: Threshold,
    version: int,
    more: tuple[Fact, ...],
    confirmed: bool,
) -> Verdict:
    facts: list[Fact] = []
    for i in indices:
        figure = combined_figure(series.occasions[i], limit.component)
        if figure is not None:
            facts.extend(facts_of(series.occasions[i], figure))
    waiting = limit.level is Level.RED and not confirmed
    level = Level.YELLOW if waiting else limit.level
    return Verdict(level, limit.component, (*facts, *more), version, waiting, limit, limit.source)
