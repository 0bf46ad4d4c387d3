"""Reminders: the part that watches the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from hemmonitor.home import HomeState
from ui.patient.reminding import Told, Wishes, due
from ui.patient.words import kind_task

_LOOK_MS = 30_000


class Reminders(QObject):
    """``show_state`` and ``wish`` feed it; ``remind(title, text)`` is what to say now."""

    remind = Signal(str, str)

    def __init__(
        self, clock: Callable[[], dt.datetime], zone: dt.tzinfo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._home: HomeState | None = None
        self._wishes, self._told = Wishes(), Told()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def wish(self, wishes: Wishes) -> None:
        """How the person wants it from now on."""
        self._wishes = wishes

    def show_state(self, home: HomeState) -> None:
        """How things stand; a task that is done is reminded of no more."""
        self._home = home

    def look(self) -> None:
        """Say what is due, once."""
        home = self._home
        if home is None:
            return
        found = due(home.tasks, home.plan, self._wishes, self._told, self._clock().astimezone(self._zone))
        if found is not None:
            self._told |= {found.key}
            # what is shown outside the program names no value and no illness, only what to do
            self.remind.emit(self.tr("Time for your planned task"), kind_task(found.task.slot.kind))

    def stop(self) -> None:
        """No more reminders."""
        self._timer.stop()
