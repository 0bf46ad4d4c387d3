"""The only place private keys are used: seal, open, sign, wrap.

Strategy: a private key is an object that can act and cannot be read; its bytes leave this module only
wrapped under a ``StorageKey``. There are no algorithm options: Ed25519 to sign, X-Wing HPKE (ML-KEM-768
and X25519, SHAKE256, AES-256-GCM) to seal, AES-256-GCM with named context to wrap, HKDF-SHA256 to derive.

Rules:
- Every wrapped secret is bound to what it is (``context``); swapping two of them fails.
- The raw keys that are handed out are the database key, inside ``StorageKey.database_key``, and to ``shares``
  the seeds of the root and the archive.
- A key's ``repr`` shows its id at most.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hemmonitor.crypto import cbor
from hemmonitor.crypto.identity import PublicIdentity, make_identity, parse_identity
from hemmonitor.crypto.verify import MLKEM_SIZE, sealing_id, signing_id, signing_thumbprint
from hemmonitor.errors import CryptoError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

KEY_SIZE: Final = 32
NONCE_SIZE: Final = 12
TAG_SIZE: Final = 16
ENC_SIZE: Final = 1120

_SUITE: Final = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.SHAKE256, hpke.AEAD.AES_256_GCM)
_WRAP_LIMIT: Final = 1 << 16


class CannotOpen(CryptoError):
    """A sealed or wrapped secret does not open with this key."""

    code = "crypto.cannot_open"


def random_id() -> str:
    """A fresh 16-byte id, as hexadecimal digits."""
    return secrets.token_hex(cbor.ID_SIZE)


def encrypt(key: bytes, plaintext: bytes, aad: bytes, nonce: bytes) -> bytes:
    """AES-256-GCM; the caller sees to it that a nonce is used once with a key."""
    return AESGCM(key).encrypt(nonce, plaintext, aad)


def decrypt(key: bytes, ciphertext: bytes | memoryview, aad: bytes, nonce: bytes) -> bytes:
    """AES-256-GCM; ``CannotOpen`` when key, context or bytes differ."""
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("AES-256-GCM: the tag does not match") from error


def derive(key: bytes, label: str, salt: bytes = b"") -> bytes:
    """32 bytes for one purpose: HKDF-SHA256 with the label as ``info``."""
    return HKDF(hashes.SHA256(), KEY_SIZE, salt or None, label.encode()).derive(key)


def seal_to(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """HPKE single-shot seal to an X-Wing public key: encapsulated key, then ciphertext."""
    return _SUITE.encrypt(plaintext, _loaded(public), info)


@lru_cache(maxsize=1024)
def _loaded(public: bytes) -> hpke.MLKEM768X25519PublicKey:
    curve = x25519.X25519PublicKey.from_public_bytes(public[MLKEM_SIZE:])
    return hpke.MLKEM768X25519PublicKey(mlkem.MLKEM768PublicKey.from_public_bytes(public[:MLKEM_SIZE]), curve)


class StorageKey:
    """32 random bytes under which this computer keeps its secrets; ``vault`` keeps it."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_SIZE:
            raise CannotOpen("storage key: not 32 bytes")
        self._key = key

    @classmethod
    def generate(cls) -> StorageKey:
        """A new random key."""
        return cls(secrets.token_bytes(KEY_SIZE))

    def wrap(self, secret: bytes, context: str) -> bytes:
        """Encrypt a secret for storage, bound to what it is."""
        nonce = secrets.token_bytes(NONCE_SIZE)
        return nonce + encrypt(self._key, secret, _wrap_aad(context), nonce)

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        """The secret again, for use inside this package; ``CannotOpen`` with another key or context."""
        if not NONCE_SIZE + TAG_SIZE <= len(wrapped) <= _WRAP_LIMIT:
            raise CannotOpen(f"{context}: wrong size")
        return decrypt(self._key, wrapped[NONCE_SIZE:], _wrap_aad(context), wrapped[:NONCE_SIZE])

    @contextmanager
    def database_key(self) -> Iterator[bytes]:
        """The raw 32 bytes for SQLCipher. For ``hemmonitor.store.sqlite`` alone, while it opens the file."""
        yield derive(self._key, "hemmonitor storage database")

    def wrap_storage_key(self, other: StorageKey, context: str) -> bytes:
        """Keep another storage key under this one."""
        return self.wrap(other._key, context)

    def __repr__(self) -> str:
        return "StorageKey()"


def _wrap_aad(context: str) -> bytes:
    return cbor.encode(["hemmonitor-wrap", 1, context])


