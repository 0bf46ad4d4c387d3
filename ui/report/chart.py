"""A chart for paper: every reading as a mark, the daily mean as a line, the goal as a dashed line.

Drawn with the painter's own lines, so it stays sharp at any size. Nothing is smoothed; a day without a
reading breaks the line.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen

from ui.format import Formatter
from ui.report.sheet import CENTRE, LEFT, MARGIN, RIGHT, Sheet, Style, pt

AXIS = Style(7.5)
_STEPS = (1, 2, 5, 10)
_WANTED_LINES = 5
_HOURS = dt.timedelta(hours=50)  # up to which the axis has hours
_APART = dt.timedelta(days=1, hours=12)  # days further apart are not joined


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its name, colour, values, and the goal's value if there is one."""

    name: str
    colour: str
    points: tuple[tuple[dt.datetime, float], ...]
    goal: float | None = None
    hollow: bool = False  # the second of two series is told apart in black and white too


def steps(low: float, high: float) -> list[float]:
    """Round values from below ``low`` to above ``high``, about five of them."""
    span = max(high - low, 1e-6)
    size = 10.0 ** math.floor(math.log10(span / _WANTED_LINES))
    size *= next(s for s in _STEPS if span / (s * size) <= _WANTED_LINES)
    first, last = math.floor(low / size), math.ceil(high / size)
    if first == last:
        last += 1
    return [n * size for n in range(first, last + 1)]


def draw(
    sheet: Sheet, rect: QRectF, lines: Sequence[Line], first: dt.datetime, last: dt.datetime, fmt: Formatter
) -> None:
    """Draw the series into ``rect`` (page units) over the days ``first`` to ``last``."""
    values = [v for line in lines for _, v in line.points]
    values += [line.goal for line in lines if line.goal is not None]
    marks = steps(min(values), max(values))
    axis = pt(30)
    plot = QRectF(
        rect.left() + axis, rect.top() + pt(14), rect.width() - axis - pt(4), rect.height() - pt(32)
    )
    view = _View(plot, first, last, marks[0], marks[-1])
    _grid(sheet, view, marks, fmt)
    for line in lines:
        if line.goal is not None:
            _goal(sheet, view, line)
    for line in lines:
        _series(sheet, view, line)
    _legend(sheet, rect, lines, fmt)


@dataclass(frozen=True, slots=True)
class _View:
    """Where a moment and a value lie."""

    plot: QRectF
    first: dt.datetime
    last: dt.datetime
    low: float
    high: float

    def x(self, at: dt.datetime) -> float:
        share = (at - self.first) / (self.last - self.first)
        return self.plot.left() + share * self.plot.width()

    def y(self, value: float) -> float:
        return self.plot.bottom() - (value - self.low) / (self.high - self.low) * self.plot.height()


def _grid(sheet: Sheet, view: _View, marks: Sequence[float], fmt: Formatter) -> None:
    painter, plot, quiet = sheet.painter, view.plot, sheet.quiet(AXIS)
    decimals = max(0, -math.floor(math.log10(marks[1] - marks[0]) + 1e-9))
    for value in marks:
        y = view.y(value)
        painter.setPen(QPen(QColor(sheet.theme.chart.grid), pt(0.7)))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        words = fmt.number(value, decimals)
        sheet.text(words, quiet, x=plot.left() - MARGIN - pt(34), y=y - pt(5), width=pt(30), align=RIGHT)
    for at, words in _ticks(view, fmt):
        x = view.x(at)
        painter.setPen(QPen(QColor(sheet.theme.colours.border), pt(0.7)))
        painter.drawLine(QLineF(x, plot.bottom(), x, plot.bottom() + pt(3)))
        sheet.text(words, quiet, x=x - MARGIN - pt(30), y=plot.bottom() + pt(4), width=pt(60), align=CENTRE)


def _ticks(view: _View, fmt: Formatter) -> Iterator[tuple[dt.datetime, str]]:
    """Moments of the axis with their words: about six days, or every third or sixth hour of a short span."""
    span = view.last - view.first
    midnight = view.first.replace(hour=0, minute=0, second=0, microsecond=0)
    if span <= _HOURS:
        hours = 3 if span <= _HOURS / 2 else 6
        steps, pause = (dt.timedelta(hours=n) for n in range(0, 100, hours)), dt.timedelta()
    else:
        every = max(1, math.ceil((span.days or 1) / 6))
        steps, pause = (dt.timedelta(days=n) for n in range(0, span.days + 1, every)), dt.timedelta(days=1)
    for step in steps:
        at = midnight + pause + step
        if view.first <= at <= view.last:
            yield at, fmt.time(at) if span <= _HOURS else fmt.day(at, short=True)


def _goal(sheet: Sheet, view: _View, line: Line) -> None:
    assert line.goal is not None
    sheet.painter.setPen(QPen(QColor(line.colour), pt(0.9), Qt.PenStyle.DashLine))
    y = view.y(line.goal)
    sheet.painter.drawLine(QLineF(view.plot.left(), y, view.plot.right(), y))


def _series(sheet: Sheet, view: _View, line: Line) -> None:
    painter = sheet.painter
    means = _daily(line.points)
    path = QPainterPath()
    before: dt.datetime | None = None
    for at, value in means:
        point = QPointF(view.x(at), view.y(value))
        if before is None or at - before > _APART:
            path.moveTo(point)
        else:
            path.lineTo(point)
        before = at
    painter.setPen(QPen(QColor(line.colour), pt(1.1)))
    painter.drawPath(path)
    for at, value in line.points:
        _mark(sheet, QPointF(view.x(at), view.y(value)), line)


def _mark(sheet: Sheet, at: QPointF, line: Line) -> None:
    painter = sheet.painter
    painter.setPen(QPen(QColor(line.colour), pt(0.7)))
    fill = sheet.theme.colours.surface if line.hollow else line.colour
    painter.setBrush(QBrush(QColor(fill)))
    painter.drawEllipse(at, pt(1.5), pt(1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _daily(points: Sequence[tuple[dt.datetime, float]]) -> list[tuple[dt.datetime, float]]:
    """The mean of each local day, at the middle of its readings."""
    days: dict[dt.date, list[tuple[dt.datetime, float]]] = {}
    for at, value in points:
        days.setdefault(at.date(), []).append((at, value))
    return [
        (day[0][0] + (day[-1][0] - day[0][0]) / 2, sum(v for _, v in day) / len(day)) for day in days.values()
    ]


def _legend(sheet: Sheet, rect: QRectF, lines: Sequence[Line], fmt: Formatter) -> None:
    x = rect.left() - MARGIN + pt(30)
    for line in lines:
        _mark(sheet, QPointF(MARGIN + x + pt(3), rect.top() + pt(5)), line)
        goal = ""
        if line.goal is not None:
            goal = " – –" + fmt.number(line.goal, 0 if line.goal == int(line.goal) else 1)
        words = f"{line.name}{goal}"
        sheet.text(words, AXIS, x=x + pt(9), y=rect.top(), align=LEFT)
        sheet.painter.setFont(sheet.font(AXIS))
        x += pt(9) + sheet.painter.fontMetrics().horizontalAdvance(words) + pt(18)
