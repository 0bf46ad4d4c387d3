from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.model.careplan import RANK, Comparison, Level, Plan, in_force
from hemmonitor.model.measurement import Component, Kind
from tests.model.build import at, plan, threshold


@pytest.mark.parametrize(
    ("comparison", "below", "equal", "above", "upper"),
    [
        (Comparison.AT_LEAST, False, True, True, True),
        (Comparison.ABOVE, False, False, True, True),
        (Comparison.AT_MOST, True, True, False, False),
        (Comparison.BELOW, True, False, False, False),
    ],
)
def test_a_limit_is_as_strict_as_it_says(
    comparison: Comparison, below: bool, equal: bool, above: bool, upper: bool
) -> None:
    limit = threshold(limit=135, comparison=comparison)
    assert limit.crossed_by(Decimal("134.9")) is below
    assert limit.crossed_by(Decimal("135.0")) is equal
    assert limit.crossed_by(Decimal("135.1")) is above
    assert limit.upper is upper


def test_every_level_has_its_rank_in_order() -> None:
    assert sorted(RANK, key=RANK.__getitem__) == [Level.GREEN, Level.GREY, Level.YELLOW, Level.RED]
    assert set(RANK) == set(Level)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"valid_from": dt.datetime(2026, 5, 3)},
        {"reason": "  "},
        {"thresholds": (threshold("t"), threshold("t", limit=190))},
    ],
)
def test_a_plan_refuses_what_makes_no_sense(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        dataclasses.replace(plan(), **change)


def test_limits_are_found_by_kind_and_component() -> None:
    one, other = threshold("t-1"), dataclasses.replace(threshold("t-2"), component=Component.DIASTOLIC)
    weight = dataclasses.replace(threshold("t-3"), kind=Kind.WEIGHT)
    full = dataclasses.replace(plan(), thresholds=(one, other, weight))
    assert full.thresholds_for(Kind.BLOOD_PRESSURE) == (one, other)
    assert full.thresholds_for(Kind.BLOOD_PRESSURE, Component.DIASTOLIC) == (other,)
    assert full.thresholds_for(Kind.SPIROMETRY) == ()


def test_no_plan_is_in_force_before_the_first() -> None:
    assert in_force([], at(0)) is None
    assert in_force([plan(minutes=1)], at(0)) is None


def test_a_plan_is_in_force_from_its_moment_on() -> None:
    first, second = plan(1, 0), plan(2, 60)
    assert in_force([first, second], at(59)) == first
    assert in_force([first, second], at(60)) == second
    assert in_force([second, first], at(10_000)) == second


def test_of_two_plans_from_the_same_moment_the_higher_version_holds() -> None:
    assert in_force([plan(2), plan(3), plan(1)], at(0)) == plan(3)


plans = st.lists(st.builds(plan, st.integers(1, 6), st.integers(0, 5)), max_size=6)


@given(plans, st.integers(-1, 7), st.randoms())
@settings(deadline=None)
def test_the_plan_in_force_does_not_depend_on_the_order(
    issued: list[Plan], minutes: int, random: Any
) -> None:
    shuffled = list(issued)
    random.shuffle(shuffled)
    held = in_force(shuffled, at(minutes))
    assert held == in_force(issued, at(minutes))
    later = [p for p in issued if p.valid_from <= at(minutes)]
    assert (held is None) == (not later)
    assert held is None or all((p.valid_from, p.version) <= (held.valid_from, held.version) for p in later)


def test_a_past_moment_keeps_its_plan_when_a_new_version_comes() -> None:
    history = [plan(1, 0), plan(2, 60)]
    before = in_force(history, at(30))
    assert in_force([*history, plan(3, 90)], at(30)) == before
