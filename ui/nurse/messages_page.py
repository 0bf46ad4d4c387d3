"""Messages: all conversations beside each other, the answer with ready texts and files.

Keys: j k (conversation), m (write), u (unread only), / (search), Enter (the patient), Ctrl+Enter (send).
Reading a conversation marks its messages as read, and no values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView, Row
from ui.nurse import letters, thread, words
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.page import Keys, Page, TopBar
from ui.nurse.search import SearchField
from ui.nurse.shedding import SheddingRow
from ui.nurse.talks import TalkList, Talks
from ui.nurse.thread import FilesRow
from ui.theme import Theme, fonts
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.choice import Segmented
from ui.widgets.toast import Toast

_LIST = 340
_MOST = 100  # bubbles; older ones stand on the patient's page
_BUBBLE = 640


class MessagesPage(Page):
    """``opened(mailbox)`` when the patient's page is wanted."""

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view: PatientView | None = None
        self._unread: frozenset[str] = frozenset()
        self._drafts: dict[str, str] = {}
        self.setProperty("kind", "page")
        self.setObjectName("messages_page")
        self.top = TopBar(desk)
        self.model = Talks(lambda: desk.fmt, desk.staff.name, desk.now(), self)
        self.list = TalkList(self.model)
        self.search = SearchField()
        self.which: Segmented[str] = Segmented([("all", ""), ("unread", "")], "all")
        self._name, self._person = Label("", "heading", wrap=False), Label("", "secondary", wrap=False)
        self._whole = Button("", keys=("Enter",))
        self._whole.setObjectName("talk_open")
        self._empty = Label("", "secondary", align=Qt.AlignmentFlag.AlignHCenter)
        self.field = QPlainTextEdit()
        self.field.setObjectName("talk_field")
        self.field.setTabChangesFocus(True)
        self.files = FilesRow()
        self._template, self._attach = Button("", icon_after="chevron-down"), Button("", icon="file-text")
        self._send = Button("", "primary", icon="send", keys=("Ctrl", "Enter"))
        for button, name in ((self._template, "template"), (self._attach, "attach"), (self._send, "send")):
            button.setObjectName(f"talk_{name}")
        self._bubbles = QVBoxLayout()
        self._down = QTimer(self)  # to the newest one, once the layout has settled
        self._down.setSingleShot(True)
        self._build()
        self.toast = Toast(self)
        self._connect()
        self._shortcuts()
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return (
            (("j", "k"), self.tr("next, previous")),
            (("m",), self.tr("write")),
            (("u",), self.tr("unread only")),
            (("/",), self.tr("search")),
            (("Enter",), self.tr("whole patient")),
            (("Ctrl", "Enter"), self.tr("send")),
            (("?",), self.tr("all keys")),
        )

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """All patients."""
        here = self.list.mailbox
        self.model.set_rows(rows)
        if self.isVisible():
            self.list.go_to(here)
        self._show_counts()

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read."""
        here = self.list.mailbox
        self.model.add_rows(rows, last=last)
        if last and self.isVisible():
            self.list.go_to(here)
        self._show_counts()

    def set_row(self, row: Row) -> None:
        """One patient's line has changed."""
        self.model.set_row(row)
        self._show_counts()

    def begin(self) -> None:
        if not self.list.mailbox:
            self.model.settle()
            self.list.go_to("")
        elif self.view is None or self.view.mailbox != self.list.mailbox:
            self._choose(self.list.mailbox)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Another page is shown: what arrives now has not been read."""
        self._keep_draft()
        self._desk.bridge.talk("")
        self.view = None

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)
        self.model.now = now
        self.list.viewport().update()

    def go_to(self, mailbox: str) -> None:
        """Show somebody's conversation."""
        self.list.go_to(mailbox)

    def show_view(self, view: PatientView) -> None:
        """The core tells a conversation, or what is new in it."""
        if view.mailbox != self.list.mailbox or not self.isVisible():
            return
        other = self.view is None or self.view.mailbox != view.mailbox
        self._unread = frozenset(view.unread) | (frozenset() if other else self._unread)
        self.view = view
        self._show_view()
        if other:
            self.files.clear()
            self.field.setPlainText(self._drafts.get(view.mailbox, ""))

    def retranslate(self) -> None:
        self.top.title.setText(self.tr("Messages"))
        self.search.setPlaceholderText(self.tr("Name or words"))
        self.search.setAccessibleName(self.tr("Search"))
        self.list.setAccessibleName(self.tr("Conversations"))
        self._whole.setText(self.tr("Whole patient"))
        self._empty.setText(self.tr("Nobody has written"))
        self._template.setText(self.tr("Template"))
        self._attach.setText(self.tr("Attach a file"))
        self._send.setText(self.tr("Send"))
        self._show_counts()
        if self.view is not None:
            self._show_view()
        self._show_state()

    def restyle(self, theme: Theme) -> None:
        self.field.setFixedHeight(round(3 * QFontMetricsF(fonts.font(theme, 14)).lineSpacing()) + 24)
        self._head.setFixedHeight(theme.grown(48))
        self._inner.setMaximumWidth(theme.grown(_BUBBLE) + 80)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._side = QFrame()
        self._side.setProperty("kind", "card")
        tools = QVBoxLayout()
        tools.setContentsMargins(12, 10, 12, 8)
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addWidget(self.which)
        left = QVBoxLayout(self._side)
        left.setContentsMargins(1, 1, 1, 1)
        left.setSpacing(0)
        left.addLayout(tools)
        left.addWidget(self.list, 1)
        left.addWidget(self._empty)
        body = QHBoxLayout()
        body.setContentsMargins(16, 10, 16, 4)
        body.setSpacing(12)
        body.addWidget(self._side)
        body.addWidget(self._build_thread(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(body, 1)

    def _build_thread(self) -> QFrame:
        self._thread = QFrame()
        self._thread.setProperty("kind", "card")
        self._head = QFrame()
        self._head.setProperty("kind", "panel_head")
        bar = SheddingRow((16, 0, 12, 0), 12)
        bar.add(self._name)
        bar.add(self._person, 2)
        bar.add_stretch()
        bar.add(self._whole, 1)
        over = QHBoxLayout(self._head)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(bar)
        self._inner = QWidget()
        self._inner.setProperty("kind", "scrolled")
        inside = QVBoxLayout(self._inner)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addStretch(1)
        inside.addLayout(self._bubbles)
        self._bubbles.setSpacing(10)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inner)
        foot = QFrame()
        foot.setProperty("kind", "panel_foot")
        buttons = SheddingRow(gap=8)
        buttons.add(self._template)
        buttons.add(self._attach)
        buttons.add_stretch()
        buttons.add(self._send)
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 10, 16, 10)
        below.setSpacing(8)
        for part in (self.field, self.files, buttons):
            below.addWidget(part)
        self._foot = foot
        column = QVBoxLayout(self._thread)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._area, 1)
        column.addWidget(foot)
        return self._thread

    def _connect(self) -> None:
        self._desk.bridge.conversation.connect(self.show_view)
        self.list.moved.connect(self._choose)
        self.list.activated.connect(lambda _index: self._open())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.left.connect(self.begin)
        self.which.chosen.connect(lambda _which: self._filter())
        self._whole.clicked.connect(self._open)
        self.field.textChanged.connect(self._show_state)
        self.files.changed.connect(self._show_state)
        self._template.clicked.connect(self._offer)
        self._attach.clicked.connect(self.files.ask)
        self._send.clicked.connect(self._write)
        self._down.timeout.connect(self._scroll_down)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self._thread, key, self._write)
        bind(self.field, "Esc", self.begin)

    def _shortcuts(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "j": partial(self.list.step, 1),
            "k": partial(self.list.step, -1),
            "m": self._begin_writing,
            "u": self._toggle_unread,
            "/": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "Return": self._open,
        }
        for key, command in commands.items():
            bind(self._side, key, command)

    def _choose(self, mailbox: str) -> None:
        """Another conversation: what was being written is kept for when one comes back."""
        self._keep_draft()
        self.view = None
        self._show_state()
        if self.isVisible():
            self._desk.bridge.talk(mailbox)

    def _keep_draft(self) -> None:
        if self.view is not None:
            self._drafts[self.view.mailbox] = self.field.toPlainText()

    def _filter(self) -> None:
        here = self.list.mailbox
        self.model.show(self.search.text(), unread=self.which.current == "unread")
        self.list.go_to(here)
        if not self.model.shown:
            self._choose("")

    def _toggle_unread(self) -> None:
        self.which.set_current("all" if self.which.current == "unread" else "unread")
        self._filter()

    def _begin_writing(self) -> None:
        if self.view is not None:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self) -> None:
        if self.list.mailbox:
            self.opened.emit(self.list.mailbox)

    def _offer(self) -> None:
        if self.view is not None:
            called = self.view.patient.given_name or self.view.patient.name
            menu = letters.menu(self, self._desk, called, self.field.setPlainText, self.field.toPlainText())
            menu.exec(self._template.mapToGlobal(self._template.rect().topLeft()))

    def _write(self) -> None:
        text = self.field.toPlainText().strip()
        if self.view is None or not (text or self.files.files):
            return
        self._desk.bridge.write(self.view.mailbox, text, tuple(self.files.files))
        self._drafts.pop(self.view.mailbox, None)
        self.field.clear()
        self.files.clear()

    def _show_view(self) -> None:
        assert self.view is not None
        view, fmt = self.view, self._desk.fmt
        self._name.setText(view.patient.name)
        diagnoses = words.diagnoses(view.plan.diagnoses) if view.plan else ""
        self._person.setText(" · ".join(part for part in (view.patient.number[:4], diagnoses) if part))
        while (item := self._bubbles.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for message in view.messages[-_MOST:]:
            made = thread.bubble(message, fmt.when(message.at, view.at), unread=message.id in self._unread)
            row = QHBoxLayout()
            row.addWidget(made, 4)
            row.insertStretch(1 if message.from_patient else 0, 1)
            side = QWidget()
            side.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            self._bubbles.addWidget(side)
        if not view.messages:
            self._bubbles.addWidget(Label(self.tr("No messages yet"), "secondary"))
        called = view.patient.given_name or view.patient.name
        self.field.setPlaceholderText(self.tr("Write to {name}").format(name=called))
        self.field.setAccessibleName(self.field.placeholderText())
        self._show_state()
        self._down.start(0)

    def _scroll_down(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_state(self) -> None:
        here = self.view is not None
        for part in (self._head, self._area, self._foot):
            part.setVisible(here)
        self._send.setEnabled(here and bool(self.field.toPlainText().strip() or self.files.files))

    def _show_counts(self) -> None:
        unread = self.model.unread()
        text = self.tr("Unread {count}").format(count=unread) if unread else self.tr("Unread")
        self.which.set_texts([self.tr("All"), text])
        self._empty.setVisible(not self.model.shown)

    def _arrange(self) -> None:
        wide = self.theme.grown(_LIST)
        self._side.setFixedWidth(min(wide, round(self.width() * 0.4)))
