"""A night's recording gets its desaturation indices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hemmonitor.clinical.overnight import with_desaturations
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Series,
    Unit,
)

START = dt.datetime(2026, 5, 3, 22, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def night(values: list[Decimal | None], kind: Kind = Kind.OXIMETRY_SERIES) -> Measurement:
    series = Series.of(START, dt.timedelta(seconds=1), {(Component.SPO2, Unit.PERCENT): values})
    mean = (Quantity(Component.SPO2, Decimal(95), Unit.PERCENT),)
    return Measurement("n", kind, START, mean, Provenance(Origin.DEVICE, START), series=series)


def hours(fall: int, falls: int) -> list[Decimal | None]:
    """Two hours at 96 %, with so many falls of 20 s."""
    values: list[Decimal | None] = [Decimal(96)] * 7200
    for number in range(falls):
        values[600 * number + 300 : 600 * number + 320] = [Decimal(96 - fall)] * 20
    return values


def test_falls_an_hour_to_a_tenth() -> None:
    deep, shallow = with_desaturations(night(hours(4, 5))), with_desaturations(night(hours(3, 5)))
    assert deep.value(Component.ODI3) == deep.value(Component.ODI4) == Decimal("2.5")
    assert shallow.value(Component.ODI3) == Decimal("2.5")
    assert shallow.value(Component.ODI4) == Decimal("0.0")
    assert deep.quantity(Component.ODI3) == Quantity(Component.ODI3, Decimal("2.5"), Unit.PER_HOUR)


def test_a_lost_signal_is_no_fall_and_no_time() -> None:
    values = hours(4, 6)
    values[3600:] = [None] * 3600
    assert with_desaturations(night(values)).value(Component.ODI4) == Decimal("6.0")


def test_nothing_is_made_up() -> None:
    lost = night([None] * 7200)
    assert with_desaturations(lost) is lost
    spot = night(hours(4, 5), Kind.OXIMETRY)
    assert with_desaturations(spot) is spot
    once = with_desaturations(night(hours(4, 5)))
    assert with_desaturations(once) is once
