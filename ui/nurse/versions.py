"""The versions of a plan: what changed, when, by whom and why; and which of them the patient has."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.model.careplan import Plan
from ui import measures
from ui.format import Formatter
from ui.nurse import lanes
from ui.nurse.desk import Desk
from ui.nurse.limits_model import Change, changes
from ui.nurse.rule_words import rule_changes
from ui.theme import Face, Zone
from ui.widgets.base import Label, strong_lead
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.tile import IconView
from ui.widgets.words import zone_word

_SHOWN = 6


class VersionsCard(Card):
    """The newest versions first. ``restore_asked(version)``: begin a new one with its limits."""

    restore_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._title = Label("", "strong", wrap=False)
        self.arrived = Label("", "small")
        self.arrived.setObjectName("plan_arrived")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView("history", 18, "text"))
        head.addWidget(self._title)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.arrived)
        self.body.addLayout(self._list)
        self.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Versions"))

    def show_view(self, view: PatientView) -> None:
        """Show a patient's plans."""
        while self._list.count() and (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.arrived.setText(self._arrival(view))
        for index in range(len(view.plans) - 1, max(len(view.plans) - 1 - _SHOWN, -1), -1):
            before = view.plans[index - 1] if index else None
            entry = QHBoxLayout()
            entry.setContentsMargins(0, 0, 0, 0)
            entry.addWidget(self._entry(view.plans[index], before), 1)
            if index < len(view.plans) - 1:
                entry.addWidget(self._restore(view.plans[index].version), 0, Qt.AlignmentFlag.AlignTop)
            line = QWidget()
            line.setLayout(entry)
            self._list.addWidget(line)

    def _restore(self, version: int) -> IconButton:
        name = self.tr("Begin with the limits of plan {version}").format(version=version)
        button = IconButton("rotate", name)
        button.setObjectName(f"restore_{version}")
        button.clicked.connect(lambda _on=False: self.restore_asked.emit(version))
        return button

    def _entry(self, plan: Plan, before: Plan | None) -> QWidget:
        fmt = self._desk.fmt
        text = Label("", "body")
        head = self.tr("Plan {version}").format(version=plan.version)
        day = fmt.day(plan.valid_from, short=True)
        parts = [change_text(c, fmt) for c in changes(before.thresholds, plan.thresholds)] if before else []
        parts += rule_changes(before, plan, fmt) if before else []
        said = ", ".join(parts) or (self.tr("Limits as before") if before else self.tr("Start"))
        text.set_markup(strong_lead(f"{head}, {day}.", f"{said}. {plan.author}: ”{plan.reason}”"))
        return text

    def _arrival(self, view: PatientView) -> str:
        newest = view.plans[-1].version if view.plans else 0
        called = view.patient.given_name or view.patient.name
        if view.plan_received >= newest:
            return self.tr("{name} has plan {version}.").format(name=called, version=newest)
        text = self.tr("Plan {version} has not yet arrived at {name}.")
        return text.format(name=called, version=newest)


def change_text(change: Change, fmt: Formatter) -> str:
    """One change: Yellow 92 to 90 %."""
    known = change.new or change.old
    assert known is not None
    zone = zone_word(Zone(known.level.value), Face.NURSE)
    name = measures.component_name(known.component)
    old = lanes.short_comparison(change.old, fmt) if change.old else "–"
    new = lanes.short_comparison(change.new, fmt) if change.new else "–"
    return f"{name}, {zone.lower()}: {old} → {new}"
