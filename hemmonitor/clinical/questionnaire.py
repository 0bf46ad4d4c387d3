"""Questionnaires: parse a definition, find the next question, score, and carry answers as a measurement.

Rules:
- A definition and a set of answers are checked strictly; what does not fit raises ``ValueError`` with the
  place. No text of an error holds an answer.
- A total exists only when every scored item that is shown has an answer.
- Answers travel as canonical JSON in ``Provenance.raw``, so a score can always be recomputed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hemmonitor.model.careplan import Level
from hemmonitor.model.measurement import Component, Kind, Measurement, Origin, Provenance, Quantity, Unit
from hemmonitor.model.questionnaire import (
    Band,
    Condition,
    Item,
    ItemFlag,
    ItemKind,
    Option,
    Questionnaire,
    Response,
    Scored,
)

DECODER = "questionnaire/1"


def parse_definition(data: Mapping[str, Any]) -> Questionnaire:
    """A definition from its JSON object. ``ValueError`` says what is wrong and where."""
    try:
        options = {
            name: tuple(
                Option(int(o["value"]), int(o.get("score", o["value"])), dict(o["text"])) for o in many
            )
            for name, many in data.get("option_sets", {}).items()
        }
        found = Questionnaire(
            id=str(data["id"]),
            version=int(data["version"]),
            title=dict(data["title"]),
            intro=dict(data.get("intro", {})),
            items=tuple(_item(i, options) for i in data["items"]),
            bands=tuple(Band(str(b["id"]), int(b["low"]), int(b["high"])) for b in data.get("bands", ())),
            flags=tuple(
                ItemFlag(str(f["item"]), int(f["least"]), Level(f["level"]), str(f["source"]))
                for f in data.get("flags", ())
            ),
            attribution=str(data.get("attribution", "")),
            licensed=bool(data.get("licensed", False)),
            source=str(data.get("source", "")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"questionnaire: {error!r}") from error
    _check(found)
    return found


def visible(questionnaire: Questionnaire, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The items shown with these answers, in order. A condition on an item not shown does not hold."""
    shown: list[Item] = []
    for item in questionnaire.items:
        if all(_holds(c, answers, shown) for c in item.show_if):
            shown.append(item)
    return tuple(shown)


def next_item(questionnaire: Questionnaire, answers: Mapping[str, int]) -> Item | None:
    """The first shown item without an answer; ``None`` at the end."""
    return next((i for i in visible(questionnaire, answers) if i.id not in answers), None)


def score(questionnaire: Questionnaire, answers: Mapping[str, int]) -> Scored:
    """Total, band and flags. ``ValueError`` for a missing, unknown or illegal answer."""
    shown = visible(questionnaire, answers)
    names = {i.id for i in shown}
    strange = [name for name in answers if name not in names]
    if strange:
        raise ValueError(f"answers to items that are not shown: {', '.join(sorted(strange))}")
    scores: dict[str, int] = {}
    for item in shown:
        if item.id not in answers:
            if item.optional or not item.scored:
                continue
            raise ValueError(f"{item.id}: no answer")
        scores[item.id] = _score_of(item, answers[item.id])
    total = sum(scores[i.id] for i in shown if i.scored and i.id in scores)
    band = next((b.id for b in questionnaire.bands if b.low <= total <= b.high), "")
    flags = tuple(f for f in questionnaire.flags if scores.get(f.item, 0) >= f.least)
    return Scored(Decimal(total), band, flags)


def score_items(questionnaire: Questionnaire, values: Sequence[int]) -> Scored:
    """Score of values given in the order of the items, for a questionnaire without branching."""
    if len(values) != len(questionnaire.items):
        raise ValueError(f"{len(questionnaire.items)} items, {len(values)} answers")
    return score(questionnaire, {i.id: v for i, v in zip(questionnaire.items, values, strict=True)})


