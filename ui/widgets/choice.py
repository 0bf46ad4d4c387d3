"""Choices: one of a few (`Segmented`), several of a few (`Chip`, `ChipRow`).

Text and icons are drawn here over the style sheet's frame, for the same reasons as in `buttons`.
Arrow keys move within a segmented choice; Space turns a chip on and off.
"""

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ui.theme import fonts, icons
from ui.widgets.base import Themed
from ui.widgets.flow import FlowLayout

Key = TypeVar("Key", bound=Hashable)


class _Choice(Themed, QToolButton):
    """A checkable button with text, icon and an optional count."""

    def __init__(self, text: str, kind: str, *, icon: str = "", count: int | None = None) -> None:
        super().__init__()
        self._icon, self._count = icon, count
        self.setProperty("kind", kind)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_count(self, count: int | None) -> None:
        if count == self._count:
            return
        self._count = count
        self.updateGeometry()
        self.update()

    def _font(self, *, bold: bool) -> QFont:
        base = self.theme.pick(18, 14 if self.property("kind") == "segment" else 13)
        return fonts.font(self.theme, base, fonts.BOLD if bold else fonts.SEMIBOLD)

    def _measures(self) -> tuple[int, int, float]:
        """Least height, side padding, icon side."""
        theme, segment = self.theme, self.property("kind") == "segment"
        height = theme.grown(48 if theme.is_patient else (32 if segment else 28))
        return height, theme.pick(18, 12 if segment else 10), float(theme.grown(theme.pick(22, 16)))

    def _leading(self) -> str:
        """The icon before the text: a check mark on a chosen chip, else the own icon."""
        if self.property("kind") == "chip" and self.isChecked() and self.theme.is_patient:
            return "check"
        return self._icon

    def sizeHint(self) -> QSize:
        height, side, icon = self._measures()
        metrics = QFontMetricsF(self._font(bold=True))
        width = 2 * side + metrics.horizontalAdvance(self.text())
        if self._leading():
            width += icon + 8
        if self._count is not None:
            width += metrics.horizontalAdvance(f"  {self._count}")
        return QSize(round(width) + 2, max(height, round(metrics.height()) + 10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        colours, on = self.theme.colours, self.isChecked()
        filled = on and self.theme.is_patient and self.property("kind") == "segment"
        ink = colours.on_accent if filled else (colours.accent if on else colours.text)
        text_ink = ink if filled or (on and not self.theme.is_patient) else colours.text
        _, _, icon = self._measures()
        font = self._font(bold=on)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(self.text())
        count = "" if self._count is None else str(self._count)
        leading = self._leading()
        whole = wide + (icon + 8 if leading else 0)
        whole += metrics.horizontalAdvance(f"  {count}") if count else 0
        x, middle = (self.width() - whole) / 2, self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if leading:
            icons.paint(painter, QRectF(x, middle - icon / 2, icon, icon), leading, ink)
            x += icon + 8
        painter.setFont(font)
        painter.setPen(QColor(text_ink))
        painter.drawText(QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if count:
            x += wide + metrics.horizontalAdvance("  ")
            painter.setPen(QColor(text_ink if on else colours.text_secondary))
            painter.drawText(
                QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, count
            )


class Chip(_Choice):
    """One thing that can be on or off; `toggled(bool)`. `count` stands after the text."""

    def __init__(self, text: str, *, icon: str = "", count: int | None = None) -> None:
        super().__init__(text, "chip", icon=icon, count=count)
        self.toggled.connect(self._resized)
        self.refresh()

    def _resized(self, _on: bool) -> None:
        if self.theme.is_patient:  # its check mark comes and goes; the nurse's chips keep their size
            self.updateGeometry()


class Segmented(Themed, QWidget, Generic[Key]):
    """One of a few: ``Segmented([("week", "Week"), ("month", "Month")])``; `chosen(key)`.

    Options are (key, text) or (key, text, icon).
    """

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Key, str] | tuple[Key, str, str]] = (),
        current: Key | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._keys: list[Key] = []
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._keys[index]))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_options(options, current)
        self.refresh()

    def set_options(
        self, options: Sequence[tuple[Key, str] | tuple[Key, str, str]], current: Key | None = None
    ) -> None:
        """Replace all options; `current` is the one chosen (default: the first)."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._keys = [option[0] for option in options]
        for index, option in enumerate(options):
            made = _Choice(option[1], "segment", icon=option[2] if len(option) == 3 else "")
            made.setProperty("place", _place(index, len(options)))
            self._group.addButton(made, index)
            self._row.addWidget(made)
            made.refresh()
        if self._keys:
            self.set_current(current if current is not None else self._keys[0])

    def set_texts(self, texts: Sequence[str]) -> None:
        """New words for the same options, e.g. in another language."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setText(text)
            button.setAccessibleName(text)
            button.updateGeometry()

    @property
    def current(self) -> Key | None:
        index = self._group.checkedId()
        return self._keys[index] if index >= 0 else None

    def set_current(self, key: Key) -> None:
        """Choose `key` without emitting `chosen`. Raises ValueError on an unknown key."""
        button = self._group.button(self._keys.index(key))
        if button is not None:
            button.setChecked(True)

    def clear(self) -> None:
        """Choose none: `current` is None until somebody chooses."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        if step is None or not self._keys:
            super().keyPressEvent(event)
            return
        index = (self._group.checkedId() + step) % len(self._keys)
        button = self._group.button(index)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.setChecked(True)
            self.chosen.emit(self._keys[index])


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else ("last" if index == count - 1 else "middle")


class ChipRow(Themed, QWidget, Generic[Key]):
    """Several of a few, wrapping; `changed(set)` on each press.

    ``ChipRow([("bp", "Blood pressure"), ("pulse", "Pulse")], chosen={"bp"})``
    """

    changed = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Key, str]] = (),
        chosen: set[Key] | None = None,
        *,
        exclusive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chips: dict[Key, Chip] = {}
        self._flow = FlowLayout(self, gap=10)
        # Only one of several: arrows go through them. Else Tab stops at each, which it does not in any group.
        group = QButtonGroup(self) if exclusive else None
        for key, text in options:
            chip = Chip(text)
            chip.setChecked(key in (chosen or set()))
            self._chips[key] = chip
            if group is not None:
                group.addButton(chip)
            chip.clicked.connect(lambda _on: self.changed.emit(self.chosen))
            self._flow.addWidget(chip)
        self.refresh()

    @property
    def chosen(self) -> set[Key]:
        return {key for key, chip in self._chips.items() if chip.isChecked()}

    def chip(self, key: Key) -> Chip:
        """The chip of `key`, e.g. to set its text or count."""
        return self._chips[key]
