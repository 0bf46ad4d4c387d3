"""One device: does it answer, how is it, whose are its places, and taking it away.

Rules:
- A test succeeds when the device has answered; most sleep until their button is pressed, so it says which.
- Whose a place is, is asked here once; values that waited are then saved, or dropped.
- Removing can be undone for a moment: it happens when the toast goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.devicebridge import Attempt, DevicesView, DeviceView, SlotView
from ui.format import Formatter
from ui.patient.devicewords import PICTURES, fault_words, sort_name, sort_of, stage_words, trouble, wake
from ui.patient.layout import Room, Stretchy, across, down
from ui.patient.readings import ReadingLines
from ui.patient.task import TaskFrame
from ui.theme import Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView


class TestCard(Card):
    """Whether the device answers: picture, what to press, and what came of it."""

    __test__ = False  # not a test of pytest's

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._todo = Label("", "heading"), Label("", "lead")
        self._picture = Picture("device", ground="accent_soft", least=140, most=1.9)
        self._icon, self.outcome = IconView("bluetooth", 30), Label("", "label")
        self.outcome.setObjectName("testOutcome")
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._icon)
        line.addWidget(self.outcome, 1)
        self.body.addWidget(self._title)
        self.body.addWidget(self._todo)
        self.body.addWidget(Stretchy(self._picture, 120), 1)
        self.body.addLayout(line)
        self.refresh()

    def show_device(self, device: DeviceView) -> None:
        """Where the test stands."""
        sort, test = sort_of(device.kinds), device.test
        self._picture.set_picture(PICTURES[sort], sort_name(sort))
        attempt = test.attempt if test else Attempt.WAITING
        self._title.setText(
            {
                Attempt.DONE: self.tr("It answers. All is well."),
                Attempt.FAILED: self.tr("It did not answer"),
            }.get(attempt, self.tr("Does it answer?"))
        )
        failed = attempt is Attempt.FAILED
        self._todo.setText(fault_words(test.code).todo if test and failed else wake(sort))
        self._todo.setVisible(attempt is not Attempt.DONE)
        icon, role = {
            Attempt.DONE: ("circle-check", "green"),
            Attempt.FAILED: ("bluetooth-off", "yellow"),
        }.get(attempt, ("bluetooth", "accent"))
        self._icon.set_icon(icon, role)
        words = {
            Attempt.DONE: self.tr("The program and the device are in contact."),
            Attempt.FAILED: fault_words(test.code).what if test else "",
        }.get(attempt, stage_words(device.stage) or self.tr("Waiting for it, up to a minute ..."))
        if words != self.outcome.text():
            self.outcome.setText(words)
            announce(self, words)


class SlotCard(Card):
    """Whose a place in the device is: a question, or the answer and the way to change it."""

    said = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__(padding=22)
        self._title = Label("", "label")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addWidget(self._title)
        self.body.addLayout(self._lines)
        self._made: list[QWidget] = []
        self._slots: tuple[SlotView, ...] = ()
        self._person = ""
        self.refresh()

    def show_slots(self, slots: Sequence[SlotView], person: str) -> None:
        """One line a place."""
        if tuple(slots) == self._slots and person == self._person and self._made:
            return
        self._slots, self._person = tuple(slots), person
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Who uses which place?"))
        for part in self._made:
            self._lines.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._made = [self._line(slot) for slot in self._slots]
        for part in self._made:
            self._lines.addWidget(part)

    def _line(self, slot: SlotView) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        text = self.tr("Place {number}").format(number=slot.number)
        if slot.waiting:
            waiting = self.tr("%n value(s) wait", "", slot.waiting)
            text = f"{text}: {waiting}"
        column.addWidget(Label(text, "strong"))
        row = QHBoxLayout()
        row.setSpacing(12)
        mine = Button(self.tr("Mine"), "primary" if slot.mine else "secondary", low=True)
        other = Button(self.tr("Somebody else's"), "primary" if slot.mine is False else "secondary", low=True)
        mine.setObjectName(f"slot_{slot.number}_mine")
        other.setObjectName(f"slot_{slot.number}_other")
        for button, is_mine in ((mine, True), (other, False)):
            chosen = slot.mine is is_mine
            said = self.tr("{answer}, chosen").format(answer=button.text()) if chosen else button.text()
            button.setAccessibleName(f"{text}: {said}")
            button.clicked.connect(
                lambda _checked=False, number=slot.number, own=is_mine: self.said.emit(number, own)
            )
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return made


class ConsentCard(Card):
    """A scale's question: the person's number and code in it."""

    given = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(padding=22)
        self._title, self._text = Label("", "label"), Label("", "body")
        self._names = [Label("", "secondary") for _ in range(2)]
        self._fields = [QLineEdit(), QLineEdit()]
        for field, name, most in zip(self._fields, ("scaleUser", "scaleCode"), (3, 4), strict=True):
            field.setObjectName(name)
            field.setMaxLength(most)
            field.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d*"), field))
            field.textChanged.connect(lambda _text: self._typed())
            field.returnPressed.connect(self._give)
        self._ok = Button("", "secondary")
        self._ok.setObjectName("giveConsent")
        self._ok.clicked.connect(self._give)
        row = QHBoxLayout()
        row.setSpacing(14)
        for label, field in zip(self._names, self._fields, strict=True):
            column = QVBoxLayout()
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column, 1)
        row.addWidget(self._ok, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self.body.addLayout(row)
        self._typed()
        self.retranslate()
        self.refresh()

    def say(self, *, refused: bool) -> None:
        """Whether the scale has refused what was given."""
        self._text.setText(
            self.tr("The scale did not know that code. Look in its own menu.")
            if refused
            else self.tr("You find both in the scale's own menu.")
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("The scale asks who you are"))
        for label, field, text in zip(
            self._names, self._fields, (self.tr("Your number"), self.tr("Your code")), strict=True
        ):
            label.setText(text)
            field.setAccessibleName(text)
        self._ok.setText(self.tr("Send to the scale"))

    def _typed(self) -> None:
        self._ok.setEnabled(all(field.text() for field in self._fields) and int(self._fields[0].text()) < 255)

    def _give(self) -> None:
        if self._ok.isEnabled():
            self.given.emit(*(int(field.text()) for field in self._fields))


class DeviceFrame(TaskFrame):
    """``open(address)``, then ``show_devices`` with every new state."""

    closed = Signal()
    again = Signal(str)  # test once more
    connect_again = Signal(str)  # to the pairing, for this address
    removing = Signal(str)
    slot_said = Signal(str, int, bool)
    consented = Signal(str, int, int)
    start = Signal(str)

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._form = form
        self._address, self._person = "", ""
        self._view, self._now = DevicesView(), dt.datetime.min.replace(tzinfo=dt.UTC)
        self._laid: object = None
        self._test, self._slots, self._consent = TestCard(), SlotCard(), ConsentCard()
        self._facts_card, self._facts_title, self._facts = (
            Card(padding=22),
            Label("", "label"),
            ReadingLines(),
        )
        self._facts_card.body.addWidget(self._facts_title)
        self._facts_card.body.addWidget(self._facts)
        self._wrong = ZoneLine(Zone.YELLOW)
        self._remove = self._button("removeDevice", "neutral", "trash", self._remove_now)
        self._again = self._button(
            "testAgain", "secondary", "refresh", lambda: self.again.emit(self._address)
        )
        self._connect = self._button(
            "connectAgain", "secondary", "bluetooth", lambda: self.connect_again.emit(self._address)
        )
        self._done = self._button("deviceDone", "primary", "check", self._close)
        self.way_out.setObjectName("closeDevice")
        self.way_out.clicked.connect(self._close)
        self._slots.said.connect(lambda number, mine: self.slot_said.emit(self._address, number, mine))
        self._consent.given.connect(lambda user, code: self.consented.emit(self._address, user, code))
        self.retranslate()
        self.refresh()

    def _button(self, name: str, kind: str, icon: str, act: Callable[[], None]) -> Button:
        made = Button("", kind, icon=icon)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    @property
    def device(self) -> DeviceView | None:
        """The device that is shown, while it is the person's."""
        return next((d for d in self._view.devices if d.address == self._address), None)

    def open(self, address: str) -> None:
        """Show this device."""
        self._address, self._laid = address, None
        self.retranslate()
        self._done.setFocus()

    def show_devices(self, view: DevicesView, person: str, now: dt.datetime) -> None:
        """Show the newest state."""
        self._view, self._person, self._now = view, person, now
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        device = self.device
        self.way_out.setText(self.tr("Close"))
        self._remove.setText(self.tr("Remove the device"))
        self._again.setText(self.tr("Test again"))
        self._connect.setText(self.tr("Connect again"))
        self._done.setText(self.tr("Done"))
        self._facts_title.setText(self.tr("What we know of it"))
        if device is None:
            return
        name = sort_name(sort_of(device.kinds))
        model = device.model or device.name
        self.header.title.setText(f"{name} {model}".strip())
        self._test.show_device(device)
        self._slots.show_slots(device.slots, self._person)
        if device.consent is not None:
            self._consent.say(refused=device.consent.refused)
        wrong = trouble(device)
        if wrong is not None:
            self._wrong.set_text(wrong.what, wrong.todo)
        self._facts.set_lines(self._lines(device))
        if self._laid != self._key(device):
            self.lay_out()

    def _lines(self, device: DeviceView) -> list[tuple[str, str, bool]]:
        form, never = self._form(), self.tr("not yet")
        found = [
            (
                self.tr("Last contact"),
                form.when(device.last_contact, self._now) if device.last_contact else never,
            ),
            (
                self.tr("Last value"),
                form.when(device.last_reading, self._now) if device.last_reading else never,
            ),
        ]
        if device.battery is not None:
            found.append((self.tr("Battery"), form.quantity(device.battery, "%")))
        if device.clock_offset is not None:
            right = self.tr("right")
            minutes = round(abs(device.clock_offset.total_seconds()) / 60)
            wrong = self.tr("%n minute(s) wrong", "", minutes)
            found.append((self.tr("Its clock"), wrong if device.clock_off else right))
        return [(left, right, True) for left, right in found]

    @staticmethod
    def _key(device: DeviceView) -> object:
        test = device.test.attempt if device.test else None
        return device.address, len(device.slots), device.consent is not None, trouble(device), test

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        device = self.device
        if device is None:
            return [self._test]
        asked: list[QWidget] = [self._consent] if device.consent is not None else []
        asked += [self._slots] if device.slots else []
        wrong = [self._wrong] if trouble(device) is not None and not asked else []
        if room >= Room.BAR:
            side = down(asked or [self._facts_card], 20, grows=0 if not asked else -1)
            return [*wrong, across([(self._test, 724), (side, 468)], 24)]
        return [*wrong, *asked, self._test, self._facts_card]

    def lay_out(self) -> None:
        device = self.device
        self._laid = self._key(device) if device is not None else None
        super().lay_out()
        failed = device is not None and device.test is not None and device.test.attempt is Attempt.FAILED
        stale = device is not None and bool(device.fault) and not device.serial
        extra = [self._connect] if stale else ([self._again] if failed else [])
        self.foot.fill([], [self._remove, *extra, self._done])

    def _remove_now(self) -> None:
        self.removing.emit(self._address)
        self._close()

    def _close(self) -> None:
        self.closed.emit()
