"""Cold start of the patient's program against a bare PySide6 and pyqtgraph window showing one plot.

Both are started as processes of their own, in turn, and run from bytecode, as installed programs do;
processor time is told beside the time, since other jobs on the machine make both longer and not alike. Budget
(DESIGN.md section 8): at most 1.5x the time and 1.6x the memory, with 100,000 measurements.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.model.events import Event, MeasurementRecorded, measurement_event_id
from hemmonitor.relay.server import RelayServer
from tests.whole.world import FileStore, found_with_patient, pressure

SIZES = (400, 100_000)
RUNS = 9
ROOT = Path(__file__).parents[1]
Start = tuple[float, float, float]  # seconds, processor seconds, MiB


def start(bytecode: Path, *arguments: str) -> Start:
    """Seconds to the painted window, processor seconds until then, and MiB at the peak."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.start_worker", *arguments],
        cwd=ROOT,
        env=surroundings | {"PYTHONPYCACHEPREFIX": str(bytecode)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        words = process.stdout.readline().split()
        seconds = time.perf_counter() - began
    if words[:1] != ["ready"]:
        raise SystemExit(f"start_worker {arguments[0]} did not come up")
    return seconds, float(words[2]), int(words[1]) / 1024


def fill(folder: Path, count: int) -> None:
    """Ten years or so of readings, evenly spread."""
    profile = Profile.open(folder, store=FileStore(folder / "keystore"))
    mailbox, device, now = profile.placed().mailbox, profile.keys.device_id, clock.now()
    step = dt.timedelta(days=3650) / count
    for begin in range(0, count, 5000):
        events = []
        for number in range(begin, min(count, begin + 5000)):
            at = now - step * (count - number)
            reading = pressure(118 + number % 23, 70 + number % 11, at, str(number).encode())
            event_id = measurement_event_id(mailbox, reading.id)
            events.append(Event(event_id, mailbox, device, at, MeasurementRecorded(reading)))
        profile.journal.append(events, outgoing=False)
    profile.close()


def main() -> None:
    for count in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with RelayServer(folder / "relay.db") as relay:
                asyncio.run(found_with_patient(folder, relay.url))
            fill(folder / "patient", count)
            patient, bytecode = str(folder / "patient"), folder / "bytecode"
            start(bytecode, "bare"), start(bytecode, "patient", patient)  # files into the cache
            bare, ours = [], []
            for _ in range(RUNS):
                bare.append(start(bytecode, "bare"))
                ours.append(start(bytecode, "patient", patient))
        tell(count, bare, ours)


def tell(count: int, bare: Sequence[Start], ours: Sequence[Start]) -> None:
    """The medians, and what one start is to the bare one before it."""
    (wall, cpu, memory), (our_wall, our_cpu, our_memory) = (
        [statistics.median(column) for column in zip(*kind, strict=True)] for kind in (bare, ours)
    )
    ratios = [[o / b for o, b in zip(our, one, strict=True)] for our, one in zip(ours, bare, strict=True)]
    times, cpus, memories = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(
        f"cold start, {count:,} measurements: {times:.2f}x a bare window ({our_wall:.2f} s to {wall:.2f} s), "
        f"processor time {cpus:.2f}x ({our_cpu:.2f} s to {cpu:.2f} s), "
        f"memory {memories:.2f}x ({our_memory:.0f} MiB to {memory:.0f} MiB)"
    )


if __name__ == "__main__":
    main()
