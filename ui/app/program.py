"""What the patient's and the care side's programs share: worker, profile, sync, and their order.

Order of ending: tasks are cancelled and clean up (devices hang up and save, sync closes its connection),
then the database is closed, then the thread ends.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from hemmonitor.bootstrap import Profile, Sync
from hemmonitor.model.events import Event
from hemmonitor.sync.status import SyncStatus
from ui.app.parts import keep_running
from ui.worker import Worker

WINDOW_FIRST = 0.3  # seconds that the network and the devices give the window to be drawn


class Program:
    """A program with a profile that is kept in step with the relay. ``stop`` may be called at any time."""

    def __init__(
        self,
        profile: Callable[[], Profile],
        clock: Callable[[], dt.datetime],
        worker: Worker | None = None,
    ) -> None:
        """``profile`` is opened on the worker thread, which is the program's from now on.

        Raises what it raises.
        """
        self.worker = worker or Worker()
        self.clock = clock
        self.status = SyncStatus()
        self.tasks: list[Future[None]] = []
        self._sync: Sync | None = None
        self._profile: Profile | None = None
        try:
            self._profile = self.worker.call(profile).result()
        except BaseException:
            self.stop()
            raise

    @property
    def profile(self) -> Profile:
        """This computer's keys and data; the worker thread owns its journal."""
        assert self._profile is not None
        return self._profile

    @property
    def sync(self) -> Sync:
        """The profile's sync, once it is made."""
        assert self._sync is not None
        return self._sync

    def make_sync(
        self, on_events: Callable[[Sequence[Event]], None], on_status: Callable[[SyncStatus], None]
    ) -> None:
        """Make the sync, on the worker thread. ``on_status`` gets what ``status`` then is."""

        def told(status: SyncStatus) -> None:
            before, self.status = self.status, status
            if status != before:
                on_status(before)

        self._sync = self.worker.call(lambda: Sync(self.profile, self.clock, on_events, told)).result()

    def run_sync(self, tell: Callable[[str], None]) -> None:
        """Keep in step until the end; ``tell`` gets the code of what goes wrong unforeseen."""

        async def run() -> None:
            await asyncio.sleep(WINDOW_FIRST)
            await self.sync.run()

        self.tasks.append(self.worker.spawn(keep_running(run, tell)))

    def wake(self) -> None:
        """There is something to send (worker thread). Before sync is there, it will find it by itself."""
        if self._sync is not None:
            self._sync.trigger()

    def stop(self) -> None:
        """End everything in order; twice is fine."""
        self.worker.finish(self._close)

    def _close(self) -> None:
        if self._profile is not None:  # a start that failed half-way has none
            self._profile.close()
