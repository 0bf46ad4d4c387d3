"""COSE structures (RFC 9052): what is signed and what is authenticated, byte for byte.

Strategy: a signed thing is a tagged ``COSE_Sign1`` whose protected header names the algorithm
(Ed25519, RFC 9864), the signer's key id and the type of the payload (RFC 9596), so that a signature
made for one purpose never fits another. No header is optional and none is unprotected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from hemmonitor.crypto import cbor
from hemmonitor.crypto.verify import SIGNATURE_SIZE, check_signature

HEADER_ALG: Final = 1
HEADER_KID: Final = 4
HEADER_IV: Final = 5
HEADER_TYP: Final = 16
ALG_ED25519: Final = -19
ALG_A256GCM: Final = 3

_SIGN1_HEADER: Final = frozenset({HEADER_ALG, HEADER_KID, HEADER_TYP})
_HEADER_LIMIT: Final = 256


class Signer(Protocol):
    """Something that signs for a device; the private key stays inside."""

    @property
    def device_id(self) -> str:
        """The id of the signing key."""

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""


@dataclass(frozen=True, slots=True)
class Sign1:
    """A parsed ``COSE_Sign1``; nothing in it is to be believed before ``check``."""

    signer: str
    payload: bytes
    protected: bytes
    signature: bytes

    def check(self, public: bytes) -> None:
        """Returns when ``public`` made the signature; else ``BadSignature``."""
        check_signature(public, self.signature, _to_sign(self.protected, self.payload))


def _to_sign(protected: bytes, payload: bytes) -> bytes:
    return cbor.encode(["Signature1", protected, b"", payload])


def _header(signer: Signer, typ: str) -> bytes:
    kid = cbor.id_bytes(signer.device_id)
    return cbor.encode({HEADER_ALG: ALG_ED25519, HEADER_KID: kid, HEADER_TYP: typ})


def sign1_size(signer: Signer, typ: str) -> int:
    """Bytes of a ``COSE_Sign1`` besides its payload and the payload's head."""
    return len(cbor.encode([_header(signer, typ), {}, b"", bytes(SIGNATURE_SIZE)], tag=cbor.TAG_SIGN1)) - 1


def sign1(signer: Signer, typ: str, payload: bytes) -> bytes:
    """A ``COSE_Sign1`` over the payload by this device."""
    protected = _header(signer, typ)
    signature = signer.sign(_to_sign(protected, payload))
    return cbor.encode([protected, {}, payload, signature], tag=cbor.TAG_SIGN1)


def parse_sign1(data: bytes, typ: str, *, limit: int) -> Sign1:
    """Take apart a ``COSE_Sign1`` of this type; ``Malformed`` when it is anything else."""
    what = f"COSE_Sign1 {typ}"
    outer = cbor.decode(data, limit=limit, what=what, tag=cbor.TAG_SIGN1)
    protected, unprotected, payload, signature = cbor.as_tuple(outer, 4, what)
    protected = cbor.as_bytes(protected, f"{what} header", at_most=_HEADER_LIMIT)
    header = cbor.as_map(
        cbor.decode(protected, limit=_HEADER_LIMIT, what=f"{what} header"), _SIGN1_HEADER, f"{what} header"
    )
    if header[HEADER_ALG] != ALG_ED25519 or header[HEADER_TYP] != typ or unprotected != {}:
        raise cbor.Malformed(f"{what}: another algorithm, type or header")
    return Sign1(
        signer=cbor.as_id(header[HEADER_KID], f"{what} key id"),
        payload=cbor.as_bytes(payload, f"{what} payload", at_most=limit),
        protected=protected,
        signature=cbor.as_block(signature, SIGNATURE_SIZE, f"{what} signature"),
    )


def encrypt_aad(protected: bytes) -> bytes:
    """Authenticated data of a ``COSE_Encrypt`` layer 0 (RFC 9052 section 5.3), no external part."""
    return cbor.encode(["Encrypt", protected, b""])


def recipient_info(protected: bytes) -> bytes:
    """HPKE ``info`` of a recipient: draft-ietf-cose-hpke section 3.3.1, no extra information."""
    return cbor.encode(["HPKE Recipient", ALG_A256GCM, protected, b""])
