"""Blood Pressure Service 1.1.1: measurement 2A35, intermediate cuff pressure 2A36, feature 2A49.

Layout of 2A35 (GATT Specification Supplement 3.31), at most 19 bytes, little-endian:
flags, systolic, diastolic, mean (SFLOAT); if flagged: time (7), pulse (SFLOAT), user (FF unknown),
status (u16). Flags: b0 kPa, b1 time, b2 pulse, b3 user, b4 status; b5-7 reserved.

Rules:
- Without a systolic and a diastolic pressure in the limits the measurement failed; the time, user and status
  stay readable in the error's ``partial``.
- Mean and pulse are side values: 0 or a special means the device did not give one.
- 2A36 has the same layout with only the first pressure valid. It is a live display, never a measurement.
- Quirks come as named arguments (see ``devices.catalog``); they are never guessed from the bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.wire import (
    DecodeError,
    DeviceTime,
    Figure,
    Order,
    Special,
    need,
    sfloat,
    sfloat_bytes,
)

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

MEASUREMENT = "2A35"
INTERMEDIATE = "2A36"
FEATURE = "2A49"
DECODER = "gatt.blood_pressure/1"

KPA, TIME, PULSE, USER, STATUS = 1, 2, 4, 8, 16
USER_UNKNOWN = 0xFF
NOT_GIVEN = Decimal(0)  # how cuffs send a mean pressure that they do not compute

FEATURES = (
    "body_movement",
    "cuff_fit",
    "irregular_pulse",
    "pulse_range",
    "position",
    "multiple_bond",
    "e2e_crc",
    "user_data_service",
    "user_facing_time",
)

_LENGTHS = tuple(
    7 + 7 * bool(f & TIME) + 2 * bool(f & PULSE) + bool(f & USER) + 2 * bool(f & STATUS) for f in range(32)
)
_HEAD = struct.Struct("<BHHH")
_TIME = struct.Struct("<HBBBBB")


@dataclass(frozen=True, slots=True)
class BloodPressure:
    """One 2A35 or 2A36 frame. Pressures in ``unit`` ("mmHg" or "kPa"), pulse per minute.

    ``user`` is a slot in the device. ``specials`` names the fields that held a special value.
    """

    unit: str
    systolic: Decimal | None
    diastolic: Decimal | None
    mean: Decimal | None
    time: DeviceTime | None = None
    pulse: Decimal | None = None
    user: int | None = None
    status: int | None = None
    specials: tuple[tuple[str, Special], ...] = ()


def parse(data: bytes, *, user_without_flag: bool = False, big_endian_tail: bool = False) -> BloodPressure:
    """The fields as sent; nothing is judged but the length. Raises ``DecodeError`` (malformed).

    ``user_without_flag``: the user is there though its flag is not set. ``big_endian_tail``: pulse and
    status are big-endian.
    """
    need(data, 7, "the shortest frame")
    flags, systolic, diastolic, mean = _HEAD.unpack_from(data)
    if user_without_flag:
        flags |= USER
    if len(data) < _LENGTHS[flags & 31]:
        raise DecodeError(f"{len(data)} bytes, {_LENGTHS[flags & 31]} needed by the flags")
    order: Order = "big" if big_endian_tail else "little"
    time = user = status = None
    pulse: Figure | None = None
    at = 7
    if flags & TIME:
        time = DeviceTime(*_TIME.unpack_from(data, at))
        at += 7
    if flags & PULSE:
        pulse = sfloat(int.from_bytes(data[at : at + 2], order))
        at += 2
    if flags & USER:
        user = None if data[at] == USER_UNKNOWN else data[at]
        at += 1
    if flags & STATUS:
        status = int.from_bytes(data[at : at + 2], order)
    figures = {"systolic": sfloat(systolic), "diastolic": sfloat(diastolic), "mean": sfloat(mean)}
    if pulse is not None:
        figures["pulse"] = pulse
    numbers, specials = v.split(figures)
    return BloodPressure(
        "kPa" if flags & KPA else "mmHg",
        numbers["systolic"],
        numbers["diastolic"],
        numbers["mean"] or None,  # 0 = not given (Beurer and others)
        time,
        numbers.get("pulse") or None,
        user,
        status,
        specials,
    )


def decode(data: bytes, *, user_without_flag: bool = False, big_endian_tail: bool = False) -> BloodPressure:
    """A 2A35 measurement; quirks as in ``parse``. Raises ``DecodeError`` with the rest in ``partial``."""
    reading = parse(data, user_without_flag=user_without_flag, big_endian_tail=big_endian_tail)
    fault = pressure.fault(reading)
    if fault:
        raise v.failed(fault, reading)
    return reading


def decode_intermediate(data: bytes) -> BloodPressure:
    """A 2A36 cuff pressure, in ``systolic``; the unused fields are dropped whatever they hold."""
    sent = parse(data)
    specials = tuple(s for s in sent.specials if s[0] in {"systolic", "pulse"})
    reading = BloodPressure(
        sent.unit, sent.systolic, None, None, sent.time, sent.pulse, sent.user, sent.status, specials
    )
    if reading.systolic is None or reading.systolic not in pressure.CUFF[reading.unit]:
        raise v.failed("no cuff pressure", reading)
    return reading


def encode(reading: BloodPressure) -> bytes:
    """The 2A35 or 2A36 frame; an absent pressure is sent as its special, else as NaN, a mean as 0."""
    flags = (
        KPA * (reading.unit == "kPa")
        | TIME * (reading.time is not None)
        | PULSE * (reading.pulse is not None or "pulse" in dict(reading.specials))
        | USER * (reading.user is not None)
        | STATUS * (reading.status is not None)
    )
    special = dict(reading.specials)

    def figure(name: str, value: Decimal | None, absent: Figure = Special.NAN) -> bytes:
        return sfloat_bytes(special.get(name, absent) if value is None else value)

    out = bytes([flags])
    out += figure("systolic", reading.systolic)
    out += figure("diastolic", reading.diastolic)
    out += figure("mean", reading.mean, NOT_GIVEN)
    if reading.time is not None:
        out += reading.time.encode()
    if flags & PULSE:
        out += figure("pulse", reading.pulse)
    if reading.user is not None:
        out += bytes([reading.user])
    if reading.status is not None:
        out += reading.status.to_bytes(2, "little")
    return out


def decode_feature(data: bytes) -> frozenset[str]:
    """The names (of ``FEATURES``) that 2A49 says the cuff supports."""
    need(data, 2, "the feature field")
    bits = int.from_bytes(data[:2], "little")
    return frozenset(name for bit, name in enumerate(FEATURES) if bits >> bit & 1)


def encode_feature(features: frozenset[str]) -> bytes:
    """The two bytes of 2A49. Raises ``ValueError`` on an unknown name."""
    return sum(1 << FEATURES.index(name) for name in features).to_bytes(2, "little")


def fields(reading: BloodPressure) -> dict[str, v.Json]:
    """A 2A35 frame as the front door prints it."""
    return {
        "unit": reading.unit,
        **pressure.fields(reading),
        **v.time_fields(reading.time),
        "user_id": reading.user,
        **pressure.status_fields(reading.status),
        **v.special_fields(reading.specials),
    }


def fields_intermediate(reading: BloodPressure) -> dict[str, v.Json]:
    """A 2A36 frame as the front door prints it."""
    return {
        "unit": reading.unit,
        f"cuff_{reading.unit}": v.plain(reading.systolic),
        **(
            v.also("cuff_mmHg", reading.systolic, pressure.KPA_IN_MMHG, digits=1)
            if reading.unit == "kPa"
            else {}
        ),
        "pulse_bpm": v.plain(reading.pulse),
        **v.time_fields(reading.time),
        "user_id": reading.user,
        **pressure.status_fields(reading.status),
        **v.special_fields(reading.specials),
    }


def fields_feature(features: frozenset[str]) -> dict[str, v.Json]:
    """A 2A49 value as the front door prints it, in bit order."""
    return {"features": [name for name in FEATURES if name in features]}


def to_measurement(reading: BloodPressure, context: v.Context) -> Measurement:
    """The measurement of a 2A35 frame."""
    return pressure.to_measurement(
        reading,
        context,
        decoder=DECODER,
        time=reading.time,
        flags=pressure.status_flags(reading.status),
        user_slot=reading.user,
        specials=reading.specials,
    )
