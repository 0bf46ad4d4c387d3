"""Blood pressure beyond the shared cases: edges, exactness, protocol, 24-hour recordings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical import ambulatory, blood_pressure, home_pressure, variability
from hemmonitor.clinical.blood_pressure import IsolatedForm, OfficeGrade, Urgency
from hemmonitor.clinical.home_pressure import DataStatus, PartOfDay
from hemmonitor.clinical.numbers import half_up, half_up_to, mean, median, sample_sd
from hemmonitor.model.measurement import Component, Flag, Kind, Quantity, Unit
from tests.clinical.build import at, measured, pressure


def test_half_goes_up() -> None:
    assert [half_up(v) for v in (136.5, 137.5, 136.49, Decimal("0.5"))] == [137, 138, 136, 1]
    assert half_up_to(Decimal("3.885"), Decimal("0.1")) == Fraction("3.9")
    assert half_up(Fraction(273, 2)) == 137


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=30))
def test_mean_lies_between(values: list[int]) -> None:
    assert min(values) <= mean(values) <= max(values)
    assert min(values) <= median(values) <= max(values)
    assert (sample_sd(values) is None) is (len(values) == 1)


def test_statistics_without_values() -> None:
    for function in (mean, median):
        with pytest.raises(ValueError, match="value"):
            function([])
    with pytest.raises(ValueError, match="finite"):
        mean([float("nan")])


@pytest.mark.parametrize(
    ("systolic", "diastolic", "grade", "form"),
    [
        (119, 79, OfficeGrade.OPTIMAL, IsolatedForm.NONE),
        (139, 89, OfficeGrade.HIGH_NORMAL, IsolatedForm.NONE),
        (139, 90, OfficeGrade.GRADE_1, IsolatedForm.DIASTOLIC),
        (140, 89, OfficeGrade.GRADE_1, IsolatedForm.SYSTOLIC),
        (140, 90, OfficeGrade.GRADE_1, IsolatedForm.NONE),
        (150, 112, OfficeGrade.GRADE_3, IsolatedForm.NONE),
        (139.5, 80, OfficeGrade.GRADE_1, IsolatedForm.SYSTOLIC),  # shown as 140
    ],
)
def test_office_grades(systolic: float, diastolic: float, grade: OfficeGrade, form: IsolatedForm) -> None:
    found = blood_pressure.office_class(systolic, diastolic)
    assert (found.grade, found.form) == (grade, form)


def test_the_class_agrees_with_the_screen() -> None:
    assert blood_pressure.home_hypertension(134.5, 70)
    assert not blood_pressure.home_hypertension(Decimal("134.49"), 70)


def test_urgency() -> None:
    assert blood_pressure.urgency(180, 80) is Urgency.REPEAT_HIGH
    assert blood_pressure.urgency(150, 110, red_flag_symptom=True) is Urgency.CALL_112
    assert blood_pressure.urgency(89, 60) is Urgency.REPEAT_LOW
    assert blood_pressure.urgency(99, 60, dizzy=True) is Urgency.REPEAT_LOW
    assert blood_pressure.urgency(100, 60, dizzy=True) is Urgency.NONE


def test_orthostatic_edges() -> None:
    assert blood_pressure.orthostatic_hypotension((140, 80), (139, 70))
    assert not blood_pressure.orthostatic_hypotension((140, 80), (121, 71))
    assert not blood_pressure.orthostatic_hypotension((140, 80), (100, 50), 5)


def test_arms() -> None:
    same = blood_pressure.compare_arms(130, 140)
    assert (same.use, same.refer) == (None, False)
    far = blood_pressure.compare_arms(130, 145)
    assert (int(far.difference), far.use, far.refer) == (15, blood_pressure.Arm.RIGHT, True)
    assert blood_pressure.needs_third_reading(150, 139)
    assert not blood_pressure.needs_third_reading(150, 140)


def test_morning_without_an_evening_is_not_isolated() -> None:
    found = blood_pressure.morning_hypertension((140, 80), None)
    assert (found.high, found.isolated) == (True, False)


def readings(days: int, a_part: int = 2, systolic: int = 130) -> list[home_pressure.HomeReading]:
    return [
        home_pressure.reading(day, part, systolic, 80)
        for day in range(days)
        for part in PartOfDay
        for _ in range(a_part)
    ]


@pytest.mark.parametrize(
    ("days", "status"),
    [(1, "insufficient"), (2, "insufficient"), (3, "limited"), (4, "adequate"), (7, "adequate")],
)
def test_status_by_days(days: int, status: str) -> None:
    found = home_pressure.home_average(readings(days))
    assert found.status is DataStatus(status)
    assert (found.hypertension is None) is (status == "insufficient")


def test_the_protocol_changes_the_class() -> None:
    """Trap 3: the same readings with and without the first day."""
    shy = [
        *readings(1, systolic=120),
        *[home_pressure.reading(d, PartOfDay.MORNING, 136, 80) for d in range(1, 13)],
    ]
    assert home_pressure.home_average(shy).hypertension is True
    assert home_pressure.home_average(shy, drop_first_day=False).hypertension is False


def test_nothing_measured() -> None:
    found = home_pressure.home_average([])
    assert (found.status, found.overall, found.hypertension) == (DataStatus.INSUFFICIENT, None, None)


def test_readings_of_measurements() -> None:
    kpa = measured(
        Kind.BLOOD_PRESSURE,
        at(0, 12),
        Quantity(Component.SYSTOLIC, Decimal(16), Unit.KPA),
        Quantity(Component.DIASTOLIC, Decimal("10.7"), Unit.KPA),
    )
    night = pressure(at(1, -7), 130, flags={Flag.IRREGULAR_PULSE})  # 01:00: the evening before
    alone = measured(Kind.BLOOD_PRESSURE, at(2), Quantity(Component.SYSTOLIC, Decimal(130), Unit.MMHG))
    found = home_pressure.readings_of([night, kpa, alone])
    assert [r.part for r in found] == [PartOfDay.EVENING, PartOfDay.EVENING]
    assert found[0].day == found[1].day
    assert half_up(found[0].systolic) == 120
    assert [r.irregular for r in found] == [False, True]
    assert home_pressure.irregular_sessions(found) == 1


def test_morning_class_of_a_period() -> None:
    high = [
        home_pressure.reading(d, part, 140 if part is PartOfDay.MORNING else 120, 80)
        for d in range(7)
        for part in PartOfDay
        for _ in range(2)
    ]
    found = home_pressure.home_average(high).morning_class
    assert found is not None
    assert (found.high, found.isolated) == (True, True)


def test_variability() -> None:
    found = variability.variability([120, 130, 125])
    assert (found.mean, found.sd, found.arv) == (125, 5, 7.5)
    assert variability.variability([120]).sd is None
    assert variability.average_real_variability([120, 130, 125], [60, 30]) == pytest.approx(750 / 90)
    with pytest.raises(ValueError, match="one weight"):
        variability.average_real_variability([1, 2], [1, 1])
    with pytest.raises(ValueError, match="positive sum"):
        variability.average_real_variability([1, 2], [0])
    with pytest.raises(ValueError, match="positive sum"):
        variability.weighted_24h_sd(1, 0, 1, 0)
    assert variability.share_at_or_above([], 130) is None
    assert variability.share_at_or_above([130, 129], 130) == 50


@pytest.mark.parametrize(
    ("day", "night", "kind"),
    [(140, 141, "reverse"), (140, 140, "non_dipper"), (120, 108, "dipper"), (130, 104, "extreme")],
)
def test_dipping_at_its_edges(day: int, night: int, kind: str) -> None:
    """Floats put 108/120 and 104/130 on the wrong side of 0.9 and 0.8; fractions do not."""
    assert ambulatory.dip(day, night).dipping == kind


def test_dipping_needs_a_day() -> None:
    with pytest.raises(ValueError, match="positive"):
        ambulatory.dip(0, 100)


def recording(day: int, night: int) -> list[ambulatory.AmbulatoryReading]:
    start = dt.datetime(2025, 3, 3, 8, tzinfo=dt.UTC)
    return [
        ambulatory.AmbulatoryReading(
            start + dt.timedelta(minutes=20 * n),
            Fraction(140 + n % 3 if n < day else 118),
            Fraction(85 if n < day else 65),
            n >= day,
        )
        for n in range(day + night)
    ]


def test_a_whole_recording() -> None:
    found = ambulatory.summarise(recording(30, 10), 48, 16, 8)
    assert found.valid
    assert found.dip is not None
    assert found.dip.dipping is ambulatory.Dipping.DIPPER
    day, night = found.periods[ambulatory.Period.DAY], found.periods[ambulatory.Period.NIGHT]
    assert (day.n, day.hypertension, day.load_systolic) == (30, True, 100)
    assert (night.hypertension, night.load_diastolic) == (False, 0)
    assert found.weighted_sd_systolic is not None
    assert found.weighted_sd_systolic == pytest.approx((day.sd_systolic or 0) * 16 / 24)
    assert found.weighted_sd_diastolic == 0
    assert found.arv_systolic is not None


def test_a_recording_without_a_night() -> None:
    found = ambulatory.summarise(recording(25, 0), 30, 16, 8)
    assert (found.valid, found.dip, found.weighted_sd_systolic) == (False, None, None)
    assert not ambulatory.recording_valid(0, 0, 20, 7)
