"""What the command line does with a journal, as plain functions. ``hemmonitor.__main__`` wires them.

Each takes an open journal, so that it runs the same under a program's worker thread. Words for people (names
of kinds, the PDF's pages) come in as arguments: the core speaks ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from hemmonitor.errors import InputError
from hemmonitor.interop import backup
from hemmonitor.interop.calendar_file import calendar_of
from hemmonitor.interop.csv_file import ENCODING, write_csv
from hemmonitor.interop.extract import write_extract
from hemmonitor.interop.fhir.export import Form, Options, resource_count, resources_of, write_bundle
from hemmonitor.interop.fhir.systems import Resource
from hemmonitor.interop.fhir.text import write_ndjson
from hemmonitor.interop.files import whole_binary, whole_text
from hemmonitor.interop.forms import FOR_TEAMS, Format, Output
from hemmonitor.interop.imports.batch import Batch, Preview, batches, events_of, preview, undo_events
from hemmonitor.interop.imports.found import Choices
from hemmonitor.interop.report import DAYS, Report, report_of
from hemmonitor.interop.source import Source
from hemmonitor.interop.spreadsheet import write_workbook
from hemmonitor.interop.table import line_count, lines
from hemmonitor.interop.watch import Watch
from hemmonitor.model.events import Event
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.model.record import PatientRecord
from hemmonitor.store.journal import Journal


class NoPlan(InputError):
    """No plan is in force, so there is nothing for a calendar."""

    code = "input.no_plan"


Admits = Callable[[Event], bool]


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


def read_team(journal: Journal, admits: Admits = everybody) -> list[PatientRecord]:
    """The records of everybody in a journal."""
    found = {mailbox: PatientRecord(mailbox) for mailbox in journal.mailboxes()}
    for stored in journal.events():
        if admits(stored.event):
            found[stored.event.mailbox].apply(stored.event)
    return list(found.values())


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
    watch: Watch | None = None,
) -> None:
    """Write one patient's data to ``path``, whole or not at all. Raises ``InputError`` or ``StorageError``.

    ``pdf`` draws the report (``ui.report``); without it PDF is refused. ``days`` is the report's span.
    ``watch`` may stop it (``Cancelled``); then there is no file.
    """
    watch = watch or Watch()
    match output:
        case Output.CSV:
            with whole_text(path, ENCODING) as out:
                write_csv(watch.over(lines(record), line_count(record)), out)
        case Output.XLSX:
            with whole_binary(path) as binary:
                write_workbook(record, binary, name, watch)
        case Output.ICS:
            plan = record.plan_at(now)
            if plan is None:
                raise NoPlan
            with whole_binary(path) as binary:
                binary.write(calendar_of(plan, record.mailbox, now, name))
        case Output.PDF:
            if pdf is None:
                raise InputError("PDF needs the desktop program")
            pdf(report_of(record, now, days), path)
        case Output.EXTRACT:
            write_extract(record, path, now, program_version(), language, watch)
        case _:
            _write_fhir([record], output, path, now, watch)


def export_team(
    records: Sequence[PatientRecord],
    output: Output,
    path: Path,
    now: dt.datetime,
    *,
    watch: Watch | None = None,
) -> int:
    """Write the patients who are known by name to one file, CSV or FHIR; returns how many.

    Raises ``InputError`` for another form or nobody, ``StorageError``, and ``Cancelled`` by ``watch``.
    """
    known = [record for record in records if record.patient is not None]
    if output not in FOR_TEAMS:
        raise InputError("a team is exported as CSV or FHIR")
    if not known:
        raise InputError("there is no patient")
    watch = watch or Watch()
    if output is Output.CSV:
        with whole_text(path, ENCODING) as out:
            every = (line for record in known for line in lines(record))
            write_csv(watch.over(every, sum(map(line_count, known))), out)
    else:
        _write_fhir(known, output, path, now, watch)
    return len(known)


def _write_fhir(
    records: Sequence[PatientRecord], output: Output, path: Path, now: dt.datetime, watch: Watch
) -> None:
    options = Options(program_version())
    about = sum(resource_count(record) for record in records)
    every = _once(r for record in records for r in resources_of(record, now, options))
    resources = watch.over(every, about)
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


def back_up(
    journal: Journal, path: Path, passphrase: str, now: dt.datetime, watch: Watch | None = None
) -> int:
    """Write every event under a passphrase; returns how many."""
    return backup.back_up(journal, path, passphrase, now, program_version(), watch=watch)


def restore(
    journal: Journal,
    path: Path,
    passphrase: str,
    mailbox: str,
    source: str,
    author: str,
    now: dt.datetime,
    stored: Callable[[Sequence[Event]], object] = len,
) -> int:
    """Put back what is not in the journal; returns how many events. ``stored`` gets them when durable.

    At a centre ``mailbox`` is empty and everything comes back as history. On a patient's computer it is the
    patient's own, and ``source`` the backup's (``backup.mine``): where they differ, the computer is new, and
    the measurements become new facts that are sent.
    """
    count = 0

    def tell(events: Sequence[Event]) -> None:
        nonlocal count
        count += len(events)
        stored(events)

    if mailbox == source:
        backup.restore(path, passphrase, journal, mailbox, tell)
    else:
        tell(journal.append(backup.moved(path, passphrase, source, mailbox, author, now)))
    return count


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
