"""Heart Rate Service: measurement 2A37, body sensor location 2A38.

Layout (GATT Specification Supplement 3.113): flags, rate (u8 or u16); if flagged: energy (u16 kJ), then RR
intervals (u16, 1/1024 s) to the end. Flags: b0 u16 rate, b1 contact, b2 contact supported, b3 energy, b4 RR.

Rules: rate 0 or above 300 is a failed measurement. RR flagged and absent is malformed. An odd last byte is
a trailing byte.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import values as v
from devices.wire import Cursor, need
from hemmonitor.model.measurement import Component, Flag, Kind, Unit

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.heart_rate/1"
WIDE, CONTACT, CONTACT_SUPPORTED, ENERGY, RR = 1, 2, 4, 8, 16
HIGHEST = 300
LOCATIONS = ("other", "chest", "wrist", "finger", "hand", "ear_lobe", "foot")


@dataclass(frozen=True, slots=True)
class HeartRate:
    """One frame. ``rate`` per minute, ``energy`` kJ since reset, ``rr`` in 1/1024 s, oldest first."""

    rate: int
    contact: bool | None = None
    energy: int | None = None
    rr: tuple[int, ...] = ()


def decode(data: bytes) -> HeartRate:
    """A heart rate. Raises ``DecodeError``."""
    need(data, 1, "the flags")
    flags = data[0]
    need(data, 2 + bool(flags & WIDE) + 2 * bool(flags & ENERGY) + 2 * bool(flags & RR))
    cursor = Cursor(data, 1)
    rate = cursor.u16() if flags & WIDE else cursor.u8()
    energy = cursor.u16() if flags & ENERGY else None
    rr: tuple[int, ...] = ()
    if flags & RR:
        count = cursor.remaining // 2
        rr = struct.unpack(f"<{count}H", cursor.take(2 * count))
    contact = bool(flags & CONTACT) if flags & CONTACT_SUPPORTED else None
    reading = HeartRate(rate, contact, energy, rr)
    if not 0 < rate <= HIGHEST:
        raise v.failed("no heart rate" if rate == 0 else "implausible heart rate", reading)
    return reading


def encode(reading: HeartRate) -> bytes:
    """The 2A37 frame."""
    wide = reading.rate > 0xFF
    flags = (
        WIDE * wide
        | CONTACT_SUPPORTED * (reading.contact is not None)
        | CONTACT * bool(reading.contact)
        | ENERGY * (reading.energy is not None)
        | RR * bool(reading.rr)
    )
    out = bytes([flags]) + reading.rate.to_bytes(2 if wide else 1, "little")
    if reading.energy is not None:
        out += reading.energy.to_bytes(2, "little")
    return out + struct.pack(f"<{len(reading.rr)}H", *reading.rr)


def fields(reading: HeartRate) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {
        "hr_bpm": reading.rate,
        "contact": reading.contact,
        "energy_kJ": reading.energy,
        "rr_1024": list(reading.rr),
        "rr_ms": [round(one * 1000 / 1024, 1) for one in reading.rr],
    }


def decode_location(data: bytes) -> int:
    """The body sensor location code of 2A38."""
    return Cursor(data).u8()


def fields_location(location: int) -> dict[str, v.Json]:
    """The location as the front door prints it."""
    return {"location": LOCATIONS[location] if location < len(LOCATIONS) else None}


def to_measurement(reading: HeartRate, context: v.Context) -> Measurement:
    """The measurement of a 2A37 frame: a live value, the host's time. No skin contact is a poor signal."""
    return v.measurement(
        Kind.HEART_RATE,
        [v.quantity(Component.HEART_RATE, reading.rate, Unit.PER_MINUTE)],
        context,
        decoder=DECODER,
        flags={Flag.POOR_SIGNAL} if reading.contact is False else (),
    )
