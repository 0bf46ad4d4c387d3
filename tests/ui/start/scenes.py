"""Every page of the start and the care centre's page, each in its states, without a worker behind them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hemmonitor.crypto.invitation import Invitation
from hemmonitor.invitations import Invited, State
from hemmonitor.model.careplan import Contact
from hemmonitor.model.events import PatientRegistered
from hemmonitor.sync.handover import Progress
from tests.ui import film
from tests.ui.render import application
from ui.camera import Trouble
from ui.centre.bridge import CentreBridge, CentreView
from ui.centre.invite import InvitePage
from ui.format import Formatter
from ui.i18n import Translations
from ui.start import words
from ui.start.centre import CentrePage, KeysPage
from ui.start.choosing import FacePage, LanguagePage
from ui.start.frame import StartPage, StartWindow
from ui.start.invitation import InvitationPage
from ui.start.pin import ChoosePage, UnlockPage
from ui.start.states import BusyPage, DigitsPage, DonePage, TroublePage
from ui.start.workstation import HistoryPage, WayPage, WorkstationDigitsPage
from ui.theme import Appearance, Face

NOW = dt.datetime(2026, 11, 21, 9, 20, tzinfo=dt.UTC)
CONTACT = Contact("Anna Lidström", "distriktssköterska", "0980-319 220", "vardagar 8–16")
INVITATION = Invitation("https://relay.exempelfors.se", bytes(range(32)), bytes(range(16)))
PEOPLE = (
    ("Valfrid Provhed", "196101182803", State.WAITING),
    ("Edit Demoholt", "189001019802", State.ASKED),
    ("Simon Testbacke", "189001029819", State.ADMITTING),
    ("Ingrid Skenvik", "200001252386", State.ADMITTED),
    ("Hugo Låtsnäs", "196109732393", State.VOID),
    ("Margit Mallsjö", "191500722390", State.REFUSED),
)


class Quiet(QObject):
    """The bridge's signals, with nobody behind them; the real one is in the tests of whole flows."""

    view = Signal(object)
    invited = Signal(object)
    admitted = Signal()
    failed = Signal(str)

    def refresh(self) -> None:
        """Show what there is."""
        invitations = []
        for number, (name, identity, state) in enumerate(PEOPLE):
            invitation = replace(INVITATION, secret=bytes([number]) * 16)
            invitations.append(
                Invited(
                    invitation.text,
                    PatientRegistered(name, identity, name.split()[0]),
                    "hypertension",
                    CONTACT,
                    "start",
                    NOW - dt.timedelta(days=number),
                    state,
                    "558 414" if state is State.ASKED else "",
                )
            )
        self.view.emit(CentreView("Exempelfors vårdcentral", CONTACT, tuple(invitations)))


def _mistyped(page: StartPage) -> None:
    assert isinstance(page, InvitationPage)
    for index in range(12):
        box = page.findChild(QLineEdit, f"code{index + 1}")
        assert box is not None
        box.setText("WC8Q" if index < 11 else "0X")
    page.address.setText("relay.exempelfors.se")
    page.forward.click()


def _refused(page: StartPage) -> None:
    _mistyped(page)
    assert isinstance(page, InvitationPage)
    told = words.trouble("protocol.invitation")
    page.refuse_code(f"{told.title}. {told.kept} {told.todo}")


@functools.cache
def _letter() -> film.Picture:
    return film.held(film.letter_paper(), at=(0.34, 0.42), wide=1050, turned=4, tilted=0.05, dim=0.9)


def _camera(page: StartPage) -> None:
    assert isinstance(page, InvitationPage)
    film.stand(page.camera, _letter())


def _camera_wrong(page: StartPage) -> None:
    assert isinstance(page, InvitationPage)
    _camera(page)
    page.camera.code.emit("https://example.se")


def _camera_none(page: StartPage) -> None:
    assert isinstance(page, InvitationPage)
    page.camera._give_up(Trouble.BUSY)


def _digits(page: StartPage) -> None:
    cast("DigitsPage", page).show_digits("558 414")


def _offline(page: StartPage) -> None:
    _digits(page)
    cast("DigitsPage", page).show_offline()


def _wrong_pin(page: StartPage) -> None:
    cast("UnlockPage", page).refuse(0)


def _wait(page: StartPage) -> None:
    cast("UnlockPage", page).refuse(90)


def _trouble(code: str) -> Callable[[StartPage], None]:
    def prepare(page: StartPage) -> None:
        other = words.other_code if code.startswith("protocol") else None
        cast("TroublePage", page).show_trouble(code, detail="what and where, for the log", other=other)

    return prepare


def _nothing(_page: StartPage) -> None:
    return


def _history(page: StartPage) -> None:
    cast("HistoryPage", page).show_progress(Progress(87, 240, 312_400))


