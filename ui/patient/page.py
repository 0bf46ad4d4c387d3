"""What the pages of the rail have in common: a pager, a way to set texts again, a way to be laid out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hemmonitor.home import HomeState
from hemmonitor.model.measurement import Measurement
from ui.bridge import SyncView
from ui.format import Formatter
from ui.patient.layout import Pager, Room
from ui.widgets.base import Themed

if TYPE_CHECKING:
    from hemmonitor.clinical.alerts import Episode


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages show, at one moment."""

    home: HomeState
    sync: SyncView = field(default_factory=SyncView)
    history: tuple[Measurement, ...] = ()
    known: dict[str, Measurement] = field(default_factory=dict)  # the history by id
    past: tuple[Episode, ...] = ()  # signals of the last year, also closed ones; when the charts are open

    @property
    def now(self) -> dt.datetime:
        """The moment."""
        return self.home.at


class Page(Themed, QWidget):
    """A page of rows. ``rows`` lays them out for the room there is; ``retranslate`` sets all texts."""

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._shown: Shown | None = None
        self._room, self._snug = Room.WIDE, False
        self.pager = Pager()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pager)

    @property
    def form(self) -> Formatter:
        """Dates and figures in the language in force."""
        return self._form()

    @property
    def shown(self) -> Shown | None:
        """What is shown, once it is known."""
        return self._shown

    @property
    def room(self) -> Room:
        """The room this page was laid out for."""
        return self._room

    def show_state(self, shown: Shown) -> None:
        """Show another moment."""
        self._shown = shown
        self.retranslate()

    def arrange(self, room: Room, *, snug: bool) -> None:
        """Lay out for this room; `snug` where the window is low, so that padding is saved."""
        self._room, self._snug = room, snug
        self.lay_out()

    def lay_out(self) -> None:
        """Put the rows into the pager again."""
        rows = self.rows(self._room, snug=self._snug)
        self.pager.set_rows(rows, self.spacing())

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        """The rows of the page, from the top."""
        raise NotImplementedError

    def spacing(self) -> int:
        """Pixels between rows."""
        return 12 if self._snug else 16
