"""A device's public identity: its two public keys, bound together by its own signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cose import Signer, parse_sign1, sign1
from hemmonitor.crypto.verify import (
    SEALING_SIZE,
    SIGNING_SIZE,
    check_sealing_key,
    check_signing_key,
    sealing_id,
    signing_id,
)
from hemmonitor.errors import BadKey

TYPE: Final = "hemmonitor-identity"
SIZE_LIMIT: Final = 2048
_VERSION: Final = 1
_KEYS: Final = frozenset({1, 2, 3})


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """Signing key (32 bytes), sealing key (1,216 bytes) and the signed form they came in."""

    signing: bytes
    sealing: bytes
    encoded: bytes

    @property
    def device_id(self) -> str:
        """The id of the signing key."""
        return signing_id(self.signing)

    @property
    def sealing_id(self) -> str:
        """The id of the sealing key."""
        return sealing_id(self.sealing)


def make_identity(signer: Signer, signing: bytes, sealing: bytes) -> PublicIdentity:
    """State one's own keys; the signature proves that the signing key is held."""
    payload = cbor.encode({1: _VERSION, 2: signing, 3: sealing})
    return PublicIdentity(signing, sealing, sign1(signer, TYPE, payload))


def parse_identity(data: bytes) -> PublicIdentity:
    """Read and check an identity.

    Raises ``Malformed`` for another form, ``BadKey`` for a key that must not be used, and
    ``BadSignature`` when the device did not sign it.
    """
    signed = parse_sign1(data, TYPE, limit=SIZE_LIMIT)
    fields = cbor.as_map(cbor.decode(signed.payload, limit=SIZE_LIMIT, what="identity"), _KEYS, "identity")
    cbor.as_int(fields[1], "identity version", low=_VERSION, high=_VERSION)
    signing = check_signing_key(cbor.as_block(fields[2], SIGNING_SIZE, "signing key"))
    sealing = check_sealing_key(cbor.as_block(fields[3], SEALING_SIZE, "sealing key"))
    if signing_id(signing) != signed.signer:
        raise BadKey("identity: signed under another key's id")
    signed.check(signing)
    return PublicIdentity(signing, sealing, data)
