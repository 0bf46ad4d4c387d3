"""Whether a figure can be true: hard limits set it aside, soft limits ask for a repeat.

Rules:
- A value outside a hard limit is kept, shown as set aside, and used by no rule.
- A likely unit slip is named (86..113 "Cel" is Fahrenheit), never corrected silently. It asks for a
  repeat; what sets a figure aside is the hard limit alone, so that a true extreme is not lost.
- Limits are this project's policy, CLINICAL.md section 6 [P]. Each is in the unit stated beside it; a
  figure in another unit of the same family is converted to compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.units import convert, convertible
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit


class Severity(StrEnum):
    """Hard: set aside. Soft: ask for a repeat."""

    HARD = "hard"
    SOFT = "soft"


class Doubt(StrEnum):
    """What is wrong."""

    OUT_OF_RANGE = "out_of_range"
    PRESSURES_CROSSED = "pressures_crossed"  # systolic not above diastolic
    PULSE_PRESSURE = "pulse_pressure"
    MEAN_OUTSIDE = "mean_outside"  # mean pressure not between diastolic and systolic
    RATIO = "ratio"  # FEV1/FEV6 or their order
    UNIT_SLIP = "unit_slip"
    SUDDEN_CHANGE = "sudden_change"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_2000 = "before_2000"
    CLOCK_OFF = "clock_off"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One doubt about a measurement. ``suggested`` is the unit that would make sense of the figure."""

    doubt: Doubt
    severity: Severity
    component: Component | None = None
    suggested: Unit | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Hard and soft ends in ``unit``; ``None`` where there is none."""

    unit: Unit
    hard: tuple[str, str]
    soft: tuple[str | None, str | None] = (None, None)


RANGES: dict[Component, Range] = {
    Component.SYSTOLIC: Range(Unit.MMHG, ("40", "300"), ("80", "220")),
    Component.DIASTOLIC: Range(Unit.MMHG, ("20", "200"), ("40", "130")),
    Component.PULSE_RATE: Range(Unit.PER_MINUTE, ("20", "300"), ("40", "150")),
    Component.HEART_RATE: Range(Unit.PER_MINUTE, ("20", "300"), ("40", "150")),
    Component.SPO2: Range(Unit.PERCENT, ("30", "100"), ("80", None)),
    Component.PERFUSION_INDEX: Range(Unit.PERCENT, ("0", "25"), ("0.3", None)),
    Component.BODY_TEMPERATURE: Range(Unit.CELSIUS, ("25", "45"), ("34", "41")),
    Component.BODY_WEIGHT: Range(Unit.KG, ("20", "400")),
    Component.BODY_HEIGHT: Range(Unit.CM, ("100", "230")),
    Component.FEV1: Range(Unit.LITRE, ("0.10", "8.0")),
    Component.FEV6: Range(Unit.LITRE, ("0.10", "10")),
    Component.FVC: Range(Unit.LITRE, ("0.10", "10")),
    Component.PEF: Range(Unit.LITRE_PER_MINUTE, ("20", "1000")),
    Component.GLUCOSE: Range(Unit.MMOL_L, ("0.3", "60"), ("2.0", "30")),
    Component.RESPIRATORY_RATE: Range(Unit.PER_MINUTE, ("3", "80"), ("8", "35")),
}

WEIGHT_CHANGE = (Fraction(3), dt.timedelta(hours=24))  # kg
POUND_FACTOR = (Fraction("2.0"), Fraction("2.4"))  # a weight step by this factor is a pound read as kg
FUTURE = dt.timedelta(minutes=10)
EARLIEST_YEAR = 2000  # before it a clock was not set
CLOCK_OFFSET = dt.timedelta(minutes=2)


def _ends() -> dict[tuple[Component, Unit], tuple[Decimal, Decimal]]:
    """Hard ends in every unit that a component's figures come in, to four decimals."""
    found = {}
    for component, limits in RANGES.items():
        for unit in Unit:
            if convertible(limits.unit, unit):
                low, high = (convert(Fraction(end), limits.unit, unit) for end in limits.hard)
                found[component, unit] = (_decimal(low), _decimal(high))
    return found


