"""Pulse oximetry: a reading against a personal baseline, and falls over a night. SpO2 in percent.

Sources: personal defaults of CLINICAL.md sections 2 and 9 [P]; with long-term oxygen or hypercapnia the
prescribed 88-92 % [P]; desaturation indices as counted in sleep medicine (3 % and 4 % falls an hour) [R].
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, exact

PERFUSION_FLOOR = Fraction("0.3")  # percent; below it the finger is cold or badly placed [R]


class OximetryLevel(StrEnum):
    """Where a reading stands to the personal limits. Red needs a second reading."""

    GREEN = "green"
    YELLOW = "yellow"
    RED_CANDIDATE = "red_candidate"


@dataclass(frozen=True, slots=True)
class Desaturations:
    """Number of falls, hours of valid recording, and falls an hour (``None`` without a full minute)."""

    events: int
    hours: Fraction
    index: float | None


def against_baseline(spo2: Number, baseline: Number) -> OximetryLevel:
    """Yellow at baseline - 3 or under 92 %, red candidate at baseline - 4 or under 88 % [P].

    For a baseline under 92 % the absolute yellow limit does not hold: a prescribed range does.
    """
    value, usual = exact(spo2), exact(baseline)
    if value < 88 or value <= usual - 4:
        return OximetryLevel.RED_CANDIDATE
    if value <= usual - 3 or (usual >= 92 and value < 92):
        return OximetryLevel.YELLOW
    return OximetryLevel.GREEN


def against_prescribed(spo2: Number, low: Number = 88, high: Number = 92) -> OximetryLevel:
    """Against a prescribed range: below it a red candidate, above it yellow (too much oxygen) [P]."""
    value = exact(spo2)
    if value < exact(low):
        return OximetryLevel.RED_CANDIDATE
    return OximetryLevel.YELLOW if value > exact(high) else OximetryLevel.GREEN


def desaturation_index(
    samples: Sequence[tuple[dt.datetime, Number | None]],
    fall: Number,
    *,
    look_back: dt.timedelta = dt.timedelta(minutes=2),
    least: dt.timedelta = dt.timedelta(seconds=10),
) -> Desaturations:
    """Falls of at least ``fall`` percentage points, an hour of valid recording (ODI3, ODI4).

    ``samples``: (time, SpO2 or ``None`` where the signal was lost), in time order. A fall is measured
    from the highest value of the last ``look_back`` before it began, lasts at least ``least``, and
    ends when the value has come back to within one point of that level. An invalid sample ends a fall
    that is under way, and its time is not counted.
    """
    need = exact(fall)
    events = 0
    valid = dt.timedelta(0)
    # the last ``look_back``; of it only what is higher than all after it, so the first is the highest
    window: deque[tuple[dt.datetime, Fraction]] = deque()
    reference: Fraction | None = None  # the level a fall under way is measured from
    began: dt.datetime | None = None
    counted = False
    previous: dt.datetime | None = None
    for at, raw in samples:
        if raw is None:
            reference, began, previous = None, None, None
            window.clear()
            continue
        value = exact(raw)
        if previous is not None:
            valid += at - previous
        previous = at
        while window and at - window[0][0] > look_back:
            window.popleft()
        if reference is None and window and window[0][1] - value >= need:
            reference, began, counted = window[0][1], at, False
        if reference is not None and began is not None:
            deep = reference - value >= need
            if deep and not counted and at - began >= least:
                events, counted = events + 1, True
            if value >= reference - 1 or (not deep and not counted):
                reference, began = None, None
                window.clear()
        if reference is None:
            while window and window[-1][1] <= value:
                window.pop()
            window.append((at, value))
    hours = Fraction(valid // dt.timedelta(microseconds=1), 3_600_000_000)
    index = float(events / hours) if valid >= dt.timedelta(minutes=1) else None
    return Desaturations(events, hours, index)
