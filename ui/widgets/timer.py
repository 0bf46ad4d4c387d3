"""Timer ring: what is left of a rest, shrinking clockwise, one tick a second.

It counts towards a deadline on a monotonic clock, so a machine that slept or stalled shows the true rest.
Near the end nothing changes colour and nothing flashes. With reduced motion only the number is shown.
What a screen reader should say is emitted as `announced` at the start, half-way and with ten seconds left.
"""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts
from ui.widgets.base import Themed

_LAST_CALL = 10


class TimerRing(Themed, QWidget):
    """``ring = TimerRing(); ring.start(300)``. `clock` gives seconds that never run backwards."""

    finished = Signal()
    announced = Signal(str)

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        diameter: int = 268,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._diameter = clock, diameter
        self._total, self._deadline = 0.0, 0.0
        self._said: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.refresh()

    def start(self, seconds: float) -> None:
        """Begin to count down from `seconds`."""
        self._total, self._deadline = seconds, self._clock() + seconds
        self._said = set()
        self._timer.start(1000)
        self._speak(math.ceil(seconds))
        self.tick()

    def stop(self) -> None:
        """Stop without `finished`."""
        self._timer.stop()

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def remaining(self) -> int:
        """Whole seconds left, rounded up."""
        return max(0, math.ceil(self._deadline - self._clock() - 1e-6))

    def tick(self) -> None:
        """Take note of the clock; normally called by the ring's own timer."""
        left = self.remaining()
        self.setAccessibleName(self.spoken(left))
        if left in {math.ceil(self._total / 2), _LAST_CALL}:
            self._speak(left)
        self.update()
        if left == 0 and self._timer.isActive():
            self._timer.stop()
            self.finished.emit()

    def spoken(self, left: int) -> str:
        """What is left, as a sentence."""
        if left >= 60:
            return self.tr("%n minute(s) left", "", math.ceil(left / 60))
        return self.tr("%n second(s) left", "", left)

    def _speak(self, left: int) -> None:
        if left and left not in self._said:
            self._said.add(left)
            self.announced.emit(self.spoken(left))

    def figures(self) -> tuple[str, str]:
        """The number shown and the word under it."""
        left = self.remaining()
        if self._total > 60:
            return f"{left // 60}:{left % 60:02}", self.tr("left")
        return str(left), self.tr("second(s) left", "", left)

    def sizeHint(self) -> QSize:
        side = max(self._diameter, self._text_side() + 100)
        return QSize(side + 4, side + 4)

    def minimumSizeHint(self) -> QSize:
        side = self._text_side() + 72
        return QSize(side, side)

    def _text_side(self) -> int:
        number, word = self.figures()
        wide = max(
            QFontMetricsF(fonts.font(self.theme, 64, fonts.BOLD)).horizontalAdvance(number or "0:00"),
            QFontMetricsF(fonts.font(self.theme, 18)).horizontalAdvance(word),
        )
        return round(wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self.theme, self.theme.colours
        side = min(self.width(), self.height(), self.sizeHint().width()) - 4.0
        stroke = max(10.0, side * 16 / 268)
        box = QRectF(0, 0, side - stroke, side - stroke)
        box.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not theme.reduced_motion:
            painter.setPen(QPen(QColor(colours.accent_soft), stroke))
            painter.drawEllipse(box)
            share = self.remaining() / self._total if self._total else 0.0
            if share > 0:
                cap = Qt.PenCapStyle.RoundCap
                painter.setPen(QPen(QColor(colours.accent), stroke, Qt.PenStyle.SolidLine, cap))
                painter.drawArc(box, 90 * 16, round(-share * 360 * 16))
        number, word = self.figures()
        big, small = fonts.font(theme, 64, fonts.BOLD), fonts.font(theme, 18)
        big_high, small_high = QFontMetricsF(big).height(), QFontMetricsF(small).height()
        top = box.center().y() - (big_high * 0.9 + small_high) / 2
        painter.setPen(QColor(colours.text))
        painter.setFont(big)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, self.width(), big_high * 0.9), centre, number)
        painter.setPen(QColor(colours.text_secondary))
        painter.setFont(small)
        painter.drawText(QRectF(0, top + big_high * 0.9, self.width(), small_high), centre, word)
