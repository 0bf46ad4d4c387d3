"""What a line of the worklist says, in words, for the delegates, the search and the screen reader alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinic import Row
from hemmonitor.model.finding import Finding, Queue
from hemmonitor.model.measurement import Component, Kind
from ui import measures, reasons
from ui.format import Formatter
from ui.nurse import sparkline, words
from ui.nurse.listing import Done, View, level_in, top_finding
from ui.nurse.sparkline import Spark
from ui.reasons import Reason
from ui.theme import Face, Zone
from ui.widgets.words import zone_word

translate = QCoreApplication.translate

_SERIES = {
    Kind.BLOOD_PRESSURE: "systolic",
    Kind.OXIMETRY: "spo2",
    Kind.WEIGHT: "weight",
    Kind.SPIROMETRY: "fev1",
    Kind.GLUCOSE: "glucose",
    Kind.HEART_RATE: "pulse",
}


@dataclass(frozen=True, slots=True)
class RowText:
    """A line's texts and what its cells are drawn from."""

    zone: Zone
    zone_word: str
    name: str
    person: str
    reason: str
    detail: str
    spark: Spark | None
    kept: tuple[tuple[int, int], ...]  # planned and made a day, in place of the line
    series: str  # name of a chart colour
    value: str
    unit: str
    open_for: str
    owner: str
    owned: bool
    mine: bool
    contact: str
    contact_icon: str
    unread: int
    is_new: bool
    done: bool
    spoken: str

    def column(self, column: int) -> str:
        """The text of a cell, for a reader that goes by cells."""
        value = f"{self.value} {self.unit}".strip()
        unread = words.unread(self.unread) if self.unread else ""
        texts = (
            self.zone_word,
            f"{self.name}, {self.person}",
            f"{self.reason}. {self.detail}" if self.detail else self.reason,
            value,
            self.open_for,
            self.owner,
            self.contact,
            unread,
        )
        return texts[column] if 0 <= column < len(texts) else ""

    def tip(self, column: int) -> str | None:
        """A tool tip where a cell's text may be cut."""
        return self.column(column) if column in {1, 2, 6, 7} else None


def heading(column: int, view: View) -> str:
    """A column's heading."""
    open_for = (
        translate("NurseWorklist", "Missing for")
        if view is View.MISSING
        else translate("NurseWorklist", "Open for")
    )
    headings = (
        translate("NurseWorklist", "Zone"),
        translate("NurseWorklist", "Patient"),
        translate("NurseWorklist", "Reason"),
        translate("NurseWorklist", "14 days, newest"),
        open_for,
        translate("NurseWorklist", "Owner"),
        translate("NurseWorklist", "Last contact"),
        "",
    )
    return headings[column] if 0 <= column < len(headings) else ""


def make(row: Row, view: View, now: dt.datetime, done: Done | None, me: str, fmt: Formatter) -> RowText:
    """What a row says in a queue at ``now``. ``done``: it was dealt with here a moment ago."""
    top = top_finding(row, view)
    zone = Zone(level_in(row, view).value)
    value, unit = _newest(row, fmt)
    kept = row.kept if view is View.MISSING else ()
    if kept:
        planned, made = (sum(day[part] for day in kept) for part in (0, 1))
        value = translate("NurseWorklist", "{made} of {planned}").format(made=made, planned=planned)
        unit = translate("NurseWorklist", "measurements")
    reason = _reason(row, top, now, fmt)
    word = zone_word(zone, Face.NURSE)
    if top is not None and top.queue is Queue.DEVICE and zone is Zone.GREY:
        word = translate("NurseWorklist", "Fault")  # it says nothing about the person
    if done is not None:
        word = translate("NurseWorklist", "Done")
        reason = _done_reason(done, fmt)
        value, unit = translate("NurseWorklist", "Undo"), ""
    name, person = row.patient.name, describe(row)
    open_for = fmt.age(now - top.since) if top and done is None else ""
    owner = _owner(row, me)
    spoken = [word, name, person, reason.title, f"{value} {unit}".strip()]
    if open_for:
        spoken.append(translate("NurseWorklist", "open for {age}").format(age=open_for))
    spoken.append(translate("NurseWorklist", "owner {name}").format(name=owner))
    if row.unread_messages:
        spoken.append(words.unread(row.unread_messages))
    return RowText(
        zone=zone,
        zone_word=word,
        name=name,
        person=person,
        reason=reason.title,
        detail=reason.detail,
        spark=sparkline.build(row.spark, now, _limit(row, top)),
        kept=kept,
        series=series(row.spark_kind, row.spark_component),
        value=value,
        unit=unit,
        open_for=open_for,
        owner=owner,
        owned=bool(row.owner),
        mine=bool(me) and row.owner == me,
        contact=_contact(row, now, fmt),
        contact_icon=words.CONTACT_ICONS.get(row.last_contact.how, "") if row.last_contact else "",
        unread=row.unread_messages,
        is_new=bool(top and row.seen_at is not None and top.since > row.seen_at) and done is None,
        done=done is not None,
        spoken=", ".join(part for part in spoken if part),
    )


