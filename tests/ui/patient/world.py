"""Three made-up people, their plans and their histories. The tests' own, so that they say what they expect.

Names are invented; the numbers are from the tax agency's public list of test identity numbers.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import random
from collections.abc import Iterator
from decimal import Decimal

from hemmonitor.clinical.overnight import with_desaturations
from hemmonitor.model.careplan import (
    Comparison,
    Contact,
    Goal,
    Level,
    Plan,
    ScoreLimit,
    SignOff,
    Slot,
    SymptomLimit,
    Threshold,
)
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Series,
    Unit,
    record_id,
)

ANNA = Contact("Anna Lidström", "distriktssköterska", "0980-319 220", "Vardagar 8-16")
RED_FLAGS = (
    "severe_breathlessness",
    "chest_pain",
    "paralysis",
    "speech_difficulty",
    "severe_headache",
    "sudden_vision_loss",
    "confusion",
    "fainting",
)
DAYS_OF_PLAN = 121


@dataclasses.dataclass(frozen=True)
class Person:
    """Who it is, what the body does, and what is measured besides the blood pressure."""

    patient: PatientRegistered
    systolic: float
    diastolic: float
    pulse: float
    extra: Kind | None = None
    level: float = 0.0  # of the extra measure


GUNNEL = Person(PatientRegistered("Gunnel Låtsberg", "189001019802", "Gunnel"), 132, 78, 70)
ASTA = Person(PatientRegistered("Asta Provberg", "189001029819", "Asta"), 126, 73, 82, Kind.OXIMETRY, 93.6)
ELSY = Person(PatientRegistered("Elsy Fiktivius", "196101182803", "Elsy"), 118, 70, 76, Kind.WEIGHT, 71.2)

_MORNING, _EVENING = (dt.time(6), dt.time(10)), (dt.time(18), dt.time(21, 30))
_FIGURE = {
    Kind.OXIMETRY: (Component.SPO2, Unit.PERCENT, 0),
    Kind.WEIGHT: (Component.BODY_WEIGHT, Unit.KG, 1),
}


def _limit(component: Component, comparison: Comparison, value: int, level: Level) -> Threshold:
    unit = Unit.PER_MINUTE if component is Component.PULSE_RATE else Unit.MMHG
    name = f"{component}.{level}.{comparison}"
    return Threshold(name, Kind.BLOOD_PRESSURE, component, comparison, Decimal(value), unit, level)


_GE, _GT, _LT = Comparison.AT_LEAST, Comparison.ABOVE, Comparison.BELOW
LIMITS = (
    _limit(Component.SYSTOLIC, _GE, 180, Level.RED),
    _limit(Component.SYSTOLIC, _GE, 160, Level.YELLOW),
    _limit(Component.SYSTOLIC, _LT, 100, Level.YELLOW),
    _limit(Component.SYSTOLIC, _LT, 90, Level.RED),
    _limit(Component.DIASTOLIC, _GE, 110, Level.RED),
    _limit(Component.DIASTOLIC, _GE, 100, Level.YELLOW),
    _limit(Component.PULSE_RATE, _GT, 100, Level.YELLOW),
    _limit(Component.PULSE_RATE, _LT, 50, Level.YELLOW),
)
SATURATION = (
    Threshold("spo2.y", Kind.OXIMETRY, Component.SPO2, _LT, Decimal(92), Unit.PERCENT, Level.YELLOW),
    Threshold("spo2.r", Kind.OXIMETRY, Component.SPO2, _LT, Decimal(88), Unit.PERCENT, Level.RED),
)


def plan(person: Person, now: dt.datetime) -> Plan:
    """Version 1 of the person's plan, in force for four months."""
    start = now - dt.timedelta(days=DAYS_OF_PLAN)
    schedule = [
        Slot("bp.morning", Kind.BLOOD_PRESSURE, *_MORNING),
        Slot("bp.evening", Kind.BLOOD_PRESSURE, *_EVENING),
    ]
    if person.extra is not None:
        schedule.append(Slot("extra", person.extra, *_MORNING))
    goal = Decimal(135), Decimal(85)
    asked = person is ASTA
    return Plan(
        version=1,
        valid_from=start,
        reason="Start av hemmonitorering",
        author=ANNA.name,
        thresholds=(*LIMITS, *(SATURATION if asked else ())),
        schedule=tuple(schedule),
        contacts=(ANNA,),
        goals=(
            Goal(Kind.BLOOD_PRESSURE, Component.SYSTOLIC, _LT, goal[0], Unit.MMHG),
            Goal(Kind.BLOOD_PRESSURE, Component.DIASTOLIC, _LT, goal[1], Unit.MMHG),
        ),
        red_flags=RED_FLAGS,
        sign_off=SignOff("Sara Skenberg", "distriktsläkare", start),
        symptoms=(
            (SymptomLimit("diary", "copd_diary", Level.YELLOW, ("dyspnoea",), need_major=1),) if asked else ()
        ),
        scores=(ScoreLimit("phq9", "phq9", _GE, Decimal(10), Level.YELLOW),) if asked else (),
    )


