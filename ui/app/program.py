"""What the patient's and the care side's programs share: worker, profile, sync, and their order.

Order of starting: the window is shown and drawn, and then the network and the devices are read and begun.
Order of ending: tasks are cancelled and clean up (devices hang up and save, sync closes its connection),
then the database is closed, then the thread ends.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from hemmonitor.bootstrap import Profile
from hemmonitor.model.events import Event
from hemmonitor.sync.status import SyncStatus
from ui.app.parts import keep_running
from ui.worker import Worker

if TYPE_CHECKING:  # at run time when the window has been drawn
    from hemmonitor.bootstrap import Sync


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
        self._stopped = False
        self.tasks: list[Future[None]] = []
        self._drawn = asyncio.Event()
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

    def run_sync(
        self,
        on_events: Callable[[Sequence[Event]], None],
        on_status: Callable[[SyncStatus], None],
        tell: Callable[[str], None],
    ) -> None:
        """Keep in step until the end, once the window has been drawn.

        ``on_events`` gets new events after they are durable, ``on_status`` how sync stood before ``status``,
        both on the worker thread; ``tell`` the code of what goes wrong unforeseen.
        """

        def told(status: SyncStatus) -> None:
            before, self.status = self.status, status
            on_status(before)  # also when it is the same: the log may have changed what it means

        async def run() -> None:
            await self.until_drawn()
            from hemmonitor.bootstrap import Sync

            self._sync = Sync(self.profile, self.clock, on_events, told)
            await self._sync.run()

        self.tasks.append(self.worker.spawn(keep_running(run, tell)))

    def begin(self) -> None:
        """The window has been drawn: the network and the devices may begin (Qt thread). Twice is fine."""
        if not self._stopped:
            self.worker.loop.call_soon_threadsafe(self._drawn.set)

    async def until_drawn(self) -> None:
        """Wait for ``begin`` (worker thread)."""
        await self._drawn.wait()

    def wake(self) -> None:
        """There is something to send (worker thread). Before sync is there, it will find it by itself."""
        if self._sync is not None:
            self._sync.trigger()

    def stop(self) -> None:
        """End everything in order; twice is fine."""
        self._stopped = True
        self.worker.finish(self._close)

    def _close(self) -> None:
        if self._profile is not None:  # a start that failed half-way has none
            self._profile.close()
