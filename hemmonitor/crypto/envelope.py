"""The sealed envelope: a signed batch of opaque payloads, encrypted to everyone who reads a mailbox.

Strategy: ``COSE_Sign1`` (Ed25519) over one CBOR batch, padded, inside a ``COSE_Encrypt`` (AES-256-GCM) whose
content key is wrapped for each recipient with HPKE (X-Wing). What a mail carrier must see stands in the
protected header, and the batch repeats it and the digest of the wrapped keys, so that no part can be moved to
another envelope and every reader notices a change of any byte. ``docs/protocol.md`` has every byte.

Rules:
- Sign bytes, store bytes, forward bytes. Nothing is encoded again in order to verify it.
- ``NotForMe`` is the one error that means "no key of mine"; every other one means that something is wrong.
- An envelope has one encoding, and is read in that shape alone.
- Each envelope has its own content key, so its nonce is used once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from hemmonitor.crypto import batch as batches
from hemmonitor.crypto import cbor
from hemmonitor.crypto.batch import BUCKETS, VERSION, Batch
from hemmonitor.crypto.cose import (
    ALG_A256GCM,
    HEADER_ALG,
    HEADER_KID,
    HEADER_TYP,
    Sign1,
    Signer,
    encrypt_aad,
    parse_sign1,
    recipient_info,
    sign1,
)
from hemmonitor.crypto.keys import (
    ENC_SIZE,
    KEY_SIZE,
    NONCE_SIZE,
    TAG_SIZE,
    CannotOpen,
    KeyRing,
    decrypt,
    encrypt,
    random_id,
    seal_to,
)
from hemmonitor.crypto.verify import ALG_HPKE, digest
from hemmonitor.errors import BadEnvelope, BadSignature, CryptoError, NotForMe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hemmonitor.crypto.members import Recipient

TYPE: Final = "hemmonitor-envelope"
HEADER_BATCH: Final = -70001
RECIPIENTS_LIMIT: Final = 64
SIZE_LIMIT: Final = BUCKETS[-1] + 4096 + RECIPIENTS_LIMIT * 1280
"""No envelope is larger, in bytes."""

_HEADER_LIMIT: Final = 4096
_WRAPPED_SIZE: Final = KEY_SIZE + TAG_SIZE
# what stands between the parts: CBOR heads, and the labels of headers
_OUTER: Final = cbor.TAG_ENCRYPT + b"\x84"  # 96([
_BEFORE: Final = cbor.encode({HEADER_ALG: ALG_A256GCM, HEADER_TYP: TYPE, HEADER_BATCH: 0})[:-1] + b"\x85"
_ADDRESS: Final = bytes([VERSION])
_ID: Final = cbor.head(cbor.ID_SIZE)
_IV: Final = b"\xa1\x05" + cbor.head(NONCE_SIZE)  # {5: h'
_LAYER: Final = b"\x83"  # [
_EK: Final = b"\xa1\x23" + cbor.head(ENC_SIZE)  # {-4: h'
_WRAPPED: Final = cbor.head(_WRAPPED_SIZE)  # h'
_INNER_SIZE: Final = len(cbor.encode({HEADER_ALG: ALG_HPKE, HEADER_KID: bytes(cbor.ID_SIZE)}))
_LAYER_SIZE: Final = sum(
    (len(_LAYER), cbor.head_size(_INNER_SIZE), _INNER_SIZE, len(_EK), ENC_SIZE, len(_WRAPPED), _WRAPPED_SIZE)
)
_ADDRESS_AT: Final = len(_BEFORE)
_ID_SIZE: Final = len(_ID) + cbor.ID_SIZE
_KEY_IDS_AT: Final = _ADDRESS_AT + len(_ADDRESS) + 3 * _ID_SIZE


class Header(NamedTuple):
    """What can be read without a key. Authentic only once the envelope has been opened."""

    envelope_id: str
    mailbox: str
    author: str
    key_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished envelope, as it is stored and sent."""

    envelope_id: str
    mailbox: str
    seq: int
    digest: bytes
    body: bytes = field(repr=False)


class Opened(NamedTuple):
    """An envelope whose encryption, signature and audience have been checked."""

    header: Header
    batch: Batch


