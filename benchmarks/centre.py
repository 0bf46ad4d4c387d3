"""A nurse's program over 100, 1,000 and 10,000 patients with two years on disk: ``make bench-centre``.

The real window on the real bridge, clinic and SQLCipher journal (``centre_set``), painted off screen, in a
process of its own for each size. Budgets (issue text): the first lines painted 200 ms after unlocking, an
envelope's events to the painted row 50 ms, ten years opened 150 ms, a keystroke in filter or search 30 ms, a
limit dragged with what-if at 30 frames a second.

Each figure is the median in milliseconds, of the wall's clock and of the processor as the window's thread
used it, and how many times that of the smallest size. Core is the worker's part of the first lines.
``BENCH_CENTRE`` names other sizes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from benchmarks.centre_set import CENTRE, LONG, NOW, STAFF, mailbox_of, opened, place
from hemmonitor.access import Access
from hemmonitor.clinic import Clinic
from hemmonitor.model.events import Event, MeasurementRecorded, measurement_event_id
from hemmonitor.store.journal import ChainHead, Cursor
from hemmonitor.store.sqlite import SqliteJournal
from tests.ui.nurse import cohort
from tests.ui.render import application
from ui.bridge import NurseBridge
from ui.garbage import Garbage
from ui.i18n import Language, Translations
from ui.nurse.listing import Chip, View
from ui.nurse.window import NurseWindow
from ui.theme import Appearance, Choice, Face
from ui.worker import Worker

SIZES = tuple(int(n) for n in os.environ.get("BENCH_CENTRE", "100,1000,10000").split(","))
YELLOW = "bp.systolic.yellow.high"
BUDGETS = {
    "first lines": 200.0, "search": 30.0, "filter": 30.0, "queue": 30.0, "arrival": 50.0,
    "ten years": 150.0, "drag": 1000 / 30,
}  # fmt: skip
TEAM = frozenset({"team"})
_PATIENCE = 600.0  # seconds


@dataclass
class Bench:
    """One workstation over a set, as the program puts it together."""

    journal: SqliteJournal
    worker: Worker
    bridge: NurseBridge
    window: NurseWindow
    found: dict[str, tuple[float, float]]

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the program run until something holds. Raises ``TimeoutError`` after ten minutes."""
        began = perf_counter()
        while not holds():
            if perf_counter() - began > _PATIENCE:
                raise TimeoutError
            QCoreApplication.processEvents()
            sleep(0.0005)

    def painted(self) -> None:
        """Everything that waits on the window's side is done and painted."""
        for _ in range(3):
            QCoreApplication.processEvents()

    def measure(self, name: str, do: Callable[[], object], times: int) -> None:
        """Median milliseconds of one time, with its painting."""
        wall, used = [], []
        for _ in range(times):
            began, cpu = perf_counter(), thread_time()
            do()
            self.painted()
            wall.append((perf_counter() - began) * 1e3)
            used.append((thread_time() - cpu) * 1e3)
        self.found[name] = median(wall), median(used)


def started(folder: Path) -> Bench:
    """From the unlocked database to the painted first lines."""
    Garbage(application())  # as the program has it
    journal, worker = opened(folder), Worker()
    journal._rows("PRAGMA wal_autocheckpoint = 0")  # noqa: SLF001 - what is written here stays in that file

    def clinic() -> Clinic:
        access = Access(
            journal, "desk-0", CENTRE, STAFF.name, STAFF.role,
            own_teams=lambda: TEAM, teams_of=lambda _mailbox: TEAM,
        )  # fmt: skip
        return Clinic(journal, "desk-0", STAFF, access=access)

    translations = Translations()
    translations.use(Language.SV)
    appearance = Appearance(Face.NURSE, choice=Choice.LIGHT)
    began, cpu = perf_counter(), thread_time()
    at_work = worker.call(thread_time).result()
    bridge = NurseBridge(worker, clinic, lambda: NOW)
    core = perf_counter() - began, worker.call(thread_time).result() - at_work
    window = NurseWindow(bridge, appearance, translations, lambda: NOW, cohort.ZONE)
    made = perf_counter() - began, thread_time() - cpu
    window.resize(1440, 900)
    window.show()
    bench = Bench(journal, worker, bridge, window, {})
    bench.until(lambda: window.worklist.model.rowCount() > 0)
    bench.painted()
    whole = perf_counter() - began, thread_time() - cpu
    for name, pair in (("of it, core", core), ("core and window", made), ("first lines", whole)):
        bench.found[name] = pair[0] * 1e3, pair[1] * 1e3
    return bench


def all_lines(bench: Bench, patients: int) -> None:
    """Until every line is there and every search text made."""
    began, cpu = perf_counter(), thread_time()
    rows = bench.window.worklist.model.listing.rows
    bench.until(lambda: len(rows) > patients)
    bench.worker.call(lambda: None).result()
    bench.found["all lines"] = (perf_counter() - began) * 1e3, (thread_time() - cpu) * 1e3
    bench.until(lambda: not bench.window.worklist.model.busy and not bench.window.patients.model.busy)
    bench.painted()


