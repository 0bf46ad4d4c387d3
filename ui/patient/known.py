"""What the program knows of the person, where it is, who may read it and who has: cards in the settings."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from hemmonitor.home import Circle
from hemmonitor.model.access import Ground
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


class CircleCard(Card):
    """Who may read: computers of staff, the centre's spare key, and what measuring rooms may."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("whoMayRead")
        self._head, self._lines, self._foot = Label("", "label"), ReadingLines(), Label("", "secondary")
        self._told: object = None
        for part in (self._head, self._lines, self._foot):
            self.body.addWidget(part)
        self.refresh()

    def say(self, circle: Circle | None, now: dt.datetime, form: Formatter) -> None:
        """Hidden while nothing is known."""
        self.setVisible(circle is not None)
        if circle is None:
            return
        found = circle.audience
        self._head.setText(self.tr("Who may read your values"))
        where = self.tr("%n computer(s)", "", len(found.staff))
        teams = self.tr("%n team(s)", "", found.teams)
        lines = [(self.tr("You"), self.tr("%n computer(s)", "", found.own), True)]
        lines.append((self.tr("Staff at {centre}").format(centre=found.centre), f"{where}, {teams}", True))
        for one in circle.staff[:_MOST]:
            if one.last is not None:
                who = ", ".join(part for part in (one.by, one.role) if part)
                last = self.tr("last {when}").format(when=form.when(one.last, now))
                lines.append((who, last, False))
        silent = sum(one.last is None for one in circle.staff)
        if silent:
            text = self.tr("%n of the computers of staff", "", silent)
            lines.append((text, self.tr("has not opened your page"), False))
        if found.removed:
            text = self.tr("%n computer(s) of staff taken away", "", found.removed)
            lines.append((text, self.tr("reads nothing new"), False))
        if found.stations:
            rooms = self.tr("%n measuring room(s)", "", found.stations)
            lines.append((rooms, self.tr("sends values, reads nothing"), False))
        if found.archive:
            key = self.tr("The care centre's spare key")
            lines.append((key, self.tr("locked away, only if all computers are lost"), False))
        self._foot.setText(
            self.tr("Your computer has checked this list. Nobody can be added without being seen here.")
        )
        if lines != self._told:
            self._told = lines
            self._lines.set_lines(lines)


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
        grounds = {
            Ground.COLLEAGUE: self.tr("for a colleague"),
            Ground.CONSENT: self.tr("with your consent"),
            Ground.EMERGENCY: self.tr("in an emergency"),
        }
        lines = []
        for reader in shown.home.readers[:_MOST]:
            who = ", ".join(part for part in (reader.by, reader.role, reader.unit) if part)
            deed = deeds.get(reader.deed, reader.deed)
            if reader.ground in grounds:
                deed = f"{deed} {grounds[reader.ground]}"
            if reader.reason:
                why = self.tr("Reason: {reason}").format(reason=reader.reason)
                deed = f"{deed}. {why}"
            lines.append((f"{who}: {deed}", form.when(reader.at, shown.now), True))
        self._none.setVisible(not lines)
        self._lines.setVisible(bool(lines))
        if lines != self._told:
            self._told = lines
            self._lines.set_lines(lines)
