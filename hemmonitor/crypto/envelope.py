"""The sealed envelope: a signed batch of opaque payloads, encrypted to everyone who reads a mailbox.

Strategy: ``COSE_Sign1`` (Ed25519) over one CBOR batch, padded, inside a ``COSE_Encrypt`` (AES-256-GCM) whose
content key is wrapped for each recipient with HPKE (X-Wing). What a mail carrier must see stands in the
protected header, and the batch repeats it and the digest of the wrapped keys, so that no part can be moved to
another envelope and every reader notices a change of any byte. ``docs/protocol.md`` has every byte.

Rules:
- Sign bytes, store bytes, forward bytes. Nothing is encoded again in order to verify it.
- ``NotForMe`` is the one error that means "no key of mine"; every other one means that something is wrong.
- An envelope has one encoding. Unknown keys, other orders and spare bytes are refused.
- Each envelope has its own content key, so its nonce is used once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cose import (
    ALG_A256GCM,
    HEADER_ALG,
    HEADER_IV,
    HEADER_KID,
    HEADER_TYP,
    Signer,
    encrypt_aad,
    parse_sign1,
    recipient_info,
    sign1,
    sign1_size,
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
BATCH_TYPE: Final = "hemmonitor-batch"
VERSION: Final = 1
HEADER_BATCH: Final = -70001
HEADER_EK: Final = -4
RECIPIENTS_LIMIT: Final = 64
PAYLOADS_LIMIT: Final = 1000
PAYLOAD_LIMIT: Final = 1 << 19
HEADS_LIMIT: Final = 256
BUCKETS: Final = tuple(sorted(size << shift for size in (512, 768) for shift in range(12)))
"""Sizes that a signed batch is padded to: 512, 768, 1024, 1536 ... bytes, so at most half is padding."""
SIZE_LIMIT: Final = BUCKETS[-1] + 4096 + RECIPIENTS_LIMIT * 1280
"""No envelope is larger, in bytes."""

_HEADER_KEYS: Final = frozenset({HEADER_ALG, HEADER_TYP, HEADER_BATCH})
_BATCH_KEYS: Final = frozenset(range(1, 11))
_WRAPPED_SIZE: Final = KEY_SIZE + TAG_SIZE


@dataclass(frozen=True, slots=True)
class Head:
    """The newest batch somebody knows of an author in a mailbox: its number and the envelope's digest."""

    author: str
    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What an author says in one envelope.

    ``seq`` counts this author's envelopes in this mailbox from 1; ``previous`` is the digest of the one
    before. ``heads`` are the newest batches the author knows of others in this mailbox; ``log_length`` and
    ``log_head`` say which membership log it went by. ``payloads`` are opaque here.
    """

    mailbox: str
    seq: int
    previous: bytes | None
    payloads: tuple[bytes, ...] = field(repr=False)
    heads: tuple[Head, ...] = ()
    log_length: int = 0
    log_head: bytes = bytes(cbor.DIGEST_SIZE)


@dataclass(frozen=True, slots=True)
class Header:
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


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope whose encryption, signature and audience have been checked."""

    header: Header
    batch: Batch
    digest: bytes


def seal(
    signer: Signer, batch: Batch, recipients: Sequence[Recipient], *, envelope_id: str | None = None
) -> Sealed:
    """Sign a batch and encrypt it to the recipients (``MembershipState.recipients``).

    Raises ``BadEnvelope`` when it holds more than an envelope may.
    """
    if not 1 <= len(recipients) <= RECIPIENTS_LIMIT:
        raise BadEnvelope(f"envelope: not 1 to {RECIPIENTS_LIMIT} recipients")
    ident = envelope_id or random_id()
    address = [VERSION, *(cbor.id_bytes(part) for part in (ident, batch.mailbox, signer.device_id))]
    key_ids = [cbor.id_bytes(recipient.key_id) for recipient in recipients]
    protected = cbor.encode({HEADER_ALG: ALG_A256GCM, HEADER_TYP: TYPE, HEADER_BATCH: [*address, key_ids]})
    key, nonce = secrets.token_bytes(KEY_SIZE), secrets.token_bytes(NONCE_SIZE)
    layers = []
    for recipient, key_id in zip(recipients, key_ids, strict=True):
        inner = cbor.encode({HEADER_ALG: ALG_HPKE, HEADER_KID: key_id})
        wrapped = seal_to(recipient.public, key, recipient_info(inner))
        layers.append([inner, {HEADER_EK: wrapped[:ENC_SIZE]}, wrapped[ENC_SIZE:]])
    audience = [key_ids, digest(cbor.encode(layers))]
    signed = sign1(signer, BATCH_TYPE, _padded(signer, batch, address, audience))
    ciphertext = encrypt(key, signed, encrypt_aad(protected), nonce)
    body = cbor.encode([protected, {HEADER_IV: nonce}, ciphertext, layers], tag=cbor.TAG_ENCRYPT)
    return Sealed(ident, batch.mailbox, batch.seq, digest(body), body)


