"""The form of an invitation: who, which first plan, whom to turn to. It checks before anything is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hemmonitor import templates
from hemmonitor.model.careplan import Contact
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.identity import parse_identity
from ui.centre import words
from ui.widgets.announce import announce
from ui.widgets.base import Label, set_kind
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.fields import Select

_FORM = ("name", "given", "number", "phone", "contact", "contact_phone", "hours")
_NEEDED = ("name", "number", "contact", "contact_phone", "hours")


class InviteForm(Card):
    """Who is invited, with which first plan. ``made(PatientRegistered, template, Contact)``."""

    made = Signal(object, str, object)

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._role = ""
        self._title, self._under = Label("", "heading"), Label("", "small")
        self._fields = {name: QLineEdit() for name in _FORM}
        self._names = {name: Label("", "small_strong") for name in (*_FORM, "template")}
        self._fault = Label("", "zone_red")
        self._fault.setObjectName("invite_fault")
        self.template = Select()
        self.template.setObjectName("invite_template")
        for name in templates.shipped():
            self.template.addItem("", name)
        self.template.setCurrentIndex(-1)  # a plan is chosen, never come by
        self.template.currentIndexChanged.connect(lambda _index: self.say(""))
        self.make = Button("", "primary", icon="mail")
        self.make.setObjectName("invite_make")
        self.make.clicked.connect(self._make)
        self._note = Label("", "small")
        self.body.addWidget(self._title)
        self.body.addWidget(self._under)
        for name in _FORM[:4]:
            self._add(name, self._fields[name])
        self._add("template", self.template)
        for name in _FORM[4:]:
            self._add(name, self._fields[name])
        self.body.addWidget(self._fault)
        self.body.addSpacing(4)
        self.body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self._fields["name"].editingFinished.connect(self._propose_given)
        self._fault.hide()
        self.retranslate()
        self.refresh()

    def _add(self, name: str, field: QWidget) -> None:
        self.body.addWidget(self._names[name])
        self.body.addWidget(field)
        if isinstance(field, QLineEdit):
            field.setObjectName(f"invite_{name}")
            field.textEdited.connect(lambda _text: self.say(""))
            field.returnPressed.connect(self._make)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._fields["name"]

    def set_contact(self, contact: Contact | None) -> None:
        """Propose whom patients turn to, where nothing is typed yet."""
        if contact is None:
            return
        for name, text in (
            ("contact", contact.name),
            ("contact_phone", contact.phone),
            ("hours", contact.hours),
        ):
            if not self._fields[name].text():
                self._fields[name].setText(text)
        self._role = contact.role

    def clear(self) -> None:
        """Ready for the next person."""
        for name in _FORM[:4]:
            self._fields[name].clear()
        self.template.setCurrentIndex(-1)
        self.say("")

    def say(self, sentence: str, name: str = "") -> None:
        """A mistake, and the field it is in."""
        for field in self._fields.values():
            set_kind(field, "", "state")
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, urgent=True)
        if name:
            set_kind(self._fields[name], "error", "state")
            self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("New invitation"))
        self._under.setText(self.tr("to a patient's own computer"))
        said = {
            "name": self.tr("Name"),
            "given": self.tr("Called"),
            "number": self.tr("Personal identity number"),
            "phone": self.tr("Telephone"),
            "template": self.tr("First plan, from a template"),
            "contact": self.tr("Fixed care contact"),
            "contact_phone": self.tr("The contact's telephone"),
            "hours": self.tr("Staffed hours"),
        }
        for name, text in said.items():
            self._names[name].setText(text)
            field = self.template if name == "template" else self._fields[name]
            field.setAccessibleName(text)
        for index in range(self.template.count()):
            self.template.setItemText(index, words.template(self.template.itemData(index)))
        self.template.setPlaceholderText(self.tr("Choose"))
        self.make.setText(self.tr("Make the letter"))
        self._note.setText(
            self.tr(
                "The code is good once, for seven days. Nobody gets in before you have compared the digits."
            )
        )

    def _propose_given(self) -> None:
        first = self._fields["name"].text().split()
        if first and not self._fields["given"].text():
            self._fields["given"].setText(first[0])

    def _make(self) -> None:
        typed = {name: field.text().strip() for name, field in self._fields.items()}
        empty = next((name for name in _NEEDED if not typed[name]), None)
        if empty is not None:
            self.say(self.tr("Fill this in."), empty)
            return
        identity = parse_identity(typed["number"], self._today())
        if identity is None:
            self.say(self.tr("This is not a valid personal identity number. Check every digit."), "number")
            return
        if self.template.currentIndex() < 0:
            self.say(self.tr("Choose a template for the first plan."))
            self.template.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        given = typed["given"] or typed["name"].split()[0]
        patient = PatientRegistered(typed["name"], identity.digits, given, typed["phone"])
        contact = Contact(typed["contact"], self._role, typed["contact_phone"], typed["hours"])
        self.made.emit(patient, self.template.currentData(), contact)
