"""Hypothesis strategies for events, read off the model's own type hints, so that a new body is covered."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import reject
from hypothesis import strategies as st

from hemmonitor.model import careplan, measurement
from hemmonitor.model.events import Body, Event

BODY_TYPES: tuple[type, ...] = get_args(Body)

_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
_first, _last = dt.datetime(2, 1, 1), dt.datetime(9998, 12, 31)
aware = st.datetimes(_first, _last, timezones=_zones)
naive = st.datetimes(_first, _last)
decimals = st.builds(
    lambda sign, digits, exponent: Decimal((sign, digits, exponent)),
    st.integers(0, 1),
    st.lists(st.integers(0, 9), min_size=1, max_size=10).map(tuple),
    st.integers(-130, 130),
)
texts = st.text(max_size=20)
names = st.text(min_size=1, max_size=20)

_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    bytes: st.binary(max_size=40),
    bool: st.booleans(),
    int: st.integers(-(2**63) + 1, 2**63 - 1),
    Decimal: decimals,
    dt.datetime: aware,
    dt.date: st.dates(),
    dt.time: st.times(),
    dt.timedelta: st.timedeltas(dt.timedelta(days=-4_000_000), dt.timedelta(days=4_000_000)),
}


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the model writes it."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin = get_origin(hint)
    if origin is UnionType:
        return st.one_of([st.none() if option is NoneType else of(option) for option in get_args(hint)])
    if origin is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=2).map(tuple)
    if origin is frozenset:
        return st.frozensets(of(get_args(hint)[0]), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _instances(hint)


def _instances(cls: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    parts = {field.name: of(hints[field.name]) for field in dataclasses.fields(cls)}
    if cls is measurement.Quantity:
        present = st.builds(cls, parts["component"], decimals, parts["unit"])
        absent = st.builds(cls, parts["component"], st.none(), parts["unit"], of(measurement.Absent))
        return present | absent
    if cls is measurement.Provenance:
        parts["device_time"] = st.none() | naive
    elif cls is measurement.Measurement:
        quantities = st.lists(of(measurement.Quantity), max_size=4, unique_by=lambda q: q.component)
        parts["values"] = quantities.map(tuple)
    elif cls is careplan.Plan:
        counts = st.integers(1, 10_000)
        parts |= {name: counts for name, hint in hints.items() if hint is int}
        parts["reason"] = texts.map(lambda text: text + ".")
    elif cls is measurement.Series:
        return _series()
    if "id" in parts:
        parts["id"] = st.uuids().map(str)  # the model wants a plan's ids to differ
    return _accepted(cls, st.fixed_dictionaries(parts))


@st.composite
def _series(draw: st.DrawFn) -> measurement.Series:
    """A series whose channels hold as many values as it says."""
    count = draw(st.integers(1, 5))
    scale = draw(st.sampled_from([Decimal(1), Decimal("0.1"), Decimal(2)]))
    # the number times two still fits the packed form
    column = st.lists(st.none() | st.integers(0, 32767), min_size=count, max_size=count)
    what = draw(st.tuples(st.sampled_from(measurement.Component), st.sampled_from(measurement.Unit)))
    values = [None if number is None else number * scale for number in draw(column)]
    step = draw(st.timedeltas(dt.timedelta(microseconds=1), dt.timedelta(hours=1)))
    return measurement.Series.of(draw(aware), step, {what: values})


@st.composite
def _accepted(draw: st.DrawFn, cls: Any, parts: st.SearchStrategy[dict[str, Any]]) -> Any:
    """An instance that the class does not refuse."""
    drawn = draw(parts)
    try:
        return cls(**drawn)
    except ValueError:
        reject()


def events(body: type | None = None) -> st.SearchStrategy[Event]:
    """Events of one body type, or of any."""
    bodies = of(body) if body else st.one_of([of(cls) for cls in BODY_TYPES])
    return st.builds(Event, names, names, names, aware, bodies)
