"""The figure a nurse sees while moving a limit is what happens when the saved plan meets the same values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.what_if import LEAD_IN, what_if
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import Event, MeasurementRecorded, PlanIssued
from hemmonitor.model.finding import Queue
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.record import PatientRecord
from tests.clinical.build import BOX, START, at, plan, pressure, spo2

DAYS = 30
NOW = at(60)
SITTING = dt.timedelta(minutes=30)


@st.composite
def histories(draw: st.DrawFn) -> list[Measurement]:
    """Two months of blood pressures, two readings an occasion, and of single saturations."""
    found: list[Measurement] = []
    for day in sorted(draw(st.sets(st.integers(0, 59), min_size=5, max_size=24))):
        figures = draw(
            st.lists(st.sampled_from([85, 96, 120, 150, 158, 164, 176, 185]), min_size=2, max_size=2)
        )
        found += [pressure(at(day, 0, 6 * n), figure) for n, figure in enumerate(figures)]
        if draw(st.booleans()):
            figure = draw(st.sampled_from([86, 89, 91, 95]))
            found += [spo2(at(day, 2, 6 * n), figure) for n in range(2)]
    return found


def replayed(history: list[Measurement], saved: Plan, since: dt.datetime) -> set[str]:
    """Keys of the signals that the plan raises while the values arrive, from ``since`` on.

    Looked at when a sitting is over: until its second reading is in, the first one is preliminary.
    """
    raised: set[str] = set()
    in_force = replace(saved, valid_from=since - LEAD_IN)
    known = PatientRecord(BOX)
    known.apply(Event("plan", BOX, "clinic", in_force.valid_from, PlanIssued(in_force)))
    for place, measurement in enumerate(history):
        body = MeasurementRecorded(measurement)
        known.apply(Event(measurement.id, BOX, "home", measurement.taken_at, body))
        following = history[place + 1].taken_at if place + 1 < len(history) else NOW
        if following - measurement.taken_at > SITTING:
            findings = evaluate(known, measurement.taken_at).open
            raised |= {f.key for f in findings if f.queue is Queue.CLINICAL and f.since >= since}
    return raised


@given(histories(), st.sampled_from([135, 145, 155, 160, 170]), st.sampled_from([88, 90, 92]))
@settings(deadline=None, max_examples=60)
def test_what_if_is_what_then_happens(history: list[Measurement], upper: int, lower: int) -> None:
    old = plan(valid_from=START)
    moved = {"blood_pressure.systolic.yellow.ge": Decimal(upper), "oximetry.spo2.yellow.lt": Decimal(lower)}
    limits = [replace(t, limit=moved.get(t.id, t.limit)) for t in old.thresholds]
    draft = replace(old, version=2, thresholds=tuple(limits))
    promised = what_if(history, old, draft, NOW, DAYS)
    assert replayed(history, draft, promised.since) == {e.key for e in promised.draft}
    assert replayed(history, old, promised.since) == {e.key for e in promised.plan}
