"""The nurse's start over many patients: the first lines, an arrival, a record of ten years, memory.

For 100, 1,000 and 10,000 patients (``BENCH_CENTRE`` names other sizes), each with some weeks in the
database (less of them where the patients are many), and one with ten years. The program runs once, keeps
its lines, and is started anew by a process of its own, which is what is timed, in processor time. Compared
with one pass of SQL over the same heads. Budgets (issue text): first lines 200 ms after unlocking, an
arrival 50 ms, ten years opened 150 ms.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.bench_clinical import FIRST, YEARS, history, whole_plan
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.keptrows import HEAD
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    PatientRegistered,
    PlanIssued,
    measurement_event_id,
)
from hemmonitor.shelf import stamp
from hemmonitor.store.sqlite import SqliteJournal, open_journal

SIZES = tuple(int(n) for n in os.environ.get("BENCH_CENTRE", "100,1000,10000").split(","))
WEEKS = 3
DIFFERENT = 20  # histories; the rest are given the same ones
KEY = bytes(range(32))
LONG = "ten-years"
NOW = FIRST + dt.timedelta(days=365 * YEARS, hours=1)
AT_ONCE = 60  # as ``ui.bridge`` has it
STAFF = Staff("Anna", "nurse")


def events_of(mailbox: str, name: str, days: int, seed: int) -> list[Event]:
    plan = replace(whole_plan(), valid_from=NOW - dt.timedelta(days=days + 1))
    began = NOW - dt.timedelta(days=days, hours=1)
    who = PatientRegistered(name, "196101182803")
    found = [
        Event(f"{mailbox}/who", mailbox, "clinic", began, who),
        Event(f"{mailbox}/plan", mailbox, "clinic", began, PlanIssued(plan)),
    ]
    for m in history(days, seed, began):
        one = replace(m, id=f"{mailbox}/{m.id}")
        body = MeasurementRecorded(one)
        found.append(Event(measurement_event_id(mailbox, one.id), mailbox, "home", m.taken_at, body))
    return found


def fill(folder: Path, patients: int) -> None:
    journal = open_journal(folder / "journal.db", KEY)
    for number in range(patients):
        mailbox = f"patient-{number:05d}"
        events = events_of(mailbox, f"Patient {number}", 7 * WEEKS, number % DIFFERENT)
        journal.append(events[:: max(1, patients // 1000)] if number > DIFFERENT else events, outgoing=False)
    journal.append(events_of(LONG, "Ten Years", 365 * YEARS, 1), outgoing=False)
    clinic = Clinic(journal, "desk", STAFF)
    clinic.worklist(NOW)
    clinic.keep()
    journal.close()


def restart(folder: Path) -> None:
    """In a process of its own; prints milliseconds and MiB."""
    journal = open_journal(folder / "journal.db", KEY, create=False)
    heads = timed(lambda: sum(1 for _ in journal.derived(HEAD, stamp())))
    begin = process_time()
    clinic = Clinic(journal, "desk", STAFF)
    first = clinic.first(AT_ONCE)
    shown = process_time() - begin
    begin = process_time()
    view = clinic.patient(LONG, NOW)
    opened = process_time() - begin
    arrivals = [arrive(journal, clinic, number) for number in range(30)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = process_time()
    for _ in clinic.unpack():
        pass
    whole = len(clinic.as_made())
    unpacked = process_time() - begin
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{whole} patients: first {len(first)} lines {shown * 1e3:.0f} ms "
        f"({shown / heads:.1f} x reading the heads), "
        f"an arrival to its line {median(arrivals) * 1e3:.1f} ms, ten years opened {opened * 1e3:.0f} ms "
        f"({len(view.measurements)} newest), all lines {unpacked:.1f} s; "
        f"memory {before / 1024:.0f} -> {after / 1024:.0f} MiB",
        flush=True,
    )


def arrive(journal: SqliteJournal, clinic: Clinic, number: int) -> float:
    mailbox = f"patient-{number % DIFFERENT:05d}"
    one = replace(next(history(1, number, NOW)), id=f"{mailbox}/new-{number}", taken_at=NOW)
    event = Event(measurement_event_id(mailbox, one.id), mailbox, "home", NOW, MeasurementRecorded(one))
    journal.append([event], outgoing=False)
    begin = process_time()
    for box in clinic.received([event]):
        clinic.row(box, NOW)
    return process_time() - begin


def timed(work: object) -> float:
    begin = process_time()
    work()  # type: ignore[operator]
    return process_time() - begin


def main() -> None:
    for patients in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            begin = perf_counter()
            fill(Path(folder), patients)
            print(f"filled and folded once in {perf_counter() - begin:.0f} s", flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.bench_centre", folder], check=True)


if __name__ == "__main__":
    restart(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
