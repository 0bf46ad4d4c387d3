"""A plan's limits, goals and schedule in plain words.

Limits become closed ranges in the step in which the unit is read: "from 160" and "from 180" make 160-179.
A strict limit ("more than 2 kg") keeps its word, so that nobody is told another limit than the rules use.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.careplan import Comparison, Level, Plan, Threshold
from hemmonitor.model.measurement import Component, Kind, Unit
from ui.format import Formatter, unit_word
from ui.patient import view
from ui.patient.words import component_name, kind_name

translate = QCoreApplication.translate


def limits(plan: Plan, level: Level, form: Formatter) -> list[str]:
    """What a zone means, one line a figure: "Upper pressure: 160-179 or 90-99"."""
    seen = dict.fromkeys((t.kind, t.component) for t in plan.thresholds)
    lines = [_line(plan, kind, component, level, form) for kind, component in seen]
    return [text for text in lines if text]


def advice(level: Level) -> str:
    """What to do in a zone, where the plan has no words of its own."""
    return {
        Level.GREEN: translate("Plan", "Go on measuring as planned. Take your medicines as usual."),
        Level.YELLOW: translate("Plan", "Rest for five minutes and measure again."),
    }.get(level, translate("Plan", "Call your care centre today. Evenings and weekends: call 1177."))


def goals(plan: Plan, form: Formatter) -> list[str]:
    """Each goal as a sentence; the two pressures together."""
    found: list[str] = []
    pressure = {g.component: g for g in plan.goals if g.kind is Kind.BLOOD_PRESSURE}
    both = [pressure.get(c) for c in (Component.SYSTOLIC, Component.DIASTOLIC)]
    if all(g is not None for g in both):
        figures = "/".join(form.number(g.limit) for g in both if g is not None)
        found.append(translate("Plan", "Mean under {limit}").format(limit=figures))
    for goal in plan.goals:
        if found and goal.kind is Kind.BLOOD_PRESSURE and goal in both:
            continue
        text = {
            Comparison.BELOW: translate("Plan", "{name} under {limit}"),
            Comparison.AT_MOST: translate("Plan", "{name} at most {limit}"),
            Comparison.ABOVE: translate("Plan", "{name} over {limit}"),
            Comparison.AT_LEAST: translate("Plan", "{name} at least {limit}"),
        }[goal.comparison]
        limit = form.quantity(goal.limit, goal.unit, view.decimals(goal.unit))
        found.append(text.format(name=component_name(goal.component), limit=limit))
    return found


def breaks(plan: Plan, today: dt.date, form: Formatter) -> list[str]:
    """Pauses that go on or come, and the end of the monitoring, a sentence or two each."""
    if plan.ends is not None and plan.ended(today):
        return [ended(plan.ends, form)]
    found = []
    for pause in sorted(plan.pauses, key=lambda p: p.first):
        if pause.last < today:
            continue
        last = form.day(pause.last)
        text = (
            translate("Plan", "Pause up to and including {last}. You do not need to measure.")
            if pause.first <= today
            else translate("Plan", "Pause from {first} up to and including {last}.")
        )
        said = text.format(first=form.day(pause.first), last=last)
        why = translate("Plan", "Why: {reason}.").format(reason=pause.reason.rstrip("."))
        found.append(f"{said} {why}" if pause.reason else said)
    if plan.ends is not None:
        text = translate("Plan", "You measure up to and including {day}. Then the monitoring is over.")
        found.append(text.format(day=form.day(plan.ends, year=plan.ends.year != today.year)))
    return found


def ended(last: dt.date, form: Formatter) -> str:
    """The monitoring is over."""
    text = translate(
        "Plan",
        "The monitoring ended on {day}. Your values are kept. Call your care centre if you feel worse.",
    )
    return text.format(day=form.day(last, year=True))


def schedule(plan: Plan) -> str:
    """What the patient measures and when, one measure a line."""
    parts = []
    for kind in dict.fromkeys(slot.kind for slot in plan.schedule):
        times = [view.part_of_day(slot.at) for slot in plan.schedule if slot.kind is kind]
        joined = translate("Plan", "{first} and {last}")
        when = times[0] if len(times) == 1 else joined.format(first=", ".join(times[:-1]), last=times[-1])
        text = translate("Plan", "{measure}: {when}")
        parts.append(text.format(measure=kind_name(kind), when=when))
    return "\n".join(parts)


def _line(plan: Plan, kind: Kind, component: Component, level: Level, form: Formatter) -> str:
    found = sorted(plan.thresholds_for(kind, component), key=lambda t: t.limit)
    lower, upper = [t for t in found if not t.upper], [t for t in found if t.upper]
    if level is Level.GREEN:
        ranges = [_range(lower[-1] if lower else None, upper[0] if upper else None, form)]
    else:
        ranges = []
        for index, t in enumerate(upper):
            if t.level is level:
                ranges.append(_range(t, upper[index + 1] if index + 1 < len(upper) else None, form))
        for index, t in enumerate(lower):
            if t.level is level:
                ranges.append(_range(lower[index - 1] if index else None, t, form))
    if not ranges:
        return ""
    either = translate("Plan", " or ").join(ranges)
    return translate("Plan", "{name}: {limits}").format(name=_short(component), limits=either)


def _short(component: Component) -> str:
    """A figure's name where its measure is plain from the rest."""
    return {
        Component.SYSTOLIC: translate("Plan", "Upper"),
        Component.DIASTOLIC: translate("Plan", "Lower"),
    }.get(component) or component_name(component)


def _range(low: Threshold | None, high: Threshold | None, form: Formatter) -> str:
    """From the limit below to the limit above, as the rules read them."""
    known = low or high
    assert known is not None
    first, last = _from(low), _to(high)
    decimals = view.decimals(known.unit)
    unit = "" if known.unit in {Unit.MMHG, Unit.PER_MINUTE} else f" {unit_word(known.unit)}"
    if first is not None and last is not None:
        return form.between(form.number(first, decimals), form.number(last, decimals)) + unit
    if high is not None:
        strict = high.comparison in {Comparison.AT_LEAST, Comparison.BELOW}
        text = translate("Plan", "under {limit}") if strict else translate("Plan", "{limit} or less")
        return text.format(limit=form.number(high.limit, decimals) + unit)
    assert low is not None
    strict = low.comparison in {Comparison.ABOVE, Comparison.AT_MOST}
    text = translate("Plan", "over {limit}") if strict else translate("Plan", "{limit} or more")
    return text.format(limit=form.number(low.limit, decimals) + unit)


def _step(threshold: Threshold) -> Decimal:
    step = READING_STEP.get(threshold.unit)
    return Decimal(step.numerator) / step.denominator if step is not None else Decimal(1)


def _from(low: Threshold | None) -> Decimal | None:
    """The first value above a limit that lies below a range."""
    if low is None:
        return None
    beyond = low.comparison in {Comparison.ABOVE, Comparison.AT_MOST}
    return low.limit + _step(low) if beyond else low.limit


def _to(high: Threshold | None) -> Decimal | None:
    """The last value under a limit that lies above a range."""
    if high is None:
        return None
    inside = high.comparison in {Comparison.ABOVE, Comparison.AT_MOST}
    return high.limit if inside else high.limit - _step(high)
