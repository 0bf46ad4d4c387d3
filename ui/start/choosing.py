"""The first questions: what this computer is for, and in which language and size."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import Translations
from ui.start.frame import LANGUAGES, StartPage, quiet_focus
from ui.theme import Appearance, Face, TextSize
from ui.widgets.base import Label
from ui.widgets.card import CardButton
from ui.widgets.choice import Segmented
from ui.widgets.tile import IconView


class Big(CardButton):
    """A large choice: icon, name, and a sentence."""

    def __init__(self, name: str, icon: str = "") -> None:
        super().__init__(name, padding=24)
        self.name, self.more = Label(name, "heading"), Label("", "lead")
        row = QHBoxLayout()
        row.setSpacing(20)
        if icon:
            row.addWidget(IconView(icon, 44), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.name)
        words.addWidget(self.more)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.more.hide()

    def set_words(self, name: str, more: str) -> None:
        self.name.setText(name)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setAccessibleName(f"{name}. {more}" if more else name)


class FacePage(StartPage):
    """Asked once: what is this computer for? ``chosen(Face)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = {Face.PATIENT: Big("", "home-2"), Face.NURSE: Big("", "stethoscope")}
        for face, choice in self._choices.items():
            choice.setObjectName(f"face_{face}")
            choice.clicked.connect(lambda chosen=face: self.chosen.emit(chosen))
            self.body.addWidget(choice)
        self.body.addStretch(1)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        quiet_focus(self._choices[Face.PATIENT])

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(self.tr("What is this computer for?"), self.tr("You are asked only once."))
        self._choices[Face.PATIENT].set_words(
            self.tr("I measure at home"), self.tr("You are a patient and measure by yourself.")
        )
        self._choices[Face.NURSE].set_words(
            self.tr("I work at a care centre"), self.tr("You follow patients who measure at home.")
        )


class LanguagePage(StartPage):
    """Language and text size; each takes effect at once. ``done`` when the person goes on."""

    step = 0
    done = Signal()

    def __init__(
        self, appearance: Appearance, translations: Translations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance, self._translations = appearance, translations
        self._languages = {language: Big(name) for language, name in LANGUAGES}
        row = QHBoxLayout()
        row.setSpacing(16)
        for language, choice in self._languages.items():
            choice.setObjectName(f"language_{language}")
            choice.clicked.connect(lambda chosen=language: translations.use(chosen))
            row.addWidget(choice, 1)
        self._size_name = Label("", "label")
        self._size: Segmented[TextSize] = Segmented(
            [(size, f"{size.value} %") for size in TextSize], TextSize(appearance.theme.text_size)
        )
        self._size.setObjectName("textSize")
        self._size.chosen.connect(appearance.set_text_size)
        appearance.changed.connect(self._show_size)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.body.addWidget(self._size_name)
        self.body.addWidget(self._size)
        self.body.addStretch(1)
        self.forward.show()
        self.forward.clicked.connect(self.done)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        quiet_focus(self.forward)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Welcome to Hemmonitor"), self.tr("Choose a language, and how large the text is.")
        )
        self._size_name.setText(self.tr("Text size"))
        self._size.setAccessibleName(self.tr("Text size"))
        for language, choice in self._languages.items():
            choice.set_chosen(language is self._translations.language)

    def _show_size(self) -> None:
        self._size.set_current(TextSize(self._appearance.theme.text_size))
