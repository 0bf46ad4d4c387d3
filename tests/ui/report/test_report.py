"""The report is laid out, says what matters on page one, and is vector through and through."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication

from hemmonitor.clinical.recording import asleep, means_of, series_of
from hemmonitor.interop.commands import export_patient
from hemmonitor.interop.forms import Output
from hemmonitor.interop.report import report_of
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import Action, Event, FindingsAcknowledged, MeasurementRecorded, PlanIssued
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from hemmonitor.model.record import PatientRecord
from tests.interop.build import (
    MAILBOX,
    NOW,
    PATIENT,
    ZONE,
    cardx_readings,
    full_record,
    plan,
    pressure,
    record_of,
)
from ui.format import Formatter
from ui.i18n import Language, Translations
from ui.report.chart import steps
from ui.report.document import save_report, write_report
from ui.report.sheet import FINE, HEIGHT, UNPRINTED, Frame, Sheet, count, pt
from ui.theme import Theme

WEEK_AFTER = dt.datetime(2023, 3, 8, 9, tzinfo=ZONE)


@pytest.fixture(params=Language)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    translations = Translations()
    translations.use(request.param)
    yield request.param
    translations.remove()


@pytest.fixture
def english(qapp: QApplication) -> Iterator[Language]:
    translations = Translations()
    translations.use(Language.EN)
    yield Language.EN
    translations.remove()


class Pages:
    """What was written, page by page, and the file."""

    def __init__(self, pages: list[list[str]], data: bytes, count: int) -> None:
        self.pages = pages
        self.data = data
        self.count = count

    @property
    def first(self) -> str:
        return "\n".join(self.pages[0])

    @property
    def all(self) -> str:
        return "\n".join(t for page in self.pages for t in page)


def written(
    record: PatientRecord, language: Language, monkeypatch: pytest.MonkeyPatch, now: dt.datetime = NOW
) -> Pages:
    passes: list[list[list[str]]] = []
    text = Sheet.text

    def keep(self: Sheet, words: str, *args: object, **options: object) -> float:
        if self.pages == 1 and (not passes or len(passes[-1]) > 1 or passes[-1][0][-1:] == ["|"]):
            passes.append([[]])
        while len(passes[-1]) < self.pages:
            passes[-1].append([])
        passes[-1][self.pages - 1].append(words)
        height: float = text(self, words, *args, **options)  # type: ignore[arg-type]  # passed on as given
        assert self.y + height < HEIGHT, words
        return height

    def end(self: Sheet) -> None:
        passes[-1][0].append("|")
        self.painter.end()

    monkeypatch.setattr(Sheet, "text", keep)
    monkeypatch.setattr(Sheet, "end", end)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    count = write_report(report_of(record, now), buffer, Formatter(language, ZONE))
    return Pages(passes[-1], bytes(buffer.data().data()), count)


def test_both_languages_write_the_same_pages(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(full_record(), language, monkeypatch)
    assert found.data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", found.data)) == found.count == len(found.pages)
    wanted = {
        Language.SV: (
            "Hemblodtryck",
            "inte CE-märkt",
            f"Sida 1 av {found.count}",
            "ESH 2021",
            "Öppna signaler",
        ),
        Language.EN: (
            "Home blood pressure",
            "not CE-marked",
            f"Page 1 of {found.count}",
            "ESH 2021",
            "Open signals",
        ),
    }[language]
    for words in wanted:
        assert words in found.first
    for page in found.pages:
        assert any(("CE-m" in t) for t in page)
        assert any("135/85" in t for t in page)  # the source of the computed class


def test_nothing_is_a_picture(english: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(full_record(), english, monkeypatch).data
    assert b"/Subtype /Image" not in data
    streams = [zlib.decompress(s) for s in re.findall(rb"stream\r?\n(x\x9c.*?)endstream", data, re.DOTALL)]
    assert any(s.count(b" l\n") > 20 for s in streams)  # the chart's lines


def test_the_files_own_title_names_nobody(english: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(full_record(), english, monkeypatch).data
    info = data[data.index(b"/Title") :][:200]
    assert b"H\x00j\x00" not in info
    assert PATIENT.number.encode() not in data


def test_page_one_says_the_mean_and_whether_it_can_be_judged(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The CardX week: all readings give 134/87, the protocol without its first day 135/88."""
    found = written(record_of(*cardx_readings()), english, monkeypatch, WEEK_AFTER)
    assert "135/88" in found.first
    assert "All 28 readings of these days: 134.32/86.75" in found.first
    assert "Enough readings for an assessment" in found.first
    assert "24 readings in the mean" in found.first
    assert "At or over the home limit 135/85" in found.first


