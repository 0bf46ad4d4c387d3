"""Virtual sensors that are worn: a heart rate strap (180D) and a continuous glucose sensor (181F).

Sources: Heart Rate Service 1.0; Continuous Glucose Monitoring Service 1.0.2.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from devices.gatt import cgm, heart_rate
from devices.virtual.peripheral import Identity, PairingMode, Property
from devices.virtual.radio import Radio
from devices.virtual.record_access import RecordAccess
from devices.virtual.reporter import Habits, Reporter
from devices.wire import DeviceTime

HEART_SERVICE, BEATS, LOCATION = 0x180D, 0x2A37, 0x2A38
CGM_SERVICE, VALUES, FEATURE, STATUS, START = 0x181F, 0x2AA7, 0x2AA8, 0x2AA9, 0x2AAA
CHEST = 1


class VirtualHeartStrap(Reporter):
    """A chest strap: a value every ``pace`` seconds while it is worn."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor HR",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        pace: float = 1.0,
        **habits: Any,
    ) -> None:
        """``habits`` as in `Habits`."""
        self._pace = pace
        super().__init__(
            radio,
            address,
            name,
            (HEART_SERVICE,),
            clock=clock,
            habits=Habits(**{"pairing": PairingMode.OPEN, **habits}),
            identity=identity or Identity(model="Virtual HR"),
        )

    async def wear(self, rates: Iterable[int | None]) -> None:
        """Send a rate per minute each ``pace`` seconds; ``None`` is a strap that finds no heart."""
        for rate in rates:
            reading = heart_rate.HeartRate(rate or 0, contact=rate is not None, rr=(1024,))
            await self.send(self._beats, heart_rate.encode(reading))
            await asyncio.sleep(self._pace)

    def _services(self) -> list[Any]:
        self._beats = self.sending(BEATS, Property.NOTIFY)
        location = self._readable(LOCATION, lambda: bytes([CHEST]))
        return [self._service(HEART_SERVICE, [self._beats, location])]


class VirtualGlucoseSensor(Reporter):
    """A sensor under the skin: a value every five minutes, live and in its memory."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor CGM",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        **habits: Any,
    ) -> None:
        """``habits`` as in `Habits`. It was put on an hour ago."""
        self.access = RecordAccess(self)
        self.offset = 0  # minutes since the start
        self._start = DeviceTime(0, 0, 0, 0, 0, 0)
        super().__init__(
            radio,
            address,
            name,
            (CGM_SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual CGM"),
        )
        self.restart(dt.timedelta(hours=1))

    def restart(self, ago: dt.timedelta = dt.timedelta()) -> None:
        """A new sensor was put on so long ago: a new session, an empty memory."""
        self._start, self.offset = DeviceTime.of(self._clock() + self.clock_error - ago), 0
        self.access.records.clear()

    async def measure(self, *mg_dl: int) -> list[bytes]:
        """So many values, five minutes apart; sent live, all in one notification. The records."""
        records = []
        for value in mg_dl:
            self.offset += 5
            records.append(cgm.Record(Decimal(value), self.offset, crc=True))
        frames = [cgm.encode((one,)) for one in records]
        for record, frame in zip(records, frames, strict=True):
            self.access.records.append((record.offset, [(self._values, frame)]))
        await self.send(self._values, b"".join(frames))
        return frames

    def _services(self) -> list[Any]:
        self._values = self.sending(VALUES, Property.NOTIFY)
        feature = cgm.encode_feature(cgm.Feature(frozenset({"e2e_crc"}), 9, 5))

        def status() -> bytes:
            return cgm.encode_status(cgm.Status(self.offset, 0, crc=True))

        def start() -> bytes:
            return cgm.encode_start(cgm.SessionStart(self._start, 0, 0, crc=True))

        return [
            self._service(
                CGM_SERVICE,
                [
                    self._values,
                    self._readable(FEATURE, lambda: feature),
                    self._readable(STATUS, status),
                    self._readable(START, start),
                    self.access.characteristic(),
                ],
            )
        ]

    def _on_disconnection(self, reason: int) -> None:
        self.access.stop()
        super()._on_disconnection(reason)
