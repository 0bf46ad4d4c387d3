"""The membership log as this device has checked and kept it, and the keys it may open with.

Strategy: entries are kept in the journal in the chunks they came in, and are all checked again when the
program starts. Nothing is taken over from a relay but entries that continue the log.

Rules:
- The root's fingerprint comes from the invitation, never from the network.
- What was believed once is never replaced: another list is an error that a person sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.epochs import open_epochs
from hemmonitor.crypto.membership import MembershipLog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hemmonitor.crypto.keys import DeviceKeys, KeyRing
    from hemmonitor.crypto.members import MembershipState
    from hemmonitor.store.journal import Journal

_CHUNK_LIMIT: Final = 16 << 20


class Trust:
    """Who is who, for one device of one centre. Owned by the journal's thread."""

    def __init__(self, journal: Journal, keys: DeviceKeys, fingerprint: bytes) -> None:
        """Read and check what is kept. Raises ``BadMembership`` or ``RootMismatch`` when it does not hold."""
        self._journal = journal
        self._keys = keys
        self._log = MembershipLog(fingerprint, keys_for=keys.device_id)
        self._ring: KeyRing | None = None
        self._chunks = 0
        while (raw := journal.get(self._name(self._chunks))) is not None:
            self._log.extend(_entries(raw))
            self._chunks += 1

    @staticmethod
    def _name(chunk: int) -> str:
        return f"membership.{chunk}"

    def __len__(self) -> int:
        return len(self._log)

    @property
    def keys(self) -> DeviceKeys:
        """This device's own keys."""
        return self._keys

    @property
    def log(self) -> MembershipLog:
        """The log, to author entries with ``next_entry``. Append through ``extend`` alone."""
        return self._log

    @property
    def state(self) -> MembershipState:
        """What the log says now."""
        return self._log.state

    @property
    def ring(self) -> KeyRing:
        """The keys this device may open envelopes with."""
        if self._ring is None:
            self._ring = open_epochs(self._log, self._keys)
        return self._ring

    def extend(self, entries: Sequence[bytes]) -> int:
        """Check entries and keep them durably, all or none; returns how many were new.

        Raises ``BadMembership``, ``MembershipFork`` or ``RootMismatch``; then nothing has changed.
        """
        tried = self._log.branch()
        new = tried.extend(entries)
        if new:
            self._journal.put(self._name(self._chunks), cbor.encode(list(entries[len(entries) - new :])))
            self._chunks += 1
            self._log, self._ring = tried, None
        return new

    def signing_key(self, device: str) -> bytes | None:
        """A known device's signing key."""
        known = self.state.devices.get(device)
        return None if known is None else known.identity.signing


def _entries(raw: bytes) -> list[bytes]:
    listed = cbor.decode(raw, limit=_CHUNK_LIMIT, what="membership chunk")
    return [cbor.as_bytes(item, "entry", at_most=_CHUNK_LIMIT) for item in listed]
