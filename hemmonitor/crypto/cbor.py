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

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Never, TypeAlias

import cbor2

from hemmonitor.errors import CryptoError

if TYPE_CHECKING:
    from collections.abc import Sequence

Value: TypeAlias = Any

TAG_SIGN1: Final = b"\xd2"  # 18
TAG_ENCRYPT: Final = b"\xd8\x60"  # 96
MAX_DEPTH: Final = 8
SIZE_LIMIT: Final = 4 << 20
ID_SIZE: Final = 16
DIGEST_SIZE: Final = 32
MAX_INT: Final = 2**53 - 1

_NUMBER: Final = 0x00  # major types
_BYTES: Final = 0x40
_LIST: Final = 0x80
_IN_HEAD: Final = 24  # smaller arguments stand in the head itself
_FOLLOWING: Final = ((1, 24), (2, 1 << 8), (4, 1 << 16), (8, 1 << 32))  # bytes after it, the least they hold

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


def encode(value: Value) -> bytes:
    """Deterministic CBOR of ints, bytes, text, lists, maps, booleans and None."""
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes, *, limit: int, what: str) -> Value:
    """The value of exactly these bytes; ``Malformed`` for anything but its one encoding."""
    value = parse(data, limit=limit, what=what)
    try:
        again = encode(value)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Malformed(f"{what}: not a plain value") from error
    if again != data:
        raise Malformed(f"{what}: not in its deterministic encoding")
    return value


def parse(data: bytes, *, limit: int, what: str) -> Value:
    """A value of these bytes, in whatever encoding: the caller must write it again and compare."""
    if len(data) > limit:
        raise Malformed(f"{what}: longer than {limit} bytes")
    try:
        return cbor2.loads(
            data,
            max_depth=MAX_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            semantic_decoders=_DECODERS,
            tag_hook=_refuse_tag,
        )
    except Malformed:
        raise
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Malformed(f"{what}: not CBOR ({type(error).__name__})") from error


class Reader:
    """Reads a message of one fixed shape, part by part.

    What is not a byte string or a number stands at a known place and is given as ``literal`` bytes. Any
    other encoding of the same value fails, so there is nothing to write again and compare. ``at`` is where
    it stands; the message may be a part of ``data``.
    """

    __slots__ = ("_data", "_end", "_what", "at")

    def __init__(self, data: bytes, *, what: str, limit: int = SIZE_LIMIT, part: slice | None = None) -> None:
        self._data = data
        self._what = what
        self.at, self._end, _ = (part or slice(None)).indices(len(data))
        if self._end - self.at > limit:
            raise Malformed(f"{what}: longer than {limit} bytes")

    def literal(self, expected: bytes) -> None:
        """These bytes come next."""
        if not self._data.startswith(expected, self.at):
            raise Malformed(f"{self._what}: another shape at byte {self.at}")
        self.at += len(expected)

    def take(self, size: int) -> bytes:
        """So many bytes come next, whatever they are."""
        end = self.at + size
        if end > self._end:
            raise Malformed(f"{self._what}: ends at byte {self._end}")
        found = self._data[self.at : end]
        self.at = end
        return found

    def byte_string(self, *, at_most: int) -> bytes:
        """A byte string of bounded length comes next."""
        where = self.part(at_most=at_most)
        return self._data[where]

    def part(self, *, at_most: int) -> slice:
        """Where the byte string of bounded length that comes next is, for one too large to copy."""
        length = self._argument(_BYTES)
        start, self.at = self.at, self.at + length
        if length > at_most or self.at > self._end:
            raise Malformed(f"{self._what}: more than {at_most} bytes at byte {start}, or cut off")
        return slice(start, self.at)

    def number(self, *, low: int = 0) -> int:
        """A number from ``low`` to ``MAX_INT`` comes next."""
        found = self._argument(_NUMBER)
        if not low <= found <= MAX_INT:
            raise Malformed(f"{self._what}: not a number from {low}")
        return found

    def count(self, *, at_most: int) -> int:
        """A list of so many things comes next."""
        found = self._argument(_LIST)
        if found > at_most:
            raise Malformed(f"{self._what}: a list of more than {at_most}")
        return found

    def end(self) -> None:
        """Nothing comes next."""
        if self.at != self._end:
            raise Malformed(f"{self._what}: bytes after the end")

    def _argument(self, major: int) -> int:
        """What a head of this type says, in the fewest bytes that can say it."""
        at = self.at
        said = self._data[at] - major if at < self._end else -1
        if 0 <= said < _IN_HEAD:
            self.at = at + 1
            return said
        if _IN_HEAD <= said < _IN_HEAD + len(_FOLLOWING):
            size, least = _FOLLOWING[said - _IN_HEAD]
            argument = int.from_bytes(self._data[at + 1 : at + 1 + size])
            self.at = at + 1 + size
            if self.at <= self._end and argument >= least:
                return argument
        raise Malformed(f"{self._what}: another shape at byte {at}")


def head(length: int) -> bytes:
    """What stands before a byte string of this length."""
    return _head(_BYTES, length)


def head_size(length: int) -> int:
    """Bytes that a string's or list's head takes for this length."""
    return len(head(length))


def list_head(count: int) -> bytes:
    """What stands before a list of so many things."""
    return _head(_LIST, count)


def number(value: int) -> bytes:
    """The encoding of a number that is not negative."""
    return _head(_NUMBER, value)


def byte_string(data: bytes) -> bytes:
    """The encoding of a byte string."""
    return head(len(data)) + data


def byte_strings(items: Sequence[bytes]) -> bytes:
    """The encoding of a list of byte strings."""
    sizes = list(map(len, items))
    heads = {size: head(size) for size in set(sizes)}
    pairs = zip(map(heads.__getitem__, sizes), items, strict=True)
    return b"".join((list_head(len(items)), *chain.from_iterable(pairs)))


def read_byte_strings(data: bytes, *, items: int, size: int, what: str) -> tuple[bytes, ...]:
    """A list of at most so many byte strings of at most this size, in its one encoding."""
    found = as_list(parse(data, limit=SIZE_LIMIT, what=what), what, at_most=items)
    if not {bytes} >= set(map(type, found)):
        raise Malformed(f"{what}: not byte strings")
    sizes = list(map(len, found))
    longest = max(sizes, default=0)
    if longest > size:
        raise Malformed(f"{what}: more than {size} bytes")
    # a length has one shortest head, so only the one encoding is as short as this
    if sizes and head_size(min(sizes)) == head_size(longest):
        heads = len(sizes) * head_size(longest)
    else:
        heads = sum(map(head_size, sizes))
    if len(data) != head_size(len(sizes)) + heads + sum(sizes):
        raise Malformed(f"{what}: not in its deterministic encoding")
    return tuple(found)


@lru_cache(maxsize=4096)
def _head(major: int, argument: int) -> bytes:
    """Major type and argument in the fewest bytes."""
    if argument < 24:
        return bytes([major | argument])
    size = 1 if argument < 1 << 8 else 2 if argument < 1 << 16 else 4 if argument < 1 << 32 else 8
    return bytes([major | 23 + size.bit_length()]) + argument.to_bytes(size)


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


@lru_cache(maxsize=4096)
def id_bytes(text: str) -> bytes:
    """The 16 bytes of an id; ``Malformed`` when it is none."""
    try:
        raw = bytes.fromhex(text)
    except ValueError as error:
        raise Malformed("an id is not hexadecimal") from error
    if len(raw) != ID_SIZE or raw.hex() != text:
        raise Malformed("an id is not 32 lower-case hexadecimal digits")
    return raw
