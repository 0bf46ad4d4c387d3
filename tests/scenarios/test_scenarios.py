"""Golden scenarios: each JSON file here is a history with what the rules must say at its moments.

A bug report becomes a file in this folder. The form is told in ``hemmonitor.clinical.scenario``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hemmonitor.clinical.scenario import differences, read, report, run

HERE = Path(__file__).parent
FILES = sorted(p.stem for p in HERE.glob("*.json"))
SITUATIONS = (
    "stable",
    "slow_worsening",
    "sudden_worsening",
    "noisy_but_stable",
    "gaps",
    "wrong_unit",
    "device_clock_error",
    "plan_changed_midway",
    "daylight_saving",
    "travel",
)


def load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("name", FILES)
def test_scenario(name: str) -> None:
    scenario = read(load(name))
    assert scenario.moments
    assert differences(scenario) == []


@pytest.mark.parametrize("disease", ["hypertension", "copd", "heart_failure", "diabetes"])
def test_every_disease_has_every_situation(disease: str) -> None:
    assert {f"{disease}_{situation}" for situation in SITUATIONS} <= set(FILES)


def test_a_report_is_plain_json() -> None:
    found = report(run(read(load("heart_failure_sudden_worsening"))))
    again = json.loads(json.dumps(found))
    assert again == found
    red = again["open"][0]
    assert (red["limit"]["limit"], red["limit"]["unit"], red["plan_version"]) == ("82.1", "kg", 1)
    assert [f["value"] for f in red["facts"]][:2] == ["82.3", "82.4"]


def test_a_difference_is_told() -> None:
    data = load("hypertension_stable")
    data["moments"] = [{"now": data["now"], "open": [{"rule": "mean", "kind": "blood_pressure"}]}]
    assert len(differences(read(data))) == 1
    data["moments"] = [{"now": data["now"], "open": [], "levels": {"blood_pressure": "red"}}]
    assert len(differences(read(data))) == 1
    slow = load("hypertension_slow_worsening")
    slow["moments"] = [{"now": slow["now"], "open": [{"rule": "mean", "level": "red"}]}]
    assert len(differences(read(slow))) == 1


WHEN = "2025-03-01T00:00:00Z"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"now": None}, "scenario: 'now' is missing"),
        ({"now": "2025-03-01T00:00:00"}, "now: a time needs its zone"),
        ({"now": "soon"}, "now: not a time"),
        ({"plans": [{"version": 1}]}, r"plans\[0\]: valid_from"),
        ({"plans": {}}, "plans: not a list"),
        ({"measurements": [5]}, r"measurements\[0\]: not an object"),
        ({"measurements": [{"kind": "weight"}]}, r"measurements\[0\]: 'at' is missing"),
        (
            {"measurements": [{"kind": "wait", "at": WHEN, "values": {}}]},
            r"measurements\[0\].kind: not a Kind",
        ),
        (
            {"measurements": [{"kind": "weight", "at": WHEN, "values": 7}]},
            r"measurements\[0\]: not of the form",
        ),
        (
            {"measurements": [{"kind": "weight", "at": WHEN, "values": {"body_weight": "x"}}]},
            r"measurements\[0\].values: not a figure with its unit",
        ),
        (
            {"series": [{"kind": "weight", "start": WHEN, "every_hours": "x", "values": []}]},
            r"series\[0\]: not of the form",
        ),
        (
            {"acknowledgements": [{"at": WHEN, "rule": "mean", "kind": "weight", "follow_up": "x"}]},
            r"acknowledgements\[0\]: not of the form",
        ),
    ],
)
def test_a_scenario_that_cannot_be_read(change: dict[str, Any], message: str) -> None:
    data = load("hypertension_stable") | change
    if data["now"] is None:
        del data["now"]
    with pytest.raises(ValueError, match=message):
        read(data)


def test_a_scenario_with_a_plan_at_fault() -> None:
    data = load("hypertension_stable")
    data["plans"][0]["close_after"] = 0
    with pytest.raises(ValueError, match=r"plans\[0\]: counts start at 1"):
        read(data)
    with pytest.raises(ValueError, match="scenario: not an object"):
        read([data])
