"""Plain data into records: strict, and a fault names the place but not the value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hemmonitor.model.careplan import Level, Plan, Quiet, Slot
from hemmonitor.model.measurement import Kind
from hemmonitor.model.plain import read_plain

PLAN: dict[str, Any] = {
    "version": 1,
    "valid_from": "2025-03-03T08:00:00+01:00",
    "reason": "start",
    "author": "nurse",
    "thresholds": [
        {
            "id": "t",
            "kind": "weight",
            "component": "body_weight",
            "comparison": "gt",
            "limit": "80.5",
            "unit": "kg",
            "level": "red",
        }
    ],
    "schedule": [{"id": "s", "kind": "weight", "at": "06:00", "until": "10:00", "weekdays": [1, 2]}],
    "quiet": [{"kind": "oximetry", "until": "2025-03-09", "reason": "infection"}],
    "close_after": 3,
}


def test_a_whole_plan() -> None:
    found = read_plain(Plan, PLAN, "plan")
    assert found.thresholds[0].limit == Decimal("80.5")
    assert found.thresholds[0].level is Level.RED
    assert isinstance(found.schedule[0], Slot)
    assert found.schedule[0].weekdays == (1, 2)
    assert isinstance(found.quiet[0], Quiet)
    assert (found.close_after, found.sign_off, found.schedule[0].kind) == (3, None, Kind.WEIGHT)


def changed(**change: Any) -> dict[str, Any]:
    return PLAN | change


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "plan: not an object"),
        (changed(colour="red"), "plan: no field colour"),
        ({k: v for k, v in PLAN.items() if k != "reason"}, "plan: reason is missing"),
        (changed(version="1"), r"plan\.version: not a whole number"),
        (changed(version=True), r"plan\.version: not a whole number"),
        (changed(version=0), "plan: a plan's version"),
        (changed(valid_from="2025-03-03T08:00:00"), r"plan\.valid_from: not a time|needs its zone"),
        (changed(valid_from="yesterday"), r"plan\.valid_from: not a time"),
        (changed(reason=5), r"plan\.reason: not a text"),
        (changed(schedule="daily"), r"plan\.schedule: not a list"),
        (changed(schedule=[{**PLAN["schedule"][0], "at": "6"}]), r"schedule\[0\]\.at: not a time of day"),
        (changed(quiet=[{**PLAN["quiet"][0], "until": "soon"}]), r"quiet\[0\]\.until: not a date"),
        (changed(thresholds=[{**PLAN["thresholds"][0], "limit": 80.5}]), r"thresholds\[0\]\.limit: a figure"),
        (changed(thresholds=[{**PLAN["thresholds"][0], "limit": "NaN"}]), r"limit: not a number"),
        (changed(thresholds=[{**PLAN["thresholds"][0], "limit": "x"}]), r"limit: not a number"),
        (changed(thresholds=[{**PLAN["thresholds"][0], "level": "pink"}]), r"level: not a Level"),
        (changed(relative=[{"both": 1}]), r"relative\[0\]\.both: not true or false"),
    ],
)
def test_faults_name_the_place(data: object, place: str) -> None:
    with pytest.raises(ValueError, match=place):
        read_plain(Plan, data, "plan")
