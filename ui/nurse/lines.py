"""Lists whose lines are painted whole by one delegate: a round, conversations, tasks, a timeline.

The line that is current is marked by the delegate, and single letters are commands of the page, not a search.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.nurse.delegates import face
from ui.theme import Theme, of
from ui.widgets.base import Themed

Index = QModelIndex | QPersistentModelIndex


class Line(QStyledItemDelegate):
    """How a line is painted. ``SIZES``: its rows of text in pixels at 100 %; ``PADDING``: what is around."""

    SIZES: ClassVar[tuple[int, ...]] = (14,)
    PADDING: ClassVar[int] = 12

    def __init__(self, view: Lines) -> None:
        super().__init__(view)
        self._view = view
        self.theme = of(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, sum(face(self.theme, size)[1].height() for size in self.SIZES) + self.PADDING)


class Lines(Themed, QListView):
    """The list. ``name`` is what tests and style sheets know it by."""

    def __init__(
        self, model: QAbstractItemModel, line: type[Line], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setProperty("own_focus", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = line(self)
        self.setItemDelegate(self._line)

    def restyle(self, theme: Theme) -> None:
        self._line.theme = theme
        self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: see the module."""
