"""What the command line does with a journal, as plain functions. ``hemmonitor.__main__`` wires them.

Each takes an open journal, so that it runs the same under a program's worker thread. Words for people (names
of kinds, the PDF's pages) come in as arguments: the core speaks ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from hemmonitor.errors import InputError
from hemmonitor.interop import backup
from hemmonitor.interop.calendar_file import calendar_of
from hemmonitor.interop.csv_file import ENCODING, write_csv
from hemmonitor.interop.extract import write_extract
from hemmonitor.interop.fhir.export import Form, Options, resources_of, write_bundle
from hemmonitor.interop.fhir.systems import Resource
from hemmonitor.interop.fhir.text import write_ndjson
from hemmonitor.interop.files import whole_binary, whole_text
from hemmonitor.interop.imports.batch import Batch, Preview, batches, events_of, preview, undo_events
from hemmonitor.interop.imports.found import Choices, Format
from hemmonitor.interop.report import DAYS, Report, report_of
from hemmonitor.interop.source import Source
from hemmonitor.interop.spreadsheet import write_workbook
from hemmonitor.interop.table import lines
from hemmonitor.model.events import Event
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.model.record import PatientRecord
from hemmonitor.store.journal import Journal

Admits = Callable[[Event], bool]


class Output(StrEnum):
    """Forms to export in."""

    CSV = "csv"
    XLSX = "xlsx"
    FHIR = "fhir"  # a collection Bundle
    TRANSACTION = "fhir-transaction"  # a Bundle to load into a server
    NDJSON = "fhir-ndjson"
    ICS = "ics"
    PDF = "pdf"
    EXTRACT = "extract"  # all of it, in a zip


def program_version() -> str:
    """The installed program's version."""
    try:
        return installed("hemmonitor")
    except PackageNotFoundError:
        return "unknown"


def everybody(event: Event) -> bool:
    """Every event counts."""
    return bool(event.id)


def read_record(journal: Journal, mailbox: str, admits: Admits = everybody) -> PatientRecord:
    """The record of a mailbox. Raises ``InputError`` where it holds nothing."""
    record = PatientRecord(mailbox)
    found = False
    for stored in journal.events(mailbox):
        if admits(stored.event):
            record.apply(stored.event)
            found = True
    if not found:
        raise InputError("there is no such mailbox")
    return record


def find_mailbox(journal: Journal, wanted: str = "", admits: Admits = everybody) -> str:
    """The mailbox that a person means: by its id, by the personal number, or the only one there is."""
    known = journal.mailboxes()
    if wanted in known:
        return wanted
    if not wanted and len(known) == 1:
        return known[0]
    digits = wanted.replace("-", "").replace("+", "").strip()
    for mailbox in known if digits else ():
        patient = read_record(journal, mailbox, admits).patient
        if patient is not None and digits in {patient.number, patient.number[2:]}:
            return mailbox
    raise InputError("there is no such patient" if wanted else "say which patient")


def export_patient(
    record: PatientRecord,
    output: Output,
    path: Path,
    now: dt.datetime,
    *,
    name: Callable[[Kind | Component], str] = str,
    pdf: Callable[[Report, Path], object] | None = None,
    days: int = DAYS,
    language: str = "sv",
) -> None:
    """Write one patient's data to ``path``, whole or not at all. Raises ``InputError`` or ``StorageError``.

    ``pdf`` draws the report (``ui.report``); without it PDF is refused. ``days`` is the report's span.
    """
    match output:
        case Output.CSV:
            with whole_text(path, ENCODING) as out:
                write_csv(lines(record), out)
        case Output.XLSX:
            with whole_binary(path) as binary:
                write_workbook(record, binary, name)
        case Output.ICS:
            plan = record.plan_at(now)
            if plan is None:
                raise InputError("no plan is in force, so there is nothing for a calendar")
            with whole_binary(path) as binary:
                binary.write(calendar_of(plan, record.mailbox, now, name))
        case Output.PDF:
            if pdf is None:
                raise InputError("PDF needs the desktop program")
            pdf(report_of(record, now, days), path)
        case Output.EXTRACT:
            write_extract(record, path, now, program_version(), language)
        case _:
            _write_fhir([record], output, path, now)


