"""Glucose Service 1.0.1: measurement 2A18, feature 2A51. (The context 2A34: ``glucose_context``.)

Layout of 2A18 (GATT Specification Supplement 3.104), little-endian: flags, sequence (u16), base time (7); if
flagged: time offset (s16, minutes), concentration (SFLOAT) with type (low nibble) and location (high), sensor
status (u16). Flags: b0 offset, b1 concentration, b2 mol/L instead of kg/L, b3 status, b4 a context follows.

Rules:
- The value is kept in the unit of the wire; kg/L is shown as mg/dL (x 100,000), mol/L as mmol/L (x 1,000).
  The other unit is printed for reading only: a rule compares in the unit as measured.
- Reading time = base time + offset.
- No concentration, a special or 0 is a failed measurement. A value that no person has (hard limits
  0.3..60 mmol/L) is decoded, marked ``plausible: false`` and refused as a measurement.
- Type 0xA is control solution: the measurement carries the flag and stays out of the patient's series.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import values as v
from devices.wire import Cursor, DeviceTime, Special, need, sfloat_bytes
from hemmonitor.model.measurement import Component, Flag, Kind, Unit

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.glucose/1"
OFFSET, CONCENTRATION, MOLAR, STATUS, CONTEXT = 1, 2, 4, 8, 16
CONTROL_SOLUTION = 0xA
MG_DL_PER_KG_L = Decimal(100_000)
MMOL_PER_MOL = Decimal(1_000)
MG_DL_PER_MMOL_L = Decimal("18.0182")
LIMITS = {"kg/L": v.limits("0.000054", "0.01082"), "mol/L": v.limits("0.0003", "0.06")}

TYPES = {
    1: "capillary_whole_blood",
    2: "capillary_plasma",
    3: "venous_whole_blood",
    4: "venous_plasma",
    5: "arterial_whole_blood",
    6: "arterial_plasma",
    7: "undetermined_whole_blood",
    8: "undetermined_plasma",
    9: "interstitial_fluid",
    10: "control_solution",
}
LOCATIONS = {
    1: "finger",
    2: "alternate_site",
    3: "earlobe",
    4: "control_solution",
    15: "not_available",
}
SENSOR_STATUS = (
    "battery_low",
    "sensor_malfunction",
    "sample_size_insufficient",
    "strip_insertion_error",
    "strip_type_error",
    "result_too_high",
    "result_too_low",
    "temperature_too_high",
    "temperature_too_low",
    "read_interrupted",
    "general_fault",
    "time_fault",
)
FEATURES = (
    "low_battery",
    "sensor_malfunction",
    "sample_size",
    "strip_insertion_error",
    "strip_type_error",
    "result_high_low",
    "temp_high_low",
    "read_interrupt",
    "general_fault",
    "time_fault",
    "multiple_bond",
)


@dataclass(frozen=True, slots=True)
class Glucose:
    """One 2A18 record. ``concentration`` in ``unit`` ("kg/L" or "mol/L"), ``offset`` in minutes."""

    sequence: int
    base_time: DeviceTime
    unit: str
    concentration: Decimal | None
    offset: int | None = None
    sample_type: int | None = None
    location: int | None = None
    status: int | None = None
    context_follows: bool = False
    specials: tuple[tuple[str, Special], ...] = ()

    @property
    def control_solution(self) -> bool:
        """A test of the meter, not of the patient."""
        return self.sample_type == CONTROL_SOLUTION

    @property
    def plausible(self) -> bool:
        """Inside what a living person can have."""
        return self.concentration is not None and self.concentration in LIMITS[self.unit]

    def taken(self) -> dt.datetime | None:
        """Base time plus offset, naive; ``None`` where the meter's clock does not know."""
        base = self.base_time.naive()
        if base is None:
            return None
        try:
            return base + dt.timedelta(minutes=self.offset or 0)
        except OverflowError:
            return None


def decode(data: bytes) -> Glucose:
    """A glucose record. Raises ``DecodeError`` with the rest in ``partial`` when it holds no value."""
    need(data, 1, "the flags")
    flags = data[0]
    need(
        data,
        10 + 2 * bool(flags & OFFSET) + 3 * bool(flags & CONCENTRATION) + 2 * bool(flags & STATUS),
    )
    cursor = Cursor(data, 1)
    sequence, base = cursor.u16(), cursor.device_time()
    offset = cursor.s16() if flags & OFFSET else None
    value: Decimal | None = None
    specials: tuple[tuple[str, Special], ...] = ()
    sample = None
    if flags & CONCENTRATION:
        numbers, specials = v.split({"concentration": cursor.sfloat()})
        value, sample = numbers["concentration"], cursor.u8()
    reading = Glucose(
        sequence,
        base,
        "mol/L" if flags & MOLAR else "kg/L",
        value,
        offset,
        None if sample is None else sample & 0xF,
        None if sample is None else sample >> 4,
        cursor.u16() if flags & STATUS else None,
        bool(flags & CONTEXT),
        specials,
    )
    if value is None or value <= 0:
        raise v.failed("the record holds no glucose value", reading)
    return reading


