"""One device in the list: picture, name, whose it is, battery, last contact, and what is wrong in words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.devicebridge import DeviceView
from ui.format import Formatter
from ui.patient.devicewords import PICTURES, sort_name, sort_of, stage_words, trouble
from ui.patient.layout import Room
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.battery import Battery
from ui.widgets.buttons import Button
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView

translate = QCoreApplication.translate


class DeviceRow(Themed, QFrame):
    """``show_device`` fills it. The button is called ``test_<number in the list>``."""

    pressed = Signal(str)  # the device's address

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address, self._room = "", Room.WIDE
        self._picture = Picture("device", ground="sunken", least=76)
        self._name, self._model = Label("", "label"), Label("", "secondary")
        self._who_icon, self._who = IconView("user", 26), Label("", "body")
        self._battery, self._percent = Battery(), Label("", "strong", wrap=False)
        self._last_word, self._last = Label("", "secondary", wrap=False), Label("", "strong", wrap=False)
        self._button = Button("", "neutral")
        self._button.setObjectName(f"test_{place}")
        self._button.clicked.connect(lambda: self.pressed.emit(self._address))
        self._names = self._column(self._name, self._model)
        self._people = self._row(self._who_icon, self._who)
        self._power = self._row(self._battery, self._percent)
        self._when = self._column(self._last_word, self._last)
        self._grid = QGridLayout()
        self._foot = QFrame()
        self._foot.setProperty("kind", f"box_{Zone.YELLOW}_foot")
        self._foot_words = Label("", f"zone_{Zone.YELLOW}")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(20, 8, 20, 8)
        foot.setSpacing(12)
        foot.addWidget(ZoneMark(Zone.YELLOW, 26))
        foot.addWidget(self._foot_words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(self._grid, 1)
        outer.addWidget(self._foot)
        self.set_room(Room.WIDE)
        self.refresh()

    @staticmethod
    def _column(*parts: QWidget) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return made

    @staticmethod
    def _row(icon: QWidget, words: QWidget) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(icon)
        row.addWidget(words, 1)
        return made

    def show_device(self, device: DeviceView, person: str, form: Formatter, now: dt.datetime) -> None:
        """Show what is known of a device; `person` is whose program this is."""
        self._address = device.address
        sort = sort_of(device.kinds)
        self._picture.set_picture(PICTURES[sort], sort_name(sort))
        self._name.setText(sort_name(sort))
        self._model.setText(device.model or device.name)
        self._model.setVisible(bool(self._model.text()))
        whose = people(device, person)
        self._who.setText("\n".join(whose))
        self._who_icon.set_icon("users" if len(whose) > 1 else "user")
        self._power.setVisible(device.battery is not None)
        if device.battery is not None:
            self._battery.set_level(device.battery, low=device.battery_low)
            self._percent.setText(form.quantity(device.battery, "%"))
        self._say_last(device, form, now)
        wrong = trouble(device)
        self._foot.setVisible(wrong is not None)
        if wrong is not None:
            self._foot_words.set_strong_lead(wrong.what, wrong.todo)
        set_kind(self, "row_yellow" if wrong else "card")
        asks = device.consent is not None or any(slot.mine is None for slot in device.slots)
        self._button.setText(self.tr("Answer") if asks and not device.fault else self.tr("Test"))
        said = ", ".join(part for part in (self._button.text(), sort_name(sort), self._model.text()) if part)
        self._button.setAccessibleName(said)
        parts = [sort_name(sort), self._model.text(), *whose, self._percent.text(), self._last.text()]
        self.setAccessibleName(", ".join(part for part in parts if part))

    def _say_last(self, device: DeviceView, form: Formatter, now: dt.datetime) -> None:
        now_words = stage_words(device.stage)
        if now_words:
            self._last_word.setText("")
            self._last.setText(now_words)
        else:
            self._last_word.setText(self.tr("Last"))
            self._last.setText(
                form.when(device.last_contact, now) if device.last_contact else self.tr("not yet")
            )
        self._last_word.setVisible(bool(self._last_word.text()))

    def set_room(self, room: Room) -> None:
        """In one line where there is room, else in two."""
        self._room = room
        grid = self._grid
        for part in (self._picture, self._names, self._people, self._power, self._when, self._button):
            grid.removeWidget(part)
        for column in range(6):
            grid.setColumnStretch(column, 0)
        one = room is Room.ONE
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        self._picture.setVisible(not one)
        middle = Qt.AlignmentFlag.AlignVCenter
        if room >= Room.RAIL:
            parts = (self._picture, self._names, self._people, self._power, self._when, self._button)
            for column, part in enumerate(parts):
                grid.addWidget(part, 0, column, middle)
            for column, share in enumerate((0, 21, 24, 14, 14, 0)):
                grid.setColumnStretch(column, share)
        else:
            grid.addWidget(self._picture, 0, 0, 2, 1, middle)
            grid.addWidget(self._names, 0, 1, 1, 2, middle)
            grid.addWidget(self._button, 0, 3, middle)
            grid.addWidget(self._people, 1, 1, middle)
            grid.addWidget(self._power, 1, 2, middle)
            grid.addWidget(self._when, 1, 3, middle)
            grid.setColumnStretch(1, 3)
            grid.setColumnStretch(2, 2)

    def restyle(self, theme: Theme) -> None:
        self._picture.setFixedSize(theme.grown(104), theme.grown(76))


def people(device: DeviceView, person: str) -> list[str]:
    """Who uses the device: the person, or each of its places."""
    if not device.slots:
        return [person] if person else []
    found = []
    for slot in device.slots:
        who = {
            True: person or translate("Device", "You"),
            False: translate("Device", "Somebody else"),
            None: translate("Device", "Not said yet"),
        }[slot.mine]
        found.append(translate("Device", "{name}, place {number}").format(name=who, number=slot.number))
    return found
