"""A care centre for the tests: a root, a nurse who is registrar, a patient, a team and a mailbox."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from hemmonitor.crypto.actions import Action, Assign, Enrol, Link, Role
from hemmonitor.crypto.cose import Signer
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.keys import DeviceKeys, KeyRing, SigningKey, random_id
from hemmonitor.crypto.members import MembershipState
from hemmonitor.crypto.membership import MembershipLog, found_centre

NOW = dt.datetime(2026, 3, 1, 8, 0, tzinfo=dt.UTC)


@dataclass
class Centre:
    """``entries`` is the log; ``nurse`` is registrar and member of ``team``, which reads ``mailbox``."""

    root: SigningKey = field(default_factory=SigningKey.generate)
    nurse: DeviceKeys = field(default_factory=DeviceKeys.generate)
    patient: DeviceKeys = field(default_factory=DeviceKeys.generate)
    team: str = field(default_factory=random_id)
    mailbox: str = field(default_factory=random_id)
    archive: bytes | None = None
    entries: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.log = MembershipLog(self.root.fingerprint, keys_for=self.nurse.device_id)
        self._append(found_centre(self.root, self.root.public, "vc-norr", self.archive, NOW))
        self.add(Enrol(self.nurse.identity, Role.REGISTRAR, "nurse 1"), by=self.root)
        self.add(Assign(Link.DEVICE_TEAM, self.nurse.device_id, self.team))
        self.rotate()
        self.add(Enrol(self.patient.identity, Role.PATIENT, "patient 1"))
        self.add(Assign(Link.DEVICE_MAILBOX, self.patient.device_id, self.mailbox))
        self.add(Assign(Link.TEAM_MAILBOX, self.team, self.mailbox))

    @property
    def state(self) -> MembershipState:
        return self.log.state

    def rotate(self, team: str | None = None) -> None:
        epoch, _ = new_epoch(self.state, team or self.team)
        self.add(epoch)

    def add(self, action: Action, *, by: Signer | None = None) -> bytes:
        return self._append(self.log.next_entry(by or self.nurse, action, NOW))

    def _append(self, entry: bytes) -> bytes:
        self.log.append(entry)
        self.entries.append(entry)
        return entry

    def enrol(self, role: Role, label: str, keys: DeviceKeys | None = None) -> DeviceKeys:
        made = keys or DeviceKeys.generate()
        self.add(Enrol(made.identity, role, label), by=self.root)
        return made

    def log_for(self, keys: DeviceKeys) -> MembershipLog:
        log = MembershipLog(self.root.fingerprint, keys_for=keys.device_id)
        log.extend(self.entries)
        return log

    def signing_key(self, device: str) -> bytes | None:
        known = self.state.devices.get(device)
        return None if known is None else known.identity.signing


def only(keys: DeviceKeys) -> KeyRing:
    return KeyRing(keys.sealing)
