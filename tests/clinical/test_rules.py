"""The first rule: a limit crossed, confirmed by a repeat, closed after two in range, acknowledged."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical.families import MeanRules
from hemmonitor.clinical.limits import UNJUDGED, crossed
from hemmonitor.clinical.rules import evaluate, judge, zone_of
from hemmonitor.clinical.series import Series
from hemmonitor.model.careplan import Comparison, Level, MeanLimit
from hemmonitor.model.finding import Confirmation, Queue
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Quantity, Unit
from tests.clinical.build import (
    PRESSURE_LIMITS,
    acknowledged,
    at,
    glucose,
    limit,
    plan,
    pressure,
    record,
    spo2,
)


def level_of(*measurements: Measurement, now: dt.datetime | None = None) -> Level:
    moment = now or max(m.taken_at for m in measurements)
    return evaluate(record(measurements), moment).level


def test_in_range_gives_no_finding() -> None:
    found = evaluate(record([pressure(at(), 130)]), at())
    assert found.open == ()
    assert found.levels[Kind.BLOOD_PRESSURE] is Level.GREEN
    assert found.levels[Kind.OXIMETRY] is Level.GREY


def test_a_finding_answers_why() -> None:
    (found,) = evaluate(record([pressure(at(), 165, id="r1")]), at(hour=1)).open
    assert (found.rule, found.queue, found.level) == ("threshold", Queue.CLINICAL, Level.YELLOW)
    assert found.component is Component.SYSTOLIC
    assert found.confirmation is Confirmation.NOT_NEEDED
    assert [(f.measurement_id, f.value) for f in found.facts] == [("r1", Decimal(165))]
    assert found.threshold is not None
    assert (found.threshold.limit, found.plan_version, found.source) == (Decimal(160), 1, "test source")
    assert found.since == at()


def test_one_red_value_waits_for_another() -> None:
    first = pressure(at(), 185, id="r1")
    (found,) = evaluate(record([first]), at(minute=1)).open
    assert (found.level, found.confirmation) == (Level.YELLOW, Confirmation.WAITING)
    assert found.measure_again_at == at(minute=5)
    (same,) = evaluate(record([first]), at(day=3)).open
    assert same.level is Level.YELLOW
    assert same.key == found.key


@pytest.mark.parametrize(
    ("second", "level", "shown"),
    [
        (183, Level.RED, 184),
        (175, Level.RED, 180),
        (174, Level.RED, 180),  # 179.5 is shown as 180 and classed as 180
        (173, Level.YELLOW, 179),
        (134, Level.YELLOW, 160),
        (130, Level.GREEN, None),
    ],
)
def test_the_repeat_is_averaged(second: int, level: Level, shown: int | None) -> None:
    found = evaluate(record([pressure(at(), 185), pressure(at(minute=5), second)]), at(minute=6))
    assert found.level is level
    if shown is not None:
        (finding,) = found.open
        assert finding.facts[-1].measurement_id == ""
        assert finding.facts[-1].value == shown
        assert finding.measure_again_at is None


def test_a_repeat_too_soon_does_not_confirm() -> None:
    (found,) = evaluate(record([pressure(at(), 185), pressure(at(minute=1), 187)]), at(minute=2)).open
    assert (found.level, found.confirmation) == (Level.YELLOW, Confirmation.WAITING)
    assert found.measure_again_at == at(minute=6)


def test_the_guided_protocol_confirms_with_its_third_reading() -> None:
    pair = [pressure(at(), 186, session="s"), pressure(at(minute=1), 184, session="s")]
    assert evaluate(record(pair), at(minute=1)).level is Level.YELLOW
    third = pressure(at(minute=2), 182, session="s")
    (found,) = evaluate(record([*pair, third]), at(minute=2)).open
    assert (found.level, found.confirmation) == (Level.RED, Confirmation.CONFIRMED)
    assert found.facts[-1].value == 184


def test_a_repeat_after_the_window_is_another_occasion() -> None:
    found = evaluate(record([pressure(at(), 185), pressure(at(hour=2), 186)]), at(hour=2))
    assert found.level is Level.YELLOW
    assert found.open[0].confirmation is Confirmation.WAITING


def test_lowest_pressures() -> None:
    assert level_of(pressure(at(), 90)) is Level.YELLOW
    assert level_of(pressure(at(), 89), pressure(at(minute=5), 88)) is Level.RED


def test_the_oximeter_takes_the_better_of_two() -> None:
    assert level_of(spo2(at(), 86)) is Level.YELLOW
    assert level_of(spo2(at(), 86), spo2(at(minute=1), 87)) is Level.RED
    assert level_of(spo2(at(), 86), spo2(at(minute=1), 90)) is Level.YELLOW
    assert level_of(spo2(at(), 86), spo2(at(minute=1), 94)) is Level.GREEN


def test_a_treated_low_glucose_stays_yellow() -> None:
    assert level_of(glucose(at(), 2.8), glucose(at(minute=10), 5.0)) is Level.YELLOW
    assert level_of(glucose(at(), 2.8), glucose(at(minute=2), 2.9)) is Level.RED


@pytest.mark.parametrize(
    ("value", "low"), [(71, False), (70, False), (69, True), (181, False), (54, True), (53, True)]
)
def test_a_limit_in_mmol_holds_for_mg_dl_values(value: int, low: bool) -> None:
    figure = Quantity(Component.GLUCOSE, Decimal(value), Unit.MG_DL)
    yellow = limit(Component.GLUCOSE, Comparison.BELOW, "3.9", Level.YELLOW, Kind.GLUCOSE, Unit.MMOL_L)
    assert crossed(yellow, figure) is low


def test_it_closes_after_two_in_range() -> None:
    bad = [pressure(at(0), 170)]
    assert level_of(*bad, pressure(at(1), 130)) is Level.YELLOW
    assert level_of(*bad, pressure(at(1), 130), pressure(at(2), 131)) is Level.GREEN
    assert level_of(*bad, pressure(at(1), 130), pressure(at(2), 170), pressure(at(3), 130)) is Level.YELLOW


def test_new_values_attach_to_one_finding() -> None:
    history = [pressure(at(0), 170), pressure(at(1), 130), pressure(at(2), 130, 105), pressure(at(3), 172)]
    (found,) = evaluate(record(history), at(3)).open
    assert found.since == at(0)
    assert {f.at for f in found.facts} == {at(0), at(2), at(3)}
    assert found.facts[0].at == at(3)


def test_worst_stays_while_open() -> None:
    history = [pressure(at(), 190), pressure(at(minute=5), 188), pressure(at(1), 165)]
    (found,) = evaluate(record(history), at(1)).open
    assert found.level is Level.RED
    assert evaluate(record(history), at(1)).levels[Kind.BLOOD_PRESSURE] is Level.YELLOW


def test_acknowledged_until_something_new() -> None:
    history = [pressure(at(0), 170)]
    (found,) = evaluate(record(history), at(0)).open
    done = acknowledged(found.key, at(0, 2))
    after = evaluate(record(history, (), done), at(0, 3))
    assert (after.open, after.level) == ((), Level.GREEN)
    assert [f.key for f in after.acknowledged] == [found.key]
    calm = evaluate(record([*history, pressure(at(1), 130)], (), done), at(1))
    assert calm.open == ()
    (again,) = evaluate(record([*history, pressure(at(1), 171)], (), done), at(1)).open
    assert again.key == found.key
    assert {f.at for f in again.facts} == {at(1)}


def test_the_past_keeps_its_plan() -> None:
    strict = [limit(Component.SYSTOLIC, Comparison.AT_LEAST, 140, Level.YELLOW)]
    plans = [plan(), plan(strict, version=2, valid_from=at(2))]
    (found,) = evaluate(record([pressure(at(1), 150), pressure(at(3), 151)], plans), at(3)).open
    assert found.plan_version == 2
    assert found.since == at(3)


def test_impossible_values_are_set_aside() -> None:
    crossed_over = pressure(at(), 80, 190)
    (found,) = evaluate(record([crossed_over]), at()).open
    assert (found.rule, found.queue, found.level) == ("set_aside", Queue.DEVICE, Level.GREY)
    assert level_of(crossed_over, pressure(at(1), 130)) is Level.GREEN
    assert judge(record([crossed_over]), crossed_over, at()).level is Level.GREY
    control = glucose(at(), 2.5, flags={Flag.CONTROL_SOLUTION})
    assert level_of(control) is Level.GREEN


def test_judge_says_preliminary() -> None:
    first = pressure(at(), 130, session="s")
    assert judge(record([first]), first, at(minute=1)).preliminary
    second = pressure(at(minute=1), 132, session="s")
    assert not judge(record([first, second]), second, at(minute=2)).preliminary
    assert not judge(record([first]), first, at(1)).preliminary
    red = pressure(at(), 190)
    judged = judge(record([red]), red, at())
    assert (judged.level, judged.preliminary) == (Level.YELLOW, True)


def test_zone_of_one_measurement() -> None:
    assert zone_of(pressure(at(), 190), plan()) is Level.RED
    assert zone_of(pressure(at(), 130), plan()) is Level.GREEN
    assert zone_of(pressure(at(), 130), None) is Level.GREY
    assert zone_of(spo2(at(), 90), plan(PRESSURE_LIMITS)) is Level.GREY


def test_a_clock_slightly_ahead_still_counts() -> None:
    ahead = pressure(at(minute=3), 170)
    assert evaluate(record([ahead]), at()).level is Level.YELLOW
    (found,) = evaluate(record([ahead]), at(day=-1)).open
    assert (found.rule, found.queue) == ("ahead", Queue.DEVICE)


def test_order_of_arrival_and_duplicates_do_not_matter() -> None:
    rng = random.Random(4)
    history = [pressure(at(d, 12 * p), rng.randint(95, 190)) for d in range(20) for p in (0, 1)]
    straight = evaluate(record(history), at(21))
    shuffled = rng.sample(history + history[:7], k=len(history) + 7)
    assert evaluate(record(shuffled), at(21)) == straight


@given(
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from([99, 133, 134, 135, 136, 171])), max_size=40),
    st.sampled_from(list(Comparison)),
    st.integers(1, 4),
    st.booleans(),
)
def test_a_mean_is_judged_as_it_is_shown(
    readings: list[tuple[int, int]], comparison: Comparison, least: int, drop: bool
) -> None:
    made = [pressure(at(day, 0, 31 * n), value, id=f"m{n}") for n, (day, value) in enumerate(readings)]
    series = Series(Kind.BLOOD_PRESSURE, made)
    rule = MeanLimit(
        "m", Kind.BLOOD_PRESSURE, Component.SYSTOLIC, comparison, Decimal(135), Unit.MMHG, Level.YELLOW,
        least=least, drop_first_day=drop,
    )  # fmt: skip
    verdicts = MeanRules([rule], 1).judge(series, 0, len(series.occasions))
    for place, verdict in enumerate(verdicts):
        last = series.protocol_days[place]
        window = [o for o in range(place + 1) if last - 7 < series.protocol_days[o]]
        kept = [o for o in window if not drop or series.protocol_days[o] != series.protocol_days[window[0]]]
        values = [r.value(Component.SYSTOLIC) for o in kept for r in series.occasions[o].readings]
        figures = [int(v) for v in values if v is not None]
        if len(figures) < least:
            assert verdict is UNJUDGED
            continue
        mean = Decimal((2 * sum(figures) + len(figures)) // (2 * len(figures)))  # half up
        edge = limit(Component.SYSTOLIC, comparison, 135, Level.YELLOW)
        assert (verdict is not None) is edge.crossed_by(mean)
        assert verdict is None or verdict.facts[0].value == mean
