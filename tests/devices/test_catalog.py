"""Finding a decoder: by characteristic, by kind, by the device's name; and what is not supported."""

from __future__ import annotations

import datetime as dt

import pytest

from devices import catalog
from devices.vendor import and_medical, contec_oximeter, masimo, microlife, omron, taidoc, vitalograph
from devices.wire import DecodeError, Failure
from hemmonitor.errors import InputError
from tests.devices.frames import good

PLAIN = bytes.fromhex("00780050005a00")
BEURER = bytes.fromhex("566a0047000000ea07080b121f00003f000000")


@pytest.mark.parametrize(
    "what",
    ["2a35", "2A35", "0x2A35", "00002a35-0000-1000-8000-00805f9b34fb", "blood_pressure", " Blood_Pressure "],
)
def test_every_spelling_finds_the_decoder(what: str) -> None:
    assert catalog.decode_to_json(what, PLAIN)["systolic_mmHg"] == 120


def test_what_nobody_knows_is_told() -> None:
    assert catalog.find("2AFF") is None
    with pytest.raises(InputError, match="2AFF"):
        catalog.decode_to_json("2AFF", PLAIN)


@pytest.mark.parametrize("name", ["BM85", "Beurer BM 59", "beurer bm-48", "ELITE 900"])
def test_the_name_picks_the_quirk(name: str) -> None:
    shown = catalog.decode_to_json("2A35", BEURER, name)
    assert (shown["pulse_bpm"], shown["user_id"], shown["measurement_status"]) == (63, 0, 0)


def test_without_the_name_the_quirk_is_not_guessed() -> None:
    shown = catalog.decode_to_json("2A35", BEURER, "BM54")
    assert (shown["outcome"], shown["failure"]) == ("reject", "failed")


def test_a_prefixed_cuff_is_read_by_its_name() -> None:
    data = bytes.fromhex("fe202700750055005f00e407091810093a690001")
    assert catalog.decode_to_json("2A35", data, "Yuwell BP-YE680A")["systolic_mmHg"] == 117
    assert catalog.decode_to_json("2A35", data)["outcome"] == "reject"


@pytest.mark.parametrize(
    ("characteristic", "kinds"),
    [
        ("FF02", ("contec_cms50d_bt", "contec_po60")),
        ("FF01", ("contec_cms50d_bt", "contec_po60")),
        ("FFF1", ("jumper_jpd_ha120",)),
        ("FFF2", ("microlife",)),
        ("CDEACB81-5235-4C07-8846-93A37EE6B86D", ("jumper_jpd500f", "yonker")),
        ("CDEACD81-5235-4C07-8846-93A37EE6B86D", ("jumper_jpd500f", "yonker")),
    ],
)
def test_a_shared_characteristic_is_told_apart_by_the_bytes(
    characteristic: str, kinds: tuple[str, ...]
) -> None:
    frames = good(*kinds)
    assert frames
    for kind, data in frames:
        if kind == "contec_po60" and characteristic == "FF02":
            continue  # a host's command
        assert catalog.decode_to_json(characteristic, data) == catalog.decode_to_json(kind, data)


def test_a_failed_measurement_on_a_shared_characteristic_stays_failed() -> None:
    decoder = catalog.find("CDEACB81-5235-4C07-8846-93A37EE6B86D")
    assert decoder is not None
    with pytest.raises(DecodeError) as caught:
        decoder.decode(bytes.fromhex("81ff7f00"))
    assert caught.value.failure is Failure.FAILED


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("HEM-7600T-E", "bits"),
        ("HEM-7322T", "bits"),
        ("HEM-7322T2", "bytes"),
        ("HEM-7142T2", "bytes"),
        ("HEM-6232T", "bits_6232"),
        ("HEM-6401T", "wrist"),
        ("HEM-6410T-Z", "wrist"),
        ("HEM-9601T", "watch"),
        ("HEM-9700T", "watch"),
    ],
)
def test_the_omron_model_picks_the_layout(name: str, layout: str) -> None:
    data = {
        "bits": "5b781a4819d71b42000014006996",
        "bits_6232": "5b781a4819d71b42000014006996",
        "bytes": "6558541a331ade1800004c00ba00",
        "wrist": "1a0611132300654f4800000000000000",
        "watch": "6450461a33dade1800002a00" + "00" * 12,
    }[layout]
    assert catalog.decode_to_json("omron_eeprom_record", bytes.fromhex(data), name)["layout"] == layout


def test_a_known_model_is_never_guessed_at() -> None:
    bits = bytes.fromhex("5b781a4819d71b42000014006996")
    assert catalog.decode_to_json("omron_eeprom_record", bits, "HEM-7142T2")["outcome"] == "reject"
    assert catalog.decode_to_json("omron_eeprom_record", bits)["layout"] == "bits"


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("iHealth BP5", "iHealth"),
        ("KN-550BT 2F4", "iHealth"),
        ("Withings BPM Connect", "Withings"),
        ("Kinetik TMB-1776", "Kinetik"),
        ("BM85", None),
        ("A&D_UA-651BLE_123456", None),
        (None, None),
    ],
)
def test_what_cannot_be_read_is_named(name: str | None, maker: str | None) -> None:
    assert catalog.unsupported(name) == maker


def test_nothing_destructive_can_be_built() -> None:
    with pytest.raises(ValueError, match="never"):
        and_medical.encode(and_medical.decode(bytes.fromhex("020112")))
    with pytest.raises(ValueError, match="never"):
        taidoc.ask(taidoc.CLEAR)
    with pytest.raises(ValueError, match="never"):
        masimo.frame(0x07)
    with pytest.raises(ValueError, match="never"):
        omron.encode_packet(omron.Packet(0x01C0, 0, 2, b"\0\0"))
    for text in ("GVCM", "GVRD", "GVCM260101"):
        with pytest.raises(ValueError, match="never"):
            vitalograph.command(text)
    assert contec_oximeter.finish() == bytes.fromhex("997e17")
    assert vitalograph.command("GVGT") == bytes.fromhex("02475647540303")
    assert and_medical.encode(and_medical.decode(and_medical.SEND_ALL)) == and_medical.SEND_ALL


def test_the_commands_that_are_sent_are_the_published_ones() -> None:
    assert masimo.start() == (bytes.fromhex("77020107"), bytes.fromhex("7705031f0003d6"))
    assert contec_oximeter.start_live() == bytes.fromhex("9b011c")
    assert contec_oximeter.count_records() == bytes.fromhex("900515")
    assert contec_oximeter.next_records(first=True) == bytes.fromhex("990019")
    assert omron.read(744, 14) == bytes.fromhex("08010002e80e00ed")
    moment = dt.datetime(2024, 6, 15, 14, 30, 45, tzinfo=dt.UTC)
    assert microlife.set_time(moment) == bytes.fromhex("4dff00080d18060f0e1e2de7")
    assert microlife.get_measurements() == bytes.fromhex("4dff000900000000000000fd52")
    assert microlife.disconnect() == bytes.fromhex("4dff00020452")
    assert taidoc.ask(0x50) == bytes.fromhex("515000000000a344")


def test_every_kind_of_the_table_has_a_kind_and_every_characteristic_one_in_it() -> None:
    assert {row.kind for row in catalog.CHARACTERISTICS} <= set(catalog.KINDS)
    assert {quirk.kind for quirk in catalog.QUIRKS} <= set(catalog.KINDS)
