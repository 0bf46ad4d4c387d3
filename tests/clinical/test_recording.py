"""24-hour recordings: made from readings, and what they come to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical.ambulatory import Dipping, Period
from hemmonitor.clinical.recording import means_of, planned, readings_of, series_of, summary
from hemmonitor.model.measurement import Component, Kind, Measurement, Origin, Provenance

ZONE = dt.timezone(dt.timedelta(hours=1))
START = dt.datetime(2026, 5, 4, 10, 0, 40, tzinfo=ZONE)


def recording(pauses: list[int], pressures: list[tuple[int, int]], start: dt.datetime = START) -> Measurement:
    """A recording with so many minutes before each reading."""
    at, readings = start, []
    for pause, (upper, lower) in zip(pauses, pressures, strict=True):
        at += dt.timedelta(minutes=pause)
        readings.append((at, {Component.SYSTOLIC: Decimal(upper), Component.DIASTOLIC: Decimal(lower)}))
    series = series_of(readings)
    origin = Provenance(Origin.IMPORTED, at)
    return Measurement("r", Kind.PRESSURE_SERIES, readings[0][0], means_of(series), origin, series=series)


@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.integers(60, 250), st.integers(30, 59)), min_size=1, max_size=60
    )
)
def test_every_reading_comes_back_at_its_minute(rows: list[tuple[int, int, int]]) -> None:
    made = recording([row[0] for row in rows], [(row[1], row[2]) for row in rows])
    found = readings_of(made)
    assert [(r.systolic, r.diastolic) for r in found] == [(row[1], row[2]) for row in rows]
    assert found[0].at == made.taken_at.replace(second=0)
    assert [round((b.at - a.at).total_seconds() / 60) for a, b in pairwise(found)] == [
        row[0] for row in rows[1:]
    ]


def test_a_whole_day_with_a_fall_at_night() -> None:
    """Every 30 minutes from 10:00: 26 readings by day, 16 at night, and the rest of the day."""
    hours = [START + dt.timedelta(minutes=30 * n) for n in range(48)]
    pressures = [(108, 64) if at.hour >= 23 or at.hour < 7 else (130, 80) for at in hours]
    found = summary(recording([0, *[30] * 47], pressures))
    assert found is not None
    assert found.valid
    assert {period: part.n for period, part in found.periods.items()} == {
        Period.ALL: 48, Period.DAY: 32, Period.NIGHT: 16
    }  # fmt: skip
    assert found.periods[Period.DAY].mean_systolic == 130
    assert found.dip is not None
    assert found.dip.dipping is Dipping.DIPPER  # 108/130 = 0.83


def test_readings_that_failed_are_missed_among_the_planned_ones() -> None:
    made = recording([0, *[20] * 20, 200, *[20] * 20], [(120, 80)] * 42)
    assert planned(readings_of(made)) == 1 + 20 + 10 + 20


def test_too_few_readings_are_not_valid_and_nothing_falls() -> None:
    found = summary(recording([0, 20, 20], [(150, 90)] * 3))
    assert found is not None
    assert not found.valid
    assert found.dip is None


def test_what_is_no_recording_has_no_summary() -> None:
    other = Measurement("x", Kind.WEIGHT, START, (), Provenance(Origin.MANUAL, START))
    assert summary(other) is None
    with pytest.raises(ValueError, match="three days"):
        recording([0, 73 * 60], [(120, 80)] * 2)
