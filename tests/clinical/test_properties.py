"""What must hold for any history: order, duplicates, monotony, and that the short way equals the long one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.clinical.monitor import Failure, Monitor
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.clinical.questionnaire import DECODER
from hemmonitor.clinical.rules import TAIL, evaluate
from hemmonitor.clinical.triage import Worklist, ranked
from hemmonitor.model.careplan import (
    RANK,
    Baseline,
    CombinedLimit,
    Comparison,
    ControlLimit,
    FlagLimit,
    Level,
    MeanLimit,
    MissingLimit,
    Plan,
    RelativeLimit,
    Slot,
    SymptomLimit,
    TrendLimit,
)
from hemmonitor.model.events import Event, MeasurementFailed
from hemmonitor.model.finding import Evaluation, Finding, Queue
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Origin, Provenance, Unit
from tests.clinical.build import (
    BOX,
    START,
    acknowledged,
    at,
    glucose,
    limit,
    plan,
    pressure,
    record,
    spo2,
    weight,
)

D = Decimal
WHOLE = plan(
    valid_from=START - dt.timedelta(days=1),
    red_flags=("severe_breathlessness",),
    schedule=(
        Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10)),
        Slot("w", Kind.WEIGHT, dt.time(6), dt.time(10), (1, 3, 5)),
    ),
    baselines=(
        Baseline(Kind.OXIMETRY, Component.SPO2, D(94), Unit.PERCENT, START, "n", 7),
        Baseline(Kind.WEIGHT, Component.BODY_WEIGHT, D(80), Unit.KG, START, "n"),
    ),
    relative=(
        RelativeLimit(
            "s3", Kind.OXIMETRY, Component.SPO2, Comparison.AT_MOST, Unit.PERCENT, Level.YELLOW, D(-3)
        ),
        RelativeLimit(
            "s4", Kind.OXIMETRY, Component.SPO2, Comparison.AT_MOST, Unit.PERCENT, Level.RED, D(-4), days=2
        ),
        RelativeLimit(
            "dry", Kind.WEIGHT, Component.BODY_WEIGHT, Comparison.AT_LEAST, Unit.KG, Level.YELLOW, D(2)
        ),
    ),
    trends=(
        TrendLimit("w2", Kind.WEIGHT, Component.BODY_WEIGHT, Comparison.ABOVE, D(2), Unit.KG, 3, Level.RED),
    ),
    means=(
        MeanLimit(
            "m1",
            Kind.BLOOD_PRESSURE,
            Component.SYSTOLIC,
            Comparison.AT_LEAST,
            D(150),
            Unit.MMHG,
            Level.YELLOW,
            least=3,
        ),
    ),
    controls=(ControlLimit("c", Kind.OXIMETRY, Component.SPO2, Unit.PERCENT, Level.YELLOW, D(1)),),
    flagged=(FlagLimit("af", Kind.BLOOD_PRESSURE, Flag.IRREGULAR_PULSE, Level.YELLOW),),
    symptoms=(SymptomLimit("dysp", "diary", Level.YELLOW, major=("dyspnoea",), need_major=1, days=2),),
    combined=(
        CombinedLimit(
            replace(limit(Component.SYSTOLIC, Comparison.BELOW, 110, Level.YELLOW), id="dizzy"),
            "dizziness",
            24,
        ),
    ),
    missing=(
        MissingLimit("miss", Kind.BLOOD_PRESSURE, Level.YELLOW),
        MissingLimit("miss6", Kind.BLOOD_PRESSURE, Level.RED, slots=3),
        MissingLimit("missw", Kind.WEIGHT, Level.YELLOW),
    ),
)
STRICT = replace(
    WHOLE,
    version=2,
    valid_from=at(20),
    thresholds=(limit(Component.SYSTOLIC, Comparison.AT_LEAST, 140, Level.YELLOW),),
    baselines=(),
    close_after=3,
)
PLANS = (WHOLE, STRICT)
# Little is planned: most kinds that are measured stand in no plan.
BARE = plan(
    (),
    valid_from=START - dt.timedelta(days=1),
    red_flags=("severe_breathlessness",),
    schedule=(Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10)),),
    missing=(MissingLimit("miss", Kind.BLOOD_PRESSURE, Level.YELLOW),),
)
SPAN = 100 * 24 * 60  # minutes


def answers(when: dt.datetime, symptom: str, value: int, number: int) -> Measurement:
    raw = f'{{"questionnaire":"diary","version":1,"answers":[["{symptom}",{value}]]}}'.encode()
    provenance = Provenance(Origin.MANUAL, when, raw=raw, decoder=DECODER)
    return Measurement(f"q{number}", Kind.QUESTIONNAIRE, when, (), provenance)


@st.composite
def one(draw: st.DrawFn, minute: st.SearchStrategy[int]) -> Measurement:
    number = draw(st.integers(0, 10**9))
    when = at(minute=draw(minute))
    match draw(st.sampled_from("ppppsswgq")):
        case "p":
            flags = {Flag.IRREGULAR_PULSE} if draw(st.integers(0, 4)) == 0 else set()
            session = draw(st.sampled_from(["", "", f"s{number % 3}"]))
            systolic = draw(st.sampled_from([85, 95, 105, 125, 130, 145, 165, 185, 195]))
            return pressure(when, systolic, id=f"p{number}", flags=flags, session=session)
        case "s":
            return spo2(when, draw(st.integers(84, 98)), id=f"s{number}")
        case "w":
            return weight(when, draw(st.sampled_from([79.0, 80.0, 81.0, 82.0, 82.1, 400.5])), id=f"w{number}")
        case "g":
            unit = draw(st.sampled_from([Unit.MMOL_L, Unit.MG_DL]))
            value = draw(st.integers(2, 15)) if unit is Unit.MMOL_L else draw(st.integers(45, 260))
            return glucose(when, value, unit, id=f"g{number}")
    symptom = draw(st.sampled_from(["dyspnoea", "dizziness", "severe_breathlessness"]))
    return answers(when, symptom, draw(st.integers(0, 1)), number)


spread = st.integers(0, SPAN)
close = st.one_of(spread, st.integers(0, 90), st.integers(SPAN - 90, SPAN))
histories = st.lists(one(close), max_size=40, unique_by=lambda m: m.id)
NOW = at(minute=SPAN)


def clinical(evaluation: Evaluation) -> dict[str, Finding]:
    many = (*evaluation.open, *evaluation.acknowledged)
    return {f.key: f for f in many if f.queue is Queue.CLINICAL}


def full(
    history: list[Measurement],
    now: dt.datetime,
    plans: tuple[Plan, ...] = PLANS,
    failures: Iterable[Failure] = (),
) -> Evaluation:
    known = [m for m in history if m.taken_at <= now + FUTURE]
    ahead = sorted((m for m in history if m not in known), key=lambda m: (m.taken_at, m.id))
    return Monitor(plans, known, failures=failures, ahead=ahead).evaluation(now)


def failed(minute: int, kind: Kind) -> Event:
    body = MeasurementFailed(kind, "cuff_loose", "d", b"")
    return Event(f"{kind}@{minute}", BOX, "home", at(minute=minute), body)


@given(histories, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(history: list[Measurement], rng: object) -> None:
    expected = full(history, NOW)
    mixed = list(history)
    rng.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis' Random
    monitor = Monitor(PLANS)
    for measurement in mixed:
        monitor.add(measurement)
    assert monitor.evaluation(NOW) == expected
    assert evaluate(record(mixed, PLANS), NOW) == expected


@given(histories)
def test_a_duplicate_changes_nothing(history: list[Measurement]) -> None:
    expected = full(history, NOW)
    assert evaluate(record([*history, *history], PLANS), NOW) == expected
    monitor = Monitor(PLANS, [*history, *history])
    assert not any(monitor.add(m) for m in history)
    assert monitor.evaluation(NOW) == expected


failures = st.lists(
    st.builds(failed, spread, st.sampled_from([Kind.GLUCOSE, Kind.WEIGHT])),
    max_size=3,
    unique_by=lambda e: e.id,
)


@settings(deadline=None)
@given(histories, failures, st.sampled_from([PLANS, (BARE,)]), st.integers(1, SPAN))
def test_the_recent_past_is_enough(
    history: list[Measurement], failed: list[Event], plans: tuple[Plan, ...], minute: int
) -> None:
    """``evaluate`` reads the newest month first; it says what a fold of everything says."""
    now = at(minute=minute)
    assert dt.timedelta(minutes=SPAN) > TAIL
    one = record(history, plans, *failed)
    found, expected = evaluate(one, now), full(history, now, plans, one.failures)
    assert (found.open, found.levels) == (expected.open, expected.levels)


def test_what_is_open_for_months_stays_open() -> None:
    """Nothing planned asks for these kinds, and the newest month has none of them."""
    history = [
        answers(at(), "severe_breathlessness", 1, 1),
        weight(at(), 400.5),
        glucose(at(2), 6),
        pressure(at(1), 120),
        *(pressure(at(day, 9), 120, id=f"late{day}") for day in range(2, 100)),
    ]
    one = record(history, (BARE,), failed(0, Kind.GLUCOSE), failed(60, Kind.GLUCOSE))
    for day in (5, 50, 99):
        assert evaluate(one, at(day)) == full(history, at(day), (BARE,), one.failures)
    rules = {f.rule: f.since for f in evaluate(one, NOW).open}
    assert set(rules) == {"red_flag", "set_aside", "missing"}
    assert rules["missing"].date() == at(2).date()  # day 1's value met its slot; none has since


@settings(deadline=None)
@given(histories, st.data())
def test_retracting_equals_never_having_measured(history: list[Measurement], data: st.DataObject) -> None:
    if not history:
        return
    gone = data.draw(st.sampled_from(history))
    monitor = Monitor(PLANS, history)
    monitor.retract(gone.id)
    assert monitor.evaluation(NOW) == full([m for m in history if m is not gone], NOW)


@given(histories, st.integers(0, 100))
def test_a_value_in_range_never_raises_a_level(history: list[Measurement], day: int) -> None:
    """120/75 between all limits of both plans, in an occasion of its own."""
    when = at(day, 4.5)
    if any(abs(m.taken_at - when) < dt.timedelta(hours=1) for m in history):
        return
    instant = {"threshold", "relative", "trend", "combined", "red_flag"}
    before = clinical(full(history, NOW))
    after = clinical(full([*history, pressure(when, 120, 75, id="calm")], NOW))
    for key, finding in after.items():
        if finding.rule in instant and key in before:
            assert RANK[finding.level] <= RANK[before[key].level]
    worst = {f.rule: RANK[f.level] for f in sorted(before.values(), key=lambda f: RANK[f.level])}
    raised = [f for f in after.values() if f.rule in instant and RANK[f.level] > worst.get(f.rule, 0)]
    # It can close a finding and so split one in two; what opens again is no worse than what was.
    assert raised == []


@given(histories, st.integers(0, 60 * 24 * 40))
def test_time_alone_adds_only_missing_data(history: list[Measurement], minutes: int) -> None:
    later = NOW + dt.timedelta(minutes=minutes)
    first, second = full(history, NOW), full(history, later)
    assert clinical(first) == clinical(second)
    assert first.levels == second.levels
    others = {f.key: f.level for f in second.open if f.queue is not Queue.CLINICAL}
    for finding in first.open:
        if finding.queue is not Queue.CLINICAL:
            assert RANK[others[finding.key]] >= RANK[finding.level]


@given(histories)
def test_no_red_from_one_unconfirmed_value(history: list[Measurement]) -> None:
    for finding in clinical(full(history, NOW)).values():
        if finding.level is Level.RED and finding.rule not in {"red_flag", "symptom"}:
            assert len({f.measurement_id for f in finding.facts if f.measurement_id}) > 1


@given(histories)
def test_a_finding_names_its_reason(history: list[Measurement]) -> None:
    known = {m.id for m in history}
    for finding in clinical(full(history, NOW)).values():
        assert finding.facts
        assert {f.measurement_id for f in finding.facts} - {""} <= known
        assert finding.plan_version in {1, 2}
        assert finding.since <= NOW + FUTURE


@given(histories, st.integers(0, SPAN))
def test_an_acknowledgement_moves_but_never_loses(history: list[Measurement], minute: int) -> None:
    when = at(minute=minute)
    then = full(history, when)
    acks = [acknowledged(f.key, when) for f in then.open]
    plain = evaluate(record(history, PLANS), NOW)
    with_acks = evaluate(record(history, PLANS, *acks), NOW)
    assert set(clinical(with_acks)) == set(clinical(plain))
    fresh = {m.id for m in history if m.taken_at > when}
    for finding in with_acks.open:
        if finding.key in {f.key for f in then.open if f.queue is Queue.CLINICAL}:
            assert any(f.measurement_id in fresh for f in finding.facts) or finding.rule in {
                "mean",
                "flagged",
            }


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 6), histories), max_size=12))
def test_the_incremental_triage_equals_the_full_one(changes: list[tuple[int, list[Measurement]]]) -> None:
    worklist = Worklist(Queue.CLINICAL)
    current: dict[str, Evaluation] = {}
    for number, history in changes:
        name = f"patient{number}"
        if name in current and not history:
            worklist.remove(name)
            del current[name]
            continue
        current[name] = full(history, NOW)
        _, place = worklist.update(name, current[name])
        assert worklist[place].patient == name
    assert tuple(worklist) == ranked(current.items(), Queue.CLINICAL)
    assert len(worklist) == len(current)


def test_the_plans_of_these_tests_are_sound() -> None:
    assert all(p.faults() == () for p in PLANS)
    assert isinstance(WHOLE, Plan)


def test_a_value_that_is_set_aside_does_not_begin_a_series() -> None:
    history = [
        weight(at(), 400.5, id="impossible"),
        weight(at(minute=6 * 24 * 60), 79.0, id="first"),
        weight(at(minute=7 * 24 * 60), 82.0, id="second"),
    ]
    assert evaluate(record(history, PLANS), NOW) == full(history, NOW)
