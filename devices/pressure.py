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
UNITS = {"mmHg": Unit.MMHG, "kPa": Unit.KPA}


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
    return {
        f"systolic_{unit}": v.plain(reading.systolic),
        f"diastolic_{unit}": v.plain(reading.diastolic),
        f"map_{unit}": v.plain(reading.mean),
        "pulse_bpm": v.plain(reading.pulse),
    }


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
