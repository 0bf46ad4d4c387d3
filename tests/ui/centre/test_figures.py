"""Statistics, templates and hours, and the drill's page: what is shown, what is kept, what is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from hemmonitor import templates
from hemmonitor.statistics import summary
from tests.ui.centre.conftest import Founding
from tests.ui.centre.stage import Centre, box_of
from ui.centre.settings_page import SettingsPage
from ui.centre.statistics_page import StatisticsPage
from ui.nurse import letters


def statistics_of(centre: Centre) -> StatisticsPage:
    centre.go("statistics")
    page = centre.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    centre.until(lambda: page._gathered)
    centre.settle()
    return page


def settings_of(centre: Centre) -> SettingsPage:
    centre.go("settings")
    page = centre.pages.page("settings")
    assert isinstance(page, SettingsPage)
    centre.until(lambda: page._settings is not None)
    centre.settle()
    return page


def test_the_figures_are_the_core_s_and_small_groups_are_not_shown(shared: Centre, tmp_path: Path) -> None:
    page = statistics_of(shared)
    found = summary(page._facts)
    assert found.patients == 7, "the own team's patients alone"
    share = found.adherence.share
    assert share is not None
    assert page._tiles[0].figure.text().split() == [f"{share * 100:.0f}", "%"]
    page.diagnosis.setCurrentIndex(page.diagnosis.findData("copd"))
    assert "Grupper under 5 visas inte" in page._size.text()
    assert page._tiles[0].figure.text() == "–"
    page.diagnosis.setCurrentIndex(0)
    path = tmp_path / "research.csv"
    page._ask = lambda _parent, _name, _kind: path
    shared.click(page.export)
    page.study.setText("studie")
    shared.click(page.write)
    shared.until(path.exists)
    text = path.read_text(encoding="utf-8")
    people = {row["person"] for row in csv.DictReader(io.StringIO(text))}
    assert 5 <= len(people) <= 7, "who is alone in a group is left out"
    assert box_of(0) not in text
    assert "Provberg" not in text
    assert shared.log().entries[-1].body.what == f"research:{len(people)}"


def test_hours_and_escalation_are_kept_as_the_next_version(founding: Founding) -> None:
    centre = founding(days=2, patients=8)
    page = settings_of(centre)
    page.sign_name.setText("Sara Skenberg")
    page.sign_role.setText("läkare")
    page.table.choose("copd")
    centre.click(page.sign)
    centre.until(lambda: page._settings is not None and page._settings.version == 2)
    assert page._settings is not None
    (signed,) = page._settings.sign_offs
    assert (signed.template, signed.digest) == ("copd", templates.digest("copd"))
    assert [line.cells[2].text for line in page.table.lines.lines if line.key == "copd"] == ["Sara Skenberg"]
    page.days[5][0].setChecked(True)
    page.days[5][1].setTime(QTime(17, 0))  # opens after it closes
    centre.click(page.save)
    assert "sluta efter" in page._state.text()
    page.days[5][1].setTime(QTime(9, 0))
    centre.click(page.save)
    centre.until(lambda: page._settings is not None and page._settings.version == 3)
    assert page._settings.hours[-1].weekday == 6
    assert page._settings.sign_offs == (signed,), "the signature stands"
    kept = centre.do(lambda: centre.clinic.access and centre.clinic.access.settings)
    assert kept == page._settings
    status, desk = centre.window._status, centre.window._desk
    centre.until(lambda: "mån–fre 7–16, lör 9–16" in words(status._forms[0]))
    title, text = page.phrases.add()
    assert isinstance(title, QLineEdit)
    assert isinstance(text, QPlainTextEdit)
    title.setText("Bra vecka")
    text.setPlainText("Hej {name}! Veckan ser bra ut. {me}")
    centre.click(page.save)
    centre.until(lambda: len(desk.bridge.centre.phrases) == 1)
    used: list[str] = []
    menu = letters.menu(centre.window, desk, "Asta", used.append)
    assert menu.actions()[0].text() == "Bra vecka", "the centre's come first"
    menu.actions()[0].trigger()
    assert used == ["Hej Asta! Veckan ser bra ut. Karin Provsjö"]


def words(text: str) -> str:
    """Without the marks that keep a range on one line."""
    return text.replace("\u2060", "")
