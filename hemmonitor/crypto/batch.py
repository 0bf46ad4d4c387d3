"""The batch: what an author says in one envelope, and its bytes.

Strategy: a batch is one CBOR map of fixed shape. It is written and read in that shape, part by part
(``cbor.Reader``), so that there is one encoding and nothing large is copied or written twice. Its first
three values repeat what stands outside; the reader compares them as bytes with what it expects.

Rules:
- Payloads are opaque. They stand together in one byte string.
- The batch is padded with zeros so that the signed whole has the size of a bucket.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cose import sign1_size
from hemmonitor.errors import BadEnvelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TYPE: Final = "hemmonitor-batch"
VERSION: Final = 1
PAYLOADS_LIMIT: Final = 1000
PAYLOAD_LIMIT: Final = 1 << 19
HEADS_LIMIT: Final = 256
BUCKETS: Final = tuple(sorted(size << shift for size in (512, 768) for shift in range(12)))
"""Sizes that a signed batch is padded to: 512, 768, 1024, 1536 ... bytes, so at most half is padding."""
_ROOM: Final = BUCKETS[-1] - 4096 - 64 * 17 - HEADS_LIMIT * 64

_TWO_HEADS: Final = (6, 5, 4, 8, 7, 10, 3, 2)  # bytes that two lengths can take, the usual first
_DIGEST_HEAD: Final = cbor.head(cbor.DIGEST_SIZE)
_HEAD: Final = b"\x83" + cbor.head(cbor.ID_SIZE)  # [h'
_NO_PREVIOUS: Final = b"\x05\xf6\x06"  # 5: null, 6:
_PREVIOUS: Final = b"\x05" + _DIGEST_HEAD
_LOG_HEAD: Final = b"\x07" + _DIGEST_HEAD


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


def fitting(sizes: Iterable[int]) -> int:
    """How many payloads of these sizes, from the first on, go into one envelope; one does in any case."""
    room, count = _ROOM, 0
    for size in sizes:
        room -= size + 5
        if count == PAYLOADS_LIMIT or (room < 0 and count):
            break
        count += 1
    return count


def outside(address: bytes, key_ids: bytes, layers: bytes) -> bytes:
    """How a batch begins: the address and key ids as in the header, and the recipients' digest."""
    return b"\xaa\x01" + address + b"\x02" + key_ids + b"\x03" + _DIGEST_HEAD + layers + b"\x04"


def write(batch: Batch, beginning: bytes) -> list[bytes]:
    """The batch in parts, ``outside`` first, padded so that the signed whole fills a bucket exactly.

    Raises ``BadEnvelope`` when it holds more than an envelope may.
    """
    if len(batch.payloads) > PAYLOADS_LIMIT or len(batch.heads) > HEADS_LIMIT:
        raise BadEnvelope("batch: too many payloads or heads")
    if max(map(len, batch.payloads), default=0) > PAYLOAD_LIMIT:
        raise BadEnvelope(f"batch: a payload is larger than {PAYLOAD_LIMIT} bytes")
    if any(len(found) != cbor.DIGEST_SIZE for found in _digests(batch)):
        raise BadEnvelope("batch: a digest is not 32 bytes")
    previous = _NO_PREVIOUS if batch.previous is None else _PREVIOUS + batch.previous + b"\x06"
    parts = [beginning, cbor.number(batch.seq), previous, cbor.number(batch.log_length)]
    parts += [_LOG_HEAD, batch.log_head, b"\x08", cbor.list_head(len(batch.heads))]
    for head in batch.heads:
        author = cbor.id_bytes(head.author)
        parts += [_HEAD, author, cbor.number(head.seq), _DIGEST_HEAD, head.digest]
    payloads = cbor.byte_strings(batch.payloads)
    parts += [b"\x09", cbor.head(len(payloads)), payloads, b"\x0a"]
    pad = _padding(sum(map(len, parts)))
    return [*parts, cbor.head(pad), bytes(pad)]


def _digests(batch: Batch) -> Iterator[bytes]:
    yield batch.log_head
    yield from (head.digest for head in batch.heads)
    if batch.previous is not None:
        yield batch.previous


def _padding(size: int) -> int:
    """How many zeros fill a bucket when the batch has so many bytes before them."""
    least = sign1_size(TYPE) + size
    for bucket in BUCKETS[bisect_left(BUCKETS, least) :]:
        for heads in _TWO_HEADS:  # the payload's and the padding's
            pad = bucket - least - heads
            if pad >= 0 and cbor.head_size(pad) + cbor.head_size(size + cbor.head_size(pad) + pad) == heads:
                return pad
    raise BadEnvelope("batch: larger than the largest bucket")


def read(signed: bytes, where: slice, beginning: bytes, mailbox: str) -> Batch:
    """The batch in this part; ``Malformed`` or ``BadEnvelope`` when it is none or begins otherwise."""
    if not signed.startswith(beginning, where.start):
        raise BadEnvelope("batch: made for another envelope, mailbox or audience, or of another version")
    rest = slice(where.start + len(beginning), where.stop)
    reader = cbor.Reader(signed, limit=BUCKETS[-1], what="batch", part=rest)
    seq, previous = reader.number(low=1), None
    if seq == 1:  # the first has no predecessor, and every other has
        reader.literal(_NO_PREVIOUS)
    else:
        reader.literal(_PREVIOUS)
        previous = reader.take(cbor.DIGEST_SIZE)
        reader.literal(b"\x06")
    log_length = reader.number()
    reader.literal(_LOG_HEAD)
    log_head = reader.take(cbor.DIGEST_SIZE)
    reader.literal(b"\x08")
    heads = tuple(_head(reader) for _ in range(reader.count(at_most=HEADS_LIMIT)))
    reader.literal(b"\x09")
    packed = reader.byte_string(at_most=BUCKETS[-1])
    reader.literal(b"\x0a")
    padding = reader.part(at_most=BUCKETS[-1])
    reader.end()
    if not signed.startswith(bytes(padding.stop - padding.start), padding.start):
        raise BadEnvelope("batch: padding that is not zero")
    payloads = cbor.read_byte_strings(packed, items=PAYLOADS_LIMIT, size=PAYLOAD_LIMIT, what="payloads")
    return Batch(mailbox, seq, previous, payloads, heads, log_length, log_head)


def _head(reader: cbor.Reader) -> Head:
    reader.literal(_HEAD)
    author, seq = reader.take(cbor.ID_SIZE).hex(), reader.number(low=1)
    reader.literal(_DIGEST_HEAD)
    return Head(author, seq, reader.take(cbor.DIGEST_SIZE))