def seal(
    signer: Signer, batch: Batch, recipients: Sequence[Recipient], *, envelope_id: str | None = None
) -> Sealed:
    """Sign a batch and encrypt it to the recipients (``MembershipState.recipients``).

    Raises ``BadEnvelope`` when it holds more than an envelope may.
    """
    if not 1 <= len(recipients) <= RECIPIENTS_LIMIT:
        raise BadEnvelope(f"envelope: not 1 to {RECIPIENTS_LIMIT} recipients")
    ident = envelope_id or random_id()
    ids = map(cbor.id_bytes, (ident, batch.mailbox, signer.device_id))
    address, key_ids = _ADDRESS + _ID + _ID.join(ids), _audience(tuple([one.key_id for one in recipients]))
    protected = _BEFORE + address + key_ids
    key, nonce = secrets.token_bytes(KEY_SIZE), secrets.token_bytes(NONCE_SIZE)
    parts = [cbor.list_head(len(recipients))]
    for recipient in recipients:
        before, info = _recipient(recipient.key_id)
        wrapped = seal_to(recipient.public, key, info)
        parts += [before, wrapped[:ENC_SIZE], _WRAPPED, wrapped[ENC_SIZE:]]
    layers = b"".join(parts)
    beginning = batches.outside(b"\x84" + address, key_ids, digest(layers))
    signed = sign1(signer, batches.TYPE, *batches.write(batch, beginning))
    ciphertext = encrypt(key, signed, encrypt_aad(protected), nonce)
    before = _OUTER + cbor.byte_string(protected) + _IV + nonce + cbor.head(len(ciphertext))
    body = b"".join((before, ciphertext, layers))
    return Sealed(ident, batch.mailbox, batch.seq, digest(body), body)


@lru_cache(maxsize=1024)
def _audience(key_ids: tuple[str, ...]) -> bytes:
    """The recipients' key ids, as they stand in the header and in the batch."""
    return cbor.byte_strings([cbor.id_bytes(key_id) for key_id in key_ids])


@lru_cache(maxsize=1024)
def _recipient(key_id: str) -> tuple[bytes, bytes]:
    """What stands before a recipient's encapsulated key, and what HPKE takes as ``info``."""
    inner = cbor.encode({HEADER_ALG: ALG_HPKE, HEADER_KID: cbor.id_bytes(key_id)})
    return _LAYER + cbor.byte_string(inner) + _EK, recipient_info(inner)


class _Parts(NamedTuple):
    """An envelope taken apart; ``layers`` are the recipients, all of one size."""

    header: Header
    protected: bytes
    nonce: bytes
    ciphertext: memoryview
    layers: bytes


def read_header(data: bytes) -> Header:
    """What an envelope says of itself outside; raises ``BadEnvelope``."""
    return _parse(data).header


def open_envelope(data: bytes, keys: KeyRing, author_key: Callable[[str], bytes | None]) -> Opened:
    """Decrypt with whichever key fits, check the signature and the audience.

    ``author_key`` gives the signing key of a device id, from the membership log. Whether the author may
    write to the mailbox, and whether the number is next, is not asked here. Raises ``NotForMe`` when no
    key of the ring is among the recipients, ``BadSignature`` for an unknown author or a signature that
    does not match, ``BadEnvelope`` for everything else.
    """
    parts = _parse(data)
    signed = _decrypted(parts, keys)
    if len(signed) not in BUCKETS:
        raise BadEnvelope("batch: not padded to a bucket")
    try:
        outer = _verified(signed, parts.header.author, author_key)
        address, key_ids = parts.protected[_ADDRESS_AT:_KEY_IDS_AT], parts.protected[_KEY_IDS_AT:]
        beginning = batches.outside(b"\x84" + address, key_ids, digest(parts.layers))
        batch = batches.read(signed, outer.where, beginning, parts.header.mailbox)
    except (BadEnvelope, BadSignature):
        raise
    except CryptoError as error:
        raise BadEnvelope(f"batch: {error.detail}") from error
    return Opened(parts.header, batch)


