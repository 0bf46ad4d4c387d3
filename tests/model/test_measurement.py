from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.model.measurement import Absent, Component, Kind, Measurement, Quantity, Unit, record_id
from tests.model.build import START, measurement, systolic


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_value_is_a_finite_number(value: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        Quantity(Component.SYSTOLIC, Decimal(value), Unit.MMHG)


def test_an_absence_has_a_reason_and_no_number() -> None:
    assert Quantity(Component.SYSTOLIC, None, Unit.MMHG, Absent.TOO_HIGH).value is None
    with pytest.raises(ValueError, match="needs its reason"):
        Quantity(Component.SYSTOLIC, None, Unit.MMHG)
    with pytest.raises(ValueError, match="cannot be absent too"):
        Quantity(Component.SYSTOLIC, Decimal(0), Unit.MMHG, Absent.TOO_LOW)


def test_zero_is_a_value() -> None:
    assert Quantity(Component.SCORE, Decimal(0), Unit.SCORE).value == 0


def test_a_component_is_given_once() -> None:
    with pytest.raises(ValueError, match="occurs twice"):
        dataclasses.replace(measurement("m"), values=(systolic(1), systolic(2)))


def test_times_need_a_zone() -> None:
    naive = dt.datetime(2026, 5, 3, 7, 0)
    one = measurement("m")
    with pytest.raises(ValueError, match="need a zone"):
        dataclasses.replace(one, taken_at=naive)
    with pytest.raises(ValueError, match="need a zone"):
        dataclasses.replace(one, provenance=dataclasses.replace(one.provenance, host_time=naive))


def test_figures_are_found_by_component() -> None:
    absent = Quantity(Component.PULSE_RATE, None, Unit.PER_MINUTE, Absent.NOT_KNOWN)
    one: Measurement = dataclasses.replace(measurement("m"), values=(systolic("120.50"), absent))
    assert one.value(Component.SYSTOLIC) == Decimal("120.5")
    assert one.quantity(Component.PULSE_RATE) == absent
    assert one.value(Component.PULSE_RATE) is None
    assert one.quantity(Component.SPO2) is None
    assert one.value(Component.SPO2) is None


# --- the id of a record ------------------------------------------------------------------------

BASE: dict[str, Any] = {
    "kind": Kind.BLOOD_PRESSURE,
    "device_id": "AA:BB",
    "raw": b"\x01\x02",
    "sequence": 7,
    "device_time": dt.datetime(2026, 5, 3, 7, 0),
    "user_slot": 1,
    "received": START,
}
VARIANTS: list[dict[str, Any]] = [
    {},
    {"kind": Kind.WEIGHT},
    {"device_id": "AA:BC"},
    {"raw": b"\x01\x02\x00"},
    {"sequence": 8},
    {"sequence": None},
    {"device_time": dt.datetime(2026, 5, 3, 7, 1)},
    {"device_time": None},
    {"user_slot": 2},
    {"user_slot": None},
    {"sequence": None, "device_time": None},
]


@pytest.mark.parametrize(("one", "other"), list(combinations(VARIANTS, 2)))
def test_records_that_differ_have_other_ids(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert record_id(**{**BASE, **one}) != record_id(**{**BASE, **other})


@pytest.mark.parametrize("variant", VARIANTS[:-1])
def test_a_record_that_is_sent_again_later_has_the_same_id(variant: dict[str, Any]) -> None:
    first = {**BASE, **variant}
    assert record_id(**first) == record_id(**{**first, "received": START + dt.timedelta(days=1)})
    assert record_id(**first) == record_id(**{**first, "received": None})


def test_without_number_and_time_the_moment_of_receipt_tells_records_apart() -> None:
    bare = {**BASE, "sequence": None, "device_time": None}
    later = START + dt.timedelta(seconds=1)
    assert record_id(**bare) != record_id(**{**bare, "received": later})
    same_moment = START.astimezone(dt.UTC)
    assert record_id(**bare) == record_id(**{**bare, "received": same_moment})


@given(st.text(), st.binary(), st.text(), st.binary())
@settings(deadline=None)
def test_no_two_records_share_an_id_by_shifting_bytes(a: str, b: bytes, c: str, d: bytes) -> None:
    same = (a, b) == (c, d)
    ids = (record_id(Kind.WEIGHT, a, b, sequence=1), record_id(Kind.WEIGHT, c, d, sequence=1))
    assert (ids[0] == ids[1]) is same
    assert all(len(i) == 32 and set(i) <= set("0123456789abcdef") for i in ids)


def test_an_id_never_changes_between_versions() -> None:
    """Stored ids rest on it: a device's second sending of an old record must find the first."""
    assert record_id(**BASE) == "18ff334b31d299593c40a93db568e594"
