"""A button that is a check box: box, icon, words, the digit that presses it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ui.theme import fonts, icons
from ui.widgets.base import Themed
from ui.widgets.fields import paint_check
from ui.widgets.keycap import cap_width, paint_cap


class TickButton(Themed, QToolButton):
    """``say`` gives its words anew in another language."""

    def __init__(self, icon: str, key: str, say: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._key, self._say = icon, key, say
        self.setCheckable(True)
        self.setProperty("kind", "segment")
        self.setProperty("place", "only")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(self._say())
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self.theme
        metrics = QFontMetricsF(fonts.font(theme, 14, fonts.BOLD))
        width = (
            2 * theme.grown(16) + 38 + metrics.horizontalAdvance(self.text()) + cap_width(self._key, theme)
        )
        return QSize(round(width), max(theme.target, round(metrics.height()) + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours, on = self.theme, self.theme.colours, self.isChecked()
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        side, middle, x = theme.grown(16), self.height() / 2, 8.0
        paint_check(painter, QRectF(x, middle - side / 2, side, side), on, self)
        x += side + 8
        mark = QRectF(x, middle - side / 2, side, side)
        icons.paint(painter, mark, self._icon, colours.accent if on else colours.text)
        x += side + 8
        painter.setFont(fonts.font(theme, 14, fonts.BOLD if on else fonts.REGULAR))
        painter.setPen(QColor(colours.text))
        cap = cap_width(self._key, theme)
        room = QRectF(x, 0, self.width() - x - cap - 10, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        paint_cap(painter, QPointF(self.width() - cap - 6, middle), self._key, theme)
