"""Every rule's findings in words, made by the real rules from made-up readings."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hemmonitor.clinical.device import DeviceRule
from hemmonitor.clinical.families import Rule
from hemmonitor.clinical.questionnaire import parse_definition, to_measurement
from hemmonitor.clinical.rules import evaluate
from hemmonitor.model import careplan as plan
from hemmonitor.model.careplan import Comparison, Level
from hemmonitor.model.events import Event, MeasurementFailed, MeasurementRecorded, PlanIssued
from hemmonitor.model.finding import Fact, Finding
from hemmonitor.model.measurement import (
    Component,
    Correction,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)
from hemmonitor.model.record import PatientRecord
from resources import path
from tests.ui.nurse.cohort import NOW, ZONE
from ui import reasons
from ui.format import Formatter
from ui.i18n import Language, Translations

FMT = Formatter(Language.SV, ZONE, colon=True)
START = NOW - dt.timedelta(days=40)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def in_swedish(swedish: Translations) -> None:
    """All texts here are Swedish."""


def reading(
    kind: Kind,
    component: Component,
    value: str,
    unit: Unit,
    at: dt.datetime,
    *,
    flags: frozenset[Flag] = frozenset(),
    raw: bytes = b"",
    correction: Correction = Correction.NONE,
) -> Measurement:
    raw = raw or f"{at.isoformat()}/{value}".encode()
    return Measurement(
        record_id(kind, "device", raw, received=at),
        kind,
        at,
        (Quantity(component, Decimal(value), unit),),
        Provenance(
            Origin.DEVICE, at, raw=raw, correction=correction, decoder="questionnaire/1" if raw else ""
        ),
        flags,
    )


def spo2(value: str, at: dt.datetime, **more: Any) -> Measurement:
    return reading(Kind.OXIMETRY, Component.SPO2, value, Unit.PERCENT, at, **more)


def weight(value: str, at: dt.datetime) -> Measurement:
    return reading(Kind.WEIGHT, Component.BODY_WEIGHT, value, Unit.KG, at)


def found(
    rules: dict[str, Any], bodies: list[Measurement | MeasurementFailed], rule: str
) -> tuple[Finding, PatientRecord]:
    """The open finding of a rule, for a record with one plan."""
    record = PatientRecord("m")
    issued = plan.Plan(version=3, valid_from=START, reason="start", author="A", **rules)
    record.apply(Event("plan", "m", "d", START, PlanIssued(issued)))
    for number, body in enumerate(bodies):
        at = body.taken_at if isinstance(body, Measurement) else NOW - dt.timedelta(hours=2 - number * 0.1)
        event = MeasurementRecorded(body) if isinstance(body, Measurement) else body
        record.apply(Event(f"e{number}", "m", "d", at, event))
    [finding] = [f for f in evaluate(record, NOW).open if f.rule == rule]
    return finding, record


def words(finding: Finding, record: PatientRecord) -> str:
    reason = reasons.explain(finding, {m.id: m for m in record.measurements}, FMT, NOW)
    return f"{reason.title}. {reason.detail}".replace("\u00a0", " ")


def test_under_a_baseline() -> None:
    rules = {
        "baselines": (
            plan.Baseline(Kind.OXIMETRY, Component.SPO2, Decimal(93), Unit.PERCENT, START, "Sara", 9),
        ),
        "relative": (
            plan.RelativeLimit(
                "spo2.rel",
                Kind.OXIMETRY,
                Component.SPO2,
                Comparison.AT_MOST,
                Unit.PERCENT,
                Level.YELLOW,
                delta=Decimal(-3),
            ),
        ),
    }
    finding, record = found(rules, [spo2("89", NOW - dt.timedelta(hours=1))], Rule.RELATIVE)
    assert words(finding, record) == (
        "SpO2 89 %, 4 under baslinjen. Baslinje 93 %. I dag 07:14. Gräns SpO2 till och med 90 %, plan 3"
    )


def test_up_over_days() -> None:
    rules = {
        "trends": (
            plan.TrendLimit(
                "weight.up",
                Kind.WEIGHT,
                Component.BODY_WEIGHT,
                Comparison.ABOVE,
                Decimal("2.0"),
                Unit.KG,
                3,
                Level.YELLOW,
            ),
        )
    }
    series = [weight("81.0", NOW - 9 * DAY + n * DAY) for n in range(6)]
    series += [weight("81.2", NOW - 3 * DAY), weight("83.6", NOW - dt.timedelta(hours=1))]
    finding, record = found(rules, list(series), Rule.TREND)
    assert words(finding, record).startswith(
        "Vikt upp 2,4 kg på 3 dygn. 81,2 till 83,6 kg. I dag 07:14. Gräns vikt"
    )


def test_a_mean_over_its_limit() -> None:
    rules = {
        "means": (
            plan.MeanLimit(
                "spo2.mean",
                Kind.OXIMETRY,
                Component.SPO2,
                Comparison.BELOW,
                Decimal(92),
                Unit.PERCENT,
                Level.YELLOW,
                least=3,
                drop_first_day=False,
            ),
        )
    }
    finding, record = found(rules, [spo2("90", NOW - n * DAY) for n in (4, 3, 2, 1)], Rule.MEAN)
    assert words(finding, record).startswith(
        "SpO2, medel de senaste dygnen 90 %. I går 08:14. Gräns SpO2 under 92 %"
    )


def test_lower_than_the_days_before() -> None:
    rules = {
        "controls": (
            plan.ControlLimit(
                "spo2.spc", Kind.OXIMETRY, Component.SPO2, Unit.PERCENT, Level.YELLOW, Decimal(1), sustained=1
            ),
        )
    }
    series = [spo2(str(94 + n % 2), NOW - n * DAY) for n in range(8, 0, -1)]
    finding, record = found(rules, [*series, spo2("88", NOW - dt.timedelta(hours=1))], Rule.CONTROL)
    assert words(finding, record).startswith("SpO2 88 %, lägre än dagarna innan.")


def test_what_the_device_flagged() -> None:
    rules = {"flagged": (plan.FlagLimit("irregular", Kind.OXIMETRY, Flag.IRREGULAR_PULSE, Level.YELLOW),)}
    flags = frozenset({Flag.IRREGULAR_PULSE})
    series = [spo2("95", NOW - n * DAY, flags=flags) for n in (3, 2, 1)]
    finding, record = found(rules, list(series), Rule.FLAGGED)
    assert words(finding, record).startswith("SpO2: oregelbunden puls i 3 mätningar.")


def test_symptoms_that_were_answered_yes() -> None:
    definition = parse_definition(
        json.loads(path("questionnaires", "heart_failure_diary.json").read_text("utf-8"))
    )
    items = [item.id for item in definition.items]
    answers = {item: int(item in {"swelling", "fatigue"}) for item in items}
    at = NOW - dt.timedelta(hours=3)
    rule = plan.SymptomLimit(
        "hf", definition.id, Level.YELLOW, major=("swelling",), minor=("fatigue",), need_major=1, need_minor=1
    )
    made = to_measurement(definition, answers, at, host_time=at)
    finding, record = found({"symptoms": (rule,)}, [made], Rule.SYMPTOM)
    assert words(finding, record) == "Svarat ja: svullna anklar eller buk, tröttare. I dag 05:14"


def test_symptoms_of_the_shipped_diaries_have_words() -> None:
    for name in ("copd_diary", "heart_failure_diary"):
        definition = parse_definition(json.loads(path("questionnaires", f"{name}.json").read_text("utf-8")))
        yes_or_no = [i.id for i in definition.items if i.id != "colour"]
        assert [i for i in yes_or_no if reasons.symptom(i) == i.replace("_", " ")] == []


def test_a_planned_measurement_that_did_not_come() -> None:
    rules = {
        "schedule": (plan.Slot("s", Kind.OXIMETRY, dt.time(6), dt.time(10)),),
        "missing": (plan.MissingLimit("missing", Kind.OXIMETRY, Level.YELLOW),),
    }
    finding, record = found(rules, [spo2("95", NOW - 3 * DAY)], Rule.MISSING)
    assert words(finding, record) == "SpO2 inte mätt sedan 15\u00a0nov 06:00. Planerat i plan 3".replace(
        "\u00a0", " "
    )


def test_a_device_that_fails_and_one_that_lies() -> None:
    failed = MeasurementFailed(Kind.BLOOD_PRESSURE, "cuff_loose", "cuff", b"")
    finding, record = found({}, [failed, failed], DeviceRule.FAILING)
    assert words(finding, record).startswith("Blodtryck: flera mätningar i rad misslyckades. Sedan i dag")
    aside, record = found({}, [spo2("12", NOW - dt.timedelta(hours=1))], DeviceRule.SET_ASIDE)
    assert words(aside, record) == "SpO2 12 % kan inte stämma. Sedan i dag 07:14"
    clock = spo2("95", NOW - dt.timedelta(hours=1), correction=Correction.HOST_TIME)
    finding, record = found({}, [clock], DeviceRule.CLOCK)
    assert words(finding, record).startswith("SpO2: enhetens klocka fungerar inte.")


def test_a_rule_without_words_is_still_told() -> None:
    finding, record = found({}, [spo2("12", NOW - dt.timedelta(hours=1))], DeviceRule.SET_ASIDE)
    assert words(replace(finding, rule="brand_new"), record) == "SpO2: brand new. I dag 07:14"


def test_no_rule_is_forgotten() -> None:
    assert set(reasons._WORDS) == {*Rule, *DeviceRule}


def every_pair() -> Iterator[tuple[list[float], list[int]]]:
    yield [0, 6], [2]
    yield [0, 60 * 24], [1, 1]


@pytest.mark.parametrize(("minutes", "sizes"), list(every_pair()))
def test_facts_are_parted_by_occasion(minutes: list[float], sizes: list[int]) -> None:
    facts = [
        Fact(f"m{n}", Component.SPO2, Decimal(90), Unit.PERCENT, NOW + dt.timedelta(minutes=m))
        for n, m in enumerate(minutes)
    ]
    seen = reasons.occasions(facts)
    if sizes == [2]:
        assert [len(s.readings) for s in seen] == [1, 1]  # without a combined figure they stand alone
        both = [*facts, Fact("", Component.SPO2, Decimal(90), Unit.PERCENT, facts[-1].at)]
        assert [len(s.readings) for s in reasons.occasions(both)] == [2]
    else:
        assert [len(s.readings) for s in seen] == sizes
