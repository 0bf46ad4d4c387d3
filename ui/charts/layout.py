"""Where things stand in a chart, in pixels: pure arithmetic, tried without a screen.

- time ticks at the middle of local days, or at the beginning of months and years
- flags in their strip: nearer than their width they fold (patient) or flip and stack (nurse)
- labels in the right column pushed apart so that none lies on another
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Literal

_HOUR_STEPS = (1, 2, 3, 6, 12)
_DAY_STEPS = (1, 2, 5, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)


@dataclasses.dataclass(frozen=True, slots=True)
class Tick:
    """A time on the axis and what its label shows."""

    time: float
    kind: Literal["hour", "day", "month", "year"]


def _noon(day: dt.date, zone: dt.tzinfo) -> float:
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=zone).timestamp()


def time_ticks(
    start: float, end: float, most: int, zone: dt.tzinfo, today: float | None = None
) -> list[Tick]:
    """At most about `most` ticks from `start` to `end`. Days are counted back from `today` if it shows."""
    most = max(most, 1)
    days = (end - start) / 86_400
    if days <= 3:
        return _hour_ticks(start, end, most, zone)
    step = next((step for step in _DAY_STEPS if days / step <= most), None)
    if step is not None and days <= 120:
        return _day_ticks(start, end, step, zone, today)
    return _month_ticks(start, end, most, zone)


def _hour_ticks(start: float, end: float, most: int, zone: dt.tzinfo) -> list[Tick]:
    hours = (end - start) / 3600
    step = next((step for step in _HOUR_STEPS if hours / step <= most), 24)
    first = dt.datetime.fromtimestamp(start, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    ticks = []
    for count in range(0, int(hours) + 49, step):
        moment = first + dt.timedelta(hours=count)
        at = moment.timestamp()
        if start <= at <= end:
            ticks.append(Tick(at, "day" if moment.hour == 0 else "hour"))
    return ticks


def _day_ticks(start: float, end: float, step: int, zone: dt.tzinfo, today: float | None) -> list[Tick]:
    anchor = today if today is not None and start <= today <= end else end
    day = dt.datetime.fromtimestamp(anchor, zone).date()
    ticks = []
    while (at := _noon(day, zone)) >= start:
        if at <= end:
            ticks.append(Tick(at, "day"))
        day -= dt.timedelta(days=step)
    return ticks[::-1]


def _month_ticks(start: float, end: float, most: int, zone: dt.tzinfo) -> list[Tick]:
    months = (end - start) / 86_400 / 30.4
    step = next((step for step in _MONTH_STEPS if months / step <= most), None)
    first = dt.datetime.fromtimestamp(start, zone)
    last = dt.datetime.fromtimestamp(end, zone)
    if step is None:
        leap = max(1, -(-(last.year - first.year) // most))
        moments = [dt.datetime(year, 1, 1, tzinfo=zone) for year in range(first.year, last.year + 1, leap)]
        return [Tick(at, "year") for moment in moments if start <= (at := moment.timestamp()) <= end]
    ticks: list[Tick] = []
    number = first.year * 12
    while True:
        moment = dt.datetime(number // 12, number % 12 + 1, 1, tzinfo=zone)
        if (at := moment.timestamp()) > end:
            return ticks
        if at >= start:
            ticks.append(Tick(at, "month"))
        number += step


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A flag's box: `left` is its left edge. Folded: a dot only. `more` counts those stacked in it."""

    index: int
    left: float
    folded: bool = False
    more: int = 0


def fold_flags(xs: Sequence[float], widths: Sequence[float], right: float, dot: float) -> list[Placed]:
    """The patient's rule: boxes stand right of their stem; where two collide the older one folds to a dot."""
    placed: list[Placed] = []
    edge = float("inf")
    for index in sorted(range(len(xs)), key=lambda item: xs[item], reverse=True):
        left = min(xs[index], right - widths[index])
        if left + widths[index] + 4 <= edge:
            placed.append(Placed(index, left))
            edge = left
        else:
            placed.append(Placed(index, xs[index] - dot / 2, folded=True))
    return placed[::-1]


def stack_flags(xs: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[Placed]:
    """The nurse's rule: right of the stem; nearer than its width it flips left; then it stacks in its
    neighbour, which counts it ("2 more").
    """
    placed: list[Placed] = []
    taken: list[tuple[float, float]] = []

    def free(at: float, width: float) -> bool:
        inside = left <= at and at + width <= right
        return inside and all(at + width + 4 <= begin or at >= end + 4 for begin, end in taken)

    for index in sorted(range(len(xs)), key=lambda item: xs[item]):
        width = widths[index]
        for at in (xs[index], xs[index] - width):
            if free(at, width):
                placed.append(Placed(index, at))
                taken.append((at, at + width))
                break
        else:
            if not placed:
                at = min(max(xs[index], left), right - width)
                placed.append(Placed(index, at))
                taken.append((at, at + width))
                continue
            last = placed[-1]
            placed[-1] = dataclasses.replace(last, more=last.more + 1)
    return placed


def spread(centres: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """Centres of labels of `height`, moved as little as needed so that none overlaps, within top..bottom."""
    order = sorted(range(len(centres)), key=lambda index: centres[index])
    groups: list[list[int]] = []
    middles: list[float] = []

    def centred(members: list[int]) -> float:
        mean = sum(centres[item] for item in members) / len(members)
        half = len(members) * height / 2
        return min(max(mean, top + half), max(bottom - half, top + half))

    for index in order:
        groups.append([index])
        middles.append(centred([index]))
        while len(groups) > 1:
            reach = (len(groups[-1]) + len(groups[-2])) * height / 2
            if middles[-1] - middles[-2] >= reach - 1e-6:
                break
            joined = groups[-2] + groups[-1]
            groups[-2:], middles[-2:] = [joined], [centred(joined)]
    result = [0.0] * len(centres)
    for members, middle in zip(groups, middles, strict=True):
        first = middle - (len(members) - 1) * height / 2
        for place, index in enumerate(members):
            result[index] = first + place * height
    return result
