"""My plan as an agreement: own goals, who does what, agreed times, pauses and the end of the monitoring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtGui import QDesktopServices

from hemmonitor.model.events import PlanIssued
from tests.ui.patient.scenes import agreed_plan, away_now
from tests.ui.patient.stage import Stage
from ui.patient.rail import Place

MakeStage = Callable[..., Stage]


def page(stage: Stage) -> str:
    """All texts of the plan's pages."""
    stage.go(Place.PLAN)
    texts = stage.texts()
    while stage.shows("showMore"):
        stage.click("showMore")
        texts += stage.texts()
    return texts


def test_own_goals_duties_and_times_stand_in_the_plan(make_stage: MakeStage) -> None:
    texts = page(make_stage(plan=agreed_plan()))
    for words in (
        "Gå ut varje dag",
        "Orka plocka hjortron i sommar",
        "Hemtjänsten",
        "hjälper med manschetten på tisdagar",
        "Tis 25 november kl 14.00",
        "Samtal med Anna. Via video",
        "Blodprov. vårdcentralen",
    ):
        assert words in texts, words


def test_a_video_call_opens_in_the_browser(make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    stage = make_stage(plan=agreed_plan())
    page(stage)
    stage.click("openVideo")
    assert opened == ["https://video.example.org/gunnel"]


@pytest.mark.parametrize(("button", "chosen"), [("printPlan", "export_pdf"), ("toCalendar", "export_ics")])
def test_print_and_calendar_begin_with_what_was_asked_for(
    make_stage: MakeStage, button: str, chosen: str
) -> None:
    stage = make_stage(plan=agreed_plan())
    stage.go(Place.PLAN)
    while not stage.shows(button):
        stage.click("showMore")
    stage.click(button)
    assert stage.find(chosen).property("kind") == "chosen"


def test_a_pause_is_said_and_nothing_is_asked_for(make_stage: MakeStage) -> None:
    stage = make_stage(plan=away_now(agreed_plan()))
    texts = stage.texts()
    assert "Paus till och med 23 november" in texts
    assert "Du behöver inte mäta. Du kan mäta ändå." in texts
    assert "Inget är planerat för i dag." in texts
    said = page(stage)
    assert "Paus till och med 23 november. Du behöver inte mäta. Därför: resa." in said
    assert "Paus från 20 december till och med 28 december." in said
    assert "Du mäter till och med 27 februari 2026. Sedan är hemmonitoreringen slut." in said


def test_the_end_of_the_monitoring_comes_while_the_page_is_open(make_stage: MakeStage) -> None:
    stage = make_stage(plan=agreed_plan())
    stage.go(Place.PLAN)
    assert not stage.shows("planBreak")
    ended = agreed_plan(version=2, valid_from=stage.now, ends=dt.date(2025, 11, 20))
    stage.receive(PlanIssued(ended))
    assert "Hemmonitoreringen slutade 20 november 2025. Dina värden finns kvar." in stage.texts()
    stage.go(Place.HOME)
    assert "Hemmonitoreringen är slut" in stage.texts()
    stage.click("startMeasuring")  # nobody is kept from measuring
    assert stage.shows("prepared")
