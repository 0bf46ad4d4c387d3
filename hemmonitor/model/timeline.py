"""Measurements by time, to which some or very many are added or taken away at once.

Strategy: additions and removals wait until the list is read. A few are put in their places one by one; many
are sorted in, or taken out, in one pass, so that a large import or its undoing costs no square.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections import Counter
from typing import Final

from hemmonitor.model.measurement import Kind, Measurement

_FEW: Final = 16  # that are put in their places one by one


def _order(measurement: Measurement) -> tuple[dt.datetime, str]:
    return measurement.taken_at, measurement.id


class Timeline:
    """Measurements by time and then id. Each is added once, also if it was taken away."""

    __slots__ = ("_added", "_counts", "_ids", "_items", "_removed")

    def __init__(self) -> None:
        self._items: list[Measurement] = []
        self._added: list[Measurement] = []
        self._removed: dict[str, Measurement] = {}
        self._ids: set[str] = set()
        self._counts: Counter[Kind] = Counter()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timeline) and self.items == other.items

    def __copy__(self) -> Timeline:
        made = Timeline()
        made._items = list(self.items)
        made._ids, made._counts = set(self._ids), Counter(self._counts)
        return made

    __hash__ = None  # type: ignore[assignment]  # it changes

    def add(self, measurement: Measurement) -> None:
        """One more."""
        self._added.append(measurement)
        self._ids.add(measurement.id)
        self._counts[measurement.kind] += 1

    def remove(self, measurement: Measurement) -> None:
        """One less; one that is not there changes nothing."""
        if measurement.id in self._ids:
            self._ids.remove(measurement.id)
            self._counts[measurement.kind] -= 1
            self._removed[measurement.id] = measurement

    @property
    def kinds(self) -> frozenset[Kind]:
        """What there is one of at least."""
        return frozenset(kind for kind, count in self._counts.items() if count)

    @property
    def items(self) -> list[Measurement]:
        """All by time. It is the timeline's own list: read it."""
        if self._added:
            self._put_in()
        if self._removed:
            self._take_out()
        return self._items

    def _put_in(self) -> None:
        if len(self._added) <= _FEW:
            for measurement in self._added:
                insort(self._items, measurement, key=_order)
        else:
            self._items += self._added
            self._items.sort(key=_order)
        self._added = []

    def _take_out(self) -> None:
        if len(self._removed) <= _FEW:
            for measurement in self._removed.values():
                del self._items[bisect_left(self._items, _order(measurement), key=_order)]
        else:
            self._items = [m for m in self._items if m.id not in self._removed]
        self._removed = {}
