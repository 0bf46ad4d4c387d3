"""The pages of the rail, driven as a person does."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from hemmonitor.model.events import MessageWritten, PlanIssued, SeenByCare
from hemmonitor.model.measurement import Component, Kind
from tests.ui.patient import world
from tests.ui.patient.scenes import COPD, EVENING, alert
from tests.ui.patient.stage import Stage
from ui.bridge import SyncView
from ui.charts.plot import Chart
from ui.i18n import Language
from ui.patient.rail import Place
from ui.theme import Mode, TextSize

MakeStage = Callable[..., Stage]


def test_home_says_what_to_do_how_one_is_and_who_has_seen_it(stage: Stage) -> None:
    texts = stage.texts()
    assert "God morgon, Gunnel" in texts
    assert "Mät ditt blodtryck" in texts
    assert "Gärna före kl 10." in texts
    assert "0 av 2 klara" in texts
    newest = stage.home.history(Kind.BLOOD_PRESSURE)[-1]
    assert f"{newest.value(Component.SYSTOLIC)}/{newest.value(Component.DIASTOLIC)}" in texts
    assert "Som det ska" in texts
    assert "Anna Lidström" in texts
    assert "0980-319 220" in texts
    assert "Akut: ring 112" in texts
    assert "Appen övervakas inte dygnet runt." in texts
    assert stage.window.windowTitle() == "Hemmonitor"


def test_saved_then_sent_then_read(stage: Stage) -> None:
    assert "Sparat på din dator" in stage.texts()
    stage.sent()
    assert "Skickat kl 09.20. Inte läst än." in stage.texts()
    newest = stage.home.record_of_patient.measurements[-1]
    stage.receive(SeenByCare("Anna Lidström", "distriktssköterska", (newest.id,)))
    assert "Skickat. Läst av Anna, distriktssköterska, kl 09.20" in stage.texts()


def test_offline_is_calm(stage: Stage) -> None:
    stage.sync(SyncView(online=False, waiting=1))
    assert "Inget nät just nu. Skickas av sig självt när nätet är tillbaka." in stage.texts()


def test_evening_greets_and_shows_what_was_missed(make_stage: MakeStage) -> None:
    stage = make_stage(now=EVENING)
    assert "God kväll, Gunnel" in stage.texts()
    assert "inte gjord" in stage.texts()
    assert "Kvällens mätning, gärna före kl 21.30." in stage.texts()


def test_between_tasks_home_says_what_comes_next(make_stage: MakeStage) -> None:
    stage = make_stage(now=EVENING.replace(hour=13))
    assert "Inget att göra just nu" in stage.texts()
    assert "Nästa: Blodtryck, kl 18." in stage.texts()
    stage.click("startMeasuring")
    assert stage.shows("prepared")


def test_messages_are_counted_read_and_answered(stage: Stage) -> None:
    stage.receive(MessageWritten("Hej Gunnel, hur mår du?", "Anna Lidström", False))
    assert "1 nytt" in stage.texts()
    stage.click("writeToContact")
    assert "Hej Gunnel, hur mår du?" in stage.texts()
    assert "1 nytt" not in stage.texts()
    assert stage.window.focusWidget() is stage.find("messageText")
    assert not stage.find("sendMessage").isEnabled()
    stage.later(1)
    stage.write("Jag mår bra, tack.")
    assert stage.home.record_of_patient.messages[-1].text == "Jag mår bra, tack."
    assert "Jag mår bra, tack." in stage.texts()


def test_a_message_that_comes_while_the_page_is_open_is_read_at_once(stage: Stage) -> None:
    stage.go(Place.MESSAGES)
    stage.receive(MessageWritten("Ett till.", "Anna Lidström", False))
    stage.settle()
    assert "1 nytt" not in stage.texts()
    stage.later(1)
    stage.go(Place.HOME)
    assert "1 nytt" not in stage.texts()


def test_a_draft_stays_and_ctrl_enter_sends(stage: Stage) -> None:
    stage.go(Place.MESSAGES)
    stage.type("messageText", "Halvfärdigt")
    stage.go(Place.HOME)
    stage.go(Place.MESSAGES)
    QTest.keyClick(stage.find("messageText"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert [m.text for m in stage.home.record_of_patient.messages] == ["Halvfärdigt"]


def test_trends_read_one_value_at_a_time(stage: Stage) -> None:
    stage.go(Place.TRENDS)
    assert "medel 7 dagar" in stage.texts()
    chart = next(c for c in stage.window.findChildren(Chart) if c.isVisible())
    chart.setFocus()
    said: list[str] = []
    chart.readout.connect(said.append)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert len(said) == 2
    assert "Blodtryck" in said[-1]
    assert "/" in said[-1]


def test_trends_as_a_table_of_every_session(stage: Stage) -> None:
    stage.go(Place.TRENDS)
    stage.segment("period", 0)
    stage.segment("chartOrTable", 1)
    table = next(t for t in stage.window.findChildren(QTableView) if t.isVisible())
    model = table.model()
    assert model.rowCount() > 20
    row = [model.index(0, column).data() for column in range(4)]
    assert row[1] == "Blodtryck"
    assert row[3] == "Som det ska"


def test_trends_follow_a_new_reading(stage: Stage) -> None:
    stage.measured(144, 88)
    stage.click("measureDone")
    stage.go(Place.TRENDS)
    assert "144/88" in stage.texts()


def test_measures_can_be_chosen_and_one_always_stays(make_stage: MakeStage) -> None:
    stage = make_stage(person=COPD)
    stage.go(Place.TRENDS)
    chips = {chip.text(): chip for chip in stage.window.findChildren(type(stage.chip("Blodtryck")))}
    assert set(chips) >= {"Blodtryck", "Puls", "Syremättnad"}
    for name in ("Blodtryck", "Puls"):
        QTest.mouseClick(chips[name], Qt.MouseButton.LeftButton)
        stage.settle()
    assert chips["Puls"].isChecked()
    QTest.mouseClick(chips["Syremättnad"], Qt.MouseButton.LeftButton)
    stage.settle()
    charts = [c for c in stage.window.findChildren(Chart) if c.isVisible()]
    assert [c.lanes[0].title for c in charts] == ["Puls", "Syremättnad"]


def test_plan_in_plain_words(stage: Stage) -> None:
    stage.go(Place.PLAN)
    texts = stage.texts()
    for words in (
        "Övre: 100–159",
        "Övre: 160–179 eller 90–99",
        "Övre: 180 eller mer eller under 90",
        "Puls: över 100 eller under 50",
        "Medel under 135/85",
        "medel av 7 dagar",
        "Blodtryck: morgon och kväll",
        "Sara Skenberg, distriktsläkare",
        "Gäller från 23 juli. Anna Lidström gjorde planen.",
        "Därför: Start av hemmonitorering",
    ):
        assert words in texts, words


def test_a_changed_limit_reaches_plan_and_scale(stage: Stage) -> None:
    stage.go(Place.PLAN)
    plan = world.plan(world.GUNNEL, stage.now)
    limits = tuple(
        dataclasses.replace(t, limit=t.limit - 10) if t.id == "systolic.yellow.ge" else t
        for t in plan.thresholds
    )
    new = dataclasses.replace(plan, version=2, valid_from=stage.now, reason="Ny dos", thresholds=limits)
    stage.receive(PlanIssued(new))
    assert "Övre: 150–179 eller 90–99" in stage.texts()
    assert "Därför: Ny dos" in stage.texts()
    stage.measured(152, 84)
    assert "Håll koll" in stage.texts()


def test_without_a_plan_nothing_is_invented(make_stage: MakeStage) -> None:
    stage = make_stage(planned=False)
    stage.go(Place.PLAN)
    assert "har inte skickat någon plan än" in stage.texts()
    stage.measured(190, 100)
    assert "Ingen gräns satt" in stage.texts()
    assert not stage.shows("haveCalled")


def test_settings_take_effect_at_once_and_are_told(stage: Stage) -> None:
    told: list[object] = []
    stage.window.preferred.connect(told.append)
    stage.go(Place.SETTINGS)
    stage.segment("language", 1)
    assert "Settings" in stage.texts()
    assert stage.translations.language is Language.EN
    stage.segment("textSize", 3)
    assert stage.appearance.theme.text_size is TextSize.S200
    assert stage.shows("menu")
    stage.click("showMore")
    stage.segment("looks", 2)
    assert stage.appearance.theme.mode is Mode.DARK
    assert len(told) == 3


def test_the_menu_leads_to_every_page(make_stage: MakeStage) -> None:
    stage = make_stage(text_size=TextSize.S200, size=(1280, 720))
    for place, words in (
        (Place.TRENDS, "Diagram"),
        (Place.PLAN, "Som det ska"),
        (Place.MESSAGES, "Inga meddelanden än."),
        (Place.SETTINGS, "Språk"),
        (Place.HOME, "Börja mäta"),
    ):
        stage.go(place)
        assert words in stage.texts()


def test_pages_turn_by_page_down(make_stage: MakeStage) -> None:
    stage = make_stage(text_size=TextSize.S200, size=(1280, 720))
    stage.find("startMeasuring").setFocus()
    QTest.keyClick(stage.find("startMeasuring"), Qt.Key.Key_PageDown)
    stage.settle()
    assert not stage.shows("startMeasuring")
    assert stage.shows("showPrevious")


def test_an_alert_covers_home_and_is_announced_first(stage: Stage) -> None:
    alert(stage)
    focus = stage.window.focusWidget()
    assert focus is not None
    assert "Ring 112 nu om du har" in focus.accessibleName()
    assert not stage.shows("startMeasuring")
    stage.go(Place.TRENDS)
    stage.go(Place.HOME)
    assert stage.shows("haveCalled")
    stage.click("writeAboutAlert")
    assert stage.shows("messageText")


def test_an_alert_is_still_there_after_a_restart(make_stage: MakeStage) -> None:
    stage = make_stage()
    alert(stage)
    again = make_stage(now=stage.now + dt.timedelta(minutes=3), journal=stage.journal)
    assert again.shows("haveCalled")


def test_a_value_that_cannot_be_saved_is_said_so(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.journal.full = True
    stage.measure_in_vain(140, 80)
    assert "Datorns disk är full" in stage.texts()
    assert not stage.shows("resultFigure")


def test_the_foot_turns_only_pages_that_there_are(make_stage: MakeStage) -> None:
    stage = make_stage(text_size=TextSize.S200, size=(1280, 720))
    stage.go(Place.PLAN)
    while stage.shows("showMore"):
        stage.click("showMore")
    assert stage.shows("showPrevious")
    stage.looks(TextSize.S100, Language.SV)
    stage.go(Place.MESSAGES)
    assert not stage.shows("showMore")
    assert not stage.shows("showPrevious")
