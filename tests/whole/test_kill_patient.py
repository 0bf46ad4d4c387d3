"""Kill -9 of the patient's process at any moment of record, seal or send, fifty times.

On restart no reading that was shown as saved is missing and none is double, neither at the patient nor,
when all has been sent, at the nurse.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from hemmonitor.bootstrap import Profile
from hemmonitor.model.events import MeasurementRecorded
from hemmonitor.relay.server import RelayServer
from hemmonitor.store.journal import Journal
from tests.store.killing import run_and_kill
from tests.whole.keystore import FileStore
from tests.whole.world import PIN, found_with_patient, once

WORKER = str(Path(__file__).with_name("patient_worker.py"))
MOST = 25  # lines: readings shown as saved, and acknowledgements
LONGEST = 0.03  # seconds, about what a reading takes: the moment after a line is any

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


def readings(journal: Journal) -> list[str]:
    events = (stored.event for stored in journal.events())
    return [e.body.measurement.id for e in events if isinstance(e.body, MeasurementRecorded)]


def until(count: int, *, sent: bool) -> Callable[[Sequence[str]], bool]:
    """When so many lines are there, and where ``sent`` is asked for, an acknowledgement among them."""
    return lambda lines: len(lines) >= count and (not sent or "sent\n" in lines)


@pytest.mark.parametrize("series", range(5))
def test_killed_ten_times_at_random_moments(series: int, tmp_path: Path) -> None:
    chance = random.Random()
    saved: set[str] = set()
    sent = 0
    with RelayServer(tmp_path / "relay.db") as relay:
        asyncio.run(found_with_patient(tmp_path, relay.url))
        folder = tmp_path / "patient"
        for number in range(10):
            arguments = [WORKER, str(folder), str(10 * series + number)]
            enough = until(chance.randrange(MOST), sent=number == 5)  # in one round it is seen that it sends
            lines = run_and_kill(arguments, seconds=chance.uniform(0, LONGEST), enough=enough)
            saved |= {line.removeprefix("saved ") for line in lines if line.startswith("saved ")}
            sent += lines.count("sent")
        asyncio.run(everything_arrives_once(tmp_path, saved))
    assert saved, "nothing was saved in ten rounds"
    assert sent, "nothing was sent in ten rounds"


async def everything_arrives_once(folder: Path, saved: set[str]) -> None:
    patient = Profile.open(folder / "patient", store=FileStore(folder / "patient" / "keystore"))
    nurse = Profile.open(folder / "nurse", pin=PIN)
    try:
        await once(patient)
        await once(nurse)
        at_home, at_centre = readings(patient.journal), readings(nurse.journal)
        assert len(at_home) == len(set(at_home)), "a reading is double at the patient"
        assert saved <= set(at_home), "a reading that was shown as saved is missing"
        assert sorted(at_centre) == sorted(at_home), "the nurse has not exactly what the patient has"
        assert nurse.journal.quarantined() == ()
        assert patient.journal.unsealed_mailboxes() == ()
        assert patient.journal.unsent() == ()
    finally:
        patient.close()
        nurse.close()
