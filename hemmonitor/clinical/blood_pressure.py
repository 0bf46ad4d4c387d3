"""Blood pressure: what a pair of figures means. Pressures in mm[Hg], rates in /min.

Rules:
- Home and office classes are kept apart. A single home reading gets no office grade.
- A mean is rounded half up before it is classed, so that the screen and the class agree.
- Every limit names its source: [F] found in a stored source, [R] recalled, [P] this project's policy
  that a responsible clinician has to sign (see docs/clinical.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, exact, half_up


class OfficeGrade(StrEnum):
    """ESC/ESH 2018 = ESH 2023 office classes, in rising order."""

    OPTIMAL = "optimal"
    NORMAL = "normal"
    HIGH_NORMAL = "high_normal"
    GRADE_1 = "grade1"
    GRADE_2 = "grade2"
    GRADE_3 = "grade3"


class IsolatedForm(StrEnum):
    """Hypertension of one of the two pressures only."""

    NONE = "none"
    SYSTOLIC = "isolated_systolic"
    DIASTOLIC = "isolated_diastolic"


class HomeCategory(StrEnum):
    """ESC 2024 categories for home means (recalled)."""

    NON_ELEVATED = "non_elevated"
    ELEVATED = "elevated"
    HYPERTENSION = "hypertension"


class Urgency(StrEnum):
    """What one reading asks of the patient."""

    NONE = "none"
    REPEAT_HIGH = "repeat_high"  # measure again after 5 minutes; still high: contact care the same day
    REPEAT_LOW = "repeat_low"
    CALL_112 = "call_112"


class Arm(StrEnum):
    """Which arm."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class OfficeClass:
    """An office grade and the isolated form, if any."""

    grade: OfficeGrade
    form: IsolatedForm


@dataclass(frozen=True, slots=True)
class MorningClass:
    """Whether the morning mean is high, and whether it alone is."""

    high: bool
    isolated: bool


@dataclass(frozen=True, slots=True)
class ArmComparison:
    """Difference between the arms in mm[Hg], the arm to use (``None``: either), and referral."""

    difference: Fraction
    use: Arm | None
    refer: bool


# Lower bounds (systolic, diastolic) of each class above optimal [F: medscape 241381, droracle 637920].
_OFFICE = (
    (OfficeGrade.NORMAL, 120, 80),
    (OfficeGrade.HIGH_NORMAL, 130, 85),
    (OfficeGrade.GRADE_1, 140, 90),
    (OfficeGrade.GRADE_2, 160, 100),
    (OfficeGrade.GRADE_3, 180, 110),
)
HOME_LIMIT = (135, 85)  # [F: ISH/ESC tables], equals office 140/90


def office_class(systolic: Number, diastolic: Number) -> OfficeClass:
    """Office grade of a mean in mm[Hg]: the higher of the two figures' classes decides.

    Isolated systolic is >=140 with <90, isolated diastolic <140 with >=90. ESC/ESH 2018 = ESH 2023.
    """
    upper, lower = half_up(systolic), half_up(diastolic)
    grade = OfficeGrade.OPTIMAL
    for candidate, sys_from, dia_from in _OFFICE:
        if upper >= sys_from or lower >= dia_from:
            grade = candidate
    if upper >= 140 and lower < 90:
        form = IsolatedForm.SYSTOLIC
    elif upper < 140 and lower >= 90:
        form = IsolatedForm.DIASTOLIC
    else:
        form = IsolatedForm.NONE
    return OfficeClass(grade, form)


def home_hypertension(mean_systolic: Number, mean_diastolic: Number) -> bool:
    """Whether a home mean in mm[Hg] is >=135 and/or >=85 [F: ISH/ESC tables]."""
    return half_up(mean_systolic) >= HOME_LIMIT[0] or half_up(mean_diastolic) >= HOME_LIMIT[1]


def home_category(mean_systolic: Number, mean_diastolic: Number) -> HomeCategory:
    """ESC 2024 category of a home mean in mm[Hg]: elevated from 120/70, hypertension from 135/85 [R]."""
    if home_hypertension(mean_systolic, mean_diastolic):
        return HomeCategory.HYPERTENSION
    if half_up(mean_systolic) >= 120 or half_up(mean_diastolic) >= 70:
        return HomeCategory.ELEVATED
    return HomeCategory.NON_ELEVATED


def mean_arterial(systolic: Number, diastolic: Number) -> Fraction:
    """Mean arterial pressure, DBP + (SBP - DBP) / 3, mm[Hg] [F: medicalalgorithms].

    The device's own figure is another thing and is stored apart from this one.
    """
    return exact(diastolic) + (exact(systolic) - exact(diastolic)) / 3


def pulse_pressure(systolic: Number, diastolic: Number) -> Fraction:
    """Systolic minus diastolic, mm[Hg]; 60 or more in older people marks stiff arteries [R: ESH]."""
    return exact(systolic) - exact(diastolic)


def morning_hypertension(
    morning: tuple[Number, Number], evening: tuple[Number, Number] | None
) -> MorningClass:
    """Morning mean (systolic, diastolic) >=135/85 whatever the evening is [R: JSH, HOPE Asia].

    Isolated: the evening mean is known and below both limits.
    """
    high = home_hypertension(*morning)
    return MorningClass(high, high and evening is not None and not home_hypertension(*evening))


def orthostatic_hypotension(
    sitting: tuple[Number, Number], standing: tuple[Number, Number], minutes_standing: Number = 3
) -> bool:
    """Fall of >=20 systolic or >=10 diastolic within 3 minutes of standing [R: 2011 consensus].

    Both pairs are (systolic, diastolic) in mm[Hg]. Later than 3 minutes does not count.
    """
    if exact(minutes_standing) > 3:
        return False
    fall_systolic = exact(sitting[0]) - exact(standing[0])
    fall_diastolic = exact(sitting[1]) - exact(standing[1])
    return fall_systolic >= 20 or fall_diastolic >= 10


def compare_arms(left_systolic: Number, right_systolic: Number) -> ArmComparison:
    """Inter-arm difference of systolic means in mm[Hg].

    More than 10: use the higher arm [F: huvudstavard.se]. 15 or more: refer [R: NICE NG136].
    """
    left, right = exact(left_systolic), exact(right_systolic)
    difference = abs(left - right)
    use = None
    if difference > 10:
        use = Arm.LEFT if left > right else Arm.RIGHT
    return ArmComparison(difference, use, difference >= 15)


def needs_third_reading(first_systolic: Number, second_systolic: Number) -> bool:
    """Whether two readings of a session differ by more than 10 mm[Hg] systolic [R: ESH office]."""
    return abs(exact(first_systolic) - exact(second_systolic)) > 10


def urgency(
    systolic: Number, diastolic: Number, *, red_flag_symptom: bool = False, dizzy: bool = False
) -> Urgency:
    """What a single reading in mm[Hg] asks for [P, on ESH grade 3 and CLINICAL.md section 1].

    >=180 or >=110: repeat after 5 minutes, or 112 at once with a red-flag symptom. <90 systolic, or
    <100 with dizziness: repeat. This is what the pressure asks for; a red-flag symptom leads to 112 by
    the symptom rules whatever the pressure is.
    """
    upper, lower = exact(systolic), exact(diastolic)
    if upper >= 180 or lower >= 110:
        return Urgency.CALL_112 if red_flag_symptom else Urgency.REPEAT_HIGH
    if upper < 90 or (dizzy and upper < 100):
        return Urgency.REPEAT_LOW
    return Urgency.NONE
