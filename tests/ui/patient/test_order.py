"""Tab goes through the patient's window as one reads it; every screen is looked at in `test_fit`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.patient.scenes import SCENES
from ui.widgets.order import read


def test_tab_itself_goes_by_the_eye() -> None:
    stage = SCENES["trends"].open()
    try:
        order = read(stage.window)
        order[0].setFocus()
        gone = [0]
        while gone[-1] < len(order) - 1:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            gone.append(order.index(QApplication.focusWidget()))
        assert gone == sorted(gone)  # of a group of choices it stops at the chosen one only
        names = [
            order[stop].objectName() or order[stop].text() for stop in gone if hasattr(order[stop], "text")
        ]
        assert names.index("Blodtryck") < names.index("Puls") < names.index("printValues")
    finally:
        stage.close()
