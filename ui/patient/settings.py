"""Settings: looks, reminders, one's own data, who has read it. What is set takes effect at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hemmonitor.home import Circle
from ui.format import Formatter
from ui.i18n import Language
from ui.patient.known import CircleCard, KnownCard, ReadersCard
from ui.patient.layout import Room, across
from ui.patient.moving import DataCard
from ui.patient.page import Page
from ui.patient.preferences import Preferences
from ui.patient.reminders import RemindersCard
from ui.theme import Choice, TextSize
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import CheckBox


class SettingsPage(Page):
    """See the module."""

    changed = Signal(object)  # Preferences

    def __init__(
        self,
        form: Callable[[], Formatter],
        preferences: Preferences,
        clock: Callable[[], dt.datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(form, parent)
        self._preferences = preferences
        self._title = Label("", "title")
        self._language = Segmented([(Language.SV, "Svenska"), (Language.EN, "English")], preferences.language)
        self._size = Segmented([(size, f"{size.value} %") for size in TextSize], preferences.text_size)
        self._choice = Segmented([(choice, choice.value) for choice in Choice], preferences.choice)
        self._still = CheckBox("")
        self._still.setChecked(preferences.reduced_motion)
        names = (
            (self._language, "language"),
            (self._size, "textSize"),
            (self._choice, "looks"),
            (self._still, "still"),
        )
        for widget, name in names:
            widget.setObjectName(name)
        self._heads = [Label("", "label") for _ in range(3)]
        self._cards = [
            self._card(head, part) for head, part in zip(self._heads, self._controls(), strict=True)
        ]
        self._cards[2].body.addWidget(self._still)
        self.data, self.reminders = DataCard(), RemindersCard(clock)
        self._known, self._may_read, self._readers = KnownCard(), CircleCard(), ReadersCard()
        self._circle: Circle | None = None
        self._about = Label("", "secondary")
        self._language.chosen.connect(lambda key: self._set(replace(self._preferences, language=key)))
        self._size.chosen.connect(lambda key: self._set(replace(self._preferences, text_size=key)))
        self._choice.chosen.connect(lambda key: self._set(replace(self._preferences, choice=key)))
        self._still.toggled.connect(lambda on: self._set(replace(self._preferences, reduced_motion=on)))
        self.refresh()

    def _controls(self) -> tuple[QWidget, ...]:
        return self._language, self._size, self._choice

    @staticmethod
    def _card(head: Label, part: QWidget) -> Card:
        card = Card()
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(part)
        card.body.addLayout(column)
        return card

    def retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        texts = (self.tr("Language"), self.tr("Text size"), self.tr("Looks"))
        for head, text, control in zip(self._heads, texts, self._controls(), strict=True):
            head.setText(text)
            control.setAccessibleName(text)
        self._choice.set_texts(
            [self.tr("As the computer"), self.tr("Light"), self.tr("Dark"), self.tr("High contrast")]
        )
        self._still.setText(self.tr("Nothing moves by itself"))
        self._about.setText(self.tr("Hemmonitor is not CE marked. For development and research only."))
        if self._shown is not None:
            self._known.say(self._shown, self.form)
            self._may_read.say(self._circle, self._shown.now, self.form)
            self._readers.say(self._shown, self.form)

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        cards: list[QWidget] = list(self._cards)
        if room is Room.WIDE:
            cards = [across([(self._cards[0], 2), (self._cards[1], 3)], self.spacing()), self._cards[2]]
        return [
            *([self._title] if room >= Room.RAIL else []),
            *cards,
            self.reminders,
            self.data,
            self._known,
            *([self._may_read] if self._circle is not None else []),
            self._readers,
            self._about,
        ]

    def show_circle(self, circle: Circle | None) -> None:
        """Who may read, as the worker found it."""
        if circle != self._circle:
            self._circle = circle
            self.retranslate()
            self.lay_out()

    def set_preferences(self, preferences: Preferences) -> None:
        """Show what is in force."""
        self._preferences = preferences
        self._language.set_current(preferences.language)
        self._size.set_current(preferences.text_size)
        self._choice.set_current(preferences.choice)
        self._still.setChecked(preferences.reduced_motion)

    def _set(self, preferences: Preferences) -> None:
        if preferences != self._preferences:
            self._preferences = preferences
            self.changed.emit(preferences)
