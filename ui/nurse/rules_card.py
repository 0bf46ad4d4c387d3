"""Limits that move with the person: against a frozen baseline, a change over days, the mean of days.

The baseline is proposed from the person's own clean days and frozen by whoever presses the button; a dry
weight or a personal best is typed. Nothing here is in force until the page is saved with a reason.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.baseline import CLEAN_DAYS, Proposal, propose
from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.careplan import Baseline, MeanLimit, RelativeLimit, TrendLimit
from hemmonitor.model.measurement import Component, Kind, Unit
from ui import measures
from ui.format import unit_word
from ui.nurse import rule_words
from ui.nurse.desk import Desk
from ui.nurse.limits_model import LimitsDraft, Other, figure_of, new_rule, with_figure
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.fields import NumberField


class RulesCard(Card):
    """``changed(True)`` when a rule came or went, or the baseline moved; ``changed(False)`` for a figure."""

    changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._shown: tuple[PatientView, LimitsDraft, Kind, Component] | None = None
        self.fields: dict[str, NumberField] = {}
        self._title = Label("", "strong", wrap=False)
        self._add = Button("", icon="plus")
        self._add.setObjectName("add_rule")
        self._add.clicked.connect(self._offer)
        self._baseline_name, self._baseline = Label("", "strong", wrap=False), Label("", "body")
        self.level = NumberField()
        self.level.setObjectName("baseline_value")
        self.freeze = Button("", icon="lock")
        self.freeze.setObjectName("baseline_freeze")
        self.freeze.clicked.connect(self._freeze)
        self._proposed = Label("", "small")
        self._grid = QGridLayout()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        base = QHBoxLayout()
        base.setSpacing(10)
        base.addWidget(self._baseline_name)
        base.addWidget(self._baseline, 1)
        fresh = QHBoxLayout()
        fresh.setSpacing(10)
        fresh.addWidget(self._proposed, 1)
        fresh.addWidget(self.level)
        fresh.addWidget(self.freeze)
        self.body.addLayout(head)
        self.body.addLayout(base)
        self.body.addLayout(fresh)
        self.body.addLayout(self._grid)
        self.refresh()
        self.retranslate()

    def show_rules(self, view: PatientView, draft: LimitsDraft, kind: Kind, component: Component) -> None:
        """Show a figure's rules and baseline as they would be."""
        self._shown = (view, draft, kind, component)
        self._show_baseline(view, draft)
        while (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.fields = {}
        for row, rule in enumerate(draft.others(kind, component)):
            self._add_row(row, rule, draft.before(rule.id))
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(4, 1)

    def proposal(self) -> Proposal | None:
        """What the person's own days say the baseline is; ``None`` with too few clean days."""
        if self._shown is None:
            return None
        view, _, kind, component = self._shown
        unclean = {
            fact.at.astimezone(self._desk.zone).date()
            for finding in view.evaluation.open
            if finding.kind is kind
            for fact in finding.facts
        }
        return propose(view.measurements, kind, component, self._unit(), unclean)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Against the person's own level"))
        self._add.setText(self.tr("Add a rule"))
        self._baseline_name.setText(self.tr("Baseline"))
        self.level.setAccessibleName(self.tr("New baseline"))
        self.freeze.setText(self.tr("Freeze"))
        if self._shown is not None:
            self.show_rules(*self._shown)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self.level.setMinimumWidth(theme.grown(96))

    def _typed(self) -> Decimal:
        """The level in the field, with the decimals of its unit."""
        return Decimal(f"{self.level.value():.{self.level.decimals()}f}")

    def _unit(self) -> Unit:
        """The unit that the figure's limits stand in."""
        assert self._shown is not None
        view, draft, kind, component = self._shown
        base = draft.baseline(kind, component)
        limits = draft.limits(kind, component)
        if base is not None:
            return base.unit
        if limits:
            return limits[0].unit
        every = (q.unit for m in reversed(view.measurements) if m.kind is kind for q in m.values
                 if q.component is component)  # fmt: skip
        return next(every, Unit.ONE)

    def _show_baseline(self, view: PatientView, draft: LimitsDraft) -> None:
        assert self._shown is not None
        _, _, kind, component = self._shown
        fmt, unit = self._desk.fmt, self._unit()
        base = draft.baseline(kind, component)
        said = rule_words.baseline(base, fmt) if base is not None else self.tr("none frozen")
        self._baseline.setText(said)
        step = READING_STEP[unit]
        decimals = len(str(step.denominator)) - 1
        self.level.setDecimals(decimals)
        self.level.setSingleStep(float(step))
        self.level.setSuffix(f"\u00a0{unit_word(unit)}")
        found = self.proposal()
        if found is not None:
            text = self.tr("Proposed: {value}, the median of %n clean day(s)", "", found.days)
            self._proposed.setText(text.format(value=measures.with_unit(found.value, unit, fmt)))
            self.level.setValue(float(found.value))
        else:
            self._proposed.setText(
                self.tr("Fewer than %n clean day(s): type a value to freeze", "", CLEAN_DAYS)
            )
            values = [
                v for m in view.measurements if m.kind is kind and (v := m.value(component)) is not None
            ]
            self.level.setValue(float(base.value if base is not None else values[-1] if values else 0))

    def _add_row(self, row: int, rule: Other, before: Other | None) -> None:
        fmt = self._desk.fmt
        said = rule_words.rule(rule)
        step = READING_STEP[rule.unit]
        field = NumberField(rule_words.unit(rule), len(str(step.denominator)) - 1, float(step))
        field.setRange(float(step), 1000.0)
        field.setValue(float(figure_of(rule)))
        field.setObjectName(f"rule_{rule.id}")
        field.setAccessibleName(said)
        field.set_state("" if before == rule else "changed")
        field.valueChanged.connect(partial(self._edit, rule.id))
        away = IconButton("trash", self.tr("Take the rule away"))
        away.setObjectName(f"drop_{rule.id}")
        away.clicked.connect(partial(self._drop, rule.id))
        was = measures.figure(figure_of(before), fmt) if before is not None else self.tr("none")
        parts: tuple[QWidget, ...] = (
            ZoneMark(Zone(rule.level.value), 18),
            Label(said, "strong"),
            Label(was, "body", wrap=False),
            field,
            Label(rule_words.about(rule), "small"),
            away,
        )
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column)
        self.fields[rule.id] = field

    def _edit(self, rule_id: str, value: float) -> None:
        assert self._shown is not None
        _, draft, kind, component = self._shown
        rule = next(r for r in draft.others(kind, component) if r.id == rule_id)
        step = READING_STEP[rule.unit]
        unit = Decimal(step.numerator) / Decimal(step.denominator)
        draft.put(with_figure(rule, (Decimal(str(value)) / unit).quantize(Decimal(1)) * unit))
        changed = draft.before(rule_id) != next(r for r in draft.others(kind, component) if r.id == rule_id)
        self.fields[rule_id].set_state("changed" if changed else "")
        self.changed.emit(False)

    def _drop(self, rule_id: str, _on: bool = False) -> None:
        assert self._shown is not None
        self._shown[1].drop(rule_id)
        self.changed.emit(True)

    def _freeze(self) -> None:
        """Freeze what the field shows; at the proposed value, with the days it rests on."""
        assert self._shown is not None
        _, draft, kind, component = self._shown
        unit, found = self._unit(), self.proposal()
        value = self._typed()
        days = found.days if found is not None and found.value == value else 0
        draft.freeze(Baseline(kind, component, value, unit, self._desk.now(), self._desk.staff.name, days))
        self.changed.emit(True)

    def _offer(self) -> None:
        """Which rule to add; one against the baseline only where there is one."""
        assert self._shown is not None
        _, draft, kind, component = self._shown
        menu = QMenu(self)
        options: list[tuple[str, type[Other], bool]] = [
            (self.tr("Up over days"), TrendLimit, True),
            (self.tr("Down over days"), TrendLimit, False),
            (self.tr("Mean of days too high"), MeanLimit, True),
            (self.tr("Mean of days too low"), MeanLimit, False),
        ]
        if draft.baseline(kind, component) is not None:
            options = [
                (self.tr("Over the baseline"), RelativeLimit, True),
                (self.tr("Under the baseline"), RelativeLimit, False),
                *options,
            ]
        for text, family, rise in options:
            menu.addAction(text).triggered.connect(partial(self.add_rule, family, rise))
        menu.exec(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def add_rule(self, family: type[Other], rise: bool, _on: bool = False) -> None:
        """Add a yellow rule to start from, near the person's own level."""
        assert self._shown is not None
        _, draft, kind, component = self._shown
        near = self._typed()
        draft.put(new_rule(family, draft, (kind, component), self._unit(), near, rise=rise))
        self.changed.emit(True)
        if self.fields:
            next(reversed(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
