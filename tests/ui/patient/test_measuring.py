"""Measuring as a person does it: by mouse and by keyboard, with what goes wrong on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hemmonitor.clinical.guided import Durations, Step
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement
from tests.ui.patient.scenes import alert, candidate, done, live, low_alert, result, start, wait_over
from tests.ui.patient.stage import Stage, pressure
from ui.bridge import DeviceStage, FailedNews, PressureNews, ProblemNews, StageNews
from ui.i18n import Language
from ui.widgets.badge import ZoneBadge
from ui.widgets.buttons import Button
from ui.widgets.figure import Figure

SHORT = Durations(*(dt.timedelta(milliseconds=150),) * 3)
MakeStage = Callable[..., Stage]


def figure(stage: Stage, name: str = "resultFigure") -> str:
    found = stage.find(name)
    assert isinstance(found, Figure)
    return found.value


def zone_word(stage: Stage) -> str:
    found = stage.find("resultZone")
    assert isinstance(found, ZoneBadge)
    return found.word


def stored(stage: Stage) -> tuple[Measurement, ...]:
    return stage.home.history(Kind.BLOOD_PRESSURE)


def step(stage: Stage) -> Step | None:
    state = stage.window.guide.state
    return state.step if state else None


def press(stage: Stage, key: Qt.Key) -> None:
    focus = stage.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_two_readings_by_mouse_become_one_mean_on_home(stage: Stage) -> None:
    before = len(stored(stage))
    done(stage)
    assert figure(stage) == "129/78"
    assert zone_word(stage) == "Som det ska"
    assert "Medel av 2 mätningar" in stage.texts()
    first, second = stored(stage)[before:]
    assert first.session
    assert first.session == second.session
    assert Flag.SKIPPED_REST in first.flags
    stage.click("measureDone")
    assert "127/77" in stage.texts()
    assert "1 av 2 klara" in stage.texts()


def test_the_rest_ends_by_itself_and_leaves_no_mark(make_stage: MakeStage) -> None:
    stage = make_stage(durations=SHORT)
    before = len(stored(stage))
    stage.click("startMeasuring")
    stage.click("prepared")
    assert step(stage) is Step.REST
    wait_over(stage)
    assert step(stage) is Step.MEASURE
    stage.measured(131, 79)
    assert step(stage) is Step.WAIT
    wait_over(stage)
    stage.measured(129, 77)
    assert step(stage) is Step.DONE
    assert all(Flag.SKIPPED_REST not in m.flags for m in stored(stage)[before:])


def test_the_whole_way_by_keyboard(make_stage: MakeStage) -> None:
    stage = make_stage(durations=SHORT)
    for _ in range(20):
        press(stage, Qt.Key.Key_Tab)
        if stage.window.focusWidget() is stage.find("startMeasuring"):
            break
    press(stage, Qt.Key.Key_Space)
    assert stage.window.focusWidget() is stage.find("prepared")
    press(stage, Qt.Key.Key_Space)
    wait_over(stage)
    stage.measured(131, 79)
    wait_over(stage)
    stage.measured(129, 77)
    stage.settle()
    assert stage.window.focusWidget() is stage.find("measureDone")
    press(stage, Qt.Key.Key_Space)
    stage.settle()
    assert stage.shows("startMeasuring") or "Allt klart" in stage.texts() or "Inget att göra" in stage.texts()


def test_the_first_reading_is_preliminary_and_never_red(stage: Stage) -> None:
    start(stage)
    stage.measured(192, 116)
    assert figure(stage) == "192/116"
    assert zone_word(stage) == "Håll koll"
    assert "Sitt kvar. Vi mäter en gång till" in stage.texts()
    assert not stage.shows("haveCalled")


def test_live_pressure_is_shown_and_not_kept(stage: Stage) -> None:
    before = len(stored(stage))
    live(stage)
    assert figure(stage, "cuffPressure") == "148"
    assert "inte ditt blodtryck" in stage.texts()
    assert len(stored(stage)) == before
    stage.measured(131, 79)
    stage.click("measureLater")
    assert not stage.shows("cuffPressure")
    assert len(stored(stage)) == before + 1


def test_a_failed_measurement_is_explained_and_tried_again(stage: Stage) -> None:
    start(stage)
    stage.news(FailedNews(Kind.BLOOD_PRESSURE, "cuff", frozenset({Flag.CUFF_LOOSE})))
    assert "manschetten satt löst" in stage.texts()
    assert "Inget värde har sparats" in stage.texts()
    stage.click("measureAgain")
    assert step(stage) is Step.MEASURE
    stage.news(FailedNews(Kind.BLOOD_PRESSURE, "cuff", frozenset({Flag.BODY_MOVEMENT})))
    assert "du rörde dig" in stage.texts()
    assert "Ring Anna, 0980-319 220." in stage.texts()
    stage.click("measureAgain")
    stage.measured(131, 79)
    assert figure(stage) == "131/79"


def test_bluetooth_trouble_is_said_in_words(stage: Stage) -> None:
    start(stage)
    stage.news(ProblemNews("device.radio_off"))
    assert "Bluetooth är avstängt" in stage.texts()
    stage.news(StageNews(DeviceStage.CONNECTED, "UA-651BLE"))
    assert "Blodtrycksmätaren är ansluten." in stage.texts()


def test_red_comes_only_after_the_confirming_reading(stage: Stage) -> None:
    candidate(stage)
    assert step(stage) is Step.REST_AGAIN
    assert zone_word(stage) == "Håll koll"
    assert "Ring 112 nu" in stage.texts()
    stage.now += dt.timedelta(minutes=6)
    stage.measured(186, 110)
    assert stage.shows("haveCalled")
    assert "Ring din vårdcentral i dag" in stage.texts()
    assert "188/114" in stage.texts()
    assert "svår andnöd" in stage.texts()


def test_a_confirming_reading_in_range_raises_no_alert(stage: Stage) -> None:
    candidate(stage)
    stage.now += dt.timedelta(minutes=6)
    for _ in range(3):  # the mean of the sitting has to come under the limit
        stage.measured(138, 82)
        stage.now += dt.timedelta(minutes=1)
    assert not stage.shows("haveCalled")


def test_very_low_pressure_is_called_low(stage: Stage) -> None:
    low_alert(stage)
    assert "mycket lågt blodtryck" in stage.texts()
    assert stage.shows("haveCalled")


def test_stopping_keeps_what_was_read(stage: Stage) -> None:
    before = len(stored(stage))
    result(stage)
    stage.click("measureLater")
    assert len(stored(stage)) == before + 1
    assert "162/94" in stage.texts()


def test_cancel_at_any_step_leads_home(stage: Stage) -> None:
    for buttons in ([], ["prepared"], ["prepared", "alreadyRested"]):
        stage.click("startMeasuring")
        for name in buttons:
            stage.click(name)
        stage.click("cancelMeasuring")
        assert stage.shows("startMeasuring")
        assert step(stage) is None


def test_a_reading_that_comes_by_itself_is_shown(stage: Stage) -> None:
    stage.measured(126, 74)
    assert figure(stage) == "126/74"
    assert "Nytt värde" in stage.texts()
    stage.click("measureDone")
    assert "126/74" in stage.texts()


def test_an_old_reading_out_of_the_devices_memory_does_not_interrupt(stage: Stage) -> None:
    old = pressure(stage.now - dt.timedelta(hours=1), 126, 74)
    stage.worker.call(stage.bridge.record_now, old).result()
    stage.settle()
    assert not stage.shows("measureDone")
    assert "126/74" in stage.texts()


def test_a_candidate_that_comes_by_itself_leads_to_rest_and_one_more(stage: Stage) -> None:
    stage.measured(190, 112)
    assert step(stage) is Step.REST_AGAIN
    assert "Vila i fem minuter" in stage.texts()
    stage.now += dt.timedelta(minutes=5.5)
    stage.measured(188, 110)
    assert stage.shows("haveCalled")


def test_not_me_can_be_thought_over(stage: Stage) -> None:
    before = len(stored(stage))
    stage.measured(126, 74)
    stage.click("notMe")
    undo = next(b for b in stage.window.findChildren(Button) if b.text() == "Ångra" and b.isVisible())
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(stored(stage)) == before + 1
    stage.later(30)
    stage.measured(125, 73)
    stage.click("notMe")
    stage.window.close()
    stage.settle()
    assert len(stored(stage)) == before + 1
    assert stored(stage)[-1].value(Component.SYSTOLIC) == Decimal(126)


def test_sound_can_be_switched_off(stage: Stage) -> None:
    stage.click("startMeasuring")
    stage.click("prepared")
    assert "Ljud på" in stage.texts()
    stage.click("sound")
    assert "Ljud av" in stage.texts()


def test_language_changes_in_the_middle_of_a_measurement(stage: Stage) -> None:
    result(stage)
    stage.looks(stage.appearance.theme.text_size, Language.EN)
    assert "A little high." in stage.texts()
    assert "Keep an eye" in stage.texts()
    assert figure(stage) == "162/94"


def test_pressure_news_outside_a_measurement_changes_nothing(stage: Stage) -> None:
    stage.news(PressureNews(Decimal(120), stage.now))
    assert stage.shows("startMeasuring")


def test_an_answered_alert_is_raised_again_by_new_red_readings_only(stage: Stage) -> None:
    alert(stage)
    stage.click("haveCalled")
    assert "Bra att du ringde" in stage.texts()
    stage.later(0.1)
    stage.click("undoHaveCalled")
    assert stage.shows("haveCalled")
    stage.later(0.1)
    stage.click("haveCalled")
    stage.click("alertToHome")
    assert "Du har ringt vården." in stage.texts()
    stage.later(1)
    assert not stage.shows("haveCalled")
    stage.later(180)
    stage.measured(189, 113)
    stage.now += dt.timedelta(minutes=5.5)
    stage.measured(187, 111)
    assert stage.shows("haveCalled")
