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
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

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

BOX = "scenario"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that has been read: the events in order of arrival, and the moments asked for."""

    name: str
    now: dt.datetime
    events: tuple[Event, ...]
    acknowledgements: tuple[Mapping[str, Any], ...]
    moments: tuple[Mapping[str, Any], ...]


def read(data: Mapping[str, Any]) -> Scenario:
    """A scenario from its JSON object. ``ValueError`` says what is wrong and where."""
    try:
        plans = [read_plain(Plan, p, f"plans[{i}]") for i, p in enumerate(data.get("plans", ()))]
        measurements = [*_singles(data), *_series(data), *_answers(data)]
        events = [Event(f"plan{p.version}", BOX, "clinic", p.valid_from, PlanIssued(p)) for p in plans]
        events += [
            Event(measurement_event_id(BOX, m.id), BOX, "home", m.taken_at, MeasurementRecorded(m))
            for m in measurements
        ]
        return Scenario(
            str(data.get("name", "")),
            _time(data["now"], "now"),
            tuple(events),
            tuple(data.get("acknowledgements", ())),
            tuple(data.get("moments", ())),
        )
    except KeyError as error:
        raise ValueError(f"scenario: {error} is missing") from error


def record_of(scenario: Scenario, until: dt.datetime) -> PatientRecord:
    """The record with what had been measured and acknowledged by ``until`` (aware)."""
    record = PatientRecord(BOX)
    for event in scenario.events:
        if isinstance(event.body, PlanIssued) or event.at <= until:
            record.apply(event)
    for i, wanted in enumerate(scenario.acknowledgements):
        at = _time(wanted["at"], f"acknowledgements[{i}].at")
        if at > until:
            continue
        keys = tuple(
            f.key
            for f in Monitor.of(record_until(record, at)).evaluation(at).open
            if f.rule == wanted["rule"] and f.kind == wanted["kind"]
        )
        follow_up = wanted.get("follow_up")
        body = FindingsAcknowledged(
            keys,
            "nurse",
            (Action.CALLED,),
            follow_up=dt.date.fromisoformat(follow_up) if follow_up else None,
        )
        record.apply(Event(f"acknowledgement{i}", BOX, "clinic", at, body))
    return record


def record_until(record: PatientRecord, at: dt.datetime) -> PatientRecord:
    """The part of a record that was measured by a moment."""
    part = PatientRecord(record.mailbox)
    part.plans = list(record.plans)
    part.measurements = [m for m in record.measurements if m.taken_at <= at]
    return part


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


def _singles(data: Mapping[str, Any]) -> Iterator[Measurement]:
    for i, one in enumerate(data.get("measurements", ())):
        where = f"measurements[{i}]"
        at = _time(one["at"], where)
        values = tuple(_quantity(name, text, where) for name, text in one["values"].items())
        correction = Correction(one.get("correction", "none"))
        yield Measurement(
            id=str(one.get("id", f"m{i}")),
            kind=Kind(one["kind"]),
            taken_at=at,
            values=values,
            provenance=Provenance(Origin.DEVICE, at, correction=correction),
            flags=frozenset(Flag(f) for f in one.get("flags", ())),
            session=str(one.get("session", "")),
        )


def _series(data: Mapping[str, Any]) -> Iterator[Measurement]:
    for i, one in enumerate(data.get("series", ())):
        where = f"series[{i}]"
        start, step = _time(one["start"], where), dt.timedelta(hours=one["every_hours"])
        for n, text in enumerate(one["values"]):
            if text is None:
                continue
            at = start + n * step
            pairs = zip(one["components"], text.split(), strict=True)
            figures = tuple(_quantity(name, f"{value} {unit}", where) for (name, unit), value in pairs)
            provenance = Provenance(Origin.DEVICE, at)
            yield Measurement(f"s{i}.{n}", Kind(one["kind"]), at, figures, provenance)


def _answers(data: Mapping[str, Any]) -> Iterator[Measurement]:
    for i, one in enumerate(data.get("answers", ())):
        at = _time(one["at"], f"answers[{i}]")
        body = {
            "questionnaire": one["questionnaire"],
            "version": one.get("version", 1),
            "answers": list(one["answers"].items()),
        }
        source = f"{one['questionnaire']}/{body['version']}"
        raw = json.dumps(body).encode()
        provenance = Provenance(Origin.MANUAL, at, source=source, raw=raw, decoder=DECODER)
        score = one.get("score")
        values = () if score is None else (Quantity(Component.SCORE, Decimal(score), Unit.SCORE),)
        yield Measurement(f"a{i}", Kind.QUESTIONNAIRE, at, values, provenance)


def _quantity(component: str, text: str, where: str) -> Quantity:
    figure, _, unit = text.partition(" ")
    try:
        return Quantity(Component(component), Decimal(figure), Unit(unit))
    except (InvalidOperation, ValueError) as error:
        raise ValueError(f"{where}: {component} is not a figure with its unit") from error


def _time(text: str, where: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(f"{where}: a time needs its zone")
    return found
