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

import base64
import datetime as dt
import hashlib
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
    PARTICIPANT,
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
    if measurement.kind is Kind.BLOOD_PRESSURE or not measurement.values:
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


# --- how it came in ----------------------------------------------------------------------------


def provenance(measurement: Measurement, about: About) -> Resource:
    """How a measurement came in: when, by what, from which bytes (with their SHA-256)."""
    origin = measurement.provenance
    kind, source = origin_of(origin)
    ident = resource_id("Provenance", about.mailbox, measurement.id)
    found: Resource = {
        "resourceType": "Provenance",
        "id": ident,
        "meta": {"tag": [coding(own("provenance"), ident)]},
        "extension": [{"url": own("capture"), "extension": _capture(origin, source)}],
        "target": [reference("Observation", observation_id(about.mailbox, measurement.id))],
        "occurredDateTime": when(measurement.taken_at),
        "recorded": when(origin.host_time),
        "activity": concept(coding(own("origin"), kind)),
        "agent": [_agent("author", "Patient", about.patient), _agent("assembler", "Device", about.gateway)],
    }
    entities: list[Resource] = []
    frames = {name: raw for name, raw in (("raw", origin.raw), ("beside", origin.beside)) if raw}
    if frames:
        found["contained"] = [_frame(name, raw) for name, raw in frames.items()]
        entities += [{"role": "source", "what": {"reference": f"#{name}"}} for name in frames]
    if origin.clock_offset is not None and origin.device_id:
        stamp = reference("Observation", coincident_id(measurement, about))
        entities.append({"role": "source", "what": stamp})
    if entities:
        found["entity"] = entities
    return found


def import_provenance(measurement: Measurement, about: About, at: dt.datetime) -> Resource | None:
    """That a measurement was imported, when and from what kind of file; ``None`` for any other."""
    origin = measurement.provenance
    if origin.origin is not Origin.IMPORTED:
        return None
    ident = resource_id("Provenance", "import", about.mailbox, measurement.id, when(at))
    return {
        "resourceType": "Provenance",
        "id": ident,
        "meta": {"tag": [coding(own("provenance"), ident)]},
        "target": [reference("Observation", observation_id(about.mailbox, measurement.id))],
        "recorded": when(at),
        "activity": concept(coding(own("activity"), "import"), text=f"imported from {import_format(origin)}"),
        "agent": [_agent("assembler", "Device", about.gateway)],
    }


def import_format(provenance_: Provenance) -> str:
    """What kind of file an imported value came from, such as ``csv``."""
    parts = provenance_.source.split("/")
    return parts[1] if len(parts) > 1 and parts[0] == "import" else provenance_.source or "unknown"


def _agent(role: str, resource_type: str, ident: str) -> Resource:
    return {"type": concept(coding(PARTICIPANT, role)), "who": reference(resource_type, ident)}


def _frame(name: str, raw: bytes) -> Resource:
    digest = base64.b64encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode()
    attachment = {
        "contentType": "application/octet-stream",
        "data": base64.b64encode(raw).decode(),
        "size": len(raw),
        "hash": digest,  # FHIR defines it as SHA-1
    }
    return {
        "resourceType": "DocumentReference",
        "id": name,
        "identifier": [{"system": "urn:x-hemmonitor:sha256", "value": hashlib.sha256(raw).hexdigest()}],
        "status": "current",
        "content": [{"attachment": attachment}],
    }


def _capture(origin: Provenance, source: str) -> list[Resource]:
    """What the decoder knew, as parts of one extension; what is at its default is left out."""
    found: list[Resource] = [{"url": "correction", "valueCode": origin.correction.value}]
    texts = {
        "source": source,
        "decoder": origin.decoder,
        "deviceTime": origin.device_time.isoformat() if origin.device_time else "",
    }
    found += [{"url": name, "valueString": text} for name, text in texts.items() if text]
    if origin.clock_offset is not None:
        microseconds = origin.clock_offset // dt.timedelta(microseconds=1)
        found.append({"url": "clockOffset", "valueString": f"{microseconds} us"})
    # as text, for a whole number of FHIR has 32 bits
    numbers = {"userSlot": origin.user_slot, "sequence": origin.sequence}
    found += [{"url": name, "valueString": str(n)} for name, n in numbers.items() if n is not None]
    return found
