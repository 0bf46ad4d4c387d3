"""Who a panel is about: a patient with the open signals of a queue, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hemmonitor.clinic import PatientView, Row
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Measurement
from ui import reasons
from ui.format import Formatter
from ui.nurse import rowtext, words
from ui.nurse.listing import View
from ui.reasons import Reason
from ui.theme import Zone


@dataclass(frozen=True, slots=True)
class Subject:
    """A patient and the findings to deal with. ``called`` is what one calls the person in a letter."""

    mailbox: str
    name: str
    called: str
    person: str
    findings: tuple[Finding, ...]
    readings: tuple[Measurement, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the findings."""
        return tuple(f.key for f in self.findings)

    def reasons(self, fmt: Formatter, now: dt.datetime) -> list[tuple[Zone, Reason]]:
        """Each finding's zone and words, worst first."""
        known = {m.id: m for m in self.readings}
        return [(Zone(f.level.value), reasons.explain(f, known, fmt, now)) for f in self.findings]


def of_row(row: Row, view: View) -> Subject:
    """The findings of a queue in a row of the worklist."""
    findings = tuple(f for f in row.findings if view.queue is None or f.queue is view.queue)
    return Subject(
        mailbox=row.mailbox,
        name=row.patient.name,
        called=row.patient.given_name or row.patient.name,
        person=rowtext.describe(row),
        findings=findings,
        readings=row.readings,
    )


def of_view(view: PatientView) -> Subject:
    """All open findings of the patient on the page."""
    diagnoses = words.diagnoses(view.plan.diagnoses) if view.plan else ""
    return Subject(
        mailbox=view.mailbox,
        name=view.patient.name,
        called=view.patient.given_name or view.patient.name,
        person=" · ".join(part for part in (view.patient.number[:4], diagnoses) if part),
        findings=view.evaluation.open,
        readings=view.measurements,
    )
