"""A questionnaire's definition and a person's answers. One model for any questionnaire.

Rules:
- A definition has a version; an answer says which version it is of. Texts are by language.
- Branching is a condition on an earlier item; an item that is not shown has no answer.
- An answer travels as a measurement of kind ``questionnaire``: the score is its value, the answers are
  its raw bytes (``clinical.questionnaire``), so that it is stored, sealed and shown like any other.
- A licensed questionnaire is a file of the centre's own; only free ones are shipped.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hemmonitor.model.careplan import Level


class ItemKind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"  # one of the options
    YES_NO = "yes_no"  # 1 or 0
    NUMBER = "number"  # a whole number in a range


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its value as stored, its score, its text by language."""

    value: int
    score: int
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """An item is shown when the answer to ``item`` lies in ``low``..``high``."""

    item: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Item:
    """A question. ``show_if``: all conditions hold. ``low``..``high`` bound a number."""

    id: str
    kind: ItemKind
    text: dict[str, str]
    options: tuple[Option, ...] = ()
    show_if: tuple[Condition, ...] = ()
    low: int = 0
    high: int = 1
    scored: bool = True
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A class of the total: ``low``..``high`` inclusive."""

    id: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ItemFlag:
    """An answer that is brought to the nurse whatever the total is: score at least ``least``."""

    item: str
    least: int
    level: Level
    source: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A definition. ``attribution`` is shown with it; ``copyright_text`` marks a licensed text."""

    id: str
    version: int
    title: dict[str, str]
    intro: dict[str, str]
    items: tuple[Item, ...]
    bands: tuple[Band, ...] = ()
    flags: tuple[ItemFlag, ...] = ()
    attribution: str = ""
    licensed: bool = False
    source: str = ""

    def item(self, item_id: str) -> Item:
        """The item of that id. ``KeyError`` when there is none."""
        for one in self.items:
            if one.id == item_id:
                return one
        raise KeyError(item_id)


@dataclass(frozen=True, slots=True)
class Response:
    """A person's answers: item id to stored value, in the order they were given."""

    questionnaire: str
    version: int
    answered_at: dt.datetime
    answers: tuple[tuple[str, int], ...]

    def answer(self, item_id: str) -> int | None:
        """The stored value, or ``None`` when the item was not answered."""
        return dict(self.answers).get(item_id)


@dataclass(frozen=True, slots=True)
class Scored:
    """Total, its band (empty when the questionnaire has none) and the flags that were raised."""

    total: Decimal
    band: str
    flags: tuple[ItemFlag, ...]
