"""What comes in from other programs' files, as those programs write them."""

from __future__ import annotations

import datetime as dt
import io
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.interop.csv_file import ENCODING, write_csv
from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.batch import batches, events_of, preview, undo_events
from hemmonitor.interop.imports.detect import detect
from hemmonitor.interop.imports.found import Choices, Fault, Why
from hemmonitor.interop.imports.mapping import Figure, Mapping, suggest
from hemmonitor.interop.imports.obpm import users
from hemmonitor.interop.imports.texts import DateOrder, moment, number
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.interop.table import lines
from hemmonitor.interop.watch import Cancelled
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Origin, Unit
from hemmonitor.model.record import PatientRecord
from hemmonitor.store.memory import MemoryJournal
from tests.interop.build import MAILBOX, NOW, PATIENT, ZONE, full_record, pressure, record_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CHOICES = Choices(STOCKHOLM)
EMPTY = PatientRecord(MAILBOX)

DATA = Path(__file__).parent / "data"
OMRON = (DATA / "omron_connect.csv").read_text("utf-8")
WITHINGS_BP = (DATA / "withings_bp.csv").read_text("utf-8")
WITHINGS_WEIGHT = (DATA / "withings_weight.csv").read_text("utf-8")
OMBLEPY = (DATA / "omblepy.csv").read_text("utf-8")
RECORDER = (DATA / "recorder24.csv").read_text("utf-8")
APPLE = (DATA / "apple_export.xml").read_text("utf-8")

File = Callable[[str], Source]


@pytest.fixture
def file(tmp_path: Path) -> File:
    def write(text: str) -> Source:
        path = tmp_path / "file"
        path.write_bytes(text.encode())
        return Source(path)

    return write


def figures(one: Measurement) -> dict[Component, Decimal | None]:
    return {q.component: q.value for q in one.values}


def test_omron_connect(file: File) -> None:
    found = preview(file(OMRON), EMPTY, CHOICES, NOW)
    assert found.form is Format.OMRON
    first, second, third = (i.measurement for i in found.items)
    assert figures(first) == {Component.SYSTOLIC: 114, Component.DIASTOLIC: 74, Component.PULSE_RATE: 47}
    assert first.taken_at == dt.datetime(2025, 1, 12, 8, 12, tzinfo=STOCKHOLM)
    assert first.taken_at.utcoffset() == dt.timedelta(hours=1)
    assert third.taken_at.utcoffset() == dt.timedelta(hours=2)
    assert second.note == "efter promenad"
    assert Component.PULSE_RATE not in figures(third)
    assert first.provenance.origin is Origin.IMPORTED
    assert first.provenance.source == "import/omron_connect"
    assert first.provenance.raw == b"Jan 12 2025,08:12,114,74,47,-,-,-,-"


def test_withings_pressure_and_weight(file: File) -> None:
    found = preview(file(WITHINGS_BP), EMPTY, CHOICES, NOW)
    assert found.form is Format.WITHINGS
    kinds = [i.measurement.kind for i in found.items]
    assert kinds == [Kind.BLOOD_PRESSURE, Kind.HEART_RATE]
    (weight,) = preview(file(WITHINGS_WEIGHT), EMPTY, CHOICES, NOW).items
    assert figures(weight.measurement) == {Component.BODY_WEIGHT: Decimal("84.20")}  # fat is a mass: left out


def test_a_cuffs_dump_with_flags(file: File) -> None:
    first, second = preview(file(OMBLEPY), EMPTY, CHOICES, NOW).items
    assert figures(first.measurement)[Component.SYSTOLIC] == 120
    assert not first.measurement.flags
    assert second.measurement.flags == {Flag.BODY_MOVEMENT, Flag.IRREGULAR_PULSE}


def test_a_24_hour_recording_is_one_measurement_without_its_failures(file: File) -> None:
    found = preview(file(RECORDER), EMPTY, CHOICES, NOW, Format.RECORDER)
    assert [(f.line, f.column, f.why) for f in found.faults] == [(4, 7, Why.MARKED_INVALID)]
    # the file's two readings are thirteen hours apart: two recordings that were cut off
    assert [i.measurement.kind for i in found.items] == [Kind.PRESSURE_SERIES] * 2
    day, night = (i.measurement for i in found.items)
    assert day.series is not None
    assert figures(day)[Component.SYSTOLIC] == 132
    assert day.series.values(Component.MEAN_ARTERIAL) == (100,)
    assert night.provenance.raw.startswith(b"2026-05-04,23:30,110,68")


