"""Planned measurements that did not come. CLINICAL.md section 9: one slot with grace, then days [P].

Rules:
- A slot is met by any measurement of its kind from the grace before it to the grace after it, read on the
  patient's own clock, so travel and daylight saving lose no slot.
- A slot is due when its grace has passed both here and where the patient last measured.
- Nothing is missing during a planned absence, before the first plan, or after the monitoring's last day.
- One finding a kind, since the first of the slots missed in a row.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from hemmonitor.clinical.families import Rule
from hemmonitor.clinical.series import Series
from hemmonitor.model.careplan import RANK, MissingLimit, Plan, Slot
from hemmonitor.model.finding import Finding, Queue, finding_key
from hemmonitor.model.measurement import Kind

RULE_VERSION = 1
LONGEST = 400  # days that are looked back
_FARTHEST_ZONE = dt.timedelta(hours=15)  # no clock is farther from UTC


def missing_findings(
    plans: Sequence[Plan], series: Mapping[Kind, Series], clinical: AbstractSet[Kind], now: dt.datetime
) -> list[Finding]:
    """The findings at ``now`` (aware). ``clinical``: kinds with an open clinical finding."""
    plan = _in_force(plans, now)
    if plan is None:
        return []
    found = []
    for kind in dict.fromkeys(r.kind for r in plan.missing):
        rules = [r for r in plan.missing if r.kind == kind and (kind in clinical or not r.after_yellow)]
        if rules:
            finding = _missing(kind, rules, plans, plan, series.get(kind), now)
            if finding is not None:
                found.append(finding)
    return found


def missed_slots(
    kind: Kind,
    plans: Sequence[Plan],
    series: Series | None,
    now: dt.datetime,
    grace: dt.timedelta,
) -> list[tuple[dt.date, Slot]]:
    """The slots of a kind missed in a row up to ``now``, newest first."""
    here = now.replace(tzinfo=None)
    if series is not None and series.readings:
        there = series.readings[-1].taken_at.tzinfo
        here = min(here, now.astimezone(there).replace(tzinfo=None))
    first_day = min((p.valid_from.astimezone(now.tzinfo).date() for p in plans), default=here.date())
    found: list[tuple[dt.date, Slot]] = []
    day = here.date() + dt.timedelta(days=1)
    for _ in range(LONGEST):
        if day < first_day:
            break
        for slot, plan in _slots_of_day(kind, plans, day, now.tzinfo):
            begins, ends = span(slot, day)
            # A slot that is met early ends the run at once, so that time alone never closes a finding.
            if series is not None and _measured(series, begins - grace, ends + grace):
                return found
            if ends + grace <= here and not plan.away(day):
                found.append((day, slot))
        day -= dt.timedelta(days=1)
    return found


def _measured(series: Series, begins: dt.datetime, ends: dt.datetime) -> bool:
    """Whether anything was measured between two times on the patient's own clock."""
    for many in (series.readings, series.aside):
        earliest = (begins - _FARTHEST_ZONE).replace(tzinfo=dt.UTC)
        latest = (ends + _FARTHEST_ZONE).replace(tzinfo=dt.UTC)
        place = bisect_left(many, earliest, key=lambda m: m.taken_at)
        while place < len(many) and many[place].taken_at <= latest:
            if begins <= many[place].taken_at.replace(tzinfo=None) <= ends:
                return True
            place += 1
    return False


def _missing(
    kind: Kind,
    rules: Sequence[MissingLimit],
    plans: Sequence[Plan],
    plan: Plan,
    series: Series | None,
    now: dt.datetime,
) -> Finding | None:
    held: list[tuple[MissingLimit, list[tuple[dt.date, Slot]]]] = []
    for rule in rules:
        missed = missed_slots(kind, plans, series, now, dt.timedelta(hours=rule.grace_hours))
        if len(missed) >= max(rule.slots, 1):
            held.append((rule, missed))
    if not held:
        return None
    rule, _ = max(held, key=lambda pair: RANK[pair[0].level])
    day, slot = min((missed[-1] for _, missed in held), key=lambda m: (m[0], m[1].at))
    since = dt.datetime.combine(day, slot.at, now.tzinfo)
    return Finding(
        key=finding_key(Rule.MISSING, kind, None, f"{slot.id}@{day.isoformat()}"),
        rule=Rule.MISSING,
        rule_version=RULE_VERSION,
        queue=Queue.MISSING,
        level=rule.level,
        kind=kind,
        component=None,
        since=since,
        facts=(),
        plan_version=plan.version,
        source=rule.source,
    )


def _slots_of_day(
    kind: Kind, plans: Sequence[Plan], day: dt.date, zone: dt.tzinfo | None
) -> list[tuple[Slot, Plan]]:
    """Slots of a day, latest first, by the plan in force when each begins."""
    found = []
    for plan in plans:
        for slot in plan.schedule:
            if slot.kind == kind and day.isoweekday() in slot.weekdays:
                begins = dt.datetime.combine(day, slot.at, zone)
                if _in_force(plans, begins) is plan:
                    found.append((slot, plan))
    return sorted(found, key=lambda pair: (pair[0].at, pair[0].id), reverse=True)


def span(slot: Slot, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """When a slot of a day begins and ends, on a wall clock; one over midnight ends on the next day."""
    begins, ends = dt.datetime.combine(day, slot.at), dt.datetime.combine(day, slot.until)
    return begins, ends if ends >= begins else ends + dt.timedelta(days=1)


def _in_force(plans: Sequence[Plan], at: dt.datetime) -> Plan | None:
    held = [p for p in plans if p.valid_from <= at]
    return max(held, key=lambda p: (p.valid_from, p.version)) if held else None
