"""Settings of this workstation: colours, text size, language. They take effect at once."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.i18n import Language
from ui.nurse.desk import Desk
from ui.nurse.keys_card import KeysCard
from ui.nurse.moving import DataCard
from ui.nurse.page import Keys, Page, TopBar
from ui.theme import Choice, TextSize
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.toast import Toast

_SIZES = tuple(TextSize)


class SettingsPage(Page):
    """Choices with their effect before the eyes. ``keys_set``: the keys or their guide were changed."""

    keys_set = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "page")
        self.top = TopBar(desk)
        self.colours: Segmented[Choice] = Segmented([(c, c.value) for c in Choice], desk.appearance.choice)
        self.text_size: Segmented[TextSize] = Segmented(
            [(s, f"{int(s)} %") for s in _SIZES], desk.appearance.theme.text_size
        )
        self.language: Segmented[Language] = Segmented(
            [(Language.SV, "Svenska"), (Language.EN, "English")], desk.translations.language
        )
        self._names = [Label("", "strong", wrap=False) for _ in range(3)]
        card = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(14)
        choices: tuple[QWidget, ...] = (self.colours, self.text_size, self.language)
        for name, choice in zip(self._names, choices, strict=True):
            form.addRow(name, choice)
        card.body.addLayout(form)
        body = QHBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        cards = QVBoxLayout()
        cards.setSpacing(12)
        self.data = DataCard()
        cards.addWidget(card)
        cards.addWidget(self.data)
        self.keyboard = KeysCard(desk)
        self.keyboard.changed.connect(self.keys_set)
        cards.addWidget(self.keyboard)
        cards.addStretch(1)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        inner.setLayout(body)
        body.addLayout(cards)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(area, 1)
        self.toast = Toast(self)
        self.colours.chosen.connect(desk.appearance.set_choice)
        self.text_size.chosen.connect(desk.appearance.set_text_size)
        self.language.chosen.connect(desk.translations.use)
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return ((("F6",), self.tr("next part of the window")), (("?",), self.tr("all keys")))

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)

    def begin(self) -> None:
        self.colours.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.top.title.setText(self.tr("Settings"))
        for label, text in zip(
            self._names, (self.tr("Colours"), self.tr("Text size"), self.tr("Language")), strict=True
        ):
            label.setText(text)
        self.colours.set_texts(
            [self.tr("As the system"), self.tr("Light"), self.tr("Dark"), self.tr("High contrast")]
        )
        self.language.set_current(self._desk.translations.language)
