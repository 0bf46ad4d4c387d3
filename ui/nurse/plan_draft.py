"""A plan being changed: schedule, advice, meetings, contact, absence. No widgets.

Rules:
- What is not edited here (limits, goals, rules) goes into the new version as it stands.
- A slot keeps its id and its times when its days change; a part of the day that gets its first day gets a
  slot with the usual times, one that loses its last day loses its slot.
- Nothing is in force until the centre issues it with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from hemmonitor.model.careplan import Advice, Appointment, Contact, Duty, Goal, Level, Pause, Plan, Slot
from hemmonitor.model.measurement import Kind
from hemmonitor.model.questionnaire import Questionnaire
from hemmonitor.questionnaires import flag_limits

WEEKDAYS = (1, 2, 3, 4, 5, 6, 7)
_NOON = dt.time(12)


class Part(StrEnum):
    """A half of the day in which something is planned."""

    MORNING = "morning"
    EVENING = "evening"


USUAL = {Part.MORNING: (dt.time(6), dt.time(10)), Part.EVENING: (dt.time(18), dt.time(21, 30))}


class PlanDraft:
    """Edits on top of a plan. ``plan`` is the version they rest on, ``made`` what it would become."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.made = plan

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return self.made != self.plan

    @property
    def changes(self) -> tuple[str, ...]:
        """Names of the parts that differ, in the order of the page."""
        names = (
            "schedule", "questionnaires", "symptoms", "advice", "goals", "wishes", "duties", "appointments",
            "contacts", "pauses", "ends",
        )  # fmt: skip
        return tuple(name for name in names if getattr(self.made, name) != getattr(self.plan, name))

    def restore(self) -> None:
        """Take all edits back."""
        self.made = self.plan

    # schedule

    def kinds(self) -> tuple[Kind, ...]:
        """What is planned or has limits, in the order of the plan."""
        planned = [slot.kind for slot in (*self.plan.schedule, *self.made.schedule)]
        asked = [Kind.QUESTIONNAIRE] if self.made.asks else []
        return tuple(dict.fromkeys([*planned, *(t.kind for t in self.made.thresholds), *asked]))

    def slot(self, kind: Kind, part: Part) -> Slot | None:
        """The slot of a part of the day."""
        return next((s for s in self.made.schedule if s.kind is kind and part_of(s) is part), None)

    def is_on(self, kind: Kind, part: Part, weekday: int) -> bool:
        """Whether a measurement is planned then; ``weekday`` is 1 for Monday."""
        slot = self.slot(kind, part)
        return slot is not None and weekday in slot.weekdays

    def set_on(self, kind: Kind, part: Part, weekday: int, *, on: bool) -> None:
        """Plan a measurement, or no longer."""
        if self.is_on(kind, part, weekday) is on:
            return
        slot = self.slot(kind, part)
        schedule = [s for s in self.made.schedule if s is not slot]
        place = self.made.schedule.index(slot) if slot is not None else len(schedule)
        days = set(slot.weekdays) if slot is not None else set()
        days = days | {weekday} if on else days - {weekday}
        if days:
            schedule.insert(place, self._slot(kind, part, slot, days))
        self.made = replace(self.made, schedule=tuple(schedule))

    def _slot(self, kind: Kind, part: Part, slot: Slot | None, days: Iterable[int]) -> Slot:
        weekdays = tuple(sorted(days))
        if slot is not None:
            return replace(slot, weekdays=weekdays)
        # a slot that was taken away a moment ago comes back as it was
        was = next((s for s in self.plan.schedule if s.kind is kind and part_of(s) is part), None)
        if was is not None:
            return replace(was, weekdays=weekdays)
        at, until = USUAL[part]
        return Slot(f"{kind.value}.{part.value}", kind, at, until, weekdays)

    # advice

    def advice(self, kind: Kind, level: Level) -> str:
        """The text for a zone of a measure; empty for the program's own."""
        return next((a.text for a in self.made.advice if a.kind is kind and a.level is level), "")

    def set_advice(self, kind: Kind, level: Level, text: str) -> None:
        """Change it; an empty text gives the program's own back."""
        rest = [a for a in self.made.advice if not (a.kind is kind and a.level is level)]
        old = next((a for a in self.made.advice if a.kind is kind and a.level is level), None)
        text = text.strip()
        if (old.text if old else "") == text:
            return
        place = self.made.advice.index(old) if old is not None else len(rest)
        if text:
            rest.insert(place, Advice(kind, level, text))
        self.made = replace(self.made, advice=tuple(rest))

    # questionnaires

    def is_own(self, questionnaire: str) -> bool:
        """Whether it was chosen by name; one that a limit is about stays as long as the limit."""
        return questionnaire in self.made.questionnaires

    def ask(self, questionnaire: Questionnaire) -> None:
        """Let the patient answer it. Its red flags become rules, so that they reach the nurse."""
        if questionnaire.id in self.made.asks:
            return
        known = set(self.made.rule_ids)
        rules = tuple(rule for rule in flag_limits(questionnaire) if rule.id not in known)
        self.made = replace(
            self.made,
            questionnaires=(*self.made.questionnaires, questionnaire.id),
            symptoms=(*self.made.symptoms, *rules),
        )

    def ask_no_more(self, questionnaire: Questionnaire) -> None:
        """Take it back, with the rules of its red flags; without any, no answers are planned either."""
        flags = {rule.id for rule in flag_limits(questionnaire)}
        self.made = replace(
            self.made,
            questionnaires=tuple(q for q in self.made.questionnaires if q != questionnaire.id),
            symptoms=tuple(rule for rule in self.made.symptoms if rule.id not in flags),
        )
        if not self.made.asks:
            kept = tuple(s for s in self.made.schedule if s.kind is not Kind.QUESTIONNAIRE)
            self.made = replace(self.made, schedule=kept)

    # goals, who does what, the end

    def add_wish(self, wish: str) -> None:
        """Agree on a goal in the patient's own words."""
        if wish not in self.made.wishes:
            self.made = replace(self.made, wishes=(*self.made.wishes, wish))

    def remove_wish(self, wish: str) -> None:
        """Take such a goal away."""
        self.made = replace(self.made, wishes=tuple(w for w in self.made.wishes if w != wish))

    def add_goal(self, goal: Goal) -> None:
        """Agree on a goal for a figure's mean, in place of the one on the same side."""
        same = (goal.kind, goal.component, goal.comparison)
        rest = [g for g in self.made.goals if (g.kind, g.component, g.comparison) != same]
        self.made = replace(self.made, goals=(*rest, goal))

    def remove_goal(self, goal: Goal) -> None:
        """Take such a goal away."""
        self.made = replace(self.made, goals=tuple(g for g in self.made.goals if g != goal))

    def add_duty(self, duty: Duty) -> None:
        """Agree on who does what."""
        self.made = replace(self.made, duties=(*self.made.duties, duty))

    def remove_duty(self, duty: Duty) -> None:
        """Take that back."""
        self.made = replace(self.made, duties=tuple(d for d in self.made.duties if d != duty))

    def end(self, last: dt.date | None) -> None:
        """The monitoring's last day; ``None``: it goes on."""
        self.made = replace(self.made, ends=last)

    # meetings, contact, absence

    def add_appointment(self, appointment: Appointment) -> None:
        """Agree on a meeting."""
        every = sorted((*self.made.appointments, appointment), key=lambda a: a.at)
        self.made = replace(self.made, appointments=tuple(every))

    def remove_appointment(self, appointment_id: str) -> None:
        """Take a meeting off."""
        kept = tuple(a for a in self.made.appointments if a.id != appointment_id)
        self.made = replace(self.made, appointments=kept)

    @property
    def contact(self) -> Contact:
        """The fixed care contact; empty when there is none."""
        return self.made.contacts[0] if self.made.contacts else Contact("", "", "")

    def set_contact(self, contact: Contact) -> None:
        """Change the fixed care contact; the others stay."""
        rest = self.made.contacts[1:]
        self.made = replace(self.made, contacts=(contact, *rest) if contact.name else rest)

    def add_pause(self, pause: Pause) -> None:
        """Plan an absence. ``ValueError`` when it ends before it begins."""
        if pause.last < pause.first:
            raise ValueError("an absence ends before it begins")
        every = sorted((*self.made.pauses, pause), key=lambda p: p.first)
        self.made = replace(self.made, pauses=tuple(every))

    def remove_pause(self, pause: Pause) -> None:
        """Take an absence back."""
        self.made = replace(self.made, pauses=tuple(p for p in self.made.pauses if p != pause))


def part_of(slot: Slot) -> Part:
    """The half of the day a slot begins in."""
    return Part.MORNING if slot.at < _NOON else Part.EVENING
