"""A care centre's staff, teams and devices, as its registrar sees and changes them.

Strategy: the membership log says who may read what; it names nobody. What people and teams are called stands
in the centre's own mailbox (``NameGiven``), which staff alone read. This module puts the two together, and
each change of the log it makes is one row of entries that goes in whole.

Rules:
- A team's key is replaced in the same row of entries that takes a device out of the team.
- A new member is given the team's keys that are still held here, so it reads what is on the relay.
- Only the root enrols, or shuts out, a registrar: ``NeedsRoot`` while the root key is off line.
- Everything here runs on the thread that owns the journal. Raises ``RelayOffline`` and its like; nothing has
  changed then, and it may be done again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cattrs.preconf.json import make_converter

from hemmonitor.asking import Book, State
from hemmonitor.bootstrap import Clock, Profile, centre_box, invite_patient
from hemmonitor.crypto.actions import Action, Assign, Cut, Enrol, Link, Revoke, Role, Withdraw
from hemmonitor.crypto.cose import Signer
from hemmonitor.crypto.epochs import deliver, new_epoch
from hemmonitor.crypto.invitation import Invitation, read_text
from hemmonitor.crypto.keys import random_id
from hemmonitor.crypto.members import READERS, Mailbox, MembershipState, Team
from hemmonitor.crypto.membership import MembershipLog
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import InputError
from hemmonitor.model.events import Event, NameGiven, StationRegistered, new_event_id
from hemmonitor.model.naming import Names
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.enrol import LIFE, Plan, Request, publish, read_log
from hemmonitor.sync.handover import hand_over_more, handover_actions
from hemmonitor.sync.trust import Trust
from hemmonitor.sync.upkeep import rotate_due

_KEPT: Final = "centre.staff_invitations"
_convert = make_converter()


class NeedsRoot(InputError):
    """This concerns a registrar. It takes the centre's root key, which two holders of a part put together."""

    code = "input.needs_root"


@dataclass(frozen=True, slots=True)
class Person:
    """What the centre calls a device of staff, or a team."""

    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the centre. ``label`` is its name in the log, which the relay sees too.

    ``teams`` are ids. ``mailboxes`` are a patient's device's own. ``own`` is this computer.
    """

    device: str
    role: Role
    label: str
    person: Person
    teams: tuple[str, ...]
    mailboxes: tuple[str, ...]
    revoked: bool
    own: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team. ``epoch`` counts its keys; ``key_since`` is when the present one was made (aware)."""

    team: str
    name: str
    members: tuple[str, ...]
    patients: int
    epoch: int
    key_since: dt.datetime | None
    stale: bool


@dataclass(frozen=True, slots=True)
class StaffInvited:
    """An invitation for a workstation, and who will sit there. ``device`` is known once it is let in."""

    text: str = field(repr=False)
    person: Person
    teams: tuple[str, ...]
    role: Role
    made_at: dt.datetime
    state: State = State.WAITING
    digits: str = ""
    device: str = ""

    @property
    def invitation(self) -> Invitation:
        """What is handed over."""
        return read_text(self.text)

    @property
    def slot(self) -> str:
        """Its name: the meeting point on the relay."""
        return self.invitation.slot

    @property
    def until(self) -> dt.datetime:
        """When it runs out."""
        return self.made_at + dt.timedelta(seconds=LIFE)


