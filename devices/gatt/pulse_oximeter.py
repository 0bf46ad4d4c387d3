"""Pulse Oximeter Service 1.0.1: spot-check 2A5E, continuous 2A5F, features 2A60.

Layouts (GATT Specification Supplement 3.177-3.179), little-endian:
2A5E flags, SpO2, pulse (SFLOAT); if flagged: time (7), measurement status (u16), device and sensor status
(u24), pulse amplitude index (SFLOAT). Flags: b0 time, b1 status, b2 sensor status, b3 index, b4 clock unset.
2A5F flags, SpO2, pulse; if flagged: fast pair, slow pair, status, sensor status, index, in bits 0 to 4.

Rules:
- Status b13 (unavailable), b15 (invalid), b10 (demonstration) and b11 (test data), and a sensor that is off
  the finger (sensor status b11, b15), mean that there is no measurement, whatever numbers stand there.
- A doubtful signal (malfunction, poor, low, erratic, questionable ...) keeps the value and marks it.
- Status b9: the value comes from storage, it is not live.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import oximetry
from devices import values as v
from devices.wire import Cursor, DeviceTime, Figure, Special, need, sfloat_bytes

if TYPE_CHECKING:
    from decimal import Decimal

    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.pulse_oximeter/1"
TIME, SPOT_STATUS, SPOT_SENSOR, SPOT_INDEX, CLOCK_NOT_SET = 1, 2, 4, 8, 16
FAST, SLOW, STATUS, SENSOR, INDEX = 1, 2, 4, 8, 16

MEASUREMENT_STATUS = {
    5: "ongoing",
    6: "early_estimate",
    7: "validated",
    8: "fully_qualified",
    9: "from_storage",
    10: "demo",
    11: "test",
    12: "calibrating",
    13: "unavailable",
    14: "questionable",
    15: "invalid",
}
SENSOR_STATUS = (
    "extended_display_update",
    "equipment_malfunction",
    "signal_processing_irregularity",
    "inadequate_signal",
    "poor_signal",
    "low_perfusion",
    "erratic_signal",
    "nonpulsatile_signal",
    "questionable_pulse",
    "signal_analysis_ongoing",
    "sensor_interference",
    "sensor_unconnected_to_user",
    "unknown_sensor",
    "sensor_displaced",
    "sensor_malfunction",
    "sensor_disconnected",
)
_FROM_STORAGE = 1 << 9
_UNUSABLE = (
    (1 << 15, "invalid"),
    (1 << 13, "unavailable"),
    (1 << 10, "demonstration"),
    (1 << 11, "test data"),
)
_SENSOR_OFF = 1 << 11 | 1 << 15
_POOR_STATUS = 1 << 12 | 1 << 14
_POOR_SENSOR = 0b0111_0101_1111_1110  # all but display update, analysis ongoing and the two of a sensor off


@dataclass(frozen=True, slots=True)
class Oximetry:
    """One frame of either kind. SpO2 and ``index`` in %, pulse per minute; status fields as sent."""

    spo2: Decimal | None
    pulse: Decimal | None
    continuous: bool = False
    time: DeviceTime | None = None
    spo2_fast: Decimal | None = None
    pulse_fast: Decimal | None = None
    spo2_slow: Decimal | None = None
    pulse_slow: Decimal | None = None
    status: int | None = None
    sensor: int | None = None
    index: Decimal | None = None
    clock_not_set: bool = False
    specials: tuple[tuple[str, Special], ...] = ()

    @property
    def quality(self) -> str | None:
        """``good`` or ``poor`` as the device judges its signal; ``None`` where it does not say."""
        if self.status is None and self.sensor is None:
            return None
        doubt = (self.status or 0) & _POOR_STATUS or (self.sensor or 0) & _POOR_SENSOR
        return "poor" if doubt else "good"

    @property
    def live(self) -> bool:
        """A continuous value of now, not one from the device's storage."""
        return self.continuous and not (self.status or 0) & _FROM_STORAGE


