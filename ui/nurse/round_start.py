"""Before a round: which patients it goes through, and how it went when it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinic import Row
from hemmonitor.worklist import rank
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.theme import Theme
from ui.widgets.badge import CountPill
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import CardButton
from ui.widgets.keycap import KeyCap

STALE = dt.timedelta(days=7)  # since the last round


class Choice(StrEnum):
    """Lists that a round can go through."""

    DUE = "due"
    SIGNALS = "signals"
    MINE = "mine"
    STALE = "stale"
    EVERYBODY = "everybody"


def members(choice: Choice, rows: Iterable[Row], me: str, now: dt.datetime) -> list[Row]:
    """The patients of a list, the most urgent first; those due by the hour they were set to."""
    watched = [row for row in rows if row.ends is None or row.ends >= now.date()]
    end = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), now.tzinfo)
    wanted: dict[Choice, Callable[[Row], bool]] = {
        Choice.DUE: lambda r: r.next_round is not None and r.next_round < end,
        Choice.SIGNALS: lambda r: bool(r.findings),
        Choice.MINE: lambda r: r.owner == me,
        Choice.STALE: lambda r: r.round_at is None or r.round_at < now - STALE,
        Choice.EVERYBODY: lambda _r: True,
    }
    found = sorted((row for row in watched if wanted[choice](row)), key=rank)
    if choice is Choice.DUE:
        found.sort(key=lambda row: row.next_round or end)
    return found


class RoundStart(Themed, QWidget):
    """``started(Choice)``, ``resumed``. ``show_rows`` brings the counts up to date."""

    started = Signal(object)
    resumed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[Row, ...] = ()
        self._title, self._about = Label("", "heading"), Label("", "secondary")
        self._told = Label("", "body")
        self._resume = Button("", "primary", icon="player-play")
        self._resume.setObjectName("round_resume")
        self._resume.clicked.connect(self.resumed)
        self.cards = {choice: _ListCard(str(n)) for n, choice in enumerate(Choice, 1)}
        inner = QVBoxLayout()
        inner.setSpacing(10)
        for part in (self._title, self._told, self._about):
            inner.addWidget(part)
        inner.addWidget(self._resume, 0, Qt.AlignmentFlag.AlignLeft)
        for number, (choice, card) in enumerate(self.cards.items(), 1):
            card.setObjectName(f"round_{choice.value}")
            card.clicked.connect(partial(self._start, choice))
            bind(self, str(number), partial(self._start, choice))
            inner.addWidget(card)
        inner.addStretch(1)
        self._inside = QWidget()
        self._inside.setLayout(inner)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 16, 16, 8)
        across.addStretch(1)
        across.addWidget(self._inside, 3)
        across.addStretch(1)
        self.show_told("", paused=False)
        self.refresh()
        self.retranslate()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """All patients as they stand."""
        self._rows = tuple(rows)
        now = self._desk.now()
        for choice, card in self.cards.items():
            card.set_count(len(members(choice, self._rows, self._desk.staff.name, now)))

    def members(self, choice: Choice) -> list[Row]:
        """Whom a list holds now."""
        return members(choice, self._rows, self._desk.staff.name, self._desk.now())

    def show_told(self, text: str, *, paused: bool) -> None:
        """How the last round went; ``paused``: it can go on."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self._resume.setVisible(paused)

    def begin(self) -> None:
        """Put the keyboard on what can be done."""
        first: QWidget = self._resume
        if self._resume.isHidden():
            filled = [card for card in self.cards.values() if card.isEnabled()]
            first = filled[0] if filled else self
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Start a round"))
        self._about.setText(
            self.tr("You step through the list with a prepared summary of each patient. The order stands.")
        )
        self._resume.setText(self.tr("Go on with the round"))
        texts = {
            Choice.DUE: (self.tr("Due today"), self.tr("Set to today by the last round, or earlier")),
            Choice.SIGNALS: (self.tr("With open signals"), self.tr("The most urgent first")),
            Choice.MINE: (self.tr("Mine"), self.tr("Patients that you have taken over")),
            Choice.STALE: (self.tr("No round for a week"), self.tr("Or never")),
            Choice.EVERYBODY: (self.tr("Everybody"), self.tr("All who are being monitored")),
        }
        for choice, card in self.cards.items():
            card.set_texts(*texts[choice])

    def restyle(self, theme: Theme) -> None:
        self._inside.setMaximumWidth(theme.grown(640))

    def _start(self, choice: Choice) -> None:
        if self.cards[choice].isEnabled():
            self.started.emit(choice)


class _ListCard(CardButton):
    """A list: name, what it holds, how many, and its digit."""

    def __init__(self, key: str) -> None:
        self._title, self._about, self._count = Label("", "strong"), Label("", "small"), CountPill(quiet=True)
        super().__init__("")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self._count)
        row.addWidget(KeyCap(key))
        self.body.addLayout(row)

    def set_texts(self, title: str, about: str) -> None:
        self._title.setText(title)
        self._about.setText(about)
        self.setAccessibleName(f"{title}. {about}")

    def set_count(self, count: int) -> None:
        self._count.set_count(count)
        self.setEnabled(count > 0)
