"""Questionnaires: the shipped ones, branching, scoring, and answers carried as a measurement."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical.questionnaire import (
    next_item,
    parse_definition,
    response_of,
    score,
    score_items,
    to_measurement,
    visible,
)
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.model.questionnaire import ItemKind, Questionnaire
from tests.clinical.build import at, pressure

FOLDER = Path(__file__).parents[2] / "resources" / "questionnaires"
SHIPPED = sorted(p.stem for p in FOLDER.glob("*.json"))


def shipped(name: str) -> Questionnaire:
    return parse_definition(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def test_what_is_shipped_is_free_and_in_both_languages() -> None:
    assert SHIPPED == ["copd_diary", "diabetes_diary", "gad7", "heart_failure_diary", "mmrc", "phq9"]
    for name in SHIPPED:
        found = shipped(name)
        assert found.id == name
        assert not found.licensed
        assert found.attribution
        assert found.source
        assert set(found.title) == {"sv", "en"}


@given(st.data())
def test_every_way_through_ends_and_scores(data: st.DataObject) -> None:
    found = shipped(data.draw(st.sampled_from(SHIPPED)))
    answers: dict[str, int] = {}
    while (item := next_item(found, answers)) is not None:
        values = [o.value for o in item.options] if item.kind is ItemKind.CHOICE else [0, 1]
        answers[item.id] = data.draw(st.sampled_from(values))
    result = score(found, answers)
    assert (result.band != "") is bool(found.bands)
    measurement = to_measurement(found, answers, at(), at())
    response = response_of(measurement)
    assert response is not None
    assert dict(response.answers) == answers
    assert response.answer("no such item") is None
    assert measurement.value(Component.SCORE) == (result.total if found.bands else None)


def test_branches_of_the_diary() -> None:
    diary = shipped("copd_diary")
    dry = {"phlegm": 0}
    assert "colour" not in {i.id for i in visible(diary, dry)}
    assert "colour" in {i.id for i in visible(diary, {"phlegm": 1})}
    assert "sputum_purulence" in {i.id for i in visible(diary, {"phlegm": 1, "colour": 2})}
    # a colour left over from before "no phlegm" opens nothing
    assert "sputum_purulence" not in {i.id for i in visible(diary, {"phlegm": 0, "colour": 2})}


def test_item_nine_goes_to_the_nurse() -> None:
    phq = shipped("phq9")
    assert score_items(phq, [0] * 8 + [1]).flags[0].item == "item9"
    assert score_items(phq, [3] * 8 + [0]).flags == ()
    assert phq.item("item9").options[0].value == 0
    with pytest.raises(KeyError):
        phq.item("item10")


@pytest.mark.parametrize("answers", [[0] * 8, [0] * 10, [0] * 8 + [4], [0] * 8 + [-1]])
def test_answers_that_do_not_fit(answers: list[int]) -> None:
    with pytest.raises(ValueError, match=r"items|options"):
        score_items(shipped("phq9"), answers)


def test_missing_and_strange_answers() -> None:
    phq = shipped("phq9")
    with pytest.raises(ValueError, match="item2: no answer"):
        score(phq, {"item1": 1})
    with pytest.raises(ValueError, match="not shown"):
        score(phq, {f"item{n}": 0 for n in range(1, 11)})


DEFINITION: dict[str, Any] = {
    "id": "q",
    "version": 1,
    "title": {"sv": "F", "en": "Q"},
    "items": [
        {"id": "a", "kind": "number", "low": 0, "high": 10, "text": {"sv": "A", "en": "A"}},
        {
            "id": "b",
            "kind": "yes_no",
            "text": {"sv": "B", "en": "B"},
            "show_if": [{"item": "a", "low": 5, "high": 10}],
            "optional": True,
        },
    ],
    "bands": [{"id": "low", "low": 0, "high": 5}, {"id": "high", "low": 6, "high": 11}],
    "flags": [{"item": "b", "least": 1, "level": "yellow", "source": "test"}],
}


CHOICE = {"id": "a", "kind": "choice", "options": "e", "text": {"sv": "", "en": ""}}


def test_numbers_and_optional_items() -> None:
    found = parse_definition(DEFINITION)
    assert (int(score(found, {"a": 7}).total), score(found, {"a": 7, "b": 1}).band) == (7, "high")
    assert [f.item for f in score(found, {"a": 7, "b": 1}).flags] == ["b"]
    for answers in ({"a": 11}, {"a": 7, "b": 2}):
        with pytest.raises(ValueError, match="out of range"):
            score(found, answers)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"items": []}, "no items"),
        ({"items": [DEFINITION["items"][0], DEFINITION["items"][0]]}, "twice"),
        ({"items": [DEFINITION["items"][1]]}, "before it"),
        ({"title": {"sv": "F"}}, "language"),
        ({"bands": [{"id": "x", "low": 0, "high": 5}, {"id": "y", "low": 5, "high": 9}]}, "overlap"),
        ({"flags": [{"item": "z", "least": 1, "level": "red", "source": ""}]}, "names no item"),
        ({"items": [{"id": "a", "kind": "choice", "options": "none", "text": {}}]}, "none"),
        ({"items": [{"id": "a", "kind": "song", "text": {}}]}, "song"),
        ({"items": [CHOICE], "option_sets": {"e": []}}, "no options"),
        ({"version": "one"}, "one"),
        ({"items": 5}, "questionnaire"),
    ],
)
def test_definitions_that_do_not_fit(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_definition(DEFINITION | change)


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b'{"answers":[["a"]]}', b'{"answers":[["a","x"]]}', b"\xff"]
)
def test_answers_that_cannot_be_read(raw: bytes) -> None:
    good = to_measurement(parse_definition(DEFINITION), {"a": 1}, at(), at())
    broken = replace(good, provenance=replace(good.provenance, raw=raw))
    assert response_of(broken) is None


def test_other_measurements_hold_no_answers() -> None:
    assert response_of(pressure(at(), 130)) is None


def test_the_same_answers_are_the_same_measurement() -> None:
    found = parse_definition(DEFINITION)
    one, two = (to_measurement(found, {"a": 1}, at(), when) for when in (at(), at(1)))
    assert one.id == two.id
    assert to_measurement(found, {"a": 1}, at(1), at(1)).id != one.id
    assert one.kind is Kind.QUESTIONNAIRE
