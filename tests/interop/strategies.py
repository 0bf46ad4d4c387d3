"""Measurements with anything in them that FHIR can say, for the round trip."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from hemmonitor.clinical.plausibility import RANGES
from hemmonitor.model import measurement as m

_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
_first, _last = dt.datetime(2, 1, 1), dt.datetime(9998, 12, 31)
aware = st.datetimes(_first, _last, timezones=_zones)
# white space alone is no text to FHIR
texts = st.text(max_size=20).map(lambda text: text if text.strip() else "")
decimals = st.builds(
    lambda sign, digits, exponent: Decimal((sign, digits, exponent)),
    st.integers(0, 1),
    st.lists(st.integers(0, 9), min_size=1, max_size=10).map(tuple),
    st.integers(-30, 30),
)
wide = st.integers(-(2**63) + 1, 2**63 - 1)


@st.composite
def quantities(draw: st.DrawFn) -> m.Quantity:
    component = draw(st.sampled_from(m.Component))
    limits = RANGES.get(component)
    unit = limits.unit if limits else draw(st.sampled_from(m.Unit))
    if draw(st.booleans()):
        return m.Quantity(component, None, unit, draw(st.sampled_from(m.Absent)))
    return m.Quantity(component, draw(decimals), unit)


@st.composite
def series(draw: st.DrawFn) -> m.Series:
    count = draw(st.integers(1, 6))
    scale = draw(st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.01")]))
    numbers = st.lists(st.none() | st.integers(0, 600), min_size=count, max_size=count)
    kinds = draw(st.lists(st.sampled_from(m.Component), min_size=1, max_size=3, unique=True))
    values = {
        (c, draw(st.sampled_from(m.Unit))): [None if n is None else n * scale for n in draw(numbers)]
        for c in kinds
    }
    step = draw(st.timedeltas(dt.timedelta(microseconds=1), dt.timedelta(hours=1)))
    return m.Series.of(draw(aware), step, values)


provenances = st.builds(
    m.Provenance,
    origin=st.sampled_from(m.Origin),
    host_time=aware,
    device_time=st.none() | st.datetimes(_first, _last),
    correction=st.sampled_from(m.Correction),
    clock_offset=st.none() | st.timedeltas(dt.timedelta(days=-300), dt.timedelta(days=300)),
    device_id=texts,
    device_model=texts,
    source=texts,
    raw=st.binary(max_size=40),
    decoder=texts,
    user_slot=st.none() | wide,
    sequence=st.none() | wide,
    beside=st.binary(max_size=40),
)
_measured = st.builds(
    m.Measurement,
    id=st.uuids().map(str),
    kind=st.sampled_from(m.Kind),
    taken_at=aware,
    values=st.lists(quantities(), min_size=1, max_size=4, unique_by=lambda q: q.component).map(tuple),
    provenance=provenances,
    flags=st.frozensets(st.sampled_from(m.Flag), max_size=3),
    session=texts,
    note=texts,
    series=st.none() | series(),
    meal=st.none() | st.sampled_from(m.Meal),
)
_answers = st.builds(
    m.Measurement,
    id=st.uuids().map(str),
    kind=st.just(m.Kind.QUESTIONNAIRE),
    taken_at=aware,
    values=st.just(()),
    provenance=provenances,
)
measurements = _measured | _answers