def test_few_readings_have_no_class(english: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(record_of(*cardx_readings()[:8]), english, monkeypatch, WEEK_AFTER)
    assert "Too few readings for an assessment" in found.first
    assert "home limit 135/85" not in "\n".join(found.pages[0][4:])  # but for the footer
    assert "145/92" in found.first
    assert "All 8 readings of these days: 136.50/87.00" in found.first


def test_a_24_hour_recording_is_not_in_the_home_mean(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = written(record_of(*cardx_readings(), recorded(WEEK_AFTER)), english, monkeypatch, WEEK_AFTER)
    assert "135/88" in found.first
    assert "24-hour blood pressure" in found.all
    assert "140/90" in found.all  # by day
    assert "110/65" in found.all  # at night
    assert "much (extreme dipper)" in found.all


def recorded(end: dt.datetime) -> Measurement:
    """A day of a recorder: 140/90 by day, 110/65 at night, every twenty minutes."""
    readings = []
    for number in range(72):
        at = end - dt.timedelta(minutes=20 * (72 - number))
        upper, lower = (110, 65) if asleep(at) else (140, 90)
        readings.append((at, {Component.SYSTOLIC: Decimal(upper), Component.DIASTOLIC: Decimal(lower)}))
    series = series_of(readings)
    origin = Provenance(Origin.IMPORTED, end)
    return Measurement("rec", Kind.PRESSURE_SERIES, readings[0][0], means_of(series), origin, series=series)


def signed_plan() -> Plan:
    return replace(plan(), valid_from=NOW - dt.timedelta(days=40))


def test_page_one_holds_the_plan_also_when_there_is_much(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = full_record()
    for number, kind in enumerate((Kind.WEIGHT, Kind.TEMPERATURE, Kind.HEART_RATE, Kind.OXIMETRY)):
        component, unit = {
            Kind.WEIGHT: (Component.BODY_WEIGHT, Unit.KG),
            Kind.TEMPERATURE: (Component.BODY_TEMPERATURE, Unit.CELSIUS),
            Kind.HEART_RATE: (Component.HEART_RATE, Unit.PER_MINUTE),
            Kind.OXIMETRY: (Component.SPO2, Unit.PERCENT),
        }[kind]
        at = NOW - dt.timedelta(hours=number + 1)
        values = (Quantity(component, Decimal(38 + number), unit),)
        one = Measurement(f"k{number}", kind, at, values, Provenance(Origin.MANUAL, at))
        record.apply(Event(f"k{number}", MAILBOX, "dev", at, MeasurementRecorded(one)))
    found = written(record, language, monkeypatch)
    assert "Sara Skenberg" in found.first
    assert found.pages[1][3:4] != [{Language.SV: "Plan", Language.EN: "Plan"}[language]]


def test_nothing_to_tell_is_one_page(english: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(record_of(), english, monkeypatch).count == 1


def test_open_signals_and_the_plan_stand_on_page_one(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = NOW - dt.timedelta(hours=2)
    record = record_of(pressure(at, 190, 112, "1"), pressure(at + dt.timedelta(minutes=5), 188, 111, "2"))
    record.apply(Event("plan", MAILBOX, "dev", NOW, PlanIssued(signed_plan())))
    found = written(record, english, monkeypatch)
    assert "190/112" in found.first
    assert "Signed by Sara Skenberg" in found.first
    assert "systolic under 135" in found.first
    assert "Återbesök" in found.first


def test_what_was_done_and_taken_away_stands_in_the_details(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = full_record()
    body = FindingsAcknowledged(("k",), "Sjuksköterska Test", (Action.CALLED,), "Mår bra")
    record.apply(Event("ack", MAILBOX, "dev", NOW - dt.timedelta(hours=1), body))
    found = written(record, english, monkeypatch)
    assert "called the patient. Mår bra" in found.all
    assert "not the patient" in found.all
    assert "Efter promenaden" in found.all
    assert all(PATIENT.name in "\n".join(page) for page in found.pages)


def odd(kind: Kind, *values: Quantity) -> Measurement:
    return replace(pressure(NOW, 1, 1), id=kind.value, kind=kind, values=values, flags=frozenset(Flag))


def test_a_patient_without_anything(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(record_of(patient=None), language, monkeypatch)
    assert found.count == 1


def test_every_component_unit_and_flag_has_words(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    from decimal import Decimal

    values = tuple(Quantity(c, Decimal("1.5"), u) for c, u in zip(Component, list(Unit) * 2, strict=False))
    record = record_of(
        odd(Kind.SPIROMETRY, *values), odd(Kind.WEIGHT, Quantity(Component.BODY_WEIGHT, Decimal(70), Unit.KG))
    )
    found = written(record, language, monkeypatch)
    assert "70" in found.first


@pytest.mark.parametrize(("low", "high"), [(0, 0), (119, 121), (60, 190), (92, 96), (0.98, 3.1), (-5, 1e6)])
def test_axis_values_are_round_few_and_hold_the_data(low: float, high: float) -> None:
    found = steps(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= 8


def test_a_report_is_saved_whole(english: Language, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    export_patient(
        full_record(),
        Output.PDF,
        path,
        NOW,
        pdf=lambda report, to: save_report(report, to, Formatter(english, ZONE)),
    )
    assert path.read_bytes().startswith(b"%PDF")
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize("lines", [1, 3, 9])
def test_the_footer_stays_above_what_printers_leave_out(lines: int, qapp: QApplication) -> None:
    source = "The limit for the home mean is 135/85 mmHg, and the first day is left out. " * lines
    bottoms = []

    def lay_out(sheet: Sheet) -> None:
        used = sheet.height(source, FINE, sheet.width)
        bottoms.append(sheet.bottom + pt(8) + sheet.height("first", FINE, sheet.width) + used)

    count(Frame("A title", ("first", source), "", lambda page, pages: f"{page}/{pages}"), Theme(), lay_out)
    assert bottoms[0] <= HEIGHT - UNPRINTED


def test_points_are_tenths() -> None:
    assert pt(1) == 10
