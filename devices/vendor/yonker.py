"""Yonker (and rebranded) blood pressure cuffs over BLE.

Support: results, from one capture. Characteristic CDEACD81-..., 15 bytes: ``81``, systolic,
diastolic, pulse, 0, 0, day, month, year - 2000, hour, minute, 0 0 0 0; mm[Hg]. Its clock is unreliable.
Jumper oximeters send 4-byte ``81`` frames in the same UUID family.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.wire import DecodeError, DeviceTime, need

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.yonker/1"
SERVICE = "CDEACD80-5235-4C07-8846-93A37EE6B86D"
MEASUREMENT = "CDEACD81-5235-4C07-8846-93A37EE6B86D"
LENGTH = 15


@dataclass(frozen=True, slots=True)
class Reading:
    """One result: mm[Hg], pulse per minute."""

    systolic: Decimal
    diastolic: Decimal
    pulse: Decimal | None
    time: DeviceTime
    mean: Decimal | None = None
    unit: str = "mmHg"


def decode(data: bytes) -> Reading:
    """A result. Raises ``DecodeError``."""
    need(data, LENGTH, "a result")
    if data[0] != 0x81:
        raise DecodeError("the flag byte is not 81")
    reading = Reading(
        Decimal(data[1]),
        Decimal(data[2]),
        Decimal(data[3]) if data[3] else None,
        DeviceTime(2000 + data[8], data[7], data[6], data[9], data[10], 0),
    )
    fault = pressure.fault(reading)
    if fault:
        raise v.failed(fault, reading)
    return reading


def encode(reading: Reading) -> bytes:
    """The result as the cuff sends it."""
    time = reading.time
    head = [0x81, int(reading.systolic), int(reading.diastolic), int(reading.pulse or 0), 0, 0]
    return bytes([*head, time.day, time.month, time.year - 2000, time.hour, time.minute, 0, 0, 0, 0])


def fields(reading: Reading) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {**pressure.fields(reading), **v.time_fields(reading.time)}


def to_measurement(reading: Reading, context: v.Context) -> Measurement:
    """The measurement of one result."""
    return pressure.to_measurement(reading, context, decoder=DECODER, time=reading.time)
