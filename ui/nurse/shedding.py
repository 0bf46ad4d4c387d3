"""A row that sheds what it can spare when it gets narrow, so that nothing in it is ever cut.

Each part has a rank; 0 stays always. When the row is too narrow, the part with the highest rank goes
first. Parts that are hidden for their own reason stay hidden.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.base import Themed


class SheddingRow(Themed, QWidget):
    """``row.add(widget, rank)``, ``row.add_stretch()``; margins and gap in pixels."""

    def __init__(
        self, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts: list[tuple[QWidget, int]] = []
        self._barred: set[QWidget] = set()
        self._tail = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*margins)
        self._row.setSpacing(gap)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.refresh()

    def add(self, part: QWidget, rank: int = 0, *, stretch: int = 0) -> None:
        """Put a part at the end."""
        self._parts.append((part, rank))
        self._row.insertWidget(self._row.count() - self._tail, part, stretch)

    def add_stretch(self) -> None:
        """Room that takes up what is left."""
        self._row.addStretch(1)

    def end_with_stretch(self) -> None:
        """Keep all parts at the left, also those that are added later."""
        self._row.addStretch(1)
        self._tail = 1

    def clear(self) -> None:
        """Take all parts out and delete them."""
        for part, _ in self._parts:
            self._row.removeWidget(part)
            part.deleteLater()
        self._parts, self._barred = [], set()

    def bar(self, part: QWidget, barred: bool) -> None:
        """Hide a part for a reason of its own, or let it be shown again."""
        self.bar_all({part: barred})

    def bar_all(self, barred: Mapping[QWidget, bool]) -> None:
        """The same for several parts at once."""
        now = {*self._barred - barred.keys(), *(part for part, out in barred.items() if out)}
        if now != self._barred:
            self._barred = now
            self.shed()

    def shed(self) -> None:
        """Hide as many parts as the width asks for, and show the others."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        kept = [p for p in self._parts if p[0] not in self._barred]
        for part, rank in sorted(kept, key=lambda p: -p[1]):
            if rank == 0 or self._needed(kept) <= room:
                break
            kept = [p for p in kept if p[0] is not part]
        shown = {part for part, _ in kept}
        for part, _ in self._parts:
            if part.isVisibleTo(self) != (part in shown):
                part.setVisible(part in shown)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shed()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.shed()
        return super().event(event)

    def restyle(self, theme: Theme) -> None:
        self.shed()

    def _needed(self, parts: list[tuple[QWidget, int]]) -> int:
        widths = [max(p.minimumSizeHint().width(), _hint(p), p.minimumWidth()) for p, _ in parts]
        return sum(widths) + self._row.spacing() * max(len(widths) - 1, 0)


def _hint(part: QWidget) -> int:
    """Width a part asks for; one that takes what is left asks for its least."""
    if part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored:
        return 0
    expands = part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding
    return part.minimumWidth() if expands else min(part.sizeHint().width(), part.maximumWidth())
