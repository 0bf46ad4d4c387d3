"""Typing a value by hand: decimal comma or point, plausibility, and when it was measured.

Rules:
- What cannot be true is refused, with what to look at; what is unusual is asked about once.
- What was typed stays in the fields until it is saved.
- The value says of itself that a person typed it (``Origin.MANUAL``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.clinical.plausibility import Doubt, Severity, Suspicion, suspicions
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)
from ui.format import unit_word
from ui.patient.layout import Room, across
from ui.patient.task import TaskFrame
from ui.patient.words import component_name
from ui.theme import Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, set_kind
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented

translate = QCoreApplication.translate
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that can be typed."""

    component: Component
    unit: Unit
    needed: bool = True


LINES: dict[Kind, tuple[Line, ...]] = {
    Kind.BLOOD_PRESSURE: (
        Line(Component.SYSTOLIC, Unit.MMHG),
        Line(Component.DIASTOLIC, Unit.MMHG),
        Line(Component.PULSE_RATE, Unit.PER_MINUTE, needed=False),
    ),
    Kind.OXIMETRY: (
        Line(Component.SPO2, Unit.PERCENT),
        Line(Component.PULSE_RATE, Unit.PER_MINUTE, needed=False),
    ),
    Kind.WEIGHT: (Line(Component.BODY_WEIGHT, Unit.KG),),
    Kind.SPIROMETRY: (
        Line(Component.FEV1, Unit.LITRE),
        Line(Component.FEV6, Unit.LITRE, needed=False),
    ),
    Kind.TEMPERATURE: (Line(Component.BODY_TEMPERATURE, Unit.CELSIUS),),
    Kind.GLUCOSE: (Line(Component.GLUCOSE, Unit.MMOL_L),),
}
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a typed value is not saved as it stands. ``hard``: it has to be changed."""

    text: str
    hard: bool
    component: Component | None = None


def number(text: str) -> Decimal | None:
    """A typed figure, with decimal comma or point; ``None`` when it is none."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def typed(
    kind: Kind, figures: dict[Component, Decimal], taken_at: dt.datetime, now: dt.datetime, note: str
) -> Measurement:
    """The measurement that a person typed. Times are aware."""
    values = tuple(
        Quantity(line.component, figures[line.component], line.unit)
        for line in LINES[kind]
        if line.component in figures
    )
    raw = "/".join(f"{q.component}={q.value}" for q in values).encode()
    return Measurement(
        id=record_id(kind, "manual", raw, received=now),
        kind=kind,
        taken_at=taken_at,
        values=values,
        provenance=Provenance(Origin.MANUAL, host_time=now, source="manual", raw=raw),
        note=note,
    )


def fault_of(found: Sequence[Suspicion]) -> Fault | None:
    """The first thing to tell the person about, the hard ones first."""
    order = sorted(found, key=lambda s: (s.severity is not Severity.HARD, s.doubt is not Doubt.UNIT_SLIP))
    if not order:
        return None
    worst = order[0]
    hard = worst.severity is Severity.HARD
    slip = next((s for s in order if s.doubt is Doubt.UNIT_SLIP), None)
    if slip is not None:
        return Fault(_slip_words(slip.component), hard=True, component=slip.component)
    if worst.doubt is Doubt.PRESSURES_CROSSED:
        text = translate("Manual", "The upper pressure should be the higher one. Did they change places?")
        return Fault(text, hard=True, component=worst.component)
    if worst.doubt is Doubt.IN_THE_FUTURE:
        return Fault(translate("Manual", "That time has not been yet."), hard=True)
    name = component_name(worst.component) if worst.component else ""
    if hard:
        text = translate("Manual", "{name} cannot be right. Look at the monitor again.")
    elif worst.doubt is Doubt.PULSE_PRESSURE:
        return Fault(
            translate(
                "Manual", "The pressures are an unusual pair. Look again. If they are right, save them."
            ),
            hard=False,
            component=worst.component,
        )
    else:
        text = translate("Manual", "{name} is unusual. Look again. If it is right, save it.")
    return Fault(text.format(name=name), hard=hard, component=worst.component)


