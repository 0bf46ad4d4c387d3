"""The cards of the plan page: advice a zone, meetings, the fixed contact, absence, and the patient's view."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QDateEdit,
    QDateTimeEdit,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import PatientView
from hemmonitor.model.careplan import Appointment, Contact, Level, Pause
from hemmonitor.model.events import new_event_id
from hemmonitor.model.measurement import Kind
from ui import measures
from ui.nurse.desk import Desk
from ui.nurse.plan_draft import PlanDraft
from ui.theme import Face, Theme, Zone, fonts
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.words import zone_word

LEVELS = (Level.GREEN, Level.YELLOW, Level.RED)
LONGEST_ADVICE = 160


class AdviceCard(Card):
    """``edited(kind, level, text)``: what the patient is told to do in each zone of a measure."""

    edited = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._draft: PlanDraft | None = None
        self._title, self._about = Label("", "heading", wrap=False), Label("", "small", wrap=False)
        self.kinds: Segmented[Kind] = Segmented()
        self.badges = {level: ZoneBadge(Zone(level.value)) for level in LEVELS}
        self.fields = {level: QPlainTextEdit() for level in LEVELS}
        self._safe = Label("", "small")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        head.addWidget(self.kinds)
        self.body.addLayout(head)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for level, field in self.fields.items():
            field.setTabChangesFocus(True)
            field.setObjectName(f"advice_{level.value}")
            field.textChanged.connect(lambda at=level: self._edited(at))
            form.addRow(self.badges[level], field)
        self.body.addLayout(form)
        self.body.addWidget(self._safe)
        self.kinds.chosen.connect(lambda _kind: self._fill())
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show a plan's advice."""
        self._draft = draft
        kinds = draft.kinds()
        current = self.kinds.current if self.kinds.current in kinds else None
        self.kinds.set_options([(kind, measures.kind_name(kind)) for kind in kinds], current)
        self.kinds.setVisible(len(kinds) > 1)
        self._fill()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Advice per zone"))
        self._about.setText(self.tr("own words, at most {count} characters").format(count=LONGEST_ADVICE))
        self._safe.setText(self.tr("Warning signs and 112 are added by the program and cannot be removed."))
        for level, badge in self.badges.items():
            word = zone_word(Zone(level.value), Face.PATIENT)
            badge.set_zone(Zone(level.value), word)
            self.fields[level].setAccessibleName(word)
            self.fields[level].setPlaceholderText(self.tr("The program's own words"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        tall = round(2 * QFontMetricsF(fonts.font(theme, 14)).lineSpacing()) + 20
        for field in self.fields.values():
            field.setFixedHeight(tall)

    def _fill(self) -> None:
        kind = self.kinds.current
        if self._draft is None or kind is None:
            return
        for level, field in self.fields.items():
            text = self._draft.advice(kind, level)
            if field.toPlainText().strip() != text:
                field.blockSignals(True)
                field.setPlainText(text)
                field.blockSignals(False)

    def _edited(self, level: Level) -> None:
        field, kind = self.fields[level], self.kinds.current
        text = field.toPlainText()
        if len(text) > LONGEST_ADVICE:
            cursor = field.textCursor()
            field.setPlainText(text[:LONGEST_ADVICE])
            cursor.setPosition(min(cursor.position(), LONGEST_ADVICE))
            field.setTextCursor(cursor)
            return
        if kind is not None:
            self.edited.emit(kind, level, text)


class AppointmentsCard(Card):
    """``added(Appointment)``, ``removed(id)``."""

    added = Signal(object)
    removed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._draft: PlanDraft | None = None
        self._title = Label("", "heading", wrap=False)
        self._list = QVBoxLayout()
        self.what, self.when = QLineEdit(), QDateTimeEdit()
        self.what.setObjectName("appointment_title")
        self.when.setObjectName("appointment_when")
        self.when.setDisplayFormat("yyyy-MM-dd  HH:mm")
        _indent(self.when)
        self.add = Button("", icon="plus")
        self.add.setObjectName("appointment_add")
        self.link = QLineEdit()
        self.link.setObjectName("appointment_link")
        row, below = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.what, 1)
        row.addWidget(self.when)
        below.addWidget(self.link, 1)
        below.addWidget(self.add)
        self.body.addWidget(self._title)
        self.body.addLayout(self._list)
        self.body.addLayout(row)
        self.body.addLayout(below)
        self.what.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.what.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.add.setEnabled(False)
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show the meetings that are still to come."""
        self._draft = draft
        now = self._desk.now()
        clear(self._list)
        coming = [a for a in draft.made.appointments if a.at >= now]
        for appointment in coming:
            text = f"{self._desk.fmt.stamp(appointment.at)}  {appointment.title}"
            line = Removable(text, self.tr("Remove"))
            line.removed.connect(lambda i=appointment.id: self.removed.emit(i))
            self._list.addWidget(line)
        if not coming:
            self._list.addWidget(Label(self.tr("None agreed"), "secondary"))
        if not self.what.text():
            first = now + dt.timedelta(days=7)
            self.when.setDateTime(QDateTime(QDate(first.year, first.month, first.day), QTime(9, 0)))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Agreed meetings"))
        self.what.setPlaceholderText(self.tr("Such as: follow-up by video"))
        self.what.setAccessibleName(self.tr("What"))
        self.link.setPlaceholderText(self.tr("Link to a video meeting, https://"))
        self.link.setAccessibleName(self.tr("Link to a video meeting, https://"))
        self.when.setAccessibleName(self.tr("When"))
        self.add.setText(self.tr("Add"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def _add(self) -> None:
        title = self.what.text().strip()
        if not title:
            return
        chosen = self.when.dateTime()
        date, time = chosen.date(), chosen.time()
        at = dt.datetime(  # the workstation's own zone is where the meeting is
            date.year(), date.month(), date.day(), time.hour(), time.minute(), tzinfo=self._desk.zone
        )
        link = self.link.text().strip()
        self.what.clear()
        self.link.clear()
        self.added.emit(Appointment(new_event_id(), at, 30, title, link=link))


class ContactCard(Card):
    """``edited(Contact)``: the fixed care contact."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = Label("", "heading", wrap=False)
        self._labels = [Label("", "small", wrap=False) for _ in range(4)]
        self.fields = [QLineEdit() for _ in range(4)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        names = ("name", "role", "phone", "hours")
        for place, (label, field, name) in enumerate(zip(self._labels, self.fields, names, strict=True)):
            field.setObjectName(f"contact_{name}")
            field.textEdited.connect(self._edited)
            grid.addWidget(label, place // 2, place % 2 * 2)
            grid.addWidget(field, place // 2, place % 2 * 2 + 1)
        self.body.addWidget(self._title)
        self.body.addLayout(grid)
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show the fixed care contact."""
        contact = draft.contact
        values = (contact.name, contact.role, contact.phone, contact.hours)
        for field, value in zip(self.fields, values, strict=True):
            if field.text().strip() != value:
                field.setText(value)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Fixed care contact"))
        names = (self.tr("Name"), self.tr("Role"), self.tr("Telephone"), self.tr("Hours"))
        for label, field, name in zip(self._labels, self.fields, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)

    def _edited(self, _text: str) -> None:
        self.edited.emit(Contact(*(field.text().strip() for field in self.fields)))


class AbsenceCard(Card):
    """``added(Pause)``, ``removed(Pause)``: nothing is missing while somebody is away."""

    added = Signal(object)
    removed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._draft: PlanDraft | None = None
        self._title, self._about = Label("", "heading", wrap=False), Label("", "small")
        self._list = QVBoxLayout()
        self.first, self.last, self.reason = QDateEdit(), QDateEdit(), QLineEdit()
        for field, name in ((self.first, "first"), (self.last, "last"), (self.reason, "reason")):
            field.setObjectName(f"absence_{name}")
        for date in (self.first, self.last):
            date.setDisplayFormat("yyyy-MM-dd")
            _indent(date)
        self._dash = Label("–", "body", wrap=False)
        self.add = Button("", icon="plus")
        self.add.setObjectName("absence_add")
        row = QHBoxLayout()
        for part in (self.first, self._dash, self.last, self.reason, self.add):
            row.addWidget(part)
        row.setStretch(3, 1)
        self.body.addWidget(self._title)
        self.body.addWidget(self._about)
        self.body.addLayout(self._list)
        self.body.addLayout(row)
        self.add.clicked.connect(self._add)
        self.first.dateChanged.connect(self._follow)
        self.last.dateChanged.connect(lambda _date: self._check())
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show the absences that have not passed."""
        self._draft = draft
        today = self._desk.now().date()
        clear(self._list)
        fmt = self._desk.fmt
        for pause in (p for p in draft.made.pauses if p.last >= today):
            days = fmt.between(fmt.day(pause.first, short=True), fmt.day(pause.last, short=True))
            line = Removable(f"{days}  {pause.reason}", self.tr("Remove"))
            line.removed.connect(lambda p=pause: self.removed.emit(p))
            self._list.addWidget(line)
        least = QDate(today.year, today.month, today.day)
        if self.first.date() < least:
            self.first.setDate(least)
            self.last.setDate(least.addDays(6))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Planned absence"))
        self._about.setText(self.tr("Nothing counts as missing from the first to the last day."))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.reason.setPlaceholderText(self.tr("Why"))
        self.reason.setAccessibleName(self.tr("Why"))
        self.add.setText(self.tr("Add"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def _follow(self, first: QDate) -> None:
        if self.last.date() < first:
            self.last.setDate(first)
        self._check()

    def _check(self) -> None:
        self.add.setEnabled(self.last.date() >= self.first.date())

    def _add(self) -> None:
        days = [dt.date(d.year(), d.month(), d.day()) for d in (self.first.date(), self.last.date())]
        reason = self.reason.text().strip()
        self.reason.clear()
        self.added.emit(Pause(days[0], days[1], reason))


class PreviewCard(Card):
    """The advice as the patient reads it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: tuple[PatientView, PlanDraft, Kind | None] | None = None
        self._title = Label("", "strong", wrap=False)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self.body.addWidget(self._title)
        self.body.addLayout(self._inside)
        self.refresh()
        self.retranslate()

    def show_draft(self, view: PatientView, draft: PlanDraft, kind: Kind | None) -> None:
        """Show a measure's advice and who to turn to."""
        self._shown = (view, draft, kind)
        called = view.patient.given_name or view.patient.name
        self._title.setText(self.tr("As {name} sees it").format(name=called))
        clear(self._inside)
        if kind is not None:
            self._inside.addWidget(Label(measures.kind_name(kind), "heading"))
        for level in LEVELS if kind is not None else ():
            assert kind is not None
            zone = Zone(level.value)
            box = QFrame()
            box.setProperty("kind", f"box_{zone}")
            column = QVBoxLayout(box)
            column.setContentsMargins(12, 10, 12, 10)
            column.addWidget(ZoneBadge(zone, zone_word(zone, Face.PATIENT)))
            text = draft.advice(kind, level)
            own = self.tr("The program's own words")
            column.addWidget(Label(text or own, "lead" if text else "secondary"))
            self._inside.addWidget(box)
        contact = draft.contact
        if contact.name:
            said = self.tr("{name} is your fixed contact, {phone}.")
            self._inside.addWidget(Label(said.format(name=contact.name, phone=contact.phone), "body"))
        self._inside.addWidget(Label(self.tr("The program is not watched around the clock."), "secondary"))

    def retranslate(self) -> None:
        if self._shown is not None:
            self.show_draft(*self._shown)


class Removable(QWidget):
    """A line with a cross."""

    removed = Signal()

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(text, "body"), 1)
        cross = IconButton("x", f"{name}: {text}")
        cross.clicked.connect(lambda _on=False: self.removed.emit())
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)


def clear(layout: QVBoxLayout) -> None:
    """Take all lines out of a list."""
    while layout.count() and (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()


def _indent(field: QDateTimeEdit) -> None:
    """A date field gives its text none of the style sheet's padding."""
    field.lineEdit().setTextMargins(8, 0, 0, 0)
