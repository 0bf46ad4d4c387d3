"""Before a visit: where one is going and why; and at the door: who is this?

The birth date is not shown here. The person says it, it is typed, and the program compares; so a press on
the wrong line does not choose the wrong person. Who cannot say it shows a document, which is kept too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.model.visits import Identified
from hemmonitor.visiting.desk import Route
from hemmonitor.visiting.visit import Visit
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.visits import words
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.fields import CheckBox


class VisitCard(Card):
    """A visit before it begins. ``begin``, ``not_home``, ``change``, ``off(bool)``, ``moved``, ``opened``."""

    begin = Signal()
    not_home = Signal()
    change = Signal()
    off = Signal(bool)
    moved = Signal(int)  # -1 earlier, 1 later on the route
    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        self._name, self._when = Label("", "title"), Label("", "secondary")
        self._lines = [Label("", "body") for _ in range(5)]
        self._begin = Button("", "primary", icon="user-check", keys=("Enter",))
        self._not_home, self._change = Button("", icon="home"), Button("", icon="pencil")
        self._off, self._open = Button("", icon="calendar-x"), Button("", icon="file-text", keys=("o",))
        self._up, self._down = Button("", icon="arrow-up"), Button("", icon="arrow-down")
        super().__init__()
        self._desk = desk
        self._visit: Visit | None = None
        for button, name in (
            (self._begin, "visit_begin"), (self._not_home, "visit_not_home"), (self._change, "visit_change"),
            (self._off, "visit_off"), (self._open, "visit_open"), (self._up, "visit_up"),
            (self._down, "visit_down"),
        ):  # fmt: skip
            button.setObjectName(name)
        self.body.addWidget(self._name)
        self.body.addWidget(self._when)
        for line in self._lines:
            self.body.addWidget(line)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (first, (self._begin, self._not_home, self._open)),
            (second, (self._change, self._off, self._up, self._down)),
        ):
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.body.addSpacing(6)
            self.body.addLayout(row)
        self.body.addStretch(1)
        self._begin.clicked.connect(self.begin)
        self._not_home.clicked.connect(self.not_home)
        self._change.clicked.connect(self.change)
        self._open.clicked.connect(self.opened)
        self._off.clicked.connect(self._turn_off)
        self._up.clicked.connect(lambda: self.moved.emit(-1))
        self._down.clicked.connect(lambda: self.moved.emit(1))
        self.refresh()

    def show_visit(self, visit: Visit, route: Route) -> None:
        """Show a visit and what can be done about it now."""
        self._visit = visit
        desk, fmt = self._desk, self._desk.fmt
        self._name.setText(visit.patient.name)
        _, word, rest = words.stand(visit, route, fmt)
        when = f"{fmt.weekday(visit.at)} {fmt.day(visit.at)}, {fmt.time(visit.at)}"
        self._when.setText(" · ".join(part for part in (when, word, rest) if part))
        phone = visit.patient.phone if not visit.protected else ""
        made = visit.made
        texts = (
            (self.tr("Where"), words.address(visit, shown=False)),
            (self.tr("Why"), visit.reason),
            (self.tr("Measure"), words.kinds(visit.kinds)),
            (self.tr("Phone"), phone),
            (self.tr("Handed over"), f"{made.by}: {made.summary}" if made and made.summary else ""),
        )
        for label, (name, text) in zip(self._lines, texts, strict=True):
            label.set_strong_lead(name, text)
            label.setVisible(bool(text))
        self._say()
        open_now = made is None and not visit.off
        for button in (self._begin, self._not_home):
            button.setVisible(open_now)
        self._not_home.setEnabled(visit.id not in route.begun)
        mine = route.of_day(visit.at.astimezone(desk.zone).date(), desk.zone)
        place = next((n for n, one in enumerate(mine) if one.id == visit.id), 0)
        for button in (self._change, self._off, self._up, self._down):
            button.setVisible(made is None and visit.id not in route.begun)
        self._up.setEnabled(place > 0 and mine[place - 1].made is None)
        self._down.setEnabled(place < len(mine) - 1 and mine[place + 1].made is None)

    def _say(self) -> None:
        begun = self._visit is not None and self._visit.off
        self._begin.setText(self.tr("Begin the visit"))
        self._not_home.setText(self.tr("Nobody at home"))
        self._open.setText(self.tr("The record"))
        self._change.setText(self.tr("Change"))
        self._off.setText(self.tr("Have it on again") if begun else self.tr("Call off"))
        self._up.setText(self.tr("Earlier"))
        self._down.setText(self.tr("Later"))

    def retranslate(self) -> None:
        self._say()

    def take_keyboard(self) -> None:
        """Put the keyboard on what is next."""
        (self._begin if not self._begin.isHidden() else self._open).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _turn_off(self) -> None:
        if self._visit is not None:
            self.off.emit(not self._visit.off)


class ConfirmCard(Card):
    """``given(Identified, birth date as typed)``, ``closed``."""

    given = Signal(object, str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        self._lead, self._name, self._say = Label("", "secondary"), Label("", "title"), Label("", "lead")
        self._field_name, self._fault = Label("", "strong"), Label("", "zone_red_strong")
        self.field = QLineEdit()
        self.document = CheckBox()
        self._go = Button("", "primary", icon="user-check", keys=("Enter",))
        self._close = Button("", keys=("Esc",))
        super().__init__("chosen")
        self._desk = desk
        self._visit: Visit | None = None
        self.setObjectName("visit_confirm")
        for part, name in (
            (self.field, "visit_born"), (self.document, "visit_document"), (self._go, "visit_confirm_go"),
            (self._close, "visit_confirm_close"), (self._fault, "visit_fault"),
        ):  # fmt: skip
            part.setObjectName(name)
        self.field.setProperty("kind", "code")
        self.field.setMaxLength(13)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self._enable)
        self.document.toggled.connect(self._enable)
        self._go.clicked.connect(self._give)
        self._close.clicked.connect(self.closed)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._go)
        foot.addWidget(self._close)
        foot.addStretch(1)
        for widget in (self._lead, self._name, self._say, self._field_name, self.field, self._fault):
            self.body.addWidget(widget)
        self.body.addWidget(self.document)
        self.body.addSpacing(6)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        for key in ("Return", "Enter"):
            bind(self, key, self._give)
        bind(self, "Esc", self.closed.emit)
        self.refresh()
        self.retranslate()

    def ask(self, visit: Visit) -> None:
        """Begin with this person."""
        self._visit = visit
        self.field.clear()
        self.document.setChecked(False)
        self.refuse("")
        self.retranslate()
        self._enable()

    def refuse(self, text: str) -> None:
        """Say why nobody was chosen; empty: nothing is wrong."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.field.setProperty("state", "error" if text else "")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        if text:
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._lead.setText(self.tr("Who is here?"))
        self._name.setText(self._visit.patient.name if self._visit is not None else "")
        self._say.setText(self.tr("Let the person say name and birth date. Do not say them yourself."))
        self._field_name.setText(self.tr("Birth date as the person says it, year month day"))
        self.field.setAccessibleName(self._field_name.text())
        self.field.setPlaceholderText(self.tr("YYYYMMDD"))
        self.document.setText(self.tr("Cannot say it: I have seen an identity document"))
        self._go.setText(self.tr("It is this person"))
        self._close.setText(self.tr("Cancel"))

    def take_keyboard(self) -> None:
        """Into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enable(self, *_: object) -> None:
        self.field.setEnabled(not self.document.isChecked())
        digits = sum(sign.isdecimal() for sign in self.field.text())
        self._go.setEnabled(self.document.isChecked() or digits in {6, 8})

    def _give(self) -> None:
        if not self._go.isEnabled():
            return
        by = Identified.DOCUMENT if self.document.isChecked() else Identified.BIRTH_DATE
        self.given.emit(by, self.field.text())


class Empty(Themed, QWidget):
    """Nothing is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "lead", align=Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addStretch(2)
        self.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        self._text.setText(self.tr("Choose a visit in the list."))
