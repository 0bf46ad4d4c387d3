"""From a patient's measurements and plans to the lanes and flags of a chart. Numpy and words, no widgets.

Rules:
- One lane a measure, in a fixed order; blood pressure as bars of session means, the rest as single values.
- A band holds while its plan was in force; the limits written at the right are those in force now.
- Each lane remembers which measurement stands behind each of its values (``Track.ids``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from PySide6.QtCore import QCoreApplication

from hemmonitor.clinic import PatientView
from hemmonitor.model.careplan import Comparison, Level, Plan, Threshold
from hemmonitor.model.measurement import Component, Kind, Measurement
from ui import measures
from ui.charts.lane import Bars, Curve, Dots, Flag, Lane, Limit, Role
from ui.charts.series import (
    DAY,
    Band,
    Floats,
    Gap,
    Severity,
    as_times,
    broken,
    gaps,
    is_evening,
    session_means,
    sessions,
    zone_ranks,
)
from ui.format import Formatter, unit_word
from ui.nurse import means

translate = QCoreApplication.translate

GAP_DAYS = 2.5
SITTING = dt.timedelta(minutes=30)
_NEAR_LOW = 8.0  # mm[Hg]
_ROLES: dict[Component, Role] = {
    Component.SYSTOLIC: "systolic",
    Component.DIASTOLIC: "diastolic",
    Component.PULSE_RATE: "pulse",
    Component.HEART_RATE: "pulse",
    Component.SPO2: "spo2",
    Component.BODY_WEIGHT: "weight",
    Component.ODI4: "spo2",
    Component.FEV1: "fev1",
    Component.GLUCOSE: "glucose",
    Component.BODY_TEMPERATURE: "glucose",
    Component.RESPIRATORY_RATE: "pulse",
}
_ORDER: tuple[tuple[Kind, Component], ...] = (
    (Kind.BLOOD_PRESSURE, Component.SYSTOLIC),
    (Kind.BLOOD_PRESSURE, Component.PULSE_RATE),
    (Kind.OXIMETRY, Component.SPO2),
    (Kind.OXIMETRY_SERIES, Component.ODI4),
    (Kind.SPIROMETRY, Component.FEV1),
    (Kind.WEIGHT, Component.BODY_WEIGHT),
    (Kind.GLUCOSE, Component.GLUCOSE),
    (Kind.TEMPERATURE, Component.BODY_TEMPERATURE),
    (Kind.HEART_RATE, Component.HEART_RATE),
    (Kind.RESPIRATORY_RATE, Component.RESPIRATORY_RATE),
)


@dataclass(frozen=True, slots=True)
class Track:
    """A lane, what it shows, and the measurement behind each value."""

    kind: Kind
    component: Component
    lane: Lane
    ids: tuple[str, ...]


def measured(view: PatientView) -> list[tuple[Kind, Component]]:
    """What there is to show, in the order of the lanes."""
    present = {(m.kind, q.component) for m in view.measurements for q in m.values if q.value is not None}
    return [measure for measure in _ORDER if measure in present]


def tracks(view: PatientView, fmt: Formatter) -> list[Track]:
    """A lane for every measure of the patient."""
    return [track(view, kind, component, fmt) for kind, component in measured(view)]


def track(view: PatientView, kind: Kind, component: Component, fmt: Formatter) -> Track:
    """The lane of one figure: bars for systolic over diastolic, else single values."""
    if kind is Kind.BLOOD_PRESSURE and component is Component.SYSTOLIC:
        taken = [m for m in view.measurements if m.kind == kind and m.value(component) is not None]
        return _pressure(view, taken, *_arrays(taken, component), fmt)
    return single(view, kind, component, fmt)


def single(
    view: PatientView, kind: Kind, component: Component, fmt: Formatter, *, since: float = -np.inf
) -> Track:
    """The lane of one figure as single values, from ``since`` (seconds) on."""
    taken = [
        m
        for m in view.measurements
        if m.kind == kind and m.taken_at.timestamp() >= since and m.value(component) is not None
    ]
    times, values = _arrays(taken, component)
    bands = bands_of(view.plans, kind, component)
    texts = [measures.reading(m, component, fmt) for m in taken]
    unit = texts[-1][1] if texts else ""
    newest = texts[-1][0] if texts else ""
    decimals = _decimals(taken[-1].value(component)) if taken else 0
    if kind is Kind.BLOOD_PRESSURE:  # readings of a session are one point, as in the lane above
        starts = sessions(times)
        values = session_means(starts, values)
        times = times[starts]
        taken = [taken[end - 1] for end in [*(int(s) for s in starts[1:]), len(taken)]]
        texts = [(fmt.number(_half_up(value)), unit) for value in values]
    low, high = extent(values, _limits_now(view.plan, kind, component), least=span(component))
    curves = (Curve(*means.seven_days(times, values, GAP_DAYS * DAY)),)
    lane = Lane(
        title=measures.component_name(component),
        unit=unit,
        colour=_ROLES.get(component, "systolic"),
        data=Dots(
            times,
            values,
            hollow=is_evening(times, fmt.zone),
            ranks=zone_ranks(times, values, bands),
            shapes=True,
            line=True,
            longest=GAP_DAYS * DAY,
        ),
        low=low,
        high=high,
        say=_sayer(texts),
        bands=tuple(bands),
        limits=tuple(limits_of(view.plan, kind, component, fmt)),
        curves=curves,
        gaps=tuple(_gaps(times, view.at)),
        latest=newest,
        legend=_legend(curves, decimals, fmt),
        weight=1.0,
    )
    return Track(kind, component, lane, tuple(m.id for m in taken))


def _always(_threshold: Threshold) -> bool:
    return True


def sitting(
    view: PatientView, measurement: Measurement, component: Component | None, fmt: Formatter
) -> tuple[str, str]:
    """The figure and unit of the sitting that a measurement belongs to: of blood pressures, their mean."""
    if measurement.kind is not Kind.BLOOD_PRESSURE or component not in measures.PAIR:
        return measures.reading(measurement, component, fmt)
    same = [
        m
        for m in view.measurements
        if m.kind is measurement.kind and abs(m.taken_at - measurement.taken_at) <= SITTING
    ]
    means = []
    for part in (Component.SYSTOLIC, Component.DIASTOLIC):
        values = [float(v) for m in same if (v := m.value(part)) is not None]
        means.append(fmt.number(_half_up(float(np.mean(values)))) if values else "–")
    return "/".join(means), measures.reading(measurement, component, fmt)[1]


def bands_of(
    plans: Sequence[Plan],
    kind: Kind,
    component: Component,
    wanted: Callable[[Threshold], bool] = _always,
) -> list[Band]:
    """Areas beyond the limits, each while its plan was in force."""
    found: list[Band] = []
    ordered = sorted(plans, key=lambda p: (p.valid_from, p.version))
    ends = [plan.valid_from.timestamp() for plan in ordered[1:]] + [np.inf]
    for plan, end in zip(ordered, ends, strict=True):
        start = plan.valid_from.timestamp() if plan is not ordered[0] else -np.inf
        limits = plan.thresholds_for(kind, component)
        for threshold in filter(wanted, limits):
            reach = _next_beyond(threshold, limits)
            edge = float(threshold.limit)
            # a band holds low <= value < high: strictness is moved by less than any reading step
            nudge = 1e-6 if threshold.comparison in {Comparison.ABOVE, Comparison.AT_MOST} else 0.0
            low, high = (edge + nudge, reach) if threshold.upper else (reach, edge + nudge)
            found.append(Band(low, high, severity(threshold.level), start, end))
    return found


def limits_of(
    plan: Plan | None,
    kind: Kind,
    component: Component,
    fmt: Formatter,
    wanted: Callable[[Threshold], bool] = _always,
) -> list[Limit]:
    """The lines in force now, with their words: limits and goals."""
    if plan is None:
        return []
    found = [
        Limit(float(t.limit), short_comparison(t, fmt), severity(t.level))
        for t in plan.thresholds_for(kind, component)
        if wanted(t)
    ]
    for goal in plan.goals:
        if goal.kind == kind and goal.component == component:
            text = translate("Lanes", "goal {value}").format(value=measures.figure(goal.limit, fmt))
            found.append(Limit(float(goal.limit), text))
    for baseline in plan.baselines:
        if baseline.kind == kind and baseline.component == component:
            text = translate("Lanes", "baseline {value}").format(value=measures.figure(baseline.value, fmt))
            found.append(Limit(float(baseline.value), text, quiet=True))
    return found


def short_comparison(threshold: Threshold, fmt: Formatter) -> str:
    """Where a limit begins, without its unit: over 160, from 180, under 88."""
    value = measures.figure(threshold.limit, fmt)
    text = {
        Comparison.ABOVE: translate("Lanes", "over {value}"),
        Comparison.AT_LEAST: translate("Lanes", "from {value}"),
        Comparison.BELOW: translate("Lanes", "under {value}"),
        Comparison.AT_MOST: translate("Lanes", "up to {value}"),
    }[threshold.comparison]
    return text.format(value=value)


def extent(
    values: Floats, limits: Sequence[float], *, least: float, reach: float = 0.5
) -> tuple[float, float]:
    """A value axis with room for the values and for the limits near them, at least ``least`` wide.

    ``reach``: how far, in heights of the values, a limit may lie outside and still be shown.
    """
    if not len(values):
        return (min(limits) - least, max(limits) + least) if limits else (0.0, least)
    low, high = float(values.min()), float(values.max())
    tall = max(high - low, least)
    near = [limit for limit in limits if low - reach * tall <= limit <= high + reach * tall]
    low, high = min([low, *near]), max([high, *near])
    middle, half = (low + high) / 2, max(high - low, least) / 2
    return middle - 1.15 * half, middle + 1.15 * half


def flags(view: PatientView) -> list[Flag]:
    """What happened: plans, acknowledgements with a note, open signals."""
    found = [
        Flag(
            plan.valid_from.timestamp(),
            translate("Lanes", "Plan {version}").format(version=plan.version),
            "accent",
            "file-pencil",
            key=f"plan:{plan.version}",
        )
        for plan in view.plans
    ]
    found += [
        Flag(a.at.timestamp(), translate("Lanes", "Note"), "note", "note", key=f"note:{a.id}")
        for a in view.acknowledgements
        if a.body.note
    ]
    for finding in view.evaluation.open:
        kind = "red" if finding.level is Level.RED else "yellow"
        found.append(
            Flag(
                finding.since.timestamp(),
                translate("Lanes", "Signal"),
                "red" if kind == "red" else "yellow",
                "flag",
                key=f"signal:{finding.key}",
            )
        )
    return sorted(found, key=lambda flag: flag.time)


def _arrays(taken: list[Measurement], component: Component) -> tuple[Floats, Floats]:
    values = [float(m.value(component) or 0) for m in taken]
    return as_times([m.taken_at for m in taken]), np.array(values, dtype=np.float64)


def _pressure(
    view: PatientView, taken: list[Measurement], times: Floats, systolic: Floats, fmt: Formatter
) -> Track:
    """Session means as bars from diastolic to systolic, with the mean pressure as a tick."""
    lower = [m.value(Component.DIASTOLIC) for m in taken]
    diastolic = np.array([np.nan if v is None else float(v) for v in lower], dtype=np.float64)
    starts = sessions(times)
    high, low = session_means(starts, systolic), session_means(starts, diastolic)
    at = times[starts] if len(starts) else times
    mean = low + (high - low) / 3
    ends = [*(int(s) for s in starts[1:]), len(taken)]
    unit = unit_word(taken[-1].values[0].unit) if taken else ""

    def say(index: int) -> str:
        parts = (high[index], low[index], mean[index])
        upper, under, middle = (fmt.number(_half_up(part)) if not np.isnan(part) else "–" for part in parts)
        text = translate("Lanes", "{value}, MAP {mean}")
        return text.format(value=f"{upper}/{under}", mean=middle)

    def wanted(threshold: Threshold) -> bool:
        """A lower limit of the systolic pressure lies among the diastolic ends of the bars, where it would
        only confuse: it is shown once a systolic pressure comes near it.
        """
        return threshold.upper or bool(len(high) and high.min() < float(threshold.limit) + _NEAR_LOW)

    kind, component = Kind.BLOOD_PRESSURE, Component.SYSTOLIC
    curves, legend = _protocol_means(view, taken, systolic, diastolic, at, ends, fmt)
    both = np.concatenate([high, low[~np.isnan(low)]])
    limits = limits_of(view.plan, kind, component, fmt, wanted)
    bottom, top = extent(both, [limit.value for limit in limits], least=60)
    lane = Lane(
        title=measures.kind_name(kind),
        unit=unit,
        colour="systolic",
        data=Bars(at, low, high, mean, hollow=is_evening(at, fmt.zone)),
        low=bottom,
        high=top,
        say=say,
        bands=tuple(bands_of(view.plans, kind, component, wanted)),
        limits=tuple(limits),
        curves=curves,
        gaps=tuple(_gaps(at, view.at)),
        latest=measures.reading(taken[-1], component, fmt)[0] if taken else "",
        legend=legend,
        weight=1.6,
    )
    ids = tuple(taken[end - 1].id for end in ends) if len(starts) else ()
    return Track(kind, component, lane, ids)


def _protocol_means(
    view: PatientView,
    taken: list[Measurement],
    systolic: Floats,
    diastolic: Floats,
    at: Floats,
    ends: list[int],
    fmt: Formatter,
) -> tuple[tuple[Curve, ...], str]:
    """The home protocol's mean at the end of each session, as two curves, and the newest in words."""
    if not taken:
        return (), ""
    protocol = means.protocol_of(view.plan)
    found = means.rolling(means.protocol_days(taken), systolic, diastolic, protocol)
    last = np.array(ends) - 1
    pair = found.upper[last], found.lower[last]
    curves = tuple(Curve(*broken(at, part, GAP_DAYS * DAY)) for part in pair)
    if np.isnan(found.upper[-1]):
        text = translate("Lanes", "mean of {days} days: too few values")
        return curves, text.format(days=protocol.days)
    value = "/".join(fmt.number(_half_up(float(part[-1]))) for part in (found.upper, found.lower))
    text = translate("Lanes", "mean of {days} days {value} ({count} values)")
    return curves, text.format(days=protocol.days, value=value, count=found.left[-1])


