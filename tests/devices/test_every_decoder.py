"""What holds for every decoder of the catalogue: none is left out, and an exception stands here by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices import catalog
from devices.framing import Framer
from devices.profile import PROFILES
from tests.devices.examples import EXAMPLES
from tests.devices.test_framing import STREAMS

FRAMES = [(kind, data) for kind in catalog.KINDS for data in EXAMPLES.get(kind, [])]
IDS = [f"{kind}-{data.hex()[:24]}-{n}" for n, (kind, data) in enumerate(FRAMES)]

# What follows is part of the frame, so more bytes are another frame. Its figures must still not change.
OPEN_ENDED = {
    "cgm": "a record may follow",
    "cgm_status": "a CRC may follow",
    "cgm_session_start": "a CRC may follow",
    "device_information": "a text has no length",
    "heart_rate": "RR intervals go on to the end",
    "omron_eeprom_record": "the layouts of the models differ by their length",
    "racp": "a count has 1, 2 or 4 bytes",
    "racp_request": "an operand has no length",
    "spirometer_vitalograph_command": "a text ends at its checksum",
}
FIGURES = ("hr_bpm", "systolic_mmHg", "diastolic_mmHg", "glucose_mg_dL", "status", "time_offset_min")


def shown(kind: str, data: bytes) -> dict[str, Any]:
    return catalog.decode_to_json(kind, data)


def test_there_is_a_good_frame_of_every_kind() -> None:
    assert {kind for kind, data in FRAMES if shown(kind, data)["outcome"] == "ok"} == set(catalog.KINDS)
    assert not set(EXAMPLES) - set(catalog.KINDS)
    assert set(OPEN_ENDED) <= set(catalog.KINDS)


def test_every_stream_is_split_in_the_tests() -> None:
    split: set[Callable[[], Framer]] = {make for make, _ in STREAMS.values()}
    framers = {decoder.framer for decoder in catalog.KINDS.values() if decoder.framer is not None}
    assert framers <= split


def test_every_source_that_is_listened_to_has_a_decoder() -> None:
    """Those of a dialogue that names the kind itself are in the table of kinds."""
    spoken = {"00000004-0000-1000-8000-008025000000", "00000002-0000-1000-8000-008025000000", "2A52", "2A9F"}
    for profile in PROFILES:
        for source in (*profile.listen, *profile.live, *profile.also):
            assert catalog.find(source) is not None or source in spoken, source


@pytest.mark.parametrize(("kind", "data"), FRAMES, ids=IDS)
@settings(max_examples=30)
@given(tail=st.binary(min_size=1, max_size=6))
def test_trailing_bytes_do_no_harm(kind: str, data: bytes, tail: bytes) -> None:
    before, after = shown(kind, data), shown(kind, data + tail)
    if kind not in OPEN_ENDED:
        assert after == before
    elif after["outcome"] == "ok" and kind != "cgm":
        assert {key: after.get(key) for key in FIGURES} == {key: before.get(key) for key in FIGURES}
    elif after["outcome"] == "ok":
        assert after["records"][: len(before["records"])] == before["records"]
    else:
        assert after["failure"] == "malformed"  # and never a failed measurement of the person's


@pytest.mark.parametrize(("kind", "data"), FRAMES, ids=IDS)
def test_no_part_of_a_frame_is_another_value(kind: str, data: bytes) -> None:
    whole = shown(kind, data)
    for length in range(len(data)):
        part = shown(kind, data[:length])
        if part["outcome"] == "reject" or part == whole:
            continue
        assert kind in OPEN_ENDED, length
        if kind == "heart_rate":
            assert part["hr_bpm"] == whole["hr_bpm"]
        elif kind == "cgm":
            assert part["records"] == whole["records"][: len(part["records"])]


# --- reserved bits ----------------------------------------------------------------------------------

RESERVED = {  # kind -> where bits stand that mean nothing, and which
    "blood_pressure": (0, 0xE0),
    "blood_pressure_enhanced": (0, 0x80),
    "blood_pressure_feature": (1, 0xFE),
    "body_composition": (1, 0xE0),
    "body_composition_alone": (1, 0xE0),
    "body_composition_feature": (3, 0xF8),
    "cgm": (1, 0x1C),
    "current_time": (9, 0xF0),
    "glucose": (0, 0xE0),
    "glucose_feature": (1, 0xF8),
    "heart_rate": (0, 0xE0),
    "intermediate_cuff": (0, 0xE0),
    "intermediate_cuff_enhanced": (0, 0x80),
    "nonin_ble": (1, 0x80),
    "plx_continuous": (0, 0xE0),
    "plx_features": (1, 0xFF),
    "plx_spot": (0, 0xE0),
    "thermometer": (0, 0xF8),
    "thermometer_intermediate": (0, 0xF8),
    "weight": (0, 0xF0),
    "weight_feature": (3, 0xFF),
}
AS_IT_CAME = {"adjust_reason", "supported", "status"}
# No flags, or each of their bits has a meaning; or a checksum stands over them.
CLOSED = {
    "sfloat", "float32", "blood_pressure_quirk_beurer", "thermometer_type", "glucose_context",
    "body_sensor_location", "cgm_feature", "cgm_status", "cgm_session_start", "date_time", "battery_level",
    "device_information", "system_id", "pnp_id", "user_control_point", "racp", "racp_request",
    "and_custom_command", "contec_cms50d_bt", "contec_po60", "spirometer_contec", "spirometer_vitalograph",
    "spirometer_vitalograph_ble", "spirometer_vitalograph_command", "hdp_11073_blood_pressure",
    "jumper_jpd500f", "jumper_jpd_ha120", "masimo_mightysat", "microlife", "nonin_spp",
    "omron_eeprom_packet", "omron_eeprom_record", "omron_eeprom_time", "taidoc_command",
    "taidoc_blood_pressure", "taidoc_oximetry", "taidoc_glucose", "taidoc_temperature", "yonker", "yuwell",
}  # fmt: skip


def test_reserved_bits_are_known_of_every_kind() -> None:
    assert set(catalog.KINDS) - set(RESERVED) == CLOSED


@pytest.mark.parametrize(("kind", "data"), [one for one in FRAMES if one[0] in RESERVED])
def test_reserved_bits_do_no_harm(kind: str, data: bytes) -> None:
    at, mask = RESERVED[kind]
    if kind == "cgm" and shown(kind, data).get("crc_ok"):
        return  # the CRC stands over them
    marked = data[:at] + bytes([data[at] | mask]) + data[at + 1 :]
    assert meaning(shown(kind, marked)) == meaning(shown(kind, data))


def meaning(fields: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that show a whole byte as it came."""
    return {key: value for key, value in fields.items() if key not in AS_IT_CAME}


