"""The invitations that a care centre has out: kept, looked after, and turned into patients.

Strategy: each invitation stands in the journal with the person it is for, so that a letter may take its days
and the program be closed meanwhile. ``look`` asks the relay about those that are open. A person compares the
digits; ``confirm`` then signs the device in, answers it, and puts the person and a first plan on the list.

Rules:
- What is going to happen is kept before it happens; a program that is ended in the middle goes on with it.
- Nobody is let in without ``confirm``. ``refuse`` tells the other side, whether or not it has asked yet.
- Everything here runs on the thread that owns the journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from cattrs.preconf.json import make_converter

from hemmonitor import templates
from hemmonitor.bootstrap import Clock, Profile, invite_patient
from hemmonitor.clinic import Clinic
from hemmonitor.crypto.invitation import Invitation, Welcome, read_text
from hemmonitor.crypto.keys import random_id
from hemmonitor.errors import InputError, InvitationInvalid
from hemmonitor.model.careplan import Contact
from hemmonitor.model.events import PatientRegistered
from hemmonitor.store.journal import Journal
from hemmonitor.sync.client import Refusal, RelayClient
from hemmonitor.sync.enrol import (
    LIFE,
    Request,
    await_request,
    patient_actions,
    publish,
    read_log,
    refuse,
)
from hemmonitor.sync.trust import Trust

_KEPT: Final = "centre.invitations"
_CONTACT: Final = "centre.contact"
_convert = make_converter()


class State(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"  # nobody has used it yet
    ASKED = "asked"  # a computer shows the digits; a person compares them
    ADMITTING = "admitting"  # confirmed; being signed in
    ADMITTED = "admitted"
    REFUSED = "refused"  # the digits differed, or it was taken back
    VOID = "void"  # it ran out, or somebody without the secret used it


OPEN: Final = frozenset({State.WAITING, State.ASKED, State.ADMITTING})


class AlreadyPatient(InputError):
    """This person is on the list already."""

    code = "input.already_patient"


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and the person it is for. ``digits`` are those to compare, once somebody asks."""

    text: str = field(repr=False)
    patient: PatientRegistered = field(repr=False)
    template: str
    contact: Contact
    reason: str
    made_at: dt.datetime
    state: State = State.WAITING
    digits: str = ""
    mailbox: str = ""

    @property
    def invitation(self) -> Invitation:
        """What the letter says."""
        return read_text(self.text)

    @property
    def slot(self) -> str:
        """Its name: the meeting point on the relay."""
        return self.invitation.slot

    @property
    def until(self) -> dt.datetime:
        """When it runs out."""
        return self.made_at + dt.timedelta(seconds=LIFE)


