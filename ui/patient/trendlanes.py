"""From a patient's history to chart lanes, headings and flags. Numpy and words, no widgets.

Rules:
- Blood pressure is one bar a session, from the lower to the upper pressure; evening bars are hollow.
- Over a year, and over all, a bar is a week or a month from its lowest to its highest value.
- The bands judge single sessions by the limits now in force; the heading judges the 7-day mean by the goal.
- A pause is a gap: neither bar nor line crosses it.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.alerts import Episode
from hemmonitor.clinical.numbers import half_up
from hemmonitor.model.careplan import Comparison, Level, Plan, Threshold
from hemmonitor.model.measurement import Component, Kind, Measurement
from ui.charts.lane import Bars, Curve, Dots, Flag, Lane, Limit, Role
from ui.charts.series import (
    DAY,
    WEEK,
    Band,
    Floats,
    Gap,
    as_times,
    broken,
    by_period,
    gaps,
    is_evening,
    moving_mean,
    session_means,
    sessions,
)
from ui.format import Formatter, unit_word
from ui.patient import blowview, nightlanes, view
from ui.patient.page import Shown
from ui.patient.week import since

translate = QCoreApplication.translate

GAP = 2.5 * DAY
_LEAD = WEEK + DAY  # what the first 7-day means look back on
_NEAR = 15.0  # mm[Hg]
_SITTING = 30 * 60.0  # seconds that the readings of one sitting lie within
Measure = tuple[Kind, Component]
PRESSURE: Measure = (Kind.BLOOD_PRESSURE, Component.SYSTOLIC)
NIGHT: Measure = (Kind.OXIMETRY_SERIES, Component.SPO2)  # a card of its own (``ui.patient.night``)
# The order in which measures are offered, and the colour of each.
MEASURES: dict[Measure, Role] = {
    PRESSURE: "systolic",
    (Kind.BLOOD_PRESSURE, Component.PULSE_RATE): "pulse",
    (Kind.OXIMETRY, Component.SPO2): "spo2",
    (Kind.WEIGHT, Component.BODY_WEIGHT): "weight",
    (Kind.SPIROMETRY, Component.FEV1): "fev1",
    (Kind.GLUCOSE, Component.GLUCOSE): "glucose",
    (Kind.TEMPERATURE, Component.BODY_TEMPERATURE): "glucose",
    (Kind.HEART_RATE, Component.HEART_RATE): "pulse",
    (Kind.RESPIRATORY_RATE, Component.RESPIRATORY_RATE): "pulse",
}


class Period(enum.StrEnum):
    """How much of the past is shown."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, in seconds since 1970, and whether bars are weeks or months."""

    start: float
    end: float
    grouped: bool


def present(history: Sequence[Measurement]) -> list[Measure]:
    """The measures that there are values of, nights last; blood pressure where there are none."""
    kinds = {m.kind for m in history}

    def measured(kind: Kind, component: Component) -> bool:
        newest_first = (m for m in reversed(history) if m.kind is kind)
        return kind in kinds and any(m.value(component) is not None for m in newest_first)

    nights = [NIGHT] if nightlanes.recordings(history) else []
    return [*(measure for measure in MEASURES if measured(*measure)), *nights] or [PRESSURE]


def span(period: Period, history: Sequence[Measurement], now: dt.datetime) -> Span:
    """The time that a period covers, up to the end of today."""
    end = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() + DAY
    first = history[0].taken_at.timestamp() if history else end - 30 * DAY
    start = {
        Period.WEEK: end - 7 * DAY,
        Period.MONTH: end - 30 * DAY,
        Period.YEAR: end - 365 * DAY,
        Period.ALL: min(first - DAY, end - 7 * DAY),
    }[period]
    return Span(start, end, end - start > 120 * DAY)


def lane(measure: Measure, shown: Shown, over: Span, form: Formatter) -> Lane:
    """The lane of one measure over a span."""
    taken = [m for m in since(shown.history, over.start - _LEAD) if m.kind is measure[0]]
    taken = [m for m in taken if m.value(measure[1]) is not None]
    return (
        _pressure_lane(taken, shown, over, form)
        if measure == PRESSURE
        else _single_lane(measure, taken, shown, over, form)
    )


