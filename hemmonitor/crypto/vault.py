"""How the storage key is kept: by the system's key store, by a PIN, or by both together.

Strategy: the vault is one small file of CBOR beside the database. It holds the storage key wrapped in one
or more slots; opening any slot opens the vault. A slot's parameters are authenticated with it, so lowering
them in the file fails instead of helping.

Rules:
- A PIN goes through Argon2id (RFC 9106); its costs stand in the slot, and are bounded when read.
- A wrong PIN is ``WrongPin``. A missing or locked key store is ``KeyStoreLocked``.
- The storage key is random and never changes, so changing a PIN rewrites only this file.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final, Protocol

from hemmonitor.crypto import cbor
from hemmonitor.crypto.keys import KEY_SIZE, CannotOpen, StorageKey
from hemmonitor.errors import KeyStoreLocked, WrongPin

if TYPE_CHECKING:
    from pathlib import Path

_SERVICE: Final = "hemmonitor"
_RECOMMENDED: Final = 1  # keyring's own bound for a backend's priority
_LIMIT: Final = 4096
_SALT: Final = 16
_KEYS: Final = frozenset({1, 2})


class SlotKind(IntEnum):
    """What a slot asks for before it opens."""

    KEYRING = 1
    PIN = 2
    PIN_AND_KEYRING = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id cost: memory in KiB, passes, lanes. The default is RFC 9106's second choice."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


class KeyStore(Protocol):
    """A place that keeps a secret for the logged-in user."""

    def get(self, account: str) -> bytes | None:
        """The secret, or None. Raises ``KeyStoreLocked``."""

    def set(self, account: str, secret: bytes) -> None:
        """Keep a secret. Raises ``KeyStoreLocked``."""


class SystemKeyStore:
    """The operating system's key store, through the keyring library."""

    @property
    def sealed(self) -> bool:
        """Whether the library has found a store it recommends: none at all and a plain file are below."""
        import keyring

        found = keyring.get_keyring()
        parts = getattr(found, "backends", None) or [found]  # several together: the first one is used
        return float(parts[0].priority) >= _RECOMMENDED

    def get(self, account: str) -> bytes | None:
        """See ``KeyStore``."""
        import keyring
        import keyring.errors

        try:
            text = keyring.get_password(_SERVICE, account)
        except (keyring.errors.KeyringError, OSError) as error:
            raise KeyStoreLocked("reading from the key store") from error
        return None if text is None else bytes.fromhex(text)

    def set(self, account: str, secret: bytes) -> None:
        """See ``KeyStore``."""
        import keyring
        import keyring.errors

        try:
            keyring.set_password(_SERVICE, account, secret.hex())
        except (keyring.errors.KeyringError, OSError) as error:
            raise KeyStoreLocked("writing to the key store") from error


@dataclass(frozen=True, slots=True)
class _Slot:
    kind: SlotKind
    account: str
    salt: bytes
    cost: Cost
    wrapped: bytes = b""

    def fields(self) -> list[cbor.Value]:
        """What the wrap authenticates."""
        cost = [self.cost.memory, self.cost.passes, self.cost.lanes]
        return [int(self.kind), self.account, self.salt, cost]

    def context(self) -> str:
        """The wrap's context: all of the slot but the wrap itself."""
        return "vault " + cbor.encode(self.fields()).hex()

    def key(self, pin: str | None, store: KeyStore | None) -> StorageKey:
        """What this slot is wrapped under, from the PIN and the key store as its kind asks."""
        stored = b"" if self.kind is SlotKind.PIN else _from_store(store, self.account)
        if self.kind is SlotKind.KEYRING:
            return StorageKey(stored)
        if not pin:
            raise WrongPin("no PIN was given")
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # where the key store has the key: not

        argon = Argon2id(
            salt=self.salt,
            length=KEY_SIZE,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory,
            secret=stored or None,
        )
        return StorageKey(argon.derive(pin.encode()))


def _from_store(store: KeyStore | None, account: str) -> bytes:
    secret = None if store is None else store.get(account)
    if secret is None:
        raise KeyStoreLocked("the key store does not hold this program's key")
    return secret


def needs_pin(data: bytes) -> bool:
    """Whether every way into this vault asks for a PIN."""
    return all(slot.kind is not SlotKind.KEYRING for slot in _parse(data))