def keystrokes(bench: Bench) -> None:
    """Search, chips, queues. Each shows other lines than before, so that nothing was drawn already."""
    page = bench.window.worklist
    words = iter("blodtryck över 1 2 3 4 hypertoni".replace(" ", ""))
    bench.measure("search", lambda: page.search.setText(page.search.text() + next(words)), 8)
    page.search.clear()
    bench.painted()
    chips = iter((Chip.UNOWNED, "hypertension", "copd", Chip.NEW, Chip.ALL, "heart_failure") * 2)
    bench.measure("filter", lambda: page.chips.chosen.emit(next(chips)), 12)
    queues = iter((View.MISSING, View.DEVICE, View.CLINICAL) * 4)
    bench.measure("queue", lambda: page.show_queue(next(queues)), 9)


def arrivals(bench: Bench) -> None:
    """What an envelope held, from its being stored with its chain to the row on the screen."""
    shown = bench.window.worklist.model.listing.shown
    number = iter(range(1, 1000))

    def arrive() -> None:
        one = next(number)
        box = shown[one % min(len(shown), 12)]
        value = replace(cohort.pressure(box, NOW, 150 + one % 20, 90), id=f"arrived-{one}")
        event = Event(measurement_event_id(box, value.id), box, "d", NOW, MeasurementRecorded(value))
        head, cursor = ChainHead("d", one, bytes(32)), Cursor("bench", one)

        def take() -> None:
            bench.bridge.received(bench.journal.receive(box, f"envelope-{one}", [event], head, cursor))

        bench.worker.call(take).result()

    bench.measure("arrival", arrive, 24)


def ten_years(bench: Bench) -> None:
    """A patient's page, from the key to the painted page; the whole history comes behind it."""
    window, others = bench.window, iter(range(20, 40))

    def open_long() -> None:
        window.open_patient(LONG)
        bench.until(lambda: window.patient.mailbox == LONG)

    for _ in range(5):
        window.open_patient(mailbox_of(next(others)))
        bench.until(lambda: window.patient.mailbox not in {"", LONG})
        bench.painted()
        began, cpu = perf_counter(), thread_time()
        open_long()
        bench.painted()
        pair = (perf_counter() - began) * 1e3, (thread_time() - cpu) * 1e3
        bench.found.setdefault("ten years", pair)  # the first time, when nothing of it is in memory
        bench.found["ten years again"] = pair
    window.show_worklist()
    bench.painted()


def drag(bench: Bench) -> None:
    """A frame of a limit being moved, with the what-if asked for at every third."""
    window, box, steps = bench.window, mailbox_of(1), iter(range(1000))
    window.open_patient(box)
    bench.until(lambda: window.patient.mailbox == box)
    window.show_thresholds()
    bench.painted()
    page = window.thresholds

    def frame() -> None:
        step = next(steps)
        page.chart.edited.emit(YELLOW, 140.0 + step % 20)
        if step % 3 == 0:
            assert page.draft is not None
            bench.bridge.suppose(page.mailbox, page.draft.made, 42)

    bench.measure("drag", frame, 60)


def memory() -> int:
    """The most that this process has had in memory, in MiB (``ru_maxrss`` begins with its parent's)."""
    return int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) // 1024


def run(folder: Path, patients: int) -> None:
    """In a process of its own; prints what it found as JSON."""
    bench = started(folder)
    all_lines(bench, patients)
    before = memory()
    for part in (keystrokes, arrivals, ten_years, drag):
        part(bench)
    peak = memory()
    print(json.dumps({"found": bench.found, "memory": [before, peak]}), flush=True)
    os._exit(0)  # the ending is not measured, and would write into the set


def main() -> None:
    first: dict[str, list[float]] = {}
    for patients in SIZES:
        folder = place(patients)
        command = [sys.executable, "-m", "benchmarks.centre", str(folder), str(patients)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        for end in ("-wal", "-shm"):  # the set is as it was
            (folder / f"journal.db{end}").unlink(missing_ok=True)
        found = json.loads(told.splitlines()[-1])
        first = first or found["found"]
        print(
            f"{patients:6} patients; {found['memory'][0]} MiB with all lines, {found['memory'][1]} in the end"
        )
        for name, (wall, used) in found["found"].items():
            limit = f"{wall / BUDGETS[name]:5.2f} of the budget" if name in BUDGETS else " " * 19
            print(
                f"       {name:16} {wall:8.1f} ms ({used:8.1f} of the processor) {limit}, "
                f"{used / first[name][1]:5.1f} x that of {SIZES[0]}",
                flush=True,
            )


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else main()