def _verified(signed: bytes, author: str, author_key: Callable[[str], bytes | None]) -> Sign1:
    outer = parse_sign1(signed, batches.TYPE, limit=BUCKETS[-1])
    if outer.signer != author:
        raise BadEnvelope("batch: signed by another device than the header names")
    public = author_key(author)
    if public is None:
        raise BadSignature(f"batch: author {author} is not known")
    outer.check(public)
    return outer


def _decrypted(parts: _Parts, keys: KeyRing) -> bytes:
    for place, key_id in enumerate(parts.header.key_ids):
        private = keys.find(key_id)
        if private is None:
            continue
        try:
            content_key = private.open(*_read_layer(parts, place))
            return decrypt(content_key, parts.ciphertext, encrypt_aad(parts.protected), parts.nonce)
        except (CannotOpen, cbor.Malformed) as error:
            raise BadEnvelope(f"envelope {parts.header.envelope_id}: {error.detail}") from error
    raise NotForMe(f"envelope {parts.header.envelope_id}")


def _parse(data: bytes) -> _Parts:
    try:
        return _read(data)
    except BadEnvelope:
        raise
    except CryptoError as error:
        raise BadEnvelope(error.detail) from error


def _read(data: bytes) -> _Parts:
    reader = cbor.Reader(data, limit=SIZE_LIMIT, what="envelope")
    reader.literal(_OUTER)
    protected = reader.byte_string(at_most=_HEADER_LIMIT)
    header = _read_header(protected)
    reader.literal(_IV)
    nonce = reader.take(NONCE_SIZE)
    ciphertext = memoryview(data)[reader.part(at_most=BUCKETS[-1] + TAG_SIZE)]
    at = reader.at
    reader.literal(cbor.list_head(len(header.key_ids)))
    if len(data) - reader.at != len(header.key_ids) * _LAYER_SIZE:
        raise BadEnvelope("envelope: other recipients than the header names")
    return _Parts(header, protected, nonce, ciphertext, data[at:])


def _read_header(protected: bytes) -> Header:
    if not protected.startswith(_BEFORE) or len(protected) < _KEY_IDS_AT:
        raise BadEnvelope("header: another shape")
    if not protected.startswith(_ADDRESS, _ADDRESS_AT):
        raise BadEnvelope("header: another format version")
    envelope_id, mailbox, author = _read_ids(protected[_ADDRESS_AT + 1 : _KEY_IDS_AT])
    return Header(envelope_id, mailbox, author, _read_audience(protected[_KEY_IDS_AT:]))


@lru_cache(maxsize=1024)
def _read_audience(keys: bytes) -> tuple[str, ...]:
    """The recipients' key ids: what ``_audience`` wrote."""
    count = len(keys) // _ID_SIZE
    at = len(keys) - count * _ID_SIZE
    if not 1 <= count <= RECIPIENTS_LIMIT or keys[:at] != cbor.list_head(count):
        raise BadEnvelope("header: not a list of key ids")
    key_ids = tuple(_read_ids(keys[at:]))
    if len(set(key_ids)) != count:
        raise BadEnvelope("header: a key id twice")
    return key_ids


def _read_ids(raw: bytes) -> list[str]:
    """Ids one after another, each with its head."""
    if raw[::_ID_SIZE] != _ID * (len(raw) // _ID_SIZE):
        raise BadEnvelope("header: not ids")
    digits = raw.hex()
    return [digits[at + 2 : at + 2 * _ID_SIZE] for at in range(0, len(digits), 2 * _ID_SIZE)]


def _read_layer(parts: _Parts, place: int) -> tuple[bytes, bytes]:
    """What HPKE opens (encapsulated key, then ciphertext) and its ``info``, of one recipient.

    The others are not looked at: the digest of all of them is in the signed batch.
    """
    before, info = _recipient(parts.header.key_ids[place])
    at = len(parts.layers) - _LAYER_SIZE * (len(parts.header.key_ids) - place)
    reader = cbor.Reader(parts.layers, what="recipient", part=slice(at, at + _LAYER_SIZE))
    reader.literal(before)
    enc = reader.take(ENC_SIZE)
    reader.literal(_WRAPPED)
    return enc + reader.take(_WRAPPED_SIZE), info
