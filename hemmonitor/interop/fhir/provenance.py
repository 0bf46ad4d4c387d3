"""How a measurement came in, as Provenance: when, by what, from which bytes.

The frame itself is contained, with its SHA-256, so that a value can be decoded again and doubted. That a
value was imported is a Provenance of its own: an imported measurement's Observation is the file's.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

from hemmonitor.interop.fhir.observation import About, coincident_id, observation_id, origin_of, when
from hemmonitor.interop.fhir.systems import (
    PARTICIPANT,
    Resource,
    coding,
    concept,
    own,
    reference,
    resource_id,
)
from hemmonitor.model.measurement import Measurement, Origin, Provenance


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
