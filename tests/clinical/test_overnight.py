"""A night's recording gets its desaturation indices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hemmonitor.clinical import overnight
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


def test_a_night_by_the_hours_of_the_clock() -> None:
    """From 22.30: half an hour at 96 with a minute at 88, five minutes lost, then 92 up to 00.10."""
    values: list[Decimal | None] = [Decimal(96)] * 1800
    values[600:660] = [Decimal(88)] * 60
    values += [None] * 300 + [Decimal(92)] * 3900
    pulse: list[Decimal | None] = [Decimal(60)] * 3000 + [Decimal(70)] * 3000
    series = Series.of(
        START,
        dt.timedelta(seconds=1),
        {(Component.SPO2, Unit.PERCENT): values, (Component.PULSE_RATE, Unit.PER_MINUTE): pulse},
    )
    odi = Quantity(Component.ODI4, Decimal("1.5"), Unit.PER_HOUR)
    taken = Measurement(
        "n", Kind.OXIMETRY_SERIES, START, (odi,), Provenance(Origin.DEVICE, START), series=series
    )
    found = overnight.night(taken)
    assert found is not None
    assert [(h.start.hour, h.start.minute) for h in found.hours] == [(22, 30), (23, 0), (0, 0)]
    assert found.hours[-1].end == found.whole.end == START + dt.timedelta(minutes=100)
    assert found.whole.under == found.hours[0].under == dt.timedelta(minutes=1)
    assert found.whole.lost == found.hours[1].lost == dt.timedelta(minutes=5)
    assert found.whole.valid == sum((h.valid for h in found.hours), dt.timedelta())
    assert found.whole.share_under == Decimal("1.1")  # one minute of 95
    assert found.whole.spo2 is not None
    assert (found.whole.spo2.lowest, found.whole.spo2.highest) == (88, 96)
    assert found.whole.pulse is not None
    assert found.whole.pulse.mean == 65
    assert (found.odi3, found.odi4) == (None, Decimal("1.5"))


def test_ninety_is_not_under_ninety_and_a_lost_night_has_no_share() -> None:
    level = overnight.night(night([Decimal(90)] * 700))
    lost = overnight.night(night([None] * 700))
    assert level is not None
    assert level.whole.under == dt.timedelta()
    assert lost is not None
    assert lost.whole.share_under is None
    assert lost.whole.spo2 is None
    assert overnight.night(night([Decimal(90)] * 700, Kind.OXIMETRY)) is None
