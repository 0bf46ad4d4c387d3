"""Planning a visit: who, when, where, why, what to measure, and who goes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QDateTimeEdit, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.clinic import Row
from hemmonitor.model.measurement import Kind
from hemmonitor.model.visits import VisitPlanned
from hemmonitor.visiting.visit import Visit
from ui import measures
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.visits.work import GUIDED
from ui.theme import Theme
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Chip
from ui.widgets.fields import Select
from ui.widgets.flow import FlowLayout

_KINDS = tuple(kind for kind in Kind if kind in GUIDED)


class PlanCard(Card):
    """``planned(mailbox, VisitPlanned)``, ``closed``."""

    planned = Signal(str, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        self._title = Label("", "heading")
        self.person, self.whose, self.at = Select(), Select(), QDateTimeEdit()
        self.address, self.reason = QLineEdit(), QLineEdit()
        self.chips = {kind: Chip("") for kind in _KINDS}
        self._names = [Label("", "strong") for _ in range(6)]
        self._save, self._close = Button("", "primary", keys=("Ctrl", "S")), Button("", keys=("Esc",))
        super().__init__()
        self._desk = desk
        self._visit: Visit | None = None
        for part, name in (
            (self.person, "plan_visit_person"), (self.at, "plan_visit_at"), (self.whose, "plan_visit_whose"),
            (self.address, "plan_visit_address"), (self.reason, "plan_visit_reason"),
            (self._save, "plan_visit_save"), (self._close, "plan_visit_close"),
        ):  # fmt: skip
            part.setObjectName(name)
        self.at.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.at.lineEdit().setTextMargins(8, 0, 0, 0)
        self.person.setMinimumContentsLength(16)
        kinds = QWidget()
        flow = FlowLayout(kinds, gap=6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        fields: Sequence[QWidget] = (self.person, self.at, self.address, self.reason, kinds, self.whose)
        for label, field in zip(self._names, fields, strict=True):
            form.addRow(label, field)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._save)
        foot.addWidget(self._close)
        foot.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(foot)
        self.body.addLayout(column)
        self._save.clicked.connect(self._give)
        self._close.clicked.connect(self.closed)
        self.reason.textChanged.connect(self._enable)
        self.person.currentIndexChanged.connect(self._enable)
        bind(self, "Ctrl+S", self._give)
        bind(self, "Esc", self.closed.emit)
        self.refresh()
        self.retranslate()

    def set_people(self, rows: Iterable[Row]) -> None:
        """Those who can be visited."""
        chosen = self.person.currentData()
        self.person.blockSignals(True)
        self.person.clear()
        for row in sorted(rows, key=lambda row: row.patient.name):
            self.person.addItem(f"{row.patient.name}, {row.patient.number[:4]}", row.mailbox)
        self.person.setCurrentIndex(max(self.person.findData(chosen), 0))
        self.person.blockSignals(False)
        self._enable()

    def set_staff(self, names: Iterable[str]) -> None:
        """Those who can go."""
        chosen = self.whose.currentData()
        self.whose.clear()
        self.whose.addItem(self.tr("Anybody of the team"), "")
        for name in names:
            self.whose.addItem(name, name)
        self.whose.setCurrentIndex(max(self.whose.findData(chosen), 0))

    def begin(self, visit: Visit | None, day: dt.date) -> None:
        """A new visit on a day, or one to change."""
        self._visit = visit
        at = dt.datetime.combine(day, dt.time(9))
        if visit is not None:
            at = visit.at.astimezone(self._desk.zone).replace(tzinfo=None)
        self.at.setDateTime(QDateTime(at.year, at.month, at.day, at.hour, at.minute, 0))
        self.person.setEnabled(visit is None)
        if visit is not None:
            self.person.setCurrentIndex(max(self.person.findData(visit.mailbox), 0))
            self.whose.setCurrentIndex(max(self.whose.findData(visit.whose), 0))
        self.address.setText(visit.address if visit is not None else "")
        self.reason.setText(visit.reason if visit is not None else "")
        for kind, chip in self.chips.items():
            chip.setChecked(visit is not None and kind in visit.kinds)
        self.retranslate()
        self._enable()

    def take_keyboard(self) -> None:
        """On the first field."""
        (self.person if self.person.isEnabled() else self.at).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Plan a visit") if self._visit is None else self.tr("Change the visit"))
        texts = (
            self.tr("Patient"), self.tr("Time"), self.tr("Address"), self.tr("Reason"), self.tr("Measure"),
            self.tr("Who goes"),
        )  # fmt: skip
        fields = (self.person, self.at, self.address, self.reason, None, self.whose)
        for label, field, text in zip(self._names, fields, texts, strict=True):
            label.setText(text)
            if field is not None:
                field.setAccessibleName(text)
        for kind, chip in self.chips.items():
            chip.setText(measures.kind_name(kind))
            chip.setAccessibleName(chip.text())
        if self.whose.count():
            self.whose.setItemText(0, self.tr("Anybody of the team"))
        self._save.setText(self.tr("Keep"))
        self._close.setText(self.tr("Cancel"))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.address.setMinimumWidth(theme.grown(220))

    def _enable(self, *_: object) -> None:
        self._save.setEnabled(bool(self.reason.text().strip()) and self.person.count() > 0)

    def _give(self) -> None:
        if not self._save.isEnabled():
            return
        zone = self._desk.zone
        day, time = self.at.date(), self.at.time()
        at = dt.datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=zone)
        visit = self._visit
        planned = VisitPlanned(
            visit.id if visit is not None else str(uuid.uuid4()),
            at,
            self.address.text().strip(),
            self.reason.text().strip(),
            "",
            tuple(kind for kind, chip in self.chips.items() if chip.isChecked()),
            self.whose.currentData() or "",
            visit.off if visit is not None else False,
        )
        self.planned.emit(self.person.currentData(), planned)
