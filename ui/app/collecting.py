"""From the devices to the patient's program: saves what arrives, and tells the screens how it goes.

Everything here runs in the worker's loop. The faces see no device, so session events become the
``DeviceNews`` of ``ui.bridge``; a frame's bytes stop here.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterable
from decimal import Decimal

from devices import events
from devices.collector import Collector
from devices.events import Device
from devices.link import Link
from devices.session import Policy
from hemmonitor.errors import DeviceError
from hemmonitor.model.measurement import Measurement
from ui.bridge import (
    DeviceNews,
    DeviceStage,
    FailedNews,
    PatientBridge,
    PressureNews,
    ProblemNews,
    StageNews,
)

log = logging.getLogger(__name__)

KPA_IN_MMHG = Decimal("7.50062")  # live pressure only; a result keeps its own unit


class Collecting:
    """Collects from the patient's devices for as long as the program runs."""

    def __init__(
        self,
        bridge: PatientBridge,
        link: Link,
        clock: Callable[[], dt.datetime],
        *,
        devices: Iterable[Device] = (),
        mark: Callable[[Measurement], Measurement] = lambda m: m,
        on_paired: Callable[[Device], None] = lambda _d: None,
        pair_when_found: bool = False,
        policy: Policy | None = None,
    ) -> None:
        """``mark`` adds what a guided sitting knows; ``on_paired`` stores a device, in the worker's loop.

        ``pair_when_found`` pairs with any readable device that shows itself, as when a person has asked for
        a new device and stands beside it.
        """
        self._bridge = bridge
        self._clock = clock
        self._mark = mark
        self._on_paired = on_paired
        self.pair_when_found = pair_when_found
        self._pairing: set[asyncio.Task[None]] = set()
        self._names = {d.address: d.model or d.name for d in devices}
        self._collector = Collector(
            link, sink=self._save, emit=self._tell, clock=clock, devices=devices, policy=policy
        )

    async def run(self) -> None:
        """Collect until cancelled."""
        try:
            await self._collector.run()
        finally:
            for task in self._pairing:
                task.cancel()

    async def _save(self, measurement: Measurement) -> bool:
        return self._bridge.record_now(self._mark(measurement))

    async def _pair(self, address: str) -> None:
        try:
            await self._collector.pair(address)
        except DeviceError as error:
            self._bridge.device.emit(ProblemNews(error.code))

    def _tell(self, event: events.Event) -> None:
        if isinstance(event, events.Found) and self.pair_when_found:
            task = asyncio.get_running_loop().create_task(self._pair(event.address))
            self._pairing.add(task)
            task.add_done_callback(self._pairing.discard)
        if isinstance(event, events.Paired):
            self._names[event.device.address] = event.device.model or event.device.name
            self._on_paired(event.device)
        if isinstance(event, events.MeasurementFailed):
            log.info("a device failed to measure at %s", self._clock().isoformat(timespec="seconds"))
            self._bridge.record_failure(event.kind, event.reason, event.address, event.raw)
        news = self._news(event)
        if news is not None:
            self._bridge.device.emit(news)

    def _news(self, event: events.Event) -> DeviceNews | None:  # noqa: PLR0911 - one return an event
        match event:
            case events.Scanning():
                return StageNews(DeviceStage.SEARCHING)
            case events.Connecting(address):
                return StageNews(DeviceStage.CONNECTING, self._names.get(address, ""))
            case events.Pairing(address):
                return StageNews(DeviceStage.PAIRING, self._names.get(address, ""))
            case events.Connected(address):
                return StageNews(DeviceStage.CONNECTED, self._names.get(address, ""))
            case events.Ended(address, _):
                return StageNews(DeviceStage.ENDED, self._names.get(address, ""))
            case events.LiveCuff(_, pressure, unit):
                return PressureNews(pressure * KPA_IN_MMHG if unit == "kPa" else pressure, self._clock())
            case events.MeasurementFailed():
                return FailedNews(event.kind, event.reason, event.flags)
            case events.Problem(error, _):
                return ProblemNews(error.code)
            case events.NotSaved(_, _, reason):
                return ProblemNews(reason)
        return None
