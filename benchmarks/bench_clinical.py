"""The rules over ten years of one patient, over one arrival, over a draft plan, and over many patients.

The peer is a numpy pass over the same measurements: take the figures out of the records, compare them with
the limits, reckon the rolling means. It knows no occasions, plans, states or reasons. Budgets (issue text):
full evaluation under 150 ms, one arrival under 2 ms, what-if over 90 days under 50 ms.

``BENCH_PATIENTS`` says how many patients are folded from disk (300; 10,000 is the size of a centre).
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.rules import evaluate
from hemmonitor.clinical.triage import Worklist
from hemmonitor.clinical.what_if import what_if
from hemmonitor.model.careplan import (
    Baseline,
    Comparison,
    ControlLimit,
    FlagLimit,
    Level,
    MeanLimit,
    MissingLimit,
    Plan,
    RelativeLimit,
    Slot,
    Threshold,
    TrendLimit,
)
from hemmonitor.model.events import Event, MeasurementRecorded, PlanIssued, measurement_event_id
from hemmonitor.model.finding import Queue
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)
from hemmonitor.model.record import fold
from hemmonitor.store.codec import decode, encode

YEARS = 10
FIRST = dt.datetime(2015, 1, 1, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))
BOX = "bench"
PATIENTS = int(os.environ.get("BENCH_PATIENTS", "300"))
PATIENT_DAYS = 120
DIFFERENT = 25  # the files of the rest are links to these, so that the disk need not hold them all


def threshold(component: Component, comparison: Comparison, limit: int, level: Level) -> Threshold:
    name = f"{component}.{level}.{comparison}"
    return Threshold(
        name, Kind.BLOOD_PRESSURE, component, comparison, Decimal(limit), Unit.MMHG, level, "bench"
    )


def whole_plan() -> Plan:
    """A plan with a rule of every family that looks at figures."""
    bp, spo2, weight = Kind.BLOOD_PRESSURE, Kind.OXIMETRY, Kind.WEIGHT
    sys, dia, mass = Component.SYSTOLIC, Component.DIASTOLIC, Component.BODY_WEIGHT
    at_least, at_most = Comparison.AT_LEAST, Comparison.AT_MOST
    yellow, red = Level.YELLOW, Level.RED
    percent, kg, mmhg = Unit.PERCENT, Unit.KG, Unit.MMHG
    return Plan(
        1,
        FIRST - dt.timedelta(days=1),
        "bench",
        "bench",
        thresholds=(
            threshold(sys, at_least, 160, yellow),
            threshold(sys, at_least, 180, red),
            threshold(dia, at_least, 100, yellow),
            threshold(dia, at_least, 110, red),
            threshold(sys, Comparison.BELOW, 90, red),
        ),
        schedule=(Slot("m", bp, dt.time(6), dt.time(10)), Slot("e", bp, dt.time(18), dt.time(21))),
        baselines=(
            Baseline(spo2, Component.SPO2, Decimal(95), percent, FIRST, "nurse"),
            Baseline(weight, mass, Decimal(80), kg, FIRST, "nurse"),
        ),
        relative=(
            RelativeLimit("s3", spo2, Component.SPO2, at_most, percent, yellow, Decimal(-3)),
            RelativeLimit("s4", spo2, Component.SPO2, at_most, percent, red, Decimal(-4)),
            RelativeLimit("dry", weight, mass, at_least, kg, yellow, Decimal(2)),
        ),
        trends=(
            TrendLimit("w15", weight, mass, Comparison.ABOVE, Decimal("1.5"), kg, 3, yellow),
            TrendLimit("w2", weight, mass, Comparison.ABOVE, Decimal(2), kg, 3, red),
        ),
        means=(
            MeanLimit("ms", bp, sys, at_least, Decimal(135), mmhg, yellow),
            MeanLimit("md", bp, dia, at_least, Decimal(85), mmhg, yellow),
        ),
        controls=(ControlLimit("c", spo2, Component.SPO2, percent, yellow, Decimal(1)),),
        flagged=(FlagLimit("af", bp, Flag.IRREGULAR_PULSE, yellow),),
        missing=(MissingLimit("x", bp, yellow), MissingLimit("x6", bp, red, slots=6)),
    )


def history(days: int, seed: int, first: dt.datetime = FIRST) -> Iterator[Measurement]:
    """Six measurements a day: two pairs of pressures, one oximetry, one weight."""
    rng = random.Random(seed)
    for day in range(days):
        for n, hours in enumerate((0.0, 1 / 60, 0.2, 0.4, 12.0, 12 + 1 / 60)):
            at = first + dt.timedelta(days=day, hours=hours)
            values: tuple[Quantity, ...]
            if n == 2:
                kind = Kind.OXIMETRY
                spo2 = Decimal(min(99, round(rng.gauss(95, 1.2))))
                values = (Quantity(Component.SPO2, spo2, Unit.PERCENT),)
            elif n == 3:
                kind = Kind.WEIGHT
                values = (Quantity(Component.BODY_WEIGHT, Decimal(f"{rng.gauss(80, 0.4):.1f}"), Unit.KG),)
            else:
                kind = Kind.BLOOD_PRESSURE
                values = (
                    Quantity(Component.SYSTOLIC, Decimal(round(rng.gauss(131, 9))), Unit.MMHG),
                    Quantity(Component.DIASTOLIC, Decimal(round(rng.gauss(80, 6))), Unit.MMHG),
                    Quantity(Component.PULSE_RATE, Decimal(round(rng.gauss(70, 6))), Unit.PER_MINUTE),
                )
            yield Measurement(f"{seed}.{day}.{n}", kind, at, values, Provenance(Origin.IMPORTED, at))


def numpy_pass(measurements: list[Measurement]) -> float:
    """Figures out of the records, compared with limits, with seven-day rolling means."""
    found = 0.0
    for kind, limit in ((Kind.BLOOD_PRESSURE, 160.0), (Kind.OXIMETRY, 92.0), (Kind.WEIGHT, 82.0)):
        rows = [[float(q.value or 0) for q in m.values] for m in measurements if m.kind is kind]
        table = np.asarray(rows)
        found += float((table[:, 0] >= limit).sum())
        sums = np.cumsum(table, axis=0)
        found += float(((sums[28:] - sums[:-28]) / 28 >= 135).sum())
    return found


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median seconds."""
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def show(what: str, seconds: float, peer: float, budget_ms: float) -> None:
    kept = "kept" if seconds * 1e3 <= budget_ms else "EXCEEDED"
    print(f"{what}: {seconds / peer:.2f} x the numpy pass ({seconds * 1e3:.2f} ms; {budget_ms} ms {kept})")


