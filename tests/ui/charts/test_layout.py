"""Where things stand in a chart: nothing on top of another, nothing outside."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.layout import fold_flags, spread, stack_flags, time_ticks

HOME = ZoneInfo("Europe/Stockholm")


def at(*parts: int) -> float:
    return dt.datetime(*parts, tzinfo=HOME).timestamp()  # type: ignore[misc, arg-type]


def days(ticks: list[float]) -> list[str]:
    return [dt.datetime.fromtimestamp(tick, HOME).strftime("%d/%m %H") for tick in ticks]


def test_days_are_counted_back_from_today() -> None:
    ticks = time_ticks(at(2025, 10, 22), at(2025, 11, 22), 7, HOME, today=at(2025, 11, 21, 9))
    assert days([tick.time for tick in ticks]) == [
        "22/10 12", "27/10 12", "01/11 12", "06/11 12", "11/11 12", "16/11 12", "21/11 12",
    ]  # fmt: skip
    assert {tick.kind for tick in ticks} == {"day"}


def test_a_day_has_hours_and_a_year_has_months() -> None:
    hours = time_ticks(at(2025, 11, 21), at(2025, 11, 22), 6, HOME)
    assert days([tick.time for tick in hours]) == ["21/11 00", "21/11 06", "21/11 12", "21/11 18", "22/11 00"]
    months = time_ticks(at(2024, 12, 1), at(2025, 12, 1), 13, HOME)
    assert [tick.kind for tick in months] == ["month"] * 13
    years = time_ticks(at(2010, 1, 1), at(2025, 6, 1), 4, HOME)
    assert {tick.kind for tick in years} == {"year"}
    assert len(years) <= 5


@given(st.floats(3600, 20 * 365 * 86_400), st.integers(1, 20))
def test_ticks_are_inside_and_not_many(span: float, most: int) -> None:
    start = at(2010, 3, 3, 7)
    ticks = time_ticks(start, start + span, most, HOME)
    assert all(start <= tick.time <= start + span for tick in ticks)
    assert len(ticks) <= 2 * most + 2
    assert [tick.time for tick in ticks] == sorted({tick.time for tick in ticks})


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12))
def test_labels_are_spread_without_overlap(centres: list[float]) -> None:
    height = 20.0
    placed = spread(centres, height, 0, 400)
    assert len(placed) == len(centres)
    ordered = sorted(placed)
    assert all(after - before >= height - 1e-6 for before, after in pairwise(ordered))
    assert ordered[0] >= height / 2 - 1e-6
    assert ordered[-1] <= 400 - height / 2 + 1e-6
    by_wish = [placed[index] for index in sorted(range(len(centres)), key=lambda item: centres[item])]
    assert by_wish == sorted(by_wish)


def test_labels_far_apart_stay_where_they_are() -> None:
    assert spread([40, 200, 100], 20, 0, 400) == [40, 200, 100]
    assert spread([100, 100], 20, 0, 400) == [90, 110]


flags = st.lists(st.tuples(st.floats(0, 800), st.floats(40, 160)), min_size=1, max_size=15)


@given(flags)
def test_folded_flags_do_not_overlap_and_the_newest_stays_open(events: list[tuple[float, float]]) -> None:
    xs, widths = [x for x, _ in events], [width for _, width in events]
    placed = fold_flags(xs, widths, 900, 14)
    assert sorted(place.index for place in placed) == list(range(len(events)))
    open_ = sorted((place.left, place.left + widths[place.index]) for place in placed if not place.folded)
    assert all(after[0] >= before[1] for before, after in pairwise(open_))
    assert all(right <= 900 for _, right in open_)
    newest = max(range(len(xs)), key=lambda index: xs[index])
    assert any(place.index == newest and not place.folded for place in placed) or xs.count(xs[newest]) > 1


@given(flags)
def test_stacked_flags_do_not_overlap_and_none_is_lost(events: list[tuple[float, float]]) -> None:
    xs, widths = [x for x, _ in events], [width for _, width in events]
    placed = stack_flags(xs, widths, 0, 900)
    assert len(placed) + sum(place.more for place in placed) == len(events)
    boxes = sorted((place.left, place.left + widths[place.index]) for place in placed)
    assert all(after[0] >= before[1] for before, after in pairwise(boxes))
    assert all(left >= 0 and right <= 900 for left, right in boxes)


@pytest.mark.parametrize(("second", "left"), [(200.0, 200.0), (150.0, None)])
def test_a_near_flag_flips_or_stacks(second: float, left: float | None) -> None:
    placed = stack_flags([100.0, second], [80.0, 80.0], 0, 900)
    if left is None:
        assert [place.more for place in placed] == [1]
    else:
        assert [place.left for place in placed] == [100.0, left]
