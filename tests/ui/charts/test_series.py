"""Arrays of a chart, tried against the plain meaning of each function."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from ui.charts import series
from ui.charts.pyramid import Pyramid
from ui.charts.series import Band

HOME = ZoneInfo("Europe/Stockholm")
DAY = series.DAY
NOON = dt.datetime(2025, 11, 1, 12, tzinfo=HOME).timestamp()

values = st.floats(-1e6, 1e6, allow_nan=False)
sizes = st.integers(1, 200)


@st.composite
def points(draw: st.DrawFn, least: int = 1, most: int = 200) -> tuple[series.Floats, series.Floats]:
    size = draw(st.integers(least, most))
    steps = draw(nps.arrays(np.float64, size, elements=st.floats(1, 5 * DAY)))
    figures = draw(nps.arrays(np.float64, size, elements=values))
    return NOON + np.cumsum(steps), figures


@given(points())
def test_moving_mean_is_the_mean_of_the_window(data: tuple[series.Floats, series.Floats]) -> None:
    times, figures = data
    result = series.moving_mean(times, figures)
    for index in range(len(times)):
        window = (times > times[index] - series.WEEK) & (times <= times[index])
        assert result[index] == pytest.approx(figures[window].mean(), rel=1e-6, abs=1e-4)


def test_moving_mean_leaves_out_what_is_missing_and_needs_enough() -> None:
    times = NOON + np.arange(6) * DAY
    figures = np.array([1.0, np.nan, 3.0, np.nan, np.nan, 8.0])
    assert series.moving_mean(times, figures).tolist() == [1, 1, 2, 2, 2, 4]
    assert np.isnan(series.moving_mean(times, figures, least=2)).tolist() == [True, True, *[False] * 4]
    assert np.isnan(series.moving_mean(times, np.full(6, np.nan))).all()


@given(points(), st.floats(60, 3 * DAY))
def test_a_session_ends_with_a_long_pause_only(
    data: tuple[series.Floats, series.Floats], within: float
) -> None:
    times, _ = data
    starts = set(series.sessions(times, within).tolist())
    assert 0 in starts
    for index in range(1, len(times)):
        assert (index in starts) == (times[index] - times[index - 1] > within)


def test_session_means() -> None:
    times = NOON + np.array([0, 60, 7200, 90_000.0])
    figures = np.array([160.0, 150.0, np.nan, 140.0])
    means = series.session_means(series.sessions(times), figures)
    assert means[0] == 155
    assert np.isnan(means[1])
    assert means[2] == 140
    assert series.sessions(np.empty(0)).tolist() == []


@pytest.mark.parametrize(
    ("local", "evening"),
    [((6, 0), False), ((14, 59), False), ((15, 0), True), ((19, 0), True), ((2, 59), True), ((3, 0), False)],
)
@pytest.mark.parametrize("month", [1, 7])
def test_evening_follows_the_local_clock(local: tuple[int, int], evening: bool, month: int) -> None:
    at = dt.datetime(2025, month, 15, *local, tzinfo=HOME).timestamp()
    assert bool(series.is_evening(np.array([at]), HOME)[0]) is evening


def test_local_hours_over_the_change_to_winter_time() -> None:
    moments = [dt.datetime(2025, 10, 26, hour, 30, tzinfo=dt.UTC) for hour in range(4)]
    hours = series.local_hours(series.as_times(moments), HOME)
    assert hours.tolist() == [2.5, 2.5, 3.5, 4.5]


@given(points(least=2), st.floats(3600, 4 * DAY))
def test_gaps_are_exactly_the_long_pauses(data: tuple[series.Floats, series.Floats], longest: float) -> None:
    times, figures = data
    found = series.gaps(times, longest)
    assert [gap.end - gap.start > longest for gap in found] == [True] * len(found)
    assert len(found) == int((np.diff(times) > longest).sum())
    cut_times, cut_values = series.broken(times, figures, longest)
    assert int(np.isnan(cut_values).sum()) == len(found)
    assert (np.diff(cut_times) >= 0).all()
    assert cut_values[~np.isnan(cut_values)].tolist() == figures.tolist()


def test_gaps_before_the_first_and_after_the_last() -> None:
    times = NOON + np.array([0.0, DAY])
    found = series.gaps(times, 1.5 * DAY, NOON - 5 * DAY, NOON + 2 * DAY)
    assert [(gap.start, gap.end) for gap in found] == [(NOON - 5 * DAY, NOON)]
    assert len(series.gaps(np.empty(0), DAY, NOON, NOON + 3 * DAY)) == 1


def test_the_worst_band_in_force_counts() -> None:
    times = NOON + np.arange(5) * DAY
    figures = np.array([150.0, 160.0, 180.0, 180.0, np.nan])
    bands = [
        Band(160, np.inf, "yellow"),
        Band(180, np.inf, "red", end=NOON + 2.5 * DAY),  # an older plan: red no more on the fourth day
    ]
    assert series.zone_ranks(times, figures, bands).tolist() == [0, 2, 3, 2, 1]


@given(points())
def test_periods_keep_least_greatest_and_count(data: tuple[series.Floats, series.Floats]) -> None:
    times, figures = data
    edges = np.arange(times[0] - DAY, times[-1] + 9 * DAY, 7 * DAY)
    result = series.by_period(times, edges, figures, figures + 1, figures + 0.5)
    assert result.count.sum() == len(times)
    assert result.low.min() == figures.min()
    assert result.high.max() == (figures + 1).max()
    assert (result.low <= result.mean).all()
    assert (result.mean <= result.high).all()


def test_periods_outside_the_edges_are_left_out() -> None:
    times, edges = NOON + np.arange(3) * DAY, np.array([NOON + 0.5 * DAY, NOON + 1.5 * DAY])
    result = series.by_period(times, edges, times, times, times)
    assert result.count.tolist() == [1]
    assert len(series.by_period(times, edges + 99 * DAY, times, times, times).times) == 0


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4), st.integers(1, 10))
def test_ticks_are_few_round_and_inside(low: float, span: float, most: int) -> None:
    ticks = series.nice_ticks(low, low + span, most)
    assert len(ticks) <= most + 1
    assert all(low - 1e-6 * span <= tick <= low + span * (1 + 1e-6) for tick in ticks)
    if len(ticks) > 1:
        step = ticks[1] - ticks[0]
        assert step == pytest.approx(series.nice_step(span, most), rel=1e-6)


@given(points(), st.floats(0, 1))
def test_nearest_is_nearest(data: tuple[series.Floats, series.Floats], share: float) -> None:
    times, _ = data
    at = float(times[0] + share * (times[-1] - times[0]))
    assert abs(times[series.nearest(times, at)] - at) == np.abs(times - at).min()


def test_nearest_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no points"):
        series.nearest(np.empty(0), NOON)


# the pyramid


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 20_000),
    st.integers(0, 2**31),
    st.integers(10, 2000),
    st.floats(0, 0.9),
    st.floats(0.05, 1),
)
def test_a_view_loses_no_extreme_and_no_point(
    size: int, seed: int, pixels: int, from_: float, part: float
) -> None:
    rng = np.random.default_rng(seed)
    times = NOON + np.cumsum(rng.exponential(60, size))
    figures = rng.normal(100, 20, size)
    start = times[0] + from_ * (times[-1] - times[0])
    end = start + part * (times[-1] - times[0]) + 1
    view = Pyramid(times, figures).view(start, end, pixels)
    inside = (times >= start) & (times <= end)
    if inside.any():
        assert view.low.min() <= figures[inside].min()
        assert view.high.max() >= figures[inside].max()
        assert view.count.sum() >= inside.sum()
    assert (view.low <= view.mean + 1e-9).all()
    assert (view.mean <= view.high + 1e-9).all()
    assert (np.diff(view.times) > 0).all()


@pytest.mark.parametrize("pixels", [100, 800, 3000])
def test_a_view_of_a_million_has_about_one_bucket_a_pixel(pixels: int) -> None:
    times = NOON + np.arange(1_000_000) * 60.0
    figures = np.sin(times / DAY * 6.28)
    pyramid = Pyramid(times, figures)
    whole = pyramid.view(times[0], times[-1], pixels)
    assert len(whole.times) <= max(pixels, 512) + 3
    assert whole.count.sum() == len(times)
    assert (whole.mean * whole.count).sum() == pytest.approx(figures.sum(), abs=1e-6 * len(times))
    near = pyramid.view(times[500], times[600], pixels)
    assert 100 <= len(near.times) <= 110
    assert (near.low == near.high).all()


def test_buckets_do_not_move_while_panning() -> None:
    times = NOON + np.arange(100_000) * 60.0
    pyramid = Pyramid(times, np.cos(times))
    span = 20 * DAY
    one = pyramid.view(times[0], times[0] + span, 500)
    other = pyramid.view(times[0] + 3600, times[0] + 3600 + span, 500)
    shared = np.intersect1d(one.times, other.times)
    assert len(shared) > 0.9 * len(one.times)


def test_missing_values_are_left_out_and_nothing_is_allowed() -> None:
    times = NOON + np.arange(5) * 60.0
    pyramid = Pyramid(times, np.array([1, np.nan, 3, np.nan, 5]))
    assert len(pyramid) == 3
    assert pyramid.view(times[0], times[-1], 100).mean.tolist() == [1, 3, 5]
    assert len(Pyramid(np.empty(0), np.empty(0)).view(0, 1, 10).times) == 0
