"""The report about a 24-hour recording: its hours as a chart, means by part, how far the night falls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF

from hemmonitor.clinical.ambulatory import LIMITS, Period, PeriodSummary, Recording
from hemmonitor.clinical.numbers import half_up
from hemmonitor.clinical.recording import NIGHT
from hemmonitor.interop.report import Recorded
from hemmonitor.model.measurement import Component
from ui.format import NBSP, Formatter
from ui.report import words
from ui.report.chart import Line, draw
from ui.report.sheet import BODY, MARGIN, SMALL, STRONG, Sheet, Style, pt
from ui.report.words import translate
from ui.theme.tokens import Zone

_CHART_HEIGHT = 130
_COLUMNS = (0.0, pt(150), pt(230), pt(310), pt(390))
Row = Callable[[Sheet, Sequence[str], Sequence[float], Style], None]


def recording(sheet: Sheet, found: Recorded, fmt: Formatter, row: Row) -> None:
    """Lay the section out; ``row`` writes a line of a table."""
    first = found.measurement.taken_at
    sheet.heading(words.kind(found.measurement.kind), keep=_CHART_HEIGHT + 60)
    when = f"{fmt.weekday(first)} {fmt.day(first, year=True)}, {fmt.at_time(first)}"
    valid = found.summary.valid
    status = (
        translate("Report", "Enough readings for an assessment")
        if valid
        else translate("Report", "Too few readings for an assessment")
    )
    sheet.paragraph(when, sheet.quiet(BODY), after=1)
    sheet.paragraph(status, sheet.zone_style(Zone.GREEN if valid else Zone.GREY), after=2)
    _chart(sheet, found, fmt)
    _table(sheet, found.summary, fmt, row)
    night = translate("Report", "Night is from {first} to {last} by the clock; there is no diary.")
    sheet.paragraph(night.format(first=NIGHT[0], last=f"{NIGHT[1]:02d}"), sheet.quiet(SMALL))


def _chart(sheet: Sheet, found: Recorded, fmt: Formatter) -> None:
    series = found.measurement.series
    assert series is not None
    chart = sheet.theme.chart
    lines = []
    for component, colour in ((Component.SYSTOLIC, chart.systolic), (Component.DIASTOLIC, chart.diastolic)):
        points = ((at, value) for at, value in series.samples(component) if value is not None)
        lines.append(
            Line(
                name=f"{words.component(component)}, mmHg",
                colour=colour,
                points=tuple((at, float(value)) for at, value in points),
                hollow=component is Component.DIASTOLIC,
            )
        )
    sheet.room(pt(_CHART_HEIGHT))
    rect = QRectF(MARGIN, sheet.y, sheet.width, pt(_CHART_HEIGHT))
    draw(sheet, rect, lines, series.start, max(series.end, series.start + dt.timedelta(hours=1)), fmt)
    sheet.y += pt(_CHART_HEIGHT + 4)


def _table(sheet: Sheet, summary: Recording, fmt: Formatter, row: Row) -> None:
    heads = (
        "",
        translate("Report", "Mean"),
        translate("Report", "Limit"),
        translate("Report", "Readings"),
        translate("Report", "At or over the limit"),
    )
    row(sheet, heads, _COLUMNS, sheet.quiet(SMALL))
    names = {
        Period.ALL: translate("Report", "24 hours"),
        Period.DAY: translate("Report", "Day"),
        Period.NIGHT: translate("Report", "Night"),
    }
    for period, name in names.items():
        part = summary.periods.get(period)
        if part is not None:
            upper, lower = LIMITS[period]
            over = summary.valid and part.hypertension
            cells = (name, _mean(part), f"{upper}/{lower}", str(part.n), _load(part, fmt))
            row(sheet, cells, _COLUMNS, STRONG if over else BODY)
    if summary.dip is not None and summary.valid:
        text = translate("Report", "Systolic falls by {percent} % at night: {word}")
        percent = fmt.number(float(summary.dip.percent), 0)
        sheet.paragraph(text.format(percent=percent, word=words.dipping(summary.dip.dipping)), after=2)


def _mean(part: PeriodSummary) -> str:
    return f"{half_up(part.mean_systolic)}/{half_up(part.mean_diastolic)}"


def _load(part: PeriodSummary, fmt: Formatter) -> str:
    """The share of readings, systolic and diastolic."""
    upper, lower = (fmt.number(share, 0) for share in (part.load_systolic, part.load_diastolic))
    return f"{upper}{NBSP}% / {lower}{NBSP}%"
