"""Short ways to make measurements, plans and records for the tests of the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from hemmonitor.model.careplan import Comparison, Level, Plan, Threshold
from hemmonitor.model.events import (
    Event,
    FindingsAcknowledged,
    MeasurementRecorded,
    PlanIssued,
    measurement_event_id,
)
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from hemmonitor.model.record import PatientRecord, fold

ZONE = dt.timezone(dt.timedelta(hours=1))
START = dt.datetime(2025, 3, 3, 8, 0, tzinfo=ZONE)
BOX = "box"


def at(day: float = 0, hour: float = 0, minute: float = 0) -> dt.datetime:
    """START (a Monday, 08:00) plus days, hours, minutes."""
    return START + dt.timedelta(days=day, hours=hour, minutes=minute)


def measured(kind: Kind, when: dt.datetime, *values: Quantity, **more: Any) -> Measurement:
    """A measurement whose id tells kind and time."""
    name = more.pop("id", f"{kind}@{when.isoformat()}")
    flags = frozenset[Flag](more.pop("flags", ()))
    return Measurement(name, kind, when, values, Provenance(Origin.DEVICE, when), flags, **more)


def pressure(
    when: dt.datetime, systolic: float, diastolic: float = 80, pulse: float = 70, **more: Any
) -> Measurement:
    """A blood pressure in mm[Hg] with pulse."""
    return measured(
        Kind.BLOOD_PRESSURE,
        when,
        Quantity(Component.SYSTOLIC, Decimal(str(systolic)), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(str(diastolic)), Unit.MMHG),
        Quantity(Component.PULSE_RATE, Decimal(str(pulse)), Unit.PER_MINUTE),
        **more,
    )


def single(
    kind: Kind, component: Component, unit: Unit, when: dt.datetime, value: float, **more: Any
) -> Measurement:
    """A measurement of one figure."""
    return measured(kind, when, Quantity(component, Decimal(str(value)), unit), **more)


def spo2(when: dt.datetime, value: float, **more: Any) -> Measurement:
    return single(Kind.OXIMETRY, Component.SPO2, Unit.PERCENT, when, value, **more)


def weight(when: dt.datetime, value: float, **more: Any) -> Measurement:
    return single(Kind.WEIGHT, Component.BODY_WEIGHT, Unit.KG, when, value, **more)


def glucose(when: dt.datetime, value: float, unit: Unit = Unit.MMOL_L, **more: Any) -> Measurement:
    return single(Kind.GLUCOSE, Component.GLUCOSE, unit, when, value, **more)


def limit(
    component: Component,
    comparison: Comparison,
    value: float | str,
    level: Level,
    kind: Kind = Kind.BLOOD_PRESSURE,
    unit: Unit = Unit.MMHG,
) -> Threshold:
    """An absolute limit whose id tells it all."""
    name = f"{kind}.{component}.{level}.{comparison}"
    return Threshold(name, kind, component, comparison, Decimal(str(value)), unit, level, "test source")


PRESSURE_LIMITS = (
    limit(Component.SYSTOLIC, Comparison.AT_LEAST, 180, Level.RED),
    limit(Component.DIASTOLIC, Comparison.AT_LEAST, 110, Level.RED),
    limit(Component.SYSTOLIC, Comparison.AT_LEAST, 160, Level.YELLOW),
    limit(Component.DIASTOLIC, Comparison.AT_LEAST, 100, Level.YELLOW),
    limit(Component.SYSTOLIC, Comparison.BELOW, 100, Level.YELLOW),
    limit(Component.SYSTOLIC, Comparison.BELOW, 90, Level.RED),
)
SPO2_LIMITS = (
    limit(Component.SPO2, Comparison.BELOW, 92, Level.YELLOW, Kind.OXIMETRY, Unit.PERCENT),
    limit(Component.SPO2, Comparison.BELOW, 88, Level.RED, Kind.OXIMETRY, Unit.PERCENT),
)
GLUCOSE_LIMITS = (
    limit(Component.GLUCOSE, Comparison.BELOW, "3.9", Level.YELLOW, Kind.GLUCOSE, Unit.MMOL_L),
    limit(Component.GLUCOSE, Comparison.BELOW, "3.0", Level.RED, Kind.GLUCOSE, Unit.MMOL_L),
    limit(Component.GLUCOSE, Comparison.ABOVE, "13.9", Level.YELLOW, Kind.GLUCOSE, Unit.MMOL_L),
)


def plan(
    thresholds: Sequence[Threshold] = (*PRESSURE_LIMITS, *SPO2_LIMITS, *GLUCOSE_LIMITS),
    *,
    version: int = 1,
    valid_from: dt.datetime = START - dt.timedelta(days=4000),
    **more: Any,
) -> Plan:
    """A plan with the limits above unless others are given."""
    return Plan(version, valid_from, "test", "tester", tuple(thresholds), **more)


def record(measurements: Iterable[Measurement], plans: Iterable[Plan] = (), *events: Event) -> PatientRecord:
    """A folded record; with the default plan when none is given."""
    issued = [
        Event(f"plan{p.version}", BOX, "clinic", p.valid_from, PlanIssued(p)) for p in plans or (plan(),)
    ]
    read = [
        Event(measurement_event_id(BOX, m.id), BOX, "home", m.taken_at, MeasurementRecorded(m))
        for m in measurements
    ]
    return fold(BOX, [*issued, *read, *events])


def acknowledged(key: str, when: dt.datetime) -> Event:
    """A nurse has dealt with the finding."""
    return Event(f"ack-{key}-{when}", BOX, "clinic", when, FindingsAcknowledged((key,), "nurse", ()))
