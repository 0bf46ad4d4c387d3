"""What the membership log says, as a frozen view: who reads a mailbox, who may write to it, up to where.

Rules:
- Everything asked of trust is asked here, and answered from the log alone.
- A mailbox is read by its own devices, by its teams' members through the teams' keys, and by the archive.
- What a device wrote while it was allowed to stays valid up to its cut; see ``last_valid``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Action, Enrol, Genesis, Renew, Revoke, Role
from hemmonitor.crypto.verify import digest, sealing_id, signing_id, signing_thumbprint
from hemmonitor.errors import CryptoError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hemmonitor.crypto.identity import PublicIdentity

UNLIMITED: Final = cbor.MAX_INT
READERS: Final = frozenset({Role.REGISTRAR, Role.STAFF})
"""Roles whose devices are given a team's private key."""


class BadMembership(CryptoError):
    """The care centre's list of who is who does not check out. Nothing was taken over; call the centre."""

    code = "crypto.bad_membership"


class TeamKeyStale(CryptoError):
    """The team's key is being replaced. Everything is saved and is sent when the new key is there."""

    code = "crypto.team_key_stale"


@dataclass(frozen=True, slots=True)
class Device:
    """A known device. ``since`` is the length of the log that first knew it."""

    identity: PublicIdentity
    role: Role
    label: str
    revoked: bool = False
    since: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """Who looks after its mailboxes, and the key they are sealed to.

    ``holders`` have the present epoch's private key; ``stale`` means that a removed device has it too.
    ``ever`` is everyone who was a member at any time, ``joined`` the log's length when each last became one.
    """

    members: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()
    epoch: int = 0
    public: bytes | None = None
    holders: frozenset[str] = frozenset()
    stale: bool = False
    joined: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whose devices and which teams a mailbox belongs to, now and ever.

    ``looked_after`` and ``entered`` are the log's length when each team, and device, last came to it.
    """

    devices: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    ever_devices: frozenset[str] = frozenset()
    ever_teams: frozenset[str] = frozenset()
    looked_after: Mapping[str, int] = field(default_factory=dict)
    entered: Mapping[str, int] = field(default_factory=dict)


def handover_box(device: str) -> str:
    """The mailbox through which a new device is handed the history."""
    return digest(f"hemmonitor-handover {device}".encode())[: cbor.ID_SIZE].hex()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A public key that an envelope is sealed to."""

    key_id: str
    public: bytes


@dataclass(frozen=True, slots=True)
class MembershipState:
    """What the log says after ``length`` entries, the last of which has the digest ``head``."""

    root: bytes
    label: str
    archive: bytes | None
    length: int
    head: bytes
    devices: Mapping[str, Device]
    teams: Mapping[str, Team]
    mailboxes: Mapping[str, Mailbox]
    cuts: Mapping[tuple[str, str], int] = field(repr=False)

    @property
    def centre(self) -> str:
        """The centre's id: the id of its root key."""
        return signing_id(self.root)

    @property
    def fingerprint(self) -> bytes:
        """The root key's whole thumbprint, 32 bytes."""
        return signing_thumbprint(self.root)

    def recipients(self, mailbox: str) -> tuple[Recipient, ...]:
        """Every key that envelopes for this mailbox are sealed to, sorted by key id.

        Teams' present epochs, the mailbox's own devices, the archive. Raises ``BadMembership`` for a
        mailbox nobody reads and ``TeamKeyStale`` while a team's key waits to be replaced.
        """
        box = self.mailboxes.get(mailbox, Mailbox())
        keys = [self.devices[device].identity.sealing for device in box.devices]
        for team in box.teams:
            if self.teams[team].stale:
                raise TeamKeyStale(f"team {team}")
            keys += [key for key in (self.teams[team].public,) if key is not None]
        if not keys:
            raise BadMembership(f"nobody reads mailbox {mailbox}")
        keys += [self.archive] if self.archive is not None else []
        return tuple(sorted((Recipient(sealing_id(key), key) for key in keys), key=lambda r: r.key_id))

    def is_registrar(self, device: str) -> bool:
        """Whether this device is a registrar's; also one that was revoked."""
        known = self.devices.get(device)
        return known is not None and known.role is Role.REGISTRAR

    def may_read(self, device: str, mailbox: str) -> bool:
        """Whether this device may fetch the mailbox's envelopes now."""
        known, box = self.devices.get(device), self.mailboxes.get(mailbox)
        if known is None or known.revoked or box is None:
            return False
        if device in box.devices:
            return True
        return known.role in READERS and any(device in self.teams[team].members for team in box.teams)

    def is_handover(self, mailbox: str) -> bool:
        """Whether a mailbox is one through which history is handed over."""
        return any(handover_box(device) == mailbox for device in self.mailboxes[mailbox].ever_devices)

    def came_late(self, device: str, mailbox: str) -> bool:
        """Whether this device may read the mailbox, and could not from its beginning.

        Envelopes from before are sealed to keys that it need not have.
        """
        box = self.mailboxes.get(mailbox, Mailbox())
        if device in box.devices:
            return box.entered[device] > min(box.entered.values())
        ways = (
            max(since, self.teams[team].joined[device])
            for team, since in box.looked_after.items()
            if team in box.teams and device in self.teams[team].members
        )
        return min(ways, default=0) > min(box.looked_after.values(), default=0)

    def may_post(self, device: str, mailbox: str) -> bool:
        """Whether this device may hand in envelopes now.

        A station may in every mailbox under this root, and reads none but its own: whoever has a card can
        measure in any room.
        """
        known, box = self.devices.get(device), self.mailboxes.get(mailbox)
        if known is None or known.revoked or box is None:
            return False
        return (
            known.role is Role.STATION
            or device in box.devices
            or any(device in self.teams[team].members for team in box.teams)
        )

    def last_valid(self, device: str, mailbox: str) -> int:
        """The number of the last batch of this author that counts in this mailbox; 0 when none does.

        ``UNLIMITED`` for an author who may write now; the cut for one who could and may not any more.
        """
        known, box = self.devices.get(device), self.mailboxes.get(mailbox)
        if known is None or box is None:
            return 0
        if self.may_post(device, mailbox):
            return UNLIMITED
        once = (
            known.role is Role.STATION
            or device in box.ever_devices
            or any(device in self.teams[team].ever for team in box.ever_teams)
        )
        return self.cuts.get((device, mailbox), 0) if once else 0

    def may_sign(self, device: str, action: Action) -> bool:
        """Whether the root, a registrar, or the device it concerns may put this action into the log."""
        if isinstance(action, Renew):
            own = self.devices.get(device)
            return own is not None and not own.revoked and action.identity.device_id == device
        if device == self.centre:
            return True
        known = self.devices.get(device)
        if known is None or known.revoked or known.role is not Role.REGISTRAR:
            return False
        match action:
            case Enrol():
                return action.role is not Role.REGISTRAR
            case Revoke():
                target = self.devices.get(action.device)
                return target is None or target.role is not Role.REGISTRAR
            case _:
                return not isinstance(action, Genesis)