def describe(row: Row) -> str:
    """Birth year and diagnoses: 1961 · COPD, heart failure."""
    year = row.patient.number[:4]
    return " · ".join(part for part in (year, words.diagnoses(row.diagnoses)) if part)


def search_text(row: Row, view: View, now: dt.datetime, fmt: Formatter) -> str:
    """What a search looks through: name, birth year, diagnoses, reason; in lower case."""
    reason = _reason(row, top_finding(row, view), now, fmt)
    return f"{brief(row)} {reason.title} {reason.detail}".lower()


def brief(row: Row) -> str:
    """The same without the reason, which takes long to put into words."""
    return f"{row.patient.name} {describe(row)} {row.owner}".lower()


def series(kind: Kind | None, component: Component | None) -> str:
    """The name of the chart colour for a measure."""
    if component in {Component.PULSE_RATE, Component.HEART_RATE}:
        return "pulse"
    return _SERIES.get(kind, "systolic") if kind else "systolic"


def short_name(name: str) -> str:
    """Per Provgren as Per P."""
    first, _, last = name.partition(" ")
    return f"{first} {last.rpartition(' ')[2][:1]}." if last else first


def _reason(row: Row, top: Finding | None, now: dt.datetime, fmt: Formatter) -> Reason:
    if top is not None:
        return reasons.explain(top, {m.id: m for m in row.readings}, fmt, now)
    if row.last_data is None:
        return Reason(translate("NurseWorklist", "No measurements yet"), "")
    latest = translate("NurseWorklist", "Newest data {when}").format(when=fmt.when(row.last_data, now))
    return Reason(translate("NurseWorklist", "Nothing open"), latest)


def _done_reason(done: Done, fmt: Formatter) -> Reason:
    what = ", ".join(words.action_done(a) for a in done.actions)
    title = translate("NurseWorklist", "Acknowledged {time}: {actions}").format(
        time=fmt.time(done.at), actions=what
    )
    return Reason(title, translate("NurseWorklist", "Stays here until you change view"))


def _newest(row: Row, fmt: Formatter) -> tuple[str, str]:
    if row.newest is None:
        return translate("NurseWorklist", "no values"), ""
    return measures.reading(row.newest, row.spark_component, fmt)


def _limit(row: Row, top: Finding | None) -> float | None:
    limit = top.threshold if top else None
    if limit is None or limit.component is not row.spark_component:
        return None
    return float(limit.limit)


def _owner(row: Row, me: str) -> str:
    if not row.owner:
        return translate("NurseWorklist", "Nobody")
    return translate("NurseWorklist", "You") if row.owner == me else short_name(row.owner)


def _contact(row: Row, now: dt.datetime, fmt: Formatter) -> str:
    if row.last_contact is None:
        return ""
    return f"{fmt.when_day(row.last_contact.at, now)}, {words.contact(row.last_contact.how)}"
