"""What a computer keeps is looked through: each kind of damage is found; a whole store is called whole."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hemmonitor import clock, shelf
from hemmonitor.bootstrap import DATABASE, Profile
from hemmonitor.centre import access_of
from hemmonitor.checkup import Part, Report, look
from hemmonitor.clinic import Clinic
from hemmonitor.errors import StorageError
from hemmonitor.model.access import AccessLogged
from hemmonitor.model.measurement import Kind
from hemmonitor.relay.server import RelayServer
from hemmonitor.shelf import Shelf
from hemmonitor.store.journal import Derived
from hemmonitor.store.sqlite import SqliteJournal
from tests.whole.keystore import FileStore
from tests.whole.world import STAFF, found_with_patient, home_of, once, pressure

PAGE = 4096
READINGS = 30


def opened(folder: Path) -> Profile:
    return Profile.open(folder, store=FileStore(folder / "keystore"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A patient's and a nurse's profile after a month of readings; copied by whoever spoils one."""
    folder = tmp_path_factory.mktemp("checkup")
    with pytest.MonkeyPatch.context() as patch, RelayServer(folder / "relay.db") as relay:
        patch.setattr(shelf, "WORTH", 5)  # so that these are enough to be kept in part
        asyncio.run(found_with_patient(folder, relay.url))
        patient, nurse = opened(folder / "patient"), opened(folder / "nurse")
        try:
            home, now = home_of(patient), clock.now().replace(microsecond=0)
            for number in range(READINGS):
                at = now - dt.timedelta(days=30 * (READINGS - number))
                home.record(pressure(115 + number % 7, 75, at, str(number).encode()), at)
                if number % 10 == 9:
                    asyncio.run(once(patient))
            asyncio.run(once(nurse))
            access = access_of(nurse)
            clinic = Clinic(nurse.journal, nurse.keys.device_id, STAFF, nurse.admits, access)
            clinic.look_at_worklist(now)
            clinic.keep()
            patch.setattr(shelf, "enough", lambda _record, at: {Kind.BLOOD_PRESSURE: at - dt.timedelta(200)})
            records = Shelf(nurse.journal, nurse.admits)
            records.recent(patient.placed().mailbox, now)
            records.save()
            for _ in range(3):
                access.administered("test", now)
        finally:
            patient.close()
            nurse.close()
    return folder


@pytest.fixture
def copied(office: Path, tmp_path: Path) -> Callable[[str], Path]:
    def copy(face: str) -> Path:
        shutil.copytree(office / face, tmp_path / face)
        return tmp_path / face

    return copy


@pytest.fixture
def patient(copied: Callable[[str], Path]) -> Iterator[Profile]:
    profile = opened(copied("patient"))
    yield profile
    profile.close()


@pytest.fixture
def nurse(copied: Callable[[str], Path]) -> Iterator[Profile]:
    profile = opened(copied("nurse"))
    yield profile
    profile.close()


def change(profile: Profile, sql: str, *values: object) -> None:
    """Alter a row as no part of the program does: a fault of its own, or somebody with the key."""
    assert isinstance(profile.journal, SqliteJournal)
    connection: Any = profile.journal._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    assert connection.execute(sql, values).rowcount > 0


def parts(report: Report) -> set[Part]:
    return set(report.faults)


@pytest.mark.parametrize("face", ["patient", "nurse"])
def test_a_whole_store_is_called_whole(face: str, copied: Callable[[str], Path]) -> None:
    profile = opened(copied(face))
    try:
        report = look(profile)
        kept = {what: len(list(profile.journal.derived(what, shelf.stamp()))) for what in ("recent", "head")}
    finally:
        profile.close()
    assert report.whole, report.faults
    assert report.events >= (READINGS if face == "patient" else 2)
    assert report.envelopes >= (3 if face == "patient" else 1)
    assert face == "patient" or kept == {"recent": 1, "head": 1}, "nothing derived was looked at"