def _judge(reading: Oximetry) -> Oximetry:
    for bit, name in _UNUSABLE:
        if (reading.status or 0) & bit:
            raise v.failed(f"the device marks the value as {name}", reading)
    if (reading.sensor or 0) & _SENSOR_OFF:
        raise v.failed("the sensor is not on the finger", reading)
    fault = oximetry.fault(reading.spo2, reading.pulse)
    if fault:
        raise v.failed(fault, reading)
    return reading


def decode_spot(data: bytes) -> Oximetry:
    """A 2A5E spot-check. Raises ``DecodeError`` with the rest in ``partial`` when there is none."""
    need(data, 1, "the flags")
    flags = data[0]
    need(
        data,
        5
        + 7 * bool(flags & TIME)
        + 2 * bool(flags & SPOT_STATUS)
        + 3 * bool(flags & SPOT_SENSOR)
        + 2 * bool(flags & SPOT_INDEX),
    )
    cursor = Cursor(data, 1)
    figures: dict[str, Figure] = {"spo2": cursor.sfloat(), "pulse": cursor.sfloat()}
    time = cursor.device_time() if flags & TIME else None
    status = cursor.u16() if flags & SPOT_STATUS else None
    sensor = cursor.uint(3) if flags & SPOT_SENSOR else None
    if flags & SPOT_INDEX:
        figures["index"] = cursor.sfloat()
    numbers, specials = v.split(figures)
    return _judge(
        Oximetry(
            numbers["spo2"],
            numbers["pulse"],
            time=time,
            status=status,
            sensor=sensor,
            index=oximetry.perfusion(numbers.get("index")),
            clock_not_set=bool(flags & CLOCK_NOT_SET),
            specials=specials,
        )
    )


def decode_continuous(data: bytes) -> Oximetry:
    """A 2A5F value. Raises ``DecodeError`` with the rest in ``partial`` when there is none."""
    need(data, 1, "the flags")
    flags = data[0]
    need(
        data,
        5
        + 4 * bool(flags & FAST)
        + 4 * bool(flags & SLOW)
        + 2 * bool(flags & STATUS)
        + 3 * bool(flags & SENSOR)
        + 2 * bool(flags & INDEX),
    )
    cursor = Cursor(data, 1)
    figures: dict[str, Figure] = {"spo2": cursor.sfloat(), "pulse": cursor.sfloat()}
    for bit, name in ((FAST, "fast"), (SLOW, "slow")):
        if flags & bit:
            figures[f"spo2_{name}"] = cursor.sfloat()
            figures[f"pulse_{name}"] = cursor.sfloat()
    status = cursor.u16() if flags & STATUS else None
    sensor = cursor.uint(3) if flags & SENSOR else None
    if flags & INDEX:
        figures["index"] = cursor.sfloat()
    numbers, specials = v.split(figures)
    return _judge(
        Oximetry(
            numbers["spo2"],
            numbers["pulse"],
            continuous=True,
            spo2_fast=numbers.get("spo2_fast"),
            pulse_fast=numbers.get("pulse_fast"),
            spo2_slow=numbers.get("spo2_slow"),
            pulse_slow=numbers.get("pulse_slow"),
            status=status,
            sensor=sensor,
            index=oximetry.perfusion(numbers.get("index")),
            specials=specials,
        )
    )


