"""One thread with one asyncio loop for the program's life: Bluetooth, network and storage live there.

bleak caches a manager per loop, Windows wants its apartment, and SQLite its thread; so there is one
of each. Qt stays on the main thread; ``bridge`` is the only crossing.
"""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

STOP_SECONDS = 10.0


class Worker:
    """The worker thread. ``stop`` cancels what still runs and waits for it."""

    def __init__(self, name: str = "hemmonitor-worker") -> None:
        self._loop = asyncio.new_event_loop()
        self._ending = False
        self._asking = threading.RLock()  # what is asked for is on the loop before it ends, or not at all
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop, for parts that are created on the thread."""
        return self._loop

    def spawn(self, coroutine: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the thread; after ``stop`` it is cancelled before it begins."""
        with self._asking:
            if not self._ending:
                return asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        coroutine.close()
        late: Future[T] = Future()
        late.cancel()
        return late

    def call(self, function: Callable[..., T], *args: Any) -> Future[T]:
        """Run a plain function on the thread, in the order of the calls."""

        async def run() -> T:
            return function(*args)

        return self.spawn(run())

    def stop(self) -> None:
        """Cancel what runs, let it finish its clean-up, and end the thread. Twice is fine."""
        self.finish(lambda: None)

    def finish(self, last: Callable[[], None]) -> None:
        """The same, and run ``last`` on the thread when nothing else runs there any more."""
        if not self._thread.is_alive():
            return
        self.spawn(self._cancel_all()).result(STOP_SECONDS)
        self.call(last).result(STOP_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_SECONDS)

    async def _cancel_all(self) -> None:
        # More than once: what is cancelled may have begun something in its last step. A task that has not
        # begun is let begin first, since anyio's would lose the coroutine they hold.
        while tasks := [t for t in asyncio.all_tasks(self._loop) if t is not asyncio.current_task()]:
            begun = [task for task in tasks if _has_begun(task)]
            for task in begun:
                task.cancel()
            await asyncio.gather(asyncio.sleep(0), *begun, return_exceptions=True)

    async def _late(self) -> None:
        """What was asked for while the loop stopped: let it be a task, then cancel it."""
        await asyncio.sleep(0)
        await self._cancel_all()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            with self._asking:
                self._ending = True
            self._loop.run_until_complete(self._late())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()


def _has_begun(task: asyncio.Task[Any]) -> bool:
    coroutine = task.get_coro()
    return not inspect.iscoroutine(coroutine) or inspect.getcoroutinestate(coroutine) != inspect.CORO_CREATED
