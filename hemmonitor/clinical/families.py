"""Rules that look at more than one value: relative to a baseline, over days, a mean, a control limit.

Each family answers one question for every occasion of a stretch of a series that one plan was in force
for: does a rule hold? ``None`` is no, ``UNJUDGED`` is that it cannot be said. What holds comes with the
facts used. A stretch at a time, because ten years are judged in one go. The state machine that opens and
closes findings is ``fold``; it is the same for all.

A verdict's ``threshold`` is the limit in absolute figures (a baseline of 94 % less 3 is "at most 91 %"),
so that the screens can draw it.
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from typing import Protocol

from hemmonitor.clinical.limits import UNJUDGED, Limits, Verdict, combined_figure, facts_of
from hemmonitor.clinical.occasions import as_read
from hemmonitor.clinical.series import Series, in_unit
from hemmonitor.clinical.spirometry import SPC_FACTOR, Control, control
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


Verdicts = list[Verdict | None]


class Family(Protocol):
    """One family of rules of one plan, for one kind."""

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """What the rules say of the occasions ``first`` to ``end - 1``."""


def worse(known: Verdict | None, new: Verdict) -> Verdict:
    """The verdict that counts of two; the earlier one when they are alike."""
    if known is None or known is UNJUDGED:
        return new
    return new if (RANK[new.level], new.waiting) > (RANK[known.level], known.waiting) else known


_COMPARE: dict[Comparison, Callable[[Decimal, Decimal], bool]] = {
    Comparison.AT_LEAST: operator.ge,
    Comparison.ABOVE: operator.gt,
    Comparison.AT_MOST: operator.le,
    Comparison.BELOW: operator.lt,
}
_UPPER = frozenset({Comparison.AT_LEAST, Comparison.ABOVE})


class AbsoluteRules:
    """Absolute limits."""

    def __init__(self, limits: Limits) -> None:
        """The compiled limits of the kind."""
        self._limits = limits

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """See ``Limits.judge``."""
        return [self._limits.judge(occasion) for occasion in series.occasions[first:end]]


class RelativeRules:
    """Limits at the frozen baseline plus a difference. CLINICAL.md sections 2, 3 and 9 [P]."""

    def __init__(self, rules: Sequence[tuple[RelativeLimit, Baseline]], version: int) -> None:
        """Each rule with its baseline."""
        self._rules = [(r, effective_limit(r, b), b) for r, b in rules]
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """The worst rule that holds. Red of a single day needs a confirmed occasion, red of more does not."""
        found: Verdicts = [UNJUDGED] * (end - first)
        for rule, limit, baseline in self._rules:
            values = series.column(rule.component, rule.unit).values(end)
            crosses, bound = _COMPARE[limit.comparison], limit.limit
            base = Fact("", rule.component, baseline.value, baseline.unit, baseline.frozen_at)
            for i, value in enumerate(values[first:end], first):
                if value is None:
                    continue
                if crosses(value, bound) and self._on_days(series, i, rule, limit):
                    confirmed = rule.days > 1 or series.occasions[i].confirmed
                    new = _verdict(series, [i], limit, self._version, (base,), confirmed)
                    found[i - first] = worse(found[i - first], new)
                elif found[i - first] is UNJUDGED:
                    found[i - first] = None
        return found

    @staticmethod
    def _on_days(series: Series, index: int, rule: RelativeLimit, limit: Threshold) -> bool:
        values = series.column(rule.component, rule.unit).values(index)
        for back in range(1, rule.days):
            past = [values[i] for i in series.earlier_on(index, series.days[index] - back)]
            if not any(v is not None and limit.crossed_by(v) for v in past):
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
    upper = rule.comparison in _UPPER
    return _threshold(rule, max(ends) if upper is rule.both else min(ends))


class TrendRules:
    """Change over days against the lowest (highest) earlier value. ESC, heartfailurematters.org [F]."""

    def __init__(self, rules: Sequence[TrendLimit], version: int) -> None:
        """The plan's trend limits of the kind."""
        self._rules = rules
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """The worst rule that holds; red needs a confirmed occasion (weigh again the same morning)."""
        found: Verdicts = [UNJUDGED] * (end - first)
        for rule in self._rules:
            values = series.column(rule.component, rule.unit).values(end)
            crosses, upper = _COMPARE[rule.comparison], rule.comparison in _UPPER
            settled = (series.first_day or 0) + rule.settling_days
            for i, day in enumerate(series.days[first:end], first):
                value = values[i]
                if value is None or day < settled:
                    continue
                start, stop = series.between(i, day - rule.days, day)
                earlier = [past for past in values[start:stop] if past is not None]
                if not earlier:
                    continue
                base = min(earlier) if upper else max(earlier)
                if crosses(value, base + rule.change):
                    limit = _threshold(rule, base + rule.change)
                    at = values.index(base, start)
                    confirmed = series.occasions[i].confirmed
                    new = _verdict(series, [i, at], limit, self._version, (), confirmed)
                    found[i - first] = worse(found[i - first], new)
                elif found[i - first] is UNJUDGED:
                    found[i - first] = None
        return found


