"""Visits of the mobile team, as facts of a patient's mailbox: planned, and made.

A visit has an id of its own. Planning it again, to move it, to call it off or to reorder the route, is
another fact with the same id; the last one stands. What somebody did at the door stays beside it whatever the
plan says afterwards, and says which version of the visit and of the patient's plan it went by.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from hemmonitor.model.measurement import Kind


class Identified(StrEnum):
    """How staff made sure who the person is."""

    BIRTH_DATE = "birth_date"  # the person said name and birth date
    DOCUMENT = "document"  # an identity document, or somebody who knows the person


class Outcome(StrEnum):
    """How a visit ended."""

    DONE = "done"
    NOT_HOME = "not_home"
    BROKEN_OFF = "broken_off"


@dataclass(frozen=True, slots=True)
class VisitPlanned:
    """Somebody is to go to the patient. ``at`` is aware, and its order on the day is the route.

    ``whose`` is a display name, empty for anybody of the team; ``kinds`` is what is to be measured.
    """

    visit: str
    at: dt.datetime
    address: str
    reason: str
    by: str
    kinds: tuple[Kind, ...] = ()
    whose: str = ""
    off: bool = False  # it was called off

    def __post_init__(self) -> None:
        """Refuse a time without a zone."""
        if self.at.tzinfo is None:
            raise ValueError("a visit needs a time with a zone")


@dataclass(frozen=True, slots=True)
class VisitMade:
    """Somebody was there. ``knew`` is the event that planned the visit as it was known then.

    ``plan`` is the version of the patient's plan that the values were judged by, 0 without one.
    """

    visit: str
    knew: str
    by: str
    role: str
    outcome: Outcome
    began: dt.datetime | None = None
    identified: Identified | None = None
    plan: int = 0
    measurements: tuple[str, ...] = ()
    summary: str = ""
