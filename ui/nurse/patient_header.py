"""The head of a patient's page: who, how bad, where in the list, and what can be done."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.model.access import Ground
from ui.nurse import words
from ui.nurse.desk import Desk
from ui.nurse.shedding import SheddingRow
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button, IconButton
from ui.widgets.tile import IconView


class Tag(Themed, QFrame):
    """An icon and a few words in a thin frame."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "tag")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(6)
        row.addWidget(IconView(icon, 16, "text"))
        row.addWidget(Label(text, "body", wrap=False))
        self.refresh()


class PatientHeader(Themed, QFrame):
    """``back``, ``stepped(+1 or -1)``, ``write``, ``limits``, ``acknowledge``."""

    back = Signal()
    stepped = Signal(int)
    write = Signal()
    limits = Signal()
    acknowledge = Signal()
    save = Signal()
    protect = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._place = (0, 0)
        self.setProperty("kind", "header")
        self._back = Button("", "plain", icon="chevron-left")
        self.name = Label("", "title", wrap=False)
        self.name.setObjectName("patient_name")
        self._person = Label("", "secondary", wrap=False)
        self.badge = ZoneBadge()
        self._count = Label("", "small", wrap=False)
        self._up, self._down = (
            IconButton("chevron-up", "", "icon_edge"),
            IconButton("chevron-down", "", "icon_edge"),
        )
        self._write = Button("", icon="message", keys=("m",))
        self._limits = Button("", icon="adjustments-horizontal", keys=("g",))
        self._limits.setObjectName("open_limits")
        self._acknowledge = Button("", "primary", icon="check", keys=("a",))
        self._acknowledge.setObjectName("acknowledge")
        self._save = IconButton("download", "", "icon_edge")
        self._save.setObjectName("open_moving")
        self._save.clicked.connect(lambda _on=False: self.save.emit())
        self._protect = IconButton("shield-lock", "", "icon_edge")
        self._protect.setObjectName("open_protections")
        self._protect.clicked.connect(lambda _on=False: self.protect.emit())
        self._build()
        for button, signal in (
            (self._back, self.back),
            (self._write, self.write),
            (self._limits, self.limits),
            (self._acknowledge, self.acknowledge),
        ):
            button.clicked.connect(lambda _on=False, s=signal: s.emit())
        self._up.clicked.connect(lambda: self.stepped.emit(-1))
        self._down.clicked.connect(lambda: self.stepped.emit(1))
        self.refresh()
        self.retranslate()

    def show_view(self, view: PatientView) -> None:
        """Show a patient."""
        self._view = view
        fmt = self._desk.fmt
        self.name.setText(view.patient.name)
        number = view.patient.number
        shown = f"{number[:8]}-{number[8:]}" if len(number) == 12 else number
        age = age_on(number, view.at.date())
        years = self.tr("%n year(s)", "", age) if age is not None else ""
        self._person.setText(" · ".join(part for part in (years, shown) if part))
        self.badge.set_zone(Zone(view.evaluation.level.value))
        self._acknowledge.setEnabled(bool(view.evaluation.open))
        self._show_tags(view)
        newest = view.measurements[-1].taken_at if view.measurements else None
        fresh = self.tr("Data until {when}") if newest else self.tr("No data yet")
        self._fresh.setText(fresh.format(when=fmt.when(newest, view.at) if newest else ""))

    def set_place(self, place: int, count: int) -> None:
        """Where the patient stands in the list, from 1; 0 when it is not in it."""
        self._place = (place, count)
        text = self.tr("{place} of {count}").format(place=place, count=count) if place else ""
        self._count.setText(text)
        self._up.setEnabled(place > 1)
        self._down.setEnabled(0 < place < count)

    def retranslate(self) -> None:
        self._back.setText(self.tr("Worklist"))
        self._write.setText(self.tr("Write"))
        self._limits.setText(self.tr("Limits"))
        self._acknowledge.setText(self.tr("Acknowledge"))
        for button, text in (
            (self._up, self.tr("Previous patient")),
            (self._down, self.tr("Next patient")),
            (self._save, self.tr("Save a copy, or bring values in (x)")),
            (self._protect, self.tr("Protect the record")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.set_place(*self._place)
        if self._view is not None:
            self.show_view(self._view)

    def restyle(self, theme: Theme) -> None:
        self._first.setFixedHeight(theme.grown(46))
        self._second.setFixedHeight(theme.grown(32))

    def _build(self) -> None:
        self._first = SheddingRow((16, 4, 16, 0), 12)
        self._first.add(self._back, 4)
        self._first.add(self.name)
        self._first.add(self._person, 3)
        self._first.add(self.badge)
        self._first.add_stretch()
        self._first.add(self._count, 5)
        for part, rank in (
            (self._up, 6), (self._down, 6), (self._protect, 6), (self._save, 6),
            (self._write, 2), (self._limits, 1),
        ):  # fmt: skip
            self._first.add(part, rank)
        self._first.add(self._acknowledge)
        self._second = SheddingRow((16, 0, 16, 6), 8)
        self._tags: list[Tag] = []
        self._tag_row = SheddingRow(gap=8)
        self._tag_row.end_with_stretch()
        self._fresh = Label("", "small", wrap=False)
        self._second.add(self._tag_row, 0, stretch=1)
        self._second.add(IconView("cloud-download", 16, "text_secondary"), 1)
        self._second.add(self._fresh, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._first)
        column.addWidget(self._second)

    def _show_tags(self, view: PatientView) -> None:
        tags: list[tuple[str, str]] = []
        if view.ground is not Ground.CARE:
            opened = {
                Ground.COLLEAGUE: self.tr("Opened for a colleague"),
                Ground.CONSENT: self.tr("Opened with consent"),
                Ground.EMERGENCY: self.tr("Emergency access"),
            }
            tags.append(("eye", opened[view.ground]))
        if view.blocked is not None:
            tags.append(("lock", self.tr("Blocked record")))
        if view.protected:
            tags.append(("shield-lock", self.tr("Protected identity")))
        if view.plan is not None:
            tags += [("clipboard-heart", words.diagnosis(name)) for name in view.plan.diagnoses]
            for contact in view.plan.contacts[:1]:
                said = self.tr("Fixed contact: {name}, {phone}").format(
                    name=contact.name, phone=contact.phone
                )
                tags.append(("user-check", said))
        if view.patient.phone:
            tags.append(("phone", view.patient.phone))
        self._tag_row.clear()
        for rank, (icon, text) in enumerate(tags):
            self._tag_row.add(Tag(icon, text), rank)


def age_on(number: str, today: dt.date) -> int | None:
    """Age in whole years by a 12-digit personal number; ``None`` when its date is no birthday."""
    try:
        day = int(number[6:8])
        birth = dt.date(int(number[:4]), int(number[4:6]), day - 60 if day > 60 else day)
    except ValueError:
        return None
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
