"""The room's keypad: digits as dots in boxes, keys large enough for shaky hands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, fonts
from ui.widgets.base import Themed
from ui.widgets.buttons import Button

DIGITS: Final = 6
_OK, _ERASE = "ok", "erase"


class Dots(Themed, QWidget):
    """As many boxes as digits; a dot in each that is typed. The digits are never drawn or spoken."""

    def __init__(self, count: int = DIGITS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._typed, self._wrong = count, 0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def show_typed(self, typed: int, *, wrong: bool = False) -> None:
        """So many digits are typed; ``wrong``: the last ones were not right."""
        self._typed, self._wrong = typed, wrong
        self.setAccessibleName(self.tr("%n of 6 digits typed", "", typed))
        self.update()

    def sizeHint(self) -> QSize:
        side = min(self.theme.grown(64), 84)
        return QSize(self._count * (side + 10) - 10, min(self.theme.grown(72), 72))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._count * 46, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self.theme, self.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 10.0
        wide = min((self.width() - gap * (self._count - 1)) / self._count, theme.grown(64) * 1.2)
        for index in range(self._count):
            box = QRectF(index * (wide + gap) + 1.5, 1.5, wide - 3, self.height() - 3.0)
            now = index == self._typed and not self._wrong
            line = colours.accent if now else colours.border_strong
            painter.setPen(QPen(QColor(line), 3 if now else 2))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(box, 10, 10)
            if index < self._typed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.text))
                painter.drawEllipse(box.center(), wide * 0.15, wide * 0.15)


class _Key(Button):
    def text_font(self) -> QFont:
        size = 34 if self.text().isdigit() else 22
        font = fonts.font(self.theme, size, fonts.BOLD)
        font.setPixelSize(min(font.pixelSize(), 40))  # the keypad has to fit whole
        return font

    def _measures(self) -> tuple[int, int, int, int]:
        theme = self.theme
        return min(theme.grown(72), 72), 8, min(theme.grown(30), 40), 8


class Keypad(Themed, QWidget):
    """``entered`` gives the digits once OK is pressed; they are forgotten here at the same moment."""

    entered = Signal(str)
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self.dots = Dots()
        self._keys = {key: _Key(key, "neutral") for key in "1234567890"}
        self._keys[_ERASE] = _Key("", "neutral", icon="arrow-left")
        self._keys[_OK] = _Key("OK", "neutral")
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        for place, key in enumerate([*"123456789", _ERASE, "0", _OK]):
            button = self._keys[key]
            button.setObjectName(f"key_{key}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, key=key: self.press(key))
            self._grid.addWidget(button, place // 3, place % 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.dots)
        column.addLayout(self._grid, 1)
        self.clear()
        self.retranslate()
        self.refresh()

    def press(self, key: str) -> None:
        """A key was pressed, here or on a keyboard."""
        self.touched.emit()
        if key == _ERASE:
            self._digits = self._digits[:-1]
        elif key == _OK:
            if len(self._digits) == DIGITS:
                digits, self._digits = self._digits, ""
                self._show()
                self.entered.emit(digits)
            return
        elif len(self._digits) < DIGITS:
            self._digits += key
        self._show()

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits = ""
        self._show()

    def set_allowed(self, *, allowed: bool) -> None:
        """Whether digits are taken now."""
        self.setEnabled(allowed)

    def _show(self) -> None:
        self.dots.show_typed(len(self._digits))
        ready = len(self._digits) == DIGITS
        self._keys[_OK].setEnabled(ready)
        self._keys[_OK].set_kind("primary" if ready else "neutral")
        self._keys[_ERASE].setEnabled(bool(self._digits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            self.press(event.text())
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.press(_ERASE)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.press(_OK)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self._keys[_ERASE].setAccessibleName(self.tr("Erase the last digit"))

    def restyle(self, theme: Theme) -> None:
        self._grid.setSpacing(12 if theme.text_size <= 125 else 6)
