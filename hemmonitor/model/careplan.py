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

from hemmonitor.model.measurement import Component, Flag, Kind, Unit


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
class Baseline:
    """A person's own level of a figure, frozen by a named person; it never drifts by itself.

    A dry weight is the baseline of body weight, a personal best that of FEV1. ``days``: how many clean
    days it was computed from, 0 when it was set by hand.
    """

    kind: Kind
    component: Component
    value: Decimal
    unit: Unit
    frozen_at: dt.datetime
    frozen_by: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class RelativeLimit:
    """A limit at the baseline plus ``delta`` (in ``unit``) or plus ``percent``; a fall is negative.

    With both given, ``both`` says whether both must be crossed, else one is enough. ``days``: on how
    many calendar days in a row. Without a baseline in the plan it says nothing.
    """

    id: str
    kind: Kind
    component: Component
    comparison: Comparison
    unit: Unit
    level: Level
    delta: Decimal | None = None
    percent: Decimal | None = None
    both: bool = False
    days: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class TrendLimit:
    """A change over days: the value against the lowest earlier one of the last ``days`` days (or the
    highest, for a fall: ``comparison`` AT_MOST or BELOW with a negative ``change`` in ``unit``).

    The first ``settling_days`` days of a person's series are not judged.
    """

    id: str
    kind: Kind
    component: Component
    comparison: Comparison
    change: Decimal
    unit: Unit
    days: int
    level: Level
    settling_days: int = 3
    source: str = ""


@dataclass(frozen=True, slots=True)
class MeanLimit:
    """A limit for the mean of the last ``days`` protocol days, used when at least ``least`` readings
    are left after the first of those days is dropped (when ``drop_first_day``).
    """

    id: str
    kind: Kind
    component: Component
    comparison: Comparison
    limit: Decimal
    unit: Unit
    level: Level
    days: int = 7
    least: int = 12
    drop_first_day: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class ControlLimit:
    """Below the mean of the ``days`` days before minus 1.645 SD, on ``sustained`` days in a row.

    ``sd_floor`` and ``minimum_drop`` (in ``unit``) keep a quiet week from alarming at one digit.
    """

    id: str
    kind: Kind
    component: Component
    unit: Unit
    level: Level
    sd_floor: Decimal
    minimum_drop: Decimal = Decimal(0)
    days: int = 7
    sustained: int = 2
    source: str = ""


@dataclass(frozen=True, slots=True)
class FlagLimit:
    """What a device flags in at least ``needed`` of the last ``sessions`` occasions."""

    id: str
    kind: Kind
    flag: Flag
    level: Level
    sessions: int = 3
    needed: int = 2
    source: str = ""


@dataclass(frozen=True, slots=True)
class SymptomLimit:
    """Symptoms answered yes in one questionnaire: at least so many of ``major`` and of ``minor``.

    ``days``: on how many calendar days in a row (Anthonisen: two). ``least``: the stored answer from
    which an item counts; 1 is yes.
    """

    id: str
    questionnaire: str
    level: Level
    major: tuple[str, ...]
    minor: tuple[str, ...] = ()
    need_major: int = 0
    need_minor: int = 0
    days: int = 1
    source: str = ""
    least: int = 1


@dataclass(frozen=True, slots=True)
class ScoreLimit:
    """A limit for a questionnaire's total."""

    id: str
    questionnaire: str
    comparison: Comparison
    limit: Decimal
    level: Level
    source: str = ""


@dataclass(frozen=True, slots=True)
class CombinedLimit:
    """A limit that holds only together with a symptom answered yes within ``hours`` before or after."""

    limit: Threshold
    symptom: str
    hours: int = 24


