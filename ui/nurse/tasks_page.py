"""Tasks with a date: all that is to be done about patients, the first due first.

Keys: j k, x (done), Enter (the patient), u (mine only), Ctrl+Z (undo). A task is set on the patient's page
or in a round; a follow-up of an acknowledgement is one too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import Row
from hemmonitor.model.record import CareTask
from ui.nurse import rowtext
from ui.nurse.delegates import face
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.lines import Index, Line, Lines
from ui.nurse.page import Keys, Page, TopBar
from ui.nurse.shedding import SheddingRow
from ui.theme import Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Label
from ui.widgets.choice import Segmented
from ui.widgets.fields import paint_check
from ui.widgets.toast import Toast

_NO_PARENT = QModelIndex()
_DATE = 150  # px at 100 %


@dataclass(frozen=True, slots=True)
class Item:
    """A task and whose patient it is about."""

    row: Row
    task: CareTask
    done: bool = False


class TaskItems(QAbstractListModel):
    """Open tasks by day; those done here stay, marked, until ``settle``."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: dict[str, Row] = {}
        self.items: list[Item] = []
        self.mine = False
        self._due: tuple[dt.date, int] | None = None  # the day it was counted on, and how many

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(item.task)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (self.day(item.task), self.title(item.task), item.row.patient.name, self.whose(item.task))
            return ", ".join(part for part in parts if part)
        return None

    def title(self, task: CareTask) -> str:
        """What is to be done."""
        return task.title or self.tr("Follow up")

    def day(self, task: CareTask) -> str:
        """When it is due, from here: late, today, tomorrow, the day."""
        fmt, today = self._desk.fmt, self._desk.now().date()
        ahead = (task.due - today).days
        if ahead == 0:
            return self.tr("Today")
        if ahead == 1:
            return self.tr("Tomorrow")
        day = f"{fmt.weekday(task.due, short=True)} {fmt.day(task.due, short=True)}"
        return self.tr("Late, {day}").format(day=fmt.day(task.due, short=True)) if ahead < 0 else day

    def late(self, task: CareTask) -> bool:
        """Whether its day has passed."""
        return task.due < self._desk.now().date()

    def whose(self, task: CareTask) -> str:
        """Who is to do it; else who has set it."""
        me = self._desk.staff.name
        if task.whose:
            return self.tr("You") if task.whose == me else rowtext.short_name(task.whose)
        return self.tr("set by {name}").format(name=rowtext.short_name(task.by))

    def count_due(self) -> int:
        """How many are due today or late."""
        today = self._desk.now().date()
        if self._due is None or self._due[0] != today:
            count = sum(task.due <= today for row in self.rows.values() for task in row.tasks)
            self._due = (today, count)
        return self._due[1]

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """All patients anew."""
        self.rows = {row.mailbox: row for row in rows}
        self._due = None
        self.settle()

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read; it is put in order with the ``last``."""
        self.rows.update((row.mailbox, row) for row in rows)
        if last or any(row.tasks for row in rows):
            self._due = None
        if last:
            self.settle()

    def set_row(self, row: Row) -> None:
        """One patient's tasks may have changed: lines that stand are changed where they are."""
        before = self.rows.get(row.mailbox)
        self.rows[row.mailbox] = row
        if before is not None and before.tasks == row.tasks:
            return
        self._due = None
        open_ones = {task.id: task for task in row.tasks}
        for place, item in enumerate(self.items):
            if item.row.mailbox == row.mailbox:
                known = open_ones.pop(item.task.id, None)
                self.items[place] = Item(row, known or item.task, done=known is None)
        for task in open_ones.values():
            if self._belongs(task):
                self.beginInsertRows(QModelIndex(), len(self.items), len(self.items))
                self.items.append(Item(row, task))
                self.endInsertRows()
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, 0))

    def settle(self) -> None:
        """Order anew; what is done leaves."""
        self.beginResetModel()
        found = [Item(row, task) for row in self.rows.values() for task in row.tasks if self._belongs(task)]
        self.items = sorted(found, key=lambda i: (i.task.due, i.row.patient.name, i.task.id))
        self.endResetModel()

    def _belongs(self, task: CareTask) -> bool:
        return not self.mine or task.whose == self._desk.staff.name


