"""Founding a care centre, and letting a computer in: a patient's, staff's, a measuring room's.

Rule: what must be kept is kept before the other side is told (``Profile.pending``), so that a program that is
ended in the middle can go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from hemmonitor.bootstrap.profile import Clock, Place, Profile
from hemmonitor.clinic import Staff
from hemmonitor.crypto.actions import Assign, Enrol, Link, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.invitation import Invitation
from hemmonitor.crypto.keys import SealingKey, SigningKey, random_id
from hemmonitor.crypto.members import READERS, MembershipState, handover_box
from hemmonitor.crypto.membership import MembershipLog, found_centre
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import InvitationInvalid
from hemmonitor.sync.client import RelayClient, SlotClient
from hemmonitor.sync.enrol import (
    Joined,
    Request,
    admit,
    ask,
    await_request,
    await_welcome,
    invite,
    join,
    patient_actions,
    refuse,
)
from hemmonitor.sync.trust import Trust

WELCOME_WAIT = 25  # seconds of one long-poll while staff compare the digits


def patient_label(state: MembershipState) -> str:
    """What the log calls the next patient's computer: a number, no name."""
    return f"patient {1 + sum(known.role is Role.PATIENT for known in state.devices.values())}"


def centre_box(centre: str) -> str:
    """The mailbox for what concerns staff alone, such as names; all teams of the centre read it."""
    return digest(f"hemmonitor-centre-box {centre}".encode())[:16].hex()


async def found(profile: Profile, url: str, label: str, staff: Staff, clock: Clock) -> Place:
    """Found a care centre: a root, an archive key, this computer as registrar, a first team."""
    now = clock()
    root, archive = SigningKey.generate(), SealingKey.generate()
    profile.keep_centre_keys(root, archive)
    entries = [found_centre(root, root.public, label, archive.public, now)]
    log = MembershipLog(root.fingerprint)
    log.extend(entries)
    team, device = random_id(), profile.keys.device_id
    entries.append(log.next_entry(root, Enrol(profile.keys.identity, Role.REGISTRAR, "registrar 1"), now))
    log.append(entries[-1])
    entries.append(log.next_entry(root, Assign(Link.DEVICE_TEAM, device, team), now))
    log.append(entries[-1])
    epoch, _key = new_epoch(log.state, team)
    entries.append(log.next_entry(root, epoch, now))
    log.append(entries[-1])
    box = centre_box(log.state.centre)
    entries.append(log.next_entry(root, Assign(Link.TEAM_MAILBOX, team, box), now))
    log.append(entries[-1])
    place = Place(
        url=url,
        centre=log.state.centre,
        fingerprint=root.fingerprint.hex(),
        role=Role.REGISTRAR,
        team=team,
        staff_name=staff.name,
        staff_role=staff.role,
    )
    client = RelayClient(url, place.centre, profile.keys, clock)
    try:
        await client.post_log(entries)
    finally:
        await client.aclose()
    profile.settle(place, entries)
    return place


async def invite_patient(profile: Profile, clock: Clock) -> Invitation:
    """An invitation for one patient's computer, to be handed over outside the network."""
    client = profile.client(clock)
    try:
        place = profile.placed()
        return await invite(client, place.url, bytes.fromhex(place.fingerprint))
    finally:
        await client.aclose()


async def admit_patient(
    profile: Profile,
    trust: Trust,
    invitation: Invitation,
    clock: Clock,
    *,
    compare: Callable[[Request], Awaitable[bool]],
) -> str | None:
    """Wait for the patient's computer, let a person compare the digits, and let it in.

    Returns the new mailbox, or ``None`` when the digits differed. Raises ``InvitationInvalid``.
    """
    client = profile.client(clock)
    try:
        request = None
        while request is None:
            request = await await_request(client, invitation, wait=WELCOME_WAIT)
        if not await compare(request):
            await refuse(client, invitation)
            return None
        mailbox = random_id()
        place = profile.placed()
        actions = patient_actions(request, patient_label(trust.state), mailbox, place.team)
        await admit(client, trust, profile.keys, invitation, actions, clock())
        return mailbox
    finally:
        await client.aclose()


async def enrol_patient(
    profile: Profile, invitation: Invitation, clock: Clock, *, show: Callable[[str], None]
) -> Place:
    """Use an invitation on the patient's computer. ``show`` gets the digits to compare with staff.

    Raises ``InvitationInvalid``, as ``InvitationRefused`` when the digits differed, or ``RootMismatch``; then
    nothing has been believed or kept.
    """
    return await _enrol(profile, invitation, clock, frozenset({Role.PATIENT}), show)


async def enrol_staff(
    profile: Profile, invitation: Invitation, clock: Clock, *, show: Callable[[str], None]
) -> Place:
    """Use an invitation on a workstation; ``place.staff`` is who sits there, as the centre has stated it.

    Raises what ``enrol_patient`` raises; ``InvitationInvalid`` also for a patient's invitation.
    """
    return await _enrol(profile, invitation, clock, READERS, show)


async def enrol_station(
    profile: Profile, invitation: Invitation, clock: Clock, *, show: Callable[[str], None]
) -> Place:
    """Use an invitation on a measuring room's computer; ``place.mailbox`` is the room's own.

    Raises what ``enrol_patient`` raises; ``InvitationInvalid`` also for anybody else's invitation.
    """
    return await _enrol(profile, invitation, clock, frozenset({Role.STATION}), show)


async def _enrol(
    profile: Profile,
    invitation: Invitation,
    clock: Clock,
    roles: frozenset[Role],
    show: Callable[[str], None],
) -> Place:
    slots = SlotClient(invitation.url, clock)
    try:
        if profile.pending() != invitation.text:
            show(await ask(slots, invitation, profile.keys))
            profile.note_pending(invitation)
        else:
            show(invitation.confirmation(profile.keys.identity))
        welcome = None
        while welcome is None:
            welcome = await await_welcome(slots, invitation, wait=WELCOME_WAIT)
    except InvitationInvalid:
        profile.note_pending(None)
        raise
    finally:
        await slots.aclose()
    client = RelayClient(invitation.url, welcome.centre, profile.keys, clock)
    try:
        joined = await join(client, invitation, welcome, profile.keys)
    finally:
        await client.aclose()
    if joined.role not in roles:
        profile.note_pending(None)
        raise InvitationInvalid(f"the invitation is for a device of another kind: {joined.role}")
    place = Place(
        url=joined.url,
        centre=joined.centre,
        fingerprint=joined.fingerprint.hex(),
        role=joined.role,
        mailbox=_own_box(joined) if joined.role not in READERS else "",
        team=joined.teams[0] if joined.teams else "",
        staff_name=welcome.name,
        staff_role=welcome.title,
    )
    profile.settle(place, joined.entries)
    profile.note_pending(None)
    return place


def _own_box(joined: Joined) -> str:
    """A patient's or a station's own mailbox, and not the one through which the history comes."""
    return next(box for box in joined.mailboxes if box != handover_box(joined.device))
