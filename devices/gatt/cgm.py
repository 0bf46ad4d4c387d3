"""Continuous Glucose Monitoring Service 1.0.2: measurement 2AA7, status 2AA9, feature 2AA8, start time 2AAA.

2AA7 holds one record or more: size (u8, itself included), flags, glucose (SFLOAT, mg/dL), offset (u16 minutes
since the session's start); if flagged: status, calibration/temperature and warning octet, trend (SFLOAT,
mg/dL/min), quality (SFLOAT, %); then a CRC where the size leaves room for one. Flags: b0 trend, b1 quality,
b5 warning octet, b6 calibration octet, b7 status octet.

The CRC is that of IEEE 802.15-like "CRC-16/MCRF4XX": polynomial 0x1021 reflected, start FFFF, no final XOR.

Rules: a wrong size or CRC is malformed. What follows a record and cannot be one (a size below 6) is trailing.
A notification in which no record holds a value is a failed measurement. A value outside 5.4..1081 mg/dL is
decoded, marked ``plausible: false`` and not measured.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import values as v
from devices.wire import Cursor, DecodeError, DeviceTime, Figure, Special, need, sfloat_bytes
from hemmonitor.model.measurement import Component, Kind, Unit

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.cgm/1"
TREND, QUALITY, WARNING, CALIBRATION, STATUS = 1, 2, 32, 64, 128
LIMITS = v.limits("5.4", "1081")
STATUS_BITS = {
    0: "session_stopped",
    1: "battery_low",
    2: "sensor_type_incorrect",
    3: "sensor_malfunction",
    4: "device_specific_alert",
    5: "general_fault",
    8: "time_sync_required",
    9: "calibration_not_allowed",
    10: "calibration_recommended",
    11: "calibration_required",
    12: "sensor_temperature_too_high",
    13: "sensor_temperature_too_low",
    16: "below_patient_low",
    17: "above_patient_high",
    18: "below_hypo",
    19: "above_hyper",
    20: "rate_of_decrease_exceeded",
    21: "rate_of_increase_exceeded",
    22: "below_device_range",
    23: "above_device_range",
}
FEATURES = (
    "calibration",
    "patient_high_low_alerts",
    "hypo_alerts",
    "hyper_alerts",
    "rate_alerts",
    "device_specific_alert",
    "sensor_malfunction",
    "sensor_temp_high_low",
    "sensor_result_high_low",
    "low_battery",
    "sensor_type_error",
    "general_fault",
    "e2e_crc",
    "multiple_bond",
    "multiple_sessions",
    "trend",
    "quality",
)


def crc16(data: bytes) -> int:
    """The end-to-end CRC of the service."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0x8408 if crc & 1 else crc >> 1
    return crc


def check_crc(data: bytes) -> None:
    """Compare the last two bytes with the CRC of the rest."""
    if crc16(data[:-2]) != int.from_bytes(data[-2:], "little"):
        raise DecodeError("the end-to-end CRC does not match")


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``glucose`` mg/dL, ``offset`` minutes since the start, ``status`` in the order of 2AA9."""

    glucose: Decimal | None
    offset: int
    status: int | None = None
    trend: Decimal | None = None
    quality: Decimal | None = None
    crc: bool = False
    specials: tuple[tuple[str, Special], ...] = ()
    octets: int = 0  # which status octets were sent: the flags' bits 5 to 7

    @property
    def plausible(self) -> bool:
        """Inside what a living person can have."""
        return self.glucose is not None and self.glucose in LIMITS


def _record(data: bytes) -> Record:
    """One record, ``data`` cut at its size."""
    flags = data[1]
    octets = flags & (WARNING | CALIBRATION | STATUS)
    length = 6 + octets.bit_count() + 2 * bool(flags & TREND) + 2 * bool(flags & QUALITY)
    if len(data) not in {length, length + 2}:
        raise DecodeError(f"the record says {len(data)} bytes, its flags need {length}")
    crc = len(data) == length + 2
    if crc:
        check_crc(data)
    cursor = Cursor(data, 2)
    figures: dict[str, Figure] = {"glucose": cursor.sfloat()}
    offset = cursor.u16()
    status = 0
    for bit, shift in ((STATUS, 0), (CALIBRATION, 8), (WARNING, 16)):
        if flags & bit:
            status |= cursor.u8() << shift
    if flags & TREND:
        figures["trend"] = cursor.sfloat()
    if flags & QUALITY:
        figures["quality"] = cursor.sfloat()
    numbers, specials = v.split(figures)
    return Record(
        numbers["glucose"],
        offset,
        status if octets else None,
        numbers.get("trend"),
        numbers.get("quality"),
        crc,
        specials,
        octets,
    )


def decode(data: bytes) -> tuple[Record, ...]:
    """The records of one notification, at least one. Raises ``DecodeError``."""
    need(data, 6, "one record")
    records: list[Record] = []
    at = 0
    while at < len(data):
        size = data[at]
        if size < 6 and records:
            break
        if size < 6:
            raise DecodeError(f"the record says {size} bytes, at least 6 are needed")
        need(data, at + size, "the record's size")
        records.append(_record(data[at : at + size]))
        at += size
    if not any(record.glucose for record in records):
        raise v.failed("no record holds a glucose value", tuple(records))
    return tuple(records)


def encode(records: tuple[Record, ...]) -> bytes:
    """The notification that holds these records."""
    out = b""
    for record in records:
        special = dict(record.specials)
        trend = record.trend if record.trend is not None else special.get("trend")
        quality = record.quality if record.quality is not None else special.get("quality")
        glucose = record.glucose if record.glucose is not None else special.get("glucose", Special.NAN)
        body = sfloat_bytes(glucose) + record.offset.to_bytes(2, "little")
        flags = record.octets
        for bit, shift in ((STATUS, 0), (CALIBRATION, 8), (WARNING, 16)):
            if flags & bit:
                body += bytes([(record.status or 0) >> shift & 0xFF])
        for bit, figure in ((TREND, trend), (QUALITY, quality)):
            if figure is not None:
                flags |= bit
                body += sfloat_bytes(figure)
        frame = bytes([2 + len(body) + 2 * record.crc, flags]) + body
        out += frame + (crc16(frame).to_bytes(2, "little") if record.crc else b"")
    return out


def status_names(status: int | None) -> list[v.Json]:
    """The status bits by name."""
    return [name for bit, name in STATUS_BITS.items() if (status or 0) >> bit & 1]


def _record_fields(record: Record) -> dict[str, v.Json]:
    return {
        "glucose_mg_dL": v.plain(record.glucose),
        "time_offset_min": record.offset,
        "plausible": record.plausible,
        "status": record.status,
        "status_flags": status_names(record.status),
        "trend_mg_dL_min": v.plain(record.trend),
        "quality_pct": v.plain(record.quality),
        "crc_ok": True if record.crc else None,
        **v.special_fields(record.specials),
    }


def fields(records: tuple[Record, ...]) -> dict[str, v.Json]:
    """As the front door prints it: ``records``, and a single record's fields at the top as well."""
    all_fields = [_record_fields(record) for record in records]
    single = all_fields[0] if len(all_fields) == 1 else {}
    return {**single, "records": list(all_fields)}


