"""Guided measuring with every device but the cuff: what the person sees and presses, and what is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from hemmonitor.model.measurement import Component, Flag, Kind
from tests.ui.patient import world
from tests.ui.patient.scenes import blows, fever, finger, lung_plan, on_finger, stepped, vain
from tests.ui.patient.stage import Stage, blow
from ui.bridge import StageNews
from ui.devicebridge import DeviceStage
from ui.patient import trendlanes
from ui.patient.blowview import limits, percent_of_best

MakeStage = Callable[..., Stage]


@pytest.fixture
def lungs(make_stage: MakeStage) -> Stage:
    return make_stage(person=world.ASTA, plan=lung_plan())


def newest(stage: Stage, kind: Kind) -> list[str]:
    return [m.session for m in stage.home.record_of_patient.of_kind(kind)]


def test_a_person_with_several_measures_chooses(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ASTA)
    stage.click("go_measure")
    stage.click("measure_oximetry")
    assert "Värm handen" in stage.texts()


def test_live_figures_are_shown_and_never_kept(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ASTA)
    stage.window.measure_kind(Kind.OXIMETRY)
    before = len(stage.home.record_of_patient.measurements)
    on_finger(stage)
    assert stage.find("liveFigure").accessibleName().startswith("95")
    assert len(stage.home.record_of_patient.measurements) == before


def test_a_low_value_asks_for_one_more_before_it_is_red(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ASTA)
    stage.window.measure_kind(Kind.OXIMETRY)
    stage.settle()
    finger(86)(stage)
    assert "Håll koll" in stage.find("resultZone").accessibleName()
    assert "Ring 112 nu" in stage.texts().replace("<b>", "").replace("</b>", "")
    stage.now += dt.timedelta(seconds=75)
    finger(95)(stage)
    assert stage.shows("measureDone")
    assert stage.window.takes.sitting is not None
    assert stage.window.takes.sitting.over


def test_two_low_values_raise_the_alert(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ASTA)
    stage.window.measure_kind(Kind.OXIMETRY)
    stage.settle()
    finger(85)(stage)
    stage.now += dt.timedelta(seconds=75)
    finger(84)(stage)
    assert stage.shows("haveCalled")


def test_readings_of_one_sitting_share_its_name(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ASTA)
    stage.window.measure_kind(Kind.OXIMETRY)
    finger(86)(stage)
    stage.now += dt.timedelta(seconds=75)
    finger(95)(stage)
    names = newest(stage, Kind.OXIMETRY)[-2:]
    assert names[0]
    assert names[0] == names[1]


def test_a_value_that_comes_by_itself_is_shown(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ELSY)
    stepped("71.3")(stage)
    assert stage.find("resultFigure").accessibleName().startswith("71,3")
    stage.click("measureDone")
    assert stage.shows("startMeasuring")


def test_a_failed_try_is_explained_and_can_be_repeated(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ASTA)
    stage.window.measure_kind(Kind.OXIMETRY)
    vain(Kind.OXIMETRY)(stage)
    assert "prova ett annat finger" in stage.texts()
    stage.click("measureAgain")
    finger(95)(stage)
    assert stage.shows("measureDone")


def test_somebody_elses_value_is_taken_away_after_a_moment_of_thought(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ELSY)
    before = len(stage.home.record_of_patient.of_kind(Kind.WEIGHT))
    stepped("54.0")(stage)
    stage.click("notMe")
    assert len(stage.home.record_of_patient.of_kind(Kind.WEIGHT)) == before + 1
    stage.window._toast._expire()
    stage.settle()
    assert len(stage.home.record_of_patient.of_kind(Kind.WEIGHT)) == before


def test_a_note_goes_to_the_care_centre_and_names_the_value(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ELSY)
    stepped("71.3")(stage)
    stage.click("noteToCare")
    stage.type("messageText", "hade skor")
    stage.click("sendMessage")
    assert stage.home.record_of_patient.messages[-1].text == "Om vikt i dag 09.20: hade skor"


def test_weight_is_typed_in_kilograms(make_stage: MakeStage) -> None:
    stage = make_stage(person=world.ELSY)
    stage.window.measure_kind(Kind.WEIGHT)
    stage.settle()
    stage.click("typeValue")
    stage.type("typed_body_weight", "71,4")
    stage.click("saveTyped")
    assert stage.home.record_of_patient.of_kind(Kind.WEIGHT)[-1].value(Component.BODY_WEIGHT) == Decimal(
        "71.4"
    )
    assert stage.find("resultFigure").accessibleName().startswith("71,4")


def test_sugar_typed_in_the_other_unit_is_asked_about(stage: Stage) -> None:
    stage.window.measure_kind(Kind.GLUCOSE)
    stage.settle()
    stage.click("typeValue")
    stage.type("typed_glucose", "126")
    stage.click("saveTyped")
    assert "mmol/liter" in stage.texts() or "kan inte stämma" in stage.texts()
    assert not stage.home.record_of_patient.of_kind(Kind.GLUCOSE)


def test_fever_without_limits_is_saved_without_a_zone(stage: Stage) -> None:
    stage.window.measure_kind(Kind.TEMPERATURE)
    fever("38.4")(stage)
    assert stage.find("resultZone").accessibleName() == "Ingen gräns satt"


def test_three_good_blows_that_agree_are_enough(lungs: Stage) -> None:
    lungs.window.measure_kind(Kind.SPIROMETRY)
    lungs.settle()
    blows(("1.41", "2.30", True), ("1.46", "2.34", True), ("1.44", "2.31", True))(lungs)
    assert "Blåsen stämmer överens" in lungs.texts()
    assert lungs.find("resultFigure").accessibleName().startswith("1,46")
    assert "96 % av ditt bästa" in lungs.texts()
    lungs.click("measureDone")
    assert lungs.shows("startMeasuring")


def test_a_rejected_blow_is_shown_in_grey_and_never_is_the_best(lungs: Stage) -> None:
    lungs.window.measure_kind(Kind.SPIROMETRY)
    lungs.settle()
    blows(("1.41", "2.30", True), ("1.90", "2.00", False))(lungs)
    assert "Räknas inte" in lungs.texts()
    assert lungs.find("resultFigure").accessibleName().startswith("1,41")
    assert "1 bra blås. 2 kvar." in lungs.texts()


def test_blows_that_differ_ask_for_one_more_and_then_it_is_enough(lungs: Stage) -> None:
    lungs.window.measure_kind(Kind.SPIROMETRY)
    lungs.settle()
    blows(("1.10", "2.30", True), ("1.30", "2.34", True), ("1.50", "2.31", True))(lungs)
    assert "Ett till gör det säkert" in lungs.texts()
    blows(("1.20", "2.31", True))(lungs)
    assert "Det bästa räknas" in lungs.texts()


def test_eight_blows_are_the_most(lungs: Stage) -> None:
    lungs.window.measure_kind(Kind.SPIROMETRY)
    lungs.settle()
    blows(*[("1.10", "2.30", False)] * 8)(lungs)
    assert lungs.shows("measureDone")
    assert "Nästa gång siktar vi på tre" in lungs.texts()


def test_enough_for_today_keeps_what_was_blown(lungs: Stage) -> None:
    lungs.window.measure_kind(Kind.SPIROMETRY)
    lungs.settle()
    blows(("1.41", "2.30", True))(lungs)
    lungs.click("enoughForToday")
    assert lungs.shows("measureDone")
    assert len(lungs.home.record_of_patient.of_kind(Kind.SPIROMETRY)) == 1


def test_limits_under_personal_best_are_drawn_where_the_rules_have_them() -> None:
    found = [(str(round(limit, 2)), level.value) for limit, level in limits(lung_plan())]
    assert found == [("1.37", "yellow"), ("1.29", "red")]
    assert percent_of_best(Decimal("1.46"), lung_plan()) == 96
    assert percent_of_best(Decimal("1.46"), None) is None


def test_a_problem_with_the_radio_is_said_where_one_waits(stage: Stage) -> None:
    stage.window.measure_kind(Kind.TEMPERATURE)
    stage.news(StageNews(DeviceStage.CONNECTED, "T"))
    assert "Din apparat har kontakt" in stage.texts()


def test_cancelling_leads_home_and_a_later_value_still_counts(lungs: Stage) -> None:
    lungs.window.measure_kind(Kind.SPIROMETRY)
    lungs.settle()
    lungs.click("cancelMeasuring")
    assert lungs.shows("startMeasuring")
    lungs.took(Kind.SPIROMETRY, *blow("1.40", "2.2"), flags=(Flag.BAD_BLOW,))
    assert lungs.home.record_of_patient.of_kind(Kind.SPIROMETRY)
    assert lungs.window.takes.sitting is not None


def test_the_chart_of_the_lungs_has_best_and_limits(lungs: Stage) -> None:
    lungs.took(Kind.SPIROMETRY, *blow("1.40", "2.2"))
    shown = lungs.window._home_page.shown
    assert shown is not None
    over = trendlanes.span(trendlanes.Period.MONTH, shown.history, shown.now)
    lane = trendlanes.lane((Kind.SPIROMETRY, Component.FEV1), shown, over, lungs.window.form)
    words = [limit.text for limit in lane.limits]
    assert words == ["under 1,37", "under 1,29", "ditt bästa 1,52"]
    assert lane.low < 1.29 < 1.52 < lane.high