# --- special values ---------------------------------------------------------------------------------

NO_VALUE = [  # kind, the frame, the key that must be absent; or "" where there is no measurement at all
    ("glucose", "030100ea07030108000000" + "0000" + "ff07" + "11", ""),
    ("blood_pressure_quirk_beurer", "566a0047000000ea07080b121f0007ff000000", "pulse_bpm"),
    ("intermediate_cuff_enhanced", "00ff07", ""),
    ("thermometer_intermediate", "00ffff7f00", ""),
    ("weight", "00ffff", ""),
    ("body_composition", "0000ffff", ""),
    ("body_composition_alone", "0000ffff", ""),
    ("heart_rate", "0000", ""),
    ("cgm", "0600ff070000", ""),
    ("hdp_11073_blood_pressure", "0003000607ff004700562013022521460100", ""),
    ("hdp_11073_blood_pressure", "0002000a07ff2013022522342500", ""),
    ("jumper_jpd500f", "81ff6344", "pulse_bpm"),
    ("jumper_jpd500f", "81387f44", ""),
    ("nonin_ble", "0a081e0000000c7f01ff", ""),
    ("nonin_spp", "80397f08", ""),
    ("masimo_mightysat", "7711050000000000ff004d101d00a406000d4a", ""),
    ("omron_eeprom_record", "ff" * 14, ""),
    ("omron_eeprom_record", "00" * 14, ""),
    ("yonker", "810067510000190b18131200000000", ""),
    ("yuwell", "fe202700ff0755005f00e407091810093a690001", ""),
]


@pytest.mark.parametrize(("kind", "text", "key"), NO_VALUE)
def test_a_special_value_never_becomes_a_number(kind: str, text: str, key: str) -> None:
    got = shown(kind, bytes.fromhex(text))
    if key:
        assert got.get(key) is None
    else:
        assert (got["outcome"], got.get("failure")) == ("reject", "failed")
