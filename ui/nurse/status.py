"""The last two rows of the window: what the keys do, and how things stand.

Both give way when the window is narrow: the guide keeps its last entry (all keys), the status bar takes a
shorter sentence about hours. That the program is not CE marked is always there.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.nurse.page import Keys
from ui.nurse.shedding import SheddingRow
from ui.theme import Theme
from ui.widgets.base import Label, Themed
from ui.widgets.keycap import KeyCap
from ui.widgets.tile import IconView


class Guide(Themed, QFrame):
    """What the keys of the present page do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = SheddingRow((16, 0, 16, 0), 18)
        self._last = QHBoxLayout()
        self._last.setContentsMargins(0, 0, 16, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._entries, 1)
        row.addLayout(self._last)
        self._entries.end_with_stretch()
        self.refresh()

    def set_keys(self, keys: Keys) -> None:
        """Show these; the last one stands at the right and is never left out."""
        self._entries.clear()
        while self._last.count() and (item := self._last.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        for rank, entry in enumerate(keys[:-1], 1):
            self._entries.add(_Entry(*entry), rank)
        if keys:
            self._last.addWidget(_Entry(*keys[-1]))

    def restyle(self, theme: Theme) -> None:
        self.setFixedHeight(theme.grown(36))
        self._entries.setFixedHeight(theme.grown(36))


class _Entry(QWidget):
    def __init__(self, keys: tuple[str, ...], text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key in keys:
            row.addWidget(KeyCap(key))
        row.addWidget(Label(text, "small", wrap=False))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Status(Themed, QFrame):
    """Connection at the left; hours and "not CE marked" at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self.setObjectName("status")
        self._icon = IconView("circle-check", 16, "text_secondary")
        self.link, self._hours, self.note = (Label("", "small", wrap=False) for _ in range(3))
        self._hours_icon = IconView("clock", 16, "text_secondary")
        self._forms: tuple[str, ...] = ("",)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.link)
        row.addStretch(1)
        row.addWidget(self._hours_icon)
        row.addWidget(self._hours)
        row.addSpacing(10)
        row.addWidget(self.note)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_link(self, text: str, *, fine: bool) -> None:
        """Connection and what is on the way; ``fine`` picks the icon, the words carry the meaning."""
        self.link.setText(text)
        self._icon.set_icon("circle-check" if fine else "wifi-off")
        self.setAccessibleName(text)
        self._fit()

    def set_notes(self, hours: tuple[str, ...], note: str) -> None:
        """``hours`` in several lengths, the longest first."""
        self._forms = hours
        self.note.setText(note)
        self._hours.setToolTip(hours[0])
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self, theme: Theme) -> None:
        self.setFixedHeight(theme.grown(28))
        self._fit()

    def _fit(self) -> None:
        fixed = sum(part.sizeHint().width() for part in (self._icon, self.link, self._hours_icon, self.note))
        room = self.width() - fixed - 32 - 8 * 5 - 10
        metrics = self._hours.fontMetrics()
        fitting = (text for text in self._forms if metrics.horizontalAdvance(text) + 4 <= room)
        self._hours.setText(next(fitting, ""))
        self._hours_icon.setVisible(bool(self._hours.text()))