def encode(reading: Oximetry) -> bytes:
    """The 2A5F frame of a continuous reading, else the 2A5E frame."""
    special = dict(reading.specials)

    def figure(name: str, value: Decimal | None) -> bytes:
        return sfloat_bytes(special.get(name, Special.NAN) if value is None else value)

    def sent(*names: str) -> bool:
        return any(getattr(reading, name) is not None or name in special for name in names)

    out = figure("spo2", reading.spo2) + figure("pulse", reading.pulse)
    if reading.continuous:
        fast, slow = sent("spo2_fast", "pulse_fast"), sent("spo2_slow", "pulse_slow")
        flags = FAST * fast | SLOW * slow
        status_bit, sensor_bit, index_bit = STATUS, SENSOR, INDEX
        if fast:
            out += figure("spo2_fast", reading.spo2_fast) + figure("pulse_fast", reading.pulse_fast)
        if slow:
            out += figure("spo2_slow", reading.spo2_slow) + figure("pulse_slow", reading.pulse_slow)
    else:
        flags = TIME * (reading.time is not None) | CLOCK_NOT_SET * reading.clock_not_set
        status_bit, sensor_bit, index_bit = SPOT_STATUS, SPOT_SENSOR, SPOT_INDEX
        if reading.time is not None:
            out += reading.time.encode()
    if reading.status is not None:
        flags |= status_bit
        out += reading.status.to_bytes(2, "little")
    if reading.sensor is not None:
        flags |= sensor_bit
        out += reading.sensor.to_bytes(3, "little")
    if sent("index"):
        flags |= index_bit
        out += figure("index", reading.index)
    return bytes([flags]) + out


def fields(reading: Oximetry) -> dict[str, v.Json]:
    """A frame of either kind as the front door prints it."""
    status, sensor = reading.status, reading.sensor
    common: dict[str, v.Json] = {
        "spo2_pct": v.plain(reading.spo2),
        "pulse_bpm": v.plain(reading.pulse),
        "measurement_status": status,
        "status_flags": [name for bit, name in MEASUREMENT_STATUS.items() if (status or 0) >> bit & 1],
        "device_sensor_status": sensor,
        "sensor_flags": [name for bit, name in enumerate(SENSOR_STATUS) if (sensor or 0) >> bit & 1],
        "quality": reading.quality,
        "pai_pct": v.plain(reading.index),
        **v.special_fields(reading.specials),
    }
    if not reading.continuous:
        return {
            **common,
            **v.time_fields(reading.time),
            "device_clock_not_set": reading.clock_not_set,
        }
    return {
        **common,
        "spo2_fast_pct": v.plain(reading.spo2_fast),
        "pulse_fast_bpm": v.plain(reading.pulse_fast),
        "spo2_slow_pct": v.plain(reading.spo2_slow),
        "pulse_slow_bpm": v.plain(reading.pulse_slow),
        "live": reading.live,
    }


@dataclass(frozen=True, slots=True)
class Features:
    """What an oximeter supports (2A60), as bit fields; the status masks only where ``supported`` says so."""

    supported: int
    status_support: int | None = None
    sensor_support: int | None = None


def decode_features(data: bytes) -> Features:
    """The value of 2A60: bit 0 brings the status mask, bit 1 the sensor status mask."""
    need(data, 2, "the feature field")
    supported = int.from_bytes(data[:2], "little")
    need(data, 2 + 2 * (supported & 1) + 3 * (supported >> 1 & 1))
    cursor = Cursor(data, 2)
    return Features(
        supported,
        cursor.u16() if supported & 1 else None,
        cursor.uint(3) if supported & 2 else None,
    )


def encode_features(features: Features) -> bytes:
    """The value of 2A60."""
    out = features.supported.to_bytes(2, "little")
    if features.status_support is not None:
        out += features.status_support.to_bytes(2, "little")
    if features.sensor_support is not None:
        out += features.sensor_support.to_bytes(3, "little")
    return out


def fields_features(features: Features) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {
        "supported": features.supported,
        "measurement_status_support": features.status_support,
        "device_sensor_status_support": features.sensor_support,
    }


def continuous_measurements(reading: Oximetry, context: v.Context) -> tuple[Measurement, ...]:
    """The measurement of a live 2A5F value; nothing for one from storage, whose time nobody knows."""
    return (to_measurement(reading, context),) if reading.live else ()


def to_measurement(reading: Oximetry, context: v.Context) -> Measurement:
    """The measurement of a frame of either kind."""
    assert reading.spo2 is not None
    assert reading.pulse is not None
    return oximetry.to_measurement(
        reading.spo2,
        reading.pulse,
        context,
        decoder=DECODER,
        perfusion_index=reading.index,
        poor=reading.quality == "poor",
        time=reading.time,
        clock_not_set=reading.clock_not_set,
    )