def encode(reading: Glucose) -> bytes:
    """The 2A18 record."""
    has_value = reading.concentration is not None or bool(reading.specials)
    flags = (
        OFFSET * (reading.offset is not None)
        | CONCENTRATION * has_value
        | MOLAR * (reading.unit == "mol/L")
        | STATUS * (reading.status is not None)
        | CONTEXT * reading.context_follows
    )
    out = bytes([flags]) + reading.sequence.to_bytes(2, "little") + reading.base_time.encode()
    if reading.offset is not None:
        out += reading.offset.to_bytes(2, "little", signed=True)
    if has_value:
        special = dict(reading.specials).get("concentration", Special.NAN)
        out += sfloat_bytes(special if reading.concentration is None else reading.concentration)
        out += bytes([(reading.location or 0) << 4 | (reading.sample_type or 0)])
    if reading.status is not None:
        out += reading.status.to_bytes(2, "little")
    return out


def in_mg_dl(reading: Glucose) -> Decimal | None:
    """The value in mg/dL; converted with 18.0182 where the wire unit is mol/L."""
    if reading.concentration is None:
        return None
    if reading.unit == "kg/L":
        return reading.concentration * MG_DL_PER_KG_L
    return reading.concentration * MMOL_PER_MOL * MG_DL_PER_MMOL_L


def in_mmol_l(reading: Glucose) -> Decimal | None:
    """The value in mmol/L; converted with 18.0182 where the wire unit is kg/L."""
    if reading.concentration is None:
        return None
    if reading.unit == "mol/L":
        return reading.concentration * MMOL_PER_MOL
    return reading.concentration * MG_DL_PER_KG_L / MG_DL_PER_MMOL_L


def fields(reading: Glucose) -> dict[str, v.Json]:
    """As the front door prints it."""
    taken, base = reading.taken(), reading.base_time.naive()
    kind, place, status = reading.sample_type, reading.location, reading.status
    return {
        "sequence": reading.sequence,
        "base_time": base.isoformat() if base else None,
        "time_offset_min": reading.offset,
        "timestamp": taken.isoformat() if taken else None,
        "kg_per_L" if reading.unit == "kg/L" else "mol_per_L": v.plain(reading.concentration),
        "mg_per_dL": v.plain(in_mg_dl(reading)),
        "mmol_per_L": v.plain(in_mmol_l(reading)),
        "plausible": reading.plausible,
        "sample_type": kind,
        "sample_type_name": None if kind is None else TYPES.get(kind),
        "sample_location": place,
        "sample_location_name": None if place is None else LOCATIONS.get(place),
        "control_solution": reading.control_solution,
        "sensor_status": status,
        "sensor_flags": [name for bit, name in enumerate(SENSOR_STATUS) if (status or 0) >> bit & 1],
        "context_follows": reading.context_follows,
        **v.special_fields(reading.specials),
    }


def decode_feature(data: bytes) -> frozenset[str]:
    """The names (of ``FEATURES``) that 2A51 says the meter supports."""
    need(data, 2, "the feature field")
    bits = int.from_bytes(data[:2], "little")
    return frozenset(name for bit, name in enumerate(FEATURES) if bits >> bit & 1)


def encode_feature(features: frozenset[str]) -> bytes:
    """The two bytes of 2A51."""
    return sum(1 << FEATURES.index(name) for name in features).to_bytes(2, "little")


def fields_feature(features: frozenset[str]) -> dict[str, v.Json]:
    """As the front door prints it, in bit order."""
    return {"features": [name for name in FEATURES if name in features]}


def to_measurement(reading: Glucose, context: v.Context) -> Measurement:
    """The measurement of a 2A18 record. Raises ``DecodeError`` (failed) for an implausible value."""
    if not reading.plausible or reading.concentration is None:
        raise v.failed("implausible glucose", reading)
    if reading.unit == "kg/L":
        value = v.quantity(Component.GLUCOSE, reading.concentration.scaleb(5), Unit.MG_DL)
    else:  # scaled, not multiplied: 6.2 mmol/L stays 6.2 and does not become 6.2000
        value = v.quantity(Component.GLUCOSE, reading.concentration.scaleb(3), Unit.MMOL_L)
    return v.measurement(
        Kind.GLUCOSE,
        [value],
        context,
        decoder=DECODER,
        time=reading.taken() or reading.base_time,
        flags={Flag.CONTROL_SOLUTION} if reading.control_solution else (),
        sequence=reading.sequence,
        identity=identity(context.raw),
    )


def identity(record: bytes) -> bytes:
    """The record without the flag that a context follows: the person may add one later."""
    return bytes(byte & ~CONTEXT & 0xFF for byte in record[:1]) + record[1:]
