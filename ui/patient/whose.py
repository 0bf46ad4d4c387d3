"""Whose value is it? Asked once for each place in a device, the moment a value waits for the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.devicebridge import DevicesView, DeviceView, SlotView
from ui.patient.devicewords import sort_name, sort_of
from ui.patient.layout import Room, across, down
from ui.patient.task import TaskFrame
from ui.widgets.base import Label
from ui.widgets.card import CardButton
from ui.widgets.tile import IconView

Asked = tuple[str, int]  # a device's address and the number of a place


class WhoButton(CardButton):
    """One answer."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__("", padding=28)
        self.setObjectName(name)
        self._word = Label("", "heading", align=Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)
        self.body.addWidget(IconView(icon, 64), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._word)
        self.body.addStretch(1)
        self.refresh()

    def set_word(self, word: str) -> None:
        self._word.setText(word)
        self.setAccessibleName(word)


class WhoseFrame(TaskFrame):
    """``ask`` it; then ``answered`` or ``closed``."""

    answered = Signal(str, int, bool)  # address, place, whether it is the person's
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._device: DeviceView | None = None
        self._slot: SlotView | None = None
        self._person = ""
        self._title, self._text = Label("", "title"), Label("", "lead")
        self._me, self._other = WhoButton("user-check", "itWasMe"), WhoButton("users", "itWasAnother")
        self._me.clicked.connect(lambda: self._say(mine=True))
        self._other.clicked.connect(lambda: self._say(mine=False))
        self._note = Label("", "secondary")
        self.foot.fill([self._note], [])
        self.way_out.setObjectName("answerLater")
        self.way_out.clicked.connect(self.closed)
        self.retranslate()
        self.refresh()

    def ask(self, device: DeviceView, slot: SlotView, person: str) -> None:
        """Ask about this place."""
        self._device, self._slot, self._person = device, slot, person
        self.retranslate()
        self.lay_out()
        self._me.setFocus()

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        answers = [self._me, self._other]
        pair = across([(one, 1) for one in answers], 24) if room >= Room.BAR else down(answers, 16)
        return [self._title, self._text, pair]

    def retranslate(self) -> None:
        super().retranslate()
        self.way_out.setText(self.tr("Answer later"))
        self._title.setText(self.tr("Who measured just now?"))
        self._me.set_word(
            self.tr("It was me, {name}").format(name=self._person) if self._person else self.tr("Me")
        )
        self._other.set_word(self.tr("Somebody else"))
        self._note.setText(self.tr("We ask once. You can change it under Devices."))
        if self._device is None or self._slot is None:
            return
        name = sort_name(sort_of(self._device.kinds))
        self.header.title.setText(name)
        text = self.tr("The value came from place {number} in the device. It waits for your answer.")
        self._text.setText(text.format(number=self._slot.number))

    def _say(self, *, mine: bool) -> None:
        if self._device is not None and self._slot is not None:
            self.answered.emit(self._device.address, self._slot.number, mine)


def waiting(view: DevicesView) -> tuple[DeviceView, SlotView] | None:
    """The first place whose values wait for the answer, if any."""
    found = ((d, s) for d in view.devices for s in d.slots if s.mine is None and s.waiting)
    return next(found, None)
