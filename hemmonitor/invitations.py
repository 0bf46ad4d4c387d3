"""The invitations that a care centre has out to patients, and how each is turned into a patient.

Each stands in the journal with the person it is for. ``confirm`` signs the device in, answers it, and puts
the person and a first plan on the list. The rest, and the rules, are ``asking``'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from cattrs.preconf.json import make_converter

from hemmonitor import templates
from hemmonitor.asking import OPEN, Book, State
from hemmonitor.bootstrap import Clock, Profile, invite_patient, patient_label
from hemmonitor.clinic import Clinic
from hemmonitor.crypto.actions import Action, Assign, Cut, Enrol, Link, Revoke, Role
from hemmonitor.crypto.invitation import Invitation, read_text
from hemmonitor.crypto.keys import random_id
from hemmonitor.crypto.membership import MembershipLog
from hemmonitor.errors import InputError
from hemmonitor.model.careplan import Contact
from hemmonitor.model.events import PatientRegistered
from hemmonitor.store.journal import Journal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.enrol import (
    LIFE,
    Plan,
    Request,
    patient_actions,
    publish,
    read_log,
)
from hemmonitor.sync.handover import handover_actions
from hemmonitor.sync.trust import Trust

__all__ = ["OPEN", "AlreadyPatient", "Invitations", "Invited", "State", "keep_contact", "kept_contact"]

_KEPT: Final = "centre.invitations"
_CONTACT: Final = "centre.contact"
_convert = make_converter()


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
    again: bool = False  # for a new computer of somebody who has a mailbox

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


class Invitations(Book[Invited]):
    """See the module. ``changed`` is called after each change."""

    def __init__(
        self, profile: Profile, trust: Trust, clinic: Clinic, clock: Clock, changed: Callable[[], None]
    ) -> None:
        self._clinic = clinic
        super().__init__(profile, trust, clock, changed, _KEPT)

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

    async def invite_again(self, mailbox: str) -> Invited:
        """An invitation for a patient's new computer, whose old one is lost or done with.

        Letting it in shuts the old one out, and hands the history over to the new one.
        """
        patient = self._clinic.record_of(mailbox).patient
        if patient is None:
            raise InputError("there is no such patient")
        invitation = await invite_patient(self._profile, self._clock)
        contact = kept_contact(self._profile.journal) or Contact(self._clinic.staff.name, "", "", "")
        return self._keep(
            Invited(invitation.text, patient, "", contact, "", self._clock(), mailbox=mailbox, again=True)
        )

    async def confirm(self, slot: str) -> str:
        """The digits are the same: let the device in. Returns its mailbox.

        When the relay is not there it is kept, and done in a later ``look``; then ``RelayOffline``.
        """
        return (await self._confirm(slot)).mailbox

    def _begun(self, one: Invited) -> Invited:
        return replace(one, state=State.ADMITTING, mailbox=one.mailbox or random_id())

    def _at(self, one: Invited, state: State, digits: str) -> Invited:
        return replace(one, state=state, digits=digits)

    async def _sign_in(self, client: RelayClient, one: Invited, request: Request) -> None:
        await read_log(client, self._trust)
        if request.identity.device_id in self._trust.state.devices:
            return
        if one.again:
            await publish(client, self._trust, self._profile.keys, self._instead(one, request), self._clock())
            return
        label = patient_label(self._trust.state)
        actions = patient_actions(request, label, one.mailbox, self._profile.placed().team)
        await publish(client, self._trust, self._profile.keys, actions, self._clock())

    def _instead(self, one: Invited, request: Request) -> Plan:
        """A new computer in the place of those that the patient had, and a way to hand it the history."""
        device, journal = request.identity.device_id, self._profile.journal

        def actions(log: MembershipLog) -> Iterator[Action]:
            box = log.state.mailboxes[one.mailbox]
            yield Enrol(request.identity, Role.PATIENT, patient_label(log.state))
            yield Assign(Link.DEVICE_MAILBOX, device, one.mailbox)
            yield from handover_actions(log, device, self._profile.keys.device_id)
            for old in sorted(box.devices):
                head = journal.head(one.mailbox, old)
                yield Revoke(old, (Cut(old, one.mailbox, head.seq),) if head is not None else ())

        return actions

    def _settle(self, one: Invited, request: Request) -> tuple[str, str]:  # noqa: ARG002 - the base's form
        if not one.again:
            self._register(one)
        return "", ""

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

    def _loads(self, raw: bytes) -> list[Invited]:
        return _convert.loads(raw, list[Invited])

    def _dumps(self, every: list[Invited]) -> bytes:
        return _convert.dumps(every).encode()


def keep_contact(journal: Journal, contact: Contact) -> None:
    """Remember whom patients of this centre turn to, for the next invitation."""
    journal.put(_CONTACT, _convert.dumps(contact).encode())


def kept_contact(journal: Journal) -> Contact | None:
    """Whom the last invitation named, or the founder."""
    raw = journal.get(_CONTACT)
    return _convert.loads(raw, Contact) if raw else None
