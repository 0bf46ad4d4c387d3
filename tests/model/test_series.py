"""Values at an even step: packed small, read strictly, a gap stays a gap."""

from __future__ import annotations

import datetime as dt
import random
import zlib
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.model.measurement import Component, Series, Unit
from hemmonitor.model.packing import pack, unpack

START = dt.datetime(2026, 5, 3, 22, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
SECOND = dt.timedelta(seconds=1)
SPO2, PULSE = (Component.SPO2, Unit.PERCENT), (Component.PULSE_RATE, Unit.PER_MINUTE)


@given(st.lists(st.none() | st.integers(0, 65534), min_size=1, max_size=300))
def test_numbers_come_back(numbers: list[int | None]) -> None:
    assert list(unpack(pack(numbers), len(numbers))) == numbers


@pytest.mark.parametrize("numbers", [[-1], [65535], []])
def test_what_does_not_fit_is_refused(numbers: list[int | None]) -> None:
    with pytest.raises(ValueError):
        pack(numbers)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\x01",
        b"\x03" + zlib.compress(b"abc"),
        b"\x01" + zlib.compress(b"ab"),
        b"\x01" + zlib.compress(b"abcd"),
        b"\x01" + zlib.compress(b"abc") + b"x",
        b"\x01" + zlib.compress(b"abc")[:-1],
        b"\x01" + zlib.compress(bytes(10_000_000)),
    ],
)
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(packed, 3)


@given(st.binary(max_size=60), st.integers(1, 20))
def test_any_bytes_give_numbers_or_an_error(packed: bytes, count: int) -> None:
    try:
        assert len(unpack(packed, count)) == count
    except ValueError as error:
        assert "row" in str(error)  # noqa: PT017 - the error is one of two outcomes


def test_a_night_is_small_and_exact() -> None:
    chance = random.Random(7)
    saturation, pulse, spo2s, pulses = 95.0, 62.0, [], []
    for second in range(8 * 3600):
        saturation += chance.gauss(0, 0.12) - (saturation - 95) * 0.01
        pulse += chance.gauss(0, 0.5) - (pulse - 62) * 0.01
        lost = second % 3000 < 40
        spo2s.append(None if lost else Decimal(round(saturation)))
        pulses.append(None if lost else Decimal(round(pulse)))
    night = Series.of(START, SECOND, {SPO2: spo2s, PULSE: pulses})
    assert list(night.values(Component.SPO2)) == spo2s
    assert list(night.values(Component.PULSE_RATE)) == pulses
    assert sum(len(channel.packed) for channel in night.channels) < 16_000
    assert night.end == START + dt.timedelta(hours=8)
    assert next(iter(night.samples(Component.SPO2))) == (START, None)
    assert night.values(Component.GLUCOSE) == ()


def test_tenths_keep_their_scale() -> None:
    values = [Decimal("97.5"), None, Decimal("98.0")]
    series = Series.of(START, SECOND, {SPO2: values, PULSE: [Decimal("1E+2"), Decimal(70), None]})
    assert [str(value) for value in series.values(Component.SPO2)] == ["97.5", "None", "98.0"]
    assert [str(value) for value in series.values(Component.PULSE_RATE)] == ["100", "70", "None"]
    for value in (Decimal("NaN"), Decimal(-1), Decimal("90.0001")):
        with pytest.raises(ValueError):
            Series.of(START, SECOND, {SPO2: [value]})


def test_what_could_not_be_drawn_is_refused() -> None:
    series = Series.of(START, SECOND, {SPO2: [Decimal(97)], PULSE: [None]})
    for broken in (
        {"start": START.replace(tzinfo=None)},
        {"step": dt.timedelta(0)},
        {"count": 2},
        {"count": 0},
        {"channels": ()},
        {"channels": series.channels[:1] * 2},
        {"channels": (replace(series.channels[0], scale=Decimal(0)),)},
    ):
        with pytest.raises(ValueError):
            replace(series, **broken)
    with pytest.raises(ValueError):
        Series.of(START, SECOND, {SPO2: [None], PULSE: []})
