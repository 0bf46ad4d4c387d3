"""Alerts over findings, escalation, episodes, load, triage, what-if, and proposing a baseline."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hemmonitor.clinical.alerts import Office, alerts, episodes, escalated, load, office_time
from hemmonitor.clinical.baseline import propose
from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.triage import Worklist, line
from hemmonitor.clinical.what_if import what_if
from hemmonitor.model.careplan import Comparison, Level, MissingLimit, Slot
from hemmonitor.model.events import Action, FindingsAcknowledged, Usefulness
from hemmonitor.model.finding import Evaluation, Queue
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Unit
from hemmonitor.model.record import Acknowledgement
from tests.clinical.build import at, limit, plan, pressure, record, spo2

OFFICE = Office(closed=frozenset({dt.date(2025, 3, 5)}))


def judged(*measurements: Measurement, now: dt.datetime | None = None) -> Evaluation:
    return evaluate(record(measurements), now or max(m.taken_at for m in measurements))


def red(day: float) -> list[Measurement]:
    return [pressure(at(day), 190), pressure(at(day, 0, 6), 188)]


def test_one_alert_a_measure() -> None:
    found = alerts(judged(*red(0), spo2(at(0), 90)))
    assert [(a.kind, a.level, a.confirmed) for a in found] == [
        (Kind.BLOOD_PRESSURE, Level.RED, True),
        (Kind.OXIMETRY, Level.YELLOW, True),
    ]
    (waiting,) = alerts(judged(pressure(at(0), 190)))
    assert (waiting.level, waiting.confirmed) == (Level.YELLOW, False)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        (at(0), at(0, 8), 8),
        (at(0, -2), at(0, 1), 1),
        (at(0, 7), at(1, 1), 2),
        (at(1, 7), at(3, 1), 2),  # Wednesday is closed
        (at(4, 7), at(7, 1), 2),  # over a weekend
        (at(0, 12), at(0, 14), 0),
    ],
)
def test_office_hours(since: dt.datetime, until: dt.datetime, hours: int) -> None:
    assert office_time(since, until, OFFICE) == dt.timedelta(hours=hours)


def test_office_hours_over_daylight_saving() -> None:
    zone = ZoneInfo("Europe/Stockholm")
    friday, monday = dt.datetime(2025, 3, 28, 15, tzinfo=zone), dt.datetime(2025, 3, 31, 9, tzinfo=zone)
    assert office_time(friday, monday, Office()) == dt.timedelta(hours=2)


def test_red_escalates_after_office_hours() -> None:
    history = red(0)
    assert escalated(judged(*history, now=at(0, 3)), 4, OFFICE) == ()
    (one,) = escalated(judged(*history, now=at(0, 5)), 4, OFFICE)
    assert one.level is Level.RED
    assert escalated(judged(pressure(at(0), 170), now=at(3)), 4, OFFICE) == ()


def up_and_down() -> list[Measurement]:
    highs = {3, 4, 20, 40}
    return [pressure(at(d), 170 if d in highs else 130) for d in range(60)]


def test_episodes_open_and_close() -> None:
    monitor = Monitor([plan()], up_and_down())
    found = episodes(monitor, at(-1), at(60))
    assert [(e.opened_at, e.closed_at) for e in found] == [
        (at(3), at(6)),
        (at(20), at(22)),
        (at(40), at(42)),
    ]
    assert [e.opened_at for e in episodes(monitor, at(10), at(30))] == [at(20)]
    open_still = episodes(Monitor([plan()], red(0)), at(-1), at(9))
    assert [(e.level, e.closed_at) for e in open_still] == [(Level.RED, None)]
    assert open_still[0].worst_at == at(0, 0, 6)


def test_an_episode_has_the_key_of_its_finding() -> None:
    (finding,) = judged(*red(0)).open
    (episode,) = episodes(Monitor([plan()], red(0)), at(-1), at(1))
    assert episode.key == finding.key


def test_load() -> None:
    found = episodes(Monitor([plan()], up_and_down()), at(-1), at(60))

    def done(n: int, hours: int, actions: tuple[Action, ...], useful: Usefulness | None) -> Acknowledgement:
        body = FindingsAcknowledged((found[n].key,), "nurse", actions, useful=useful)
        return Acknowledgement(f"a{n}", found[n].opened_at + dt.timedelta(hours=hours), body)

    acknowledgements = [
        done(0, 2, (Action.CALLED,), Usefulness.YES),
        done(1, 4, (Action.EXPECTED,), Usefulness.NO),
    ]
    got = load(found, acknowledgements, patients=1, days=42)
    assert (got.alerts, got.per_patient_week, got.reds) == (3, 0.5, 0)
    assert (got.acknowledged, got.precision, got.override) == (2, 0.5, 0.5)
    assert got.median_hours_to_acknowledge == 3
    nothing = load([], [], patients=10, days=30)
    assert (nothing.precision, nothing.override, nothing.median_hours_to_acknowledge) == (None, None, None)
    with pytest.raises(ValueError, match="positive"):
        load([], [], patients=0, days=30)


def test_triage_order_and_reasons() -> None:
    scheduled = plan(
        schedule=(Slot("m", Kind.BLOOD_PRESSURE, dt.time(6), dt.time(10)),),
        missing=(MissingLimit("x", Kind.BLOOD_PRESSURE, Level.YELLOW),),
        valid_from=at(-1),
    )
    worklist = Worklist(Queue.CLINICAL)
    worklist.update("green", judged(pressure(at(0), 130)))
    worklist.update("waiting", judged(pressure(at(0), 190)))
    worklist.update("yellow", judged(pressure(at(0), 165)))
    worklist.update("old yellow", judged(pressure(at(-3), 165), now=at(0)))
    worklist.update("red", judged(*red(0)))
    assert [one.patient for one in worklist] == ["red", "old yellow", "yellow", "waiting", "green"]
    assert worklist[0].findings[0].level is Level.RED
    assert worklist.update("red", judged(pressure(at(1), 130), pressure(at(2), 130))) == (0, 4)
    assert worklist.remove("nobody") == -1
    missing = line("p", Queue.MISSING, evaluate(record([], [scheduled]), at(1)))
    assert (missing.level, missing.findings[0].rule) == (Level.YELLOW, "missing")
    assert line("p", Queue.CLINICAL, evaluate(record([], [scheduled]), at(1))).level is Level.GREEN


def test_what_a_draft_would_have_done() -> None:
    history = up_and_down()
    stricter = plan([limit(Component.SYSTOLIC, Comparison.AT_LEAST, 125, Level.YELLOW)], version=2)
    looser = plan([limit(Component.SYSTOLIC, Comparison.AT_LEAST, 175, Level.RED)], version=2)
    up = what_if(history, plan(), stricter, at(60))
    assert (len(up.plan), len(up.draft), up.enough) == (3, 1, True)
    assert up.vanished == ()
    assert up.new == ()  # one long alert in which the three are
    down = what_if(history, plan(), looser, at(60))
    assert (len(down.draft), len(down.vanished), down.reds) == (0, 3, (0, 0))
    alone = what_if(history, looser, plan(), at(60))
    assert [e.opened_at for e in alone.new] == [at(3), at(20), at(40)]


def test_what_if_says_when_there_is_too_little() -> None:
    found = what_if([pressure(at(d), 170) for d in range(10)], plan(), plan(), at(10))
    assert (found.enough, found.days_measured) == (False, 10)
    assert (found.new, found.vanished) == ((), ())


def test_what_was_open_before_the_window_is_not_counted() -> None:
    history = [pressure(at(d), 170) for d in range(120)]
    assert what_if(history, plan(), plan(), at(119), days=90).draft == ()


def test_a_draft_does_not_depend_on_when_it_is_valid() -> None:
    future = replace(plan(), version=2, valid_from=at(500))
    found = what_if(up_and_down(), plan(), future, at(60))
    assert found.plan == found.draft or [e.opened_at for e in found.plan] == [
        e.opened_at for e in found.draft
    ]


def test_a_baseline_is_the_median_of_seven_clean_days() -> None:
    history = [spo2(at(d), v) for d, v in enumerate([94, 95, 93, 94, 96, 94, 93, 70])]
    found = propose(history, Kind.OXIMETRY, Component.SPO2, Unit.PERCENT, unclean=[at(7).date()])
    assert found is not None
    assert (found.value, found.days) == (Decimal(94), 7)
    assert len(found.measurement_ids) == 7
    assert propose(history[:6], Kind.OXIMETRY, Component.SPO2, Unit.PERCENT) is None


def test_a_flagged_day_is_not_clean() -> None:
    history = [spo2(at(d), 94) for d in range(7)]
    weak = spo2(at(6, 1), 94, flags={Flag.POOR_SIGNAL})
    assert propose([*history, weak], Kind.OXIMETRY, Component.SPO2, Unit.PERCENT) is None
