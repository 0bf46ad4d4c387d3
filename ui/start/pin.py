"""Choosing a PIN, and opening the program with it.

Rules:
- A patient's PIN is digits, with a keypad on the screen; staff choose any letters and digits.
- A wrong PIN empties the field and says so. How long to wait after several is decided by ``ui.app``.
- A PIN never stands in a log, a title or an accessible name.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.start.frame import StartPage, quiet_focus
from ui.start.invitation import Fault
from ui.theme import Face, TextSize, Theme, fonts
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.buttons import Button
from ui.widgets.choice import Segmented
from ui.widgets.fields import CheckBox

LEAST = {Face.PATIENT: 6, Face.NURSE: 8}
_MOST = 64
_ERASE = "erase"


def too_simple(pin: str) -> bool:
    """Whether a PIN is among the first that anybody would try: one sign, or a row."""
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    return len(set(pin)) < 3 or steps in ({1}, {-1})


class PinField(Themed, QLineEdit):
    """A PIN as dots."""

    def __init__(self, face: Face, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "code")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_MOST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        if face is Face.PATIENT:
            self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
            hints |= Qt.InputMethodHint.ImhDigitsOnly
        self.setInputMethodHints(hints)
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        self.setMaximumWidth(theme.grown(theme.pick(420, 320)))


class _Key(Button):
    """A key with a large digit."""

    def text_font(self) -> QFont:
        return fonts.font(self.theme, 28, fonts.BOLD)


class Keypad(Themed, QWidget):
    """Digits to press: ``pressed("7")``, ``erased``."""

    pressed = Signal(str)
    erased = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = {key: _Key(key, "neutral") for key in "1234567890"}
        self._keys[_ERASE] = _Key("", "neutral", icon="arrow-left")
        for place, key in enumerate([*"123456789", "", "0", _ERASE]):
            if not key:
                continue
            button = self._keys[key]
            button.setObjectName(f"key_{key}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the field
            self._grid.addWidget(button, place // 3, place % 3)
            if key == _ERASE:
                button.clicked.connect(self.erased)
            else:
                button.clicked.connect(lambda _on=False, digit=key: self.pressed.emit(digit))
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._keys[_ERASE].setAccessibleName(self.tr("Erase the last digit"))

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size <= TextSize.S125
        self._grid.setSpacing(12 if small else 8)
        for button in self._keys.values():
            button.setFixedSize(theme.grown(116 if small else 96), theme.grown(64) if small else theme.target)


class _PinPage(StartPage):
    """A page with fields at the left and, for a patient, the keypad at the right."""

    def __init__(self, face: Face, fields: tuple[PinField, ...]) -> None:
        super().__init__()
        self.face, self._fields = face, fields
        self.fault = Fault()
        self.fault.setObjectName("pinFault")
        self.left = QVBoxLayout()
        self.left.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(48)
        beside = QWidget()  # a layout alone would be no wider than its widest field, and centred
        beside.setLayout(self.left)
        self.left.setContentsMargins(0, 0, 0, 0)
        row.addWidget(beside, 1)
        self.keypad = Keypad()
        self.keypad.setVisible(face is Face.PATIENT)
        row.addWidget(self.keypad, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.keypad.pressed.connect(lambda digit: self._field().insert(digit))
        self.keypad.erased.connect(lambda: self._field().backspace())
        for field in fields:
            field.textChanged.connect(self._typed)

    def _field(self) -> PinField:
        return next((field for field in self._fields if field.hasFocus()), self._fields[0])

    def _typed(self) -> None:
        for field in self._fields:
            set_kind(field, "", "state")
        self.fault.say("")

    def say(self, sentence: str) -> None:
        """A mistake, under the field."""
        for field in self._fields:
            set_kind(field, "error" if sentence else "", "state")
        self.fault.say(sentence)


class ChoosePage(_PinPage):
    """Choose a PIN, or the computer's key store where there is one. ``chosen(pin or None)``."""

    chosen = Signal(object)

    def __init__(self, face: Face, *, key_store: bool) -> None:
        self.first, self.again = PinField(face, "pin"), PinField(face, "pinAgain")
        super().__init__(face, (self.first, self.again))
        self.step = 2
        self._how: Segmented[bool] = Segmented([(True, "PIN"), (False, "")], current=True)
        self._how.setObjectName("lockWith")
        self._how.setVisible(key_store)
        self._how.chosen.connect(self._show_how)
        self._first_name, self._again_name = Label("", "label"), Label("", "label")
        self._store_words = Label("", "body")
        self._store_words.hide()
        self.left.addWidget(self._how)
        self.left.addWidget(self._store_words)
        for part in (self._first_name, self.first, self._again_name, self.again, self.fault):
            self.left.addWidget(part)
        self.left.addStretch(1)
        self.back.show()
        self.forward.show()
        self.forward.clicked.connect(self._go_on)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._go_on)
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.first.clear()
        self.again.clear()

    def retranslate(self) -> None:
        super().retranslate()
        patient = self.face is Face.PATIENT
        self.set_words(
            self.tr("Choose a PIN") if patient else self.tr("Choose a PIN or a passphrase"),
            self.tr("You type it each time you open Hemmonitor. Nobody else can open it for you."),
            self.tr("Write it down and keep it in a safe place."),
        )
        least = LEAST[self.face]
        self._how.set_texts(["PIN", self.tr("This computer's key store")])
        self._how.setAccessibleName(self.tr("How the program is locked"))
        self._store_words.setText(
            self.tr(
                "Whoever is logged in to this computer as you can open Hemmonitor. It does not lock itself "
                "after a while. Choose this only if nobody else uses your login."
            )
        )
        name = (
            self.tr("At least {count} digits") if patient else self.tr("At least {count} letters and digits")
        )
        self._first_name.setText(name.format(count=least))
        self._again_name.setText(self.tr("The same once more"))
        self.first.setAccessibleName(self._first_name.text())
        self.again.setAccessibleName(self._again_name.text())

    def _show_how(self, with_pin: bool) -> None:
        for part in (self._first_name, self.first, self._again_name, self.again):
            part.setVisible(with_pin)
        self.keypad.setVisible(with_pin and self.face is Face.PATIENT)
        self._store_words.setVisible(not with_pin)
        self.say("")

    def _go_on(self) -> None:
        if self._how.current is False:
            self.chosen.emit(None)
            return
        pin = self.first.text()
        if len(pin) < LEAST[self.face]:
            self.say(self.tr("It is too short."))
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif too_simple(pin):
            self.say(
                self.tr("That one is the first that others would try. Choose one that is harder to guess.")
            )
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif pin != self.again.text():
            self.again.clear()
            self.say(self.tr("The two are not the same. Type the second one again."))
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.chosen.emit(pin)


