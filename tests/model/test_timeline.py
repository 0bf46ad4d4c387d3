from __future__ import annotations

import datetime as dt
from copy import copy

from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.model import measurement as m
from hemmonitor.model.events import Event, MeasurementRecorded, MeasurementRetracted
from hemmonitor.model.record import PatientRecord
from hemmonitor.model.timeline import Timeline

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def measurement(number: int, minutes: int) -> m.Measurement:
    at = START + dt.timedelta(minutes=minutes)
    return m.Measurement(f"m-{number}", m.Kind.WEIGHT, at, (), m.Provenance(m.Origin.MANUAL, at))


@given(
    st.lists(st.tuples(st.integers(0, 50), st.sampled_from(("add", "add", "remove", "read"))), max_size=80)
)
def test_it_is_what_a_sorted_list_would_be(steps: list[tuple[int, str]]) -> None:
    timeline, plain, ever = Timeline(), dict[str, m.Measurement](), list[m.Measurement]()
    for number, (minutes, what) in enumerate(steps):
        if what == "add":
            made = measurement(number, minutes)
            timeline.add(made)
            plain[made.id] = made
            ever.append(made)
        elif what == "remove" and ever:
            gone = ever[minutes % len(ever)]  # also one that is gone already
            timeline.remove(gone)
            plain.pop(gone.id, None)
        else:
            assert timeline.items == sorted(plain.values(), key=lambda one: (one.taken_at, one.id))
    assert timeline.items == sorted(plain.values(), key=lambda one: (one.taken_at, one.id))


def test_a_copy_goes_its_own_way() -> None:
    timeline = Timeline()
    timeline.add(measurement(1, 1))
    other = copy(timeline)
    timeline.add(measurement(2, 2))
    assert (len(other.items), len(timeline.items)) == (1, 2)
    assert other != timeline


def test_a_snapshot_stays_as_it_is() -> None:
    record = PatientRecord("mb")
    first, second = measurement(1, 1), measurement(2, 2)
    record.apply(Event("e-1", "mb", "dev", START, MeasurementRecorded(first)))
    then = record.snapshot()
    record.apply(Event("e-2", "mb", "dev", START, MeasurementRecorded(second)))
    record.apply(Event("e-3", "mb", "dev", START, MeasurementRetracted(first.id, "not_me")))
    assert then.measurements == [first]
    assert not then.retracted
    assert record.measurements == [second]
