"""Data in and out at the care centre: of one patient, or of everybody here and this computer's backup.

Object names: moving_what, moving_leave; those of the flows stand in ``ui.moving``.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.moving.ahead import read_ahead
from ui.moving.means import TEAM
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.page import Keys, Page, TopBar
from ui.theme import Theme
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.moving.flow import Flow

_OF_PATIENT = ("export", "import")
_OF_CENTRE = ("export", "backup", "restore")
_WIDEST = 60  # body-text heights; longer lines are hard to read


class DataCard(Card):
    """In the settings: everybody's data, and this computer's backup. ``asked(name of a What)``."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head = Label("", "strong", wrap=False)
        self._buttons = {
            name: Button("", icon=icon)
            for name, icon in zip(_OF_CENTRE, ("download", "shield-lock", "history"), strict=True)
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, button in self._buttons.items():
            button.setObjectName(f"data_{name}")
            button.clicked.connect(partial(self._ask, name))
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self._head)
        self.body.addLayout(row)
        self.refresh()
        self.retranslate()

    def _ask(self, name: str, _checked: bool = False) -> None:
        self.asked.emit(name)

    def retranslate(self) -> None:
        self._head.setText(self.tr("Data of everybody here"))
        texts = (self.tr("Save a copy"), self.tr("Make a backup"), self.tr("Put a backup back"))
        for button, text in zip(self._buttons.values(), texts, strict=True):
            button.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        read_ahead()


class MovingPage(Page):
    """``show_patient(mailbox, name)`` or ``show_centre(what)``; ``left`` when it is done."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._flow: Flow | None = None
        self._mailbox, self._name = TEAM, ""
        self.setProperty("kind", "page")
        self.top = TopBar(desk)
        self._tabs = QHBoxLayout()
        self._tabs.setContentsMargins(16, 12, 16, 0)
        self.what: Segmented[str] = Segmented()
        self._who = Label("", "heading", wrap=False)
        self._tabs.addWidget(self._who)
        self._tabs.addStretch(1)
        inside = QWidget()
        inside.setProperty("kind", "scrolled")
        self._room = QHBoxLayout(inside)
        self._room.setContentsMargins(16, 12, 16, 12)
        self._room.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._leave = Button("", "neutral", icon="chevron-left")
        self._leave.setObjectName("moving_leave")
        self._leave.clicked.connect(self._gone)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(16, 8, 16, 12)
        self._foot.setSpacing(8)
        self._foot.addWidget(self._leave)
        self._foot.addStretch(1)
        self._shown: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(self._tabs)
        column.addWidget(area, 1)
        column.addLayout(self._foot)
        self.toast = Toast(self)
        bind(self, "Esc", self._gone)
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return ((("Esc",), self.tr("back")), (("?",), self.tr("all keys")))

    @property
    def flow(self) -> Flow | None:
        """What is shown."""
        return self._flow

    @property
    def mailbox(self) -> str:
        """Whose data; ``TEAM`` for everybody's."""
        return self._mailbox

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)

    def begin(self) -> None:
        """The flow has put the keyboard where it belongs."""

    def show_patient(self, mailbox: str, name: str) -> None:
        """Of one patient."""
        self._mailbox, self._name = mailbox, name
        self._tab(_OF_PATIENT, _OF_PATIENT[0])

    def show_centre(self, what: str) -> None:
        """Of everybody here."""
        self._mailbox, self._name = TEAM, ""
        self._tab(_OF_CENTRE, what)

    def drop(self) -> None:
        """Let the flow go, with what runs."""
        self._show_foot([])
        if self._flow is not None:
            self._flow.mover.cancel()
            self._room.removeWidget(self._flow)
            self._flow.hide()
            self._flow.deleteLater()
            self._flow = None

    def _tab(self, names: tuple[str, ...], current: str) -> None:
        self._tabs.removeWidget(self.what)
        self.what.deleteLater()
        self.what = Segmented([(name, "") for name in names], current)
        self.what.setObjectName("moving_what")
        self.what.chosen.connect(self._open)
        self._tabs.addWidget(self.what)
        self._open(current)

    def _open(self, name: str) -> None:
        from ui.moving.flows import What, make, start  # heavy, and seldom wanted

        self.drop()
        means = self._desk.bridge.means(lambda: self._desk.fmt)
        team = self._mailbox == TEAM
        self._flow = flow = make(What(name), means, staff=True, team=team)
        flow.changed.connect(self._changed)
        flow.closed.connect(self._gone)
        self._room.insertWidget(0, flow, 1)
        self._fit(self.theme)
        start(flow, self._mailbox)
        self.retranslate()

    def _changed(self) -> None:
        assert self._flow is not None
        self._show_foot(self._flow.foot)

    def _show_foot(self, buttons: list[Button]) -> None:
        for gone in self._shown:
            self._foot.removeWidget(gone)
            gone.hide()
            if self._flow is not None:
                gone.setParent(self._flow)
        for button in buttons:
            self._foot.addWidget(button)
            button.show()
        self._shown = list(buttons)

    def _gone(self) -> None:
        self.drop()
        self.left.emit()

    def retranslate(self) -> None:
        self.top.title.setText(self._flow.title if self._flow is not None else "")
        self._who.setText(self._name or self.tr("Everybody here"))
        texts = {
            "export": self.tr("Save a copy"),
            "import": self.tr("Bring values in"),
            "backup": self.tr("Make a backup"),
            "restore": self.tr("Put a backup back"),
        }
        names = _OF_PATIENT if self._mailbox != TEAM else _OF_CENTRE
        if self._flow is not None:
            self.what.set_texts([texts[name] for name in names])
        self._leave.setText(self.tr("Back"))

    def restyle(self, theme: Theme) -> None:
        self._fit(theme)

    def _fit(self, theme: Theme) -> None:
        if self._flow is not None:
            self._flow.setMaximumWidth(_WIDEST * theme.body)