def fits(payloads: Sequence[bytes]) -> bool:
    """Whether these payloads, with room for the rest, go into one envelope."""
    room = BUCKETS[-1] - 4096 - RECIPIENTS_LIMIT * 17 - HEADS_LIMIT * 64
    return len(payloads) <= PAYLOADS_LIMIT and sum(len(payload) + 5 for payload in payloads) <= room


def _padded(signer: Signer, batch: Batch, address: list[cbor.Value], audience: list[cbor.Value]) -> bytes:
    """The batch's bytes, padded so that the signed whole fills a bucket exactly."""
    if len(batch.payloads) > PAYLOADS_LIMIT or len(batch.heads) > HEADS_LIMIT:
        raise BadEnvelope("batch: too many payloads or heads")
    if any(len(payload) > PAYLOAD_LIMIT for payload in batch.payloads):
        raise BadEnvelope(f"batch: a payload is larger than {PAYLOAD_LIMIT} bytes")
    fields: dict[int, cbor.Value] = {
        1: address,
        2: audience[0],
        3: audience[1],
        4: batch.seq,
        5: batch.previous,
        6: batch.log_length,
        7: batch.log_head,
        8: [[cbor.id_bytes(head.author), head.seq, head.digest] for head in batch.heads],
        9: list(batch.payloads),
        10: b"",
    }
    around = sign1_size(signer, BATCH_TYPE)
    bare = len(cbor.encode(fields)) - 1
    for size in BUCKETS:
        guess = size - around - bare
        for pad in range(guess, guess - 11, -1):  # two length fields of up to 5 bytes grow with it
            payload_size = bare + cbor.head_size(pad) + pad
            if pad >= 0 and around + cbor.head_size(payload_size) + payload_size == size:
                fields[10] = bytes(pad)
                return cbor.encode(fields)
    raise BadEnvelope("batch: larger than the largest bucket")


@dataclass(frozen=True, slots=True)
class _Parts:
    header: Header
    protected: bytes
    nonce: bytes
    ciphertext: bytes
    layers: tuple[tuple[bytes, bytes], ...]
    layers_digest: bytes


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
        payload = _verified(signed, parts.header.author, author_key)
        batch = _parse_batch(payload, parts)
    except (BadEnvelope, BadSignature):
        raise
    except CryptoError as error:
        raise BadEnvelope(f"batch: {error.detail}") from error
    return Opened(parts.header, batch, digest(data))


def _verified(signed: bytes, author: str, author_key: Callable[[str], bytes | None]) -> bytes:
    outer = parse_sign1(signed, BATCH_TYPE, limit=BUCKETS[-1])
    if outer.signer != author:
        raise BadEnvelope("batch: signed by another device than the header names")
    public = author_key(author)
    if public is None:
        raise BadSignature(f"batch: author {author} is not known")
    outer.check(public)
    return outer.payload


def _decrypted(parts: _Parts, keys: KeyRing) -> bytes:
    for key_id, (wrapped, info) in zip(parts.header.key_ids, parts.layers, strict=True):
        private = keys.find(key_id)
        if private is None:
            continue
        try:
            content_key = private.open(wrapped, info)
            return decrypt(content_key, parts.ciphertext, encrypt_aad(parts.protected), parts.nonce)
        except CannotOpen as error:
            raise BadEnvelope(f"envelope {parts.header.envelope_id}: {error.detail}") from error
    raise NotForMe(f"envelope {parts.header.envelope_id}")


def _parse(data: bytes) -> _Parts:
    try:
        return _parse_outer(data)
    except BadEnvelope:
        raise
    except CryptoError as error:
        raise BadEnvelope(error.detail) from error


