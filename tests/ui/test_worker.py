"""The worker thread ends clean: what is asked for too late is cancelled, and nothing is left unawaited."""

from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import CancelledError

import pytest

from ui.worker import Worker


def test_work_and_its_result() -> None:
    worker = Worker()
    assert worker.call(threading.get_ident).result(20) != threading.get_ident()
    worker.stop()
    worker.stop()


def test_what_runs_is_cancelled_and_cleans_up() -> None:
    worker, done = Worker(), []

    async def long() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            done.append("cleaned up")

    future = worker.spawn(long())
    worker.call(lambda: None).result(20)  # it has begun
    worker.stop()
    assert future.cancelled()
    assert done == ["cleaned up"]


def test_a_call_after_the_end_is_cancelled() -> None:
    worker = Worker()
    worker.stop()
    late = worker.call(lambda: "never")
    with pytest.raises(CancelledError):
        late.result(20)
    heard: list[bool] = []
    late.add_done_callback(lambda future: heard.append(future.cancelled()))
    assert heard == [True]
    gc.collect()  # warnings are errors: a coroutine that nobody awaited would be one


def test_calls_while_it_stops_end_too() -> None:
    for _ in range(20):
        worker = Worker()
        begun, futures = threading.Event(), []

        def ask(worker: Worker = worker, begun: threading.Event = begun, futures: list = futures) -> None:
            for number in range(200):
                futures.append(worker.call(lambda: None))
                if number == 20:
                    begun.set()

        asker = threading.Thread(target=ask)
        asker.start()
        begun.wait(20)
        worker.stop()
        asker.join(20)
        for future in futures:
            if not future.cancelled():
                future.result(20)
    gc.collect()  # a coroutine that nobody awaited would be a warning here, and that an error
