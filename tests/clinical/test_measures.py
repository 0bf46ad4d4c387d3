"""Heart failure, glucose, vital signs, NEWS2, units, codes, plausibility: edges beyond the shared cases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical import codes, glucose, heart_failure, news2, plausibility, units, vital_signs
from hemmonitor.clinical.glucose import GlucoseLevel
from hemmonitor.clinical.plausibility import Doubt, Severity
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit
from tests.clinical.build import at, measured, pressure, single, spo2, weight

# --- heart failure -----------------------------------------------------------------------------------


def test_a_gain_of_exactly_two_kilograms() -> None:
    """Trap 5: 72.3 - 70.3 is 2.0 and not more."""
    series = [(1, heart_failure.grams(70.3)), (2, heart_failure.grams(72.3))]
    assert heart_failure.weight_gains(series) == []
    assert [g.day for g in heart_failure.weight_gains(series, strict=False)] == [2]


def test_a_gain_names_where_it_is_measured_from() -> None:
    series = [(4, 73_000), (1, 70_000), (2, 71_000), (3, 70_500)]
    (gain,) = heart_failure.weight_gains(series)
    assert (gain.day, gain.grams, gain.from_day) == (4, 3000, 1)
    assert heart_failure.weight_gains(series, window_days=1, limit_g=2500) == []
    assert heart_failure.weight_gains(series, settling_days=4) == []
    assert heart_failure.weight_gains([]) == []


def test_dry_weight() -> None:
    levels = [heart_failure.against_dry_weight(w, 80_000) for w in (81_999, 82_000, 78_000, 78_001)]
    assert levels == ["within", "above", "below", "within"]


# --- glucose -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "level"),
    [
        (2.9, Unit.MMOL_L, "low2"),
        (3.89, Unit.MMOL_L, "low1"),
        (14.0, Unit.MMOL_L, "high2"),
        (53, Unit.MG_DL, "low2"),
        (70, Unit.MG_DL, "in_range"),
        (180, Unit.MG_DL, "in_range"),
        (181, Unit.MG_DL, "high1"),
        (251, Unit.MG_DL, "high2"),
    ],
)
def test_levels_in_the_native_unit(value: float, unit: Unit, level: str) -> None:
    assert glucose.glucose_level(value, unit) is GlucoseLevel(level)


def test_glucose_has_its_units() -> None:
    with pytest.raises(ValueError, match="not a unit of glucose"):
        glucose.glucose_level(5, Unit.KG)
    with pytest.raises(ValueError, match="no values"):
        glucose.values_in_range([], Unit.MG_DL)


def test_targets() -> None:
    good = glucose.values_in_range([6.0] * 98 + [11.0, 3.5], Unit.MMOL_L)
    met = glucose.targets_met(good)
    assert (met.in_range, met.below, met.below2, met.above, met.above2, met.variation) == (True,) * 6
    assert not glucose.targets_met(good, frail=True).below  # 1 % below is not under 1 %
    assert glucose.targets_met(glucose.values_in_range([5], Unit.MMOL_L)).variation is None


def test_gmi_needs_a_sensor() -> None:
    assert glucose.gmi_allowed(14, 71)
    assert not glucose.gmi_allowed(13, 90)
    assert not glucose.gmi_allowed(30, 70)


# --- vital signs and NEWS2 --------------------------------------------------------------------------------


def test_temperature() -> None:
    classes = [vital_signs.temperature_class(t) for t in (35.0, 35.1, 37.94, 37.95, 39.0, 39.1)]
    assert classes == ["low", "normal", "normal", "fever", "fever", "high_fever"]


def test_rates() -> None:
    assert [vital_signs.pulse_class(p) for p in (39, 40, 49, 50, 100, 101, 130, 131)] == [
        "very_low",
        "low",
        "low",
        "normal",
        "normal",
        "high",
        "high",
        "very_high",
    ]
    assert [vital_signs.respiratory_class(r) for r in (8, 9, 11, 12, 20, 21, 24, 25)] == [
        "very_low",
        "low",
        "low",
        "normal",
        "normal",
        "high",
        "high",
        "very_high",
    ]


def observed(**changed: object) -> news2.News2Input:
    values: dict[str, object] = {
        "respiratory_rate": 16,
        "spo2": 97,
        "scale": news2.Scale.ONE,
        "on_oxygen": False,
        "systolic": 125,
        "pulse": 70,
        "consciousness": news2.Consciousness.ALERT,
        "temperature": 37.0,
    }
    return news2.News2Input(**(values | changed))  # type: ignore[arg-type]  # every field is given


@pytest.mark.parametrize(
    ("spo2_value", "oxygen", "points"),
    [
        (83, False, 3),
        (84, False, 2),
        (86, False, 1),
        (88, False, 0),
        (92, True, 0),
        (93, True, 1),
        (93, False, 0),
        (95, True, 2),
        (97, True, 3),
        (100, False, 0),
    ],
)
def test_scale_two(spo2_value: int, oxygen: bool, points: int) -> None:
    """Trap 8: on scale 2, 93 % and more on air scores 0."""
    found = news2.score(observed(spo2=spo2_value, scale=news2.Scale.TWO, on_oxygen=oxygen))
    assert found.spo2 == points


def test_news2_bands() -> None:
    assert news2.score(observed()).band is news2.Band.LOW
    for state in "CVPU":
        one = news2.score(observed(consciousness=news2.Consciousness(state)))
        assert (one.total, one.band) == (3, news2.Band.LOW_MEDIUM)
    assert news2.score(observed(systolic=95, pulse=115, temperature=38.1)).band is news2.Band.MEDIUM
    assert news2.score(observed(systolic=85, pulse=135, temperature=39.1)).band is news2.Band.HIGH
    assert news2.score(observed(temperature=36.04)).temperature == 1
    assert news2.score(observed(temperature=36.05)).temperature == 0


# --- units and codes ------------------------------------------------------------------------------------


@given(st.decimals(1, 1000, places=2))
def test_conversion_there_and_back(value: Decimal) -> None:
    for a in Unit:
        for b in Unit:
            if units.convertible(a, b):
                assert units.convert(units.convert(value, a, b), b, a) == value


def test_units_of_different_families() -> None:
    assert not units.convertible(Unit.KG, Unit.MMHG)
    with pytest.raises(ValueError, match="cannot be stated"):
        units.convert(1, Unit.KG, Unit.MMHG)


@pytest.mark.parametrize(("mmol", "mg"), [("3.0", 54), ("3.9", 70), ("10.0", 180), ("13.9", 250)])
def test_the_published_pairs_of_glucose(mmol: str, mg: int) -> None:
    assert units.limit_in(Decimal(mmol), Unit.MMOL_L, Unit.MG_DL) == mg
    assert units.limit_in(Decimal(mg), Unit.MG_DL, Unit.MMOL_L) == Decimal(mmol)


def test_odd_units_go_back() -> None:
    assert units.cl_s_to_l_min(units.l_min_to_cl_s(300)) == 300
    assert units.cm_to_inch(units.inch_to_cm(70)) == 70
    with pytest.raises(ValueError, match="16-bit"):
        units.mdc_context_free(70_000, 1)


def test_every_code_carries_its_check_digit() -> None:
    every = [*codes.CODES.values(), codes.BLOOD_PRESSURE_PANEL]
    for one in every:
        assert all(codes.loinc_valid(c) for c in one.loinc), one
        assert one.snomed is None or codes.snomed_valid(one.snomed), one
    mdc = [c.mdc for c in codes.CODES.values()]
    assert all(code is not None and code >> 16 == codes.SCADA for code in mdc)


@pytest.mark.parametrize("code", ["8480-7", "8480", "-6", "a-1", "8480-66", "0-0"])
def test_bad_loinc(code: str) -> None:
    assert not codes.loinc_valid(code)


def test_snomed_slip_of_a_published_module() -> None:
    """Trap 13."""
    assert not codes.snomed_valid("323426006")
    assert codes.snomed_valid("23426006")
    assert not codes.snomed_valid("023426006")
    assert not codes.snomed_valid("2342600x")


def test_single_digit_errors_are_found() -> None:
    good = "271649006"
    for place in range(len(good)):
        for digit in "0123456789":
            changed = good[:place] + digit + good[place + 1 :]
            assert codes.verhoeff_valid(changed) is (changed == good)
    with pytest.raises(ValueError, match="positive"):
        codes.loinc_check_digit(0)


# --- plausibility -------------------------------------------------------------------------------------


def doubts(measurement: Measurement, previous: Measurement | None = None) -> set[tuple[Doubt, Severity]]:
    return {(s.doubt, s.severity) for s in plausibility.suspicions(measurement, at(2), previous)}


HARD, SOFT = Severity.HARD, Severity.SOFT


@pytest.mark.parametrize(
    ("systolic", "diastolic", "expected"),
    [
        (130, 80, set()),
        (301, 80, {(Doubt.OUT_OF_RANGE, HARD), (Doubt.OUT_OF_RANGE, SOFT), (Doubt.PULSE_PRESSURE, SOFT)}),
        (80, 80, {(Doubt.PRESSURES_CROSSED, HARD), (Doubt.PULSE_PRESSURE, SOFT)}),
        (79, 60, {(Doubt.OUT_OF_RANGE, SOFT)}),
        (100, 90, {(Doubt.PULSE_PRESSURE, SOFT)}),
        (17.5, 10.6, {(Doubt.OUT_OF_RANGE, HARD), (Doubt.OUT_OF_RANGE, SOFT), (Doubt.UNIT_SLIP, SOFT)}
         | {(Doubt.PULSE_PRESSURE, SOFT)}),
    ],
)  # fmt: skip
def test_pressures(systolic: float, diastolic: float, expected: set[tuple[Doubt, Severity]]) -> None:
    assert doubts(pressure(at(), systolic, diastolic)) == expected


def test_a_mean_pressure_outside() -> None:
    reading = measured(
        Kind.BLOOD_PRESSURE,
        at(),
        Quantity(Component.SYSTOLIC, Decimal(130), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(80), Unit.MMHG),
        Quantity(Component.MEAN_ARTERIAL, Decimal(75), Unit.MMHG),
    )
    assert doubts(reading) == {(Doubt.MEAN_OUTSIDE, HARD)}
    assert not plausibility.usable(reading)


@pytest.mark.parametrize(
    ("fev1", "fev6", "doubt"),
    [
        ("2.0", "3.0", set()),
        ("3.1", "3.0", {(Doubt.RATIO, HARD)}),
        ("0.4", "3.0", {(Doubt.RATIO, HARD), (Doubt.RATIO, SOFT)}),
        ("0.8", "3.0", {(Doubt.RATIO, SOFT)}),
    ],
)
def test_volumes(fev1: str, fev6: str, doubt: set[tuple[Doubt, Severity]]) -> None:
    reading = measured(
        Kind.SPIROMETRY,
        at(),
        Quantity(Component.FEV1, Decimal(fev1), Unit.LITRE),
        Quantity(Component.FEV6, Decimal(fev6), Unit.LITRE),
    )
    assert doubts(reading) == doubt
    assert plausibility.usable(reading) is ((Doubt.RATIO, HARD) not in doubt)
    assert plausibility.fev1_doubtful(Fraction("3.1"), Fraction(2))


def test_unit_slips() -> None:
    fever = single(Kind.TEMPERATURE, Component.BODY_TEMPERATURE, Unit.CELSIUS, at(), 100.4)
    (hard, soft_slip, *_) = plausibility.suspicions(fever, at())
    assert (hard.severity, soft_slip.suggested) == (HARD, Unit.FAHRENHEIT)
    sugar = single(Kind.GLUCOSE, Component.GLUCOSE, Unit.MMOL_L, at(), 45)
    assert plausibility.usable(sugar)  # a true 45 mmol/L must not be lost
    assert (Doubt.UNIT_SLIP, SOFT) in doubts(sugar)
    fahrenheit = single(Kind.TEMPERATURE, Component.BODY_TEMPERATURE, Unit.FAHRENHEIT, at(), 98.6)
    assert doubts(fahrenheit) == set()


def test_weight_steps() -> None:
    assert doubts(weight(at(0, 5), 83.1), weight(at(0), 80)) == {(Doubt.SUDDEN_CHANGE, SOFT)}
    assert doubts(weight(at(1, 1), 83.1), weight(at(0), 80)) == set()
    assert doubts(weight(at(0, 5), 176.4), weight(at(0), 80)) == {(Doubt.UNIT_SLIP, SOFT)}


def test_times() -> None:
    assert doubts(spo2(at(2, 0, 11), 95)) == {(Doubt.IN_THE_FUTURE, HARD)}
    assert doubts(spo2(dt.datetime(1999, 12, 31, tzinfo=dt.UTC), 95)) == {(Doubt.BEFORE_2000, HARD)}


@given(st.integers(0, 400), st.integers(0, 300), st.integers(0, 400) | st.none())
def test_usable_is_the_absence_of_hard_doubts(systolic: int, diastolic: int, middle: int | None) -> None:
    """The fast check and the one that gives reasons are the same."""
    values = [
        Quantity(Component.SYSTOLIC, Decimal(systolic), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(diastolic), Unit.MMHG),
    ]
    if middle is not None:
        values.append(Quantity(Component.MEAN_ARTERIAL, Decimal(middle), Unit.MMHG))
    reading = measured(Kind.BLOOD_PRESSURE, at(), *values)
    assert plausibility.usable(reading) is not any(s is HARD for _, s in doubts(reading))
