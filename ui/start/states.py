"""Pages that wait or tell: the digits to compare, work that goes on, what went wrong, that it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.start.frame import StartPage, quiet_focus
from ui.start.words import trouble
from ui.theme import Zone
from ui.widgets.announce import announce
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.tile import IconView


class Line(QWidget):
    """An icon and a sentence."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.icon, self.label = IconView(icon, 28), Label("", "lead")
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)


class DigitsPage(StartPage):
    """The six digits that patient and nurse compare by telephone. ``back`` is another code."""

    step = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call, self._waiting, self._later = Line("phone"), Line("clock"), Line("history")
        self.digits = Label("", "value", align=Qt.AlignmentFlag.AlignHCenter)
        self.digits.setObjectName("digits")
        self._digits_name = Label("", "secondary", align=Qt.AlignmentFlag.AlignHCenter)
        self._card = Card(padding=24)
        self._card.body.addWidget(self._digits_name)
        self._card.body.addWidget(self.digits)
        self._offline = False
        self.body.addWidget(self.call)
        self.body.addWidget(self._card)
        self.body.addWidget(self._waiting)
        self.body.addWidget(self._later)
        self.body.addStretch(1)
        self.back.show()
        self.retranslate()
        self.refresh()

    def show_digits(self, digits: str) -> None:
        """The other side can be asked; these are the digits."""
        self._offline = False
        self.digits.setText(digits)
        self.retranslate()

    def show_offline(self) -> None:
        """There is no contact at the moment; it is tried again by itself."""
        self._offline = True
        self.retranslate()

    def begin(self) -> None:
        quiet_focus(self.back)

    def retranslate(self) -> None:
        super().retranslate()
        known = bool(self.digits.text())
        self.back.setText(self.tr("Use another code"))
        self.set_words(
            self.tr("Compare the digits with your care centre")
            if known
            else self.tr("Reaching your care centre")
        )
        self.call.label.setText(
            self.tr("They call you, or you call them. Read the digits out to them. They must see the same.")
        )
        self._digits_name.setText(self.tr("Your digits"))
        # one digit at a time, as a person says them
        self.digits.setAccessibleName(" ".join(self.digits.text().replace(" ", "")))
        self.call.setVisible(known)
        self._card.setVisible(known)
        self._waiting.icon.set_icon("cloud-off" if self._offline else "clock")
        text = self.tr("Waiting until they have said yes.") if known else self.tr("One moment.")
        if self._offline:
            text = self.tr("No contact right now. It is tried again by itself.")
        self._waiting.label.setText(text)
        self._later.label.setText(
            self.tr("You may close the program. Next time it goes on from here, with the same digits.")
        )
        self._later.setVisible(known)


class BusyPage(StartPage):
    """Something that takes a moment: ``set_text(title, lead)``."""

    def set_text(self, title: str, lead: str = "") -> None:
        """What goes on."""
        self.set_words(title, lead)


class DonePage(StartPage):
    """The patient is in. ``done`` when the person goes on to the first device; ``back`` puts that off."""

    step = 4
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Line("circle-check")
        self._next = Line("device-heart-monitor")
        self._watch = Line("info-circle")
        card = Card(padding=24)
        lines = QVBoxLayout()
        lines.setSpacing(16)
        for part in (self._mark, self._next, self._watch):
            lines.addWidget(part)
        card.body.addLayout(lines)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.back.set_icon("clock")
        self.back.show()
        self.forward.show()
        self.forward.clicked.connect(self.done)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        quiet_focus(self.forward)

    def retranslate(self) -> None:
        super().retranslate()
        self.back.setText(self.tr("Devices later"))
        self.set_words(self.tr("Done. You are connected."))
        self._mark.label.setText(self.tr("Only your care centre can read what you measure."))
        self._next.label.setText(self.tr("Now connect your first device, and measure once."))
        self._watch.label.setText(
            self.tr("Nobody watches the values day and night. If it is urgent: call 112. For advice: 1177.")
        )
        self.forward.setText(self.tr("My first device"))


class TroublePage(StartPage):
    """What happened, what was kept, what to do. ``again``, and ``other`` where there is another way."""

    again = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self._detail = "", ""
        self._what, self._kept, self._todo = (
            Label("", "heading"),
            Line("shield-check"),
            Line("arrow-narrow-right"),
        )
        self._detail_label = Label("", "secondary")
        self._detail_label.setObjectName("detail")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(ZoneMark(Zone.YELLOW, 40), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._what, 1)
        card = Card(padding=24)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._kept)
        column.addWidget(self._todo)
        card.body.addLayout(column)
        self.body.addWidget(card)
        self.body.addWidget(self._detail_label)
        self.body.addStretch(1)
        self._again = Button("", "primary", icon="refresh")
        self._again.setObjectName("again")
        self._again.clicked.connect(self.again)
        self.add_to_foot(self._again)
        self.back.clicked.connect(self.other)
        self._other_words: Callable[[], str] | None = None
        self.retranslate()
        self.refresh()

    def show_trouble(
        self, code: str, *, detail: str = "", again: bool = True, other: Callable[[], str] | None = None
    ) -> None:
        """``detail`` is for those who help; it never holds a patient's data. ``other`` is a button's text."""
        self.code, self._detail, self._other_words = code, detail, other
        self._again.setVisible(again)
        self.back.setVisible(other is not None)
        self.retranslate()
        announce(self, self._what.text(), urgent=True)

    def begin(self) -> None:
        quiet_focus(self._again if self._again.isVisibleTo(self) else self.back)

    def retranslate(self) -> None:
        super().retranslate()
        words = trouble(self.code)
        self.set_words("")
        self.title.hide()
        self._what.setText(words.title)
        self._kept.label.setText(words.kept)
        self._todo.label.setText(words.todo)
        self._detail_label.setText(f"{self.code}  {self._detail}".strip())
        self._again.setText(self.tr("Try again"))
        if self._other_words is not None:
            self.back.setText(self._other_words())
