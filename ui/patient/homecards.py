"""Cards of Home: the next step, and today's planned measurements."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.home import HomeState, Task, TaskState
from ui.format import Formatter
from ui.patient import view
from ui.patient.layout import Room
from ui.theme import Theme
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView


class NextStep(Card):
    """The one thing to do now, with its button and, where there is room, a picture."""

    start = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._over, self._title, self._more = Label("", "accent"), Label("", "title"), Label("", "secondary")
        self.button = Button("", "primary", icon="player-play")
        self.button.setObjectName("startMeasuring")
        self.button.clicked.connect(self.start)
        self._picture_box = Card("soft_right", padding=12)
        self._picture_box.body.addWidget(Picture("cuff"))
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        for part in (self._over, self._title, self._more):
            self._words.addWidget(part)
        self._below = QHBoxLayout()
        self._below.addWidget(self.button)
        self._below.addStretch(1)
        self._words.addLayout(self._below)
        self._words.addStretch(1)
        self._row = QHBoxLayout()
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._picture_box)
        self.body.addLayout(self._row)
        self._beside = False
        self.refresh()

    def set_step(self, over: str, title: str, more: str, button: str, *, primary: bool) -> None:
        """The texts; without `button` there is nothing to press."""
        self._over.setText(over)
        self._title.setText(title)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.set_kind("primary" if primary else "secondary")
        self._over.setVisible(bool(over) and not self._beside)

    def set_room(self, room: Room, *, snug: bool) -> None:
        """Picture only in the widest room; the button beside the words in the narrowest."""
        self._picture_box.setVisible(room is Room.WIDE)
        self._picture_box.setFixedWidth(210)
        beside = room is Room.ONE or (room is Room.BAR and snug)
        self._beside = beside
        self._over.setVisible(bool(self._over.text()) and not beside)
        self._below.setContentsMargins(0, 0 if beside else (10 if snug else 16), 0, 0)
        (self._below if beside else self._row).removeWidget(self.button)
        if beside:
            self._row.insertWidget(1, self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._below.insertWidget(0, self.button)
        pad = 16 if snug else 24
        self._words.setContentsMargins(28 if beside else 24, pad, 24, pad)
        self._row.setContentsMargins(0, 0, 28 if beside else 0, 0)
        self._row.setSpacing(0)
        self._words.setSpacing(2 if snug else 6)

    def restyle(self, theme: Theme) -> None:
        self.body.setContentsMargins(1, 1, 1, 1)


class TaskLine(Themed, QWidget):
    """One planned measurement of today: done, now, later, or not done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconView("circle", 26)
        self._name, self._when = Label("", "body"), Label("", "secondary", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._name, 1)
        row.addWidget(self._when)

    def set_task(self, task: Task, name: str, form: Formatter) -> None:
        """Show `task` under `name`."""
        icon, role = {
            TaskState.DONE: ("circle-check", "green"),
            TaskState.NOW: ("player-play", "accent"),
            TaskState.LATER: ("circle", "grey"),
            TaskState.MISSED: ("circle-minus", "grey"),
        }[task.state]
        self._icon.set_icon(icon, role)
        self._name.setText(name)
        now = task.state is TaskState.NOW
        self._name.set_kind("strong" if now else "body")
        self._when.set_kind("strong" if now else "secondary")
        when = {
            TaskState.DONE: form.at_time(task.done_at) if task.done_at else self.tr("done"),
            TaskState.NOW: self.tr("now"),
            TaskState.LATER: self.tr("at {hour}").format(hour=view.hour(task.starts, form)),
            TaskState.MISSED: self.tr("not done"),
        }[task.state]
        self._when.setText(when)
        self.setAccessibleName(f"{name}, {when}")


class Today(Card):
    """Today's planned measurements and how many are done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title, self._count = Label("", "label", wrap=False), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        self._lines: list[TaskLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._none = Label("", "secondary")
        self.body.addLayout(head)
        self.body.addWidget(self._none)
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def set_tasks(self, home: HomeState, form: Formatter) -> None:
        """Show the day's tasks."""
        tasks, plan = home.tasks, home.plan
        done = sum(task.state is TaskState.DONE for task in tasks)
        self._title.setText(self.tr("Today"))
        count = self.tr("{done} of {count} done").format(done=done, count=len(tasks))
        self._count.setText(count if tasks else "")
        self._none.setText(self.tr("Nothing is planned for today."))
        self._none.setVisible(not tasks)
        while len(self._lines) < len(tasks):
            line = TaskLine()
            self._lines.append(line)
            self._column.addWidget(line)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(tasks))
            if index < len(tasks) and plan is not None:
                line.set_task(tasks[index], view.slot_name(tasks[index].slot, plan), form)
