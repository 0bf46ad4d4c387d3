"""Locks a running program: its windows are hidden, and the start's window asks for the PIN where they stood.

Hidden windows are not painted, so nothing of a person's health is on the screen, in a preview, or under a
cover that could be moved. The program goes on receiving and sending.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from hemmonitor import bootstrap
from hemmonitor.errors import HemmonitorError, WrongPin
from ui.app.parts import stand_in
from ui.app.session import Session
from ui.app.tries import Tries
from ui.errand import Errand, Tell
from ui.start.frame import StartWindow
from ui.start.idle import IdleWatch
from ui.start.pin import UnlockPage
from ui.start.states import TroublePage
from ui.theme import Face


class Lock(QObject):
    """``Lock(app, window, inside, ...)`` watches at once; ``lock`` and Ctrl+L lock at once."""

    def __init__(
        self,
        app: QApplication,
        window: StartWindow,
        inside: QWidget,
        session: Session,
        tries: Tries,
        face: Face,
        after: dt.timedelta,
    ) -> None:
        """``window`` asks for the PIN, ``inside`` is the program's. With ``after`` zero it is never idle."""
        super().__init__(window)
        self._app, self._window, self._inside = app, window, inside
        self._session, self._tries, self._face = session, tries, face
        self._hidden: list[QWidget] = []
        self._page: UnlockPage | None = None
        self._errand = Errand(self)
        self._errand.done.connect(lambda _nothing: self._uncover())
        self._errand.failed.connect(self._failed)
        QShortcut(QKeySequence("Ctrl+L"), inside).activated.connect(self.lock)
        self.idle = IdleWatch(app, after, session.clock, self)
        self.idle.idle.connect(self.lock)
        self._watches = bool(after)
        self._watch()

    def lock(self) -> None:
        """Cover the program until the PIN is typed."""
        if self._window.isVisible():
            return
        self.idle.stop()
        self._page = page = UnlockPage(self._face)
        page.set_locked(True)
        page.entered.connect(self._check)
        self._window.set_steps(())
        self._window.show_page(page)
        page.wait(self._tries.wait())
        stand_in(self._window, self._inside)
        self._window.show()
        self._hidden = [w for w in self._app.topLevelWidgets() if w.isVisible() and w is not self._window]
        for widget in self._hidden:
            widget.hide()

    def stop(self) -> None:
        """Watch no more."""
        self.idle.stop()
        self._errand.cancel()

    def _watch(self) -> None:
        if self._watches:
            self.idle.start()

    def _check(self, pin: str) -> None:
        assert self._page is not None
        self._page.busy()

        async def check(_tell: Tell) -> None:
            await asyncio.to_thread(bootstrap.check_pin, self._session.folder, pin)

        self._errand.run(self._session.worker, check)

    def _failed(self, error: HemmonitorError) -> None:
        page = self._page
        assert page is not None
        if isinstance(error, WrongPin):
            page.refuse(self._tries.wrong())
            return
        page.reset()
        self._window.show_page(trouble_page(error, lambda: self._window.show_page(page)))

    def _uncover(self) -> None:
        self._tries.right()
        stand_in(self._inside, self._window)
        for widget in self._hidden:
            if widget.windowType() is not Qt.WindowType.Popup:
                widget.show()
        self._hidden = []
        self._window.hide()
        self._watch()


def trouble_page(error: HemmonitorError, again: Callable[[], None]) -> TroublePage:
    """A page that says what went wrong, and tries again."""
    page = TroublePage()
    page.again.connect(again)
    page.show_trouble(error.code, detail=error.detail)
    return page
