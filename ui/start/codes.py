"""The boxes an invitation's code is typed into: groups of four that jump on, as the letter shows them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from ui.theme import TextSize, Theme, fonts
from ui.widgets.base import Themed, set_kind

LENGTH, GROUP = 46, 4
TEXT = "HM1"
"""What the text of an invitation begins with."""
_LEFT_OUT = re.compile(r"[^0-9A-Za-z]")


def letters(text: str) -> str:
    """The letters and digits of a text, as the letter writes them."""
    return _LEFT_OUT.sub("", text).upper()


class _Box(Themed, QLineEdit):
    """One group. ``spilled`` has what was typed beyond its end, ``flooded`` a whole pasted code or more."""

    spilled = Signal(str)
    flooded = Signal(str)
    emptied = Signal()

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size_in_letters = size
        self.setProperty("kind", "code")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.textEdited.connect(self._edited)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            pasted = letters(QApplication.clipboard().text())
            if len(pasted) >= LENGTH:
                self.flooded.emit(pasted)
            else:
                self._edited(self.text()[: self.cursorPosition()] + pasted)
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        clean = letters(text)
        at = self.cursorPosition()
        self.setText(clean[: self.size_in_letters])
        if len(clean) >= self.size_in_letters:
            self.spilled.emit(clean[self.size_in_letters :])
        else:
            self.setCursorPosition(min(at, len(self.text())))

    def restyle(self, theme: Theme) -> None:
        metrics = QFontMetrics(fonts.font(theme, theme.pick(28, 18), fonts.BOLD))
        self.setFixedWidth(metrics.horizontalAdvance("W" * GROUP) + theme.grown(14))


class CodeBoxes(Themed, QWidget):
    """Twelve boxes. ``changed`` at each letter; ``pasted_text`` when it was the text of a QR code."""

    changed = Signal()
    pasted_text = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._boxes = [_Box(min(GROUP, LENGTH - at)) for at in range(0, LENGTH, GROUP)]
        for index, box in enumerate(self._boxes):
            box.setObjectName(f"code{index + 1}")
            box.textChanged.connect(self._changed)
            box.spilled.connect(lambda rest, at=index: self._spill(at + 1, rest))
            box.flooded.connect(self._flooded)
            box.emptied.connect(lambda at=index: self._step_back(at))
        self.retranslate()
        self.refresh()

    @property
    def text(self) -> str:
        """What has been typed, without gaps."""
        return "".join(box.text() for box in self._boxes)

    @property
    def missing(self) -> int:
        """How many letters are still to come."""
        return LENGTH - len(self.text)

    def clear(self) -> None:
        """Empty all boxes."""
        for box in self._boxes:
            box.clear()

    def begin(self) -> None:
        """Put the keyboard where the next letter belongs."""
        box = next((b for b in self._boxes if len(b.text()) < b.size_in_letters), self._boxes[-1])
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, wrong: bool) -> None:
        """Mark the boxes; what was typed stays."""
        for box in self._boxes:
            set_kind(box, "error" if wrong else "", "state")

    def retranslate(self) -> None:
        for index, box in enumerate(self._boxes):
            box.setAccessibleName(self.tr("Code, group {number}").format(number=index + 1))

    def restyle(self, theme: Theme) -> None:
        columns = 6 if TextSize.S100 < theme.text_size < TextSize.S200 else 4  # four, as in the letter
        for index, box in enumerate(self._boxes):
            self._grid.addWidget(box, index // columns, index % columns)
        self._grid.setColumnStretch(6, 1)

    def _changed(self) -> None:
        self.set_error(False)
        self.changed.emit()

    def _spill(self, at: int, rest: str) -> None:
        if at >= len(self._boxes):
            if rest and self.text.startswith(TEXT):  # a hand scanner types the square's text
                whole = self.text + rest
                self.clear()
                self.pasted_text.emit(whole)
            return
        box = self._boxes[at]
        box.setFocus(Qt.FocusReason.TabFocusReason)
        if rest:
            box.setText(rest[: box.size_in_letters])
            box.setCursorPosition(len(box.text()))
            if len(rest) >= box.size_in_letters:
                self._spill(at + 1, rest[box.size_in_letters :])

    def _flooded(self, pasted: str) -> None:
        if len(pasted) > LENGTH:
            self.pasted_text.emit(pasted)
        else:
            self._spill(0, pasted)

    def _step_back(self, at: int) -> None:
        if at:
            box = self._boxes[at - 1]
            box.setText(box.text()[:-1])
            box.setFocus(Qt.FocusReason.BacktabFocusReason)
            box.end(False)
