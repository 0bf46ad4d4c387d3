"""Broken, huge, wrongly encoded, half-written and malicious files: a clear error, and nothing stored."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import struct
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemmonitor.errors import InputError
from hemmonitor.interop.backup import look
from hemmonitor.interop.fhir.export import Form, Options, resources_of, write_bundle
from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.batch import Preview, preview
from hemmonitor.interop.imports.found import Choices, Why
from hemmonitor.interop.json_stream import entries
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.model.record import PatientRecord
from tests.interop.build import MAILBOX, NOW, ZONE, full_record

DATA = Path(__file__).parent / "data"
CHOICES = Choices(ZONE)
APPLE = (DATA / "apple_export.xml").read_text("utf-8")
RECORD = (
    '<Record type="HKQuantityTypeIdentifierBodyMass" sourceName="S" unit="kg" '
    'startDate="2026-10-01 07:00:00 +0200" value="{value}"/>'
)


def looked_at(data: bytes, folder: Path, choices: Choices = CHOICES, form: Format | None = None) -> Preview:
    path = folder / "file"
    path.write_bytes(data)
    return preview(Source(path), PatientRecord(MAILBOX), choices, NOW, form)


# --- text and tables ---------------------------------------------------------------------------


def test_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="empty"):
        looked_at(b"", tmp_path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        preview(Source(tmp_path / "none"), PatientRecord(MAILBOX), CHOICES, NOW)
    with pytest.raises(BadFile, match="not a file"):
        preview(Source(tmp_path), PatientRecord(MAILBOX), CHOICES, NOW)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_would_be_read_for_ever_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for endless in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(BadFile, match="not a file"):
            preview(Source(endless), PatientRecord(MAILBOX), CHOICES, NOW)
        with pytest.raises(BadFile, match="not a file"):
            look(endless, "fyra ord på rad")


def test_what_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="line 3: not a text file"):
        looked_at(b"Date,Sys,Dia\n2026-01-01 07:00,120,80\nx\x00y\n", tmp_path)


def test_the_wrong_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    text = "Datum,Sys,Dia,Kommentar\n" + "2026-01-02 07:30,120,80,\n" * 5000
    data = text.encode() + "2026-01-03 07:30,120,80,före\n".encode("cp1252")
    with pytest.raises(BadFile, match=r"line [0-9]+: the text is not in this encoding") as caught:
        looked_at(data, tmp_path, replace(CHOICES, encoding="utf-8"))
    assert caught.value.line > 4000
    assert len(looked_at(data, tmp_path).items) == 2  # by itself it is read as cp1252


def test_an_open_quotation_mark_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="line 3: a quotation mark"):
        looked_at(b'Date,Sys,Dia\n2026-01-01 07:00,120,80\n"2026-01-02,120,80\n', tmp_path)


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as out:
        out.write(b"Date,Sys,Dia\n")
        out.write(b"1" * (64 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(BadFile, match="line 2"):
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 * 1024 * 1024


def test_a_half_written_table_gives_its_whole_rows(tmp_path: Path) -> None:
    found = looked_at(b"Date,Sys,Dia\n2026-01-01 07:00,120,80\n2026-01-02 07", tmp_path)
    assert len(found.items) == 1
    assert [(f.line, f.why) for f in found.faults] == [(3, Why.BAD_TIME)]


def test_no_fault_tells_what_is_in_the_file(tmp_path: Path) -> None:
    secret = "19610118-2803"
    data = f"Date,Sys,Dia\n{secret},120,80\n2026-01-01 07:00,{secret},80\n".encode()
    found = looked_at(data, tmp_path)
    assert secret not in repr(found.faults)
    with pytest.raises(BadFile) as caught:
        looked_at(f'{{"resourceType":"Bundle","entry":[{{"resource":{secret}}}]}}'.encode(), tmp_path)
    assert secret not in str(caught.value)


# --- zip ---------------------------------------------------------------------------------------


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_bomb_is_refused_while_it_is_read(tmp_path: Path) -> None:
    bomb = b"<HealthData>" + b" " * (200 * 1024 * 1024) + b"</HealthData>"
    data = zipped("apple_health_export/export.xml", bomb)
    del bomb
    assert len(data) < 1024 * 1024
    tracemalloc.start()
    with pytest.raises(BadFile, match="far more"):
        looked_at(data, tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 32 * 1024 * 1024


def test_a_zip_that_lies_of_its_sizes_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped("export.xml", b"<HealthData>" + b" " * (50 * 1024 * 1024)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 20 : at + 24] = struct.pack("<I", 0x7FFFFFFF)  # packed size, as the directory tells it
    with pytest.raises(BadFile):
        looked_at(bytes(data), tmp_path)


def test_names_with_paths_unpack_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    with pytest.raises(BadFile, match=r"no export\.xml"):
        looked_at(zipped("../../evil.xml", b"x"), folder)
    found = looked_at(zipped("../../../export.xml", APPLE.encode()), folder)
    assert len(found.items) == 4
    assert os.listdir(tmp_path) == ["inside"]  # noqa: PTH208 - names alone


def test_a_broken_zip(tmp_path: Path) -> None:
    data = zipped("export.xml", APPLE.encode())
    with pytest.raises(BadFile, match="zip"):
        looked_at(data[: len(data) // 2], tmp_path)
    spoilt = bytearray(data)
    spoilt[60:80] = bytes(20)
    with pytest.raises(BadFile):
        looked_at(bytes(spoilt), tmp_path)


def test_a_zip_in_a_way_we_cannot_read(tmp_path: Path) -> None:
    data = bytearray(zipped("export.xml", APPLE.encode()))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # encrypted, says the directory
    with pytest.raises(BadFile):
        looked_at(bytes(data), tmp_path)


# --- XML ---------------------------------------------------------------------------------------

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE HealthData [
 <!ENTITY a "ha">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<HealthData locale="&b;"></HealthData>
"""


