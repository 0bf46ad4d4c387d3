"""The membership log as this device has checked and kept it, and the keys it may open with.

Strategy: entries are kept in the journal in the chunks they came in, and are all checked again when the
program starts. Nothing is taken over from a relay but entries that continue the log.

Team keys that were opened once are kept here, wrapped, since the sealing key that opened them is
replaced; one that is destroyed is never opened again.

Rules:
- The root's fingerprint comes from the invitation, never from the network.
- What was believed once is never replaced: another list is an error that a person sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.epochs import open_epoch
from hemmonitor.crypto.keys import KeyRing, SealingKey
from hemmonitor.crypto.membership import MembershipLog

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hemmonitor.crypto.keys import DeviceKeys
    from hemmonitor.crypto.members import MembershipState
    from hemmonitor.store.journal import Journal

_CHUNK_LIMIT: Final = 16 << 20
_EPOCHS: Final = "trust.epochs"


class Trust:
    """Who is who, for one device of one centre. Owned by the journal's thread."""

    def __init__(self, journal: Journal, keys: DeviceKeys, fingerprint: bytes) -> None:
        """Read and check what is kept. Raises ``BadMembership`` or ``RootMismatch`` when it does not hold."""
        self._journal = journal
        self._keys = keys
        self._log = MembershipLog(fingerprint, keys_for=keys.device_id)
        self._kept: dict[tuple[str, int], SealingKey | None] | None = None
        self._lent: SealingKey | None = None
        self._ring: tuple[tuple[object, ...], KeyRing] | None = None
        self._chunks = 0
        while (raw := journal.get(self._name(self._chunks))) is not None:
            self._log.extend(_entries(raw))
            self._chunks += 1

    @staticmethod
    def _name(chunk: int) -> str:
        return f"membership.{chunk}"

    def __len__(self) -> int:
        return len(self._log)

    def entries(self) -> Iterator[bytes]:
        """The log's entries as they are kept, the first one first."""
        for chunk in range(self._chunks):
            raw = self._journal.get(self._name(chunk))
            assert raw is not None
            yield from _entries(raw)

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
        """The keys this device may open envelopes with: its own, and the epochs of its teams."""
        epochs, keys = self._epochs(), self._keys
        made_of = (epochs, keys.sealing, keys.older, keys.upcoming, self._lent)
        if self._ring is None or any(a is not b for a, b in zip(self._ring[0], made_of, strict=True)):
            ring = keys.ring()
            for key in epochs.values():
                if key is not None:
                    ring.add(key)
            if self._lent is not None:
                ring.add(self._lent)
            self._ring = made_of, ring
        return self._ring[1]

    def lend(self, key: SealingKey | None) -> None:
        """Open with this key too, such as the archive's during a recovery; it is not kept. None ends it."""
        self._lent = key

    def epoch_keys(self, team: str) -> dict[int, SealingKey]:
        """The epochs of a team that this device holds, by number."""
        mine = sorted((number, key) for (of, number), key in self._epochs().items() if of == team and key)
        return dict(mine)

    def destroy_epochs(self, which: Collection[tuple[str, int]]) -> int:
        """Destroy team keys for good; returns how many there were."""
        epochs = self._epochs()
        gone = [name for name in which if epochs.get(name) is not None]
        if gone:
            self._keep({**epochs, **dict.fromkeys(gone)})
        return len(gone)

    def _epochs(self) -> dict[tuple[str, int], SealingKey | None]:
        """Every epoch that was ever sealed to this device; None for one that is destroyed."""
        if self._kept is None:
            self._kept = _read_kept(self._journal.get(_EPOCHS), self._keys)
        missing = self._log.sealed_keys.keys() - self._kept.keys()
        if missing:
            state, sealed = self._log.state, self._log.sealed_keys
            new = {name: open_epoch(state, self._keys, *name, sealed[name]) for name in sorted(missing)}
            self._keep({**self._kept, **new})
        return self._kept

    def _keep(self, epochs: dict[tuple[str, int], SealingKey | None]) -> None:
        local = self._keys.local()
        listed: list[cbor.Value] = []
        for (team, number), key in sorted(epochs.items(), key=lambda item: item[0]):
            wrapped = None if key is None else [cbor.id_bytes(key.key_id), key.wrap(local)]
            listed.append([cbor.id_bytes(team), number, wrapped])
        self._journal.put(_EPOCHS, cbor.encode(listed))
        self._kept = epochs

    def extend(self, entries: Sequence[bytes]) -> int:
        """Check entries and keep them durably, all or none; returns how many were new.

        Raises ``BadMembership``, ``MembershipFork`` or ``RootMismatch``; then nothing has changed.
        """
        tried = self._log.branch()
        new = tried.extend(entries)
        if new:
            self._journal.put(self._name(self._chunks), cbor.encode(list(entries[len(entries) - new :])))
            self._chunks += 1
            self._log = tried
        return new

    def signing_key(self, device: str) -> bytes | None:
        """A known device's signing key."""
        known = self.state.devices.get(device)
        return None if known is None else known.identity.signing


def _entries(raw: bytes) -> list[bytes]:
    what = "membership chunk"
    listed = cbor.as_list(cbor.decode(raw, limit=_CHUNK_LIMIT, what=what), what, at_most=1 << 20)
    return [cbor.as_bytes(item, "entry", at_most=_CHUNK_LIMIT) for item in listed]


def _read_kept(raw: bytes | None, keys: DeviceKeys) -> dict[tuple[str, int], SealingKey | None]:
    if raw is None:
        return {}
    what, local = "kept epochs", keys.local()
    found: dict[tuple[str, int], SealingKey | None] = {}
    for item in cbor.as_list(cbor.decode(raw, limit=_CHUNK_LIMIT, what=what), what, at_most=1 << 20):
        team, number, wrapped = cbor.as_tuple(item, 3, what)
        name = cbor.as_id(team, what), cbor.as_int(number, what, low=1)
        if wrapped is None:
            found[name] = None
            continue
        key_id, key = cbor.as_tuple(wrapped, 2, what)
        sealed = cbor.as_bytes(key, what, at_most=_CHUNK_LIMIT)
        found[name] = SealingKey.unwrap(sealed, local, cbor.as_id(key_id, what))
    return found
