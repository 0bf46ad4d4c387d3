"""What staff and patient did: messages, findings with what was done about them, who looked.

- A message is a Communication; ``received`` is when a person at the other side first looked at it.
- A finding is a DetectedIssue with the readings it rests on as ``implicated``, and the acknowledgement as
  mitigation. Findings are derived: they are exported for others to see, and never imported.
- Each look at a patient's data is an AuditEvent.
"""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections.abc import Iterator, Sequence

from hemmonitor.interop.fhir.observation import About, observation_id, when
from hemmonitor.interop.fhir.systems import (
    DICOM,
    Resource,
    coding,
    concept,
    identifier,
    own,
    reference,
    resource_id,
)
from hemmonitor.model.access import Deed
from hemmonitor.model.careplan import Level
from hemmonitor.model.events import SeenByCare
from hemmonitor.model.finding import Evaluation, Finding
from hemmonitor.model.record import Accessed, Acknowledgement, Message, PatientRecord

_PATIENT_RECORD = coding(DICOM, "110110", "Patient Record")
_SEVERITY = {Level.RED: "high", Level.YELLOW: "moderate", Level.GREY: "low", Level.GREEN: "low"}


def communication(message: Message, record: PatientRecord, about: About) -> Resource:
    """A message between patient and care centre."""
    patient = reference("Patient", about.patient)
    staff = {"display": message.sender} if message.sender and not message.from_patient else None
    name = f"{about.mailbox}/{message.id}"
    read = record.read_by(message.id)
    found: Resource = {
        "resourceType": "Communication",
        "id": resource_id("Communication", name),
        "identifier": [identifier("message", name)],
        "status": "completed",
        "subject": patient,
        "sent": when(message.at),
        "received": when(read[0]) if read else None,
        "sender": {**patient, "display": message.sender} if message.from_patient else staff,
        "recipient": None if message.from_patient else [patient],
        "payload": _payload(message),
    }
    if message.from_patient and not message.sender:
        found["sender"] = patient
    return {key: value for key, value in found.items() if value}


def _payload(message: Message) -> list[Resource]:
    found: list[Resource] = [{"contentString": message.text}] if message.text.strip() else []
    for file in message.attachments:
        content = {
            "contentType": file.media_type,
            "data": b64encode(file.content).decode(),
            "title": file.name,
        }
        found.append({"contentAttachment": {key: value for key, value in content.items() if value.strip()}})
    return found


def detected_issues(
    evaluation: Evaluation, acknowledgements: Sequence[Acknowledgement], about: About
) -> Iterator[Resource]:
    """The findings that stand at the evaluation's moment, open and dealt with."""
    for finding in (*evaluation.open, *evaluation.acknowledged):
        done = [a for a in acknowledgements if finding.key in a.body.finding_keys]
        yield _issue(finding, done, about)


def _issue(finding: Finding, done: Sequence[Acknowledgement], about: About) -> Resource:
    name = f"{about.mailbox}/{finding.key}"
    readings = dict.fromkeys(f.measurement_id for f in finding.facts if f.measurement_id)
    measure = ", ".join(filter(None, (finding.kind.value, finding.component)))
    found: Resource = {
        "resourceType": "DetectedIssue",
        "id": resource_id("DetectedIssue", name),
        "identifier": [identifier("finding", name)],
        "status": "final" if done else "preliminary",
        "code": concept(
            coding(own("rule"), f"{finding.rule}/{finding.rule_version}"),
            coding(own("queue"), finding.queue),
            text=f"{finding.rule}: {measure}",
        ),
        "severity": _SEVERITY[finding.level],
        "patient": reference("Patient", about.patient),
        "identifiedDateTime": when(finding.since),
        "implicated": [reference("Observation", observation_id(about.mailbox, i)) for i in readings],
        "detail": f"{finding.level}, {finding.confirmation}, plan {finding.plan_version}"
        + (f". {finding.source}" if finding.source else ""),
        "mitigation": [m for a in done for m in _mitigations(a)],
    }
    return {key: value for key, value in found.items() if value}


def _mitigations(acknowledgement: Acknowledgement) -> Iterator[Resource]:
    body = acknowledgement.body
    for action in body.actions:
        yield {
            "action": concept(coding(own("action"), action), text=body.note or action.value),
            "date": when(acknowledgement.at),
            "author": {"display": body.by or "unknown"},
        }


def access_event(accessed: Accessed, about: About) -> Resource:
    """That a named member of staff opened or exported the record, with the ground and reason given."""
    body = accessed.body
    agent: Resource = {"who": {"display": body.by or "unknown"}, "requestor": True}
    if body.role:
        agent["role"] = [concept(text=body.role)]
    why = "; ".join(part for part in (body.ground.value, body.reason) if part.strip())
    return {
        "resourceType": "AuditEvent",
        "id": resource_id("AuditEvent", about.mailbox, accessed.id),
        "meta": {"tag": [coding(own("audit"), resource_id("AuditEvent", about.mailbox, accessed.id))]},
        "type": coding(DICOM, "110106", "Export") if body.deed is Deed.EXPORTED else _PATIENT_RECORD,
        "action": "R",
        "recorded": when(accessed.at),
        "outcome": "0",
        "purposeOfEvent": [concept(text=why)],
        "agent": [agent],
        "source": {"observer": reference("Device", about.gateway)},
        "entity": [{"what": reference("Patient", about.patient)}],
    }


def audit_event(at: dt.datetime, seen: SeenByCare, about: About) -> Resource:
    """That a named member of staff looked at the patient's data."""
    ident = resource_id("AuditEvent", about.mailbox, when(at), seen.by, *seen.items[:1])
    return {
        "resourceType": "AuditEvent",
        "id": ident,
        "meta": {"tag": [coding(own("audit"), ident)]},
        "type": _PATIENT_RECORD,
        "action": "R",
        "recorded": when(at),
        "outcome": "0",
        "agent": [
            {"who": {"display": seen.by or "unknown"}, "role": [concept(text=seen.role)], "requestor": True}
            if seen.role
            else {"who": {"display": seen.by or "unknown"}, "requestor": True}
        ],
        "source": {"observer": reference("Device", about.gateway)},
        "entity": [
            {
                "what": reference("Patient", about.patient),
                "description": f"{len(seen.items)} measurements and messages",
            }
        ],
    }
