"""What stands beside the charts: nights, the calendar of planned measuring, flags of signals long closed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from hemmonitor.model.careplan import Pause
from hemmonitor.model.measurement import Kind
from tests.ui.patient import world
from tests.ui.patient.scenes import COPD, calendar, night
from tests.ui.patient.stage import MORNING, Stage
from ui.charts.plot import Chart
from ui.patient.rail import Place
from ui.widgets.fields import Select

MakeStage = Callable[..., Stage]


def test_a_night_in_figures_and_words(make_stage: MakeStage) -> None:
    stage = make_stage(person=COPD, nights=2)
    night(stage)
    texts = stage.texts()
    for words in (
        "Syre på natten",
        "Mätt i 7 tim 47 min, kl 22.48–06.34. Ingen signal i 12 min.",
        "syremättnad, medel under natten",
        "lägsta värdet",
        "under 90 %",
        "(ODI3)",
        "(ODI4)",
        "Programmet bedömer inte en natt. Det gör din vårdcentral.",
    ):
        assert words in texts, words
    assert "Natten till fredag 21 november. Mätt i" in texts  # all of it for a screen reader
    chart = next(c for c in stage.window.findChildren(Chart) if c.isVisible())
    assert [lane.title for lane in chart.lanes] == ["Syremättnad", "Puls"]
    assert len(chart.lanes[0].times) == 28_000 - 720  # all values; what is drawn is gathered
    assert [round(gap.end - gap.start) for gap in chart.lanes[0].gaps] == [721]


def test_another_night_is_chosen_by_button_and_from_the_list(make_stage: MakeStage) -> None:
    stage = make_stage(person=COPD, nights=2)
    night(stage)
    assert not stage.find("nightAfter").isEnabled()
    stage.click("nightBefore")
    assert "Natten till torsdag 20 november. Mätt i" in stage.texts()
    assert "Ingen signal" not in stage.texts()
    assert not stage.find("nightBefore").isEnabled()
    choice = stage.find("nightChoice")
    assert isinstance(choice, Select)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    stage.settle()
    assert "Natten till fredag 21 november. Mätt i" in stage.texts()


def test_a_night_is_read_by_keyboard_and_hour_by_hour(make_stage: MakeStage) -> None:
    stage = make_stage(person=COPD, nights=1)
    night(stage)
    chart = next(c for c in stage.window.findChildren(Chart) if c.isVisible())
    chart.setFocus()
    said: list[str] = []
    chart.readout.connect(said.append)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "22.48" in said[0]
    assert "22.49" in said[1] or "22.50" in said[1]  # minutes, not 28,000 seconds
    assert "Syremättnad" in said[1]
    stage.segment("chartOrTable", 1)
    table = next(t for t in stage.window.findChildren(QTableView) if t.isVisible())
    model = table.model()
    assert model.rowCount() == 1 + 9  # the whole, and the hours from 22 to 06
    assert str(model.index(1, 0).data()).replace("\u2060", "") == "22.48–23.00"
    assert "Fall i timmen: ODI3" in stage.texts()


def test_the_calendar_has_a_word_for_each_day_and_counts(make_stage: MakeStage) -> None:
    away = Pause(dt.date(2025, 11, 1), dt.date(2025, 11, 4), "resa")
    plan = dataclasses.replace(world.plan(world.GUNNEL, MORNING), pauses=(away,))
    stage = make_stage(plan=plan)
    calendar(stage)
    assert not stage.shows("period")
    texts = stage.texts()
    assert "November 2025" in texts
    assert "11 dagar klara, 1 delvis, 4 inte gjorda, 4 i paus." in texts
    assert "Fredag 21 november: kommer, 0 av 2." in texts
    stage.measured(128, 77)
    stage.click("measureDone")
    assert "Fredag 21 november: kommer, 1 av 2." in stage.texts()


def test_the_calendar_by_keyboard(stage: Stage) -> None:
    calendar(stage)
    grid = stage.find("monthGrid")
    grid.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(grid, key)
    stage.settle()
    assert "Onsdag 12 november: delvis, 1 av 2. Inte gjort: Blodtryck 18.00." in stage.texts()
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert "Oktober 2025" in stage.texts()
    assert "Söndag 12 oktober" in stage.texts()
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    QTest.keyClick(grid, Qt.Key.Key_PageDown)  # there is nothing to say of December
    assert "November 2025" in stage.texts()
    assert not stage.find("monthAfter").isEnabled()


def test_without_a_plan_nothing_was_planned(make_stage: MakeStage) -> None:
    stage = make_stage(planned=False)
    calendar(stage)
    assert "Inget var planerat den här månaden." in stage.texts()
    assert "Fredag 21 november: inget planerat." in stage.texts()


def test_a_signal_that_was_closed_stays_as_a_flag(stage: Stage) -> None:
    for _ in range(2):
        stage.measured(166, 96)
        stage.later(2)
    stage.click("measureDone")
    for _ in range(3):
        stage.later(12 * 60)
        for _ in range(2):
            stage.measured(128, 76)
            stage.later(2)
        stage.click("measureDone")
    assert not stage.home.state(stage.now).evaluation.open
    stage.go(Place.TRENDS)
    chart = next(c for c in stage.window.findChildren(Chart) if c.isVisible())
    stage.until(lambda: bool(chart._overlay.strip.flags))
    assert [flag.text for flag in chart._overlay.strip.flags] == ["Signal 166/96"]


def test_a_value_of_somebody_else_is_taken_away_from_the_table(stage: Stage) -> None:
    stage.measured(171, 99)
    stage.later(1)
    stage.measured(169, 97)
    stage.click("measureDone")
    stage.go(Place.TRENDS)
    stage.segment("chartOrTable", 1)
    assert not stage.find("notMyValue").isEnabled()  # one: the pulse is a part of the pressure's reading
    table = next(t for t in stage.window.findChildren(QTableView) if t.isVisible())
    table.setFocus()
    table.selectRow(0)
    stage.click("notMyValue")
    assert "Värdet är borttaget." in stage.texts()
    assert len(stage.home.record_of_patient.retracted) == 0  # it can be thought over
    stage.window.close()
    stage.settle()
    left = stage.home.history(Kind.BLOOD_PRESSURE)
    assert all(m.taken_at.date() != stage.now.date() for m in left)  # both readings of the sitting
    assert len(stage.home.record_of_patient.retracted) == 2
