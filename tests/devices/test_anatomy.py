"""The fields of a frame stand where the picture says: turning a byte over changes that field and no other."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import anatomy
from devices.gatt import blood_pressure, glucose, heart_rate, pulse_oximeter, thermometer, weight
from devices.wire import DecodeError
from hemmonitor.model.frame import FramePart
from hemmonitor.model.measurement import Origin, Provenance

TIME = bytes.fromhex("ea070b1107090c")
PLACES = (
    ("2A35", blood_pressure.DECODER, blood_pressure.decode),
    ("2A5E", pulse_oximeter.DECODER, pulse_oximeter.decode_spot),
    ("2A5F", pulse_oximeter.DECODER, pulse_oximeter.decode_continuous),
    ("2A9D", weight.DECODER, weight.decode),
    ("2A1C", thermometer.DECODER, thermometer.decode),
    ("2A18", glucose.DECODER, glucose.decode),
    ("2A37", heart_rate.DECODER, heart_rate.decode),
)
IDS = [source for source, *_ in PLACES]
ALIKE = {"sample": {"sample_type", "location"}}  # two nibbles of one byte


def stored(source: str, decoder: str, raw: bytes) -> Provenance:
    return Provenance(
        Origin.DEVICE, dt.datetime(2026, 11, 17, tzinfo=dt.UTC), raw=raw, source=source, decoder=decoder
    )


def read(decode: Callable[[bytes], Any], raw: bytes) -> dict[str, Any]:
    try:
        found = decode(raw)
    except DecodeError as error:  # no value, and yet the fields could be read
        found = error.partial
    return {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}


def whole(source: str) -> bytes:
    """A frame with everything that the kind can hold."""
    return {
        "2A35": bytes.fromhex("1e8c0053006600") + TIME + bytes.fromhex("4a00 01 0200"),
        "2A5E": bytes.fromhex("0f 5600 5c00") + TIME + bytes.fromhex("2000 200000 15f0"),
        "2A5F": bytes.fromhex("1f 5600 5c00 5700 5d00 5500 5b00 2000 200000 15f0"),
        "2A9D": bytes.fromhex("0e 3836") + TIME + bytes.fromhex("01 fa00 a406"),
        "2A1C": bytes.fromhex("06 710e00fe") + TIME + b"\x02",
        "2A18": bytes.fromhex("0b 0700") + TIME + bytes.fromhex("0500 5ac0 11 0100"),
        "2A37": bytes.fromhex("08 4c 1000"),
    }[source]


@pytest.mark.parametrize(("source", "decoder", "decode"), PLACES, ids=IDS)
def test_a_byte_belongs_to_the_field_that_it_changes(
    source: str, decoder: str, decode: Callable[[bytes], Any]
) -> None:
    raw = whole(source)
    parts = anatomy.parts(stored(source, decoder, raw))
    assert (parts[0].start, parts[-1].end, parts[0].name) == (0, len(raw), anatomy.FLAGS)
    assert anatomy.REST not in {part.name for part in parts}
    before = read(decode, raw)
    for part in parts[1:]:
        for place in range(part.start, part.end):
            after = read(decode, _turned(raw, place))
            changed = {name for name in before if before[name] != after[name]} - {"specials"}
            assert changed <= ALIKE.get(part.name, {part.name}), (part, place)
        lowest = read(decode, _turned(raw, part.start))
        assert lowest != before, part


def _turned(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


@given(st.binary(min_size=1, max_size=24), st.sampled_from(PLACES))
def test_all_bytes_of_any_frame_are_told_in_order(raw: bytes, place: tuple[Any, ...]) -> None:
    parts = anatomy.parts(stored(place[0], place[1], raw))
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == len(raw)
    assert all(part.start < part.end for part in parts)


def test_what_no_field_claims_is_the_rest_and_an_unknown_frame_has_no_parts() -> None:
    raw = bytes.fromhex("00 8c0053006600 0107")  # a user that its flag does not tell of
    parts = anatomy.parts(stored("2A35", blood_pressure.DECODER, raw))
    assert parts[-1] == FramePart(7, 9, anatomy.REST)
    assert anatomy.parts(stored("2A35", "vendor.nonin/1", raw)) == ()
    assert anatomy.parts(stored("2A35", blood_pressure.DECODER, b"")) == ()
