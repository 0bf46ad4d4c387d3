"""Questionnaires and answers as Questionnaire and QuestionnaireResponse.

A licensed questionnaire's text belongs to its owner: its Questionnaire is not exported, only the answers
and the score, with the canonical name.
"""

from __future__ import annotations

from typing import Any

from hemmonitor.clinical.questionnaire import response_of
from hemmonitor.interop.fhir.observation import About, response_id, when
from hemmonitor.interop.fhir.systems import Resource, identifier, own, reference, resource_id
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.questionnaire import Item, ItemKind, Option
from hemmonitor.model.questionnaire import Questionnaire as Definition
from hemmonitor.questionnaires import shipped

LANGUAGE = "sv"


def canonical(questionnaire: str, version: int) -> str:
    """The name and version that answers refer to."""
    return f"{own('questionnaire')}:{questionnaire}|{version}"


def questionnaire(definition: Definition) -> Resource:
    """A definition, in Swedish with the English texts as translations."""
    found: Resource = {
        "resourceType": "Questionnaire",
        "id": resource_id("Questionnaire", definition.id, str(definition.version)),
        "language": LANGUAGE,
        "url": canonical(definition.id, definition.version).partition("|")[0],
        "version": str(definition.version),
        "name": definition.id,
        "title": definition.title[LANGUAGE],
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_item(item, {i.id: i for i in definition.items}) for item in definition.items],
    }
    if definition.attribution:
        found["copyright"] = definition.attribution
    return found


def _item(item: Item, items: dict[str, Item]) -> Resource:
    found: Resource = {"linkId": item.id, **_text(item.text), "required": not item.optional}
    match item.kind:
        case ItemKind.CHOICE:
            found["type"] = "choice"
            found["answerOption"] = [{"valueCoding": _option(item, o)} for o in item.options]
        case ItemKind.YES_NO:
            found["type"] = "boolean"
        case ItemKind.NUMBER:
            found["type"] = "integer"
    found.update(_shown_when(item, items))
    return found


def _shown_when(item: Item, items: dict[str, Item]) -> Resource:
    """When an item is shown. FHIR has no "one of several answers and another condition too": then the
    first is weakened to "was answered".
    """
    conditions: list[Resource] = []
    behaviour = "all"
    for condition in item.show_if:
        asked, within = items[condition.item], range(condition.low, condition.high + 1)
        question: Resource = {"question": asked.id, "operator": "="}
        if asked.kind is ItemKind.NUMBER:
            limits = ((">=", condition.low), ("<=", condition.high))
            conditions += [{**question, "operator": sign, "answerInteger": end} for sign, end in limits]
            continue
        if asked.kind is ItemKind.YES_NO:
            answers: list[Resource] = [{"answerBoolean": bool(value)} for value in (0, 1) if value in within]
        else:
            answers = [{"answerCoding": _option(asked, o)} for o in asked.options if o.value in within]
        if len(answers) > 1 and len(item.show_if) > 1:
            conditions.append({**question, "operator": "exists", "answerBoolean": True})
        else:
            conditions += [{**question, **answer} for answer in answers]
            behaviour = "any" if len(answers) > 1 else behaviour
    if not conditions:
        return {}
    return {"enableWhen": conditions, "enableBehavior": behaviour}


def _option(item: Item, option: Option) -> Resource:
    return {"system": own(f"answer:{item.id}"), "code": str(option.value), "display": option.text[LANGUAGE]}


def _text(texts: dict[str, str]) -> Resource:
    others = [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": text}],
        }
        for language, text in texts.items()
        if language != LANGUAGE
    ]
    found: Resource = {"text": texts[LANGUAGE]}
    return {**found, "_text": {"extension": others}} if others else found


def response(measurement: Measurement, about: About) -> Resource | None:
    """The answers that a measurement of kind questionnaire holds, or ``None``."""
    answers = response_of(measurement)
    if answers is None:
        return None
    definition = shipped().get(answers.questionnaire)
    kinds = {item.id: item for item in definition.items} if definition else {}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": response_id(about.mailbox, measurement.id),
        "identifier": identifier("answers", f"{about.mailbox}/{measurement.id}"),
        "questionnaire": canonical(answers.questionnaire, answers.version),
        "status": "completed",
        "subject": reference("Patient", about.patient),
        "authored": when(measurement.taken_at),
        "source": reference("Patient", about.patient),
        "item": [{"linkId": name, "answer": [_answer(kinds.get(name), v)]} for name, v in answers.answers],
    }


def _answer(item: Item | None, value: int) -> dict[str, Any]:
    if item is not None and item.kind is ItemKind.YES_NO:
        return {"valueBoolean": bool(value)}
    if item is not None and item.kind is ItemKind.CHOICE:
        option = next((o for o in item.options if o.value == value), None)
        if option is not None:
            return {"valueCoding": _option(item, option)}
    return {"valueInteger": value}
