"""A patient's record as FHIR R4: resources one by one, as NDJSON or as a Bundle.

Rules:
- Resources come as a stream, those referred to first; memory does not grow with the history.
- Every resource passes ``check`` before it leaves.
- In a transaction Bundle a fact that does not change is created conditionally (``ifNoneExist``), one that
  does is updated conditionally; so loading an export twice makes nothing twice.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any
from urllib.parse import quote

from hemmonitor.clinical.questionnaire import response_of
from hemmonitor.clinical.rules import evaluate
from hemmonitor.errors import InputError
from hemmonitor.interop.fhir import answers, care, observation, people, provenance
from hemmonitor.interop.fhir.averages import averages
from hemmonitor.interop.fhir.careplan import plan_resources
from hemmonitor.interop.fhir.check import check
from hemmonitor.interop.fhir.observation import About
from hemmonitor.interop.fhir.systems import Resource, own
from hemmonitor.interop.fhir.text import dumps
from hemmonitor.interop.home_pressures import Period, newest_period
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.record import PatientRecord
from hemmonitor.questionnaires import shipped


class Form(StrEnum):
    """How resources are put in one file."""

    NDJSON = "ndjson"  # a resource a line
    TRANSACTION = "transaction"  # a Bundle to be loaded into a server
    COLLECTION = "collection"  # a Bundle to be read


@dataclass(frozen=True, slots=True)
class Options:
    """``version`` is the program's; ``periods`` of averages, by default the newest seven days."""

    version: str
    periods: Sequence[Period] | None = None


def about(mailbox: str) -> About:
    """Whose resources they are."""
    return About(mailbox, people.patient_id(mailbox), people.gateway_id())


def resource_count(record: PatientRecord) -> int:
    """About how many resources ``resources_of`` gives: a value and its provenance each, and the rest."""
    return 2 * len(record.measurements) + len(record.messages) + len(record.seen) + len(record.accesses) + 50


def resources_of(record: PatientRecord, now: dt.datetime, options: Options) -> Iterator[Resource]:
    """Every resource of a patient, checked. ``now`` is aware and decides which plan and findings hold."""
    for resource in _resources(record, now, options):
        yield check(resource)


def _resources(record: PatientRecord, now: dt.datetime, options: Options) -> Iterator[Resource]:
    whose = about(record.mailbox)
    yield people.patient(record.mailbox, record.patient)
    yield people.gateway(options.version)
    seen: set[str] = set()
    for measurement in _measurements(record):
        yield from measurement_resources(measurement, record, seen)
    periods = options.periods
    if periods is None:
        newest = newest_period(record.measurements)
        periods = (newest,) if newest else ()
    for period in periods:
        yield from averages(record.measurements, period, whose)
    yield from plan_resources(record.plans, whose, now)
    yield from (care.communication(message, record, whose) for message in record.messages)
    yield from care.detected_issues(evaluate(record, now), record.acknowledgements, whose)
    yield from (care.audit_event(at, looked, whose) for at, looked in record.seen)
    yield from (care.access_event(accessed, whose) for accessed in record.accesses)


def _measurements(record: PatientRecord) -> Iterator[Measurement]:
    yield from record.measurements
    retracted = (record.measurement(i) for i in sorted(record.retracted))
    yield from (m for m in retracted if m is not None)


def measurement_resources(
    measurement: Measurement, record: PatientRecord, seen: set[str] | None = None
) -> Iterator[Resource]:
    """A measurement with what it refers to, but for patient and gateway; ``seen`` are ids already out."""
    whose = about(record.mailbox)
    seen = set() if seen is None else seen
    origin = measurement.provenance
    if observation.device_of(origin) and observation.device_id(origin) not in seen:
        seen.add(observation.device_id(origin))
        yield people.device(origin)
    stamp = observation.coincident(measurement, whose)
    if stamp is not None and stamp["id"] not in seen:
        seen.add(stamp["id"])
        yield stamp
    if measurement.kind is Kind.QUESTIONNAIRE:
        yield from _answers(measurement, whose, seen)
    yield observation.observation(measurement, whose, record.retracted.get(measurement.id))
    yield provenance.provenance(measurement, whose)
    imported = provenance.import_provenance(measurement, whose, record.received_at[measurement.id])
    if imported is not None:
        yield imported


def _answers(measurement: Measurement, whose: About, seen: set[str]) -> Iterator[Resource]:
    given = response_of(measurement)
    if given is None:
        return
    definition = shipped().get(given.questionnaire)
    if definition and not definition.licensed and definition.version == given.version:
        name = answers.canonical(definition.id, definition.version)
        if name not in seen:
            seen.add(name)
            yield answers.questionnaire(definition)
    found = answers.response(measurement, whose)
    if found is not None:
        yield found


# --- bundles -----------------------------------------------------------------------------------


def write_bundle(resources: Iterable[Resource], out: IO[str], form: Form) -> int:
    """A Bundle of the resources, written as they come; returns how many."""
    if form is Form.NDJSON:
        raise InputError("NDJSON is not a Bundle")
    out.write('{"resourceType":"Bundle","type":' + dumps(form.value) + ',"entry":[')
    count = 0
    for resource in resources:
        out.write(",\n" if count else "\n")
        out.write(_entry(resource, form))
        count += 1
    out.write("\n]}\n")
    return count


def transaction(resources: Iterable[Resource]) -> str:
    """A transaction Bundle of a few resources."""
    out = io.StringIO()
    write_bundle(resources, out, Form.TRANSACTION)
    return out.getvalue()


def _entry(resource: Resource, form: Form) -> str:
    """One entry; references in it name the other entries by their ``fullUrl``.

    They are rewritten in the text: inside a JSON string every quotation mark is escaped, so a note that
    looks like a reference stays as it is.
    """
    text = _REFERENCE.sub(r'"reference":"urn:uuid:', dumps(resource))
    request_text = f',"request":{dumps(request(resource))}' if form is Form.TRANSACTION else ""
    return f'{{"fullUrl":"urn:uuid:{resource["id"]}","resource":{text}{request_text}}}'


_REFERENCE = re.compile(r'"reference":"[A-Za-z]+/')
_CHANGING = {"CarePlan", "Goal", "Appointment", "Communication", "DetectedIssue"}


def request(resource: Resource) -> Resource:
    """How a server takes the resource in: create unless it is there, or update what is there."""
    kind, criterion = resource["resourceType"], search(resource)
    changes = (
        kind in _CHANGING
        or resource.get("status") == "entered-in-error"
        or criterion.startswith(f"identifier={own('average')}")
    )
    if changes:
        return {"method": "PUT", "url": f"{kind}?{criterion}"}
    return {"method": "POST", "url": kind, "ifNoneExist": criterion}


def search(resource: Resource) -> str:
    """The search that finds this resource and no other."""
    identifiers: Any = resource.get("identifier") if resource["resourceType"] != "Questionnaire" else None
    if isinstance(identifiers, dict):
        identifiers = [identifiers]
    if identifiers:
        first = identifiers[0]
        return f"identifier={_token(first['system'], first['value'])}"
    if "url" in resource:
        return f"url={quote(resource['url'], safe=':')}&version={quote(resource['version'])}"
    tag = resource["meta"]["tag"][0]
    return f"_tag={_token(tag['system'], tag['code'])}"


def _token(system: str, value: str) -> str:
    escaped = (part.replace("\\", "\\\\").replace("|", "\\|").replace(",", "\\,") for part in (system, value))
    return "|".join(quote(part, safe=":/") for part in escaped)
