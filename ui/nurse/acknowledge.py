"""The side panel in which a nurse says what was done about a patient's signals.

Several actions may be on; at least one is needed. A draft is kept per patient. Digits choose actions while
no text field has the focus; Ctrl+Enter saves and goes on.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.model.events import Action, Usefulness
from ui.nurse import letters, words
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.ledger import Draft
from ui.nurse.subject import Subject
from ui.nurse.tick_button import TickButton
from ui.theme import Theme, Zone, fonts
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import CheckBox, Select
from ui.widgets.frame import SidePanel

_ACTIONS = tuple(Action)
_DAYS_AHEAD = (1, 2, 3, 4, 5, 7, 14, 28, 90)


class ActionButton(TickButton):
    """One action."""

    def __init__(self, what: Action, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words.ACTION_ICONS[what], key, lambda: words.action(what), parent)
        self.what = what
        self.setObjectName(f"action_{what.value}")


class AcknowledgePanel(SidePanel):
    """``show_subject(subject, draft)``; ``saved(Draft)`` with an action at least, ``kept(Draft)``."""

    saved = Signal(object)
    kept = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(width_hint=444, parent=parent)
        self._desk = desk
        self._subject: Subject | None = None
        self.setObjectName("acknowledge_panel")
        self._reasons = QVBoxLayout()
        self._what, self._several = Label("", "label", wrap=False), Label("", "secondary", wrap=False)
        self._missing = Label("", "zone_red")
        self.buttons = {what: ActionButton(what, str(n)) for n, what in enumerate(_ACTIONS, 1)}
        self._grid = QGridLayout()
        self._note_label = Label("", "label", wrap=False)
        self.note = _text_field("acknowledge_note", 64)
        self._message_label = Label("", "label", wrap=False)
        self._templates = Button("", icon_after="chevron-down")
        self.message = _text_field("acknowledge_message", 84)
        self.send = CheckBox()
        self.send.setObjectName("acknowledge_send")
        self._follow_label = Label("", "label", wrap=False)
        self.follow_up = Select()
        self.follow_up.setObjectName("acknowledge_follow_up")
        self._useful_label = Label("", "label", wrap=False)
        self.useful: Segmented[Usefulness] = Segmented([(u, words.usefulness(u)) for u in Usefulness])
        self.useful.clear()
        self.save = Button("", "primary", keys=("Ctrl", "Enter"))
        self.save.setObjectName("acknowledge_save")
        self._keep = Button("")
        self._build()
        self._connect()
        self.refresh()
        self.retranslate()

    @property
    def subject(self) -> Subject | None:
        """Whose signals are being acknowledged."""
        return self._subject

    def show_subject(self, subject: Subject, draft: Draft) -> None:
        """Begin, or go on with a draft."""
        self._subject = subject
        self.title.setText(self.tr("Acknowledge: {name}").format(name=subject.name))
        self.subtitle.setText(subject.person)
        self._show_reasons()
        for what, button in self.buttons.items():
            button.setChecked(what in draft.actions)
        self.note.setPlainText(draft.note)
        self.message.setPlainText(draft.message)
        self.send.setChecked(draft.send)
        self._fill_days()
        self.follow_up.setCurrentIndex(max(self.follow_up.findData(draft.follow_up), 0))
        if draft.useful is None:
            self.useful.clear()
        else:
            self.useful.set_current(draft.useful)
        self._missing.hide()
        self._follow_send()

    def draft(self) -> Draft:
        """What is filled in now."""
        return Draft(
            actions=tuple(w for w, button in self.buttons.items() if button.isChecked()),
            note=self.note.toPlainText(),
            message=self.message.toPlainText(),
            send=self.send.isChecked(),
            follow_up=self.follow_up.currentData(),
            useful=self.useful.current,
        )

    def begin(self) -> None:
        """Put the keyboard on the actions."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        super().retranslate()
        self._what.setText(self.tr("What did you do?"))
        self._several.setText(self.tr("Several are fine"))
        self._missing.setText(self.tr("Choose at least one."))
        self._note_label.setText(self.tr("Note"))
        self._message_label.setText(self.tr("Message to the patient"))
        self._templates.setText(self.tr("Template"))
        self.note.setAccessibleName(self.tr("Note"))
        self.message.setAccessibleName(self.tr("Message to the patient"))
        self._follow_label.setText(self.tr("Follow up"))
        self.follow_up.setAccessibleName(self.tr("Follow up"))
        self._useful_label.setText(self.tr("Was the signal called for?"))
        self.useful.set_texts([words.usefulness(u) for u in Usefulness])
        self.send.setText(self.tr("Send with the acknowledgement"))
        self.save.setText(self.tr("Acknowledge, next"))
        self._keep.setText(self.tr("Keep draft"))
        if self._subject is not None:
            self.show_subject(self._subject, self.draft())

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        tall = QFontMetricsF(fonts.font(theme, 14)).lineSpacing()
        self.note.setFixedHeight(round(2 * tall) + 24)
        self.message.setFixedHeight(round(3 * tall) + 24)
        self._arrange_actions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_actions()

    def _build(self) -> None:
        self._reasons.setSpacing(6)
        self._grid.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self._what, self._several):
            head.addWidget(part)
        head.addStretch(1)
        message_head = QHBoxLayout()
        message_head.addWidget(self._message_label)
        message_head.addStretch(1)
        message_head.addWidget(self._templates)
        follow, useful = QVBoxLayout(), QVBoxLayout()
        for column in (follow, useful):
            column.setSpacing(6)
        follow.addWidget(self._follow_label)
        follow.addWidget(self.follow_up)
        useful.addWidget(self._useful_label)
        useful.addWidget(self.useful)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addLayout(follow, 1)
        last.addLayout(useful)
        groups: tuple[tuple[QWidget | QLayout, ...], ...] = (
            (self._reasons,),
            (head, self._missing, self._grid),
            (self._note_label, self.note),
            (message_head, self.message, self.send),
            (last,),
        )
        for group in groups:
            stack = QVBoxLayout()
            stack.setSpacing(6)
            for item in group:
                if isinstance(item, QWidget):
                    stack.addWidget(item)
                else:
                    stack.addLayout(item)
            self.body.addLayout(stack)
        self.body.addStretch(1)
        self.foot.addWidget(self.save, 1)
        self.foot.addWidget(self._keep)
        self.follow_up.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_up.setMinimumContentsLength(8)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self._keep.clicked.connect(self.closed)
        self.closed.connect(lambda: self.kept.emit(self.draft()))
        self.message.textChanged.connect(self._follow_send)
        self._templates.clicked.connect(self._offer_templates)
        for button in self.buttons.values():
            button.toggled.connect(lambda _on: self._missing.hide())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, key, self._save)
        bind(self, "Esc", self.closed.emit)
        for number, button in enumerate(self.buttons.values(), 1):
            bind(self, str(number), button.toggle)

    def _arrange_actions(self) -> None:
        room = self.width() - 2 * 16 - 6
        columns = 2 if 2 * max(b.sizeHint().width() for b in self.buttons.values()) + 6 <= room else 1
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show_reasons(self) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        assert self._subject is not None
        for zone, reason in self._subject.reasons(self._desk.fmt, self._desk.now()):
            self._reasons.addWidget(ReasonCard(zone, reason.title, reason.detail))

    def _fill_days(self) -> None:
        chosen = self.follow_up.currentData()
        self.follow_up.clear()
        self.follow_up.addItem(self.tr("Not needed"), None)
        today = self._desk.now().date()
        for ahead in _DAYS_AHEAD:
            day = today + dt.timedelta(days=ahead)
            fmt = self._desk.fmt
            self.follow_up.addItem(f"{fmt.weekday(day, short=True)} {fmt.day(day, short=True)}", day)
        self.follow_up.setCurrentIndex(max(self.follow_up.findData(chosen), 0))

    def _follow_send(self) -> None:
        self.send.setVisible(bool(self.message.toPlainText().strip()))

    def _offer_templates(self) -> None:
        assert self._subject is not None
        menu = letters.menu(self, self._desk, self._subject.called, self.message.setPlainText)
        menu.exec(self._templates.mapToGlobal(self._templates.rect().bottomLeft()))

    def _save(self) -> None:
        if not any(button.isChecked() for button in self.buttons.values()):
            self._missing.show()
            self.begin()
            return
        self.saved.emit(self.draft())


class ReasonCard(Card):
    """A reason on its zone's soft fill: shape, title, detail."""

    def __init__(self, zone: Zone, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(f"box_{zone}", parent=parent)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(title, f"zone_{zone}_strong"))
        if detail:
            texts.addWidget(Label(detail, "small"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(ZoneMark(zone, 22), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        self.body.addLayout(row)
        self.refresh()


def _text_field(name: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setObjectName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field
