"""A personal baseline is proposed by the program and frozen by a nurse; it never drifts by itself.

Median of the daily values of at least seven clean days [P, CLINICAL.md section 9 rule 5]. A clean day has
no flag on its readings and no open finding of the kind; the caller names the days that are not clean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from hemmonitor.clinical.numbers import half_up_to, median
from hemmonitor.clinical.occasions import counts
from hemmonitor.clinical.series import in_unit
from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.measurement import Component, Kind, Measurement, Unit

CLEAN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """A baseline that a nurse may freeze: the value, and the days and measurements it rests on."""

    kind: Kind
    component: Component
    value: Decimal
    unit: Unit
    days: int
    measurement_ids: tuple[str, ...]


def propose(
    measurements: Iterable[Measurement],
    kind: Kind,
    component: Component,
    unit: Unit,
    unclean: Collection[dt.date] = (),
    days: int = CLEAN_DAYS,
) -> Proposal | None:
    """The median of the last ``days`` clean days' medians; ``None`` with fewer clean days."""
    by_day: dict[dt.date, list[tuple[Decimal, str]]] = {}
    spoiled = set(unclean)
    for m in measurements:
        if m.kind is not kind:
            continue
        day = m.taken_at.date()
        figure = m.quantity(component)
        value = None if figure is None else in_unit(figure, unit)
        if not counts(m) or m.flags:
            spoiled.add(day)
        elif value is not None:
            by_day.setdefault(day, []).append((value, m.id))
    clean = sorted(day for day in by_day if day not in spoiled)[-days:]
    if len(clean) < days:
        return None
    middle = median(median(v for v, _ in by_day[day]) for day in clean)
    shown = half_up_to(middle, READING_STEP[unit])
    value = Decimal(shown.numerator) / Decimal(shown.denominator)
    ids = tuple(sorted(name for day in clean for _, name in by_day[day]))
    return Proposal(kind, component, value, unit, len(clean), ids)