@dataclass(frozen=True, slots=True)
class MissingLimit:
    """Planned measurements of a kind that did not come: ``slots`` in a row, each with its grace.

    ``after_yellow``: only while the kind has an open clinical finding.
    """

    id: str
    kind: Kind
    level: Level
    slots: int = 1
    grace_hours: int = 4
    after_yellow: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A planned absence: nothing is missing from ``first`` to ``last`` (local dates, both included)."""

    first: dt.date
    last: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Yellow findings of a kind are not raised until the end of ``until``, such as during a known
    infection. It always has an end date; red is raised all the same.
    """

    kind: Kind
    until: dt.date
    reason: str


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
class Duty:
    """Who does what, in their own words: ("Hemtjänsten", "hjälper med vågen tisdag och fredag")."""

    who: str
    does: str


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
    baselines: tuple[Baseline, ...] = ()
    relative: tuple[RelativeLimit, ...] = ()
    trends: tuple[TrendLimit, ...] = ()
    means: tuple[MeanLimit, ...] = ()
    controls: tuple[ControlLimit, ...] = ()
    flagged: tuple[FlagLimit, ...] = ()
    symptoms: tuple[SymptomLimit, ...] = ()
    scores: tuple[ScoreLimit, ...] = ()
    combined: tuple[CombinedLimit, ...] = ()
    missing: tuple[MissingLimit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    close_after: int = 2  # occasions in range in a row that close a finding
    escalate_after_hours: int = 4  # office hours that a red finding may stand without anybody acting
    wishes: tuple[str, ...] = ()  # goals in the patient's own words
    duties: tuple[Duty, ...] = ()
    ends: dt.date | None = None  # the last local day of the monitoring; nothing is expected after it
    questionnaires: tuple[str, ...] = ()  # ids asked for beside those that a limit is about

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

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids of all limits, in the order of the fields."""
        return (
            *(r.id for r in self.thresholds),
            *(r.id for r in self.relative),
            *(r.id for r in self.trends),
            *(r.id for r in self.means),
            *(r.id for r in self.controls),
            *(r.id for r in self.flagged),
            *(r.id for r in self.symptoms),
            *(r.id for r in self.scores),
            *(c.limit.id for c in self.combined),
            *(r.id for r in self.missing),
        )

    def faults(self) -> tuple[str, ...]:
        """What a plan must not have when it is issued, in English for the log; empty when it is sound."""
        ids = self.rule_ids
        measures = [(b.kind, b.component) for b in self.baselines]
        found = []
        if len(ids) != len(set(ids)):
            found.append("a rule's id occurs twice")
        if len(measures) != len(set(measures)):
            found.append("a figure has two baselines")
        if self.close_after < 1 or self.escalate_after_hours < 1:
            found.append("counts start at 1")
        if any(p.last < p.first for p in self.pauses):
            found.append("a pause ends before it begins")
        if any(r.delta is None and r.percent is None for r in self.relative):
            found.append("a relative limit has neither delta nor percent")
        return tuple(found)

    @property
    def asks(self) -> tuple[str, ...]:
        """Ids of the questionnaires that the patient answers: those with limits, then the others."""
        limited = (*(r.questionnaire for r in self.symptoms), *(r.questionnaire for r in self.scores))
        return tuple(dict.fromkeys((*limited, *self.questionnaires)))

    def ended(self, day: dt.date) -> bool:
        """Whether the monitoring is over on a local day."""
        return self.ends is not None and day > self.ends

    def away(self, day: dt.date) -> bool:
        """Whether nothing is expected on a local day: a planned absence, or the monitoring is over."""
        return self.ended(day) or any(p.first <= day <= p.last for p in self.pauses)

    def baseline_of(self, kind: Kind, component: Component) -> Baseline | None:
        """The frozen baseline of a figure, if any."""
        return next((b for b in self.baselines if b.kind == kind and b.component == component), None)

    def thresholds_for(self, kind: Kind, component: Component | None = None) -> tuple[Threshold, ...]:
        """The limits of a kind, and of one component when given."""
        return tuple(
            t for t in self.thresholds if t.kind == kind and (component is None or t.component == component)
        )


def in_force(plans: Sequence[Plan], at: dt.datetime) -> Plan | None:
    """The plan that holds at ``at``: latest ``valid_from`` not after it, then the highest version."""
    held = [p for p in plans if p.valid_from <= at]
    return max(held, key=lambda p: (p.valid_from, p.version)) if held else None
