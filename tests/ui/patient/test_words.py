"""Limits, zones and figures in words: what is said must be what the rules use."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

import pytest

from hemmonitor.model.careplan import Comparison, Level, Plan, Threshold
from hemmonitor.model.finding import Fact, Finding, Queue
from hemmonitor.model.measurement import Component, Flag, Kind, Unit
from tests.ui.patient.stage import MORNING, ZONE
from ui.format import Formatter
from ui.i18n import Language
from ui.patient import planwords, view
from ui.patient.guide import cause_of
from ui.patient.pressure import PressurePlot
from ui.patient.words import KIND_ICONS, kind_name, kind_task, listed, problem, red_flag
from ui.theme import Zone

FORM = Formatter(Language.SV, ZONE)


def limit(comparison: Comparison, value: str, level: Level, unit: Unit = Unit.MMHG) -> Threshold:
    component = Component.SYSTOLIC if unit is Unit.MMHG else Component.BODY_WEIGHT
    kind = Kind.BLOOD_PRESSURE if unit is Unit.MMHG else Kind.WEIGHT
    name = f"{comparison}{value}{level}"
    return Threshold(name, kind, component, comparison, Decimal(value), unit, level)


def plan_of(*limits: Threshold) -> Plan:
    return Plan(1, MORNING, "start", "A", thresholds=limits)


def words(level: Level, *limits: Threshold) -> str:
    lines = planwords.limits(plan_of(*limits), level, FORM)
    return "; ".join(lines).replace("\u2060", "").replace("\u00a0", " ")


GE160 = limit(Comparison.AT_LEAST, "160", Level.YELLOW)
GE180 = limit(Comparison.AT_LEAST, "180", Level.RED)
LT100 = limit(Comparison.BELOW, "100", Level.YELLOW)
LE90 = limit(Comparison.AT_MOST, "90", Level.RED)
GT160 = limit(Comparison.ABOVE, "160", Level.YELLOW)


def test_ranges_are_closed_in_the_step_the_unit_is_read_in(swedish: object) -> None:
    assert words(Level.GREEN, GE160, GE180, LT100, LE90) == "Övre: 100–159"
    assert words(Level.YELLOW, GE160, GE180, LT100, LE90) == "Övre: 160–179 eller 91–99"
    assert words(Level.RED, GE160, GE180, LT100, LE90) == "Övre: 180 eller mer eller 90 eller mindre"


def test_a_strict_limit_keeps_its_word(swedish: object) -> None:
    assert words(Level.YELLOW, GT160) == "Övre: över 160"
    assert words(Level.GREEN, GT160) == "Övre: 160 eller mindre"
    assert words(Level.GREEN, LT100) == "Övre: 100 eller mer"


def test_decimals_and_units_follow_the_measure(swedish: object) -> None:
    heavy = limit(Comparison.ABOVE, "73.2", Level.YELLOW, Unit.KG)
    assert words(Level.YELLOW, heavy) == "Vikt: över 73,2 kg"


@pytest.mark.parametrize("value", [89, 90, 91, 99, 100, 159, 160, 161, 179, 180])
def test_the_scale_shows_the_zone_that_the_limits_give(value: int) -> None:
    limits = (GE160, GE180, LT100, LE90)
    levels = {t.level for t in limits if t.crossed_by(Decimal(value))}
    level = Level.RED if Level.RED in levels else (Level.YELLOW if levels else Level.GREEN)
    parts = view.segments(plan_of(*limits), Kind.BLOOD_PRESSURE, Component.SYSTOLIC, float(value), FORM)
    zone = next(p.zone for p in reversed(parts) if value >= p.low)
    assert zone == Zone(level.value)
    assert all(a.high == b.low for a, b in itertools.pairwise(parts))


def test_without_limits_there_is_no_scale() -> None:
    assert view.segments(None, Kind.BLOOD_PRESSURE, Component.SYSTOLIC, 130, FORM) == []


def fact(name: str, minutes: float) -> Fact:
    at = MORNING + dt.timedelta(minutes=minutes)
    return Fact(name, Component.SYSTOLIC, Decimal(180), Unit.MMHG, at)


def finding(*facts: Fact) -> Finding:
    queue, kind, component = Queue.CLINICAL, Kind.BLOOD_PRESSURE, Component.SYSTOLIC
    return Finding("k", "threshold", 1, queue, Level.RED, kind, component, MORNING, facts, 1)


def test_decisive_readings_end_at_the_computed_figure_or_at_another_occasion() -> None:
    assert view.decisive_ids(finding(fact("b", 6), fact("a", 0), fact("", 6), fact("c", -600))) == ("a", "b")
    assert view.decisive_ids(finding(fact("b", 6), fact("c", -600))) == ("b",)
    assert view.decisive_ids(finding(fact("", 6))) == ()


def test_a_red_flag_without_words_is_not_lost(swedish: object) -> None:
    assert red_flag("chest_pain") == "bröstsmärta"
    assert red_flag("blue_lips") == "blue lips"


@pytest.mark.parametrize("kind", Kind)
def test_every_measure_has_a_name_a_task_and_an_icon(kind: Kind) -> None:
    assert kind_name(kind)
    assert kind_task(kind)
    assert KIND_ICONS[kind]


def test_lists_and_unknown_errors(swedish: object) -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b eller c"
    assert problem("device.something_new") == problem("device")
    assert "Inget som var sparat" in problem("unheard.of")


def test_the_cause_that_is_easiest_to_mend_is_shown() -> None:
    assert cause_of(frozenset({Flag.BODY_MOVEMENT, Flag.CUFF_LOOSE})) is Flag.CUFF_LOOSE
    assert cause_of(frozenset({Flag.IRREGULAR_PULSE})) is None


def test_people_are_called_by_their_given_name() -> None:
    assert view.given_name("Anna Lidström") == "Anna"
    assert view.given_name("") == ""
    assert view.initials("Anna Maria Lidström") == "AL"
    assert view.initials("Anna") == "A"
    assert view.initials("") == ""


def test_live_pressure_says_about_how_long_it_takes(qapp: object) -> None:
    plot = PressurePlot()
    for second in range(11):
        plot.add(MORNING + dt.timedelta(seconds=second), 19.0 * second)
    assert plot.seconds_left() is None
    for second in range(11, 31):
        plot.add(MORNING + dt.timedelta(seconds=second), 190.0 - 3 * (second - 10))
    assert plot.deflating
    assert plot.seconds_left() == 25
    plot.add(MORNING, 300.0)  # a time that runs backwards is not drawn
    assert plot.seconds_left() == 25
    plot.clear()
    assert plot.seconds_left() is None
