"""Public-key operations that need no secret: check keys, check signatures, name keys.

Rules:
- Nothing here touches a private key, so the relay may import it.
- A key is checked when it enters (``check_*``), a signature whenever it is relied on.
- A key's id is the first 16 bytes of its COSE Key Thumbprint (RFC 9679), so nobody can choose one.
- A device's id is the id of its signing key.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem

from hemmonitor.crypto import cbor
from hemmonitor.errors import BadKey, BadSignature

SIGNING_SIZE: Final = 32
SIGNATURE_SIZE: Final = 64
MLKEM_SIZE: Final = 1184
SEALING_SIZE: Final = MLKEM_SIZE + 32
ALG_HPKE: Final = 57  # HPKE-9-KE: X-Wing, SHAKE256, AES-256-GCM

_P: Final = 2**255 - 19
_D: Final = -121665 * pow(121666, -1, _P) % _P
# y of the points of order 1, 2, 4 and 8 on edwards25519; a sign bit does not make them larger
_SMALL_Y: Final = frozenset(
    {
        0,
        1,
        _P - 1,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    }
)
# u of the points of small order on curve25519 and its twist (RFC 7748 section 6.1)
_SMALL_U: Final = frozenset(
    {
        0,
        1,
        _P - 1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
    }
)


def digest(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def check_signing_key(public: bytes) -> bytes:
    """An Ed25519 public key that is a point of the curve and not of small order; else ``BadKey``."""
    if len(public) != SIGNING_SIZE:
        raise BadKey("signing key: not 32 bytes")
    y = int.from_bytes(public, "little") & ((1 << 255) - 1)
    if y >= _P or y in _SMALL_Y:
        raise BadKey("signing key: not canonical, or of small order")
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if pow(square, (_P - 1) // 2, _P) != 1:
        raise BadKey("signing key: not a point of the curve")
    return public


def check_sealing_key(public: bytes) -> bytes:
    """An X-Wing public key (ML-KEM-768, then X25519) of which neither half is void; else ``BadKey``."""
    if len(public) != SEALING_SIZE:
        raise BadKey("sealing key: wrong size")
    lattice, curve = public[:MLKEM_SIZE], public[MLKEM_SIZE:]
    try:
        mlkem.MLKEM768PublicKey.from_public_bytes(lattice)
    except ValueError as error:
        raise BadKey("sealing key: not an ML-KEM-768 key") from error
    if not any(lattice[:-32]):
        raise BadKey("sealing key: empty ML-KEM-768 key")
    u = int.from_bytes(curve, "little")
    if u >= _P or u in _SMALL_U:
        raise BadKey("sealing key: X25519 half not canonical, or of small order")
    return public


def signing_thumbprint(public: bytes) -> bytes:
    """RFC 9679 thumbprint of an Ed25519 key: SHA-256 over {kty: OKP, crv: Ed25519, x}."""
    return digest(cbor.encode({1: 1, -1: 6, -2: public}))


def sealing_thumbprint(public: bytes) -> bytes:
    """RFC 9679 thumbprint of an X-Wing key: SHA-256 over {kty: AKP, alg: HPKE-9-KE, pub}."""
    return digest(cbor.encode({1: 7, 3: ALG_HPKE, -1: public}))


def signing_id(public: bytes) -> str:
    """The id of a signing key, which is also the id of its device."""
    return signing_thumbprint(public)[: cbor.ID_SIZE].hex()


@lru_cache(maxsize=4096)
def sealing_id(public: bytes) -> str:
    """The id of a sealing key: a device's, a team epoch's or the archive's."""
    return sealing_thumbprint(public)[: cbor.ID_SIZE].hex()


@lru_cache(maxsize=4096)
def _loaded(public: bytes) -> ed25519.Ed25519PublicKey:
    return ed25519.Ed25519PublicKey.from_public_bytes(public)


def check_signature(public: bytes, signature: bytes, message: bytes) -> None:
    """Ed25519; returns or raises ``BadSignature``."""
    try:
        _loaded(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("Ed25519 signature does not match") from error


def running_digest(before: bytes, envelope_id: str, body_digest: bytes) -> bytes:
    """Digest of a mailbox's whole content up to an envelope, from the digest before it.

    The relay and its readers both keep it, so a relay that rewrites or forgets what it has handed out
    is noticed. An empty mailbox has ``EMPTY_RUNNING``.
    """
    return digest(before + bytes.fromhex(envelope_id) + body_digest)


EMPTY_RUNNING: Final = bytes(32)
