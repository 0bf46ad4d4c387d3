"""The rows of limits: zone, rule, figure in force, new figure, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from hemmonitor.model.careplan import Comparison, Threshold
from ui import measures
from ui.format import unit_word
from ui.nurse.desk import Desk
from ui.nurse.limits_model import LimitsDraft, range_of, step_of
from ui.theme import Face, Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, line
from ui.widgets.fields import NumberField
from ui.widgets.words import zone_word


class LimitsTable(Themed, QFrame):
    """``edited(threshold id, value)``."""

    edited = Signal(str, float)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fields: dict[str, NumberField] = {}
        self._notes: dict[str, Label] = {}
        self._limits: dict[str, Threshold] = {}
        self.setProperty("kind", "card")
        self._head = QFrame()
        self._head.setProperty("kind", "sunken")
        self._names = [Label("", "small_strong", wrap=False) for _ in range(4)]
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._body)
        self.refresh()

    def show_limits(self, draft: LimitsDraft, limits: Sequence[Threshold]) -> None:
        """Show these limits, as edited in ``draft``."""
        while self._grid.count() and (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.fields, self._notes = {}, {}
        in_force = {t.id: t for t in draft.plan.thresholds}
        self._limits = in_force
        version = draft.plan.version
        heads = (
            self.tr("Rule"),
            self.tr("Plan {version}").format(version=version),
            self.tr("New, plan {version}").format(version=version + 1),
            self.tr("Rests on"),
        )
        for column, text in enumerate(heads, 1):
            self._grid.addWidget(Label(text, "small_strong", wrap=False), 0, column)
        for row, threshold in enumerate(limits):
            self._grid.addWidget(line(), 2 * row + 1, 0, 1, 5)
            self._add(2 * row + 2, in_force[threshold.id], threshold)
            self.set_value(draft, threshold.id)
        self._grid.setColumnStretch(4, 1)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        if self.fields:
            field = next(iter(self.fields.values()))
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def set_value(self, draft: LimitsDraft, threshold_id: str) -> None:
        """Follow the draft, silently."""
        field = self.fields.get(threshold_id)
        if field is None:
            return
        edited = draft.edited(self._limits[threshold_id])
        field.blockSignals(True)
        field.setValue(float(edited.limit))
        field.blockSignals(False)
        changed = threshold_id in draft.edits
        field.set_state("changed" if changed else "")
        note = self._notes[threshold_id]
        if changed:
            note.set_strong_lead(self.tr("changed"), self._limits[threshold_id].source)
        else:
            note.setText(self._limits[threshold_id].source)

    def set_faults(self, faults: frozenset[str]) -> None:
        """Mark the fields that contradict each other."""
        for threshold_id, field in self.fields.items():
            if threshold_id in faults:
                field.set_state("error")
            elif field.property("state") == "error":
                field.set_state("changed")

    def restyle(self, theme: Theme) -> None:
        self._grid.setContentsMargins(12, 6, 12, 8)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(3, theme.grown(130))

    def _add(self, row: int, old: Threshold, new: Threshold) -> None:
        fmt = self._desk.fmt
        zone = Zone(new.level.value)
        word = zone_word(zone, Face.NURSE)
        side = {
            Comparison.ABOVE: self.tr("{zone}, over"),
            Comparison.AT_LEAST: self.tr("{zone}, from"),
            Comparison.BELOW: self.tr("{zone}, under"),
            Comparison.AT_MOST: self.tr("{zone}, up to"),
        }[new.comparison].format(zone=word)
        step = step_of(new)
        low, high = range_of(new)
        exponent = step.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        field = NumberField(unit_word(new.unit), decimals, float(step))
        field.setRange(float(low), float(high))
        field.setObjectName(f"limit_{new.id}")
        field.setAccessibleName(side)
        field.valueChanged.connect(lambda value, i=new.id: self.edited.emit(i, value))
        note = Label("", "small")
        self._grid.addWidget(ZoneMark(zone, 18), row, 0)
        self._grid.addWidget(Label(side, "strong", wrap=False), row, 1)
        self._grid.addWidget(Label(measures.figure(old.limit, fmt), "body", wrap=False), row, 2)
        self._grid.addWidget(field, row, 3)
        self._grid.addWidget(note, row, 4)
        self.fields[new.id], self._notes[new.id] = field, note
