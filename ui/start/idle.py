"""Notices that nobody has touched the program for a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_LOOK_MS = 5_000


class IdleWatch(QObject):
    """``idle`` once, when nothing was touched for so long; ``start`` begins anew.

    Both the clock and the computer's own timer count: the one goes on while the computer sleeps, the other
    cannot be set back. Only the window that has the keyboard is listened to, for a filter on the whole
    application would see every event there is.
    """

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        after: dt.timedelta,
        clock: Callable[[], dt.datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._after, self._clock = after, clock
        self._touched, self._since = clock(), QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._window: QWindow | None = None
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def start(self) -> None:
        """Watch from now on."""
        self.touch()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()
        self._since.start()

    def look(self) -> None:
        """Tell when it has been long enough."""
        by_timer = dt.timedelta(milliseconds=self._since.elapsed())
        if self._timer.isActive() and max(by_timer, self._clock() - self._touched) >= self._after:
            self.stop()
            self.idle.emit()

    def _listen(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            if self._clock() - self._touched >= self._after:
                self.look()  # the first touch after a long sleep finds it locked
            if self._timer.isActive():
                self.touch()
        return False
