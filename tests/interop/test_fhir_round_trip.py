"""FHIR -> import -> export is the identity on what is modelled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from hemmonitor.interop.fhir import observation, provenance
from hemmonitor.interop.fhir.careplan import plan_of, plan_text
from hemmonitor.interop.fhir.check import check
from hemmonitor.interop.fhir.context import Context
from hemmonitor.interop.fhir.export import Form, Options, about, resources_of, write_bundle
from hemmonitor.interop.fhir.people import device, patient
from hemmonitor.interop.fhir.read import measurement_of, patient_of
from hemmonitor.interop.fhir.text import write_ndjson
from hemmonitor.interop.imports.batch import events_of, preview
from hemmonitor.interop.imports.fhir_file import others
from hemmonitor.interop.imports.found import Choices
from hemmonitor.interop.source import Source
from hemmonitor.model import measurement as m
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import Body, Event, PlanIssued
from hemmonitor.model.record import PatientRecord
from tests.interop.build import MAILBOX, NOW, PATIENT, ZONE, full_record, live_reading, night
from tests.interop.schema import faults
from tests.interop.strategies import measurements
from tests.store.strategies import of

OPTIONS = Options("0.1")
CHOICES = Choices(ZONE)


def there_and_back(one: m.Measurement) -> m.Measurement:
    whose = about(MAILBOX)
    context = Context()
    context.note(check(device(one.provenance)))
    context.note(check(provenance.provenance(one, whose)))
    found = measurement_of(check(observation.observation(one, whose)), context, NOW)
    assert found is not None
    return found.measurement


def imported(one: m.Measurement) -> m.Measurement:
    """What a measurement is once it was imported: all of it, with its origin told in the source."""
    origin = one.provenance
    if origin.origin is m.Origin.IMPORTED:
        source = origin.source
    else:
        source = f"import/fhir/{origin.origin}/{origin.source}"
    return replace(one, provenance=replace(origin, origin=m.Origin.IMPORTED, source=source))


@settings(max_examples=80, deadline=None)
@given(measurements)
def test_any_measurement_comes_back(one: m.Measurement) -> None:
    assert there_and_back(one) == imported(one)
    assert there_and_back(imported(one)) == imported(one)


@pytest.mark.parametrize("one", [live_reading(), night()], ids=["live", "night"])
def test_what_a_device_recorded_comes_back(one: m.Measurement) -> None:
    assert there_and_back(one) == imported(one)
    assert not faults(observation.observation(one, about(MAILBOX)))
    assert not faults(provenance.provenance(one, about(MAILBOX)))


@settings(max_examples=60, deadline=None)
@given(of(Plan))
def test_any_plan_comes_back(plan: Plan) -> None:
    found = plan_of({"extension": [{"url": "urn:x-hemmonitor:plan", "valueString": plan_text(plan)}]})
    assert found == plan


def test_a_patient_comes_back() -> None:
    assert patient_of(patient(MAILBOX, PATIENT)) == PATIENT


def exported(record: PatientRecord) -> list[dict[str, Any]]:
    return list(resources_of(record, NOW, OPTIONS))


def is_import(resource: dict[str, Any]) -> bool:
    if resource["resourceType"] != "Provenance":
        return False
    return bool(resource["activity"]["coding"][0]["code"] == "import")


def taken_in(path: Path) -> PatientRecord:
    """A fresh record with everything of the file that may be taken in."""
    record = PatientRecord(MAILBOX)
    found = others(Source(path), CHOICES)
    assert found.patient is not None
    bodies: list[Body] = [found.patient, *(PlanIssued(p) for p in found.plans)]
    for index, body in enumerate(bodies):
        record.apply(Event(f"other-{index}", MAILBOX, "dev", NOW, body))
    for ident, at, message in found.messages:
        record.apply(Event(ident, MAILBOX, "dev", at, message))
    for event in events_of(preview(Source(path), record, CHOICES, NOW), record, "dev", NOW):
        record.apply(event)
    return record


@pytest.mark.parametrize("form", Form)
def test_an_export_that_was_imported_is_the_same_export(form: Form, tmp_path: Path) -> None:
    before = exported(full_record())
    path = tmp_path / "export.json"
    with path.open("w", encoding="utf-8") as out:
        if form is Form.NDJSON:
            write_ndjson(before, out)
        else:
            write_bundle(before, out, form)
    after = exported(taken_in(path))
    known = {r["id"]: r for r in after}
    # who looked, what was done about findings and when this journal imported are its own
    kept = [r for r in before if r["resourceType"] not in {"AuditEvent", "DetectedIssue"}]
    for resource in kept:
        unread = {k: v for k, v in resource.items() if k != "received"}
        message = resource["resourceType"] == "Communication"
        assert is_import(resource) or known[resource["id"]] == (unread if message else resource)
    new = {r["id"] for r in after} - {r["id"] for r in before}
    assert all(is_import(known[i]) for i in new)


def test_a_second_round_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    with path.open("w", encoding="utf-8") as out:
        write_ndjson(exported(full_record()), out)
    once = exported(taken_in(path))
    again = tmp_path / "two.json"
    with again.open("w", encoding="utf-8") as out:
        write_ndjson(once, out)
    assert exported(taken_in(again)) == once  # imported at the same moment


def test_importing_ones_own_export_brings_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    record = full_record()
    with path.open("w", encoding="utf-8") as out:
        write_bundle(exported(record), out, Form.COLLECTION)
    found = preview(Source(path), record, CHOICES, NOW)
    assert not found.items
    assert not found.faults
    assert found.duplicates == len(record.measurements) + len(record.retracted)


def test_a_retraction_comes_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    with path.open("w", encoding="utf-8") as out:
        write_ndjson(exported(full_record()), out)
    record = taken_in(path)
    assert [r.reason for r in record.retracted.values()] == ["not_me"]
    assert len(record.measurements) == len(full_record().measurements)


def test_a_far_offset_becomes_utc() -> None:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=15)))
    assert observation.when(at) == "2025-12-31T09:00:00+00:00"
    assert observation.when(at.replace(tzinfo=dt.timezone(dt.timedelta(hours=14)))).endswith("+14:00")
