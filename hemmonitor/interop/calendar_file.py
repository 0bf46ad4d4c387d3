"""Appointments and the measuring schedule as a calendar file (RFC 5545), made with ``icalendar``.

Rules:
- No patient's name or number: calendars are synced to telephones and shared with families.
- A uid follows from the plan's own ids, so that a second import replaces instead of doubling.
- A planned measurement has a floating local time, as the plan has; an appointment has its own moment.
- Nothing is planned on a day of absence, nor after the monitoring's last day.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator

from icalendar import Calendar, Event, vRecur

from hemmonitor.model.careplan import Appointment, Pause, Plan, Slot
from hemmonitor.model.measurement import Kind

_NAMESPACE = uuid.UUID("b8c7f7d2-64a7-5a42-9a0c-2d9f0f5e7b11")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_of(plan: Plan, mailbox: str, now: dt.datetime, task: Callable[[Kind], str] = str) -> bytes:
    """The plan's appointments and schedule. ``now`` is aware; ``task`` words a planned measurement."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hemmonitor//Plan//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    stamp = now.astimezone(dt.UTC)
    for appointment in plan.appointments:
        calendar.add_component(_appointment(appointment, mailbox, stamp))
    for slot in (s for s in plan.schedule if s.weekdays):
        calendar.add_component(_slot(slot, plan, mailbox, stamp, task(slot.kind)))
    return bytes(calendar.to_ical())


def _appointment(appointment: Appointment, mailbox: str, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", _uid(mailbox, "appointment", appointment.id))
    event.add("dtstamp", stamp)
    event.add("dtstart", appointment.at.astimezone(dt.UTC))
    event.add("dtend", (appointment.at + dt.timedelta(minutes=appointment.minutes)).astimezone(dt.UTC))
    event.add("summary", appointment.title)
    if appointment.place:
        event.add("location", appointment.place)
    if appointment.link:
        event.add("url", appointment.link)
    return event


def _slot(slot: Slot, plan: Plan, mailbox: str, stamp: dt.datetime, summary: str) -> Event:
    days = (plan.valid_from.date() + dt.timedelta(days=ahead) for ahead in range(7))
    first = next(day for day in days if day.isoweekday() in slot.weekdays)
    until = first if slot.until >= slot.at else first + dt.timedelta(days=1)
    event = Event()
    event.add("uid", _uid(mailbox, "slot", slot.id))
    event.add("dtstamp", stamp)
    event.add("sequence", plan.version)
    event.add("dtstart", dt.datetime.combine(first, slot.at))
    event.add("dtend", dt.datetime.combine(until, slot.until))
    rule: dict[str, object] = {"FREQ": ["WEEKLY"], "BYDAY": [_DAYS[day - 1] for day in slot.weekdays]}
    if plan.ends is not None:
        rule["UNTIL"] = [dt.datetime.combine(plan.ends, slot.at)]
    event.add("rrule", vRecur(rule))
    away = [day for pause in plan.pauses for day in _each(pause) if day.isoweekday() in slot.weekdays]
    if away:
        event.add("exdate", [dt.datetime.combine(day, slot.at) for day in away])
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _each(pause: Pause) -> Iterator[dt.date]:
    """The days of a planned absence, at most a year of them."""
    for ahead in range(min((pause.last - pause.first).days, 366) + 1):
        yield pause.first + dt.timedelta(days=ahead)


def _uid(mailbox: str, what: str, ident: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{mailbox}/{what}/{ident}"))
