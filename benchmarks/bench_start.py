"""Cold start of the patient's program against a bare PySide6 and pyqtgraph window showing one plot.

Both are started as processes of their own, in turn. Budget (DESIGN.md section 8): at most 1.5x the time and
1.6x the memory, with 100,000 measurements.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.model.events import Event, MeasurementRecorded, measurement_event_id
from hemmonitor.relay.server import RelayServer
from tests.whole.world import FileStore, found_with_patient, pressure

SIZES = (400, 100_000)
RUNS = 5
ROOT = Path(__file__).parents[1]


def start(*arguments: str) -> tuple[float, float]:
    """Seconds to the painted window, and MiB at the peak."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.start_worker", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        words = process.stdout.readline().split()
        seconds = time.perf_counter() - began
    if words[:1] != ["ready"]:
        raise SystemExit(f"start_worker {arguments[0]} did not come up")
    return seconds, int(words[1]) / 1024


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
            start("bare"), start("patient", str(folder / "patient"))  # files into the cache
            bare, ours = [], []
            for _ in range(RUNS):
                bare.append(start("bare"))
                ours.append(start("patient", str(folder / "patient")))
        seconds = [statistics.median(each[0] for each in kind) for kind in (bare, ours)]
        memory = [statistics.median(each[1] for each in kind) for kind in (bare, ours)]
        print(
            f"cold start, {count:,} measurements: {seconds[1] / seconds[0]:.2f}x a bare window "
            f"({seconds[1]:.2f} s to {seconds[0]:.2f} s), memory {memory[1] / memory[0]:.2f}x "
            f"({memory[1]:.0f} MiB to {memory[0]:.0f} MiB)"
        )


if __name__ == "__main__":
    main()