class Invitations:
    """See the module. ``changed`` is called after each change."""

    def __init__(
        self, profile: Profile, trust: Trust, clinic: Clinic, clock: Clock, changed: Callable[[], None]
    ) -> None:
        self._profile, self._trust, self._clinic, self._clock = profile, trust, clinic, clock
        self._changed = changed
        raw = profile.journal.get(_KEPT)
        found = _convert.loads(raw, list[Invited]) if raw else []
        self._all = {invited.slot: invited for invited in found}

    @property
    def all(self) -> tuple[Invited, ...]:
        """Every invitation, the newest first."""
        return tuple(sorted(self._all.values(), key=lambda invited: invited.made_at, reverse=True))

    async def invite(
        self, patient: PatientRegistered, template: str, contact: Contact, reason: str
    ) -> Invited:
        """A new invitation for a person. Raises ``AlreadyPatient``, ``RelayOffline`` and its like.

        ``template`` is the first plan's; ``reason`` stands in that plan.
        """
        known = {row.patient.number for row in self._clinic.worklist(self._clock())}
        known |= {one.patient.number for one in self._all.values() if one.state in OPEN}
        if patient.number in known:
            raise AlreadyPatient
        templates.load(template)
        invitation = await invite_patient(self._profile, self._clock)
        invited = Invited(invitation.text, patient, template, contact, reason, self._clock())
        self._keep(invited)
        return invited

    async def look(self) -> None:
        """Ask about every open invitation, and go on with what was begun. Raises ``RelayOffline``."""
        client = self._profile.client(self._clock)
        try:
            for invited in self.all:
                if invited.state is State.WAITING:
                    await self._look_at(client, invited)
                elif invited.state is State.ADMITTING:
                    await self._admit(client, invited)
        finally:
            await client.aclose()

    async def confirm(self, slot: str) -> str:
        """The digits are the same: let the device in. Returns the new mailbox.

        When the relay is not there it is kept, and done in a later ``look``; then ``RelayOffline``.
        """
        invited = self._all[slot]
        if invited.state is not State.ASKED:
            raise InputError("there is nobody to let in")
        invited = self._keep(replace(invited, state=State.ADMITTING, mailbox=random_id()))
        client = self._profile.client(self._clock)
        try:
            await self._admit(client, invited)
        finally:
            await client.aclose()
        return invited.mailbox

    async def refuse(self, slot: str) -> None:
        """The digits differ, or the invitation is taken back. Raises ``RelayOffline``; then try again."""
        invited = self._all[slot]
        if invited.state not in {State.WAITING, State.ASKED}:
            raise InputError("there is nobody to refuse")
        client = self._profile.client(self._clock)
        try:
            await refuse(client, invited.invitation)
        except Refusal as refusal:
            if refusal.reason != "not_found":  # it has run out, which is as good
                raise
        finally:
            await client.aclose()
        self._keep(replace(invited, state=State.REFUSED, digits=""))

    async def _look_at(self, client: RelayClient, invited: Invited) -> None:
        try:
            request = await await_request(client, invited.invitation)
        except InvitationInvalid:
            self._keep(replace(invited, state=State.VOID))
        except Refusal as refusal:
            if refusal.reason != "not_found":
                raise
            self._keep(replace(invited, state=State.VOID))
        else:
            if request is not None:
                self._keep(replace(invited, state=State.ASKED, digits=request.confirmation))

    async def _admit(self, client: RelayClient, invited: Invited) -> None:
        """Sign the device in, register the person, answer; each step only if it was not done before."""
        invitation = invited.invitation
        request = await await_request(client, invitation)
        if request is None or request.confirmation != invited.digits:
            self._keep(replace(invited, state=State.VOID))
            raise InvitationInvalid("the slot holds another request than was confirmed")
        await self._sign_in(client, invited, request)
        self._register(invited)
        state = self._trust.state
        answer = invitation.answer(Welcome(state.centre, len(self._trust), state.head))
        try:
            await client.put_answer(invitation.slot, answer)
        except Refusal as refusal:
            if refusal.reason != "used":  # an earlier round's answer is there, with a shorter log
                raise
        self._keep(replace(invited, state=State.ADMITTED, digits=""))

    async def _sign_in(self, client: RelayClient, invited: Invited, request: Request) -> None:
        await read_log(client, self._trust)
        if request.identity.device_id in self._trust.state.devices:
            return
        label = f"patient {len(self._trust.state.mailboxes) + 1}"
        actions = patient_actions(request, label, invited.mailbox, self._profile.placed().team)
        await publish(client, self._trust, self._profile.keys, actions, self._clock())

    def _register(self, invited: Invited) -> None:
        now, mailbox = self._clock(), invited.mailbox
        try:
            record = self._clinic.record_of(mailbox)
        except KeyError:
            self._clinic.register(mailbox, invited.patient, now)
            record = self._clinic.record_of(mailbox)
        if record.newest_plan is not None:
            return
        plan = templates.plan_from(
            templates.load(invited.template),
            now=now,
            author=self._clinic.staff.name,
            contact=invited.contact,
            reason=invited.reason,
        )
        self._clinic.issue_plan(mailbox, plan, now)

    def _keep(self, invited: Invited) -> Invited:
        self._all[invited.slot] = invited
        self._profile.journal.put(_KEPT, _convert.dumps(list(self._all.values())).encode())
        self._changed()
        return invited


def keep_contact(journal: Journal, contact: Contact) -> None:
    """Remember whom patients of this centre turn to, for the next invitation."""
    journal.put(_CONTACT, _convert.dumps(contact).encode())


def kept_contact(journal: Journal) -> Contact | None:
    """Whom the last invitation named, or the founder."""
    raw = journal.get(_CONTACT)
    return _convert.loads(raw, Contact) if raw else None
