from __future__ import annotations

import cbor2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cbor import Malformed

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.binary(max_size=40) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 23), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_a_value_comes_back(value: object) -> None:
    try:
        assert cbor.decode(cbor.encode(value), limit=10_000, what="x") == value
    except Malformed:  # nested deeper than a message may be
        assert cbor.encode(value).count(b"\x81") or isinstance(value, list | dict)


@given(st.binary(max_size=200))
@example(b"\x9b\x00\x00\x00\xff\xff\xff\xff\xff")
@example(b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff")
@example(b"\x81" * 150)
@example(b"\xd8\x23\x61(")  # tag 35: a regular expression
@example(b"\xc2\x49\x01" + bytes(8))  # a bignum
@example(b"\xf9\x7e\x00")  # not a number
def test_any_bytes_give_a_value_of_one_encoding_or_an_error(data: bytes) -> None:
    try:
        value = cbor.decode(data, limit=200, what="x")
    except Malformed:
        return
    assert cbor.encode(value) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00",  # bytes after the end
        b"\x18\x01",  # 1 in two bytes
        b"\x9f\x01\xff",  # indefinite length
        b"\xa2\x02\x00\x01\x00",  # keys out of order
        b"\xa2\x01\x00\x01\x00",  # a key twice
        b"\x58\x01a",  # a length in two bytes
    ],
)
def test_another_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        cbor.decode(data, limit=100, what="x")


@pytest.mark.parametrize("tag", [0, 1, 2, 3, 4, 5, 18, 24, 25, 28, 29, 30, 35, 36, 37, 52, 54, 96, 100, 256])
@pytest.mark.parametrize("content", [b"\x00", b"\x61a", b"\x41a", b"\x82\x01\x02", b"\x80"])
def test_no_tag_is_taken_inside(tag: int, content: bytes) -> None:
    head = bytes([0xC0 | tag]) if tag < 24 else bytes([0xD8, tag]) if tag < 256 else b"\xd9" + tag.to_bytes(2)
    with pytest.raises(Malformed):
        cbor.decode(b"\x81" + head + content, limit=100, what="x")


def test_the_order_of_keys_is_rfc_8949_s_for_the_keys_in_use() -> None:
    keys = [*range(1, 24), -4, -70001]
    encoded = sorted((cbor2.dumps(key) for key in keys), key=bytes)
    own = cbor.encode(dict.fromkeys(keys, 0))
    assert own == b"\xb8\x19" + b"".join(key + b"\x00" for key in encoded)


def test_a_message_that_is_too_long_is_not_even_parsed() -> None:
    with pytest.raises(Malformed, match="longer than 10"):
        cbor.decode(bytes(11), limit=10, what="x")


@given(st.integers(0, 2**32 - 1))
def test_the_size_of_a_head_is_computed_as_it_is_written(length: int) -> None:
    head = {1: 24, 2: 1 << 8, 3: 1 << 16, 5: 1 << 32}
    size = cbor.head_size(length)
    assert length < head[size]
    if length < 5000:
        assert len(cbor.encode(bytes(length))) == size + length


@pytest.mark.parametrize("text", ["", "00", "0" * 31, "0" * 33, "G" * 32, "AB" * 16, "00" * 15 + "0 "])
def test_an_id_has_one_spelling(text: str) -> None:
    with pytest.raises(Malformed):
        cbor.id_bytes(text)


@pytest.mark.parametrize(
    "read",
    [
        lambda: cbor.as_int(True, "x"),
        lambda: cbor.as_int(-1, "x"),
        lambda: cbor.as_int(2**60, "x"),
        lambda: cbor.as_map({True: 0}, frozenset({1}), "x"),
        lambda: cbor.as_map({}, frozenset({1}), "x"),
        lambda: cbor.as_map({1: 0, 2: 0}, frozenset({1}), "x"),
        lambda: cbor.as_text("a\nb", "x", at_most=9),
        lambda: cbor.as_text("abc", "x", at_most=2),
        lambda: cbor.as_block(b"ab", 3, "x"),
        lambda: cbor.as_list([1, 2], "x", at_most=1),
    ],
)
def test_a_field_of_another_kind_is_refused(read: object) -> None:
    with pytest.raises(Malformed):
        read()  # type: ignore[operator]
