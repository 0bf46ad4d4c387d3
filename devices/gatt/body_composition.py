"""Body Composition Service: measurement 2A9C, feature 2A9B.

Layout (GATT Specification Supplement 3.35): flags (u16), body fat (u16, 0.1 %), then the flagged fields in
bit order, see ``_FIELDS``. Masses in 0.005 kg or 0.01 lb. The specification contradicts itself on the
impedance's step; captures show that 0.1 ohm is right. Most frames hold no weight: it is in the 2A9D before.

Rules: fat FFFF is "unsuccessful"; fat 0 is the placeholder that several Beurer scales send; fat above 80 %
cannot be a person. Other fields are side values: 0 or FFFF means that the scale does not know.
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

DECODER = "gatt.body_composition/1"
IMPERIAL, TIME, USER, MULTI_PACKET = 1, 1 << 1, 1 << 2, 1 << 12
UNKNOWN = 0xFFFF
USER_UNKNOWN = 0xFF
TENTH = Decimal("0.1")
FAT = v.limits("1", "80")
MASS_STEP = {"kg": Decimal("0.005"), "lb": Decimal("0.01")}
MASS_UNIT = {"kg": Unit.KG, "lb": Unit.LB}
HEIGHT_STEP = {"kg": Decimal("0.001"), "lb": Decimal("0.1")}
WEIGHT = {"kg": v.limits("20", "400"), "lb": v.limits("44.1", "881.8")}

# bit, field; each is a u16, in this order
_FIELDS = (
    (3, "bmr"),
    (4, "muscle_pct"),
    (5, "muscle"),
    (6, "fat_free"),
    (7, "soft_lean"),
    (8, "water"),
    (9, "impedance"),
    (10, "weight"),
    (11, "height"),
)
_MASSES = {"muscle", "fat_free", "soft_lean", "water", "weight"}


@dataclass(frozen=True, slots=True)
class BodyComposition:
    """One frame. Fat and muscle in %, masses in ``unit`` ("kg" or "lb"), ``bmr`` kJ, impedance ohm.

    ``height`` is in m with kg, in inches with lb. ``more``: the rest comes in a further frame.
    """

    unit: str
    fat: Decimal | None
    time: DeviceTime | None = None
    user: int | None = None
    bmr: Decimal | None = None
    muscle_pct: Decimal | None = None
    muscle: Decimal | None = None
    fat_free: Decimal | None = None
    soft_lean: Decimal | None = None
    water: Decimal | None = None
    impedance: Decimal | None = None
    weight: Decimal | None = None
    height: Decimal | None = None
    more: bool = False


def _step(field: str, unit: str) -> Decimal:
    if field in _MASSES:
        return MASS_STEP[unit]
    if field == "height":
        return HEIGHT_STEP[unit]
    return Decimal(1) if field == "bmr" else TENTH


def decode(data: bytes) -> BodyComposition:
    """A body composition. Raises ``DecodeError`` with the rest in ``partial`` when there is none."""
    need(data, 2, "the flags")
    flags = int.from_bytes(data[:2], "little")
    present = [field for bit, field in _FIELDS if flags >> bit & 1]
    need(data, 4 + 7 * bool(flags & TIME) + bool(flags & USER) + 2 * len(present))
    cursor = Cursor(data, 2)
    unit = "lb" if flags & IMPERIAL else "kg"
    fat = cursor.u16()
    time = cursor.device_time() if flags & TIME else None
    user = cursor.u8() if flags & USER else None
    side: dict[str, Decimal | None] = {}
    for field in present:
        raw = cursor.u16()
        side[field] = None if raw in {0, UNKNOWN} else raw * _step(field, unit)
    reading = BodyComposition(
        unit,
        None if fat in {0, UNKNOWN} else fat * TENTH,
        time,
        None if user == USER_UNKNOWN else user,
        more=bool(flags & MULTI_PACKET),
        **side,
    )
    if fat == UNKNOWN:
        raise v.failed("the scale says that the measurement was unsuccessful", reading)
    if reading.fat is None:
        raise v.failed("zero placeholder", reading)
    if reading.fat not in FAT or (reading.weight is not None and reading.weight not in WEIGHT[unit]):
        raise v.failed("implausible body composition", reading)
    return reading


def encode(reading: BodyComposition) -> bytes:
    """The 2A9C frame; absent fat is sent as FFFF."""
    side = [(bit, field, getattr(reading, field)) for bit, field in _FIELDS]
    flags = (
        IMPERIAL * (reading.unit == "lb")
        | TIME * (reading.time is not None)
        | USER * (reading.user is not None)
        | MULTI_PACKET * reading.more
    )
    flags |= sum(1 << bit for bit, _, value in side if value is not None)
    fat = UNKNOWN if reading.fat is None else v.steps(reading.fat, TENTH)
    out = flags.to_bytes(2, "little") + fat.to_bytes(2, "little")
    if reading.time is not None:
        out += reading.time.encode()
    if reading.user is not None:
        out += bytes([reading.user])
    for _, field, value in side:
        if value is not None:
            out += v.steps(value, _step(field, reading.unit)).to_bytes(2, "little")
    return out


def fields(reading: BodyComposition) -> dict[str, v.Json]:
    """As the front door prints it."""
    unit = reading.unit
    return {
        "fat_pct": v.plain(reading.fat),
        **v.time_fields(reading.time),
        "user_id": reading.user,
        "bmr_kJ": v.plain(reading.bmr),
        "muscle_pct": v.plain(reading.muscle_pct),
        f"muscle_{unit}": v.plain(reading.muscle),
        f"fat_free_{unit}": v.plain(reading.fat_free),
        f"soft_lean_{unit}": v.plain(reading.soft_lean),
        f"water_{unit}": v.plain(reading.water),
        "impedance_ohm": v.plain(reading.impedance),
        f"weight_{unit}": v.plain(reading.weight),
        "height_m" if unit == "kg" else "height_in": v.plain(reading.height),
        "multiple_packet": reading.more,
    }


FEATURES = (
    "timestamp",
    "multiple_users",
    "bmr",
    "muscle_pct",
    "muscle_mass",
    "fat_free_mass",
    "soft_lean_mass",
    "water_mass",
    "impedance",
    "weight",
    "height",
)


@dataclass(frozen=True, slots=True)
class Feature:
    """What a scale supports (2A9B). Resolution codes as in the service's specification, 0 = not told."""

    features: frozenset[str]
    mass_resolution: int = 0
    height_resolution: int = 0


