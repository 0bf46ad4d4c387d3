"""A night's oximetry on the nurse's page: its lanes, its figures, and one point a night among the others."""

from __future__ import annotations

import datetime as dt

from hemmonitor.clinical.overnight import night
from hemmonitor.model.events import MeasurementRecorded
from hemmonitor.model.measurement import Component, Kind
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.format import NBSP

ASTA = cohort.mailbox_of(0)


def test_a_night_is_drawn_over_its_own_hours_with_what_it_came_to(stage: Stage) -> None:
    made = cohort.night(stage.now - dt.timedelta(hours=2))
    stage.receive(ASTA, MeasurementRecorded(made))
    stage.window.open_patient(ASTA)
    stage.settle()
    page = stage.window.patient
    lane = next(track.lane for track in page._tracks if track.kind is Kind.OXIMETRY_SERIES)
    assert lane.title == "ODI4"
    assert float(lane.data.values[-1]) == float(made.value(Component.ODI4) or 0)  # type: ignore[union-attr] # dots
    for _ in range(4):
        stage.press("w")
    assert page.nights.isVisible()
    assert [lane.title for lane in page.nights.chart.lanes] == ["SpO2", "Puls"]
    [gap] = page.nights.chart.lanes[0].gaps
    assert gap.end - gap.start == 310
    found = night(made)
    assert found is not None
    said = page.nights.figures.text()
    assert f"ODI4 {stage.window._desk.fmt.number(found.odi4 or 0, 1)}" in said
    assert f"ingen signal i 5{NBSP}min" in said


def test_a_patient_without_a_night_is_told_so(stage: Stage) -> None:
    stage.window.open_patient(cohort.mailbox_of(1))
    stage.settle()
    for _ in range(4):
        stage.press("w")
    assert stage.window.patient.nights.figures.text() == "Ingen natt har registrerats"
