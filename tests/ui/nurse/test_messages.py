"""Messages: conversations by keyboard, drafts, ready texts, files; and tasks with a date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog

from hemmonitor.model.events import Attachment, MessageWritten
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.nurse import letters, thread
from ui.nurse.rail import Place

ASTA, NILS, EBBA = (cohort.mailbox_of(n) for n in (0, 1, 17))


def test_reading_marks_messages_and_no_values(stage: Stage) -> None:
    stage.window.show_messages()
    stage.settle()
    page = stage.window.messages
    assert page.model.shown[:3] == [ASTA, EBBA, cohort.mailbox_of(7)]  # unread first, then by name
    assert page.view is not None
    assert page.view.mailbox == ASTA
    assert stage.record(ASTA).read_by(stage.record(ASTA).messages[-1].id) is not None
    assert stage.clinic.row(ASTA, stage.now).unseen > 0
    assert page.model.shown[0] == ASTA  # it does not move away under the hand
    stage.until(lambda: stage.window.rail.items[Place.MESSAGES].accessibleName() == "Meddelanden, 2")


def test_write_by_keyboard_and_keep_what_was_not_sent(stage: Stage) -> None:
    stage.window.show_messages()
    stage.settle()
    page = stage.window.messages
    stage.press("m")
    stage.type("Hej Asta")
    stage.press("Esc")
    stage.press("j")
    assert page.field.toPlainText() == ""
    stage.press("k")
    assert page.field.toPlainText() == "Hej Asta"
    stage.press("m")
    stage.press("Ctrl+Return")
    newest = stage.record(ASTA).messages[-1]
    assert (newest.text, newest.sender, newest.from_patient) == ("Hej Asta", cohort.NURSE, False)
    assert page.field.toPlainText() == ""


def test_what_arrives_while_another_page_is_shown_is_unread(stage: Stage) -> None:
    stage.window.show_messages()
    stage.settle()
    stage.window.show_worklist()
    stage.settle()
    stage.receive(ASTA, MessageWritten("Igen", "Asta Provberg", from_patient=True))
    assert stage.record(ASTA).read_by(stage.record(ASTA).messages[-1].id) is None
    assert stage.clinic.row(ASTA, stage.now).unread_messages == 1


def test_a_search_finds_somebody_who_never_wrote(stage: Stage) -> None:
    stage.window.show_messages()
    stage.settle()
    page = stage.window.messages
    stage.press("/")
    stage.type("nils")
    assert page.model.shown == [NILS]
    assert page.view is not None
    assert page.view.mailbox == NILS


def test_a_file_goes_with_a_message_and_a_wrong_one_is_told(stage: Stage, tmp_path: Path) -> None:
    good, big, odd = tmp_path / "plan.pdf", tmp_path / "stor.pdf", tmp_path / "prog.exe"
    good.write_bytes(b"%PDF-1.7")
    big.write_bytes(bytes(thread.MOST + 1))
    odd.write_bytes(b"MZ")
    stage.window.show_messages()
    stage.settle()
    page = stage.window.messages
    page.files.add([good, big])
    assert "stor.pdf är 240 kB" in page.files._fault.text()
    page.files.add([odd])
    assert "prog.exe" in page.files._fault.text()
    page.files.add([tmp_path / "saknas.txt"])
    assert "kunde inte läsas" in page.files._fault.text()
    stage.click(page._send)
    [sent] = stage.record(ASTA).messages[-1].attachments
    assert sent == Attachment("plan.pdf", "application/pdf", b"%PDF-1.7")
    assert not page.files.files


def test_a_picture_goes_small_and_one_from_the_patient_is_seen_and_opened(
    stage: Stage, tmp_path: Path
) -> None:
    image = QImage(3000, 2000, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.setText("Comment", "hemma hos någon")
    assert image.save(str(tmp_path / "sår.png"))
    stage.window.show_messages()
    stage.settle()
    page = stage.window.messages
    page.files.add([tmp_path / "sår.png"])
    stage.click(page._send)
    [sent] = stage.record(ASTA).messages[-1].attachments
    assert (sent.name, sent.media_type) == ("sår.jpg", "image/jpeg")
    assert len(sent.content) < thread.MOST
    assert "hemma" not in sent.content.decode("latin-1")
    small = next(b for b in page.findChildren(QAbstractButton, "openPicture") if b.isVisible())
    assert small.accessibleName() == "En bild. Öppna den stor."
    stage.click(small)
    large = stage.window.findChild(QDialog, "largePicture")
    assert large is not None
    assert large.isVisible()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()


def test_ready_texts_are_kept_for_this_workstation(stage: Stage) -> None:
    desk = stage.window._desk
    letters.keep(desk, "Uppföljning", "Hej {name}, hur går det? {me} {annat}")
    stage.settle()
    assert stage.clinic.preference("letters")
    [text] = letters.kept(desk).values()
    assert letters.filled(text, "Asta", "Anna") == "Hej Asta, hur går det? Anna {annat}"
    letters.keep(desk, "Uppföljning", "")
    assert letters.kept(desk) == {}
    desk.bridge.preferences["letters"] = "{broken"
    assert letters.kept(desk) == {}


def test_tasks_by_day_done_and_undone(stage: Stage) -> None:
    today = stage.now.date()
    for mailbox, title, ahead, whose in (
        (NILS, "Sent", -1, ""),
        (ASTA, "Senare", 3, cohort.COLLEAGUE),
        (ASTA, "Mitt", 0, cohort.NURSE),
    ):
        stage.bridge.set_task(mailbox, title, today + dt.timedelta(days=ahead), whose)
    stage.settle()
    stage.until(lambda: stage.window.rail.items[Place.TASKS].accessibleName() == "Uppgifter, 2")
    stage.window.show_tasks()
    stage.settle()
    page = stage.window.tasks
    assert [i.task.title for i in page.model.items] == ["Sent", "Mitt", "Senare"]
    stage.press("x")
    assert page.model.items[0].done
    assert [t.done_by for t in stage.record(NILS).tasks] == [cohort.NURSE]
    stage.later(1)
    stage.press("Ctrl+Z")
    assert not page.model.items[0].done
    stage.press("u")
    assert [i.task.title for i in page.model.items] == ["Mitt"]
    stage.press("Return")
    assert stage.window.patient.mailbox == ASTA
    stage.press("Esc")
    assert stage.window._page() is page
