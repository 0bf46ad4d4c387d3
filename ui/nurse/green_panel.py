"""Acknowledge all green: who is meant, who is kept back and why, and one key to do it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hemmonitor.clinic import Row
from ui.nurse import rowtext
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.theme import Zone
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import ZoneLine
from ui.widgets.frame import SidePanel

_NAMES = 60  # written out; the rest as a number


class GreenPanel(SidePanel):
    """``show_rows(green, kept_back)``; ``accepted`` when they are acknowledged."""

    accepted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(width_hint=444, parent=parent)
        self._desk = desk
        self._rows: tuple[tuple[Row, ...], tuple[Row, ...]] = ((), ())
        self.setObjectName("green_panel")
        self._back = ZoneLine(Zone.GREY)
        self._about = Label("", "secondary")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addWidget(self._back)
        self.body.addWidget(self._about)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.accept = Button("", "primary", keys=("Ctrl", "Enter"))
        self.accept.setObjectName("green_accept")
        self.accept.clicked.connect(self._accept)
        self.foot.addWidget(self.accept, 1)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, key, self._accept)
        bind(self, "Esc", self.closed.emit)
        self.refresh()
        self.retranslate()

    @property
    def mailboxes(self) -> tuple[str, ...]:
        """Who is meant."""
        return tuple(row.mailbox for row in self._rows[0])

    def show_rows(self, green: tuple[Row, ...], kept_back: tuple[Row, ...]) -> None:
        """Show who is meant, and who is green but has written."""
        self._rows = (green, kept_back)
        self.subtitle.setText(self.tr("%n patient(s)", "", len(green)))
        self._back.setVisible(bool(kept_back))
        names = ", ".join(row.patient.name for row in kept_back)
        self._back.set_text(self.tr("%n green kept back: unread message.", "", len(kept_back)), names)
        self._about.setText(
            self.tr("Nothing open, nothing unread, nothing missing. They are told that you have looked.")
        )
        self.accept.setText(self.tr("Acknowledge %n green", "", len(green)))
        self.accept.setEnabled(bool(green))
        while self._list.count() and (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for row in green[:_NAMES]:
            line = Label("", "body")
            line.set_strong_lead(row.patient.name, rowtext.describe(row))
            self._list.addWidget(line)
        if len(green) > _NAMES:
            more = self.tr("and %n more", "", len(green) - _NAMES)
            self._list.addWidget(Label(more, "secondary"))

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("Acknowledge all green"))
        self.show_rows(*self._rows)

    def begin(self) -> None:
        """Put the keyboard on the button."""
        self.accept.setFocus()

    def _accept(self) -> None:
        if self._rows[0]:
            self.accepted.emit()
