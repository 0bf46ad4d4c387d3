"""Templates and hours: who stands for which plan template, when the centre is staffed, who is told when
nobody has acknowledged, contacts, and the phrases that messages start from.

Rules:
- Everything together is one version; saving makes the next one, by a name, for all workstations.
- A signature is of a template's very bytes: a template that has changed since needs a new one.

Object names: sign_name, sign_role, sign_save, hours_<day>, hours_<day>_open, hours_<day>_close,
escalation_list, contact_list, phrase_list, settings_save.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from hemmonitor import templates
from hemmonitor.model.centre import CentreContact, CentreSettings, EscalationStep, OpenHours, Phrase
from ui.centre import words
from ui.centre.office import OfficeBridge
from ui.centre.table import Cell, Column, Line, Table
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card, ZoneLine
from ui.widgets.fields import CheckBox, NumberField

_OPENS, _CLOSES = dt.time(8), dt.time(16)


class _Rows(QWidget):
    """Rows of fields that can be added to and taken from."""

    def __init__(self, make: Callable[[], tuple[QWidget, ...]], stretch: tuple[int, ...]) -> None:
        super().__init__()
        self._make, self._stretch = make, stretch
        self.rows: list[tuple[QWidget, ...]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._holders: list[QWidget] = []

    def add(self) -> tuple[QWidget, ...]:
        """One more row, empty."""
        fields, holder = self._make(), QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field, share in zip(fields, self._stretch, strict=True):
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        gone = IconButton("x", self.tr("Take away"))
        gone.clicked.connect(lambda: self._remove(fields, holder))
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(holder)
        self.rows.append(fields)
        self._holders.append(holder)
        return fields

    def clear(self) -> None:
        for holder in self._holders:
            holder.hide()
            holder.deleteLater()
        self.rows, self._holders = [], []

    def _remove(self, fields: tuple[QWidget, ...], holder: QWidget) -> None:
        self.rows.remove(fields)
        self._holders.remove(holder)
        holder.hide()
        holder.deleteLater()


class SettingsPage(Themed, QWidget):
    """``SettingsPage(bridge, form, now)``; ``refresh_settings`` asks for what is in force."""

    def __init__(
        self, bridge: OfficeBridge, form: Callable[[], Formatter], now: Callable[[], dt.datetime]
    ) -> None:
        super().__init__()
        self._bridge, self._format, self._now = bridge, form, now
        self._settings: CentreSettings | None = None
        self._template = ""
        self.table = Table("template_table", tall=44)
        self._titles = [Label("", "label") for _ in range(5)]
        self._notes = [Label("", "small") for _ in range(5)]
        self._make_signing()
        self._make_hours()
        self.steps = _Rows(self._step_fields, (0, 2, 1))
        self.contacts = _Rows(lambda: (QLineEdit(), QLineEdit(), QLineEdit()), (2, 1, 2))
        self.phrases = _Rows(self._phrase_fields, (1, 3))
        for rows, name in (
            (self.steps, "escalation_list"), (self.contacts, "contact_list"), (self.phrases, "phrase_list"),
        ):  # fmt: skip
            rows.setObjectName(name)
        self._adds = [Button("", "plain", icon="plus") for _ in range(3)]
        self._state = Label("", "small")
        self.save = Button("", "primary", icon="check", keys=("Ctrl", "S"))
        self.save.setShortcut("Ctrl+S")
        self.save.setObjectName("settings_save")
        self._place()
        self.setFocusProxy(self.table)
        self._connect()
        self.retranslate()
        self.refresh()

    # --- what it is made of ----------------------------------------------------------------------

    def _make_signing(self) -> None:
        self._sign_box = Card("sunken")
        self._sign_title, self._sign_fault = Label("", "small_strong"), Label("", "zone_red")
        self.sign_name, self.sign_role = QLineEdit(), QLineEdit()
        self.sign_name.setObjectName("sign_name")
        self.sign_role.setObjectName("sign_role")
        self.sign = Button("", "primary", icon="file-pencil")
        self.sign.setObjectName("sign_save")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget, share in ((self.sign_name, 2), (self.sign_role, 1), (self.sign, 0)):
            row.addWidget(widget, share)
        self._sign_box.body.addWidget(self._sign_title)
        self._sign_box.body.addLayout(row)
        self._sign_box.body.addWidget(self._sign_fault)
        self._sign_fault.hide()
        self._sign_box.hide()

    def _make_hours(self) -> None:
        self._hours = QGridLayout()
        self._hours.setHorizontalSpacing(10)
        self._hours.setVerticalSpacing(4)
        self.days: list[tuple[CheckBox, QTimeEdit, QTimeEdit]] = []
        for day in range(1, 8):
            box, opens, closes = CheckBox(""), QTimeEdit(), QTimeEdit()
            box.setObjectName(f"hours_{day}")
            opens.setObjectName(f"hours_{day}_open")
            closes.setObjectName(f"hours_{day}_close")
            for field, time in ((opens, _OPENS), (closes, _CLOSES)):
                field.setDisplayFormat("HH:mm")
                field.lineEdit().setTextMargins(8, 0, 0, 0)  # a time field gives its text none of the padding
                field.setTime(QTime(time.hour, time.minute))
                field.setEnabled(False)
            box.toggled.connect(opens.setEnabled)
            box.toggled.connect(closes.setEnabled)
            for column, widget in enumerate((box, opens, closes)):
                self._hours.addWidget(widget, day, column)
            self.days.append((box, opens, closes))
        for column, share in enumerate((2, 1, 1)):
            self._hours.setColumnStretch(column, share)

    def _step_fields(self) -> tuple[QWidget, ...]:
        after = NumberField(self.tr("min"))
        after.setRange(1, 10_000)
        after.setAccessibleName(self.tr("After so many minutes of staffed time"))
        tell, phone = QLineEdit(), QLineEdit()
        tell.setPlaceholderText(self.tr("Who is told"))
        phone.setPlaceholderText(self.tr("Telephone"))
        tell.setAccessibleName(self.tr("Who is told"))
        phone.setAccessibleName(self.tr("Telephone"))
        return after, tell, phone

    def _phrase_fields(self) -> tuple[QWidget, ...]:
        title, text = QLineEdit(), QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(self.theme.grown(56))
        title.setPlaceholderText(self.tr("Short name"))
        text.setPlaceholderText(self.tr("Text; {name} becomes the patient's given name"))
        title.setAccessibleName(self.tr("Short name"))
        text.setAccessibleName(self.tr("Text"))
        return title, text

    def _place(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        hours = QWidget()
        hours.setLayout(self._hours)
        self._hours.setContentsMargins(0, 0, 0, 0)
        contents: tuple[tuple[QWidget, ...], ...] = (
            (self.table, self._sign_box),
            (hours,),
            (self.steps, self._adds[0]),
            (self.contacts, self._adds[1]),
            (self.phrases, self._adds[2]),
        )
        self._cards = [self._card(number, widgets) for number, widgets in enumerate(contents)]
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._warn = ZoneLine(Zone.YELLOW)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.save)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(10)
        page.addWidget(self._warn)
        page.addWidget(area, 1)
        page.addLayout(foot)

    def _card(self, number: int, widgets: tuple[QWidget, ...]) -> Card:
        card = Card()
        card.body.addWidget(self._titles[number])
        card.body.addWidget(self._notes[number])
        for widget in widgets:
            left = Qt.AlignmentFlag.AlignLeft if widget in self._adds else Qt.AlignmentFlag(0)
            card.body.addWidget(widget, 0, left)
        card.body.addStretch(1)
        return card

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.settings.connect(self._show)
        bridge.failed.connect(lambda code: self._state.setText(words.problem(code)))
        self.table.chosen.connect(self._choose)
        self.sign.clicked.connect(self._sign)
        self.save.clicked.connect(self._save)
        for button, rows in zip(self._adds, (self.steps, self.contacts, self.phrases), strict=True):
            button.clicked.connect(lambda _on=False, r=rows: r.add()[0].setFocus())

    def refresh_settings(self) -> None:
        """Ask for what is in force."""
        self._bridge.ask_settings()

    def restyle(self, theme: Theme) -> None:
        wide = theme.text_size <= 125
        places = ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1))
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *(places[number] if wide else (number, 0, 1, 2)))
        self.table.setFixedHeight(self.table.fitted_height() + 4)

    def retranslate(self) -> None:
        titles = (
            self.tr("Plan templates"), self.tr("Staffed hours"), self.tr("When nobody has acknowledged"),
            self.tr("Contacts"), self.tr("Message templates"),
        )  # fmt: skip
        notes = (
            self.tr("A responsible clinician stands for each template as it is. Choose one to sign it."),
            self.tr("Outside them patients are referred to 1177 and 112, and an opening is pointed out."),
            self.tr("A red signal that stands so many minutes of staffed time is told on, step by step."),
            self.tr("Numbers that staff and letters use."),
            self.tr("What messages start from. They are read through before they are sent."),
        )
        for label, text in zip((*self._titles, *self._notes), (*titles, *notes), strict=True):
            label.setText(text)
        form = self._format()
        for number, (box, opens, closes) in enumerate(self.days):
            day = form.weekday(dt.date(2026, 11, 16) + dt.timedelta(days=number))
            box.setText(day)
            box.setAccessibleName(day)
            opens.setAccessibleName(self.tr("{day}, opens").format(day=day))
            closes.setAccessibleName(self.tr("{day}, closes").format(day=day))
        self._warn.set_text(
            self.tr("Defaults are proposals."),
            self.tr("Every limit has its source, and needs sign-off by a responsible clinician before use."),
        )
        for button, text in zip(
            self._adds, (self.tr("One more step"), self.tr("One more"), self.tr("One more")), strict=True
        ):
            button.setText(text)
        for field, text in ((self.sign_name, self.tr("Clinician's name")), (self.sign_role, self.tr("Role"))):
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
        self.sign.setText(self.tr("Sign"))
        self.save.setText(self.tr("Save for all workstations"))
        self._show_templates()
        if not self._sign_box.isHidden():
            self._say_what_is_signed()

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, settings: CentreSettings) -> None:
        known, self._settings = self._settings, settings
        # a signature alone must not take away what is being typed beside it
        first = known is None or _typed(known) != _typed(settings)
        self._show_templates()
        if not first:
            self._tell_version(settings)
            return
        for number, (box, opens, closes) in enumerate(self.days, 1):
            hours = next((h for h in settings.hours if h.weekday == number), None)
            box.setChecked(hours is not None)
            if hours is not None:
                opens.setTime(QTime(hours.opens.hour, hours.opens.minute))
                closes.setTime(QTime(hours.closes.hour, hours.closes.minute))
        self.steps.clear()
        for step in settings.escalation:
            after, tell, phone = self.steps.add()
            assert isinstance(after, NumberField)
            after.setValue(step.after_minutes)
            _fill((tell, phone), (step.tell, step.phone))
        self.contacts.clear()
        for contact in settings.contacts:
            _fill(self.contacts.add(), (contact.name, contact.phone, contact.note))
        self.phrases.clear()
        for phrase in settings.phrases:
            _fill(self.phrases.add(), (phrase.title, phrase.text))
        self._tell_version(settings)

    def _tell_version(self, settings: CentreSettings) -> None:
        by = self.tr("Version {version}, by {who}").format(version=settings.version, who=settings.by)
        self._state.setText(by if settings.version else self.tr("Nothing has been saved yet."))

    def _show_templates(self) -> None:
        settings = self._settings
        if settings is None:
            return
        form, lines = self._format(), []
        for name in templates.shipped():
            template = templates.load(name)
            signed = settings.signed(name, templates.digest(name))
            older = [s for s in settings.sign_offs if s.template == name]
            if signed is not None:
                cell = Cell(signed.name, signed.role, icon="shield-check")
                when = Cell(form.day(signed.on, year=True))
            else:
                text = self.tr("Changed since it was signed") if older else self.tr("Not signed")
                cell, when = Cell(text, zone=Zone.YELLOW), Cell("–")
            limits = self.tr("%n limit(s)", "", len(templates.limits(template)))
            cells = (
                Cell(words.template(name), limits, kind="strong"),
                Cell(str(template.version)),
                cell,
                when,
            )
            lines.append(Line(name, cells))
        columns = (
            Column(self.tr("Template"), 3, 150), Column(self.tr("Version"), 0, 90),
            Column(self.tr("Signed by"), 3, 170), Column(self.tr("On"), 2, 130),
        )  # fmt: skip
        self.table.show_lines(lines, columns)
        self.table.setFixedHeight(self.table.fitted_height() + 4)

    # --- what is done --------------------------------------------------------------------------

    def _choose(self, name: str) -> None:
        self._template = name
        self._say_what_is_signed()
        self._sign_fault.hide()
        self._sign_box.show()

    def _say_what_is_signed(self) -> None:
        self._sign_title.setText(
            self.tr("I have read {template} and stand for its limits and advice:").format(
                template=words.template(self._template)
            )
        )

    def _sign(self) -> None:
        name, role = self.sign_name.text().strip(), self.sign_role.text().strip()
        if not name or not role:
            self._sign_fault.setText(self.tr("Fill in name and role."))
            self._sign_fault.show()
            return
        self._sign_box.hide()
        self._bridge.sign_template(self._template, name, role, self._now().date())

    def _save(self) -> None:
        if self._settings is None:
            return
        try:
            changed = self._read(self._settings)
        except ValueError:
            self._state.setText(
                self.tr("Hours must end after they begin, and each step must come later than the one before.")
            )
            return
        self._bridge.issue(changed)

    def _read(self, settings: CentreSettings) -> CentreSettings:
        """What stands in the fields; raises ``ValueError`` where it cannot be."""
        hours = tuple(
            OpenHours(number, _time(opens), _time(closes))
            for number, (box, opens, closes) in enumerate(self.days, 1)
            if box.isChecked()
        )
        steps = []
        for after, tell, phone in self.steps.rows:
            assert isinstance(after, NumberField)
            if _text(tell):
                steps.append(EscalationStep(round(after.value()), _text(tell), _text(phone)))
        contacts = tuple(
            CentreContact(_text(name), _text(phone), _text(note))
            for name, phone, note in self.contacts.rows
            if _text(name)
        )
        phrases = tuple(
            Phrase(f"own-{number}", _text(title), _text(text))
            for number, (title, text) in enumerate(self.phrases.rows, 1)
            if _text(title) and _text(text)
        )
        return replace(settings, hours=hours, escalation=tuple(steps), contacts=contacts, phrases=phrases)


def _typed(settings: CentreSettings) -> CentreSettings:
    """What stands in fields, without versions and signatures."""
    return replace(settings, version=0, by="", sign_offs=())


def _fill(fields: tuple[QWidget, ...], texts: tuple[str, ...]) -> None:
    for field, text in zip(fields, texts, strict=True):
        if isinstance(field, QLineEdit):
            field.setText(text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)


def _text(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text().strip()
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText().strip()


def _time(field: QTimeEdit) -> dt.time:
    return dt.time(field.time().hour(), field.time().minute())
