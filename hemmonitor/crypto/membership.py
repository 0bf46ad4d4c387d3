"""The membership log: hash-chained, signed, and checked in full by every device and by the relay.

Strategy: the log is the only authority. Every entry names its centre, its place, the digest of the entry
before, and one action, and is signed. ``MembershipLog.append`` checks all of it against the state so far and
takes an entry over whole or not at all.

Rules:
- The first entry is the root's own, and the root's fingerprint is what an invitation carries.
- The root may sign everything. A registrar may sign everything but what concerns registrars. A device
  alone replaces its own sealing key.
- While a removed device knows a team's key, nothing may follow but new epochs and further removals.
- Revocation counts an author's batches (``Cut``), not time. Nothing a device wrote before is lost.
- No name, number or value of a patient has a place in it.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import (
    Action,
    Assign,
    Cut,
    Deliver,
    Enrol,
    Epoch,
    Genesis,
    Link,
    Renew,
    Revoke,
    Role,
    Withdraw,
    from_fields,
    to_fields,
)
from hemmonitor.crypto.cose import Sign1, Signer, parse_sign1, sign1
from hemmonitor.crypto.members import (
    READERS,
    BadMembership,
    Device,
    Mailbox,
    MembershipState,
    Team,
    handover_box,
)
from hemmonitor.crypto.verify import digest, signing_id, signing_thumbprint
from hemmonitor.errors import CryptoError, RootMismatch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from hemmonitor.crypto.identity import PublicIdentity

TYPE: Final = "hemmonitor-member"
ENTRY_LIMIT: Final = 1 << 20
FINGERPRINT_MIN: Final = 10
"""Bytes of the root's fingerprint that a typed code carries."""
_VERSION: Final = 1
_KEYS: Final = frozenset(range(1, 7))
_STATION_ROLES: Final = READERS | {Role.STATION}


class MembershipFork(BadMembership):
    """Two different lists of who is who are being shown. Do not go on; call the care centre."""

    code = "crypto.membership_fork"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as parsed; nothing in it is to be believed before the log has taken it over."""

    signed: Sign1
    centre: str
    index: int
    previous: bytes | None
    created: int
    action: Action


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the log: its length with the entry, and the time the entry states (seconds, UTC)."""

    length: int
    created: int


def parse_entry(data: bytes) -> Entry:
    """Read an entry's form; raises ``BadMembership``."""
    try:
        signed = parse_sign1(data, TYPE, limit=ENTRY_LIMIT)
        fields = cbor.as_map(cbor.decode(signed.payload, limit=ENTRY_LIMIT, what="entry"), _KEYS, "entry")
        cbor.as_int(fields[1], "entry version", low=_VERSION, high=_VERSION)
        return Entry(
            signed,
            cbor.as_id(fields[2], "centre"),
            cbor.as_int(fields[3], "entry index"),
            None if fields[4] is None else cbor.as_block(fields[4], cbor.DIGEST_SIZE, "previous entry"),
            cbor.as_int(fields[5], "created"),
            from_fields(fields[6]),
        )
    except BadMembership:
        raise
    except CryptoError as error:
        raise BadMembership(f"membership entry: {error.detail}") from error


def found_centre(
    root: Signer, root_public: bytes, label: str, archive: bytes | None, now: dt.datetime
) -> bytes:
    """The first entry of a new log, by the root key."""
    return _encode(root, Genesis(root_public, label, archive), signing_id(root_public), 0, None, now)


def _encode(
    signer: Signer, action: Action, centre: str, index: int, previous: bytes | None, now: dt.datetime
) -> bytes:
    payload = cbor.encode(
        {
            1: _VERSION,
            2: cbor.id_bytes(centre),
            3: index,
            4: previous,
            5: int(now.timestamp()),
            6: to_fields(action),
        }
    )
    return sign1(signer, TYPE, payload)


