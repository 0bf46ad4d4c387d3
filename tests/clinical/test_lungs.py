"""Spirometry, COPD rules and oximetry beyond the shared cases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical import copd, oximetry, spirometry
from hemmonitor.clinical.copd import Symptoms
from hemmonitor.clinical.oximetry import OximetryLevel
from hemmonitor.model.identity import Sex


def test_a_session_without_a_good_blow() -> None:
    found = spirometry.session([spirometry.blow(1.2, 2.0, acceptable=False)])
    assert (found.fev1, found.fev6, found.ratio, found.acceptable) == (None, None, None, 0)
    assert not found.repeatable
    assert not found.complete


def test_a_bad_blow_never_sets_the_best() -> None:
    blows = [spirometry.blow(v, 3.0) for v in (1.5, 1.45, 1.4)]
    found = spirometry.session([*blows, spirometry.blow(2.9, 3.1, acceptable=False)])
    assert (found.fev1, found.acceptable, found.complete, found.repeatable) == (
        Fraction("1.5"),
        3,
        True,
        True,
    )


def test_repeatable_at_exactly_150_ml() -> None:
    """1.45 - 1.30 is more than 0.15 in floats."""
    blows = [spirometry.blow(v, 3.0) for v in (1.45, 1.30, 1.2)]
    assert spirometry.session(blows).repeatable


@pytest.mark.parametrize(("bev", "fvc", "good"), [(0.149, 2.0, True), (0.15, 2.0, False), (0.19, 4.0, True)])
def test_start_of_a_blow(bev: float, fvc: float, good: bool) -> None:
    assert spirometry.start_acceptable(bev, fvc) is good


def test_gold_applies_only_with_obstruction() -> None:
    assert spirometry.gold_grade(45, 0.70) is None
    assert spirometry.gold_grade(29.9, 0.5) is spirometry.GoldGrade.VERY_SEVERE
    assert spirometry.gold_grade(79.9, 0.5) is spirometry.GoldGrade.MODERATE


def test_screen_exactly_on_the_cutoff() -> None:
    assert not spirometry.obstruction_suspected(2.1, 3.0)
    assert not spirometry.obstruction_suspected(2.19, 3.0, 0.73)
    with pytest.raises(ValueError, match="positive"):
        spirometry.obstruction_suspected(1, 0)


def test_lung_age_is_capped_for_showing() -> None:
    assert spirometry.lung_age(Sex.MALE, 170, Decimal("0.5")) > 100
    assert spirometry.lung_age_shown(Sex.MALE, 170, Decimal("0.5")) == 100
    assert spirometry.lung_age_shown(Sex.FEMALE, 165, 5) == 20


@pytest.mark.parametrize(
    ("fev1", "best", "yellow", "red"),
    [
        (1.35, 1.5, False, False),  # exactly 10 %, which doubles have a hair under it
        (1.34, 1.5, True, False),
        (2.25, 2.5, True, True),  # exactly 10 % in doubles too
        (0.89, 1.0, True, False),
        (0.91, 1.0, False, False),
        (2.80, 3.0, False, True),  # 6.7 % but 200 mL
        (0.84, 1.0, True, True),
        (1.6, 1.5, False, False),
    ],
)
def test_fall_from_personal_best(fev1: float, best: float, yellow: bool, red: bool) -> None:
    found = spirometry.drop_from_best(fev1, best)
    assert (found.yellow, found.red_candidate) == (yellow, red)


def test_a_best_of_nothing() -> None:
    with pytest.raises(ValueError, match="positive"):
        spirometry.drop_from_best(1, 0)


def test_the_floor_keeps_a_quiet_week_silent() -> None:
    """Trap 10: seven stable days, and 91 is an alarm without a floor."""
    week = [92, 93, 92, 91, 93, 92, 92]
    bare, floored = spirometry.control(week, 91), spirometry.control(week, 91, sd_floor=1)
    assert bare is not None
    assert bare.below
    assert floored is not None
    assert (floored.below, floored.sd) == (False, 1)
    dropped = spirometry.control(week, 90, sd_floor=1, minimum_drop=3)
    assert dropped is not None
    assert not dropped.below
    assert spirometry.control([92], 80) is None


@given(st.lists(st.integers(80, 100), min_size=2, max_size=9), st.integers(70, 105), st.integers(0, 3))
def test_control_is_the_formula(week: list[int], today: int, floor: int) -> None:
    found = spirometry.control(week, today, sd_floor=floor)
    assert found is not None
    if abs(found.limit - today) > 1e-9:
        assert found.below is (today < found.limit)


def test_anthonisen_breaks_at_a_day_without_an_answer() -> None:
    full = Symptoms(dyspnoea=True, sputum_volume=True, sputum_purulence=True)
    assert copd.anthonisen([full, full]).type1
    assert not copd.anthonisen([full, None, full]).modified
    assert not copd.anthonisen([]).type2
    minor = Symptoms(dyspnoea=True, wheeze=True)
    assert (copd.anthonisen([minor, minor]).modified, copd.anthonisen([minor, minor]).type2) == (True, False)


def test_rome_counts_what_was_assessed() -> None:
    assert copd.rome().level is copd.RomeLevel.NOT_ASSESSED
    found = copd.rome(spo2=95, spo2_drop=4)
    assert (found.abnormal, found.assessed) == (1, 1)


@pytest.mark.parametrize(
    ("moderate", "hospital", "cat", "mmrc", "group"),
    [
        (2, 0, 0, 0, "E"),
        (1, 0, 10, None, "B"),
        (0, 0, None, 2, "B"),
        (1, 0, 9, 1, "A"),
        (0, 0, None, None, None),
    ],
)
def test_abe(moderate: int, hospital: int, cat: int | None, mmrc: int | None, group: str | None) -> None:
    assert copd.gold_abe(moderate, hospital, cat, mmrc) == group


def test_cat_range() -> None:
    assert [copd.cat_impact(n) for n in (9, 20, 21)] == ["low", "medium", "high"]
    with pytest.raises(ValueError, match="0 to 40"):
        copd.cat_impact(41)


@pytest.mark.parametrize(
    ("spo2", "baseline", "level"),
    [
        (92, 94, "green"),
        (91, 94, "yellow"),
        (91, 92, "yellow"),
        (90, 94, "red_candidate"),
        (89, 90, "green"),
        (87, 90, "red_candidate"),
    ],
)
def test_against_baseline(spo2: int, baseline: int, level: str) -> None:
    assert oximetry.against_baseline(spo2, baseline) is OximetryLevel(level)


def test_against_a_prescribed_range() -> None:
    assert [oximetry.against_prescribed(v) for v in (87, 88, 92, 93)] == [
        OximetryLevel.RED_CANDIDATE,
        OximetryLevel.GREEN,
        OximetryLevel.GREEN,
        OximetryLevel.YELLOW,
    ]


def night(*stretches: tuple[int, int | None]) -> list[tuple[dt.datetime, int | None]]:
    """(seconds, SpO2) one after the other, a sample a second."""
    at, samples = dt.datetime(2025, 3, 3, 23, tzinfo=dt.UTC), []
    for seconds, value in stretches:
        for _ in range(seconds):
            samples.append((at, value))
            at += dt.timedelta(seconds=1)
    return samples


def test_desaturations() -> None:
    wave = night((600, 96), (30, 92), (600, 96), (30, 93), (600, 96), (5, 90), (600, 96))
    three, four = oximetry.desaturation_index(wave, 3), oximetry.desaturation_index(wave, 4)
    assert (three.events, four.events) == (2, 1)  # five seconds are too short
    assert three.index == pytest.approx(2 / float(three.hours))


def test_a_slow_drift_is_no_desaturation() -> None:
    drift = night(*((300, v) for v in (96, 95, 94, 93, 92, 91)))
    assert oximetry.desaturation_index(drift, 3).events == 0


def test_a_lost_signal_is_not_counted() -> None:
    lost = night((600, 96), (600, None), (600, 92))
    found = oximetry.desaturation_index(lost, 3)
    assert found.events == 0
    assert float(found.hours) == pytest.approx(1198 / 3600)
    assert oximetry.desaturation_index(night((30, 96)), 3).index is None
