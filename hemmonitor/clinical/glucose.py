"""Glucose: levels in the unit of the meter, share of values in range, GMI.

Rule: a value is compared with the limit pair of its own unit, never converted first: 70 mg/dL is 3.885
mmol/L and is still in range (trap 4). Sources: levels and targets [F: PMC8481000 table 1]; GMI [F:
jaeb.org]; 14 days with over 70 % of the sensor's time for CGM figures [F: Diabetes Spectrum 9619].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, cv_percent, exact
from hemmonitor.model.measurement import Unit

CGM_LEAST_DAYS = 14
CGM_LEAST_ACTIVE_PERCENT = 70


class GlucoseLevel(StrEnum):
    """Consensus levels."""

    LOW_2 = "low2"
    LOW_1 = "low1"
    IN_RANGE = "in_range"
    HIGH_1 = "high1"
    HIGH_2 = "high2"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one unit: level 2 and 1 low (below), high 1 and 2 (above)."""

    low2: Fraction
    low1: Fraction
    high1: Fraction
    high2: Fraction


@dataclass(frozen=True, slots=True)
class InRange:
    """Percent of values (of time, only with CGM) in, below and above range; CV in percent.

    ``below`` and ``above`` include the outer parts ``below2`` and ``above2``.
    """

    n: int
    in_range: float
    below: float
    below2: float
    above: float
    above2: float
    cv_percent: float | None


@dataclass(frozen=True, slots=True)
class Targets:
    """Whether the consensus targets are met: TIR >70, TBR <4, <3.0 <1, TAR <25, >13.9 <5, CV <=36."""

    in_range: bool
    below: bool
    below2: bool
    above: bool
    above2: bool
    variation: bool | None


LIMITS: dict[Unit, Limits] = {
    Unit.MMOL_L: Limits(Fraction("3.0"), Fraction("3.9"), Fraction("10.0"), Fraction("13.9")),
    Unit.MG_DL: Limits(Fraction(54), Fraction(70), Fraction(180), Fraction(250)),
}


def glucose_level(value: Number, unit: Unit) -> GlucoseLevel:
    """The level of a value in its own unit. ``ValueError`` for a unit that is not one of glucose."""
    if unit not in LIMITS:
        raise ValueError(f"{unit} is not a unit of glucose")
    number, limits = exact(value), LIMITS[unit]
    if number < limits.low2:
        return GlucoseLevel.LOW_2
    if number < limits.low1:
        return GlucoseLevel.LOW_1
    if number <= limits.high1:
        return GlucoseLevel.IN_RANGE
    return GlucoseLevel.HIGH_1 if number <= limits.high2 else GlucoseLevel.HIGH_2


def values_in_range(values: Sequence[Number], unit: Unit) -> InRange:
    """Shares of the values by level, all in ``unit``. ``ValueError`` without values.

    From fingersticks this is "share of values in range"; only CGM makes it time in range.
    """
    if not values:
        raise ValueError("no values")
    levels = [glucose_level(v, unit) for v in values]

    def percent(*wanted: GlucoseLevel) -> float:
        return 100 * sum(level in wanted for level in levels) / len(levels)

    return InRange(
        n=len(values),
        in_range=percent(GlucoseLevel.IN_RANGE),
        below=percent(GlucoseLevel.LOW_1, GlucoseLevel.LOW_2),
        below2=percent(GlucoseLevel.LOW_2),
        above=percent(GlucoseLevel.HIGH_1, GlucoseLevel.HIGH_2),
        above2=percent(GlucoseLevel.HIGH_2),
        cv_percent=cv_percent(values),
    )


def targets_met(found: InRange, *, frail: bool = False) -> Targets:
    """The consensus targets; for older or frail people TIR >50 and TBR <1 [R: consensus 2019]."""
    return Targets(
        in_range=found.in_range > (50 if frail else 70),
        below=found.below < (1 if frail else 4),
        below2=found.below2 < 1,
        above=found.above < (50 if frail else 25),
        above2=found.above2 < (10 if frail else 5),
        variation=None if found.cv_percent is None else found.cv_percent <= 36,
    )


def gmi_percent(mean_mg_dl: Number) -> float:
    """GMI in % from a CGM mean in mg/dL: 3.31 + 0.02392 * mean. Never from sparse fingersticks."""
    return float(Fraction("3.31") + Fraction("0.02392") * exact(mean_mg_dl))


def gmi_mmol_mol(mean_mmol_l: Number) -> float:
    """GMI in mmol/mol from a CGM mean in mmol/L: 12.71 + 4.70587 * mean."""
    return float(Fraction("12.71") + Fraction("4.70587") * exact(mean_mmol_l))


def gmi_allowed(days: Number, active_percent: Number) -> bool:
    """Whether the recording carries a GMI: at least 14 days, over 70 % of the time."""
    return exact(days) >= CGM_LEAST_DAYS and exact(active_percent) > CGM_LEAST_ACTIVE_PERCENT
