"""The way around: a rail at the left, or a bar with a menu at the top where the text is large.

The foot (112, 1177, "The app is not watched around the clock") never scrolls and is never hidden. In the
rail it is a box at the bottom; under a top bar the numbers stand in the bar and the sentence in the foot.
Only pages that exist are listed.
"""

from __future__ import annotations

import enum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme, Zone, fonts, icons, pictures
from ui.widgets.badge import CountPill, ZoneMark
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button


class Place(enum.StrEnum):
    """A page, in the order of the rail."""

    HOME = "home"
    MEASURE = "measure"
    TRENDS = "trends"
    PLAN = "plan"
    QUESTIONS = "questions"
    MESSAGES = "messages"
    DEVICES = "devices"
    SETTINGS = "settings"


ICONS = {
    Place.HOME: "home",
    Place.MEASURE: "device-heart-monitor",
    Place.TRENDS: "chart-line",
    Place.PLAN: "clipboard-heart",
    Place.QUESTIONS: "list-check",
    Place.MESSAGES: "message-2",
    Place.DEVICES: "bluetooth",
    Place.SETTINGS: "settings",
}


def place_name(place: Place) -> str:
    """What the page is called."""
    return {
        Place.HOME: QCoreApplication.translate("Place", "Home"),
        Place.MEASURE: QCoreApplication.translate("Place", "Measure"),
        Place.TRENDS: QCoreApplication.translate("Place", "My values"),
        Place.PLAN: QCoreApplication.translate("Place", "My plan"),
        Place.QUESTIONS: QCoreApplication.translate("Place", "Questions"),
        Place.MESSAGES: QCoreApplication.translate("Place", "Messages"),
        Place.DEVICES: QCoreApplication.translate("Place", "Devices"),
        Place.SETTINGS: QCoreApplication.translate("Place", "Settings"),
    }[place]


def not_watched() -> str:
    """The sentence that is always one glance away."""
    return QCoreApplication.translate("Place", "The app is not watched around the clock.")


