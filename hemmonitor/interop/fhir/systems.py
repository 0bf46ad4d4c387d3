"""Names of code systems, identifier systems and extensions, and how ids are made.

Rules:
- A resource's id follows from what it is about (``resource_id``), so the same fact has the same id in
  every export.
- Our own names are URNs under ``urn:x-hemmonitor``: no web address is claimed that nobody keeps.
"""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any, Final, TypeAlias

Resource: TypeAlias = dict[str, Any]

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
MDC: Final = "urn:iso:std:iso:11073:10101"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT_REASON: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
PARTICIPANT: Final = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
DICOM: Final = "http://dicom.nema.org/resources/ontology/DCM"
BLUETOOTH_ADDRESS: Final = "http://hl7.org/fhir/sid/eui-48/bluetooth"
DEVICE_IDENTIFIERS: Final = "http://hl7.org/fhir/uv/phd/CodeSystem/ContinuaDeviceIdentifiers"
SYSTEM_ID: Final = "urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680"
GATEWAY_EXTENSION: Final = "http://hl7.org/fhir/StructureDefinition/observation-gatewayDevice"
COUNT_EXTENSION: Final = "http://hl7.org/fhir/uv/cardx-htn-mng/StructureDefinition/NumberOfMeasurementsExt"
COINCIDENT_PROFILE: Final = "http://hl7.org/fhir/uv/phd/StructureDefinition/PhdCoincidentTimeStampObservation"

# Swedish base profiles, hl7se.fhir.base 1.1.0.
SE_PATIENT: Final = "http://hl7.se/fhir/ig/base/StructureDefinition/SEBasePatient"
SE_NUMBERS: Final = "http://electronichealth.se/identifier/"

OWN: Final = "urn:x-hemmonitor:"
_NAMESPACE: Final = uuid.UUID("2b1ed3a4-8f0c-5a3e-9a7d-6b5a1c0f4e21")


def own(name: str) -> str:
    """One of our own names: a system, an extension or a tag."""
    return OWN + name


@lru_cache(maxsize=4096)
def resource_id(kind: str, *parts: str) -> str:
    """The id of a resource about these facts; the same everywhere."""
    return str(uuid.uuid5(_NAMESPACE, "/".join((kind, *parts))))


def reference(resource_type: str, ident: str) -> Resource:
    """A reference by type and id, as NDJSON and collections have it."""
    return {"reference": f"{resource_type}/{ident}"}


def coding(system: str, code: str, display: str = "") -> Resource:
    """One code of a system."""
    found = {"system": system, "code": code}
    return {**found, "display": display} if display else found


def concept(*codings: Resource, text: str = "") -> Resource:
    """A codeable concept."""
    found: Resource = {"coding": list(codings)} if codings else {}
    return {**found, "text": text} if text else found


def identifier(name: str, value: str) -> Resource:
    """An identifier in one of our own systems."""
    return {"system": own(name), "value": value}
