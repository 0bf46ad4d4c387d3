"""The worklist as a table model: a thin skin over ``Listing``.

A changed row is one ``dataChanged``; only ``settle``, another queue, a filter or a search resets. What a
row says is made when it is first painted and kept until the row, the language or the minute changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from hemmonitor.clinic import Row
from ui.format import Formatter
from ui.nurse import rowtext
from ui.nurse.listing import Done, Listing, View
from ui.nurse.rowtext import RowText

Index = QModelIndex | QPersistentModelIndex
_WARM_ROWS = 25
_WARM_MS, _REST_MS = 15, 150  # between them; before the first, for what was asked for to be painted
_ROOT = QModelIndex()


class Column(IntEnum):
    """Columns, from left to right."""

    ZONE = 0
    PATIENT = 1
    REASON = 2
    SPARK = 3
    OPEN_FOR = 4
    OWNER = 5
    CONTACT = 6
    MARKS = 7


class WorklistModel(QAbstractTableModel):
    """Rows as shown. ``RowText`` under ``UserRole``; ``AccessibleTextRole`` reads a whole row."""

    counts_changed = Signal()
    waiting_changed = Signal()
    texts_ready = Signal()  # the search went over texts that were not whole: it finds more now

    def __init__(
        self, me: str, now: dt.datetime, fmt: Callable[[], Formatter], parent: QObject | None = None
    ) -> None:
        """``me`` is who sits here, ``now`` (aware) the moment that ages are counted from.

        ``fmt`` gives the formatter of the language in force.
        """
        super().__init__(parent)
        self._now = now
        self._fmt = fmt
        self.listing = Listing(self._search_text, me=me, brief_of=rowtext.brief)
        self._idle = QTimer(self)  # makes search texts while nothing else is to do
        self._idle.setInterval(_REST_MS)
        self._idle.timeout.connect(self._warm)
        self._place: dict[str, int] = {}
        self._said: dict[View, dict[str, RowText]] = {view: {} for view in View}
        self._set_news()

    @property
    def now(self) -> dt.datetime:
        """The moment that ages are counted from."""
        return self._now

    @property
    def busy(self) -> bool:
        """Whether search texts are still being made."""
        return self._idle.isActive()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.listing.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        said = self.said(self.listing.shown[index.row()])
        match role:
            case Qt.ItemDataRole.UserRole:
                return said
            case Qt.ItemDataRole.DisplayRole:
                return said.column(index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return said.spoken if index.column() == Column.ZONE else said.column(index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return said.tip(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return rowtext.heading(section, self.listing.view)
        return None

    def mailbox(self, row: int) -> str:
        """The mailbox of a row on the screen; empty outside the list."""
        return self.listing.shown[row] if 0 <= row < len(self.listing.shown) else ""

    def row_of(self, mailbox: str) -> int:
        """Where a mailbox stands on the screen; -1 when it is not shown."""
        return self._place.get(mailbox, -1)

    def row(self, mailbox: str) -> Row | None:
        """What is known of a mailbox, shown or not."""
        return self.listing.rows.get(mailbox)

    def said(self, mailbox: str) -> RowText:
        """What the row says."""
        listing = self.listing
        text = self._said[listing.view].get(mailbox)
        if text is None:
            text = rowtext.make(
                listing.rows[mailbox],
                listing.view,
                self._now,
                listing.done.get(mailbox),
                listing.me,
                self._fmt(),
            )
            self._said[listing.view][mailbox] = text
        return text

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Take in the whole list. The first time it is put in order, later the order stands."""
        first = not self.listing.rows
        changed = self.listing.replace(rows)
        if first or not self.listing.shown:
            self.settle()
            return
        if any(m not in self.listing.rows for m in self.listing.shown):
            self._reset()
        self._tell(changed)

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read; it is put in order with the ``last``."""
        for row in rows:
            self.listing.update(row, waits=False)
        if last or not self.listing.shown:
            self.settle()
        else:
            self._tell([row.mailbox for row in rows])

    def set_row(self, row: Row) -> None:
        """Take in one row, where it stands."""
        self.listing.update(row)
        if not self.listing.shown and self.listing.belongs(row) and not self.listing.search:
            self.settle()  # an empty list has nothing that could move
        else:
            self._tell([row.mailbox])

    def set_done(self, mailbox: str, done: Done | None) -> None:
        """Mark a row as dealt with, or take the mark away."""
        self.listing.set_done(mailbox, done)
        self._tell([mailbox])

    def settle(self) -> None:
        """Order anew; what waits comes in and what is done leaves."""
        for mailbox in self.listing.done:
            self._forget(mailbox)
        self.beginResetModel()
        self.listing.settle()
        self._placed()
        self.endResetModel()
        self.counts_changed.emit()
        self.waiting_changed.emit()

    def show_view(self, view: View) -> None:
        """Go to another queue."""
        for mailbox in self.listing.done:
            self._forget(mailbox)
        self.beginResetModel()
        self.listing.show(view)
        self._placed()
        self.endResetModel()
        self.counts_changed.emit()
        self.waiting_changed.emit()

    def set_chip(self, chip: str) -> None:
        """Show a saved view within the queue."""
        self.listing.chip = chip
        self._reset()

    def set_search(self, text: str) -> None:
        """Show only rows with all the words."""
        self.listing.search = text
        if self._idle.isActive():
            self._warm()  # now they are wanted; a short list is done with this
        self._reset()

    def tick(self, now: dt.datetime) -> None:
        """Time has passed: ages change. What a search looks through says days, and changes with them."""
        other_day = now.date() != self._now.date()
        self._now = now
        self._set_news()
        if other_day:
            self.listing.forget_texts()
        self._say_anew()

    def forget_texts(self) -> None:
        """The language has changed: say everything anew."""
        self.listing.forget_texts()
        self._say_anew()

    def _say_anew(self) -> None:
        self._forget()
        if self.listing.shown:
            last = self.index(len(self.listing.shown) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _tell(self, mailboxes: list[str]) -> None:
        for mailbox in mailboxes:
            self._forget(mailbox)
            place = self._place.get(mailbox)
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))
        if mailboxes:
            self.counts_changed.emit()
            self.waiting_changed.emit()

    def _forget(self, mailbox: str = "") -> None:
        """What a row says is made anew; without a name, of all."""
        for said in self._said.values():
            if mailbox:
                said.pop(mailbox, None)
            else:
                said.clear()

    def _reset(self) -> None:
        self.beginResetModel()
        self.listing.filter()
        self._placed()
        self.endResetModel()

    def _warm(self) -> None:
        self._idle.setInterval(_WARM_MS)
        if not self.listing.warm(_WARM_ROWS):
            self._idle.stop()
            if self.listing.hasty:
                self.listing.hasty = False
                self.texts_ready.emit()

    def _placed(self) -> None:
        if not self._idle.isActive():
            self._idle.start()
        self._place = {mailbox: place for place, mailbox in enumerate(self.listing.shown)}

    def _search_text(self, row: Row, view: View) -> str:
        return rowtext.search_text(row, view, self._now, self._fmt())

    def _set_news(self) -> None:
        start = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        self.listing.set_news(start - dt.timedelta(days=1))