def _legend(curves: tuple[Curve, ...], decimals: int, fmt: Formatter) -> str:
    """What the curve of a single figure is, with its newest point."""
    values = curves[0].values
    if not len(values) or np.isnan(values[-1]):
        return ""
    text = translate("Lanes", "mean of {days} days {value}")
    return text.format(days=7, value=fmt.number(float(values[-1]), decimals))


def _decimals(value: Decimal | None) -> int:
    """As many as a value was measured with."""
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _sayer(texts: list[tuple[str, str]]) -> Callable[[int], str]:
    def say(index: int) -> str:
        return texts[index][0]

    return say


def _half_up(value: float) -> Decimal:
    return Decimal(int(np.floor(value + 0.5)))


def severity(level: Level) -> Severity:
    """A level as the charts name it."""
    return "red" if level is Level.RED else "yellow"


def _limits_now(plan: Plan | None, kind: Kind, component: Component) -> list[float]:
    return [float(t.limit) for t in plan.thresholds_for(kind, component)] if plan else []


def _next_beyond(threshold: Threshold, limits: Sequence[Threshold]) -> float:
    """Where a worse limit on the same side takes over; infinity when there is none."""
    edge = threshold.limit
    same = [t.limit for t in limits if t.upper is threshold.upper and t.level is not threshold.level]
    if threshold.upper:
        return float(min((x for x in same if x > edge), default=Decimal("Infinity")))
    return float(max((x for x in same if x < edge), default=Decimal("-Infinity")))


def _gaps(times: Floats, at: dt.datetime) -> list[Gap]:
    return gaps(times, GAP_DAYS * DAY, end=at.timestamp()) if len(times) else []


def span(component: Component) -> float:
    """The least height of a value axis, so that noise does not look like a mountain."""
    return {
        Component.SPO2: 8.0,
        Component.ODI4: 10.0,
        Component.BODY_WEIGHT: 3.0,
        Component.FEV1: 0.6,
        Component.GLUCOSE: 4.0,
        Component.BODY_TEMPERATURE: 2.0,
    }.get(component, 30.0)
