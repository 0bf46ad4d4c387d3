"""A message as a bubble, with its files; and files to be sent with one.

A file is small by rule: a message is one sealed event. What is too big, or of a kind that the patient's
program cannot show, is refused with its name and the reason. A picture is made small, without what a camera
adds to it.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.events import Attachment
from hemmonitor.model.record import Message
from ui.snapshot import NotAPicture, picture
from ui.widgets.attached import Attached, size
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import IconButton

translate = QCoreApplication.translate
MOST = 240 * 1024  # bytes of one file
MOST_TOGETHER = 400 * 1024  # bytes with one message
KINDS = ("application/pdf", "image/png", "image/jpeg", "text/plain")


def bubble(message: Message, when: str, *, unread: bool) -> QFrame:
    """A message: who, when, what, and its files."""
    frame = QFrame()
    frame.setProperty("kind", "quote" if message.from_patient else "sunken")
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 4, 8, 4)
    column.setSpacing(2)
    head = Label("", "body")
    fresh = translate("Thread", "unread")
    head.set_strong_lead(message.sender, f"{when} · {fresh}" if unread else when)
    column.addWidget(head)
    if message.text:
        column.addWidget(Label(message.text, "body"))
    for attachment in message.attachments:
        column.addWidget(Attached(attachment))
    return frame


def read(path: Path, others: Sequence[Attachment] = ()) -> Attachment | str:
    """A file to be sent, or why it cannot be, in words."""
    kind = mimetypes.guess_type(path.name)[0] or ""
    if kind not in KINDS:
        return translate("Thread", "{name}: only PDF, pictures and plain text can be sent.").format(
            name=path.name
        )
    try:
        # a picture is made small, and loses what a camera adds; another file goes as it is
        content = picture(path).content if kind.startswith("image/") else path.read_bytes()
    except (OSError, NotAPicture):
        return translate("Thread", "{name} could not be read.").format(name=path.name)
    if kind.startswith("image/"):
        kind = "image/jpeg"
    together = len(content) + sum(len(a.content) for a in others)
    if len(content) > MOST or together > MOST_TOGETHER:
        text = translate("Thread", "{name} is {size}. At most {most} a file and {together} a message fit.")
        return text.format(
            name=path.name, size=size(len(content)), most=size(MOST), together=size(MOST_TOGETHER)
        )
    return Attachment(_named(path, kind), kind, content)


def _named(path: Path, kind: str) -> str:
    """The file's name, with the ending that it is sent with."""
    return f"{path.stem}.jpg" if kind == "image/jpeg" else path.name


class FilesRow(Themed, QWidget):
    """Files chosen for the message being written; ``changed``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: list[Attachment] = []
        self._row = QVBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._fault = Label("", "zone_red")
        self._row.addWidget(self._fault)
        self.refresh()
        self._show("")

    def ask(self) -> None:
        """Ask for files."""
        kinds = translate("Thread", "PDF, pictures, text") + " (*.pdf *.png *.jpg *.jpeg *.txt)"
        chosen, _ = QFileDialog.getOpenFileNames(self, translate("Thread", "Attach a file"), "", kinds)
        self.add([Path(name) for name in chosen])

    def add(self, paths: Sequence[Path]) -> None:
        """Take files in; the last that does not fit is told."""
        fault = ""
        for path in paths:
            found = read(path, self.files)
            if isinstance(found, str):
                fault = found
            else:
                self.files.append(found)
        self._show(fault)

    def clear(self) -> None:
        """No files."""
        self.files.clear()
        self._show("")

    def _remove(self, attachment: Attachment) -> None:
        self.files.remove(attachment)
        self._show("")

    def _show(self, fault: str) -> None:
        while self._row.count() > 1 and (item := self._row.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for attachment in self.files:
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(Label(f"{attachment.name}, {size(len(attachment.content))}", "small"), 1)
            away = IconButton("x", translate("Thread", "Remove"))
            away.clicked.connect(partial(self._remove, attachment))
            inside.addWidget(away)
            self._row.insertWidget(self._row.count() - 1, line)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.setVisible(bool(fault or self.files))
        self.changed.emit()
