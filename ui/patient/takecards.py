"""The cards of a guided measurement: how it is done, what the device says, the value, what comes after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from hemmonitor.home import HomeState
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity
from ui.format import Formatter, unit_word
from ui.patient import view
from ui.patient.layout import Room, Stretchy
from ui.patient.readings import ReadingLines
from ui.patient.takewords import MAIN, PICTURES, advice, failed, how, why
from ui.patient.words import component_name, kind_task
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.picture import NumberDot, Picture
from ui.widgets.scale import ScaleBar
from ui.widgets.tile import IconView


class HowCard(Card):
    """How it is done: a picture and three numbered sentences."""

    def __init__(self) -> None:
        super().__init__(padding=26)
        self._title = Label("", "heading")
        self._picture = Picture("weighing", ground="sunken", least=110)
        self._lines = [Label("", "lead") for _ in range(3)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for index, line in enumerate(self._lines):
            grid.addWidget(NumberDot(index + 1), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, index, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._title)
        self._picture_box = Stretchy(self._picture, 110)
        self.body.addWidget(self._picture_box, 1)
        self.body.addLayout(grid)
        self.refresh()

    def set_room(self, room: Room) -> None:
        """Without the picture where the words need the height."""
        self._picture_box.setVisible(room is not Room.ONE)

    def say(self, kind: Kind) -> None:
        self._title.setText(self.tr("Do it like this"))
        self._picture.set_picture(PICTURES[kind], self._title.text())
        for line, text in zip(self._lines, how(kind), strict=True):
            line.setText(text)


class NowCard(Card):
    """What the device measures now, or that its value comes by itself."""

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._text = Label("", "heading"), Label("", "body")
        self.figure = Figure("", "", base=96, unit_base=28)
        self.figure.setObjectName("liveFigure")
        self._second, self._why = Label("", "lead"), Label("", "secondary")
        self._icon = IconView("bluetooth", 56)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self.body.addStretch(1)
        self.body.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.figure)
        self.body.addWidget(self._second)
        self.body.addStretch(1)
        self.body.addWidget(self._why)
        self.refresh()

    def say(self, kind: Kind, live: Sequence[Quantity], form: Formatter, *, again: bool) -> None:
        """`live` is what the device shows at this moment, if it tells."""
        main = view.of(live, MAIN[kind])
        shown = main is not None and main.value is not None
        self.figure.setVisible(shown)
        self._icon.setVisible(not shown)
        self._second.setVisible(shown)
        if shown and main is not None:
            self._title.setText(self.tr("Measuring. Keep still."))
            self._text.setText(self.tr("The value is saved when it is steady."))
            self.figure.set_value(view.figure(main, form), unit_word(main.unit))
            pulse = view.of(live, Component.PULSE_RATE)
            beats = self.tr("pulse {pulse}").format(pulse=view.figure(pulse, form)) if pulse else ""
            self._second.setText(beats)
        else:
            self._title.setText(self.tr("Measure once more") if again else kind_task(kind))
            self._text.setText(self.tr("The value comes here by itself."))
        self._why.setText(why(kind))


class OopsCard(Card):
    """There was no value: what the device noticed, and what to do."""

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._text, self._todo = Label("", "heading"), Label("", "lead"), Label("", "label")
        self._kept = Label("", "secondary")
        for part in (self._title, self._text, self._todo):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(self._kept)
        self.refresh()

    def say(self, kind: Kind) -> None:
        what, todo = failed(kind)
        self._title.setText(self.tr("There was no value this time"))
        self._text.setText(what)
        self._todo.setText(todo)
        self._kept.setText(self.tr("No value has been saved or sent."))


class ValueCard(Card):
    """The value, its zone, what to do, and where it lies among the limits."""

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._time = Label("", "heading"), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        self.figure = Figure("", "", base=96)
        self.figure.setObjectName("resultFigure")
        self.badge = ZoneBadge(large=True)
        self.badge.setObjectName("resultZone")
        self._line, self._text = Label("", "secondary"), Label("", "lead")
        self._scale = ScaleBar()
        self.body.addLayout(head)
        self.body.addWidget(self.figure)
        self.body.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._line)
        self.body.addWidget(self._text)
        self.body.addSpacing(8)
        self.body.addWidget(self._scale)
        self.body.addStretch(1)
        self.refresh()

    def say(self, readings: Sequence[Judged], home: HomeState, form: Formatter, *, again: bool) -> None:
        """Show the newest reading; `again`: the rules ask for one more."""
        last = readings[-1]
        taken, kind = last.measurement, last.measurement.kind
        main = taken.quantity(MAIN[kind])
        self._title.setText(kind_title(kind))
        self._time.setText(form.when(taken.taken_at, home.at))
        self.figure.set_value(view.figure(main, form), unit_word(main.unit) if main else "")
        zone = view.zone(last.level)
        self.badge.set_zone(zone, view.not_judged() if zone is Zone.GREY else "")
        self._line.setText(beside(taken, home, form))
        self._line.setVisible(bool(self._line.text()))
        self._text.set_strong_lead(*advice(home, kind, last.level, again=again))
        position = None if main is None or main.value is None else float(main.value)
        parts = view.segments(home.plan, kind, MAIN[kind], position, form)
        self._scale.setVisible(bool(parts))
        if parts and position is not None:
            self._scale.set_scale(component_name(MAIN[kind]), parts, position, self.figure.value)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setSpacing(10)


def kind_title(kind: Kind) -> str:
    """The heading of a value: its main figure's name."""
    return component_name(MAIN[kind])


