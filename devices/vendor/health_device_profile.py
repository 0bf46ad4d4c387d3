"""Blood pressure observations of IEEE 11073-10407 fixed scan reports, as classic A&D cuffs send them.

Support: the observations of a scan report, from published tests. The Health Device Profile itself (Bluetooth
Classic, association, channels) is out of scope: this reads captures.
Observation: handle, length (u16 each, may be cut off), then for the pressures count 3, length 6, systolic,
diastolic, mean; for the pulse the rate; then eight BCD bytes of time (century, year, month, day, hour,
minute, second, 1/100). Numbers are big-endian SFLOATs; whole ones look like plain integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.wire import Cursor, DecodeError, DeviceTime, need, number

if TYPE_CHECKING:
    from decimal import Decimal

    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.health_device_profile/1"
PRESSURES, PULSE = 18, 10


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation: pressures in mm[Hg], or a pulse per minute alone."""

    time: DeviceTime
    systolic: Decimal | None = None
    diastolic: Decimal | None = None
    mean: Decimal | None = None
    pulse: Decimal | None = None
    unit: str = "mmHg"


def _bcd(data: bytes) -> list[int]:
    if any(byte >> 4 > 9 or byte & 0xF > 9 for byte in data):
        raise DecodeError("the time is not BCD")
    return [(byte >> 4) * 10 + (byte & 0xF) for byte in data]


def decode(data: bytes) -> Observation:
    """One observation, with or without its handle and length. Raises ``DecodeError``."""
    need(data, PULSE, "an observation")
    cursor = Cursor(data)
    if len(data) >= PULSE + 4 and (data[:4] == b"\0\x01\0\x12" or data[:4] == b"\0\x02\0\x0a"):
        cursor.take(4)
    if cursor.remaining >= PRESSURES and data[cursor.position : cursor.position + 4] == b"\0\x03\0\x06":
        cursor.take(4)
        systolic, diastolic, mean = (number(cursor.sfloat("big")) for _ in range(3))
        observation = Observation(_time(cursor), systolic, diastolic, mean or None)
        fault = pressure.fault(observation)
        if fault:
            raise v.failed(fault, observation)
        return observation
    if cursor.remaining < PULSE or data[cursor.position : cursor.position + 4] == b"\0\x03\0\x06":
        raise DecodeError("neither a compound of three pressures nor a pulse")
    pulse = number(cursor.sfloat("big"))
    observation = Observation(_time(cursor), pulse=pulse)
    if pulse is None or pulse not in v.PULSE:
        raise v.failed("implausible pulse", observation)
    return observation


def _time(cursor: Cursor) -> DeviceTime:
    century, year, month, day, hour, minute, second, _ = _bcd(cursor.take(8))
    return DeviceTime(century * 100 + year, month, day, hour, minute, second)


def fields(observation: Observation) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {**pressure.fields(observation), **v.time_fields(observation.time)}


def to_measurement(observation: Observation, context: v.Context) -> Measurement:
    """The measurement of a pressure observation. Raises ``DecodeError`` (failed) for a pulse alone."""
    if observation.systolic is None:
        raise v.failed("a pulse without its pressures", observation)
    return pressure.to_measurement(observation, context, decoder=DECODER, time=observation.time)
