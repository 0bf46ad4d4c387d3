"""What an entry of the membership log can say, and its bytes.

Strategy: one frozen class an action, one number a class, one function each way. Form is checked here;
whether an action is allowed is for ``membership`` to say.

Rules:
- Labels are free of names: "nurse 3", never a person. They are short and printable.
- Lists are sorted and free of doubles, so that one action has one encoding.
- A ``Cut`` is the last batch of an author in a mailbox that still counts; numbers, never times.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final, TypeAlias

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cbor import Value
from hemmonitor.crypto.identity import SIZE_LIMIT as IDENTITY_LIMIT
from hemmonitor.crypto.identity import PublicIdentity, parse_identity
from hemmonitor.crypto.verify import SEALING_SIZE, SIGNING_SIZE, check_sealing_key, check_signing_key

LABEL_LIMIT: Final = 40
MEMBERS_LIMIT: Final = 512
CUTS_LIMIT: Final = 20_000
SEALED_KEY_LIMIT: Final = 2048


class Role(StrEnum):
    """What a device is. A registrar is staff that may sign entries."""

    REGISTRAR = "registrar"
    STAFF = "staff"
    PATIENT = "patient"
    STATION = "station"


class Link(IntEnum):
    """What is joined to what."""

    DEVICE_TEAM = 1
    DEVICE_MAILBOX = 2
    TEAM_MAILBOX = 3


_ROLES: Final = {Role.REGISTRAR: 1, Role.STAFF: 2, Role.PATIENT: 3, Role.STATION: 4}
_ROLE_OF: Final = {number: role for role, number in _ROLES.items()}


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """Of this author in this mailbox, batches up to ``last`` count and later ones do not."""

    device: str
    mailbox: str
    last: int


@dataclass(frozen=True, slots=True)
class Genesis:
    """The centre: its root key and, where it keeps one, the archive key that can read everything."""

    root: bytes
    label: str
    archive: bytes | None = None


@dataclass(frozen=True, slots=True)
class Enrol:
    """A device becomes known, with the keys it made itself."""

    identity: PublicIdentity
    role: Role
    label: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Join a device to a team or a mailbox, or a team to a mailbox."""

    link: Link
    subject: str
    target: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Undo an ``Assign``; what the subject wrote before stays valid up to the cuts."""

    link: Link
    subject: str
    target: str
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Epoch:
    """A new generation of a team's key: the public half, and the private half sealed to every member."""

    team: str
    number: int
    public: bytes
    sealed: tuple[tuple[str, bytes], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Deliver:
    """The private half of an epoch for one more member device."""

    team: str
    number: int
    device: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Revoke:
    """A device is lost or done with: it reads nothing new, and writes nothing beyond the cuts."""

    device: str
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Renew:
    """A device replaces its sealing key by a new one; its signing key, and so its id, stay.

    The device alone may say so. It destroys the old private key, and with it the way to every team key
    that was sealed to it.
    """

    identity: PublicIdentity


Action: TypeAlias = Genesis | Enrol | Assign | Withdraw | Epoch | Deliver | Revoke | Renew

_KINDS: Final[dict[type[Action], int]] = {
    Genesis: 0,
    Enrol: 1,
    Assign: 2,
    Withdraw: 3,
    Epoch: 4,
    Deliver: 5,
    Revoke: 6,
    Renew: 7,
}


def to_fields(action: Action) -> list[Value]:  # noqa: PLR0911 - one return an action
    """``[kind, ...]`` for the log."""
    kind = _KINDS[type(action)]
    match action:
        case Genesis():
            return [kind, action.root, action.label, action.archive]
        case Enrol():
            return [kind, action.identity.encoded, _ROLES[action.role], action.label]
        case Assign():
            return [kind, int(action.link), _raw(action.subject), _raw(action.target)]
        case Withdraw():
            return [
                kind, int(action.link), _raw(action.subject), _raw(action.target), _cut_fields(action.cuts)
            ]  # fmt: skip
        case Epoch():
            sealed = [[_raw(device), blob] for device, blob in sorted(action.sealed)]
            return [kind, _raw(action.team), action.number, action.public, sealed]
        case Deliver():
            return [kind, _raw(action.team), action.number, _raw(action.device), action.sealed]
        case Revoke():
            return [kind, _raw(action.device), _cut_fields(action.cuts)]
        case Renew():
            return [kind, action.identity.encoded]


def from_fields(fields: Value) -> Action:
    """The action of these fields; ``Malformed`` or ``BadKey`` when there is none."""
    listed = cbor.as_list(fields, "action", at_least=1, at_most=8)
    kind = cbor.as_int(listed[0], "action kind", high=len(_KINDS) - 1)
    readers = (_genesis, _enrol, _assign, _withdraw, _epoch, _deliver, _revoke, _renew)
    return readers[kind](listed[1:])


def _genesis(body: list[Value]) -> Genesis:
    root, label, archive = cbor.as_tuple(body, 3, "genesis")
    return Genesis(
        check_signing_key(cbor.as_block(root, SIGNING_SIZE, "root key")),
        cbor.as_text(label, "centre label", at_most=LABEL_LIMIT),
        None if archive is None else check_sealing_key(cbor.as_block(archive, SEALING_SIZE, "archive key")),
    )


def _enrol(body: list[Value]) -> Enrol:
    identity, role, label = cbor.as_tuple(body, 3, "enrol")
    return Enrol(
        parse_identity(cbor.as_bytes(identity, "identity", at_most=IDENTITY_LIMIT)),
        _ROLE_OF[cbor.as_int(role, "role", low=1, high=len(_ROLE_OF))],
        cbor.as_text(label, "label", at_most=LABEL_LIMIT),
    )


def _link(value: Value) -> Link:
    return Link(cbor.as_int(value, "link", low=1, high=len(Link)))


def _assign(body: list[Value]) -> Assign:
    link, subject, target = cbor.as_tuple(body, 3, "assign")
    return Assign(_link(link), cbor.as_id(subject, "subject"), cbor.as_id(target, "target"))


def _withdraw(body: list[Value]) -> Withdraw:
    link, subject, target, cuts = cbor.as_tuple(body, 4, "withdraw")
    return Withdraw(_link(link), cbor.as_id(subject, "subject"), cbor.as_id(target, "target"), _cuts(cuts))


def _epoch(body: list[Value]) -> Epoch:
    team, number, public, sealed = cbor.as_tuple(body, 4, "epoch")
    pairs = [
        cbor.as_tuple(item, 2, "sealed epoch key")
        for item in cbor.as_list(sealed, "sealed epoch keys", at_most=MEMBERS_LIMIT)
    ]
    members = [cbor.as_id(device, "member") for device, _ in pairs]
    if members != sorted(set(members)):
        raise cbor.Malformed("epoch: members not sorted, or twice")
    blobs = [cbor.as_bytes(blob, "sealed epoch key", at_most=SEALED_KEY_LIMIT) for _, blob in pairs]
    return Epoch(
        cbor.as_id(team, "team"),
        cbor.as_int(number, "epoch number", low=1),
        check_sealing_key(cbor.as_block(public, SEALING_SIZE, "epoch key")),
        tuple(zip(members, blobs, strict=True)),
    )


def _deliver(body: list[Value]) -> Deliver:
    team, number, device, sealed = cbor.as_tuple(body, 4, "deliver")
    return Deliver(
        cbor.as_id(team, "team"),
        cbor.as_int(number, "epoch number", low=1),
        cbor.as_id(device, "device"),
        cbor.as_bytes(sealed, "sealed epoch key", at_most=SEALED_KEY_LIMIT),
    )


def _revoke(body: list[Value]) -> Revoke:
    device, cuts = cbor.as_tuple(body, 2, "revoke")
    return Revoke(cbor.as_id(device, "device"), _cuts(cuts))


def _renew(body: list[Value]) -> Renew:
    (identity,) = cbor.as_tuple(body, 1, "renew")
    return Renew(parse_identity(cbor.as_bytes(identity, "identity", at_most=IDENTITY_LIMIT)))


def _raw(text: str) -> bytes:
    return cbor.id_bytes(text)


def _cut_fields(cuts: tuple[Cut, ...]) -> list[Value]:
    return [[_raw(cut.device), _raw(cut.mailbox), cut.last] for cut in sorted(cuts)]


def _cuts(value: Value) -> tuple[Cut, ...]:
    cuts = []
    for item in cbor.as_list(value, "cuts", at_most=CUTS_LIMIT):
        device, mailbox, last = cbor.as_tuple(item, 3, "cut")
        cuts.append(Cut(cbor.as_id(device, "cut"), cbor.as_id(mailbox, "cut"), cbor.as_int(last, "cut")))
    if cuts != sorted(cuts) or len({(cut.device, cut.mailbox) for cut in cuts}) != len(cuts):
        raise cbor.Malformed("cuts: not sorted, or one twice")
    return tuple(cuts)
