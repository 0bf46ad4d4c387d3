"""Devices: what the person measures with, how it is, and the way to one more.

Each row says in words what is wrong and what to do. Adding, testing and removing are tasks of their own
(``ui.patient.pairing``, ``ui.patient.deviceframe``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.devicebridge import DevicesView
from ui.format import Formatter
from ui.patient.devicerow import DeviceRow
from ui.patient.layout import Room
from ui.patient.page import Page
from ui.patient.words import problem
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.tile import IconView


class DevicesPage(Page):
    """See the module."""

    add = Signal()
    test = Signal(str)  # a device's address

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self._view = DevicesView()
        self._title = Label("", "title")
        self._add = Button("", "primary", icon="plus", low=True)
        self._add.setObjectName("addDevice")
        self._add.clicked.connect(self.add)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        self._rows: list[DeviceRow] = []
        self._none = Label("", "lead")
        self._help = Card("sunken", padding=20)
        self._strong, self._text = Label("", "label"), Label("", "body")
        self._radio_icon, self._radio = IconView("bluetooth", 26), Label("", "strong")
        self._make_help()
        self.refresh()

    def _make_help(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._strong)
        words.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(IconView("info-circle", 30))
        row.addLayout(words, 5)
        row.addWidget(self._radio_icon)
        row.addWidget(self._radio)
        self._help_row = row
        self._help.body.addLayout(row)

    def show_devices(self, view: DevicesView) -> None:
        """Show the newest state."""
        before, self._view = self._view, view
        while len(self._rows) < len(view.devices):
            row = DeviceRow(len(self._rows) + 1)
            row.pressed.connect(self.test)
            self._rows.append(row)
        self.retranslate()
        if len(before.devices) != len(view.devices):
            self.lay_out()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Devices"))
        self._add.setText(self.tr("Add a device"))
        self._none.setText(self.tr("No device is connected yet. You can type your values by hand meanwhile."))
        self._strong.setText(self.tr("Use the device as usual, near the computer."))
        self._text.setText(
            self.tr("The value comes here by itself. If we are unsure who measured, we ask you.")
        )
        view = self._view
        trouble = bool(view.problem)
        icon, role = ("bluetooth-off", "yellow") if trouble else ("bluetooth", "green")
        self._radio_icon.set_icon(icon, role)
        self._radio.setWordWrap(trouble)
        self._help_row.setStretchFactor(self._radio, 4 if trouble else 0)
        on = self.tr("Bluetooth is on") if view.listening else self.tr("Looking for Bluetooth ...")
        self._radio.setText(problem(view.problem) if trouble else on)
        shown = self._shown
        if shown is None:
            return
        person = shown.home.patient.given_name if shown.home.patient else ""
        for row, device in zip(self._rows, view.devices, strict=False):
            row.show_device(device, person, self.form, shown.now)

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        self._title.setVisible(room >= Room.RAIL)
        shown = self._rows[: len(self._view.devices)]
        for row in shown:
            row.set_room(room)
        return [self._head, *shown, *([] if shown else [self._none]), self._help]

    def spacing(self) -> int:
        """Pixels between rows."""
        return 12 if self._snug else 14
