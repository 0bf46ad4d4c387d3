"""The first start at a care centre: found one, or join one as a further workstation.

Joining is code, PIN, digits, history. What was done before the program was ended is not asked again: the
digits stay the same, and the history goes on from where it was, here or beside the worklist.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hemmonitor.bootstrap import Sync, enrol_staff
from hemmonitor.crypto.invitation import Invitation
from hemmonitor.errors import HemmonitorError, InvitationInvalid, RelayOffline
from hemmonitor.sync.handover import Progress
from ui.app.joining import RETRY_SECONDS, CentreStart, FirstStart
from ui.app.session import Session
from ui.camera import Find, find
from ui.errand import Errand, Tell
from ui.i18n import Translations
from ui.start import words
from ui.start.frame import StartWindow
from ui.start.invitation import InvitationPage
from ui.start.pin import ChoosePage
from ui.start.workstation import HistoryPage, WayPage, WorkstationDigitsPage
from ui.theme import Face

LOOK_SECONDS = 1.0
"""Between two looks for more of the history."""


class CareStart(QObject):
    """Asks whether there is a centre, and goes that way. ``finished``; ``gone_back`` from its first page."""

    finished = Signal()
    gone_back = Signal()

    def __init__(
        self,
        window: StartWindow,
        session: Session,
        translations: Translations,
        *,
        key_store: bool,
        can_go_back: bool = False,
        cameras: Find = find,
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._translations, self._key_store, self._cameras = translations, key_store, cameras
        self._chosen: CentreStart | StaffStart | None = None
        self._way = WayPage()
        self._way.back.setVisible(can_go_back)
        self._way.back.clicked.connect(self.gone_back)
        self._way.join.connect(self._join)
        self._way.found.connect(self._found)

    def begin(self) -> None:
        """Show the page where the person has to go on."""
        if self._session.profile is not None and self._session.pending is not None:
            self._join()
        else:
            self._window.show_page(self._way)

    def stop(self) -> None:
        """Nothing more is done or heard."""
        if self._chosen is not None:
            self._chosen.stop()

    def _join(self) -> None:
        self._go(
            StaffStart(
                self._window,
                self._session,
                self._translations,
                key_store=self._key_store,
                can_go_back=True,
                cameras=self._cameras,
            )
        )

    def _found(self) -> None:
        self._go(
            CentreStart(
                self._window, self._session, self._translations, key_store=self._key_store, can_go_back=True
            )
        )

    def _go(self, chosen: CentreStart | StaffStart) -> None:
        self.stop()
        self._chosen = chosen
        chosen.finished.connect(self.finished)
        chosen.gone_back.connect(lambda: self._window.show_page(self._way))
        chosen.begin()


class StaffStart(FirstStart):
    """Code, PIN, digits, history."""

    def __init__(
        self,
        window: StartWindow,
        session: Session,
        translations: Translations,
        *,
        key_store: bool,
        can_go_back: bool = False,
        cameras: Find = find,
    ) -> None:
        choose = ChoosePage(Face.NURSE, key_store=key_store)
        super().__init__(window, session, translations, choose, words.staff_steps)
        self._invitation: Invitation | None = None
        self._enter = InvitationPage(cameras=cameras, colleague=True)
        self._digits = WorkstationDigitsPage()
        self._history = HistoryPage()
        self._taking, self._enough = Errand(self), asyncio.Event()
        self._enter.back.setVisible(can_go_back)
        self._enter.back.clicked.connect(self.gone_back)
        self._enter.entered.connect(self._entered)
        choose.back.clicked.connect(lambda: window.show_page(self._enter))
        self._digits.back.clicked.connect(self._other_code)
        self._trouble.again.connect(lambda: self._again(self._join))
        self._trouble.other.connect(self._other_code)
        self._errand.told.connect(self._told)
        self._errand.done.connect(lambda _nothing: self._take())
        self._history.done.connect(self._leave)
        self._taking.told.connect(self._came)
        self._taking.done.connect(lambda _nothing: self.finished.emit())
        self._taking.failed.connect(lambda _error: self.finished.emit())  # the program goes on, and says why

    def begin(self) -> None:
        """Show the page where the person has to go on."""
        if self._session.profile is None or self._session.pending is None:
            self._window.show_page(self._enter)
        else:
            self._invitation = self._session.pending
            self._join()

    def stop(self) -> None:
        super().stop()
        self._taking.cancel()

    def _entered(self, invitation: Invitation) -> None:
        self._invitation = invitation
        if self._session.profile is None:
            self._window.show_page(self._choose)
        else:
            self._join()

    def _create(self, pin: str | None) -> None:
        self._join(pin)

    def _join(self, pin: str | None = None) -> None:
        invitation = self._invitation
        assert invitation is not None
        self._digits.show_digits("")
        self._window.show_page(self._digits)

        async def join(tell: Tell) -> None:
            await self._ensure_profile(pin)
            profile, clock = self._session.opened(), self._session.clock
            while True:
                try:
                    await enrol_staff(profile, invitation, clock, show=tell)
                except RelayOffline:
                    tell("")
                    await asyncio.sleep(RETRY_SECONDS)
                else:
                    return

        self._errand.run(self._session.worker, join)

    def _told(self, digits: str) -> None:
        self._choose.forget()
        if digits:
            self._digits.show_digits(digits)
        else:
            self._digits.show_offline()

    def _other_code(self) -> None:
        """Stop waiting. The old code is forgotten only when another one is used."""
        self._errand.cancel()
        self._window.show_page(self._enter)

    def _take(self) -> None:
        """Let the history come, and show how far it is."""
        self._choose.forget()
        self._window.show_page(self._history)

        async def take(tell: Tell) -> None:
            await take_history(self._session, tell, self._enough)

        self._taking.run(self._session.worker, take)

    def _came(self, progress: object) -> None:
        if isinstance(progress, Progress):
            self._history.show_progress(progress)
        else:
            self._history.show_offline()

    def _leave(self) -> None:
        """Go on without waiting: the program takes over once nothing works on the store here."""
        self._history.forward.setEnabled(False)
        self._session.worker.call(self._enough.set)

    def _failed(self, error: HemmonitorError) -> None:
        if isinstance(error, InvitationInvalid):
            told = words.trouble(error.code)
            self._window.show_page(self._enter)
            self._enter.refuse_code(f"{told.title}. {told.kept} {told.todo}")
            return
        self._trouble.show_trouble(error.code, detail=error.detail, other=words.other_code)
        self._window.show_page(self._trouble)


async def take_history(
    session: Session, tell: Callable[[Progress | None], None], enough: asyncio.Event
) -> None:
    """Read what a colleague's program hands over until it is all here, or ``enough`` is set.

    ``None`` is told while there is no contact.
    """
    sync = Sync(session.opened(), session.clock, lambda _events: None, lambda _status: None)
    try:
        while (progress := sync.history) is not None and not enough.is_set():
            tell(progress)
            pause = LOOK_SECONDS
            try:
                await sync.once()
            except RelayOffline:
                tell(None)
                pause = RETRY_SECONDS
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await enough.wait()
    finally:
        await sync.aclose()
