"""A nurse's or a patient's program without its window, for ``crash``: writes, syncs, until it is killed.

``crash_worker.py FOLDER ROUND`` prints ``begin``, then ``saved TEXT`` after a message is durable. A full disk
is no reason to end: what could not be saved is not said to be.
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Profile, Sync
from hemmonitor.crypto.members import handover_box
from hemmonitor.errors import StorageError
from hemmonitor.model.events import Event, MessageWritten, new_event_id
from tests.store.killing import BEGIN
from tests.whole.world import FileStore


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


async def live(folder: Path, number: int) -> None:
    profile = Profile.open(folder, store=FileStore(folder / "keystore"))
    state, own = profile.trust().state, profile.keys.device_id
    staff = profile.placed().role != "patient"
    patients = [name for name, box in state.mailboxes.items() if box.devices and name != handover_box(own)]
    chance = random.Random(number)
    sync = Sync(profile, clock.now, lambda _events: None, lambda _status: None)
    running = asyncio.create_task(_synced(sync))
    say(BEGIN)
    count = 0
    while True:
        count += 1
        text = f"{'nurse' if staff else 'patient'}/{number}/{count}"
        body = MessageWritten(text, "somebody", from_patient=not staff)
        event = Event(new_event_id(), chance.choice(patients), own, clock.now(), body)
        try:
            profile.journal.append([event])
        except StorageError:
            await asyncio.sleep(0.1)
            continue
        say("saved", text)
        sync.trigger()
        await asyncio.sleep(chance.uniform(0, 0.8))
        assert not running.done(), "sync has ended"


async def _synced(sync: Sync) -> None:
    """As the program does: begun again when the storage fails under it."""
    while True:
        try:
            await sync.run()
        except* StorageError:
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), int(sys.argv[2])))
