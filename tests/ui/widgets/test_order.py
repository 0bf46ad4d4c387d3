"""Tab goes as one reads, in whatever order widgets were made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.order import ByEye, read


def shown(qtbot: QtBot, window: QWidget) -> None:
    ByEye(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()


def tabbed(window: QWidget, steps: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """What has the keyboard after each press."""
    found = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        found.append(QApplication.focusWidget().objectName())
    return found


def button(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setObjectName(name)
    return made


def test_rows_then_columns_whatever_was_made_first(qtbot: QtBot) -> None:
    """A head over two columns over a foot, made backwards."""
    window = QWidget()
    names = ("foot", "right 2", "right 1", "left 2", "left 1", "head 2", "head 1")
    made = {name: button(name) for name in names}
    whole, body, head = QVBoxLayout(window), QHBoxLayout(), QHBoxLayout()
    for part in made.values():
        part.setParent(window)
    left, right, inside = QWidget(window), QScrollArea(window), QWidget()
    for column, side in ((left, "left"), (inside, "right")):
        lines = QVBoxLayout(column)
        for number in (1, 2):
            lines.addWidget(made[f"{side} {number}"])
    right.setWidgetResizable(True)
    right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    right.setWidget(inside)
    body.addWidget(left)
    body.addWidget(right)
    head.addWidget(made["head 1"])
    head.addWidget(made["head 2"])
    whole.addLayout(head)
    whole.addLayout(body)
    whole.addWidget(made["foot"])
    shown(qtbot, window)
    order = ["head 1", "head 2", "left 1", "left 2", "right 1", "right 2", "foot"]
    assert [stop.objectName() for stop in read(window)] == order
    made["foot"].setFocus()
    assert tabbed(window, 7) == order
    assert tabbed(window, 3, Qt.Key.Key_Backtab) == ["right 2", "right 1", "left 2"]


def test_what_came_later_is_taken_in(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, last = button("first"), button("last")
    column.addWidget(first)
    column.addWidget(last)
    shown(qtbot, window)
    column.insertWidget(1, button("new"))
    qtbot.waitUntil(lambda: len(read(window)) == 3)
    first.setFocus()
    assert tabbed(window, 3) == ["new", "last", "first"]


def test_what_lies_on_each_other_stays_as_it_is(qtbot: QtBot) -> None:
    window = QWidget()
    over, under = button("over"), button("under")
    under.setParent(window)
    over.setParent(window)
    window.resize(300, 200)
    for part in (over, under):
        part.setGeometry(20, 20, 100, 50)
    hidden = button("hidden")
    hidden.setParent(window)
    shown(qtbot, window)
    hidden.hide()
    assert [stop.objectName() for stop in read(window)] == ["under", "over"]
