"""Key caps, drawn: alone, inside buttons, and as the nurse's key guide."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme, fonts
from ui.widgets.base import Label, Themed


def cap_width(key: str, theme: Theme) -> int:
    """Width in pixels of the cap for `key`."""
    text = QFontMetricsF(fonts.font(theme, 13, fonts.SEMIBOLD)).horizontalAdvance(key)
    return max(_height(theme), round(text + 12))


def _height(theme: Theme) -> int:
    return max(theme.grown(20), round(QFontMetricsF(fonts.font(theme, 13)).height()) + 2)


def paint_cap(
    painter: QPainter, left_middle: QPointF, key: str, theme: Theme, *, ink: str = "", filled: bool = True
) -> int:
    """Draw one cap with its left edge and middle at `left_middle`; returns its width."""
    width, height = cap_width(key, theme), _height(theme)
    box = QRectF(left_middle.x() + 0.5, left_middle.y() - height / 2 + 0.5, width - 1, height - 1)
    colour = QColor(ink or theme.colours.text)
    edge = QColor(ink or theme.colours.border_strong)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QColor(theme.colours.surface) if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.drawLine(box.bottomLeft() + QPointF(4, -1), box.bottomRight() + QPointF(-4, -1))
    painter.setPen(colour)
    painter.setFont(fonts.font(theme, 13, fonts.SEMIBOLD))
    painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
    return width


class KeyCap(Themed, QWidget):
    """One key, e.g. ``KeyCap("Ctrl")``. The screen reader is not told: the shortcut is on the action."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._key, self.theme), _height(self.theme))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_cap(QPainter(self), QPointF(0, self.height() / 2), self._key, self.theme)


class KeyGuide(Themed, QWidget):
    """The row of keys above the status bar. `entries`: (keys, what they do)."""

    def __init__(
        self, entries: Sequence[tuple[Sequence[str], str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(8)
        self.set_entries(entries)
        self.refresh()

    def set_entries(self, entries: Sequence[tuple[Sequence[str], str]], right: int = 1) -> None:
        """Show `entries`; the last `right` of them stand at the right end."""
        while (item := self._row.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        for index, (keys, text) in enumerate(entries):
            if index == len(entries) - right:
                self._row.addStretch(1)
            for key in keys:
                self._row.addWidget(KeyCap(key))
            label = Label(text, "small", wrap=False)
            self._row.addWidget(label)
            if index < len(entries) - 1:
                self._row.addSpacing(10)
