"""A measured value in big figures with its unit on the same baseline."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts
from ui.widgets.base import Wrapping


class Figure(Wrapping, QWidget):
    """``Figure("132/78", "mmHg")``. `base` and `unit_base` are text sizes in pixels at 100 %.

    The value itself never wraps; a unit that does not fit beside it goes under it.
    `muted` draws the value in the secondary colour: shown, but it does not count.
    """

    def __init__(
        self,
        value: str = "",
        unit: str = "",
        *,
        base: int = 64,
        unit_base: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value, self._unit, self._base, self._unit_base = value, unit, base, unit_base
        self._muted = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.refresh()
        self.set_value(value, unit)

    @property
    def value(self) -> str:
        return self._value

    def set_base(self, base: int, unit_base: int) -> None:
        """Other text sizes, in pixels at 100 %."""
        self._base, self._unit_base = base, unit_base
        self.updateGeometry()
        self.update()

    def set_value(self, value: str, unit: str | None = None, *, muted: bool = False) -> None:
        self._value, self._muted = value, muted
        self._unit = self._unit if unit is None else unit
        self.setAccessibleName(f"{self._value} {self._unit}".strip())
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        return fonts.font(self.theme, self._base, fonts.BOLD), fonts.font(self.theme, self._unit_base)

    def _widths(self) -> tuple[float, float, float]:
        """Width of the value, of the gap, of the unit."""
        big, small = (QFontMetricsF(font) for font in self._fonts())
        gap = small.horizontalAdvance(" ") * 1.2 if self._unit else 0.0
        return big.horizontalAdvance(self._value), gap, small.horizontalAdvance(self._unit)

    def _under(self, width: int) -> bool:
        return bool(self._unit) and sum(self._widths()) > width + 1

    def _line(self) -> float:
        """Height of the value: figures stand on the baseline, only comma and slash reach a little below."""
        font = self._fonts()[0]
        return QFontMetricsF(font).capHeight() * 1.17 + font.pixelSize() * 0.14

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        extra = QFontMetricsF(self._fonts()[1]).height() if self._under(width) else 0.0
        return round(self._line() + extra)

    def sizeHint(self) -> QSize:
        width = round(sum(self._widths())) + 2
        return QSize(width, self.hint_height(width))

    def minimumSizeHint(self) -> QSize:
        value, _, unit = self._widths()
        return QSize(round(max(value, unit)) + 2, round(self._line()))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.theme.colours
        big, small = self._fonts()
        metrics = QFontMetricsF(big)
        value, gap, _ = self._widths()
        baseline = metrics.capHeight() * 1.17
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(big)
        painter.setPen(QColor(colours.text_secondary if self._muted else colours.text))
        painter.drawText(QPointF(0, baseline), self._value)
        painter.setFont(small)
        painter.setPen(QColor(colours.text_secondary))
        if self._under(self.width()):
            painter.drawText(QPointF(0, self._line() + QFontMetricsF(small).ascent()), self._unit)
        else:
            painter.drawText(QPointF(value + gap, baseline), self._unit)