class MeanRules:
    """The mean of the last protocol days, when there are readings enough. ESH 2021 [R]."""

    def __init__(self, rules: Sequence[MeanLimit], version: int) -> None:
        """The plan's mean limits of the kind."""
        self._rules = rules
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """The worst mean over its limit. The mean is classed as it is shown (``as_read``)."""
        found: Verdicts = [UNJUDGED] * (end - first)
        windows: dict[tuple[int, bool], list[int]] = {}
        for rule in self._rules:
            limit = _threshold(rule, rule.limit)
            sums, counts = series.column(rule.component, rule.unit).totals(end)
            least, crosses, upper = max(rule.least, 1), _COMPARE[rule.comparison], rule.comparison in _UPPER
            starts = windows.get((rule.days, rule.drop_first_day))
            if starts is None:
                starts = list(_window_starts(series.protocol_days, first, end, rule))
                windows[rule.days, rule.drop_first_day] = starts
            near = rule.limit - 1 if upper else rule.limit + 1
            for i, start in enumerate(starts, first):
                n = counts[i + 1] - counts[start]
                if n < least:
                    continue
                total = sums[i + 1] - sums[start]
                # Rounding moves a mean by half a step, and no step is more than 1: most are far from it.
                far = total < near * n if upper else total > near * n
                mean = None if far else as_read(total / n, rule.unit)
                if mean is not None and crosses(mean, rule.limit):
                    at = series.occasions[i].readings[-1].taken_at
                    facts = (Fact("", rule.component, mean, rule.unit, at),)
                    new = Verdict(rule.level, rule.component, facts, self._version, False, limit, rule.source)
                    found[i - first] = worse(found[i - first], new)
                elif found[i - first] is UNJUDGED:
                    found[i - first] = None
        return found


def window_start(days: Sequence[int], index: int, rule: MeanLimit) -> int:
    """The first occasion that counts for the mean of the window that ends with an occasion."""
    reach = index + 1
    first = bisect_left(days, days[index] - rule.days + 1, 0, reach)
    return bisect_right(days, days[first], first, reach) if rule.drop_first_day else first


def _window_starts(days: Sequence[int], first: int, end: int, rule: MeanLimit) -> Iterator[int]:
    """``window_start`` of the occasions ``first`` to ``end - 1``; ``days`` only rise."""
    start, oldest, single = 0, None, True
    for i in range(first, end):
        day = days[i]
        # It moves when its oldest day falls out of it, and with every occasion while it has only one day.
        if oldest is None or single or oldest <= day - rule.days:
            start = window_start(days, i, rule)
            oldest = days[bisect_left(days, day - rule.days + 1, 0, i + 1)]
            single = oldest == day
        yield start