def decode_feature(data: bytes) -> Feature:
    """The four bytes of 2A9B."""
    need(data, 4, "the feature field")
    bits = Cursor(data).uint(4)
    names = frozenset(name for bit, name in enumerate(FEATURES) if bits >> bit & 1)
    return Feature(names, bits >> 11 & 0xF, bits >> 15 & 7)


def encode_feature(feature: Feature) -> bytes:
    """The four bytes of 2A9B."""
    bits = sum(1 << FEATURES.index(name) for name in feature.features)
    return (bits | feature.mass_resolution << 11 | feature.height_resolution << 15).to_bytes(4, "little")


def fields_feature(feature: Feature) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {
        "features": [name for name in FEATURES if name in feature.features],
        "mass_resolution": feature.mass_resolution,
        "height_resolution": feature.height_resolution,
    }


def to_measurement(reading: BodyComposition, context: v.Context) -> Measurement:
    """The measurement of a 2A9C frame. The weight in it belongs to the 2A9D that came before."""
    return v.measurement(
        Kind.BODY_COMPOSITION,
        [v.quantity(Component.BODY_FAT, reading.fat, Unit.PERCENT)],
        context,
        decoder=DECODER,
        time=reading.time,
        user_slot=reading.user,
    )


def to_measurements(reading: BodyComposition, context: v.Context) -> tuple[Measurement, ...]:
    """The measurements of a scale that sends no 2A9D: the weight, where the frame holds it, and the fat."""
    composition = to_measurement(reading, context)
    if reading.weight is None:
        return (composition,)
    values = [v.quantity(Component.BODY_WEIGHT, reading.weight, MASS_UNIT[reading.unit])]
    if reading.height is not None and reading.unit == "kg":
        values.append(v.quantity(Component.BODY_HEIGHT, reading.height, Unit.METRE))
    weight = v.measurement(
        Kind.WEIGHT, values, context, decoder=DECODER, time=reading.time, user_slot=reading.user
    )
    return weight, composition