def _pressure_lane(taken: Sequence[Measurement], shown: Shown, over: Span, form: Formatter) -> Lane:
    times = as_times([m.taken_at for m in taken])
    starts = sessions(times)
    upper = session_means(starts, _values(taken, Component.SYSTOLIC))
    lower = session_means(starts, _values(taken, Component.DIASTOLIC))
    times = times[starts]
    data, say = _bars(times, lower, upper, over, form)
    curves = (
        ()
        if over.grouped
        else tuple(Curve(*broken(times, moving_mean(times, part), GAP)) for part in (upper, lower))
    )
    plan = shown.home.plan
    limits = _thresholds(plan, PRESSURE)
    seen = upper[(times >= over.start) & (times <= over.end)]
    lowest = float(np.nanmin(seen, initial=np.inf))
    # lower limits would lie across the bars; they are drawn only where a value comes near them
    limits = [t for t in limits if t.upper or lowest < float(t.limit) + _NEAR]
    low, high = _extent([*lower, *upper], limits, (60.0, 190.0), over, times)
    return Lane(
        title=translate("Trends", "Blood pressure"),
        unit="mmHg",
        colour="systolic",
        data=data,
        low=low,
        high=high,
        say=say,
        curves=curves,
        bands=_bands(limits),
        limits=(*_limit_lines(limits, form), *_goal_lines(plan, form)),
        gaps=_gaps(times, over, shown.now),
        weight=2.0,
    )


def _bars(
    times: Floats, lower: Floats, upper: Floats, over: Span, form: Formatter
) -> tuple[Bars, Callable[[int], str]]:
    if not over.grouped:

        def session(index: int) -> str:
            return f"{half_up(float(upper[index]))}/{half_up(float(lower[index]))}"

        return Bars(times, lower, upper, hollow=is_evening(times, form.zone)), session
    found = by_period(times, _edges(over, form.zone), lower, upper, upper)

    def group(index: int) -> str:
        text = translate("Trends", "from {low} to {high}")
        return text.format(low=half_up(float(found.low[index])), high=half_up(float(found.high[index])))

    return Bars(found.times, found.low, found.high, mean=found.mean), group


def _single_lane(
    measure: Measure, taken: Sequence[Measurement], shown: Shown, over: Span, form: Formatter
) -> Lane:
    kind, component = measure
    times, values = as_times([m.taken_at for m in taken]), _values(taken, component)
    unit = next((q.unit for m in reversed(taken) for q in m.values if q.component is component), None)
    decimals = view.decimals(unit)
    if kind is Kind.BLOOD_PRESSURE:  # readings of a session are one point, as in the bars above
        starts = sessions(times)
        times, values = times[starts], session_means(starts, values)
    lungs = measure == (Kind.SPIROMETRY, Component.FEV1)
    limits = [] if lungs else _thresholds(shown.home.plan, measure)
    curves: tuple[Curve, ...] = (Curve(*broken(times, moving_mean(times, values), GAP)),)
    if over.grouped:  # one mean a week or month; the single values would be a cloud
        found = by_period(times, _edges(over, form.zone), values, values, values)
        times, values, curves = found.times, found.mean, ()
    low, high = _extent(values, limits, _lung_ends(shown.home.plan) if lungs else None, over, times)

    def say(index: int) -> str:
        return form.number(Decimal(str(round(float(values[index]), decimals))), decimals)

    return Lane(
        title=measure_name(measure),
        unit=unit_word(unit) if unit else "",
        colour=MEASURES[measure],
        data=Dots(times, values, hollow=None if over.grouped else is_evening(times, form.zone)),
        low=low,
        high=high,
        say=say,
        curves=curves,
        bands=(*_bands(limits), *(_lung_bands(shown.home.plan) if lungs else ())),
        limits=(*_limit_lines(limits, form), *(_lung_lines(shown.home.plan, form) if lungs else ())),
        gaps=_gaps(times, over, shown.now),
    )


def _lung_ends(plan: Plan | None) -> tuple[float, float] | None:
    """What the axis of FEV1 holds in any case: the lowest limit and the personal best."""
    found, best = blowview.limits(plan), None
    if plan is not None:
        best = plan.baseline_of(Kind.SPIROMETRY, Component.FEV1)
    if not found or best is None:
        return None
    return float(found[-1][0]), float(best.value)


