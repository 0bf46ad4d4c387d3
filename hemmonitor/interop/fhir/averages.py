"""Home blood pressure averages as Observations (LOINC 96607-7) with the readings they rest on.

After HL7 CardX's average profile: count, period, mean systolic and diastolic, ``derivedFrom``. Means are
exact and written to two decimals, half up. Each says how it was made (all readings, or the home protocol
with the first day dropped) and whether the data suffice, because the two can fall in different classes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hemmonitor.clinical.home_pressure import HomeAverage, home_average, protocol_day, readings_of
from hemmonitor.clinical.numbers import half_up_to
from hemmonitor.interop.fhir.observation import About, observation_id, when
from hemmonitor.interop.fhir.systems import (
    CATEGORY,
    COUNT_EXTENSION,
    LOINC,
    UCUM,
    Resource,
    coding,
    concept,
    identifier,
    own,
    reference,
    resource_id,
)
from hemmonitor.model.measurement import Kind, Measurement, Unit

PROTOCOL_DAYS = 7
METHODS = (("all-readings", False), ("home-protocol-drop-day-1", True))


@dataclass(frozen=True, slots=True)
class Period:
    """Protocol days ``first`` to ``last``, both included, as local dates."""

    first: dt.date
    last: dt.date

    def holds(self, measurement: Measurement) -> bool:
        """Whether a measurement belongs to these days (a night till 03:00 is the day before)."""
        day = dt.date.fromordinal(protocol_day(measurement.taken_at))
        return self.first <= day <= self.last


def newest_period(measurements: Sequence[Measurement]) -> Period | None:
    """The seven protocol days that end with the newest blood pressure, if there is one."""
    newest = next((m for m in reversed(measurements) if m.kind is Kind.BLOOD_PRESSURE), None)
    if newest is None:
        return None
    last = dt.date.fromordinal(protocol_day(newest.taken_at))
    return Period(last - dt.timedelta(days=PROTOCOL_DAYS - 1), last)


def averages(measurements: Sequence[Measurement], period: Period, about: About) -> Iterator[Resource]:
    """The averages of a period, by each method that leaves a reading."""
    of_period = [m for m in measurements if m.kind is Kind.BLOOD_PRESSURE and period.holds(m)]
    readings = readings_of(of_period)
    taken = {m.id: m.taken_at for m in of_period}
    for method, drops in METHODS:
        found = home_average(readings, drop_first_day=drops)
        first = min((r.day for r in readings), default=0)
        used = [r.measurement_id for r in readings if not (drops and r.day == first)]
        if found.overall is not None and used:
            yield _average(found, method, period, about, used, [taken[i] for i in used])


def _average(
    average: HomeAverage,
    method: str,
    period: Period,
    about: About,
    used: Sequence[str],
    times: Sequence[dt.datetime],
) -> Resource:
    mean = average.overall
    assert mean is not None
    name = f"{about.mailbox}/{method}/{period.first}/{period.last}"
    return {
        "resourceType": "Observation",
        "id": resource_id("Observation", "average", name),
        "extension": [
            {"url": COUNT_EXTENSION, "valueInteger": mean.n},
            {"url": own("adequacy"), "valueCode": average.status.value},
        ],
        "identifier": [identifier("average", name)],
        "status": "final",
        "category": [concept(coding(CATEGORY, "vital-signs"))],
        "code": concept(
            coding(LOINC, "96607-7", "Blood pressure panel mean systolic and mean diastolic"),
            text="Home blood pressure average",
        ),
        "subject": reference("Patient", about.patient),
        "effectivePeriod": {"start": when(min(times)), "end": when(max(times))},
        "issued": when(max(times)),
        "performer": [reference("Patient", about.patient)],
        "method": concept(coding(own("average-method"), method)),
        "derivedFrom": [reference("Observation", observation_id(about.mailbox, i)) for i in used],
        "component": [
            _component("96608-5", "Systolic blood pressure mean", mean.systolic),
            _component("96609-3", "Diastolic blood pressure mean", mean.diastolic),
        ],
    }


def _component(loinc: str, display: str, value: Fraction) -> Resource:
    quantity = {"value": two_decimals(value), "unit": "mmHg", "system": UCUM, "code": Unit.MMHG.value}
    return {"code": concept(coding(LOINC, loinc, display)), "valueQuantity": quantity}


def two_decimals(value: Fraction) -> Decimal:
    """A figure to two decimals, half up, without needless zeros but at least one decimal: 87.0, 134.32."""
    hundredths = Decimal(int(half_up_to(value, Fraction(1, 100)) * 100)).scaleb(-2)
    tenths = hundredths.quantize(Decimal("0.1"))
    return tenths if tenths == hundredths else hundredths
