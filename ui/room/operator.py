"""For staff: devices, batteries, last contact, what waits to be sent, hygiene and stock. No person, no
value.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.format import Formatter
from ui.room.stack import Scrolled
from ui.theme import TextSize, Theme, Zone
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine

CHECKS = ("wiped", "cloths", "mouthpieces", "strips", "batteries")
DUE = {
    "wiped": dt.timedelta(days=1),
    "cloths": dt.timedelta(days=7),
    "mouthpieces": dt.timedelta(days=7),
    "strips": dt.timedelta(days=30),
    "batteries": dt.timedelta(days=30),
}
"""How often staff look at a thing. The centre's own routine comes first; these are reminders, no rules."""


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device of the room. ``battery`` in percent; ``clock_minutes``: how far its clock is off."""

    address: str
    name: str
    battery: int | None = None
    last_contact: dt.datetime | None = None
    clock_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """How the room stands. ``checked``: when each of ``CHECKS`` was last done."""

    waiting: int
    last_contact: dt.datetime | None
    unclaimed: int
    devices: tuple[DeviceLine, ...]
    checked: dict[str, dt.datetime]
    at: dt.datetime


class OperatorPage(Themed, QWidget):
    """``checked`` gives the name of a thing that was looked at; ``pair`` and ``closed`` are presses."""

    checked = Signal(str)
    removed = Signal(str)  # a device's address
    pair = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview: Overview | None = None
        self._form: Formatter | None = None
        self._title = Label("", "title")
        self._sync, self._stray = ZoneLine(Zone.GREEN), ZoneLine(Zone.YELLOW)
        self._devices, self._checks = Card(), Card()
        self._device_grid, self._check_grid = QGridLayout(), QGridLayout()
        for grid in (self._device_grid, self._check_grid):
            grid.setColumnStretch(0, 1)
        self._devices.body.addLayout(self._device_grid)
        self._checks.body.addLayout(self._check_grid)
        self._pair = Button("", "secondary", icon="bluetooth")
        self._pair.setObjectName("pairDevice")
        self._pair.clicked.connect(self.pair)
        self._close = Button("", "primary", icon="arrow-left")
        self._close.setObjectName("closeOperator")
        self._close.clicked.connect(self.closed)
        area = Scrolled()
        area.body.setSpacing(14)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(14)
        self._both.addWidget(self._devices, 1)
        self._both.addWidget(self._checks, 1)
        for widget in (self._title, self._sync, self._stray):
            area.body.addWidget(widget)
        area.body.addLayout(self._both)
        area.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._pair)
        row.addStretch(1)
        row.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addWidget(area, 1)
        self._column.addLayout(row)
        self.retranslate()
        self.refresh()

    def show_overview(self, overview: Overview, form: Formatter) -> None:
        """Show how the room stands."""
        self._overview, self._form = overview, form
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("The room, for staff"))
        self._pair.setText(self.tr("Add a device"))
        self._close.setText(self.tr("Back to the room"))
        if self._overview is not None and self._form is not None:
            self._say_lines(self._overview, self._form)
            self._fill_devices(self._overview, self._form)
            self._fill_checks(self._overview, self._form)

    def _say_lines(self, overview: Overview, form: Formatter) -> None:
        waiting = self.tr("%n sealed message(s) wait to be sent.", "", overview.waiting)
        contact = overview.last_contact
        when = form.when(contact, overview.at) if contact else self.tr("never")
        rest = self.tr("Last contact with the post-box: {when}.").format(when=when)
        self._sync.set_text(waiting, rest)
        strays = self.tr("%n value(s) may be somebody else's.", "", overview.unclaimed)
        self._stray.set_text(strays, self.tr("They went to nobody. The care centre sees them under Rooms."))
        self._stray.setVisible(overview.unclaimed > 0)

    def _fill_devices(self, overview: Overview, form: Formatter) -> None:
        _empty(self._device_grid)
        self._device_grid.addWidget(Label(self.tr("Devices"), "heading"), 0, 0)
        if not overview.devices:
            self._device_grid.addWidget(Label(self.tr("No device has been added yet."), "body"), 1, 0)
        for row, device in enumerate(overview.devices, start=1):
            battery = "" if device.battery is None else self.tr("battery {n} %").format(n=device.battery)
            when = self.tr("no contact yet")
            if device.last_contact is not None:
                when = form.when(device.last_contact, overview.at)
            clock = (
                self.tr("clock off by %n minute(s)", "", abs(device.clock_minutes))
                if device.clock_minutes
                else ""
            )
            remove = Button(self.tr("Remove"), "neutral")
            remove.clicked.connect(lambda _on=False, address=device.address: self.removed.emit(address))
            state = ", ".join(text for text in (when, battery, clock) if text)
            words = QVBoxLayout()
            words.addWidget(Label(device.name, "strong"))
            words.addWidget(Label(state, "secondary"))
            self._device_grid.addLayout(words, row, 0)
            self._device_grid.addWidget(remove, row, 1)

    def _fill_checks(self, overview: Overview, form: Formatter) -> None:
        _empty(self._check_grid)
        self._check_grid.addWidget(Label(self.tr("Hygiene and stock"), "heading"), 0, 0)
        for row, check in enumerate(CHECKS, start=1):
            last = overview.checked.get(check)
            due = last is None or overview.at - last >= DUE[check]
            when = form.when(last, overview.at) if last else self.tr("never")
            state = self.tr("due, last {when}") if due else self.tr("done {when}")
            button = Button(self.tr("Done now"), "secondary" if due else "neutral")
            button.setObjectName(f"check_{check}")
            button.clicked.connect(lambda _on=False, check=check: self.checked.emit(check))
            words = QVBoxLayout()
            words.addWidget(Label(self._check_name(check), "strong"))
            words.addWidget(Label(state.format(when=when), "secondary"))
            self._check_grid.addLayout(words, row, 0)
            self._check_grid.addWidget(button, row, 1)

    def _check_name(self, check: str) -> str:
        return {
            "wiped": self.tr("Devices and table wiped"),
            "cloths": self.tr("Cloths and hand sanitiser filled"),
            "mouthpieces": self.tr("Mouthpieces for the lung test"),
            "strips": self.tr("Strips and lancets"),
            "batteries": self.tr("Spare batteries"),
        }[check]

    def restyle(self, theme: Theme) -> None:
        across = theme.text_size <= TextSize.S100
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if across else directions.TopToBottom)
        self._column.setContentsMargins(32, 20, 32, 20)
        self._column.setSpacing(14)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if inner is not None:
            _empty(inner)
