"""The plan as CarePlan, Goal and Appointment.

FHIR has no home for limits such as "more than 2 kg in three days". So each CarePlan shows what others can
use (schedule, goals, contacts, who signed) and carries the whole version in one extension, in the same
form as the journal, from which it is read back.

A version that a later one has followed is ``revoked``; one that is not in force yet is ``draft``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from hemmonitor.errors import InputError
from hemmonitor.interop.fhir.codes import UNIT_WORDS, component_code
from hemmonitor.interop.fhir.observation import About, when
from hemmonitor.interop.fhir.systems import (
    UCUM,
    Resource,
    coding,
    concept,
    identifier,
    own,
    reference,
    resource_id,
)
from hemmonitor.model.careplan import Appointment, Comparison, Goal, Plan, Slot, in_force
from hemmonitor.store.forms import FormFault, from_plain, to_plain

WHOLE = own("plan")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def plan_resources(plans: Sequence[Plan], about: About, now: dt.datetime) -> Iterator[Resource]:
    """The resources of all versions; goals and appointments are those of the version in force."""
    held = in_force(plans, now)
    if held is not None:
        yield from (_goal(goal, about) for goal in held.goals)
        yield from (_appointment(a, about, now) for a in held.appointments)
    for plan in plans:
        yield _care_plan(plan, about, _status(plan, held, now), with_goals=plan is held)


def _status(plan: Plan, held: Plan | None, now: dt.datetime) -> str:
    if plan is held:
        return "active"
    return "draft" if plan.valid_from > now else "revoked"


def _care_plan(plan: Plan, about: About, status: str, *, with_goals: bool) -> Resource:
    name = f"{about.mailbox}/{plan.version}/{when(plan.valid_from)}"
    signed = plan.sign_off
    found: Resource = {
        "resourceType": "CarePlan",
        "id": resource_id("CarePlan", name),
        "extension": [{"url": WHOLE, "valueString": plan_text(plan)}],
        "identifier": [identifier("plan", name)],
        "status": status,
        "intent": "plan",
        "category": [concept(coding(own("plan-category"), "home-monitoring"), text="Home monitoring")],
        "title": f"Home monitoring, version {plan.version}",
        "description": plan.reason,
        "subject": reference("Patient", about.patient),
        "period": {"start": when(plan.valid_from)},
        "created": when(plan.valid_from),
        "author": {"display": plan.author} if plan.author else None,
        "contributor": [{"display": f"{signed.name}, {signed.role}"}] if signed else None,
        "addresses": [{"display": diagnosis} for diagnosis in plan.diagnoses],
        "goal": [reference("Goal", _goal_id(goal, about)) for goal in plan.goals] if with_goals else None,
        "activity": [{"detail": _activity(slot)} for slot in plan.schedule],
        "note": [
            {"text": " · ".join(filter(None, (c.name, c.role, c.phone, c.hours)))} for c in plan.contacts
        ],
    }
    return {key: value for key, value in found.items() if value}


def _activity(slot: Slot) -> Resource:
    days = [_DAYS[day - 1] for day in slot.weekdays]
    repeat: Resource = {"frequency": 1, "period": 1, "periodUnit": "d", "timeOfDay": [slot.at.isoformat()]}
    if days:
        repeat["dayOfWeek"] = days
    return {
        "kind": "Task",
        "code": concept(coding(own("kind"), slot.kind)),
        "status": "scheduled",
        "scheduledTiming": {"repeat": repeat},
        "description": f"{slot.at:%H:%M}-{slot.until:%H:%M}",
    }


def _goal_id(goal: Goal, about: About) -> str:
    parts = (goal.kind, goal.component, goal.comparison, str(goal.limit), goal.unit)
    return resource_id("Goal", about.mailbox, *parts)


def _goal(goal: Goal, about: About) -> Resource:
    unit = UNIT_WORDS.get(goal.unit, goal.unit.value)
    limit = {"value": goal.limit, "unit": unit, "system": UCUM, "code": goal.unit.value}
    upper = goal.comparison in {Comparison.BELOW, Comparison.AT_MOST}
    text = f"{goal.component} {goal.comparison} {goal.limit:f} {unit}"
    return {
        "resourceType": "Goal",
        "id": _goal_id(goal, about),
        "identifier": [identifier("goal", _goal_id(goal, about))],
        "lifecycleStatus": "active",
        "description": {"text": text},
        "subject": reference("Patient", about.patient),
        "target": [
            {
                "measure": component_code(goal.component, goal.kind),
                "detailRange": {"high" if upper else "low": limit},
            }
        ],
    }


def _appointment(appointment: Appointment, about: About, now: dt.datetime) -> Resource:
    name = f"{about.mailbox}/{appointment.id}"
    end = appointment.at + dt.timedelta(minutes=appointment.minutes)
    who = {"actor": reference("Patient", about.patient), "status": "accepted"}
    found: Resource = {
        "resourceType": "Appointment",
        "id": resource_id("Appointment", name),
        "identifier": [identifier("appointment", name)],
        "status": "fulfilled" if end < now else "booked",
        "description": appointment.title,
        "start": when(appointment.at),
        "end": when(end),
        "minutesDuration": appointment.minutes,
        "comment": " · ".join(filter(None, (appointment.place, appointment.link))),
        "participant": [who],
    }
    return {key: value for key, value in found.items() if value}


# --- the whole version -------------------------------------------------------------------------


def plan_text(plan: Plan) -> str:
    """A version in the journal's own form, as JSON."""
    return json.dumps(to_plain(plan), ensure_ascii=False, separators=(",", ":"))


def plan_of(resource: Resource) -> Plan | None:
    """The version that a CarePlan carries, ``None`` when it carries none. Raises ``InputError``."""
    texts = (
        e.get("valueString")
        for e in resource.get("extension", ())
        if isinstance(e, dict) and e.get("url") == WHOLE
    )
    text = next(texts, None)
    if text is None:
        return None
    try:
        return from_plain(json.loads(text), Plan)
    except (FormFault, ValueError, TypeError, RecursionError):
        raise InputError("a care plan is not in a form that this version knows") from None
