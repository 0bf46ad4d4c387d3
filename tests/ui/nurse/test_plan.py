"""The plan page: schedule, advice, meetings, contact, absence; one new version with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QDate

from hemmonitor.model.careplan import Appointment, Contact, Level, Pause
from hemmonitor.model.events import PlanIssued, PlanReceived
from hemmonitor.model.finding import Queue
from hemmonitor.model.measurement import Kind
from hemmonitor.questionnaires import flag_limits, shipped
from tests.ui.nurse import cohort
from tests.ui.nurse.plans import plan_of
from tests.ui.nurse.stage import Stage
from ui.nurse.plan_cards import Removable
from ui.nurse.plan_draft import USUAL, Part, PlanDraft
from ui.nurse.plan_page import PlanPage
from ui.patient.questionnaires import asked

ASTA = cohort.mailbox_of(0)
BP, SPO2 = Kind.BLOOD_PRESSURE, Kind.OXIMETRY


def plan_page(stage: Stage) -> PlanPage:
    stage.window.worklist.view.go_to(ASTA)
    stage.press("Return")
    stage.press("p")
    page = stage.window.plan
    assert page.isVisible()
    return page


def test_a_changed_plan_is_issued_with_its_reason(stage: Stage) -> None:
    page = plan_page(stage)
    assert page.grid.cells[BP, Part.EVENING, 3].isChecked()
    stage.click(page.grid.cells[BP, Part.EVENING, 3])
    page.advice.fields[Level.YELLOW].setPlainText("Vila och mät igen.")
    assert page._state.text() == "Ändrat: mätningar, råd"
    assert not page.save.isEnabled()
    stage.press("Ctrl+S")
    assert page.reason.hasFocus()
    stage.type("Lugnare kvällar")
    stage.press("Ctrl+S")
    plan = stage.record(ASTA).newest_plan
    assert plan is not None
    assert (plan.version, plan.reason, plan.author) == (2, "Lugnare kvällar", cohort.NURSE)
    evening = next(s for s in plan.schedule if s.id == "bp.evening")
    assert evening.weekdays == (1, 2, 4, 5, 6, 7)
    assert [(a.kind, a.level, a.text) for a in plan.advice] == [(BP, Level.YELLOW, "Vila och mät igen.")]
    first = stage.record(ASTA).plans[0]
    assert (plan.thresholds, plan.goals, plan.contacts) == (first.thresholds, first.goals, first.contacts)
    assert page.draft is not None
    assert not page.draft.changed
    assert page.toast.isVisible()


def test_arrow_keys_and_space_edit_the_week(stage: Stage) -> None:
    page = plan_page(stage)
    assert page.grid.cells[BP, Part.MORNING, 1].hasFocus()
    for key in ("Right", "Right", "Down", "Left"):
        stage.press(key)
    assert page.grid.cells[SPO2, Part.EVENING, 1].hasFocus()
    stage.press("Space")
    assert page.draft is not None
    assert page.draft.is_on(SPO2, Part.EVENING, 1)
    stage.press("Space")
    assert not page.draft.changed


def test_the_preview_follows_what_is_written(stage: Stage) -> None:
    page = plan_page(stage)
    page.advice.fields[Level.RED].setPlainText("Ring oss i dag.")
    stage.settle()
    texts = [label.text() for label in page.preview.findChildren(type(page._title)) if label.isVisible()]
    assert "Ring oss i dag." in texts
    assert texts.count("Programmets egna ord") == 2


def test_advice_is_kept_short(stage: Stage) -> None:
    page = plan_page(stage)
    page.advice.fields[Level.RED].setPlainText("x" * 200)
    assert len(page.advice.fields[Level.RED].toPlainText()) == 160


def test_a_meeting_and_an_absence(stage: Stage) -> None:
    page = plan_page(stage)
    page.appointments.what.setFocus()
    stage.type("Videouppföljning")
    stage.press("Return")
    page.absence.first.setDate(QDate(2026, 12, 20))
    page.absence.reason.setText("Julresa")
    stage.click(page.absence.add)
    made = page.draft.made
    [meeting] = made.appointments
    assert (meeting.title, meeting.at) == (
        "Videouppföljning",
        dt.datetime(2026, 11, 24, 9, 0, tzinfo=cohort.ZONE),
    )
    assert made.pauses == (Pause(dt.date(2026, 12, 20), dt.date(2026, 12, 20), "Julresa"),)
    page.appointments.removed.emit(meeting.id)
    page.absence.removed.emit(made.pauses[0])
    assert not page.draft.changed


def test_the_fixed_contact(stage: Stage) -> None:
    page = plan_page(stage)
    field = page.contact.fields[2]
    field.setFocus()
    field.selectAll()
    stage.type("010-000")
    assert page.draft.contact == replace(page.draft.plan.contacts[0], phone="010-000")


def test_a_colleagues_newer_plan_is_not_overwritten(stage: Stage) -> None:
    page = plan_page(stage)
    stage.click(page.grid.cells[BP, Part.MORNING, 1])
    mine = page.draft.made
    newest = stage.record(ASTA).newest_plan
    assert newest is not None
    theirs = replace(newest, version=2, valid_from=stage.now, reason="annat", author=cohort.COLLEAGUE)
    stage.receive(ASTA, PlanIssued(theirs), author="colleague")
    assert page.draft.plan.version == 2
    assert not page.draft.changed
    codes: list[str] = []
    stage.bridge.failed.connect(codes.append)
    stage.bridge.change_plan(ASTA, mine, "för sent")
    stage.settle()
    assert codes == ["plan_changed"]
    assert stage.record(ASTA).newest_plan == theirs
    assert "Någon annan har ändrat planen" in page.toast.accessibleName()


def test_edits_stay_while_something_else_arrives(stage: Stage) -> None:
    page = plan_page(stage)
    stage.click(page.grid.cells[BP, Part.MORNING, 1])
    stage.receive(ASTA, PlanReceived(1))
    assert page.draft.changed
    assert not page.grid.cells[BP, Part.MORNING, 1].isChecked()
    stage.press("Esc")
    assert stage.window.patient.isVisible()


@pytest.fixture
def draft() -> PlanDraft:
    return PlanDraft(plan_of("hypertension", cohort.NOW))


def test_a_part_of_the_day_comes_and_goes_with_its_days(draft: PlanDraft) -> None:
    for day in range(1, 8):
        draft.set_on(BP, Part.EVENING, day, on=False)
    assert draft.slot(BP, Part.EVENING) is None
    draft.set_on(BP, Part.EVENING, 5, on=True)
    evening = draft.slot(BP, Part.EVENING)
    assert evening is not None
    assert (evening.id, evening.weekdays) == ("bp.evening", (5,))
    draft.set_on(SPO2, Part.MORNING, 2, on=True)
    new = draft.slot(SPO2, Part.MORNING)
    assert new is not None
    assert (new.at, new.until) == USUAL[Part.MORNING]
    assert draft.kinds() == (BP, SPO2)


def test_what_is_set_back_is_no_change(draft: PlanDraft) -> None:
    draft.set_on(BP, Part.EVENING, 3, on=False)
    draft.set_advice(BP, Level.RED, "Ring")
    assert draft.changes == ("schedule", "advice")
    draft.set_on(BP, Part.EVENING, 3, on=True)
    draft.set_advice(BP, Level.RED, "  ")
    assert not draft.changed


def test_an_absence_ends_after_it_begins(draft: PlanDraft) -> None:
    with pytest.raises(ValueError, match="ends before"):
        draft.add_pause(Pause(dt.date(2026, 12, 2), dt.date(2026, 12, 1), ""))


def test_meetings_stand_in_order_and_a_contact_can_go(draft: PlanDraft) -> None:
    for number, day in (("b", 3), ("a", 1)):
        draft.add_appointment(Appointment(number, cohort.NOW + dt.timedelta(days=day), 30, "x"))
    assert [a.id for a in draft.made.appointments] == ["a", "b"]
    draft.set_contact(Contact("", "", ""))
    assert draft.made.contacts == ()


def test_goals_duties_a_meeting_with_a_link_and_the_end(stage: Stage) -> None:
    page = plan_page(stage)
    page.goals.wish.setText("Till brevlådan utan paus")
    stage.click(page.goals.add_wish)
    page.goals.figure.setCurrentIndex(0)
    page.goals.limit.setValue(130)
    stage.click(page.goals.add)
    page.duties.who.setText("Hemtjänsten")
    page.duties.does.setText("hjälper med vågen")
    stage.click(page.duties.add)
    page.appointments.what.setText("Distansrond")
    page.appointments.link.setText("https://mote.example/1")
    stage.click(page.appointments.add)
    last = stage.now.date() + dt.timedelta(days=30)
    page.ending.day.setDate(QDate(last.year, last.month, last.day))
    stage.click(page.ending.end)
    assert page._state.text() == "Ändrat: mål, vem gör vad, tider, slut"
    page.reason.setPlainText("Avslut avtalat")
    stage.click(page.save)
    plan = stage.record(ASTA).newest_plan
    assert plan is not None
    assert plan.wishes == ("Till brevlådan utan paus",)
    assert (plan.duties[0].who, plan.duties[0].does) == ("Hemtjänsten", "hjälper med vågen")
    assert [str(g.limit) for g in plan.goals if g.component.value == "systolic"] == ["130"]
    assert plan.appointments[-1].link == "https://mote.example/1"
    assert plan.ends == last
    assert stage.clinic.row(ASTA, stage.now).ends == last
    stage.click(page.ending.go_on)
    assert page.draft is not None
    assert page.draft.made.ends is None


def test_nothing_is_missing_after_the_last_day(stage: Stage) -> None:
    silent = cohort.mailbox_of(20)
    assert any(f.queue is Queue.MISSING for f in stage.clinic.row(silent, stage.now).findings)
    plan = stage.record(silent).newest_plan
    assert plan is not None
    stage.receive(silent, PlanIssued(replace(plan, version=2, ends=dt.date(2026, 11, 1))))
    row = stage.clinic.row(silent, stage.now)
    assert not any(f.queue is Queue.MISSING for f in row.findings)
    assert row.kept[-1] == (0, 0)


def test_a_questionnaire_is_chosen_scheduled_and_asked_for(stage: Stage) -> None:
    page = plan_page(stage)
    card = page.questions
    assert not card.findChildren(Removable)
    card.which.setCurrentIndex(card.which.findData("phq9"))
    assert "samma dag" in card._about.text()
    stage.click(card.add)
    cell = page.grid.cells[Kind.QUESTIONNAIRE, Part.MORNING, 1]
    if not cell.isChecked():
        stage.click(cell)
    assert "frågeformulär" in page._state.text()
    page.reason.setPlainText("Följer sinnesstämningen.")
    stage.click(page.save)
    plan = stage.record(ASTA).newest_plan
    assert plan is not None
    assert plan.questionnaires == ("phq9",)
    assert [q.id for q in asked(plan)] == ["phq9"], "the patient is asked"
    assert "phq9.item9" in {rule.id for rule in plan.symptoms}, (
        "the answer of the last item reaches the nurse"
    )
    assert 1 in next(s for s in plan.schedule if s.kind is Kind.QUESTIONNAIRE).weekdays
    assert card.which.findData("phq9") < 0
    [line] = card.findChildren(Removable)
    line.removed.emit()
    assert page.draft is not None
    assert page.draft.made.asks == ()
    assert "phq9.item9" not in page.draft.made.rule_ids


def test_a_questionnaire_that_a_limit_is_about_is_not_taken_away(stage: Stage) -> None:
    page = plan_page(stage)
    assert page.draft is not None
    limited = replace(page.draft.plan, symptoms=flag_limits(shipped()["phq9"]))
    page.questions.show_draft(PlanDraft(limited))
    assert not page.questions.findChildren(Removable)
    assert page.questions.which.findData("phq9") < 0


def test_without_any_questionnaire_no_answers_are_planned() -> None:
    plan = replace(plan_of("hypertension", cohort.NOW), symptoms=(), scores=())
    draft = PlanDraft(plan)
    assert Kind.QUESTIONNAIRE not in draft.kinds()
    one = shipped()["mmrc"]
    draft.ask(one)
    draft.ask(one)
    draft.set_on(Kind.QUESTIONNAIRE, Part.MORNING, 1, on=True)
    assert draft.made.asks == ("mmrc",)
    assert draft.changes == ("schedule", "questionnaires")
    draft.ask_no_more(one)
    assert draft.made.schedule == plan.schedule
