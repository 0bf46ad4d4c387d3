"""Enrolment: a new device and a registrar meet on the relay, neither trusting it.

Strategy: the registrar opens a slot and hands the invitation over outside the network. The new device makes
its keys, puts its sealed identity into the slot and waits. The registrar opens it, a person compares the six
digits, the registrar signs the device into the log and answers. The device then reads the whole log and
believes it only if the root is the invitation's and the log says what was answered.

Rules:
- Private keys are made on the device that uses them and never travel.
- The secret opens one request. A second use finds the slot taken and is told so.
- A relay that swaps a key, a log or an answer is found out before anything is believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from hemmonitor.crypto.actions import Assign, Enrol, Link, Renew, Role
from hemmonitor.crypto.invitation import Invitation, Welcome
from hemmonitor.crypto.members import BadMembership, Mailbox, MembershipState, Team
from hemmonitor.crypto.membership import MembershipFork, MembershipLog
from hemmonitor.errors import InvitationInvalid
from hemmonitor.sync.client import Refusal, RelayClient, SlotClient

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from hemmonitor.crypto.actions import Action
    from hemmonitor.crypto.cose import Signer
    from hemmonitor.crypto.identity import PublicIdentity
    from hemmonitor.crypto.keys import DeviceKeys
    from hemmonitor.sync.trust import Trust

LIFE: Final = 7 * 86_400
"""Seconds that an invitation is good for."""
_ATTEMPTS: Final = 5


# --- the registrar's side ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """A device that asks to be let in, and the digits that a person compares."""

    identity: PublicIdentity
    confirmation: str


async def invite(client: RelayClient, url: str, fingerprint: bytes, *, life: int = LIFE) -> Invitation:
    """Open a slot for one new device. Hand the invitation over by another way than the relay."""
    invitation = Invitation.new(url, fingerprint)
    await client.make_slot(invitation.slot, life)
    return invitation


async def await_request(client: RelayClient, invitation: Invitation, *, wait: int = 0) -> Request | None:
    """The device that used the invitation, or None so far.

    Raises ``InvitationInvalid`` when what lies there was not made with the secret.
    """
    message = await client.get_ask(invitation.slot, wait=wait)
    if message is None:
        return None
    identity = invitation.open_ask(message)
    return Request(identity, invitation.confirmation(identity))


def patient_actions(request: Request, label: str, mailbox: str, team: str) -> tuple[Action, ...]:
    """What enrols a patient's device: known, in its mailbox, and the team that looks after it."""
    device = request.identity.device_id
    return (
        Enrol(request.identity, Role.PATIENT, label),
        Assign(Link.DEVICE_MAILBOX, device, mailbox),
        Assign(Link.TEAM_MAILBOX, team, mailbox),
    )


async def admit(
    client: RelayClient,
    trust: Trust,
    signer: Signer,
    invitation: Invitation,
    actions: Sequence[Action],
    now: dt.datetime,
) -> None:
    """Sign the device into the log and answer it, after a person has compared the digits.

    May be done again when it was interrupted: an answer that is there already stays.
    """
    await publish(client, trust, signer, actions, now)
    state = trust.state
    message = invitation.answer(Welcome(state.centre, len(trust), state.head))
    try:
        await client.put_answer(invitation.slot, message)
    except Refusal as refusal:
        if refusal.reason != "used":
            raise


async def refuse(client: RelayClient, invitation: Invitation) -> None:
    """Tell the device that it is not let in; the invitation is used up."""
    await client.put_answer(invitation.slot, invitation.refusal())


Plan: TypeAlias = "Callable[[MembershipLog], Iterable[Action]]"
"""What to do, given a log; asked for one action after the other, each already in the log it sees next."""


async def publish(
    client: RelayClient,
    trust: Trust,
    signer: Signer,
    actions: Sequence[Action] | Plan,
    now: dt.datetime,
) -> None:
    """Put actions at the end of the log, reading on first when somebody else was quicker.

    What is so already is left out, so that this can be done again when the relay's answer was lost.
    Raises ``BadMembership`` for an action that the log does not allow.
    """
    for _ in range(_ATTEMPTS):
        await read_log(client, trust)
        tried = trust.log.branch()
        entries = []
        for action in actions(tried) if callable(actions) else actions:
            if _so_already(tried.state, action):
                continue
            entries.append(tried.next_entry(signer, action, now))
            tried.append(entries[-1])
        if not entries:
            return
        try:
            await client.post_log(entries)
        except Refusal as refusal:
            if refusal.reason != "conflict":
                raise
            continue
        trust.extend(entries)
        return
    raise MembershipFork("the log moves on faster than this device can write")


