"""Founding a care centre: where and by whom, and what that means for the keys on this computer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.start.frame import StartPage, quiet_focus
from ui.start.invitation import Fault
from ui.theme import Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, set_kind
from ui.widgets.card import Card
from ui.widgets.fields import CheckBox


@dataclass(frozen=True, slots=True)
class Founding:
    """What is asked of whoever founds a centre. ``phone`` and ``hours`` are what patients are told."""

    url: str
    centre: str
    name: str
    role: str
    phone: str
    hours: str


_FIELDS = ("url", "centre", "name", "role", "phone", "hours")


class CentrePage(StartPage):
    """``entered(Founding)``."""

    step = 0
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = {name: QLineEdit() for name in _FIELDS}
        self._names = {name: Label("", "strong") for name in _FIELDS}
        self._explained = {name: Label("", "small") for name in _FIELDS}
        self._faults = {name: Fault() for name in _FIELDS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        places = (("url", 0, 0, 2), ("centre", 1, 0, 2), ("name", 2, 0, 1), ("role", 2, 1, 1))
        for name, row, column, wide in (*places, ("phone", 3, 0, 1), ("hours", 3, 1, 1)):
            field = self._fields[name]
            field.setObjectName(f"centre_{name}")
            field.textEdited.connect(lambda _text, which=name: self._say(which, ""))
            field.returnPressed.connect(self._go_on)
            block = QVBoxLayout()
            block.setSpacing(4)
            for part in (self._names[name], field, self._explained[name], self._faults[name]):
                block.addWidget(part)
            block.addStretch(1)
            grid.addLayout(block, row, column, 1, wide)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card = Card()
        card.body.addLayout(grid)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.forward.show()
        self.forward.clicked.connect(self._go_on)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        empty = next((f for f in self._fields.values() if not f.text()), self._fields["url"])
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse_address(self, sentence: str) -> None:
        """The relay cannot be used: say so at its field."""
        self._say("url", sentence)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Found a care centre"),
            self.tr("This computer becomes the centre's first. Staff and patients are invited from it."),
        )
        words = {
            "url": (self.tr("Address of the post-box"), self.tr("It stores and forwards, and cannot read.")),
            "centre": (self.tr("Name of the care centre"), ""),
            "name": (self.tr("Your name"), self.tr("Patients see it as their contact.")),
            "role": (self.tr("Your role"), ""),
            "phone": (self.tr("Telephone for patients"), ""),
            "hours": (self.tr("Staffed hours"), self.tr("Such as: weekdays 8-16")),
        }
        for name, (said, more) in words.items():
            self._names[name].setText(said)
            self._explained[name].setText(more)
            self._explained[name].setVisible(bool(more))
            self._fields[name].setAccessibleName(said)
        self._fields["url"].setPlaceholderText("https://")

    def _say(self, name: str, sentence: str) -> None:
        set_kind(self._fields[name], "error" if sentence else "", "state")
        self._faults[name].say(sentence)

    def _go_on(self) -> None:
        typed = {name: field.text().strip() for name, field in self._fields.items()}
        if typed["url"] and "://" not in typed["url"]:
            typed["url"] = f"https://{typed['url']}"
        wrong = [name for name in _FIELDS if not typed[name]]
        for name in wrong:
            self._say(name, self.tr("Fill this in."))
        if wrong:
            self._fields[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.entered.emit(Founding(**typed))


class KeysPage(StartPage):
    """What stands on this computer from now on, and what must be done about it. ``understood``."""

    step = 1
    understood = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = [Label("", "body") for _ in range(4)]
        card = Card()
        column = QVBoxLayout()
        column.setSpacing(14)
        for point in self._points:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(ZoneMark(Zone.YELLOW, 22), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(point, 1)
            column.addLayout(row)
        card.body.addLayout(column)
        self._read = CheckBox("")
        self._read.setObjectName("keysRead")
        self._read.toggled.connect(self.forward.setEnabled)
        self.body.addWidget(card)
        self.body.addWidget(self._read)
        self.body.addStretch(1)
        self.forward.setEnabled(False)
        self.forward.show()
        self.back.show()
        self.forward.clicked.connect(self.understood)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        quiet_focus(self._read)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("The centre's keys are on this computer for now"),
            self.tr("Read this before there are real patients."),
        )
        points = (
            (
                self.tr("The root key"),
                self.tr("decides who belongs to the centre. Whoever has it can make themselves staff."),
            ),
            (
                self.tr("The archive key"),
                self.tr("opens everything that patients send, for recovery."),
            ),
            (
                self.tr("Both must be moved off line"),
                self.tr(
                    "and split among three people before real use: Care centre, Recovery. "
                    "Use the program for development and research only."
                ),
            ),
            (
                self.tr("There is no copy."),
                self.tr("If this computer is lost, so is the centre. Make backups of its files."),
            ),
        )
        for label, (strong, rest) in zip(self._points, points, strict=True):
            label.set_strong_lead(strong, rest)
        self._read.setText(self.tr("I have read this"))
