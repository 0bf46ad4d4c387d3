"""Settings of the keys: the guide on or off, and each single letter changed or turned off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.nurse import key_map
from ui.nurse.desk import Desk
from ui.theme import Theme
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.fields import CheckBox


class KeysCard(Card):
    """``changed``. An empty field turns a key off; two commands with one key are refused."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._title, self._about = Label("", "heading", wrap=False), Label("", "small")
        self._fault = Label("", "zone_red")
        self._fault.hide()
        self.guide = CheckBox()
        self.guide.setObjectName("keys_guide")
        self.guide.setChecked(desk.bridge.preferences.get("guide") != "off")
        self.fields: dict[str, QLineEdit] = {}
        self._names: dict[str, Label] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        wished = key_map.load(desk)
        half = (len(key_map.LETTERS) + 1) // 2
        for place, letter in enumerate(key_map.LETTERS):
            field, name = QLineEdit(wished.get(letter, letter)), Label("", "body", wrap=False)
            field.setMaxLength(1)
            field.setObjectName(f"key_{letter}")
            field.textEdited.connect(self._edited)
            grid.addWidget(field, place % half, place // half * 2)
            grid.addWidget(name, place % half, place // half * 2 + 1)
            self.fields[letter], self._names[letter] = field, name
        for part in (self._title, self._about, self._fault, self.guide):
            self.body.addWidget(part)
        self.body.addLayout(grid)
        self.guide.toggled.connect(self._show_guide)
        self.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Keys"))
        self._about.setText(self.tr("An empty field turns the key off. Everything is on the screen as well."))
        self._fault.setText(self.tr("Two commands have the same key. The change is not kept."))
        self.guide.setText(self.tr("Show the key guide"))
        texts = {
            "j": self.tr("next"), "k": self.tr("previous"), "a": self.tr("acknowledge"),
            "t": self.tr("take over"), "r": self.tr("show what is new"), "n": self.tr("note, task"),
            "m": self.tr("write"), "g": self.tr("limits"), "p": self.tr("plan"), "y": self.tr("why"),
            "v": self.tr("the value's path"), "d": self.tr("table"), "w": self.tr("another view"),
            "x": self.tr("done; save a copy"), "u": self.tr("unread or mine only"), "c": self.tr("call"),
            "o": self.tr("meeting"), "h": self.tr("hand over"), "s": self.tr("skip"),
        }  # fmt: skip
        for letter, field in self.fields.items():
            self._names[letter].setText(f"{texts[letter]} ({letter})")
            field.setAccessibleName(texts[letter])

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        for field in self.fields.values():
            field.setFixedWidth(theme.grown(48))

    def _edited(self, _text: str) -> None:
        wished = {letter: field.text().strip().lower() for letter, field in self.fields.items()}
        twice = key_map.clash(wished)
        self._fault.setVisible(bool(twice))
        if not twice:
            key_map.keep(self._desk, wished)
            self.changed.emit()

    def _show_guide(self, on: bool) -> None:
        self._desk.bridge.prefer("guide", "" if on else "off")
        self.changed.emit()
