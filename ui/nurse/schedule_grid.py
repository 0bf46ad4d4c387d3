"""The week's measurements as a grid: a row a measure, morning and evening for each day.

Arrow keys move between cells, Space turns one on or off, and each cell says what it is.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from hemmonitor.model.measurement import Kind
from ui import measures
from ui.nurse import words
from ui.nurse.desk import Desk
from ui.nurse.plan_draft import WEEKDAYS, Part, PlanDraft
from ui.theme import Theme, fonts
from ui.widgets.base import Label, Themed
from ui.widgets.tile import IconView

_MONDAY = 5  # of January 2026, for the names of the days


_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Cell(Themed, QAbstractButton):
    """One planned measurement: on (filled) or off, with its letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        side = self.theme.grown(26)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # the grid moves the focus
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, on = self.theme.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(colours.accent if on else colours.border_strong), 1))
        painter.setBrush(QColor(colours.accent if on else colours.surface))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(colours.on_accent if on else colours.text))
        painter.setFont(fonts.font(self.theme, 13, fonts.BOLD if on else fonts.REGULAR))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class ScheduleGrid(Themed, QWidget):
    """``toggled(kind, part, weekday, on)``."""

    toggled = Signal(object, object, int, bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft: PlanDraft | None = None
        self._kinds: tuple[Kind, ...] = ()
        self.cells: dict[tuple[Kind, Part, int], Cell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3)
        self._grid.setVerticalSpacing(6)
        self.refresh()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show a plan's schedule; rows are made anew only when the measures differ."""
        self._draft = draft
        if draft.kinds() != self._kinds:
            self._kinds = draft.kinds()
            self._make_rows()
        for (kind, part, day), cell in self.cells.items():
            cell.setChecked(draft.is_on(kind, part, day))

    def retranslate(self) -> None:
        if self._draft is not None:
            self._make_rows()
            self.show_draft(self._draft)

    def restyle(self, theme: Theme) -> None:
        self._grid.setColumnMinimumWidth(1, theme.grown(130))
        for day in WEEKDAYS:
            self._grid.setColumnMinimumWidth(3 * day + 1, theme.grown(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = _ARROWS.get(event.key())
        here = next((key for key, cell in self.cells.items() if cell.hasFocus()), None)
        if steps is None or here is None:
            super().keyPressEvent(event)
            return
        parts = tuple(Part)
        column = 2 * (here[2] - 1) + parts.index(here[1]) + steps[0]
        row = self._kinds.index(here[0]) + steps[1]
        if 0 <= column < 2 * len(WEEKDAYS) and 0 <= row < len(self._kinds):
            target = self.cells[self._kinds[row], parts[column % 2], column // 2 + 1]
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_rows(self) -> None:
        while self._grid.count() and (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.cells = {}
        days = self._day_names()
        for day in WEEKDAYS:
            name = Label(days[day - 1][:3], "small", wrap=False, align=Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(name, 0, 3 * day - 1, 1, 2)
        letters = {Part.MORNING: self.tr("M"), Part.EVENING: self.tr("E")}
        parts = {Part.MORNING: self.tr("morning"), Part.EVENING: self.tr("evening")}
        for row, kind in enumerate(self._kinds, 1):
            self._grid.addWidget(IconView(words.KIND_ICONS[kind], 18, "text"), row, 0)
            self._grid.addWidget(Label(measures.kind_name(kind), "strong", wrap=False), row, 1)
            for day in WEEKDAYS:
                for place, part in enumerate(Part):
                    cell = self._cell(kind, part, day)
                    cell.setText(letters[part])
                    cell.setAccessibleName(f"{measures.kind_name(kind)}, {days[day - 1]}, {parts[part]}")
                    self._grid.addWidget(cell, row, 3 * day - 1 + place)
        self._grid.setColumnStretch(3 * len(WEEKDAYS) + 2, 1)

    def _cell(self, kind: Kind, part: Part, day: int) -> Cell:
        cell = Cell()
        cell.setObjectName(f"slot_{kind.value}_{part.value}_{day}")
        cell.clicked.connect(lambda on: self.toggled.emit(kind, part, day, on))
        self.cells[kind, part, day] = cell
        return cell

    def _day_names(self) -> list[str]:
        first = dt.date(2026, 1, _MONDAY)
        names = [self._desk.fmt.weekday(first + dt.timedelta(days=n)) for n in range(7)]
        return [name[:1].upper() + name[1:] for name in names]