def test_a_recordings_readings_stand_at_their_minutes_and_what_cannot_be_is_left_out(file: File) -> None:
    rows = [f"2026-05-04;{8 + n // 3:02d}:{n % 3 * 20:02d};{120 + n};{80 + n}" for n in range(30)]
    content = "Date;Time;Sys;Dia\n" + "\n".join([*rows, "2026-05-04;18:00;80;120"]) + "\n"
    found = preview(file(content), EMPTY, CHOICES, NOW, Format.RECORDER)
    assert [(f.line, f.why) for f in found.faults] == [(32, Why.IMPOSSIBLE)]
    (item,) = found.items
    series = item.measurement.series
    assert series is not None
    values = series.values(Component.SYSTOLIC)
    assert len(values) == 29 * 20 + 1
    assert [v for v in values if v is not None] == list(range(120, 150))
    assert figures(item.measurement)[Component.SYSTOLIC] == Decimal("134.5")


def test_a_table_of_weeks_is_no_24_hour_recording(file: File) -> None:
    rows = [f"2026-05-{1 + n // 6:02d};{n % 6 * 4:02d}:00;120;80" for n in range(60)]
    content = "Date;Time;Sys;Dia\n" + "\n".join(rows) + "\n"
    with pytest.raises(BadFile, match="line 2: not a 24-hour recording"):
        preview(file(content), EMPTY, CHOICES, NOW, Format.RECORDER)


def test_a_table_that_looks_like_a_recording_is_said_to(file: File) -> None:
    rows = [f"2026-05-0{4 + n // 48};{n % 48 // 2:02d}:{n % 2 * 30:02d};120;80" for n in range(48)]
    content = "Date;Time;Sys;Dia\n" + "\n".join(rows) + "\n"
    assert preview(file(content), EMPTY, CHOICES, NOW).may_be_recording
    at_home = "Date;Time;Sys;Dia\n" + "\n".join(f"2026-04-{n:02d};08:00;120;80" for n in range(1, 29))
    assert not preview(file(at_home), EMPTY, CHOICES, NOW).may_be_recording


def test_apple_health_alone_and_in_its_zip(file: File, tmp_path: Path) -> None:
    alone = preview(file(APPLE), EMPTY, CHOICES, NOW)
    assert alone.form is Format.APPLE
    kinds = {k.value: n for k, n in alone.kinds.items()}
    assert kinds == {"blood_pressure": 1, "oximetry": 1, "weight": 1, "glucose": 1}
    by_kind = {i.measurement.kind: i.measurement for i in alone.items}
    assert figures(by_kind[Kind.BLOOD_PRESSURE]) == {Component.SYSTOLIC: 138, Component.DIASTOLIC: 88}
    assert figures(by_kind[Kind.OXIMETRY]) == {Component.SPO2: 97}
    assert by_kind[Kind.GLUCOSE].values[0].unit is Unit.MMOL_L
    assert [(f.line, f.why) for f in alone.faults] == [(18, Why.BAD_UNIT), (11, Why.NO_FIGURE)]
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../apple_health_export/export_cda.xml", "<x/>")
        archive.writestr("apple_health_export/export.xml", APPLE)
    zipped = preview(Source(tmp_path / "export.zip"), EMPTY, CHOICES, NOW)
    assert [i.measurement for i in zipped.items] == [i.measurement for i in alone.items]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["export.zip", "file"]  # nothing was unpacked


def test_a_watchs_heart_rate_only_when_asked_for(file: File) -> None:
    found = preview(file(APPLE), EMPTY, replace(CHOICES, kinds=frozenset({Kind.HEART_RATE})), NOW)
    assert [i.measurement.kind for i in found.items] == [Kind.HEART_RATE]


def test_a_malformed_document_type_is_passed_over(file: File) -> None:
    broken = APPLE.replace("<!ATTLIST HealthData locale CDATA #REQUIRED\n>", "<!ATTLIST broken\n\n")
    assert len(preview(file(broken), EMPTY, CHOICES, NOW).items) == 4