def one_patient() -> None:
    measurements, plan = list(history(365 * YEARS, 1)), whole_plan()
    now = measurements[-1].taken_at + dt.timedelta(minutes=10)
    record = fold(BOX, (Event(m.id, BOX, "home", m.taken_at, MeasurementRecorded(m)) for m in measurements))
    record.plans.append(plan)
    peer = timed(lambda: numpy_pass(measurements), 7)
    print(f"{len(measurements)} measurements; the numpy pass takes {peer * 1e3:.1f} ms")
    show("full evaluation", timed(lambda: Monitor.of(record).evaluation(now), 7), peer, 150)
    show(
        "evaluation from the record, recent month first", timed(lambda: evaluate(record, now), 25), peer, 150
    )
    monitor = Monitor.of(record)
    number = iter(range(10**6))

    def arrive() -> None:
        one = replace(measurements[-1], id=f"new{next(number)}", taken_at=now)
        monitor.add(one)
        monitor.evaluation(now)

    show("one arrival", timed(arrive, 100), peer, 2)
    draft = replace(
        plan, version=2, thresholds=(threshold(Component.SYSTOLIC, Comparison.AT_LEAST, 145, Level.YELLOW),)
    )
    quarter = measurements[-6 * 125 :]
    show("what-if over 90 days", timed(lambda: what_if(quarter, plan, draft, now), 15), peer, 50)


def many_patients() -> None:
    """Write patients' events to files, then fold each, keep only its line, and report rate and memory."""
    plan = whole_plan()
    now = FIRST + dt.timedelta(days=PATIENT_DAYS)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(PATIENTS):
            path = Path(folder) / str(n)
            if n < DIFFERENT:
                events = list(events_of(plan, n))
                path.write_bytes(b"".join(struct.pack(">I", len(raw)) + raw for raw in map(encode, events)))
            else:
                path.hardlink_to(Path(folder) / str(n % DIFFERENT))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        worklist = Worklist(Queue.CLINICAL)
        start = perf_counter()
        judging = 0.0
        for n in range(PATIENTS):
            record = fold(BOX, read_events((Path(folder) / str(n)).read_bytes()))
            at = perf_counter()
            worklist.update(str(n), evaluate(record, now))
            judging += perf_counter() - at
        taken = perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{PATIENTS} patients of {PATIENT_DAYS} days ({len(events)} events each) from disk: "
        f"{PATIENTS / taken:.0f} patients/s, {PATIENTS * len(events) / taken:.0f} events/s; "
        f"judging is {judging / taken:.0%} of it; peak memory {before / 1024:.0f} -> {after / 1024:.0f} MiB"
    )


def events_of(plan: Plan, seed: int) -> Iterator[Event]:
    yield Event("p", BOX, "clinic", plan.valid_from, PlanIssued(plan))
    for m in history(PATIENT_DAYS, seed):
        yield Event(measurement_event_id(BOX, m.id), BOX, "home", m.taken_at, MeasurementRecorded(m))


def read_events(blob: bytes) -> Iterator[Event]:
    place = 0
    while place < len(blob):
        (size,) = struct.unpack_from(">I", blob, place)
        yield decode(blob[place + 4 : place + 4 + size])
        place += 4 + size


def main() -> None:
    one_patient()
    many_patients()
