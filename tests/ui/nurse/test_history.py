"""The patient's page beside its charts: hours of the day, two periods, all events, notes and tasks."""

from __future__ import annotations

import datetime as dt

import numpy as np

from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import Decision, MeasurementRecorded, PlanIssued
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.nurse import compare, day_profile, timeline

ASTA, NILS = cohort.mailbox_of(0), cohort.mailbox_of(1)


def opened(stage: Stage, mailbox: str = NILS) -> Stage:
    stage.window.open_patient(mailbox)
    stage.settle()
    return stage


def test_the_hours_of_a_day_have_medians_where_there_are_values_enough(stage: Stage) -> None:
    page = opened(stage).window.patient
    stage.press("w")
    assert page.profile.isVisible()
    end = stage.now.timestamp()
    track = page._tracks[0]
    found = day_profile.profile(track, end - 30 * 86400, end, stage.window._desk.fmt)
    assert found is not None
    morning = found.values[(found.hours >= 6) & (found.hours < 9)]
    assert found.medians[2] == np.median(morning)
    assert np.isnan(found.medians[0])
    assert found.title in page.profile.accessibleName()
    assert day_profile.profile(track, 0, 1, stage.window._desk.fmt) is None


def test_two_periods_are_told_beside_each_other(stage: Stage) -> None:
    page = opened(stage).window.patient
    view, fmt = page.view, stage.window._desk.fmt
    assert view is not None
    end = view.at
    middle, start = end - dt.timedelta(days=7), end - dt.timedelta(days=14)
    lines = {line.name: line for line in compare.lines(view, start, middle, end, fmt)}
    line = lines["Systoliskt"]
    later = [
        float(q.value)
        for m in view.measurements
        if middle <= m.taken_at <= end and (q := m.values[0]).value is not None
    ]
    assert (line.after.count, line.after.mean) == (len(later), sum(later) / len(later))
    assert line.before.mean is not None
    assert line.change == line.after.mean - line.before.mean
    assert lines["Systoliskt, morgon"].after.count + lines["Systoliskt, kväll"].after.count == len(later)
    stage.press("w")
    stage.press("w")
    assert page.compare.isVisible()
    assert page.sides.isHidden()  # one plan only: nothing before it
    plan = stage.record(NILS).newest_plan
    assert isinstance(plan, Plan)
    changed = dt.timedelta(days=5)
    newer = Plan(2, stage.now - changed, "Tätare", "Anna", plan.thresholds, plan.schedule)
    stage.receive(NILS, PlanIssued(newer))
    assert not page.sides.isHidden()
    page.sides.set_current("plan")
    page.sides.chosen.emit("plan")
    model = page.compare.model()
    assert model.rowCount() > 0
    head = model.headerData(2, page.compare.horizontalHeader().orientation())
    assert str((stage.now - changed).day) in str(head)


def test_everything_is_in_the_timeline_newest_first(stage: Stage) -> None:
    opened(stage)
    key = stage.clinic.row(NILS, stage.now).findings[0].key
    stage.later(1)
    stage.bridge.note(NILS, "Bor ensam")
    stage.bridge.set_task(NILS, "Ring", stage.now.date())
    stage.bridge.hold_round(NILS, (Decision.GO_ON,), "Mår bra", acknowledge=(key,), actions=())
    stage.settle()
    stage.later(1)
    stage.receive(NILS, MeasurementRecorded(cohort.pressure(NILS, stage.now, 131, 81)))
    page = stage.window.patient
    for _ in range(3):
        stage.press("w")
    assert page.timeline.isVisible()
    found = page.timeline.entries
    assert [e.at for e in found] == sorted((e.at for e in found), reverse=True)
    titles = [f"{e.title} {e.detail}" for e in found]
    for wanted in ("Anteckning, Anna Lidström Bor ensam", "Uppgift, Anna Lidström Ring", "Sett av Per",
                   "Plan 1", "131/81 mmHg", "Signal: Blodtryck 184/112"):  # fmt: skip
        assert any(wanted in title for title in titles), (wanted, titles[:12])
    assert timeline.entries(page.view, stage.window._desk.fmt) == found  # type: ignore[arg-type]


def test_a_note_and_a_task_by_keyboard(stage: Stage) -> None:
    page = opened(stage).window.patient
    stage.press("n")
    stage.type("Ringer dottern")
    stage.press("Return")
    assert [n.body.text for n in stage.record(NILS).notes] == ["Ringer dottern"]
    stage.type("Boka besok")
    stage.click(page.side.todo.set)
    [task] = stage.record(NILS).tasks
    assert (task.title, task.due) == ("Boka besok", stage.now.date() + dt.timedelta(days=7))
    stage.later(1)
    page.side.todo.task_done.emit(task.id)
    stage.settle()
    assert stage.record(NILS).tasks[0].done_at is not None
    stage.later(1)
    page.begin()
    stage.press("Ctrl+Z")
    assert stage.record(NILS).tasks[0].done_at is None