def _decimal(value: Fraction) -> Decimal:
    return Decimal(round(value * 10_000)).scaleb(-4)


_ENDS = _ends()
# The same in the unit that nearly all figures come in, found by the component alone.
_USUAL = {component: (limits.unit, *_ENDS[component, limits.unit]) for component, limits in RANGES.items()}
_NO_ENDS = (None, Decimal("-Infinity"), Decimal("Infinity"))
_SYSTOLIC, _DIASTOLIC = Component.SYSTOLIC, Component.DIASTOLIC
_MEAN, _FEV6 = Component.MEAN_ARTERIAL, Component.FEV6


def usable(measurement: Measurement) -> bool:
    """Whether no hard limit sets it aside. Only what the measurement itself says; no clock is needed.

    The same as having none of the hard ``suspicions`` but those of time; it runs once a reading.
    """
    systolic = diastolic = None
    for quantity in measurement.values:
        value, component = quantity.value, quantity.component
        if value is None:
            continue
        unit, low, high = _USUAL.get(component, _NO_ENDS)
        if unit is not quantity.unit:
            low, high = _ENDS.get((component, quantity.unit), _NO_ENDS[1:])
        if not low <= value <= high:
            return False
        if component is _SYSTOLIC:
            systolic = value
        elif component is _DIASTOLIC:
            diastolic = value
        elif component is _MEAN or component is _FEV6:
            return next(_hard(measurement), None) is None
    return systolic is None or diastolic is None or systolic > diastolic


def suspicions(
    measurement: Measurement, now: dt.datetime, previous: Measurement | None = None
) -> tuple[Suspicion, ...]:
    """Every doubt about a measurement: its figures, its time against ``now``, its step from ``previous``.

    ``now`` is aware; ``previous`` is the one before of the same kind, if any.
    """
    found = [*_hard(measurement), *_soft(measurement), *_time(measurement, now)]
    if previous is not None and previous.kind is measurement.kind is Kind.WEIGHT:
        found.extend(_weight_step(measurement, previous))
    return tuple(found)


def _in(quantity: Quantity, unit: Unit) -> Fraction | None:
    if quantity.value is None or not convertible(quantity.unit, unit):
        return None
    return convert(quantity.value, quantity.unit, unit)


def _value(measurement: Measurement, component: Component, unit: Unit) -> Fraction | None:
    quantity = measurement.quantity(component)
    return None if quantity is None else _in(quantity, unit)


def _hard(measurement: Measurement) -> Iterator[Suspicion]:
    for quantity in measurement.values:
        if quantity.value is None:
            continue
        ends = _ENDS.get((quantity.component, quantity.unit))
        if ends is not None and not ends[0] <= quantity.value <= ends[1]:
            yield Suspicion(Doubt.OUT_OF_RANGE, Severity.HARD, quantity.component)
    if measurement.kind is Kind.SPIROMETRY:
        yield from _hard_volumes(measurement)
    else:
        yield from _hard_pressures(measurement)


def _hard_pressures(measurement: Measurement) -> Iterator[Suspicion]:
    systolic, diastolic = measurement.value(Component.SYSTOLIC), measurement.value(Component.DIASTOLIC)
    middle = measurement.value(Component.MEAN_ARTERIAL)
    if systolic is None or diastolic is None:
        return
    if systolic <= diastolic:
        yield Suspicion(Doubt.PRESSURES_CROSSED, Severity.HARD, Component.SYSTOLIC)
    elif middle is not None and not diastolic <= middle <= systolic:
        yield Suspicion(Doubt.MEAN_OUTSIDE, Severity.HARD, Component.MEAN_ARTERIAL)


def _hard_volumes(measurement: Measurement) -> Iterator[Suspicion]:
    fev1, fev6 = measurement.value(Component.FEV1), measurement.value(Component.FEV6)
    if fev1 is None or not fev6 or fev6 <= 0:
        return
    if fev1 > fev6 or fev1 / fev6 < Decimal("0.15"):
        yield Suspicion(Doubt.RATIO, Severity.HARD, Component.FEV6)


