"""Blood Pressure Service 1.1: enhanced measurement 2B34, enhanced intermediate cuff pressure 2B35.

Layout (GATT Specification Supplement 3.84): as 2A35 (2B35: one SFLOAT, not three), but the time is a u32
of seconds, and a user-facing time (u32) may come last. Flags: b0 kPa, b1 time, b2 pulse, b3 user, b4 status,
b5 user-facing time, b6 epoch (0 = 1900, 1 = 2000).

The user-facing time is what the device's display shows, so it is the measurement's device time when sent.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.wire import Cursor, Figure, Special, need, sfloat_bytes

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "gatt.enhanced_blood_pressure/1"
KPA, TIME, PULSE, USER, STATUS, USER_TIME, EPOCH_2000 = (1 << n for n in range(7))
USER_UNKNOWN = 0xFF
NOT_GIVEN = Decimal(0)  # how cuffs send a mean pressure that they do not compute


@dataclass(frozen=True, slots=True)
class EnhancedBloodPressure:
    """One 2B34 or 2B35 frame. Pressures in ``unit``, pulse per minute, times in seconds since ``epoch``.

    Of 2B35 only ``systolic`` is set: the cuff pressure.
    """

    unit: str
    epoch: int
    systolic: Decimal | None
    diastolic: Decimal | None = None
    mean: Decimal | None = None
    seconds: int | None = None
    pulse: Decimal | None = None
    user: int | None = None
    status: int | None = None
    user_seconds: int | None = None
    specials: tuple[tuple[str, Special], ...] = ()

    def moment(self, seconds: int | None) -> dt.datetime | None:
        """The naive time of ``seconds`` since the frame's epoch."""
        if seconds is None:
            return None
        # A device's clock has no zone; the session knows what to make of it.
        return dt.datetime(self.epoch, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001


def _parse(data: bytes, pressures: tuple[str, ...]) -> EnhancedBloodPressure:
    need(data, 1, "the flags")
    flags = data[0]
    sizes = ((TIME, 4), (PULSE, 2), (USER, 1), (STATUS, 2), (USER_TIME, 4))
    need(data, 1 + 2 * len(pressures) + sum(size for bit, size in sizes if flags & bit))
    cursor = Cursor(data, 1)
    figures: dict[str, Figure] = {name: cursor.sfloat() for name in pressures}
    seconds = cursor.uint(4) if flags & TIME else None
    if flags & PULSE:
        figures["pulse"] = cursor.sfloat()
    user = cursor.u8() if flags & USER else None
    status = cursor.u16() if flags & STATUS else None
    user_seconds = cursor.uint(4) if flags & USER_TIME else None
    numbers, specials = v.split(figures)
    return EnhancedBloodPressure(
        "kPa" if flags & KPA else "mmHg",
        2000 if flags & EPOCH_2000 else 1900,
        numbers["systolic"],
        numbers.get("diastolic"),
        numbers.get("mean") or None,
        seconds,
        numbers.get("pulse") or None,
        None if user == USER_UNKNOWN else user,
        status,
        user_seconds,
        specials,
    )


def decode(data: bytes) -> EnhancedBloodPressure:
    """A 2B34 measurement. Raises ``DecodeError`` with the rest in ``partial``."""
    reading = _parse(data, ("systolic", "diastolic", "mean"))
    fault = pressure.fault(reading)
    if fault:
        raise v.failed(fault, reading)
    return reading


def decode_intermediate(data: bytes) -> EnhancedBloodPressure:
    """A 2B35 cuff pressure, in ``systolic``: a live display, never a measurement."""
    reading = _parse(data, ("systolic",))
    if reading.systolic is None or reading.systolic not in pressure.CUFF[reading.unit]:
        raise v.failed("no cuff pressure", reading)
    return reading


def encode(reading: EnhancedBloodPressure, *, intermediate: bool = False) -> bytes:
    """The 2B34 frame, or the 2B35 frame."""
    special = dict(reading.specials)

    def figure(name: str, value: Decimal | None, absent: Figure = Special.NAN) -> bytes:
        return sfloat_bytes(special.get(name, absent) if value is None else value)

    pulse = reading.pulse is not None or "pulse" in special
    flags = (
        KPA * (reading.unit == "kPa")
        | TIME * (reading.seconds is not None)
        | PULSE * pulse
        | USER * (reading.user is not None)
        | STATUS * (reading.status is not None)
        | USER_TIME * (reading.user_seconds is not None)
        | EPOCH_2000 * (reading.epoch == 2000)
    )
    out = bytes([flags]) + figure("systolic", reading.systolic)
    if not intermediate:
        out += figure("diastolic", reading.diastolic) + figure("mean", reading.mean, NOT_GIVEN)
    if reading.seconds is not None:
        out += reading.seconds.to_bytes(4, "little")
    if pulse:
        out += figure("pulse", reading.pulse)
    if reading.user is not None:
        out += bytes([reading.user])
    if reading.status is not None:
        out += reading.status.to_bytes(2, "little")
    if reading.user_seconds is not None:
        out += reading.user_seconds.to_bytes(4, "little")
    return out


def _common(reading: EnhancedBloodPressure) -> dict[str, v.Json]:
    moment, shown = reading.moment(reading.seconds), reading.moment(reading.user_seconds)
    return {
        "timestamp_s": reading.seconds,
        "epoch": reading.epoch,
        "timestamp": moment.isoformat() if moment else None,
        "user_id": reading.user,
        **pressure.status_fields(reading.status),
        "user_facing_time_s": reading.user_seconds,
        "user_facing_time": shown.isoformat() if shown else None,
        **v.special_fields(reading.specials),
    }


def fields(reading: EnhancedBloodPressure) -> dict[str, v.Json]:
    """A 2B34 frame as the front door prints it."""
    return {"unit": reading.unit, **pressure.fields(reading), **_common(reading)}


def fields_intermediate(reading: EnhancedBloodPressure) -> dict[str, v.Json]:
    """A 2B35 frame as the front door prints it."""
    return {
        "unit": reading.unit,
        f"cuff_{reading.unit}": v.plain(reading.systolic),
        **(
            v.also("cuff_mmHg", reading.systolic, pressure.KPA_IN_MMHG, digits=1)
            if reading.unit == "kPa"
            else {}
        ),
        "pulse_bpm": v.plain(reading.pulse),
        **_common(reading),
    }


def to_measurement(reading: EnhancedBloodPressure, context: v.Context) -> Measurement:
    """The measurement of a 2B34 frame."""
    shown = reading.moment(reading.user_seconds)
    return pressure.to_measurement(
        reading,
        context,
        decoder=DECODER,
        time=shown or reading.moment(reading.seconds),
        flags=pressure.status_flags(reading.status),
        user_slot=reading.user,
        specials=reading.specials,
    )
