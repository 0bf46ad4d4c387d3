"""The nurse's views with 100, 1,000 and 10,000 rows: keystrokes, arrivals, and a limit that is dragged.

The real window on the real bridge, clinic and journal (in memory), painted off screen. Budgets (issue
text): a keystroke in filter or search 30 ms, an arriving event to the painted row 50 ms, dragging with
what-if 30 frames a second. Figures with more rows are told against those with 100, in the same run.

``BENCH_ROWS`` limits the sizes (10000). Patients have a week behind them; a long history costs the core, and
is measured by ``bench_clinical`` and ``bench_start``.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.events import Event, MeasurementRecorded, measurement_event_id
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.nurse.listing import Chip, View
from ui.nurse.thresholds_page import ThresholdsPage

SIZES = tuple(n for n in (100, 1_000, 10_000) if n <= int(os.environ.get("BENCH_ROWS", "10000")))
DIFFERENT = 120  # patients that are made; the others are these under other names
DAYS = 7
YELLOW = "bp.systolic.yellow.high"
BUDGETS = {"search": 30.0, "filter": 30.0, "queue": 30.0, "arrival": 50.0, "drag": 1000 / 30}  # ms


def events(count: int) -> Iterator[Event]:
    """A centre's events: the same few patients over and over, each in a mailbox of its own."""
    known = list(cohort.events(cohort.many(min(count, DIFFERENT)), days=DAYS))
    for turn in range(-(-count // DIFFERENT)):
        for event in known:
            number = int(event.mailbox.rpartition("-")[2]) + turn * DIFFERENT
            if number < count:
                box = cohort.mailbox_of(number)
                yield replace(event, id=event.id.replace(event.mailbox, box) + f"/{turn}", mailbox=box)


def painted() -> None:
    """Everything that waits is done, and the screen is painted."""
    for _ in range(3):
        QCoreApplication.processEvents()


def timed(do: Callable[[], object], times: int) -> float:
    """Median milliseconds of one time, with its painting."""
    found = []
    for _ in range(times):
        began = perf_counter()
        do()
        painted()
        found.append((perf_counter() - began) * 1000)
    return median(found)


def measure(stage: Stage) -> dict[str, float]:
    """Milliseconds of each deed."""
    page = stage.window.worklist
    page.show_queue(View.CLINICAL)
    while page.model.listing.warm(2_000):  # idle moments make the search texts; here they are over
        pass
    painted()
    keys = iter("blodtryck" * 4)
    found = {"search": timed(lambda: page.search.setText(page.search.text()[:6] + next(keys)), 20)}
    page.search.clear()
    chips = iter([Chip.UNOWNED, Chip.ALL] * 10)
    found["filter"] = timed(lambda: page.chips.chosen.emit(next(chips)), 12)
    queues = iter([View.MISSING, View.CLINICAL] * 10)
    found["queue"] = timed(lambda: page.show_queue(next(queues)), 8)
    found["arrival"] = arrival(stage)
    found["drag"] = drag(stage)
    return found


def arrival(stage: Stage) -> float:
    """An event from its being stored to its row on the screen."""
    shown = stage.window.worklist.model.listing.shown
    number = iter(range(1000))

    def arrive() -> None:
        box = shown[next(number) % min(len(shown), 12)]
        value = cohort.pressure(box, stage.now, 150 + next(number) % 20, 90)
        event = Event(measurement_event_id(box, value.id), box, "d", stage.now, MeasurementRecorded(value))
        stage.later(1)
        stage.worker.call(stage.bridge.received, (event,)).result()

    return timed(arrive, 12)


def drag(stage: Stage) -> float:
    """A frame of a limit being moved, with the what-if asked for at every third."""
    page: ThresholdsPage = stage.window.thresholds
    stage.window.open_patient(cohort.mailbox_of(0))
    stage.until(lambda: stage.window.patient.mailbox == cohort.mailbox_of(0))
    stage.window.show_thresholds()
    stage.settle()
    place = iter(range(1000))

    def frame() -> None:
        step = next(place)
        page.chart.edited.emit(YELLOW, 140.0 + step % 20)
        if step % 3 == 0:
            assert page.draft is not None
            stage.bridge.suppose(page.mailbox, page.draft.made, 42)

    cost = timed(frame, 45)
    stage.settle()
    stage.window.show_worklist()
    return cost


def main() -> None:
    first: dict[str, float] = {}
    for size in SIZES:
        began = perf_counter()
        stage = Stage(events(size), days=DAYS)
        ready = perf_counter() - began
        found = measure(stage)
        first = first or found
        stage.close()
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:6} rows, ready in {ready:.1f} s, {used} MB in all")
        for name, cost in found.items():
            ratio = cost / first[name]
            print(
                f"       {name:8} {cost:7.1f} ms, {cost / BUDGETS[name]:5.2f} of the budget, "
                f"{ratio:5.1f} times that of {SIZES[0]} rows"
            )
