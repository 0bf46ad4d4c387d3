"""A patient's program without its window: records, seals and sends until it is killed.

Run by ``test_kill_patient``: ``patient_worker.py FOLDER ROUND``. Prints ``saved ID`` only after a reading
was shown as saved, and ``sent`` when the relay has acknowledged something.
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Profile, Sync
from hemmonitor.sync.status import SyncStatus
from tests.store.killing import BEGIN
from tests.whole.keystore import FileStore
from tests.whole.world import home_of, pressure


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


async def live(folder: Path, number: int) -> None:
    profile = Profile.open(folder, store=FileStore(folder / "keystore"))
    home, chance, sent = home_of(profile), random.Random(number), [0]

    def told(status: SyncStatus) -> None:
        if status.sent > sent[0]:
            sent[0] = status.sent
            say("sent")

    sync = Sync(profile, clock.now, lambda _events: None, told)
    running = asyncio.create_task(sync.run())
    say(BEGIN)
    count = 0
    while True:
        count += 1
        raw = f"{number}/{count}".encode()
        if count > 3 and chance.random() < 0.2:  # the device sends a stored record again
            raw = f"{number}/{chance.randint(1, count - 1)}".encode()
        reading = pressure(100 + count % 90, 70, clock.now().replace(microsecond=0), raw)
        home.record(reading, clock.now())
        say("saved", reading.id)
        sync.trigger()
        await asyncio.sleep(chance.uniform(0, 0.02))
        assert not running.done(), "sync has ended"


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), int(sys.argv[2])))