def database(path: Path, *, milliseconds: bool, second_user: bool = False) -> Source:
    columns = "uts INTEGER, sys INTEGER, dia INTEGER, bpm INTEGER"
    columns += ", ihb INTEGER, mov INTEGER, inv INTEGER, msg TEXT" if milliseconds else ", msg TEXT"
    uts = int(dt.datetime(2025, 3, 1, 7, tzinfo=STOCKHOLM).timestamp()) * (1000 if milliseconds else 1)
    with sqlite3.connect(path) as connection:
        for user in ("U1", "U2"):
            connection.execute(f"CREATE TABLE '{user}' ({columns})")
        flags = (1, 0, 0) if milliseconds else ()
        for user in ("U1", "U2") if second_user else ("U1",):
            marks = ", ".join("?" * (5 + len(flags)))
            connection.execute(f"INSERT INTO '{user}' VALUES ({marks})", (uts, 141, 92, 66, *flags, "=1+1"))
            connection.execute(f"INSERT INTO '{user}' VALUES ({marks})", ("x", 141, 92, 66, *flags, ""))
    connection.close()
    return Source(path)


@pytest.mark.parametrize("milliseconds", [True, False], ids=["ubpm", "obpm"])
def test_a_database_of_ubpm_or_obpm(milliseconds: bool, tmp_path: Path) -> None:
    found = preview(database(tmp_path / "db", milliseconds=milliseconds), EMPTY, CHOICES, NOW)
    (item,) = found.items
    assert figures(item.measurement) == {
        Component.SYSTOLIC: 141,
        Component.DIASTOLIC: 92,
        Component.PULSE_RATE: 66,
    }
    assert item.measurement.taken_at == dt.datetime(2025, 3, 1, 7, tzinfo=STOCKHOLM)
    assert (Flag.IRREGULAR_PULSE in item.measurement.flags) is milliseconds
    assert item.measurement.note == "=1+1"
    assert [f.why for f in found.faults] == [Why.BAD_TIME]


def test_a_person_says_which_of_two_users(tmp_path: Path) -> None:
    source = database(tmp_path / "db", milliseconds=True, second_user=True)
    assert users(source) == ("U1", "U2")
    with pytest.raises(BadFile, match="choose U1 or U2"):
        preview(source, EMPTY, CHOICES, NOW)
    assert len(preview(source, EMPTY, replace(CHOICES, user="U2"), NOW).items) == 1


def test_our_own_csv_comes_back(tmp_path: Path) -> None:
    record = full_record()
    path = tmp_path / "own.csv"
    with path.open("w", encoding=ENCODING, newline="") as out:
        write_csv(lines(record), out)
    found = preview(Source(path), EMPTY, CHOICES, NOW)
    assert found.form is Format.OWN_CSV
    assert not found.faults
    back = {i.measurement.id: i.measurement for i in found.items}
    for one in record.measurements:
        same = back[one.id]
        assert (same.kind, same.taken_at, same.flags, same.note) == (
            one.kind,
            one.taken_at,
            one.flags,
            one.note,
        )
        assert figures(same) == figures(one)
    assert [i.retracted for i in found.items if i.retracted is not None] == ["not_me"]


def test_another_persons_csv_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    with path.open("w", encoding=ENCODING, newline="") as out:
        write_csv(lines(full_record()), out)
    somebody = replace(CHOICES, number="194809132386")
    found = preview(Source(path), EMPTY, somebody, NOW)
    assert not found.items
    assert set(found.left_out) == {Why.OTHER_PERSON}


# --- mapping -----------------------------------------------------------------------------------


def test_a_swedish_table_in_a_swedish_encoding(tmp_path: Path) -> None:
    path = tmp_path / "file"
    text = (
        "Datum;Tid;Systoliskt (mmHg);Diastoliskt (mmHg);Puls;Vikt (kg);Anteckning\n"
        "2026-10-25;07.10;128;79;61;71,4;före frukost\n"
    )
    path.write_bytes(text.encode("cp1252"))
    found = preview(Source(path), EMPTY, CHOICES, NOW)
    assert found.encoding == "cp1252"
    assert [i.measurement.kind for i in found.items] == [Kind.BLOOD_PRESSURE, Kind.WEIGHT]
    assert figures(found.items[1].measurement)[Component.BODY_WEIGHT] == Decimal("71.4")
    assert found.items[0].measurement.note == "före frukost"


def test_utf_16_with_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(OMRON.replace(",", "\t").encode("utf-16"))
    found = preview(Source(path), EMPTY, CHOICES, NOW)
    assert found.encoding == "utf-16"
    assert len(found.items) == 3


def test_a_person_maps_an_unknown_table(file: File) -> None:
    text = "A;B;C\n2026-01-02 07:30;120;80\n"
    with pytest.raises(BadFile, match="which columns"):
        preview(file(text), EMPTY, CHOICES, NOW)
    chosen = Mapping(
        moment=0,
        figures=(
            Figure(1, Component.SYSTOLIC, Unit.MMHG),
            Figure(2, Component.DIASTOLIC, Unit.MMHG),
        ),
    )
    (item,) = preview(file(text), EMPTY, replace(CHOICES, mapping=chosen), NOW).items
    assert figures(item.measurement) == {Component.SYSTOLIC: 120, Component.DIASTOLIC: 80}


