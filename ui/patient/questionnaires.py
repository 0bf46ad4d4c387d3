"""Which questionnaires a plan asks for, their texts in the language in force, and answers on the way.

A plan asks for a questionnaire by its name, or by having a limit for its answers. Definitions are those
shipped with the program; one that this version does not have is left out.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

import resources
from hemmonitor.clinical.questionnaire import next_item, parse_definition, visible
from hemmonitor.model.careplan import Plan
from hemmonitor.model.questionnaire import Item, ItemKind, Option, Questionnaire
from ui.i18n import Language

translate = QCoreApplication.translate


@functools.cache
def shipped() -> dict[str, Questionnaire]:
    """The program's own definitions, by id."""
    files = sorted(resources.path("questionnaires").glob("*.json"))
    found = (parse_definition(json.loads(file.read_text("utf-8"))) for file in files)
    return {one.id: one for one in found}


def asked(plan: Plan | None) -> list[Questionnaire]:
    """What the plan asks for, in the order of its limits."""
    if plan is None:
        return []
    return [shipped()[name] for name in plan.asks if name in shipped()]


def text(by_language: dict[str, str], language: Language) -> str:
    """The text in the language in force, else in any that there is."""
    return by_language.get(language.value) or next(iter(by_language.values()), "")


def options(item: Item) -> tuple[Option, ...]:
    """The answers to choose from; none for a number."""
    if item.kind is ItemKind.YES_NO:
        return (
            Option(0, 0, {"sv": "Nej", "en": "No"}),
            Option(1, 1, {"sv": "Ja", "en": "Yes"}),
        )
    return item.options


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers on the way: which questionnaire, what was answered, and which question is shown."""

    questionnaire: Questionnaire
    answers: tuple[tuple[str, int], ...] = ()
    at: str = ""  # id of the item shown

    @property
    def given(self) -> dict[str, int]:
        """The answers by item, without those to questions that are not asked any more."""
        answers = dict(self.answers)
        names = {item.id for item in self.shown}
        return {name: value for name, value in answers.items() if name in names}

    @property
    def shown(self) -> tuple[Item, ...]:
        """The questions that these answers lead to, in order."""
        return visible(self.questionnaire, dict(self.answers))

    @property
    def item(self) -> Item:
        """The question shown."""
        named = next((item for item in self.shown if item.id == self.at), None)
        return named or next_item(self.questionnaire, self.given) or self.shown[-1]

    @property
    def place(self) -> int:
        """The number of the question shown, from 0."""
        return [item.id for item in self.shown].index(self.item.id)

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.place == len(self.shown) - 1

    def answered(self, value: int) -> Draft:
        """With this answer to the question shown."""
        answers = {**dict(self.answers), self.item.id: value}
        return Draft(self.questionnaire, tuple(answers.items()), self.item.id)

    def moved(self, by: int) -> Draft:
        """At the next question, or the one before."""
        shown = self.shown
        place = min(max(self.place + by, 0), len(shown) - 1)
        return Draft(self.questionnaire, self.answers, shown[place].id)


def written(drafts: Iterable[Draft]) -> str:
    """Drafts as a text to keep."""
    plain = [
        {"id": d.questionnaire.id, "version": d.questionnaire.version, "answers": d.answers, "at": d.at}
        for d in drafts
    ]
    return json.dumps(plain)


def read(text_kept: str) -> list[Draft]:
    """The drafts of a kept text. One of a questionnaire that has changed since is begun anew."""
    try:
        plain = json.loads(text_kept) if text_kept else []
        found = []
        for one in plain:
            questionnaire = shipped().get(one["id"])
            if questionnaire is None or questionnaire.version != one["version"]:
                continue
            answers = tuple((str(name), int(value)) for name, value in one["answers"])
            found.append(Draft(questionnaire, answers, str(one["at"])))
    except (ValueError, TypeError, KeyError):
        return []  # a damaged draft costs some answers, not the program
    return found
