"""A FHIR Bundle or NDJSON file: the measurements of one patient in it.

The file is read twice: first for what Observations refer to and for whose they are, then for the
Observations. A file about several people is read for the one with our patient's number; one about
somebody else is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hemmonitor.errors import InputError
from hemmonitor.interop.fhir.careplan import plan_of
from hemmonitor.interop.fhir.check import InvalidResource, check
from hemmonitor.interop.fhir.context import Context
from hemmonitor.interop.fhir.read import Refusal, measurement_of, message_of, patient_of
from hemmonitor.interop.fhir.systems import Resource
from hemmonitor.interop.imports.found import Choices, Fault, Item, Why
from hemmonitor.interop.json_stream import entries
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.interop.watch import nothing
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import MessageWritten, PatientRegistered


@dataclass(slots=True)
class Others:
    """What a FHIR file holds beside measurements. Nothing of it is taken in by itself."""

    patient: PatientRegistered | None = None
    plans: list[Plan] = field(default_factory=list)
    messages: list[tuple[str, dt.datetime, MessageWritten]] = field(default_factory=list)


def read_fhir(source: Source, choices: Choices, now: dt.datetime) -> Iterator[Item | Fault]:
    """The measurements of our patient. Raises ``BadFile`` for a file about somebody else."""
    context, whose = _first_look(source, choices)
    with source.text(choices.encoding) as text:
        for resource, _, line in entries(text):
            if resource.get("resourceType") != "Observation":
                continue
            if whose is not None and not _about(resource, whose):
                continue
            try:
                found = measurement_of(check(resource), context, now)
            except InvalidResource as error:
                yield Fault(line, 0, Why.NOT_UNDERSTOOD, error.detail)
                continue
            except Refusal as error:
                yield Fault(line, 0, Why.NOT_UNDERSTOOD, str(error))
                continue
            if found is not None:
                reason = found.retraction.reason if found.retraction else None
                yield Item(line, found.measurement, reason)


def others(source: Source, choices: Choices) -> Others:
    """Patient, plans and messages of our patient in the file. Raises ``BadFile`` or ``InputError``."""
    _, whose = _first_look(source, choices)
    found = Others()
    with source.text(choices.encoding) as text:
        for resource, full_url, line in entries(text):
            kind = resource.get("resourceType")
            if kind == "Patient" and (whose is None or whose & _names(resource, full_url)):
                found.patient = patient_of(_checked(resource, line))
            elif kind in {"CarePlan", "Communication"} and (whose is None or _about(resource, whose)):
                _other(_checked(resource, line), found)
    found.plans.sort(key=lambda plan: (plan.version, plan.valid_from))
    return found


def _other(resource: Resource, found: Others) -> None:
    plan = plan_of(resource) if resource["resourceType"] == "CarePlan" else None
    message = message_of(resource) if resource["resourceType"] == "Communication" else None
    if plan is not None:
        found.plans.append(plan)
    if message is not None:
        found.messages.append(message)


def _first_look(source: Source, choices: Choices) -> tuple[Context, frozenset[str] | None]:
    """What is referred to, and the names of our patient in the file (``None``: there is no Patient)."""
    context = Context()
    patients: list[tuple[frozenset[str], PatientRegistered | None]] = []
    any_resource = False
    with replace(source, progress=nothing).text(choices.encoding) as text:
        for resource, full_url, line in entries(text):
            if "resourceType" not in resource:
                raise BadFile("not a FHIR resource", line)
            any_resource = True
            if resource["resourceType"] in {"Device", "Provenance"}:
                context.note(_checked(resource, line), full_url)
            elif resource["resourceType"] == "Patient":
                patients.append((_names(resource, full_url), patient_of(_checked(resource, line))))
    if not any_resource:
        raise BadFile("the file is empty")
    if not patients:
        return context, None
    numbered = [names for names, found in patients if found is not None and found.number == choices.number]
    if choices.number and numbered:
        return context, frozenset().union(*numbered)
    if len(patients) > 1 or (choices.number and patients[0][1] is not None and patients[0][1].number):
        raise BadFile("the file is about somebody else")
    return context, patients[0][0]


def _checked(resource: Resource, line: int) -> Resource:
    try:
        return check(resource)
    except InputError as error:
        raise BadFile(error.detail, line) from None


def _names(resource: Resource, full_url: str) -> frozenset[str]:
    found = {str(resource.get("id", "")), full_url.removeprefix("urn:uuid:"), full_url.rpartition("/")[2]}
    return frozenset(found - {""})


def _about(resource: Resource, whose: frozenset[str]) -> bool:
    """Whether a resource's subject is our patient; one that names nobody is."""
    subject = resource.get("subject")
    if not isinstance(subject, dict) or "reference" not in subject:
        return True
    reference = str(subject["reference"])
    return reference.removeprefix("urn:uuid:").rpartition("/")[2] in whose
