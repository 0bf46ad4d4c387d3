"""How much room a patient's page has, and pages that turn in whole cards.

Rules:
- A layout switch is chosen by width measured in body-text heights, not by percent, so that a small
  screen at 100 % gets the same frames as a large one at 200 %.
- A page is a list of rows. What does not fit is on the next page; no card is cut by the edge. Only a row
  that is taller than the whole view scrolls.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.order import read


class Room(enum.IntEnum):
    """How wide the window is, in steps at which the frame changes."""

    ONE = 0  # one column under a top bar
    BAR = 1  # two columns under a top bar
    RAIL = 2  # rail, no hero picture
    WIDE = 3  # rail, everything


_LEAST = {Room.WIDE: 62, Room.RAIL: 50, Room.BAR: 40}  # window width in body-text heights


def room_for(width: int, theme: Theme) -> Room:
    """The room that a window of `width` px has in this theme."""
    bodies = width / theme.body
    return next((room for room, least in _LEAST.items() if bodies >= least), Room.ONE)


class Box(QWidget):
    """Widgets side by side or under each other, for as long as this layout holds; it does not own them.

    Make one only to show it: a box that nobody holds takes its parts with it when it goes.
    """

    def __init__(self, layout: QBoxLayout, parts: Sequence[tuple[QWidget, int]], spacing: int) -> None:
        super().__init__()
        self._parts = [part for part, _ in parts]
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        self.setLayout(layout)
        for part, share in parts:
            layout.addWidget(part, share)
            part.setVisible(True)

    def let_go(self, keeper: QWidget) -> None:
        """Give the parts that still stand here to `keeper`, hidden, and end."""
        for part in self._parts:
            if part.parent() is not self:
                continue
            if isinstance(part, Box):
                part.let_go(keeper)
            else:
                part.hide()
                part.setParent(keeper)
        self.hide()  # said, since a layout shows later what was added and never hidden: as a window, by then
        self.setParent(None)
        self.deleteLater()


def across(parts: Sequence[tuple[QWidget, int]], spacing: int) -> Box:
    """Widgets side by side, each with its share of the width."""
    return Box(QHBoxLayout(), parts, spacing)


def down(parts: Sequence[QWidget], spacing: int, *, grows: int = -1) -> Box:
    """Widgets under each other; part number `grows` takes the height that is left."""
    shares = [(part, 1 if index == grows else 0) for index, part in enumerate(parts)]
    return Box(QVBoxLayout(), shares, spacing)


class Stretchy(QWidget):
    """Holds a picture, plot or ring: asks for `least` px of height, and takes all that is left.

    The widget's own size hint does not count; a picture would ask for its natural size.
    """

    def __init__(self, widget: QWidget, least: int) -> None:
        super().__init__()
        self._least = least
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_least(self, least: int) -> None:
        """Ask for another height."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        own = super().minimumSizeHint()
        return QSize(own.width(), max(own.height(), self._least))


class _Area(QScrollArea):
    """Scrolls a row that is higher than the view; else page keys are left to the pager."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.verticalScrollBar().maximum():
            super().keyPressEvent(event)
        else:
            event.ignore()


class _Inside(QWidget):
    """What the pager scrolls. Its least height is for the width it has, not for the narrowest one."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(0, 0) if wraps else super().minimumSizeHint()


class Pager(QWidget):
    """Rows under each other, as many as fit; ``show_more`` turns to the next ones."""

    turned = Signal()  # the page or the number of pages changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._starts, self._page = [0], 0
        self._told = (0, 1)
        self._pending = False
        self._area = _Area()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = _Inside()
        self._inside.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._column.addItem(self._rest)
        self._area.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self._inside.installEventFilter(self)

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._starts)

    def set_rows(self, rows: Sequence[QWidget], spacing: int, stretched: Sequence[QWidget] = ()) -> None:
        """Show these rows from the first; what is no row is hidden.

        Those `stretched` share what height is left on their page, by their own stretch factors.
        Widgets of earlier rows are kept, hidden: a page lays the same ones out again and again.
        """
        for gone in self._rows:
            # not takeAt: an item that Python still holds keeps the widget's size cache from being renewed
            self._column.removeWidget(gone)
            if gone in rows:
                continue
            if isinstance(gone, Box):
                gone.let_go(self)
            elif gone.parent() is self._inside:
                gone.hide()
                gone.setParent(self)
        self._column.setSpacing(spacing)
        self._rows, self._page = list(rows), 0
        for row in rows:
            self._column.addWidget(row, max(row.sizePolicy().verticalStretch(), 1) if row in stretched else 0)
        self._column.removeItem(self._rest)
        self._column.addItem(self._rest)
        self._divide()

    def show_more(self) -> None:
        """Turn to the next page."""
        self.turn_to(self._page + 1)

    def turn_to(self, page: int) -> None:
        """Turn to a page; beyond the ends nothing happens."""
        if 0 <= page < len(self._starts) and page != self._page:
            self._page = page
            self._apply()
            self._area.verticalScrollBar().setValue(0)
            focus_first(self._inside)
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageDown:
            self.show_more()
        elif event.key() == Qt.Key.Key_PageUp:
            self.turn_to(self._page - 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._divide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and not self._pending:
            self._pending = True  # once, after the layouts have settled
            QTimer.singleShot(0, self, self._divide)
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _divide(self) -> None:
        """Work out where pages begin."""
        self._pending = False
        room = self.contentsRect()
        space, width = room.height(), room.width()
        starts, used = [0], 0
        for index, row in enumerate(self._rows):
            high = _height(row, width)
            gap = self._column.spacing() if used else 0
            if used and used + gap + high > space:
                starts.append(index)
                used, gap = 0, 0
            used += gap + high
        self._starts = starts
        self._page = min(self._page, len(starts) - 1)
        self._apply()
        self._tell()

    def _tell(self) -> None:
        """Say so if the page or the number of pages is another than last told."""
        now = self._page, len(self._starts)
        if now != self._told:
            self._told = now
            self.turned.emit()

    def _apply(self) -> None:
        begin = self._starts[self._page] if self._rows else 0
        end = self._starts[self._page + 1] if self._page + 1 < len(self._starts) else len(self._rows)
        for index, row in enumerate(self._rows):
            wanted = begin <= index < end
            if row.isHidden() == wanted:
                row.setVisible(wanted)


def focus_first(inside: QWidget) -> None:
    """Give the keyboard to the first widget in `inside` that takes it, if there is one."""
    for stop in read(inside):
        if stop.isEnabled():
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            return


def give_focus(widget: QWidget, *, ringed: bool) -> None:
    """Give the keyboard to `widget`, with the focus ring only for somebody who is using the keyboard."""
    own = widget.property("own_focus")
    widget.setProperty("own_focus", own or not ringed)
    widget.setFocus()
    widget.setProperty("own_focus", own)


def _height(row: QWidget, width: int) -> int:
    """The least height of `row` at this width, also while it is hidden."""
    if not row.isVisible():
        _renew(row)
    if row.hasHeightForWidth():
        return row.heightForWidth(width)
    vertical = row.sizePolicy().verticalPolicy()
    fixed = row.sizeHint().height() if vertical == QSizePolicy.Policy.Fixed else 0
    return max(row.minimumSizeHint().height(), row.minimumHeight(), fixed)


def _renew(row: QWidget) -> None:
    """Bring the sizes in a hidden row up to date: Qt polishes and lays out only what is shown."""
    for part in (row, *row.findChildren(QWidget)):
        part.ensurePolished()
        if part.layout() is not None:
            part.updateGeometry()
    for layout in row.findChildren(QLayout):
        layout.invalidate()
