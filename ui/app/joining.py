"""First starts: a patient's computer joins a care centre, or a care centre is founded.

Each is a row of pages that ends with ``finished``: the profile in the session has a place. What was done
before the program was ended is not asked again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hemmonitor.bootstrap import enrol_patient, found
from hemmonitor.clinic import Staff
from hemmonitor.crypto.invitation import Invitation, relay_address
from hemmonitor.errors import HemmonitorError, InvitationInvalid, RelayOffline
from hemmonitor.home import keep_for_screens
from hemmonitor.invitations import keep_contact
from hemmonitor.model.careplan import Contact
from ui.app.session import Session
from ui.camera import Find, find
from ui.errand import Errand, Tell
from ui.i18n import Translations
from ui.start import words
from ui.start.centre import CentrePage, Founding, KeysPage
from ui.start.choosing import LanguagePage
from ui.start.frame import StartWindow
from ui.start.invitation import InvitationPage
from ui.start.pin import ChoosePage
from ui.start.states import BusyPage, DigitsPage, DonePage, TroublePage
from ui.theme import Appearance, Face

RETRY_SECONDS = 5.0


class FirstStart(QObject):
    """What both have: a window, a session, a page for work, and one for what goes wrong."""

    finished = Signal()
    gone_back = Signal()  # from the first page

    def __init__(
        self,
        window: StartWindow,
        session: Session,
        translations: Translations,
        choose: ChoosePage,
        steps: Callable[[], tuple[str, ...]],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._choose = window, session, choose
        self._busy, self._trouble = BusyPage(), TroublePage()
        self._errand = Errand(self)
        translations.changed.connect(lambda: window.set_steps(steps()))
        window.set_steps(steps())
        choose.chosen.connect(self._create)
        self._errand.failed.connect(self._failed)

    def stop(self) -> None:
        """Nothing more is done or heard."""
        self._errand.cancel()

    def _create(self, pin: str | None) -> None:
        raise NotImplementedError

    def _failed(self, error: HemmonitorError) -> None:
        raise NotImplementedError

    def _again(self, work: Callable[[], None]) -> None:
        """Try again; a PIN is not kept, so where there is no profile yet it is asked for again."""
        if self._session.profile is None:
            self._window.show_page(self._choose)
        else:
            work()

    async def _ensure_profile(self, pin: str | None) -> None:
        if self._session.profile is None:
            await self._session.create(pin)


class PatientStart(FirstStart):
    """Language, code, PIN, digits, done."""

    def __init__(
        self,
        window: StartWindow,
        session: Session,
        appearance: Appearance,
        translations: Translations,
        *,
        key_store: bool,
        can_go_back: bool = False,
        cameras: Find = find,
    ) -> None:
        choose = ChoosePage(Face.PATIENT, key_store=key_store)
        super().__init__(window, session, translations, choose, words.patient_steps)
        self._invitation: Invitation | None = None
        self._language, self._enter = LanguagePage(appearance, translations), InvitationPage(cameras=cameras)
        self._digits, self._done = DigitsPage(), DonePage()
        self._language.back.setVisible(can_go_back)
        self._language.back.clicked.connect(self.gone_back)
        self._language.done.connect(lambda: window.show_page(self._enter))
        self._enter.back.clicked.connect(lambda: window.show_page(self._language))
        self._enter.entered.connect(self._entered)
        choose.back.clicked.connect(lambda: window.show_page(self._enter))
        self._digits.back.clicked.connect(self._other_code)
        self._trouble.again.connect(lambda: self._again(self._join))
        self._trouble.other.connect(self._other_code)
        self._done.done.connect(self.finished)
        self._done.back.clicked.connect(self._device_later)
        self._errand.told.connect(self._told)
        self._errand.done.connect(lambda _place: window.show_page(self._done))

    def begin(self) -> None:
        """Show the page where the person has to go on."""
        if self._session.profile is None:
            self._window.show_page(self._language)
        elif self._session.pending is None:
            self._window.show_page(self._enter)
        else:
            self._invitation = self._session.pending
            self._join()

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
                    await enrol_patient(profile, invitation, clock, show=tell)
                except RelayOffline:
                    tell("")
                    await asyncio.sleep(RETRY_SECONDS)
                else:
                    # before it is shown: closed here, the program goes on with the first device
                    keep_for_screens(profile.journal, "first", "device")
                    return

        self._errand.run(self._session.worker, join)

    def _told(self, digits: str) -> None:
        self._choose.forget()
        if digits:
            self._digits.show_digits(digits)
        else:
            self._digits.show_offline()

    def _device_later(self) -> None:
        """The first device can wait; the person wants to see the program."""
        journal = self._session.opened().journal
        self._session.worker.call(keep_for_screens, journal, "first", "").result()
        self.finished.emit()

    def _other_code(self) -> None:
        """Stop waiting. The old code is forgotten only when another one is used."""
        self._errand.cancel()
        self._window.show_page(self._enter)

    def _failed(self, error: HemmonitorError) -> None:
        if isinstance(error, InvitationInvalid):
            told = words.trouble(error.code)
            self._window.show_page(self._enter)
            self._enter.refuse_code(f"{told.title}. {told.kept} {told.todo}")
            return
        self._trouble.show_trouble(error.code, detail=error.detail, other=words.other_code)
        self._window.show_page(self._trouble)


class CentreStart(FirstStart):
    """Where and who, what it means for the keys, PIN; then the centre is founded."""

    def __init__(
        self,
        window: StartWindow,
        session: Session,
        translations: Translations,
        *,
        key_store: bool,
        can_go_back: bool = False,
    ) -> None:
        choose = ChoosePage(Face.NURSE, key_store=key_store)
        super().__init__(window, session, translations, choose, words.centre_steps)
        self._founding: Founding | None = None
        self._centre, self._keys = CentrePage(), KeysPage()
        self._centre.back.setVisible(can_go_back)
        self._centre.back.clicked.connect(self.gone_back)
        self._centre.entered.connect(self._entered)
        self._keys.back.clicked.connect(lambda: window.show_page(self._centre))
        self._keys.understood.connect(self._understood)
        choose.back.clicked.connect(lambda: window.show_page(self._keys))
        self._trouble.again.connect(lambda: self._again(self._create))
        self._trouble.other.connect(lambda: window.show_page(self._centre))
        self._errand.done.connect(lambda _nothing: self._founded())

    def begin(self) -> None:
        """Show the first page."""
        self._window.show_page(self._centre)

    def _entered(self, founding: Founding) -> None:
        try:
            relay_address(founding.url)
        except InvitationInvalid:
            self._centre.refuse_address(words.bad_address())
            return
        self._founding = founding
        self._window.show_page(self._keys)

    def _understood(self) -> None:
        if self._session.profile is None:
            self._window.show_page(self._choose)
        else:
            self._create()

    def _create(self, pin: str | None = None) -> None:
        founding = self._founding
        assert founding is not None
        self._busy.set_words(words.founding())
        self._window.show_page(self._busy)

        async def make(_tell: Tell) -> None:
            await self._ensure_profile(pin)
            profile = self._session.opened()
            contact = Contact(founding.name, founding.role, founding.phone, founding.hours)
            keep_contact(profile.journal, contact)
            staff = Staff(founding.name, founding.role)
            await found(profile, founding.url, founding.centre, staff, self._session.clock)

        self._errand.run(self._session.worker, make)

    def _founded(self) -> None:
        self._choose.forget()
        self.finished.emit()

    def _failed(self, error: HemmonitorError) -> None:
        self._trouble.show_trouble(error.code, detail=error.detail, other=words.change_address)
        self._window.show_page(self._trouble)
