"""What a care centre has decided for all its workstations: hours, escalation, contacts, phrases, sign-offs.

A decision is never edited: each is a new version, by a named person, and the older ones stay readable.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One weekday's staffed hours; ``weekday`` is 1 for Monday to 7."""

    weekday: int
    opens: dt.time
    closes: dt.time

    def __post_init__(self) -> None:
        """Refuse a day that is none and hours that end before they begin."""
        if not 1 <= self.weekday <= 7:
            raise ValueError("a weekday is 1 to 7")
        if self.opens >= self.closes:
            raise ValueError("hours end after they begin")


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """Whom to tell when a red signal has stood unacknowledged for ``after_minutes`` of staffed time."""

    after_minutes: int
    tell: str  # a person or a function: "fixed contact", "whole team", "physician on call"
    phone: str = ""

    def __post_init__(self) -> None:
        """Refuse a step that comes at once or never."""
        if self.after_minutes < 1:
            raise ValueError("an escalation waits at least a minute")


@dataclass(frozen=True, slots=True)
class CentreContact:
    """A number that staff and letters use."""

    name: str
    phone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message template: a short name, and the text that staff start from. ``{name}`` is the given name."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateSignOff:
    """A clinician stands for a plan template as it was: ``digest`` is of the file's bytes (SHA-256, hex)."""

    template: str
    digest: str
    name: str
    role: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class CentreSettings:
    """One version of all of it. Versions count from 1."""

    version: int
    by: str
    hours: tuple[OpenHours, ...] = ()
    escalation: tuple[EscalationStep, ...] = ()
    contacts: tuple[CentreContact, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sign_offs: tuple[TemplateSignOff, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an escalation that does not go on later each time."""
        if any(a.after_minutes >= b.after_minutes for a, b in pairwise(self.escalation)):
            raise ValueError("escalation steps come later one after another")

    def open_at(self, at: dt.datetime) -> bool:
        """Whether the centre is staffed then (on the clock of ``at``). Without any hours: True."""
        if not self.hours:
            return True
        moment, day = at.time().replace(tzinfo=None), at.isoweekday()
        return any(h.weekday == day and h.opens <= moment < h.closes for h in self.hours)

    def signed(self, template: str, digest: str) -> TemplateSignOff | None:
        """Who stands for a template with these bytes."""
        return next((s for s in self.sign_offs if (s.template, s.digest) == (template, digest)), None)


@dataclass(frozen=True, slots=True)
class CentreIssued:
    """A version of the centre's settings was put in force."""

    settings: CentreSettings
