"""How much a series varies. Unit-free: results are in the unit of the values, CV in percent.

Sources: SD and CV, sample form (n - 1) [R]; ARV Mena 2005 [R]; weighted 24-hour SD Bilo 2007 [R].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hemmonitor.clinical.numbers import Number, cv_percent, exact, mean, sample_sd


@dataclass(frozen=True, slots=True)
class Variability:
    """Mean, sample SD, CV in percent and average real variability; ``None`` where n is too small."""

    n: int
    mean: float
    sd: float | None
    cv_percent: float | None
    arv: float | None


def average_real_variability(
    values: Sequence[Number], weights: Sequence[Number] | None = None
) -> float | None:
    """Mean absolute difference of successive values (Mena 2005); ``None`` with fewer than two.

    ``weights``: one per interval, such as its length in minutes, for the time-weighted form
    sum(w * |d|) / sum(w). ``ValueError`` when their number or sum does not fit.
    """
    if len(values) < 2:
        return None
    steps = [abs(exact(b) - exact(a)) for a, b in pairwise(values)]
    if weights is None:
        return float(sum(steps, Fraction(0)) / len(steps))
    if len(weights) != len(steps):
        raise ValueError("one weight per interval")
    total = sum((exact(w) for w in weights), Fraction(0))
    if total <= 0:
        raise ValueError("weights need a positive sum")
    return float(sum((exact(w) * d for w, d in zip(weights, steps, strict=True)), Fraction(0)) / total)


def variability(values: Sequence[Number]) -> Variability:
    """All of the measures of spread for a series in time order. ``ValueError`` when it is empty."""
    return Variability(
        n=len(values),
        mean=float(mean(values)),
        sd=sample_sd(values),
        cv_percent=cv_percent(values),
        arv=average_real_variability(values),
    )


def weighted_24h_sd(sd_day: Number, hours_day: Number, sd_night: Number, hours_night: Number) -> float:
    """24-hour SD without the night fall: the two SDs weighted by their hours (Bilo 2007).

    ``ValueError`` when there are no hours.
    """
    hours = exact(hours_day) + exact(hours_night)
    if hours <= 0:
        raise ValueError("hours need a positive sum")
    return float((exact(sd_day) * exact(hours_day) + exact(sd_night) * exact(hours_night)) / hours)


def share_at_or_above(values: Sequence[Number], limit: Number) -> float | None:
    """Load: percent of the values at or above ``limit``; ``None`` without values [R]."""
    if not values:
        return None
    bound = exact(limit)
    return 100 * sum(exact(v) >= bound for v in values) / len(values)