def _soft(measurement: Measurement) -> Iterator[Suspicion]:
    for quantity in measurement.values:
        slip = unit_slip(quantity)
        if slip is not None:
            yield Suspicion(Doubt.UNIT_SLIP, Severity.SOFT, quantity.component, slip)
        limits = RANGES.get(quantity.component)
        value = None if limits is None else _in(quantity, limits.unit)
        if limits is None or value is None:
            continue
        low, high = limits.soft
        if (low is not None and value < Fraction(low)) or (high is not None and value > Fraction(high)):
            yield Suspicion(Doubt.OUT_OF_RANGE, Severity.SOFT, quantity.component)
    systolic = _value(measurement, Component.SYSTOLIC, Unit.MMHG)
    diastolic = _value(measurement, Component.DIASTOLIC, Unit.MMHG)
    if systolic is not None and diastolic is not None and not 15 <= systolic - diastolic <= 120:
        yield Suspicion(Doubt.PULSE_PRESSURE, Severity.SOFT, Component.SYSTOLIC)
    fev1 = _value(measurement, Component.FEV1, Unit.LITRE)
    fev6 = _value(measurement, Component.FEV6, Unit.LITRE)
    if fev1 is not None and fev6 and fev1 / fev6 < Fraction("0.30"):
        yield Suspicion(Doubt.RATIO, Severity.SOFT, Component.FEV6)


def fev1_doubtful(fev1: Fraction, predicted: Fraction) -> bool:
    """Whether FEV1 is over 150 % of predicted, both in L: ask for a repeat."""
    return fev1 > predicted * Fraction(3, 2)


def unit_slip(quantity: Quantity) -> Unit | None:
    """The unit a figure most likely has when it cannot be in the stated one, else ``None``.

    86..113 "Cel" is Fahrenheit; over 40 "mmol/L" is mg/dL; 5..25 "mm[Hg]" is kPa.
    """
    value = quantity.value
    if value is None:
        return None
    if quantity.unit is Unit.CELSIUS and 86 <= value <= 113:
        return Unit.FAHRENHEIT
    if quantity.unit is Unit.MMOL_L and quantity.component is Component.GLUCOSE and value > 40:
        return Unit.MG_DL
    if quantity.unit is Unit.MMHG and quantity.component is Component.SYSTOLIC and 8 <= value <= 30:
        return Unit.KPA
    return None


def weight_slip(current_kg: Fraction, previous_kg: Fraction) -> Unit | None:
    """``Unit.LB`` when a weight has stepped by a factor of about 2.2 either way, else ``None``."""
    if current_kg <= 0 or previous_kg <= 0:
        return None
    factor = max(current_kg / previous_kg, previous_kg / current_kg)
    return Unit.LB if POUND_FACTOR[0] <= factor <= POUND_FACTOR[1] else None


def _weight_step(measurement: Measurement, previous: Measurement) -> Iterator[Suspicion]:
    now, before = (_value(m, Component.BODY_WEIGHT, Unit.KG) for m in (measurement, previous))
    if now is None or before is None:
        return
    slip = weight_slip(now, before)
    if slip is not None:
        yield Suspicion(Doubt.UNIT_SLIP, Severity.SOFT, Component.BODY_WEIGHT, slip)
    elif abs(now - before) > WEIGHT_CHANGE[0] and (
        abs(measurement.taken_at - previous.taken_at) <= WEIGHT_CHANGE[1]
    ):
        yield Suspicion(Doubt.SUDDEN_CHANGE, Severity.SOFT, Component.BODY_WEIGHT)


def _time(measurement: Measurement, now: dt.datetime) -> Iterator[Suspicion]:
    if measurement.taken_at > now + FUTURE:
        yield Suspicion(Doubt.IN_THE_FUTURE, Severity.HARD)
    if measurement.taken_at.year < EARLIEST_YEAR:
        yield Suspicion(Doubt.BEFORE_2000, Severity.HARD)
    offset = measurement.provenance.clock_offset
    if offset is not None and abs(offset) > CLOCK_OFFSET:
        yield Suspicion(Doubt.CLOCK_OFF, Severity.SOFT)
