"""Home blood pressure averages as Observations (LOINC 96607-7) with the readings they rest on.

After HL7 CardX's average profile: count, period, mean systolic and diastolic, ``derivedFrom``. Means are
exact and written to two decimals, half up. Each says how it was made (all readings, or the home protocol
with the first day dropped) and whether the data suffice, because the two can fall in different classes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from hemmonitor.clinical.home_pressure import HomeAverage, home_average, readings_of
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
from hemmonitor.interop.home_pressures import Period, at_home
from hemmonitor.model.measurement import Measurement, Unit

METHODS = (("all-readings", False), ("home-protocol-drop-day-1", True))


def averages(measurements: Sequence[Measurement], period: Period, about: About) -> Iterator[Resource]:
    """The averages of a period, by each method that leaves a reading."""
    of_period = [m for m in measurements if at_home(m) and period.holds(m)]
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
