"""A finding: a rule's result that can answer "why".

It carries the rule, the facts used, the plan version and the source; nothing in it is text for a
person. Findings are derived, never stored: the same history, plan and moment give the same ones.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hemmonitor.model.careplan import Level, Threshold
from hemmonitor.model.measurement import Component, Kind, Measurement, Unit


class Confirmation(StrEnum):
    """Whether the value was measured again. Red never rests on one unconfirmed value."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"  # a candidate for red: asks for one more reading
    CONFIRMED = "confirmed"


class Queue(StrEnum):
    """The worklist that a finding belongs to."""

    CLINICAL = "clinical"
    MISSING = "missing"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure that a rule used. ``measurement_id`` is empty for a computed figure such as a mean."""

    measurement_id: str
    component: Component
    value: Decimal
    unit: Unit
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's result. ``key`` stays the same while the finding stays open."""

    key: str
    rule: str  # such as "threshold"
    rule_version: int
    queue: Queue
    level: Level
    kind: Kind
    component: Component | None
    since: dt.datetime
    facts: tuple[Fact, ...]
    plan_version: int
    confirmation: Confirmation = Confirmation.NOT_NEEDED
    threshold: Threshold | None = None
    source: str = ""
    measure_again_at: dt.datetime | None = None  # when the confirming reading may be taken


@dataclass(frozen=True, slots=True)
class Judged:
    """A measurement with its zone. ``preliminary`` until the protocol's last reading is in."""

    measurement: Measurement
    level: Level
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the rules say of one patient at one moment.

    ``open`` holds findings that nobody has dealt with, worst and oldest first. ``levels`` has the
    zone of every kind that the plan or the history knows; ``GREY`` means no usable measurement.
    """

    at: dt.datetime
    open: tuple[Finding, ...]
    acknowledged: tuple[Finding, ...]
    levels: dict[Kind, Level]

    @property
    def level(self) -> Level:
        """The worst level among the open findings, green when there are none."""
        order = (Level.RED, Level.YELLOW, Level.GREY)
        present = {f.level for f in self.open}
        return next((level for level in order if level in present), Level.GREEN)


def finding_key(rule: str, kind: Kind, component: Component | None, first_fact: str) -> str:
    """Stable name of a finding: the rule, the measure and the fact it opened with (16 hex digits)."""
    text = f"{rule}|{kind}|{component or ''}|{first_fact}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