def test_every_fault_has_its_line_column_and_reason(file: File) -> None:
    text = (
        "Date,Sys,Dia\n"
        "2026-01-02 07:30,120,80\n"
        ",120,80\n"
        "yesterday,120,80\n"
        "03/04/2026 07:00,120,80\n"
        "2026-01-03 07:30,many,80\n"
        "2026-01-04 07:30,120,-\n"
        "2026-01-05\n"
        "2030-01-01 07:30,120,80\n"
        "1999-01-01 07:30,120,80\n"
        '2026-01-06 07:30,"12\n0",80\n'
    )
    found = preview(file(text), EMPTY, CHOICES, NOW)
    assert len(found.items) == 1
    assert [(f.line, f.column, f.why) for f in found.faults] == [
        (3, 1, Why.NO_TIME),
        (4, 1, Why.BAD_TIME),
        (5, 1, Why.DATE_ORDER),
        (6, 2, Why.NOT_A_NUMBER),
        (7, 0, Why.NO_FIGURE),
        (8, 1, Why.BAD_TIME),
        (9, 0, Why.IN_THE_FUTURE),
        (10, 0, Why.BEFORE_2000),
        (12, 2, Why.NOT_A_NUMBER),
    ]
    chosen = preview(file(text), EMPTY, replace(CHOICES, day_first=True), NOW)
    assert dt.date(2026, 4, 3) in {i.measurement.taken_at.date() for i in chosen.items}


@pytest.mark.parametrize(
    ("text", "clock", "expected"),
    [
        ("2026-03-04T07:30:15+02:00", "", "2026-03-04T07:30:15+02:00"),
        ("2026-03-04 07:30:15 +0100", "", "2026-03-04T07:30:15+01:00"),
        ("2026-03-04T07:30Z", "", "2026-03-04T07:30:00+00:00"),
        ("Jan 12 2025", "08:12", "2025-01-12T08:12:00+01:00"),
        ("12 januari 2025", "8.12", "2025-01-12T08:12:00+01:00"),
        ("12.01.2025 08:12", "", "2025-01-12T08:12:00+01:00"),
        ("January 12, 2025", "12:05 AM", "2025-01-12T00:05:00+01:00"),
        ("13/01/2025", "08:12 pm", "2025-01-13T20:12:00+01:00"),
        ("01/13/2025 08:12", "", "2025-01-13T08:12:00+01:00"),
        ("05/05/2025 08:12", "", "2025-05-05T08:12:00+02:00"),
    ],
)
def test_moments(text: str, clock: str, expected: str) -> None:
    assert moment(text, clock, STOCKHOLM).isoformat() == expected


