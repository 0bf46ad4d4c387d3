"""Messages between the person and the care centre: the talk, newest at the bottom, and a field to write in.

A draft stays in the field while the person looks at other pages. What is urgent does not belong here, and
the page says so where one writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.model.events import Attachment
from hemmonitor.model.record import Message
from ui.format import Formatter
from ui.patient import view
from ui.patient.layout import Room
from ui.patient.page import Page, Shown
from ui.snapshot import NotAPicture, picture
from ui.theme import Theme
from ui.widgets.attached import Attached
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card

_LONGEST = 2000  # characters


class Bubble(Themed, QWidget):
    """One message: who and when, and the text. One's own stand to the right."""

    def __init__(self, message: Message, who: str, when: str, read: str) -> None:
        """`read`: how far one's own message has come, in words."""
        super().__init__()
        own = message.from_patient
        self._card = Card("soft" if own else "card", padding=16)
        self._card.body.addWidget(Label(f"{who}, {when}", "secondary"))
        self._text = Label(message.text, "body")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._card.body.addWidget(self._text)
        for attachment in message.attachments:
            self._card.body.addWidget(Attached(attachment))
        if read:
            self._card.body.addWidget(Label(read, "secondary"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._card, 5)
        row.insertStretch(0 if own else 1, 1)


class Talk(Themed, QScrollArea):
    """All messages; it scrolls, and it stays at the newest one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = QWidget()
        self._inside.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(14)
        self._none = Label("", "secondary")
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._told: tuple[object, ...] = ()
        self._bubbles: list[Bubble] = []
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(
            lambda _low, high: self.verticalScrollBar().setValue(high)
        )
        self.refresh()

    def set_messages(self, rows: Sequence[tuple[Message, str, str, str]], none: str) -> None:
        """(message, who, when, read), oldest first; `none` is said where there are none."""
        told = (none, *((m.id, *words) for m, *words in rows))
        if told == self._told:
            return
        self._told = told
        self._none.setText(none)
        self._none.setVisible(not rows)
        for bubble in self._bubbles:
            self._column.removeWidget(bubble)
            bubble.deleteLater()
        self._bubbles = [Bubble(*row) for row in rows]
        for place, bubble in enumerate(self._bubbles):
            self._column.insertWidget(place + 1, bubble)

    def restyle(self, theme: Theme) -> None:
        self.setMinimumHeight(theme.font_px(18) * 6)

    def sizeHint(self) -> QSize:
        """As low as it may be: it is given what height is left, and long talks scroll."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class MessagesPage(Page):
    """See the module."""

    send = Signal(str, object)  # text, tuple[Attachment, ...]
    opened = Signal()

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self._title = Label("", "title")
        self._talk = Talk()
        self._card = Card(padding=18)
        self._field = QPlainTextEdit()
        self._field.setObjectName("messageText")
        self._field.setTabChangesFocus(True)
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._note = Label("", "secondary")
        self._send = Button("", "primary", icon="send", low=True)
        self._send.setObjectName("sendMessage")
        self._send.clicked.connect(self._send_now)
        self._pictures: list[Attachment] = []
        self._picked = Label("", "strong")
        self._attach = Button("", "neutral", icon="camera")
        self._attach.setObjectName("attachPicture")
        self._attach.clicked.connect(self._pick)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._note, 1)
        row.addWidget(self._attach)
        row.addWidget(self._send)
        self._card.body.addWidget(self._field)
        self._away = Button("", "neutral", icon="x", low=True)
        self._away.setObjectName("removePicture")
        self._away.clicked.connect(self._remove)
        picked = QHBoxLayout()
        picked.setSpacing(16)
        picked.addWidget(self._picked, 1)
        picked.addWidget(self._away)
        self._card.body.addLayout(picked)
        self._card.body.addLayout(row)
        self._typed()
        self.refresh()

    def write(self, begun: str = "") -> None:
        """The person wants to write: the keyboard goes to the field, after `begun` where it is given."""
        if begun:
            text = self._field.toPlainText()
            self._field.setPlainText(f"{text}\n{begun}".lstrip())
            self._field.moveCursor(QTextCursor.MoveOperation.End)
        QTimer.singleShot(0, self._field, self._field.setFocus)

    def show_state(self, shown: Shown) -> None:
        super().show_state(shown)
        if self.isVisible() and shown.home.unread_messages:
            self.opened.emit()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Messages"))
        self._send.setText(self.tr("Send"))
        if self._shown is None:
            return
        home, form = self._shown.home, self.form
        name = view.given_name(home.contact.name) if home.contact else ""
        to = self.tr("Write to {name}").format(name=name) if name else self.tr("Write to the care centre")
        self._field.setPlaceholderText(to)
        self._field.setAccessibleName(to)
        note = self.tr("Do not write if it is urgent. Then call.")
        when = view.read_when(home.contact)
        self._note.setText(f"{note} {when}".strip())
        rows = [
            (m, self.tr("You") if m.from_patient else m.sender, form.when(m.at, home.at), self._read(m))
            for m in home.messages
        ]
        self._attach.setText(self.tr("Picture"))
        self._away.setText(self.tr("Take it away"))
        self._say_picked()
        self._talk.set_messages(rows, self.tr("No messages yet."))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        self._field.setFixedHeight(self.theme.font_px(18) * (4 if room >= Room.RAIL and not snug else 3))
        return [*([self._title] if room >= Room.RAIL else []), self._talk, self._card]

    def lay_out(self) -> None:
        self.pager.set_rows(self.rows(self._room, snug=self._snug), self.spacing(), [self._talk])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._send_now()
                return True
        return super().eventFilter(watched, event)

    def _read(self, message: Message) -> str:
        """How far one's own message has come."""
        if not message.from_patient or self._shown is None:
            return ""
        seen = self._shown.home.read.get(message.id)
        if seen is None:
            return self.tr("Not read yet")
        at, by = seen
        return self.tr("Read by {who} {when}").format(
            who=view.given_name(by), when=self.form.when(at, self._shown.now)
        )

    def _pick(self) -> None:
        """Choose a picture; what cannot be one is said, and nothing is attached."""
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", kinds)
        if name:
            self.attach(Path(name))

    def attach(self, path: Path) -> None:
        """Take a picture along with the message that is being written."""
        try:
            taken = picture(path)
        except NotAPicture:
            self._picked.setText(self.tr("That file is not a picture that we can read. Choose another one."))
            self._picked.show()
            return
        self._pictures = [taken]  # one: it keeps the message small
        self._say_picked()
        self._typed()

    def _remove(self) -> None:
        """The picture stays here after all."""
        self._pictures = []
        self._say_picked()
        self._typed()
        self._attach.setFocus()

    def _say_picked(self) -> None:
        count = len(self._pictures)
        self._picked.setText(self.tr("A picture goes with the message.") if count else "")
        self._picked.setVisible(bool(count))
        self._away.setVisible(bool(count))

    def _typed(self) -> None:
        text = self._field.toPlainText()
        if len(text) > _LONGEST:
            self._field.setPlainText(text[:_LONGEST])
        self._send.setEnabled(bool(text.strip() or self._pictures))

    def _send_now(self) -> None:
        text, pictures = self._field.toPlainText().strip(), tuple(self._pictures)
        if text or pictures:
            self._pictures = []
            self._field.clear()
            self._say_picked()
            self.send.emit(text or self.tr("A picture"), pictures)