class SigningKey:
    """An Ed25519 private key: a device's, or a care centre's root."""

    __slots__ = ("_key", "_seed", "public")

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._key = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> SigningKey:
        """A new random key."""
        return cls(secrets.token_bytes(KEY_SIZE))

    @property
    def device_id(self) -> str:
        """The id of this key, which is the id of its device."""
        return signing_id(self.public)

    @property
    def fingerprint(self) -> bytes:
        """The whole 32-byte thumbprint; for a root key this is what an invitation carries."""
        return signing_thumbprint(self.public)

    def seed(self) -> bytes:
        """The key itself, for ``hemmonitor.crypto.shares`` alone, which puts it on paper in parts."""
        return self._seed

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""
        return self._key.sign(message)

    def local(self) -> StorageKey:
        """A key derived from this one, for wrapping what the same device keeps."""
        return StorageKey(derive(self._seed, "hemmonitor device local"))

    def wrap(self, storage: StorageKey) -> bytes:
        """The key for storage, bound to its id."""
        return storage.wrap(self._seed, f"signing {self.device_id}")

    def handed(self, context: str) -> tuple[bytes, bytes]:
        """The key for another process of this program that acts for this device: a key of one use, and this
        key wrapped under it. For an inherited pipe alone, never for storage or the network.
        """
        passing = secrets.token_bytes(KEY_SIZE)
        return passing, StorageKey(passing).wrap(self._seed, f"handed {context} {self.device_id}")

    @classmethod
    def taken(cls, passing: bytes, wrapped: bytes, context: str, device_id: str) -> SigningKey:
        """The key that ``handed`` gave; ``CannotOpen`` for anything else."""
        return cls(StorageKey(passing).unwrap(wrapped, f"handed {context} {device_id}"))

    @classmethod
    def unwrap(cls, wrapped: bytes, storage: StorageKey, device_id: str) -> SigningKey:
        """The key again; ``CannotOpen`` with another storage key or for another device."""
        return cls(storage.unwrap(wrapped, f"signing {device_id}"))

    def __repr__(self) -> str:
        return f"SigningKey({self.device_id})"


class SealingKey:
    """An X-Wing private key, kept as its 32-byte seed: a device's, or one epoch of a team's."""

    __slots__ = ("_key", "_seed", "key_id", "public")

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        # draft-connolly-cfrg-xwing-kem: SHAKE256(seed) gives ML-KEM's d and z, then the X25519 scalar
        expanded = hashlib.shake_256(seed).digest(96)
        lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        curve = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
        self._key = hpke.MLKEM768X25519PrivateKey(lattice, curve)
        self.public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        self.key_id = sealing_id(self.public)

    @classmethod
    def generate(cls) -> SealingKey:
        """A new random key."""
        return cls(secrets.token_bytes(KEY_SIZE))

    def seed(self) -> bytes:
        """The key itself, for ``hemmonitor.crypto.shares`` alone, which puts it on paper in parts."""
        return self._seed

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """HPKE single-shot open; ``CannotOpen`` when key, context or bytes differ."""
        try:
            return _SUITE.decrypt(sealed, self._key, info)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("HPKE: does not open with this key") from error

    def seal_itself(self, public: bytes, info: bytes) -> bytes:
        """This private key, sealed to a member device: how a team's epoch is delivered."""
        return seal_to(public, self._seed, info)

    def open_key(self, sealed: bytes, info: bytes) -> SealingKey:
        """The private key another device sealed to this one with ``seal_itself``."""
        return SealingKey(self.open(sealed, info))

    def wrap(self, storage: StorageKey) -> bytes:
        """The key for storage, bound to its id."""
        return storage.wrap(self._seed, f"sealing {self.key_id}")

    @classmethod
    def unwrap(cls, wrapped: bytes, storage: StorageKey, key_id: str) -> SealingKey:
        """The key again; ``CannotOpen`` with another storage key or under another id."""
        return cls(storage.unwrap(wrapped, f"sealing {key_id}"))

    def __repr__(self) -> str:
        return f"SealingKey({self.key_id})"


