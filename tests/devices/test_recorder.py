"""Streams: what is a spot-check, what a recording, and what is neither."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.recorder import LEAST, Outcome, Recorder
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

START = dt.datetime(2026, 5, 3, 22, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
SECOND = dt.timedelta(seconds=1)


def sample(spo2: int = 97, pulse: int = 66, *, poor: bool = False) -> Measurement:
    values = (
        Quantity(Component.SPO2, Decimal(spo2), Unit.PERCENT),
        Quantity(Component.PULSE_RATE, Decimal(pulse), Unit.PER_MINUTE),
        Quantity(Component.PERFUSION_INDEX, Decimal("3.25"), Unit.PERCENT),
    )
    flags = frozenset({Flag.POOR_SIGNAL} if poor else ())
    return Measurement("s", Kind.OXIMETRY, START, values, Provenance(Origin.DEVICE, START), flags)


def recorder(*, spot: bool = True) -> Recorder:
    return Recorder(Kind.OXIMETRY, "00A0", "3230", "2A5F", spot=spot)


def fed(values: Sequence[int | None], *, spot: bool = True, poor: bool = False) -> Recorder:
    made = recorder(spot=spot)
    for second, value in enumerate(values):
        made.add(START + second * SECOND, None if value is None else sample(value, poor=poor))
    return made


def finished(made: Recorder) -> Measurement:
    found = made.finish()
    assert isinstance(found, Measurement)
    return found


def test_a_spot_check_is_the_median_after_settling() -> None:
    got = finished(fed([88, 90, 92, 94, 96, *([97] * 8), 99, 98, None, None]))
    assert got.kind is Kind.OXIMETRY
    assert got.value(Component.SPO2) == 97
    assert got.value(Component.PERFUSION_INDEX) == Decimal("3.25")
    assert got.taken_at == START + 14 * SECOND
    assert got.series is not None
    assert list(got.series.values(Component.SPO2)[:2]) == [88, 90]
    assert got.series.count == 15
    assert not got.series.values(Component.PERFUSION_INDEX)
    assert got.flags == frozenset()
    assert got.provenance.raw == b""


def test_too_short_is_told_apart_from_nothing() -> None:
    assert fed([97] * (LEAST - 1)).finish() is Outcome.TOO_SHORT
    assert fed([None] * 30).finish() is Outcome.NOTHING
    assert fed([97] * 30, spot=False).finish() is Outcome.NOTHING
    assert finished(fed([97] * LEAST)).value(Component.SPO2) == 97


def test_it_is_empty_after_finishing() -> None:
    made = fed([97] * 30)
    finished(made)
    assert not made.begun
    assert made.finish() is Outcome.NOTHING


def test_a_doubtful_signal_is_marked() -> None:
    assert finished(fed([97] * 20, poor=True)).flags == {Flag.POOR_SIGNAL}


def test_when_it_is_over() -> None:
    made = fed([97] * 30)
    last = START + 29 * SECOND
    assert not recorder().over(last)
    assert not made.over(last + 4 * SECOND)
    assert made.over(last + 5 * SECOND)
    for second in range(30, 40):
        made.add(START + second * SECOND, None)
    assert made.over(START + 39 * SECOND)


def test_a_night_with_a_lost_connection_is_one_recording() -> None:
    chance = random.Random(3)
    made = recorder()
    values: list[int | None] = []
    for second in range(2 * 3600):
        value = None if 3000 <= second < 3300 else chance.randrange(88, 99)
        values.append(value)
        if value is not None:
            made.add(START + second * SECOND, sample(value))
            assert not made.over(START + second * SECOND)
    assert made.long
    assert not made.over(START + 2 * 3600 * SECOND)
    assert made.over(START + dt.timedelta(hours=2, minutes=10))
    got = finished(made)
    assert got.kind is Kind.OXIMETRY_SERIES
    assert got.taken_at == START
    assert got.series is not None
    assert list(got.series.values(Component.SPO2)) == values
    present = [value for value in values if value is not None]
    assert got.value(Component.SPO2_LOWEST) == min(present)
    mean = got.value(Component.SPO2)
    assert mean is not None
    assert abs(float(mean) - sum(present) / len(present)) <= 0.05
    assert got.quantity(Component.PERFUSION_INDEX) is None


def test_a_recording_ends_after_a_day() -> None:
    made = recorder()
    made.add(START, sample())
    made.add(START + dt.timedelta(hours=23, minutes=59, seconds=59), sample())
    assert made.over(START + dt.timedelta(hours=23, minutes=59, seconds=59))


def test_several_values_a_second_are_one_and_a_clock_set_back_loses_nothing() -> None:
    made = recorder()
    for tenth in range(300):
        made.add(START + tenth * dt.timedelta(milliseconds=100), sample(90 + tenth % 10))
    made.add(START - dt.timedelta(hours=1), sample(91))
    got = finished(made)
    assert got.series is not None
    assert got.series.values(Component.SPO2) == (*[Decimal(99)] * 29, Decimal(91))


def test_the_same_stream_has_the_same_id_and_another_one_another() -> None:
    one, same = finished(fed([97] * 30)), finished(fed([97] * 30))
    assert one == same
    assert finished(fed([97] * 29 + [96])).id != one.id
    later = recorder()
    for second in range(30):
        later.add(START + (second + 60) * SECOND, sample())
    assert finished(later).id != one.id


@given(st.lists(st.none() | st.integers(70, 100), min_size=1, max_size=60), st.integers(0, 59))
def test_a_restart_in_the_middle_changes_nothing(values: list[int | None], cut: int) -> None:
    whole, first = fed(values), fed(values[:cut])
    second = Recorder.from_draft(first.draft()) if first.begun else recorder()
    for place, value in enumerate(values[cut:], cut):
        second.add(START + place * SECOND, None if value is None else sample(value))
    assert second.finish() == whole.finish()


@pytest.mark.parametrize("draft", [b"", b"[]", b"{}", b'{"kind": "oximetry"}'])
def test_another_draft_is_refused(draft: bytes) -> None:
    with pytest.raises(ValueError):
        Recorder.from_draft(draft)


def test_a_draft_without_values_is_refused() -> None:
    draft = fed([97]).draft()
    with pytest.raises(ValueError):
        Recorder.from_draft(draft.replace(b'"count": 1', b'"count": 2'))


def test_heart_rate_has_no_other_kind_when_it_is_long() -> None:
    made = Recorder(Kind.HEART_RATE, "00A0", "", "2A37")
    beat = (Quantity(Component.HEART_RATE, Decimal(71), Unit.PER_MINUTE),)
    for second in range(700):
        made.add(START + second * SECOND, replace(sample(), kind=Kind.HEART_RATE, values=beat))
    got = finished(made)
    assert (got.kind, got.value(Component.HEART_RATE)) == (Kind.HEART_RATE, Decimal("71.0"))
