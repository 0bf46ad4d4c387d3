"""What every blood pressure cuff shares, whatever bytes it speaks: limits, JSON fields, the measurement.

Limits are the hard ones of the clinical fact sheet, section 6. A cuff's 0, 2047 or 255 falls outside
them, so a failed measurement never becomes a number.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from devices import values as v
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from devices.wire import DeviceTime, Special

# The kPa row is the mm[Hg] row divided by 7.50062, widened to the device's last digit.
SYSTOLIC = {"mmHg": v.limits("40", "300"), "kPa": v.limits("5.3", "40.0")}
DIASTOLIC = {"mmHg": v.limits("20", "200"), "kPa": v.limits("2.6", "26.7")}
CUFF = {"mmHg": v.limits("0", "330"), "kPa": v.limits("0", "44")}  # what a cuff may show while it works
UNITS = {"mmHg": Unit.MMHG, "kPa": Unit.KPA}

# The status field of 2A35 and 2B34.
_PULSE_RANGE = ("in", "above", "below", None)
_STATUS_FLAGS = {
    1: Flag.BODY_MOVEMENT,
    2: Flag.CUFF_LOOSE,
    4: Flag.IRREGULAR_PULSE,
    32: Flag.IMPROPER_POSITION,
}


KPA_IN_MMHG = 7.50062


class Pressures(Protocol):
    """The fields a cuff's wire value has."""

    @property
    def unit(self) -> str:
        """``mmHg`` or ``kPa``."""

    @property
    def systolic(self) -> Decimal | None:
        """In ``unit``."""

    @property
    def diastolic(self) -> Decimal | None:
        """In ``unit``."""

    @property
    def mean(self) -> Decimal | None:
        """In ``unit``; ``None`` where the cuff gives none."""

    @property
    def pulse(self) -> Decimal | None:
        """Per minute."""


def fault(reading: Pressures) -> str | None:
    """Why the pressures cannot be a measurement, or ``None``. The text holds no value."""
    systolic, diastolic, mean, unit = reading.systolic, reading.diastolic, reading.mean, reading.unit
    if systolic is None or diastolic is None:
        return "no systolic or diastolic pressure: the device did not succeed"
    if systolic not in SYSTOLIC[unit] or diastolic not in DIASTOLIC[unit]:
        return "implausible pressure"
    if systolic <= diastolic:
        return "systolic is not above diastolic"
    if mean is not None and not diastolic <= mean <= systolic:
        return "mean pressure is not between diastolic and systolic"
    if reading.pulse is not None and reading.pulse not in v.PULSE:
        return "implausible pulse"
    return None


def fields(reading: Pressures) -> dict[str, v.Json]:
    """Pressures and pulse under the front door's names."""
    unit = reading.unit
    named = {"systolic": reading.systolic, "diastolic": reading.diastolic, "map": reading.mean}
    out: dict[str, v.Json] = {f"{name}_{unit}": v.plain(value) for name, value in named.items()}
    if unit == "kPa":
        for name, value in named.items():
            out |= v.also(f"{name}_mmHg", value, KPA_IN_MMHG, digits=1)
    return {**out, "pulse_bpm": v.plain(reading.pulse)}


def to_measurement(
    reading: Pressures,
    context: v.Context,
    *,
    decoder: str,
    time: DeviceTime | dt.datetime | None,
    flags: Iterable[Flag] = (),
    user_slot: int | None = None,
    sequence: int | None = None,
    specials: Iterable[tuple[str, Special]] = (),
) -> Measurement:
    """The measurement; a side value that was sent as a special stays, as absent with its reason."""
    unit = UNITS[reading.unit]
    absent = dict(specials)
    quantities = [
        v.quantity(Component.SYSTOLIC, reading.systolic, unit),
        v.quantity(Component.DIASTOLIC, reading.diastolic, unit),
    ]
    for component, value, of, name in (
        (Component.MEAN_ARTERIAL, reading.mean, unit, "mean"),
        (Component.PULSE_RATE, reading.pulse, Unit.PER_MINUTE, "pulse"),
    ):
        if value is not None or name in absent:
            quantities.append(v.quantity(component, value, of, absent.get(name)))
    return v.measurement(
        Kind.BLOOD_PRESSURE,
        quantities,
        context,
        decoder=decoder,
        time=time,
        flags=flags,
        user_slot=user_slot,
        sequence=sequence,
    )


def status_flags(status: int | None) -> frozenset[Flag]:
    """What the status bits say about the circumstances."""
    bits = status or 0
    found = {flag for bit, flag in _STATUS_FLAGS.items() if bits & bit}
    match pulse_range(bits):
        case "above":
            found.add(Flag.PULSE_ABOVE_RANGE)
        case "below":
            found.add(Flag.PULSE_BELOW_RANGE)
    return frozenset(found)


def pulse_range(status: int) -> str | None:
    """``in``, ``above`` or ``below`` the device's pulse range; ``None`` for the reserved code."""
    return _PULSE_RANGE[status >> 3 & 3]


def status_fields(status: int | None) -> dict[str, v.Json]:
    """The status bits under the front door's names; every one ``None`` when no status was sent."""
    known = status is not None
    bits = status or 0
    return {
        "measurement_status": status,
        "body_movement": bool(bits & 1) if known else None,
        "cuff_loose": bool(bits & 2) if known else None,
        "irregular_pulse": bool(bits & 4) if known else None,
        "pulse_range": pulse_range(bits) if known else None,
        "bad_position": bool(bits & 32) if known else None,
    }
