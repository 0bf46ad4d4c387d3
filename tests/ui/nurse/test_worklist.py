"""The worklist over the real bridge, worker, clinic and journal: by keyboard, as it is used."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hemmonitor.clinic import Row
from hemmonitor.model.careplan import Level, MissingLimit
from hemmonitor.model.events import (
    Action,
    FindingsAcknowledged,
    MeasurementRecorded,
    MessageWritten,
    PlanIssued,
    Usefulness,
)
from hemmonitor.model.measurement import Kind
from tests.ui.nurse import cohort
from tests.ui.nurse.conftest import Staging
from tests.ui.nurse.stage import Stage
from ui.i18n import Language
from ui.nurse.listing import View
from ui.nurse.worklist_model import Column
from ui.theme import Zone
from ui.widgets.choice import Chip

EVERT, NILS, TORE_D, ASTA = (cohort.mailbox_of(n) for n in (3, 1, 2, 0))
QUIET = cohort.mailbox_of(14)


def shown(stage: Stage) -> list[str]:
    return list(stage.window.worklist.model.listing.shown)


def current(stage: Stage) -> str:
    return stage.window.worklist.view.mailbox


def said(stage: Stage, mailbox: str) -> str:
    return stage.window.worklist.model.said(mailbox).spoken


def acknowledgements(stage: Stage, mailbox: str) -> list[FindingsAcknowledged]:
    return [a.body for a in stage.record(mailbox).acknowledgements]


def test_the_list_is_ranked_by_zone_then_age_and_says_why(stage: Stage) -> None:
    model = stage.window.worklist.model
    zones = [model.said(m).zone for m in shown(stage)]
    assert zones == [Zone.RED] * 5 + [Zone.YELLOW] * 9
    reds = [model.row(m).since for m in shown(stage)[:5]]
    assert reds == sorted(reds)
    assert current(stage) == shown(stage)[0]
    text = said(stage, NILS)
    assert text.startswith("Röd, Nils-Olov Testmark, 1953 · Hypertoni, Blodtryck 184/112, ommätt 182/110")
    assert "öppen i 21" in text
    assert "ansvarig Ingen" in text


def test_a_row_is_one_text_for_a_screen_reader(stage: Stage) -> None:
    model = stage.window.worklist.model
    index = model.index(0, Column.ZONE)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == said(stage, shown(stage)[0])
    spoken = model.data(model.index(0, Column.SPARK), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.replace("\u00a0", " ") == "182/110 mmHg"


def test_letters_move_and_stay_inside(stage: Stage) -> None:
    rows = shown(stage)
    stage.press("k")
    assert current(stage) == rows[0]
    for _ in rows:
        stage.press("j")
    assert current(stage) == rows[-1]
    stage.press("Up")
    assert current(stage) == rows[-2]


def test_acknowledge_with_action_note_and_undo(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    assert not page.panel.isHidden()
    stage.press("1")
    stage.press("5")
    page.panel.note.setFocus()
    stage.type("Ringt 12")
    assert page.panel.note.toPlainText() == "Ringt 12"  # digits are text in a text field
    stage.press("Ctrl+Return")
    [body] = acknowledgements(stage, NILS)
    assert body.actions == (Action.CALLED, Action.NEW_MEASUREMENT)
    assert (body.note, body.by) == ("Ringt 12", cohort.NURSE)
    row = page.model.said(NILS)
    assert row.done
    assert row.reason.startswith("Kvitterad 08:14: ringt, ny mätning")
    assert NILS in shown(stage)
    assert current(stage) != NILS
    assert page.panel.subject is not None
    assert page.panel.subject.mailbox == current(stage)
    stage.press("Esc")
    stage.press("Ctrl+Z")
    assert acknowledgements(stage, NILS) == []
    assert not page.model.said(NILS).done
    assert page.model.said(NILS).zone is Zone.RED


def test_an_action_is_needed(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("Ctrl+Return")
    assert acknowledgements(stage, NILS) == []
    assert not page.panel.isHidden()
    assert page.panel.draft().actions == ()


def test_a_draft_is_kept_per_patient(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("2")
    page.panel.note.setPlainText("halvfärdigt")
    page.view.go_to(TORE_D)
    stage.settle()
    assert page.panel.subject is not None
    assert page.panel.subject.mailbox == TORE_D
    assert page.panel.note.toPlainText() == ""
    page.view.go_to(NILS)
    stage.settle()
    assert page.panel.note.toPlainText() == "halvfärdigt"
    assert page.panel.draft().actions == (Action.WROTE,)


def test_usefulness_and_follow_up_are_stored(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("3")
    assert page.panel.draft().useful is None
    page.panel.useful.set_current(Usefulness.PARTLY)
    page.panel.follow_up.setCurrentIndex(1)
    stage.press("Ctrl+Return")
    [body] = acknowledgements(stage, NILS)
    assert body.useful is Usefulness.PARTLY
    assert body.follow_up is not None
    assert (body.follow_up - stage.now.date()).days == 1


def test_a_message_waits_for_the_toast_and_undo_takes_it_back(stage: Stage) -> None:
    page = stage.window.worklist
    before = len(stage.record(NILS).messages)
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("1")
    page.panel.message.setPlainText("Hej!")
    stage.press("Ctrl+Return")
    assert page.toast.isVisible()
    assert len(stage.record(NILS).messages) == before
    stage.click(page.toast.undo)
    assert len(stage.record(NILS).messages) == before
    assert acknowledgements(stage, NILS) == []
    page.toast.expired.emit()
    stage.settle()
    assert len(stage.record(NILS).messages) == before


def test_a_message_is_sent_when_the_toast_ends(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("1")
    page.panel.message.setPlainText("Hej!")
    stage.press("Ctrl+Return")
    page.toast.expired.emit()
    stage.settle()
    assert [m.text for m in stage.record(NILS).messages if not m.from_patient] == ["Hej!"]
    page.toast.expired.emit()
    stage.settle()
    assert len([m for m in stage.record(NILS).messages if m.text == "Hej!"]) == 1


def test_the_next_acknowledgement_lets_the_message_before_it_go(stage: Stage) -> None:
    page = stage.window.worklist
    for mailbox, text in ((NILS, "ett"), (TORE_D, "två")):
        page.view.go_to(mailbox)
        stage.press("a")
        page.panel.buttons[Action.CALLED].setChecked(True)
        page.panel.message.setPlainText(text)
        stage.press("Ctrl+Return")
    assert "ett" in [m.text for m in stage.record(NILS).messages]
    assert "två" not in [m.text for m in stage.record(TORE_D).messages]
    stage.click(page.toast.undo)
    page.toast.expired.emit()
    stage.settle()
    assert "två" not in [m.text for m in stage.record(TORE_D).messages]
    assert acknowledgements(stage, TORE_D) == []
    assert len(acknowledgements(stage, NILS)) == 1


def test_closing_the_window_sends_what_waits(staging: Staging) -> None:
    stage = staging()
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("1")
    page.panel.message.setPlainText("Hej!")
    stage.press("Ctrl+Return")
    stage.window.close()
    stage.settle()
    assert "Hej!" in [m.text for m in stage.record(NILS).messages]


def test_what_arrives_waits_and_no_row_moves(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(TORE_D)
    rows = shown(stage)
    index = page.model.index(page.model.row_of(TORE_D), Column.PATIENT)
    place = page.view.viewport().mapTo(stage.window, page.view.visualRect(index).topLeft())
    stage.receive(QUIET, MeasurementRecorded(cohort.pressure(QUIET, stage.now, 185, 111)))
    assert shown(stage) == rows
    assert current(stage) == TORE_D
    assert page.view.viewport().mapTo(stage.window, page.view.visualRect(index).topLeft()) == place
    assert page.arrivals.isVisible()
    assert page.arrivals.text.startswith("1 ny. Gul. Gerd Attrappsson: Blodtryck 185/111")
    assert page.tabs.tabs[View.CLINICAL].count == 15
    stage.press("r")
    assert QUIET in shown(stage)
    assert current(stage) == QUIET
    assert not page.arrivals.isVisible()


def test_a_changed_row_changes_where_it_stands(stage: Stage) -> None:
    page = stage.window.worklist
    place = shown(stage).index(NILS)
    page.view.go_to(NILS)
    stage.receive(NILS, MessageWritten("Jag mår bra", "Nils-Olov", from_patient=True))
    assert shown(stage).index(NILS) == place
    assert page.model.said(NILS).unread == 1
    assert current(stage) == NILS


def test_what_a_colleague_has_done_stays_in_place_and_is_told(stage: Stage) -> None:
    page = stage.window.worklist
    finding = page.model.row(NILS).findings[0]
    body = FindingsAcknowledged((finding.key,), cohort.COLLEAGUE, (Action.CALLED,))
    stage.later(1)
    stage.receive(NILS, body, author="colleague")
    assert NILS in shown(stage)
    assert page.model.said(NILS).zone is Zone.GREEN
    assert page.model.said(NILS).reason == "Inget öppet"
    stage.press("2")
    stage.press("1")
    assert NILS not in shown(stage)


def test_search_filters_by_name_year_and_reason_and_escape_clears(stage: Stage) -> None:
    page = stage.window.worklist
    rows = shown(stage)
    stage.press("/")
    stage.type("provberg")
    assert shown(stage) == [ASTA]
    stage.press("Esc")
    assert shown(stage) == rows
    assert page.view.hasFocus()
    stage.press("/")
    stage.type("spo2 1947")
    assert shown(stage) == [ASTA]
    stage.press("Return")
    assert page.view.hasFocus()
    stage.press("/")
    stage.press("Esc")
    stage.press("/")
    stage.type("zzz")
    assert shown(stage) == []
    assert current(stage) == ""


def test_single_letters_are_text_in_the_search(stage: Stage) -> None:
    stage.press("/")
    stage.type("ja")
    assert stage.window.worklist.search.text() == "ja"
    assert stage.window.worklist.panel.isHidden()


def test_chips_count_and_choose(stage: Stage) -> None:
    page = stage.window.worklist
    listing = page.model.listing
    assert listing.count("mine") == 2
    page.findChild(Chip, "chip_mine").click()
    stage.settle()
    assert [page.model.row(m).owner for m in shown(stage)] == [cohort.NURSE] * 2
    page.findChild(Chip, "chip_copd").click()
    stage.settle()
    assert all("copd" in page.model.row(m).diagnoses for m in shown(stage))


def test_take_over_and_give_back(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("t")
    assert stage.record(NILS).owner == cohort.NURSE
    assert page.model.said(NILS).owner == "Du"
    stage.later(1)
    stage.press("t")
    assert stage.record(NILS).owner == ""


def test_queues_by_digit(stage: Stage) -> None:
    page = stage.window.worklist
    stage.press("2")
    assert page.model.listing.view is View.MISSING
    assert QApplication.focusWidget() is not None
    stage.press("1")
    assert page.model.listing.view is View.CLINICAL
    assert len(shown(stage)) == 14


def test_the_panel_is_not_opened_where_nothing_is_open(stage: Stage) -> None:
    stage.window.show_patients()
    stage.settle()
    page = stage.window.patients
    page.view.go_to(QUIET)
    stage.press("a")
    assert page.panel.isHidden()


def test_all_keys_are_shown_and_any_key_closes(stage: Stage) -> None:
    stage.press("?")
    sheet = stage.window._all_keys
    assert sheet.isVisible()
    rows = current(stage)
    stage.press("j")
    assert not sheet.isVisible()
    assert current(stage) == rows  # the key closed the sheet and did nothing else
    stage.press("j")
    assert current(stage) != rows


def test_language_changes_while_the_window_is_open(stage: Stage) -> None:
    stage.translations.use(Language.EN)
    stage.until(lambda: stage.window.worklist.top.title.text() == "Worklist")
    assert said(stage, NILS).startswith(
        "Red, Nils-Olov Testmark, 1953 · Hypertension, Blood pressure 184/112"
    )


def test_the_windows_title_names_nobody(stage: Stage) -> None:
    stage.press("Return")
    assert stage.window.windowTitle() == "Hemmonitor"


def test_a_failure_is_told_in_words(stage: Stage) -> None:
    stage.bridge.failed.emit("storage.disk_full")
    stage.settle()
    toast = stage.window.worklist.toast
    assert toast.isVisible()
    assert "Disken är full" in toast.accessibleName()


def test_all_green_at_once_with_one_undo(stage: Stage) -> None:
    page = stage.window.worklist
    green = page.model.listing.counts().green
    assert len(green) == 5
    assert page.all_green.isVisible()
    stage.press("Shift+G")
    assert page.greens.isVisible()
    assert set(page.greens.mailboxes) == set(green)
    stage.press("Ctrl+Return")
    assert page.toast.isVisible()
    assert all(stage.record(m).unseen() for m in green)  # not before the time to undo is over
    stage.click(page.toast.undo)
    page.toast.expired.emit()
    stage.settle()
    assert all(stage.record(m).unseen() for m in green)
    stage.press("Shift+G")
    stage.press("Ctrl+Return")
    page.toast.expired.emit()
    stage.settle()
    assert not any(stage.record(m).unseen() for m in green)
    assert stage.record(green[0]).seen[-1][1].by == cohort.NURSE
    assert page.model.listing.counts().green == ()
    assert page.model.listing.counts().dealt_with == len(green)


def test_a_green_one_who_has_written_or_missed_is_kept_back(stage: Stage) -> None:
    counts = stage.window.worklist.model.listing.counts()
    ebba = cohort.mailbox_of(17)
    assert ebba in counts.written
    assert ebba not in counts.green


def test_undoing_the_green_leaves_earlier_acknowledgements(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(NILS)
    stage.press("a")
    stage.press("1")
    stage.press("Ctrl+Return")
    stage.press("Esc")
    stage.press("Shift+G")
    stage.press("Ctrl+Return")
    stage.press("Ctrl+Z")
    assert len(acknowledgements(stage, NILS)) == 1
    stage.press("Ctrl+Z")
    assert acknowledgements(stage, NILS) == []


def test_the_queue_of_missing_data_counts_planned_against_made(stage: Stage) -> None:
    page = stage.window.worklist
    stage.press("2")
    sixten = page.model.said(cohort.mailbox_of(20))
    assert sixten.reason == "Blodtryck inte mätt sedan 14\u00a0nov 06:00"
    assert sum(planned for planned, _ in sixten.kept) == 26
    made = sum(made for _, made in sixten.kept)
    assert (sixten.value, sixten.unit) == (f"{made} av 26", "mätningar")
    assert sixten.kept[-3:] == ((2, 0), (2, 0), (0, 0))


def test_time_alone_brings_a_patient_onto_the_list(stage: Stage) -> None:
    plan = stage.record(QUIET).newest_plan
    assert plan is not None
    limit = MissingLimit("missing.bp", Kind.BLOOD_PRESSURE, Level.YELLOW)
    changed = replace(plan, version=2, valid_from=stage.now, reason="bevakas", missing=(limit,))
    stage.receive(QUIET, PlanIssued(changed))
    told: list[Row] = []
    stage.bridge.row.connect(told.append)
    stage.bridge.tick()
    stage.settle()
    assert told == []  # nothing has changed, so nothing is told
    stage.later(36 * 60)
    stage.bridge.tick()
    stage.settle()
    assert QUIET in {row.mailbox for row in told}
    assert stage.window.worklist.tabs.tabs[View.MISSING].count == 3


def test_the_queue_of_devices_names_the_fault(stage: Stage) -> None:
    page = stage.window.worklist
    stage.press("3")
    assert [page.model.said(m).reason for m in shown(stage)] == [
        "Blodtryck: flera mätningar i rad misslyckades",
        "Blodtryck: enhetens klocka fungerar inte",
    ]
    assert {page.model.said(m).zone_word for m in shown(stage)} == {"Fel"}


def test_a_morning_by_keyboard(staging: Staging) -> None:
    """Two hundred people, every open one acknowledged by keyboard alone."""
    stage = staging(cohort.events(cohort.many(200), days=8))
    page = stage.window.worklist
    rows = shown(stage)
    assert len(rows) > 60
    stage.press("a")
    for number in range(len(rows)):
        assert page.panel.subject is not None
        stage.press(str(1 + number % 6))
        stage.press("Ctrl+Return")
    assert page.panel.isHidden()
    assert [m for m in rows if not acknowledgements(stage, m)] == []
    assert all(page.model.said(m).done for m in rows)
    assert page.tabs.tabs[View.CLINICAL].count == 0
