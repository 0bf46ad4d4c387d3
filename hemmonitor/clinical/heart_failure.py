"""Heart failure: weight gain over days, and the dry weight. Weights in whole grams.

Rules: grams, never floating kilograms, so that 72.3 - 70.3 is exactly 2.0 kg (trap 5). ESC's wording is
strictly "more than 2 kg in 3 days" [F: heartfailurematters.org]. Today is compared with the lowest
earlier reading of the last days, so that a gain does not hide behind one heavy morning [P].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hemmonitor.clinical.numbers import Number, exact, half_up

GAIN_G = 2000
GAIN_DAYS = 3


class DryWeight(StrEnum):
    """Where a weight stands to the dry weight."""

    WITHIN = "within"
    ABOVE = "above"  # congestion
    BELOW = "below"  # dehydration, too much diuretic


@dataclass(frozen=True, slots=True)
class Gain:
    """A day on which the rule held: the day, the gain in grams, and the day it is measured from."""

    day: int
    grams: int
    from_day: int


def grams(kilograms: Number) -> int:
    """A weight in kg as whole grams, half up."""
    return half_up(exact(kilograms) * 1000)


def weight_gains(
    series: Sequence[tuple[int, int]],
    *,
    limit_g: int = GAIN_G,
    window_days: int = GAIN_DAYS,
    strict: bool = True,
    settling_days: int = 0,
) -> list[Gain]:
    """The days on which weight had risen by more than the limit (or by it, when not ``strict``).

    ``series``: (calendar day as a number, grams) in any order; of two weights on a day the lower counts
    as history. A day is compared with the lowest weight of the ``window_days`` days before it. The
    first ``settling_days`` days from the first weight are not judged (the plan engine uses 3 [P]).
    Alternatives to 2 kg/3 d: 1.36 kg/1 d [F: HeartPhone], 1 kg/3 d [F: TELBIL].
    """
    ordered = sorted(series)
    found: dict[int, Gain] = {}
    for day, weight in ordered:
        if day < ordered[0][0] + settling_days:
            continue
        earlier = [(g, d) for d, g in ordered if day - window_days <= d < day]
        if not earlier:
            continue
        low, from_day = min(earlier)
        gain = weight - low
        if gain > limit_g or (not strict and gain == limit_g):
            found[day] = Gain(day, gain, from_day)
    return [found[day] for day in sorted(found)]


def against_dry_weight(weight_g: int, dry_g: int, limit_g: int = GAIN_G) -> DryWeight:
    """At least ``limit_g`` over or under the dry weight, all in grams [P]."""
    if weight_g - dry_g >= limit_g:
        return DryWeight.ABOVE
    return DryWeight.BELOW if dry_g - weight_g >= limit_g else DryWeight.WITHIN
