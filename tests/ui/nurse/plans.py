"""Plans of the made-up patients: fixed here, so that a template can change without moving the tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hemmonitor import demo
from hemmonitor.model.careplan import Comparison, Goal, Level, MissingLimit, Plan, SignOff, Slot, Threshold
from hemmonitor.model.measurement import Component, Kind, Unit

BP, SPO2, WEIGHT = Kind.BLOOD_PRESSURE, Kind.OXIMETRY, Kind.WEIGHT
_AT_LEAST, _ABOVE, _BELOW = Comparison.AT_LEAST, Comparison.ABOVE, Comparison.BELOW


def _limit(
    name: str,
    kind: Kind,
    component: Component,
    comparison: Comparison,
    limit: int,
    unit: Unit,
    level: Level,
    source: str,
) -> Threshold:
    return Threshold(name, kind, component, comparison, Decimal(limit), unit, level, source)


_PRESSURE = (
    _limit("bp.systolic.red.high", BP, Component.SYSTOLIC, _AT_LEAST, 180, Unit.MMHG, Level.RED,
           "[P] enstaka mätning, bekräftad av ny mätning; ESH 2023 grad 3"),
    _limit("bp.diastolic.red.high", BP, Component.DIASTOLIC, _AT_LEAST, 110, Unit.MMHG, Level.RED,
           "[P] enstaka mätning, bekräftad av ny mätning; ESH 2023 grad 3"),
    _limit("bp.systolic.yellow.high", BP, Component.SYSTOLIC, _AT_LEAST, 160, Unit.MMHG, Level.YELLOW,
           "[P] ESH 2023 grad 2"),
    _limit("bp.diastolic.yellow.high", BP, Component.DIASTOLIC, _AT_LEAST, 100, Unit.MMHG, Level.YELLOW,
           "[P] ESH 2023 grad 2"),
    _limit("bp.systolic.yellow.low", BP, Component.SYSTOLIC, _BELOW, 100, Unit.MMHG, Level.YELLOW,
           "[P] behandlade äldre"),
    _limit("bp.systolic.red.low", BP, Component.SYSTOLIC, _BELOW, 90, Unit.MMHG, Level.RED,
           "[P] NEWS2: 3 poäng vid högst 90"),
    _limit("bp.pulse.yellow.high", BP, Component.PULSE_RATE, _ABOVE, 100, Unit.PER_MINUTE, Level.YELLOW,
           "[P] vila; NEWS2"),
    _limit("bp.pulse.yellow.low", BP, Component.PULSE_RATE, _BELOW, 50, Unit.PER_MINUTE, Level.YELLOW,
           "[P] vila; NEWS2"),
)  # fmt: skip
_OXYGEN = (
    _limit("spo2.yellow.low", SPO2, Component.SPO2, _BELOW, 92, Unit.PERCENT, Level.YELLOW,
           "[P] personliga gränser är bättre än fasta"),
    _limit("spo2.red.low", SPO2, Component.SPO2, _BELOW, 88, Unit.PERCENT, Level.RED,
           "[P] varmt finger, 60 s, 2 av 2"),
)  # fmt: skip
_MORNING, _EVENING = (dt.time(6), dt.time(10)), (dt.time(18), dt.time(21, 30))


def plan_of(template: str, start: dt.datetime, *, watched: bool = False) -> Plan:
    """Version 1 of a plan: ``template`` is a diagnosis, ``watched`` adds a rule on missing measurements."""
    schedule = [Slot("bp.morning", BP, *_MORNING), Slot("bp.evening", BP, *_EVENING)]
    if template == "copd":
        schedule.append(Slot("spo2.morning", SPO2, *_MORNING))
    if template == "heart_failure":
        schedule.append(Slot("weight.morning", WEIGHT, *_MORNING))
    return Plan(
        version=1,
        valid_from=start,
        reason="Start av hemmonitorering",
        author=demo.NURSE.name,
        thresholds=_PRESSURE + (_OXYGEN if template == "copd" else ()),
        schedule=tuple(schedule),
        goals=(
            Goal(BP, Component.SYSTOLIC, _BELOW, Decimal(135), Unit.MMHG),
            Goal(BP, Component.DIASTOLIC, _BELOW, Decimal(85), Unit.MMHG),
        ),
        contacts=(demo.NURSE,),
        diagnoses=(template,),
        sign_off=SignOff("Sara Skenberg", "distriktsläkare", start),
        missing=(MissingLimit("missing.bp", BP, Level.YELLOW, slots=2),) if watched else (),
    )