def history(person: Person, now: dt.datetime, days: int) -> Iterator[Measurement]:
    """Two readings morning and evening, with a pause of four days and a forgotten evening now and then."""
    noise = random.Random(7)
    drift = 0.0
    for ago in range(days, 0, -1):
        drift = 0.8 * drift + noise.gauss(0, 1.6)
        if 12 <= ago < 16:
            continue
        day = (now - dt.timedelta(days=ago)).date()
        for part, shift in (("07", 3.0), ("19", -3.0)):
            if part == "19" and ago % 9 == 0:
                continue
            at = dt.datetime.combine(day, dt.time(int(part), noise.randrange(5, 50)), now.tzinfo)
            for number in range(2):
                taken = at + dt.timedelta(seconds=75 * number)
                yield _pressure(person, taken, shift + drift + noise.gauss(0, 3.5), f"{at:%Y%m%d%H%M}")
            if person.extra is not None and part == "07":
                yield _extra(person, at + dt.timedelta(minutes=6), noise.gauss(0, 0.5))


@functools.cache
def night(now: dt.datetime, ago: int, *, seconds: int = 28_000) -> Measurement:
    """A night that began at 22.48 so many days ago: falls, some minutes lost, one value a second."""
    noise = random.Random(ago)
    start = dt.datetime.combine((now - dt.timedelta(days=ago)).date(), dt.time(22, 48), now.tzinfo)
    spo2: list[Decimal | None] = []
    pulse: list[Decimal | None] = []
    dip = deep = 0
    for second in range(seconds):
        if not dip and noise.random() < 1 / 700:
            dip, deep = 40, noise.choice((4, 7))
        dip = max(dip - 1, 0)
        lost = 9_000 <= second < 9_720 and ago == 1
        level = 94 - deep * (dip > 10) - (second % 7200 > 5400) + round(noise.gauss(0, 0.4))
        spo2.append(None if lost else Decimal(min(level, 99)))
        pulse.append(None if lost else Decimal(62 + 8 * (dip > 5) + round(noise.gauss(0, 2))))
    columns: dict[tuple[Component, Unit], list[Decimal | None]] = {
        (Component.SPO2, Unit.PERCENT): spo2,
        (Component.PULSE_RATE, Unit.PER_MINUTE): pulse,
    }
    made = Measurement(
        id=record_id(Kind.OXIMETRY_SERIES, "finger", start.isoformat().encode(), received=start),
        kind=Kind.OXIMETRY_SERIES,
        taken_at=start,
        values=(Quantity(Component.SPO2, Decimal(93), Unit.PERCENT),),
        provenance=Provenance(Origin.DEVICE, host_time=start, device_id="finger"),
        series=Series.of(start, dt.timedelta(seconds=1), columns),
    )
    return with_desaturations(made)


def _pressure(person: Person, at: dt.datetime, shift: float, session: str) -> Measurement:
    values = (
        Quantity(Component.SYSTOLIC, Decimal(round(person.systolic + shift)), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(round(person.diastolic + 0.4 * shift)), Unit.MMHG),
        Quantity(Component.PULSE_RATE, Decimal(round(person.pulse - 0.5 * shift)), Unit.PER_MINUTE),
    )
    return _made(Kind.BLOOD_PRESSURE, at, values, session)


def _extra(person: Person, at: dt.datetime, shift: float) -> Measurement:
    assert person.extra is not None
    component, unit, decimals = _FIGURE[person.extra]
    value = Decimal(str(round(person.level + shift, decimals)))
    if decimals == 0:
        value = Decimal(round(person.level + shift))
    return _made(person.extra, at, (Quantity(component, value, unit),), "")


def _made(kind: Kind, at: dt.datetime, values: tuple[Quantity, ...], session: str) -> Measurement:
    raw = f"{kind}/{at.isoformat()}".encode()
    return Measurement(
        id=record_id(kind, "cuff", raw, device_time=at.replace(tzinfo=None)),
        kind=kind,
        taken_at=at,
        values=values,
        provenance=Provenance(Origin.DEVICE, host_time=at, device_id="cuff", raw=raw),
        session=session,
    )
