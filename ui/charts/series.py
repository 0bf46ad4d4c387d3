"""What a chart shows, as plain arrays. Pure: numpy only, no Qt, no clock.

Rules:
- Times are seconds since 1970 in UTC (float64, rising); values are float64 in the unit of the lane.
- Absence is a missing point or NaN, never a number that stands for nothing.
- Smallest, largest and mean survive aggregation; a gap stays a gap.
- Buckets are aligned to time, not to the window, so that panning does not make the picture shimmer.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]  # float64 in fact; arithmetic on arrays is typed no closer
Bools = NDArray[np.bool_]
Codes = NDArray[np.uint8]

DAY = 86_400.0
WEEK = 7 * DAY
EVENING_FROM = 15.0  # local hour; a reading from 15 on belongs to the evening
Severity = Literal["green", "yellow", "red", "grey"]
_RANK: dict[Severity, int] = {"green": 0, "grey": 1, "yellow": 2, "red": 3}


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """Aggregated values: `times` is each bucket's middle; `count` how many points it holds."""

    times: Floats
    low: Floats
    high: Floats
    mean: Floats
    count: NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Band:
    """Values from `low` to `high` lie in `zone`, from `start` to `end` (a plan's time in force)."""

    low: float
    high: float
    zone: Severity
    start: float = -np.inf
    end: float = np.inf


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without readings where readings were due."""

    start: float
    end: float


def as_times(moments: Sequence[dt.datetime]) -> Floats:
    """Aware datetimes as seconds since 1970."""
    return np.array([moment.timestamp() for moment in moments], dtype=np.float64)


def local_hours(times: Floats, zone: dt.tzinfo) -> Floats:
    """Hour of the local day, 0 up to 24, for each time. Summer time is followed."""
    hours, place = np.unique(np.floor(times / 3600), return_inverse=True)
    offsets = np.array(
        [
            (dt.datetime.fromtimestamp(hour * 3600, zone).utcoffset() or dt.timedelta()).total_seconds()
            for hour in hours
        ],
        dtype=np.float64,
    )
    local = (times + offsets[place]) % DAY if len(hours) else times
    return np.asarray(local / 3600, dtype=np.float64)


def is_evening(times: Floats, zone: dt.tzinfo) -> Bools:
    """True for readings of the afternoon and evening (from 15) and of the night before 3."""
    hours = local_hours(times, zone)
    return (hours >= EVENING_FROM) | (hours < 3.0)


def sessions(times: Floats, within: float = 30 * 60.0) -> NDArray[np.int64]:
    """Index of the first reading of each session. A reading more than `within` seconds after the one
    before it begins a new session.
    """
    if not len(times):
        return np.empty(0, dtype=np.int64)
    return np.concatenate([[0], np.flatnonzero(np.diff(times) > within) + 1]).astype(np.int64)


def session_means(starts: NDArray[np.int64], values: Floats) -> Floats:
    """Mean of each session's values; NaN values are left out, a session without any is NaN."""
    known = ~np.isnan(values)
    totals = np.add.reduceat(np.where(known, values, 0.0), starts) if len(starts) else np.empty(0)
    counts = np.add.reduceat(known.astype(np.float64), starts) if len(starts) else np.empty(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(totals / counts, dtype=np.float64)


def moving_mean(times: Floats, values: Floats, window: float = WEEK, least: int = 1) -> Floats:
    """Mean of the values within `window` seconds up to and including each time.

    NaN values are left out. Fewer than `least` values give NaN.
    """
    known = ~np.isnan(values)
    total = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
    number = np.concatenate([[0.0], np.cumsum(known)])
    first = np.searchsorted(times, times - window, side="right")
    after = np.arange(1, len(times) + 1)
    count = number[after] - number[first]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (total[after] - total[first]) / count
    return np.where(count >= least, mean, np.nan)


def gaps(times: Floats, longest: float, start: float | None = None, end: float | None = None) -> list[Gap]:
    """Stretches longer than `longest` seconds without a reading, also before the first and after the last
    when `start` and `end` are given.
    """
    inside = [] if start is None else [start]
    known = times[
        (times >= (-np.inf if start is None else start)) & (times <= (np.inf if end is None else end))
    ]
    edges = np.concatenate([inside, known, [] if end is None else [end]])
    where = np.flatnonzero(np.diff(edges) > longest)
    return [Gap(float(edges[index]), float(edges[index + 1])) for index in where]


def broken(times: Floats, values: Floats, longest: float) -> tuple[Floats, Floats]:
    """The same points with a NaN set into each pause longer than `longest`, so that a line stops there."""
    where = np.flatnonzero(np.diff(times) > longest) + 1
    middle = (times[where - 1] + times[where]) / 2 if len(where) else np.empty(0)
    return np.insert(times, where, middle), np.insert(values, where, np.nan)


def zone_ranks(times: Floats, values: Floats, bands: Sequence[Band]) -> Codes:
    """Severity of each value under the bands in force at its time: 0 green, 1 grey, 2 yellow, 3 red.

    NaN is grey. Where bands overlap the worst counts. A band holds low <= value < high.
    """
    ranks = np.zeros(len(values), dtype=np.uint8)
    ranks[np.isnan(values)] = _RANK["grey"]
    for band in bands:
        inside = (values >= band.low) & (values < band.high) & (times >= band.start) & (times < band.end)
        ranks[inside] = np.maximum(ranks[inside], _RANK[band.zone])
    return ranks


def by_period(times: Floats, edges: Floats, low: Floats, high: Floats, mean: Floats) -> Buckets:
    """One bucket per calendar period (weeks, months) given by its `edges`; empty periods are left out."""
    period = np.searchsorted(edges, times, side="right") - 1
    inside = (period >= 0) & (period < len(edges) - 1)
    times, low, high, mean = (part[inside] for part in (times, low, high, mean))
    period = period[inside]
    if not len(times):
        nothing = np.empty(0)
        return Buckets(nothing, nothing, nothing, nothing, np.empty(0, dtype=np.int64))
    starts = np.concatenate([[0], np.flatnonzero(np.diff(period)) + 1])
    count = np.diff(np.concatenate([starts, [len(times)]]))
    at = period[starts]
    return Buckets(
        times=(edges[at] + edges[at + 1]) / 2,
        low=np.minimum.reduceat(low, starts),
        high=np.maximum.reduceat(high, starts),
        mean=np.add.reduceat(mean, starts) / count,
        count=count.astype(np.int64),
    )


def nice_step(span: float, most: int) -> float:
    """The least of 1, 2, 2.5, 5, 10 (times a power of ten) with at most `most` steps in `span`."""
    if span <= 0 or most < 1:
        return 1.0
    raw = span / most
    power = 10.0 ** np.floor(np.log10(raw))
    for factor in (1.0, 2.0, 2.5, 5.0, 10.0):
        if factor * power >= raw * (1 - 1e-9):
            return float(factor * power)
    return float(10 * power)


def nice_ticks(low: float, high: float, most: int) -> Floats:
    """Round numbers within [low, high], at most `most` + 1 of them."""
    step = nice_step(high - low, most)
    first = np.ceil(low / step - 1e-9)
    return np.asarray(np.arange(first, np.floor(high / step + 1e-9) + 1) * step, dtype=np.float64)


def step_to(times: Floats, at: float | None, by: int) -> int:
    """Index of the point `by` steps from the one nearest to `at`, held inside the ends.

    Without `at` a step back begins at the newest, a step on at the first. Raises ValueError without points.
    """
    if at is None and len(times):
        return len(times) - 1 if by <= 0 else 0
    if at is None:
        raise ValueError("no points")
    return int(np.clip(nearest(times, at) + by, 0, len(times) - 1))


def nearest(times: Floats, at: float) -> int:
    """Index of the point nearest in time. Raises ValueError without points."""
    if not len(times):
        raise ValueError("no points")
    right = int(np.searchsorted(times, at))
    if right == 0:
        return 0
    if right == len(times):
        return right - 1
    return right if times[right] - at < at - times[right - 1] else right - 1
