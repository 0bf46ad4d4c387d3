"""Jumper (and rebranded) devices over BLE: oximeter JPD-500F, cuff JPD-HA120.

| device    | characteristic | support                                             |
|-----------|----------------|-----------------------------------------------------|
| JPD-500F  | CDEACB81-...   | live values, one published frame                    |
| JPD-HA120 | FFF1           | results, one published frame                        |

JPD-500F: ``81`` pulse SpO2 PI (0.1 %, inferred); 255 and 127 mean "no value". ``80`` frames are the wave.
Yonker cuffs use the same UUID family with 15-byte ``81`` frames: see ``yonker``.
JPD-HA120: ``FD FD FC`` systolic diastolic pulse ``0D 0A``, mm[Hg]; ``FD FD FD`` reports an error.
Neither sends a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import oximetry, pressure
from devices import values as v
from devices.wire import DecodeError, need

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

OXIMETER_DECODER = "vendor.jumper.oximeter/1"
CUFF_DECODER = "vendor.jumper.cuff/1"
SERVICE = "CDEACB80-5235-4C07-8846-93A37EE6B86D"
OXIMETER = "CDEACB81-5235-4C07-8846-93A37EE6B86D"
CUFF = "FFF1"
RESULT = bytes.fromhex("fdfdfc")
CUFF_OF_THE_FAMILY = 15  # bytes of a Yonker cuff's frame with the same first byte
ERROR = bytes.fromhex("fdfdfd")


@dataclass(frozen=True, slots=True)
class Wave:
    """Points of the live pulse wave: not a reading."""

    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Oximetry:
    """One live value. SpO2 and PI in %, pulse per minute."""

    spo2: int | None
    pulse: int | None
    pi: Decimal | None


def decode_oximeter(data: bytes) -> Wave | Oximetry:
    """A JPD-500F notification. Raises ``DecodeError``."""
    need(data, 1, "a frame")
    if data[0] == 0x80:
        return Wave(tuple(data[1:]))
    if data[0] != 0x81:
        raise DecodeError("the first byte is neither 80 nor 81")
    need(data, 4, "a value")
    if len(data) == CUFF_OF_THE_FAMILY:
        raise DecodeError("a cuff's frame, not an oximeter's")
    reading = Oximetry(
        None if data[2] == 127 else data[2],
        None if data[1] == 255 else data[1],
        oximetry.perfusion(Decimal(data[3]).scaleb(-1)),
    )
    fault = oximetry.fault(reading.spo2, reading.pulse)
    if fault:
        raise v.failed(fault, reading)
    return reading


def encode_oximeter(reading: Oximetry) -> bytes:
    """The value as a JPD-500F sends it."""
    spo2 = 127 if reading.spo2 is None else reading.spo2
    pulse = 255 if reading.pulse is None else reading.pulse
    return bytes([0x81, pulse, spo2, v.steps(reading.pi or Decimal(0), Decimal("0.1"))])


def fields_oximeter(value: Wave | Oximetry) -> dict[str, v.Json]:
    """As the front door prints it."""
    if isinstance(value, Wave):
        return {"frame": "ppg", "points": list(value.points)}
    return {
        "pulse_bpm": value.pulse,
        "spo2_pct": value.spo2,
        "pi_pct_inferred": v.plain(value.pi),
    }


def oximeter_measurements(value: Wave | Oximetry, context: v.Context) -> tuple[Measurement, ...]:
    """The measurement of a value; nothing for a wave. The inferred PI is left out."""
    if isinstance(value, Wave) or value.spo2 is None or value.pulse is None:
        return ()
    return (oximetry.to_measurement(value.spo2, value.pulse, context, decoder=OXIMETER_DECODER),)


@dataclass(frozen=True, slots=True)
class Cuff:
    """One result of a JPD-HA120: mm[Hg], pulse per minute."""

    systolic: Decimal
    diastolic: Decimal
    pulse: Decimal | None
    mean: Decimal | None = None
    unit: str = "mmHg"


def decode_cuff(data: bytes) -> Cuff:
    """A JPD-HA120 result. Raises ``DecodeError``."""
    need(data, 6, "a result")
    if data[:3] == ERROR:
        raise v.failed("the cuff reports an error")
    if data[:3] != RESULT:
        raise DecodeError("not a result frame")
    reading = Cuff(Decimal(data[3]), Decimal(data[4]), Decimal(data[5]) if data[5] else None)
    fault = pressure.fault(reading)
    if fault:
        raise v.failed(fault, reading)
    return reading


def encode_cuff(reading: Cuff) -> bytes:
    """The result as a JPD-HA120 sends it."""
    values = (reading.systolic, reading.diastolic, reading.pulse or Decimal(0))
    return RESULT + bytes(int(value) for value in values) + b"\r\n"


def cuff_to_measurement(reading: Cuff, context: v.Context) -> Measurement:
    """The measurement of a result: the host's time, because the cuff sends none."""
    return pressure.to_measurement(reading, context, decoder=CUFF_DECODER, time=None)
