"""Spirometry at home: session quality, screening, grades, change. Volumes in L, drops in mL.

Rules:
- A blow the device marks as bad (cough, slow start, short) is kept and never used for the best value.
- A home blow screens; it does not diagnose. Diagnosis is post-bronchodilator FEV1/FVC < 0.70 [F].
- Device-made figures (obstruction class, lung age) are recomputed here, and stored as the device's own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, as_decimal, exact
from hemmonitor.model.identity import Sex

REPEATABLE_L = Fraction("0.150")  # two largest within 0.150 L [F: ATS/ERS, PMC6516140]
ACCEPTABLE_BLOWS = 3
SCREEN_CUTOFF = Fraction("0.70")  # [F: COPD-6, 10.2147/COPD.S136244]; 0.73 PiKo-6, 0.75 Korea
SPC_FACTOR = Decimal("1.645")  # [F: Cooper 2020, PMC7519812]
CM_PER_INCH = Fraction("2.54")

Reading = Decimal | int | float


class GoldGrade(IntEnum):
    """Airflow grade by FEV1 % predicted: >=80, 50-79, 30-49, <30 [F: GOLD]."""

    MILD = 1
    MODERATE = 2
    SEVERE = 3
    VERY_SEVERE = 4


@dataclass(frozen=True, slots=True)
class Blow:
    """One blow: FEV1 and FEV6 in L, and whether it is acceptable."""

    fev1: Fraction
    fev6: Fraction
    acceptable: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Best values (which may come from different blows), their ratio, and the session's quality."""

    fev1: Fraction | None
    fev6: Fraction | None
    acceptable: int
    repeatable: bool

    @property
    def ratio(self) -> Fraction | None:
        """FEV1/FEV6 as a share of 1."""
        return self.fev1 / self.fev6 if self.fev1 is not None and self.fev6 else None

    @property
    def complete(self) -> bool:
        """At least three acceptable blows."""
        return self.acceptable >= ACCEPTABLE_BLOWS


