from __future__ import annotations

import csv
import io
import json
import stat
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hemmonitor.bootstrap import DATABASE, VAULT, Profile
from hemmonitor.errors import InputError, StorageError
from hemmonitor.interop import commands
from hemmonitor.interop.commands import export_patient, export_team, find_mailbox, read_record, read_team
from hemmonitor.interop.erasure import erase
from hemmonitor.interop.forms import Output
from hemmonitor.interop.imports.found import Choices
from hemmonitor.interop.report import Report
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.model.events import Event, PatientRegistered
from hemmonitor.store.memory import MemoryJournal
from tests.interop.build import MAILBOX, NOW, PATIENT, ZONE, full_events, full_record
from tests.interop.schema import faults

DATA = Path(__file__).parent / "data"


@pytest.fixture
def journal() -> MemoryJournal:
    made = MemoryJournal()
    made.append(full_events())
    return made


def with_two(journal: MemoryJournal) -> MemoryJournal:
    other = replace(PATIENT, number="196109732393", name="Alva Testsson")
    rest = [e for e in full_events() if e.body is not PATIENT]
    journal.append([replace(e, id=f"o-{e.id}", mailbox="mb-2") for e in rest])
    journal.append([Event("o-who", "mb-2", "dev", NOW, other)])
    return journal


@pytest.mark.parametrize("output", [o for o in Output if o is not Output.PDF])
def test_every_form_is_written_whole_and_for_its_owner(output: Output, tmp_path: Path) -> None:
    path = tmp_path / "out"
    export_patient(full_record(), output, path, NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = path.read_bytes()
    starts = {
        Output.CSV: b"\xef\xbb\xbfpatient,measurement_id",
        Output.XLSX: b"PK",
        Output.FHIR: b'{"resourceType":"Bundle","type":"collection"',
        Output.TRANSACTION: b'{"resourceType":"Bundle","type":"transaction"',
        Output.NDJSON: b'{"resourceType":"Patient"',
        Output.ICS: b"BEGIN:VCALENDAR",
        Output.EXTRACT: b"PK",
    }
    assert data.startswith(starts[output])
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_report_is_drawn_by_whoever_can(tmp_path: Path) -> None:
    drawn: list[tuple[Report, Path]] = []
    export_patient(full_record(), Output.PDF, tmp_path / "x", NOW, pdf=lambda r, p: drawn.append((r, p)))
    assert drawn[0][0].patient == PATIENT
    with pytest.raises(InputError, match="desktop"):
        export_patient(full_record(), Output.PDF, tmp_path / "x", NOW)


def test_an_export_to_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        export_patient(full_record(), Output.CSV, tmp_path / "no" / "out", NOW)


def test_a_team_is_one_file_with_shared_things_once(journal: MemoryJournal, tmp_path: Path) -> None:
    path = tmp_path / "team"
    assert export_team(read_team(with_two(journal)), Output.NDJSON, path, NOW) == 2
    resources = [json.loads(line, parse_float=Decimal) for line in path.read_text("utf-8").splitlines()]
    assert not [f for r in resources for f in faults(r)]
    ids = [r["id"] for r in resources]
    assert len(ids) == len(set(ids))
    assert sum(r["resourceType"] == "Patient" for r in resources) == 2
    assert export_team(read_team(journal), Output.CSV, path, NOW) == 2
    patients = {row["patient"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))}
    assert patients == {"196101182803", "196109732393"}
    with pytest.raises(InputError, match="team"):
        export_team(read_team(journal), Output.ICS, path, NOW)


@pytest.mark.parametrize("wanted", [MAILBOX, "196101182803", "19610118-2803", "610118-2803", ""])
def test_a_patient_is_found_by_number_or_mailbox(wanted: str, journal: MemoryJournal) -> None:
    assert find_mailbox(journal, wanted) == MAILBOX


