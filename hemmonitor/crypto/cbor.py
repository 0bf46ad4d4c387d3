"""Strict CBOR: one value has one encoding, and what is not expected is refused.

Strategy: cbor2 parses; then the value is written again and must give the same bytes, which leaves
only RFC 8949 section 4.2.1 deterministic encoding (shortest heads, sorted keys, no duplicates, no
trailing bytes). The ``as_*`` functions then narrow a value to the one type and range a field may have.

Rules:
- Input is bounded before it is parsed, and so is its nesting.
- The one tag there may be is COSE's own, outermost; all others are refused before they build anything.
- Map keys are small enough integers that RFC 8949 order and cbor2's (length first) agree.
"""

from __future__ import annotations

from typing import Any, Final, Never, TypeAlias

import cbor2

from hemmonitor.errors import CryptoError

Value: TypeAlias = Any

TAG_SIGN1: Final = b"\xd2"  # 18
TAG_ENCRYPT: Final = b"\xd8\x60"  # 96
MAX_DEPTH: Final = 8
ID_SIZE: Final = 16
DIGEST_SIZE: Final = 32
MAX_INT: Final = 2**53 - 1

# every tag cbor2 would turn into an object by itself
_BUILDING_TAGS: Final = (
    *range(6),
    *range(25, 39),
    52,
    54,
    100,
    256,
    258,
    260,
    261,
    1004,
    43000,
    55799,
)


class Malformed(CryptoError):
    """A message has a form that this version does not know."""

    code = "crypto.malformed"


def _refuse_tag(_decoder: object, _value: object = None) -> Never:
    raise Malformed("a CBOR tag that has no place here")


_DECODERS: Final[dict[int, Any]] = dict.fromkeys(_BUILDING_TAGS, _refuse_tag)


def encode(value: Value, *, tag: bytes = b"") -> bytes:
    """Deterministic CBOR of ints, bytes, text, lists, maps, booleans and None, under a tag's head."""
    return tag + cbor2.dumps(value, canonical=True)


def decode(data: bytes, *, limit: int, what: str, tag: bytes = b"") -> Value:
    """The value of exactly these bytes; ``Malformed`` for anything but its one encoding."""
    if len(data) > limit:
        raise Malformed(f"{what}: longer than {limit} bytes")
    if not data.startswith(tag):
        raise Malformed(f"{what}: without its CBOR tag")
    data = data[len(tag) :]
    try:
        value = cbor2.loads(
            data,
            max_depth=MAX_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            semantic_decoders=_DECODERS,
            tag_hook=_refuse_tag,
        )
        again = encode(value)
    except Malformed:
        raise
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Malformed(f"{what}: not CBOR ({type(error).__name__})") from error
    if again != data:
        raise Malformed(f"{what}: not in its deterministic encoding")
    return value


def head_size(length: int) -> int:
    """Bytes that a string's or list's head takes for this length."""
    return next(size for size, limit in ((1, 24), (2, 1 << 8), (3, 1 << 16), (5, 1 << 32)) if length < limit)


def as_map(value: Value, keys: frozenset[int], what: str) -> dict[int, Value]:
    """A map with exactly these keys."""
    if not isinstance(value, dict) or frozenset(value) != keys or any(type(k) is not int for k in value):
        raise Malformed(f"{what}: not a map of the expected keys")
    return value


def as_list(value: Value, what: str, *, at_most: int, at_least: int = 0) -> list[Value]:
    """A list of bounded length."""
    if not isinstance(value, list) or not at_least <= len(value) <= at_most:
        raise Malformed(f"{what}: not a list of {at_least} to {at_most}")
    return value


def as_tuple(value: Value, size: int, what: str) -> list[Value]:
    """A list of exactly ``size`` values."""
    return as_list(value, what, at_most=size, at_least=size)


def as_bytes(value: Value, what: str, *, at_most: int, at_least: int = 0) -> bytes:
    """A byte string of bounded length."""
    if not isinstance(value, bytes) or not at_least <= len(value) <= at_most:
        raise Malformed(f"{what}: not {at_least} to {at_most} bytes")
    return value


def as_block(value: Value, size: int, what: str) -> bytes:
    """Exactly ``size`` bytes."""
    return as_bytes(value, what, at_most=size, at_least=size)


def as_text(value: Value, what: str, *, at_most: int) -> str:
    """Printable text, at most this many characters."""
    if not isinstance(value, str) or len(value) > at_most or (value and not value.isprintable()):
        raise Malformed(f"{what}: not printable text of at most {at_most} characters")
    return value


def as_int(value: Value, what: str, *, low: int = 0, high: int = MAX_INT) -> int:
    """A whole number in a range; a boolean is none."""
    if type(value) is not int or not low <= value <= high:
        raise Malformed(f"{what}: not a number from {low} to {high}")
    return value


def as_id(value: Value, what: str) -> str:
    """A 16-byte id, as 32 hexadecimal digits."""
    return as_block(value, ID_SIZE, what).hex()


def id_bytes(text: str) -> bytes:
    """The 16 bytes of an id; ``Malformed`` when it is none."""
    try:
        raw = bytes.fromhex(text)
    except ValueError as error:
        raise Malformed("an id is not hexadecimal") from error
    if len(raw) != ID_SIZE or raw.hex() != text:
        raise Malformed("an id is not 32 lower-case hexadecimal digits")
    return raw
