"""What the program knows of the person, where it is, and who has read it: two cards in the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.format import Formatter
from ui.patient.page import Shown
from ui.patient.readings import ReadingLines
from ui.widgets.base import Label
from ui.widgets.card import Card

_MOST = 8  # readers listed


class KnownCard(Card):
    """What is kept, how much of it, and where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head, self._text = Label("", "label"), Label("", "body")
        self.body.addWidget(self._head)
        self.body.addWidget(self._text)
        self.refresh()

    def say(self, shown: Shown, form: Formatter) -> None:
        home = shown.home
        self._head.setText(self.tr("What the program knows of you"))
        parts = [self.tr("%n value(s)", "", home.measurements)]
        if shown.history:
            since = form.day(shown.history[0].taken_at, year=True)
            parts = [self.tr("{values} since {day}").format(values=parts[0], day=since)]
        parts.append(self.tr("%n message(s)", "", len(home.messages)))
        parts.append(self.tr("your name, your number and your plan"))
        where = self.tr("It lies locked on this computer.")
        sent = self.tr("What is sent can be read by your care centre and by nobody else on the way.")
        listed = ", ".join(parts)
        self._text.setText(f"{listed}. {where} {sent}")


class ReadersCard(Card):
    """Who of the staff has opened the data, and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head, self._none, self._lines = Label("", "label"), Label("", "secondary"), ReadingLines()
        self._told: object = None
        self.body.addWidget(self._head)
        self.body.addWidget(self._none)
        self.body.addWidget(self._lines)
        self.refresh()

    def say(self, shown: Shown, form: Formatter) -> None:
        self._head.setText(self.tr("Who has looked at your values"))
        self._none.setText(self.tr("Nobody yet."))
        deeds = {
            "read": self.tr("read new values"),
            "opened": self.tr("opened your page"),
            "exported": self.tr("saved a copy"),
        }
        lines = []
        for reader in shown.home.readers[:_MOST]:
            who = ", ".join(part for part in (reader.by, reader.role) if part)
            deed = deeds.get(reader.deed, reader.deed)
            lines.append((f"{who}: {deed}", form.when(reader.at, shown.now), True))
        self._none.setVisible(not lines)
        self._lines.setVisible(bool(lines))
        if lines != self._told:
            self._told = lines
            self._lines.set_lines(lines)
