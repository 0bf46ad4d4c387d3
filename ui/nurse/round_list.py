"""The patients of a round: who is done, who is at hand, who waits; a press or Enter looks at somebody."""

from __future__ import annotations

from dataclasses import dataclass

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

from ui.nurse.delegates import face
from ui.nurse.lines import Index, Line, Lines
from ui.nurse.round_course import State
from ui.theme import Face, Zone, fonts, icons
from ui.widgets import shapes
from ui.widgets.words import zone_word

_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: zone, name and where the patient stands in the round."""

    mailbox: str
    name: str
    zone: Zone
    state: State


class Entries(QAbstractListModel):
    """The lines. ``here`` is the patient at hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.here = ""

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = {
                State.DONE: self.tr("done"),
                State.SKIPPED: self.tr("left for later"),
                State.WAITING: self.tr("waiting"),
            }[entry.state]
            return f"{zone_word(entry.zone, Face.NURSE)}, {entry.name}, {state}"
        return None

    def show(self, entries: list[Entry], here: str) -> None:
        """Show these lines."""
        same = [e.mailbox for e in entries] == [e.mailbox for e in self.entries]
        if not same:
            self.beginResetModel()
        self.entries, self.here = entries, here
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, 0))


class RoundList(Lines):
    """``chosen(mailbox)``."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.entries = Entries()
        super().__init__(self.entries, _Line, "round_list", parent)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.refresh()

    def show_entries(self, entries: list[Entry], here: str) -> None:
        """Show the round; the patient at hand is kept in sight."""
        self.entries.show(entries, here)
        place = next((n for n, e in enumerate(entries) if e.mailbox == here), -1)
        if place >= 0:
            index = self.entries.index(place, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _choose(self, index: Index) -> None:
        self.chosen.emit(self.entries.entries[index.row()].mailbox)


class _Line(Line):
    """Shape, name, check mark; the patient at hand has a bar at the left and a bold name."""

    PADDING = 14

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, Entries)
        entry, theme = model.entries[index.row()], self.theme
        colours, here = theme.colours, entry.mailbox == model.here
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(rect.x(), rect.y(), 5, rect.height()), QColor(colours.accent))
        elif index == self._view.currentIndex() and self._view.hasFocus():
            painter.fillRect(rect, QColor(colours.surface_sunken))
        side = theme.grown(18)
        middle = rect.y() + rect.height() / 2
        shapes.paint_zone(painter, QRectF(rect.x() + 16, middle - side / 2, side, side), entry.zone, theme)
        font, metrics = face(theme, 14, fonts.BOLD if here else fonts.REGULAR)
        painter.setFont(font)
        painter.setPen(
            QColor(colours.text if entry.state is State.WAITING or here else colours.text_secondary)
        )
        room = QRect(rect.x() + 16 + side + 10, rect.y(), 0, rect.height())
        room.setRight(rect.right() - (side + 20 if entry.state is not State.WAITING else 8))
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if entry.state is not State.WAITING:
            mark = QRectF(rect.right() - side - 10, middle - side / 2, side, side)
            name = "check" if entry.state is State.DONE else "clock"
            icons.paint(painter, mark, name, colours.text_secondary)
        painter.restore()