class Roster(Book[StaffInvited]):
    """See the module. ``changed`` is called after each change of an invitation; ``wake`` when there is
    something to send.
    """

    def __init__(
        self,
        profile: Profile,
        trust: Trust,
        clock: Clock,
        changed: Callable[[], None],
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._wake = wake
        self._names = Names(lambda device: trust.state.is_registrar(device))  # noqa: PLW0108 - as the log stands then
        self._named_to = 0  # up to where the centre's mailbox was read for them
        super().__init__(profile, trust, clock, changed, _KEPT)

    # --- who there is --------------------------------------------------------------------------

    def names(self) -> dict[str, Person]:
        """What devices and teams are called, by id: the newest word of a registrar."""
        for stored in self._profile.journal.events(
            centre_box(self._trust.state.centre), after=self._named_to
        ):
            self._named_to = stored.position
            self._names.take(stored.event)
        given = self._names.given()
        found = {subject: Person(said.name, said.title) for subject, said in given.items()}
        place = self._profile.placed()
        found.setdefault(self._profile.keys.device_id, Person(place.staff_name, place.staff_role))
        return found

    def members(self) -> tuple[Member, ...]:
        """Every device that was ever enrolled, in the order of the log."""
        state, names = self._trust.state, self.names()
        teams, boxes = _inverse(state.teams.items()), _boxes_of(state)
        own = self._profile.keys.device_id
        return tuple(
            Member(
                ident, known.role, known.label, names.get(ident, Person()), teams.get(ident, ()),
                boxes.get(ident, ()), known.revoked, ident == own,
            )
            for ident, known in sorted(state.devices.items(), key=lambda item: item[1].since)
        )  # fmt: skip

    def teams(self) -> tuple[TeamView, ...]:
        """Every team, by name."""
        state, names = self._trust.state, self.names()
        patients: dict[str, int] = {}
        for name, box in state.mailboxes.items():
            for team in box.teams if name != centre_box(state.centre) else ():
                patients[team] = patients.get(team, 0) + 1
        views = (
            TeamView(
                ident, names.get(ident, Person()).name, tuple(sorted(team.members)), patients.get(ident, 0),
                team.epoch, self._key_since(ident, team.epoch), team.stale,
            )
            for ident, team in state.teams.items()
        )  # fmt: skip
        return tuple(sorted(views, key=lambda view: (view.name, view.team)))

    def _key_since(self, team: str, epoch: int) -> dt.datetime | None:
        mark = self._trust.log.epochs.get((team, epoch))
        return None if mark is None else dt.datetime.fromtimestamp(mark.created, dt.UTC)

    def name(self, subject: str, person: Person) -> None:
        """Say what a device or a team is called; staff see it after their next contact."""
        box, own = centre_box(self._trust.state.centre), self._profile.keys.device_id
        body = NameGiven(subject, person.name, person.title)
        self._profile.journal.append([Event(new_event_id(), box, own, self._clock(), body)])
        self._wake()

    # --- inviting staff --------------------------------------------------------------------------

    async def invite_staff(
        self, person: Person, teams: Sequence[str], *, registrar: bool = False
    ) -> StaffInvited:
        """An invitation for a new workstation, to be handed over outside the network.

        Raises ``NeedsRoot`` for a registrar while the root key is off line.
        """
        if not person.name.strip() or not teams:
            raise InputError("an invitation for staff names a person and at least one team")
        unknown = set(teams) - self._trust.state.teams.keys()
        if unknown:
            raise InputError("there is no such team")
        if registrar and self._profile.root_key() is None:
            raise NeedsRoot
        invitation = await invite_patient(self._profile, self._clock)
        role = Role.REGISTRAR if registrar else Role.STAFF
        return self._keep(StaffInvited(invitation.text, person, tuple(teams), role, self._clock()))

    async def invite_station(self, name: str, phone: str, team: str) -> StaffInvited:
        """An invitation for a measuring room's computer. ``phone`` is whom to call from the room, ``team``
        who is told of its devices and of values that may be somebody else's.
        """
        if not name.strip() or team not in self._trust.state.teams:
            raise InputError("an invitation for a room names the room and a team")
        invitation = await invite_patient(self._profile, self._clock)
        person = Person(name.strip(), phone.strip())
        return self._keep(StaffInvited(invitation.text, person, (team,), Role.STATION, self._clock()))

    async def confirm(self, slot: str) -> str:
        """The digits are the same: let the workstation in. Returns its device id.

        When the relay is not there it is kept, and done in a later ``look``; then ``RelayOffline``.
        """
        await self._confirm(slot)
        return self._all[slot].device

    def _begun(self, one: StaffInvited) -> StaffInvited:
        return replace(one, state=State.ADMITTING)

    def _at(self, one: StaffInvited, state: State, digits: str) -> StaffInvited:
        return replace(one, state=state, digits=digits)

    async def _sign_in(self, client: RelayClient, one: StaffInvited, request: Request) -> None:
        device = request.identity.device_id
        await self._publish_with(client, self._enrolment(one, request), root=one.role is Role.REGISTRAR)
        if self._all[one.slot].device != device:
            self._keep(replace(one, device=device))

    def _enrolment(self, one: StaffInvited, request: Request) -> Plan:
        """Known, in its teams, and the teams' keys that are held here."""
        device = request.identity.device_id

        def actions(log: MembershipLog) -> Iterator[Action]:
            if device not in log.state.devices:
                alike = READERS if one.role in READERS else {one.role}
                count = sum(known.role in alike for known in log.state.devices.values())
                yield Enrol(request.identity, one.role, f"{one.role} {count + 1}")
            for team in one.teams:
                yield from self._into_team(log, device, team)
            if one.role is Role.STATION:
                yield from _own_box(log, device, one.teams[0])
            else:
                yield from handover_actions(log, device, self._profile.keys.device_id)

        return actions

    def _settle(self, one: StaffInvited, request: Request) -> tuple[str, str]:
        device = request.identity.device_id
        if self.names().get(device) != one.person:
            self.name(device, one.person)
            if one.role is Role.STATION:
                own, body = self._profile.keys.device_id, StationRegistered(one.person.name, one.person.title)
                box = station_box(device)
                self._profile.journal.append([Event(new_event_id(), box, own, self._clock(), body)])
        return one.person.name, one.person.title

    def _loads(self, raw: bytes) -> list[StaffInvited]:
        return _convert.loads(raw, list[StaffInvited])

    def _dumps(self, every: list[StaffInvited]) -> bytes:
        return _convert.dumps(every).encode()

    # --- teams -----------------------------------------------------------------------------------

    async def new_team(self, name: str) -> str:
        """A team with this computer as its first member, whose key it makes. Returns its id."""
        team, own = random_id(), self._profile.keys.device_id
        box = centre_box(self._trust.state.centre)

        def actions(log: MembershipLog) -> Iterator[Action]:
            yield Assign(Link.DEVICE_TEAM, own, team)
            yield new_epoch(log.state, team)[0]
            yield Assign(Link.TEAM_MAILBOX, team, box)

        await self._publish(actions)
        self.name(team, Person(name))
        return team

    async def join_team(self, device: str, team: str) -> None:
        """A device of staff, or a station, becomes a member and is given the keys that are held here."""
        await self._publish(lambda log: self._into_team(log, device, team))
        boxes = [name for name, box in self._trust.state.mailboxes.items() if team in box.teams]
        hand_over_more(self._profile.journal, device, boxes)

    async def leave_team(self, device: str, team: str) -> None:
        """A device leaves a team: what it wrote stays, what comes after it cannot read."""
        cuts = self._cuts(device, team)

        def actions(log: MembershipLog) -> Iterator[Action]:
            if device in log.state.teams.get(team, Team()).members:
                yield Withdraw(Link.DEVICE_TEAM, device, team, cuts)
            yield from _replace_stale(log)

        await self._publish(actions)

    async def look_after(self, team: str, mailbox: str) -> None:
        """A team looks after a patient too; a patient may have several teams."""
        await self._publish([Assign(Link.TEAM_MAILBOX, team, mailbox)])
        for device in self._trust.state.teams[team].members:
            hand_over_more(self._profile.journal, device, [mailbox])

    async def hand_back(self, team: str, mailbox: str) -> None:
        """A team looks after a patient no more: it cannot read what comes. The last team stays."""
        box = self._trust.state.mailboxes.get(mailbox, Mailbox())
        if box.teams <= {team}:
            raise InputError("somebody must look after the patient")
        if team in box.teams:
            cuts = self._team_cuts(team, mailbox)
            await self._publish([Withdraw(Link.TEAM_MAILBOX, team, mailbox, cuts)])

    def _into_team(self, log: MembershipLog, device: str, team: str) -> Iterator[Action]:
        fresh = device not in log.state.teams.get(team, Team()).members
        if fresh:
            yield Assign(Link.DEVICE_TEAM, device, team)
        if log.state.devices[device].role not in READERS:
            return
        held = self._trust.epoch_keys(team)
        if fresh or device not in log.state.teams[team].holders:
            for number, key in held.items():
                yield deliver(log.state, key, team, number, device)
        if device not in log.state.teams[team].holders:  # the present key is not held here
            yield new_epoch(log.state, team)[0]

    # --- keys and lost devices ---------------------------------------------------------------------

    async def rotate(self, team: str) -> None:
        """Replace a team's key now."""
        await self._publish(lambda log: iter([new_epoch(log.state, team)[0]]))

    async def rotate_due(self) -> int:
        """Replace the keys that are older than ``ROTATE_AFTER``; returns how many."""
        client = self._profile.client(self._clock)
        try:
            return await rotate_due(client, self._trust, self._clock())
        finally:
            await client.aclose()

    async def revoke(self, device: str) -> None:
        """A device is lost or done with: it reads nothing more, and nothing that it writes now counts.

        Its teams' keys are replaced with it. What has arrived here of it stays valid; so let the program sync
        first. Raises ``NeedsRoot`` for a registrar while the root key is off line.
        """
        known = self._trust.state.devices.get(device)
        if known is None:
            raise InputError("there is no such device")
        if device == self._profile.keys.device_id:
            raise InputError("a computer does not shut itself out")
        cuts = self._all_cuts(device)

        def actions(log: MembershipLog) -> Iterator[Action]:
            if not log.state.devices[device].revoked:
                yield Revoke(device, cuts)
            yield from _replace_stale(log)

        client = self._profile.client(self._clock)
        try:
            await self._publish_with(client, actions, root=known.role is Role.REGISTRAR)
        finally:
            await client.aclose()

    def _all_cuts(self, device: str) -> tuple[Cut, ...]:
        journal = self._profile.journal
        heads = ((box, journal.head(box, device)) for box in self._trust.state.mailboxes)
        return tuple(sorted(Cut(device, box, head.seq) for box, head in heads if head is not None))

    def _cuts(self, device: str, team: str) -> tuple[Cut, ...]:
        """Where a device stands in the mailboxes that it reaches by this team alone."""
        state = self._trust.state
        without = {name for name, known in state.teams.items() if name != team and device in known.members}
        lost = {
            name for name, box in state.mailboxes.items() if team in box.teams and not box.teams & without
        }
        return tuple(cut for cut in self._all_cuts(device) if cut.mailbox in lost)

    def _team_cuts(self, team: str, mailbox: str) -> tuple[Cut, ...]:
        state, journal = self._trust.state, self._profile.journal
        others = state.mailboxes[mailbox].teams - {team}
        staying = {device for other in others for device in state.teams[other].members}
        heads = ((d, journal.head(mailbox, d)) for d in state.teams[team].members - staying)
        return tuple(sorted(Cut(device, mailbox, head.seq) for device, head in heads if head is not None))

    # --- the log ---------------------------------------------------------------------------------

    async def _publish(self, actions: Sequence[Action] | Plan) -> None:
        client = self._profile.client(self._clock)
        try:
            await publish(client, self._trust, self._profile.keys, _after_stale(actions), self._clock())
        finally:
            await client.aclose()
        self._wake()

    async def _publish_with(self, client: RelayClient, actions: Plan, *, root: bool) -> None:
        signer: Signer | None = self._profile.root_key() if root else self._profile.keys
        if signer is None:
            await read_log(client, self._trust)
            if next(iter(actions(self._trust.log.branch())), None) is None:
                return  # it is done already, by somebody who had the root
            raise NeedsRoot
        await publish(client, self._trust, signer, _after_stale(actions), self._clock())
        self._wake()


def station_box(device: str) -> str:
    """The mailbox of a measuring room: its one-time codes come in it, and values that are nobody's go out."""
    return digest(f"hemmonitor-station-box {device}".encode())[:16].hex()


def _own_box(log: MembershipLog, device: str, team: str) -> Iterator[Action]:
    box = station_box(device)
    known = log.state.mailboxes.get(box, Mailbox())
    if device not in known.devices:
        yield Assign(Link.DEVICE_MAILBOX, device, box)
    if team not in known.teams:
        yield Assign(Link.TEAM_MAILBOX, team, box)


def _after_stale(actions: Sequence[Action] | Plan) -> Plan:
    """First what the log insists on: new keys for teams that somebody left."""

    def every(log: MembershipLog) -> Iterator[Action]:
        yield from _replace_stale(log)
        yield from actions(log) if callable(actions) else actions

    return every


def _replace_stale(log: MembershipLog) -> Iterator[Action]:
    for team in sorted(name for name, known in log.state.teams.items() if known.stale):
        yield new_epoch(log.state, team)[0]


def _inverse(teams: Iterable[tuple[str, Team]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, team in sorted(teams, key=lambda item: item[0]):
        for device in team.members:
            found[device] = (*found.get(device, ()), name)
    return found


def _boxes_of(state: MembershipState) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, box in sorted(state.mailboxes.items()):
        for device in box.devices:
            found[device] = (*found.get(device, ()), name)
    return found
