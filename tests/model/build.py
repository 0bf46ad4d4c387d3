"""Small pieces of the model for its tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hemmonitor.model.careplan import Comparison, Level, Plan, Threshold
from hemmonitor.model.events import Body, Event, MeasurementRecorded, measurement_event_id
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)

MAILBOX = "mb-1"
SUMMER = dt.timezone(dt.timedelta(hours=2))
START = dt.datetime(2026, 5, 3, 7, 0, tzinfo=SUMMER)


def at(minutes: int) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def systolic(value: str | int) -> Quantity:
    return Quantity(Component.SYSTOLIC, Decimal(value), Unit.MMHG)


def measurement(name: str, minutes: int = 0, kind: Kind = Kind.BLOOD_PRESSURE) -> Measurement:
    return Measurement(name, kind, at(minutes), (systolic(120),), Provenance(Origin.MANUAL, at(minutes)))


def event(name: str, minutes: int, body: Body, mailbox: str = MAILBOX) -> Event:
    return Event(name, mailbox, "dev-1", at(minutes), body)


def recorded(name: str, minutes: int = 0, *, stated: int | None = None) -> Event:
    body = MeasurementRecorded(measurement(name, minutes))
    return event(measurement_event_id(MAILBOX, name), minutes if stated is None else stated, body)


def threshold(name: str = "t", limit: int = 180, comparison: Comparison = Comparison.AT_LEAST) -> Threshold:
    return Threshold(
        name, Kind.BLOOD_PRESSURE, Component.SYSTOLIC, comparison, Decimal(limit), Unit.MMHG, Level.RED
    )


def plan(version: int = 1, minutes: int = 0, limit: int = 180) -> Plan:
    return Plan(version, at(minutes), "a reason", "Test", thresholds=(threshold(limit=limit),))
