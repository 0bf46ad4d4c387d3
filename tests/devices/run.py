"""A collector at work, for tests: what it told and what it stored."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from devices.collector import Collector
from devices.events import Device, Event, LiveCuff
from devices.link import Link
from devices.session import Policy
from hemmonitor.model.measurement import Component, Measurement

E = TypeVar("E")
ZONE = dt.timezone(dt.timedelta(hours=2))


def clock() -> dt.datetime:
    return dt.datetime.now(ZONE)  # noqa: TID251 - the tests' own clock


class Run:
    """A collector at work: what it told, what it stored."""

    def __init__(self, link: Link, devices: tuple[Device, ...], policy: Policy) -> None:
        self.events: list[Event] = []
        self.stored: dict[str, Measurement] = {}
        self.refuse: Exception | None = None
        self.first: dict[type, Callable[[], None]] = {}
        self._changed = asyncio.Event()
        self.collector = Collector(
            link, sink=self.sink, emit=self.on_event, clock=clock, devices=devices, policy=policy
        )

    async def sink(self, measurement: Measurement) -> bool:
        if self.refuse is not None:
            raise self.refuse
        new = measurement.id not in self.stored
        self.stored.setdefault(measurement.id, measurement)
        return new

    def on_event(self, event: Event) -> None:
        """Note the event. The first of a kind may set something off."""
        self.events.append(event)
        self.first.pop(type(event), lambda: None)()
        self._changed.set()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind: type[E], count: int = 1, seconds: float = 20) -> E:
        """Wait for the ``count``-th event of a kind."""
        try:
            await self.true(lambda: len(self.of(kind)) >= count, seconds)
        except TimeoutError:
            told = [type(event).__name__ for event in self.events if not isinstance(event, LiveCuff)]
            raise AssertionError(f"no {kind.__name__} number {count} in {told}") from None
        return self.of(kind)[count - 1]

    def systolics(self) -> list[int]:
        """What is stored, in the order it came."""
        values = [one.value(Component.SYSTOLIC) for one in self.stored.values()]
        return [int(value) for value in values if value is not None]

    async def true(self, test: Callable[[], bool], seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not test():
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def collecting(link: Link, *devices: Device, policy: Policy) -> AsyncIterator[Run]:
    """Run a collector while the block lasts; it has shut down cleanly afterwards."""
    run = Run(link, devices, policy)
    task = asyncio.create_task(run.collector.run())
    try:
        yield run
    finally:
        task.cancel()
        await asyncio.wait({task})
    if not task.cancelled():
        task.result()
