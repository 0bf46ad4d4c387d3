from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.room.claims import Claim, claim
from tests.crypto.people import NOW
from tests.room.people import by_host, reading

MINUTE = dt.timedelta(minutes=1)
BEGAN = NOW - 5 * MINUTE


def judged(measurement: Measurement, **other: Any) -> Claim:
    usual = {
        "given": False,
        "began": BEGAN,
        "measuring": Kind.BLOOD_PRESSURE,
        "measuring_since": BEGAN + MINUTE,
        "now": NOW,
    }
    return claim(measurement, **{**usual, **other})


def test_what_was_measured_during_the_visit_is_this_persons() -> None:
    assert judged(reading(NOW - MINUTE)) is Claim.MINE


def test_also_when_another_thing_was_chosen_on_the_screen() -> None:
    assert judged(reading(NOW - MINUTE), measuring=None, measuring_since=None) is Claim.MINE


@pytest.mark.parametrize("minutes", [-6, -60, 2, 60 * 24])
def test_a_record_from_before_the_visit_or_from_the_future_is_nobodys(minutes: int) -> None:
    assert judged(reading(NOW + minutes * MINUTE)) is Claim.DOUBTFUL


def test_a_record_that_was_handed_over_is_its_owners() -> None:
    assert judged(reading(NOW - MINUTE), given=True) is Claim.GIVEN


def test_a_clock_that_cannot_be_used_proves_nothing() -> None:
    assert judged(by_host(reading(NOW - MINUTE))) is Claim.DOUBTFUL


def test_a_device_without_a_clock_is_believed_while_just_that_is_measured() -> None:
    live = reading(NOW - MINUTE, timed=False)
    assert judged(live) is Claim.MINE
    assert judged(live, measuring=Kind.WEIGHT) is Claim.DOUBTFUL
    assert judged(live, measuring=None, measuring_since=None) is Claim.DOUBTFUL
    assert judged(live, measuring_since=NOW) is Claim.DOUBTFUL
