"""What has arrived waits below the list, where it moves no row: how many, the most urgent with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.nurse.rowtext import RowText
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, set_kind, strong_lead
from ui.widgets.buttons import Button

_BOXED = {Zone.RED, Zone.YELLOW}


class Arrivals(Themed, QFrame):
    """``show_waiting(count, red, first)``; ``asked`` when they are to come into the list."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrivals")
        self._mark, self._text = ZoneMark(size=20), Label("", "body")
        self.button = Button("", keys=("r",))
        self.button.setObjectName("show_new")
        self.button.clicked.connect(self.asked)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._shown: tuple[int, int, RowText | None] = (0, 0, None)
        self.hide()
        self.refresh()
        self.retranslate()

    @property
    def text(self) -> str:
        """What is said, without markup."""
        return self.accessibleName()

    def show_waiting(self, count: int, red: int, first: RowText | None) -> None:
        """``first`` is the most urgent of those that wait; ``None`` hides the bar."""
        self._shown = (count, red, first)
        self.setVisible(first is not None)
        if first is None:
            return
        set_kind(self, f"box_{first.zone}" if first.zone in _BOXED else "card")
        self._mark.set_zone(first.zone)
        news = self.tr("%n new.", "", count)
        if red and count > 1:
            news = self.tr("%n new, {red} red.", "", count).format(red=red)
        who = self.tr("{name}: {reason}").format(name=first.name, reason=first.reason)
        self._text.set_markup(strong_lead(news, who))
        self.setAccessibleName(f"{news} {first.zone_word}. {who}")

    def retranslate(self) -> None:
        self.button.setText(self.tr("Show"))
        self.show_waiting(*self._shown)

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(10)
