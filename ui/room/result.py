"""The result: this person's values, where they went, and a screen that empties itself.

Rules:
- The countdown is seen and can be put off; on red it waits until the person has pressed that they have read.
- A value's zone is by the limits on the card, and the page says of which day they are.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.measurement import Kind
from ui.format import Formatter
from ui.room.stack import Scrolled
from ui.room.words import PICTURES, kind_name, picture_said
from ui.theme import TextSize, Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.figure import Figure
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView
from ui.widgets.timer import TimerRing

SECONDS = 60
MORE = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: "134/80", "mmHg", its zone, and what stands small beside it."""

    kind: Kind
    value: str
    unit: str
    zone: Zone
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What the page shows. ``sent_at`` is None while the values wait in the room, sealed."""

    first_name: str
    lines: tuple[Line, ...]
    contact: str  # who reads and when, in words; empty when the plan names nobody
    phone: str
    limits_of: dt.datetime
    sent_at: dt.datetime | None = None

    @property
    def red(self) -> bool:
        """Whether somebody must act."""
        return any(line.zone is Zone.RED for line in self.lines)


class _LineCard(Card):
    def __init__(self, line: Line) -> None:
        super().__init__(padding=26)
        picture = Picture(PICTURES[line.kind], picture_said(line.kind), ground="soft", least=96)
        picture.setMaximumWidth(140)
        name, beside = Label(kind_name(line.kind), "strong"), Label(line.beside, "secondary")
        figure = Figure(line.value, line.unit)
        badge = ZoneBadge(line.zone, large=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(24)
        values = QVBoxLayout()
        values.setSpacing(0)
        values.addWidget(name)
        values.addWidget(figure)
        side = QVBoxLayout()
        side.addWidget(badge, 0, Qt.AlignmentFlag.AlignRight)
        side.addWidget(beside, 0, Qt.AlignmentFlag.AlignRight)
        self._row.addWidget(picture)
        self._row.addLayout(values, 1)
        self._row.addLayout(side)
        self.body.addLayout(self._row)
        self._picture = picture
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._picture.setVisible(theme.text_size <= TextSize.S125)


class ResultPage(Themed, QWidget):
    """``over``: the person is done, or the time is up. ``again``: they measure something more."""

    over = Signal()
    again = Signal()
    receipt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: Results | None = None
        self._form: Formatter | None = None
        self._cards: list[_LineCard] = []
        self._make()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._say_left)
        self._tick.start()
        self._ring.finished.connect(self.over)
        self._more.clicked.connect(lambda: self._ring.start(MORE))
        self._again.clicked.connect(self.again)
        self._end.clicked.connect(self.over)
        self._read.clicked.connect(self._have_read)
        self.retranslate()
        self.refresh()

    def _make(self) -> None:
        self._title, self._limits = Label("", "title"), Label("", "secondary")
        self._alert, self._lines = ZoneLine(Zone.RED), QVBoxLayout()
        self._alert.hide()
        area = Scrolled()
        area.body.setSpacing(16)
        area.body.addWidget(self._title)
        area.body.addWidget(self._alert)
        area.body.addLayout(self._lines)
        area.body.addWidget(self._sent_card())
        area.body.addWidget(self._limits)
        area.body.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.addWidget(area, 79)
        self._sides.addWidget(self._side_card(), 40)

    def _sent_card(self) -> Card:
        card = Card(padding=26)
        self._sent_icon = IconView("circle-check", 36)
        self._sent, self._reader = Label("", "strong"), Label("", "secondary")
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(20)
        words.setSpacing(2)
        words.addWidget(self._sent)
        words.addWidget(self._reader)
        row.addWidget(self._sent_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        return card

    def _side_card(self) -> Card:
        card = Card(padding=18)
        self._heading = Label("", "heading", align=Qt.AlignmentFlag.AlignHCenter)
        self._ring = TimerRing(diameter=180)
        self._more = Button("", "neutral", icon="clock")
        self._again = Button("", "secondary", icon="plus")
        self._end = Button("", "primary", icon="logout")
        self._read = Button("", "primary", icon="check")
        self._receipt = Button("", "neutral", icon="qrcode")
        self._receipt.clicked.connect(self.receipt)
        for button, name in (
            (self._more, "moreTime"),
            (self._again, "measureMore"),
            (self._end, "signOff"),
            (self._read, "haveRead"),
            (self._receipt, "receipt"),
        ):
            button.setObjectName(name)
        card.body.addWidget(self._heading)
        card.body.addWidget(self._ring, 1)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(14)
        card.body.addLayout(self._buttons)
        self._stretch = QWidget()
        card.body.addWidget(self._stretch, 1)
        card.body.setSpacing(14)
        return card

    # --- what happens ----------------------------------------------------------------------------------

    def show_results(self, results: Results, form: Formatter) -> None:
        """Show these, and begin to count down (on red, once the person has read)."""
        unread = self._results is None or not self._results.red or not self._read.isHidden()
        waits = results.red and unread
        self._results, self._form = results, form
        for card in self._cards:
            self._lines.removeWidget(card)
            card.deleteLater()
        self._cards = [_LineCard(line) for line in results.lines]
        for card in self._cards:
            self._lines.addWidget(card)
        self.retranslate()
        self._show_side(waits=waits)
        if waits:
            self._ring.stop()
        elif not self._ring.running:
            self._ring.start(SECONDS)

    def forget(self) -> None:
        """Show nothing of anybody."""
        self._ring.stop()
        self._results = None
        for card in self._cards:
            self._lines.removeWidget(card)
            card.deleteLater()
        self._cards = []
        for label in (self._title, self._sent, self._reader, self._limits):
            label.setText("")
        self._alert.set_text("", "")

    def hold(self) -> None:
        """Something else is on the screen."""
        self._ring.stop()

    @property
    def seconds_left(self) -> int:
        """What is left of the time."""
        return math.ceil(self._ring.remaining()) if self._ring.running else 0

    def _have_read(self) -> None:
        self._show_side(waits=False)
        self._ring.start(SECONDS)

    def _show_side(self, *, waits: bool) -> None:
        self._read.setVisible(waits)
        for widget in (self._more, self._end, self._heading):
            widget.setVisible(not waits)
        self._stretch.setVisible(waits)
        self._show_ring(waits=waits)
        results = self._results
        self._alert.setVisible(results is not None and results.red)
        self._receipt.setVisible(results is not None and bool(results.lines))

    def _show_ring(self, *, waits: bool) -> None:
        """Where there is no room for the ring, the heading has the seconds."""
        self._ring.setVisible(not waits and self.theme.text_size <= TextSize.S125)

    def _say_left(self) -> None:
        words = self.tr("The screen empties in")
        if self.theme.text_size > TextSize.S125:
            seconds = self.tr("%n second(s)", "", self.seconds_left)
            words = f"{words} {seconds}"
        self._heading.setText(words)

    # --- texts -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._say_left()
        self._more.setText(self.tr("More time"))
        self._again.setText(self.tr("Measure something more"))
        self._end.setText(self.tr("Finish now"))
        self._read.setText(self.tr("I have read this"))
        self._receipt.setText(self.tr("Take the values with you"))
        results, form = self._results, self._form
        if results is None or form is None:
            return
        if results.lines:
            self._title.setText(self.tr("Done. Thank you, {name}.").format(name=results.first_name))
        else:
            self._title.setText(self.tr("Nothing was measured, {name}.").format(name=results.first_name))
        self._say_sent(results, form)
        day = form.day(results.limits_of, year=True)
        self._limits.setText(self.tr("Judged by the limits on your card, of {day}.").format(day=day))
        self._limits.setVisible(bool(results.lines))
        phone = results.phone
        action = self.tr("Call your care centre now: {phone}.") if phone else self.tr("Call 1177 now.")
        rest = self.tr("With chest pain, trouble breathing or sudden weakness: call 112.")
        self._alert.set_text(action.format(phone=phone), rest)

    def _say_sent(self, results: Results, form: Formatter) -> None:
        card = self._sent_icon.parentWidget()
        if card is not None:
            card.setVisible(bool(results.lines))
        if results.sent_at is not None:
            self._sent.setText(
                self.tr("Sent to your care centre at {time}.").format(time=form.time(results.sent_at))
            )
        else:
            self._sent.setText(self.tr("Saved. It is sent as soon as there is a network."))
        who = results.contact
        self._reader.setText(self.tr("Read by {name}").format(name=who) if who else "")
        self._reader.setVisible(bool(who))

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size <= TextSize.S125
        across = theme.text_size <= TextSize.S150
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if across else directions.TopToBottom)
        self._sides.setContentsMargins(32, 24 if small else 6, 32, 24 if small else 6)
        self._sides.setSpacing(24 if small else 8)
        self._buttons.setSpacing(14 if across else 8)
        buttons = (self._read, self._more, self._receipt, self._again, self._end)
        for place, button in enumerate(buttons):
            self._buttons.removeWidget(button)
            row, column = (place, 0) if across else (place // 2, place % 2)
            self._buttons.addWidget(button, row, column)
        self._show_ring(waits=self._end.isHidden())
