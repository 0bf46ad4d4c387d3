from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hemmonitor.interop.calendar_file import calendar_of
from hemmonitor.interop.csv_file import write_csv
from hemmonitor.interop.spreadsheet import write_workbook
from hemmonitor.interop.table import COLUMNS, lines, neutral, plain
from hemmonitor.model.careplan import Pause, Plan, Slot
from hemmonitor.model.measurement import Kind
from tests.interop.build import MAILBOX, NOW, PATIENT, full_record, live_reading, plan, record_of


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def written(*notes: str) -> str:
    out = io.StringIO()
    readings = [replace(live_reading(), id=f"m{i}", note=note) for i, note in enumerate(notes)]
    write_csv(lines(record_of(*readings)), out)
    return out.getvalue()


def test_the_columns_are_these_and_stay_so() -> None:
    """Whoever reads the files relies on them: a new column goes last, none is renamed."""
    assert COLUMNS == (
        "patient", "measurement_id", "taken_at", "kind", "component", "value", "unit", "absent", "flags",
        "session", "note", "origin", "device_model", "device_id", "source", "device_time", "host_time",
        "correction", "retracted", "meal",
    )  # fmt: skip


def test_a_line_says_value_unit_and_time_with_offset() -> None:
    first, second, third = rows_of(written(""))
    assert (first["value"], first["unit"]) == ("133.40", "mm[Hg]")
    assert second["value"] == "80"
    assert (third["value"], third["absent"]) == ("", "nan")
    assert dt.datetime.fromisoformat(first["taken_at"]) == live_reading().taken_at
    assert first["patient"] == PATIENT.number
    assert first["flags"] == "body_movement irregular_pulse"


@pytest.mark.parametrize("risky", ["=1+1", "+46 70", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "'=1"])
def test_no_text_is_a_formula(risky: str) -> None:
    (cell,) = {row["note"] for row in rows_of(written(risky))}
    assert cell == "'" + risky
    assert plain(cell) == risky


def test_a_negative_number_stays_a_number() -> None:
    reading = live_reading()
    cold = replace(reading, values=(replace(reading.values[0], value=Decimal("-0.5")),))
    out = io.StringIO()
    write_csv(lines(record_of(cold)), out)
    assert rows_of(out.getvalue())[0]["value"] == "-0.5"


@given(st.text(max_size=30))
def test_every_text_comes_back(text: str) -> None:
    assert plain(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_retracted_measurement_stands_last_with_its_reason() -> None:
    out = io.StringIO()
    write_csv(lines(full_record()), out)
    found = rows_of(out.getvalue())
    assert found[-1]["retracted"] == "not_me"
    assert [row["retracted"] for row in found].count("") == len(found) - 3


def test_a_workbook_opens_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    record = record_of(
        replace(live_reading(), note='=HYPERLINK("http://x")'), replace(live_reading(), id="b")
    )
    write_workbook(record, path, lambda what: f"[{what}]/" * 4)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if "worksheets/sheet" in n]
        book = archive.read("xl/workbook.xml").decode()
    assert len(sheets) == 2
    assert "<f>" not in "".join(sheets)
    assert "HYPERLINK" in "".join(sheets)  # as text in the cell (constant memory writes texts inline)
    assert "<v>133.4</v>" in sheets[1]
    assert 'name="measurements"' in book


def test_two_kinds_with_one_name_are_two_sheets(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(full_record(), path, lambda _what: "Värde")
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert 'name="Värde 2"' in book


# --- calendar ----------------------------------------------------------------------------------


def parsed(found: Plan) -> Calendar:
    return Calendar.from_ical(calendar_of(found, MAILBOX, NOW, lambda kind: f"Mät {kind}").decode())


def test_an_appointment_has_its_moment_and_place() -> None:
    met = plan().appointments[0]
    event = next(e for e in parsed(plan()).walk("VEVENT") if e["summary"] == "Återbesök")
    assert event.decoded("dtstart") == met.at
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=met.minutes)
    assert event["location"] == "Mottagningen"


def test_a_slot_recurs_on_its_days_at_local_time() -> None:
    slot = Slot("s", Kind.WEIGHT, dt.time(7), dt.time(9), (1, 4))
    event = next(
        e for e in parsed(replace(plan(), schedule=(slot,))).walk("VEVENT") if e["summary"] == "Mät weight"
    )
    assert event.decoded("rrule")["BYDAY"] == ["MO", "TH"]
    start = event.decoded("dtstart")
    assert start.tzinfo is None
    assert start.isoweekday() in {1, 4}
    assert start.time() == dt.time(7)


def test_nothing_recurs_while_away_or_after_the_last_day() -> None:
    slot = Slot("s", Kind.WEIGHT, dt.time(7), dt.time(9), (1, 4))
    away = Pause(dt.date(2026, 6, 1), dt.date(2026, 6, 7), "resa")  # a Monday to a Sunday
    found = replace(plan(), schedule=(slot,), pauses=(away,), ends=dt.date(2026, 6, 30))
    event = next(e for e in parsed(found).walk("VEVENT") if e["summary"] == "Mät weight")
    assert event.decoded("rrule")["UNTIL"] == [dt.datetime(2026, 6, 30, 7, 0)]
    left_out = [one.dt for one in event["exdate"].dts]
    assert left_out == [dt.datetime(2026, 6, 1, 7, 0), dt.datetime(2026, 6, 4, 7, 0)]


def test_a_slot_over_midnight_ends_the_next_day_and_one_without_days_is_left_out() -> None:
    late = Slot("s", Kind.WEIGHT, dt.time(22), dt.time(1))
    never = Slot("t", Kind.GLUCOSE, dt.time(7), dt.time(9), ())
    events = parsed(replace(plan(), schedule=(late, never), appointments=())).walk("VEVENT")
    assert len(events) == 1
    assert events[0].decoded("dtend") - events[0].decoded("dtstart") == dt.timedelta(hours=3)


def test_a_calendar_names_nobody_and_is_the_same_again() -> None:
    text = calendar_of(plan(), MAILBOX, NOW).decode()
    assert "Hjördis" not in text
    assert PATIENT.number not in text
    uids = [line for line in text.splitlines() if line.startswith("UID")]
    assert len(uids) == len(set(uids))
    assert uids == [
        line for line in calendar_of(plan(), MAILBOX, NOW).decode().splitlines() if line.startswith("UID")
    ]
