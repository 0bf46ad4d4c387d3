"""What do you want to measure? One large picture for each device of the room, the planned ones first seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.measurement import Kind
from ui.room.words import MINUTES, PICTURES, Offer, kind_name, picture_said
from ui.theme import TextSize, Theme
from ui.widgets.base import Label, Themed
from ui.widgets.card import CardButton
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView


class _Choice(CardButton):
    """One device."""

    def __init__(self, offer: Offer) -> None:
        super().__init__("", padding=20)
        self.offer = offer
        self.setObjectName(f"measure_{offer.kind.value}")
        self._picture = Picture(PICTURES[offer.kind], ground="soft", least=90)
        self._name = Label("", "heading", wrap=False)
        self._minutes = Label("", "secondary", wrap=False)
        self._planned = Label("", "strong", wrap=False)
        self._arrow = IconView("chevron-right", 28)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._name)
        text.addWidget(self._minutes)
        row = QHBoxLayout()
        row.addLayout(text, 1)
        row.addWidget(self._planned, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self._picture, 1)
        self.body.addLayout(row)
        self._planned.setVisible(offer.planned)
        self._arrow.setVisible(not offer.planned)
        self.set_chosen(offer.planned)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        kind, minutes = self.offer.kind, MINUTES[self.offer.kind]
        self._name.setText(kind_name(kind))
        self._minutes.setText(self.tr("%n minute(s)", "", minutes))
        self._planned.setText(self.tr("In your plan"))
        said = f"{kind_name(kind)}, {self._minutes.text()}"
        self.setAccessibleName(f"{said}, {self._planned.text()}" if self.offer.planned else said)
        self._picture.setAccessibleName(picture_said(kind))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        if not hasattr(self, "_picture"):  # the card restyles itself before its parts exist
            return
        self._picture.setVisible(theme.text_size <= TextSize.S125)
        self._minutes.setVisible(theme.text_size <= TextSize.S150)


class ChoosePage(Themed, QWidget):
    """``chosen`` gives a kind."""

    chosen = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._hint = Label("", "title"), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._hint)
        self._grid, self._choices = QGridLayout(), list[_Choice]()
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(self._grid, 1)
        self.retranslate()
        self.refresh()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show what the room can measure now."""
        for choice in self._choices:
            self._grid.removeWidget(choice)
            choice.deleteLater()
        self._choices = [_Choice(offer) for offer in offers]
        for choice in self._choices:
            choice.clicked.connect(lambda kind=choice.offer.kind: self.chosen.emit(kind))
        self._lay()

    def _lay(self) -> None:
        columns = 3 if self.theme.text_size <= TextSize.S125 else 2
        for place, choice in enumerate(self._choices):
            self._grid.addWidget(choice, place // columns, place % columns)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What is offered."""
        return tuple(choice.offer.kind for choice in self._choices)

    def retranslate(self) -> None:
        self._title.setText(self.tr("What do you want to measure?"))
        self._hint.setText(self.tr("Press the picture"))

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size <= TextSize.S125
        self._column.setContentsMargins(32, 24 if small else 12, 32, 24 if small else 12)
        self._column.setSpacing(16 if small else 10)
        self._grid.setSpacing(18 if small else 12)
        self._hint.setVisible(small)
        self._lay()