def test_a_patient_must_be_named_among_several(journal: MemoryJournal) -> None:
    with pytest.raises(InputError, match="which patient"):
        find_mailbox(with_two(journal))
    with pytest.raises(InputError, match="no such patient"):
        find_mailbox(journal, "194809132386")
    with pytest.raises(InputError, match="mailbox"):
        read_record(journal, "none")


def test_what_an_author_may_not_state_is_not_exported(journal: MemoryJournal) -> None:
    record = read_record(journal, MAILBOX, lambda event: not isinstance(event.body, PatientRegistered))
    assert record.patient is None


def test_an_import_and_its_undoing(journal: MemoryJournal) -> None:
    record = read_record(journal, MAILBOX)
    source = Source(DATA / "omron_connect.csv")
    before = len(record.measurements)
    found = commands.look_at(source, record, Choices(ZONE), NOW)
    assert len(record.measurements) == before  # looking stores nothing
    told = commands.summary(found)
    assert json.loads(json.dumps(told))["measurements"] == {"blood_pressure": 3}
    assert len(commands.take_in(journal, found, record, "dev", NOW)) == 3
    assert len(read_record(journal, MAILBOX).measurements) == before + 3
    batch, events = commands.undo_last(journal, record, "dev", NOW)
    assert (batch.form, len(events)) == ("omron_connect", 3)
    assert len(read_record(journal, MAILBOX).measurements) == before
    with pytest.raises(InputError, match="no import"):
        commands.undo_last(journal, record, "dev", NOW)


def test_backup_and_restore(journal: MemoryJournal, tmp_path: Path) -> None:
    count = commands.back_up(journal, tmp_path / "b", "fyra ord på rad", NOW)
    fresh = MemoryJournal()
    told: list[Event] = []
    again = (tmp_path / "b", "fyra ord på rad", "", "", "dev", NOW)
    assert commands.restore(fresh, *again, told.extend) == count == len(told)
    assert commands.restore(fresh, *again) == 0
    assert [s.event for s in fresh.events()] == [s.event for s in journal.events()]


# --- extract and erasure -----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_extract_holds_everything_and_says_what_is_what(language: str, tmp_path: Path) -> None:
    path = tmp_path / "extract.zip"
    export_patient(full_record(), Output.EXTRACT, path, NOW, language=language)
    with zipfile.ZipFile(path) as archive:
        readme = archive.read("README.txt").decode()
        names = archive.namelist()
        assert all(name.partition("/")[0] in readme for name in names if name != "README.txt")
        assert not any(PATIENT.given_name in name or ".." in name for name in names)
        access = list(csv.reader(io.StringIO(archive.read("access.csv").decode("utf-8-sig"))))
        messages = archive.read("messages.csv").decode("utf-8-sig")
        notes = archive.read("notes.csv").decode("utf-8-sig")
        picture = archive.read("attachments/0001.png")
        plans = json.loads(archive.read("plans.json"))
        assert archive.testzip() is None
    assert access[1][1:6] == ["Sjuksköterska Test", "distriktssköterska", "Vårdcentralen", "exported", "care"]
    assert access[2][1:5] == ["Sjuksköterska Test", "distriktssköterska", "", "seen"]
    assert "Ringer på måndag." in notes
    assert picture == b"\x89PNG"
    assert "attachments/0001.png" in messages
    assert "Hej! Jag mår bra." in messages
    assert [p["version"] for p in plans] == [1]


def test_a_profile_is_erased_key_first_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    profile = Profile.create(folder, pin="123456")
    profile.journal.append(full_events())
    profile.close()
    (folder / "holiday.jpg").write_bytes(b"x")
    gone = erase(folder)
    assert gone[0] == VAULT
    assert DATABASE in gone
    assert [p.name for p in folder.iterdir()] == ["holiday.jpg"]
    with pytest.raises(BadFile):
        erase(folder)


def test_erasing_knows_the_names_of_a_profile() -> None:
    from inspect import signature

    parameters = signature(erase).parameters
    assert (parameters["vault"].default, parameters["database"].default) == (VAULT, DATABASE)
