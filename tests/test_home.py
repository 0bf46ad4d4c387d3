"""The patient's side starts from the newest part of a long history, and shows what it always showed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hemmonitor import shelf
from hemmonitor.home import Home
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    PatientRegistered,
    PlanIssued,
    measurement_event_id,
)
from hemmonitor.model.measurement import Kind
from hemmonitor.store.memory import MemoryJournal
from tests.clinical.build import BOX, at, plan, pressure, weight

NOW = at(300, 1)


def long_journal() -> MemoryJournal:
    journal = MemoryJournal()
    readings = [
        *(pressure(at(day), 120 + day % 70) for day in range(300)),
        weight(at(5), 80),
        weight(at(90), 81),
    ]
    journal.append(
        [
            Event("plan", BOX, "clinic", at(-1), PlanIssued(plan())),
            Event("who", BOX, "clinic", at(-1), PatientRegistered("A", "196101182803")),
            *(
                Event(measurement_event_id(BOX, m.id), BOX, "home", m.taken_at, MeasurementRecorded(m))
                for m in readings
            ),
        ]
    )
    return journal


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> tuple[Home, Home]:
    """One that folds everything, and one that was started after the other had kept its part."""
    journal, copy = long_journal(), long_journal()
    whole = Home(copy, BOX, "home")
    whole.state(NOW)
    monkeypatch.setattr(shelf, "WORTH", 100)
    Home(journal, BOX, "home").state(NOW)
    return whole, Home(journal, BOX, "home")


def test_a_start_reads_the_newest_part(started: tuple[Home, Home]) -> None:
    whole, home = started
    assert len(home.record_of_patient.measurements) < 50
    assert home.state(NOW) == whole.state(NOW)
    assert home.state(NOW).measurements == 302
    assert [one.kind for one in home.state(NOW).latest] == [Kind.BLOOD_PRESSURE, Kind.WEIGHT]
    assert home.state(NOW).latest[1].previous is not None


def test_a_reading_is_judged_alike(started: tuple[Home, Home]) -> None:
    results = [home.record(pressure(at(300, 0.5), 190, id="new"), NOW) for home in started]
    assert results[0] == results[1]
    assert results[0].new
    states = [home.state(NOW) for home in started]
    assert states[0] == states[1]
    again = [home.record(pressure(at(300, 0.5), 190, id="new"), NOW) for home in started]
    assert again[0] == again[1]
    assert not again[0].new


def test_the_rest_is_unfolded_in_parts(started: tuple[Home, Home]) -> None:
    whole, home = started
    assert len(list(home.unfold(NOW))) == 1
    assert home.history(Kind.BLOOD_PRESSURE) == whole.history(Kind.BLOOD_PRESSURE)
    assert home.state(NOW) == whole.state(NOW)
    assert list(home.unfold(NOW)) == []


def test_what_is_saved_while_it_is_unfolded_is_there(started: tuple[Home, Home]) -> None:
    _, home = started
    for _ in home.unfold(NOW):
        home.record(replace(pressure(at(300, 0.2), 121), id="meanwhile"), NOW)
    assert len(home.history(Kind.BLOOD_PRESSURE)) == 301
