"""The means that are drawn over the values: the home protocol's for blood pressure, seven days' for the rest.

Rules:
- A protocol mean is that of ``clinical.home_pressure``: all readings of the last protocol days (03:00 to
  03:00), the first measured one dropped. Where too few are left nothing is drawn, as nothing may be judged.
- How many days and readings is the plan's to say, where it has a limit for the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hemmonitor.clinical.home_pressure import ADEQUATE_READINGS, protocol_day
from hemmonitor.model.careplan import MeanLimit, Plan
from hemmonitor.model.measurement import Component, Kind, Measurement
from ui.charts.series import WEEK, Floats, broken, moving_mean

LEAST = 3  # values in seven days, for the mean of a figure that has no protocol
_USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Protocol:
    """So many protocol days, at least ``least`` readings left after the first day is dropped."""

    days: int = _USUAL_DAYS
    least: int = ADEQUATE_READINGS
    drop_first_day: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Rolling:
    """The mean up to and including each reading, NaN where too few are left; ``left`` says how many are."""

    upper: Floats
    lower: Floats
    left: NDArray[np.int64]


def protocol_of(plan: Plan | None) -> Protocol:
    """What the plan's limit for the mean pressure asks for; the usual protocol without one."""
    rules: Sequence[MeanLimit] = plan.means if plan is not None else ()
    found = next(
        (r for r in rules if (r.kind, r.component) == (Kind.BLOOD_PRESSURE, Component.SYSTOLIC)), None
    )
    return Protocol(found.days, found.least, found.drop_first_day) if found else Protocol()


def protocol_days(taken: Sequence[Measurement]) -> NDArray[np.int64]:
    """The protocol day of each reading, a whole number that rises by one a day."""
    return np.array([protocol_day(m.taken_at) for m in taken], dtype=np.int64)


def rolling(days: NDArray[np.int64], upper: Floats, lower: Floats, protocol: Protocol) -> Rolling:
    """The protocol's mean at each reading, in time order. A reading without both pressures is left out."""
    known = ~(np.isnan(upper) | np.isnan(lower))
    first = np.searchsorted(days, days - protocol.days + 1, side="left")
    if protocol.drop_first_day and len(days):
        # the first day on which both pressures are known, in each window
        seen = np.flatnonzero(known)
        at = np.searchsorted(seen, first)
        begins = np.where(at < len(seen), seen[np.minimum(at, len(seen) - 1)], first) if len(seen) else first
        first = np.searchsorted(days, days[begins], side="right")
    after = np.maximum(np.arange(1, len(days) + 1), first)
    sums = [
        np.concatenate([[0.0], np.cumsum(np.where(known, part, 0.0))])
        for part in (upper, lower, np.ones(len(days)))
    ]
    total_upper, total_lower, count = (part[after] - part[first] for part in sums)
    enough = count >= max(protocol.least, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = [np.where(enough, part / count, np.nan) for part in (total_upper, total_lower)]
    return Rolling(means[0], means[1], count.astype(np.int64))


def seven_days(times: Floats, values: Floats, longest: float) -> tuple[Floats, Floats]:
    """Times and means of the last seven days at each value; it stops at a pause over ``longest`` seconds."""
    return broken(times, moving_mean(times, values, WEEK, LEAST), longest)