@dataclass(frozen=True, slots=True)
class Status:
    """2AA9: ``offset`` minutes since the start, 24 status bits, whether a CRC vouched for them."""

    offset: int
    status: int
    crc: bool = False


def decode_status(data: bytes) -> Status:
    """The value of 2AA9, five bytes or seven with a CRC."""
    need(data, 5, "the status")
    if len(data) == 6:
        raise DecodeError("6 bytes, 5 or 7 with a CRC are needed")
    crc = len(data) >= 7
    if crc:
        check_crc(data[:7])
    cursor = Cursor(data)
    return Status(cursor.u16(), cursor.uint(3), crc)


def encode_status(status: Status) -> bytes:
    """The value of 2AA9."""
    out = status.offset.to_bytes(2, "little") + status.status.to_bytes(3, "little")
    return out + (crc16(out).to_bytes(2, "little") if status.crc else b"")


def fields_status(status: Status) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {
        "time_offset_min": status.offset,
        "status": status.status,
        "status_flags": status_names(status.status),
        "crc_ok": True if status.crc else None,
    }


@dataclass(frozen=True, slots=True)
class Feature:
    """2AA8: feature names, sample type and location codes as in the glucose service."""

    features: frozenset[str]
    sample_type: int
    location: int


def decode_feature(data: bytes) -> Feature:
    """The six bytes of 2AA8. Without the CRC feature its CRC field is FFFF."""
    need(data, 6, "the feature field")
    cursor = Cursor(data)
    bits, sample = cursor.uint(3), cursor.u8()
    names = frozenset(name for bit, name in enumerate(FEATURES) if bits >> bit & 1)
    if "e2e_crc" in names:
        check_crc(data[:6])
    elif data[4:6] != b"\xff\xff":
        raise DecodeError("the CRC field of a sensor without CRC must be FFFF")
    return Feature(names, sample & 0xF, sample >> 4)


def encode_feature(feature: Feature) -> bytes:
    """The six bytes of 2AA8."""
    bits = sum(1 << FEATURES.index(name) for name in feature.features)
    out = bits.to_bytes(3, "little") + bytes([feature.location << 4 | feature.sample_type])
    return out + (crc16(out) if "e2e_crc" in feature.features else 0xFFFF).to_bytes(2, "little")


def fields_feature(feature: Feature) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {
        "features": [name for name in FEATURES if name in feature.features],
        "sample_type": feature.sample_type,
        "sample_location": feature.location,
    }


@dataclass(frozen=True, slots=True)
class SessionStart:
    """2AAA: the session's start; zone in quarters of an hour, DST code as in 2A0D."""

    time: DeviceTime
    zone: int
    dst: int
    crc: bool = False


def decode_start(data: bytes) -> SessionStart:
    """The value of 2AAA, nine bytes or eleven with a CRC."""
    need(data, 9, "the start time")
    if len(data) == 10:
        raise DecodeError("10 bytes, 9 or 11 with a CRC are needed")
    crc = len(data) >= 11
    if crc:
        check_crc(data[:11])
    cursor = Cursor(data)
    time = cursor.device_time()
    return SessionStart(time, int.from_bytes(cursor.take(1), "little", signed=True), cursor.u8(), crc)


def encode_start(start: SessionStart) -> bytes:
    """The value of 2AAA."""
    out = start.time.encode() + start.zone.to_bytes(1, "little", signed=True) + bytes([start.dst])
    return out + (crc16(out).to_bytes(2, "little") if start.crc else b"")


def fields_start(start: SessionStart) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {**v.time_fields(start.time), "time_zone_quarters": start.zone, "dst_code": start.dst}


def to_measurements(records: tuple[Record, ...], context: v.Context) -> tuple[Measurement, ...]:
    """The measurements of one notification.

    Without the session's start in ``context`` the host's time stands, which is right for a live notification.
    A record without a value, or with one that nobody has, is left out.
    """
    started = context.started
    return tuple(
        v.measurement(
            Kind.GLUCOSE,
            [v.quantity(Component.GLUCOSE, record.glucose, Unit.MG_DL)],
            context,
            decoder=DECODER,
            time=None if started is None else started + dt.timedelta(minutes=record.offset),
            sequence=record.offset,
        )
        for record in records
        if record.plausible
    )
