"""A team's key generations: made by whoever signs the log, sealed to the members, opened by each.

Rules:
- A new epoch is made on every removal and at least monthly; the log insists on the former.
- A private epoch key travels sealed to a device, bound to centre, team, number and device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Deliver, Epoch
from hemmonitor.crypto.keys import DeviceKeys, KeyRing, SealingKey
from hemmonitor.crypto.members import READERS, MembershipState, Team
from hemmonitor.errors import BadKey

if TYPE_CHECKING:
    from hemmonitor.crypto.membership import MembershipLog


def _info(centre: str, team: str, number: int, device: str) -> bytes:
    ids = [cbor.id_bytes(centre), cbor.id_bytes(team), number, cbor.id_bytes(device)]
    return cbor.encode(["hemmonitor-epoch", 1, *ids])


def new_epoch(state: MembershipState, team: str) -> tuple[Epoch, SealingKey]:
    """The next epoch of a team, sealed to its present members, and the key itself."""
    known = state.teams.get(team, Team())
    key, number = SealingKey.generate(), known.epoch + 1
    sealed = tuple(
        (device, _seal(state, key, team, number, device))
        for device in sorted(known.members)
        if state.devices[device].role in READERS
    )
    return Epoch(team, number, key.public, sealed), key


def deliver(state: MembershipState, key: SealingKey, team: str, number: int, device: str) -> Deliver:
    """An epoch's key for one more member; handing over earlier ones hands over the history."""
    return Deliver(team, number, device, _seal(state, key, team, number, device))


def _seal(state: MembershipState, key: SealingKey, team: str, number: int, device: str) -> bytes:
    public = state.devices[device].identity.sealing
    return key.seal_itself(public, _info(state.centre, team, number, device))


def open_epochs(log: MembershipLog, keys: DeviceKeys) -> KeyRing:
    """Every key this device may open envelopes with: its own, and the epochs it was given.

    ``log`` keeps them when it was made with ``keys_for`` this device. Raises what ``open_epoch`` raises.
    """
    ring = keys.ring()
    for (team, number), sealed in log.sealed_keys.items():
        ring.add(open_epoch(log.state, keys, team, number, sealed))
    return ring


def open_epoch(state: MembershipState, keys: DeviceKeys, team: str, number: int, sealed: bytes) -> SealingKey:
    """An epoch's private key that was sealed to this device.

    Raises ``CannotOpen`` when it does not open, ``BadKey`` when it is not the key the log announced.
    """
    key = keys.open_key(sealed, _info(state.centre, team, number, keys.device_id))
    known = state.teams[team]
    if number == known.epoch and known.public is not None and key.public != known.public:
        raise BadKey(f"team {team}: the delivered key is not epoch {number}")
    return key
