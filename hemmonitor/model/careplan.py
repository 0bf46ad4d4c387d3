"""The care plan: dated, versioned, signed off by somebody, and never edited.

A change is a new version with a reason. A past decision can be recomputed with the version that
was in force then (``in_force``). Limits stand in the unit they were set in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hemmonitor.model.measurement import Component, Kind, Unit


class Level(StrEnum):
    """How bad, in the order green, grey, yellow, red (see ``RANK``)."""

    GREEN = "green"
    GREY = "grey"  # no measurement, or nothing that can be judged
    YELLOW = "yellow"
    RED = "red"


RANK = {Level.GREEN: 0, Level.GREY: 1, Level.YELLOW: 2, Level.RED: 3}


class Comparison(StrEnum):
    """How a value stands to a limit for the rule to apply. Strictness matters: ESC says "more than"."""

    AT_LEAST = "ge"
    ABOVE = "gt"
    AT_MOST = "le"
    BELOW = "lt"


@dataclass(frozen=True, slots=True)
class Threshold:
    """An absolute limit: the rule applies when ``value comparison limit`` is true.

    ``id`` stays the same over versions of the plan, so that two versions can be compared.
    ``source`` names the publication or policy the limit rests on.
    """

    id: str
    kind: Kind
    component: Component
    comparison: Comparison
    limit: Decimal
    unit: Unit
    level: Level
    source: str = ""

    def crossed_by(self, value: Decimal) -> bool:
        """Whether ``value``, in this threshold's unit, is over the limit."""
        match self.comparison:
            case Comparison.AT_LEAST:
                return value >= self.limit
            case Comparison.ABOVE:
                return value > self.limit
            case Comparison.AT_MOST:
                return value <= self.limit
            case Comparison.BELOW:
                return value < self.limit

    @property
    def upper(self) -> bool:
        """True for a limit that must not be exceeded."""
        return self.comparison in {Comparison.AT_LEAST, Comparison.ABOVE}


@dataclass(frozen=True, slots=True)
class Slot:
    """A planned measurement: ``kind`` at local time ``at`` (until ``until``) on ISO ``weekdays`` 1..7."""

    id: str
    kind: Kind
    at: dt.time
    until: dt.time
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Advice:
    """What the patient is told to do in a zone of a measure. Empty text: the program's own wording."""

    kind: Kind
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to. ``hours`` is free text such as "Vardagar 8-16"."""

    name: str
    role: str
    phone: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target for the mean of a component, such as systolic below 135 mm[Hg]."""

    kind: Kind
    component: Component
    comparison: Comparison
    limit: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Appointment:
    """An agreed meeting. ``link`` opens in the browser when it is a video meeting."""

    id: str
    at: dt.datetime
    minutes: int
    title: str
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """The clinician who answers for the limits. Without one they are defaults that need it."""

    name: str
    role: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a patient's plan, in force from ``valid_from`` (aware) until the next one."""

    version: int
    valid_from: dt.datetime
    reason: str
    author: str  # display name of who issued it
    thresholds: tuple[Threshold, ...] = ()
    schedule: tuple[Slot, ...] = ()
    advice: tuple[Advice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    goals: tuple[Goal, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    red_flags: tuple[str, ...] = ()  # symptom ids that lead to 112, signed with the plan
    diagnoses: tuple[str, ...] = ()
    template: str = ""
    sign_off: SignOff | None = None

    def __post_init__(self) -> None:
        """Refuse a version below 1, a time without a zone, an empty reason and a doubled threshold."""
        if self.version < 1:
            raise ValueError("a plan's version starts at 1")
        if self.valid_from.tzinfo is None:
            raise ValueError("valid_from needs a zone")
        if not self.reason.strip():
            raise ValueError("a plan needs a reason")
        ids = [t.id for t in self.thresholds]
        if len(ids) != len(set(ids)):
            raise ValueError("a threshold id occurs twice")

    def thresholds_for(self, kind: Kind, component: Component | None = None) -> tuple[Threshold, ...]:
        """The limits of a kind, and of one component when given."""
        return tuple(
            t for t in self.thresholds if t.kind == kind and (component is None or t.component == component)
        )


def in_force(plans: Sequence[Plan], at: dt.datetime) -> Plan | None:
    """The plan that holds at ``at``: latest ``valid_from`` not after it, then the highest version."""
    held = [p for p in plans if p.valid_from <= at]
    return max(held, key=lambda p: (p.valid_from, p.version)) if held else None
