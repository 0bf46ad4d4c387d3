"""The fixed care contact: name, phone, hours, and a button to write."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.careplan import Contact
from ui.patient.layout import Room
from ui.patient.view import initials
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.chain import RoundIcon
from ui.widgets.tile import IconView


class ContactCard(Card):
    """``ContactCard().set_contact(contact)``; without a contact it says what to do instead."""

    write = Signal()

    def __init__(self, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._contact: Contact | None = None
        self._wide = wide
        self._disc = RoundIcon("user")
        self._over, self._name = Label("", "secondary"), Label("", "strong")
        self._phone_icon, self._phone = IconView("phone", 22), Label("", "strong", wrap=False)
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hours = Label("", "secondary")
        self._write = Button("", "secondary", icon="message-2")
        self._write.setObjectName("writeToContact")
        self._write.clicked.connect(self.write)
        number = QHBoxLayout()
        number.setSpacing(8)
        number.addWidget(self._phone_icon)
        number.addWidget(self._phone, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for part in (self._over, self._name):
            words.addWidget(part)
        words.addLayout(number)
        words.addWidget(self._hours)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._write, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.retranslate()
        self.refresh()

    def set_contact(self, contact: Contact | None) -> None:
        """Whom to turn to."""
        self._contact = contact
        self.retranslate()

    def set_room(self, room: Room) -> None:
        """The disc goes where the text is large."""
        self._disc.setVisible(room is not Room.ONE)

    def retranslate(self) -> None:
        contact = self._contact
        self._over.setText(self.tr("Your care contact"))
        self._write.setText(self.tr("Write"))
        self._disc.set_initials(initials(contact.name) if contact else "")
        self._name.setText(contact.name if contact else self.tr("Your care centre has not said who yet."))
        self._phone.setText(contact.phone if contact else "")
        self._hours.setText(contact.hours if contact else "")
        for part in (self._phone_icon, self._phone):
            part.setVisible(bool(contact and contact.phone))
        self._hours.setVisible(bool(contact and contact.hours))
