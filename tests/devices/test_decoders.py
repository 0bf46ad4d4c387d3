"""What every decoder must hold, whatever arrives."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import catalog
from devices.values import Context
from devices.wire import DecodeError, Failure
from tests.devices.frames import VECTORS

ZONE = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)
KINDS = sorted(catalog.KINDS)
FRAMES = [bytes.fromhex(vector["hex"]) for vector in VECTORS]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real frame with a few bytes changed, cut or added: deeper than random bytes reach."""
    data = bytearray(draw(st.sampled_from(FRAMES)))
    for _ in range(draw(st.integers(0, 3))):
        if data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    data += draw(st.binary(max_size=4))
    return bytes(data[: draw(st.integers(0, len(data)))])


def check(kind: str, data: bytes) -> None:
    """One kind of frame on any bytes: a value or the one error, printable, and fit for the model."""
    decoder = catalog.KINDS[kind]
    shown = catalog.decode_to_json(kind, data)
    text = json.dumps(shown, allow_nan=False)
    assert "Infinity" not in text
    context = Context(NOW, data, kind, device_id="x", clock_offset=dt.timedelta(minutes=30))
    if shown["outcome"] == "reject":
        with pytest.raises(DecodeError) as refused:
            decoder.decode(data)
        assert refused.value.reason
        assert refused.value.failure in Failure
        return
    wire = decoder.decode(data)
    try:
        measurements = decoder.measurements(wire, context)
    except DecodeError as error:
        assert error.failure is Failure.FAILED  # noqa: PT017 - either way is right, but only this error
        return
    for measurement in measurements:
        assert measurement.taken_at.tzinfo is not None
        assert any(quantity.value is not None for quantity in measurement.values)
    assert not measurements or decoder.is_reading


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.one_of(st.binary(max_size=80), damaged()))
def test_any_bytes_give_a_value_or_the_one_error(kind: str, data: bytes) -> None:
    check(kind, data)


@pytest.mark.parametrize("kind", KINDS)
def test_the_empty_frame_is_refused(kind: str) -> None:
    if kind == "device_information":
        return  # an empty text is a text
    assert catalog.decode_to_json(kind, b"")["outcome"] == "reject"


SPECIALS = [bytes.fromhex(code) for code in ("ff07", "0008", "fe07", "0208", "0108")]
PRIMARY = {  # kind -> a good frame and where its indispensable SFLOATs stand
    "blood_pressure": ("00780050005a00", (1, 3)),
    "blood_pressure_enhanced": ("00780050005a00", (1, 3)),
    "intermediate_cuff": ("00780050005a00", (1,)),
    "plx_spot": ("0062004800", (1, 3)),
    "plx_continuous": ("0062004800", (1, 3)),
    "glucose": ("030600e407040d10260a000078b0f1", (12,)),
    "cgm": ("06000c100600", (2,)),
}


@pytest.mark.parametrize("special", SPECIALS, ids=bytes.hex)
@pytest.mark.parametrize("kind", PRIMARY)
def test_a_special_in_the_value_is_a_failed_measurement(kind: str, special: bytes) -> None:
    text, places = PRIMARY[kind]
    data = bytes.fromhex(text)
    assert catalog.decode_to_json(kind, data)["outcome"] == "ok"
    for at in places:
        shown = catalog.decode_to_json(kind, data[:at] + special + data[at + 2 :])
        assert (shown["outcome"], shown["failure"]) == ("reject", "failed")


SIDE = [  # kind, a good frame, where a side value stands, its key
    ("blood_pressure", "04780050005a003c00", 5, "map_mmHg"),
    ("blood_pressure", "04780050005a003c00", 7, "pulse_bpm"),
    ("plx_continuous", "0162004800630049 00".replace(" ", ""), 5, "spo2_fast_pct"),
    ("plx_spot", "0862004800 0a00".replace(" ", ""), 5, "pai_pct"),
    ("glucose_context", "400600 50f0".replace(" ", ""), 3, "hba1c_pct"),
]


@pytest.mark.parametrize("special", SPECIALS, ids=bytes.hex)
@pytest.mark.parametrize(("kind", "text", "at", "key"), SIDE)
def test_a_special_in_a_side_value_is_absence(
    kind: str, text: str, at: int, key: str, special: bytes
) -> None:
    data = bytes.fromhex(text)
    assert catalog.decode_to_json(kind, data)[key] is not None
    shown = catalog.decode_to_json(kind, data[:at] + special + data[at + 2 :])
    assert shown["outcome"] == "ok"
    assert shown[key] is None
    assert shown["specials"]


@pytest.mark.parametrize("special", ["ffff7f00", "00008000", "feff7f00", "02008000", "01008000"])
def test_a_special_temperature_is_a_failed_measurement(special: str) -> None:
    shown = catalog.decode_to_json("thermometer", bytes.fromhex(f"00{special}"))
    assert (shown["outcome"], shown["failure"]) == ("reject", "failed")


def test_no_reason_tells_a_value() -> None:
    """Reasons go to logs; a patient's figures do not."""
    shown = catalog.decode_to_json("plx_continuous", bytes.fromhex("0065004800"))
    assert "101" not in str(shown["reason"])
    shown = catalog.decode_to_json("blood_pressure", bytes.fromhex("00ff0850005a00"))
    assert not any(character.isdigit() for character in str(shown["reason"]))
