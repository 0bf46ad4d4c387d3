"""Rules beside the absolute limits in words: against the baseline, over days, of a mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.careplan import Baseline, Comparison, MeanLimit, Plan, RelativeLimit, TrendLimit
from ui import measures
from ui.format import Formatter, unit_word
from ui.nurse.limits_model import Other, figure_of, is_rise, others_of
from ui.theme import Face, Zone
from ui.widgets.words import zone_word

translate = QCoreApplication.translate


def rule(one: Other) -> str:
    """What the rule looks for, before its figure: Yellow, mean of 7 days, from."""
    zone = zone_word(Zone(one.level.value), Face.NURSE)
    match one:
        case RelativeLimit():
            text = (
                translate("Rule", "{zone}, over the baseline by")
                if is_rise(one)
                else translate("Rule", "{zone}, under the baseline by")
            )
            days = one.days
        case TrendLimit():
            text = (
                translate("Rule", "{zone}, up within {days} days by")
                if is_rise(one)
                else translate("Rule", "{zone}, down within {days} days by")
            )
            days = one.days
        case MeanLimit():
            text = {
                Comparison.ABOVE: translate("Rule", "{zone}, mean of {days} days over"),
                Comparison.AT_LEAST: translate("Rule", "{zone}, mean of {days} days from"),
                Comparison.BELOW: translate("Rule", "{zone}, mean of {days} days under"),
                Comparison.AT_MOST: translate("Rule", "{zone}, mean of {days} days up to"),
            }[one.comparison]
            days = one.days
    return text.format(zone=zone, days=days)


def about(one: Other) -> str:
    """What more is to be known: how many days in a row, and what it rests on."""
    parts = []
    if isinstance(one, RelativeLimit) and one.days > 1:
        parts.append(translate("Rule", "{days} days in a row").format(days=one.days))
    if isinstance(one, RelativeLimit) and one.delta is not None and one.percent is not None:
        both = translate("Rule", "and {percent} %") if one.both else translate("Rule", "or {percent} %")
        parts.append(both.format(percent=abs(one.percent)))
    return ", ".join([*parts, one.source] if one.source else parts)


def unit(one: Other) -> str:
    """The unit of its figure."""
    return "%" if isinstance(one, RelativeLimit) and one.delta is None else unit_word(one.unit)


def baseline(one: Baseline, fmt: Formatter) -> str:
    """94 %, frozen 12 Oct by Sara Skenberg, 9 days."""
    value = measures.with_unit(one.value, one.unit, fmt)
    day = fmt.day(one.frozen_at, short=True, year=True)
    text = translate("Rule", "{value}, frozen {day} by {name}").format(
        value=value, day=day, name=one.frozen_by
    )
    if one.days:
        text += translate("Rule", ", median of {days} days").format(days=one.days)
    return text


def rule_changes(old: Plan, new: Plan, fmt: Formatter) -> list[str]:
    """What differs between two versions beside the absolute limits."""
    found = []
    before = {r.id: r for r in others_of(old)}
    after = {r.id: r for r in others_of(new)}
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        known = now or was
        if was != now and known is not None:
            figures = [_shown(r, fmt) if r is not None else "–" for r in (was, now)]
            words = f"{measures.component_name(known.component)}, {_lowered(rule(known))}"
            found.append(f"{words}: {figures[0]} → {figures[1]}")
    frozen = {(b.kind, b.component): b for b in old.baselines}
    for one in new.baselines:
        was_frozen = frozen.get((one.kind, one.component))
        if was_frozen is None or was_frozen.value != one.value:
            value = measures.figure(was_frozen.value, fmt) if was_frozen is not None else "–"
            text = translate("Rule", "{measure}, baseline: {old} → {new}")
            found.append(
                text.format(
                    measure=measures.component_name(one.component),
                    old=value,
                    new=measures.figure(one.value, fmt),
                )
            )
    return found


def _shown(one: Other, fmt: Formatter) -> str:
    return measures.figure(figure_of(one), fmt)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