def test_entities_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="line 3: the file defines entities"):
        looked_at(LAUGHS.encode(), tmp_path)


def test_an_entity_far_down_the_document_type_is_refused(tmp_path: Path) -> None:
    padded = LAUGHS.replace(' <!ENTITY a "ha">', "<!-- " + "x" * 600_000 + ' -->\n <!ENTITY a "ha">')
    with pytest.raises(BadFile, match="entities"):
        looked_at(padded.encode(), tmp_path)


def test_a_file_of_the_machine_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    outside = f'<!DOCTYPE HealthData SYSTEM "file://{tmp_path}/secret"><HealthData/>'
    assert not looked_at(outside.encode(), tmp_path).items
    named = (
        f'<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><HealthData>&x;</HealthData>'
    )
    with pytest.raises(BadFile, match="entities"):
        looked_at(named.encode(), tmp_path)
    with pytest.raises(BadFile, match="not XML"):
        looked_at(b"<HealthData>&x;</HealthData>", tmp_path)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("<HealthData><Record", "line 1, column"),
        ("<HealthData>\n<Me></Record></HealthData>", "line 2, column"),
        ("<html><body/></html>", "not an export"),
        ("<", "not XML"),
    ],
)
def test_xml_that_is_none_or_not_all_is_told_with_its_place(text: str, match: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=match):
        looked_at(text.encode(), tmp_path)


@pytest.mark.parametrize("name", ["UTF-9", "utf-32", "shift_jis", "rot13", "idna"])
def test_an_encoding_that_there_is_not_or_that_is_not_true(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        looked_at(APPLE.replace("UTF-8", name, 1).replace("Scale", "Våg").encode(), tmp_path)


@pytest.mark.parametrize("value", ["", "NaN", "Infinity", "1e999999", "-", "=1", "1e12"])
def test_a_figure_that_is_none(value: str, tmp_path: Path) -> None:
    found = looked_at(f"<HealthData>{RECORD.format(value=value)}</HealthData>".encode(), tmp_path)
    assert [f.why for f in found.faults] == [Why.NOT_A_NUMBER]


def test_memory_is_flat_over_a_large_export(tmp_path: Path) -> None:
    steps = '<Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="x" value="1"/>\n'

    def peak(times: int) -> int:
        path = tmp_path / "export.xml"
        with path.open("w") as out:
            out.write("<HealthData>")
            for _ in range(times):
                out.write(steps)
            out.write("</HealthData>")
        tracemalloc.start()
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(60_000) < 1.5 * peak(10_000)


# --- JSON --------------------------------------------------------------------------------------


def bundle_text() -> str:
    out = io.StringIO()
    write_bundle(resources_of(full_record(), NOW, Options("0.1")), out, Form.TRANSACTION)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("{", "line 1, column 2"),
        ('{"resourceType":"Bundle",\n"entry":[{"resource":{]}', "line 2, column"),
        ('{"resourceType":"Bundle","entry":{}}', "is missing"),
        ('{"resourceType":"Bundle","entry":[1]}', "line 1: an entry is not an object"),
        ('{"resourceType":"Bundle","entry":[{"resource":[]}]}', "a resource is not an object"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "nested too deep"),
        ('{"resourceType":"Observation","id":' + "9" * 10_000 + "}", "a number"),
        ('{"resourceType":"Patient"}\n{"resourceType":"Pat', "line 2"),
        ('{"resourceType":"Patient"} x', "not JSON"),
        ('{"resourceType":"Patient","active":NaN}', "a number"),
        ('{"x":1}', "not a FHIR resource"),
        ('{"resourceType":"Patient","name":"x"}', "Patient: name"),
        ('{"resourceType":"Bundle","entry":[]}', "empty"),
    ],
)
def test_json_that_is_broken_is_told_with_its_place(text: str, match: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=match):
        looked_at(text.encode(), tmp_path)


def test_a_resource_of_a_strange_type_is_passed_over(tmp_path: Path) -> None:
    assert not looked_at(b'{"resourceType":"../../etc/passwd"}', tmp_path).items


