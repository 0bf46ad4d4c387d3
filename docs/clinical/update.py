# ruff: noqa: INP001 - a script beside the pages it writes
"""Write the shipped limits into the rules' pages, between the marks of their tables.

    python docs/clinical/update.py

Each page says in words what its rule is; the figures stand in the templates alone, and this copies them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hemmonitor.clinical.families import Rule
from hemmonitor.model.careplan import Comparison, Threshold
from hemmonitor.model.measurement import Unit
from hemmonitor.templates import Template, load, shipped

HERE = Path(__file__).parent
BEGIN, END = "<!-- table -->\n", "<!-- end -->\n"
SIGNS = {Comparison.AT_LEAST: "≥", Comparison.ABOVE: ">", Comparison.AT_MOST: "≤", Comparison.BELOW: "<"}

Row = tuple[str, str, str, str, str]  # id, what it is about, level, limit, source


def main() -> None:
    """Bring every page up to date."""
    for rule in ROWS:
        page = HERE / f"{rule}.md"
        page.write_text(updated(page.read_text(encoding="utf-8"), rule), encoding="utf-8")


def updated(text: str, rule: Rule) -> str:
    """The page with the table as it should be. ``ValueError`` when it has no marks."""
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    return text[:before] + table(rule) + text[after:]


def table(rule: Rule) -> str:
    """The shipped limits of a rule as a Markdown table; a limit that several templates share stands once."""
    where: dict[Row, list[str]] = {}
    for name in shipped():
        for row in ROWS[rule](load(name)):
            where.setdefault(row, []).append(name)
    lines = ["| id | measure | level | limit | source | templates |", "|---|---|---|---|---|---|"]
    lines += [f"| `{r[0]}` | {' | '.join(r[1:])} | {', '.join(names)} |" for r, names in where.items()]
    return "\n".join(lines) + "\n"


def _measure(one: Any) -> str:
    return f"{one.kind} {one.component}" if one.kind != one.component else str(one.kind)


def _threshold(one: Threshold) -> Row:
    return one.id, _measure(one), one.level, f"{SIGNS[one.comparison]} {one.limit} {one.unit}", one.source


def _thresholds(template: Template) -> Iterator[Row]:
    yield from map(_threshold, template.thresholds)


def _relative(template: Template) -> Iterator[Row]:
    for one in template.relative:
        unit = "points" if one.unit is Unit.PERCENT else one.unit
        parts = [f"{one.delta:+} {unit}"] if one.delta is not None else []
        parts += [f"{one.percent:+} %"] if one.percent is not None else []
        text = f"{SIGNS[one.comparison]} baseline {(' and ' if one.both else ' or ').join(parts)}"
        yield one.id, _measure(one), one.level, f"{text}{_days(one.days)}", one.source


def _trends(template: Template) -> Iterator[Row]:
    for one in template.trends:
        text = f"{SIGNS[one.comparison]} {one.change:+} {one.unit} in {one.days} days"
        yield one.id, _measure(one), one.level, text, one.source


def _means(template: Template) -> Iterator[Row]:
    for one in template.means:
        text = f"{SIGNS[one.comparison]} {one.limit} {one.unit}, {one.days} days, {one.least} readings"
        yield one.id, _measure(one), one.level, text, one.source


def _controls(template: Template) -> Iterator[Row]:
    for one in template.controls:
        text = f"SD at least {one.sd_floor} {one.unit}, {one.days} days before{_days(one.sustained)}"
        yield one.id, _measure(one), one.level, text, one.source


def _flagged(template: Template) -> Iterator[Row]:
    for one in template.flagged:
        text = f"{one.flag} in {one.needed} of {one.sessions}"
        yield one.id, one.kind, one.level, text, one.source


def _combined(template: Template) -> Iterator[Row]:
    for one in template.combined:
        rule_id, measure, level, text, source = _threshold(one.limit)
        yield rule_id, measure, level, f"{text} with {one.symptom} within {one.hours} h", source


def _red_flags(template: Template) -> Iterator[Row]:
    for symptom in template.red_flags:
        yield symptom, "questionnaire", "red", "yes", "[P] 1177, SOS Alarm"


def _symptoms(template: Template) -> Iterator[Row]:
    for one in template.symptoms:
        parts = [f"{one.need_major} of {', '.join(one.major)}"] if one.need_major else []
        parts += [f"{one.need_minor} of {', '.join(one.minor)}"] if one.need_minor else []
        yield one.id, one.questionnaire, one.level, " and ".join(parts) + _days(one.days), one.source


def _scores(template: Template) -> Iterator[Row]:
    for one in template.scores:
        yield one.id, one.questionnaire, one.level, f"{SIGNS[one.comparison]} {one.limit}", one.source


def _missing(template: Template) -> Iterator[Row]:
    for one in template.missing:
        after = ", only after a signal" if one.after_yellow else ""
        text = f"{one.slots} in a row, grace {one.grace_hours} h{after}"
        yield one.id, one.kind, one.level, text, one.source


def _days(days: int) -> str:
    return f", on {days} days in a row" if days > 1 else ""


ROWS: dict[Rule, Callable[[Template], Iterator[Row]]] = {
    Rule.THRESHOLD: _thresholds,
    Rule.RELATIVE: _relative,
    Rule.TREND: _trends,
    Rule.MEAN: _means,
    Rule.CONTROL: _controls,
    Rule.FLAGGED: _flagged,
    Rule.COMBINED: _combined,
    Rule.RED_FLAG: _red_flags,
    Rule.SYMPTOM: _symptoms,
    Rule.SCORE: _scores,
    Rule.MISSING: _missing,
}

if __name__ == "__main__":
    main()