def _lung_bands(plan: Plan | None) -> tuple[Band, ...]:
    """Soft areas under the limits that hang on the personal best."""
    found = blowview.limits(plan)
    ends = [float(limit) for limit, _ in found[1:]] + [-1e6]
    return tuple(
        Band(end, float(limit), level.value) for (limit, level), end in zip(found, ends, strict=True)
    )


def _lung_lines(plan: Plan | None, form: Formatter) -> tuple[Limit, ...]:
    """The personal best, and the lower limits under it."""
    best = plan.baseline_of(Kind.SPIROMETRY, Component.FEV1) if plan else None
    under = translate("Trends", "under {limit}")
    lines = [
        Limit(float(limit), under.format(limit=form.number(limit, 2)), level.value)
        for limit, level in blowview.limits(plan)
    ]
    if best is not None:
        text = translate("Trends", "your best {value}").format(value=form.number(best.value, 2))
        lines.append(Limit(float(best.value), text))
    return tuple(lines)


def behind(measure: Measure, shown: Shown, time: float) -> tuple[str, ...]:
    """The measurements that a point of an ungrouped lane stands for: of pressures, all of the sitting."""
    found: list[Measurement] = []
    for m in since(shown.history, time - 1.0):
        if m.kind is not measure[0] or m.value(measure[1]) is None:
            continue
        at = m.taken_at.timestamp()
        first = not found and abs(at - time) < 0.001
        same = found and at - found[-1].taken_at.timestamp() <= _SITTING
        if first or (same and m.kind is Kind.BLOOD_PRESSURE):
            found.append(m)
        elif found:
            break
    return tuple(m.id for m in found)


def measure_name(measure: Measure) -> str:
    """What the chart is called."""
    return {
        PRESSURE: translate("Trends", "Blood pressure"),
        NIGHT: translate("Trends", "The night"),
        (Kind.BLOOD_PRESSURE, Component.PULSE_RATE): translate("Trends", "Pulse"),
        (Kind.OXIMETRY, Component.SPO2): translate("Trends", "Oxygen level"),
        (Kind.WEIGHT, Component.BODY_WEIGHT): translate("Trends", "Weight"),
        (Kind.SPIROMETRY, Component.FEV1): translate("Trends", "Lung function"),
        (Kind.GLUCOSE, Component.GLUCOSE): translate("Trends", "Blood sugar"),
        (Kind.TEMPERATURE, Component.BODY_TEMPERATURE): translate("Trends", "Temperature"),
        (Kind.HEART_RATE, Component.HEART_RATE): translate("Trends", "Resting pulse"),
        (Kind.RESPIRATORY_RATE, Component.RESPIRATORY_RATE): translate("Trends", "Breathing rate"),
    }[measure]


def flags(measure: Measure, shown: Shown, over: Span, form: Formatter, *, plans: bool) -> list[Flag]:
    """The signals of a measure that opened in the span, also those long closed; new plans where wanted."""
    found = [_signal(episode, measure, shown, form) for episode in shown.past]
    flags = [flag for flag in found if flag is not None]
    for plan in shown.home.plans if plans else ():
        if plan.version > 1:
            text = translate("Trends", "New plan")
            flags.append(Flag(plan.valid_from.timestamp(), text, "accent", key=f"plan{plan.version}"))
    return sorted((f for f in flags if over.start <= f.time <= over.end), key=lambda f: f.time)


def _signal(episode: Episode, measure: Measure, shown: Shown, form: Formatter) -> Flag | None:
    """The worst value of a signal; none for the pulse of a pressure that was too high."""
    kind, component = measure
    own = episode.component in {Component.SYSTOLIC, Component.DIASTOLIC, Component.MEAN_ARTERIAL, None}
    if episode.kind is not kind or (kind is Kind.BLOOD_PRESSURE and own is not (measure == PRESSURE)):
        return None
    worst = shown.known.get(episode.measurement_id)
    if worst is None:
        return None
    near = since(shown.history, worst.taken_at.timestamp() - _SITTING)
    readings = [
        m for m in near if m.kind is kind and abs((m.taken_at - worst.taken_at).total_seconds()) <= _SITTING
    ]
    values = view.joined(readings)
    text = (
        view.pressures(values, form) if measure == PRESSURE else view.figure(view.of(values, component), form)
    )
    said = translate("Trends", "Signal {value}").format(value=text)
    zone: Literal["red", "yellow"] = "red" if episode.level is Level.RED else "yellow"
    value = view.float_of(values, component)
    return Flag(readings[0].taken_at.timestamp(), said, zone, value=value, key=episode.key)


