"""Words at a visit: a note with pictures, and the end with its handing over.

A picture comes from the camera or a file, is made small without what a camera adds (``ui.snapshot``), is
shown from memory and goes into the record sealed. Nothing of it is written to disk here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.model.events import Attachment
from hemmonitor.model.visits import Outcome
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.visits import words
from ui.snapshot import NotAPicture, photograph, picture
from ui.theme import Theme
from ui.visitbridge import Handover
from ui.widgets.base import Label
from ui.widgets.buttons import Button, IconButton
from ui.widgets.camera import CameraView
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import CheckBox

MOST_TOGETHER = 400 * 1024  # bytes with one note, below an event's limit
_SHOWN = QSize(180, 120)  # px


class NoteCard(Card):
    """``saved(text, pictures)``, ``closed``."""

    saved = Signal(str, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        self._title, self._fault = Label("", "heading"), Label("", "zone_red")
        self.field = QPlainTextEdit()
        self._shoot, self._file = Button("", icon="camera"), Button("", icon="file-text")
        self._save, self._close = Button("", "primary", keys=("Ctrl", "S")), Button("", keys=("Esc",))
        self._sealed = Label("", "small")
        super().__init__()
        self._desk = desk
        self.pictures: list[Attachment] = []
        self.camera: CameraView | None = None
        self._live = QVBoxLayout()
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        for part, name in (
            (self.field, "visit_note_text"), (self._shoot, "visit_camera"), (self._file, "visit_picture"),
            (self._save, "visit_note_save"), (self._close, "visit_note_close"),
            (self._fault, "visit_note_fault"),
        ):  # fmt: skip
            part.setObjectName(name)
        self.field.setTabChangesFocus(True)
        tools, foot = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((tools, (self._shoot, self._file)), (foot, (self._save, self._close))):
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        for item in (self._title, self.field):
            self.body.addWidget(item)
        self.body.addLayout(tools)
        self.body.addLayout(self._live)
        self.body.addWidget(self._sealed)
        self.body.addLayout(self._row)
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        self.body.addLayout(foot)
        self._shoot.clicked.connect(self._photograph)
        self._file.clicked.connect(self._ask)
        self._save.clicked.connect(self._give)
        self._close.clicked.connect(self.closed)
        self.field.textChanged.connect(self._enable)
        bind(self, "Ctrl+S", self._give)
        bind(self, "Esc", self.closed.emit)
        self.refresh()
        self.retranslate()
        self.begin()

    def begin(self) -> None:
        """An empty note, and the camera is off."""
        self.field.clear()
        if self.camera is not None:
            self.camera.clear()
            self.camera.hide()
        self.pictures.clear()
        self._show("")

    def take_keyboard(self) -> None:
        """Into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def read(self, path: Path) -> None:
        """Take a picture from a file."""
        self._add(lambda: picture(path))

    def take(self, content: bytes) -> None:
        """Take a picture that the camera has just given, and let the camera go."""
        if self.camera is not None:
            self.camera.clear()
            self.camera.hide()
        self._add(lambda: photograph(content))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Note about the person who is here"))
        self.field.setAccessibleName(self._title.text())
        self.field.setPlaceholderText(self.tr("What you see, what was said"))
        self._shoot.setText(self.tr("Photograph"))
        self._file.setText(self.tr("Picture from a file"))
        self._sealed.setText(
            self.tr("Pictures are kept sealed, without place and camera. Erase those on the camera.")
        )
        self._save.setText(self.tr("Keep"))
        self._close.setText(self.tr("Cancel"))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.field.setMinimumHeight(theme.grown(110))

    def _photograph(self) -> None:
        """Turn the camera on; it is made when it is first wanted."""
        if self.camera is None:
            self.camera = CameraView(photos=True, mirror=False)
            self.camera.photo.connect(self.take)
            self._live.addWidget(self.camera)
        self.camera.show()
        self.camera.start()

    def _ask(self) -> None:
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Picture from a file"), "", kinds)
        if chosen:
            self.read(Path(chosen))

    def _add(self, make: Callable[[], Attachment]) -> None:
        try:
            made = make()
        except NotAPicture:
            self._show(self.tr("That is not a picture that can be read."))
            return
        if sum(len(one.content) for one in (*self.pictures, made)) > MOST_TOGETHER:
            self._show(self.tr("No more pictures fit into one note. Keep this one and begin another."))
            return
        self.pictures.append(made)
        self._show("")

    def _show(self, fault: str) -> None:
        while self._row.count() > 1 and (item := self._row.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for place, one in enumerate(self.pictures):
            frame = QWidget()
            inside = QHBoxLayout(frame)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            shown = QLabel()
            image = QImage.fromData(one.content).scaled(
                _SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            shown.setPixmap(QPixmap.fromImage(image))
            shown.setAccessibleName(self.tr("Picture {number}").format(number=place + 1))
            away = IconButton("x", self.tr("Take the picture away"))
            away.clicked.connect(partial(self._remove, one))
            inside.addWidget(shown)
            inside.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
            self._row.insertWidget(self._row.count() - 1, frame)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self._sealed.setVisible(bool(self.pictures))
        self._enable()

    def _remove(self, one: Attachment) -> None:
        self.pictures.remove(one)
        self._show("")

    def _enable(self) -> None:
        self._save.setEnabled(bool(self.field.toPlainText().strip() or self.pictures))

    def _give(self) -> None:
        if self._save.isEnabled():
            self.saved.emit(self.field.toPlainText(), tuple(self.pictures))


class EndCard(Card):
    """``ended(Handover)``, ``closed``. Of a visit where nobody opened, only the word and the task."""

    ended = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        self._title, self._about = Label("", "heading"), Label("", "secondary")
        self.outcome: Segmented[Outcome] = Segmented(
            [(one, words.outcome(one)) for one in (Outcome.DONE, Outcome.BROKEN_OFF)]
        )
        self._summary_name, self.summary = Label("", "strong"), QPlainTextEdit()
        self.wanted, self.task, self.due = CheckBox(), QLineEdit(), QDateEdit()
        self._save, self._close = Button("", "primary", keys=("Ctrl", "Enter")), Button("", keys=("Esc",))
        super().__init__()
        self._desk = desk
        self._nobody = False
        for part, name in (
            (self.outcome, "visit_outcome"), (self.summary, "visit_summary"),
            (self.wanted, "visit_task_wanted"), (self.task, "visit_task"), (self.due, "visit_task_due"),
            (self._save, "visit_end_save"), (self._close, "visit_end_close"),
        ):  # fmt: skip
            part.setObjectName(name)
        self.summary.setTabChangesFocus(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.lineEdit().setTextMargins(8, 0, 0, 0)
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.task, 1)
        row.addWidget(self.due)
        foot.setSpacing(8)
        foot.addWidget(self._save)
        foot.addWidget(self._close)
        foot.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        for widget in (
            self._title, self._about, self.outcome, self._summary_name, self.summary, self.wanted,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
        column.addLayout(foot)
        self.body.addLayout(column)
        self._save.clicked.connect(self._give)
        self._close.clicked.connect(self.closed)
        self.wanted.toggled.connect(self._enable)
        self.task.textChanged.connect(self._enable)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, key, self._give)
        bind(self, "Esc", self.closed.emit)
        self.refresh()
        self.retranslate()

    def begin(self, summary: str, *, nobody: bool) -> None:
        """Begin with what is known; ``nobody``: nobody opened."""
        self._nobody = nobody
        self.outcome.set_current(Outcome.DONE)
        self.outcome.setVisible(not nobody)
        self.summary.setPlainText(summary)
        self.wanted.setChecked(False)
        self.task.clear()
        tomorrow = self._desk.now().date() + dt.timedelta(days=1)
        self.due.setDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
        self.retranslate()
        self._enable()

    def take_keyboard(self) -> None:
        """Into the summary."""
        self.summary.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.summary.moveCursor(self.summary.textCursor().MoveOperation.End)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Nobody at home") if self._nobody else self.tr("End the visit"))
        self._about.setText(
            self.tr("Goes to the centre with the values, at once or when there is a network.")
        )
        self.outcome.set_texts([words.outcome(one) for one in (Outcome.DONE, Outcome.BROKEN_OFF)])
        self._summary_name.setText(self.tr("To the centre"))
        self.summary.setAccessibleName(self.tr("To the centre"))
        self.wanted.setText(self.tr("The centre has to do something"))
        self.task.setPlaceholderText(self.tr("What is to be done"))
        self.task.setAccessibleName(self.tr("What is to be done"))
        self.due.setAccessibleName(self.tr("By"))
        self._save.setText(self.tr("Hand over and end"))
        self._close.setText(self.tr("Go on with the visit") if not self._nobody else self.tr("Cancel"))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.summary.setMinimumHeight(theme.grown(120))

    def _enable(self) -> None:
        for part in (self.task, self.due):
            part.setVisible(self.wanted.isChecked())
        self._save.setEnabled(not self.wanted.isChecked() or bool(self.task.text().strip()))

    def _give(self) -> None:
        if not self._save.isEnabled():
            return
        outcome = Outcome.NOT_HOME if self._nobody else (self.outcome.current or Outcome.DONE)
        day = self.due.date()
        due = dt.date(day.year(), day.month(), day.day())
        task = self.task.text() if self.wanted.isChecked() else ""
        self.ended.emit(Handover(outcome, self.summary.toPlainText(), task, due if task else None))
