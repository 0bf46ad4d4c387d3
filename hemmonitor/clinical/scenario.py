"""Scenarios: a history, plans and a moment in one JSON object, and what the rules say of it.

``hemmonitor evaluate SCENARIO.json`` prints ``report``; a bug report becomes a file in ``tests/scenarios``.

::

    {"name": ..., "now": "2025-03-10T12:00:00+01:00",
     "plans": [{"version": 1, "valid_from": ..., "reason": ..., "author": ..., "thresholds": [...], ...}],
     "measurements": [{"kind": "weight", "at": ..., "values": {"body_weight": "81.2 kg"},
                       "session": "", "flags": [], "correction": "none"}],
     "series": [{"kind": "blood_pressure", "components": [["systolic", "mm[Hg]"], ["diastolic", "mm[Hg]"]],
                 "start": ..., "every_hours": 24, "values": ["132 81", null, "128 79"]}],
     "answers": [{"at": ..., "questionnaire": "copd_diary", "version": 1, "answers": {"dyspnoea": 1}}],
     "acknowledgements": [{"at": ..., "rule": "threshold", "kind": "weight", "follow_up": "2025-03-12"}],
     "moments": [{"now": ..., "open": [{"rule": ..., "kind": ..., "level": ...}], "levels": {...}}]}

``moments`` are what is expected, each at its own time; of a finding and of the levels only what is named
counts, but the list of open findings is whole. ``values`` are text "figure unit" with UCUM units.

A mistake in the data is a ``ValueError`` that names the place, and never a value.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import chain
from typing import Any, TypeVar

from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.questionnaire import DECODER
from hemmonitor.clinical.rules import evaluate
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import (
    Action,
    Event,
    FindingsAcknowledged,
    MeasurementRecorded,
    PlanIssued,
    measurement_event_id,
)
from hemmonitor.model.finding import Evaluation, Finding
from hemmonitor.model.measurement import (
    Component,
    Correction,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from hemmonitor.model.plain import read_plain
from hemmonitor.model.record import PatientRecord

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

BOX = "scenario"


@dataclass(frozen=True, slots=True)
class Dealt:
    """A nurse's acknowledgement of the findings of a rule and kind that are open at a moment (aware)."""

    at: dt.datetime
    rule: str
    kind: Kind
    follow_up: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that has been read: the events in order of arrival, and the moments asked for."""

    name: str
    now: dt.datetime
    events: tuple[Event, ...]
    acknowledgements: tuple[Dealt, ...]
    moments: tuple[Mapping[str, Any], ...]


def read(data: object) -> Scenario:
    """A scenario from its JSON object. ``ValueError`` says what is wrong and where."""
    if not isinstance(data, Mapping):
        raise _Wrong("scenario: not an object")
    with _place("scenario"):
        now = _time(data["now"], "now")
    plans = [_plan(p, where) for _, where, p in _entries(data, "plans")]
    measurements = [*_read_each(data, "measurements", _single)]
    measurements += chain.from_iterable(_read_each(data, "series", _series))
    measurements += _read_each(data, "answers", _answer)
    events = [Event(f"plan{p.version}", BOX, "clinic", p.valid_from, PlanIssued(p)) for p in plans]
    events += [
        Event(measurement_event_id(BOX, m.id), BOX, "home", m.taken_at, MeasurementRecorded(m))
        for m in measurements
    ]
    return Scenario(
        str(data.get("name", "")),
        now,
        tuple(events),
        tuple(_read_each(data, "acknowledgements", _dealt)),
        tuple(moment for _, _, moment in _entries(data, "moments")),
    )


def record_of(scenario: Scenario, until: dt.datetime) -> PatientRecord:
    """The record with what had been measured and acknowledged by ``until`` (aware)."""
    record = PatientRecord(BOX)
    for event in scenario.events:
        if isinstance(event.body, PlanIssued) or event.at <= until:
            record.apply(event)
    for i, dealt in enumerate(scenario.acknowledgements):
        if dealt.at > until:
            continue
        shown = [
            f
            for f in Monitor.of(record_until(record, dealt.at)).evaluation(dealt.at).open
            if f.rule == dealt.rule and f.kind == dealt.kind
        ]
        body = FindingsAcknowledged(
            tuple(f.key for f in shown),
            "nurse",
            (Action.CALLED,),
            follow_up=dealt.follow_up,
            levels=tuple(f.level for f in shown),
        )
        record.apply(Event(f"acknowledgement{i}", BOX, "clinic", dealt.at, body))
    return record


def record_until(record: PatientRecord, at: dt.datetime) -> PatientRecord:
    """The part of a record that was measured by a moment."""
    return record.measured_until(at)


def run(scenario: Scenario, now: dt.datetime | None = None) -> Evaluation:
    """The evaluation at ``now``, or at the scenario's own moment."""
    moment = now or scenario.now
    return evaluate(record_of(scenario, moment), moment)


