"""The means over the chart are those of the clinical core."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical.home_pressure import HomeReading, PartOfDay, home_average, reading
from hemmonitor.model.careplan import Comparison, Level, MeanLimit, Plan
from hemmonitor.model.measurement import Component, Kind, Unit
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.charts.lane import Bars
from ui.nurse import means
from ui.nurse.means import Protocol

_readings = st.lists(
    st.tuples(st.integers(0, 24), st.integers(80, 220), st.integers(40, 120), st.booleans()),
    min_size=1,
    max_size=60,
).map(sorted)


@given(_readings, st.booleans(), st.integers(1, 14))
def test_a_rolling_mean_is_the_home_average_of_its_days(
    found: list[tuple[int, int, int, bool]], drop: bool, least: int
) -> None:
    days = np.array([day for day, *_ in found], dtype=np.int64)
    upper = np.array([float(s) for _, s, _, _ in found])
    lower = np.array([float(d) if known else np.nan for *_, d, known in found])
    made = means.rolling(days, upper, lower, Protocol(7, least, drop))
    for place, (today, *_) in enumerate(found):
        window: list[HomeReading] = [
            reading(day, PartOfDay.MORNING, s, d)
            for day, s, d, known in found[: place + 1]
            if known and day > today - 7
        ]
        average = home_average(window, drop_first_day=drop)
        left = average.overall.n if average.overall else 0
        assert made.left[place] == left
        if left < least:
            assert np.isnan(made.upper[place])
        else:
            assert average.overall is not None
            assert made.upper[place] == float(average.overall.systolic)
            assert made.lower[place] == float(average.overall.diastolic)


def test_the_plan_says_how_many_days_and_readings() -> None:
    plan = Plan(1, cohort.NOW, "Start", "Anna")
    assert means.protocol_of(plan) == means.protocol_of(None) == Protocol(7, 12, drop_first_day=True)
    kind, component = Kind.BLOOD_PRESSURE, Component.SYSTOLIC
    rule = MeanLimit(
        "m", kind, component, Comparison.AT_LEAST, Decimal(135), Unit.MMHG, Level.YELLOW, days=3, least=4
    )
    assert means.protocol_of(replace(plan, means=(rule,))) == Protocol(3, 4, drop_first_day=True)


def test_the_newest_mean_is_written_and_drawn(stage: Stage) -> None:
    mailbox = cohort.mailbox_of(1)
    stage.window.open_patient(mailbox)
    stage.settle()
    lane = stage.window.patient._tracks[0].lane
    assert isinstance(lane.data, Bars)
    upper, lower = lane.curves
    view = stage.window.patient.view
    assert view is not None
    week = [
        (m.value(Component.SYSTOLIC), m.value(Component.DIASTOLIC))
        for m in view.measurements
        if m.kind is Kind.BLOOD_PRESSURE
        and m.taken_at.date() > view.measurements[-1].taken_at.date() - dt.timedelta(days=6)
    ]
    systolic, diastolic = (np.mean([float(pair[n] or 0) for pair in week]) for n in (0, 1))
    assert upper.values[-1] == systolic
    assert lower.values[-1] == diastolic
    assert f"{np.floor(systolic + 0.5):.0f}/{np.floor(diastolic + 0.5):.0f}" in lane.legend
