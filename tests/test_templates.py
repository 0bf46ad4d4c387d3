"""Plan templates: sound, sourced and unsigned as shipped; a mistake in a file is told with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from hemmonitor import demo
from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.rules import evaluate
from hemmonitor.errors import InputError
from hemmonitor.model.careplan import Baseline, Level, Plan, SymptomLimit
from hemmonitor.model.events import Event, MeasurementRecorded, PlanIssued
from hemmonitor.model.finding import Evaluation
from hemmonitor.model.measurement import Component, Kind, Unit
from hemmonitor.model.record import PatientRecord
from hemmonitor.questionnaires import shipped as questionnaires
from hemmonitor.templates import TABLES, Template, limits, load, parse, plan_from, shipped

NOW = dt.datetime(2026, 11, 17, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
NAMES = ("copd", "diabetes", "frail", "heart_failure", "hypertension")
NOT_IN_A_TEMPLATE = {
    "version", "valid_from", "reason", "author", "contacts", "appointments", "template", "sign_off",
    "baselines", "pauses", "quiet", "wishes", "duties", "ends", "questionnaires",
}  # fmt: skip


def plan_of(name: str, **changes: object) -> Plan:
    plan = plan_from(load(name), now=NOW, author="Anna", contact=demo.NURSE, reason="start")
    return replace(plan, **changes)  # type: ignore[arg-type]


def test_five_templates_are_shipped() -> None:
    assert shipped() == NAMES


def test_a_template_holds_every_rule_that_a_plan_can_have() -> None:
    assert {f.name for f in fields(Plan)} - NOT_IN_A_TEMPLATE <= {f.name for f in fields(Template)}
    assert set(TABLES.values()) <= {f.name for f in fields(Template)}


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_has_a_source_and_nobody_has_signed(name: str) -> None:
    plan = plan_of(name)
    assert plan.sign_off is None
    assert plan.faults() == ()
    found = limits(plan)
    assert tuple(rule_id for rule_id, _ in found) == plan.rule_ids
    assert all(source for _, source in found)
    assert plan.schedule
    assert plan.red_flags


@pytest.mark.parametrize("name", NAMES)
def test_what_is_planned_is_missed_when_it_does_not_come(name: str) -> None:
    template = load(name)
    watched = {r.kind for r in template.missing}
    assert {s.kind for s in template.schedule} - watched <= {Kind.WEIGHT}  # weekly weighing of the frail
    for kind in watched:
        rules = [r for r in template.missing if r.kind is kind and not r.after_yellow]
        assert [(r.level, r.slots >= 2) for r in rules] == [(Level.YELLOW, False), (Level.RED, True)]


@pytest.mark.parametrize("name", NAMES)
def test_symptoms_are_asked_for_by_a_shipped_questionnaire(name: str) -> None:
    template = load(name)
    every = {item.id for q in questionnaires().values() for item in q.items}
    for rule in template.symptoms:
        asked = {item.id for item in questionnaires()[rule.questionnaire].items}
        assert {*rule.major, *rule.minor} <= asked
    for score in template.scores:
        assert questionnaires()[score.questionnaire].bands
    assert {c.symptom for c in template.combined} <= every


def test_limits_on_one_figure_stand_in_order() -> None:
    for name in NAMES:
        for kind, component in {(t.kind, t.component) for t in load(name).thresholds}:
            of = {
                (t.level, t.upper): t.limit
                for t in load(name).thresholds
                if (t.kind, t.component) == (kind, component)
            }
            yellow, red = of.get((Level.YELLOW, True)), of.get((Level.RED, True))
            assert yellow is None or red is None or yellow < red
            yellow, red = of.get((Level.YELLOW, False)), of.get((Level.RED, False))
            assert yellow is None or red is None or yellow > red


def test_a_baseline_is_given_with_the_plan() -> None:
    dry = Baseline(Kind.WEIGHT, Component.BODY_WEIGHT, Decimal("71.2"), Unit.KG, NOW, "Anna")
    plan = plan_from(
        load("heart_failure"), now=NOW, author="Anna", contact=demo.NURSE, reason="start", baselines=[dry]
    )
    assert plan.baseline_of(Kind.WEIGHT, Component.BODY_WEIGHT) == dry


MINIMAL = """
name = "own"
version = 1
[[threshold]]
id = "w"
kind = "weight"
component = "body_weight"
comparison = "gt"
limit = "90"
unit = "kg"
level = "yellow"
source = "[P]"
"""


def test_a_centre_writes_its_own() -> None:
    own = parse(MINIMAL + "[[symptom]]\nid = 's'\nquestionnaire = 'q'\nlevel = 'red'\nmajor = ['a']\n"
                "need_major = 1\nsource = 'own'\n", "own.toml")  # fmt: skip
    assert own.thresholds[0].limit == Decimal(90)
    assert own.symptoms == (SymptomLimit("s", "q", Level.RED, ("a",), need_major=1, source="own"),)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("name =", "= "), "own.toml: "),
        (('limit = "90"', "limit = 90.5"), r"own.toml.thresholds\[0\].limit: a figure is written as text"),
        (('limit = "90"', 'limit = "inf"'), r"own.toml.thresholds\[0\].limit: not a number"),
        (('kind = "weight"', 'kind = "wait"'), r"own.toml.thresholds\[0\].kind: not a Kind"),
        (('unit = "kg"', ""), r"own.toml.thresholds\[0\]: unit is missing"),
        (('unit = "kg"', 'unit = "kg"\nunits = 1'), r"own.toml.thresholds\[0\]: no field units"),
        (('source = "[P]"', 'source = " "'), "own.toml: w has no source"),
        (('source = "[P]"', ""), "own.toml: w has no source"),
        (("version = 1", "version = 1\nthresholds = []"), "own.toml: a table stands there under two names"),
        (("version = 1", "version = 1\nclose_after = 0"), "own.toml: counts start at 1"),
        (("version = 1", 'version = "1"'), "own.toml.version: not a whole number"),
    ],
)
def test_a_mistake_is_told_with_its_place(change: tuple[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse(MINIMAL.replace(*change), "own.toml")


def test_an_id_that_occurs_twice() -> None:
    table = MINIMAL[MINIMAL.index("[[threshold]]") :]
    with pytest.raises(InputError, match=r"own.toml: .* twice"):
        parse(MINIMAL + table, "own.toml")


def test_no_such_template() -> None:
    with pytest.raises(InputError, match="no template"):
        load("../hypertension")


def morning(person: demo.Synthetic, now: dt.datetime, *, today: bool) -> Evaluation:
    record = PatientRecord("box")
    record.apply(Event("plan", "box", "clinic", now, PlanIssued(demo.first_plan(person, now))))
    for m in demo.history(person, now, today=today):
        assert m.taken_at <= now
        record.apply(Event(m.id, "box", "home", m.taken_at, MeasurementRecorded(m)))
    found = evaluate(record, now)
    assert found == Monitor.of(record).evaluation(now)
    return found


@pytest.mark.parametrize("hour", range(1, 24, 2))
def test_the_demo_has_one_patient_who_gets_worse_and_one_who_is_silent(hour: int) -> None:
    now = NOW.replace(hour=hour)
    found = [morning(p, now, today=place > 0) for place, p in enumerate(demo.PATIENTS)]
    assert [e.level for e in found[1:]] == [Level.RED, Level.GREEN, Level.GREEN, Level.YELLOW]
    assert {f.rule for f in found[1].open} == {"mean", "threshold"}
    assert [f.rule for f in found[4].open] == ["missing"]
    # the first one has today's measurements left to do, and its grace may have passed
    assert [f.rule for f in found[0].open] == (["missing"] if hour >= 14 else [])


def test_the_demo_leaves_today_out_where_it_is_asked_to() -> None:
    days = {m.taken_at.date() for m in demo.history(demo.PATIENTS[0], NOW)}
    assert max(days) == NOW.date() - dt.timedelta(days=1)
    again = list(demo.history(demo.PATIENTS[0], NOW, today=True))
    assert again[: -len([m for m in again if m.taken_at.date() == NOW.date()])] == list(
        demo.history(demo.PATIENTS[0], NOW)
    )
