"""Tabs of the three queues, with counts, zones and keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.nurse import words
from ui.nurse.listing import View
from ui.theme import Zone, fonts, icons
from ui.widgets import shapes
from ui.widgets.base import Themed
from ui.widgets.keycap import cap_width, paint_cap

_ICONS = {View.CLINICAL: "heartbeat", View.MISSING: "calendar-x", View.DEVICE: "bluetooth-off"}
_GAP = 8


class QueueTab(Themed, QAbstractButton):
    """One tab. ``level`` 0 shows everything; 1 leaves out zones and key, 2 the icon too."""

    def __init__(self, view: View, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._key = view, key
        self._counts = (0, 0, 0)
        self._level = 0
        self.setCheckable(True)
        self.setObjectName(f"queue_{view.value}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.retranslate()

    @property
    def count(self) -> int:
        """The count shown."""
        return self._counts[0]

    def set_counts(self, count: int, red: int, yellow: int) -> None:
        if self._counts != (count, red, yellow):
            self._counts = (count, red, yellow)
            self.retranslate()

    def set_level(self, level: int) -> None:
        if level != self._level:
            self._level = level
            self.updateGeometry()

    def retranslate(self) -> None:
        self.setText(words.view_name(self._view))
        self.setAccessibleName(f"{self.text()}, {self._counts[0]}")
        self.updateGeometry()
        self.update()

    def width_at(self, level: int) -> int:
        """Width in pixels that a level takes."""
        theme = self.theme
        width = 2 * theme.grown(16) + QFontMetricsF(self._font(bold=True)).horizontalAdvance(self.text())
        width += _GAP + self._pill_width()
        if level < 2:
            width += theme.grown(20) + _GAP + 2
        if level < 1:
            width += _GAP + cap_width(self._key, theme) + self._zones_width()
        return round(width) + 2

    def sizeHint(self) -> QSize:
        return QSize(self.width_at(self._level), self.theme.grown(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self.theme, self.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, middle = self.isChecked(), self.height() / 2
        x = float(theme.grown(16))
        ink = colours.text if on else colours.text_secondary
        if self._level < 2:
            side = theme.grown(20)
            icons.paint(painter, QRectF(x, middle - side / 2, side, side), _ICONS[self._view], ink)
            x += side + _GAP + 2
        font = self._font(bold=on)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        wide = QFontMetricsF(font).horizontalAdvance(self.text())
        painter.drawText(QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        x += wide + _GAP
        x += self._paint_pill(painter, x, on=on)
        if self._level < 1:
            x = self._paint_zones(painter, x)
            paint_cap(painter, QPointF(x + _GAP, middle), self._key, theme)
        if on:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), QColor(colours.accent))
        if self.hasFocus():
            painter.setPen(QColor(colours.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 5.5, -1.5, -5.5), 6, 6)

    def _font(self, *, bold: bool) -> QFont:
        return fonts.font(self.theme, 16, fonts.BOLD if bold else fonts.REGULAR)

    def _pill_width(self) -> float:
        metrics = QFontMetricsF(fonts.font(self.theme, 14, fonts.BOLD))
        return max(self.theme.grown(30), metrics.horizontalAdvance(str(self._counts[0])) + 18)

    def _paint_pill(self, painter: QPainter, x: float, *, on: bool) -> float:
        theme, colours = self.theme, self.theme.colours
        tall = theme.grown(24)
        pill = QRectF(x, self.height() / 2 - tall / 2, self._pill_width(), tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if on else colours.surface_sunken))
        painter.drawRoundedRect(pill, tall / 2, tall / 2)
        painter.setPen(QColor(colours.on_accent if on else colours.text))
        painter.setFont(fonts.font(theme, 14, fonts.BOLD))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._counts[0]))
        return pill.width()

    def _zones(self) -> list[tuple[Zone, int]]:
        if self._view is not View.CLINICAL:
            return []
        return [(z, n) for z, n in ((Zone.RED, self._counts[1]), (Zone.YELLOW, self._counts[2])) if n]

    def _zones_width(self) -> float:
        metrics = QFontMetricsF(fonts.font(self.theme, 14))
        side = self.theme.grown(16)
        return sum(_GAP + side + 4 + metrics.horizontalAdvance(str(n)) for _, n in self._zones())

    def _paint_zones(self, painter: QPainter, x: float) -> float:
        theme = self.theme
        side, font = theme.grown(16), fonts.font(theme, 14)
        for zone, number in self._zones():
            x += _GAP
            shapes.paint_zone(painter, QRectF(x, self.height() / 2 - side / 2, side, side), zone, theme)
            x += side + 4
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.text_secondary))
            wide = QFontMetricsF(font).horizontalAdvance(str(number))
            painter.drawText(
                QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, str(number)
            )
            x += wide
        return x


class QueueTabs(Themed, QWidget):
    """The three tabs in a row; ``chosen(View)``. They get plainer when the room gets small."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.tabs: dict[View, QueueTab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, view in enumerate((View.CLINICAL, View.MISSING, View.DEVICE), 1):
            tab = QueueTab(view, str(number))
            tab.clicked.connect(lambda _on=False, v=view: self.chosen.emit(v))
            self._group.addButton(tab)
            self.tabs[view] = tab
            row.addWidget(tab)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_current(self, view: View) -> None:
        """Mark a tab as current; ``chosen`` is not emitted."""
        self.tabs[view].setChecked(True)

    def fit(self, room: int) -> None:
        """Choose the fullest form that fits into ``room`` pixels."""
        spacing = 4 * (len(self.tabs) - 1)
        level = next(
            (n for n in (0, 1) if sum(t.width_at(n) for t in self.tabs.values()) + spacing <= room), 2
        )
        for tab in self.tabs.values():
            tab.set_level(level)