def _slip_words(component: Component | None) -> str:
    """That a value was typed in another unit than the field's."""
    return {
        Component.GLUCOSE: translate("Manual", "That looks like mg/dL. Type the value in mmol/litre."),
        Component.BODY_TEMPERATURE: translate("Manual", "That looks like Fahrenheit. Type it in °C."),
        Component.BODY_WEIGHT: translate("Manual", "That looks like pounds. Type your weight in kg."),
    }.get(component, translate("Manual", "That looks like kPa. Type the value in mmHg."))  # type: ignore[arg-type]  # None is the default


class ManualFrame(TaskFrame):
    """See the module."""

    typed = Signal(object)  # Measurement
    closed = Signal()

    def __init__(self, clock: Callable[[], dt.datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._clock = clock
        self._why: Callable[[], Fault | None] = _nothing
        self._asked: tuple[str, ...] = ()  # what was typed when an unusual value was asked about
        self._kind = Kind.BLOOD_PRESSURE
        self._lines = [QLineEdit() for _ in range(_MOST_LINES)]
        self._names = [Label("", "label") for _ in self._lines]
        self._units = [Label("", "secondary", wrap=False) for _ in self._lines]
        for field in self._lines:
            field.setMaxLength(6)
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self._save)
        self._figures, self._details = Card(padding=28), Card(padding=28)
        self._fill_figures()
        self._fill_details()
        self._mark, self._fault = ZoneMark(Zone.RED, 30), Label("", "strong")
        self._save_button = Button("", "primary", icon="check")
        self._save_button.setObjectName("saveTyped")
        self._save_button.clicked.connect(self._save)
        self.way_out.setObjectName("cancelTyping")
        self.way_out.clicked.connect(self.closed)
        self.foot.fill([self._mark, self._fault], [self._save_button])
        self.retranslate()

    def _fill_figures(self) -> None:
        self._title = Label("", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        for row, field in enumerate(self._lines):
            grid.addWidget(self._names[row], row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(self._units[row], row, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._figures.body.addWidget(self._title)
        self._figures.body.addLayout(grid)
        self._figures.body.addStretch(1)

    def _fill_details(self) -> None:
        self._when_title, self._note_title = Label("", "label"), Label("", "label")
        self._day = Segmented([(days, "") for days in range(3)], 0)
        self._day.setObjectName("typedDay")
        self._time = QLineEdit()
        self._time.setObjectName("typedTime")
        self._time.setMaxLength(5)
        self._time.textEdited.connect(self._edited)
        self._note = QLineEdit()
        self._note.setObjectName("typedNote")
        self._note.setMaxLength(200)
        when = QHBoxLayout()
        when.addWidget(self._day)
        when.addStretch(1)
        clock = QHBoxLayout()
        self._at = Label("", "body", wrap=False)
        clock.addWidget(self._at)
        clock.addWidget(self._time)
        clock.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._when_title)
        column.addLayout(when)
        column.addLayout(clock)
        column.addSpacing(8)
        column.addWidget(self._note_title)
        column.addWidget(self._note)
        column.addStretch(1)
        self._details.body.addLayout(column)

    @property
    def _fields(self) -> dict[Component, QLineEdit]:
        """The fields that the kind has."""
        return {line.component: field for line, field in zip(LINES[self._kind], self._lines, strict=False)}

    def begin(self, kind: Kind = Kind.BLOOD_PRESSURE) -> None:
        """Empty fields for this kind, and the time is now."""
        self._kind = kind
        for field in (*self._lines, self._note):
            field.clear()
        for component, field in self._fields.items():
            field.setObjectName(f"typed_{component}")
        self.retranslate()
        now = self._clock()
        self._day.set_current(0)
        self._time.setText(self._clock_text(now))
        self._asked = ()
        self._say(_nothing)
        self._lines[0].setFocus()

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        if room >= Room.BAR:
            return [across([(self._figures, 1), (self._details, 1)], 24)]
        return [self._figures, self._details]

    def retranslate(self) -> None:
        pressure = self._kind is Kind.BLOOD_PRESSURE
        self.header.title.setText(
            self.tr("Type your blood pressure") if pressure else self.tr("Type your value")
        )
        self.way_out.setText(self.tr("Cancel"))
        self._title.setText(
            self.tr("What does the monitor show?") if pressure else self.tr("What does the device show?")
        )
        own = {
            Component.SYSTOLIC: self.tr("Upper pressure (SYS)"),
            Component.DIASTOLIC: self.tr("Lower pressure (DIA)"),
            Component.PULSE_RATE: self.tr("Pulse, if it is shown"),
            Component.FEV6: self.tr("FEV6, if it is shown"),
        }
        lines = LINES[self._kind]
        for place, (label, field, unit) in enumerate(zip(self._names, self._lines, self._units, strict=True)):
            shown = place < len(lines)
            for part in (label, field, unit):
                part.setVisible(shown)
            if shown:
                line = lines[place]
                name = own.get(line.component, component_name(line.component))
                label.setText(name)
                field.setAccessibleName(name)
                beats = line.unit is Unit.PER_MINUTE
                unit.setText(self.tr("a minute") if beats else unit_word(line.unit))
        self._when_title.setText(self.tr("When did you measure?"))
        self._day.setAccessibleName(self.tr("When did you measure?"))
        self._day.set_texts([self.tr("Today"), self.tr("Yesterday"), self.tr("The day before")])
        self._at.setText(self.tr("At"))
        self._time.setAccessibleName(self.tr("Time of day"))
        self._note_title.setText(self.tr("Note, if you like"))
        self._note.setAccessibleName(self.tr("Note, if you like"))
        self._say(self._why)

    def _edited(self) -> None:
        self._asked = ()
        self._say(_nothing)

    def _say(self, why: Callable[[], Fault | None]) -> Fault | None:
        """Say what is wrong, in the language in force, and mark the field; without a fault say nothing."""
        self._why = why
        fault = why()
        self._mark.setVisible(fault is not None)
        self._mark.set_zone(Zone.RED if fault is None or fault.hard else Zone.YELLOW)
        self._fault.setText(fault.text if fault else "")
        for component, field in self._fields.items():
            wrong = fault is not None and component is fault.component
            set_kind(field, "error" if wrong else "", "state")
        self._save_button.setText(self.tr("Save anyway") if self._asked else self.tr("Save"))
        return fault

    def _save(self) -> None:
        texts = {component: field.text().strip() for component, field in self._fields.items()}
        figures = {component: number(text) for component, text in texts.items() if text}
        now = self._clock()
        taken_at = self._taken_at(now)
        if taken_at is None or self._incomplete(figures) is not None:
            fault = self._say(lambda: self._incomplete(figures) or self._no_time())
        else:
            known = {component: value for component, value in figures.items() if value is not None}
            measurement = typed(self._kind, known, taken_at, now, self._note.text().strip())
            found, as_typed = suspicions(measurement, now), tuple(texts.values())
            fault = fault_of(found)
            if fault is None or (not fault.hard and self._asked == as_typed):
                self._say(_nothing)
                self.typed.emit(measurement)
                return
            self._asked = () if fault.hard else as_typed
            self._say(lambda: fault_of(found))
        if fault is not None and fault.component is not None:
            self._fields[fault.component].setFocus()
            self._fields[fault.component].selectAll()

    def _incomplete(self, figures: dict[Component, Decimal | None]) -> Fault | None:
        for line in LINES[self._kind]:
            if line.needed and line.component not in figures:
                both = self.tr("Type both the upper and the lower pressure.")
                one = self.tr("Type the value that the device shows.")
                text = both if self._kind is Kind.BLOOD_PRESSURE else one
                return Fault(text, hard=True, component=line.component)
        wrong = next((component for component, value in figures.items() if value is None), None)
        if wrong is not None:
            return Fault(self.tr("Type figures only, such as 132."), hard=True, component=wrong)
        return None

    def _no_time(self) -> Fault:
        return Fault(self.tr("Type the time with figures, such as 8.30."), hard=True)

    @staticmethod
    def _clock_text(now: dt.datetime) -> str:
        return f"{now.hour}.{now.minute:02}"

    def _taken_at(self, now: dt.datetime) -> dt.datetime | None:
        """The time that was given, to the minute; unchanged it is now. ``None`` when it is no time."""
        days, text = self._day.current or 0, self._time.text().strip()
        if days == 0 and text == self._clock_text(now):
            return now
        match = _TIME.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            return None
        day = now.date() - dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(int(match[1]), int(match[2])), now.tzinfo)


def _nothing() -> None:
    """No fault."""