def export_team(
    journal: Journal, output: Output, path: Path, now: dt.datetime, admits: Admits = everybody
) -> int:
    """Write every patient of the journal to one file, CSV or FHIR; returns how many patients."""
    records = [r for m in journal.mailboxes() if (r := read_record(journal, m, admits)).patient is not None]
    if output is Output.CSV:
        with whole_text(path, ENCODING) as out:
            write_csv((line for record in records for line in lines(record)), out)
    elif output in {Output.FHIR, Output.TRANSACTION, Output.NDJSON}:
        _write_fhir(records, output, path, now)
    else:
        raise InputError("a team is exported as CSV or FHIR")
    return len(records)


def _write_fhir(records: Iterable[PatientRecord], output: Output, path: Path, now: dt.datetime) -> None:
    options = Options(program_version())
    resources = _once(r for record in records for r in resources_of(record, now, options))
    with whole_text(path) as out:
        if output is Output.NDJSON:
            write_ndjson(resources, out)
        else:
            form = Form.TRANSACTION if output is Output.TRANSACTION else Form.COLLECTION
            write_bundle(resources, out, form)


def _once(resources: Iterable[Resource]) -> Iterator[Resource]:
    """Without the second of what patients share: the program, devices and questionnaires."""
    seen: set[str] = set()
    for resource in resources:
        if resource["resourceType"] in {"Device", "Questionnaire"}:
            if resource["id"] in seen:
                continue
            seen.add(resource["id"])
        yield resource


# --- in ----------------------------------------------------------------------------------------


def look_at(
    source: Source, record: PatientRecord, choices: Choices, now: dt.datetime, form: Format | None = None
) -> Preview:
    """What an import would bring; nothing is stored. Raises ``BadFile`` or ``Cancelled``."""
    return preview(source, record, choices, now, form)


def take_in(
    journal: Journal, found: Preview, record: PatientRecord, author: str, now: dt.datetime
) -> tuple[Event, ...]:
    """Store an import as one batch; returns its events, which are in ``record`` too."""
    return _store(journal, record, events_of(found, record, author, now))


def undo_last(
    journal: Journal, record: PatientRecord, author: str, now: dt.datetime
) -> tuple[Batch, tuple[Event, ...]]:
    """Take the newest import back. Raises ``InputError`` when there is none."""
    newest = next(iter(batches(record)), None)
    if newest is None:
        raise InputError("there is no import to undo")
    return newest, _store(journal, record, undo_events(newest, record, author, now))


def _store(journal: Journal, record: PatientRecord, events: tuple[Event, ...]) -> tuple[Event, ...]:
    new = journal.append(events)
    for event in new:
        record.apply(event)
    return new


# --- backup ------------------------------------------------------------------------------------


def back_up(journal: Journal, path: Path, passphrase: str, now: dt.datetime) -> int:
    """Write every event under a passphrase; returns how many."""
    return backup.back_up(journal, path, passphrase, now, program_version())


def restore(journal: Journal, path: Path, passphrase: str) -> backup.Contents:
    """Put a backup's events into the journal as history."""
    return backup.restore(path, passphrase, journal)


def summary(found: Preview) -> dict[str, object]:
    """A preview as plain values for JSON: counts, span, faults with line and column; no value of anybody."""
    span = found.span
    return {
        "format": found.form.value,
        "encoding": found.encoding,
        "measurements": {kind.value: count for kind, count in found.kinds.items()},
        "first": span[0].isoformat() if span else None,
        "last": span[1].isoformat() if span else None,
        "duplicates": found.duplicates,
        "doubtful": found.doubtful,
        "left_out": {why.value: count for why, count in found.left_out.items()},
        "faults": [
            {"line": f.line, "column": f.column, "why": f.why.value, "detail": f.detail} for f in found.faults
        ],
    }
