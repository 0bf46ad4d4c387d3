"""Absolute limits: what a plan says of one occasion, and the verdict that every family of rules gives.

Rules:
- A limit is carried once into the unit of the values, at the step in which that unit is read
  (``units.limit_in``); the values stay as measured.
- An occasion whose every reading is in range is in range. Otherwise its combined figure is judged
  (``occasions``): a mean, the best, the latest, or the least severe of its readings.
- Red needs confirmation; until it comes the verdict is yellow and waiting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hemmonitor.clinical.occasions import REPEATS, Combine, Occasion, as_read
from hemmonitor.clinical.units import convertible, limit_in
from hemmonitor.model.careplan import RANK, Comparison, Level, Threshold
from hemmonitor.model.finding import Fact
from hemmonitor.model.measurement import Component, Kind, Quantity, Unit


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule holds for an occasion. ``level`` is never red while ``waiting`` for a repeat.

    ``threshold`` is the limit in absolute figures, also for a rule that is relative; ``None`` for
    symptoms. ``facts``: the figures used, the decisive one first.
    """

    level: Level
    component: Component | None
    facts: tuple[Fact, ...]
    plan_version: int
    waiting: bool = False
    threshold: Threshold | None = None
    source: str = ""


# Stands where a rule cannot judge an occasion: no limit, no such figure, too few data.
UNJUDGED = Verdict(Level.GREY, None, (), 0)


@dataclass(frozen=True, slots=True)
class Band:
    """The figures that cross nothing: below ``ge``, at most ``gt``, above ``le``, at least ``lt``.

    All between ``low`` and ``high`` are such; for a figure on an edge ask ``holds``.
    """

    ge: Decimal
    gt: Decimal
    le: Decimal
    lt: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, edges: Mapping[Comparison, Decimal]) -> Band:
        """The band between the nearest limits of each comparison."""
        ge, gt = edges[Comparison.AT_LEAST], edges[Comparison.ABOVE]
        le, lt = edges[Comparison.AT_MOST], edges[Comparison.BELOW]
        return cls(ge, gt, le, lt, max(le, lt), min(ge, gt))

    def holds(self, value: Decimal) -> bool:
        """Whether a figure crosses nothing."""
        return value < self.ge and value <= self.gt and value > self.le and value >= self.lt


_INF = Decimal("Infinity")
_UPPER = frozenset({Comparison.AT_LEAST, Comparison.ABOVE})


def carried(threshold: Threshold, unit: Unit) -> Threshold:
    """The limit for values in ``unit``. ``ValueError`` when the units are of different families."""
    if unit is threshold.unit:
        return threshold
    limit = limit_in(threshold.limit, threshold.unit, unit)
    return replace(threshold, limit=Decimal(limit.numerator) / Decimal(limit.denominator), unit=unit)


def crossed(threshold: Threshold, figure: Quantity) -> bool:
    """Whether a figure crosses a limit. Never when the units cannot be compared, or without a value."""
    if figure.value is None or not convertible(threshold.unit, figure.unit):
        return False
    return carried(threshold, figure.unit).crossed_by(figure.value)


