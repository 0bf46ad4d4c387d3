"""The mobile team's page, driven by mouse and keys: who is here, whose a value is, and handing over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton

from hemmonitor.model.access import Guard
from hemmonitor.model.careplan import Level, SymptomLimit
from hemmonitor.model.events import PlanIssued
from hemmonitor.model.measurement import Kind, Origin
from hemmonitor.model.visits import Identified, Outcome
from tests.ui.nurse import cohort
from tests.ui.nurse.conftest import Staging
from tests.ui.nurse.road import ASTA, IRIS, Road
from tests.ui.nurse.visit_screens import picture
from ui.bridge import SyncView
from ui.nurse.pictures import PictureSheet
from ui.nurse.rail import Place

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def road(staging: Staging) -> Road:
    return Road(staging(days=2))


def test_a_visit_from_the_list_to_the_handing_over(road: Road) -> None:
    stage = road.stage
    stage.later(86)
    assert "Ingen är vald" in road.texts()
    road.begin(0)
    assert "ASTA PROVBERG" in road.texts()
    assert "namn och födelsedag frågade 09:40" in road.texts()
    stage.later(2)
    assert road.sends(cohort.pressure(ASTA, stage.now, 134, 78))
    assert "134/78" in road.texts()
    assert "sparat 09:42" in road.texts()
    road.click("visit_note")
    stage.type("Ren botten")
    road.page.note.take(picture())
    stage.settle()
    road.click("visit_note_save")
    assert "Antecknat: Ren botten · 1 bild" in road.texts().replace("<b>", "").replace("</b>", "")
    stage.press("Ctrl+Return")
    assert "134/78" in road.page.end.summary.toPlainText()
    road.page.end.wanted.setChecked(True)
    road.page.end.task.setText("Läkare ser på såret")
    stage.press("Ctrl+Return")
    assert "Ingen är vald" in road.texts()
    record = stage.record(ASTA)
    made = next(visit for visit in road.route.visits if visit.id == "v0").made
    assert made is not None
    assert (made.outcome, made.identified, made.by) == (Outcome.DONE, Identified.BIRTH_DATE, cohort.NURSE)
    assert made.measurements == (record.measurements[-1].id,)
    assert record.measurements[-1].provenance.origin is Origin.DEVICE
    assert [task.title for task in record.tasks] == ["Läkare ser på såret"]
    image = record.notes[-1].body.attachments[0]
    assert not QImage.fromData(image.content).isNull()
    assert "överlämnat" in road.texts()


def test_a_wrong_birth_date_chooses_nobody_and_says_so(road: Road) -> None:
    road.begin(0, "19441212")
    assert road.here is None
    assert "inte den här personens födelsedatum" in road.texts()
    assert "ASTA PROVBERG" not in road.texts()
    road.stage.type(cohort.NUMBERS[0][:8])
    road.stage.press("Return")
    assert "ASTA PROVBERG" in road.texts()


def test_the_birth_date_is_nowhere_to_be_read_before_it_was_said(road: Road) -> None:
    road.page.look_at("v0")
    road.stage.settle()
    road.click("visit_begin")
    number = cohort.NUMBERS[0]
    for part in (number[:8], number[2:8], number[:4]):
        assert part not in road.texts()
    road.page.confirm.document.setChecked(True)
    road.click("visit_confirm_go")
    assert "legitimation visad" in road.texts()


def test_a_value_that_comes_while_nobody_is_chosen_is_nobodys_until_staff_say(road: Road) -> None:
    stage, before = road.stage, len(road.stage.record(ASTA).measurements)
    value = cohort.pressure(ASTA, stage.now, 151, 88)
    assert not road.sends(value)
    assert "Blodtryck 151/88 mmHg är ingens" in road.texts()
    assert not road.shows("stray_give")
    road.begin(0)
    assert "ingens" in road.texts()
    road.click("stray_give")
    assert not road.shows("stray")
    assert len(stage.record(ASTA).measurements) == before + 1
    assert "151/88" in road.texts()
    assert not road.sends(value)
    assert not road.shows("stray")


def test_an_earlier_persons_record_is_put_aside(road: Road) -> None:
    stage = road.stage
    road.begin(13)
    stage.later(1)
    mine = cohort.pressure(IRIS, stage.now, 128, 74)
    assert road.sends(mine)
    road.click("visit_switch")
    assert "Ingen är vald" in road.texts()
    stage.later(30)
    road.begin(0)
    assert not road.sends(mine)  # the cuff sends it once more
    assert not road.shows("stray")
    assert not road.sends(cohort.pressure(IRIS, stage.now - 20 * MINUTE, 140, 80))
    assert "kan vara en tidigare persons" in road.texts()
    road.click("stray_aside")
    assert not road.shows("stray")
    assert [m.id for m in stage.record(IRIS).measurements][-1] == mine.id
    assert mine.id not in [m.id for m in stage.record(ASTA).measurements]


def test_guided_steps_keep_the_band_and_another_person_gets_new_ones(road: Road) -> None:
    stage = road.stage
    road.begin(0)
    first = road.mobile.sittings
    road.click("visit_measure_blood_pressure")
    assert "ASTA PROVBERG" in road.texts()
    assert "Sitt så här" in road.texts()
    road.click("visit_switch")
    assert "Sitt så här" not in road.texts()
    assert road.mobile.sittings is None
    road.begin(13)
    stage.settle()
    assert road.mobile.sittings is not first
    assert "IRIS PÅHITTBERG" in road.texts()
    assert "ASTA" not in road.texts().replace("Asta Provberg", "")


def test_nobody_at_home(road: Road) -> None:
    road.page.look_at("v3")
    road.stage.settle()
    road.click("visit_not_home")
    road.page.end.summary.setPlainText("Ingen öppnade, bilen borta.")
    road.click("visit_end_save")
    made = next(visit for visit in road.route.visits if visit.id == "v3").made
    assert made is not None
    assert (made.outcome, made.began) == (Outcome.NOT_HOME, None)
    assert "Ingen hemma" in road.texts()


def test_a_visit_is_planned_changed_moved_and_called_off(road: Road) -> None:
    road.click("visits_plan")
    plan = road.page.plan
    plan.person.setCurrentIndex(plan.person.findData(cohort.mailbox_of(14)))
    plan.reason.setText("Blodprov")
    plan.address.setText("Storgatan 1")
    plan.chips[Kind.WEIGHT].setChecked(True)
    road.stage.press("Ctrl+S")
    visit = next(v for v in road.route.visits if v.mailbox == cohort.mailbox_of(14))
    assert (visit.reason, visit.address, visit.kinds, visit.by) == (
        "Blodprov", "Storgatan 1", (Kind.WEIGHT,), cohort.NURSE,
    )  # fmt: skip
    road.page.look_at("v3")
    road.stage.settle()
    road.stage.later(1)
    road.click("visit_up")
    order = [v.id for v in road.route.of_day(cohort.NOW.date()) if v.id in {"v0", "v3"}]
    assert order == ["v3", "v0"]
    road.stage.later(1)
    road.click("visit_off")
    assert "Avbokat" in road.texts()
    assert not road.shows("visit_begin")


def test_the_route_counts_what_waits_and_says_that_there_is_no_network(road: Road) -> None:
    stage = road.stage
    stage.bridge.sync.emit(SyncView(online=False, last_contact=stage.now - 62 * MINUTE))
    stage.settle()
    assert "Inget nät sedan" in road.texts()
    assert "6 saker ligger krypterade här" in road.texts()


def test_what_the_centre_changed_meanwhile_is_told_until_it_was_read(road: Road) -> None:
    stage = road.stage
    stage.later(86)
    road.begin(0)
    stage.later(2)
    road.sends(cohort.pressure(ASTA, stage.now, 134, 78))
    plan = stage.record(ASTA).newest_plan
    assert plan is not None
    anew = replace(plan, version=2, valid_from=stage.now - 30 * MINUTE, author=cohort.COLLEAGUE)
    stage.receive(ASTA, PlanIssued(anew))
    road.mobile.received()
    stage.press("Ctrl+Return")
    stage.press("Ctrl+Return")
    assert [clash.stands for clash in road.route.clashes] == ["2"]
    road.click("visits_clashes")
    assert f"{cohort.COLLEAGUE} har utfärdat plan 2" in road.texts()
    road.click("clash_seen")
    assert road.route.clashes == ()
    assert len(stage.record(ASTA).plans) == 2


def test_a_protected_address_is_shown_at_the_visit_alone(road: Road) -> None:
    road.stage.bridge.guard(ASTA, Guard.PROTECTED, True, "Skyddad")
    road.bridge.refresh()
    road.stage.settle()
    road.page.look_at("v0")
    road.stage.settle()
    assert "Forsstigen" not in road.texts()
    road.begin(0)
    assert "Forsstigen" in road.texts()


def test_a_file_that_is_no_picture_is_refused_in_words(road: Road, tmp_path: Path) -> None:
    road.begin(0)
    road.click("visit_note")
    broken = tmp_path / "a.png"
    broken.write_bytes(b"\x89PNG no")
    road.page.note.read(broken)
    assert "ingen bild" in road.texts()
    assert road.page.note.pictures == []


def test_the_office_looks_at_the_picture_of_a_note_from_memory(road: Road) -> None:
    stage = road.stage
    road.begin(0)
    road.click("visit_note")
    road.page.note.take(picture())
    stage.settle()
    road.click("visit_note_save")
    stage.press("o")
    stage.settle()
    page = stage.window.patient
    assert page.mailbox == ASTA
    (button,) = page.findChildren(QAbstractButton, "note_picture")
    stage.click(button)
    (sheet,) = stage.window.findChildren(PictureSheet)
    assert sheet.isVisible()
    stage.press("Esc")
    assert stage.window.findChildren(PictureSheet) == []


def test_the_nurse_answers_the_questions_with_the_patient(road: Road) -> None:
    stage = road.stage
    plan = stage.record(ASTA).newest_plan
    assert plan is not None
    diary = SymptomLimit("d", "copd_diary", Level.YELLOW, major=("dyspnoea",), need_major=1, days=2)
    asked = replace(plan, version=2, valid_from=stage.now, symptoms=(diary,), scores=())
    stage.receive(ASTA, PlanIssued(asked))
    stage.later(1)
    road.begin(0)
    road.click("visit_questions")
    assert "ASTA PROVBERG" in road.texts()
    road.click("answer_1")
    road.click("questionsLater")
    road.click("visit_questions")
    while road.shows("questionNext"):
        road.click("answer_1")
        road.click("questionNext")
    record = stage.record(ASTA)
    answers = record.of_kind(Kind.QUESTIONNAIRE)[-1]
    assert road.here is not None
    assert answers.id in road.here.begun.measurements
    road.click("visit_end")
    assert "Frågor besvarade." in road.page.end.summary.toPlainText()


def test_a_workstation_without_devices_has_no_such_place(staging: Staging) -> None:
    stage = staging(days=2)
    assert not stage.window.rail.items[Place.MOBILE].isVisible()