def _values(taken: Sequence[Measurement], component: Component) -> Floats:
    found = [m.value(component) for m in taken]
    return np.array([np.nan if v is None else float(v) for v in found], dtype=np.float64)


def _thresholds(plan: Plan | None, measure: Measure) -> list[Threshold]:
    return sorted(plan.thresholds_for(*measure), key=lambda t: t.limit) if plan else []


def _bands(limits: Sequence[Threshold]) -> tuple[Band, ...]:
    """Soft areas beyond each limit, up to the next one of the same side."""
    upper = [t for t in limits if t.upper]
    lower = [t for t in limits if not t.upper]
    found = []
    for index, t in enumerate(upper):
        end = float(upper[index + 1].limit) if index + 1 < len(upper) else 1e6
        found.append(Band(float(t.limit), end, t.level.value))
    for index, t in enumerate(lower):
        start = float(lower[index - 1].limit) if index else -1e6
        found.append(Band(start, float(t.limit), t.level.value))
    return tuple(found)


def _limit_lines(limits: Sequence[Threshold], form: Formatter) -> tuple[Limit, ...]:
    texts = {
        Comparison.AT_LEAST: translate("Trends", "from {limit}"),
        Comparison.ABOVE: translate("Trends", "over {limit}"),
        Comparison.AT_MOST: translate("Trends", "up to {limit}"),
        Comparison.BELOW: translate("Trends", "under {limit}"),
    }
    return tuple(
        Limit(
            float(t.limit),
            texts[t.comparison].format(limit=form.number(t.limit, view.decimals(t.unit))),
            t.level.value,
        )
        for t in limits
    )


def _goal_lines(plan: Plan | None, form: Formatter) -> tuple[Limit, ...]:
    text = translate("Trends", "goal {limit}")
    return tuple(
        Limit(float(g.limit), text.format(limit=form.number(g.limit)))
        for g in (plan.goals if plan else ())
        if g.kind is Kind.BLOOD_PRESSURE and g.component in {Component.SYSTOLIC, Component.DIASTOLIC}
    )


def _extent(
    values: Sequence[float] | Floats,
    limits: Sequence[Threshold],
    least: tuple[float, float] | None,
    over: Span,
    times: Floats,
) -> tuple[float, float]:
    """The ends of the value axis: the values seen, the upper limits, and a little more."""
    inside = np.asarray(values, dtype=np.float64)
    if len(inside) == len(times):
        inside = inside[(times >= over.start) & (times <= over.end)]
    known = inside[~np.isnan(inside)]
    wanted = [float(t.limit) for t in limits if t.upper or least is None]
    ends = [*known.tolist(), *wanted, *(least or ())]
    if not ends:
        return 0.0, 1.0
    low, high = min(ends), max(ends)
    room = max((high - low) * 0.12, 0.2 if high < 12 else 1.0)  # litres are few
    return low - room, high + room


def _gaps(times: Floats, over: Span, now: dt.datetime) -> tuple[Gap, ...]:
    """Pauses to mark; what lies before the first value or after now is none."""
    if over.grouped or not len(times):
        return ()
    first = max(over.start, float(times[0]))
    return tuple(gaps(times, GAP, first, min(over.end, now.timestamp())))


def _edges(over: Span, zone: dt.tzinfo) -> Floats:
    """Mondays, or firsts of the month over more than two years, that cover the span."""
    first = dt.datetime.fromtimestamp(over.start, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[float] = []
    if over.end - over.start > 2 * 366 * DAY:
        at = first.replace(day=1)
        while not found or found[-1] < over.end:
            found.append(at.timestamp())
            at = (at + dt.timedelta(days=32)).replace(day=1)
    else:
        at = first - dt.timedelta(days=first.weekday())
        found = list(np.arange(at.timestamp(), over.end + WEEK, WEEK))
    return np.array(found, dtype=np.float64)
