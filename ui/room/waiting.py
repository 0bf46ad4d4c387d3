"""Measuring what needs no protocol on the screen: a picture, what to do, and the value as it comes."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.measurement import Kind
from ui.room.words import PICTURES, kind_name, picture_said
from ui.theme import TextSize, Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.figure import Figure
from ui.widgets.picture import NumberDot, Picture


class WaitingPage(Themed, QWidget):
    """``cancelled``: the person does not want to. The value itself comes by another way."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Kind.OXIMETRY
        self._title = Label("", "title")
        self._picture = Picture(PICTURES[self._kind], ground="soft", least=140)
        self._steps = [Label("", "lead") for _ in range(3)]
        self._state, self._live = Label("", "secondary"), Figure("", "")
        self._failed = ZoneLine(Zone.YELLOW)
        self._cancel = Button("", "neutral", icon="x")
        self._cancel.setObjectName("cancelWaiting")
        self._cancel.clicked.connect(self.cancelled)
        left, right = Card(padding=24), Card(padding=28)
        left.body.addWidget(self._picture, 1)
        for number, step in enumerate(self._steps, start=1):
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(NumberDot(number))
            row.addWidget(step, 1)
            right.body.addLayout(row)
        right.body.addWidget(self._failed)
        right.body.addStretch(1)
        right.body.addWidget(self._live)
        right.body.addWidget(self._state)
        self._row = QHBoxLayout()
        self._row.addWidget(left, 1)
        self._row.addWidget(right, 1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(self._row, 1)
        self._left = left
        self.begin(self._kind)
        self.refresh()

    @property
    def kind(self) -> Kind:
        """What is measured."""
        return self._kind

    def begin(self, kind: Kind) -> None:
        """Wait for a value of this kind."""
        self._kind = kind
        self._picture.set_picture(PICTURES[kind], picture_said(kind))
        self._failed.hide()
        self.show_live(None, "")
        self.retranslate()

    def show_live(self, value: Decimal | None, unit: str) -> None:
        """What the device shows at this moment; it is no result. ``None``: nothing just now."""
        self._live.setVisible(value is not None)
        if value is not None:
            self._live.set_value(str(value), unit, muted=True)
        self._say_state(live=value is not None)

    def show_failed(self) -> None:
        """The device tried and failed."""
        self._failed.show()
        announce(self, self._failed.accessibleName(), urgent=True)

    def _say_state(self, *, live: bool) -> None:
        self._state.setText(
            self.tr("Measuring. Sit still.") if live else self.tr("The room is waiting for the device.")
        )

    def retranslate(self) -> None:
        self._title.setText(kind_name(self._kind))
        self._cancel.setText(self.tr("Cancel"))
        for label, text in zip(self._steps, self._how(), strict=True):
            label.setText(text)
        self._failed.set_text(self.tr("The device did not manage."), self.tr("Try once more."))
        self._say_state(live=not self._live.isHidden())

    def _how(self) -> tuple[str, str, str]:
        last = self.tr("Wait. The value comes by itself.")
        return {
            Kind.OXIMETRY: (
                self.tr("Warm your hands. Take off nail varnish if you can."),
                self.tr("Put a finger all the way in, and rest your hand on the table."),
                last,
            ),
            Kind.WEIGHT: (
                self.tr("Take off shoes and outdoor clothes."),
                self.tr("Step on, and stand still in the middle."),
                last,
            ),
            Kind.SPIROMETRY: (
                self.tr("Put on a new mouthpiece. Sit up straight."),
                self.tr("Fill your lungs. Blow out as hard and as long as you can. Three times."),
                last,
            ),
            Kind.TEMPERATURE: (
                self.tr("Wipe the thermometer with a cloth."),
                self.tr("Hold it as the picture on its box shows, until it beeps."),
                last,
            ),
            Kind.GLUCOSE: (
                self.tr("Wash and dry your hands. Put a new strip in the meter."),
                self.tr("Prick the side of a fingertip and hold the strip to the drop."),
                last,
            ),
        }.get(self._kind, ("", "", last))

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size <= TextSize.S125
        self._column.setContentsMargins(32, 20 if small else 10, 32, 20 if small else 10)
        self._column.setSpacing(16 if small else 8)
        self._row.setSpacing(24)
        self._left.setVisible(theme.text_size <= TextSize.S150)