class Logo(Themed, QWidget):
    """The program's mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        side = self.theme.grown(38)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pictures.paint(painter, QRectF(self.rect()), "logo", self.theme)


class RailItem(Themed, QToolButton):
    """One page in the rail; checked while it is shown."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._low = place, False
        self._count = CountPill(0, parent=self)
        self.setObjectName(f"go_{place}")
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)
        self.retranslate()
        self.refresh()

    @property
    def place(self) -> Place:
        return self._place

    def set_count(self, count: int) -> None:
        """How much is new there; 0 shows nothing."""
        self._count.set_count(count)
        self._count.setVisible(count > 0)
        self._place_count()
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(place_name(self._place))
        count = self._count.accessibleName()
        new = "" if self._count.isHidden() else self.tr("%n new", "", int(count))
        self.setAccessibleName(", ".join(part for part in (self.text(), new) if part))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self.theme
        words = QFontMetrics(fonts.font(theme, 18, fonts.BOLD)).horizontalAdvance(self.text())
        return QSize(
            theme.grown(52) + words + theme.grown(40), theme.target if self._low else theme.grown(52)
        )

    def set_low(self, low: bool) -> None:
        """As low as a target may be, where the window is."""
        self._low = low
        self.updateGeometry()

    def resizeEvent(self, event: object) -> None:
        self._place_count()

    def _place_count(self) -> None:
        size = self._count.sizeHint()
        self._count.setGeometry(
            self.width() - size.width() - 4, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        theme, colours = self.theme, self.theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, side = self.height() / 2, theme.grown(26)
        if self.isChecked():
            bar = theme.grown(32)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(0, middle - bar / 2, 4, bar), 2, 2)
        ink = colours.accent if self.isChecked() else colours.text_secondary
        icons.paint(painter, QRectF(14, middle - side / 2, side, side), ICONS[self._place], ink)
        painter.setFont(fonts.font(theme, 18, fonts.BOLD if self.isChecked() else fonts.MEDIUM))
        painter.setPen(QColor(colours.text))
        words = QRectF(14 + side + 12, 0, self.width() - side - 26, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class Rail(Themed, QFrame):
    """Logo, pages, and the numbers to call."""

    chosen = Signal(object)  # Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snug = False
        self.setProperty("kind", "rail")
        self._name = Label("Hemmonitor", "label", wrap=False)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(Logo())
        head.addWidget(self._name)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addSpacing(18)
        self._group = QButtonGroup(self)
        self._items: dict[Place, RailItem] = {}
        for place in Place:
            item = RailItem(place)
            item.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            self._items[place] = item
            self._group.addButton(item)
            self._column.addWidget(item)
        self._column.addStretch(1)
        self._column.addWidget(CallBox())
        self.refresh()

    def set_current(self, place: Place) -> None:
        self._items[place].setChecked(True)

    def set_count(self, place: Place, count: int) -> None:
        self._items[place].set_count(count)

    def set_listed(self, place: Place, listed: bool) -> None:
        """Whether the page exists for this person."""
        self._items[place].setVisible(listed)

    def set_snug(self, snug: bool) -> None:
        """Save on height where the window is low."""
        self._snug = snug
        for item in self._items.values():
            item.set_low(snug)
        self.restyle(self.theme)

    def restyle(self, theme: Theme) -> None:
        self.setFixedWidth(theme.grown(232))
        self._column.setContentsMargins(12, 12 if self._snug else 24, 12, 12 if self._snug else 24)
        self._column.setSpacing(0 if self._snug else 4)


class CallBox(Themed, QFrame):
    """112, 1177, and that nobody watches at night."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunken")
        self._acute, self._advice = Label("", "strong"), Label("", "strong")
        self._sentence = Label("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(2)
        for part in (self._acute, self._advice, self._sentence):
            column.addWidget(part)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._acute.setText(self.tr("Emergency: 112"))
        self._advice.setText(self.tr("Advice: 1177"))
        self._sentence.setText(not_watched())


class TopBar(Themed, QFrame):
    """Menu, page name, and the numbers to call."""

    chosen = Signal(object)  # Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self._menu = Button("", "neutral", icon="menu-2")
        self._menu.setObjectName("menu")
        self._menu.clicked.connect(self._open)
        self._place, self._counts = Place.HOME, dict.fromkeys(Place, 0)
        self._unlisted: set[Place] = set()
        self._title, self._calls = Label("", "strong", wrap=False), Label("", "strong", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._menu)
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self._row.addWidget(ZoneMark(Zone.RED, 26))
        self._row.addWidget(self._calls)
        self.retranslate()
        self.refresh()

    def set_current(self, place: Place) -> None:
        self._place = place
        self.retranslate()

    def set_count(self, place: Place, count: int) -> None:
        self._counts[place] = count
        self.retranslate()

    def set_listed(self, place: Place, listed: bool) -> None:
        """Whether the page exists for this person."""
        (self._unlisted.discard if listed else self._unlisted.add)(place)

    def retranslate(self) -> None:
        new = sum(self._counts.values())
        self._menu.setText(self.tr("Menu") if not new else self.tr("Menu ({new})").format(new=new))
        self._title.setText(place_name(self._place))
        self._calls.setText(self.tr("Emergency: 112 · Advice: 1177"))

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(28, 9, 28, 9)
        self._row.setSpacing(20)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in (place for place in Place if place not in self._unlisted):
            count = self._counts[place]
            text = place_name(place) if not count else f"{place_name(place)} ({count})"
            action = menu.addAction(icons.icon(ICONS[place], self.theme), text)
            action.setObjectName(f"go_{place}")
            action.triggered.connect(lambda _checked=False, place=place: self.chosen.emit(place))
        menu.popup(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))


class Foot(Themed, QFrame):
    """Under a page that does not fit: the sentence (under a top bar), and turning the page."""

    more = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "foot")
        self._sentence = Label("", "secondary")
        self._back = Button("", "neutral", icon="chevron-up")
        self._more = Button("", "secondary", icon_after="chevron-down")
        self._back.setObjectName("showPrevious")
        self._more.setObjectName("showMore")
        self._back.clicked.connect(self.back)
        self._more.clicked.connect(self.more)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._back)
        self._row.addWidget(self._more)
        self._says_sentence = False
        self.retranslate()
        self.refresh()

    def set_page(self, page: int, pages: int, *, sentence: bool) -> None:
        """Page `page` of `pages`; `sentence` where no rail says it."""
        self._says_sentence = sentence
        self._back.setVisible(page > 0)
        self._more.setVisible(page < pages - 1)
        self.setVisible(sentence or pages > 1)
        self.retranslate()

    def retranslate(self) -> None:
        self._sentence.setText(not_watched() if self._says_sentence else "")
        self._back.setText(self.tr("Back up"))
        self._more.setText(self.tr("Show more"))

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(28, 9, 28, 9)
        self._row.setSpacing(16)