def _so_already(state: MembershipState, action: Action) -> bool:
    match action:
        case Enrol(identity, role, _):
            known = state.devices.get(identity.device_id)
            return known is not None and (known.identity, known.role) == (identity, role)
        case Renew(identity):
            return state.devices[identity.device_id].identity == identity
        case Assign(link, subject, target) if link is Link.DEVICE_TEAM:
            return subject in state.teams.get(target, Team()).members
        case Assign(link, subject, target):
            box = state.mailboxes.get(target, Mailbox())
            return subject in (box.devices if link is Link.DEVICE_MAILBOX else box.teams)
    return False


async def read_log(client: RelayClient, trust: Trust) -> None:
    """Take over what is new in the log."""
    while True:
        _, entries = await client.get_log(len(trust))
        if not entries or not trust.extend(entries):
            return


# --- the new device's side -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Joined:
    """A device's place in a centre. ``fingerprint`` is the root's, whole; keep it with ``url``."""

    url: str
    centre: str
    device: str
    fingerprint: bytes
    role: Role
    mailboxes: tuple[str, ...]
    teams: tuple[str, ...]
    entries: tuple[bytes, ...] = field(repr=False)


async def ask(client: SlotClient, invitation: Invitation, keys: DeviceKeys) -> str:
    """Use the invitation; returns the six digits that the registrar sees too.

    Raises ``InvitationInvalid`` when it has been used or has run out.
    """
    try:
        await client.put_ask(invitation.slot, invitation.ask(keys))
    except Refusal as refusal:
        raise InvitationInvalid(f"the slot is {refusal.reason}") from refusal
    return invitation.confirmation(keys.identity)


async def await_welcome(client: SlotClient, invitation: Invitation, *, wait: int = 0) -> Welcome | None:
    """The registrar's answer, or None so far.

    Raises ``InvitationInvalid`` when the invitation has run out or the answer was not made with its secret,
    and ``InvitationRefused`` when the answer is no.
    """
    try:
        message = await client.get_answer(invitation.slot, wait=wait)
    except Refusal as refusal:
        raise InvitationInvalid(f"the slot is {refusal.reason}") from refusal
    return None if message is None else invitation.open_answer(message)


async def join(client: RelayClient, invitation: Invitation, welcome: Welcome, keys: DeviceKeys) -> Joined:
    """Read the centre's log and believe it only if it fits the invitation and the answer.

    ``client`` is for ``welcome.centre``. Raises ``RootMismatch`` for another root, ``MembershipFork`` for
    another log than the registrar's, ``BadMembership`` when this device is not in it with these keys.
    Nothing is stored; give ``entries`` to ``Trust.extend``.
    """
    log = MembershipLog(invitation.fingerprint, keys_for=keys.device_id)
    entries: list[bytes] = []
    while len(log) < welcome.log_length:
        _, page = await client.get_log(len(log))
        if not log.extend(page):
            raise BadMembership("the relay does not show the log that the registrar wrote")
        entries += page
    if log.digest_at(welcome.log_length) != welcome.log_head or log.state.centre != welcome.centre:
        raise MembershipFork("the relay shows another log than the registrar's")
    state = log.state
    if not own_keys(state, keys):
        raise BadMembership("this device is not in the log with the keys it made")
    own = state.devices[keys.device_id]
    mailboxes = (name for name, box in state.mailboxes.items() if keys.device_id in box.devices)
    teams = (name for name, team in state.teams.items() if keys.device_id in team.members)
    return Joined(
        invitation.url,
        state.centre,
        keys.device_id,
        state.fingerprint,
        own.role,
        tuple(sorted(mailboxes)),
        tuple(sorted(teams)),
        tuple(entries),
    )


def own_keys(state: MembershipState, keys: DeviceKeys) -> bool:
    """Whether the log holds this device with the very keys it made."""
    own = state.devices.get(keys.device_id)
    return own is not None and not own.revoked and own.identity.encoded == keys.identity.encoded
