"""Whole numbers, one after another, packed small: for values taken every second for hours.

Form: one byte 1 or 2, the width; then a zlib stream of the numbers in that width, little-endian. All bits
set is "no value". A night of saturation and pulse takes some ten kilobytes.

Reading is strict and never makes more than it was told to expect.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence

MOST = 200_000
"""Numbers in a row: two days of one a second."""
_CODES = {1: "B", 2: "H"}
_ABSENT = {1: 0xFF, 2: 0xFFFF}


def pack(numbers: Sequence[int | None]) -> bytes:
    """The packed form; ``None`` is "no value". Raises ``ValueError`` for a number outside 0..65534."""
    if not 0 < len(numbers) <= MOST:
        raise ValueError("nothing to pack, or too much")
    present = {number for number in numbers if number is not None}
    if present and not 0 <= min(present) <= max(present) < _ABSENT[2]:
        raise ValueError("a number is out of range")
    width = 1 if max(present, default=0) < _ABSENT[1] else 2
    row = array(_CODES[width], [_ABSENT[width] if number is None else number for number in numbers])
    return bytes([width]) + zlib.compress(_little(row).tobytes(), 9)


def unpack(packed: bytes, count: int) -> tuple[int | None, ...]:
    """Exactly ``count`` numbers. Raises ``ValueError`` for anything else."""
    if not packed or packed[0] not in _CODES or not 0 < count <= MOST:
        raise ValueError("not a packed row")
    width = packed[0]
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(packed[1:], count * width + 1)
    except zlib.error:
        raise ValueError("not a packed row") from None
    if len(data) != count * width or not reader.eof or reader.unused_data:
        raise ValueError("a packed row of another length")
    row = array(_CODES[width])
    row.frombytes(data)
    absent = _ABSENT[width]
    return tuple(None if number == absent else number for number in _little(row))


def _little(row: array[int]) -> array[int]:
    """The same row in the byte order of the form; on most machines it has it already."""
    if sys.byteorder == "big":
        row.byteswap()
    return row
