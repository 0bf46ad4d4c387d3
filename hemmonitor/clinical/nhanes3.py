"""NHANES III reference equations for spirometry (Hankinson 1999, AJRCCM 159:179).

Volume [L] = b0 + b1 * age + b2 * age^2 + c * height_cm^2, with c from column PRD for the predicted
value and from column LLN for the lower limit of normal (5th percentile). Adult rows hold from 20 for
men and from 18 for women: the women's rows join at 18 within 0.0002 L, and splitting at 20 makes a
step of 0.153 L (CLINICAL.md trap 1). FEV1/FEV6 and FEV1/FVC [%] = a + b * age.
Valid from 8 to 80 years; outside that the result is marked as extrapolated. z = (x - pred) /
((pred - LLN) / 1.645). Peak flow is in L/s.
Coefficients as printed in tables 4 to 6; three transcriptions (rspiro, pyspiro, spiref) agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hemmonitor.clinical.numbers import Number
from hemmonitor.model.identity import Sex

EQUATION = "NHANES III (Hankinson 1999)"
VALID_AGES = (8, 80)
_ADULT_FROM = {Sex.MALE: 20, Sex.FEMALE: 18}


class Parameter(StrEnum):
    """What is predicted. Volumes in L, peak flow in L/s, ratios as a share of 1."""

    FEV1 = "fev1"
    FEV6 = "fev6"
    FVC = "fvc"
    PEF = "pef"
    FEV1_FEV6 = "fev1_fev6"
    FEV1_FVC = "fev1_fvc"


class Group(StrEnum):
    """Reference population. For white Swedish adults: Caucasian."""

    CAUCASIAN = "caucasian"
    AFRICAN_AMERICAN = "african_american"
    MEXICAN_AMERICAN = "mexican_american"


@dataclass(frozen=True, slots=True)
class Reference:
    """Predicted value and lower limit, the equation's name, and whether the age is outside its range."""

    predicted: float
    lln: float
    extrapolated: bool
    equation: str = EQUATION

    def z(self, value: Number) -> float:
        """Standard deviations from predicted; -1.645 is the lower limit of normal."""
        return (float(value) - self.predicted) / ((self.predicted - self.lln) / 1.645)

    def percent(self, value: Number) -> float:
        """Percent of predicted."""
        return 100 * float(value) / self.predicted

    def below_lln(self, value: Number) -> bool:
        """Whether the value is under the lower limit of normal."""
        return float(value) < self.lln