@dataclass(frozen=True, slots=True)
class Drop:
    """Fall from personal best: mL and percent (negative for a rise), and the two flags [P].

    ``yellow``: at least 10 % and at least 100 mL. ``red_candidate``: at least 15 % or at least 200 mL; red
    when it holds on two days.
    """

    ml: Fraction
    percent: Fraction
    yellow: bool
    red_candidate: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A control limit: mean, SD as used, the limit mean - 1.645 SD, and whether today is below it."""

    mean: float
    sd: float
    limit: float
    below: bool


def blow(fev1: Number, fev6: Number, *, acceptable: bool = True) -> Blow:
    """A blow from any exact or floating figures in L."""
    return Blow(exact(fev1), exact(fev6), acceptable)


def session(blows: Sequence[Blow]) -> Session:
    """Best FEV1 and FEV6 of the acceptable blows, and repeatability.

    Repeatable: at least three acceptable blows, and the two largest of FEV1 and of FEV6 each within
    0.150 L (ATS/ERS, PMC6516140).
    """
    good = [b for b in blows if b.acceptable]
    fev1 = sorted((b.fev1 for b in good), reverse=True)
    fev6 = sorted((b.fev6 for b in good), reverse=True)
    repeatable = (
        len(good) >= ACCEPTABLE_BLOWS
        and fev1[0] - fev1[1] <= REPEATABLE_L
        and fev6[0] - fev6[1] <= REPEATABLE_L
    )
    return Session(fev1[0] if good else None, fev6[0] if good else None, len(good), repeatable)


def start_acceptable(back_extrapolated: Number, fvc: Number) -> bool:
    """Whether the start is good: back-extrapolated volume under 5 % of FVC or 0.150 L, the larger, in L.

    ATS/ERS 2005 [F]; 2019 has 0.100 L [R: Graham 2019].
    """
    return exact(back_extrapolated) < max(exact(fvc) * Fraction(5, 100), REPEATABLE_L)


def obstruction_suspected(fev1: Number, fev6: Number, cutoff: Number = SCREEN_CUTOFF) -> bool:
    """Whether FEV1/FEV6 is under the chosen cut-off, a share of 1. ``ValueError`` for FEV6 <= 0."""
    if exact(fev6) <= 0:
        raise ValueError("FEV6 is positive")
    return exact(fev1) / exact(fev6) < exact(cutoff)


def gold_grade(fev1_percent_predicted: Number, fev1_fvc: Number) -> GoldGrade | None:
    """GOLD grade, only where post-bronchodilator FEV1/FVC (share of 1) is under 0.70; else ``None``."""
    if exact(fev1_fvc) >= Fraction("0.70"):
        return None
    percent = exact(fev1_percent_predicted)
    if percent >= 80:
        return GoldGrade.MILD
    if percent >= 50:
        return GoldGrade.MODERATE
    return GoldGrade.SEVERE if percent >= 30 else GoldGrade.VERY_SEVERE


def lung_age(sex: Sex, height_cm: Number, fev1: Number) -> Fraction:
    """Morris & Temple 1985 lung age in years, uncapped: the inverted Morris 1971 equation [R].

    Many clinics do not show it. Calculators with 0.0414 * cm invert Crapo 1981 instead (trap 7).
    """
    inches, litres = exact(height_cm) / CM_PER_INCH, exact(fev1)
    if sex is Sex.MALE:
        return Fraction("2.870") * inches - Fraction("31.250") * litres - Fraction("39.375")
    return Fraction("3.560") * inches - Fraction("40.000") * litres - Fraction("77.280")


def lung_age_shown(sex: Sex, height_cm: Number, fev1: Number) -> Fraction:
    """Lung age held to 20..100 years for showing [P]."""
    return min(max(lung_age(sex, height_cm, fev1), Fraction(20)), Fraction(100))


def drop_from_best(fev1: Number, personal_best: Number) -> Drop:
    """Fall of FEV1 from personal best, both in L. ``ValueError`` when the best is not positive.

    The flags are reckoned in double precision ("keep double", docs/decisions/0007), so a fall of exactly
    10 % or 100 mL may or may not be flagged. A plan's limits (``careplan.RelativeLimit``) are exact.
    """
    best = exact(personal_best)
    if best <= 0:
        raise ValueError("a personal best is positive")
    fall = best - exact(fev1)
    litres = float(personal_best) - float(fev1)
    ml, percent = 1000 * litres, 100 * litres / float(personal_best)
    yellow, red = percent >= 10 and ml >= 100, percent >= 15 or ml >= 200
    return Drop(fall * 1000, 100 * fall / best, yellow, red)


def control(
    previous: Sequence[Reading],
    today: Reading,
    *,
    sd_floor: Reading = 0,
    minimum_drop: Reading = 0,
) -> Control | None:
    """Cooper 2020: today below the mean of the previous days minus 1.645 sample SD.

    ``previous`` excludes today. ``sd_floor`` keeps a quiet week from alarming at one digit (trap 10:
    use at least 1 for SpO2), ``minimum_drop`` asks for a least fall from the mean besides.
    ``None`` with fewer than two previous values. Values and results in the same unit.
    """
    n = len(previous)
    if n < 2:
        return None
    values = [as_decimal(v) for v in previous]
    total = sum(values, Decimal(0))
    # Exact: all is multiplied out, so that seven equal values have exactly the limit of their mean.
    spread = n * sum((v * v for v in values), Decimal(0)) - total * total  # n (n - 1) variance
    fall = total - n * as_decimal(today)  # n times the fall
    floor = as_decimal(sd_floor)
    needed = SPC_FACTOR * SPC_FACTOR * max(n * spread, floor * floor * n * n * (n - 1))
    below = fall > 0 and fall * fall * (n - 1) > needed and fall >= n * as_decimal(minimum_drop)
    sd = max(math.sqrt(spread / (n * (n - 1))), float(floor))
    centre = float(total / n)
    return Control(centre, sd, centre - float(SPC_FACTOR) * sd, below)