class Limits:
    """The limits of one kind in one plan, ready for use. ``bands`` are found as units turn up."""

    def __init__(self, kind: Kind, thresholds: Sequence[Threshold], plan_version: int) -> None:
        """Only yellow and red limits count."""
        self.kind = kind
        self.plan_version = plan_version
        self._by_component: dict[Component, list[Threshold]] = {}
        for threshold in thresholds:
            if threshold.kind == kind and RANK[threshold.level] >= RANK[Level.YELLOW]:
                self._by_component.setdefault(threshold.component, []).append(threshold)
        self._bands: dict[tuple[Component, Unit], Band | None] = {}

    def __bool__(self) -> bool:
        """Whether there is any limit."""
        return bool(self._by_component)

    def judge(self, occasion: Occasion) -> Verdict | None:
        """``None`` in range, ``UNJUDGED`` when no figure has a limit, else the verdict."""
        judged, bands = False, self._bands
        for reading in occasion.readings:
            for figure in reading.values:
                value = figure.value
                if value is None:
                    continue
                key = figure.component, figure.unit
                band = bands[key] if key in bands else self._band(*key)
                if band is None:
                    continue
                judged = True
                if not (band.low < value < band.high or band.holds(value)):
                    return self._judge_closely(occasion)
        return None if judged else UNJUDGED

    def worst(self, figures: Sequence[Quantity]) -> tuple[Level, Threshold | None, Quantity | None]:
        """The worst limit crossed by figures, in the plan's order; green, or grey when nothing is judged."""
        found: tuple[Level, Threshold | None, Quantity | None] = (Level.GREY, None, None)
        for figure in figures:
            for threshold in self._by_component.get(figure.component, ()):
                if figure.value is None or not convertible(threshold.unit, figure.unit):
                    continue
                if found[0] is Level.GREY:
                    found = (Level.GREEN, None, None)
                if RANK[threshold.level] > RANK[found[0]] and crossed(threshold, figure):
                    found = (threshold.level, threshold, figure)
        return found

    def _band(self, component: Component, unit: Unit) -> Band | None:
        key = (component, unit)
        if key not in self._bands:
            edges = {c: _INF if c in _UPPER else -_INF for c in Comparison}
            fitting = [t for t in self._by_component.get(component, ()) if convertible(t.unit, unit)]
            for threshold in fitting:
                edge, limit = threshold.comparison, carried(threshold, unit).limit
                edges[edge] = min(edges[edge], limit) if threshold.upper else max(edges[edge], limit)
            self._bands[key] = Band.of(edges) if fitting else None
        return self._bands[key]

    def _judge_closely(self, occasion: Occasion) -> Verdict | None:
        policy = REPEATS[occasion.kind]
        if policy.combine is Combine.LEAST_SEVERE:
            each = [self.worst(r.values) for r in occasion.readings]
            judged = [one for one in each if one[0] is not Level.GREY]
            level, threshold, figure = min(judged, key=lambda one: RANK[one[0]])
            worst = max(judged, key=lambda one: RANK[one[0]])
            if worst[0] is Level.RED and RANK[level] < RANK[policy.refuted]:
                level, threshold, figure = policy.refuted, worst[1], worst[2]
        else:
            level, threshold, figure = self.worst(combined(occasion))
        if threshold is None or figure is None:
            return None
        waiting = level is Level.RED and not occasion.confirmed
        return Verdict(
            Level.YELLOW if waiting else level,
            threshold.component,
            facts_of(occasion, figure),
            self.plan_version,
            waiting,
            threshold,
            threshold.source,
        )


def combined(occasion: Occasion) -> tuple[Quantity, ...]:
    """The figures an occasion stands for: means, best values, or the latest, as its kind asks.

    For a kind whose least severe reading counts these are the latest.
    """
    if len(occasion.readings) == 1:
        return occasion.readings[0].values
    found = []
    for component in dict.fromkeys(q.component for r in occasion.readings for q in r.values):
        figure = combined_figure(occasion, component)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def combined_figure(occasion: Occasion, component: Component) -> Quantity | None:
    """One figure that an occasion stands for, or ``None`` when no reading has it."""
    if len(occasion.readings) == 1:
        for figure in occasion.readings[0].values:
            if figure.component is component:
                return figure if figure.value is not None else None
        return None
    figures = occasion.figures(component)
    values = [q.value for q in figures if q.value is not None]
    if not values:
        return None
    how, unit = REPEATS[occasion.kind].combine, figures[-1].unit
    if how is Combine.MEAN:
        return Quantity(component, as_read(sum(values, Decimal(0)) / len(values), unit), unit)
    return Quantity(component, max(values) if how is Combine.BEST else values[-1], unit)


def facts_of(occasion: Occasion, figure: Quantity) -> tuple[Fact, ...]:
    """The readings of a component, and the combined figure last when there are several."""
    found = []
    for reading in occasion.readings:
        quantity = reading.quantity(figure.component)
        if quantity is not None and quantity.value is not None:
            found.append(Fact(reading.id, figure.component, quantity.value, quantity.unit, reading.taken_at))
    if len(occasion.readings) > 1 and figure.value is not None:
        at = occasion.last.taken_at
        found.append(Fact("", figure.component, figure.value, figure.unit, at))
    return tuple(found)
