"""A page that another part brings: the care centre's. The window knows no more than its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.nurse.desk import Desk
from ui.nurse.page import Keys, Page, TopBar
from ui.widgets.toast import Toast


class GuestPage(Page):
    """The window's top bar over a widget. ``title`` is asked for again in another language."""

    def __init__(self, desk: Desk, widget: QWidget, title: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._widget, self._title = widget, title
        self.top = TopBar(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(widget, 1)
        self.toast = Toast(self)
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return ((("F6",), self.tr("next part of the window")), (("?",), self.tr("all keys")))

    def begin(self) -> None:
        self._widget.setFocus()

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)

    def retranslate(self) -> None:
        self.top.title.setText(self._title())
