"""Encode beside decode: what a virtual device sends is what a real one would have sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import racp
from devices.gatt import (
    blood_pressure,
    body_composition,
    cgm,
    current_time,
    device_information,
    enhanced_blood_pressure,
    glucose,
    glucose_context,
    heart_rate,
    pulse_oximeter,
    thermometer,
    user_control_point,
    weight,
)
from devices.vendor import (
    and_medical,
    contec_oximeter,
    contec_spirometer,
    jumper,
    masimo,
    microlife,
    nonin,
    omron,
    taidoc,
    vitalograph,
    yonker,
    yuwell,
)
from devices.wire import DecodeError, DeviceTime, Special
from hemmonitor.model.measurement import Kind
from tests.devices.frames import good

Pair = tuple[Callable[[bytes], Any], Callable[[Any], bytes]]

EXACT: dict[str, Pair] = {
    "blood_pressure": (blood_pressure.decode, blood_pressure.encode),
    "blood_pressure_enhanced": (enhanced_blood_pressure.decode, enhanced_blood_pressure.encode),
    "blood_pressure_feature": (blood_pressure.decode_feature, blood_pressure.encode_feature),
    "thermometer": (thermometer.decode, thermometer.encode),
    "plx_spot": (pulse_oximeter.decode_spot, pulse_oximeter.encode),
    "plx_continuous": (pulse_oximeter.decode_continuous, pulse_oximeter.encode),
    "plx_features": (pulse_oximeter.decode_features, pulse_oximeter.encode_features),
    "weight": (weight.decode, weight.encode),
    "body_composition": (body_composition.decode, body_composition.encode),
    "weight_feature": (weight.decode_feature, weight.encode_feature),
    "body_composition_feature": (body_composition.decode_feature, body_composition.encode_feature),
    "glucose": (glucose.decode, glucose.encode),
    "glucose_context": (glucose_context.decode, glucose_context.encode),
    "glucose_feature": (glucose.decode_feature, glucose.encode_feature),
    "heart_rate": (heart_rate.decode, heart_rate.encode),
    "cgm": (cgm.decode, cgm.encode),
    "cgm_status": (cgm.decode_status, cgm.encode_status),
    "cgm_feature": (cgm.decode_feature, cgm.encode_feature),
    "cgm_session_start": (cgm.decode_start, cgm.encode_start),
    "date_time": (current_time.decode_date_time, current_time.encode_date_time),
    "current_time": (current_time.decode, current_time.encode),
    "battery_level": (device_information.decode_battery, device_information.encode_battery),
    "racp_request": (racp.decode_request, racp.Request.encode),
    "and_custom_command": (and_medical.decode, and_medical.encode),
    "taidoc_command": (taidoc.decode, taidoc.encode),
    "omron_eeprom_packet": (omron.decode_packet, omron.encode_packet),
    "spirometer_vitalograph": (vitalograph.decode_serial, vitalograph.encode),
    "spirometer_vitalograph_ble": (vitalograph.decode_ble, vitalograph.encode),
    "yonker": (yonker.decode, yonker.encode),
    "nonin_ble": (nonin.decode_ble, nonin.encode_ble),
    "jumper_jpd_ha120": (jumper.decode_cuff, jumper.encode_cuff),
}


@pytest.mark.parametrize(("kind", "data"), good(*EXACT))
def test_a_real_frame_is_encoded_again(kind: str, data: bytes) -> None:
    decode, encode = EXACT[kind]
    wire = decode(data)
    again = encode(wire)
    assert decode(again) == wire
    if kind not in {"blood_pressure", "racp"}:  # some cuffs add reserved bits, or write 120 as 1200 x 0.1
        assert again == data


@pytest.mark.parametrize("kind", EXACT)
def test_every_encoder_is_tried_on_a_real_frame(kind: str) -> None:
    assert good(kind)


@pytest.mark.parametrize(("kind", "data"), good(*EXACT))
@given(changes=st.dictionaries(st.integers(0, 70), st.integers(0, 255), max_size=2))
def test_what_decodes_encodes_to_the_same_wire_value(kind: str, data: bytes, changes: dict[int, int]) -> None:
    """Around a real frame, where most changes still decode."""
    changed = bytes(changes.get(at, byte) for at, byte in enumerate(data))
    decode, encode = EXACT[kind]
    try:
        wire = decode(changed)
        again = encode(wire)
    except (DecodeError, ValueError):  # ValueError: a deletion, a write, a value that collides with a special
        return
    assert decode(again) == wire


times = st.builds(
    DeviceTime,
    st.sampled_from([0, 2024, 2026]),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
)


@given(
    systolic=st.integers(100, 250).map(Decimal),
    diastolic=st.integers(30, 90).map(Decimal),
    time=st.none() | times,
    pulse=st.none() | st.integers(200, 2000).map(lambda n: Decimal(n).scaleb(-1)),
    user=st.none() | st.integers(0, 254),
    status=st.none() | st.integers(0, 0xFFFF),
    mean_absent=st.booleans(),
)
def test_blood_pressure(
    systolic: Decimal,
    diastolic: Decimal,
    time: DeviceTime | None,
    pulse: Decimal | None,
    user: int | None,
    status: int | None,
    mean_absent: bool,
) -> None:
    reading = blood_pressure.BloodPressure(
        "mmHg",
        systolic,
        diastolic,
        None if mean_absent else Decimal(95),
        time,
        pulse,
        user,
        status,
        (("mean", Special.NAN),) if mean_absent else (),
    )
    data = blood_pressure.encode(reading)
    assert len(data) <= 19
    assert blood_pressure.decode(data) == reading


def test_intermediate_pressure() -> None:
    reading = blood_pressure.BloodPressure("kPa", Decimal("11.1"), None, None, pulse=Decimal(60))
    assert blood_pressure.decode_intermediate(blood_pressure.encode(reading)) == reading
    enhanced = enhanced_blood_pressure.EnhancedBloodPressure("mmHg", 2000, Decimal(88), user=3)
    data = enhanced_blood_pressure.encode(enhanced, intermediate=True)
    assert enhanced_blood_pressure.decode_intermediate(data) == enhanced


def test_consent_and_registration() -> None:
    assert user_control_point.consent(1, 3752) == bytes.fromhex("0201a80e")
    request = user_control_point.decode(user_control_point.register(2018))
    assert request == user_control_point.Request(user_control_point.REGISTER, code=2018)
    assert user_control_point.decode(bytes.fromhex("20010103")) == user_control_point.Response(1, 1, 3)
    with pytest.raises(ValueError, match="four digits"):
        user_control_point.consent(1, 10000)


def test_contec_spirometer() -> None:
    figures = {"fvc": 410, "fev05": 250, "fev1": 312, "ratio": 76, "fev3": 390, "fev6": 405, "pef": 742}
    figures |= {"fef25": 640, "fef50": 380, "fef75": 120, "fef25_75": 290}
    time = DeviceTime(2026, 1, 14, 9, 30, 5)
    record = contec_spirometer.Record(300, time, figures, 1, 67, 178, 0, 2)
    data = contec_spirometer.encode(record)
    assert len(data) == 44
    assert contec_spirometer.decode(data) == record
    assert record.pef_l_min == Decimal("445.20")
    with pytest.raises(DecodeError, match="checksum"):
        contec_spirometer.decode(data[:-1] + bytes([data[-1] ^ 1]))


def test_contec_oximeter() -> None:
    time = DeviceTime(2026, 1, 1, 0, 0, 19)
    end = DeviceTime(2026, 1, 1, 0, 0, 22)
    stored = contec_oximeter.Stored(3, True, time, end, 4, (98, 91, 96), (140, 58, 130))
    assert contec_oximeter.decode_stored(contec_oximeter.encode_stored(stored)) == stored
    live = contec_oximeter.Live(6, 71, 95)
    assert contec_oximeter.decode_live(contec_oximeter.encode_live(live)) == live


def test_microlife() -> None:
    raw = bytes([128, 82, 71, 26, 3, 1, 7, 45])
    time = DeviceTime(2026, 3, 1, 7, 45, 0)
    record = microlife.Record(Decimal(128), Decimal(82), Decimal(71), time, raw)
    empty = microlife.Record(Decimal(0), Decimal(0), None, DeviceTime(2000, 0, 0, 0, 0, 0), bytes(8))
    answer = microlife.decode(microlife.encode((record, empty, record)))
    assert isinstance(answer, microlife.Answer)
    assert answer.records == (record, record)


def test_nonin_serial_port() -> None:
    reading = nonin.Reading(98, 235, frozenset({"marginal_perfusion"}))
    assert nonin.encode_serial(reading) == bytes.fromhex("896b6200")


def test_masimo_and_jumper_oximeters() -> None:
    live = masimo.Live(98, 72, 20, Decimal("5.50"), 16)
    assert masimo.decode(masimo.encode(live)) == live
    resting = masimo.Live(98, 72)
    assert masimo.decode(masimo.encode(resting)) == resting
    reading = jumper.Oximetry(99, 56, Decimal("6.8"))
    assert jumper.encode_oximeter(reading) == bytes.fromhex("81386344")


def test_prefixed_cuff() -> None:
    data = bytes.fromhex("fe202700750055005f00e407091810093a690001")
    assert yuwell.encode(yuwell.decode(data)) == data


def test_omron_record() -> None:
    data = bytes.fromhex("6558541a331ade1800004c00ba00")
    record = omron.decode_record(data)
    assert omron.decode_record(omron.encode_record(record)) == record


def test_taidoc_values() -> None:
    def answer(command: int, *data: int) -> taidoc.Packet:
        packet = taidoc.Packet(command, bytes(data), from_device=True)
        decoded = taidoc.decode(taidoc.encode(packet))
        assert decoded == packet
        return decoded

    cuff = taidoc.value_of(answer(0x26, 134, 0, 84, 72), Kind.BLOOD_PRESSURE)
    assert [cuff.systolic, cuff.diastolic, cuff.pulse] == [134, 84, 72]
    warm = taidoc.value_of(answer(0x26, 0x72, 0x01, 0, 0), Kind.TEMPERATURE)
    assert warm.main == Decimal("37.0")
    day = 26 << 9 | 3 << 5 | 1
    time = taidoc.time_of(answer(0x25, day & 0xFF, day >> 8, 45, 7))
    assert time == DeviceTime(2026, 3, 1, 7, 45, 0)
    with pytest.raises(DecodeError):
        taidoc.value_of(answer(0x26, 0, 0, 0, 0), Kind.GLUCOSE)
