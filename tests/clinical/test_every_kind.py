"""A measurement of any kind can be recorded and judged."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from hemmonitor.clinical.occasions import REPEATS
from hemmonitor.home import Home
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from hemmonitor.store.memory import MemoryJournal

AT = dt.datetime(2026, 5, 3, 7, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize("kind", Kind)
def test_a_measurement_of_any_kind_is_recorded(kind: Kind) -> None:
    home = Home(MemoryJournal(), "patient", "computer")
    value = Quantity(Component.SCORE, Decimal(3), Unit.SCORE)
    home.record(Measurement("m", kind, AT, (value,), Provenance(Origin.DEVICE, AT)), AT)
    assert [one.id for one in home.history(kind)] == ["m"]
    assert kind in REPEATS
