"""Round mode by keyboard over the real core: decisions, notes, letters, tasks, pause, undo, meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from hemmonitor.model.careplan import Appointment
from hemmonitor.model.events import Action, Decision, MessageWritten, PlanIssued
from tests.ui.nurse import cohort
from tests.ui.nurse.conftest import Staging
from tests.ui.nurse.stage import Stage
from ui.nurse.round_course import Course, State
from ui.nurse.round_start import Choice
from ui.theme import Zone

ASTA, NILS, QUIET = (cohort.mailbox_of(n) for n in (0, 1, 14))


def begun(stage: Stage, *mailboxes: str) -> Stage:
    stage.window.show_round()
    stage.window.round.begin_round(list(mailboxes))
    stage.settle()
    return stage


def test_a_course_goes_on_past_what_is_done_and_back_to_what_was_skipped() -> None:
    now = cohort.NOW
    course = Course(["a", "b", "c"], now)
    assert (course.mailbox, course.place, course.next) == ("a", 1, "b")
    assert course.skip() == "b"
    assert course.finish() == "c"
    assert course.rest(now + dt.timedelta(minutes=6)) == dt.timedelta(minutes=12)
    assert course.finish() == "a"
    course.pause(now + dt.timedelta(minutes=6))
    assert course.worked(now + dt.timedelta(hours=3)) == dt.timedelta(minutes=6)
    course.resume(now + dt.timedelta(hours=3))
    assert course.finish() == ""
    assert (course.place, course.done, course.left) == (0, 3, 0)
    course.reopen("b")
    assert (course.mailbox, course.states["b"]) == ("b", State.WAITING)


def test_a_list_is_chosen_by_digit_and_holds_those_it_names(stage: Stage) -> None:
    stage.window.show_round()
    stage.settle()
    start = stage.window.round.start
    with_signals = [row.mailbox for row in start.members(Choice.SIGNALS)]
    assert NILS in with_signals
    assert QUIET not in with_signals
    assert not start.cards[Choice.DUE].isEnabled()
    stage.press("2")
    assert stage.window.round.running
    assert list(stage.window.round.course.mailboxes) == with_signals  # type: ignore[union-attr]


def test_decide_note_acknowledge_and_go_on(stage: Stage) -> None:
    begun(stage, ASTA, NILS)
    page = stage.window.round
    assert page.shown is not None
    assert page.shown.mailbox == ASTA
    assert "Ska jag ta extra spray?" in page._lines[3].text()
    stage.press("Ctrl+Return")  # nothing decided yet
    assert page.course is not None
    assert page.course.mailbox == ASTA
    stage.press("4")
    page.panel.note.setFocus()
    stage.type("Dr Skenberg ringer")
    page._asks[0].setChecked(True)
    stage.press("Ctrl+Return")
    [held] = stage.record(ASTA).rounds
    assert held.body.decisions == (Decision.ASK_PHYSICIAN,)
    assert held.body.note == "Dr Skenberg ringer\nFrågat: Slem: mer, tjockare, annan färg?"
    [done] = stage.record(ASTA).acknowledgements
    assert done.body.actions == (Action.ASKED_PHYSICIAN,)
    assert page.shown.mailbox == NILS
    assert page.list.entries.entries[0].zone is Zone.GREEN
    stage.press("1")
    stage.press("Ctrl+Return")
    assert not page.running
    assert "2 patienter" in page.start._told.text()


def test_a_letter_waits_for_the_toast_and_undo_takes_all_of_it_back(stage: Stage) -> None:
    begun(stage, ASTA, NILS)
    page = stage.window.round
    stage.press("1")
    page.panel.send.setChecked(True)
    assert "Fortsätt som tidigare." in page.panel.letter.toPlainText()
    page.panel.next_day.setCurrentIndex(4)
    stage.press("Ctrl+Return")
    before = len(stage.record(ASTA).messages)
    assert stage.record(ASTA).rounds[-1].body.next_round is not None
    stage.press("Ctrl+Z")
    assert (stage.record(ASTA).rounds, stage.record(ASTA).acknowledgements) == ((), ())
    assert page.shown is not None
    assert page.shown.mailbox == ASTA
    page.release()
    stage.settle()
    assert len(stage.record(ASTA).messages) == before
    stage.press("1")
    page.panel.send.setChecked(True)
    stage.press("Ctrl+Return")
    page.toast.expired.emit()
    stage.settle()
    assert "gått igenom dina värden" in stage.record(ASTA).messages[-1].text


def test_looking_around_and_pausing_keep_the_draft(stage: Stage) -> None:
    begun(stage, ASTA, NILS)
    page = stage.window.round
    page.panel.note.setPlainText("halv")
    stage.press("j")
    assert page.shown is not None
    assert page.shown.mailbox == NILS
    assert page.panel.note.toPlainText() == ""
    stage.press("k")
    assert page.panel.note.toPlainText() == "halv"
    page.panel.paused.emit()
    stage.settle()
    assert not page.running
    stage.window.show_worklist()
    stage.window.show_round()
    page.start.resumed.emit()
    stage.settle()
    assert page.running
    assert page.panel.note.toPlainText() == "halv"
    stage.press("s")
    assert page.course is not None
    assert (page.course.mailbox, page.course.states[ASTA]) == (NILS, State.SKIPPED)


def test_tasks_are_set_as_one_goes_and_shown_at_once(stage: Stage) -> None:
    begun(stage, ASTA)
    panel = stage.window.round.panel
    panel.task.setFocus()
    stage.type("Ring apoteket")
    stage.press("Return")
    [task] = stage.record(ASTA).tasks
    assert (task.title, task.due) == ("Ring apoteket", stage.now.date() + dt.timedelta(days=1))
    assert "Ring apoteket" in panel._tasks.text()


def test_what_arrives_about_the_patient_is_shown_and_the_draft_stays(stage: Stage) -> None:
    begun(stage, ASTA, NILS)
    page = stage.window.round
    page.panel.note.setPlainText("halv")
    stage.receive(ASTA, MessageWritten("Det värker", "Asta Provberg", from_patient=True))
    assert "Det värker" in page._lines[3].text()
    assert page.panel.note.toPlainText() == "halv"


@pytest.mark.parametrize(
    ("link", "opened"),
    [("https://mote.example/asta", True), ("file:///etc/passwd", False), ("", False)],
    ids=["web", "file", "none"],
)
def test_only_a_meeting_on_the_web_is_opened(
    staging: Staging, monkeypatch: pytest.MonkeyPatch, link: str, opened: bool
) -> None:
    stage = staging()
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(QUrl(url).toString()))
    plan = stage.record(ASTA).newest_plan
    assert plan is not None
    soon = Appointment("m", stage.now + dt.timedelta(minutes=20), 20, "Distansrond", link=link)
    stage.receive(ASTA, PlanIssued(replace(plan, version=2, valid_from=stage.now, appointments=(soon,))))
    begun(stage, ASTA)
    stage.press("o")
    assert asked == ([link] if opened else [])


def test_the_whole_patient_and_back_to_the_round(stage: Stage) -> None:
    begun(stage, ASTA, NILS)
    stage.press("Return")
    assert stage.window.patient.mailbox == ASTA
    assert stage.window._page() is stage.window.patient
    stage.press("Esc")
    assert stage.window._page() is stage.window.round
    assert stage.window.round.running
    stage.press("g")
    assert stage.window._page() is stage.window.thresholds
