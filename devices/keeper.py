"""Between a session and the storage: a reading that cannot be saved is held, told of, and tried again.

Rules:
- `save` returns when the measurement is durable, or held with a `NotSaved` event; it raises no error.
- What is held stays here until a later attempt succeeds. It lives in memory: if the program ends first,
  the last `NotSaved` is what the person was told.
- Saving is idempotent by the measurement's id, so an attempt that half succeeded does no harm.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from devices.events import Event, NotSaved, Received
from hemmonitor.errors import HemmonitorError

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

Sink = Callable[["Measurement"], Awaitable[bool]]
"""Make a measurement durable. True when it is new, False when it was stored before."""


class Keeper:
    """Hands measurements to a `Sink` and keeps what it refuses."""

    def __init__(self, sink: Sink, emit: Callable[[Event], None]) -> None:
        """Results are told through ``emit``."""
        self._sink = sink
        self._emit = emit
        self._held: dict[str, tuple[str, Measurement]] = {}

    @property
    def held(self) -> tuple[Measurement, ...]:
        """What could not be saved so far, oldest first."""
        return tuple(measurement for _address, measurement in self._held.values())

    async def save(self, address: str, measurement: Measurement) -> bool:
        """Make ``measurement`` durable, or hold it. True when it is durable: the device may be told."""
        try:
            new = await self._sink(measurement)
        except asyncio.CancelledError:
            self.hold(address, measurement, "cancelled")
            raise
        except HemmonitorError as error:
            self.hold(address, measurement, error.code)
        except Exception as error:  # noqa: BLE001 - whatever the sink dies of, the reading is not lost with it
            self.hold(address, measurement, type(error).__name__)
        else:
            self._held.pop(measurement.id, None)
            self._emit(Received(address, measurement, new))
            return True
        return False

    def hold(self, address: str, measurement: Measurement, reason: str) -> None:
        """Keep ``measurement`` for later attempts and say so."""
        self._held[measurement.id] = (address, measurement)
        self._emit(NotSaved(address, measurement, reason))

    async def retry(self) -> None:
        """Try once to save everything that is held."""
        for address, measurement in list(self._held.values()):
            await self.save(address, measurement)