def _history_offline(page: StartPage) -> None:
    _history(page)
    cast("HistoryPage", page).show_offline()


def _empty_form(page: StartPage) -> None:
    page.forward.click()


def _busy(page: StartPage) -> None:
    page.set_words(words.founding())


Scene = tuple[Face, Callable[[Appearance, Translations], StartPage], Callable[[StartPage], None]]
SCENES: dict[str, Scene] = {
    "face": (Face.PATIENT, lambda _a, _t: FacePage(), _nothing),
    "language": (Face.PATIENT, LanguagePage, _nothing),
    "code": (Face.PATIENT, lambda _a, _t: InvitationPage(), _nothing),
    "code-mistyped": (Face.PATIENT, lambda _a, _t: InvitationPage(), _mistyped),
    "code-camera": (Face.PATIENT, lambda _a, _t: InvitationPage(), _camera),
    "code-camera-wrong": (Face.PATIENT, lambda _a, _t: InvitationPage(), _camera_wrong),
    "code-camera-busy": (Face.PATIENT, lambda _a, _t: InvitationPage(), _camera_none),
    "code-used": (Face.PATIENT, lambda _a, _t: InvitationPage(), _refused),
    "pin": (Face.PATIENT, lambda _a, _t: ChoosePage(Face.PATIENT, key_store=True), _nothing),
    "digits": (Face.PATIENT, lambda _a, _t: DigitsPage(), _digits),
    "digits-offline": (Face.PATIENT, lambda _a, _t: DigitsPage(), _offline),
    "done": (Face.PATIENT, lambda _a, _t: DonePage(), _nothing),
    "unlock": (Face.PATIENT, lambda _a, _t: UnlockPage(Face.PATIENT), _nothing),
    "unlock-wrong": (Face.PATIENT, lambda _a, _t: UnlockPage(Face.PATIENT), _wrong_pin),
    "unlock-wait": (Face.PATIENT, lambda _a, _t: UnlockPage(Face.PATIENT), _wait),
    "trouble-running": (Face.PATIENT, lambda _a, _t: TroublePage(), _trouble("storage.in_use")),
    "trouble-root": (Face.PATIENT, lambda _a, _t: TroublePage(), _trouble("protocol.root_mismatch")),
    "way": (Face.NURSE, lambda _a, _t: WayPage(), _nothing),
    "staff-code": (Face.NURSE, lambda _a, _t: InvitationPage(colleague=True), _nothing),
    "staff-digits": (Face.NURSE, lambda _a, _t: WorkstationDigitsPage(), _digits),
    "staff-history": (Face.NURSE, lambda _a, _t: HistoryPage(), _history),
    "staff-history-offline": (Face.NURSE, lambda _a, _t: HistoryPage(), _history_offline),
    "centre": (Face.NURSE, lambda _a, _t: CentrePage(), _nothing),
    "centre-empty": (Face.NURSE, lambda _a, _t: CentrePage(), _empty_form),
    "centre-keys": (Face.NURSE, lambda _a, _t: KeysPage(), _nothing),
    "centre-pin": (Face.NURSE, lambda _a, _t: ChoosePage(Face.NURSE, key_store=False), _nothing),
    "centre-founding": (Face.NURSE, lambda _a, _t: BusyPage(), _busy),
    "centre-unlock": (Face.NURSE, lambda _a, _t: UnlockPage(Face.NURSE), _wrong_pin),
    "centre-trouble": (Face.NURSE, lambda _a, _t: TroublePage(), _trouble("protocol.offline")),
}


class Shown:
    """A scene in a window; ``prepare`` puts it into its state again after the language changed."""

    def __init__(self, name: str, appearance: Appearance, translations: Translations) -> None:
        application()
        face, make, self._prepare = SCENES[name]
        assert face is appearance.theme.face
        self.window = StartWindow(appearance, translations)
        self.page = make(appearance, translations)
        joins = name.startswith("staff-")
        care = words.staff_steps if joins else words.centre_steps
        self._steps = words.patient_steps if face is Face.PATIENT else care
        self.prepare()

    def prepare(self) -> None:
        self.window.set_steps(self._steps())
        self._prepare(self.page)
        self.window.show_page(self.page)


def invite_page(translations: Translations, chosen: int) -> tuple[QWidget, Quiet]:
    """The care centre's page with one of ``PEOPLE`` chosen; -1 for none."""
    bridge = Quiet()
    page = InvitePage(
        cast("CentreBridge", bridge),
        lambda: Formatter(translations.language, dt.UTC, colon=True),
        lambda: NOW,
    )
    if chosen >= 0:
        page._choose(replace(INVITATION, secret=bytes([chosen]) * 16).slot)
    page.setProperty("kind", "page")
    return page, bridge
