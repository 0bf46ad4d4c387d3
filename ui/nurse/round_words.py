"""A prepared patient in words: what is worse, unchanged and new since the last round, and what to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinic import PatientView
from hemmonitor.model.events import Action, Decision
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Component, Measurement
from hemmonitor.rounds import Course, Preparation
from ui import measures, reasons
from ui.format import Formatter, unit_word

translate = QCoreApplication.translate

DECISION_ICONS = {
    Decision.GO_ON: "check",
    Decision.CHANGE_LIMITS: "adjustments-horizontal",
    Decision.CHANGE_PLAN: "file-pencil",
    Decision.ASK_PHYSICIAN: "user-plus",
    Decision.BOOK_VISIT: "calendar-plus",
}
ACTIONS = {  # what a decision means for the signals that are acknowledged with it
    Decision.GO_ON: Action.EXPECTED,
    Decision.ASK_PHYSICIAN: Action.ASKED_PHYSICIAN,
    Decision.BOOK_VISIT: Action.BOOKED_VISIT,
}
_DECIMALS = {Component.BODY_WEIGHT: 1, Component.FEV1: 2, Component.GLUCOSE: 1, Component.BODY_TEMPERATURE: 1}


def decision(what: Decision) -> str:
    """A decision as a button says it."""
    return {
        Decision.GO_ON: translate("Decision", "Go on as now"),
        Decision.CHANGE_LIMITS: translate("Decision", "Change limits"),
        Decision.CHANGE_PLAN: translate("Decision", "Change the plan"),
        Decision.ASK_PHYSICIAN: translate("Decision", "Ask a physician"),
        Decision.BOOK_VISIT: translate("Decision", "Book a visit"),
    }[what]


def figure(value: float, component: Component, fmt: Formatter, *, sign: bool = False) -> str:
    """A mean or a change with the decimals that the measure is read in."""
    return fmt.number(value, _DECIMALS.get(component, 0), sign=sign)


def worse(preparation: Preparation, view: PatientView, fmt: Formatter) -> list[str]:
    """What is open, in the words of the worklist, and what the patient has written."""
    known = {m.id: m for m in view.measurements}
    return [_finding(f, known, fmt, preparation.at) for f in preparation.row.findings]


def changed(preparation: Preparation, fmt: Formatter) -> list[str]:
    """Means that have moved: SpO2 94 to 88 %."""
    text = translate("Round", "{name} {before} to {since} {unit}")
    return [
        text.format(
            name=_lowered(measures.component_name(c.component)),
            before=figure(c.before, c.component, fmt),
            since=figure(c.since, c.component, fmt),
            unit=unit_word(c.unit),
        ).strip()
        for c in _told(preparation)
        if c.notable and c.before is not None and c.since is not None
    ]


def unchanged(preparation: Preparation) -> list[str]:
    """Names of the figures whose mean has not moved."""
    return [
        _lowered(measures.component_name(c.component))
        for c in _told(preparation)
        if c.change is not None and not c.notable
    ]


def news(preparation: Preparation, fmt: Formatter) -> list[str]:
    """Plan, messages and notes since the last round."""
    found = []
    if preparation.plan_since is not None:
        plan = preparation.plan_since
        found.append(
            translate("Round", "plan {version} since {day}: {reason}").format(
                version=plan.version, day=fmt.day(plan.valid_from, short=True), reason=plan.reason
            )
        )
    name = preparation.patient.given_name or preparation.patient.name
    found += [
        translate("Round", "{name} writes: ”{text}”").format(name=name, text=" ".join(m.text.split()))
        for m in preparation.messages
    ]
    found += [translate("Round", "note: {text}").format(text=n.body.text) for n in preparation.notes]
    return found


def questions(preparation: Preparation) -> list[str]:
    """What to ask today, by diagnosis. Prompts for a conversation; nothing is judged by them."""
    asked = {
        "copd": [
            translate("Ask", "Sputum: more, thicker, another colour?"),
            translate("Ask", "Short of breath at rest, or only when walking?"),
            translate("Ask", "Is the inhaler used the right way?"),
        ],
        "heart_failure": [
            translate("Ask", "Swollen legs or a bigger waist?"),
            translate("Ask", "Sleeping well? More pillows?"),
            translate("Ask", "Are the water tablets taken?"),
        ],
        "hypertension": [
            translate("Ask", "Medicines taken as agreed?"),
            translate("Ask", "Dizzy when standing up?"),
            translate("Ask", "Five minutes of rest before measuring?"),
        ],
        "diabetes_2": [
            translate("Ask", "Feelings of low sugar?"),
            translate("Ask", "Meals and insulin as usual?"),
            translate("Ask", "Sores on the feet?"),
        ],
    }
    asked["diabetes_1"] = asked["diabetes_2"]
    found = [text for name in preparation.row.diagnoses for text in asked.get(name, [])]
    return list(dict.fromkeys(found)) or [
        translate("Ask", "How are you?"),
        translate("Ask", "Medicines taken as agreed?"),
        translate("Ask", "Does measuring work well?"),
    ]


def summary(preparation: Preparation, decisions: Sequence[Decision], next_round: dt.datetime | None,
            staff: str, fmt: Formatter) -> str:  # fmt: skip
    """A draft of what the patient is written: what was looked at, what happens now, when next."""
    name = preparation.patient.given_name or preparation.patient.name
    lines = [translate("RoundLetter", "Hello {name}! I have gone through your values.").format(name=name)]
    said = {
        Decision.GO_ON: translate("RoundLetter", "Go on as before."),
        Decision.CHANGE_LIMITS: translate("RoundLetter", "Your limits are being changed."),
        Decision.CHANGE_PLAN: translate("RoundLetter", "Your plan is being changed."),
        Decision.ASK_PHYSICIAN: translate("RoundLetter", "I am asking a physician and come back to you."),
        Decision.BOOK_VISIT: translate("RoundLetter", "We are booking a visit."),
    }
    lines += [said[what] for what in decisions]
    if next_round is not None:
        day = f"{fmt.weekday(next_round)} {fmt.day(next_round)}"
        lines.append(translate("RoundLetter", "Next time: {day}.").format(day=day))
    lines.append(translate("RoundLetter", "Regards {me}").format(me=staff))
    return "\n".join(lines)


def _told(preparation: Preparation) -> list[Course]:
    """Figures with an own place in the text, each once; a diastolic pressure moves with the systolic one."""
    first: dict[Component, Course] = {}
    for course in preparation.courses:
        first.setdefault(course.component, course)
    return [course for course in first.values() if course.component is not Component.DIASTOLIC]


def _finding(finding: Finding, known: Mapping[str, Measurement], fmt: Formatter, now: dt.datetime) -> str:
    reason = reasons.explain(finding, known, fmt, now)
    return reason.title


def _lowered(name: str) -> str:
    return name if name[:2].isupper() or name == "SpO2" else name[:1].lower() + name[1:]
