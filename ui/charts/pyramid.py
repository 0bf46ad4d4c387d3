"""A pyramid of minima, maxima and means, so that a million points pan as easily as a thousand.

Each level has buckets twice as wide as the one below, aligned to multiples of their width. A view takes the
finest level whose buckets are at least a pixel wide; nearer than the finest level it takes the points
themselves. Building is one pass and costs less than three times the data; a view costs what it shows.
Pure: numpy only.
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from ui.charts.series import Buckets, Floats

_FIRST = 4  # points per bucket on the finest level, on the whole
_LEAST = 512  # a level with fewer buckets than this is the coarsest


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Level:
    width: float
    ids: NDArray[np.int64]
    low: Floats
    high: Floats
    total: Floats
    count: NDArray[np.int64]


class Pyramid:
    """``Pyramid(times, values).view(start, end, pixels)``. Times rise; NaN values are left out."""

    def __init__(self, times: Floats, values: Floats) -> None:
        known = ~np.isnan(values)
        self.times = np.ascontiguousarray(times[known], dtype=np.float64)
        self.values = np.ascontiguousarray(values[known], dtype=np.float64)
        self._levels: list[_Level] = []
        if len(self.times) > _LEAST * _FIRST:
            self._build()

    def _build(self) -> None:
        span = float(self.times[-1] - self.times[0]) or 1.0
        width = span / (len(self.times) / _FIRST)
        ones = np.ones(len(self.times), dtype=np.int64)
        level = _gather(width, _ids(self.times, width), self.values, self.values, self.values, ones)
        self._levels.append(level)
        while len(level.ids) > _LEAST:
            level = _gather(level.width * 2, level.ids // 2, level.low, level.high, level.total, level.count)
            self._levels.append(level)

    def __len__(self) -> int:
        return len(self.times)

    def view(self, start: float, end: float, pixels: int) -> Buckets:
        """What is between `start` and `end`, at most about one bucket a pixel. One bucket beyond each edge
        is included, so that lines run out of the picture.
        """
        wanted = (end - start) / max(pixels, 1)
        level = next((level for level in self._levels if level.width >= wanted), None)
        if level is None and self._levels and wanted > self._levels[-1].width:
            level = self._levels[-1]
        if level is None or wanted < self._levels[0].width / 2:
            return self._points(start, end)
        first = max(int(np.searchsorted(level.ids, int(start // level.width))) - 1, 0)
        last = int(np.searchsorted(level.ids, int(end // level.width), side="right")) + 1
        part = slice(first, last)
        return Buckets(
            times=np.asarray((level.ids[part] + 0.5) * level.width, dtype=np.float64),
            low=level.low[part],
            high=level.high[part],
            mean=level.total[part] / level.count[part],
            count=level.count[part],
        )

    def _points(self, start: float, end: float) -> Buckets:
        first = max(int(np.searchsorted(self.times, start)) - 1, 0)
        last = int(np.searchsorted(self.times, end, side="right")) + 1
        values = self.values[first:last]
        return Buckets(self.times[first:last], values, values, values, np.ones(len(values), dtype=np.int64))


def _ids(times: Floats, width: float) -> NDArray[np.int64]:
    return np.asarray(np.floor(times / width), dtype=np.int64)


def _gather(
    width: float, ids: NDArray[np.int64], low: Floats, high: Floats, total: Floats, count: NDArray[np.int64]
) -> _Level:
    """Join neighbours with the same id."""
    starts = np.concatenate([[0], np.flatnonzero(np.diff(ids)) + 1])
    return _Level(
        width=width,
        ids=ids[starts],
        low=np.minimum.reduceat(low, starts),
        high=np.maximum.reduceat(high, starts),
        total=np.add.reduceat(total, starts),
        count=np.add.reduceat(count, starts),
    )
