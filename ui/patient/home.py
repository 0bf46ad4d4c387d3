"""Home: what should I do now, how am I doing, has my nurse seen it, who is my nurse. Always in this order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hemmonitor.home import HomeState, Latest, TaskState
from hemmonitor.model.careplan import Plan
from hemmonitor.model.measurement import Kind
from ui.format import Formatter
from ui.patient import view
from ui.patient.contact import ContactCard
from ui.patient.guide import again_at
from ui.patient.homecards import NextStep, Today
from ui.patient.layout import Room, across, down
from ui.patient.openalerts import open_alerts, unanswered
from ui.patient.page import Page, Shown
from ui.patient.takes import KINDS
from ui.patient.words import KIND_ICONS, kind_name, kind_task
from ui.theme import Zone
from ui.widgets.base import Label
from ui.widgets.card import Card, ZoneLine
from ui.widgets.chain import SentSummary
from ui.widgets.tile import ValueTile


class HomePage(Page):
    """See the module."""

    measure = Signal(object)  # Kind, or None where the person may choose
    answer = Signal()  # to the questions
    write = Signal()

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self._hello, self._date = Label("", "title"), Label("", "secondary", wrap=False)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._hello, 1)
        head.addWidget(self._date)
        self._answered = ZoneLine(Zone.RED)
        self._next, self._today = NextStep(), Today()
        self._next.start.connect(self._start)
        self._values = Label("", "heading")
        self._tiles: dict[Kind, ValueTile] = {}
        self._sent_card, self._sent = Card(), SentSummary()
        self._sent_card.body.addWidget(self._sent)
        self._contact = ContactCard()
        self._contact.write.connect(self.write)
        self.refresh()

    def show_state(self, shown: Shown) -> None:
        kinds = [latest.kind for latest in _with_tile(shown.home)]
        fresh = [kind for kind in kinds if kind not in self._tiles]
        for kind in fresh:
            self._tiles[kind] = ValueTile(KIND_ICONS[kind], kind_name(kind))
        before = self._shown
        super().show_state(shown)
        if fresh or before is None or _shape(before.home) != _shape(shown.home):
            self.lay_out()

    def lay_out(self) -> None:
        if self._shown is not None:  # nothing is better than cards without a word
            super().lay_out()

    def retranslate(self) -> None:
        if self._shown is None:
            return
        home, form = self._shown.home, self.form
        self._hello.setText(self._greeting(home))
        self._date.setText(form.long(home.at))
        self._answered.set_text(
            self.tr("You have called about your alert."), self.tr("Call again if you get worse.")
        )
        self._values.setText(self.tr("Your latest values"))
        self._say_next(home, form)
        self._today.set_tasks(home, form)
        for latest in _with_tile(home):
            tile = self._tiles[latest.kind]
            tile.name.setText(kind_name(latest.kind))
            tile.set_reading(view.tile_reading(latest, form, home.at, brief=self.room is Room.ONE))
        self._sent.set_state(*view.sent_sentence(home.progress, self._shown.sync, home.contact, form))
        self._contact.set_contact(home.contact)

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        self._next.set_room(room, snug=snug)
        self._contact.set_room(room)
        pad = 12 if snug else 20
        self._sent_card.body.setContentsMargins(20, pad, 20, pad)
        for part in (self._next, self._today, self._sent_card, self._contact):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        home = self._shown.home if self._shown else None
        tiles = [self._tiles[latest.kind] for latest in _with_tile(home)] if home else []
        headed = room >= Room.RAIL or (room is Room.BAR and not snug)
        rows: list[QWidget] = [self._head] if headed else []
        if home is not None and _answered(home):
            rows.append(self._answered)
        if room is Room.ONE:
            return [*rows, self._next, *tiles, self._sent_card, self._contact, self._today]
        gap = 20 if room >= Room.RAIL else 16
        rows.append(across([(self._next, 658), (self._today, 306)], gap) if room >= Room.RAIL else self._next)
        rows += self._values_rows(tiles, 3 if room >= Room.RAIL else 2, gap)
        return rows if room >= Room.RAIL else [*rows, self._today]

    def _values_rows(self, tiles: Sequence[ValueTile], columns: int, gap: int) -> list[QWidget]:
        """The heading with the first tiles, further tiles, then the sent state and the contact."""
        last: list[tuple[QWidget, int]] = [(self._sent_card, 1), (self._contact, 1)]
        if len(tiles) == 1 and columns == 2:  # a single tile would leave the rest of its row empty
            line = across([(tiles[0], 1), (self._sent_card, 1)], gap)
            return [down([self._values, line], 8), self._contact]
        if len(tiles) == 1:
            beside = down([self._sent_card, self._contact], gap)
            return [down([self._values, across([(tiles[0], 1), (beside, columns - 1)], gap)], 8)]
        lines = [across([(t, 1) for t in tiles[i : i + columns]], gap) for i in range(0, len(tiles), columns)]
        first = [down([self._values, lines[0]], 8)] if lines else []
        return [*first, *lines[1:], across(last, gap)]

    def _start(self) -> None:
        """Do what the next step says."""
        task = self._shown.home.next_task if self._shown else None
        home = self._shown.home if self._shown else None
        kind = task.slot.kind if task is not None and task.state is TaskState.NOW else None
        if home is not None and again_at(home) is not None:
            kind = Kind.BLOOD_PRESSURE
        if kind is Kind.QUESTIONNAIRE:
            self.answer.emit()
        else:
            self.measure.emit(kind if kind is Kind.BLOOD_PRESSURE or kind in KINDS else None)

    def _greeting(self, home: HomeState) -> str:
        name = home.patient.given_name if home.patient else ""
        if home.at.hour < 5 or home.at.hour >= 18:
            text = self.tr("Good evening, {name}") if name else self.tr("Good evening")
        elif home.at.hour < 10:
            text = self.tr("Good morning, {name}") if name else self.tr("Good morning")
        else:
            text = self.tr("Hello, {name}") if name else self.tr("Hello")
        return text.format(name=name)

    def _away(self, plan: Plan, today: dt.date, form: Formatter) -> tuple[str, str]:
        """Nothing is planned: a pause, or the end. Whoever wants to can measure all the same."""
        if plan.ended(today):
            return self.tr("The monitoring is over"), self.tr("Call your care centre if you feel worse.")
        last = max(pause.last for pause in plan.pauses if pause.first <= today <= pause.last)
        title = self.tr("Pause up to and including {day}").format(day=form.day(last))
        return title, self.tr("You do not need to measure. You can measure anyway.")

    def _say_next(self, home: HomeState, form: Formatter) -> None:
        task, now, step = home.next_task, home.at, self._next
        start = self.tr("Start measuring")
        over = self.tr("Next step")
        if again_at(home) is not None:
            step.set_step(
                over,
                self.tr("Measure once more"),
                self.tr("Rest for five minutes first."),
                start,
                primary=True,
            )
        elif task is None:
            title, more = self.tr("All done for today"), self.tr("You can measure anyway.")
            if any(t.state is TaskState.MISSED for t in home.tasks):
                title = self.tr("Nothing more is planned today")
            if home.plan is not None and home.plan.away(now.date()):
                title, more = self._away(home.plan, now.date(), form)
            elif not home.tasks:
                title, more = (
                    self.tr("Measure when you like"),
                    self.tr("The value is saved on your computer."),
                )
            step.set_step("", title, more, start, primary=False)
        elif task.state is TaskState.LATER:
            name = kind_name(task.slot.kind)
            more = self.tr("Next: {name}, at {hour}.").format(name=name, hour=view.hour(task.starts, form))
            step.set_step(
                "", self.tr("Nothing to do right now"), more, self.tr("Measure anyway"), primary=False
            )
        elif task.slot.kind is Kind.BLOOD_PRESSURE:
            before = view.hour(task.ends, form)
            evening = task.starts.hour >= 16 and now.hour >= 16
            text = (
                self.tr("This evening's reading, preferably before {hour}.")
                if evening
                else self.tr("Preferably before {hour}. It takes about 8 minutes.")
            )
            if self.room is Room.ONE:
                text = self.tr("Preferably before {hour}")
            step.set_step(over, kind_task(task.slot.kind), text.format(hour=before), start, primary=True)
        elif task.slot.kind is Kind.QUESTIONNAIRE:
            more = self.tr("It takes a few minutes.")
            step.set_step(over, kind_task(task.slot.kind), more, self.tr("Start answering"), primary=True)
        else:
            more = self.tr("Use the device as usual, near the computer. The value comes here by itself.")
            button = start if task.slot.kind in KINDS else ""
            step.set_step(over, kind_task(task.slot.kind), more, button, primary=True)


def _shape(home: HomeState) -> tuple[object, ...]:
    """What decides which rows there are."""
    return tuple(latest.kind for latest in _with_tile(home)), _answered(home)


def _with_tile(home: HomeState) -> list[Latest]:
    """The measures that have a figure to show; answers have none."""
    return [latest for latest in home.latest if latest.kind is not Kind.QUESTIONNAIRE]


def _answered(home: HomeState) -> bool:
    """Whether a red alert is open that the patient has acted on."""
    return bool(open_alerts(home)) and not unanswered(home)