def to_measurement(
    questionnaire: Questionnaire, answers: Mapping[str, int], answered_at: dt.datetime, host_time: dt.datetime
) -> Measurement:
    """A complete answer as a measurement of kind questionnaire. ``ValueError`` when it does not score."""
    result = score(questionnaire, answers)
    ordered = [(i.id, answers[i.id]) for i in questionnaire.items if i.id in answers]
    raw = json.dumps(
        {"questionnaire": questionnaire.id, "version": questionnaire.version, "answers": ordered},
        ensure_ascii=True,
        separators=(",", ":"),
    ).encode()
    name = hashlib.sha256(raw + answered_at.astimezone(dt.UTC).isoformat().encode()).hexdigest()[:32]
    return Measurement(
        id=name,
        kind=Kind.QUESTIONNAIRE,
        taken_at=answered_at,
        values=(Quantity(Component.SCORE, result.total, Unit.SCORE),) if questionnaire.bands else (),
        provenance=Provenance(
            Origin.MANUAL,
            host_time,
            source=f"{questionnaire.id}/{questionnaire.version}",
            raw=raw,
            decoder=DECODER,
        ),
    )


def response_of(measurement: Measurement) -> Response | None:
    """The answers in a measurement of kind questionnaire, or ``None`` when it holds none that can be read."""
    if measurement.kind is not Kind.QUESTIONNAIRE or measurement.provenance.decoder != DECODER:
        return None
    try:
        data = json.loads(measurement.provenance.raw)
        answers = tuple((str(name), int(value)) for name, value in data["answers"])
        return Response(str(data["questionnaire"]), int(data["version"]), measurement.taken_at, answers)
    except (ValueError, KeyError, TypeError):
        return None


def _item(data: Mapping[str, Any], sets: Mapping[str, tuple[Option, ...]]) -> Item:
    kind = ItemKind(data["kind"])
    options = sets[data["options"]] if kind is ItemKind.CHOICE else ()
    return Item(
        id=str(data["id"]),
        kind=kind,
        text=dict(data["text"]),
        options=options,
        show_if=tuple(
            Condition(str(c["item"]), int(c["low"]), int(c["high"])) for c in data.get("show_if", ())
        ),
        low=int(data.get("low", 0)),
        high=int(data.get("high", 1)),
        scored=bool(data.get("scored", True)),
        optional=bool(data.get("optional", False)),
    )


def _check(questionnaire: Questionnaire) -> None:
    """Ids are single, conditions look back, bands do not overlap, flags name an item, texts match."""
    seen: set[str] = set()
    languages = set(questionnaire.title)
    for item in questionnaire.items:
        if item.id in seen:
            raise ValueError(f"questionnaire: item {item.id} occurs twice")
        if any(c.item not in seen for c in item.show_if):
            raise ValueError(f"questionnaire: item {item.id} depends on one that does not come before it")
        if item.kind is ItemKind.CHOICE and not item.options:
            raise ValueError(f"questionnaire: item {item.id} has no options")
        if set(item.text) != languages or any(set(o.text) != languages for o in item.options):
            raise ValueError(f"questionnaire: item {item.id} lacks a language")
        seen.add(item.id)
    if not seen:
        raise ValueError("questionnaire: no items")
    ordered = sorted(questionnaire.bands, key=lambda b: b.low)
    if any(b.low > b.high for b in ordered) or any(
        later.low <= earlier.high for earlier, later in pairwise(ordered)
    ):
        raise ValueError("questionnaire: bands overlap")
    if any(f.item not in seen for f in questionnaire.flags):
        raise ValueError("questionnaire: a flag names no item")


def _holds(condition: Condition, answers: Mapping[str, int], shown: Sequence[Item]) -> bool:
    value = answers.get(condition.item)
    if value is None or all(i.id != condition.item for i in shown):
        return False
    return condition.low <= value <= condition.high


def _score_of(item: Item, value: int) -> int:
    if item.kind is ItemKind.CHOICE:
        found = next((o.score for o in item.options if o.value == value), None)
        if found is None:
            raise ValueError(f"{item.id}: not one of the options")
        return found
    low, high = (0, 1) if item.kind is ItemKind.YES_NO else (item.low, item.high)
    if not low <= value <= high:
        raise ValueError(f"{item.id}: out of range")
    return value
