"""Number formats: published values, the special codes, and every raw SFLOAT there is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.wire import (
    Cursor,
    DecodeError,
    DeviceTime,
    Failure,
    Special,
    float32,
    float32_bytes,
    number,
    sfloat,
    sfloat_bytes,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0xF4B0, "120.0"),
        (0xF0B0, "17.6"),
        (0x0080, "128"),
        (0xFE01, "-51.1"),
        (0x8078, "0.00000120"),  # a biased exponent would make this 120
        (0x100C, "120"),
        (0x7800, "-2.048E+10"),
    ],
)
def test_sfloat(raw: int, value: str) -> None:
    assert sfloat(raw) == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "special"),
    [
        (0x07FF, Special.NAN),
        (0x0800, Special.NRES),
        (0x07FE, Special.POSITIVE_INFINITY),
        (0x0802, Special.NEGATIVE_INFINITY),
        (0x0801, Special.RESERVED),
    ],
)
def test_a_special_is_never_a_number(raw: int, special: Special) -> None:
    assert sfloat(raw) is special
    assert number(sfloat(raw)) is None
    assert sfloat_bytes(special) == raw.to_bytes(2, "little")


def test_every_raw_sfloat_survives_the_round_trip() -> None:
    for raw in range(0x10000):
        figure = sfloat(raw)
        assert sfloat(int.from_bytes(sfloat_bytes(figure), "little")) == figure


@given(st.integers(0, 0xFFFFFFFF))
def test_every_raw_float_survives_the_round_trip(raw: int) -> None:
    figure = float32(raw)
    assert float32(int.from_bytes(float32_bytes(figure), "little")) == figure


@pytest.mark.parametrize(
    ("raw", "special"),
    [
        (0x007FFFFF, Special.NAN),
        (0x00800000, Special.NRES),
        (0x007FFFFE, Special.POSITIVE_INFINITY),
        (0x00800002, Special.NEGATIVE_INFINITY),
        (0x00800001, Special.RESERVED),
    ],
)
def test_float_specials(raw: int, special: Special) -> None:
    assert float32(raw) is special
    assert float32_bytes(special) == raw.to_bytes(4, "little")


@pytest.mark.parametrize("value", ["2047", "2049.1", "1E+11", "1E-12", "NaN", "Infinity"])
def test_an_sfloat_refuses_what_it_cannot_hold(value: str) -> None:
    with pytest.raises(ValueError, match=r"fit|collide|finite"):
        sfloat_bytes(Decimal(value))


def test_an_sfloat_shifts_trailing_zeros_into_the_exponent() -> None:
    assert sfloat(int.from_bytes(sfloat_bytes(Decimal(4000)), "little")) == 4000


def test_big_endian_order() -> None:
    assert sfloat_bytes(Decimal(60), "big") == b"\x00\x3c"
    assert Cursor(b"\x00\x3c").sfloat("big") == 60


def test_the_cursor_never_reads_past_the_end() -> None:
    cursor = Cursor(b"\x01\x02\x03")
    assert cursor.u16() == 0x0201
    with pytest.raises(DecodeError) as caught:
        cursor.u16()
    assert caught.value.failure is Failure.MALFORMED
    assert cursor.remaining == 1
    assert Cursor(b"\xfb\xff").s16() == -5


@pytest.mark.parametrize(
    ("time", "naive", "fault"),
    [
        (DeviceTime(2024, 2, 29, 23, 59, 59), dt.datetime(2024, 2, 29, 23, 59, 59), None),
        (DeviceTime(0, 4, 17, 20, 41, 59), None, None),
        (DeviceTime(0, 0, 0, 18, 26, 32), None, None),
        (DeviceTime(2023, 2, 29, 0, 0, 0), None, "the month has no such day"),
        (DeviceTime(2016, 2, 7, 0, 24, 60), None, "seconds 60 is outside 0..59"),
        (DeviceTime(10000, 1, 1, 0, 0, 0), None, "year is outside 1582..9999"),
        (DeviceTime(2024, 13, 1, 0, 0, 0), None, "month 13 is outside 0..12"),
    ],
)
def test_device_time(time: DeviceTime, naive: dt.datetime | None, fault: str | None) -> None:
    assert time.naive() == naive
    assert time.fault() == fault
    assert Cursor(time.encode()).device_time() == time


def test_device_time_of_a_moment_is_its_wall_clock() -> None:
    moment = dt.datetime(2026, 7, 16, 14, 30, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert DeviceTime.of(moment).encode() == bytes.fromhex("ea0707100e1e05")