def beside(taken: Measurement, home: HomeState, form: Formatter) -> str:
    """The line under a value: the pulse, or the change since the last time."""
    latest = next((one for one in home.latest if one.kind is taken.kind), None)
    if latest is None or latest.judged is None or latest.judged.measurement.id != taken.id:
        return ""
    shown = view.tile_reading(latest, form, home.at)
    return shown.below if shown else ""


class TakenCard(Card):
    """After the value: each reading, when it is time again, a note, and "that was not me"."""

    not_me = Signal()
    note = Signal()

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._lines = Label("", "heading"), ReadingLines()
        self._next, self._when = Label("", "label"), Label("", "body")
        self._note = Button("", "neutral", icon="pencil")
        self._note.setObjectName("noteToCare")
        self._note.clicked.connect(self.note)
        self._not_me = Button("", "neutral", icon="user")
        self._not_me.setObjectName("notMe")
        self._not_me.clicked.connect(self.not_me)
        self.body.addWidget(self._title)
        self.body.addWidget(self._lines)
        self.body.addSpacing(12)
        self.body.addWidget(self._next)
        self.body.addWidget(self._when)
        self.body.addStretch(1)
        buttons: QVBoxLayout = QVBoxLayout()
        buttons.setSpacing(10)
        for button in (self._note, self._not_me):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(buttons)
        self.refresh()

    def without_note(self) -> None:
        """No note can be written."""
        self._note.hide()

    def say(self, readings: Sequence[Judged], home: HomeState, form: Formatter) -> None:
        """Each reading, and when it is time again."""
        lines = []
        for reading in readings:
            taken = reading.measurement
            main = taken.quantity(MAIN[taken.kind])
            unit = unit_word(main.unit) if main else ""
            lines.append((form.at_time(taken.taken_at), f"{view.figure(main, form)}\u00a0{unit}", True))
        self._lines.set_lines(lines)
        self._title.setText(self.tr("Your readings"))
        self._note.setText(self.tr("Write a note to your care centre"))
        self._not_me.setText(self.tr("It was not me who measured"))
        task = home.next_task
        if task is None or home.plan is None:
            self._next.setText(self.tr("That was all for today"))
            self._when.setText(self.tr("You need not do anything more now."))
            return
        self._next.setText(self.tr("Next time"))
        name, hour = view.slot_name(task.slot, home.plan), view.hour(task.starts, form)
        self._when.setText(self.tr("{name}, at {hour}").format(name=name, hour=hour))
