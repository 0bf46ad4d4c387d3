"""Saving a copy, bringing values in and taking them back, backup and restore, as the patient does it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from hemmonitor.interop.forms import Output
from hemmonitor.model.measurement import Origin
from tests.ui.patient.stage import Stage
from ui.moving.flow import Flow
from ui.patient.rail import Place

TABLE = "Datum;Tid;Systoliskt;Diastoliskt\n2025-10-02;08:00;131;82\n2025-10-02;20:00;129;x1\n"
PHRASE = "fyra ord på rad"


def opened(stage: Stage, what: str, path: Path) -> Flow:
    """The flow, as from the settings; a dialog would have given ``path``."""
    stage.go(Place.SETTINGS)
    while not stage.shows(f"data_{what}"):
        stage.click("showMore")
    stage.click(f"data_{what}")
    flow = stage.window.findChild(Flow)
    assert isinstance(flow, Flow)
    flow._ask = lambda *_: path  # type: ignore[attr-defined]  # each flow has one
    return flow


def wait_for(stage: Stage, name: str) -> None:
    stage.until(lambda: stage.shows(name), seconds=60)
    stage.settle()


def said(stage: Stage) -> str:
    return stage.find("moving_said").accessibleName()


def write(stage: Stage, name: str, text: str) -> None:
    field = stage.find(name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def measurements(stage: Stage) -> int:
    return stage.worker.call(lambda: len(stage.home.record_of_patient.measurements)).result()


def ids(stage: Stage) -> set[str]:
    found = stage.worker.call(lambda: list(stage.home.record_of_patient.measurements)).result()
    return {m.id for m in found}


@pytest.mark.parametrize("output", [Output.PDF, Output.FHIR])
def test_a_copy_is_saved_where_the_person_says(output: Output, stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    opened(stage, "export", path)
    assert "inte krypterad" in stage.texts()
    if output is not Output.PDF:
        stage.click(f"export_{output.value}")
    stage.click("export_save")
    wait_for(stage, "moving_close")
    assert "copy" in said(stage)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().startswith(b"%PDF" if output is Output.PDF else b'{"resourceType"')
    stage.click("moving_close")
    assert stage.shows("go_settings")


def test_a_copy_that_cannot_be_written_is_said(stage: Stage, tmp_path: Path) -> None:
    opened(stage, "export", tmp_path / "no" / "copy")
    stage.click("export_save")
    wait_for(stage, "export_save")
    assert "inte skrivas" in said(stage)


def test_values_are_shown_taken_in_and_taken_back(stage: Stage, tmp_path: Path) -> None:
    before = measurements(stage)
    file = tmp_path / "values.csv"
    file.write_text(TABLE, "utf-8")
    opened(stage, "import", file)
    stage.click("import_choose")
    wait_for(stage, "import_take")
    assert "Rad 3, kolumn 4: inte ett tal" in stage.texts()
    assert "x1" not in stage.texts()
    assert measurements(stage) == before
    stage.click("import_take")
    wait_for(stage, "import_undo")
    assert "1 värde är hämtat" in said(stage)
    assert measurements(stage) == before + 1
    found = stage.worker.call(lambda: list(stage.home.record_of_patient.measurements)).result()
    assert [m.provenance.origin for m in found].count(Origin.IMPORTED) == 1
    stage.click("import_undo")
    wait_for(stage, "moving_close")
    assert measurements(stage) == before


def test_columns_without_a_known_heading_are_asked_for(stage: Stage, tmp_path: Path) -> None:
    before = measurements(stage)
    file = tmp_path / "values.csv"
    file.write_text("när,a,b\n2025-10-02 08:00,131,82\n", "utf-8")
    opened(stage, "import", file)
    stage.click("import_choose")
    wait_for(stage, "import_read")
    assert not stage.find("import_read").isEnabled()
    for number, meaning in enumerate(("moment", "systolic", "diastolic"), start=1):
        select = stage.find(f"column_{number}")
        select.setCurrentIndex(select.findData(meaning))  # type: ignore[attr-defined]  # a Select
    stage.click("import_read")
    wait_for(stage, "import_take")
    stage.click("import_take")
    wait_for(stage, "import_undo")
    assert measurements(stage) == before + 1


def test_a_date_that_can_be_read_in_two_ways_is_asked_about(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    file.write_text("Date,Systolic,Diastolic\n03/04/2025 08:00,131,82\n", "utf-8")
    opened(stage, "import", file)
    stage.click("import_choose")
    wait_for(stage, "import_other")
    assert not stage.shows("import_take")
    stage.segment("import_day_order", 0)
    wait_for(stage, "import_take")
    assert "3 april 2025" in stage.texts()


def test_a_file_that_is_none_is_told_with_its_place(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "noise.csv"
    file.write_bytes(bytes(range(256)))
    opened(stage, "import", file)
    stage.click("import_choose")
    wait_for(stage, "import_choose")
    assert "Rad 1" in said(stage)
    assert "Inget har ändrats" in said(stage)


def test_reading_can_be_stopped(stage: Stage, tmp_path: Path) -> None:
    before = measurements(stage)
    file = tmp_path / "long.csv"
    rows = (f"2025-10-02 08:{n % 60:02d},{100 + n % 90},{60 + n % 40}" for n in range(300_000))
    file.write_text("Date,Systolic,Diastolic\n" + "\n".join(rows), "utf-8")
    opened(stage, "import", file)
    stage.find("import_choose").click()  # type: ignore[attr-defined]  # a button; it goes on at once
    stage.click("moving_cancel")
    assert stage.shows("import_choose")
    assert measurements(stage) == before


def test_a_backup_is_made_and_put_back(
    stage: Stage, make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    path = tmp_path / "kept"
    opened(stage, "backup", path)
    write(stage, "backup_phrase", "kort")
    stage.click("backup_save")
    assert "minst 12 tecken" in said(stage)
    write(stage, "backup_phrase", PHRASE)
    write(stage, "backup_again", "fyra andra ord")
    stage.click("backup_save")
    assert "olika" in said(stage)
    write(stage, "backup_again", PHRASE)
    stage.click("backup_save")
    wait_for(stage, "moving_close")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    other = make_stage(days=3)
    opened(other, "restore", path)
    other.click("restore_choose")
    write(other, "restore_phrase", "fyra fel ord här")
    other.click("restore_check")
    wait_for(other, "restore_check")
    assert "inte lösenfrasen" in said(other)
    write(other, "restore_phrase", PHRASE)
    other.click("restore_check")
    wait_for(other, "restore_do")
    other.click("restore_do")
    wait_for(other, "moving_close")
    assert ids(other) >= ids(stage)


def test_closing_stops_what_runs(stage: Stage, tmp_path: Path) -> None:
    opened(stage, "export", tmp_path / "copy")
    stage.click("export_fhir")
    stage.find("export_save").click()  # type: ignore[attr-defined]  # a button; it goes on at once
    stage.click("closeMoving")
    assert stage.shows("go_settings")
    assert stage.window.findChild(QWidget, "moving_progress") is None
