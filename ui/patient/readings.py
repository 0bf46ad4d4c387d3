"""Readings under each other: time left, figures right, a line between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.base import Label, line


class ReadingLines(QWidget):
    """Readings under each other: time left, figures right, a line between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_lines(self, lines: Sequence[tuple[str, str, bool]]) -> None:
        """(left text, right text, whether it is a reading)."""
        while (item := self._column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.setParent(None)
                gone.deleteLater()
        for index, (left, right, strong) in enumerate(lines):
            if index:
                self._column.addWidget(line())
            one = QWidget()
            row = QHBoxLayout(one)
            row.setContentsMargins(0, 1, 0, 1)
            row.addWidget(Label(left, "body" if strong else "secondary"), 1)
            row.addWidget(Label(right, "strong" if strong else "secondary", wrap=False))
            self._column.addWidget(one)
        self._column.addStretch(1)