def test_a_value_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("w") as out:
        out.write('{"resourceType":"Patient","id":"')
        for _ in range(64):
            out.write("x" * (1024 * 1024))
    tracemalloc.start()
    with pytest.raises(BadFile, match="too large"):
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120 * 1024 * 1024


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_bundle_cut_off_anywhere_is_refused(data: st.DataObject, tmp_path: Path) -> None:
    text = bundle_text()
    end = data.draw(st.integers(1, len(text) - 4))
    with pytest.raises(BadFile):
        looked_at(text[:end].encode(), tmp_path)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.recursive(st.none() | st.text(max_size=9) | st.integers(), st.lists, max_leaves=5), max_size=4
    )
)
def test_small_pieces_make_the_same_resources(values: list[object]) -> None:
    """The scanner reads in pieces; where they end must not matter."""
    resources = [{"resourceType": "Basic", "x": v} for v in values]
    text = json.dumps({"resourceType": "Bundle", "entry": [{"resource": r} for r in resources]}, indent=1)

    class Drip(io.StringIO):
        def read(self, size: int | None = -1, /) -> str:
            return super().read(min(size or 1, 3))

    assert [r for r, _, _ in entries(Drip(text))] == resources
    lines = "\n".join(json.dumps(r) for r in resources)
    assert [(r, line) for r, _, line in entries(Drip(lines))] == [(r, i) for i, r in enumerate(resources, 1)]


def test_an_observation_with_a_wrong_figure_is_a_fault_with_its_line(tmp_path: Path) -> None:
    code = '"code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]}'
    start = '{"resourceType":"Observation","status":"final",' + code
    rows = [
        start
        + ',"effectiveDateTime":"2026-01-01T07:00:00+01:00","valueQuantity":{"value":71.5,"unit":"kg","code":"kg","system":"http://unitsofmeasure.org"}}',
        start
        + ',"effectiveDateTime":"2026-01-02T07:00:00+01:00","valueQuantity":{"value":71.5,"code":"stone"}}',
        start
        + ',"effectiveDateTime":"2026-01-03T07:00:00+01:00","valueQuantity":{"value":71.5,"code":"mm[Hg]"}}',
        start + ',"effectiveDateTime":"2026-01-04","valueQuantity":{"value":71.5,"code":"kg"}}',
        start.replace("final", "preliminary")
        + ',"effectiveDateTime":"2026-01-05T07:00:00+01:00","valueQuantity":{"value":71.5,"code":"kg"}}',
        start + ',"effectiveDateTime":"2026-01-06T07:00:00+01:00","valueQuantity":{"value":"x","code":"kg"}}',
        start + ',"effectiveDateTime":"2026-01-07T07:00:00+01:00"}',
        '{"resourceType":"Observation","status":"final","code":{"text":"mood"}}',
    ]
    found = looked_at("\n".join(rows).encode(), tmp_path)
    assert len(found.items) == 1
    assert [f.line for f in found.faults] == [2, 3, 4, 5, 6, 7]
    assert all(f.why is Why.NOT_UNDERSTOOD and f.detail for f in found.faults)


# --- databases ---------------------------------------------------------------------------------


def test_a_database_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(BadFile, match="not a database of UBPM"):
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)


def test_a_view_is_not_taken_for_a_table(tmp_path: Path) -> None:
    """A view could compute for ever, or say anything."""
    path = tmp_path / "db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE VIEW U1 AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
            " SELECT x AS uts, 120 AS sys, 80 AS dia, 60 AS bpm FROM n"
        )
    connection.close()
    with pytest.raises(BadFile, match="not a database of UBPM"):
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)


def test_a_database_cut_off_or_spoilt(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE U1 (uts INTEGER, sys INTEGER, dia INTEGER, bpm INTEGER, msg TEXT)")
        connection.executemany(
            "INSERT INTO U1 VALUES (?, 120, 80, 60, ?)", [(1_700_000_000 + i, "x" * 90) for i in range(900)]
        )
    connection.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadFile, match="broken"):
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    with pytest.raises(BadFile, match="broken"):
        preview(Source(path), PatientRecord(MAILBOX), CHOICES, NOW)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["db"]  # no journal was made beside it


# --- anything ----------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(
        [b"", b"{", b"<HealthData>", b"PK\x03\x04", b"SQLite format 3\x00", b"Date,Sys,Dia\n", b"\xff\xfe"]
    ),
    data=st.binary(max_size=200),
)
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, tmp_path: Path) -> None:
    try:
        looked_at(start + data, tmp_path)
    except InputError:
        return


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(APPLE) - 1), new=st.binary(min_size=1, max_size=3))
def test_an_export_with_a_few_bytes_changed_is_read_or_refused(at: int, new: bytes, tmp_path: Path) -> None:
    data = APPLE.encode()
    try:
        looked_at(data[:at] + new + data[at + len(new) :], tmp_path)
    except InputError:
        return
