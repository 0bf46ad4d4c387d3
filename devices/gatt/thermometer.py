"""Health Thermometer Service: measurement 2A1C, intermediate 2A1E (same layout), type 2A1D.

Layout (GATT Specification Supplement 3.216): flags, temperature (FLOAT); if flagged: time (7), type (u8).
Flags: b0 Fahrenheit, b1 time, b2 type.

Rules: a temperature outside 25..45 °C (77..113 °F) is a failed measurement, also when it looks like the other
unit: a unit is never guessed. 2A1E is a live display, never a measurement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import values as v
from devices.wire import Cursor, DeviceTime, Special, float32_bytes, need
from hemmonitor.model.measurement import Component, Kind, Unit

if TYPE_CHECKING:
    from decimal import Decimal

    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.thermometer/1"
FAHRENHEIT, TIME, TYPE = 1, 2, 4
LIMITS = {"C": v.limits("25", "45"), "F": v.limits("77", "113")}
UNITS = {"C": Unit.CELSIUS, "F": Unit.FAHRENHEIT}
TYPES = {
    1: "armpit",
    2: "body",
    3: "ear",
    4: "finger",
    5: "gastro_intestinal_tract",
    6: "mouth",
    7: "rectum",
    8: "toe",
    9: "tympanum",
}


@dataclass(frozen=True, slots=True)
class Temperature:
    """One frame. ``value`` in ``unit`` ("C" or "F"); ``site`` is the code of 2A1D."""

    unit: str
    value: Decimal | None
    time: DeviceTime | None = None
    site: int | None = None
    specials: tuple[tuple[str, Special], ...] = ()


def decode(data: bytes) -> Temperature:
    """A temperature. Raises ``DecodeError`` with the rest in ``partial`` when there is none."""
    need(data, 1, "the flags")
    flags = data[0]
    need(data, 5 + 7 * bool(flags & TIME) + bool(flags & TYPE))
    cursor = Cursor(data, 1)
    numbers, specials = v.split({"value": cursor.float32()})
    reading = Temperature(
        "F" if flags & FAHRENHEIT else "C",
        numbers["value"],
        cursor.device_time() if flags & TIME else None,
        cursor.u8() if flags & TYPE else None,
        specials,
    )
    if reading.value is None:
        raise v.failed("no temperature", reading)
    if reading.value not in LIMITS[reading.unit]:
        raise v.failed("implausible temperature", reading)
    return reading


def encode(reading: Temperature) -> bytes:
    """The 2A1C or 2A1E frame."""
    flags = (
        FAHRENHEIT * (reading.unit == "F")
        | TIME * (reading.time is not None)
        | TYPE * (reading.site is not None)
    )
    figure = dict(reading.specials).get("value", Special.NAN) if reading.value is None else reading.value
    out = bytes([flags]) + float32_bytes(figure)
    if reading.time is not None:
        out += reading.time.encode()
    if reading.site is not None:
        out += bytes([reading.site])
    return out


def fields(reading: Temperature) -> dict[str, v.Json]:
    """As the front door prints it."""
    celsius = v.also("temperature_C", reading.value, 5 / 9, less=32) if reading.unit == "F" else {}
    return {
        f"temperature_{reading.unit}": v.plain(reading.value),
        **celsius,
        **v.time_fields(reading.time),
        "type": None if reading.site is None else TYPES.get(reading.site),
        **v.special_fields(reading.specials),
    }


def decode_type(data: bytes) -> int:
    """The site code of 2A1D."""
    return Cursor(data).u8()


def fields_type(site: int) -> dict[str, v.Json]:
    """The site as the front door prints it."""
    return {"type": TYPES.get(site)}


def to_measurement(reading: Temperature, context: v.Context) -> Measurement:
    """The measurement of a 2A1C frame."""
    return v.measurement(
        Kind.TEMPERATURE,
        [v.quantity(Component.BODY_TEMPERATURE, reading.value, UNITS[reading.unit])],
        context,
        decoder=DECODER,
        time=reading.time,
    )
