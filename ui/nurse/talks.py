"""The list of conversations: who, when, the first line, how many unread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyleOptionViewItem,
    QWidget,
)

from hemmonitor.clinic import Row
from ui.format import Formatter
from ui.nurse import words
from ui.nurse.delegates import face
from ui.nurse.lines import Index, Line, Lines
from ui.nurse.rowtext import short_name
from ui.theme import fonts

_NO_PARENT = QModelIndex()


class Talks(QAbstractListModel):
    """Conversations, unread first, then the newest. The order stands until ``settle``."""

    def __init__(
        self, fmt: Callable[[], Formatter], me: str, now: dt.datetime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.fmt, self.me, self.now = fmt, me, now
        self.rows: dict[str, Row] = {}
        self.shown: list[str] = []
        self._search, self._unread, self._waiting = "", False, 0

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[self.shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.patient.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [row.patient.name, self.when(row), self.line(row)]
            if row.unread_messages:
                said.insert(1, words.unread(row.unread_messages))
            return ", ".join(said)
        return None

    def when(self, row: Row) -> str:
        """When the newest message was written."""
        return self.fmt().when(row.newest_message.at, self.now) if row.newest_message else ""

    def line(self, row: Row) -> str:
        """The newest message in one line."""
        message = row.newest_message
        if message is None:
            return ""
        text = " ".join(message.text.split()) or self.tr("A file")
        if message.from_patient:
            return text
        who = self.tr("You") if message.sender == self.me else short_name(message.sender)
        return f"{who}: {text}"

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """All patients anew."""
        self.rows = {row.mailbox: row for row in rows}
        self._waiting = sum(row.unread_messages for row in rows)
        self.settle()

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read; it is put in order with the ``last``."""
        for row in rows:
            before = self.rows.get(row.mailbox)
            self._waiting += row.unread_messages - (before.unread_messages if before else 0)
            self.rows[row.mailbox] = row
        if last:
            self.settle()

    def set_row(self, row: Row) -> None:
        """One line has changed; a new conversation comes first, the others keep their order."""
        before = self.rows.get(row.mailbox)
        self._waiting += row.unread_messages - (before.unread_messages if before else 0)
        self.rows[row.mailbox] = row
        if before is not None and _said(before) == _said(row):
            return
        if row.mailbox in self.shown:
            index = self.index(self.shown.index(row.mailbox), 0)
            self.dataChanged.emit(index, index)
        elif self._belongs(row):
            self.beginInsertRows(QModelIndex(), 0, 0)
            self.shown.insert(0, row.mailbox)
            self.endInsertRows()

    def show(self, search: str, *, unread: bool) -> None:
        """Only those with all the words; only those with something unread."""
        self._search, self._unread = search.lower(), unread
        self.settle()

    def settle(self) -> None:
        """Order anew."""
        self.beginResetModel()
        kept = [row for row in self.rows.values() if self._belongs(row)]
        kept.sort(key=_order)
        self.shown = [row.mailbox for row in kept]
        self.endResetModel()

    def unread(self) -> int:
        """How many messages wait."""
        return self._waiting

    def _belongs(self, row: Row) -> bool:
        if self._search:  # a search finds everybody, so that one can write to a patient for the first time
            text = f"{row.patient.name} {row.patient.number[:4]} {self.line(row)}".lower()
            if not all(word in text for word in self._search.split()):
                return False
        elif row.newest_message is None:
            return False
        return not self._unread or row.unread_messages > 0


def _said(row: Row) -> tuple[object, ...]:
    """What a line of the list tells of a patient."""
    return row.newest_message, row.unread_messages, row.patient.name


def _order(row: Row) -> tuple[bool, float, str]:
    at = row.newest_message.at.timestamp() if row.newest_message else 0.0
    return not row.unread_messages, -at, row.patient.name


class TalkList(Lines):
    """``moved(mailbox)`` when another is current."""

    moved = Signal(str)

    def __init__(self, model: Talks, parent: QWidget | None = None) -> None:
        super().__init__(model, _Line, "talks", parent)
        self._talks = model
        self.refresh()

    @property
    def mailbox(self) -> str:
        """Who is current; empty for nobody."""
        index = self.currentIndex()
        return self._talks.shown[index.row()] if index.isValid() else ""

    def go_to(self, mailbox: str) -> None:
        """Make somebody current; the first when they are not shown."""
        shown = self._talks.shown
        if shown:
            self.setCurrentIndex(self._talks.index(shown.index(mailbox) if mailbox in shown else 0, 0))

    def step(self, by: int) -> None:
        """Go down or up; at the ends it stays."""
        if self._talks.shown:
            place = min(max(self.currentIndex().row() + by, 0), len(self._talks.shown) - 1)
            self.setCurrentIndex(self._talks.index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit(self.mailbox)


class _Line(Line):
    """Name and time, the first line below, a pill with the number of unread ones."""

    SIZES = (14, 13)
    PADDING = 15

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme = index.model(), self.theme
        assert isinstance(model, Talks)
        row, colours = model.rows[model.shown[index.row()]], theme.colours
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex():
            painter.fillRect(rect, QColor(colours.accent_soft))
            bar = colours.accent if self._view.hasFocus() else colours.border_strong
            painter.fillRect(QRect(rect.x(), rect.y(), 5, rect.height()), QColor(bar))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        inner = rect.adjusted(14, 6, -12, -8)
        small, thin = face(theme, 13)
        when = model.when(row)
        wide = thin.horizontalAdvance(when) + 4
        top = QRect(inner.x(), inner.y(), inner.width(), face(theme, 14)[1].height())
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(small)
        painter.setPen(QColor(colours.text_secondary))
        painter.drawText(top, right | Qt.AlignmentFlag.AlignVCenter, when)
        name, metrics = face(theme, 14, fonts.BOLD if row.unread_messages else fonts.SEMIBOLD)
        painter.setFont(name)
        painter.setPen(QColor(colours.text))
        room = top.width() - wide - 8
        said = metrics.elidedText(row.patient.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top.adjusted(0, 0, -wide - 8, 0), left | Qt.AlignmentFlag.AlignVCenter, said)
        below = QRect(inner.x(), top.bottom() + 2, inner.width(), thin.height())
        if row.unread_messages:
            below.setRight(below.right() - self._paint_pill(painter, below, str(row.unread_messages)) - 8)
        painter.setFont(small)
        painter.setPen(QColor(colours.text if row.unread_messages else colours.text_secondary))
        text = thin.elidedText(model.line(row), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, left | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_pill(self, painter: QPainter, room: QRect, text: str) -> int:
        font, metrics = face(self.theme, 12, fonts.BOLD)
        tall = room.height()
        wide = max(tall, metrics.horizontalAdvance(text) + tall // 2)
        pill = QRectF(room.right() - wide, room.y(), wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.colours.accent))
        painter.drawRoundedRect(pill, tall / 2, tall / 2)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.colours.on_accent))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return wide
