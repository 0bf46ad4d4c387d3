"""Yuwell-like cuffs that prefix 2A35 with four bytes.

Support: decode only, one capture (pauldemarco/flutter_blue issue 687), not tried on a device of ours.
Layout: ``FE 20 27 00``, systolic, diastolic, mean, time, pulse, user; little-endian, whole mm[Hg].
Under the rules of 2A35 such a frame gives 1824e2 mm[Hg], so it is refused there; the catalogue decodes it
here when the device's name says so, and shows it as the vendor's reading otherwise. What the prefix means
is inferred, so it must match to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.wire import Cursor, DecodeError, DeviceTime, need, number, sfloat_bytes

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

PREFIX = bytes.fromhex("fe202700")
LENGTH = 20
DECODER = "vendor.yuwell/1"


@dataclass(frozen=True, slots=True)
class Reading:
    """One prefixed frame. Pressures in mm[Hg], pulse per minute; ``user`` is a slot in the device."""

    systolic: Decimal | None
    diastolic: Decimal | None
    mean: Decimal | None
    time: DeviceTime
    pulse: Decimal | None
    user: int

    @property
    def unit(self) -> str:
        """The only unit seen."""
        return "mmHg"


def decode(data: bytes) -> Reading:
    """The reading. Raises ``DecodeError``: another prefix, too short, implausible."""
    need(data, LENGTH, "the prefixed layout")
    cursor = Cursor(data)
    if cursor.take(4) != PREFIX:
        raise DecodeError("not the known four-byte prefix")
    systolic, diastolic, mean = (number(cursor.sfloat()) for _ in range(3))
    reading = Reading(
        systolic,
        diastolic,
        mean or None,
        cursor.device_time(),
        number(cursor.sfloat()) or None,
        cursor.u8(),
    )
    fault = pressure.fault(reading)
    if fault:
        raise v.failed(fault, reading)
    return reading


def encode(reading: Reading) -> bytes:
    """The frame as such a cuff sends it."""
    pressures = (reading.systolic, reading.diastolic, reading.mean)
    out = PREFIX + b"".join(sfloat_bytes(Decimal(0) if one is None else one) for one in pressures)
    return out + reading.time.encode() + sfloat_bytes(reading.pulse or Decimal(0)) + bytes([reading.user])


def fields(reading: Reading) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {**pressure.fields(reading), **v.time_fields(reading.time), "user_id": reading.user}


def to_measurement(reading: Reading, context: v.Context) -> Measurement:
    """The measurement of one frame."""
    return pressure.to_measurement(
        reading, context, decoder=DECODER, time=reading.time, user_slot=reading.user
    )