@pytest.mark.parametrize(
    "text", ["2026-02-30 07:00", "2026-01-01 25:00", "13 Fooember 2025 07:00", "2026-01-01"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError):
        moment(text, "", STOCKHOLM)


def test_day_and_month_are_not_guessed() -> None:
    with pytest.raises(DateOrder):
        moment("03/04/2026 07:00", "", STOCKHOLM)


@pytest.mark.parametrize(
    ("text", "value"), [("72,3", "72.3"), (" 120 ", "120"), ("−0.5", "-0.5"), ("12.50", "12.50")]
)
def test_numbers(text: str, value: str) -> None:
    found = number(text)
    assert found is not None
    assert str(found) == value


@pytest.mark.parametrize("text", ["1e9", "0x10", "1 234", "12..5", "=1", "９", "nan", "inf", "1" * 40])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        number(text)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_heading_has_a_mapping_or_none(heading: list[str]) -> None:
    found = suggest(heading)
    if found is not None:
        assert all(f.column < len(heading) for f in found.figures)


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_text_is_a_moment_or_refused(text: str, clock: str) -> None:
    try:
        found = moment(text, clock, ZONE)
    except (ValueError, OverflowError):
        return
    assert found.tzinfo is not None


# --- doubles, batches, undo --------------------------------------------------------------------


def test_the_same_file_twice_brings_nothing(file: File) -> None:
    record = PatientRecord(MAILBOX)
    for event in events_of(preview(file(OMRON), record, CHOICES, NOW), record, "dev", NOW):
        record.apply(event)
    again = preview(file(OMRON), record, CHOICES, NOW)
    assert (len(again.items), again.duplicates) == (0, 3)


def test_a_row_twice_in_a_file_is_one(file: File) -> None:
    last = OMRON.splitlines()[-1]
    found = preview(file(OMRON + last + "\n"), EMPTY, CHOICES, NOW)
    assert (len(found.items), found.duplicates) == (3, 1)


def test_the_cuffs_own_reading_and_the_apps_file_are_one(file: File) -> None:
    at = dt.datetime(2025, 1, 12, 8, 12, 41, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    record = record_of(pressure(at, 114, 74, pulse=47))
    found = preview(file(OMRON), record, CHOICES, NOW)
    assert (len(found.items), found.duplicates) == (2, 1)


def test_what_was_not_me_does_not_come_back_by_an_import(file: File) -> None:
    from hemmonitor.model.events import Event, MeasurementRetracted

    at = dt.datetime(2025, 1, 12, 8, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    record = record_of(pressure(at, 114, 74, "theirs"))
    record.apply(Event("r", MAILBOX, "dev", NOW, MeasurementRetracted("theirs", "not_me")))
    assert preview(file(OMRON), record, CHOICES, NOW).duplicates == 1


def test_an_import_is_one_batch_that_can_be_undone_and_done_again(file: File) -> None:
    journal, record = MemoryJournal(), record_of(pressure(NOW - dt.timedelta(days=1), 120, 80))
    taken = events_of(preview(file(OMRON), record, CHOICES, NOW), record, "dev", NOW)
    assert journal.append(taken) == taken
    for event in taken:
        record.apply(event)
    (batch,) = batches(record)
    assert (batch.at, batch.form, len(batch.standing)) == (NOW, "omron_connect", 3)
    later = NOW + dt.timedelta(minutes=1)
    for event in journal.append(undo_events(batch, record, "dev", later)):
        record.apply(event)
    assert batches(record) == ()
    assert len(record.measurements) == 1
    assert len(record.retracted) == 3  # they stay readable
    again = events_of(preview(file(OMRON), record, CHOICES, later), record, "dev", later)
    assert journal.append(again) == again
    for event in again:
        record.apply(event)
    assert len(record.measurements) == 4
    assert preview(file(OMRON), record, CHOICES, later).duplicates == 3


def test_what_cannot_be_true_is_counted_and_kept(file: File) -> None:
    found = preview(file("Date,Sys,Dia\n2026-01-02 07:30,80,120\n"), EMPTY, CHOICES, NOW)
    assert (len(found.items), found.doubtful) == (1, 1)


def test_progress_goes_to_the_end_and_a_cancel_is_heard(file: File) -> None:
    source = file(OMRON)
    seen: list[float] = []
    preview(replace(source, progress=seen.append), EMPTY, CHOICES, NOW)
    assert seen[-1] == 1.0
    with pytest.raises(Cancelled):
        preview(replace(source, cancelled=lambda: True), EMPTY, CHOICES, NOW)


def test_a_file_about_somebody_else_is_refused(tmp_path: Path) -> None:
    from hemmonitor.interop.fhir.export import Options, resources_of
    from hemmonitor.interop.fhir.text import write_ndjson

    path = tmp_path / "fhir"
    out = io.StringIO()
    write_ndjson(resources_of(full_record(), NOW, Options("0.1")), out)
    path.write_text(out.getvalue(), "utf-8")
    other = record_of(patient=replace(PATIENT, number="194809132386"))
    with pytest.raises(BadFile, match="somebody else"):
        preview(Source(path), other, CHOICES, NOW)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (OMRON, Format.OMRON),
        (WITHINGS_BP, Format.WITHINGS),
        (WITHINGS_WEIGHT, Format.WITHINGS),
        (OMBLEPY, Format.CSV),
        (APPLE, Format.APPLE),
        ('{"resourceType":"Bundle"}', Format.FHIR),
        ("\ufeff" + OMRON, Format.OMRON),
    ],
)
def test_a_file_is_known_by_its_content(text: str, form: Format, file: File) -> None:
    assert detect(file(text), CHOICES) is form


def test_faults_are_told_and_counted(file: File) -> None:
    rows = "".join(f"bad{i},120,80\n" for i in range(1500))
    found = preview(file("Date,Sys,Dia\n" + rows), EMPTY, CHOICES, NOW)
    assert len(found.faults) == 1000
    assert found.left_out == {Why.BAD_TIME: 1500}
    assert all(isinstance(f, Fault) for f in found.faults)
