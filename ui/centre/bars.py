"""Small charts of the statistics page: lines by week, stacked bars by week, shares with intervals, waits.

Each is drawn from plain numbers, says them to a screen reader, and has its newest or only value written out.
A zone's bars carry the zone's shape beside their value: never colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Themed

_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


@dataclass(frozen=True, slots=True)
class Curve:
    """A team's values by week (``None``: too few to be shown), and the newest one in words."""

    name: str
    values: tuple[float | None, ...]
    newest: str


class _Chart(Themed, QWidget):
    def __init__(self, name: str, tall: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._tall = tall
        self._weeks: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(320, self.theme.grown(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.theme.grown(self._tall))

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(fonts.font(self.theme, 13))

    def _plot(self, right: float) -> QRectF:
        metrics = self._metrics()
        left = metrics.horizontalAdvance("100 %") + 8
        return QRectF(
            left, metrics.height() / 2, self.width() - left - right, self.height() - metrics.height() * 2
        )

    def _axis(self, painter: QPainter, plot: QRectF, marks: Sequence[tuple[float, str]], top: float) -> None:
        """Horizontal lines with their figures; ``top`` is the largest value."""
        metrics, colours = self._metrics(), self.theme.colours
        painter.setFont(fonts.font(self.theme, 13))
        for value, text in marks:
            y = plot.bottom() - plot.height() * value / top
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.text_secondary))
            box = QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _week_names(self, painter: QPainter, plot: QRectF, step: float) -> None:
        metrics = self._metrics()
        widest = max((metrics.horizontalAdvance(w) for w in self._weeks), default=1.0) + 10
        every = max(1, -(-int(widest) // max(1, int(step))))
        painter.setFont(fonts.font(self.theme, 13))
        painter.setPen(QColor(self.theme.colours.text_secondary))
        for number, week in enumerate(self._weeks):
            if number % every == 0:
                x = plot.left() + step * (number + 0.5)
                box = QRectF(x - widest / 2, plot.bottom() + 4, widest, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, week)


class Lines(_Chart):
    """Shares from 0 to 1 by week, one line a team, with a goal."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 180)
        self._curves: tuple[Curve, ...] = ()
        self._goal: tuple[float, str] | None = None

    def show_curves(
        self, weeks: Sequence[str], curves: Sequence[Curve], goal: tuple[float, str] | None
    ) -> None:
        self._weeks, self._curves, self._goal = tuple(weeks), tuple(curves), goal
        self.setAccessibleName("; ".join(f"{c.name} {c.newest}" for c in curves))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self.theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFontMetricsF(fonts.font(self.theme, 13, fonts.BOLD))
        labels = [f"{c.name} {c.newest}" for c in self._curves]
        right = max((bold.horizontalAdvance(text) for text in labels), default=0.0) + 16
        plot = self._plot(min(right, self.width() * 0.4))
        self._axis(painter, plot, [(v / 100, f"{v} %") for v in (0, 25, 50, 75, 100)], 1.0)
        step = plot.width() / max(1, len(self._weeks))
        self._week_names(painter, plot, step)
        if self._goal is not None:
            y = plot.bottom() - plot.height() * self._goal[0]
            painter.setPen(QPen(QColor(colours.text_secondary), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.drawText(QPointF(plot.left() + 4, y - 4), self._goal[1])
        chart = self.theme.palette.chart
        inks = (colours.accent, chart.pulse, chart.weight, chart.spo2)
        taken: list[float] = []
        for number, curve in enumerate(self._curves):
            ink = QColor(inks[number % len(inks)])
            points = [
                QPointF(plot.left() + step * (n + 0.5), plot.bottom() - plot.height() * value)
                for n, value in enumerate(curve.values)
                if value is not None
            ]
            painter.setPen(QPen(ink, 2, _STYLES[number % len(_STYLES)]))
            painter.drawPolyline(QPolygonF(points))
            if points:
                self._name(painter, points[-1], labels[number], ink, taken, plot)

    def _name(
        self, painter: QPainter, at: QPointF, text: str, ink: QColor, taken: list[float], plot: QRectF
    ) -> None:
        font = fonts.font(self.theme, 13, fonts.BOLD)
        tall = QFontMetricsF(font).height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(at, 4, 4)
        y = at.y()
        while any(abs(y - other) < tall for other in taken):  # names never lie on each other
            y += 2
        taken.append(y)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.colours.text))
        painter.drawText(
            QRectF(plot.right() + 8, y - tall / 2, self.width() - plot.right() - 8, tall),
            Qt.AlignmentFlag.AlignVCenter,
            text,
        )


class Stacks(_Chart):
    """Red and yellow signals per patient-week by week, one upon the other."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 180)
        self._bars: tuple[tuple[float, float], ...] = ()
        self._words = ("", "")
        self._marks: tuple[tuple[float, str], ...] = ()

    def show_bars(
        self,
        weeks: Sequence[str],
        bars: Sequence[tuple[float, float]],
        newest: tuple[str, str],
        marks: Sequence[tuple[float, str]],
    ) -> None:
        """``bars`` are (red, yellow); ``newest`` says the last pair in words; ``marks`` label the axis."""
        self._weeks, self._bars, self._words, self._marks = tuple(weeks), tuple(bars), newest, tuple(marks)
        self.setAccessibleName("; ".join(newest))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFontMetricsF(fonts.font(theme, 13, fonts.BOLD))
        side = theme.grown(16)
        right = max((bold.horizontalAdvance(w) for w in self._words), default=0.0) + side + 18
        plot = self._plot(right)
        top = max((v for v, _ in self._marks), default=1.0) or 1.0
        self._axis(painter, plot, self._marks, top)
        step = plot.width() / max(1, len(self._bars))
        self._week_names(painter, plot, step)
        red, yellow = theme.zone(Zone.RED), theme.zone(Zone.YELLOW)
        low = high = plot.bottom()
        for number, (reds, yellows) in enumerate(self._bars):
            x, wide = plot.left() + step * number + step * 0.16, step * 0.68
            low = plot.bottom() - plot.height() * min(1.0, reds / top)
            high = low - plot.height() * min(1.0, yellows / top)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(QRectF(x, low, wide, plot.bottom() - low), QColor(red.line))
            painter.setPen(QPen(QColor(yellow.line), 1.2))
            painter.setBrush(QColor(yellow.soft))
            if high < low:
                painter.drawRect(QRectF(x, high, wide, low - high))
        tall = bold.height()
        lower = min(plot.bottom() - tall / 2, (low + plot.bottom()) / 2)
        upper = min((low + high) / 2, lower - tall - 2)
        painter.setFont(fonts.font(theme, 13, fonts.BOLD))
        for zone, y, text in ((Zone.RED, lower, self._words[0]), (Zone.YELLOW, upper, self._words[1])):
            shapes.paint_zone(painter, QRectF(plot.right() + 8, y - side / 2, side, side), zone, theme)
            painter.setPen(QColor(theme.colours.text))
            painter.drawText(QPointF(plot.right() + side + 12, y + bold.ascent() / 2 - 1), text)


class ShareBar(Themed, QWidget):
    """A share as a bar with its 95 % interval as a whisker."""

    def __init__(self, share: float, interval: tuple[float, float], said: str) -> None:
        super().__init__()
        self._share, self._interval = share, interval
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(160, self.theme.grown(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.theme.grown(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self.theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, middle, wide = self.theme.grown(12), self.height() / 2, self.width() - 2
        painter.fillRect(QRectF(1, middle - tall / 2, wide, tall), QColor(colours.surface_sunken))
        painter.fillRect(QRectF(1, middle - tall / 2, wide * self._share, tall), QColor(colours.accent))
        low, high = (1 + wide * value for value in self._interval)
        for ink, thick in (
            (colours.surface, 4.0),
            (colours.text, 1.4),
        ):  # a rim, so that it is seen on the bar
            painter.setPen(QPen(QColor(ink), thick))
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            for x in (low, high):
                painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))


class Waiting(_Chart):
    """How long signals waited: a share for each class of time, in the colours of a zone."""

    def __init__(self, name: str, zone: Zone) -> None:
        super().__init__(name, 84)
        self._zone = zone
        self._bars: tuple[tuple[float, str], ...] = ()

    def show_bars(self, bars: Sequence[tuple[float, str]], names: Sequence[str]) -> None:
        """``bars`` are (share, text above it); ``names`` the classes of time."""
        self._bars, self._weeks = tuple(bars), tuple(names)
        said = (f"{name}: {text}" for (_, text), name in zip(bars, names, strict=True))
        self.setAccessibleName("; ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, zone = QPainter(self), self.theme.zone(self._zone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self._metrics()
        tall = metrics.height()
        plot = QRectF(4, tall + 2, self.width() - 8, self.height() - 2 * tall - 8)
        step = plot.width() / max(1, len(self._bars))
        most = max((share for share, _ in self._bars), default=0.0) or 1.0
        painter.setFont(fonts.font(self.theme, 13))
        painter.setPen(QPen(QColor(self.theme.colours.border_strong), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        for number, (share, text) in enumerate(self._bars):
            x, wide = plot.left() + step * number + step * 0.1, step * 0.8
            bar = QRectF(x, plot.bottom() - plot.height() * share / most, wide, plot.height() * share / most)
            painter.setPen(QPen(QColor(zone.line), 1.2))
            painter.setBrush(QColor(zone.line if self._zone is Zone.RED else zone.soft))
            if share:
                painter.drawRect(bar)
            painter.setPen(QColor(self.theme.colours.text))
            painter.drawText(QRectF(x, bar.top() - tall - 1, wide, tall), Qt.AlignmentFlag.AlignCenter, text)
            below = QRectF(x - step * 0.1, plot.bottom() + 3, step, tall)
            name = metrics.elidedText(self._weeks[number], Qt.TextElideMode.ElideRight, step)
            painter.setPen(QColor(self.theme.colours.text_secondary))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
