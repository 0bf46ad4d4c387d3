"""The task frame: step header, body in rows, foot. It hides the rail: one thing at a time.

The way out is always top right, the forward button always bottom right. Where the body does not fit, the
foot gets "Show more".
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui.patient.layout import Pager, Room
from ui.theme import Theme
from ui.widgets.base import Themed
from ui.widgets.buttons import Button
from ui.widgets.steps import StepHeader

_MINIMUM, _EXPANDING = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding


class TaskFoot(Themed, QFrame):
    """What there is to know at the left, what there is to press at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "foot")
        self.more = Button("", "neutral", icon_after="chevron-down")
        self.more.setObjectName("showMore")
        self.back = Button("", "neutral", icon="chevron-up")
        self.back.setObjectName("showPrevious")
        self.row = QHBoxLayout(self)
        self.left = QHBoxLayout()
        self.left.setSpacing(14)
        self.right = QHBoxLayout()
        self.right.setSpacing(16)
        self._filled: list[QWidget] = []
        self._gap = QSpacerItem(0, 0)
        self.row.addItem(self._gap)
        self.row.addLayout(self.left, 1)
        self.row.addWidget(self.back)
        self.row.addWidget(self.more)
        self.row.addLayout(self.right)
        self.retranslate()
        self.refresh()

    def fill(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Show these parts; parts shown before are hidden."""
        for part in self._filled:
            # not takeAt: an item that Python still holds keeps the widget's size cache from being renewed
            (self.left if self.left.indexOf(part) >= 0 else self.right).removeWidget(part)
            if part not in (*left, *right):
                part.hide()
        self._filled = [*left, *right]
        for side, parts in ((self.left, left), (self.right, right)):
            for part in parts:
                side.addWidget(part, 1 if side is self.left and part is parts[-1] else 0)
                part.show()
        self._gap.changeSize(0, 0, _MINIMUM if left else _EXPANDING, _MINIMUM)
        self.row.invalidate()

    def retranslate(self) -> None:
        self.more.setText(self.tr("Show more"))
        self.back.setText(self.tr("Back up"))

    def restyle(self, theme: Theme) -> None:
        self.row.setContentsMargins(32, 11, 32, 11)
        self.row.setSpacing(16)
        self.setMinimumHeight(theme.grown(88) if theme.text_size <= 125 else theme.grown(66))


class TaskFrame(Themed, QWidget):
    """Header, rows, foot. ``rows`` lays the body out for the room there is."""

    def __init__(self, foot: TaskFoot | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._snug = Room.WIDE, False
        self.way_out = Button("", "neutral", icon="x")
        self.header = StepHeader("", (), self.way_out)
        self.pager, self.foot = Pager(), foot or TaskFoot()
        # queued: showing a button changes the height, which divides the pages again
        self.pager.turned.connect(self._turned, Qt.ConnectionType.QueuedConnection)
        self.foot.more.clicked.connect(self.pager.show_more)
        self.foot.back.clicked.connect(lambda: self.pager.turn_to(self.pager.page - 1))
        self._body = QWidget()
        self._margins = QVBoxLayout(self._body)
        self._margins.addWidget(self.pager)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        column.addWidget(self.foot)
        self._turned()

    def arrange(self, room: Room, *, snug: bool) -> None:
        """Lay out for this room."""
        self._room, self._snug = room, snug
        side, top = (32, 28) if not snug else (28, 16)
        self._margins.setContentsMargins(side, top, side, top)
        self.lay_out()

    def lay_out(self) -> None:
        """Put the rows into the pager again."""
        rows = self.rows(self._room, snug=self._snug)
        self.pager.set_rows(rows, 16 if self._snug else 20, self.stretched(rows))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        """The rows of the body, from the top."""
        raise NotImplementedError

    def stretched(self, rows: Sequence[QWidget]) -> Sequence[QWidget]:
        """The rows that share the height that is left; here the last one."""
        return rows[-1:]

    def _turned(self) -> None:
        self.foot.more.setVisible(self.pager.page < self.pager.pages - 1)
        self.foot.back.setVisible(self.pager.page > 0)