@pytest.mark.parametrize("page", [1, 5, -1])
def test_a_damaged_page_is_found(page: int, copied: Callable[[str], Path]) -> None:
    folder = copied("patient")
    raw = bytearray((folder / DATABASE).read_bytes())
    raw[(page % (len(raw) // PAGE)) * PAGE + 1000] ^= 1
    (folder / DATABASE).write_bytes(raw)
    try:
        profile = opened(folder)
    except StorageError:
        return  # the page is one that is needed to open it at all
    try:
        assert Part.PAGES in parts(look(profile))
    finally:
        profile.close()


@pytest.mark.parametrize("gone", [1, PAGE, 5 * PAGE + 17])
def test_a_file_that_was_cut_off_is_found(gone: int, copied: Callable[[str], Path]) -> None:
    folder = copied("patient")
    raw = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(raw[:-gone])
    try:
        profile = opened(folder)
    except StorageError:
        return  # which is said too
    try:
        assert not look(profile).whole
    finally:
        profile.close()


def test_a_value_that_was_altered_is_found(patient: Profile) -> None:
    rows = patient.journal.bodies(patient.placed().mailbox)
    position, body = next(row for row in rows if b"measurement_recorded" in row[1])
    altered = body.replace(b"115", b"185", 1)
    assert altered != body, "the systolic pressure stands there as a text"
    change(patient, "UPDATE event SET body = ? WHERE position = ?", altered, position)
    report = look(patient)
    assert parts(report) == {Part.EVENTS}
    assert "185" not in str(report.faults)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE event SET at = at + 1 WHERE position = 3", Part.EVENTS),
        ("UPDATE event SET mailbox = 'elsewhere' WHERE position = 3", Part.EVENTS),
        ("UPDATE event SET body = substr(body, 1, length(body) - 1) WHERE position = 3", Part.EVENTS),
        ("DELETE FROM event WHERE kind = 'measurement_recorded' AND envelope IS NOT NULL", Part.EVENTS),
        ("UPDATE event SET envelope = NULL WHERE kind = 'measurement_recorded'", Part.EVENTS),
        ("UPDATE event SET envelope = 999 WHERE envelope IS NOT NULL", Part.STRUCTURE),
        ("DELETE FROM envelope WHERE author_seq = 1", Part.STRUCTURE),
        ("UPDATE envelope SET author_seq = 9 WHERE author_seq = 2", Part.CHAIN),
        ("UPDATE envelope SET body = zeroblob(length(body)) WHERE author_seq = 2", Part.CHAIN),
        ("UPDATE head SET seq = seq + 1", Part.CHAIN),
        ("UPDATE setting SET value = zeroblob(length(value)) WHERE name = 'membership.0'", Part.MEMBERS),
    ],
)
def test_every_altered_row_is_found(sql: str, expected: Part, patient: Profile) -> None:
    change(patient, sql)
    report = look(patient)
    assert expected in parts(report)
    assert "elsewhere" not in str(report.faults)


def test_an_entry_that_is_gone_from_the_access_log_is_found(nurse: Profile) -> None:
    entries = [s.position for s in nurse.journal.events() if isinstance(s.event.body, AccessLogged)]
    change(nurse, "DELETE FROM event WHERE position = ?", entries[-2])
    assert parts(look(nurse)) == {Part.ACCESS}


@pytest.mark.parametrize("what", ["recent", "head", "row"])
def test_derived_data_that_is_broken_is_made_anew(what: str, nurse: Profile) -> None:
    def line() -> tuple[str, int]:
        clinic = Clinic(nurse.journal, nurse.keys.device_id, STAFF, nurse.admits)
        (row,) = clinic.worklist(clock.now())
        return row.patient.name, Shelf(nurse.journal, nurse.admits).recent(row.mailbox, clock.now()).total

    right = line()
    kept = next(nurse.journal.derived(what, shelf.stamp()))
    for spoilt in (b"", b"\x80", b"{}", kept.body[:-1]):
        nurse.journal.derive(what, shelf.stamp(), [Derived(kept.mailbox, kept.position, spoilt)])
        assert line() == right


@pytest.mark.parametrize("what", ["recent", "head", "row"])
def test_derived_data_that_is_wrong_is_dropped(what: str, nurse: Profile) -> None:
    kept = next(nurse.journal.derived(what, shelf.stamp()))
    spoilt = {
        "recent": kept.body.replace(b'"counts":{"blood_pressure":', b'"counts":{"blood_pressure":1'),
        "head": kept.body[:-1],
        "row": kept.body.replace(b"116", b"117"),
    }[what]
    assert spoilt != kept.body
    nurse.journal.derive(what, shelf.stamp(), [Derived(kept.mailbox, kept.position, spoilt)])
    assert parts(look(nurse)) == {Part.DERIVED}
    assert list(nurse.journal.derived(what, shelf.stamp())) == []
    assert look(nurse).whole
