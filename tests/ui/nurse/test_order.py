"""Tab goes through the nurse's window as one reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.lookbook.checks import astray
from tests.ui.nurse import screens
from tests.ui.nurse.stage import Stage
from ui.widgets.order import read


@pytest.mark.parametrize("screen", [screens.worklist, screens.patient, screens.limits, screens.plan])
def test_tab_follows_the_eye(stage: Stage, screen: Callable[[Stage], None]) -> None:
    screen(stage)
    assert astray(stage.window) == []


def test_tab_itself_goes_by_the_eye(stage: Stage) -> None:
    screens.patient(stage)
    order = read(stage.window)
    assert stage.window.patient.header.isAncestorOf(order[len(stage.window.rail.items) - 1])
    order[0].setFocus()
    for stop in order[1:12]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop
