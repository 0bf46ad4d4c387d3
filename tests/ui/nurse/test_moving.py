"""Saving a copy of one patient's data, and of everybody's, as staff do it."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hemmonitor.interop.forms import Output
from tests.ui.nurse import cohort
from tests.ui.nurse.conftest import Staging
from tests.ui.nurse.stage import Stage
from ui.moving.export import ExportFlow

MAILBOX = cohort.mailbox_of(0)


def seen(stage: Stage, name: str) -> QWidget:
    (found,) = [w for w in stage.window.findChildren(QWidget, name) if w.isVisible()]
    return found


def saved(stage: Stage, output: Output, path: Path) -> None:
    flow = stage.window.moving.flow
    assert isinstance(flow, ExportFlow)
    flow._ask = lambda *_: path
    stage.click(seen(stage, f"export_{output.value}"))
    stage.click(seen(stage, "export_save"))
    stage.until(flow.close_button.isVisible, 60)
    stage.settle()


def test_a_patients_copy_is_saved_from_the_keyboard(stage: Stage, tmp_path: Path) -> None:
    stage.window.open_patient(MAILBOX)
    stage.settle()
    stage.press("x")
    saved(stage, Output.PDF, tmp_path / "report")
    assert (tmp_path / "report").read_bytes().startswith(b"%PDF")
    stage.press("Esc")
    assert stage.window.patient.isVisible()
    assert stage.window.moving.flow is None


def test_everybodys_copy_is_one_file(staging: Staging, tmp_path: Path) -> None:
    stage = staging(days=3)
    stage.window.show_settings()
    stage.settle()
    stage.click(seen(stage, "data_export"))
    saved(stage, Output.NDJSON, tmp_path / "team")
    lines = [json.loads(line) for line in (tmp_path / "team").read_text("utf-8").splitlines()]
    assert sum(line["resourceType"] == "Patient" for line in lines) == len(stage.clinic.mailboxes)
    stage.press("Esc")
    assert stage.window.settings.isVisible()


def test_the_tabs_change_what_is_done(stage: Stage) -> None:
    stage.window.open_patient(MAILBOX)
    stage.settle()
    stage.press("x")
    title = stage.window.moving.top.title.text()
    stage.window.moving.what.chosen.emit("import")
    stage.settle()
    assert stage.window.moving.top.title.text() != title
    assert seen(stage, "import_choose").isEnabled()