def _parse_outer(data: bytes) -> _Parts:
    what = "envelope"
    outer = cbor.decode(data, limit=SIZE_LIMIT, what=what, tag=cbor.TAG_ENCRYPT)
    protected, unprotected, ciphertext, layers = cbor.as_tuple(outer, 4, what)
    protected = cbor.as_bytes(protected, "header", at_most=4096)
    fields = cbor.as_map(cbor.decode(protected, limit=4096, what="header"), _HEADER_KEYS, "header")
    if fields[HEADER_ALG] != ALG_A256GCM or fields[HEADER_TYP] != TYPE:
        raise BadEnvelope("header: another algorithm or type")
    version, ident, mailbox, author, listed = cbor.as_tuple(fields[HEADER_BATCH], 5, "header")
    cbor.as_int(version, "format version", low=VERSION, high=VERSION)
    key_ids = tuple(
        cbor.as_id(item, "key id")
        for item in cbor.as_list(listed, "key ids", at_least=1, at_most=RECIPIENTS_LIMIT)
    )
    if len(set(key_ids)) != len(key_ids):
        raise BadEnvelope("header: a key id twice")
    nonce = cbor.as_map(unprotected, frozenset({HEADER_IV}), "unprotected header")[HEADER_IV]
    header = Header(
        cbor.as_id(ident, "envelope id"),
        cbor.as_id(mailbox, "mailbox"),
        cbor.as_id(author, "author"),
        key_ids,
    )
    return _Parts(
        header,
        protected,
        cbor.as_block(nonce, NONCE_SIZE, "nonce"),
        cbor.as_bytes(ciphertext, "ciphertext", at_most=BUCKETS[-1] + TAG_SIZE),
        tuple(
            _parse_layer(layer, key_id)
            for layer, key_id in zip(cbor.as_tuple(layers, len(key_ids), "recipients"), key_ids, strict=True)
        ),
        digest(cbor.encode(layers)),
    )


def _parse_layer(layer: cbor.Value, key_id: str) -> tuple[bytes, bytes]:
    """What HPKE opens (encapsulated key, then ciphertext) and its ``info``."""
    inner, unprotected, wrapped = cbor.as_tuple(layer, 3, "recipient")
    if inner != cbor.encode({HEADER_ALG: ALG_HPKE, HEADER_KID: cbor.id_bytes(key_id)}):
        raise BadEnvelope("recipient: another algorithm, or not in the header's order")
    ek = cbor.as_map(unprotected, frozenset({HEADER_EK}), "recipient header")[HEADER_EK]
    sealed = cbor.as_block(ek, ENC_SIZE, "ek") + cbor.as_block(wrapped, _WRAPPED_SIZE, "wrapped key")
    return sealed, recipient_info(inner)


def _parse_batch(payload: bytes, parts: _Parts) -> Batch:
    fields = cbor.as_map(cbor.decode(payload, limit=BUCKETS[-1], what="batch"), _BATCH_KEYS, "batch")
    version, *address = cbor.as_tuple(fields[1], 4, "batch address")
    cbor.as_int(version, "format version", low=VERSION, high=VERSION)
    ident, mailbox, author = (cbor.as_id(part, "batch address") for part in address)
    audience = cbor.as_list(fields[2], "audience", at_most=RECIPIENTS_LIMIT)
    inside = Header(ident, mailbox, author, tuple(cbor.as_id(key_id, "audience") for key_id in audience))
    if inside != parts.header or fields[3] != parts.layers_digest:
        raise BadEnvelope("batch: made for another envelope, mailbox or audience")
    if any(cbor.as_bytes(fields[10], "padding", at_most=BUCKETS[-1])):
        raise BadEnvelope("batch: padding that is not zero")
    seq = cbor.as_int(fields[4], "sequence number", low=1)
    previous = fields[5]
    if (seq == 1) is not (previous is None):
        raise BadEnvelope("batch: the first has no predecessor, and every other has")
    return Batch(
        mailbox=mailbox,
        seq=seq,
        previous=None if previous is None else cbor.as_block(previous, cbor.DIGEST_SIZE, "previous"),
        payloads=tuple(
            cbor.as_bytes(item, "payload", at_most=PAYLOAD_LIMIT)
            for item in cbor.as_list(fields[9], "payloads", at_most=PAYLOADS_LIMIT)
        ),
        heads=tuple(_parse_head(item) for item in cbor.as_list(fields[8], "heads", at_most=HEADS_LIMIT)),
        log_length=cbor.as_int(fields[6], "log length"),
        log_head=cbor.as_block(fields[7], cbor.DIGEST_SIZE, "log head"),
    )


def _parse_head(item: cbor.Value) -> Head:
    author, seq, found = cbor.as_tuple(item, 3, "head")
    return Head(
        cbor.as_id(author, "head"),
        cbor.as_int(seq, "head", low=1),
        cbor.as_block(found, cbor.DIGEST_SIZE, "head"),
    )
