"""24-hour recordings: whether they count, means by day and night, dipping, load. mm[Hg] throughout.

Sources: limits [F: ISH, prescribingcompanion; night R: ESH 2021]; validity [F: OHSU 41336; 70 % R: ESH
2021]; dipping [F: PMC8030405 table A5; edges R: ESH/ESC 2013]; weighted SD Bilo 2007 [R].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, exact, half_up, mean, sample_sd
from hemmonitor.clinical.variability import average_real_variability, share_at_or_above, weighted_24h_sd


class Period(StrEnum):
    """Part of a recording."""

    ALL = "24h"
    DAY = "day"
    NIGHT = "night"


class Dipping(StrEnum):
    """Night fall of the systolic mean."""

    REVERSE = "reverse"
    NON_DIPPER = "non_dipper"
    DIPPER = "dipper"
    EXTREME = "extreme"


LIMITS: dict[Period, tuple[int, int]] = {
    Period.ALL: (130, 80),
    Period.DAY: (135, 85),
    Period.NIGHT: (120, 70),
}


@dataclass(frozen=True, slots=True)
class Dip:
    """Night over day ratio, the fall in percent, and its class."""

    ratio: Fraction
    percent: Fraction
    dipping: Dipping


@dataclass(frozen=True, slots=True)
class AmbulatoryReading:
    """One reading of a recording: local time, mm[Hg], and whether the person was asleep."""

    at: dt.datetime
    systolic: Fraction
    diastolic: Fraction
    asleep: bool


@dataclass(frozen=True, slots=True)
class PeriodSummary:
    """Means (exact), sample SDs, load in percent of readings at or over the period's limit."""

    n: int
    mean_systolic: Fraction
    mean_diastolic: Fraction
    sd_systolic: float | None
    sd_diastolic: float | None
    load_systolic: float
    load_diastolic: float
    hypertension: bool


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole recording's summary; parts without readings are ``None``."""

    valid: bool
    periods: dict[Period, PeriodSummary]
    dip: Dip | None
    weighted_sd_systolic: float | None
    weighted_sd_diastolic: float | None
    arv_systolic: float | None


def recording_valid(expected: int, valid: int, day_valid: int, night_valid: int) -> bool:
    """At least 70 % of the planned readings, at least 20 awake and 7 asleep."""
    return expected > 0 and 10 * valid >= 7 * expected and day_valid >= 20 and night_valid >= 7


def hypertension(period: Period, mean_systolic: Number, mean_diastolic: Number) -> bool:
    """Whether a period's mean is at or over its limit: 24 h 130/80, day 135/85, night 120/70."""
    limit = LIMITS[period]
    return half_up(mean_systolic) >= limit[0] or half_up(mean_diastolic) >= limit[1]


def dip(day_mean: Number, night_mean: Number) -> Dip:
    """Dipping of systolic means: ratio over 1 reverse, over 0.9 non-dipper, over 0.8 dipper, else extreme.

    ``ValueError`` when the day mean is not positive.
    """
    day = exact(day_mean)
    if day <= 0:
        raise ValueError("a day mean is positive")
    ratio = exact(night_mean) / day
    if ratio > 1:
        kind = Dipping.REVERSE
    elif ratio > Fraction(9, 10):
        kind = Dipping.NON_DIPPER
    elif ratio > Fraction(8, 10):
        kind = Dipping.DIPPER
    else:
        kind = Dipping.EXTREME
    return Dip(ratio, 100 * (1 - ratio), kind)


def summarise(
    readings: Sequence[AmbulatoryReading], expected: int, hours_day: Number, hours_night: Number
) -> Recording:
    """Summary of a recording of ``expected`` planned readings over so many hours awake and asleep.

    ``ValueError`` without readings.
    """
    ordered = sorted(readings, key=lambda r: r.at)
    day = [r for r in ordered if not r.asleep]
    night = [r for r in ordered if r.asleep]
    periods = {Period.ALL: _summary(Period.ALL, ordered)}
    if day:
        periods[Period.DAY] = _summary(Period.DAY, day)
    if night:
        periods[Period.NIGHT] = _summary(Period.NIGHT, night)
    by_day, by_night = periods.get(Period.DAY), periods.get(Period.NIGHT)
    fall = dip(by_day.mean_systolic, by_night.mean_systolic) if by_day and by_night else None
    weighted: tuple[float | None, float | None] = (None, None)
    if by_day and by_night:
        hours = (hours_day, hours_night)
        weighted = (
            _weighted(by_day.sd_systolic, by_night.sd_systolic, hours),
            _weighted(by_day.sd_diastolic, by_night.sd_diastolic, hours),
        )
    return Recording(
        valid=recording_valid(expected, len(ordered), len(day), len(night)),
        periods=periods,
        dip=fall,
        weighted_sd_systolic=weighted[0],
        weighted_sd_diastolic=weighted[1],
        arv_systolic=average_real_variability([r.systolic for r in ordered]),
    )


def _weighted(sd_day: float | None, sd_night: float | None, hours: tuple[Number, Number]) -> float | None:
    if sd_day is None or sd_night is None:
        return None
    return weighted_24h_sd(sd_day, hours[0], sd_night, hours[1])


def _summary(period: Period, readings: Sequence[AmbulatoryReading]) -> PeriodSummary:
    upper = [r.systolic for r in readings]
    lower = [r.diastolic for r in readings]
    mean_upper, mean_lower = mean(upper), mean(lower)
    limit = LIMITS[period]
    return PeriodSummary(
        n=len(readings),
        mean_systolic=mean_upper,
        mean_diastolic=mean_lower,
        sd_systolic=sample_sd(upper),
        sd_diastolic=sample_sd(lower),
        load_systolic=share_at_or_above(upper, limit[0]) or 0.0,
        load_diastolic=share_at_or_above(lower, limit[1]) or 0.0,
        hypertension=hypertension(period, mean_upper, mean_lower),
    )
