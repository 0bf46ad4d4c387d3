"""From the devices to the patient's program: saves what arrives, and tells the screens how it goes.

Everything here runs in the worker's loop. The faces see no device, so session events become the
``DeviceNews`` of ``ui.bridge``, and through ``ui.app.devicedesk`` the state of ``ui.devicebridge``; a frame's
bytes stop here.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from decimal import Decimal

from devices import events
from devices.collector import Collector
from devices.link import Link
from devices.memory import Memory
from devices.serial_link import open_port
from devices.session import Policy
from devices.shelf import Shelf
from hemmonitor.clinical.overnight import with_desaturations
from hemmonitor.errors import DeviceError, StorageError
from hemmonitor.model.measurement import Measurement
from ui.app.devicedesk import DeviceDesk
from ui.bridge import (
    DeviceNews,
    DeviceStage,
    FailedNews,
    LiveNews,
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
        memory: Memory,
        *,
        mark: Callable[[Measurement], Measurement] = lambda m: m,
        pair_when_found: bool = False,
        ask_slots: bool = False,
        policy: Policy | None = None,
    ) -> None:
        """``memory`` is the journal: it knows the devices. ``mark`` adds what a guided sitting knows.

        ``pair_when_found`` pairs with any readable device that shows itself: for the demonstration, where no
        neighbour's can be near. ``ask_slots``: whose a device's user slot is, is asked once; else every
        slot is the patient's. May raise a `StorageError`.
        """
        self._bridge = bridge
        self._clock = clock
        self._mark = mark
        self._pair_when_found = pair_when_found
        self._pairing: set[asyncio.Task[None]] = set()
        self._measuring: set[str] = set()
        self._shelf = Shelf(memory, clock)
        self._collector = Collector(
            link,
            sink=self._save,
            emit=self._tell,
            clock=clock,
            devices=self._shelf.devices,
            policy=policy,
            memory=memory,
            ask_slots=ask_slots,
            open_port=open_port,
        )
        self._desk = DeviceDesk(bridge.devices, self._collector, self._shelf, link.desk)

    async def run(self) -> None:
        """Collect until cancelled."""
        await self._desk.tell()
        try:
            await self._collector.run()
        finally:
            for task in self._pairing:
                task.cancel()
            await self._desk.close()

    async def _save(self, measurement: Measurement) -> bool:
        return self._bridge.record_now(self._mark(with_desaturations(measurement)))

    async def _pair(self, address: str) -> None:
        try:
            await self._collector.pair(address)
        except DeviceError as error:
            self._bridge.device.emit(ProblemNews(error.code))

    def _tell(self, event: events.Event) -> None:
        if isinstance(event, events.Found) and self._pair_when_found:
            task = asyncio.get_running_loop().create_task(self._pair(event.address))
            self._pairing.add(task)
            task.add_done_callback(self._pairing.discard)
        if isinstance(event, events.MeasurementFailed):
            log.info("a device failed to measure at %s", self._clock().isoformat(timespec="seconds"))
            self._bridge.record_failure(event.kind, event.reason, event.address, event.raw)
        try:
            self._shelf.heard(event)
        except StorageError as error:
            self._bridge.failed.emit(error.code)
        for news in self._news(event):
            self._bridge.device.emit(news)
        self._desk.heard(event)

    def _news(self, event: events.Event) -> list[DeviceNews]:  # noqa: PLR0911 - one return an event
        address: str = getattr(event, "address", "")
        name = self._name(address)
        match event:
            case events.LiveCuff(pressure=pressure, unit=unit):
                news: list[DeviceNews] = []
                if address not in self._measuring:  # somebody has pressed START, perhaps again
                    self._measuring.add(address)
                    news.append(StageNews(DeviceStage.MEASURING, name))
                mmhg = pressure * KPA_IN_MMHG if unit == "kPa" else pressure
                return [*news, PressureNews(mmhg, self._clock())]
            case events.LiveValues(values=values):
                return [LiveNews(name, values, self._clock())]
            case events.MeasurementFailed(kind=kind, reason=reason, flags=flags):
                self._measuring.discard(address)
                return [FailedNews(kind, reason, flags)]
            case events.Received():
                self._measuring.discard(address)
            case events.Problem(error=error):
                return [ProblemNews(error.code, name)]
            case events.NotSaved(reason=reason):
                return [ProblemNews(reason, name)]
        stage = _STAGES.get(type(event))
        if stage is None:
            return []
        self._measuring.discard(address)
        return [StageNews(stage, name)]

    def _name(self, address: str) -> str:
        entry = self._shelf.find(address)
        return "" if entry is None else entry.device.model or entry.device.name


_STAGES: dict[type[events.Event], DeviceStage] = {
    events.Scanning: DeviceStage.SEARCHING,
    events.Connecting: DeviceStage.CONNECTING,
    events.Pairing: DeviceStage.PAIRING,
    events.Connected: DeviceStage.CONNECTED,
    events.Ended: DeviceStage.ENDED,
}
