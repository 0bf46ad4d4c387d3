"""What the lung function screen shows of limits and personal best: percent, and the steps of the bar."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.careplan import Level, Plan, RelativeLimit
from hemmonitor.model.measurement import Component, Kind
from ui.format import Formatter
from ui.patient import view
from ui.patient.bestbar import Marks, Step
from ui.theme import Zone

translate = QCoreApplication.translate
_ROOM = 0.25  # litres over the best that the bar shows


def percent_of_best(today: Decimal, plan: Plan | None) -> int | None:
    """Today's best as percent of the personal best, half up; ``None`` without one."""
    best = plan.baseline_of(Kind.SPIROMETRY, Component.FEV1) if plan else None
    if best is None or best.value <= 0:
        return None
    return int(100 * today / best.value + Decimal("0.5"))


def limits(plan: Plan | None) -> list[tuple[Decimal, Level]]:
    """The lower limits of FEV1 in litres, from the highest: absolute ones, and those under personal best."""
    if plan is None:
        return []
    found = [(t.limit, t.level) for t in plan.thresholds_for(Kind.SPIROMETRY, Component.FEV1) if not t.upper]
    best = plan.baseline_of(Kind.SPIROMETRY, Component.FEV1)
    if best is not None:
        for relative in plan.relative:
            limit = _limit(relative, best.value)
            if limit is not None:
                found.append((limit, relative.level))
    highest: dict[Level, Decimal] = {}
    for limit, level in found:
        highest[level] = max(limit, highest.get(level, limit))
    return sorted(((limit, level) for level, limit in highest.items()), reverse=True)


def _limit(relative: RelativeLimit, best: Decimal) -> Decimal | None:
    """Where a relative fall begins; ``None`` for another figure, or a rise."""
    if relative.kind is not Kind.SPIROMETRY or relative.component is not Component.FEV1:
        return None
    falls = []
    if relative.delta is not None and relative.delta < 0:
        falls.append(best + relative.delta)
    if relative.percent is not None and relative.percent < 0:
        falls.append(best * (1 + relative.percent / 100))
    if not falls:
        return None
    return min(falls) if relative.both else max(falls)


def marks(today: Decimal | None, plan: Plan | None, form: Formatter) -> Marks:
    """The standing bar: zones by the patient's own limits, personal best, today's best."""
    found = limits(plan)
    best = plan.baseline_of(Kind.SPIROMETRY, Component.FEV1) if plan else None
    if not found:
        return Marks()
    top = max(float(best.value) if best else 0.0, float(today or 0), float(found[0][0])) + _ROOM
    low = max(min(float(found[-1][0]) - 0.5, float(today or found[-1][0]) - 0.1), 0.0)
    words = {
        Level.YELLOW: translate("Blow", "Keep an eye on it: under {limit}"),
        Level.RED: translate("Blow", "Contact your care centre: under {limit}"),
    }
    steps = [Step(float(found[0][0]), top, Zone.GREEN)]
    for index, (limit, level) in enumerate(found):
        end = float(found[index + 1][0]) if index + 1 < len(found) else low
        text = words.get(level, "").format(limit=form.number(limit, 2))
        steps.append(Step(end, float(limit), view.zone(level), text))
    best_words = (
        translate("Blow", "Your best {value}").format(value=form.number(best.value, 2)) if best else ""
    )
    today_words = (
        translate("Blow", "Today {value}").format(value=form.number(today, 2)) if today is not None else ""
    )
    return Marks(
        tuple(reversed(steps)),
        float(best.value) if best else None,
        best_words,
        form.day(best.frozen_at) if best else "",
        float(today) if today is not None else None,
        today_words,
        (today_words, best_words, *(step.words for step in steps)),
    )
