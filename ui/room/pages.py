"""The room's small pages: help, receipt, and the moment when something stands in the way."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.room.stack import Scrolled
from ui.theme import TextSize, Theme, Zone
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine


class QrCode(Themed, QWidget):
    """A QR code, always dark on light whatever the theme. ``said`` is for a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: list[bytearray] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    def set_text(self, text: str, said: str) -> None:
        """Show this text; empty for none."""
        self._modules = [bytearray(row) for row in segno.make(text, error="m").matrix] if text else []
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._modules:
            return
        painter = QPainter(self)
        count = len(self._modules) + 8  # four modules of quiet zone on each side
        step = min(self.width(), self.height()) // count
        side = step * count
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter.fillRect(left, top, side, side, QColor("white"))
        for y, row in enumerate(self._modules, start=4):
            for x, dark in enumerate(row, start=4):
                if dark:
                    painter.fillRect(
                        QRectF(left + x * step, top + y * step, step, step).toRect(), QColor("black")
                    )


class _Page(Themed, QWidget):
    """A title, a card, and one way back."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.card = Label("", "title"), Card(padding=28)
        self.way_back = Button("", "primary", icon="arrow-left")
        self.way_back.setObjectName("back")
        self.way_back.clicked.connect(self.back)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.card, 1)
        self._column.addWidget(self.way_back, 0, Qt.AlignmentFlag.AlignRight)

    def retranslate(self) -> None:
        self.way_back.setText(self.tr("Back"))

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size <= TextSize.S125
        self._column.setContentsMargins(32, 24 if small else 12, 32, 24 if small else 12)
        self._column.setSpacing(16)


class HelpPage(_Page):
    """Whom to call, and what to do in the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phone = ""
        self._emergency, self._call = ZoneLine(Zone.RED), Label("", "heading")
        self._number, self._tips = Label("", "title"), [Label("", "body") for _ in range(4)]
        area = Scrolled()
        area.body.setSpacing(12)
        for part in (self._emergency, self._call, self._number, *self._tips):
            area.body.addWidget(part)
        area.body.addStretch(1)
        self.card.body.addWidget(area, 1)
        self.staff = Button("", "plain", icon="key")
        self.staff.setObjectName("staff")
        self.card.body.addWidget(self.staff, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()
        self.refresh()

    def set_phone(self, phone: str) -> None:
        """The centre's telephone."""
        self._phone = phone
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("Help"))
        self._emergency.set_text(
            self.tr("Emergency: call 112."), self.tr("Chest pain, trouble breathing, sudden weakness.")
        )
        self._call.setText(self.tr("Questions about the room or your card: call the care centre."))
        self._number.setText(self._phone or self.tr("Call 1177"))
        texts = (
            self.tr("Wash your hands before and after. Wipe the device with a cloth from the box."),
            self.tr("Nobody watches the values around the clock."),
            self.tr("Nothing you measure stays in the room: it is sealed and sent to your own care centre."),
            self.tr("Press Finish when you leave. If you forget, the screen empties by itself."),
        )
        for tip, text in zip(self._tips, texts, strict=True):
            tip.setText(text)
        self.staff.setText(self.tr("For staff"))


class ReceiptPage(_Page):
    """This visit's values as a QR code for the person's own telephone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code, self._how = QrCode(), Label("", "lead")
        self._note = Label("", "secondary")
        row = QHBoxLayout()
        row.setSpacing(28)
        words = Scrolled()
        words.body.addWidget(self._how)
        words.body.addWidget(self._note)
        words.body.addStretch(1)
        row.addWidget(self._code, 1)
        row.addWidget(words, 1)
        self.card.body.addLayout(row, 1)
        self.retranslate()
        self.refresh()

    def set_receipt(self, text: str) -> None:
        """The text that the code holds; empty forgets it."""
        self._code.set_text(text, self.tr("A square code with your values"))

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("Take your values with you"))
        self._how.setText(self.tr("Hold your telephone's camera before the square."))
        self._note.setText(
            self.tr("Your values, the time and the room's name go to your telephone, and nowhere else.")
        )


class TroublePage(_Page):
    """The room cannot be used now: why, and whom to call."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._phone = Label("", "lead"), ""
        self.card.body.addWidget(self._words)
        self.card.body.addStretch(1)
        self.retranslate()
        self.refresh()

    def set_phone(self, phone: str) -> None:
        """The centre's telephone."""
        self._phone = phone
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("The room is out of order"))
        self._words.setText(
            self.tr("What was saved before is safe. Please call {phone}.").format(phone=self._phone or "1177")
        )
