"""The reason of every rule in words; what leads to 112 comes before all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from hemmonitor.clinical.families import Rule
from hemmonitor.model.careplan import Comparison, Level, Threshold
from hemmonitor.model.finding import Fact, Finding, Queue
from hemmonitor.model.measurement import Component, Flag, Kind, Unit
from tests.ui.patient.stage import MORNING, pressure
from ui.patient import alertwords


def finding(rule: Rule, kind: Kind = Kind.OXIMETRY, *, high: bool = False) -> Finding:
    comparison = Comparison.AT_LEAST if high else Comparison.BELOW
    limit = Threshold("t", kind, Component.SPO2, comparison, Decimal(88), Unit.PERCENT, Level.RED)
    fact = Fact("m", Component.SPO2, Decimal(86), Unit.PERCENT, MORNING)
    return Finding(
        key="k",
        rule=rule,
        rule_version=1,
        queue=Queue.CLINICAL,
        level=Level.RED,
        kind=kind,
        component=Component.SPO2,
        since=MORNING,
        facts=(fact,),
        plan_version=1,
        threshold=limit,
    )


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_reason(rule: Rule, swedish: object) -> None:
    for kind in Kind:
        for high in (False, True):
            text = alertwords.because(finding(rule, kind, high=high), ())
            assert text.startswith("Därför: ")
            assert "{" not in text


def test_over_and_under_are_told_apart(swedish: object) -> None:
    assert alertwords.because(finding(Rule.THRESHOLD), ()).endswith("syremättnad är under din röda gräns")
    assert alertwords.because(finding(Rule.MEAN, high=True), ()).endswith("är över din röda gräns")


def test_rest_is_praised_only_where_it_was_kept(swedish: object) -> None:
    later = MORNING + dt.timedelta(minutes=6)
    found = finding(Rule.THRESHOLD, Kind.BLOOD_PRESSURE, high=True)
    alone = [pressure(MORNING, 188, 114), pressure(later, 184, 110)]
    assert alertwords.because(found, alone) == "Därför: mycket högt blodtryck två gånger"
    marked = [pressure(at, 188, 114, flags=[Flag.SKIPPED_REST]) for at in (MORNING, later)]
    assert "fast du vilade" not in alertwords.because(found, marked)


def test_only_a_red_flag_leads_to_112() -> None:
    assert [rule for rule in Rule if alertwords.emergency(finding(rule))] == [Rule.RED_FLAG]