class TaskList(Lines):
    """``ticked(row)`` when the box of a line is pressed, ``opened(mailbox)`` on Enter or a double click."""

    ticked = Signal(int)
    opened = Signal(str)

    def __init__(self, model: TaskItems, parent: QWidget | None = None) -> None:
        super().__init__(model, _Line, "tasks", parent)
        self._items = model
        self.doubleClicked.connect(lambda index: self.opened.emit(model.items[index.row()].row.mailbox))
        self.refresh()

    @property
    def place(self) -> int:
        """The current line, -1 for none."""
        return self.currentIndex().row()

    def step(self, by: int) -> None:
        """Go down or up; at the ends it stays."""
        if self._items.items:
            place = min(max(self.place + by, 0), len(self._items.items) - 1)
            self.setCurrentIndex(self._items.index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < self.theme.grown(44):
            self.ticked.emit(index.row())


class _Line(Line):
    """Box, day, what and about whom, by whom. A late day has the shape and the word, not the colour alone."""

    SIZES = (14, 13)
    PADDING = 13

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme = index.model(), self.theme
        assert isinstance(model, TaskItems)
        item, colours = model.items[index.row()], theme.colours
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.done:
            painter.fillRect(rect, QColor(colours.surface_sunken))
        elif index == self._view.currentIndex():
            painter.fillRect(rect, QColor(colours.accent_soft))
        if index == self._view.currentIndex():
            bar = colours.accent if self._view.hasFocus() else colours.border_strong
            painter.fillRect(QRect(rect.x(), rect.y(), 5, rect.height()), QColor(bar))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        side, middle = theme.grown(16), rect.y() + rect.height() / 2
        paint_check(painter, QRectF(rect.x() + 18, middle - side / 2, side, side), item.done, self._view)
        x = rect.x() + 18 + side + 14
        self._paint_day(painter, QRect(x, rect.y(), theme.grown(_DATE), rect.height()), model, item)
        x += theme.grown(_DATE)
        wide = rect.right() - x - 12
        ink = colours.text_secondary if item.done else colours.text
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        top = QRect(x, rect.y() + 5, wide, face(theme, 14)[1].height())
        font, metrics = face(theme, 14, fonts.SEMIBOLD)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(
            top, flags, metrics.elidedText(model.title(item.task), Qt.TextElideMode.ElideRight, wide)
        )
        small, thin = face(theme, 13)
        painter.setFont(small)
        painter.setPen(QColor(colours.text_secondary))
        below = QRect(x, top.bottom() + 1, wide, thin.height())
        about = f"{item.row.patient.name} · {rowtext.describe(item.row)} · {model.whose(item.task)}"
        painter.drawText(below, flags, thin.elidedText(about, Qt.TextElideMode.ElideRight, wide))
        painter.restore()

    def _paint_day(self, painter: QPainter, room: QRect, model: TaskItems, item: Item) -> None:
        theme, late = self.theme, model.late(item.task) and not item.done
        if late:
            side = theme.grown(16)
            mark = QRectF(room.x(), room.y() + (room.height() - side) / 2, side, side)
            shapes.paint_zone(painter, mark, Zone.YELLOW, theme)
            room.setLeft(room.x() + side + 6)
        painter.setFont(face(theme, 14, fonts.BOLD if late else fonts.REGULAR)[0])
        painter.setPen(QColor(theme.colours.text_secondary if item.done else theme.colours.text))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, model.day(item.task)
        )


