"""Step header of a task: title, steps with dots, way out at the right.

Dots are drawn while they fit; over five steps, or without room, the words "Step 2 of 5: Rest" stand
instead. The header reports its state as one accessible text.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme, fonts
from ui.widgets.base import Label, Themed

_MOST_DOTS = 5


class Steps(Themed, QWidget):
    """The row of steps. `current` counts from 0; steps before it are done."""

    def __init__(self, names: Sequence[str] = (), current: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._current = tuple(names), current
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()
        self.set_steps(names, current)

    def set_steps(self, names: Sequence[str], current: int) -> None:
        self._names, self._current = tuple(names), current
        self.retranslate()
        self.updateGeometry()
        self.update()

    def set_current(self, current: int) -> None:
        self.set_steps(self._names, current)

    def retranslate(self) -> None:
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """The state in words: "Step 2 of 5: Rest"."""
        if not self._names:
            return ""
        now = min(self._current, len(self._names) - 1)
        return self.tr("Step {number} of {count}: {name}").format(
            number=now + 1, count=len(self._names), name=self._names[now]
        )

    def shows_dots(self) -> bool:
        """False where the words stand instead."""
        return len(self._names) <= _MOST_DOTS and self._dots_width() <= self.width()

    def _dots_width(self) -> float:
        metrics = QFontMetricsF(fonts.font(self.theme, 18, fonts.BOLD))
        dot = self.theme.grown(36)
        return (
            sum(dot + 10 + metrics.horizontalAdvance(name) for name in self._names)
            + max(len(self._names) - 1, 0) * 52
            + 2
        )

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(self.theme, 18, fonts.BOLD))
        longest = max((metrics.horizontalAdvance(word) for word in self.words().split()), default=0.0)
        return QSize(round(longest) + 8, self.theme.grown(36) + 4)

    def sizeHint(self) -> QSize:
        return QSize(round(self._dots_width()), self.theme.grown(36) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.shows_dots():
            painter.setFont(fonts.font(self.theme, 18, fonts.BOLD))
            painter.setPen(QColor(self.theme.colours.text))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(self.rect(), flags | int(Qt.TextFlag.TextWordWrap), self.words())
            return
        x = self.width() - self._dots_width()
        for index, name in enumerate(self._names):
            x = self._paint_step(painter, x, index, name)

    def _paint_step(self, painter: QPainter, x: float, index: int, name: str) -> float:
        colours, dot = self.theme.colours, float(self.theme.grown(36))
        middle = self.height() / 2
        done, now = index < self._current, index == self._current
        circle = QRectF(x + 1, middle - dot / 2 + 1, dot - 2, dot - 2)
        fill = colours.accent if now else (colours.accent_soft if done else colours.surface)
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(colours.accent if done or now else colours.border_strong), 2))
        painter.drawEllipse(circle)
        ink = colours.on_accent if now else (colours.accent if done else colours.text_secondary)
        if done:
            unit = dot / 36
            pen = QPen(QColor(ink), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            centre = circle.center()
            painter.drawPolyline(
                [
                    centre + QPointF(-6, 0.5) * unit,
                    centre + QPointF(-2, 4.5) * unit,
                    centre + QPointF(6, -4) * unit,
                ]
            )
        else:
            painter.setPen(QColor(ink))
            painter.setFont(fonts.font(self.theme, 18, fonts.BOLD))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        font = fonts.font(self.theme, 18, fonts.BOLD if now else fonts.MEDIUM)
        wide = QFontMetricsF(fonts.font(self.theme, 18, fonts.BOLD)).horizontalAdvance(name)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if now else colours.text_secondary))
        x += dot + 10
        painter.drawText(QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
        x += wide
        if index < len(self._names) - 1:
            painter.setPen(QPen(QColor(colours.border_strong), 2))
            painter.drawLine(QPointF(x + 12, middle), QPointF(x + 40, middle))
        return x + 52


class StepHeader(Themed, QFrame):
    """Head of a task frame, 96 px: ``StepHeader("Measure blood pressure", ["Prepare", ...], way_out)``.

    `way_out` is the button at the top right (usually a neutral `Button`).
    """

    def __init__(
        self,
        title: str = "",
        names: Sequence[str] = (),
        way_out: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.title = Label(title, "heading", wrap=False)
        self.steps = Steps(names)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.steps, 1)
        if way_out is not None:
            self._row.addSpacing(28)
            self._row.addWidget(way_out)
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        self.setMinimumHeight(theme.grown(96) if theme.text_size <= 125 else theme.grown(72))
        self._row.setContentsMargins(32, 8, 32, 8)
        self._row.setSpacing(24)
