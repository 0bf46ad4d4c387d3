"""Shortcuts of a part of a page, and the list of all keys.

A shortcut works while the keyboard is in its part. Single letters are typed, not obeyed, in a text field: Qt
gives the field the first right to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import IconButton
from ui.widgets.keycap import KeyCap


def bind(part: QWidget, key: str, command: Callable[[], object]) -> QShortcut:
    """Have ``command`` run on ``key`` while the keyboard is in ``part``."""
    shortcut = QShortcut(QKeySequence(key), part)
    shortcut.setProperty("shipped", key)  # see ``key_map``
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(command)
    return shortcut


class AllKeys(Themed, QFrame):
    """Every key on one sheet, over the window; any key or click closes it."""

    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("kind", "popup")
        self.setObjectName("all_keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self._title = Label("", "heading", wrap=False)
        self._close = IconButton("x", "")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self._leave)
        self._grid = QGridLayout()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 14, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._grid)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self.hide()
        self.refresh()
        self.retranslate()

    def open(self) -> None:
        """Show the sheet in the middle of the host."""
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("All keys"))
        self._close.setAccessibleName(self.tr("Close"))
        while self._grid.count() and (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        groups = self._groups()
        for column, (name, entries) in enumerate(groups):
            self._grid.addWidget(Label(name, "label", wrap=False), 0, column)
            for row, (keys, text) in enumerate(entries, 1):
                self._grid.addWidget(_Entry(keys, text), row, column)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(
            ". ".join(f"{' '.join(keys)}: {text}" for _, entries in groups for keys, text in entries)
        )

    def restyle(self, theme: Theme) -> None:
        if not self.isHidden():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leave()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # no key reaches the page below
            event.accept()
            return True
        return super().event(event)

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()

    def _place(self) -> None:
        self.adjustSize()
        size = self.sizeHint().boundedTo(self._host.size())
        left, top = (self._host.width() - size.width()) // 2, (self._host.height() - size.height()) // 2
        self.setGeometry(left, top, size.width(), size.height())

    def _groups(self) -> Sequence[tuple[str, Sequence[tuple[Sequence[str], str]]]]:
        worklist = (
            (("j", "k"), self.tr("next, previous row")),
            (("Enter",), self.tr("open patient")),
            (("a",), self.tr("acknowledge")),
            (("t",), self.tr("take over, give back")),
            (("h",), self.tr("hand over")),
            (("1", "2", "3"), self.tr("queue")),
            (("r",), self.tr("show what is new")),
            (("G",), self.tr("all green")),
            (("/",), self.tr("search")),
            (("Ctrl", "Z"), self.tr("undo")),
        )
        patient = (
            (("j", "k"), self.tr("next, previous patient")),
            ((",", "."), self.tr("move the line by one value")),
            (("1", "…", "5"), self.tr("range")),
            (("d",), self.tr("the same as a table")),
            (("y",), self.tr("why")),
            (("v",), self.tr("the value's path")),
            (("m",), self.tr("write")),
            (("n",), self.tr("note, task")),
            (("w",), self.tr("another view")),
            (("g",), self.tr("limits")),
            (("p",), self.tr("plan")),
            (("Esc",), self.tr("back")),
        )
        panels = (
            (("1", "…", "6"), self.tr("choose action")),
            (("Tab",), self.tr("next field")),
            (("Ctrl", "Enter"), self.tr("acknowledge, next")),
            (("Ctrl", "S"), self.tr("save limits or plan")),
            (("Esc",), self.tr("close")),
            (("F6",), self.tr("next part of the window")),
            (("?",), self.tr("this list")),
        )
        return (
            (self.tr("Worklist"), worklist),
            (self.tr("Patient"), patient),
            (self.tr("Panels"), panels),
        )


class _Entry(QWidget):
    """Keys and what they do."""

    def __init__(self, keys: Sequence[str], text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key in keys:
            row.addWidget(KeyCap(key))
        row.addWidget(Label(text, "body", wrap=False))
        row.addStretch(1)