class DeviceKeys:
    """The keys of one device, and its public identity.

    The signing key stays. The sealing key is replaced now and then: ``prepare`` makes the next one,
    ``take_over`` puts it in use once the membership log says so, and ``forget`` destroys what came before
    it. Until then everything opens with the old ones too.
    """

    __slots__ = ("identity", "older", "sealing", "signing", "upcoming")

    def __init__(self, signing: SigningKey, sealing: SealingKey, identity: PublicIdentity) -> None:
        self.signing = signing
        self.sealing = sealing
        self.identity = identity
        self.older: tuple[SealingKey, ...] = ()
        self.upcoming: tuple[PublicIdentity, SealingKey] | None = None

    @classmethod
    def generate(cls) -> DeviceKeys:
        """New keys, made and kept on this computer."""
        signing, sealing = SigningKey.generate(), SealingKey.generate()
        return cls(signing, sealing, make_identity(signing, signing.public, sealing.public))

    @property
    def device_id(self) -> str:
        """The id of the signing key."""
        return self.signing.device_id

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""
        return self.signing.sign(message)

    def local(self) -> StorageKey:
        """A key for what this device alone keeps, such as the team keys it was given."""
        return self.signing.local()

    # --- the next sealing key --------------------------------------------------------------------

    def prepare(self) -> PublicIdentity:
        """The identity with the next sealing key, which is made unless it waits already. Keep it first."""
        if self.upcoming is None:
            sealing = SealingKey.generate()
            identity = make_identity(self.signing, self.signing.public, sealing.public)
            self.upcoming = identity, sealing
        return self.upcoming[0]

    def take_over(self, sealing_id: str) -> bool:
        """Put the next key in use if it is the one of this id; whether anything changed."""
        if self.upcoming is None or self.upcoming[1].key_id != sealing_id:
            return False
        self.older = (*self.older, self.sealing)
        self.identity, self.sealing = self.upcoming
        self.upcoming = None
        return True

    def forget(self, key_ids: Collection[str]) -> int:
        """Destroy sealing keys from before the present one; returns how many there were."""
        left = tuple(key for key in self.older if key.key_id not in key_ids)
        gone = len(self.older) - len(left)
        self.older = left
        return gone

    def ring(self) -> KeyRing:
        """The sealing keys of this device itself."""
        upcoming = () if self.upcoming is None else (self.upcoming[1],)
        return KeyRing(self.sealing, *self.older, *upcoming)

    def open_key(self, sealed: bytes, info: bytes) -> SealingKey:
        """A private key that another device sealed to this one. Raises ``CannotOpen``."""
        failed: CannotOpen | None = None
        for key in self.ring():
            try:
                return key.open_key(sealed, info)
            except CannotOpen as error:
                failed = failed or error
        raise failed or CannotOpen("no key")

    # --- at rest ---------------------------------------------------------------------------------

    def wrap(self, storage: StorageKey) -> bytes:
        """Everything ``unwrap`` needs, for the database or a file."""
        older = [[cbor.id_bytes(key.key_id), key.wrap(storage)] for key in self.older]
        upcoming = (
            None if self.upcoming is None else [self.upcoming[0].encoded, self.upcoming[1].wrap(storage)]
        )
        now = [self.identity.encoded, self.signing.wrap(storage), self.sealing.wrap(storage)]
        return cbor.encode([*now, older, upcoming] if older or upcoming else now)

    @classmethod
    def unwrap(cls, wrapped: bytes, storage: StorageKey) -> DeviceKeys:
        """The keys again; ``CannotOpen`` with another storage key, ``Malformed`` for something else."""
        what = "device keys"
        parts = cbor.as_list(cbor.decode(wrapped, limit=_WRAP_LIMIT, what=what), what, at_least=3, at_most=5)
        encoded, signing, sealing = (cbor.as_bytes(part, what, at_most=_WRAP_LIMIT) for part in parts[:3])
        identity = parse_identity(encoded)
        keys = cls(
            SigningKey.unwrap(signing, storage, identity.device_id),
            SealingKey.unwrap(sealing, storage, identity.sealing_id),
            identity,
        )
        if len(parts) > 3:
            older, upcoming = cbor.as_tuple(parts[3:], 2, what)
            for pair in cbor.as_list(older, what, at_most=64):
                key_id, key = cbor.as_tuple(pair, 2, what)
                raw = cbor.as_bytes(key, what, at_most=_WRAP_LIMIT)
                keys.older += (SealingKey.unwrap(raw, storage, cbor.as_id(key_id, what)),)
            if upcoming is not None:
                made, key = cbor.as_tuple(upcoming, 2, what)
                nxt = parse_identity(cbor.as_bytes(made, what, at_most=_WRAP_LIMIT))
                raw = cbor.as_bytes(key, what, at_most=_WRAP_LIMIT)
                keys.upcoming = nxt, SealingKey.unwrap(raw, storage, nxt.sealing_id)
        return keys

    def __repr__(self) -> str:
        return f"DeviceKeys({self.device_id})"


class KeyRing:
    """The private sealing keys this device may open with, by key id: its own and its teams' epochs."""

    def __init__(self, *keys: SealingKey) -> None:
        self._keys = {key.key_id: key for key in keys}

    def add(self, key: SealingKey) -> None:
        """Hold one more key."""
        self._keys[key.key_id] = key

    def find(self, key_id: str) -> SealingKey | None:
        """The key of this id, if it is held."""
        return self._keys.get(key_id)

    def __contains__(self, key_id: object) -> bool:
        return key_id in self._keys

    def __iter__(self) -> Iterator[SealingKey]:
        return iter(self._keys.values())
