"""For whom: a band of its own colour over every step of a visit; a warning while nobody is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from hemmonitor.visiting.desk import Here
from ui.nurse.desk import Desk
from ui.nurse.visits import words
from ui.theme import TextSize, Theme
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.buttons import Button
from ui.widgets.tile import IconView


class Banner(Themed, QFrame):
    """``switch``: somebody else is to be chosen."""

    switch = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._here: Here | None = None
        self.setObjectName("visit_banner")
        self._icon = IconView("user-check", 44, "on_accent")
        self._lead, self._name, self._rest = (
            Label("", "banner_text"),
            Label("", "banner_name"),
            Label("", "banner_text"),
        )
        self._name.setObjectName("visit_person")
        self._switch = Button("", icon="repeat")
        self._switch.setObjectName("visit_switch")
        self._switch.clicked.connect(self.switch)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in (self._lead, self._name, self._rest):
            texts.addWidget(label)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self.refresh()
        self.show_here(None)

    def show_here(self, here: Here | None) -> None:
        """Whose the values are."""
        self._here = here
        set_kind(self, "banner" if here is not None else "banner_nobody")
        for label, kind in (
            (self._lead, "banner_text"),
            (self._name, "banner_name"),
            (self._rest, "banner_text"),
        ):
            label.set_kind(kind if here is not None else f"{kind}_nobody")
        self._icon.set_icon(
            "user-check" if here is not None else "alert-triangle",
            "on_accent" if here is not None else "text",
        )
        self.retranslate()

    def retranslate(self) -> None:
        here = self._here
        self._switch.setText(self.tr("Another person"))
        self._switch.setVisible(here is not None)
        if here is None:
            self._lead.setText(self.tr("Nobody is chosen"))
            self._name.setText(self.tr("Measuring is off"))
            self._rest.setText(self.tr("A value that comes now goes to nobody; you are asked about it."))
        else:
            patient, fmt = here.visit.patient, self._desk.fmt
            self._lead.setText(self.tr("Measuring for:"))
            self._name.setText(patient.name.upper())
            where = "" if here.visit.protected else here.visit.address
            parts = (words.born(patient.number, fmt), where, words.identified(here.begun, fmt))
            self._rest.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(" ".join(label.text() for label in (self._lead, self._name, self._rest)))

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size >= TextSize.S150
        self._row.setContentsMargins(18, 6 if small else 12, 18, 6 if small else 12)
        self._row.setSpacing(16)
        self._icon.setVisible(not small)
