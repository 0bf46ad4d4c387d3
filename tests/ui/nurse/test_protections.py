"""A block and a protected identity: set with a reason, shown on the page, lifted again."""

from __future__ import annotations

import pytest

from hemmonitor.model.access import Guard
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.nurse.patient_header import Tag
from ui.widgets.base import Label

NILS = cohort.mailbox_of(1)


def tags(stage: Stage) -> set[str]:
    found = stage.window.patient.header.findChildren(Tag)
    return {label.text() for tag in found for label in tag.findChildren(Label)}


@pytest.mark.parametrize(
    ("guard", "tag"), [(Guard.BLOCKED, "Spärrad journal"), (Guard.PROTECTED, "Skyddade personuppgifter")]
)
def test_a_protection_is_set_with_a_reason_shown_and_lifted(stage: Stage, guard: Guard, tag: str) -> None:
    window, sheet = stage.window, stage.window.protections
    window.open_patient(NILS)
    stage.settle()
    assert tag not in tags(stage)
    window.patient.header.protect.emit()
    assert sheet.isVisible()
    sheet.which.set_current(guard)
    stage.click(sheet.do)
    assert sheet.isVisible(), "not without a reason"
    assert stage.record(NILS).guarded(guard) is None
    sheet.reason.setPlainText("Patientens önskan")
    stage.click(sheet.do)
    stage.settle()
    assert sheet.isHidden()
    stands = stage.record(NILS).guarded(guard)
    assert stands is not None
    assert (stands.by, stands.reason) == (cohort.NURSE, "Patientens önskan")
    assert tag in tags(stage)
    stage.later(1)
    window.patient.header.protect.emit()
    sheet.which.set_current(guard)
    assert sheet._set()
    sheet.reason.setPlainText("Önskar det inte längre")
    stage.click(sheet.do)
    stage.settle()
    assert stage.record(NILS).guarded(guard) is None
    assert tag not in tags(stage)


def test_escape_leaves_all_as_it_was(stage: Stage) -> None:
    stage.window.open_patient(NILS)
    stage.settle()
    stage.window.show_protections()
    stage.press("Esc")
    assert stage.window.protections.isHidden()
    assert stage.record(NILS).guards == {}