# (b0, b1, b2, PRD, LLN); the last two in 1e-4. Rows: sex, group, adult or not.
_Row = tuple[float, float, float, float, float]
_M, _F = Sex.MALE, Sex.FEMALE
_CAU, _AFR, _MEX = Group.CAUCASIAN, Group.AFRICAN_AMERICAN, Group.MEXICAN_AMERICAN
_VOLUMES: dict[Parameter, dict[tuple[Sex, Group, bool], _Row]] = {
    Parameter.FEV1: {
        (_M, _CAU, True): (0.5536, -0.01303, -0.000172, 1.4098, 1.1607),
        (_M, _CAU, False): (-0.7453, -0.04106, 0.004477, 1.4098, 1.1607),
        (_F, _CAU, True): (0.4333, -0.00361, -0.000194, 1.1496, 0.9283),
        (_F, _CAU, False): (-0.8710, 0.06537, 0.0, 1.1496, 0.9283),
        (_M, _AFR, True): (0.3411, -0.02309, 0.0, 1.3194, 1.0561),
        (_M, _AFR, False): (-0.7048, -0.05711, 0.004316, 1.3194, 1.0561),
        (_F, _AFR, True): (0.3433, -0.01283, -0.000097, 1.0846, 0.8546),
        (_F, _AFR, False): (-0.9630, 0.05799, 0.0, 1.0846, 0.8546),
        (_M, _MEX, True): (0.6306, -0.02928, 0.0, 1.5104, 1.2670),
        (_M, _MEX, False): (-0.8218, -0.04248, 0.004291, 1.5104, 1.2670),
        (_F, _MEX, True): (0.4529, -0.01178, -0.000113, 1.2154, 0.9890),
        (_F, _MEX, False): (-0.9641, 0.06490, 0.0, 1.2154, 0.9890),
    },
    Parameter.FEV6: {
        (_M, _CAU, True): (0.1102, -0.00842, -0.000223, 1.8188, 1.5323),
        (_M, _CAU, False): (-0.3119, -0.18612, 0.009717, 1.8188, 1.5323),
        (_F, _CAU, True): (-0.1373, 0.01317, -0.000352, 1.4395, 1.1827),
        (_F, _CAU, False): (-1.1925, 0.06544, 0.0, 1.4395, 1.1827),
        (_M, _AFR, True): (-0.0547, -0.02114, 0.0, 1.6429, 1.3499),
        (_M, _AFR, False): (-0.5525, -0.14107, 0.007241, 1.6429, 1.3499),
        (_F, _AFR, True): (-0.1981, 0.00047, -0.000230, 1.3497, 1.0848),
        (_F, _AFR, False): (-0.6370, -0.04243, 0.003508, 1.3497, 1.0848),
        (_M, _MEX, True): (0.5757, -0.02860, 0.0, 1.7840, 1.5029),
        (_M, _MEX, False): (-0.6646, -0.11270, 0.007306, 1.7840, 1.5029),
        (_F, _MEX, True): (0.2033, 0.00020, -0.000232, 1.4106, 1.1480),
        (_F, _MEX, False): (-1.2410, 0.07625, 0.0, 1.4106, 1.1480),
    },
    Parameter.FVC: {
        (_M, _CAU, True): (-0.1933, 0.00064, -0.000269, 1.8642, 1.5695),
        (_M, _CAU, False): (-0.2584, -0.20415, 0.010133, 1.8642, 1.5695),
        (_F, _CAU, True): (-0.3560, 0.01870, -0.000382, 1.4815, 1.2198),
        (_F, _CAU, False): (-1.2082, 0.05916, 0.0, 1.4815, 1.2198),
        (_M, _AFR, True): (-0.1517, -0.01821, 0.0, 1.6643, 1.3670),
        (_M, _AFR, False): (-0.4971, -0.15497, 0.007701, 1.6643, 1.3670),
        (_F, _AFR, True): (-0.3039, 0.00536, -0.000265, 1.3606, 1.0916),
        (_F, _AFR, False): (-0.6166, -0.04687, 0.003602, 1.3606, 1.0916),
        (_M, _MEX, True): (0.2376, -0.00891, -0.000182, 1.7823, 1.4947),
        (_M, _MEX, False): (-0.7571, -0.09520, 0.006619, 1.7823, 1.4947),
        (_F, _MEX, True): (0.1210, 0.00307, -0.000237, 1.4246, 1.1570),
        (_F, _MEX, False): (-1.2507, 0.07501, 0.0, 1.4246, 1.1570),
    },
    Parameter.PEF: {
        (_M, _CAU, True): (1.0523, 0.08272, -0.001301, 2.4962, 1.7635),
        (_M, _CAU, False): (-0.5962, -0.12357, 0.013135, 2.4962, 1.7635),
        (_F, _CAU, True): (0.9267, 0.06929, -0.001031, 1.8623, 1.2148),
        (_F, _CAU, False): (-3.6181, 0.60644, -0.016846, 1.8623, 1.2148),
        (_M, _AFR, True): (2.2257, -0.04082, 0.0, 2.7333, 1.8938),
        (_M, _AFR, False): (-0.2684, -0.28016, 0.018202, 2.7333, 1.8938),
        (_F, _AFR, True): (1.3597, 0.03458, -0.000847, 1.9746, 1.2160),
        (_F, _AFR, False): (-1.2398, 0.16375, 0.0, 1.9746, 1.2160),
        (_M, _MEX, True): (0.0870, 0.06580, -0.001195, 3.0243, 2.1833),
        (_M, _MEX, False): (-0.9537, -0.19602, 0.014497, 3.0243, 2.1833),
        (_F, _MEX, True): (0.2401, 0.06174, -0.001023, 2.2203, 1.4611),
        (_F, _MEX, False): (-3.2549, 0.47495, -0.013193, 2.2203, 1.4611),
    },
}
# (a for predicted, a for LLN, b) in percent.
_RATIOS: dict[Parameter, dict[tuple[Sex, Group], tuple[float, float, float]]] = {
    Parameter.FEV1_FEV6: {
        (_M, _CAU): (87.340, 78.372, -0.1382),
        (_M, _AFR): (88.841, 78.979, -0.1305),
        (_M, _MEX): (89.388, 80.810, -0.1534),
        (_F, _CAU): (90.107, 81.307, -0.1563),
        (_F, _AFR): (91.229, 81.396, -0.1558),
        (_F, _MEX): (91.664, 83.034, -0.1670),
    },
    Parameter.FEV1_FVC: {
        (_M, _CAU): (88.066, 78.388, -0.2066),
        (_M, _AFR): (89.239, 78.822, -0.1828),
        (_M, _MEX): (90.024, 80.925, -0.2186),
        (_F, _CAU): (90.809, 81.015, -0.2125),
        (_F, _AFR): (91.655, 80.978, -0.2039),
        (_F, _MEX): (92.360, 83.044, -0.2248),
    },
}


def reference(
    parameter: Parameter, sex: Sex, age: Number, height_cm: Number, group: Group = Group.CAUCASIAN
) -> Reference:
    """Predicted value and lower limit at ``age`` in years and height in cm (not used by the ratios).

    ``ValueError`` for an age or height that is not positive.
    """
    years, height = float(age), float(height_cm)
    if years <= 0 or height <= 0:
        raise ValueError("age and height are positive")
    extrapolated = not VALID_AGES[0] <= years <= VALID_AGES[1]
    if parameter in _RATIOS:
        a, a_lln, slope = _RATIOS[parameter][sex, group]
        return Reference((a + slope * years) / 100, (a_lln + slope * years) / 100, extrapolated)
    b0, b1, b2, prd, lln = _VOLUMES[parameter][sex, group, years >= _ADULT_FROM[sex]]
    base = b0 + b1 * years + b2 * years * years
    square = height * height * 1e-4
    return Reference(base + prd * square, base + lln * square, extrapolated)
