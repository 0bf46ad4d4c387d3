"""Staff's way in: the PIN or passphrase of the room's computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme, Zone
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine


class StaffPage(Themed, QWidget):
    """``entered`` gives what was typed, which is forgotten here at the same moment."""

    entered = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._lead, self._field = Label("", "title"), Label("", "lead"), QLineEdit()
        self._field.setObjectName("staffPin")
        self._field.setProperty("kind", "code")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setMaxLength(64)
        self._field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._field.returnPressed.connect(self._enter)
        self._said = ZoneLine(Zone.YELLOW)
        self._said.hide()
        self._open, self._back = Button("", "primary", icon="key"), Button("", "neutral", icon="arrow-left")
        self._open.setObjectName("staffOpen")
        self._back.setObjectName("staffBack")
        self._open.clicked.connect(self._enter)
        self._back.clicked.connect(self.closed)
        card = Card(padding=28)
        for widget in (self._lead, self._said, self._field):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._open)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(card, 1)
        self._column.addLayout(row)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        """The page has come to the front."""
        self._field.clear()
        self._said.hide()
        self._field.setFocus()

    def refuse(self, wait: int) -> None:
        """It was not right; for so many seconds nothing is taken."""
        self._said.set_text(
            self.tr("That is not right."), self.tr("Wait %n second(s).", "", wait) if wait else ""
        )
        self._said.show()
        self._field.setFocus()

    def _enter(self) -> None:
        typed = self._field.text()
        self._field.clear()
        if typed:
            self.entered.emit(typed)

    def retranslate(self) -> None:
        self._title.setText(self.tr("For staff"))
        self._lead.setText(self.tr("The PIN of this computer"))
        self._field.setAccessibleName(self.tr("The PIN of this computer"))
        self._open.setText(self.tr("Open"))
        self._back.setText(self.tr("Back"))

    def restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(16)
        self._field.setMaximumWidth(theme.grown(420))
