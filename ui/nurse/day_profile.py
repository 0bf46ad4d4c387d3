"""The hours of a day: every value of the chosen range by its time of day, with the median of each part.

A rise that comes every morning, or a night's fall, is seen here and not in the long chart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.lane import Bars, Dots
from ui.charts.series import Floats, local_hours, nice_ticks
from ui.format import Formatter
from ui.nurse.delegates import face
from ui.nurse.lanes import Track
from ui.theme import Theme, fonts
from ui.widgets.base import Themed

PART = 3  # hours that one median is of
_LEAST = 3  # values in a part, for a median
_AXIS, _TOP, _BOTTOM = 52, 26, 24


@dataclass(frozen=True, slots=True)
class Profile:
    """One figure by hour: hours and values, and the medians of the parts of the day (NaN for too few)."""

    title: str
    unit: str
    colour: str
    hours: Floats
    values: Floats
    medians: Floats


def profile(track: Track, start: float, end: float, fmt: Formatter) -> Profile | None:
    """The figure's profile from ``start`` to ``end`` (seconds); ``None`` without values."""
    data = track.lane.data
    if isinstance(data, Bars):
        times, values = data.times, data.high
    elif isinstance(data, Dots):
        times, values = data.times, data.values
    else:
        return None
    inside = (times >= start) & (times <= end) & ~np.isnan(values)
    if not inside.any():
        return None
    hours, kept = local_hours(times[inside], fmt.zone), values[inside]
    medians = np.full(24 // PART, np.nan)
    for part in range(24 // PART):
        among = kept[(hours >= part * PART) & (hours < (part + 1) * PART)]
        if len(among) >= _LEAST:
            medians[part] = np.median(among)
    lane = track.lane
    return Profile(lane.title, lane.unit, str(lane.colour), hours, kept, medians)


class DayProfile(Themed, QWidget):
    """``show_profiles(list)``: one band of the height each, over one axis of 24 hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profiles: list[Profile] = []
        self._fmt: Formatter | None = None
        self.setObjectName("day_profile")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh()

    def show_profiles(self, profiles: list[Profile], fmt: Formatter) -> None:
        """Show these figures."""
        self._profiles, self._fmt = profiles, fmt
        said = []
        for one in profiles:
            parts = [
                f"{part * PART}–{(part + 1) * PART}: {fmt.number(float(value), 0)}"
                for part, value in enumerate(one.medians)
                if not np.isnan(value)
            ]
            said.append(f"{one.title} {one.unit}: " + ", ".join(parts))
        self.setAccessibleName(". ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    def restyle(self, theme: Theme) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._profiles or self._fmt is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        axis, bottom = theme.grown(_AXIS), theme.grown(_BOTTOM)
        tall = (self.height() - bottom) / len(self._profiles)
        for place, one in enumerate(self._profiles):
            top = place * tall + theme.grown(_TOP)
            box = QRectF(axis, top, self.width() - axis - 16, tall - theme.grown(_TOP) - 8)
            self._paint(painter, box, one)
        self._paint_hours(painter, QRectF(axis, 0, self.width() - axis - 16, self.height() - bottom))

    def _paint(self, painter: QPainter, box: QRectF, one: Profile) -> None:
        theme, fmt = self.theme, self._fmt
        assert fmt is not None
        colours = theme.colours
        low, high = float(one.values.min()), float(one.values.max())
        room = max((high - low) * 0.1, 1.0)
        low, high = low - room, high + room

        def point(hour: float, value: float) -> QPointF:
            x = box.x() + hour / 24 * box.width()
            return QPointF(x, box.bottom() - (value - low) / (high - low) * box.height())

        painter.setFont(face(theme, 14, fonts.BOLD)[0])
        painter.setPen(QColor(colours.text))
        head = QRectF(box.x(), box.y() - theme.grown(_TOP), box.width(), theme.grown(_TOP) - 4)
        painter.drawText(
            head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{one.title}  {one.unit}"
        )
        painter.setFont(face(theme, 13)[0])
        for value in nice_ticks(low, high, 4):
            at = point(0, float(value))
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(at, QPointF(box.right(), at.y()))
            painter.setPen(QColor(colours.text_secondary))
            side = QRectF(0, at.y() - 10, box.x() - 8, 20)
            text = fmt.number(float(value), 0 if abs(float(value)) >= 10 else 1)
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        ink = QColor(str(getattr(theme.chart, one.colour)))
        painter.setPen(Qt.PenStyle.NoPen)
        soft = QColor(ink)
        soft.setAlpha(120)
        painter.setBrush(soft)
        size = theme.grown(3)
        for hour, value in zip(one.hours, one.values, strict=True):
            painter.drawEllipse(point(float(hour), float(value)), size, size)
        painter.setPen(QPen(ink, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for part, median in enumerate(one.medians):
            if not np.isnan(median):
                ends = [point(part * PART, float(median)), point((part + 1) * PART, float(median))]
                painter.drawPolyline(QPolygonF(ends))

    def _paint_hours(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        painter.setFont(face(theme, 13)[0])
        for hour in range(0, 25, 3):
            x = box.x() + hour / 24 * box.width()
            painter.setPen(QPen(QColor(theme.colours.border), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, box.bottom()))
            painter.setPen(QColor(theme.colours.text_secondary))
            room = QRectF(x - 24, box.bottom() + 2, 48, theme.grown(_BOTTOM) - 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"{hour:02}")
