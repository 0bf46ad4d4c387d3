"""Between two edges of time the rules say the same; the next edge is never more than a day away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.clinical.edges import next_change
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.clinical.rules import evaluate
from hemmonitor.model.careplan import Level, MissingLimit, Pause, Plan, Quiet, Slot
from hemmonitor.model.events import Action, Event, FindingsAcknowledged, MeasurementFailed
from hemmonitor.model.finding import Evaluation
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord
from tests.clinical.build import BOX, ZONE, at, plan, pressure, record

WEST = dt.timezone(dt.timedelta(hours=-5))
PLANNED = plan(
    valid_from=at(-1),
    schedule=(
        Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10)),
        Slot("e", Kind.BLOOD_PRESSURE, dt.time(18), dt.time(21, 30)),
        Slot("n", Kind.WEIGHT, dt.time(22), dt.time(1), (1, 3, 5)),
    ),
    missing=(
        MissingLimit("one", Kind.BLOOD_PRESSURE, Level.YELLOW),
        MissingLimit("days", Kind.BLOOD_PRESSURE, Level.RED, slots=4, grace_hours=30),
        MissingLimit("after", Kind.BLOOD_PRESSURE, Level.RED, after_yellow=True, grace_hours=5),
        MissingLimit("weight", Kind.WEIGHT, Level.YELLOW, grace_hours=3),
    ),
    pauses=(Pause(dt.date(2025, 3, 6), dt.date(2025, 3, 6), "away"),),
    quiet=(Quiet(Kind.BLOOD_PRESSURE, dt.date(2025, 3, 5), "infection"),),
)
LATER = replace(
    PLANNED,
    version=2,
    valid_from=at(3, 2),
    schedule=(Slot("m", Kind.BLOOD_PRESSURE, dt.time(7), dt.time(8, 15)),),
    missing=(MissingLimit("one", Kind.BLOOD_PRESSURE, Level.YELLOW, grace_hours=2),),
    pauses=(),
)


def minutes(days: int) -> st.SearchStrategy[int]:
    return st.integers(0, days * 24 * 60)


@st.composite
def records(draw: st.DrawFn) -> PatientRecord:
    history = []
    for n in range(draw(st.integers(0, 6))):
        zone = draw(st.sampled_from([ZONE, WEST, dt.UTC]))
        when = at(0, 0, draw(minutes(7))).astimezone(zone)
        history.append(pressure(when, draw(st.sampled_from([120, 165, 190, 400])), id=f"m{n}"))
    found = record(history, draw(st.sampled_from([(), (PLANNED,), (PLANNED, LATER)])))
    for n in range(draw(st.integers(0, 3))):
        failed = MeasurementFailed(Kind.BLOOD_PRESSURE, "cuff_loose", "d", b"")
        found.apply(Event(f"f{n}", BOX, "home", at(0, 0, draw(minutes(7))), failed))
    if draw(st.booleans()):
        seen = at(0, 0, draw(minutes(7)))
        keys = tuple(f.key for f in evaluate(found, seen).open)
        follow_up = draw(st.none() | st.just(seen.date() + dt.timedelta(days=2)))
        body = FindingsAcknowledged(keys, "nurse", (Action.CALLED,), follow_up=follow_up)
        found.apply(Event("ack", BOX, "clinic", seen, body))
    return found


def said(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, at=at())


@settings(max_examples=300)
@given(records(), minutes(8), st.floats(0, 1, exclude_max=True))
def test_nothing_changes_before_the_next_edge(one: PatientRecord, start: int, part: float) -> None:
    now = at(0, 0, start)
    edge = next_change(one, now)
    assert now < edge <= now + dt.timedelta(days=1)
    before = now + (edge - now) * part
    if before < edge:
        assert said(evaluate(one, before)) == said(evaluate(one, now))
    just_before = edge.astimezone(ZONE) - dt.timedelta.resolution
    assert said(evaluate(one, just_before)) == said(evaluate(one, now))


@pytest.mark.parametrize(
    ("now", "edge"),
    [
        (at(0, -1), at(0, 2)),  # 07:00: the morning's slot ends at 10:00
        (at(0, 2), at(0, 6)),  # its grace at 14:00; the clock stands on an edge
        (at(0, 15, 59), at(0, 16)),  # midnight
    ],
)
def test_edges_of_a_plan(now: dt.datetime, edge: dt.datetime) -> None:
    only = replace(
        PLANNED,
        valid_from=at(-9),
        schedule=PLANNED.schedule[:1],
        missing=PLANNED.missing[:1],
    )
    assert next_change(record([], [only]), now) == edge


def test_what_is_ahead_of_its_time() -> None:
    ahead = pressure(at(0, 3), 120)
    assert next_change(record([ahead]), at(0)) == at(0, 3) - FUTURE
    assert next_change(record([], [Plan(1, at(0, 1), "start", "n")]), at(0)) == at(0, 1)


def test_the_edge_of_a_slot_where_the_patient_is() -> None:
    only = replace(PLANNED, schedule=PLANNED.schedule[:1], missing=PLANNED.missing[:1])
    away = record([pressure(at(0, -2).astimezone(WEST), 120)], [only])
    edges, now = [], at(0, 6, 1)  # 14:01 here, 08:01 there
    while now < at(0, 16):
        now = next_change(away, now).astimezone(ZONE)
        edges.append(now)
    assert at(0, 12) in edges  # 14:00 there
    zone = ZoneInfo("Europe/Stockholm")
    spring = dt.datetime(2025, 3, 30, 1, 30, tzinfo=zone)
    assert next_change(away, spring) > spring


def test_a_value_ahead_of_its_time_does_not_hide_where_the_patient_is() -> None:
    only = replace(PLANNED, schedule=PLANNED.schedule[:1], missing=PLANNED.missing[:1])
    readings = [pressure(at(0, -2).astimezone(WEST), 120), pressure(at(3), 120, id="ahead")]
    assert next_change(record(readings, [only]), at(0, 11)) == at(0, 12)  # 14:00 in the west