class MembershipLog:
    """A centre's log, as far as this device has checked it. Not safe for use from several threads.

    ``fingerprint`` is the root's, from the invitation: all of it, or at least its first ``FINGERPRINT_MIN``
    bytes. Sealed team keys are kept for the device
    ``keys_for`` alone.
    """

    def __init__(self, fingerprint: bytes, *, keys_for: str | None = None) -> None:
        if not FINGERPRINT_MIN <= len(fingerprint) <= cbor.DIGEST_SIZE:
            raise RootMismatch("a root fingerprint of no use")
        self._fingerprint = fingerprint
        self._keys_for = keys_for
        self._digests: list[bytes] = []
        self._genesis: Genesis | None = None
        self._devices: dict[str, Device] = {}
        self._teams: dict[str, Team] = {}
        self._mailboxes: dict[str, Mailbox] = {}
        self._cuts: dict[tuple[str, str], int] = {}
        self._sealing_ids: set[str] = set()
        self._state: MembershipState | None = None
        self.sealed_keys: dict[tuple[str, int], bytes] = {}
        """(team, epoch) -> that epoch's private key, sealed to ``keys_for``."""
        self.epochs: dict[tuple[str, int], Mark] = {}
        """(team, epoch) -> where in the log, and when by its maker's clock, it began."""
        self.renewals: dict[str, tuple[tuple[str, Mark], ...]] = {}
        """Device -> its sealing keys in turn: key id, and where in the log, and when, it came into use."""

    def __len__(self) -> int:
        return len(self._digests)

    @property
    def state(self) -> MembershipState:
        """The view after the newest entry; a new object after every ``append``."""
        if self._state is None:
            self._state = self._view(snapshot=True)
        return self._state

    def digest_at(self, length: int) -> bytes | None:
        """The digest of the last of the first ``length`` entries, if that many are here."""
        return self._digests[length - 1] if 1 <= length <= len(self._digests) else None

    def next_entry(self, signer: Signer, action: Action, now: dt.datetime) -> bytes:
        """The entry that would put this action at the end of the log. It is checked, not appended."""
        data = _encode(signer, action, self.state.centre, len(self), self._digests[-1], now)
        self._check(parse_entry(data))
        return data

    def branch(self) -> MembershipLog:
        """An independent copy, to try entries on."""
        other = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict | list | set):
                setattr(other, name, copy.copy(value))
        return other

    def extend(self, entries: Iterable[bytes]) -> int:
        """Append several; returns how many were new. Stops at the first that does not fit, by raising."""
        before = len(self)
        for entry in entries:
            self.append(entry)
        return len(self) - before

    def append(self, data: bytes) -> Action:
        """Check one entry and take it over. An entry that is here already changes nothing.

        Raises ``BadMembership`` for one that does not fit, ``MembershipFork`` for another entry in a
        place that is taken or on another chain, ``RootMismatch`` for another centre's first entry.
        """
        entry = parse_entry(data)
        found = digest(data)
        if entry.index < len(self):
            if self._digests[entry.index] != found:
                raise MembershipFork(f"entry {entry.index} differs from the one known")
            return entry.action
        self._check(entry)
        self._apply(entry)
        self._digests.append(found)
        self._state = None
        return entry.action

    # --- what must hold -------------------------------------------------------------------------

    def _check(self, entry: Entry) -> None:
        if entry.index != len(self):
            raise BadMembership(f"entry {entry.index} where {len(self)} is next")
        if self._genesis is None:
            self._check_genesis(entry)
            return
        view = self._view(snapshot=False)
        if entry.centre != view.centre:
            raise BadMembership("entry of another centre")
        if entry.previous != self._digests[-1]:
            raise MembershipFork(f"entry {entry.index} continues another log")
        if not view.may_sign(entry.signed.signer, entry.action):
            raise BadMembership(f"entry {entry.index}: its signer may not do this")
        by_root = entry.signed.signer == view.centre
        public = view.root if by_root else self._devices[entry.signed.signer].identity.signing
        self._check_signature(entry, public)
        if any(team.stale for team in self._teams.values()) and not isinstance(
            entry.action, Epoch | Revoke | Withdraw
        ):
            raise BadMembership("a team's key must be replaced first")
        reason = self._objection(entry.action)
        if reason:
            raise BadMembership(f"entry {entry.index}: {reason}")

    def _check_genesis(self, entry: Entry) -> None:
        if not isinstance(entry.action, Genesis) or entry.previous is not None:
            raise BadMembership("the first entry does not found a centre")
        root = entry.action.root
        if signing_thumbprint(root)[: len(self._fingerprint)] != self._fingerprint:
            raise RootMismatch("the log's root is not the one of the invitation")
        if entry.signed.signer != signing_id(root) or entry.centre != signing_id(root):
            raise BadMembership("the first entry is not signed by its root")
        self._check_signature(entry, root)

    def _check_signature(self, entry: Entry, public: bytes) -> None:
        try:
            entry.signed.check(public)
        except CryptoError as error:
            raise BadMembership(f"entry {entry.index}: its signature does not match") from error

    def _objection(self, action: Action) -> str:  # noqa: PLR0911 - one return an action
        """Why the state so far does not allow this action; empty when it does."""
        match action:
            case Genesis():
                return "a centre is founded once"
            case Enrol(identity):
                known = identity.device_id in self._devices or identity.sealing_id in self._sealing_ids
                return "its keys are known already" if known else ""
            case Assign(link, subject, target):
                return self._objection_to_assign(link, subject, target)
            case Withdraw(link, subject, target):
                return "" if self._linked(link, subject, target) else "there is nothing to withdraw"
            case Epoch(team, number, _, sealed):
                known_team = self._teams.get(team, Team())
                if number != known_team.epoch + 1:
                    return "the epoch is not the next one"
                exact = {device for device, _ in sealed} == self._readers_of(known_team) != set()
                return "" if exact else "the epoch is not sealed to exactly the team's members"
            case Deliver(team, number, device, _):
                known_team = self._teams.get(team, Team())
                fits = 1 <= number <= known_team.epoch and device in self._readers_of(known_team)
                return "" if fits else "there is no such epoch, or the device is no member"
            case Revoke(device, _):
                return "" if device in self._devices else "the device is not known"
            case Renew(identity):
                return "this key is known already" if identity.sealing_id in self._sealing_ids else ""

    def _objection_to_assign(self, link: Link, subject: str, target: str) -> str:
        if self._linked(link, subject, target):
            return "it is so already"
        if link is Link.TEAM_MAILBOX:
            if self._hands_over(target):
                return "a mailbox for handing over takes no team"
            ready = subject in self._teams and self._teams[subject].public is not None
            return "" if ready else "the team has no key yet"
        device = self._devices.get(subject)
        if device is None or device.revoked:
            return "the device is not known, or revoked"
        fits = device.role in _STATION_ROLES if link is Link.DEVICE_TEAM else self._fits_box(device, target)
        return "" if fits else "the device's role does not fit"

    def _fits_box(self, device: Device, mailbox: str) -> bool:
        """A patient's mailbox takes patients' devices, a station's its own; one for handing over takes the
        device that it is named after, and staff.
        """
        if handover_box(device.identity.device_id) == mailbox:
            return device.role is Role.PATIENT or device.role in READERS
        if self._hands_over(mailbox):
            return device.role in READERS
        others = {self._devices[other].role for other in self._ever_in(mailbox)}
        return device.role in {Role.PATIENT, Role.STATION} and others <= {device.role}

    def _hands_over(self, mailbox: str) -> bool:
        return any(handover_box(device) == mailbox for device in self._ever_in(mailbox))

    def _ever_in(self, mailbox: str) -> frozenset[str]:
        return self._mailboxes.get(mailbox, Mailbox()).ever_devices

    def _linked(self, link: Link, subject: str, target: str) -> bool:
        if link is Link.DEVICE_TEAM:
            return subject in self._teams.get(target, Team()).members
        box = self._mailboxes.get(target, Mailbox())
        return subject in (box.devices if link is Link.DEVICE_MAILBOX else box.teams)

    def _readers_of(self, team: Team) -> set[str]:
        return {device for device in team.members if self._devices[device].role in READERS}

    # --- what changes ---------------------------------------------------------------------------

    def _apply(self, entry: Entry) -> None:
        match entry.action:
            case Genesis() as genesis:
                self._genesis = genesis
            case Enrol(identity, role, label):
                self._devices[identity.device_id] = Device(identity, role, label, since=len(self) + 1)
                self._sealing_ids.add(identity.sealing_id)
                self._note_key(identity, entry.created)
            case Renew(identity):
                device = identity.device_id
                self._devices[device] = replace(self._devices[device], identity=identity)
                self._sealing_ids.add(identity.sealing_id)
                self._note_key(identity, entry.created)
            case Assign(link, subject, target):
                self._assign(link, subject, target)
            case Withdraw(link, subject, target, cuts):
                self._withdraw(link, subject, target)
                self._add_cuts(cuts)
            case Epoch(team, number, public, sealed):
                holders = frozenset(device for device, _ in sealed)
                self._teams[team] = replace(
                    self._teams[team], epoch=number, public=public, holders=holders, stale=False
                )
                self._keep_keys(team, number, dict(sealed))
                self.epochs[team, number] = Mark(len(self) + 1, entry.created)
            case Deliver(team, number, device, blob):
                known = self._teams[team]
                if number == known.epoch:
                    self._teams[team] = replace(known, holders=known.holders | {device})
                self._keep_keys(team, number, {device: blob})
            case Revoke(device, cuts):
                self._devices[device] = replace(self._devices[device], revoked=True)
                for team in [name for name, known in self._teams.items() if device in known.members]:
                    self._withdraw(Link.DEVICE_TEAM, device, team)
                for name in [name for name, box in self._mailboxes.items() if device in box.devices]:
                    self._withdraw(Link.DEVICE_MAILBOX, device, name)
                self._add_cuts(cuts)

    def _note_key(self, identity: PublicIdentity, created: int) -> None:
        known = self.renewals.get(identity.device_id, ())
        mark = Mark(len(self) + 1, created)
        self.renewals[identity.device_id] = (*known, (identity.sealing_id, mark))

    def _assign(self, link: Link, subject: str, target: str) -> None:
        one = frozenset({subject})
        if link is Link.DEVICE_TEAM:
            team = self._teams.get(target, Team())
            joined = {**team.joined, subject: len(self) + 1}
            self._teams[target] = replace(
                team, members=team.members | one, ever=team.ever | one, joined=joined
            )
            return
        box = self._mailboxes.get(target, Mailbox())
        if link is Link.DEVICE_MAILBOX:
            entered = {**box.entered, subject: len(self) + 1}
            box = replace(
                box, devices=box.devices | one, ever_devices=box.ever_devices | one, entered=entered
            )
        else:
            since = {**box.looked_after, subject: len(self) + 1}
            box = replace(box, teams=box.teams | one, ever_teams=box.ever_teams | one, looked_after=since)
        self._mailboxes[target] = box

    def _withdraw(self, link: Link, subject: str, target: str) -> None:
        one = frozenset({subject})
        if link is Link.DEVICE_TEAM:
            team = self._teams[target]
            left = replace(team, members=team.members - one, stale=team.stale or subject in team.holders)
            if not self._readers_of(left):  # nobody is left to hold a key
                left = replace(left, public=None, holders=frozenset(), stale=False)
            self._teams[target] = left
            return
        box = self._mailboxes[target]
        if link is Link.DEVICE_MAILBOX:
            self._mailboxes[target] = replace(box, devices=box.devices - one)
        else:
            self._mailboxes[target] = replace(box, teams=box.teams - one)

    def _add_cuts(self, cuts: tuple[Cut, ...]) -> None:
        for cut in cuts:
            key = (cut.device, cut.mailbox)
            self._cuts[key] = min(cut.last, self._cuts.get(key, cut.last))

    def _keep_keys(self, team: str, number: int, sealed: dict[str, bytes]) -> None:
        if self._keys_for in sealed:
            self.sealed_keys[team, number] = sealed[self._keys_for]

    def _view(self, *, snapshot: bool) -> MembershipState:
        if self._genesis is None:
            raise BadMembership("the log is empty")
        return MembershipState(
            self._genesis.root,
            self._genesis.label,
            self._genesis.archive,
            len(self),
            self._digests[-1],
            MappingProxyType(dict(self._devices) if snapshot else self._devices),
            MappingProxyType(dict(self._teams) if snapshot else self._teams),
            MappingProxyType(dict(self._mailboxes) if snapshot else self._mailboxes),
            MappingProxyType(dict(self._cuts) if snapshot else self._cuts),
        )
