"""What a month's calendar is made of: the days as a table, how a day is painted, and the key.

A table on purpose: a screen reader walks it as one, and arrow keys go from day to day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hemmonitor.clinical.adherence import Day, DayState
from ui.format import Formatter
from ui.patient import monthwords
from ui.theme import Theme, fonts, of
from ui.widgets.base import Label, Themed

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_WEEK = 7
DAY_ROLE = Qt.ItemDataRole.UserRole + 1


class MonthModel(QAbstractTableModel):
    """Weeks as rows, Monday first; cells outside the month are empty. ``DAY_ROLE`` gives the `Day`."""

    def __init__(self, form: Callable[[], Formatter]) -> None:
        super().__init__()
        self._form = form
        self._days: tuple[Day, ...] = ()
        self._lead = 0

    def show_days(self, found: tuple[Day, ...]) -> None:
        """All days of one month."""
        self.beginResetModel()
        self._days = found
        self._lead = found[0].day.weekday() if found else 0
        self.endResetModel()

    def place(self, day: dt.date) -> QModelIndex:
        """Where a day of the month stands."""
        return self.index(*divmod(self._lead + day.day - 1, _WEEK))

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else -(-(self._lead + len(self._days)) // _WEEK)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else _WEEK

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._form().weekday(dt.date(2024, 1, 1 + section), short=True)  # a Monday

    def day(self, index: _Index) -> Day | None:
        """The day of a cell."""
        number = index.row() * _WEEK + index.column() - self._lead
        return self._days[number] if 0 <= number < len(self._days) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.day(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.day(index)
        if day is None:
            return None
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return monthwords.sentence(day, self._form())
        return str(day.day.day) if role == Qt.ItemDataRole.DisplayRole else None


class DayDelegate(QStyledItemDelegate):
    """A day: its number, its shape, and its word where that fits."""

    today: dt.date | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        day = index.data(DAY_ROLE)
        if not isinstance(day, Day):
            return
        view = option.widget
        theme = of(view)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, box, theme, chosen=chosen, today=day.day == self.today)
        font = fonts.font(theme, 18, fonts.BOLD if day.day == self.today else fonts.REGULAR)
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.text))
        high = QFontMetricsF(font).height()
        side = min(theme.grown(24), box.width() / 3)
        inside = box.adjusted(10, 6, -8, -6)
        painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), high), str(day.day.day))
        mark = QRectF(inside.right() - side, inside.top() + (high - side) / 2, side, side)
        paint_state(painter, mark, day.state, theme)
        self._paint_word(painter, inside, high, day.state, theme)
        painter.restore()

    @staticmethod
    def _paint_word(painter: QPainter, inside: QRectF, high: float, state: DayState, theme: Theme) -> None:
        if state in {DayState.NOT_PLANNED, DayState.COMING}:
            return  # an empty cell says it; the key and the sentence have the word
        text = monthwords.word(state)
        painter.setFont(fonts.font(theme, 18))
        metrics = QFontMetricsF(painter.font())
        line = QRectF(inside.left(), inside.bottom() - high, inside.width(), high)
        if metrics.horizontalAdvance(text) <= line.width() and line.top() >= inside.top() + high - 2:
            painter.setPen(QColor(theme.colours.text_secondary))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_ground(painter: QPainter, box: QRectF, theme: Theme, *, chosen: bool, today: bool) -> None:
    colours = theme.colours
    painter.setBrush(QColor(colours.accent_soft if chosen else colours.surface))
    edge = colours.accent if chosen or today else colours.border
    painter.setPen(QPen(QColor(edge), 2 if chosen or today else 1))
    painter.drawRoundedRect(box, 8, 8)


def paint_state(painter: QPainter, box: QRectF, state: DayState, theme: Theme) -> None:
    """A day's shape: a filled disc with a check, a half disc, a ring with a bar, two bars, a dot, nothing."""
    ink, surface = QColor(theme.colours.accent), QColor(theme.colours.surface)
    quiet = QColor(theme.colours.text_secondary)
    unit, cap = box.width() / 24, Qt.PenCapStyle.RoundCap
    disc = box.adjusted(unit, unit, -unit, -unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match state:
        case DayState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(disc)
            painter.setPen(QPen(surface, 2.6 * unit, Qt.PenStyle.SolidLine, cap))
            left, corner, right = (
                QPointF(*at) * unit + box.topLeft() for at in ((7, 12.5), (10.5, 16), (17, 8.5))
            )
            painter.drawPolyline([left, corner, right])
        case DayState.PARTLY:
            painter.setPen(QPen(ink, 2 * unit))
            painter.drawEllipse(disc)
            painter.setBrush(ink)
            painter.drawChord(disc, 90 * 16, 180 * 16)
        case DayState.MISSED:
            painter.setPen(QPen(quiet, 2 * unit))
            painter.drawEllipse(disc)
            painter.setPen(QPen(quiet, 2.4 * unit, Qt.PenStyle.SolidLine, cap))
            painter.drawLine(
                QPointF(7.5, 12) * unit + box.topLeft(), QPointF(16.5, 12) * unit + box.topLeft()
            )
        case DayState.PAUSED:
            painter.setPen(QPen(quiet, 3.4 * unit, Qt.PenStyle.SolidLine, cap))
            for x in (8.5, 15.5):
                painter.drawLine(QPointF(x, 6) * unit + box.topLeft(), QPointF(x, 18) * unit + box.topLeft())
        case DayState.COMING:
            painter.setPen(QPen(quiet, 1.6 * unit, Qt.PenStyle.DotLine))
            painter.drawEllipse(disc)
        case DayState.NOT_PLANNED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(quiet)
            painter.drawEllipse(box.center(), 2.2 * unit, 2.2 * unit)


class Grid(Themed, QTableView):
    """The month; ``turned(-1)`` or ``turned(1)`` by Page Up and Page Down."""

    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)


class KeyEntry(Themed, QWidget):
    """A shape and its word."""

    def __init__(self, state: DayState) -> None:
        super().__init__()
        self._state = state
        self._label = Label("", "secondary", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._label.setText(monthwords.word(self._state))

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.grown(24) + 8, 0, 0, 0)

    def paintEvent(self, _event: object) -> None:
        side = self.theme.grown(24)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_state(painter, QRectF(0, (self.height() - side) / 2, side, side), self._state, self.theme)
