"""A virtual pulse oximeter (service 1822), for the demo and the tests.

`spot` stores and indicates a spot-check (2A5E); `wear` sends continuous values (2A5F) while the finger is in.
With ``stores`` its spot-checks are fetched through a control point (2A52) instead of coming by themselves.
Source: Pulse Oximeter Service 1.0.1.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from devices.gatt.pulse_oximeter import Features, Oximetry, encode, encode_features
from devices.virtual.peripheral import Identity, Property
from devices.virtual.radio import Radio
from devices.virtual.record_access import RecordAccess
from devices.virtual.reporter import Habits, Reporter

SERVICE = 0x1822
SPOT, CONTINUOUS, FEATURES = 0x2A5E, 0x2A5F, 0x2A60
FINGER_OUT = 1 << 11  # of the device and sensor status


class VirtualOximeter(Reporter):
    """A fingertip oximeter."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor O2",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        spots: bool = True,
        stores: bool = False,
        pace: float = 1.0,
        **habits: Any,
    ) -> None:
        """``spots``: it has spot-checks beside the stream; ``pace`` seconds between two continuous values."""
        self._spots = spots
        self._pace = pace
        self._access = RecordAccess(self) if stores else None
        super().__init__(
            radio,
            address,
            name,
            (SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual O2"),
        )

    async def spot(self, spo2: int, pulse: int) -> bytes:
        """Measure once, in percent and per minute. The stored frame is returned."""
        frame = self.frame(spo2, pulse)
        if self._access is not None:
            self._access.records.append((len(self._access.records), [(self._measurement, frame)]))
            return frame
        return await self.store(frame)

    def frame(self, spo2: int, pulse: int) -> bytes:
        """A 2A5E frame as this oximeter would send it now."""
        unset = self.unset
        return encode(Oximetry(Decimal(spo2), Decimal(pulse), time=self.now(), clock_not_set=unset))

    async def wear(self, values: Iterable[tuple[int, int] | None]) -> None:
        """Send a continuous value each ``pace`` seconds: SpO2 and pulse, or no finger."""
        for value in values:
            if value is None:
                reading = Oximetry(None, None, continuous=True, sensor=FINGER_OUT)
            else:
                reading = Oximetry(Decimal(value[0]), Decimal(value[1]), continuous=True)
            await self.send(self._continuous, encode(reading))
            await asyncio.sleep(self._pace)

    def _services(self) -> list[Any]:
        self._measurement = self.sending(SPOT, Property.INDICATE)
        self._continuous = self.sending(CONTINUOUS, Property.NOTIFY)
        supported = encode_features(Features(0))
        characteristics = [
            *([self._measurement] if self._spots else []),
            self._continuous,
            self._readable(FEATURES, lambda: supported),
            self._date_time(),
        ]
        if self._access is not None:
            characteristics.append(self._access.characteristic())
        return [self._service(SERVICE, characteristics)]

    def _on_disconnection(self, reason: int) -> None:
        if self._access is not None:
            self._access.stop()
        super()._on_disconnection(reason)
