"""A measurement as an Observation, with the Provenance of how it came in.

Strategy: one measurement is one Observation. Blood pressure is a panel of components; of other kinds the
leading figure is the value and the rest are components. What FHIR has no place for (flags, session,
what the decoder knew) stands in extensions, so that reading back gives the same measurement.

Rules:
- A retracted measurement stays, as ``entered-in-error``; nothing is left out of an export.
- The resource is about the measurement only. That it was imported is said by a Provenance of its own.
- Ids and identifiers follow from the measurement's own id, so a second export makes nothing twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from hemmonitor.interop.fhir import codes
from hemmonitor.interop.fhir.samples import samples
from hemmonitor.interop.fhir.systems import (
    ABSENT_REASON,
    CATEGORY,
    COINCIDENT_PROFILE,
    GATEWAY_EXTENSION,
    MDC,
    UCUM,
    Resource,
    coding,
    concept,
    identifier,
    own,
    reference,
    resource_id,
)
from hemmonitor.model.events import MeasurementRetracted
from hemmonitor.model.measurement import Kind, Measurement, Origin, Provenance, Quantity

IMPORTED = "import/fhir/"  # a source that begins so goes on with the origin and source in the file
FARTHEST_OFFSET = dt.timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class About:
    """Whose measurements they are and what took them in: the patient's and the gateway's ids."""

    mailbox: str
    patient: str
    gateway: str


def when(at: dt.datetime) -> str:
    """An aware time as a FHIR dateTime; an offset that FHIR does not know becomes UTC."""
    offset = at.utcoffset() or dt.timedelta()
    if abs(offset) > FARTHEST_OFFSET or offset % dt.timedelta(minutes=1):
        at = at.astimezone(dt.UTC)
    return at.isoformat()


def observation_id(mailbox: str, measurement_id: str) -> str:
    """The id of a measurement's Observation."""
    return resource_id("Observation", mailbox, measurement_id)


def observation(
    measurement: Measurement, about: About, retracted: MeasurementRetracted | None = None
) -> Resource:
    """A measurement as an Observation."""
    origin, source = origin_of(measurement.provenance)
    leading, position = _leading(measurement)
    found: Resource = {
        "resourceType": "Observation",
        "id": observation_id(about.mailbox, measurement.id),
        "meta": _meta(measurement.kind, origin),
        "extension": _extensions(measurement, about, position, retracted),
        "identifier": [identifier("measurement", f"{about.mailbox}/{measurement.id}")],
        "status": "entered-in-error" if retracted else "final",
        "category": [_category(measurement.kind)],
        "code": codes.kind_code(measurement.kind, leading.component if leading else None),
        "subject": reference("Patient", about.patient),
        "effectiveDateTime": when(measurement.taken_at),
        "performer": [reference("Patient", about.patient)],
    }
    if leading is not None:
        value = _value(leading)
        found["extension"] += value.pop("extension", [])
        found.update(value)
    if measurement.note:
        found["note"] = [{"text": measurement.note}]
    if device_of(measurement.provenance):
        found["device"] = reference("Device", device_id(measurement.provenance))
    derived = []
    if measurement.provenance.clock_offset is not None and measurement.provenance.device_id:
        derived.append(reference("Observation", coincident_id(measurement, about)))
    if measurement.kind is Kind.QUESTIONNAIRE and source:
        derived.append(reference("QuestionnaireResponse", response_id(about.mailbox, measurement.id)))
    if derived:
        found["derivedFrom"] = derived
    components = [
        {"code": codes.component_code(q.component, measurement.kind), **_value(q)}
        for q in measurement.values
        if q is not leading
    ]
    if measurement.series is not None:
        components += samples(measurement.series, measurement.kind)
    if components:
        found["component"] = components
    return found


def response_id(mailbox: str, measurement_id: str) -> str:
    """The id of the answers that a score was computed from."""
    return resource_id("QuestionnaireResponse", mailbox, measurement_id)


