"""Value tile: one measure's newest value, its zone and when it was taken.

Without a value the tile says "No reading", never 0 and never a dash alone. At 100 % the time stands at
the right of the badge if both fit; from 125 % under it; when the tile is wide (one column, 200 %) badge and
time stand at the right of the value.
"""

import dataclasses

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import TextSize, Theme, Zone, icons
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.words import zone_word


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """Ready texts of one value. `unit` stands beside the value, `below` on the line under it.

    `word` replaces the zone's usual word, e.g. where there is a value but no limit to judge it by.
    """

    value: str
    zone: Zone
    when: str
    unit: str = ""
    below: str = ""
    word: str = ""


class IconView(Themed, QWidget):
    """One icon, in the accent colour or another of the theme's (`role`: a field of `Surfaces`)."""

    def __init__(
        self, name: str, size: int = 26, role: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._role = name, size, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_icon(self, name: str, role: str | None = None) -> None:
        self._name, self._role = name, role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.grown(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        icons.paint(QPainter(self), box, self._name, self.colour())

    def colour(self) -> str:
        """``#RRGGBB`` the icon is drawn in. A zone's name as role means that zone's line colour."""
        if self._role == "on_solid":
            return self.theme.zone(Zone.RED).on_solid
        if self._role in set(Zone):
            return self.theme.zone(Zone(self._role)).line
        return str(getattr(self.theme.colours, self._role))


class ValueTile(Card):
    """``ValueTile("heart-rate-monitor", "Blood pressure"); tile.set_reading(Reading("132/78", ...))``"""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("card", padding=20, parent=parent)
        self._reading: Reading | None = None
        self._icon = IconView(icon, 26)
        self.name = Label(name, "label", wrap=False)
        self._figure = Figure()
        self._none = Label("", "heading")
        self._below = Label("", "secondary")
        self._badge, self._when = ZoneBadge(), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self.name)
        head.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(head)
        for part in (self._figure, self._none, self._below):
            left.addWidget(part)
        left.addStretch(1)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self._badge)
        self._foot.addWidget(self._when, 1)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._grid.setRowStretch(0, 1)
        self._grid.addLayout(left, 0, 0)
        self._grid.addLayout(self._foot, 1, 0)
        self.body.addLayout(self._grid)
        self.set_reading(None)
        self.refresh()

    def set_reading(self, reading: Reading | None) -> None:
        """Show `reading`; None is "No reading"."""
        self._reading = reading
        self.retranslate()

    def retranslate(self) -> None:
        reading = self._reading
        self._figure.set_value(reading.value if reading else "", reading.unit if reading else "")
        self._figure.setVisible(reading is not None)
        self._none.setText(zone_word(Zone.GREY, self.theme.face))
        self._none.setVisible(reading is None)
        self._below.setText(reading.below if reading else "")
        self._below.setVisible(bool(reading and reading.below))
        self._when.setText(reading.when if reading else "")
        self._badge.set_zone(reading.zone if reading else Zone.GREY, reading.word if reading else "")
        self._badge.setVisible(reading is not None)
        texts = [self.name.text(), *self._spoken()]
        self.setAccessibleName(", ".join(text for text in texts if text))
        self._arrange()

    def _spoken(self) -> list[str]:
        if self._reading is None:
            return [self._none.text()]
        figure = f"{self._reading.value} {self._reading.unit}".strip()
        return [figure, self._reading.below, self._badge.word, self._reading.when]

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._figure.set_base(theme.pick(64, 28), theme.pick(28, 14))
        if theme.is_patient:
            self.body.setContentsMargins(20, 16, 20, 18)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put badge and time where the width allows, measured in body-text heights."""
        wide = self.width() > 30 * self.theme.body
        side_by_side = self._badge.sizeHint().width() + 12 + self._when.sizeHint().width()
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        below = wide or self.theme.text_size > TextSize.S100 or side_by_side > room
        self._grid.removeItem(self._foot)
        if wide:
            middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._grid.addLayout(self._foot, 0, 1, middle)
        else:
            self._grid.addLayout(self._foot, 1, 0)
        self._foot.setDirection(
            QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        )
        self._foot.setStretch(1, 0 if below else 1)
        side = Qt.AlignmentFlag.AlignLeft if below and not wide else Qt.AlignmentFlag.AlignRight
        self._foot.setAlignment(self._badge, side)
        self._when.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
