"""Events as they go into an envelope: which ones first, and many in little room.

Strategy: events of one mailbox say the same words again and again, so those that go together are compressed
together, before they are sealed and padded. One envelope holds little enough to pass over a line of 64 kbit/s
in seconds: whatever breaks on the way is sent again, and what is urgent waits for one envelope at most.

Rules:
- A payload is one event (a CBOR map) or, told by its first byte, a zlib stream of a CBOR list of events.
- Unpacking never yields more than is ever packed, whatever the stream claims.
- What is about now goes before history; within each, the older first. Nothing rests on that order.
"""

from __future__ import annotations

import datetime as dt
import zlib
from typing import TYPE_CHECKING, Final, TypeVar

from hemmonitor.crypto import cbor
from hemmonitor.errors import BadEvent
from hemmonitor.model.events import (
    Event,
    MeasurementFailed,
    MeasurementRecorded,
    PlanReceived,
    RoomCodeUsed,
    SeenByCare,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")

ROOM: Final = 128 << 10
"""Bytes of events, before compression, after which an envelope is full; a larger event goes alone."""
_MOST: Final = 1000
_UNPACKED: Final = (1 << 20) + ROOM
_ZLIB: Final = 0x78
_LEVEL: Final = 6
_SMALL: Final = 16 << 10
_FRESH: Final = dt.timedelta(hours=24)
_LATER: Final = (MeasurementFailed, PlanReceived, RoomCodeUsed, SeenByCare)


def urgent(event: object, size: int) -> bool:
    """Whether somebody at the other end may have to act on it now: small, and not about the past."""
    if not isinstance(event, Event) or size > _SMALL or isinstance(event.body, _LATER):
        return False
    if isinstance(event.body, MeasurementRecorded):
        return event.at - event.body.measurement.taken_at < _FRESH
    return True


def fitting(sizes: Iterable[int]) -> int:
    """How many events of these sizes, from the first on, go into one envelope; one does in any case."""
    room, count = ROOM, 0
    for size in sizes:
        room -= size
        if count == _MOST or (room < 0 and count):
            break
        count += 1
    return count


def in_loads(items: Iterable[T], size: Callable[[T], int], *, room: int, most: int) -> Iterator[list[T]]:
    """Items that travel together, in their order, within a number and a size; a larger one goes alone."""
    load: list[T] = []
    taken = 0
    for item in items:
        if load and (taken + size(item) > room or len(load) == most):
            yield load
            load, taken = [], 0
        load.append(item)
        taken += size(item)
    if load:
        yield load


def pack(events: Sequence[bytes]) -> tuple[bytes, ...]:
    """The payloads that hold these events: one, compressed, where that is smaller."""
    plain = cbor.byte_strings(tuple(events))
    packed = zlib.compress(plain, _LEVEL)
    return (packed,) if len(packed) < sum(map(len, events)) else tuple(events)


def unpack(payload: bytes) -> tuple[bytes, ...]:
    """The events in a payload. Raises ``BadEvent`` for a stream that is broken, or holds too much."""
    if payload[:1] != bytes([_ZLIB]):
        return (payload,)
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(payload, _UNPACKED)
        if not reader.eof or reader.unused_data:
            raise BadEvent("packed events: broken off, or too many")
        return cbor.read_byte_strings(plain, items=_MOST, size=_UNPACKED, what="packed events")
    except (zlib.error, cbor.Malformed) as error:
        raise BadEvent("packed events: not readable") from error