def origin_of(provenance: Provenance) -> tuple[Origin, str]:
    """How a value first came in, and from what; an imported resource says what its file said."""
    if provenance.origin is Origin.IMPORTED and provenance.source.startswith(IMPORTED):
        origin, _, source = provenance.source.removeprefix(IMPORTED).partition("/")
        if origin in set(Origin):
            return Origin(origin), source
    return provenance.origin, provenance.source


def _leading(measurement: Measurement) -> tuple[Quantity | None, int]:
    """The figure that is the Observation's value, and its place among the figures."""
    if measurement.kind in {Kind.BLOOD_PRESSURE, Kind.PRESSURE_SERIES} or not measurement.values:
        return None, 0
    wanted = codes.LEADING.get(measurement.kind)
    places = [i for i, q in enumerate(measurement.values) if q.component is wanted]
    place = places[0] if places else 0
    return measurement.values[place], place


@cache
def _meta(kind: Kind, origin: Origin) -> Resource:
    tags = [coding(own("origin"), origin), coding(own("setting"), "home")]
    profile = codes.PROFILES.get(kind)
    return {"profile": [profile], "tag": tags} if profile else {"tag": tags}


@cache
def _category(kind: Kind) -> Resource:
    return concept(coding(CATEGORY, codes.category(kind)))


def _extensions(
    measurement: Measurement, about: About, position: int, retracted: MeasurementRetracted | None
) -> list[Resource]:
    found: list[Resource] = [{"url": GATEWAY_EXTENSION, "valueReference": reference("Device", about.gateway)}]
    found += [{"url": own("flag"), "valueCode": flag.value} for flag in sorted(measurement.flags)]
    if measurement.meal is not None:
        found.append({"url": own("meal"), "valueCode": measurement.meal.value})
    if measurement.session:
        found.append({"url": own("session"), "valueString": measurement.session})
    if position:
        found.append({"url": own("position"), "valueInteger": position})
    if retracted is not None and retracted.reason:
        found.append({"url": own("retracted"), "valueString": retracted.reason})
    return found


def _value(quantity: Quantity) -> Resource:
    unit = quantity.unit
    if quantity.value is None:
        assert quantity.absent is not None
        code = codes.ABSENT_CODES[quantity.absent]
        return {
            "extension": [{"url": own("unit"), "valueString": unit.value}],
            "dataAbsentReason": concept(coding(ABSENT_REASON, code)),
        }
    word = codes.UNIT_WORDS.get(unit, unit.value)
    return {"valueQuantity": {"value": quantity.value, "unit": word, "system": UCUM, "code": unit.value}}


# --- devices and clocks ------------------------------------------------------------------------


def device_of(provenance: Provenance) -> bool:
    """Whether a device is known."""
    return bool(provenance.device_id or provenance.device_model)


def device_id(provenance: Provenance) -> str:
    """The id of the Device that measured."""
    return resource_id("Device", provenance.device_id, provenance.device_model)


def coincident_id(measurement: Measurement, about: About) -> str:
    """The id of the comparison of the device's clock with the gateway's that a reading rests on."""
    origin = measurement.provenance
    return resource_id("Observation", "coincident", about.mailbox, origin.device_id, when(origin.host_time))


def coincident(measurement: Measurement, about: About) -> Resource | None:
    """The coincident time stamp of HL7's Personal Health Device guide, where both clocks were read."""
    origin = measurement.provenance
    if origin.clock_offset is None or not origin.device_id:
        return None
    ident = coincident_id(measurement, about)
    return {
        "resourceType": "Observation",
        "id": ident,
        "meta": {"profile": [COINCIDENT_PROFILE]},
        "extension": [{"url": GATEWAY_EXTENSION, "valueReference": reference("Device", about.gateway)}],
        "identifier": [identifier("coincident", ident)],
        "status": "final",
        "code": concept(coding(MDC, "67975"), text="MDC_ATTR_TIME_ABS: Absolute time"),
        "subject": reference("Patient", about.patient),
        "effectiveDateTime": when(origin.host_time),
        "valueDateTime": when(origin.host_time - origin.clock_offset),
        "device": reference("Device", device_id(origin)),
    }
