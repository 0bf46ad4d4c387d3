"""Who comes: a card before the reader and its PIN, or a one-time code from the care centre.

A hand-held or built-in QR reader types the card's text as a keyboard would, ended by Enter; a camera, which
the person turns on, gives it as a whole (``card_text``). Typing a card's text by hand is not meant.
"""

from __future__ import annotations

import enum
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui import camera
from ui.camera import Find
from ui.room.keypad import Keypad
from ui.room.stack import Scrolled
from ui.theme import TextSize, Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.camera import CameraView
from ui.widgets.card import Card, ZoneLine
from ui.widgets.tile import IconView

_START = "HMC1"
_MOST = 4000
_PAUSE = 1.0  # seconds between letters; a reader's come within some milliseconds


class Ask(enum.Enum):
    """What the page asks for."""

    CARD_OR_CODE = "card_or_code"
    PIN = "pin"


class Trouble(enum.Enum):
    """Why somebody was not let in. The words are here."""

    NONE = "none"
    WRONG_PIN = "wrong_pin"
    WRONG_CODE = "wrong_code"
    NOT_A_CARD = "not_a_card"
    OLD_CARD = "old_card"
    NOT_NOW = "not_now"  # the room cannot take values for this person at the moment


class IdentifyPage(Themed, QWidget):
    """``card_shown`` gives the text of a card, ``pin_entered`` its PIN, ``code_entered`` a one-time code."""

    card_shown = Signal(str)
    pin_entered = Signal(str)
    code_entered = Signal(str)
    touched = Signal()

    def __init__(
        self,
        seconds: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
        *,
        cameras: Find = camera.find,
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self.camera = CameraView("card", codes=True, find=cameras)
        self._has_camera = cameras is not camera.find or camera.may_have_one()
        self._asks, self._trouble, self._wait = Ask.CARD_OR_CODE, Trouble.NONE, 0
        self._typed, self._last = "", 0.0
        self._make()
        self._count = QTimer(self)
        self._count.setInterval(1000)
        self._count.timeout.connect(self._second)
        self._keypad.entered.connect(self._entered)
        self._keypad.touched.connect(self.touched)
        self.camera.touched.connect(self.touched)
        self.camera.code.connect(self.card_text)
        self.camera.switched.connect(lambda _on: self.restyle(self.theme))
        self.camera.offer(self._has_camera)
        self._back.clicked.connect(self.ask_anew)
        self.retranslate()
        self.refresh()

    def _make(self) -> None:
        self._title, self._lead = Label("", "title"), Label("", "lead")
        self._promise_icon, self._promise = IconView("shield-lock", 30), Label("", "secondary")
        self._said = ZoneLine(Zone.YELLOW)
        self._said.hide()
        self._back = Button("", "neutral", icon="arrow-left")
        self._back.setObjectName("otherCard")
        left = Card(padding=28)
        words = Scrolled()
        words.body.setSpacing(10)
        for part in (self._title, self._lead, self._said):
            words.body.addWidget(part)
        words.body.addWidget(self.camera, 1)
        self._stretch = QWidget()
        words.body.addWidget(self._stretch, 1)
        words.body.addWidget(self._back)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._promise_icon)
        row.addWidget(self._promise, 1)
        words.body.addLayout(row)
        left.body.addWidget(words)
        self._heading = Label("", "heading")
        self._keypad = Keypad()
        for widget in (self, self._keypad):
            widget.setProperty("own_focus", True)  # the dots say where one is
        right = Card(padding=14)
        right.body.addWidget(self._heading)
        right.body.addWidget(self._keypad, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(left, 15)
        self._row.addWidget(right, 11)

    @property
    def asks(self) -> Ask:
        """What is asked for now."""
        return self._asks

    def ask_anew(self) -> None:
        """Nobody is here."""
        self._set(Ask.CARD_OR_CODE, Trouble.NONE)

    def ask_pin(self) -> None:
        """A card was shown: its PIN is wanted."""
        self._set(Ask.PIN, Trouble.NONE)

    def refuse(self, trouble: Trouble, wait: int = 0) -> None:
        """Say why not, and for how many seconds nothing is taken. A wrong PIN can be tried again."""
        again = trouble is Trouble.WRONG_PIN
        self._set(Ask.PIN if again else Ask.CARD_OR_CODE, trouble, wait)

    def _set(self, asks: Ask, trouble: Trouble, wait: int = 0) -> None:
        self._asks, self._trouble, self._wait = asks, trouble, wait
        self._keypad.clear()
        self._keypad.set_allowed(allowed=wait == 0)
        if wait:
            self._count.start()
        else:
            self._count.stop()
        self._back.setVisible(asks is Ask.PIN)
        self.camera.offer(asks is Ask.CARD_OR_CODE and not wait and self._has_camera)
        self._said.setVisible(trouble is not Trouble.NONE)
        self.retranslate()
        if trouble is not Trouble.NONE:
            announce(self, self._said.accessibleName(), urgent=True)
        if self.isVisible():
            self._keypad.setFocus()

    def _second(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._count.stop()
            self._keypad.set_allowed(allowed=True)
        self.retranslate()

    def _entered(self, digits: str) -> None:
        (self.pin_entered if self._asks is Ask.PIN else self.code_entered).emit(digits)

    # --- a reader that types -------------------------------------------------------------------------

    def card_text(self, text: str) -> None:
        """A camera has read this."""
        if self._asks is Ask.CARD_OR_CODE and not self._wait:
            self.touched.emit()
            self.card_shown.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters come from a reader; digits alone are a code that somebody types."""
        now, text = self._seconds(), event.text()
        if now - self._last > _PAUSE:
            self._typed = ""
        self._last = now
        if text in {"\r", "\n"} and self._typed.startswith(_START):
            typed, self._typed = self._typed, ""
            self._keypad.clear()
            self.card_text(typed)
        elif text.isascii() and text.isalnum() and (self._typed or not text.isdigit()):
            self._typed = (self._typed + text.upper())[-_MOST:]
        elif self.isEnabled():
            self._keypad.keyPressEvent(event)

    # --- texts ---------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        if self._asks is Ask.PIN:
            self._title.setText(self.tr("Thank you"))
            self._lead.setText(self.tr("Now press the PIN that belongs to your card."))
            self._heading.setText(self.tr("Your PIN, 6 digits"))
        else:
            self._title.setText(self.tr("Show your card"))
            self._lead.setText(self.tr("Hold the square on the card before the reader."))
            self._heading.setText(self.tr("Or press your code"))
        self._back.setText(self.tr("Another card"))
        self._promise.setText(self.tr("The screen forgets you when you are done."))
        self.camera.set_said(self.tr("A hand that holds a card with a square code"))
        self._say_trouble()

    def _say_trouble(self) -> None:
        strong, rest = {
            Trouble.NONE: ("", ""),
            Trouble.WRONG_PIN: (self.tr("That PIN is not right."), self.tr("Try again.")),
            Trouble.WRONG_CODE: (
                self.tr("That code is not right."),
                self.tr("A code works once, for a day. Try again or call the care centre."),
            ),
            Trouble.NOT_A_CARD: (
                self.tr("The card could not be read."),
                self.tr("Hold it still. If it does not work, call the care centre for a new one."),
            ),
            Trouble.OLD_CARD: (
                self.tr("The card is too old."),
                self.tr("Call the care centre for a new one."),
            ),
            Trouble.NOT_NOW: (
                self.tr("The room cannot take your values just now."),
                self.tr("Nothing is wrong with your card. Call the care centre."),
            ),
        }[self._trouble]
        if self._wait:
            rest = self.tr("Wait %n second(s), then try again.", "", self._wait)
        self._said.set_text(strong, rest)

    def restyle(self, theme: Theme) -> None:
        side = 32 if theme.text_size <= TextSize.S125 else 20
        self._row.setContentsMargins(side, 28 if side == 32 else 14, side, 24 if side == 32 else 14)
        self._row.setSpacing(24 if side == 32 else 16)
        largest = TextSize.S125 if self._has_camera else TextSize.S150  # its button needs the room
        self.camera.pane.setVisible(theme.text_size <= largest or self.camera.is_on)
        self._stretch.setVisible(theme.text_size > TextSize.S150)
