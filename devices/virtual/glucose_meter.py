"""A virtual blood glucose meter (service 1808), for the demo and the tests.

`measure` puts a record into the memory, with what the person told it about the meal. A computer fetches the
memory through the control point (`record_access`). `restart` is a new battery: the numbers begin anew.
Source: Glucose Service 1.0.1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from devices.gatt import glucose, glucose_context
from devices.virtual.peripheral import Identity, Property
from devices.virtual.radio import Radio
from devices.virtual.record_access import RecordAccess
from devices.virtual.reporter import Habits, Reporter

SERVICE, TIME_SERVICE = 0x1808, 0x1805
MEASUREMENT, CONTEXT, FEATURE = 0x2A18, 0x2A34, 0x2A51
CAPILLARY, CONTROL_SOLUTION, FINGER = 1, 0xA, 1


class VirtualGlucoseMeter(Reporter):
    """A meter with a memory; ``access`` is its control point."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor G",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        unit: str = "mol/L",
        **habits: Any,
    ) -> None:
        """``unit`` of the display: "mol/L" (as mmol/L) or "kg/L" (as mg/dL); ``habits`` as in `Habits`."""
        self.access = RecordAccess(self)
        self._unit = unit
        self._number = 0
        super().__init__(
            radio,
            address,
            name,
            (SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual G"),
        )

    def measure(self, value: str, *, meal: int | None = None, control: bool = False) -> bytes:
        """Measure mmol/L or mg/dL. ``meal`` as in 2A34; ``control``: with control solution. The record."""
        self._number += 1
        step = 3 if self._unit == "mol/L" else 5
        record = glucose.encode(
            glucose.Glucose(
                self._number,
                self.now(),
                self._unit,
                Decimal(value).scaleb(-step),
                0,
                CONTROL_SOLUTION if control else CAPILLARY,
                FINGER,
                context_follows=meal is not None,
            )
        )
        frames = [(self._record, record)]
        if meal is not None:
            context = glucose_context.encode(glucose_context.Context(self._number, meal=meal))
            frames.append((self._context, context))
        self.access.records.append((self._number, frames))
        return record

    def restart(self) -> None:
        """A new battery: the memory is empty and the numbers begin anew."""
        self.access.records.clear()
        self._number = 0

    def _services(self) -> list[Any]:
        self._record = self.sending(MEASUREMENT, Property.NOTIFY)
        self._context = self.sending(CONTEXT, Property.NOTIFY)
        supported = glucose.encode_feature(frozenset({"low_battery", "time_fault"}))
        return [
            self._service(
                SERVICE,
                [
                    self._record,
                    self._context,
                    self._readable(FEATURE, lambda: supported),
                    self.access.characteristic(),
                ],
            ),
            self._service(TIME_SERVICE, [self._current_time()]),
        ]

    def _on_disconnection(self, reason: int) -> None:
        self.access.stop()
        super()._on_disconnection(reason)
