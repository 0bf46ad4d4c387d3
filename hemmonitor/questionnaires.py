"""Questionnaires to choose from: the free ones that are shipped, and a centre's own licensed files.

Rules:
- A centre's file has the form of the shipped ones (``clinical.questionnaire``). CAT, EQ-5D, KCCQ and HADS
  are licensed: the centre buys the licence and brings the file; nothing of them is shipped.
- A file never replaces a shipped questionnaire, and a licensed one says whose it is.
- An item's red flag becomes a rule of the plan (``flag_limits``), so that it is a finding like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import resources
from hemmonitor.clinical.questionnaire import parse_definition
from hemmonitor.errors import InputError
from hemmonitor.model.careplan import SymptomLimit
from hemmonitor.model.questionnaire import Item, ItemKind, Questionnaire

LARGEST = 1_000_000  # bytes; a questionnaire is some tens of thousands


@cache
def shipped() -> Mapping[str, Questionnaire]:
    """The questionnaires that come with the program, by id."""
    files = sorted(resources.path("questionnaires").glob("*.json"))
    found = (parse(file.read_bytes(), file.name) for file in files)
    return MappingProxyType({one.id: one for one in found})


def load(file: Path) -> Questionnaire:
    """A centre's own file. Raises ``InputError``."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file.name}: {error.strerror}") from error
    if len(data) > LARGEST:
        raise InputError(f"{file.name}: too large for a questionnaire")
    found = parse(data, file.name)
    if found.id in shipped():
        raise InputError(f"{file.name}: {found.id} is one of the program's own questionnaires")
    if found.licensed and not found.attribution.strip():
        raise InputError(f"{file.name}: a licensed questionnaire names its owner in 'attribution'")
    return found


def collection(files: Iterable[Path] = ()) -> Mapping[str, Questionnaire]:
    """The shipped questionnaires and those in ``files``, by id. Raises ``InputError``."""
    found = dict(shipped())
    for file in files:
        one = load(file)
        if one.id in found:
            raise InputError(f"{file.name}: {one.id} is there already")
        found[one.id] = one
    return MappingProxyType(found)


def parse(data: bytes, where: str) -> Questionnaire:
    """A questionnaire from the bytes of a JSON file; ``where`` names it in errors. Raises ``InputError``."""
    try:
        return parse_definition(json.loads(data))
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise InputError(f"{where}: {error}") from error


def flag_limits(questionnaire: Questionnaire) -> tuple[SymptomLimit, ...]:
    """The rules that bring the flagged answers to the nurse whatever the total is, to put into a plan.

    An answer counts from the smallest stored value on that reaches the flag's score.
    """
    found = []
    for flag in questionnaire.flags:
        least = _least_value(questionnaire.item(flag.item), flag.least)
        found.append(
            SymptomLimit(
                id=f"{questionnaire.id}.{flag.item}",
                questionnaire=questionnaire.id,
                level=flag.level,
                major=(flag.item,),
                need_major=1,
                least=least,
                source=flag.source,
            )
        )
    return tuple(found)


def _least_value(item: Item, score: int) -> int:
    if item.kind is not ItemKind.CHOICE:
        return score
    return min((o.value for o in item.options if o.score >= score), default=score)
