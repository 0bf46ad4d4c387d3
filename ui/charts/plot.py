"""The chart: lanes on one time axis, with a shared cursor that mouse, keyboard and screen reader follow.

Strategy: pyqtgraph gives each lane a view (range, clipping, panning); this module sets the views out and
keeps them on one `TimeLink`; `ground` and `marks` draw the data and `overlay` everything that is text.
Charts that share a `TimeLink` (the patient's cards) move together.

Reading without a mouse: Left and Right step from value to value (of very many points, a small part of what
is in view), Home and End to the first and newest, Escape takes the cursor away. Each step emits `readout`
with the values in words. The same data is a table in `table.ChartTable`.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.charts.box import Box, Cursor, Words
from ui.charts.flags import flag_height
from ui.charts.ground import Ground
from ui.charts.item import LaneItem
from ui.charts.lane import Bars, Dots, Flag, Lane
from ui.charts.layout import Tick, time_ticks
from ui.charts.link import TimeLink
from ui.charts.marks import BarsItem, CurveItem, DenseItem, DotsItem, NewestItem
from ui.charts.overlay import Overlay
from ui.charts.pyramid import Pyramid
from ui.charts.series import DAY, Floats, nearest, nice_ticks, step_to
from ui.format import Formatter
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.base import Themed

__all__ = ["Chart", "TimeLink"]

_NEAR = 18 * 3600.0  # a lane without a value within this of the cursor shows none
_MANY = 5000  # points in view that nobody steps through one by one
_STEPS = 240  # key presses from end to end of very many points


@dataclasses.dataclass(slots=True)
class _View:
    """A lane's pyqtgraph view and its items."""

    lane: Lane
    box: pg.ViewBox
    ground: Ground
    items: list[LaneItem]


