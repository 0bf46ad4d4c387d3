"""The pages: one with what matters, then details.

Page one: the home mean with its adequacy, a chart, the other measures, open signals, the plan. Then the
days in a table, the newest values, what was done, and what was taken away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF

from hemmonitor.clinical.home_pressure import DataStatus, PressureMean
from hemmonitor.clinical.numbers import half_up_to
from hemmonitor.interop.files import whole_binary
from hemmonitor.interop.report import LIMIT, Day, Pressure, Report, Trend
from hemmonitor.model.careplan import Level
from hemmonitor.model.identity import parse_identity
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement
from ui import measures
from ui.format import NBSP, Formatter, unit_word
from ui.reasons import explain
from ui.report import words
from ui.report.chart import Line, draw
from ui.report.recording import recording
from ui.report.sheet import (
    BODY,
    FIGURE,
    HEADING,
    MARGIN,
    RIGHT,
    SMALL,
    STRONG,
    TITLE,
    Frame,
    Sheet,
    Style,
    count,
    pt,
    write,
)
from ui.report.words import Counted, translate
from ui.theme.model import Theme
from ui.theme.tokens import Zone

_LEVELS = {Level.RED: Zone.RED, Level.YELLOW: Zone.YELLOW, Level.GREY: Zone.GREY, Level.GREEN: Zone.GREEN}
_MOST_VALUES = 120


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much stands on page one: the chart's height in points, rows of other measures, signals."""

    chart: float
    others: int
    signals: int


_FITS = (_Fit(165, 12, 4), _Fit(150, 8, 4), _Fit(130, 6, 3), _Fit(110, 4, 3), _Fit(90, 2, 2))


def write_report(report: Report, device: QIODevice, fmt: Formatter, theme: Theme | None = None) -> int:
    """Write the report to the open ``device``; returns its number of pages.

    The words are in the language in force; ``fmt`` writes dates and numbers. A ``QGuiApplication`` has to
    be there. The title in the file's properties names nobody.
    """
    when = f"{fmt.day(report.at, year=True)} {fmt.time(report.at)}"
    made = translate("Report", "Made {when}.").format(when=when)
    frame = Frame(
        title=translate("Report", "Home monitoring report"),
        footer=(
            f"{words.not_certified()} {made}",
            " ".join(words.source(ident) for ident in report.sources),
        ),
        running=" · ".join(_who(report)),
        number=words.page,
    )
    theme = theme or Theme()
    fit = next((one for one in _FITS if _is_one_page(report, frame, theme, fmt, one)), _FITS[-1])
    return write(device, frame, theme, lambda sheet: _pages(sheet, report, fmt, fit))


def _is_one_page(report: Report, frame: Frame, theme: Theme, fmt: Formatter, fit: _Fit) -> bool:
    return count(frame, theme, lambda sheet: _first(sheet, report, fmt, fit)) == 1


