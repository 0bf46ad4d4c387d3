"""Reminders: the card in the settings where one says how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.patient.reminding import Wishes
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import CheckBox, Select
from ui.widgets.flow import FlowLayout

_AWAY_DAYS = (0, 1, 3, 7, 14)


class RemindersCard(Card):
    """On or off, quiet hours, days away, and staying in the tray."""

    changed = Signal(object)  # Wishes

    def __init__(self, clock: Callable[[], dt.datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._clock = clock
        self._wishes = Wishes()
        self._head, self._quiet, self._to = (
            Label("", "label"),
            Label("", "body"),
            Label("–", "body", wrap=False),
        )
        self._on, self._tray = CheckBox(""), CheckBox("")
        self._on.setObjectName("remindMe")
        self._tray.setObjectName("stayInTray")
        self._from, self._until = Select(), Select()
        for box, name in ((self._from, "quietFrom"), (self._until, "quietTo")):
            box.setObjectName(name)
            for hour in range(24):
                box.addItem(f"{hour:02}.00", hour)
        self._away_label = Label("", "body")
        self._away = Segmented([(days, "") for days in _AWAY_DAYS], 0)
        self._away.setObjectName("awayDays")
        self._away_text = Label("", "secondary")
        hours = QWidget()
        row = QHBoxLayout(hours)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._quiet)
        row.addWidget(self._from)
        row.addWidget(self._to)
        row.addWidget(self._until)
        row.addStretch(1)
        away = QWidget()
        flow = FlowLayout(away, gap=12)
        flow.addWidget(self._away_label)
        flow.addWidget(self._away)
        for part in (self._head, self._on, hours, away, self._away_text, self._tray):
            self.body.addWidget(part)
        self._on.toggled.connect(lambda on: self._set(replace(self._wishes, on=on)))
        self._tray.toggled.connect(lambda on: self._set(replace(self._wishes, in_tray=on)))
        self._from.activated.connect(lambda hour: self._set(replace(self._wishes, quiet_from=dt.time(hour))))
        self._until.activated.connect(lambda hour: self._set(replace(self._wishes, quiet_to=dt.time(hour))))
        self._away.chosen.connect(self._set_away)
        self.retranslate()
        self.refresh()

    def show_wishes(self, wishes: Wishes) -> None:
        """Show what is in force."""
        self._wishes = wishes
        self._on.setChecked(wishes.on)
        self._tray.setChecked(wishes.in_tray)
        self._from.setCurrentIndex(wishes.quiet_from.hour)
        self._until.setCurrentIndex(wishes.quiet_to.hour)
        self.retranslate()

    def retranslate(self) -> None:
        self._head.setText(self.tr("Reminders"))
        self._on.setText(self.tr("Remind me when it is time to measure"))
        self._quiet.setText(self.tr("Quiet between"))
        self._from.setAccessibleName(self.tr("Quiet from"))
        self._until.setAccessibleName(self.tr("Quiet until"))
        self._away_label.setText(self.tr("I am away"))
        self._away.setAccessibleName(self.tr("I am away"))
        self._away.set_texts(
            [self.tr("No"), self.tr("Today"), self.tr("3 days"), self.tr("1 week"), self.tr("2 weeks")]
        )
        self._tray.setText(self.tr("Stay in the corner of the screen when the window is closed"))
        last = self._wishes.away_until
        left = (last - self._clock().date()).days + 1 if last is not None else 0
        self._away_text.setText(self.tr("No reminders for %n more day(s).", "", left) if left > 0 else "")
        self._away_text.setVisible(left > 0)

    def _set_away(self, days: int) -> None:
        last = self._clock().date() + dt.timedelta(days=days - 1) if days else None
        self._set(replace(self._wishes, away_until=last))
        self.retranslate()

    def _set(self, wishes: Wishes) -> None:
        if wishes != self._wishes:
            self._wishes = wishes
            self.changed.emit(wishes)
