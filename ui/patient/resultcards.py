"""The cards of a blood pressure that is measured: figures, zone, what to do, limits, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinical.guided import Guided, Step
from hemmonitor.home import HomeState
from hemmonitor.model.careplan import Plan
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Component, Kind, Quantity
from ui.format import Formatter
from ui.patient import resultwords, view
from ui.patient.readings import ReadingLines
from ui.patient.words import component_name
from ui.theme import Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.scale import ScaleBar


class ResultCard(Card):
    """A reading, or the mean of several: figures, zone, what to do, and where it lies among the limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._title, self._time = Label("", "heading"), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        self.figure = Figure("", "", base=96)
        self.figure.setObjectName("resultFigure")
        self.badge = ZoneBadge(large=True)
        self.badge.setObjectName("resultZone")
        self._line = Label("", "secondary")
        beside = QVBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self.badge)
        beside.addWidget(self._line)
        beside.addStretch(1)
        figures = QHBoxLayout()
        figures.setSpacing(24)
        figures.addWidget(self.figure)
        figures.addLayout(beside, 1)
        self._text = Label("", "lead")
        self._left = Label("", "label")
        self._left.hide()
        self.body.addLayout(head)
        self.body.addLayout(figures)
        self.body.addWidget(self._text)
        self.body.addWidget(self._left)
        self._scales = QVBoxLayout()
        self._scales.setSpacing(16)
        self.body.addLayout(self._scales)
        self.body.addStretch(1)
        self.refresh()

    def say(
        self, readings: Sequence[Judged], state: Guided | None, home: HomeState, form: Formatter
    ) -> tuple[Quantity, ...]:
        """Show what the readings stand for together, and what to do now; gives the figures."""
        last = readings[-1]
        values = view.joined([r.measurement for r in readings])
        self._title.setText(self._title_for(readings, state))
        at = last.measurement.taken_at
        self._time.setText(form.when(at, home.at) if state is None else form.at_time(at))
        self.figure.set_value(view.pressures(values, form))
        zone = view.zone(last.level)
        self.badge.set_zone(zone, view.not_judged() if zone is Zone.GREY else "")
        self._line.setText(view.pulse_line(values, form))
        step = state.step if state else Step.DONE
        self._text.set_strong_lead(*resultwords.action(step, last.level, home))
        return values

    def _title_for(self, readings: Sequence[Judged], state: Guided | None) -> str:
        if len(readings) > 1:
            return self.tr("Mean of %n reading(s)", "", len(readings))
        if state is not None and not state.over:
            return self.tr("Reading {number} of {count}").format(number=1, count=state.planned)
        return self.tr("Your blood pressure")

    def set_left(self, text: str) -> None:
        """How long until the next reading, where the ring is on another page."""
        self._left.setText(text)
        self._left.setVisible(bool(text))

    def hold(self, scales: QWidget) -> None:
        """Take the scale bars in."""
        self._scales.addWidget(scales)


class Scales(QWidget):
    """One scale bar for the upper and one for the lower pressure, as far as the plan has limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = {c: ScaleBar() for c in (Component.SYSTOLIC, Component.DIASTOLIC)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for bar in self._bars.values():
            column.addWidget(bar)
        column.addStretch(1)

    def set_values(self, values: Sequence[Quantity], plan: Plan | None, form: Formatter) -> None:
        """Where these figures lie."""
        for component, bar in self._bars.items():
            position = view.float_of(values, component)
            parts = view.segments(plan, Kind.BLOOD_PRESSURE, component, position, form)
            bar.setVisible(bool(parts))
            if parts:
                text = "" if position is None else form.number(position)
                bar.set_scale(component_name(component), parts, position, text)


class AfterCard(Card):
    """After the last reading: each reading, when it is time again, and "that was not me"."""

    not_me = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._title, self._lines = Label("", "heading"), ReadingLines()
        self._next, self._when = Label("", "label"), Label("", "body")
        self._not_me = Button("", "neutral", icon="user")
        self._not_me.setObjectName("notMe")
        self._not_me.clicked.connect(self.not_me)
        self.body.addWidget(self._title)
        self.body.addWidget(self._lines)
        self.body.addSpacing(12)
        self.body.addWidget(self._next)
        self.body.addWidget(self._when)
        self.body.addStretch(1)
        self.body.addWidget(self._not_me, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def say(self, readings: Sequence[Judged], home: HomeState, form: Formatter) -> None:
        """Each reading, and when it is time again."""
        taken = [r.measurement for r in readings]
        self._lines.set_lines(
            [(form.at_time(m.taken_at), view.pressures(m.values, form), True) for m in taken]
        )
        self._title.setText(self.tr("Your readings"))
        self._not_me.setText(self.tr("It was not me who measured"))
        task = home.next_task
        if task is None or home.plan is None:
            self._next.setText(self.tr("That was all for today"))
            self._when.setText(self.tr("You need not do anything more now."))
            return
        self._next.setText(self.tr("Next time"))
        name, hour = view.slot_name(task.slot, home.plan), view.hour(task.starts, form)
        self._when.setText(self.tr("{name}, at {hour}").format(name=name, hour=hour))
