"""Weight Scale Service: measurement 2A9D, feature 2A9E.

Layout (GATT Specification Supplement 3.246): flags, weight (u16); if flagged: time (7), user (u8, FF
unknown), BMI (u16, 0.1 kg/m2) and height (u16). Flags: b0 imperial, b1 time, b2 user, b3 BMI and height.
Weight in 0.005 kg or 0.01 lb, height in 0.001 m or 0.1 in.

Rules: FFFF, 0 and a weight outside 20..400 kg are a failed measurement. BMI or height 0 is "not known".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import values as v
from devices.wire import Cursor, DeviceTime, need
from hemmonitor.model.measurement import Component, Kind, Unit

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.weight/1"
IMPERIAL, TIME, USER, BMI_HEIGHT = 1, 2, 4, 8
UNSUCCESSFUL = 0xFFFF
USER_UNKNOWN = 0xFF
LIMITS = {"kg": v.limits("20", "400"), "lb": v.limits("44.1", "881.8")}
STEP = {"kg": Decimal("0.005"), "lb": Decimal("0.01")}
HEIGHT_STEP = {"kg": Decimal("0.001"), "lb": Decimal("0.1")}
UNITS = {"kg": Unit.KG, "lb": Unit.LB}


@dataclass(frozen=True, slots=True)
class Weight:
    """One frame. ``weight`` in ``unit`` ("kg" or "lb"); ``height`` in m with kg, in inches with lb."""

    unit: str
    weight: Decimal | None
    time: DeviceTime | None = None
    user: int | None = None
    bmi: Decimal | None = None
    height: Decimal | None = None


def decode(data: bytes) -> Weight:
    """A weight. Raises ``DecodeError`` with the rest in ``partial`` when there is none."""
    need(data, 1, "the flags")
    flags = data[0]
    need(data, 3 + 7 * bool(flags & TIME) + bool(flags & USER) + 4 * bool(flags & BMI_HEIGHT))
    cursor = Cursor(data, 1)
    unit = "lb" if flags & IMPERIAL else "kg"
    raw = cursor.u16()
    time = cursor.device_time() if flags & TIME else None
    user = cursor.u8() if flags & USER else None
    bmi = cursor.u16() if flags & BMI_HEIGHT else 0
    height = cursor.u16() if flags & BMI_HEIGHT else 0
    reading = Weight(
        unit,
        None if raw in {0, UNSUCCESSFUL} else raw * STEP[unit],
        time,
        None if user == USER_UNKNOWN else user,
        None if bmi in {0, UNSUCCESSFUL} else bmi * Decimal("0.1"),
        None if height in {0, UNSUCCESSFUL} else height * HEIGHT_STEP[unit],
    )
    if reading.weight is None:
        raise v.failed("the scale says that the measurement was unsuccessful", reading)
    if reading.weight not in LIMITS[unit]:
        raise v.failed("implausible weight", reading)
    return reading


def encode(reading: Weight) -> bytes:
    """The 2A9D frame; an absent weight is sent as FFFF."""
    both = reading.bmi is not None or reading.height is not None
    flags = (
        IMPERIAL * (reading.unit == "lb")
        | TIME * (reading.time is not None)
        | USER * (reading.user is not None)
        | BMI_HEIGHT * both
    )
    raw = UNSUCCESSFUL if reading.weight is None else v.steps(reading.weight, STEP[reading.unit])
    out = bytes([flags]) + raw.to_bytes(2, "little")
    if reading.time is not None:
        out += reading.time.encode()
    if reading.user is not None:
        out += bytes([reading.user])
    if both:
        out += v.steps(reading.bmi or Decimal(0), Decimal("0.1")).to_bytes(2, "little")
        out += v.steps(reading.height or Decimal(0), HEIGHT_STEP[reading.unit]).to_bytes(2, "little")
    return out


def fields(reading: Weight) -> dict[str, v.Json]:
    """As the front door prints it."""
    metric: dict[str, v.Json] = {}
    if reading.unit == "lb":
        metric = {
            **v.also("weight_kg", reading.weight, 0.45359237),
            **v.also("height_m", reading.height, 0.0254, digits=3),
        }
    return {
        f"weight_{reading.unit}": v.plain(reading.weight),
        **v.time_fields(reading.time),
        "user_id": reading.user,
        "bmi": v.plain(reading.bmi),
        "height_m" if reading.unit == "kg" else "height_in": v.plain(reading.height),
        **metric,
    }


@dataclass(frozen=True, slots=True)
class Feature:
    """What a scale supports (2A9E). Resolution codes as in the Weight Scale Service, 0 = not told."""

    time: bool
    multiple_users: bool
    bmi: bool
    weight_resolution: int
    height_resolution: int


def decode_feature(data: bytes) -> Feature:
    """The four bytes of 2A9E."""
    need(data, 4, "the feature field")
    bits = Cursor(data).uint(4)
    return Feature(bool(bits & 1), bool(bits & 2), bool(bits & 4), bits >> 3 & 0xF, bits >> 7 & 7)


def encode_feature(feature: Feature) -> bytes:
    """The four bytes of 2A9E."""
    bits = feature.time | feature.multiple_users << 1 | feature.bmi << 2
    return (bits | feature.weight_resolution << 3 | feature.height_resolution << 7).to_bytes(4, "little")


def fields_feature(feature: Feature) -> dict[str, v.Json]:
    """As the front door prints it."""
    names = (("timestamp", feature.time), ("multiple_users", feature.multiple_users), ("bmi", feature.bmi))
    return {
        "features": [name for name, supported in names if supported],
        "weight_resolution": feature.weight_resolution,
        "height_resolution": feature.height_resolution,
    }


def to_measurement(reading: Weight, context: v.Context) -> Measurement:
    """The measurement of a 2A9D frame. A height in inches is left out: the model has no such unit."""
    values = [v.quantity(Component.BODY_WEIGHT, reading.weight, UNITS[reading.unit])]
    if reading.bmi is not None:
        values.append(v.quantity(Component.BMI, reading.bmi, Unit.KG_M2))
    if reading.height is not None and reading.unit == "kg":
        values.append(v.quantity(Component.BODY_HEIGHT, reading.height, Unit.METRE))
    return v.measurement(
        Kind.WEIGHT, values, context, decoder=DECODER, time=reading.time, user_slot=reading.user
    )
