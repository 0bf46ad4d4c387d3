"""Reminders: when one is due, when it is quiet, and what the window and the tray do with it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from hemmonitor.home import Task, TaskState
from hemmonitor.model.careplan import Pause, Slot
from hemmonitor.model.measurement import Kind
from tests.ui.patient import world
from tests.ui.patient.stage import MORNING, ZONE, Stage
from ui.patient.rail import Place
from ui.patient.reminding import Told, Wishes, due, read, written

WINDOW = (dt.time(6), dt.time(10))


def task(state: TaskState = TaskState.NOW) -> Task:
    starts, ends = (dt.datetime.combine(MORNING.date(), at, ZONE) for at in WINDOW)
    return Task(Slot("bp.morning", Kind.BLOOD_PRESSURE, *WINDOW), starts, ends, state)


def at(hour: int, minute: int = 0) -> dt.datetime:
    return MORNING.replace(hour=hour, minute=minute)


def key(now: dt.datetime, wishes: Wishes | None = None, told: Told | None = None) -> str:
    found = due([task()], None, wishes or Wishes(), told or Told(), now)
    return found.key[-1] if found else ""


def test_it_is_said_when_its_time_begins_and_once_more_at_half_time() -> None:
    assert key(at(7, 1)) == "1"
    first = due([task()], None, Wishes(), Told(), at(7, 1))
    assert first is not None
    told = Told({first.key})
    assert key(at(7, 30), told=told) == ""
    assert key(at(8, 0), told=told) == "2"
    second = due([task()], None, Wishes(), told, at(8, 0))
    assert second is not None
    assert key(at(9), told=told | {second.key}) == ""
    assert key(at(7, 30), told=Told({second.key})) == ""  # the clock was set back


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.LATER, TaskState.MISSED])
def test_nothing_is_said_of_what_is_not_due(state: TaskState) -> None:
    assert due([task(state)], None, Wishes(), Told(), at(8)) is None


def test_quiet_hours_pass_midnight_and_end_when_they_say() -> None:
    assert key(at(6, 30)) == ""  # quiet until seven
    assert key(at(7)) == "1"
    late = Wishes(quiet_from=dt.time(12), quiet_to=dt.time(14))
    assert late.quiet(dt.time(13))
    assert not late.quiet(dt.time(14))
    assert Wishes().quiet(dt.time(23, 30))


def test_nothing_is_said_while_away_off_or_paused() -> None:
    assert key(at(8), Wishes(on=False)) == ""
    assert key(at(8), Wishes(away_until=MORNING.date())) == ""
    assert key(at(8), Wishes(away_until=MORNING.date() - dt.timedelta(days=1))) == "2"
    plan = world.plan(world.GUNNEL, MORNING)
    day = MORNING.date()
    paused = dataclasses.replace(plan, pauses=(Pause(day, day, "resa"),))
    assert due([task()], paused, Wishes(), Told(), at(8)) is None


def test_the_wishes_outlive_the_program_and_a_damaged_text() -> None:
    wishes = Wishes(on=False, quiet_from=dt.time(22), away_until=dt.date(2025, 12, 1), in_tray=False)
    assert read(written(wishes)) == wishes
    assert read("") == read("nonsense") == read('{"quiet_from": 7}') == Wishes()


def test_the_window_says_it_and_what_was_done_is_not_said(stage: Stage) -> None:
    said: list[str] = []
    stage.window.reminded.connect(lambda title, text: said.append(f"{title}: {text}"))
    stage.window._reminders.look()
    shown = stage.window._toast.accessibleName()
    assert "Dags för din uppgift" in f"{shown} {said}"
    assert "Mät ditt blodtryck" in f"{shown} {said}"
    assert "132" not in f"{shown} {said}"


def test_what_is_wished_is_kept(make_stage: Callable[..., Stage]) -> None:
    first = make_stage()
    first.go(Place.SETTINGS)
    while not first.shows("remindMe"):
        first.click("showMore")
    first.click("remindMe")
    again = make_stage(journal=first.journal)
    assert not again.window._wishes.on


def test_closing_goes_on_in_the_tray_only_where_there_is_one(stage: Stage) -> None:
    window = stage.window
    assert not window.stays(by_person=True)  # this desktop has no tray
    window.hides_to = lambda: True
    assert window.stays(by_person=True)
    assert not window.stays(by_person=False)
    window._wish(Wishes(in_tray=False))
    assert not window.stays(by_person=True)