class UnlockPage(_PinPage):
    """``entered(pin)``; then ``refuse`` or nothing, and the page is left."""

    entered = Signal(str)

    def __init__(self, face: Face) -> None:
        self.pin = PinField(face, "pin")
        super().__init__(face, (self.pin,))
        self._name, self._forgot = Label("", "label"), Label("", "secondary")
        self._show = CheckBox("")
        self._show.setObjectName("showPin")
        self._show.toggled.connect(self._show_pin)
        for part in (self._name, self.pin, self._show, self.fault):
            self.left.addWidget(part)
        self.left.addStretch(1)
        self.left.addWidget(self._forgot)
        self._seconds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.forward.show()
        self.forward.clicked.connect(self._go_on)
        self.pin.returnPressed.connect(self._go_on)
        self._locked = False
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        if self.pin.isEnabled():
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            quiet_focus(self)

    def set_locked(self, locked: bool) -> None:
        """Whether a program runs behind, which has locked itself."""
        self._locked = locked
        self.reset()
        self.retranslate()

    def refuse(self, seconds: int) -> None:
        """It was wrong; ``seconds`` to wait before the next try, 0 for none."""
        self.reset()
        self.say(self.tr("That PIN is not right. Try again."))
        if seconds:
            self.wait(seconds)
        else:
            self.begin()

    def wait(self, seconds: int) -> None:
        """Take no PIN for so long."""
        self._seconds = seconds
        self._enable(not seconds)
        if seconds:
            self._timer.start()
            self._say_wait()

    def busy(self) -> None:
        """The PIN is being tried."""
        self._enable(False)
        self.forward.setText(self.tr("Opening"))

    def reset(self) -> None:
        """Ready for a PIN, with none typed."""
        self._timer.stop()
        self._seconds = 0
        self.pin.clear()
        self._show.setChecked(False)
        self._enable(True)
        self.forward.setText(self.tr("Open"))

    def retranslate(self) -> None:
        super().retranslate()
        self.forward.setText(self.tr("Open"))
        title = self.tr("Hemmonitor has locked itself") if self._locked else self.tr("Open Hemmonitor")
        self.set_words(title)
        patient = self.face is Face.PATIENT
        self._name.setText(self.tr("Your PIN") if patient else self.tr("Your PIN or passphrase"))
        self.pin.setAccessibleName(self._name.text())
        self._show.setText(self.tr("Show what I type"))
        self._forgot.setText(
            self.tr("Forgotten it? Call your care centre. What you have sent is safe with them.")
            if patient
            else self.tr("Forgotten it? Nobody can open this computer's data without it.")
        )
        if self._seconds:
            self._say_wait()

    def _enable(self, on: bool) -> None:
        if not on:
            quiet_focus(self)  # or the keyboard would go to the header when the field is switched off
        for part in (self.pin, self.forward, self.keypad):
            part.setEnabled(on)

    def _show_pin(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.pin.setEchoMode(mode.Normal if shown else mode.Password)

    def _go_on(self) -> None:
        if self.pin.text() and self.forward.isEnabled():
            self.entered.emit(self.pin.text())

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._say_wait()
            return
        self.reset()
        self.say("")
        self.begin()
        announce(self, self._name.text())

    def _say_wait(self) -> None:
        minutes, seconds = divmod(self._seconds, 60)
        left = self.tr("%n minute(s)", "", minutes + (seconds > 0)) if minutes else ""
        left = left or self.tr("%n second(s)", "", seconds)
        text = self.tr("That PIN was wrong several times. Wait {time}, then try again.").format(time=left)
        if text != self.fault.text:
            self.say(text)