class TasksPage(Page):
    """``opened(mailbox)`` when the patient's page is wanted."""

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._closed: list[tuple[str, str]] = []  # mailbox, task: what can be undone
        self.setProperty("kind", "page")
        self.setObjectName("tasks_page")
        self.top = TopBar(desk)
        self.model = TaskItems(desk, self)
        self.list = TaskList(self.model)
        self.which: Segmented[str] = Segmented([("all", ""), ("mine", "")], "all")
        self._count = Label("", "secondary", wrap=False)
        self._empty = Label("", "secondary", align=Qt.AlignmentFlag.AlignHCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty.setProperty("own_focus", True)
        tools = SheddingRow((16, 10, 16, 8), 12)
        tools.add(self.which)
        tools.add(self._count, 1)
        tools.add_stretch()
        card = QFrame()
        card.setProperty("kind", "card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        inset = QVBoxLayout()
        inset.setContentsMargins(16, 0, 16, 4)
        inset.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(tools)
        column.addLayout(inset, 1)
        self.toast = Toast(card)
        self.toast.undone.connect(self.undo)
        self.list.ticked.connect(self._tick_off)
        self.list.opened.connect(self.opened)
        self.which.chosen.connect(lambda _which: self._choose())
        commands: dict[str, Callable[[], object]] = {
            "j": partial(self.list.step, 1),
            "k": partial(self.list.step, -1),
            "x": lambda: self._tick_off(self.list.place),
            "u": self._toggle,
            "Return": self._open,
            "Ctrl+Z": self.undo,
        }
        for key, command in commands.items():
            bind(self, key, command)
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return (
            (("j", "k"), self.tr("next, previous")),
            (("x",), self.tr("done")),
            (("Enter",), self.tr("whole patient")),
            (("u",), self.tr("mine only")),
            (("Ctrl", "Z"), self.tr("undo")),
            (("?",), self.tr("all keys")),
        )

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """All patients."""
        self.model.set_rows(rows)
        self._show_counts()

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read."""
        self.model.add_rows(rows, last=last)
        self._show_counts()

    def set_row(self, row: Row) -> None:
        """One patient's line has changed."""
        self.model.set_row(row)
        self._show_counts()

    def begin(self) -> None:
        if not self.isVisible() or self.list.place < 0:
            self.model.settle()
            self.list.step(0)
        self._show_counts()
        shown = self._stack.currentWidget() or self.list
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def settle(self) -> None:
        """Order anew; what is done leaves."""
        self.model.settle()
        self.list.step(0)

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)
        self.list.viewport().update()
        self._show_counts()

    def undo(self) -> None:
        """The task closed last is to be done after all."""
        if self._closed:
            mailbox, task_id = self._closed.pop()
            self._desk.bridge.close_task(mailbox, task_id, done=False)

    def retranslate(self) -> None:
        self.top.title.setText(self.tr("Tasks"))
        self.list.setAccessibleName(self.tr("Tasks"))
        self._empty.setText(self.tr("Nothing is waiting to be done"))
        self.which.set_texts([self.tr("All"), self.tr("Mine")])
        self._show_counts()

    def _choose(self) -> None:
        self.model.mine = self.which.current == "mine"
        self.settle()
        self._show_counts()

    def _toggle(self) -> None:
        self.which.set_current("all" if self.which.current == "mine" else "mine")
        self._choose()

    def _open(self) -> None:
        if 0 <= self.list.place < len(self.model.items):
            self.opened.emit(self.model.items[self.list.place].row.mailbox)

    def _tick_off(self, place: int) -> None:
        if not 0 <= place < len(self.model.items):
            return
        item = self.model.items[place]
        self._desk.bridge.close_task(item.row.mailbox, item.task.id, done=not item.done)
        if not item.done:
            self._closed.append((item.row.mailbox, item.task.id))
            said = self.tr("{task} is done.").format(task=self.model.title(item.task))
            self.toast.show_done(said, item.row.patient.name)

    def _show_counts(self) -> None:
        due = self.model.count_due()
        self._count.setText(self.tr("%n due today or late", "", due) if due else "")
        self._stack.setCurrentWidget(self.list if self.model.items else self._empty)
