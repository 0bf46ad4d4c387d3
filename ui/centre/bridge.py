"""The care centre's thread crossing: commands to the worker, invitations back as frozen values."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from hemmonitor.errors import RelayOffline
from hemmonitor.invitations import OPEN, Invitations, Invited, State, keep_contact, kept_contact
from hemmonitor.model.careplan import Contact
from hemmonitor.model.events import PatientRegistered
from hemmonitor.store.journal import Journal
from ui.crossing import Crossing
from ui.worker import Worker

log = logging.getLogger(__name__)

LOOK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class CentreView:
    """What the page shows: the centre's name, whom patients turn to, the invitations, the newest first."""

    centre: str
    contact: Contact | None
    invitations: tuple[Invited, ...]


class CentreBridge(Crossing):
    """See the module. ``make`` gets what to call at each change, and is called on the worker."""

    view = Signal(object)  # CentreView
    invited = Signal(object)  # Invited, a new one
    admitted = Signal()  # somebody is on the list who was not

    def __init__(
        self,
        worker: Worker,
        make: Callable[[Callable[[], None]], Invitations],
        journal: Callable[[], Journal],
        centre: Callable[[], str],
    ) -> None:
        """``journal`` and ``centre`` (its name) are called on the worker. Raises what ``make`` raises."""
        super().__init__(worker)
        self._journal, self._centre = journal, centre
        self._seen = 0  # patients let in so far
        self._invitations = worker.call(make, self._tell).result()

    def refresh(self) -> None:
        """Ask for the view."""
        self._spawn(self._show())

    def invite(self, patient: PatientRegistered, template: str, contact: Contact, reason: str) -> None:
        """Make an invitation; ``invited`` follows. The contact is remembered for the next one."""
        self._spawn(self._invite(patient, template, contact, reason))

    def invite_again(self, mailbox: str) -> None:
        """Make an invitation for a patient's new computer; ``invited`` follows."""
        self._spawn(self._invite_again(mailbox))

    def confirm(self, slot: str) -> None:
        """The digits are the same."""
        self._spawn(self._confirm(slot))

    def refuse(self, slot: str) -> None:
        """The digits differ, or the invitation is taken back."""
        self._spawn(self._invitations.refuse(slot))

    async def run(self) -> None:
        """Look after open invitations until cancelled. Being off line is a calm state."""
        while True:
            if any(invited.state in OPEN for invited in self._invitations.all):
                try:
                    await self._invitations.look()
                except RelayOffline:
                    log.info("no contact; invitations are looked at later")
            await asyncio.sleep(LOOK_SECONDS)

    async def _show(self) -> None:
        self._tell()

    async def _invite(self, patient: PatientRegistered, template: str, contact: Contact, reason: str) -> None:
        keep_contact(self._journal(), contact)
        self.invited.emit(await self._invitations.invite(patient, template, contact, reason))

    async def _invite_again(self, mailbox: str) -> None:
        self.invited.emit(await self._invitations.invite_again(mailbox))

    async def _confirm(self, slot: str) -> None:
        with contextlib.suppress(RelayOffline):  # it is kept as confirmed, and shown as such
            await self._invitations.confirm(slot)

    def _tell(self) -> None:
        """Something changed (worker thread)."""
        self.view.emit(CentreView(self._centre(), kept_contact(self._journal()), self._invitations.all))
        let_in = sum(invited.state is State.ADMITTED for invited in self._invitations.all)
        if let_in != self._seen:
            self._seen = let_in
            self.admitted.emit()
