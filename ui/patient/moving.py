"""The patient's own data: a card in the settings, and the frame in which it is moved (``ui.moving``).

Object names: data_export, data_import, data_backup, data_restore; closeMoving.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.moving.ahead import read_ahead
from ui.moving.means import Means
from ui.patient.layout import Room
from ui.patient.task import TaskFrame
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from ui.moving.flow import Flow

_ICONS = {"export": "download", "import": "file-text", "backup": "shield-lock", "restore": "history"}


class DataCard(Card):
    """What can be done with one's own values; ``asked(str)`` is the name of a ``What``."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head = Label("", "label")
        self._buttons = {name: Button("", "neutral", icon=icon) for name, icon in _ICONS.items()}
        row = QWidget()
        flow = FlowLayout(row, gap=12)
        for name, button in self._buttons.items():
            button.setObjectName(f"data_{name}")
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            flow.addWidget(button)
        self.body.addWidget(self._head)
        self.body.addWidget(row)
        self.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        self._head.setText(self.tr("My values"))
        texts = {
            "export": self.tr("Save a copy"),
            "import": self.tr("Bring values in"),
            "backup": self.tr("Back up"),
            "restore": self.tr("Restore"),
        }
        for name, text in texts.items():
            self._buttons[name].setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        read_ahead()


class MovingFrame(TaskFrame):
    """One flow at a time under the step header. ``open(name)``, then ``closed``."""

    closed = Signal()

    def __init__(self, means: Callable[[], Means], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._means = means
        self._flow: Flow | None = None
        self.way_out.setObjectName("closeMoving")
        self.way_out.clicked.connect(self.leave)
        self.retranslate()

    @property
    def flow(self) -> Flow | None:
        """What is shown."""
        return self._flow

    def open(self, name: str, form: str = "") -> None:
        """Begin anew. ``form``: the ``Output`` that an export begins with."""
        from ui.moving.flows import What, make, start  # heavy, and seldom wanted

        self.drop()
        means = self._means()
        self._flow = flow = make(What(name), means)
        flow.changed.connect(self._changed)
        flow.closed.connect(self.leave)
        self.lay_out()
        start(flow, means.hands().mailbox, form)
        self.retranslate()

    def leave(self) -> None:
        """Stop what runs, and close."""
        self.drop()
        self.closed.emit()

    def drop(self) -> None:
        """Let the flow go."""
        if self._flow is not None:
            self._flow.mover.cancel()
            self.foot.fill([], [])
            gone, self._flow = self._flow, None
            self.lay_out()
            gone.deleteLater()

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        return [self._flow] if self._flow is not None else []

    def retranslate(self) -> None:
        self.header.title.setText(self._flow.title if self._flow is not None else "")
        self.way_out.setText(self.tr("Close"))

    def _changed(self) -> None:
        assert self._flow is not None
        self.foot.fill([], self._flow.foot)
