"""GLI 2012 reference equations for FEV1, FVC and FEV1/FVC (Quanjer 2012, ERJ 40:1324).

LMS method: M = exp(a0 + a1 ln height + a2 ln age + group + Mspline), S = exp(p0 + p1 ln age + group +
Sspline), L = q0 + q1 ln age + Lspline. Splines are interpolated linearly between the quarter-year rows;
the closed terms use the exact age. z = ((x / M)^L - 1) / (L S); LLN is the value at z = -1.645.
Ages 3 to 95. There is no FEV6 in GLI. Volumes in L, the ratio as a share of 1, height in cm.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hemmonitor.clinical.gli2012_splines import ROWS
from hemmonitor.clinical.numbers import Number
from hemmonitor.model.identity import Sex

EQUATION = "GLI 2012 (Quanjer 2012)"
VALID_AGES = (3, 95)
_Z_LLN = -1.645


class GliParameter(StrEnum):
    """What is predicted."""

    FEV1 = "fev1"
    FVC = "fvc"
    FEV1_FVC = "fev1_fvc"


class GliGroup(StrEnum):
    """Reference population."""

    CAUCASIAN = "caucasian"
    AFRICAN_AMERICAN = "african_american"
    NORTH_EAST_ASIAN = "north_east_asian"
    SOUTH_EAST_ASIAN = "south_east_asian"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Lms:
    """Skewness L, median M (in the unit of the value) and coefficient of variation S."""

    skew: float
    median: float
    spread: float
    equation: str = EQUATION

    @property
    def predicted(self) -> float:
        """The median."""
        return self.median

    @property
    def lln(self) -> float:
        """The value at z = -1.645, the 5th percentile."""
        return self.at(_Z_LLN)

    def at(self, z: float) -> float:
        """The value that is ``z`` standard deviations from the median."""
        if self.skew == 0:
            return self.median * math.exp(self.spread * z)
        return float(self.median * (1 + self.skew * self.spread * z) ** (1 / self.skew))

    def z(self, value: Number) -> float:
        """Standard deviations from the median. ``ValueError`` for a value that is not positive."""
        ratio = float(value) / self.median
        if ratio <= 0:
            raise ValueError("a volume is positive")
        if self.skew == 0:
            return math.log(ratio) / self.spread
        return float((ratio**self.skew - 1) / (self.skew * self.spread))

    def percent(self, value: Number) -> float:
        """Percent of predicted."""
        return 100 * float(value) / self.median


@dataclass(frozen=True, slots=True)
class _Coefficients:
    a: tuple[float, float, float]  # a0, ln height, ln age
    p: tuple[float, float]  # p0, ln age
    q: tuple[float, float]  # q0, ln age
    splines: tuple[int | None, int, int]  # columns of L, M, S after the age
    group_m: tuple[float, float, float, float]  # African American, NE Asian, SE Asian, other
    group_s: tuple[float, float, float, float]


_GROUPS = (
    GliGroup.AFRICAN_AMERICAN,
    GliGroup.NORTH_EAST_ASIAN,
    GliGroup.SOUTH_EAST_ASIAN,
    GliGroup.OTHER,
)
_TABLE: dict[tuple[GliParameter, Sex], _Coefficients] = {
    (GliParameter.FEV1, Sex.MALE): _Coefficients(
        (-10.342, 2.2196, 0.0574),
        (-2.3268, 0.0798),
        (0.8866, 0.085),
        (None, 0, 1),
        (-0.1589, -0.0351, -0.0881, -0.0708),
        (0.1096, -0.3973, 0.0327, 0.0114),
    ),
    (GliParameter.FVC, Sex.MALE): _Coefficients(
        (-11.2281, 2.4135, 0.0865),
        (-2.2963, 0.0718),
        (0.9481, 0.0),
        (None, 2, 3),
        (-0.1684, -0.0405, -0.1177, -0.0825),
        (0.0794, -0.46, 0.0325, -0.0503),
    ),
    (GliParameter.FEV1_FVC, Sex.MALE): _Coefficients(
        (0.7403, -0.1595, -0.0366),
        (-2.9595, 0.1156),
        (4.7101, -0.6774),
        (4, 5, 6),
        (0.0079, 0.0055, 0.0283, 0.0106),
        (-0.0381, -0.2227, -0.1414, -0.086),
    ),
    (GliParameter.FEV1, Sex.FEMALE): _Coefficients(
        (-9.6987, 2.1211, -0.027),
        (-2.3765, 0.0972),
        (1.154, 0.0),
        (None, 7, 8),
        (-0.1484, -0.0149, -0.1208, -0.0708),
        (0.1016, -0.0109, 0.0733, 0.0114),
    ),
    (GliParameter.FVC, Sex.FEMALE): _Coefficients(
        (-10.403, 2.2633, 0.0234),
        (-2.3549, 0.1017),
        (0.8236, 0.0),
        (None, 9, 10),
        (-0.1555, -0.0262, -0.1516, -0.0833),
        (0.081, -0.1809, 0.0459, -0.0503),
    ),
    (GliParameter.FEV1_FVC, Sex.FEMALE): _Coefficients(
        (0.550559, -0.107805, -0.054419),
        (-3.23948, 0.18503),
        (7.032, -1.197),
        (None, 11, 12),
        (0.005486, 0.00882, 0.028543, 0.0106),
        (0.03072, -0.16403, -0.15209, -0.086),
    ),
}


def reference(
    parameter: GliParameter,
    sex: Sex,
    age: Number,
    height_cm: Number,
    group: GliGroup = GliGroup.CAUCASIAN,
) -> Lms:
    """The distribution of ``parameter`` at ``age`` in years and height in cm.

    ``ValueError`` outside 3 to 95 years, where the tables end, and for a height that is not positive.
    """
    years, height = float(age), float(height_cm)
    if not VALID_AGES[0] <= years <= VALID_AGES[1]:
        raise ValueError("GLI 2012 holds from 3 to 95 years")
    if height <= 0:
        raise ValueError("height is positive")
    c = _TABLE[parameter, sex]
    spline = _splines_at(years)
    l_column, m_column, s_column = c.splines
    log_age, log_height = math.log(years), math.log(height)
    m_group = s_group = 0.0
    if group in _GROUPS:
        place = _GROUPS.index(group)
        m_group, s_group = c.group_m[place], c.group_s[place]
    return Lms(
        skew=c.q[0] + c.q[1] * log_age + (0.0 if l_column is None else spline[l_column]),
        median=math.exp(c.a[0] + c.a[1] * log_height + c.a[2] * log_age + m_group + spline[m_column]),
        spread=math.exp(c.p[0] + c.p[1] * log_age + s_group + spline[s_column]),
    )


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    ages: list[float] = []
    splines: list[tuple[float, ...]] = []
    for line in ROWS.splitlines():
        age, *rest = line.split()
        ages.append(float(age))
        splines.append(tuple(int(text) * 1e-5 for text in rest))
    return tuple(ages), tuple(splines)


def _splines_at(years: float) -> tuple[float, ...]:
    ages, splines = _rows()
    low = max(bisect_right(ages, years) - 1, 0)
    if ages[low] == years or low + 1 == len(ages):
        return splines[low]
    share = (years - ages[low]) / (ages[low + 1] - ages[low])
    return tuple(a + share * (b - a) for a, b in zip(splines[low], splines[low + 1], strict=True))
