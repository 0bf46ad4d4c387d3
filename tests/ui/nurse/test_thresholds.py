"""Limits: typed and dragged, with a reason, saved as a new plan, on their way to the patient."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from hemmonitor.model.careplan import Comparison, RelativeLimit
from hemmonitor.model.events import Action, PlanReceived
from hemmonitor.model.measurement import Component, Kind
from tests.ui.nurse import cohort
from tests.ui.nurse.plans import plan_of
from tests.ui.nurse.stage import Stage
from ui.charts.lane import MarkState
from ui.nurse.limits_model import LimitsDraft, changes
from ui.nurse.thresholds_page import ThresholdsPage
from ui.widgets.base import Label

NILS = cohort.mailbox_of(1)
YELLOW, RED = "bp.systolic.yellow.high", "bp.systolic.red.high"


def limits_page(stage: Stage) -> ThresholdsPage:
    stage.window.worklist.view.go_to(NILS)
    stage.press("Return")
    stage.press("g")
    page = stage.window.thresholds
    assert page.isVisible()
    return page


def limit(stage: Stage, threshold_id: str) -> Decimal:
    plan = stage.record(NILS).newest_plan
    assert plan is not None
    return next(t.limit for t in plan.thresholds if t.id == threshold_id)


def test_typing_moves_the_line_and_saving_needs_a_reason(stage: Stage) -> None:
    page = limits_page(stage)
    page.table.fields[YELLOW].setValue(150)
    stage.settle()
    assert page.chart.grips[YELLOW].value == 150
    assert not page.save.isEnabled()
    stage.press("Ctrl+S")
    assert limit(stage, YELLOW) == 160
    assert page.reason.hasFocus()
    stage.type("Tätare uppföljning")
    assert page.save.isEnabled()
    stage.press("Ctrl+S")
    plan = stage.record(NILS).newest_plan
    assert plan is not None
    assert (plan.version, plan.reason, plan.author) == (2, "Tätare uppföljning", cohort.NURSE)
    assert plan.sign_off is not None
    assert limit(stage, YELLOW) == 150
    assert limit(stage, RED) == 180
    assert page.draft is not None
    assert not page.draft.changed
    assert page.reason.toPlainText() == ""
    assert page.toast.isVisible()


def test_dragging_the_grip_changes_the_field(stage: Stage) -> None:
    page = limits_page(stage)
    grip = page.chart.grips[YELLOW]
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(grip, left, pos=QPoint(10, 10))
    QTest.mouseMove(grip, QPoint(10, 30))
    QTest.mouseRelease(grip, left, pos=QPoint(10, 30))
    stage.settle()
    value = page.table.fields[YELLOW].value()
    assert value < 160
    assert value == grip.value == float(page.draft.edits[YELLOW])


def test_arrow_keys_move_by_a_reading_step(stage: Stage) -> None:
    page = limits_page(stage)
    page.chart.grips[YELLOW].setFocus()
    stage.press("Down")
    stage.press("Down")
    assert page.table.fields[YELLOW].value() == 158
    stage.press("Up")
    stage.press("Up")
    assert page.draft is not None
    assert not page.draft.changed


def test_red_inside_yellow_cannot_be_saved(stage: Stage) -> None:
    page = limits_page(stage)
    page.reason.setPlainText("fel")
    page.table.fields[YELLOW].setValue(190)
    stage.settle()
    assert page._fault.isVisible()
    assert not page.save.isEnabled()
    stage.press("Ctrl+S")
    assert limit(stage, YELLOW) == 160
    stage.click(page._reset)
    assert page.table.fields[YELLOW].value() == 160
    assert not page._fault.isVisible()


def test_it_is_said_whether_the_plan_has_arrived(stage: Stage) -> None:
    page = limits_page(stage)
    assert page.versions.arrived.text() == "Nils-Olov har plan 1."
    page.table.fields[YELLOW].setValue(150)
    page.reason.setPlainText("Tätare")
    stage.press("Ctrl+S")
    assert page.versions.arrived.text() == "Plan 2 har inte kommit fram till Nils-Olov än."
    stage.receive(NILS, PlanReceived(2))
    assert page.versions.arrived.text() == "Nils-Olov har plan 2."


def test_versions_say_what_changed_and_why(stage: Stage) -> None:
    page = limits_page(stage)
    page.table.fields[YELLOW].setValue(150)
    page.reason.setPlainText("Tätare")
    stage.press("Ctrl+S")
    newest = page.versions._list.itemAt(0).widget().findChild(Label)
    text = newest.text()
    assert "Plan 2, 17\u00a0nov." in text
    assert "Systoliskt, gul: från 160 → från 150. Anna Lidström: ”Tätare”" in text


def test_edits_stay_while_something_arrives(stage: Stage) -> None:
    page = limits_page(stage)
    page.table.fields[YELLOW].setValue(150)
    page.reason.setPlainText("halv")
    stage.receive(NILS, PlanReceived(1))
    assert page.table.fields[YELLOW].value() == 150
    assert page.reason.toPlainText() == "halv"


def test_another_figure_of_the_plan(stage: Stage) -> None:
    page = limits_page(stage)
    kind, component = page.draft.measures()[1]
    page._choose((kind, component))
    stage.settle()
    assert set(page.table.fields) == {"bp.diastolic.red.high", "bp.diastolic.yellow.high"}
    assert set(page.chart.grips) == set(page.table.fields)


def test_escape_goes_back_to_the_patient(stage: Stage) -> None:
    limits_page(stage)
    stage.press("Esc")
    assert stage.window.patient.isVisible()


def test_what_if_is_what_the_rules_say_and_follows_the_limit(stage: Stage) -> None:
    page = limits_page(stage)
    card = page.what_if
    stage.until(lambda: card.found is not None)
    assert card.found is not None
    assert card.found.new == card.found.vanished == ()
    page.table.fields[YELLOW].setValue(135)
    assert not card.headline.isEnabled()  # the old figure stays, dimmed
    stage.until(lambda: bool(card.found and card.found.new))
    expected = stage.clinic.what_if(NILS, page.draft.made, stage.now, 42)
    assert card.found == expected
    assert card.headline.isEnabled()
    assert f"tillkommer {len(expected.new)}" in card.difference.text()
    rate = page._desk.fmt.number(len(expected.draft) * 7 / 42, 1)
    assert f"→ {rate} signaler i veckan" in card.headline.text()
    lane = page.chart.chart.lanes[0]
    assert (lane.data.states == MarkState.NEW).sum() == len(expected.new)
    newest = max(expected.new, key=lambda e: e.opened_at)
    card.chosen.emit(newest.measurement_id)
    measurement = stage.record(NILS).measurement(newest.measurement_id)
    assert page.chart.link.cursor == measurement.taken_at.timestamp()


def test_signals_that_led_somewhere_are_told_before_they_vanish(stage: Stage) -> None:
    finding = stage.window.worklist.model.row(NILS).findings[0]
    page = limits_page(stage)
    stage.bridge.acknowledge(NILS, (finding.key,), (Action.CALLED,))
    stage.settle()
    for threshold_id, value in ((RED, 200), (YELLOW, 199)):
        page.table.fields[threshold_id].setValue(value)
    page._choose(page.draft.measures()[1])
    page.table.fields["bp.diastolic.red.high"].setValue(130)
    page.table.fields["bp.diastolic.yellow.high"].setValue(125)
    stage.until(lambda: bool(page.what_if.found and page.what_if.found.vanished))
    assert page.what_if._led.isVisible()
    assert page.what_if._led.accessibleName() == "1 av dem som försvinner ledde till kontakt eller besök."


@pytest.fixture
def draft() -> LimitsDraft:
    return LimitsDraft(plan_of("hypertension", cohort.NOW))


def test_a_limit_set_back_is_no_change(draft: LimitsDraft) -> None:
    draft.set(YELLOW, Decimal(150))
    assert draft.changed
    draft.set(YELLOW, Decimal(160))
    assert not draft.changed
    assert draft.thresholds() == draft.plan.thresholds


def test_low_limits_lie_under_high_ones(draft: LimitsDraft) -> None:
    assert draft.faults() == frozenset()
    draft.set("bp.systolic.yellow.low", Decimal(165))
    assert draft.faults() == {"bp.systolic.yellow.low", YELLOW}
    draft.edits.clear()
    draft.set("bp.systolic.red.low", Decimal(105))
    assert draft.faults() == {"bp.systolic.red.low", "bp.systolic.yellow.low"}


def test_the_difference_between_two_versions(draft: LimitsDraft) -> None:
    draft.set(YELLOW, Decimal(150))
    [change] = changes(draft.plan.thresholds, draft.thresholds())
    assert change.old is not None
    assert change.new == replace(change.old, limit=Decimal(150))
    assert changes(draft.plan.thresholds, draft.plan.thresholds[1:])[0].new is None


def test_a_baseline_is_frozen_and_a_rule_rests_on_it(stage: Stage) -> None:
    asta = cohort.mailbox_of(0)
    stage.window.open_patient(asta)
    stage.settle()
    stage.window.show_thresholds()
    page = stage.window.thresholds
    oximetry = (Kind.OXIMETRY, Component.SPO2)
    page.measures.chosen.emit(oximetry)
    assert page.rules.fields == {}
    found = page.rules.proposal()
    assert found is not None
    page.rules.freeze.click()
    base = page.draft.baseline(*oximetry) if page.draft else None
    assert base is not None
    assert (base.value, base.days, base.frozen_by) == (found.value, found.days, cohort.NURSE)
    page.rules.add_rule(RelativeLimit, rise=False)
    [(name, field)] = page.rules.fields.items()
    field.setValue(3)
    stage.until(lambda: page.what_if.found is not None)
    assert not page.save.isEnabled()
    page.reason.setPlainText("Egen nivå")
    stage.click(page.save)
    plan = stage.record(asta).newest_plan
    assert plan is not None
    assert plan.version == 2
    assert plan.baselines == (base,)
    [rule] = plan.relative
    assert (rule.id, rule.delta, rule.comparison) == (name, Decimal(-3), Comparison.AT_MOST)
    assert plan.faults() == ()
    assert any("baslinje: – → " in label.text() for label in page.versions.findChildren(Label))
    drop = page.rules.findChild(QToolButton, f"drop_{name}")
    assert isinstance(drop, QToolButton)
    stage.click(drop)
    assert page.draft is not None
    assert page.draft.made.relative == ()


def test_the_limits_of_an_old_version_are_begun_with(stage: Stage) -> None:
    page = limits_page(stage)
    old = stage.record(NILS).newest_plan
    assert old is not None
    page.table.fields[YELLOW].setValue(141)
    page.reason.setPlainText("Prövar")
    stage.click(page.save)
    page.versions.restore_asked.emit(1)
    assert "plan 1" in page.reason.toPlainText()
    assert page.draft is not None
    assert page.draft.made.thresholds == old.thresholds
    stage.click(page.save)
    newest = stage.record(NILS).newest_plan
    assert newest is not None
    assert (newest.version, newest.thresholds) == (3, old.thresholds)
