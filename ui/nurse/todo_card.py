"""Notes and tasks of a patient: one field, kept as a note or set as a task with a day."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.model.events import Attachment
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.pictures import PictureSheet
from ui.nurse.rowtext import short_name
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.fields import CheckBox

_NOTES = 3  # the newest ones; all stand in the timeline


class TodoCard(Card):
    """``noted(text)``, ``task_set(text, date)``, ``task_done(id)``."""

    noted = Signal(str)
    task_set = Signal(str, object)
    task_done = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._title = Label("", "strong", wrap=False)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.field, self.due = QLineEdit(), QDateEdit()
        self.field.setObjectName("note_field")
        self.due.setObjectName("task_due")
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.lineEdit().setTextMargins(8, 0, 0, 0)
        self.keep, self.set = Button("", icon="note"), Button("", icon="calendar-plus")
        self.keep.setObjectName("note_keep")
        self.set.setObjectName("task_set")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.due, 1)
        foot.addWidget(self.set)
        self.body.addWidget(self._title)
        self.body.addLayout(self._list)
        self.body.addWidget(self.field)
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(foot)
        self.keep.clicked.connect(self._keep)
        self.set.clicked.connect(self._set)
        self.field.textChanged.connect(self._enable)
        for key in ("Return", "Enter"):
            bind(self.field, key, self._keep)
        self._enable("")
        self.refresh()
        self.retranslate()

    def show_view(self, view: PatientView) -> None:
        """Show a patient's open tasks and newest notes."""
        if self._view is None or self._view.mailbox != view.mailbox:
            self.field.clear()
            week = view.at.date() + dt.timedelta(days=7)
            self.due.setDate(QDate(week.year, week.month, week.day))
        self._view = view
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        fmt = self._desk.fmt
        for task in (t for t in view.tasks if t.done_at is None):
            who = f" · {short_name(task.whose)}" if task.whose else ""
            box = CheckBox(f"{fmt.day(task.due, short=True)}  {task.title or self.tr('Follow up')}{who}")
            box.setObjectName(f"task_{task.id}")
            box.clicked.connect(partial(self._done, task.id))
            self._list.addWidget(box)
        for note in view.notes[-_NOTES:]:
            line = Label("", "body")
            title = f"{short_name(note.body.by)}, {fmt.when(note.at, view.at)}"
            line.set_strong_lead(title, note.body.text)
            self._list.addWidget(line)
            for place, picture in enumerate(note.body.attachments, start=1):
                look = Button(self.tr("Picture {number}").format(number=place), icon="eye")
                look.setObjectName("note_picture")
                look.clicked.connect(partial(self._look, picture, title))
                self._list.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Notes and tasks"))
        self.field.setPlaceholderText(self.tr("Note, or what is to be done"))
        self.field.setAccessibleName(self.tr("Note, or what is to be done"))
        self.due.setAccessibleName(self.tr("By"))
        self.keep.setText(self.tr("Keep note"))
        self.set.setText(self.tr("Set task"))
        if self._view is not None:
            self.show_view(self._view)

    def _look(self, picture: Attachment, title: str, *_: object) -> None:
        PictureSheet.open_over(self, picture, title)

    def _done(self, task_id: str, _on: bool) -> None:
        self.task_done.emit(task_id)

    def _enable(self, text: str) -> None:
        for button in (self.keep, self.set):
            button.setEnabled(bool(text.strip()))

    def _keep(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.clear()
            self.noted.emit(text)

    def _set(self) -> None:
        text, day = self.field.text().strip(), self.due.date()
        if text:
            self.field.clear()
            self.task_set.emit(text, dt.date(day.year(), day.month(), day.day()))
