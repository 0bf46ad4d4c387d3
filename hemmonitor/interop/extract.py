"""Everything that is kept of one person, in one zip that others can read (GDPR articles 15 and 20, and the
log extract of Patientdatalagen 8 kap. 5 §).

In it: measurements as CSV and FHIR, messages, plans, what was done about signals, who looked and when, and
a text that says what is what. Names of files say nothing of the person.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from mimetypes import guess_extension
from pathlib import Path
from typing import IO

from hemmonitor.interop.csv_file import ENCODING, write_csv
from hemmonitor.interop.fhir.careplan import plan_text
from hemmonitor.interop.fhir.export import Options, resource_count, resources_of
from hemmonitor.interop.fhir.text import write_ndjson
from hemmonitor.interop.files import whole_binary
from hemmonitor.interop.table import lines, neutral
from hemmonitor.interop.watch import Watch
from hemmonitor.model.record import PatientRecord

_README = {
    "sv": (
        "Utdrag ur Hemmonitor\n\n"
        "measurements.csv  alla mätvärden, även borttagna, ett värde per rad\n"
        "fhir.ndjson       samma uppgifter i FHIR R4, en resurs per rad\n"
        "messages.csv      meddelanden mellan patient och vårdcentral; bilagor ligger i attachments\n"
        "notes.csv         personalens anteckningar, ronder och uppgifter\n"
        "plans.json        alla versioner av planen, med gränser, schema och mål\n"
        "signals.csv       vad som gjordes vid signaler, och av vem\n"
        "access.csv        vem som har öppnat, tagit ut eller tittat på uppgifterna, när och varför\n\n"
        "Hemmonitor är inte CE-märkt: endast för utveckling och forskning.\n"
    ),
    "en": (
        "Extract from Hemmonitor\n\n"
        "measurements.csv  every measured value, also those taken away, one a line\n"
        "fhir.ndjson       the same in FHIR R4, one resource a line\n"
        "messages.csv      messages between patient and care centre; attachments lie in attachments\n"
        "notes.csv         the staff's notes, rounds and tasks\n"
        "plans.json        every version of the plan, with limits, schedule and goals\n"
        "signals.csv       what was done about signals, and by whom\n"
        "access.csv        who has opened, exported or looked at the data, when and why\n\n"
        "Hemmonitor is not CE-marked: for development and research only.\n"
    ),
}


def write_extract(
    record: PatientRecord,
    path: Path,
    now: dt.datetime,
    version: str,
    language: str = "sv",
    watch: Watch | None = None,
) -> tuple[str, ...]:
    """Write the zip; returns the names in it. Raises ``StorageError``, and ``Cancelled`` by ``watch``."""
    watch = watch or Watch()
    with whole_binary(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _text(archive, "README.txt", "utf-8", lambda to: to.write(_README[language]))
        _text(archive, "measurements.csv", ENCODING, lambda to: write_csv(lines(record), to))
        resources = watch.over(resources_of(record, now, Options(version)), resource_count(record))
        _text(archive, "fhir.ndjson", "utf-8", lambda to: write_ndjson(resources, to))
        for name, content in _attachments(record):
            archive.writestr(name, content)
        _table(archive, "messages.csv", ("at", "from", "text", "attachments"), _messages(record))
        _table(archive, "notes.csv", ("at", "by", "what", "text"), _notes(record))
        _text(archive, "plans.json", "utf-8", lambda to: to.write(_plans(record)))
        _table(archive, "signals.csv", ("at", "by", "actions", "note", "signals"), _signals(record))
        heading = ("at", "by", "role", "unit", "deed", "ground", "reason", "items")
        _table(archive, "access.csv", heading, _access(record))
        return tuple(archive.namelist())


def _messages(record: PatientRecord) -> Iterator[Sequence[str]]:
    names = _names(record)
    for number, m in enumerate(record.messages):
        files = " ".join(names[number, place] for place in range(len(m.attachments)))
        yield m.at.isoformat(), m.sender, m.text, files


def _names(record: PatientRecord) -> dict[tuple[int, int], str]:
    """Names of attachments in the zip: numbers, for a name in a message may be a path or say who it is."""
    places = ((n, i) for n, m in enumerate(record.messages) for i in range(len(m.attachments)))
    return {
        (
            n,
            i,
        ): f"attachments/{count:04d}{guess_extension(record.messages[n].attachments[i].media_type) or ''}"
        for count, (n, i) in enumerate(places, start=1)
    }


def _attachments(record: PatientRecord) -> Iterator[tuple[str, bytes]]:
    for (number, place), name in _names(record).items():
        yield name, record.messages[number].attachments[place].content


def _notes(record: PatientRecord) -> Iterator[Sequence[str]]:
    """The staff's notes, rounds and tasks."""
    for note in record.notes:
        yield note.at.isoformat(), note.body.by, "note", note.body.text
    for one in record.rounds:
        yield one.at.isoformat(), one.body.by, "round", " ".join([*one.body.decisions, one.body.note]).strip()
    for task in record.tasks:
        done = f", {task.done_at.isoformat()} {task.done_by}" if task.done_at else ""
        yield task.at.isoformat(), task.by, "task", f"{task.title} {task.due.isoformat()}{done}".strip()


def _signals(record: PatientRecord) -> Iterator[Sequence[str]]:
    for one in record.acknowledgements:
        body = one.body
        actions, keys = " ".join(body.actions), " ".join(body.finding_keys)
        yield one.at.isoformat(), body.by, actions, body.note, keys


def _access(record: PatientRecord) -> Iterator[Sequence[str]]:
    """Who has opened or exported the record, and which items somebody has looked at."""
    for one in record.accesses:
        body = one.body
        yield one.at.isoformat(), body.by, body.role, body.unit, body.deed, body.ground, body.reason, ""
    for at, seen in record.seen:
        yield at.isoformat(), seen.by, seen.role, "", "seen", "", "", " ".join(seen.items)


def _plans(record: PatientRecord) -> str:
    plans = [json.loads(plan_text(plan)) for plan in record.plans]
    return json.dumps(plans, ensure_ascii=False, indent=1)


def _text(archive: zipfile.ZipFile, name: str, encoding: str, write: Callable[[IO[str]], object]) -> None:
    with archive.open(name, "w") as member, io.TextIOWrapper(member, encoding=encoding, newline="") as out:
        write(out)


def _table(
    archive: zipfile.ZipFile, name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    def write(out: IO[str]) -> None:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(heading)
        writer.writerows([neutral(cell) for cell in row] for row in rows)

    _text(archive, name, ENCODING, write)
