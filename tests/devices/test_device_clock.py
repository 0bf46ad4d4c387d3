"""Which offset belongs to which stamp, before and after a clock is set."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.device_clock import DeviceClock, Jump

ZONE = dt.timezone(dt.timedelta(hours=2))
NOW = dt.datetime(2026, 5, 3, 10, 0, tzinfo=ZONE)
HERE = NOW.replace(tzinfo=None)
HOUR, DAY, MINUTE = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(minutes=1)


def of(clock: DeviceClock, stamp: dt.datetime | None, *, at: dt.datetime = NOW, live: bool = False) -> object:
    return clock.offset_of(stamp, at, live=live)


def test_the_offset_read_from_the_clock_stands() -> None:
    assert of(DeviceClock(HOUR), HERE - 3 * DAY) == HOUR
    assert of(DeviceClock(HOUR), None) == HOUR
    assert of(DeviceClock(HOUR), HERE - 2 * HOUR, live=True) == HOUR


def test_a_clock_that_cannot_be_read_is_seen_on_a_live_value_only() -> None:
    assert of(DeviceClock(), HERE - HOUR, live=True) == HOUR
    assert of(DeviceClock(), HERE - HOUR) is None


@pytest.mark.parametrize(
    ("offset", "worth"), [(None, False), (9 * MINUTE, False), (11 * MINUTE, True), (-11 * MINUTE, True)]
)
def test_what_is_worth_setting(offset: dt.timedelta | None, *, worth: bool) -> None:
    assert DeviceClock(offset).worth_setting is worth


def test_setting_counts_only_when_the_clock_took_it() -> None:
    stubborn = DeviceClock(HOUR)
    assert not stubborn.was_set(HERE - HOUR, HERE - HOUR, HOUR)
    assert stubborn.jump is None
    willing = DeviceClock(HOUR)
    assert willing.was_set(HERE - HOUR, HERE, dt.timedelta())
    assert willing.jump == Jump(HERE - HOUR, HERE, HOUR)
    assert willing.offset == dt.timedelta()


def test_a_clock_that_was_behind() -> None:
    unset = dt.datetime(1970, 1, 2, 3, 0)
    clock = DeviceClock(HERE - unset)
    clock.was_set(unset, HERE, dt.timedelta())
    assert of(clock, unset - HOUR) == HERE - unset
    assert of(clock, HERE) == dt.timedelta()
    assert of(clock, HERE + 3 * DAY, at=NOW + 4 * DAY) == dt.timedelta()
    assert of(clock, unset - HOUR, at=NOW + 4 * DAY) == HERE - unset


@pytest.mark.parametrize("ahead", [HOUR, 300 * DAY])
def test_a_clock_that_was_ahead(ahead: dt.timedelta) -> None:
    clock = DeviceClock(-ahead)
    clock.was_set(HERE + ahead, HERE, dt.timedelta())
    assert of(clock, HERE + ahead - 20 * MINUTE) == -ahead
    assert of(clock, HERE - DAY) == -ahead
    assert of(clock, HERE + MINUTE, at=NOW + MINUTE) == dt.timedelta()
    later = NOW + 2 * ahead
    assert of(clock, HERE + ahead - 20 * MINUTE, at=later) == dt.timedelta()


def test_the_end_of_time_does_no_harm() -> None:
    first, last = dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31, 23, 59, 59)
    clock = DeviceClock(dt.timedelta(), Jump(last, HERE, HOUR))
    assert of(clock, last) == of(clock, first) == HOUR
