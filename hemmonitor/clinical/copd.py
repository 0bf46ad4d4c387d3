"""COPD: groups, symptom rules, exacerbation signals. Each function names its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from hemmonitor.clinical.numbers import Number, exact

CAT_HIGH = 10  # CAT total from which symptoms are high [F: GOLD, COPD.S87147]
MMRC_HIGH = 2


class Abe(StrEnum):
    """GOLD 2023 group."""

    A = "A"
    B = "B"
    E = "E"


class CatImpact(StrEnum):
    """Impact by CAT total, 0-40."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class RomeLevel(StrEnum):
    """Rome 2021 severity as far as a home can tell; blood gases are needed to tell severe apart."""

    NOT_ASSESSED = "not_assessed"
    MILD = "mild"
    MODERATE_OR_MORE = "moderate_or_more"


@dataclass(frozen=True, slots=True)
class Symptoms:
    """One day's changes against usual: three major (first) and two minor."""

    dyspnoea: bool = False
    sputum_volume: bool = False
    sputum_purulence: bool = False
    cough: bool = False
    wheeze: bool = False

    @property
    def major(self) -> int:
        """How many of the three major symptoms."""
        return self.dyspnoea + self.sputum_volume + self.sputum_purulence

    @property
    def minor(self) -> int:
        """How many of the two minor symptoms."""
        return self.cough + self.wheeze


@dataclass(frozen=True, slots=True)
class Anthonisen:
    """Which of the definitions held on two consecutive days."""

    type1: bool
    type2: bool
    modified: bool


@dataclass(frozen=True, slots=True)
class Rome:
    """How many of five criteria were assessed and abnormal, and the level."""

    abnormal: int
    assessed: int
    level: RomeLevel


def gold_abe(
    moderate_exacerbations: int, hospitalised_exacerbations: int, cat: int | None, mmrc: int | None
) -> Abe | None:
    """GOLD 2023: E with >=2 moderate or >=1 hospitalised a year; B with CAT >=10 or mMRC >=2; else A.

    ``None`` when no symptom score is known and E does not hold.
    """
    if moderate_exacerbations >= 2 or hospitalised_exacerbations >= 1:
        return Abe.E
    if cat is None and mmrc is None:
        return None
    return (
        Abe.B if (cat is not None and cat >= CAT_HIGH) or (mmrc is not None and mmrc >= MMRC_HIGH) else Abe.A
    )


def cat_impact(total: int) -> CatImpact:
    """Impact of a CAT total: <10 low, 10-20 medium, 21-30 high, >30 very high [F: firlemedical].

    The questionnaire's text is not shipped (GSK). ``ValueError`` outside 0..40.
    """
    if not 0 <= total <= 40:
        raise ValueError("a CAT total is 0 to 40")
    if total < 10:
        return CatImpact.LOW
    if total <= 20:
        return CatImpact.MEDIUM
    return CatImpact.HIGH if total <= 30 else CatImpact.VERY_HIGH


def anthonisen(days: Sequence[Symptoms | None]) -> Anthonisen:
    """Anthonisen on two consecutive days (PMC7519812 tables 2 and 4).

    One entry a calendar day in order; ``None`` is a day without an answer and breaks the run.
    Type 1: all three major. Type 2: at least two. Modified: two major, or one major and one minor.
    """

    def twice(held: list[bool]) -> bool:
        return any(a and b for a, b in pairwise(held))

    return Anthonisen(
        type1=twice([d is not None and d.major == 3 for d in days]),
        type2=twice([d is not None and d.major >= 2 for d in days]),
        modified=twice([d is not None and (d.major >= 2 or (d.major >= 1 and d.minor >= 1)) for d in days]),
    )


def rome(
    *,
    dyspnoea_vas: Number | None = None,
    respiratory_rate: Number | None = None,
    heart_rate: Number | None = None,
    spo2: Number | None = None,
    spo2_drop: Number | None = None,
    crp: Number | None = None,
) -> Rome:
    """Rome 2021 (Celli 2021): moderate or more when three of five are abnormal.

    VAS >=5 of 10; RR >=24 /min; HR >=95 /min; SpO2 <92 % on air or a fall of more than 3; CRP >=10
    mg/L. What is ``None`` was not assessed; SpO2 and its fall are one criterion.
    """
    found: list[bool] = []
    for value, limit in ((dyspnoea_vas, 5), (respiratory_rate, 24), (heart_rate, 95), (crp, 10)):
        if value is not None:
            found.append(exact(value) >= limit)
    if spo2 is not None or spo2_drop is not None:
        low = spo2 is not None and exact(spo2) < 92
        fallen = spo2_drop is not None and exact(spo2_drop) > 3
        found.append(low or fallen)
    abnormal = sum(found)
    if not found:
        level = RomeLevel.NOT_ASSESSED
    else:
        level = RomeLevel.MODERATE_OR_MORE if abnormal >= 3 else RomeLevel.MILD
    return Rome(abnormal, len(found), level)
