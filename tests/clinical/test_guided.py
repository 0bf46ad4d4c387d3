"""The guided protocol: the way of the pictures, what people do instead, and that no way leads astray."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical import guided
from hemmonitor.clinical.guided import Durations, Guided, Step
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)

NOW = dt.datetime(2025, 11, 21, 9, 20, tzinfo=dt.timezone(dt.timedelta(hours=1)))
LONG = Durations()


def after(minutes: float) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def measurement() -> Measurement:
    values = (
        Quantity(Component.SYSTOLIC, Decimal(132), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(78), Unit.MMHG),
    )
    return Measurement("m", Kind.BLOOD_PRESSURE, NOW, values, Provenance(Origin.DEVICE, NOW))


def measuring() -> Guided:
    state = guided.ready(guided.begin("s", NOW), NOW, LONG)
    return guided.tick(state, after(5), LONG)


def test_two_readings_a_minute_apart() -> None:
    state = guided.begin("s", NOW)
    assert state.step is Step.PREPARE
    state = guided.ready(state, NOW, LONG)
    assert (state.step, state.left(after(1.75))) == (Step.REST, dt.timedelta(minutes=3, seconds=15))
    assert guided.tick(state, after(4.99), LONG) == state
    state = guided.tick(state, after(5), LONG)
    assert (state.step, state.number, state.planned) == (Step.MEASURE, 1, 2)
    state = guided.read(state, "a", None, after(6), LONG)
    assert (state.step, state.left(after(6))) == (Step.WAIT, dt.timedelta(seconds=60))
    state = guided.tick(state, after(7), LONG)
    assert (state.step, state.number) == (Step.MEASURE, 2)
    state = guided.read(state, "b", None, after(8), LONG)
    assert (state.step, state.readings, state.planned) == (Step.DONE, ("a", "b"), 2)
    assert not state.skipped_rest


def test_first_reading_asks_for_the_second_whatever_the_rules_say() -> None:
    state = guided.read(measuring(), "a", after(11), after(6), LONG)
    assert (state.step, state.confirming) == (Step.WAIT, False)


def test_candidate_for_red_after_the_last_reading_rests_and_measures_again() -> None:
    state = guided.read(measuring(), "a", after(11), after(6), LONG)
    state = guided.tick(state, after(7), LONG)
    state = guided.read(state, "b", after(13), after(8), LONG)
    assert (state.step, state.until, state.number, state.planned) == (Step.REST_AGAIN, after(13), 3, 3)
    state = guided.read(guided.tick(state, after(13), LONG), "c", None, after(14), LONG)
    assert (state.step, state.planned) == (Step.DONE, 3)


def test_candidate_outside_a_sitting_measures_once_more() -> None:
    state = guided.begin_confirming("s", "a", after(5), NOW, LONG)
    assert (state.step, state.number, state.planned) == (Step.REST_AGAIN, 2, 2)
    state = guided.tick(state, after(5), LONG)
    assert guided.read(state, "b", None, after(6), LONG).step is Step.DONE


def test_shortened_durations_shorten_every_wait() -> None:
    second = dt.timedelta(seconds=1)
    short = Durations(second, second, second)
    state = guided.ready(guided.begin("s", NOW), NOW, short)
    assert state.until == NOW + second
    assert guided.begin_confirming("s", "a", after(5), NOW, short).until == NOW + second
    state = guided.read(guided.rested(state, NOW, short), "a", None, NOW, short)
    assert state.until == NOW + second


def test_rested_already_is_stored_with_the_reading() -> None:
    state = guided.rested(guided.ready(guided.begin("s", NOW), NOW, LONG), NOW, LONG)
    assert state.step is Step.MEASURE
    marked = state.marked(measurement())
    assert (marked.session, marked.flags) == ("s", frozenset({Flag.SKIPPED_REST}))


def test_a_full_rest_leaves_no_mark_but_the_session() -> None:
    marked = measuring().marked(measurement())
    assert (marked.session, marked.flags) == ("s", frozenset())


@pytest.mark.parametrize("start", [guided.begin("s", NOW), guided.ready(guided.begin("s", NOW), NOW, LONG)])
def test_start_pressed_before_the_rest_is_over_counts_and_is_marked(start: Guided) -> None:
    assert Flag.SKIPPED_REST in start.marked(measurement()).flags
    state = guided.read(start, "a", None, after(1), LONG)
    assert (state.step, state.readings, state.skipped_rest) == (Step.WAIT, ("a",), True)


def test_second_failure_asks_for_help_and_a_reading_clears_it() -> None:
    state = guided.failed(measuring(), after(6), LONG)
    assert (state.step, state.needs_help) == (Step.FAILED, False)
    state = guided.failed(guided.retry(state, after(6), LONG), after(7), LONG)
    assert state.needs_help
    state = guided.read(guided.retry(state, after(8), LONG), "a", None, after(9), LONG)
    assert (state.step, state.needs_help) == (Step.WAIT, False)


def test_failure_during_the_rest_counts_the_rest_as_skipped() -> None:
    state = guided.failed(guided.ready(guided.begin("s", NOW), NOW, LONG), after(1), LONG)
    assert guided.retry(state, after(2), LONG).marked(measurement()).flags == {Flag.SKIPPED_REST}


def test_a_reading_sent_twice_counts_once() -> None:
    state = guided.read(measuring(), "a", None, after(6), LONG)
    assert guided.read(state, "a", None, after(6), LONG) is state


def test_stopped_sitting_keeps_what_was_read_and_takes_no_more() -> None:
    state = guided.stop(guided.read(measuring(), "a", None, after(6), LONG), after(6), LONG)
    assert (state.step, state.readings, state.over) == (Step.STOPPED, ("a",), True)
    assert guided.read(state, "b", None, after(7), LONG) is state
    assert guided.failed(state, after(7), LONG) is state
    assert state.marked(measurement()) == measurement()


def test_every_step_can_be_reached_and_left() -> None:
    reached = {Step.PREPARE} | set(guided.TABLE.values())
    assert reached == set(Step)
    left = {step for step, _ in guided.TABLE}
    assert left == set(Step) - {Step.DONE, Step.STOPPED}


acts = st.sampled_from(["ready", "rested", "tick", "read", "candidate", "failed", "retry", "stop"])


@given(st.lists(st.tuples(acts, st.integers(0, 400)), max_size=40))
def test_any_order_of_acts_keeps_the_books(given_acts: list[tuple[str, int]]) -> None:
    now, state, sent = NOW, guided.begin("s", NOW), 0
    for act, seconds in given_acts:
        now += dt.timedelta(seconds=seconds)
        was_over = state.over
        if act in {"read", "candidate"}:
            again = now + dt.timedelta(minutes=5) if act == "candidate" else None
            state, sent = guided.read(state, f"m{sent}", again, now, LONG), sent + (0 if was_over else 1)
        else:
            state = getattr(guided, act)(state, now, LONG)
        assert was_over <= state.over
        assert len(state.readings) == sent
        assert (state.until is not None) == (state.step in guided.TIMED)
        assert state.left(now) <= LONG.rest
        if state.step is Step.DONE:
            assert sent >= guided.PLANNED_READINGS
