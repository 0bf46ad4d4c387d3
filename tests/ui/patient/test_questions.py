"""Questions one a page: choosing, branching, leaving and going on, and what must not wait."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hemmonitor.clinical.questionnaire import response_of
from hemmonitor.model.careplan import Slot
from hemmonitor.model.measurement import Kind
from tests.ui.patient import world
from tests.ui.patient.scenes import COPD
from tests.ui.patient.stage import MORNING, Stage
from ui.i18n import Language
from ui.patient.questionnaires import Draft, asked, read, shipped
from ui.patient.questions import AnswerRow
from ui.patient.rail import Place

MakeStage = Callable[..., Stage]


@pytest.fixture
def copd(make_stage: MakeStage) -> Stage:
    return make_stage(person=COPD)


def answers(stage: Stage) -> dict[str, int]:
    found = stage.home.history(Kind.QUESTIONNAIRE)
    assert found, "no answers were saved"
    response = response_of(found[-1])
    assert response is not None
    return dict(response.answers)


def say(stage: Stage, *numbers: int) -> None:
    for number in numbers:
        stage.click(f"answer_{number}")
        stage.click("questionNext")


def test_the_diary_is_answered_and_saved(copd: Stage) -> None:
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    assert "Fråga 1 av 6" in copd.texts()
    assert not copd.find("questionNext").isEnabled()
    assert "Välj ett svar." in copd.texts()
    while copd.shows("questionNext"):
        say(copd, 1)
    assert set(answers(copd).values()) == {0}
    assert "Tack. Dina svar är sparade." in copd.texts()
    assert "Senast besvarat i dag 09.20" in copd.texts()


def test_a_yes_leads_to_further_questions_and_a_no_takes_them_back(copd: Stage) -> None:
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    say(copd, 1, 1, 1, 1)
    assert "Hostar du upp slem?" in copd.texts()
    copd.click("answer_2")
    assert "av 8" in copd.texts()
    copd.click("questionNext")
    say(copd, 2)
    assert "Vilken färg har slemmet?" in copd.texts()
    copd.click("questionBefore")
    copd.click("questionBefore")
    copd.click("answer_1")
    assert "av 6" in copd.texts()
    copd.click("questionNext")
    say(copd, 1)
    assert "colour" not in answers(copd)
    assert "sputum_volume" not in answers(copd)


def test_one_can_leave_and_go_on_later(copd: Stage) -> None:
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    say(copd, 1, 2)
    copd.click("questionsLater")
    assert "Fortsätt" in copd.texts()
    copd.go(Place.HOME)
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    assert "Fråga 3 av 6" in copd.texts()
    copd.click("questionBefore")
    chosen = copd.find("answer_2")
    assert isinstance(chosen, AnswerRow)
    assert chosen.isChecked()


def test_by_keyboard_alone(copd: Stage) -> None:
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    focus = copd.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_1)
    QTest.keyClick(copd.find("answer_1"), Qt.Key.Key_Return)
    copd.settle()
    assert "Fråga 2 av 6" in copd.texts()


def test_a_red_flag_leads_to_112_at_once(copd: Stage) -> None:
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    say(copd, 2)
    assert answers(copd) == {"severe_breathlessness": 1}
    assert copd.shows("haveCalled")
    assert "Ring 112 nu" in copd.texts()
    assert "Är du svårt andfådd även när du sitter stilla?" in copd.texts()
    assert "Tack." not in copd.texts()


def test_language_changes_in_the_middle(copd: Stage) -> None:
    copd.go(Place.QUESTIONS)
    copd.click("answer_copd_diary")
    copd.looks(copd.appearance.theme.text_size, Language.EN)
    assert "Are you severely breathless even when sitting still?" in copd.texts()
    assert "Question 1 of 6" in copd.texts()
    assert "Yes" in copd.texts()


def test_a_person_without_questionnaires_has_no_such_page(stage: Stage) -> None:
    assert asked(world.plan(world.GUNNEL, MORNING)) == []
    assert asked(None) == []
    assert not stage.shows("go_questions")


def test_a_planned_questionnaire_is_the_next_step(make_stage: MakeStage) -> None:
    slot = Slot("diary", Kind.QUESTIONNAIRE, dt.time(6), dt.time(11))
    plan = dataclasses.replace(world.plan(COPD, MORNING), schedule=(slot,))
    stage = make_stage(person=COPD, plan=plan)
    assert "Svara på hur du mår" in stage.texts()
    stage.click("startMeasuring")
    assert stage.shows("answer_copd_diary")


def test_a_draft_knows_its_place() -> None:
    draft = Draft(shipped()["copd_diary"])
    assert draft.place == 0
    assert not draft.is_last
    assert draft.moved(-1).place == 0
    moved = draft.answered(0).moved(1)
    assert (moved.place, moved.given) == (1, {"severe_breathlessness": 0})


def test_answers_on_the_way_outlive_the_program(make_stage: Callable[..., Stage]) -> None:
    first = make_stage(person=world.ASTA)
    first.go(Place.QUESTIONS)
    first.click("answer_copd_diary")
    first.click("answer_1")
    first.click("questionNext")
    first.click("questionsLater")
    again = make_stage(person=world.ASTA, journal=first.journal)
    again.go(Place.QUESTIONS)
    assert "Fortsätt" in again.texts()
    again.click("answer_copd_diary")
    assert "Fråga 2 av" in again.texts()
    again.click("questionBefore")
    assert again.find("answer_1").property("checked")


def test_a_damaged_or_outdated_draft_is_begun_anew() -> None:
    assert read("not json") == []
    assert read('[{"id": "copd_diary", "version": 0, "answers": [], "at": ""}]') == []
    assert read('[{"id": "gone", "version": 1, "answers": [], "at": ""}]') == []
    assert read("") == []
