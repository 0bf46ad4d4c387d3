"""A month of planned measuring as a calendar: each day with its word and its shape, and the counts in words.

Rules:
- Shapes and words carry the meaning; the colour is the same calm one for all. A missed day is no zone.
- Arrow keys go from day to day, Page Up and Page Down to another month; the day is said in a sentence below
  and to a screen reader.
- A month that begins before the values that are here is not judged: they are still being read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QWidget

from hemmonitor.clinical.adherence import DayState, days, times_by_kind
from ui.format import Formatter
from ui.patient import monthwords
from ui.patient.layout import Room, Stretchy
from ui.patient.monthgrid import DayDelegate, Grid, KeyEntry, MonthModel
from ui.patient.page import Shown
from ui.theme import Theme, fonts
from ui.widgets.announce import announce
from ui.widgets.base import Label
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout


class MonthCard(Card):
    """``show_state(shown)``. Where there is little room, counts and key are a card of their own: ``summary``.

    Object names: monthBefore, monthAfter, monthGrid, monthDay, monthCounts.
    """

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__("card", padding=20, parent=parent)
        self._form = form
        self._shown: Shown | None = None
        self._first: dt.date | None = None  # of the month that is shown
        self._told: object = None
        self._lines = 2.4  # body-text heights a week
        self._name = Label("", "label", wrap=False)
        self._before, self._after = IconButton("chevron-left", ""), IconButton("chevron-right", "")
        for button, name, step in ((self._before, "monthBefore", -1), (self._after, "monthAfter", 1)):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: self._turn(step))
        self._counts, self._sentence = Label("", "strong"), Label("", "body")
        self._counts.setObjectName("monthCounts")
        self._sentence.setObjectName("monthDay")
        self._model = MonthModel(form)
        self._delegate = DayDelegate(self)
        self.grid = self._make_grid()
        self._area = Stretchy(self.grid, 200)
        self._key = QWidget()
        flow = FlowLayout(self._key, gap=20)
        for state in DayState:
            flow.addWidget(KeyEntry(state))
        self._build()
        self.retranslate()
        self.refresh()

    def show_state(self, shown: Shown) -> None:
        """Show another moment; the month stays."""
        self._shown = shown
        if self._first is None:
            self._first = shown.now.date().replace(day=1)
        self._show()

    def retranslate(self) -> None:
        texts = ((self._before, self.tr("Earlier month")), (self._after, self.tr("Later month")))
        for button, text in texts:
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._told = None
        self._show()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setContentsMargins(20, 12, 20, 14)
        head = QFontMetricsF(fonts.font(theme, 18)).height() + 12
        self.grid.horizontalHeader().setFixedHeight(round(head))
        self.grid.verticalHeader().setMinimumSectionSize(round(head) + 8)
        self._set_least()

    def _make_grid(self) -> Grid:
        grid = Grid()
        grid.setObjectName("monthGrid")
        grid.setProperty("own_focus", True)  # the chosen day has a mark of its own
        grid.setModel(self._model)
        grid.setItemDelegate(self._delegate)
        grid.setShowGrid(False)
        grid.setFrameShape(QFrame.Shape.NoFrame)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setTabKeyNavigation(False)
        for policy in (grid.setHorizontalScrollBarPolicy, grid.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.verticalHeader().hide()
        for header in (grid.horizontalHeader(), grid.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        grid.selectionModel().currentChanged.connect(self._chosen)
        grid.turned.connect(self._turn)
        return grid

    def _build(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._before, self._name, self._after):
            row.addWidget(part)
        row.addStretch(1)
        for widget in (head, self._area, self._sentence):
            self.body.addWidget(widget, 1 if widget is self._area else 0)
        self.summary = Card("card", padding=20)

    def arrange(self, room: Room) -> None:
        """All in one card, or the counts and the key by themselves."""
        if room >= Room.RAIL:
            self.body.insertWidget(1, self._counts)
            self.body.addWidget(self._key)
        else:
            self.summary.body.addWidget(self._counts)
            self.summary.body.addWidget(self._key)
        self._lines = 1.75 if room < Room.RAIL else 2.4
        self._set_least()

    def _set_least(self) -> None:
        rows = max(self._model.rowCount(), 5)
        self._area.set_least(round(self.theme.font_px(18) * (1.8 + rows * self._lines)))

    def _turn(self, by: int) -> None:
        """Another month, the same day of it; none before the first plan, none after this month."""
        if self._shown is None or self._first is None:
            return
        goal = (self._first + dt.timedelta(days=31 if by > 0 else -1)).replace(day=1)
        if self._earliest() <= goal <= self._shown.now.date().replace(day=1):
            self._first = goal
            self._show()

    def _earliest(self) -> dt.date:
        """The first month that there is something to say of."""
        assert self._shown is not None
        zone = self._form().zone
        plans, now = self._shown.home.plans, self._shown.now
        first = min((plan.valid_from for plan in plans), default=now)
        return min(first, now).astimezone(zone).date().replace(day=1)

    def _show(self) -> None:
        shown, first, form = self._shown, self._first, self._form()
        if shown is None or first is None:
            return
        name = f"{form.month(first.month)} {first.year}"
        self._name.setText(f"{name[:1].upper()}{name[1:]}")
        now = shown.now.date()
        self._before.setEnabled(first > self._earliest())
        self._after.setEnabled(first < now.replace(day=1))
        key = (shown.history, shown.home.plans, now, shown.now.hour, first, form)
        if key == self._told:
            return
        self._told = key
        self._fill(shown, first)

    def _fill(self, shown: Shown, first: dt.date) -> None:
        reading = _still_read(shown, first, self._form())
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        taken = times_by_kind(shown.history)
        found = tuple(days(shown.home.plans, taken, first, last, shown.now))
        here = self._model.day(self.grid.currentIndex())
        self._delegate.today = shown.now.date()
        self._model.show_days(() if reading else found)
        self._set_least()
        count = sum(day.state is DayState.DONE for day in found)
        counts = monthwords.counts(found, self.tr("%n day(s) done", "", count))
        self._counts.setText(self.tr("Older values are being read.") if reading else counts)
        self.grid.setAccessibleName(f"{self._name.text()}. {self._counts.text()}")
        wanted = here.day.day if here is not None else shown.now.day
        day = first.replace(day=min(wanted, last.day))
        self.grid.selectionModel().setCurrentIndex(
            self._model.place(day), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        day = self._model.day(index) if index.isValid() else None
        text = monthwords.sentence(day, self._form()) if day is not None else ""
        self._sentence.setText(text)
        if text and self.grid.hasFocus():
            announce(self.grid, text)


def _still_read(shown: Shown, first: dt.date, form: Formatter) -> bool:
    """Whether values of that month may be missing from the history that is here so far."""
    if len(shown.history) >= shown.home.measurements or not shown.history:
        return False
    return shown.history[0].taken_at.astimezone(form.zone).date() > first