class Chart(Themed, QWidget):
    """``Chart(formatter, link, titles=False)``; then ``set_lanes([...])`` and ``set_flags([...])``.

    `titles` writes each lane's name, unit and newest value over it (nurse); a patient's chart card says
    them itself. `movable` lets the mouse pan and zoom in time. `today` is now in seconds, for the word
    "today" on the axis.
    """

    readout = Signal(str)
    placed = Signal()
    flag_clicked = Signal(str)
    point_clicked = Signal(int, int)

    def __init__(
        self,
        formatter: Formatter,
        link: TimeLink,
        *,
        titles: bool = False,
        movable: bool = False,
        today: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._formatter, self.link = formatter, link
        self._titles, self._movable, self._today = titles, movable, today
        self._views: list[_View] = []
        self._view = _GraphicsView(self)
        self._overlay = Overlay(self.theme, self._words())
        self._overlay.titles = titles
        self._view.scene().addItem(self._overlay)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        link.range_changed.connect(self._on_range)
        link.cursor_changed.connect(self._on_cursor)
        link.margins_changed.connect(self._later)
        self._saying = False  # itself what it needs, which it places by already
        self._pending = QTimer(self)
        self._pending.setSingleShot(True)
        self._pending.timeout.connect(self._place)
        known = id(self)  # not self: the connection would keep the chart alive
        self.destroyed.connect(lambda: link.forget(known))
        self.refresh()

    # content

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show these lanes, from the top down. The same number and kinds of lanes reuse their items."""
        for view in self._views:
            self._view.scene().removeItem(view.box)
        self._views = [self._make_view(lane) for lane in lanes]
        self._place()
        self._describe()
        self._on_cursor(self.link.cursor)

    def set_flags(self, flags: Sequence[Flag]) -> None:
        """Show these flags in the strip over the first lane."""
        self._overlay.strip.flags = tuple(flags)
        self._place()

    def set_formatter(self, formatter: Formatter, today: float | None) -> None:
        """New language or a new day."""
        self._formatter, self._today = formatter, today
        self.retranslate()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return tuple(view.lane for view in self._views)

    @property
    def boxes(self) -> list[Box]:
        """Geometry of the lanes, in this widget's pixels; empty before the first showing."""
        return self._overlay.boxes

    def _make_view(self, lane: Lane) -> _View:
        box = pg.ViewBox(enableMenu=False, enableMouse=False)
        box.setMouseEnabled(x=self._movable, y=False)
        box.setDefaultPadding(0)
        self._view.scene().addItem(box)
        ground = Ground(lane, self.theme, ())
        data = lane.data
        kind = BarsItem if isinstance(data, Bars) else (DotsItem if isinstance(data, Dots) else DenseItem)
        items: list[LaneItem] = [ground, kind(lane, self.theme)]
        items += [CurveItem(lane, self.theme, curve) for curve in lane.curves]
        items.append(NewestItem(lane, self.theme))
        for item in items:
            box.addItem(item, ignoreBounds=True)
        if self._movable:
            box.sigXRangeChanged.connect(self._panned)
        return _View(lane, box, ground, items)

    def _panned(self, _box: object, x_range: tuple[float, float]) -> None:
        self.link.set_range(float(x_range[0]), float(x_range[1]))

    # geometry

    def _place(self) -> None:
        """Work out where everything stands, for the present size, theme, range and lanes."""
        overlay, area = self._overlay, QRectF(self._view.rect())
        overlay.set_area(area)
        if not self._views or area.width() < 40 or area.height() < 40:
            return
        line = overlay.line_height()
        strip = flag_height(self.theme) + 6 if overlay.strip.flags else 0.0
        title = line * 1.2 + 5 if self._titles else 0.0
        foot = line + 10
        gap = 12.0
        count = len(self._views)
        room = area.height() - strip - foot - count * title - (count - 1) * gap - (0 if strip or title else 6)
        weights = sum(view.lane.weight for view in self._views)
        heights = [max(room * view.lane.weight / weights, 24.0) for view in self._views]
        ticks = [self._value_ticks(view.lane, high) for view, high in zip(self._views, heights, strict=True)]
        left = overlay.left_width([overlay.words.number(tick) for part in ticks for tick in part])
        right = overlay.right_width([view.lane for view in self._views])
        self._saying = True
        left, right = self.link.margins(self, left, right)
        self._saying = False
        start, end = self.link.range
        boxes, top = [], area.top() + strip + (0 if strip or title else 6)
        for view, high, values in zip(self._views, heights, ticks, strict=True):
            rect = QRectF(area.left() + left, top + title, max(area.width() - left - right, 20.0), high)
            boxes.append(Box(view.lane, rect, start, end, values))
            view.box.setGeometry(rect)
            view.box.setRange(
                xRange=(start, end), yRange=(view.lane.low, view.lane.high), padding=0, update=True
            )
            view.ground.set_ticks(values)
            top += title + high + gap
        overlay.boxes = boxes
        overlay.ticks = self._time_ticks(boxes[-1].rect.width())
        ribbon = QRectF(area.left(), area.top(), area.width(), strip)
        overlay.strip.place(boxes, ribbon, self.theme, overlay.words)
        overlay.update()
        self.placed.emit()

    def _later(self) -> None:
        """Another chart on the axis needs more room: place again, once, when all have said so."""
        if not self._saying:
            self._pending.start(0)

    def _value_ticks(self, lane: Lane, height: float) -> tuple[float, ...]:
        if lane.ticks:
            return lane.ticks
        most = max(int(height / (self._overlay.line_height() * 1.6)), 1)
        return tuple(nice_ticks(lane.low, lane.high, min(most, 5)).tolist())

    def _time_ticks(self, width: float) -> list[Tick]:
        start, end = self.link.range
        most = max(int(width / (self._overlay.line_height() * 4.2)), 2)
        return time_ticks(start, end, most, self._formatter.zone, self._today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def restyle(self, theme: Theme) -> None:
        self._overlay.theme = theme
        for view in self._views:
            for item in view.items:
                item.set_theme(theme)
        self._view.setBackground(theme.colours.surface)
        self._place()

    # words

    def _words(self) -> Words:
        return Words(self._tick_text, self._number, self.tr("No reading"), self._more)

    def _more(self, count: int) -> str:
        return self.tr("%n more", "", count)

    def retranslate(self) -> None:
        self._overlay.words = self._words()
        self._place()
        self._describe()

    def _tick_text(self, tick: Tick) -> tuple[str, bool]:
        form = self._formatter
        moment = dt.datetime.fromtimestamp(tick.time, form.zone)
        if tick.kind == "hour":
            return form.time(moment), False
        if tick.kind == "month":
            name = form.month(moment.month, short=True)
            return (f"{name} {moment.year}" if moment.month == 1 else name), False
        if tick.kind == "year":
            return str(moment.year), False
        if self._today is not None:
            now = dt.datetime.fromtimestamp(self._today, form.zone)
            if now.date() == moment.date():
                return self.tr("today"), True
        return form.day(moment, short=True), False

    def _number(self, value: float) -> str:
        decimals = 0 if value == int(value) else (1 if value * 10 == int(value * 10) else 2)
        return self._formatter.number(value, decimals)

    def _describe(self) -> None:
        parts = []
        for view in self._views:
            times = view.lane.times
            newest = view.lane.say(len(times) - 1) if len(times) else self.tr("No reading")
            parts.append(f"{view.lane.title}: {newest}")
        self.setAccessibleName(self.tr("Chart. {lanes}").format(lanes=". ".join(parts)))
        self.setAccessibleDescription(self.tr("Arrow keys read one value at a time."))

    # cursor

    def step(self, by: int) -> None:
        """Move the cursor `by` values in the lane with the most of them in view; farther among very many."""
        times = self._stepping()
        if not len(times):
            return
        stride = max(len(times) // _STEPS, 1) if len(times) > _MANY else 1
        self.link.set_cursor(float(times[step_to(times, self.link.cursor, by * stride)]))

    def _stepping(self) -> Floats:
        start, end = self.link.range
        inside = [
            view.lane.times[(view.lane.times >= start) & (view.lane.times <= end)] for view in self._views
        ]
        return max(inside, key=len, default=np.empty(0))

    def _on_range(self, _start: float, _end: float) -> None:
        self._place()

    def _on_cursor(self, time: object) -> None:
        if not isinstance(time, float) or not self._views:
            self._overlay.reading = None
            self._overlay.update()
            return
        texts = tuple(self._text_at(view.lane, time) for view in self._views)
        form = self._formatter
        when = form.stamp(dt.datetime.fromtimestamp(time, form.zone))
        self._overlay.reading = Cursor(time, texts, when)
        self._overlay.update()
        spoken = [
            f"{view.lane.title} {text or self.tr('No reading')}"
            for view, text in zip(self._views, texts, strict=True)
        ]
        text = f"{when}. {'. '.join(spoken)}"
        if self.hasFocus():
            announce(self, text)
        self.readout.emit(text)

    def _text_at(self, lane: Lane, time: float) -> str:
        if not len(lane.times):
            return ""
        index = nearest(lane.times, time)
        start, end = self.link.range
        dense = isinstance(lane.data, Pyramid)  # lost signals are short there
        near = (end - start) / _STEPS if dense else min(_NEAR, max((end - start) / 60, DAY / 48))
        return lane.say(index) if abs(float(lane.times[index]) - time) <= near else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        times = self._stepping()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and len(times):
            self.link.set_cursor(float(times[0 if key == Qt.Key.Key_Home else -1]))
        elif key == Qt.Key.Key_Escape and self.link.cursor is not None:
            self.link.set_cursor(None)
        else:
            super().keyPressEvent(event)

    # mouse, told by the view

    def hovered(self, point: QPointF) -> None:
        """The mouse is at `point`: the cursor goes to the nearest value of the lane under it."""
        found = self._lane_at(point)
        if found is None:
            return
        box = self._overlay.boxes[found]
        times = self._views[found].lane.times
        if len(times):
            self.link.set_cursor(float(times[nearest(times, box.time(point.x()))]))

    def pressed(self, point: QPointF) -> None:
        """The mouse was pressed at `point`: a flag, or the nearest value."""
        flag = self._overlay.strip.at(point)
        if flag is not None:
            self.flag_clicked.emit(flag.key)
            return
        found = self._lane_at(point)
        if found is not None and len(self._views[found].lane.times):
            box = self._overlay.boxes[found]
            self.point_clicked.emit(found, nearest(self._views[found].lane.times, box.time(point.x())))

    def _lane_at(self, point: QPointF) -> int | None:
        for index, box in enumerate(self._overlay.boxes):
            if box.rect.adjusted(0, -20, 0, 4).contains(point):
                return index
        return None


class _GraphicsView(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The view that the lanes stand in; tells the chart where the mouse is."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart, background=None)
        # lanes stand in the scene itself; left to the end, the layout that comes with a view may crash there
        self.centralWidget.setLayout(None)
        self.centralLayout = None
        self._chart = chart
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._chart.hovered(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._chart.pressed(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._chart.hasFocus():
            self._chart.link.set_cursor(None)