def create(
    *, pin: str | None = None, store: KeyStore | None = None, both: bool = False, cost: Cost | None = None
) -> tuple[bytes, StorageKey]:
    """A new vault and its storage key.

    ``pin`` and ``store`` each make a slot of their own; with ``both`` they make a single slot that needs
    the two together. At least one must be given.
    """
    if pin is None and store is None:
        raise WrongPin("a vault needs a PIN or a key store")
    root = StorageKey.generate()
    kinds: list[SlotKind] = []
    if both and pin is not None and store is not None:
        kinds.append(SlotKind.PIN_AND_KEYRING)
    else:
        kinds += [SlotKind.PIN] * (pin is not None) + [SlotKind.KEYRING] * (store is not None)
    return _encode([_fill(kind, root, pin, store, cost or Cost()) for kind in kinds]), root


def _fill(kind: SlotKind, root: StorageKey, pin: str | None, store: KeyStore | None, cost: Cost) -> _Slot:
    account = ""
    if kind is not SlotKind.PIN:
        assert store is not None
        account = secrets.token_hex(8)
        store.set(account, secrets.token_bytes(KEY_SIZE))
    slot = _Slot(kind, account, secrets.token_bytes(_SALT), cost)
    wrapped = slot.key(pin, store).wrap_storage_key(root, slot.context())
    return _Slot(kind, account, slot.salt, cost, wrapped)


def unlock(data: bytes, *, pin: str | None = None, store: KeyStore | None = None) -> StorageKey:
    """The storage key, by whichever slot opens.

    Raises ``WrongPin``, ``KeyStoreLocked``, or ``Malformed`` when this is not a vault.
    """
    failure: WrongPin | KeyStoreLocked | None = None
    for slot in sorted(_parse(data), key=lambda slot: slot.kind is not SlotKind.KEYRING):
        if slot.kind is SlotKind.KEYRING and store is None:
            continue
        if slot.kind is SlotKind.PIN and pin is None and failure is not None:
            continue  # no PIN was asked for yet: what is wrong is the key store
        try:
            key = slot.key(pin, store)
        except (WrongPin, KeyStoreLocked) as error:
            failure = error
            continue
        try:
            return StorageKey(key.unwrap(slot.wrapped, slot.context()))
        except CannotOpen:
            pinned = slot.kind is not SlotKind.KEYRING
            failure = WrongPin() if pinned else KeyStoreLocked("the key store holds another key")
    raise failure or KeyStoreLocked("this vault opens with the key store alone")


def change_pin(data: bytes, new_pin: str, *, pin: str, store: KeyStore | None = None) -> bytes:
    """The same vault with another PIN; ``WrongPin`` unless the old one opens it."""
    slots = _parse(data)
    with_pin = [slot for slot in slots if slot.kind is not SlotKind.KEYRING]
    root = unlock(_encode(with_pin), pin=pin, store=store)
    kept = [slot for slot in slots if slot.kind is SlotKind.KEYRING]
    return _encode(kept + [_fill(slot.kind, root, new_pin, store, slot.cost) for slot in with_pin])


def _encode(slots: list[_Slot]) -> bytes:
    return cbor.encode({1: 1, 2: [[*slot.fields(), slot.wrapped] for slot in slots]})


def _parse(data: bytes) -> list[_Slot]:
    fields = cbor.as_map(cbor.decode(data, limit=_LIMIT, what="vault"), _KEYS, "vault")
    cbor.as_int(fields[1], "vault version", low=1, high=1)
    return [_parse_slot(item) for item in cbor.as_list(fields[2], "vault slots", at_least=1, at_most=8)]


def _parse_slot(item: cbor.Value) -> _Slot:
    kind, account, salt, cost, wrapped = cbor.as_tuple(item, 5, "vault slot")
    memory, passes, lanes = cbor.as_tuple(cost, 3, "vault cost")
    lanes = cbor.as_int(lanes, "lanes", low=1, high=16)
    return _Slot(
        SlotKind(cbor.as_int(kind, "slot kind", low=1, high=3)),
        cbor.as_text(account, "account", at_most=32),
        cbor.as_block(salt, _SALT, "salt"),
        Cost(
            cbor.as_int(memory, "memory", low=8 * lanes, high=1 << 20),
            cbor.as_int(passes, "passes", low=1, high=32),
            lanes,
        ),
        cbor.as_bytes(wrapped, "wrapped key", at_most=128),
    )


def save(path: Path, data: bytes) -> None:
    """Put a vault in place durably, readable by its owner alone: all of it or what was there before."""
    beside = path.with_name(path.name + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    beside.replace(path)
    if os.name == "posix":
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
