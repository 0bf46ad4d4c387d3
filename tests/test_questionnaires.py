"""Questionnaires to choose from: the shipped ones, and a centre's own file with a licence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.questionnaire import score, to_measurement
from hemmonitor.errors import InputError
from hemmonitor.model.careplan import Level, SymptomLimit
from hemmonitor.model.finding import Evaluation
from hemmonitor.model.questionnaire import Questionnaire
from hemmonitor.questionnaires import LARGEST, collection, flag_limits, load, parse, shipped
from hemmonitor.templates import load as template
from tests.clinical.build import at, plan

TEXT = {"sv": "Fråga", "en": "Question"}
LICENSED: dict[str, Any] = {
    "id": "own_scale",
    "version": 3,
    "title": TEXT,
    "attribution": "© The owner of the scale. Used by licence.",
    "licensed": True,
    "option_sets": {
        "often": [{"value": v, "score": s, "text": TEXT} for v, s in ((1, 0), (2, 2), (3, 4), (4, 4))]
    },
    "items": [
        {"id": "sleep", "kind": "choice", "options": "often", "text": TEXT},
        {"id": "pain", "kind": "number", "low": 0, "high": 10, "text": TEXT},
    ],
    "bands": [{"id": "low", "low": 0, "high": 6}, {"id": "high", "low": 7, "high": 14}],
    "flags": [
        {"item": "sleep", "least": 4, "level": "yellow", "source": "the owner's manual"},
        {"item": "pain", "least": 8, "level": "red", "source": "the owner's manual"},
    ],
}


def write(folder: Path, content: Any, name: str = "own.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def judged(questionnaire: Questionnaire, answers: dict[str, int]) -> Evaluation:
    rules = plan(symptoms=flag_limits(questionnaire))
    return Monitor([rules], [to_measurement(questionnaire, answers, at(1), at(1))]).evaluation(at(2))


def test_a_centre_brings_its_licensed_file(tmp_path: Path) -> None:
    found = collection([write(tmp_path, LICENSED)])
    assert set(found) == {*shipped(), "own_scale"}
    own = found["own_scale"]
    assert own.licensed
    assert own.attribution
    assert not any(one.licensed for one in shipped().values())
    assert (int(score(own, {"sleep": 3, "pain": 5}).total), score(own, {"sleep": 3, "pain": 5}).band) == (
        9,
        "high",
    )


@pytest.mark.parametrize(
    ("answers", "levels"),
    [
        ({"sleep": 2, "pain": 7}, []),
        ({"sleep": 3, "pain": 7}, [Level.YELLOW]),  # the stored 3 scores 4
        ({"sleep": 1, "pain": 8}, [Level.RED]),
        ({"sleep": 4, "pain": 10}, [Level.RED]),  # one finding a questionnaire, at its worst
    ],
)
def test_a_flagged_item_is_a_finding_whatever_the_total(
    answers: dict[str, int], levels: list[Level], tmp_path: Path
) -> None:
    found = judged(load(write(tmp_path, LICENSED)), answers).open
    assert [f.level for f in found] == levels
    assert all((f.rule, f.source) == ("symptom", "the owner's manual") for f in found)


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_the_rules_of_the_flags_hold_where_scoring_flags(values: list[int]) -> None:
    phq = shipped()["phq9"]
    answers = {item.id: value for item, value in zip(phq.items, values, strict=True)}
    assert bool(score(phq, answers).flags) is bool(judged(phq, answers).open)


def test_item_nine_stands_in_the_templates() -> None:
    (rule,) = flag_limits(shipped()["phq9"])
    for name in ("copd", "diabetes", "frail", "heart_failure"):
        (own,) = [r for r in template(name).symptoms if r.questionnaire == "phq9"]
        assert (own.id, own.major, own.level, own.least) == (rule.id, rule.major, rule.level, rule.least)


def test_an_item_counts_from_the_least_answer_on() -> None:
    assert SymptomLimit("s", "q", Level.RED, ("a",)).least == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({**LICENSED, "id": "phq9"}, "phq9 is one of the program's own"),
        ({**LICENSED, "attribution": " "}, "names its owner"),
        ({**LICENSED, "items": []}, "no items"),
        ([LICENSED], "own.json: questionnaire"),
        ({**LICENSED, "version": float("inf")}, "own.json: "),
    ],
)
def test_a_file_that_is_refused(content: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        load(write(tmp_path, content))


def test_files_that_are_no_questionnaire(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.json: No such file"):
        load(tmp_path / "none.json")
    big = tmp_path / "big.json"
    big.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(InputError, match=r"big.json: too large"):
        load(big)
    twice = [write(tmp_path, LICENSED), write(tmp_path, LICENSED, "again.json")]
    with pytest.raises(InputError, match=r"again.json: own_scale is there already"):
        collection(twice)


@given(st.one_of(st.binary(max_size=60), st.sampled_from([b"[" * 100_000, b'{"id":' * 50_000])))
def test_nonsense_is_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^q.json: "):
        parse(data, "q.json")
