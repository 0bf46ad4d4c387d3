"""The plan engine: each family of rules, hysteresis, missing data, device faults, acknowledgement, snooze."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.questionnaire import DECODER
from hemmonitor.clinical.rules import evaluate, judge
from hemmonitor.model.careplan import (
    Baseline,
    CombinedLimit,
    Comparison,
    ControlLimit,
    FlagLimit,
    Level,
    MeanLimit,
    MissingLimit,
    Pause,
    Plan,
    Quiet,
    RelativeLimit,
    ScoreLimit,
    Slot,
    SymptomLimit,
    TrendLimit,
)
from hemmonitor.model.events import Event, FindingsAcknowledged, MeasurementFailed
from hemmonitor.model.finding import Confirmation, Evaluation, Finding, Queue
from hemmonitor.model.measurement import (
    Component,
    Correction,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from tests.clinical.build import (
    BOX,
    START,
    acknowledged,
    at,
    limit,
    measured,
    plan,
    pressure,
    record,
    single,
    spo2,
    weight,
)

D = Decimal


def blow(when: dt.datetime, fev1: str, fev6: str = "3.50", **more: Any) -> Measurement:
    return measured(
        Kind.SPIROMETRY,
        when,
        Quantity(Component.FEV1, D(fev1), Unit.LITRE),
        Quantity(Component.FEV6, D(fev6), Unit.LITRE),
        **more,
    )


def session(day: float, fev1: str) -> list[Measurement]:
    return [blow(at(day, 0, n), fev1, id=f"{day}/{n}") for n in range(3)]


def diary(
    when: dt.datetime, score: int | None = None, name: str = "copd_diary", **answers: int
) -> Measurement:
    items = ",".join(f'["{k}",{v}]' for k, v in answers.items())
    raw = f'{{"questionnaire":"{name}","version":1,"answers":[{items}]}}'.encode()
    values = () if score is None else (Quantity(Component.SCORE, D(score), Unit.SCORE),)
    provenance = Provenance(Origin.MANUAL, when, raw=raw, decoder=DECODER)
    return Measurement(f"{name}@{when.isoformat()}", Kind.QUESTIONNAIRE, when, values, provenance)


def found(
    measurements: list[Measurement], p: Plan, now: dt.datetime, *events: Event, rule: str = ""
) -> list[Finding]:
    many = evaluate(record(measurements, [p], *events), now).open
    return [f for f in many if not rule or f.rule == rule]


def only(measurements: list[Measurement], p: Plan, now: dt.datetime, rule: str = "") -> Finding:
    (one,) = found(measurements, p, now, rule=rule)
    return one


# --- relative to a frozen baseline ---------------------------------------------------------------

BASE_SPO2 = Baseline(Kind.OXIMETRY, Component.SPO2, D(94), Unit.PERCENT, START, "nurse", 7)
SPO2_PLAN = plan(
    (),
    baselines=(BASE_SPO2,),
    relative=(
        RelativeLimit(
            "y", Kind.OXIMETRY, Component.SPO2, Comparison.AT_MOST, Unit.PERCENT, Level.YELLOW, delta=D(-3)
        ),
        RelativeLimit(
            "r", Kind.OXIMETRY, Component.SPO2, Comparison.AT_MOST, Unit.PERCENT, Level.RED, delta=D(-4)
        ),
    ),
)


def test_relative_to_the_baseline() -> None:
    assert found([spo2(at(), 92)], SPO2_PLAN, at()) == []
    one = only([spo2(at(), 91)], SPO2_PLAN, at())
    assert (one.rule, one.level) == ("relative", Level.YELLOW)
    assert one.threshold is not None
    assert one.threshold.limit == 91
    assert [f.value for f in one.facts] == [91, 94]  # the reading, then the baseline it is held against


def test_relative_red_waits_for_a_repeat() -> None:
    one = only([spo2(at(), 90)], SPO2_PLAN, at())
    assert (one.level, one.confirmation) == (Level.YELLOW, Confirmation.WAITING)
    two = only([spo2(at(), 90), spo2(at(minute=2), 90)], SPO2_PLAN, at(minute=3))
    assert (two.level, two.confirmation) == (Level.RED, Confirmation.CONFIRMED)


def test_without_a_baseline_a_relative_limit_says_nothing() -> None:
    bare = replace(SPO2_PLAN, baselines=())
    got = evaluate(record([spo2(at(), 80)], [bare]), at())
    assert (got.open, got.levels[Kind.OXIMETRY]) == ((), Level.GREY)


FEV1_PLAN = plan(
    (),
    baselines=(Baseline(Kind.SPIROMETRY, Component.FEV1, D("1.50"), Unit.LITRE, START, "nurse", 7),),
    relative=(
        RelativeLimit(
            "y",
            Kind.SPIROMETRY,
            Component.FEV1,
            Comparison.AT_MOST,
            Unit.LITRE,
            Level.YELLOW,
            delta=D("-0.100"),
            percent=D(-10),
            both=True,
        ),
        RelativeLimit(
            "r",
            Kind.SPIROMETRY,
            Component.FEV1,
            Comparison.AT_MOST,
            Unit.LITRE,
            Level.RED,
            delta=D("-0.200"),
            percent=D(-15),
            days=2,
        ),
    ),
)


@pytest.mark.parametrize(("fev1", "level"), [("1.36", None), ("1.35", Level.YELLOW), ("1.20", Level.YELLOW)])
def test_fev1_needs_both_the_share_and_the_volume(fev1: str, level: Level | None) -> None:
    many = found(session(0, fev1), FEV1_PLAN, at(0, 1))
    assert [f.level for f in many] == ([] if level is None else [level])


def test_fev1_red_needs_two_days() -> None:
    assert only([*session(0, "1.27"), *session(2, "1.27")], FEV1_PLAN, at(3)).level is Level.YELLOW
    assert only([*session(0, "1.27"), *session(1, "1.27")], FEV1_PLAN, at(2)).level is Level.RED


def test_bad_blows_never_count() -> None:
    good = session(0, "1.48")
    bad = blow(at(0, 0, 5), "1.10", flags={Flag.BAD_BLOW})
    assert found([*good, bad], FEV1_PLAN, at(0, 1)) == []
    assert [m.id for m in Monitor([FEV1_PLAN], [*good, bad]).series[Kind.SPIROMETRY].aside] == [bad.id]


def test_the_best_blow_counts() -> None:
    blows = [blow(at(0, 0, n), v, id=str(n)) for n, v in enumerate(["1.20", "1.48", "1.30"])]
    assert found(blows, FEV1_PLAN, at(0, 1)) == []


# --- trends ----------------------------------------------------------------------------------------

WEIGHT_PLAN = plan(
    (),
    trends=(
        TrendLimit(
            "w15",
            Kind.WEIGHT,
            Component.BODY_WEIGHT,
            Comparison.ABOVE,
            D("1.5"),
            Unit.KG,
            3,
            Level.YELLOW,
            source="[P]",
        ),
        TrendLimit("w2", Kind.WEIGHT, Component.BODY_WEIGHT, Comparison.ABOVE, D(2), Unit.KG, 3, Level.RED),
    ),
)


def weights(*values: float | None) -> list[Measurement]:
    return [weight(at(d), v) for d, v in enumerate(values) if v is not None]


@pytest.mark.parametrize(
    ("series", "level"),
    [
        ((70.3, 70.3, 70.3, 70.3), None),
        ((70.3, 70.3, 70.3, 71.8), None),  # exactly 1.5 is not more than 1.5
        ((70.3, 70.3, 70.3, 71.9), Level.YELLOW),
        ((70.3, 70.3, 70.3, 72.3), Level.YELLOW),  # exactly 2.0: 72.3 - 70.3 in floats is not
        ((70.3, 70.3, 70.3, None, None, None, None, 75.0), None),  # nothing within three days
    ],
)
def test_weight_gain_is_strict_and_exact(series: tuple[float | None, ...], level: Level | None) -> None:
    many = found(weights(*series), WEIGHT_PLAN, at(9))
    assert [f.level for f in many] == ([] if level is None else [level])


def test_weight_gain_is_red_when_weighed_again() -> None:
    series = weights(70.3, 70.3, 70.3, 72.4)
    one = only(series, WEIGHT_PLAN, at(3))
    assert (one.level, one.confirmation) == (Level.YELLOW, Confirmation.WAITING)
    again = only([*series, weight(at(3, 0, 20), 72.5)], WEIGHT_PLAN, at(4))
    assert (again.level, again.rule) == (Level.RED, "trend")
    assert again.threshold is not None
    assert again.threshold.limit == D("72.3")
    slip = [*series, weight(at(3, 0, 20), 70.4)]
    assert found(slip, WEIGHT_PLAN, at(4)) == []


def test_the_first_days_are_not_judged() -> None:
    assert found(weights(70, 73, 73), WEIGHT_PLAN, at(2)) == []


def test_dry_weight_both_ways() -> None:
    dry = plan(
        (),
        baselines=(Baseline(Kind.WEIGHT, Component.BODY_WEIGHT, D(80), Unit.KG, START, "nurse"),),
        relative=(
            RelativeLimit(
                "up",
                Kind.WEIGHT,
                Component.BODY_WEIGHT,
                Comparison.AT_LEAST,
                Unit.KG,
                Level.YELLOW,
                delta=D(2),
            ),
            RelativeLimit(
                "down",
                Kind.WEIGHT,
                Component.BODY_WEIGHT,
                Comparison.AT_MOST,
                Unit.KG,
                Level.YELLOW,
                delta=D(-2),
            ),
        ),
    )
    assert found(weights(81.9), dry, at()) == []
    assert only(weights(82.0), dry, at()).threshold is not None
    assert only(weights(78.0), dry, at()).level is Level.YELLOW
    pounds = single(Kind.WEIGHT, Component.BODY_WEIGHT, Unit.LB, at(), 182.0)  # 82.55 kg
    assert only([pounds], dry, at()).level is Level.YELLOW


# --- means -----------------------------------------------------------------------------------------

MEAN_PLAN = plan(
    (),
    means=(
        MeanLimit(
            "m",
            Kind.BLOOD_PRESSURE,
            Component.SYSTOLIC,
            Comparison.AT_LEAST,
            D(135),
            Unit.MMHG,
            Level.YELLOW,
        ),
    ),
)


def week(systolic: float, days: int = 7, first: float = 0) -> list[Measurement]:
    return [
        pressure(at(first + d, h, r), systolic, id=f"{first + d}/{h}/{r}")
        for d in range(days)
        for h in (0, 12)
        for r in (0, 1)
    ]


def test_a_week_over_the_limit() -> None:
    one = only(week(138), MEAN_PLAN, at(7))
    assert (one.rule, one.level, one.confirmation) == ("mean", Level.YELLOW, Confirmation.NOT_NEEDED)
    assert [f.value for f in one.facts[:1]] == [138]


def test_too_few_readings_give_no_mean() -> None:
    assert found(week(150, days=3), MEAN_PLAN, at(3)) == []  # 8 left after the first day
    assert only(week(150, days=4), MEAN_PLAN, at(4)).rule == "mean"  # 12 left


def test_the_first_day_is_dropped() -> None:
    shy = [*week(190, days=1), *week(130, days=5, first=1)]
    assert found(shy, MEAN_PLAN, at(6)) == []


def test_the_mean_is_classed_as_shown() -> None:
    readings = [*week(134, days=6), *week(137, days=1, first=6)]
    # 20 of 134 and 4 of 137 after dropping: 134.5, shown as 135
    assert [f.facts[0].value for f in found(readings, MEAN_PLAN, at(7))] == [135]


# --- control limits --------------------------------------------------------------------------------

CONTROL_PLAN = plan(
    (),
    controls=(ControlLimit("c", Kind.OXIMETRY, Component.SPO2, Unit.PERCENT, Level.YELLOW, sd_floor=D(1)),),
)


def days_of_spo2(*values: float) -> list[Measurement]:
    return [spo2(at(d), v) for d, v in enumerate(values)]


def test_a_quiet_week_does_not_alarm_at_one_digit() -> None:
    assert found(days_of_spo2(92, 93, 92, 91, 93, 92, 92, 91, 91), CONTROL_PLAN, at(9)) == []


def test_a_fall_that_lasts_two_days() -> None:
    week_before = (95, 95, 94, 95, 96, 95, 95)
    assert found(days_of_spo2(*week_before, 92), CONTROL_PLAN, at(8)) == []
    one = only(days_of_spo2(*week_before, 92, 91), CONTROL_PLAN, at(9))
    assert (one.rule, one.level) == ("control", Level.YELLOW)
    assert one.threshold is not None
    assert D(91) < one.threshold.limit < D(94)


def test_a_control_limit_needs_five_days() -> None:
    assert found(days_of_spo2(95, 95, 95, 80, 80), CONTROL_PLAN, at(5)) == []


# --- flags, symptoms, scores ---------------------------------------------------------------------------


def test_irregular_pulse_in_two_of_three_sessions() -> None:
    flagged = plan((), flagged=(FlagLimit("af", Kind.BLOOD_PRESSURE, Flag.IRREGULAR_PULSE, Level.YELLOW),))
    odd = {Flag.IRREGULAR_PULSE}
    assert found([pressure(at(0), 130, flags=odd), pressure(at(1), 130)], flagged, at(1)) == []
    series = [pressure(at(0), 130, flags=odd), pressure(at(1), 130), pressure(at(2), 130, flags=odd)]
    one = only(series, flagged, at(2))
    assert (one.rule, one.component) == ("flagged", None)
    assert {f.at for f in one.facts} == {at(0), at(2)}


SYMPTOM_PLAN = plan(
    (),
    red_flags=("severe_breathlessness",),
    symptoms=(
        SymptomLimit("one", "copd_diary", Level.YELLOW, major=("dyspnoea", "sputum_volume"), need_major=1),
        SymptomLimit(
            "two",
            "copd_diary",
            Level.RED,
            major=("dyspnoea", "sputum_volume"),
            need_major=2,
            days=2,
            source="Anthonisen",
        ),
        SymptomLimit("minor", "copd_diary", Level.YELLOW, major=(), minor=("cough", "wheeze"), need_minor=2),
    ),
    scores=(ScoreLimit("phq", "phq9", Comparison.AT_LEAST, D(15), Level.YELLOW),),
)


def test_a_red_flag_is_red_at_once() -> None:
    one = only([diary(at(), severe_breathlessness=1)], SYMPTOM_PLAN, at(), "red_flag")
    assert (one.level, one.confirmation) == (Level.RED, Confirmation.NOT_NEEDED)
    assert evaluate(record([diary(at(), severe_breathlessness=0)], [SYMPTOM_PLAN]), at()).open == ()


def test_symptoms_on_two_days() -> None:
    day0 = diary(at(0), dyspnoea=1, sputum_volume=1)
    assert only([day0], SYMPTOM_PLAN, at(0)).level is Level.YELLOW
    assert only([day0, diary(at(1), dyspnoea=1, sputum_volume=1)], SYMPTOM_PLAN, at(1)).level is Level.RED
    gap = [day0, diary(at(2), dyspnoea=1, sputum_volume=1)]
    assert only(gap, SYMPTOM_PLAN, at(2)).level is Level.YELLOW
    assert only([diary(at(), cough=1, wheeze=1)], SYMPTOM_PLAN, at()).level is Level.YELLOW
    assert found([diary(at(), cough=1, wheeze=0)], SYMPTOM_PLAN, at()) == []


def test_another_questionnaire_does_not_close_a_finding() -> None:
    bad = diary(at(0), dyspnoea=1)
    others = [diary(at(d), 3, "phq9", item1=1) for d in (1, 2, 3)]
    assert only([bad, *others], SYMPTOM_PLAN, at(4)).rule == "symptom"
    good = [diary(at(d), dyspnoea=0) for d in (5, 6)]
    assert found([bad, *others, *good], SYMPTOM_PLAN, at(7)) == []


def test_a_score_over_its_limit() -> None:
    one = only([diary(at(), 16, "phq9", item1=3)], SYMPTOM_PLAN, at())
    assert (one.rule, one.facts[0].value) == ("score", D(16))
    assert found([diary(at(), 14, "phq9", item1=3)], SYMPTOM_PLAN, at()) == []


def test_two_questionnaires_at_one_moment_stay_two() -> None:
    both = [diary(at(), 20, "phq9", item1=3), diary(at(), dyspnoea=1)]
    assert {f.rule for f in found(both, SYMPTOM_PLAN, at())} == {"score", "symptom"}


def test_low_pressure_with_dizziness() -> None:
    low = limit(Component.SYSTOLIC, Comparison.BELOW, 100, Level.YELLOW)
    together = plan((), combined=(CombinedLimit(low, "dizziness", 12),))
    reading = pressure(at(), 97)
    assert found([reading], together, at()) == []
    late = Monitor([together], [reading])
    late.add(diary(at(0, 2), name="heart_failure_diary", dizziness=1))
    (one,) = late.evaluation(at(0, 3)).open
    assert (one.rule, one.component) == ("combined", Component.SYSTOLIC)
    assert found([reading, diary(at(0, 20), dizziness=1)], together, at(1)) == []
    assert found([reading, diary(at(0, 2), dizziness=0)], together, at(1)) == []


# --- missing ----------------------------------------------------------------------------------------

SLOTS = (
    Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10)),
    Slot("e", Kind.BLOOD_PRESSURE, dt.time(18), dt.time(21)),
)
MISSING_PLAN = plan(
    (),
    valid_from=at(0, -8),
    schedule=SLOTS,
    missing=(
        MissingLimit("one", Kind.BLOOD_PRESSURE, Level.YELLOW, slots=1),
        MissingLimit("days", Kind.BLOOD_PRESSURE, Level.RED, slots=6),
    ),
)


def test_one_slot_and_its_grace() -> None:
    assert found([], MISSING_PLAN, at(0, 5, 59)) == []
    one = only([], MISSING_PLAN, at(0, 6, 1))
    assert (one.rule, one.queue, one.level) == ("missing", Queue.MISSING, Level.YELLOW)
    assert one.since == at(0, -2)
    assert found([pressure(at(0, 5), 130)], MISSING_PLAN, at(0, 7)) == []  # late, within the grace


def test_missing_for_days_is_red_and_keeps_its_key() -> None:
    early, late = only([], MISSING_PLAN, at(0, 7)), only([], MISSING_PLAN, at(3))
    assert (late.level, late.key) == (Level.RED, early.key)


def test_a_planned_absence_is_not_missing() -> None:
    away = replace(MISSING_PLAN, pauses=(Pause(at().date(), at(2).date(), "holiday"),))
    assert found([], away, at(2, 12)) == []
    assert only([], away, at(3, 7)).since == at(3, -2)


def test_after_yellow_only() -> None:
    rules = (MissingLimit("y", Kind.BLOOD_PRESSURE, Level.RED, after_yellow=True),)
    strict = replace(MISSING_PLAN, thresholds=plan().thresholds, missing=rules)
    assert found([pressure(at(0), 130)], strict, at(1, 7), rule="missing") == []
    assert only([pressure(at(0), 170)], strict, at(1, 7), "missing").level is Level.RED


def test_an_acknowledged_gap_stays_quiet_until_it_is_worse() -> None:
    first = only([], MISSING_PLAN, at(0, 7))
    done = acknowledged(first.key, at(0, 8))
    assert found([], MISSING_PLAN, at(1), done) == []
    assert [f.level for f in found([], MISSING_PLAN, at(3), done)] == [Level.RED]


def test_travel_loses_no_slot() -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    there = [pressure(dt.datetime(2025, 3, 4, 8, 0, tzinfo=tokyo), 130)]
    there.append(pressure(dt.datetime(2025, 3, 4, 19, 0, tzinfo=tokyo), 131))
    home = [pressure(at(0), 130), pressure(at(0, 11), 130)]
    assert found([*home, *there], MISSING_PLAN, at(1, 15)) == []


# --- device faults --------------------------------------------------------------------------------


def test_failures_in_a_row_are_a_device_fault() -> None:
    failures = [
        Event(f"f{i}", BOX, "home", at(0, i), MeasurementFailed("blood_pressure", "cuff_loose", "d", b""))
        for i in (1, 2)
    ]
    (one,) = evaluate(record([pressure(at(), 130)], (), *failures), at(0, 3)).open
    assert (one.rule, one.queue, one.level, one.since) == ("failing", Queue.DEVICE, Level.GREY, at(0, 1))
    assert evaluate(record([pressure(at(0, 4), 130)], (), *failures), at(0, 5)).open == ()


def test_an_unusable_clock_is_a_device_fault() -> None:
    reading = pressure(at(), 130)
    broken = replace(reading, provenance=replace(reading.provenance, correction=Correction.HOST_TIME))
    (one,) = evaluate(record([broken]), at()).open
    assert (one.rule, one.queue) == ("clock", Queue.DEVICE)
    assert evaluate(record([broken, pressure(at(1), 130)]), at(1)).open == ()


# --- closing, acknowledging, snoozing --------------------------------------------------------------


def ack(key: str, when: dt.datetime, follow_up: dt.date) -> Event:
    return Event("ack", BOX, "clinic", when, FindingsAcknowledged((key,), "nurse", (), follow_up=follow_up))


def test_put_off_does_not_fire_again_without_new_data() -> None:
    yellow = [pressure(at(0), 165)]
    key = only(yellow, plan(), at(0)).key
    later = ack(key, at(0, 1), at(3).date())
    assert found([*yellow, pressure(at(1), 166)], plan(), at(2), later) == []
    assert found(yellow, plan(), at(4), later) == []
    (again,) = found([*yellow, pressure(at(1), 166)], plan(), at(4), later)
    assert again.key == key


def test_worse_breaks_through_a_snooze() -> None:
    yellow = [pressure(at(0), 165)]
    later = ack(only(yellow, plan(), at(0)).key, at(0, 1), at(9).date())
    candidate = [*yellow, pressure(at(1), 190)]
    assert [f.confirmation for f in found(candidate, plan(), at(1), later)] == [Confirmation.WAITING]
    confirmed = [*candidate, pressure(at(1, 0, 6), 188)]
    assert [f.level for f in found(confirmed, plan(), at(2), later)] == [Level.RED]


def test_a_worse_value_that_comes_late_is_not_covered() -> None:
    """The patient was offline: the red of day 1 comes after the nurse dealt with the yellow."""
    yellow = [pressure(at(0), 165)]
    key = only(yellow, plan(), at(2)).key
    body = FindingsAcknowledged((key,), "nurse", (), levels=(Level.YELLOW,))
    done = Event("ack", BOX, "clinic", at(2), body)
    assert found(yellow, plan(), at(3), done) == []
    late = [pressure(at(1), 190), pressure(at(1, 0, 6), 188)]
    (again,) = found([*yellow, *late], plan(), at(3), done)
    assert (again.key, again.level) == (key, Level.RED)
    assert found([*yellow, pressure(at(1), 166)], plan(), at(3), done) == []


def test_an_acknowledged_mean_holds_for_a_week() -> None:
    key = only(week(138), MEAN_PLAN, at(7)).key
    done = acknowledged(key, at(7))
    assert found([*week(138), *week(138, 5, 7)], MEAN_PLAN, at(12), done) == []
    assert len(found([*week(138), *week(138, 9, 7)], MEAN_PLAN, at(16), done)) == 1


def test_quiet_during_a_known_infection_has_an_end() -> None:
    quiet = replace(plan(), quiet=(Quiet(Kind.OXIMETRY, at(3).date(), "infection"),))
    got = evaluate(record([spo2(at(0), 90)], [quiet]), at(1))
    assert (got.open, len(got.acknowledged)) == ((), 1)
    assert [f.level for f in found([spo2(at(0), 90)], quiet, at(4))] == [Level.YELLOW]
    red = [spo2(at(0), 86), spo2(at(minute=2), 86)]
    assert [f.level for f in found(red, quiet, at(1))] == [Level.RED]


def test_how_many_in_range_close_is_for_the_plan() -> None:
    patient = replace(plan(), close_after=3)
    series = [pressure(at(0), 170), pressure(at(1), 130), pressure(at(2), 130)]
    assert len(found(series, patient, at(2))) == 1
    assert found([*series, pressure(at(3), 130)], patient, at(3)) == []


def test_a_finding_stays_open_when_nothing_more_comes() -> None:
    assert only([pressure(at(0), 170)], plan(), at(900)).since == at(0)


def test_an_open_finding_of_years_is_found_from_the_start() -> None:
    series = [pressure(at(d), 170 if d % 2 else 130) for d in range(200)]
    got = only(series, plan(), at(200))
    assert got.since == at(1)
    assert len(got.facts) <= 11


def test_retraction_takes_a_value_out() -> None:
    monitor = Monitor([plan()], [pressure(at(0), 170, id="x"), pressure(at(1), 130)])
    assert monitor.evaluation(at(1)).level is Level.YELLOW
    monitor.retract("x")
    assert monitor.evaluation(at(1)).level is Level.GREEN


def test_zone_and_preliminary_of_an_old_reading() -> None:
    history = [pressure(at(d), 165 if d == 40 else 130) for d in range(100)]
    assert judge(record(history), history[40], at(100)).level is Level.YELLOW
    assert judge(record(history), history[41], at(100)).level is Level.GREEN


def test_findings_of_the_past() -> None:
    """At an earlier moment only what had been measured by then counts."""
    series = [pressure(at(0), 170), pressure(at(1), 130), pressure(at(2), 130)]
    monitor = Monitor([plan()], series)
    got: Evaluation = monitor.evaluation(at(1))
    assert got.level is Level.YELLOW
    assert monitor.evaluation(at(2)).level is Level.GREEN
