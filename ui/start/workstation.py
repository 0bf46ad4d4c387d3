"""A workstation's first start: found a centre or join one, invitation, digits, and the history that comes.

Rule: joining goes on by itself after a break, from where it was; each page says so.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from hemmonitor.sync.handover import Progress
from ui.start.choosing import Big
from ui.start.frame import StartPage, quiet_focus
from ui.start.states import DigitsPage, Line
from ui.widgets.announce import announce
from ui.widgets.base import Label
from ui.widgets.card import Card

_MANY = 25  # mailboxes between two words to a screen reader


class WayPage(StartPage):
    """``join``: the centre is there already; ``found``: it begins on this computer."""

    join = Signal()
    found = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._join, self._found = Big("", "user-plus"), Big("", "building")
        self._join.setObjectName("way_join")
        self._found.setObjectName("way_found")
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._join)
        column.addWidget(self._found)
        self.body.addLayout(column)
        self.body.addStretch(1)
        self._join.clicked.connect(self.join)
        self._found.clicked.connect(self.found)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        quiet_focus(self._join)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(self.tr("Is there a care centre already?"))
        self._join.set_words(
            self.tr("Join it with an invitation"),
            self.tr("A colleague has made a code for this computer: Care centre, Staff and devices."),
        )
        self._found.set_words(
            self.tr("Found a care centre here"),
            self.tr("This computer becomes its first. Staff and patients are invited from it."),
        )


class WorkstationDigitsPage(DigitsPage):
    """The digits that both colleagues compare."""

    def retranslate(self) -> None:
        super().retranslate()
        if self.digits.text():
            self.set_words(self.tr("Compare the digits with your colleague"))
        else:
            self.set_words(self.tr("Reaching the care centre"))
        self.call.label.setText(
            self.tr("Read the digits out to whoever made the invitation. They must see the same.")
        )


class HistoryPage(StartPage):
    """The history comes from a colleague's computer: how far it is. ``done`` goes on without waiting."""

    step = 4
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = Progress()
        self._spoken = -1
        self._offline = False
        self.bar = QProgressBar()
        self.bar.setObjectName("historyBar")
        self.bar.setTextVisible(False)
        self.counts = Label("", "lead")
        self._from, self._later = Line("device-desktop"), Line("history")
        self._sealed = Line("lock")
        card = Card(padding=24)
        card.body.addWidget(self.counts)
        card.body.addWidget(self.bar)
        self.body.addWidget(card)
        for part in (self._from, self._later, self._sealed):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.forward.show()
        self.forward.clicked.connect(self.done)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        quiet_focus(self.forward)

    def show_progress(self, progress: Progress) -> None:
        """So far it has come."""
        self._progress, self._offline = progress, False
        self._tell()
        if progress.done // _MANY != self._spoken:
            self._spoken = progress.done // _MANY
            announce(self, self.counts.text())

    def show_offline(self) -> None:
        """There is no contact just now; it is tried again by itself."""
        self._offline = True
        self._tell()

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("The patients' history is on its way"),
            self.tr("You may go on. Those who have come are in the worklist; the others follow."),
        )
        self.bar.setAccessibleName(self.title.text())
        self._later.label.setText(
            self.tr("You may close the program. Next time it goes on from where it was.")
        )
        self._sealed.label.setText(
            self.tr("It is sealed to this computer alone, and checked against the post-box afterwards.")
        )
        self.forward.setText(self.tr("To the worklist"))
        self._tell()

    def _tell(self) -> None:
        progress = self._progress or Progress()
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        if self._offline:
            said = self.tr("No contact right now. It is tried again by itself.")
        elif not progress.total:
            said = self.tr("Waiting for a colleague's program to begin.")
        else:
            said = self.tr("{done} of {total} patients").format(done=progress.done, total=progress.total)
        self.counts.setText(said)
        self._from.label.setText(
            self.tr("The program of whoever let you in has to be running, with contact.")
        )
