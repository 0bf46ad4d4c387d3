"""The table of the worklist: fixed rows, columns that give way in a set order, mouse and keys.

When the room gets small, columns go in this order: last contact, owner, marks, open for, sparkline. The
reason always keeps a readable width.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.nurse.delegates import CELLS, row_height
from ui.nurse.worklist_model import Column, Index, WorklistModel
from ui.theme import Theme, of
from ui.widgets.base import Themed

# pixels at 100 %; the reason takes what is left
_WIDTHS = {
    Column.ZONE: 92,
    Column.PATIENT: 190,
    Column.SPARK: 198,
    Column.OPEN_FOR: 92,
    Column.OWNER: 104,
    Column.CONTACT: 168,
    Column.MARKS: 44,
}
_GOES = (Column.CONTACT, Column.OWNER, Column.MARKS, Column.OPEN_FOR, Column.SPARK)
_LEAST_REASON = 260
_LEAST_PATIENT = 150
_MOST_REASON = 720
_MORE_SPARK = 76


class WorklistView(Themed, QTableView):
    """``opened(mailbox)`` on Enter or a double click, ``undo_asked(mailbox)`` in a row that is done."""

    opened = Signal(str)
    undo_asked = Signal(str)
    moved = Signal(str)  # the mailbox of the row that is current now; empty for none

    def __init__(self, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setObjectName("worklist")
        self.setProperty("own_focus", True)
        self.setProperty("hovered_row", -1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        self._cells = {column: cell(self) for column, cell in CELLS.items()}
        for column, delegate in self._cells.items():
            self.setItemDelegateForColumn(column, delegate)
        self.entered.connect(self._hover)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.mailbox(index.row())))
        self.refresh()

    @property
    def mailbox(self) -> str:
        """The mailbox of the current row; empty for none."""
        return self._model.mailbox(self.currentIndex().row())

    def go_to(self, mailbox: str) -> None:
        """Make a mailbox's row current, or the first row when it is not shown."""
        place = self._model.row_of(mailbox)
        self.setCurrentIndex(self._model.index(max(place, 0), Column.ZONE))

    def step(self, by: int) -> None:
        """Go down (positive) or up; at the ends it stays."""
        rows = self._model.rowCount()
        if rows:
            row = min(max(self.currentIndex().row() + by, 0), rows - 1)
            self.setCurrentIndex(self._model.index(row, Column.ZONE))

    def step_open(self) -> None:
        """Go to the next row below, then above, that is not done."""
        here, rows = self.currentIndex().row(), self._model.rowCount()
        done = self._model.listing.done
        for row in [*range(here + 1, rows), *range(here - 1, -1, -1)]:
            if self._model.mailbox(row) not in done:
                self.setCurrentIndex(self._model.index(row, Column.ZONE))
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit(self._model.mailbox(current.row()))

    def fit_columns(self) -> None:
        """Share out the width among the columns."""
        theme = of(self)
        room = self.viewport().width()
        widths = {column: theme.grown(width) for column, width in _WIDTHS.items()}
        least = theme.grown(_LEAST_REASON)
        shown = set(widths)
        for column in (None, *_GOES):
            if column is not None:
                shown.discard(column)
            if room - sum(widths[c] for c in shown) >= least:
                break
        spare = room - sum(widths[c] for c in shown)
        if spare < least:
            widths[Column.PATIENT] = theme.grown(_LEAST_PATIENT)
            spare = room - sum(widths[c] for c in shown)
        most = theme.grown(_MOST_REASON)
        if spare > most:  # a wide screen stretches the line of values, then the last column, never the reason
            more = min(spare - most, theme.grown(_MORE_SPARK))
            widths[Column.SPARK] += more
            widths[Column.MARKS] += spare - most - more
            spare = most
        for column in Column:
            self.setColumnHidden(column, column not in shown and column is not Column.REASON)
            if column is Column.REASON:
                self.setColumnWidth(column, max(spare, 40))
            elif column in shown:
                self.setColumnWidth(column, widths[column])

    def restyle(self, theme: Theme) -> None:
        for cell in self._cells.values():
            cell.theme = theme
        self.verticalHeader().setDefaultSectionSize(row_height(theme))
        self.horizontalHeader().setFixedHeight(theme.grown(30))
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not event.modifiers() and self.mailbox:
                    self.opened.emit(self.mailbox)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are commands here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        mailbox = self._model.mailbox(index.row())
        if index.column() == Column.SPARK and mailbox in self._model.listing.done:
            self.undo_asked.emit(mailbox)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self.setProperty("hovered_row", -1)
        self.viewport().update()
        super().leaveEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if self.property("hovered_row") != index.row():
            self.setProperty("hovered_row", index.row())
            self.viewport().update()
