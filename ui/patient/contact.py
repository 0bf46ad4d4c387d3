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
        self._number = QWidget()
        number = QHBoxLayout(self._number)
        number.setContentsMargins(0, 0, 0, 0)
        number.setSpacing(8)
        number.addWidget(self._phone_icon)
        number.addWidget(self._phone, 1)
        self._words, self._row = QVBoxLayout(), QHBoxLayout()
        self._words.setSpacing(0)
        self._words.addStretch(1)
        self._words.addWidget(self._over)
        self._words.addWidget(self._name)
        self._words.addWidget(self._number)
        self._words.addWidget(self._hours)
        self._words.addStretch(1)
        self._row.setSpacing(18)
        self._row.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._write, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._row)
        self.retranslate()
        self.refresh()

    def set_contact(self, contact: Contact | None) -> None:
        """Whom to turn to."""
        self._contact = contact
        self.retranslate()

    def set_room(self, room: Room) -> None:
        """The disc goes where the text is large; a `wide` card puts the number beside the name."""
        self._disc.setVisible(room is not Room.ONE)
        if not self._wide:
            return
        beside = room >= Room.RAIL
        self.body.setContentsMargins(20, 10 if beside else 20, 20, 10 if beside else 20)
        for part in (self._number, self._hours):
            self._row.removeWidget(part)
            self._words.removeWidget(part)
        if beside:
            self._row.insertWidget(2, self._number)
            self._row.insertWidget(3, self._hours)
        else:
            self._words.insertWidget(3, self._number)
            self._words.insertWidget(4, self._hours)

    def retranslate(self) -> None:
        contact = self._contact
        self._over.setText(self.tr("Your care contact"))
        self._write.setText(self.tr("Write"))
        self._disc.set_initials(initials(contact.name) if contact else "")
        self._name.setText(contact.name if contact else self.tr("Your care centre has not said who yet."))
        self._phone.setText(contact.phone if contact else "")
        self._hours.setText(contact.hours if contact else "")
        self._number.setVisible(bool(contact and contact.phone))
        self._hours.setVisible(bool(contact and contact.hours))
