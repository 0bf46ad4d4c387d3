"""One kind's measurements as a series of occasions, kept in order whatever order they arrive in.

Rules:
- Order is by time, then id. A measurement known already changes nothing.
- What does not count (impossible, control solution, bad blow) is kept aside, to be shown.
- An occasion's day is the calendar date of its first reading on the patient's own clock, so daylight
  saving and travel move no measurement to another day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from decimal import Decimal

from hemmonitor.clinical.home_pressure import protocol_day
from hemmonitor.clinical.limits import combined_figure
from hemmonitor.clinical.occasions import Occasion, border, counts, group
from hemmonitor.clinical.units import convert, convertible
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit


def _order(measurement: Measurement) -> tuple[dt.datetime, str]:
    return measurement.taken_at, measurement.id


class Column:
    """One figure of every occasion in one unit, filled as far as it is asked for.

    ``value(i)`` is what occasion ``i`` stands for. ``total(a, b)`` and ``number(a, b)`` are sum and count
    of the single readings of occasions ``a``..``b - 1``.
    """

    def __init__(self, occasions: list[Occasion], component: Component, unit: Unit) -> None:
        """``occasions`` is the series' own list."""
        self._occasions = occasions
        self._component = component
        self._unit = unit
        self._values: list[Decimal | None] = []
        self._sums: list[Decimal] = [Decimal(0)]
        self._counts: list[int] = [0]

    def value(self, index: int) -> Decimal | None:
        """The figure an occasion stands for, in the column's unit; ``None`` when it has none."""
        while len(self._values) <= index:
            figure = combined_figure(self._occasions[len(self._values)], self._component)
            self._values.append(None if figure is None else in_unit(figure, self._unit))
        return self._values[index]

    def total(self, first: int, end: int) -> Decimal:
        """Sum of the readings of occasions ``first`` to ``end - 1``."""
        self._fill(end)
        return self._sums[end] - self._sums[first]

    def number(self, first: int, end: int) -> int:
        """Number of the readings of occasions ``first`` to ``end - 1``."""
        self._fill(end)
        return self._counts[end] - self._counts[first]

    def cut(self, kept: int) -> None:
        """Forget what is after the first ``kept`` occasions."""
        del self._values[kept:], self._sums[kept + 1 :], self._counts[kept + 1 :]

    def _fill(self, end: int) -> None:
        while len(self._counts) <= end:
            total, n = self._sums[-1], self._counts[-1]
            for reading in self._occasions[len(self._counts) - 1].readings:
                figure = reading.quantity(self._component)
                value = None if figure is None else in_unit(figure, self._unit)
                if value is not None:
                    total, n = total + value, n + 1
            self._sums.append(total)
            self._counts.append(n)


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
        self.ends: list[dt.datetime] = []
        self._known_from = known_from
        self._offsets: list[int] = []  # the first reading of each occasion
        self._columns: dict[tuple[Component, Unit], Column] = {}
        for m in sorted(measurements, key=_order):
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

    def count_until(self, moment: dt.datetime) -> int:
        """How many occasions have ended by a moment."""
        return bisect_right(self.ends, moment)

    def column(self, component: Component, unit: Unit) -> Column:
        """The column of a figure."""
        found = self._columns.get((component, unit))
        if found is None:
            found = self._columns[component, unit] = Column(self.occasions, component, unit)
        return found

    def since(self, index: int, day: int) -> int:
        """The first of the occasions up to ``index`` without a break that are of ``day`` or later."""
        place = index + 1
        while place > 0 and self.days[place - 1] >= day:
            place -= 1
        return place

    def earlier_on(self, index: int, day: int) -> list[int]:
        """Occasions before ``index`` on a day, newest first."""
        start = self.since(index, day)
        return [i for i in range(index - 1, start - 1, -1) if self.days[i] == day]

    def _regroup(self, place: int) -> int:
        """Group anew from the last border at or before a reading's place."""
        start = min(place, max(len(self.readings) - 1, 0))
        while start > 0 and not border(self.readings[start - 1], self.readings[start]):
            start -= 1
        kept = bisect_left(self._offsets, start)
        fresh = list(group(self.readings[start:]))
        self.occasions[kept:] = fresh
        self.days[kept:] = [o.readings[0].taken_at.toordinal() for o in fresh]
        self.protocol_days[kept:] = [protocol_day(o.readings[0].taken_at) for o in fresh]
        for column in self._columns.values():
            column.cut(kept)
        self.ends[kept:] = [o.readings[-1].taken_at for o in fresh]
        offsets = []
        for occasion in fresh:
            offsets.append(start)
            start += len(occasion.readings)
        self._offsets[kept:] = offsets
        return kept
