"""A patient's visits as they stand, and where two people did different things without knowing. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hemmonitor.model.access import Guard
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord, Visited
from hemmonitor.model.visits import VisitMade, VisitPlanned


class ClashKind(StrEnum):
    """What two people did that does not go together."""

    MOVED = "moved"  # the visit was planned anew, and was made by the older word
    CALLED_OFF = "called_off"  # it was called off, and made all the same
    TWICE = "twice"  # two went there
    PLAN = "plan"  # values were judged by a plan that was not the newest
    TWO_PLANS = "two_plans"  # two changed the plan, each without the other's


@dataclass(frozen=True, slots=True)
class Clash:
    """A difference that somebody should know of. Both sides are kept; ``stands`` is what counts now.

    ``at`` and ``by`` are of what was not known on the road. Of plans, ``stands`` and ``beside`` are versions;
    of two plans of one version they are their authors.
    """

    kind: ClashKind
    mailbox: str
    visit: str  # empty when it is about the plan alone
    at: dt.datetime
    by: str
    stands: str = ""
    beside: str = ""
    key: str = ""  # the same wherever it is seen


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. ``made`` is the first word of having been there; ``planned`` the fact that stands."""

    id: str
    mailbox: str
    patient: PatientRegistered
    planned: str
    at: dt.datetime
    address: str
    reason: str
    by: str
    kinds: tuple[Kind, ...] = ()
    whose: str = ""
    off: bool = False
    made: VisitMade | None = None
    made_at: dt.datetime | None = None
    protected: bool = False  # the address is not to be shown or read out
    has_plan: bool = True


def visits_of(record: PatientRecord) -> tuple[Visit, ...]:
    """All visits of a patient, by time. Nobody's when nobody has said who the patient is."""
    patient = record.patient
    if patient is None:
        return ()
    protected = record.guarded(Guard.PROTECTED) is not None
    found = []
    for name, planned, made in _grouped(record):
        if not planned:
            continue  # what was made without a plan is in the record, and on no route
        standing = planned[-1]
        body = standing.body
        assert isinstance(body, VisitPlanned)
        first = made[0] if made else None
        found.append(
            Visit(
                name,
                record.mailbox,
                patient,
                standing.id,
                body.at,
                body.address,
                body.reason,
                body.by,
                body.kinds,
                body.whose,
                body.off,
                first.body if first is not None and isinstance(first.body, VisitMade) else None,
                first.at if first is not None else None,
                protected,
                bool(record.plans),
            )
        )
    return tuple(sorted(found, key=lambda visit: (visit.at, visit.id)))


def clashes_of(record: PatientRecord) -> tuple[Clash, ...]:
    """Every difference in a patient's record, by time."""
    found = [*_plans(record)]
    for name, planned, made in _grouped(record):
        found += _about(record, name, planned, made)
    return tuple(sorted(found, key=lambda clash: (clash.at, clash.key)))


def _grouped(record: PatientRecord) -> Iterator[tuple[str, list[Visited], list[Visited]]]:
    """(visit, planned, made), each by time."""
    names = dict.fromkeys(told.body.visit for told in record.visits)
    for name in names:
        mine = [told for told in record.visits if told.body.visit == name]
        yield (
            name,
            [told for told in mine if isinstance(told.body, VisitPlanned)],
            [told for told in mine if isinstance(told.body, VisitMade)],
        )


def _about(record: PatientRecord, name: str, planned: list[Visited], made: list[Visited]) -> Iterator[Clash]:
    for told in made:
        body = told.body
        assert isinstance(body, VisitMade)
        yield from _planned_anew(record, name, planned, body)
        judged_by = record.plan_at(told.at)
        if body.plan and body.measurements and judged_by is not None and judged_by.version > body.plan:
            key = f"{ClashKind.PLAN}/{told.id}/{judged_by.version}"
            stands, beside = str(judged_by.version), str(body.plan)
            at, by = judged_by.valid_from, judged_by.author
            yield Clash(ClashKind.PLAN, record.mailbox, name, at, by, stands, beside, key)
    for told in made[1:]:
        first, second = made[0].body, told.body
        assert isinstance(first, VisitMade)
        assert isinstance(second, VisitMade)
        if told.author != made[0].author:
            key = f"{ClashKind.TWICE}/{told.id}"
            yield Clash(ClashKind.TWICE, record.mailbox, name, told.at, second.by, first.by, second.by, key)


def _planned_anew(
    record: PatientRecord, name: str, planned: list[Visited], made: VisitMade
) -> Iterator[Clash]:
    """What the standing plan of the visit says otherwise than the one that was gone by."""
    known = next((told.body for told in planned if told.id == made.knew), None)
    standing = planned[-1] if planned else None
    if standing is None or standing.id == made.knew or not isinstance(standing.body, VisitPlanned):
        return
    now = standing.body
    kind = None
    if now.off:
        kind = ClashKind.CALLED_OFF
    elif not isinstance(known, VisitPlanned) or (now.at, now.address) != (known.at, known.address):
        kind = ClashKind.MOVED
    if kind is not None:
        stands, beside = now.at.isoformat(), known.at.isoformat() if isinstance(known, VisitPlanned) else ""
        yield Clash(kind, record.mailbox, name, standing.at, now.by, stands, beside, f"{kind}/{standing.id}")


def _plans(record: PatientRecord) -> Iterator[Clash]:
    """Versions of the plan that two have issued, each without the other's."""
    versions: dict[int, list[int]] = {}
    for place, plan in enumerate(record.plans):
        versions.setdefault(plan.version, []).append(place)
    for version, places in versions.items():
        if len(places) < 2:
            continue
        both = sorted((record.plans[place] for place in places), key=lambda p: (p.valid_from, repr(p)))
        last, before = both[-1], both[-2]
        key = f"{ClashKind.TWO_PLANS}/{record.mailbox}/{version}/{last.valid_from.isoformat()}"
        yield Clash(
            ClashKind.TWO_PLANS,
            record.mailbox,
            "",
            last.valid_from,
            last.author,
            last.author,
            before.author,
            key,
        )