def report(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as plain JSON data: findings with their reasons, and the zones."""
    return {
        "at": evaluation.at.isoformat(),
        "level": evaluation.level,
        "levels": dict(sorted(evaluation.levels.items())),
        "open": [_finding(f) for f in evaluation.open],
        "acknowledged": [_finding(f) for f in evaluation.acknowledged],
    }


def differences(scenario: Scenario) -> list[str]:
    """Where the moments of a scenario differ from what the rules say; empty when all hold."""
    found: list[str] = []
    for i, moment in enumerate(scenario.moments):
        now = _time(moment["now"], f"moments[{i}].now")
        got = report(run(scenario, now))
        place = f"moments[{i}] {now.isoformat()}"
        expected, present = list(moment["open"]), list(got["open"])
        if len(expected) != len(present):
            found.append(f"{place}: expected {_names(expected)}, got {_names(present)}")
            continue
        for wanted, have in zip(expected, present, strict=True):
            found += [
                f"{place}: {have['rule']}: {key} expected {value!r}, got {have.get(key)!r}"
                for key, value in wanted.items()
                if have.get(key) != value
            ]
        found += [
            f"{place}: zone of {kind} expected {level}, got {got['levels'].get(kind)}"
            for kind, level in moment.get("levels", {}).items()
            if got["levels"].get(kind) != level
        ]
    return found


def _names(findings: list[Any]) -> str:
    return ", ".join(f"{f.get('rule')}/{f.get('kind')}/{f.get('level')}" for f in findings) or "nothing"


def _finding(finding: Finding) -> dict[str, Any]:
    limit = finding.threshold
    return {
        "key": finding.key,
        "rule": str(finding.rule),
        "rule_version": finding.rule_version,
        "queue": str(finding.queue),
        "level": str(finding.level),
        "kind": str(finding.kind),
        "component": finding.component and str(finding.component),
        "since": finding.since.isoformat(),
        "confirmation": str(finding.confirmation),
        "plan_version": finding.plan_version,
        "source": finding.source,
        "limit": limit
        and {
            "id": limit.id,
            "comparison": str(limit.comparison),
            "limit": str(limit.limit),
            "unit": str(limit.unit),
        },
        "measure_again_at": finding.measure_again_at and finding.measure_again_at.isoformat(),
        "facts": [
            {
                "measurement": f.measurement_id,
                "component": str(f.component),
                "value": str(f.value),
                "unit": str(f.unit),
                "at": f.at.isoformat(),
            }
            for f in finding.facts
        ],
    }


def _entries(data: Mapping[str, Any], name: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """The objects of a list that may be left out: number, place and object."""
    many = data.get(name, [])
    if not isinstance(many, list):
        raise _Wrong(f"{name}: not a list")
    for i, one in enumerate(many):
        if not isinstance(one, Mapping):
            raise _Wrong(f"{name}[{i}]: not an object")
        yield i, f"{name}[{i}]", one


def _read_each(
    data: Mapping[str, Any], name: str, build: Callable[[int, Mapping[str, Any], str], T]
) -> Iterator[T]:
    for i, where, one in _entries(data, name):
        with _place(where):
            found = build(i, one, where)
        yield found


@contextmanager
def _place(where: str) -> Iterator[None]:
    """Turns what goes wrong while an entry is read into a ``ValueError`` with its place."""
    try:
        yield
    except _Wrong:
        raise
    except KeyError as error:
        raise _Wrong(f"{where}: {error} is missing") from None
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        raise _Wrong(f"{where}: not of the form of a scenario") from None


class _Wrong(ValueError):
    """A mistake whose text names the place and holds no value."""


def _plan(data: Mapping[str, Any], where: str) -> Plan:
    plan = read_plain(Plan, data, where)
    faults = plan.faults()
    if faults:
        raise _Wrong(f"{where}: {faults[0]}")
    return plan


def _single(i: int, one: Mapping[str, Any], where: str) -> Measurement:
    at = _time(one["at"], f"{where}.at")
    correction = _word(Correction, one.get("correction", "none"), f"{where}.correction")
    return Measurement(
        id=str(one.get("id", f"m{i}")),
        kind=_word(Kind, one["kind"], f"{where}.kind"),
        taken_at=at,
        values=tuple(_quantity(name, text, f"{where}.values") for name, text in one["values"].items()),
        provenance=Provenance(Origin.DEVICE, at, correction=correction),
        flags=frozenset(_word(Flag, f, f"{where}.flags") for f in one.get("flags", ())),
        session=str(one.get("session", "")),
    )


def _series(i: int, one: Mapping[str, Any], where: str) -> list[Measurement]:
    start, step = _time(one["start"], f"{where}.start"), dt.timedelta(hours=one["every_hours"])
    kind = _word(Kind, one["kind"], f"{where}.kind")
    found = []
    for n, text in enumerate(one["values"]):
        if text is None:
            continue
        at = start + n * step
        pairs = zip(one["components"], text.split(), strict=True)
        figures = tuple(_quantity(name, f"{value} {unit}", where) for (name, unit), value in pairs)
        found.append(Measurement(f"s{i}.{n}", kind, at, figures, Provenance(Origin.DEVICE, at)))
    return found


def _answer(i: int, one: Mapping[str, Any], where: str) -> Measurement:
    at = _time(one["at"], f"{where}.at")
    body = {
        "questionnaire": one["questionnaire"],
        "version": one.get("version", 1),
        "answers": list(one["answers"].items()),
    }
    source = f"{one['questionnaire']}/{body['version']}"
    raw = json.dumps(body).encode()
    provenance = Provenance(Origin.MANUAL, at, source=source, raw=raw, decoder=DECODER)
    score = one.get("score")
    values = () if score is None else (_quantity("score", f"{score} {Unit.SCORE}", f"{where}.score"),)
    return Measurement(f"a{i}", Kind.QUESTIONNAIRE, at, values, provenance)


def _dealt(_i: int, one: Mapping[str, Any], where: str) -> Dealt:
    until = one.get("follow_up")
    return Dealt(
        _time(one["at"], f"{where}.at"),
        str(one["rule"]),
        _word(Kind, one["kind"], f"{where}.kind"),
        dt.date.fromisoformat(until) if until else None,
    )


def _word(words: type[E], text: object, where: str) -> E:
    try:
        return words(str(text))
    except ValueError:
        raise _Wrong(f"{where}: not a {words.__name__}") from None


def _quantity(component: str, text: str, where: str) -> Quantity:
    figure, _, unit = text.partition(" ")
    try:
        return Quantity(Component(component), Decimal(figure), Unit(unit))
    except (InvalidOperation, ValueError):
        raise _Wrong(f"{where}: not a figure with its unit, of a component") from None


def _time(text: object, where: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(str(text))
    except ValueError:
        raise _Wrong(f"{where}: not a time") from None
    if found.tzinfo is None:
        raise _Wrong(f"{where}: a time needs its zone")
    return found
