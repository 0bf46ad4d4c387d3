"""COSE structures (RFC 9052): what is signed and what is authenticated, byte for byte.

Strategy: a signed thing is a tagged ``COSE_Sign1`` whose protected header names the algorithm
(Ed25519, RFC 9864), the signer's key id and the type of the payload (RFC 9596), so that a signature
made for one purpose never fits another. No header is optional and none is unprotected.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from hemmonitor.crypto import cbor
from hemmonitor.crypto.verify import SIGNATURE_SIZE, check_signature

HEADER_ALG: Final = 1
HEADER_KID: Final = 4
HEADER_TYP: Final = 16
ALG_ED25519: Final = -19
ALG_A256GCM: Final = 3

_OUTER: Final = cbor.TAG_SIGN1 + b"\x84"  # 18([
_SIGNATURE: Final = cbor.head(SIGNATURE_SIZE)
_KID_AT: Final = 5  # where {1: -19, 4: h'... begins its key id
_HEADER_LIMIT: Final = 256


class Signer(Protocol):
    """Something that signs for a device; the private key stays inside."""

    @property
    def device_id(self) -> str:
        """The id of the signing key."""

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""


class Sign1(NamedTuple):
    """A parsed ``COSE_Sign1``; nothing in it is to be believed before ``check``.

    The payload is the part ``where`` of ``data``.
    """

    signer: str
    data: bytes
    where: slice
    protected: bytes
    signature: bytes

    @property
    def payload(self) -> bytes:
        """What is signed."""
        return self.data[self.where]

    def check(self, public: bytes) -> None:
        """Returns when ``public`` made the signature; else ``BadSignature``."""
        payload = memoryview(self.data)[self.where]
        check_signature(public, self.signature, _to_sign(self.protected, payload))


def _to_sign(protected: bytes, payload: bytes | memoryview) -> bytes:
    return b"".join((*_before_to_sign(protected, len(payload)), payload))


def _before_to_sign(protected: bytes, size: int) -> tuple[bytes, ...]:
    # ["Signature1", protected, h'', payload]
    return b"\x84\x6aSignature1", cbor.head(len(protected)), protected, b"\x40", cbor.head(size)


def _before(protected: bytes, size: int) -> tuple[bytes, ...]:
    return _OUTER, cbor.head(len(protected)), protected, b"\xa0", cbor.head(size)


@lru_cache(maxsize=1024)
def _header(device_id: str, typ: str) -> bytes:
    return cbor.encode({HEADER_ALG: ALG_ED25519, HEADER_KID: cbor.id_bytes(device_id), HEADER_TYP: typ})


@lru_cache
def sign1_size(typ: str) -> int:
    """Bytes of a ``COSE_Sign1`` of this type besides its payload and the payload's head."""
    around = (*_before(_header("00" * cbor.ID_SIZE, typ), 0), _SIGNATURE)
    return sum(map(len, around)) - 1 + SIGNATURE_SIZE


def sign1(signer: Signer, typ: str, *payload: bytes) -> bytes:
    """A ``COSE_Sign1`` over the payload by this device; a large one comes in parts."""
    protected, size = _header(signer.device_id, typ), sum(map(len, payload))
    signature = signer.sign(b"".join((*_before_to_sign(protected, size), *payload)))
    return b"".join((*_before(protected, size), *payload, _SIGNATURE, signature))


def parse_sign1(data: bytes, typ: str, *, limit: int) -> Sign1:
    """Take apart a ``COSE_Sign1`` of this type; ``Malformed`` when it is anything else."""
    what = f"COSE_Sign1 {typ}"
    reader = cbor.Reader(data, limit=limit, what=what)
    reader.literal(_OUTER)
    protected = reader.byte_string(at_most=_HEADER_LIMIT)
    reader.literal(b"\xa0")
    where = reader.part(at_most=limit)
    reader.literal(_SIGNATURE)
    signature = reader.take(SIGNATURE_SIZE)
    reader.end()
    signer = protected[_KID_AT : _KID_AT + cbor.ID_SIZE].hex()
    if len(signer) != 2 * cbor.ID_SIZE or protected != _header(signer, typ):
        raise cbor.Malformed(f"{what}: another algorithm, type or header")
    return Sign1(signer, data, where, protected, signature)


def encrypt_aad(protected: bytes) -> bytes:
    """Authenticated data of a ``COSE_Encrypt`` layer 0 (RFC 9052 section 5.3), no external part."""
    return b"\x83\x67Encrypt" + cbor.byte_string(protected) + b"\x40"


def recipient_info(protected: bytes) -> bytes:
    """HPKE ``info`` of a recipient: draft-ietf-cose-hpke section 3.3.1, no extra information."""
    return cbor.encode(["HPKE Recipient", ALG_A256GCM, protected, b""])