def save_report(report: Report, path: Path, fmt: Formatter, theme: Theme | None = None) -> int:
    """Write the report to a file, whole or not at all; returns how many pages. Raises ``StorageError``."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pages = write_report(report, buffer, fmt, theme)
    with whole_binary(path) as out:
        out.write(bytes(buffer.data().data()))
    return pages


def _who(report: Report) -> tuple[str, str]:
    """Name and number, as people write them."""
    patient, today = report.patient, report.at.date()
    if patient is None:
        return translate("Report", "No name registered"), ""
    found = parse_identity(patient.number, today)
    return patient.name, found.shown(today) if found else patient.number


def _pages(sheet: Sheet, report: Report, fmt: Formatter, fit: _Fit) -> None:
    _first(sheet, report, fmt, fit)
    if not (report.values or report.retracted or report.acknowledgements or report.recording):
        return
    sheet.turn()
    others = _others(report)
    if len(others) > fit.others:
        _other_measures(sheet, others, fmt)
    if len(report.evaluation.open) > fit.signals:
        _signals(sheet, report, fmt, len(report.evaluation.open))
    if report.recording is not None:
        recording(sheet, report.recording, fmt, _row)
    _done(sheet, report, fmt)
    _taken_away(sheet, report, fmt)
    _other_charts(sheet, report, fmt)
    _days(sheet, report, fmt)
    _values(sheet, report, fmt)


def _first(sheet: Sheet, report: Report, fmt: Formatter, fit: _Fit) -> None:
    """Page one."""
    _head(sheet, report, fmt)
    _pressure(sheet, report, fmt)
    _chart(sheet, report, fmt, fit.chart)
    _protocol_days(sheet, report, fmt)
    others = _others(report)
    _other_measures(sheet, others[: fit.others], fmt, len(others) - fit.others)
    _signals(sheet, report, fmt, fit.signals)
    _plan(sheet, report, fmt)


# --- page one ----------------------------------------------------------------------------------


def _head(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    name, number = _who(report)
    side = sheet.width * 0.65
    sheet.text(name, HEADING, x=side, align=RIGHT)
    high = sheet.height(name, HEADING, sheet.width - side)
    sheet.text(number, BODY, x=side, y=sheet.y + high, align=RIGHT)
    title = sheet.text(translate("Report", "Home monitoring report"), TITLE, width=side)
    sheet.y += title
    span = fmt.between(fmt.day(report.first), fmt.day(report.at, year=True))
    sheet.y += sheet.text(span, sheet.quiet(BODY))
    sheet.gap(3)
    sheet.rule()
    sheet.gap(3)


def _pressure(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    sheet.heading(translate("Report", "Home blood pressure"))
    found = report.pressure
    if found is None:
        sheet.paragraph(translate("Report", "No home blood pressure in these days."))
        return
    top, left = sheet.y, pt(190)
    average = found.average.overall
    figure = "–/–" if average is None else _pair(average)
    high = sheet.text(figure, FIGURE, width=left)
    sheet.text("mmHg", sheet.quiet(BODY), y=top + high, width=left)
    low = top + high + pt(14)
    sheet.y = top
    for line, style in _facts(sheet, found, fmt):
        sheet.y += sheet.text(line, style, x=left) + pt(1.5)
    sheet.y = max(sheet.y, low)
    sheet.gap(2)


def _facts(sheet: Sheet, found: Pressure, fmt: Formatter) -> list[tuple[str, Style]]:
    average, counted = found.average, Counted()
    status = {DataStatus.ADEQUATE: Zone.GREEN, DataStatus.LIMITED: Zone.YELLOW}.get(average.status, Zone.GREY)
    lines = [(words.adequacy(average.status), sheet.zone_style(status))]
    span = fmt.between(fmt.day(found.period.first, short=True), fmt.day(found.period.last, short=True))
    used = average.overall.n if average.overall else 0
    what = translate("Report", "{span}: {readings} in the mean (of {days}, without the first)").format(
        span=span, readings=counted.readings(used), days=counted.days(average.days)
    )
    lines.append((what, BODY))
    over = average.hypertension
    if over is not None:
        limit = f"{LIMIT[0]}/{LIMIT[1]}"
        text = (
            translate("Report", "At or over the home limit {limit}")
            if over
            else translate("Report", "Under the home limit {limit}")
        )
        lines.append((text.format(limit=limit), STRONG))
    parts = translate("Report", "Morning {morning}, evening {evening}").format(
        morning=_pair(average.morning), evening=_pair(average.evening)
    )
    lines.append((parts, BODY))
    every = found.every.overall
    if every is not None:
        text = translate("Report", "All {readings} of these days: {mean}")
        mean = f"{_exact(every.systolic, fmt)}/{_exact(every.diastolic, fmt)}"
        lines.append((text.format(readings=counted.readings(every.n), mean=mean), BODY))
    if found.systolic is not None and found.systolic.sd is not None:
        spread = translate("Report", "Spread of the systolic {sd} mmHg")
        lines.append((spread.format(sd=fmt.number(found.systolic.sd, 1)), BODY))
    if found.irregular:
        text = translate("Report", "Irregular pulse in {count} of the last 3 sessions")
        lines.append((text.format(count=found.irregular), sheet.zone_style(Zone.YELLOW)))
    return lines


def _exact(value: Fraction, fmt: Formatter) -> str:
    """A mean to two decimals, half up, as the other exports have it."""
    return fmt.number(int(half_up_to(value * 100, 1)) / 100, 2)


def _pair(mean: PressureMean | None) -> str:
    return "–" if mean is None else f"{mean.shown[0]}/{mean.shown[1]}"


def _chart(sheet: Sheet, report: Report, fmt: Formatter, height: float) -> None:
    trend = _main(report)
    if trend is not None:
        _draw(sheet, report, trend, fmt, height)


def _main(report: Report) -> Trend | None:
    """The trend that stands on page one: blood pressure, else the first there is."""
    pressure = next((t for t in report.trends if t.kind is Kind.BLOOD_PRESSURE), None)
    return pressure or next(iter(report.trends), None)


def _draw(sheet: Sheet, report: Report, trend: Trend, fmt: Formatter, height: float) -> None:
    sheet.room(pt(height))
    rect = QRectF(MARGIN, sheet.y, sheet.width, pt(height))
    lines = [_line(sheet, report, trend, trend.component, trend.points)]
    if trend.second:
        lines.append(_line(sheet, report, trend, Component.DIASTOLIC, trend.second, hollow=True))
    draw(sheet, rect, lines, report.first, report.at, fmt)
    sheet.y += pt(height + 4)


def _line(
    sheet: Sheet,
    report: Report,
    trend: Trend,
    component: Component,
    points: Sequence[tuple[dt.datetime, object]],
    *,
    hollow: bool = False,
) -> Line:
    chart = sheet.theme.chart
    colours = {
        Component.SYSTOLIC: chart.systolic,
        Component.DIASTOLIC: chart.diastolic,
        Component.SPO2: chart.spo2,
        Component.BODY_WEIGHT: chart.weight,
        Component.GLUCOSE: chart.glucose,
        Component.FEV1: chart.fev1,
        Component.HEART_RATE: chart.pulse,
    }
    goals = report.plan.goals if report.plan else ()
    goal = next((g.limit for g in goals if g.component is component and g.unit is trend.unit), None)
    name = f"{words.component(component)}, {unit_word(trend.unit)}".rstrip(", ")
    offset = report.at.tzinfo
    return Line(
        name=name,
        colour=colours.get(component, sheet.theme.colours.accent),
        points=tuple((at.astimezone(offset), float(str(value))) for at, value in points),
        goal=None if goal is None else float(goal),
        hollow=hollow,
    )


def _others(report: Report) -> list[Trend]:
    return [t for t in report.trends if t.kind is not Kind.BLOOD_PRESSURE]


def _other_measures(sheet: Sheet, others: Sequence[Trend], fmt: Formatter, more: int = 0) -> None:
    """A line each; ``more`` are left for the details."""
    if not others:
        return
    sheet.heading(translate("Report", "Other measures"), keep=50)
    columns = (0.0, pt(120), pt(250), pt(350))
    heads = (
        "",
        translate("Report", "Newest"),
        translate("Report", "Mean"),
        translate("Report", "Lowest and highest"),
    )
    _row(sheet, heads, columns, sheet.quiet(SMALL))
    for trend in others:
        at, value = trend.newest
        newest = f"{measures.with_unit(value, trend.unit, fmt)}, {fmt.day(at, short=True)}"
        low, high = trend.ends
        span = fmt.between(measures.figure(low, fmt), measures.figure(high, fmt))
        mean = f"{_mean(trend, fmt)} ({Counted().readings(len(trend.points))})"
        _row(sheet, (words.kind(trend.kind), newest, mean, span), columns, BODY)
    if more > 0:
        sheet.paragraph(Counted().more(more), sheet.quiet(SMALL), after=1)


def _mean(trend: Trend, fmt: Formatter) -> str:
    """The mean with the finest decimals of the values."""
    exponents = [value.as_tuple().exponent for _, value in trend.points]
    decimals = max(0, *(-e for e in exponents if isinstance(e, int)))
    scale = 10**decimals
    return fmt.number(int(half_up_to(trend.average * scale, 1)) / scale, decimals)


def _row(sheet: Sheet, cells: Sequence[str], columns: Sequence[float], style: Style) -> None:
    ends = [*columns[1:], sheet.width]
    gap = pt(6)
    heights = [
        sheet.height(cell, style, end - start - gap)
        for cell, start, end in zip(cells, columns, ends, strict=True)
    ]
    sheet.room(max(heights))
    for cell, start, end in zip(cells, columns, ends, strict=True):
        sheet.text(cell, style, x=start, width=end - start - gap)
    sheet.y += max(heights) + pt(1.5)


def _signals(sheet: Sheet, report: Report, fmt: Formatter, most: int) -> None:
    sheet.heading(translate("Report", "Open signals"), keep=50)
    findings = report.evaluation.open
    if not findings:
        sheet.paragraph(translate("Report", "None."))
    for finding in findings[:most]:
        reason = explain(finding, report.readings, fmt, report.at)
        sheet.room(pt(26))
        mark = sheet.theme.zone(_LEVELS[finding.level])
        sheet.block(QRectF(MARGIN, sheet.y + pt(2), pt(3), pt(20)), mark.line)
        sheet.y += sheet.text(reason.title, sheet.zone_style(_LEVELS[finding.level]), x=pt(9))
        sheet.y += sheet.text(reason.detail, sheet.quiet(SMALL), x=pt(9)) + pt(3)
    if len(findings) > most:
        sheet.paragraph(Counted().more(len(findings) - most), sheet.quiet(SMALL))


def _plan(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    plan = report.plan
    sheet.heading(translate("Report", "Plan"), keep=60)
    if plan is None:
        sheet.paragraph(translate("Report", "No plan is in force."))
        return
    since = fmt.day(plan.valid_from, year=True)
    version = translate("Report", "Version {version}, in force since {since}, by {author}: {reason}").format(
        version=plan.version, since=since, author=plan.author, reason=plan.reason
    )
    lines = [version]
    if plan.diagnoses:
        lines.append(", ".join(words.diagnosis(d) for d in plan.diagnoses))
    if plan.goals:
        goals = "; ".join(words.goal(g, fmt) for g in plan.goals)
        lines.append(translate("Report", "Goals: {goals}").format(goals=goals))
    coming = [a for a in plan.appointments if a.at >= report.at]
    if coming:
        met = min(coming, key=lambda a: a.at)
        text = translate("Report", "Next appointment: {title}, {when}")
        when = f"{fmt.weekday(met.at)} {fmt.day(met.at)}, {fmt.at_time(met.at)}"
        lines.append(text.format(title=met.title, when=when))
    signed = plan.sign_off
    lines.append(
        translate("Report", "Signed by {name}, {role}").format(name=signed.name, role=signed.role)
        if signed
        else translate("Report", "The limits are defaults that nobody has signed.")
    )
    for line in lines:
        sheet.paragraph(line, after=1.5)


# --- details -----------------------------------------------------------------------------------


def _days(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    if report.pressure is not None:
        sheet.heading(translate("Report", "Blood pressure by day"))
        _day_table(sheet, report.pressure.days, fmt)


def _protocol_days(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    """The days that the mean rests on."""
    if report.pressure is None:
        return
    period = report.pressure.period
    days = [d for d in report.pressure.days if period.first <= d.day <= period.last]
    _day_table(sheet, days, fmt)


def _day_table(sheet: Sheet, days: Sequence[Day], fmt: Formatter) -> None:
    columns = (0.0, pt(110), pt(220), pt(330))
    heads = (
        translate("Report", "Day"),
        translate("Report", "Morning"),
        translate("Report", "Evening"),
        translate("Report", "Remarks"),
    )
    _row(sheet, heads, columns, sheet.quiet(SMALL))
    for day in reversed(days):
        remarks = []
        if day.dropped:
            remarks.append(translate("Report", "first day, not in the mean"))
        if day.irregular:
            remarks.append(words.flag(Flag.IRREGULAR_PULSE))
        name = f"{fmt.weekday(day.day, short=True)} {fmt.day(day.day, short=True)}"
        cells = (name, _with_count(day.morning), _with_count(day.evening), ", ".join(remarks))
        if sheet.room(pt(14)):
            _row(sheet, heads, columns, sheet.quiet(SMALL))
        _row(sheet, cells, columns, BODY)


def _with_count(mean: PressureMean | None) -> str:
    return "–" if mean is None else f"{_pair(mean)}{NBSP}{NBSP}({mean.n})"


def _other_charts(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    shown = _main(report)
    rest = [t for t in report.trends if t is not shown and len(t.points) > 1]
    for trend in rest:
        sheet.heading(words.kind(trend.kind), keep=150)
        _draw(sheet, report, trend, fmt, height=120)


def _values(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    newest = list(reversed(report.values))[:_MOST_VALUES]
    if not newest:
        return
    sheet.heading(translate("Report", "Newest values"))
    columns = (0.0, pt(95), pt(190), pt(360))
    heads = (
        translate("Report", "When"),
        translate("Report", "Measure"),
        translate("Report", "Values"),
        translate("Report", "Remarks"),
    )
    _row(sheet, heads, columns, sheet.quiet(SMALL))
    small = Style(8)
    for one in newest:
        if sheet.room(pt(13)):
            _row(sheet, heads, columns, sheet.quiet(SMALL))
        _row(
            sheet,
            (fmt.stamp(one.taken_at), words.kind(one.kind), _said(one, fmt), _remarks(one)),
            columns,
            small,
        )
    if len(report.values) > len(newest):
        text = translate("Report", "Older values of these days are in the exported table.")
        sheet.paragraph(text, sheet.quiet(SMALL))


def _said(one: Measurement, fmt: Formatter) -> str:
    """Blood pressure as a pair, then every other figure with its name."""
    found, rest = [], list(one.values)
    if one.kind in measures.PRESSURES:
        figure, unit = measures.reading(one, None, fmt)
        found.append(f"{figure}{NBSP}{unit}")
        rest = [q for q in rest if q.component not in {Component.SYSTOLIC, Component.DIASTOLIC}]
    for quantity in rest:
        value = "–" if quantity.value is None else measures.with_unit(quantity.value, quantity.unit, fmt)
        name = words.component(quantity.component)
        found.append(value if name == words.kind(one.kind) else f"{name} {value}")
    return ", ".join(found)


def _remarks(one: Measurement) -> str:
    return ", ".join(filter(None, (*(words.flag(f) for f in sorted(one.flags)), one.note)))


def _done(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    if not report.acknowledgements:
        return
    sheet.heading(translate("Report", "What was done about signals"))
    for one in reversed(report.acknowledgements):
        actions = ", ".join(words.action(a) for a in one.body.actions)
        note = f". {one.body.note}" if one.body.note else ""
        sheet.paragraph(f"{fmt.stamp(one.at)}, {one.body.by}: {actions}{note}", after=2)


def _taken_away(sheet: Sheet, report: Report, fmt: Formatter) -> None:
    if not report.retracted:
        return
    sheet.heading(translate("Report", "Values that were taken away"))
    for one, why in report.retracted:
        text = f"{fmt.stamp(one.taken_at)}, {_said(one, fmt)}: {words.retraction(why.reason)}"
        sheet.paragraph(text, sheet.quiet(SMALL), after=2)
