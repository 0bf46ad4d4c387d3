"""A virtual thermometer (service 1809), for the demo and the tests.

`take` warms up with live values (2A1E), then stores and indicates the temperature (2A1C). Its clock is Date
Time inside the service. Sources: Health Thermometer Service 1.0; A&D UT-201BLE for the clock.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from devices.gatt.thermometer import Temperature, encode
from devices.virtual.peripheral import Identity, Property
from devices.virtual.radio import Radio
from devices.virtual.reporter import Habits, Reporter

SERVICE = 0x1809
MEASUREMENT, TYPE, INTERMEDIATE = 0x2A1C, 0x2A1D, 0x2A1E
BODY = 2
STEP_SECONDS = 0.5
"""Between two live values, at ``pace`` 1."""


class VirtualThermometer(Reporter):
    """A thermometer with one button and a memory."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor T",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        unit: str = "C",
        pace: float = 1.0,
        **habits: Any,
    ) -> None:
        """``unit`` "C" or "F"; ``pace`` stretches the warming up; ``habits`` as in `Habits`."""
        self._unit = unit
        self._pace = pace
        super().__init__(
            radio,
            address,
            name,
            (SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual T"),
        )

    async def take(self, value: str) -> bytes:
        """Measure degrees, in the device's unit. The stored frame is returned."""
        final = Decimal(value)
        for below in ("1.5", "0.6", "0.2", "0"):
            live = Temperature(self._unit, final - Decimal(below))
            await self.send(self._intermediate, encode(live))
            await asyncio.sleep(STEP_SECONDS * self._pace)
        return await self.store(self.frame(value))

    def frame(self, value: str) -> bytes:
        """A 2A1C frame as this thermometer would send it now."""
        return encode(Temperature(self._unit, Decimal(value), self.now(), BODY))

    def _services(self) -> list[Any]:
        self._measurement = self.sending(MEASUREMENT, Property.INDICATE)
        self._intermediate = self.sending(INTERMEDIATE, Property.NOTIFY)
        site = self._readable(TYPE, lambda: bytes([BODY]))
        return [self._service(SERVICE, [self._measurement, self._intermediate, site, self._date_time()])]
