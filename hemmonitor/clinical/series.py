"""One kind's measurements as a series of occasions, kept in order whatever order they arrive in.

Rules:
- Order is by time, then id. A measurement known already changes nothing.
- What does not count (impossible, control solution, bad blow) is kept aside, to be shown.
- An occasion's day is the calendar date of its first reading on the patient's own clock, so daylight
  saving and travel move no measurement to another day. Days never go back: after a flight west over
  the date line the old day goes on.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate, pairwise
from operator import attrgetter

from hemmonitor.clinical.home_pressure import protocol_day
from hemmonitor.clinical.limits import combined_figure
from hemmonitor.clinical.occasions import Occasion, border, counts, group
from hemmonitor.clinical.units import convert, convertible
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit


def _order(measurement: Measurement) -> tuple[dt.datetime, str]:
    return measurement.taken_at, measurement.id


class Column:
    """One figure of every occasion in one unit, filled as far as it is asked for.

    ``values`` are what the occasions stand for; ``totals`` are running sums and counts of the single
    readings.
    """

    def __init__(self, occasions: list[Occasion], component: Component, unit: Unit) -> None:
        """``occasions`` is the series' own list."""
        self._occasions = occasions
        self._component = component
        self._unit = unit
        self._values: list[Decimal | None] = []
        self._sums: list[Decimal] = [Decimal(0)]
        self._counts: list[int] = [0]

    def values(self, end: int) -> list[Decimal | None]:
        """What at least the first ``end`` occasions stand for, in the column's unit. Not to be changed."""
        values, component, unit = self._values, self._component, self._unit
        for occasion in self._occasions[len(values) : end]:
            figure = combined_figure(occasion, component)
            if figure is None or figure.unit is unit:
                values.append(None if figure is None else figure.value)
            else:
                values.append(in_unit(figure, unit))
        return values

    def totals(self, end: int) -> tuple[list[Decimal], list[int]]:
        """Sum and number of the readings of the first 0, 1, 2 ... occasions, at least up to ``end``."""
        component, unit = self._component, self._unit
        total, n = self._sums[-1], self._counts[-1]
        for occasion in self._occasions[len(self._counts) - 1 : end]:
            for reading in occasion.readings:
                for figure in reading.values:
                    if figure.component is component:
                        value = figure.value if figure.unit is unit else in_unit(figure, unit)
                        if value is not None:
                            total, n = total + value, n + 1
                        break
            self._sums.append(total)
            self._counts.append(n)
        return self._sums, self._counts

    def cut(self, kept: int) -> None:
        """Forget what is after the first ``kept`` occasions."""
        del self._values[kept:], self._sums[kept + 1 :], self._counts[kept + 1 :]


def in_unit(figure: Quantity, unit: Unit) -> Decimal | None:
    """A figure in another unit; ``None`` without a value or when the units are of different families."""
    if figure.value is None or figure.unit is unit:
        return figure.value
    if not convertible(figure.unit, unit):
        return None
    exact = convert(figure.value, figure.unit, unit)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


class Series:
    """Occasions of one kind. ``days`` and ``protocol_days`` are proleptic ordinals, one an occasion."""

    def __init__(
        self, kind: Kind, measurements: Iterable[Measurement] = (), known_from: int | None = None
    ) -> None:
        """Takes measurements of one kind in any order.

        ``known_from``: the day the person's series begins when what is given is only its end.
        """
        self.kind = kind
        self.readings: list[Measurement] = []
        self.aside: list[Measurement] = []
        self.occasions: list[Occasion] = []
        self.days: list[int] = []
        self.protocol_days: list[int] = []
        self.flagged: list[bool] = []  # whether any reading of the occasion has a flag
        self.ends: list[dt.datetime] = []
        self._known_from = known_from
        self._offsets: list[int] = []  # the first reading of each occasion
        self._columns: dict[tuple[Component, Unit], Column] = {}
        for m in sorted(measurements, key=attrgetter("taken_at", "id")):
            (self.readings if counts(m) else self.aside).append(m)
        self._regroup(0)

    def add(self, measurement: Measurement) -> int | None:
        """Take in a measurement; the index of the first occasion that may have changed, else ``None``."""
        if not counts(measurement):
            insort(self.aside, measurement, key=_order)
            return None
        insort(self.readings, measurement, key=_order)
        place = bisect_left(self.readings, _order(measurement), key=_order)
        return self._regroup(place)

    def remove(self, measurement_id: str) -> int | None:
        """Take a measurement out; the index of the first occasion that may have changed, else ``None``."""
        self.aside = [m for m in self.aside if m.id != measurement_id]
        place = next((i for i, m in enumerate(self.readings) if m.id == measurement_id), None)
        if place is None:
            return None
        del self.readings[place]
        return self._regroup(max(place - 1, 0))

    @property
    def first_day(self) -> int | None:
        """The day the person's series begins."""
        days = [d for d in (self._known_from, self.days[0] if self.days else None) if d is not None]
        return min(days, default=None)

    def anchored(self, until: dt.datetime) -> bool:
        """Whether the occasions after ``until`` are the same whatever was measured before the first one."""
        early = self.readings[: bisect_right(self.readings, until, key=lambda m: m.taken_at)]
        return any(border(a, b) for a, b in pairwise(early))

    def column(self, component: Component, unit: Unit) -> Column:
        """The column of a figure."""
        found = self._columns.get((component, unit))
        if found is None:
            found = self._columns[component, unit] = Column(self.occasions, component, unit)
        return found

    def between(self, index: int, day: int, end: int) -> tuple[int, int]:
        """The occasions up to ``index`` from ``day`` on and before the day ``end``, as a slice."""
        start = bisect_left(self.days, day, 0, index + 1)
        return start, bisect_left(self.days, end, start, index + 1)

    def earlier_on(self, index: int, day: int) -> list[int]:
        """Occasions before ``index`` on a day, newest first."""
        start, stop = self.between(index, day, day + 1)
        return [i for i in range(stop - 1, start - 1, -1) if i < index]

    def _regroup(self, place: int) -> int:
        """Group anew from the occasion of the reading before a place; what is before it cannot change."""
        kept = max(bisect_right(self._offsets, max(place - 1, 0)) - 1, 0)
        start = self._offsets[kept] if self._offsets else 0
        fresh = list(group(self.readings[start:]))
        self.occasions[kept:] = fresh
        firsts = [o.readings[0].taken_at for o in fresh]
        self.days[kept:] = _rising(self.days[kept - 1 : kept], [at.toordinal() for at in firsts])
        own = [protocol_day(at) for at in firsts]
        self.protocol_days[kept:] = _rising(self.protocol_days[kept - 1 : kept], own)
        some = any([m.flags for m in self.readings[start:]])  # noqa: C419 - a list is quicker; most have none
        self.flagged[kept:] = [some and any(r.flags for r in o.readings) for o in fresh]
        for column in self._columns.values():
            column.cut(kept)
        self.ends[kept:] = [o.readings[-1].taken_at for o in fresh]
        offsets = []
        for occasion in fresh:
            offsets.append(start)
            start += len(occasion.readings)
        self._offsets[kept:] = offsets
        return kept


def _rising(before: list[int], days: list[int]) -> list[int]:
    """The days with none lower than one before it, also the last of those ``before``."""
    every = before + days
    if every != sorted(every):  # nearly always they do rise
        every = list(accumulate(every, max))
    return every[len(before) :]
