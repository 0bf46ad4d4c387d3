"""The top bar of a page, and what every page of the window has."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.nurse.desk import Desk
from ui.nurse.shedding import SheddingRow
from ui.theme import Theme
from ui.widgets.base import Label, Themed, strong_lead
from ui.widgets.tile import IconView
from ui.widgets.toast import Toast

Keys = tuple[tuple[tuple[str, ...], str], ...]


class Page(Themed, QWidget):
    """A page of the window. ``keys`` are what its key guide shows, ``toast`` is where it tells of deeds."""

    keys_changed = Signal()
    toast: Toast

    @property
    def keys(self) -> Keys:
        """(keys, what they do), the last one at the right end."""
        return ()

    def begin(self) -> None:
        """Put the keyboard where the work is."""

    def tick(self, now: dt.datetime) -> None:
        """Time has passed."""


class TopBar(Themed, QFrame):
    """Title, date, how far the day's work has come, and who sits here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "header")
        self.title = Label("", "title", wrap=False)
        self._date = Label("", "secondary", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._progress = Label("", "body", wrap=False)
        self._who = Label(desk.staff.name, "strong", wrap=False)
        self._role = Label(desk.staff.role, "secondary", wrap=False)
        self._row = SheddingRow((16, 0, 16, 0), 14)
        self._row.add(self.title)
        self._row.add(self._date, 3)
        self._row.add(self._bar, 5)
        self._row.add(self._progress, 2)
        self._row.add_stretch()
        self._row.add(IconView("user", 20, "text"), 4)
        self._row.add(self._who, 1)
        self._row.add(self._role, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self._figures = (0, 0)
        self._said: tuple[str | int, ...] = ()
        self.refresh()
        self.retranslate()

    def set_progress(self, done: int, people: int) -> None:
        """How many of how many are done today; nobody at all shows nothing."""
        self._figures = (done, people)
        said = self.tr("{done} of {people}"), self.tr("done today")
        if self._said == (*said, done, people):
            return  # a layout of the whole page hangs on it
        self._said = (*said, done, people)
        self._bar.setRange(0, max(people, 1))
        self._bar.setValue(done)
        self._progress.set_markup(strong_lead(said[0].format(done=done, people=people), said[1]))
        for part in (self._bar, self._progress):
            self._row.bar(part, not people)

    def put(self, widget: QWidget) -> None:
        """One more thing at the right end."""
        self._row.add(widget)

    def set_now(self, now: dt.datetime) -> None:
        """Show the date and the time."""
        fmt = self._desk.fmt
        self._date.setText(f"{fmt.weekday(now)} {fmt.day(now)}, {fmt.time(now)}")

    def retranslate(self) -> None:
        self.set_progress(*self._figures)
        self.set_now(self._desk.now())

    def restyle(self, theme: Theme) -> None:
        self.setFixedHeight(theme.grown(56))
        self._row.setFixedHeight(theme.grown(55))
        self._bar.setFixedSize(QSize(theme.grown(150), 8))
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
