"""Five made-up patients with 120 days of home measurements, for the demo and the tests.

Strategy: a personal mean, a morning-evening offset, slow drift (AR(1) from day to day), digit noise,
a few missed slots and one holiday. One patient gets worse over the last three weeks, one has not measured
for some days. The same seed gives the same values. Every value says that it is synthetic
(``Origin.IMPORTED``, source "synthetic").

Names are invented. The numbers are from the tax agency's public list of test identity numbers.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hemmonitor.model.careplan import Baseline, Contact, Plan, SignOff
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)
from hemmonitor.templates import load, plan_from

DAYS = 120
FAITHFUL = 2  # days before today on which nobody forgets: who is silent is told by ``silent`` alone
SITTING = dt.timedelta(minutes=15)  # what has begun later than this before now is not done yet
NURSE = Contact("Anna Lidström", "distriktssköterska", "0980-319 220", "Vardagar 8-16")


@dataclass(frozen=True, slots=True)
class Pressure:
    """A person's level in mm[Hg] and beats a minute, and its change over the last three weeks."""

    systolic: float
    diastolic: float
    pulse: float
    worsening: float = 0.0


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A made-up patient: who, which template, and what the body does."""

    patient: PatientRegistered
    template: str
    pressure: Pressure
    spo2: float | None = None
    weight: float | None = None
    seed: int = 0
    silent: int = 0  # days without a measurement before today
    usual_spo2: str = ""  # percent, the baseline in the plan; empty for none
    dry_weight: str = ""  # kg, the baseline in the plan; empty for none


# Public test identity numbers (Skatteverket, open data "testpersonnummer").
PATIENTS = (
    Synthetic(
        PatientRegistered("Gunnel Låtsberg", "194710162381", "Gunnel", "0980-319 241"),
        "hypertension",
        Pressure(126, 76, 70),
        seed=11,
    ),
    Synthetic(
        PatientRegistered("Tore Demolund", "195308072395", "Tore", "0980-319 242"),
        "hypertension",
        Pressure(141, 86, 68, worsening=24),
        seed=12,
    ),
    Synthetic(
        PatientRegistered("Asta Provberg", "194809132386", "Asta", "0980-319 243"),
        "copd",
        Pressure(128, 74, 82),
        spo2=93.6,
        seed=13,
        usual_spo2="94",
    ),
    Synthetic(
        PatientRegistered("Elsy Fiktivius", "195002192382", "Elsy", "0980-319 244"),
        "heart_failure",
        Pressure(118, 70, 76),
        weight=71.2,
        seed=14,
        dry_weight="71.2",
    ),
    Synthetic(
        PatientRegistered("Hjördis Testlund", "196101182803", "Hjördis", "0980-319 245"),
        "hypertension",
        Pressure(122, 78, 66),
        seed=15,
        silent=2,
    ),
)


def first_plan(person: Synthetic, now: dt.datetime) -> Plan:
    """The plan that has been in force since the first day."""
    start = now - dt.timedelta(days=DAYS + 1)
    return plan_from(
        load(person.template),
        now=start,
        author=NURSE.name,
        contact=NURSE,
        reason="Start av hemmonitorering",
        sign_off=SignOff("Sara Skenberg", "distriktsläkare", start),
        baselines=tuple(_baselines(person, start)),
    )


def history(
    person: Synthetic, now: dt.datetime, days: int = DAYS, *, today: bool = False
) -> Iterator[Measurement]:
    """Measurements up to ``now`` (aware), oldest first.

    ``today``: also of this day, as far as it has come; else they are left for the patient to do.
    """
    noise = random.Random(person.seed)  # noqa: S311 - made-up values, nothing secret
    drift = 0.0
    away = {*range(38, 42), *(range(person.silent + 1) if person.silent else ())}
    for ago in range(days, -1 if today else 0, -1):
        drift = 0.8 * drift + noise.gauss(0, 2.2)
        day = (now - dt.timedelta(days=ago)).date()
        worse = person.pressure.worsening * max(0.0, (21 - ago) / 21)
        for morning in (True, False):
            if ago in away or (noise.random() < 0.06 and ago > FAITHFUL):  # away, silent, or forgotten
                continue
            start = dt.time(7, noise.randrange(5, 55)) if morning else dt.time(19, noise.randrange(0, 50))
            at = dt.datetime.combine(day, start, now.tzinfo)
            if at > now - SITTING:
                continue
            yield from _session(person, at, noise, drift + worse, morning=morning)
            if morning:
                yield from _morning_extras(person, at, noise, drift)


def _baselines(person: Synthetic, at: dt.datetime) -> Iterator[Baseline]:
    by = NURSE.name
    if person.usual_spo2:
        value = Decimal(person.usual_spo2)
        yield Baseline(Kind.OXIMETRY, Component.SPO2, value, Unit.PERCENT, at, by)
    if person.dry_weight:
        value = Decimal(person.dry_weight)
        yield Baseline(Kind.WEIGHT, Component.BODY_WEIGHT, value, Unit.KG, at, by)


def _session(
    person: Synthetic, at: dt.datetime, noise: random.Random, shift: float, *, morning: bool
) -> Iterator[Measurement]:
    level = person.pressure
    surge = 4.0 if morning else -3.0
    for number in range(2):  # two readings a minute apart; the first is a little higher
        first = 2.5 if number == 0 else 0.0
        systolic = round(level.systolic + shift + surge + first + noise.gauss(0, 4.5))
        diastolic = round(level.diastolic + 0.45 * (shift + surge) + 0.5 * first + noise.gauss(0, 3))
        pulse = round(level.pulse - 0.5 * surge + noise.gauss(0, 3))
        taken = at + dt.timedelta(seconds=75 * number)
        values = (
            _quantity(Component.SYSTOLIC, systolic, Unit.MMHG),
            _quantity(Component.DIASTOLIC, diastolic, Unit.MMHG),
            _quantity(Component.PULSE_RATE, pulse, Unit.PER_MINUTE),
        )
        yield _measurement(person, Kind.BLOOD_PRESSURE, taken, values, session=f"{at:%Y%m%d%H%M}")


def _morning_extras(
    person: Synthetic, at: dt.datetime, noise: random.Random, drift: float
) -> Iterator[Measurement]:
    if person.spo2 is not None:
        value = _quantity(Component.SPO2, round(person.spo2 + noise.gauss(0, 0.9)), Unit.PERCENT)
        pulse = _quantity(
            Component.PULSE_RATE, round(person.pressure.pulse + noise.gauss(0, 4)), Unit.PER_MINUTE
        )
        yield _measurement(person, Kind.OXIMETRY, at + dt.timedelta(minutes=6), (value, pulse))
    if person.weight is not None:
        grams = round((person.weight + 0.05 * drift + noise.gauss(0, 0.15)) * 10)
        quantity = Quantity(Component.BODY_WEIGHT, Decimal(grams).scaleb(-1), Unit.KG)
        yield _measurement(person, Kind.WEIGHT, at - dt.timedelta(minutes=12), (quantity,))


def _quantity(component: Component, value: int, unit: Unit) -> Quantity:
    return Quantity(component, Decimal(value), unit)


def _measurement(
    person: Synthetic, kind: Kind, at: dt.datetime, values: tuple[Quantity, ...], session: str = ""
) -> Measurement:
    raw = f"{person.seed}/{at.isoformat()}".encode()
    return Measurement(
        id=record_id(kind, "synthetic", raw, device_time=at.replace(tzinfo=None)),
        kind=kind,
        taken_at=at,
        values=values,
        provenance=Provenance(Origin.IMPORTED, host_time=at, source="synthetic"),
        session=session,
    )
