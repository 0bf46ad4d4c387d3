"""The browse frame: rail or top bar, one page, and the foot that turns it.

Only the page that is seen is laid out and kept up to date; another is when it comes to the front, or ahead of
that by ``prepare``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.patient.layout import Room
from ui.patient.page import Page, Shown
from ui.patient.questionnaires import asked
from ui.patient.rail import Foot, Place, Rail, TopBar


class BrowseFrame(QWidget):
    """``add_page`` those there are, then ``show_page(page, place)``."""

    chosen = Signal(object)  # Place, in the rail or the menu

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[Page] = []
        self._late: list[Page] = []  # laid out for another room
        self._shown: Shown | None = None
        self._space: tuple[Room, bool] | None = None
        self._rail, self._bar, self._foot = Rail(), TopBar(), Foot()
        self._stack = QStackedWidget()
        self._margins = QVBoxLayout()
        self._margins.addWidget(self._stack)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self._bar)
        main.addLayout(self._margins, 1)
        main.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(main, 1)
        self._rail.chosen.connect(self.chosen)
        self._bar.chosen.connect(self.chosen)
        self._foot.more.connect(lambda: self._turn(1))
        self._foot.back.connect(lambda: self._turn(-1))

    def add_page(self, page: Page) -> None:
        """One more page."""
        self._pages.append(page)
        self._late.append(page)
        self._stack.addWidget(page)
        # queued: showing the foot changes the height, which divides the pages again
        page.pager.turned.connect(self._turned, Qt.ConnectionType.QueuedConnection)

    @property
    def page(self) -> Page:
        """The page shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_page(self, page: Page, place: Place) -> None:
        """Show a page; `place` is what the rail says one is at."""
        self.prepare(page)
        self._stack.setCurrentWidget(page)
        self._rail.set_current(place)
        self._bar.set_current(place)
        self._turned()

    def show_state(self, shown: Shown) -> None:
        """Show another moment."""
        self._shown = shown
        self.prepare(self.page)
        for part in (self._rail, self._bar):
            part.set_count(Place.MESSAGES, shown.home.unread_messages)
            part.set_listed(Place.QUESTIONS, bool(asked(shown.home.plan)))

    def arrange(self, room: Room, *, snug: bool) -> None:
        """Lay out for this room."""
        self._space = room, snug
        rail = room >= Room.RAIL
        self._rail.setVisible(rail)
        self._rail.set_snug(snug)
        self._bar.setVisible(not rail)
        side = 32 if rail else 28
        top = 16 if rail and snug else (24 if rail else 18)
        bottom = 16 if snug else (24 if rail else 18)
        self._margins.setContentsMargins(side, top, side, bottom)
        self._late = list(self._pages)
        self.prepare(self.page)
        self._turned()

    def prepare(self, page: Page) -> None:
        """Lay a page out and bring it up to date, also ahead of being seen."""
        if self._space is not None and page in self._late:
            self._late.remove(page)
            room, snug = self._space
            page.arrange(room, snug=snug)
        if self._shown is not None and page.shown is not self._shown:
            page.show_state(self._shown)

    def rest_focus(self) -> None:
        """Give the keyboard to the page as a whole: nothing is ringed before the first Tab."""
        self._stack.setProperty("own_focus", True)
        self._stack.setFocus()

    def _turn(self, by: int) -> None:
        pager = self.page.pager
        pager.turn_to(pager.page + by)

    def _turned(self) -> None:
        if self._stack.count():
            pager = self.page.pager
            narrow = self._space is not None and self._space[0] < Room.RAIL
            self._foot.set_page(pager.page, pager.pages, sentence=narrow)
