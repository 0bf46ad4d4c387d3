"""The access log on the screen: what is in it, that a change to it is seen, and the documented spot check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton

from hemmonitor.model.access import AccessLogged, Deed, Ground, Verdict
from hemmonitor.model.events import Event
from hemmonitor.store import codec
from hemmonitor.store.journal import Journal
from hemmonitor.store.sqlite import SqliteJournal
from tests.ui.centre.stage import Centre, box_of
from ui.centre.log_page import LogPage
from ui.centre.table import Table
from ui.widgets.base import Label


def page_of(centre: Centre) -> LogPage:
    centre.go("log")
    page = centre.pages.page("log")
    assert isinstance(page, LogPage)
    page.period.setCurrentIndex(page.period.findData(0))
    page.search.clear()
    if page.odd.isChecked():
        centre.click(page.odd)
    centre.until(lambda: bool(page.table.lines.lines))
    centre.settle()
    return page


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in table.lines.lines]


def test_what_the_desks_did_is_listed_newest_first(shared: Centre) -> None:
    page = page_of(shared)
    found = rows(page.table)
    assert ["i dag 08:02", "Maj Mallström", "Team Älv", "Asta Provberg", "Öppnade patient"] in [
        row[:5] for row in found
    ]
    assert page._chain.text().startswith("Kedjan är hel")


def test_search_and_what_stands_out_narrow_the_list(shared: Centre) -> None:
    page = page_of(shared)
    page.search.setText("arne")
    assert {row[1] for row in rows(page.table)} == {"Arne Låtsgård"}
    page.search.clear()
    shared.click(page.odd)
    assert all(line.marked for line in page.table.lines.lines)
    assert 0 < len(page.table.lines.lines) < len(shared.log().entries)


def alter(journal: Journal, mailbox: str) -> None:
    """Somebody with the database's key puts another name into an old entry."""
    stored = next(
        s for s in journal.events(mailbox) if isinstance(s.event.body, AccessLogged) and s.event.body.seq == 1
    )
    assert isinstance(stored.event.body, AccessLogged)
    other: Event = replace(stored.event, body=replace(stored.event.body, by="Somebody else"))
    assert isinstance(journal, SqliteJournal)
    journal._connection.execute("UPDATE event SET body = ? WHERE id = ?", (codec.encode(other), other.id))


def test_an_altered_log_is_shown_as_such(centre: Centre) -> None:
    page = page_of(centre)
    assert page._wrong.isHidden()
    centre.do(alter, centre.profile.journal, centre.box)
    page.refresh_log()
    centre.until(lambda: not page._wrong.isHidden())
    assert "Loggen har ändrats" in page._wrong.accessibleName()
    assert "post 1 har ändrats" in page._wrong.accessibleName()
    assert page._chain.text().startswith("Kedjan håller inte")


def test_a_spot_check_is_documented_and_cannot_be_half_done(centre: Centre) -> None:
    page = page_of(centre)
    panel = page.panel
    centre.until(lambda: bool(panel._at))
    first = panel._at
    centre.click(panel.save)
    assert panel._fault.text() == "Välj en bedömning."
    panel.verdict.set_current(Verdict.ASK)
    centre.click(panel.save)
    assert panel._fault.text() == "Skriv vad som frågas eller utreds."
    panel.note.setPlainText("Frågar i dag.")
    panel.verdict.set_current(Verdict.ASK)
    centre.click(panel.save)
    centre.until(lambda: page._report is not None and page._report.sample.done == 1)
    assert panel._at != first, "the next one is shown"
    review = centre.log().reviews[first]
    assert (review.body.verdict, review.body.reason) == (Verdict.ASK, "Frågar i dag.")
    assert review.body.by == "Karin Provsjö"


def test_a_patient_s_extract_is_written_and_logged(shared: Centre, tmp_path: Path) -> None:
    page = page_of(shared)
    path = tmp_path / "extract.csv"
    page._ask = lambda _parent, _name, _kind: path
    line = next(line for line in page.table.lines.lines if line.cells[3].text == "Asta Provberg")
    page.table.choose(line.key)
    shared.click(page.extract)
    shared.until(path.exists)
    text = path.read_text(encoding="utf-8-sig")
    assert "Maj Mallström" in text
    assert "Tore" not in text, "no other patient is in it"
    entries = shared.log().of_patient(box_of(0))
    assert entries[-1].body.deed is Deed.EXTRACTED


def test_an_emergency_access_is_asked_for_logged_and_told(centre: Centre) -> None:
    """A patient of another team that this computer holds the key of."""
    window = centre.window
    window.show_patients()
    centre.settle()
    centre.click(window.findChild(QPushButton, "other_patients_open"))
    sheet = window.others
    centre.until(sheet.isVisible)
    listed = sheet.findChild(QListWidget, "other_list")
    assert isinstance(listed, QListWidget)
    assert listed.count() == 1
    assert box_of(7) not in {row.mailbox for row in centre.do(centre.clinic.worklist, centre.now)}
    listed.setCurrentRow(0)
    centre.click(sheet.open)
    assert sheet.isVisible(), "without ground and reason nothing opens"
    sheet.ground.set_current(Ground.EMERGENCY)
    sheet.findChild(QPlainTextEdit, "other_reason").setPlainText("Fallit hemma, dottern ringer")
    centre.click(sheet.open)
    centre.until(lambda: window.patient.mailbox == box_of(7))
    assert sheet.isHidden()
    marks = [label.text() for label in window.patient.header.findChildren(Label)]
    assert "Nödöppning" in marks, "the page says on what ground it is open"
    entry = centre.log().of_patient(box_of(7))[-1]
    assert (entry.body.deed, entry.body.ground) == (Deed.OPENED, Ground.EMERGENCY)
    assert entry.body.reason == "Fallit hemma, dottern ringer"
    record = centre.do(centre.clinic.record_of, box_of(7))
    assert record.accesses[-1].body.ground is Ground.EMERGENCY
    page = page_of(centre)
    marked = [line for line in page.table.lines.lines if line.key == entry.id]
    assert marked[0].marked
    assert marked[0].cells[5].text == "Nödöppning: Fallit hemma, dottern ringer"


def test_the_other_patients_sheet_is_searched_and_left_by_keyboard(shared: Centre) -> None:
    window = shared.window
    window.show_patients()
    shared.settle()
    window.show_others()
    shared.until(window.others.isVisible)
    search = window.others.findChild(QLineEdit, "other_search")
    search.setText("zzz")
    assert window.others.list.count() == 0
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert window.others.isHidden()


def test_reading_the_log_changes_nothing_in_it(shared: Centre) -> None:
    page = page_of(shared)
    before = len(shared.log().entries)
    page.refresh_log()
    shared.settle()
    assert len(shared.log().entries) == before
