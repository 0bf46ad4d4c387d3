"""From a night's recording to chart lanes: oxygen level over pulse, on one time axis. No widgets.

Every value is kept; what is drawn is the least, the mean and the greatest of each pixel (``pyramid``). Where
the signal was lost for a minute or more there is a gap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.overnight import UNDER
from hemmonitor.model.measurement import Component, Kind, Measurement, Series
from ui.charts.lane import Lane, Limit, Role
from ui.charts.pyramid import Pyramid
from ui.charts.series import Floats, Gap, gaps
from ui.format import NBSP, Formatter

translate = QCoreApplication.translate

LOST = 60.0  # seconds without a signal that are shown as a gap
_PULSES = (Component.PULSE_RATE, Component.HEART_RATE)


def recordings(history: Sequence[Measurement]) -> tuple[Measurement, ...]:
    """The recordings that a night card can show, by time."""
    return tuple(
        m
        for m in history
        if m.kind is Kind.OXIMETRY_SERIES
        and m.series is not None
        and any(channel.component is Component.SPO2 for channel in m.series.channels)
    )


def lanes(recording: Measurement, form: Formatter) -> list[Lane]:
    """The lanes of a recording that has a series; pulse only where it was recorded."""
    series = recording.series
    assert series is not None
    present = {channel.component for channel in series.channels}
    pulses = [_pulse(series, component, form) for component in _PULSES if component in present]
    return [_oxygen(series, form), *pulses[:1]]


def span(recording: Measurement) -> tuple[float, float]:
    """Its beginning and end, in seconds since 1970."""
    series = recording.series
    assert series is not None
    return series.start.timestamp(), series.end.timestamp()


def _oxygen(series: Series, form: Formatter) -> Lane:
    data, lost = _data(series, Component.SPO2)
    least = float(data.values.min()) if len(data) else float(UNDER)
    line = Limit(float(UNDER), f"{form.number(UNDER)}{NBSP}%", quiet=True)
    title, low = translate("Night", "Oxygen level"), min(least - 1, 84.0)
    return _lane(title, "%", "spo2", data, low, 100.5, form, limits=(line,), gaps=lost, weight=1.6)


def _pulse(series: Series, component: Component, form: Formatter) -> Lane:
    data, lost = _data(series, component)
    low, high = (float(data.values.min()), float(data.values.max())) if len(data) else (50.0, 90.0)
    title, unit = translate("Night", "Pulse"), translate("Night", "beats/min")
    return _lane(title, unit, "pulse", data, low - 5, high + 5, form, gaps=lost)


def _lane(
    title: str,
    unit: str,
    colour: Role,
    data: Pyramid,
    low: float,
    high: float,
    form: Formatter,
    *,
    limits: tuple[Limit, ...] = (),
    gaps: tuple[Gap, ...] = (),
    weight: float = 1.0,
) -> Lane:
    def say(index: int) -> str:
        return f"{form.number(float(data.values[index]))}{NBSP}{unit}"

    return Lane(title, unit, colour, data, low, high, say, limits=limits, gaps=gaps, weight=weight)


def _data(series: Series, component: Component) -> tuple[Pyramid, tuple[Gap, ...]]:
    start, step = series.start.timestamp(), series.step.total_seconds()
    values: Floats = np.array(
        [np.nan if value is None else float(value) for value in series.values(component)], dtype=np.float64
    )
    times = start + step * np.arange(len(values), dtype=np.float64)
    data = Pyramid(times, values)
    return data, tuple(gaps(data.times, LOST, start, series.end.timestamp()))
