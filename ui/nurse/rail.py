"""The navigation rail: where one can go. Only what exists is in it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, fonts, icons
from ui.widgets.base import Themed

_NARROW = 1340  # a window below this width has a rail without words


class Place(StrEnum):
    """Where the rail leads."""

    WORKLIST = "worklist"
    ROUND = "round"
    MESSAGES = "messages"
    TASKS = "tasks"
    PATIENTS = "patients"
    MOBILE = "mobile"
    CENTRE = "centre"
    SETTINGS = "settings"


_ICONS = {
    Place.WORKLIST: "list-check",
    Place.ROUND: "stethoscope",
    Place.MESSAGES: "message",
    Place.TASKS: "calendar",
    Place.PATIENTS: "users",
    Place.MOBILE: "car",
    Place.CENTRE: "building-hospital",
    Place.SETTINGS: "settings",
}


class RailItem(Themed, QAbstractButton):
    """One item: icon, and the word below it while there is room."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._words, self._count = place, True, 0
        self.setObjectName(f"rail_{place.value}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.retranslate()

    def set_words(self, shown: bool) -> None:
        if shown != self._words:
            self._words = shown
            self.setToolTip("" if shown else self.text())
            self.updateGeometry()

    def set_count(self, count: int) -> None:
        """How much waits there, in a pill; 0 for none."""
        if count != self._count:
            self._count = count
            self.retranslate()
            self.update()

    def text_fits(self) -> bool:
        """True if the word is shown whole, or not at all."""
        metrics = QFontMetricsF(fonts.font(self.theme, 13, fonts.BOLD))
        return not self._words or metrics.horizontalAdvance(self.text()) <= self.width()

    def retranslate(self) -> None:
        texts = {
            Place.WORKLIST: self.tr("Worklist"),
            Place.ROUND: self.tr("Round"),
            Place.MESSAGES: self.tr("Messages"),
            Place.TASKS: self.tr("Tasks"),
            Place.PATIENTS: self.tr("Patients"),
            Place.MOBILE: self.tr("Mobile"),
            Place.CENTRE: self.tr("Care centre"),
            Place.SETTINGS: self.tr("Settings"),
        }
        self.setText(texts[self._place])
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """A click asks; `Rail.set_current` marks. In a group, Qt would take Tab from the rest."""

    def sizeHint(self) -> QSize:
        theme = self.theme
        metrics = QFontMetricsF(fonts.font(theme, 13, fonts.BOLD))
        width = metrics.horizontalAdvance(self.text()) + 14 if self._words else 0
        return QSize(max(round(width), theme.grown(64)), theme.grown(64 if self._words else 56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours, on = self.theme, self.theme.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(colours.accent_soft if on else colours.surface_sunken))
        if on:
            painter.fillRect(QRectF(0, 0, 3, self.height()), QColor(colours.accent))
        ink = colours.accent if on else colours.text
        side = theme.grown(22)
        text_tall = QFontMetricsF(fonts.font(theme, 13)).height() if self._words else 0
        top = (self.height() - side - text_tall - (3 if self._words else 0)) / 2
        icons.paint(painter, QRectF((self.width() - side) / 2, top, side, side), _ICONS[self._place], ink)
        if self._count:
            self._paint_count(painter, QPointF(self.width() / 2 + side * 0.75, top + 2))
        if self._words:
            painter.setFont(fonts.font(theme, 13, fonts.BOLD if on else fonts.REGULAR))
            painter.setPen(QColor(ink))
            below = QRectF(0, top + side + 3, self.width(), text_tall)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QColor(colours.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 6, 6)

    def _paint_count(self, painter: QPainter, middle: QPointF) -> None:
        theme, text = self.theme, str(self._count) if self._count < 100 else "99+"
        font = fonts.font(theme, 12, fonts.BOLD)
        metrics = QFontMetricsF(font)
        tall = metrics.height() + 2
        wide = max(tall, metrics.horizontalAdvance(text) + tall * 0.6)
        pill = QRectF(0, 0, wide, tall)
        pill.moveCenter(middle)
        pill.moveRight(min(pill.right(), self.width() - 2.0))
        pill.moveTop(max(pill.top(), 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.accent))
        painter.drawRoundedRect(pill, tall / 2, tall / 2)
        painter.setPen(QColor(theme.colours.on_accent))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class Rail(Themed, QFrame):
    """``chosen(Place)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.items = {place: RailItem(place) for place in Place}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(0)
        for place, item in self.items.items():
            if place is Place.SETTINGS:
                column.addStretch(1)
            item.clicked.connect(lambda _on=False, p=place: self.chosen.emit(p))
            column.addWidget(item)
        for place in (Place.MOBILE, Place.CENTRE):
            self.items[place].hide()  # until the window has it
        self.refresh()

    def set_current(self, place: Place) -> None:
        """Mark where one is."""
        for one, item in self.items.items():
            item.setChecked(one is place)

    def fit(self, window_width: int) -> None:
        """Show words where the window has room for them."""
        theme = self.theme
        words = window_width * 100 / theme.text_size >= _NARROW
        for item in self.items.values():
            item.set_words(words)
        widest = max(item.sizeHint().width() for item in self.items.values() if not item.isHidden())
        self.setFixedWidth(max(widest, theme.grown(96 if words else 64)))

    def restyle(self, theme: Theme) -> None:
        self.fit(self.window().width())
