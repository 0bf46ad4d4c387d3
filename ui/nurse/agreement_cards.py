"""What is agreed with the patient: goals, who does what, and the day on which the monitoring ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.careplan import Comparison, Duty, Goal
from hemmonitor.model.measurement import Component, Kind, Unit
from ui import measures
from ui.format import unit_word
from ui.nurse.desk import Desk
from ui.nurse.plan_cards import Removable, clear
from ui.nurse.plan_draft import PlanDraft
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import NumberField, Select


class GoalsCard(Card):
    """``changed``. Goals in the patient's own words, and for the mean of a figure."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._draft: PlanDraft | None = None
        self._title = Label("", "heading", wrap=False)
        self._list = QVBoxLayout()
        self.wish, self.add_wish = QLineEdit(), Button("", icon="plus")
        self.wish.setObjectName("goal_wish")
        self.add_wish.setObjectName("goal_add_wish")
        self.figure, self.side = Select(), Segmented([("under", ""), ("over", "")], "under")
        self.figure.setObjectName("goal_figure")
        self.limit, self.add = NumberField(), Button("", icon="plus")
        self.limit.setObjectName("goal_limit")
        self.add.setObjectName("goal_add")
        self.limit.setRange(0, 1000)
        own, mean = QHBoxLayout(), QHBoxLayout()
        own.addWidget(self.wish, 1)
        own.addWidget(self.add_wish)
        for part in (self.figure, self.side, self.limit, self.add):
            mean.addWidget(part)
        mean.setStretch(0, 1)
        self.body.addWidget(self._title)
        self.body.addLayout(self._list)
        self.body.addLayout(own)
        self.body.addLayout(mean)
        self.figure.setMinimumContentsLength(6)
        self.figure.currentIndexChanged.connect(lambda _index: self._follow())
        self.add_wish.clicked.connect(self._add_wish)
        self.wish.returnPressed.connect(self._add_wish)
        self.add.clicked.connect(self._add_goal)
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show a plan's goals."""
        self._draft = draft
        clear(self._list)
        for wish in draft.made.wishes:
            line = Removable(wish, self.tr("Remove"))
            line.removed.connect(lambda w=wish: self._do(lambda d: d.remove_wish(w)))
            self._list.addWidget(line)
        for goal in draft.made.goals:
            line = Removable(self._said(goal), self.tr("Remove"))
            line.removed.connect(lambda g=goal: self._do(lambda d: d.remove_goal(g)))
            self._list.addWidget(line)
        if not (draft.made.wishes or draft.made.goals):
            self._list.addWidget(Label(self.tr("None agreed"), "secondary"))
        here = self.figure.currentData()
        self.figure.blockSignals(True)
        self.figure.clear()
        for threshold in draft.plan.thresholds:
            measure = (threshold.kind, threshold.component, threshold.unit)
            if self.figure.findData(measure) < 0:
                self.figure.addItem(measures.component_name(threshold.component), measure)
        self.figure.setCurrentIndex(max(self.figure.findData(here), 0))
        self.figure.blockSignals(False)
        self._follow()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Goals"))
        self.wish.setPlaceholderText(self.tr("In the patient's own words"))
        self.wish.setAccessibleName(self.tr("In the patient's own words"))
        self.figure.setAccessibleName(self.tr("Figure"))
        self.limit.setAccessibleName(self.tr("Goal for the mean"))
        self.side.set_texts([self.tr("under"), self.tr("over")])
        for button in (self.add_wish, self.add):
            button.setText(self.tr("Add"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def _said(self, goal: Goal) -> str:
        value = measures.with_unit(goal.limit, goal.unit, self._desk.fmt)
        low = goal.comparison in {Comparison.BELOW, Comparison.AT_MOST}
        text = self.tr("{figure}, mean under {value}") if low else self.tr("{figure}, mean over {value}")
        return text.format(figure=measures.component_name(goal.component), value=value)

    def _follow(self) -> None:
        """The field counts in the unit of the figure."""
        found = self._chosen()
        self.add.setEnabled(found is not None)
        if found is not None:
            step = READING_STEP[found[2]]
            self.limit.setDecimals(len(str(step.denominator)) - 1)
            self.limit.setSingleStep(float(step))
            self.limit.setSuffix(f"\u00a0{unit_word(found[2])}")

    def _chosen(self) -> tuple[Kind, Component, Unit] | None:
        found = self.figure.currentData()
        return (Kind(found[0]), Component(found[1]), Unit(found[2])) if found else None

    def _add_wish(self) -> None:
        text = self.wish.text().strip()
        if text:
            self.wish.clear()
            self._do(lambda draft: draft.add_wish(text))

    def _add_goal(self) -> None:
        found = self._chosen()
        if found is None or not self.limit.value():
            return
        kind, component, unit = found
        low = self.side.current == "under"
        value = Decimal(f"{self.limit.value():.{self.limit.decimals()}f}")
        goal = Goal(kind, component, Comparison.BELOW if low else Comparison.ABOVE, value, unit)
        self._do(lambda draft: draft.add_goal(goal))

    def _do(self, change: Callable[[PlanDraft], None]) -> None:
        if self._draft is not None:
            change(self._draft)
            self.changed.emit()


class DutiesCard(Card):
    """``added(Duty)``, ``removed(Duty)``: who does what."""

    added = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._draft: PlanDraft | None = None
        self._title = Label("", "heading", wrap=False)
        self._list = QVBoxLayout()
        self.who, self.does, self.add = QLineEdit(), QLineEdit(), Button("", icon="plus")
        for part, name in ((self.who, "who"), (self.does, "does"), (self.add, "add")):
            part.setObjectName(f"duty_{name}")
        row = QHBoxLayout()
        row.addWidget(self.who, 1)
        row.addWidget(self.does, 2)
        row.addWidget(self.add)
        self.body.addWidget(self._title)
        self.body.addLayout(self._list)
        self.body.addLayout(row)
        self.add.clicked.connect(self._add)
        self.does.returnPressed.connect(self._add)
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show who does what."""
        self._draft = draft
        clear(self._list)
        for duty in draft.made.duties:
            line = Removable(f"{duty.who}: {duty.does}", self.tr("Remove"))
            line.removed.connect(lambda d=duty: self.removed.emit(d))
            self._list.addWidget(line)
        if not draft.made.duties:
            self._list.addWidget(Label(self.tr("Nothing said"), "secondary"))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Who does what"))
        self.who.setPlaceholderText(self.tr("Who"))
        self.who.setAccessibleName(self.tr("Who"))
        self.does.setPlaceholderText(self.tr("Does what"))
        self.does.setAccessibleName(self.tr("Does what"))
        self.add.setText(self.tr("Add"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def _add(self) -> None:
        who, does = self.who.text().strip(), self.does.text().strip()
        if who and does:
            self.who.clear()
            self.does.clear()
            self.added.emit(Duty(who, does))


class EndCard(Card):
    """``ended(date or None)``: the last day of the monitoring, or that it goes on."""

    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._draft: PlanDraft | None = None
        self._title, self._said = Label("", "heading", wrap=False), Label("", "body")
        self._about = Label("", "small")
        self.day, self.end = QDateEdit(), Button("", icon="calendar-x")
        self.day.setObjectName("end_day")
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.lineEdit().setTextMargins(8, 0, 0, 0)
        self.end.setObjectName("end_set")
        self.go_on = Button("", icon="rotate")
        self.go_on.setObjectName("end_go_on")
        row = QHBoxLayout()
        row.addWidget(self.day)
        row.addWidget(self.end)
        row.addWidget(self.go_on)
        row.addStretch(1)
        for part in (self._title, self._about, self._said):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.end.clicked.connect(self._end)
        self.go_on.clicked.connect(lambda: self.ended.emit(None))
        today = desk.now().date()
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show whether and when it ends."""
        self._draft = draft
        ends = draft.made.ends
        fmt = self._desk.fmt
        last = self.tr("The last day is {day}").format(day=fmt.day(ends, year=True)) if ends else ""
        self._said.setText(last or self.tr("It goes on until further notice"))
        self.go_on.setVisible(ends is not None)

    def retranslate(self) -> None:
        self._title.setText(self.tr("End of the monitoring"))
        self._about.setText(
            self.tr("After the last day nothing is expected or missing. Values that come are still judged.")
        )
        self.day.setAccessibleName(self.tr("Last day"))
        self.end.setText(self.tr("End on this day"))
        self.go_on.setText(self.tr("Let it go on"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def _end(self) -> None:
        date = self.day.date()
        self.ended.emit(dt.date(date.year(), date.month(), date.day()))
