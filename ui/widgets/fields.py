"""Form fields whose marks a style sheet cannot draw in theme colours: list, number, check box.

The frame and text come from the style sheet; arrow, stepper and check mark are painted here. All keep the
keyboard behaviour of the Qt control they are.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSizePolicy, QWidget

from ui.theme import fonts, icons
from ui.widgets.base import Themed, Wrapping, set_kind

_WRAP = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Select(Themed, QComboBox):
    """A drop-down list. Use it in place of QComboBox, which would have no arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self.theme.grown(18)
        box = QRectF(self.width() - side - 10, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, box, "chevron-down", self.theme.colours.text)


class NumberField(Themed, QDoubleSpinBox):
    """A number with its unit: arrow keys, wheel and the small stepper at the right change it.

    `set_state`: "", "changed" (differs from what is in force) or "error".
    """

    def __init__(
        self, unit: str = "", decimals: int = 0, step: float = 1.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setSingleStep(step)
        self.setRange(-1e6, 1e6)
        self.setSuffix(f"\u00a0{unit}" if unit else "")
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(8, 0, 0, 0)  # a spin box gives its text none of the sheet's padding
        self.refresh()

    def set_state(self, state: str) -> None:
        set_kind(self, state, "state")

    def _stepper(self) -> QRectF:
        side = self.theme.grown(18)
        return QRectF(self.width() - side - 8, (self.height() - side) / 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, self._stepper(), "selector", self.theme.colours.text)


class CheckBox(Wrapping, QCheckBox):
    """A check box whose text wraps."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.refresh()

    def _font(self) -> QFont:
        return fonts.font(self.theme, self.theme.pick(18, 14))

    def _side(self) -> int:
        return self.theme.grown(self.theme.pick(28, 16))

    def _text_height(self, width: int) -> int:
        room = max(width - self._side() - 10, 1)
        return QFontMetrics(self._font()).boundingRect(QRect(0, 0, room, 10_000), _WRAP, self.text()).height()

    def text_fits(self) -> bool:
        """True if every word is inside; used by the clip tests."""
        return self._text_height(self.width()) <= self.height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._text_height(width), self._least_height())

    def _least_height(self) -> int:
        return self.theme.pick(self.theme.target, self._side() + 8)

    def sizeHint(self) -> QSize:
        width = self._side() + 12 + QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(width, self.hint_height(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._side() + 12 + longest, self._least_height())

    def hitButton(self, position: object) -> bool:
        return True  # the whole row is the target

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, colours = self._side(), self.theme.colours
        paint_check(painter, QRectF(0, (self.height() - side) / 2, side, side), self.isChecked(), self)
        painter.setFont(self._font())
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.text_secondary))
        words = QRect(side + 10, 0, max(self.width() - side - 10, 1), self.height())
        painter.drawText(words, _WRAP, self.text())


def paint_check(painter: QPainter, rect: QRectF, on: bool, widget: Themed) -> None:
    """The box itself, e.g. inside a row that is pressed as a whole."""
    colours = widget.theme.colours
    box = rect.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(colours.accent if on else colours.border_strong), 1.4))
    painter.setBrush(QColor(colours.accent if on else colours.surface))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        unit = box.width() / 16
        cap = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(QColor(colours.on_accent), 2 * unit, Qt.PenStyle.SolidLine, cap))
        points = ((4.0, 8.4), (7.0, 11.2), (12.2, 5.2))
        painter.drawPolyline([box.topLeft() + QPointF(x, y) * unit for x, y in points])
