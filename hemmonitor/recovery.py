"""When the worst has happened: the root and archive keys on paper, and a care centre made whole from them.

Strategy: the keys that founded a centre are split among three people (``crypto.shares``) and then destroyed
on the computer. Two of the three can, on a new computer, sign it into the membership log as registrar, read
what the relay has by the archive key, and shut out what was lost. ``drill`` plays all of it on a relay of its
own, so that it is known to work; it runs in CI too.

Rules:
- Nothing is destroyed before the words have been typed again and make the same keys.
- What was lost is shut out last, when everything it wrote has been read: so all of that stays valid.
- The archive key is used in memory, for one recovery, and is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hemmonitor.bootstrap import Clock, Place, Profile, Sync, centre_box
from hemmonitor.clinic import Staff
from hemmonitor.crypto.actions import Action, Assign, Cut, Enrol, Link, Revoke, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.keys import SealingKey, SigningKey
from hemmonitor.crypto.membership import MembershipLog
from hemmonitor.crypto.shares import NEEDED, WrongShares, join_archive, join_root, split
from hemmonitor.errors import InputError
from hemmonitor.model.events import Event, NameGiven, new_event_id
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.enrol import publish, read_log
from hemmonitor.sync.status import SyncStatus
from hemmonitor.sync.trust import Trust

__all__ = ["PaperKeys", "Recovered", "WrongShares", "recover", "shares_of", "take_off_line"]


@dataclass(frozen=True, slots=True)
class PaperKeys:
    """Words for three holders each, and the root's fingerprint that stands on every sheet."""

    fingerprint: bytes
    root: tuple[str, ...] = field(repr=False)
    archive: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a recovery ended with."""

    place: Place
    mailboxes: int
    envelopes: int
    shut_out: tuple[str, ...]


def shares_of(profile: Profile) -> PaperKeys:
    """The founding computer's root and archive keys in words. Show them to their holders, once.

    Raises ``InputError`` when this computer has them no more.
    """
    root, archive = profile.root_key(), profile.archive_key()
    if root is None or archive is None:
        raise InputError("the root and archive keys are not on this computer")
    return PaperKeys(root.fingerprint, split(root), split(archive))


def take_off_line(profile: Profile, root: Sequence[str], archive: Sequence[str]) -> None:
    """Destroy the kept root and archive keys, after two shares of each have been typed again.

    Raises ``WrongShares`` when they do not make the same keys; then nothing has changed.
    """
    kept = profile.root_key(), profile.archive_key()
    if kept[0] is None or kept[1] is None:
        raise InputError("the root and archive keys are not on this computer")
    _enough(root)
    _enough(archive)
    join_root(root, kept[0].fingerprint)
    join_archive(archive, kept[1].public)
    profile.drop_centre_keys()


def _enough(shares: Sequence[str]) -> None:
    if len(set(shares)) < NEEDED:
        raise WrongShares(f"{NEEDED} different shares are needed")


async def recover(
    profile: Profile,
    url: str,
    fingerprint: bytes,
    root_shares: Sequence[str],
    archive_shares: Sequence[str],
    staff: Staff,
    clock: Clock,
    *,
    lost: Iterable[str] | None = None,
) -> Recovered:
    """Make this new computer the centre's registrar, with all that the relay has.

    ``lost`` are devices to shut out, by default every registrar there was. May be done again when it was cut
    off. Raises ``WrongShares``, ``RelayOffline`` and its like.
    """
    root = join_root(root_shares, fingerprint)
    trust, place = await _settle(profile, url, root, staff, clock)
    archive = join_archive(archive_shares, trust.state.archive or b"")
    client = RelayClient(url, place.centre, root, clock)
    try:
        await publish(client, trust, root, lambda log: _take_place(profile, log), clock())
        received = await _read_everything(profile, archive, clock)
        state, own = trust.state, profile.keys.device_id
        registrars = (d for d, known in state.devices.items() if known.role is Role.REGISTRAR and d != own)
        gone = tuple(sorted(registrars if lost is None else lost))
        await publish(client, trust, root, lambda log: _shut_out(profile, log, gone), clock())
    finally:
        await client.aclose()
    box = centre_box(place.centre)
    body = NameGiven(own, staff.name, staff.role)
    profile.journal.append([Event(new_event_id(), box, own, clock(), body)])
    await _once(profile, clock)
    return Recovered(place, len(profile.journal.mailboxes()), received, gone)


async def _settle(
    profile: Profile, url: str, root: SigningKey, staff: Staff, clock: Clock
) -> tuple[Trust, Place]:
    """Read the log as the root may, and take a place in its centre."""
    centre = root.device_id
    place = Place(
        url=url,
        centre=centre,
        fingerprint=root.fingerprint.hex(),
        role=Role.REGISTRAR,
        staff_name=staff.name,
        staff_role=staff.role,
    )
    client = RelayClient(url, centre, root, clock)
    try:
        if profile.place is None:
            _, entries = await client.get_log(0)
            trust = profile.settle(place, entries)
        else:
            trust = profile.trust()
        await read_log(client, trust)
    finally:
        await client.aclose()
    return trust, place


def _take_place(profile: Profile, log: MembershipLog) -> Iterator[Action]:
    """This computer as registrar and member of every team, with keys of its own."""
    for team in sorted(name for name, known in log.state.teams.items() if known.stale):
        yield new_epoch(log.state, team)[0]
    own = profile.keys.device_id
    if own not in log.state.devices:
        count = sum(known.role is Role.REGISTRAR for known in log.state.devices.values())
        yield Enrol(profile.keys.identity, Role.REGISTRAR, f"registrar {count + 1}")
    for team in sorted(log.state.teams):
        if own not in log.state.teams[team].members:
            yield Assign(Link.DEVICE_TEAM, own, team)
        if own not in log.state.teams[team].holders:
            yield new_epoch(log.state, team)[0]


def _shut_out(profile: Profile, log: MembershipLog, lost: Sequence[str]) -> Iterator[Action]:
    journal = profile.journal
    for device in lost:
        if not log.state.devices[device].revoked:
            heads = ((box, journal.head(box, device)) for box in log.state.mailboxes)
            cuts = (Cut(device, box, head.seq) for box, head in heads if head is not None)
            yield Revoke(device, tuple(sorted(cuts)))
    for team in sorted(name for name, known in log.state.teams.items() if known.stale):
        yield new_epoch(log.state, team)[0]


async def _read_everything(profile: Profile, archive: SealingKey, clock: Clock) -> int:
    """Read all mailboxes from the relay with the archive key; returns the envelopes taken."""
    trust = profile.trust()
    trust.lend(archive)
    try:
        return await _once(profile, clock)
    finally:
        trust.lend(None)


async def _once(profile: Profile, clock: Clock) -> int:
    received = 0

    def told(status: SyncStatus) -> None:
        nonlocal received
        received = max(received, status.received)

    sync = Sync(profile, clock, lambda _events: None, told)
    try:
        await sync.once()
    finally:
        await sync.aclose()
    place = profile.placed()
    teams = profile.trust().state.teams
    mine = sorted(name for name, known in teams.items() if profile.keys.device_id in known.members)
    if not place.team and mine:
        profile.settle_team(mine[0])
    return received