class ControlRules:
    """A day's value under the control limit of the days before, on days in a row. Cooper 2020 [F]."""

    def __init__(self, rules: Sequence[ControlLimit], version: int) -> None:
        """The plan's control limits of the kind."""
        self._rules = rules
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """The worst rule that holds."""
        found: Verdicts = [UNJUDGED] * (end - first)
        for rule in self._rules:
            values = series.column(rule.component, rule.unit).values(end)
            history = _Days(series, rule, first, end)
            slack = SPC_FACTOR * rule.sd_floor
            for i, value in enumerate(values[first:end], first):
                if value is None:
                    continue
                n, total = history.total(series.days[i])
                if not n:
                    continue
                # Most days are less than the floor under the mean and need no more reckoning.
                if (value + slack) * n < total and history.sustained(i):
                    found[i - first] = worse(found[i - first], self._verdict(series, i, rule, history))
                elif found[i - first] is UNJUDGED:
                    found[i - first] = None
        return found

    def _verdict(self, series: Series, index: int, rule: ControlLimit, history: _Days) -> Verdict:
        today = history.control(index)
        assert today is not None
        bound = Decimal(str(today.limit)).quantize(Decimal("0.001"))
        limit = Threshold(
            rule.id,
            rule.kind,
            rule.component,
            Comparison.BELOW,
            bound,
            rule.unit,
            rule.level,
            rule.source,
        )
        return _verdict(series, [index], limit, self._version, (), True)


class _Days:
    """The last value of each calendar day, as far back as a stretch needs."""

    def __init__(self, series: Series, rule: ControlLimit, first: int, end: int) -> None:
        self._series = series
        self._rule = rule
        self._values = series.column(rule.component, rule.unit).values(end)
        oldest = series.days[first] - rule.days - rule.sustained
        start, _ = series.between(first, oldest, oldest)
        by_day = {
            day: value
            for day, value in zip(series.days[start:end], self._values[start:end], strict=True)
            if value is not None
        }
        self._days = list(by_day)
        self._lasts = list(by_day.values())
        self._sums = list(accumulate(self._lasts, initial=Decimal(0)))
        self._least = min(CONTROL_LEAST_DAYS, rule.days)

    def total(self, day: int) -> tuple[int, Decimal]:
        """How many days count before a day, none when they are too few, and the sum of their values."""
        start, stop = self._window(day)
        return stop - start, self._sums[stop] - self._sums[start]

    def before(self, day: int) -> list[Decimal] | None:
        """The values of the days before a day; ``None`` when there are too few."""
        start, stop = self._window(day)
        return self._lasts[start:stop] if stop > start else None

    def _window(self, day: int) -> tuple[int, int]:
        start = bisect_left(self._days, day - self._rule.days)
        stop = bisect_left(self._days, day, start)
        return (start, stop) if stop - start >= max(self._least, 1) else (0, 0)

    def control(self, index: int) -> Control | None:
        """An occasion against the days before it; ``None`` without a value or with too few days."""
        value, before = self._values[index], self.before(self._series.days[index])
        if value is None or before is None:
            return None
        return control(before, value, sd_floor=self._rule.sd_floor, minimum_drop=self._rule.minimum_drop)

    def sustained(self, index: int) -> bool:
        """Whether an occasion, and one on each of the days before, is below its limit."""
        day = self._series.days[index]
        backs = range(self._rule.sustained - 1, 0, -1)
        for indices in [*(self._series.earlier_on(index, day - back) for back in backs), [index]]:
            states = [self.control(i) for i in indices]
            if not any(state is not None and state.below for state in states):
                return False
        return True


def _threshold(rule: RelativeLimit | TrendLimit | MeanLimit, limit: Decimal) -> Threshold:
    return Threshold(
        rule.id, rule.kind, rule.component, rule.comparison, limit, rule.unit, rule.level, rule.source
    )


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
