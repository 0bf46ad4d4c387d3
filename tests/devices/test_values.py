"""From a wire value to a measurement: the time policy, the id, what the flags become."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from devices.gatt import blood_pressure, cgm, glucose, pulse_oximeter, weight
from devices.values import Context
from devices.vendor import microlife, vitalograph
from devices.wire import DecodeError, DeviceTime, Failure
from hemmonitor.model.measurement import Absent, Component, Correction, Flag, Kind, Unit
from tests.devices.frames import good

ZONE = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)
CONTEXT = Context(NOW, b"frame", "2A35", device_id="00A0", device_model="UA-651BLE")
READING = blood_pressure.BloodPressure("mmHg", Decimal(138), Decimal(88), Decimal(105), pulse=Decimal(60))


def at(*time: int) -> blood_pressure.BloodPressure:
    return replace(READING, time=DeviceTime(*time))


def test_a_believable_clock_is_taken_in_the_hosts_zone() -> None:
    got = blood_pressure.to_measurement(at(2026, 2, 28, 7, 15, 0), CONTEXT)
    assert got.taken_at == dt.datetime(2026, 2, 28, 7, 15, tzinfo=ZONE)
    assert got.provenance.correction is Correction.NONE
    assert got.provenance.device_time == dt.datetime(2026, 2, 28, 7, 15)
    assert got.flags == frozenset()


def test_a_known_offset_is_added_and_kept() -> None:
    context = replace(CONTEXT, clock_offset=dt.timedelta(hours=1))
    got = blood_pressure.to_measurement(at(2026, 2, 28, 6, 15, 0), context)
    assert got.taken_at == dt.datetime(2026, 2, 28, 7, 15, tzinfo=ZONE)
    assert got.provenance.correction is Correction.OFFSET
    assert got.provenance.clock_offset == dt.timedelta(hours=1)


def test_a_small_offset_is_left_alone() -> None:
    context = replace(CONTEXT, clock_offset=dt.timedelta(seconds=90))
    got = blood_pressure.to_measurement(at(2026, 2, 28, 7, 15, 0), context)
    assert got.taken_at == dt.datetime(2026, 2, 28, 7, 15, tzinfo=ZONE)
    assert got.provenance.correction is Correction.NONE


def test_a_clock_at_1970_that_was_read_is_a_good_clock() -> None:
    now_there = dt.datetime(1970, 1, 4, 12, 0)
    context = replace(CONTEXT, clock_offset=NOW.replace(tzinfo=None) - now_there)
    got = blood_pressure.to_measurement(at(1970, 1, 3, 12, 0, 0), context)
    assert got.taken_at == NOW - dt.timedelta(days=1)
    assert got.provenance.correction is Correction.OFFSET
    assert got.provenance.device_time == dt.datetime(1970, 1, 3, 12, 0)
    assert Flag.CLOCK_NOT_SET not in got.flags


class Stockholm(dt.tzinfo):
    """The zone around 29 March 2026, so that the test needs no time zone database."""

    def dst(self, moment: dt.datetime | None) -> dt.timedelta:
        assert moment is not None
        summer = moment.replace(tzinfo=None) >= dt.datetime(2026, 3, 29, 3, 0)
        return dt.timedelta(hours=1 if summer else 0)

    def utcoffset(self, moment: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta(hours=1) + self.dst(moment)

    def tzname(self, moment: dt.datetime | None) -> str:
        return "CEST" if self.dst(moment) else "CET"


def test_summer_time_began_between_the_reading_and_its_transfer() -> None:
    stockholm = Stockholm()
    now = dt.datetime(2026, 3, 30, 8, 0, tzinfo=stockholm)
    taken = dt.datetime(2026, 3, 28, 7, 15, tzinfo=stockholm)
    context = replace(CONTEXT, host_time=now)
    wall = blood_pressure.to_measurement(at(2026, 3, 28, 7, 15, 0), context)
    assert wall.taken_at == taken
    forgotten = replace(context, clock_offset=dt.timedelta(hours=1))  # the cuff still shows winter time
    still = blood_pressure.to_measurement(at(2026, 3, 28, 7, 15, 0), forgotten)
    assert still.taken_at == taken


@pytest.mark.parametrize(
    "time",
    [
        (0, 4, 17, 20, 41, 59),
        (1970, 1, 1, 0, 0, 0),
        (2026, 3, 1, 8, 11, 0),  # in the future
        (2026, 13, 40, 99, 99, 99),
        (65535, 255, 255, 255, 255, 255),
        (9999, 12, 31, 23, 59, 59),
    ],
)
def test_an_unbelievable_clock_costs_the_time_and_not_the_value(time: tuple[int, ...]) -> None:
    got = blood_pressure.to_measurement(at(*time), replace(CONTEXT, clock_offset=dt.timedelta(minutes=3)))
    assert got.taken_at == NOW
    assert got.provenance.correction is Correction.HOST_TIME
    assert Flag.CLOCK_NOT_SET in got.flags
    assert got.value(Component.SYSTOLIC) == 138


def test_a_device_without_a_clock_has_the_hosts_time_and_no_reproach() -> None:
    got = blood_pressure.to_measurement(READING, CONTEXT)
    assert (got.taken_at, got.provenance.correction, got.flags) == (NOW, Correction.NONE, frozenset())


def test_an_oximeter_that_says_its_clock_is_not_set() -> None:
    wire = pulse_oximeter.decode_spot(bytes.fromhex("1162004800ea0702010a0000"))
    got = pulse_oximeter.to_measurement(wire, CONTEXT)
    assert (got.taken_at, got.provenance.correction) == (NOW, Correction.HOST_TIME)
    assert Flag.CLOCK_NOT_SET in got.flags


def test_a_stored_record_sent_again_is_the_same_measurement() -> None:
    later = replace(CONTEXT, host_time=NOW + dt.timedelta(days=1))
    reading = at(2026, 2, 28, 7, 15, 0)
    first = blood_pressure.to_measurement(reading, CONTEXT)
    assert blood_pressure.to_measurement(reading, later).id == first.id
    other = blood_pressure.to_measurement(reading, replace(CONTEXT, device_id="00A1"))
    assert other.id != first.id
    assert blood_pressure.to_measurement(replace(reading, user=2), CONTEXT).id != first.id
    timeless = blood_pressure.to_measurement(READING, CONTEXT)
    assert blood_pressure.to_measurement(READING, later).id != timeless.id


def test_blood_pressure_keeps_units_flags_and_provenance() -> None:
    data = bytes.fromhex("1fbdf00b009ff0ea07021c070f003c00022700")
    wire = blood_pressure.decode(data)
    got = blood_pressure.to_measurement(wire, replace(CONTEXT, raw=data))
    assert got.kind is Kind.BLOOD_PRESSURE
    systolic = got.quantity(Component.SYSTOLIC)
    assert systolic is not None
    assert (systolic.value, systolic.unit) == (Decimal("18.9"), Unit.KPA)
    assert got.flags == {Flag.BODY_MOVEMENT, Flag.CUFF_LOOSE, Flag.IRREGULAR_PULSE, Flag.IMPROPER_POSITION}
    kept = got.provenance
    assert (kept.raw, kept.source, kept.decoder) == (data, "2A35", "gatt.blood_pressure/1")
    assert (kept.device_id, kept.device_model, kept.user_slot) == ("00A0", "UA-651BLE", 2)


def test_a_special_side_value_is_absent_with_its_reason() -> None:
    wire = blood_pressure.decode(bytes.fromhex("0478005000ff070008"))
    got = blood_pressure.to_measurement(wire, CONTEXT)
    mean, pulse = got.quantity(Component.MEAN_ARTERIAL), got.quantity(Component.PULSE_RATE)
    assert mean is not None
    assert pulse is not None
    assert (mean.value, mean.absent) == (None, Absent.NOT_A_NUMBER)
    assert (pulse.value, pulse.absent) == (None, Absent.NOT_AT_RESOLUTION)


def test_a_failed_measurement_keeps_what_could_be_read() -> None:
    with pytest.raises(DecodeError) as caught:
        blood_pressure.decode(bytes.fromhex("16ff07ff07ff07e80706170e2f3bff070000"))
    partial = caught.value.partial
    assert caught.value.failure is Failure.FAILED
    assert isinstance(partial, blood_pressure.BloodPressure)
    assert partial.time == DeviceTime(2024, 6, 23, 14, 47, 59)
    assert partial.status == 0


@pytest.mark.parametrize(
    "data",
    [
        "00ff07ff07ff07",  # 2047 as NaN
        "00fe0750005a00",
        "00000000000000",
        "00780078007800",  # systolic = diastolic
        "00500078006400",  # turned round
        "0078005000c800",  # mean above systolic
        "002d010a015a00",  # above 300
        "04780050005a000a00",  # pulse 10
    ],
)
def test_what_no_person_has_is_a_failed_measurement(data: str) -> None:
    with pytest.raises(DecodeError) as caught:
        blood_pressure.decode(bytes.fromhex(data))
    assert caught.value.failure is Failure.FAILED


def test_glucose_stays_in_the_unit_of_the_meter() -> None:
    molar = glucose.decode(bytes.fromhex("070100e3070815061f0db4003bc0f1"))
    got = glucose.to_measurement(molar, CONTEXT)
    value = got.quantity(Component.GLUCOSE)
    assert value is not None
    assert (value.value, value.unit) == (Decimal("5.9"), Unit.MMOL_L)
    assert got.taken_at == dt.datetime(2019, 8, 21, 9, 31, 13, tzinfo=ZONE)
    assert got.provenance.sequence == 1
    mass = glucose.to_measurement(glucose.decode(bytes.fromhex("030600e407040d10260a000078b0f1")), CONTEXT)
    value = mass.quantity(Component.GLUCOSE)
    assert value is not None
    assert (value.value, value.unit) == (Decimal(120), Unit.MG_DL)


def test_control_solution_is_marked() -> None:
    got = glucose.to_measurement(glucose.decode(bytes.fromhex("030800e407010100000000005ab01a")), CONTEXT)
    assert got.flags == {Flag.CONTROL_SOLUTION}


def test_an_absurd_glucose_is_shown_and_not_measured() -> None:
    wire = glucose.decode(bytes.fromhex("1b0100e307021b0b0a1efbff1e00120501"))
    with pytest.raises(DecodeError) as caught:
        glucose.to_measurement(wire, CONTEXT)
    assert caught.value.failure is Failure.FAILED


def test_cgm_records_count_from_the_sessions_start() -> None:
    records = cgm.decode(bytes.fromhex("06000c10050006000c100600"))
    got = cgm.to_measurements(records, replace(CONTEXT, started=dt.datetime(2026, 3, 1, 6, 0)))
    assert [m.taken_at.time() for m in got] == [dt.time(6, 5), dt.time(6, 6)]
    assert len({m.id for m in got}) == 2


def test_weight_is_exact() -> None:
    got = weight.to_measurement(weight.decode(bytes.fromhex("0e783eea07050c12353601ee002607")), CONTEXT)
    assert got.value(Component.BODY_WEIGHT) == Decimal("79.960")
    assert got.value(Component.BODY_HEIGHT) == Decimal("1.83")
    assert got.value(Component.BMI) == Decimal("23.8")


def test_a_bad_blow_is_kept_and_marked() -> None:
    data = bytearray(good("spirometer_vitalograph_ble")[0][1])
    data[65] = ord("1")
    data[-1] = vitalograph.checksum(bytes(data[:-1]))
    wire = vitalograph.decode_ble(bytes(data))
    got = vitalograph.to_measurement(wire, CONTEXT)
    assert got.flags == {Flag.BAD_BLOW}
    assert got.value(Component.FEV1) == Decimal("3.63")
    assert got.value(Component.PEF) == 482


def test_each_record_of_one_answer_is_its_own_measurement() -> None:
    raws = [bytes([128, 82, 71, 26, 3, 1, 7, 45]), bytes([131, 85, 70, 26, 2, 28, 7, 40])]
    payload = bytes(microlife.RECORDS_AT) + b"".join(raw + b"\0\0" for raw in raws)
    frame = b"\x4d\x3a" + (len(payload) + 1).to_bytes(2, "big") + payload
    answer = microlife.decode(frame + bytes([sum(frame) & 0xFF]))
    got = microlife.to_measurements(answer, CONTEXT)
    assert [m.provenance.raw for m in got] == raws
    assert len({m.id for m in got}) == 2


def test_questionable_oximetry_is_marked() -> None:
    wire = pulse_oximeter.decode_continuous(bytes.fromhex("0862004800100000"))
    assert pulse_oximeter.to_measurement(wire, CONTEXT).flags == {Flag.POOR_SIGNAL}
