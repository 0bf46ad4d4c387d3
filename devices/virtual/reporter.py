"""A virtual device with a button, a clock and a memory: what cuffs, thermometers, scales and oximeters share.

What it does, as home devices do:
- A record goes into ``outbox``. A listening computer is sent it; without one it waits there.
- When a computer subscribes, everything in ``outbox`` is sent, oldest first, each after the confirmation of
  the one before. A confirmed record leaves ``outbox`` (it is deleted) unless told ``keeps_records``.
- Its clock is its own: ``clock`` gives its idea of the local time, ``clock_error`` is added. With ``unset``
  its date is zeros, as of a clock that was never set.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bumble import att

from devices.gatt import current_time
from devices.virtual.peripheral import Identity, Name, PairingMode, VirtualPeripheral
from devices.virtual.radio import Radio
from devices.wire import Cursor, DeviceTime

DATE_TIME, CURRENT_TIME = 0x2A08, 0x2A2B


@dataclass(frozen=True, slots=True)
class Habits:
    """How a device behaves. ``settable`` false: it accepts a new time and does not take it.

    ``hangs_up``: it ends the connection when everything is sent. ``repeats``: each frame is sent so often.
    """

    pairing: PairingMode = PairingMode.JUST_WORKS
    passkey: int = 123456
    clock_error: dt.timedelta = dt.timedelta()
    unset: bool = False
    settable: bool = True
    hangs_up: bool = False
    keeps_records: bool = False
    repeats: int = 1
    interval_ms: float = 100
    battery: int = 87


class Reporter(VirtualPeripheral):
    """A device that sends its records when a computer listens. A subclass adds the services and buttons."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str,
        advertised: tuple[Name, ...],
        *,
        clock: Callable[[], dt.datetime],
        habits: Habits | None = None,
        identity: Identity | None = None,
    ) -> None:
        """``clock`` gives the local time (its zone is ignored)."""
        self.habits = habits or Habits()
        self.outbox: list[bytes] = []
        self.confirmed: list[bytes] = []
        self.clock_error = self.habits.clock_error
        self.unset = self.habits.unset
        self._clock = clock
        self._measurement: Any = None
        self._flushing: asyncio.Task[None] | None = None
        super().__init__(
            radio,
            address,
            name,
            advertised,
            pairing=self.habits.pairing,
            passkey=self.habits.passkey,
            identity=identity,
            interval_ms=self.habits.interval_ms,
            battery=self.habits.battery,
        )

    def now(self) -> DeviceTime:
        """The time on the display."""
        if self.unset:
            return DeviceTime(0, 0, 0, 0, 0, 0)
        return DeviceTime.of(self._clock() + self.clock_error)

    async def store(self, record: bytes) -> bytes:
        """Put a record into the memory and send it.

        Returns it when a listening computer has confirmed it, or at once when none listens.
        """
        self.outbox.append(record)
        if self._hears():
            await asyncio.wait({self._flush_job()})
        return record

    # --- for subclasses ------------------------------------------------------------------------

    def _hears(self) -> bool:
        """Whether a computer listens to the records."""
        return self._measurement is not None and self._subscribed(self._measurement)

    def _frames(self, record: bytes) -> list[tuple[Any, bytes]]:
        """What is sent for a record: characteristic and bytes, in order."""
        return [(self._measurement, record)]

    def _date_time(self) -> Any:
        return self._readable(DATE_TIME, lambda: self.now().encode(), self._set_date_time)

    def _current_time(self) -> Any:
        return self._readable(
            CURRENT_TIME,
            lambda: current_time.encode(current_time.CurrentTime(self.now())),
            self._set_date_time,
        )

    def _set_date_time(self, data: bytes) -> None:
        told = Cursor(data).device_time().naive() if len(data) in {7, 10} else None
        if told is None:
            raise att.ATT_Error(att.ErrorCode.VALUE_NOT_ALLOWED)
        if self.habits.settable:
            self.clock_error = told - self._clock().replace(tzinfo=None)
            self.unset = False

    def _on_listening(self, name: Name) -> None:  # noqa: ARG002 - whichever it was, it may be the last needed
        if self._hears():
            self._flush_job()

    def _flush_job(self) -> asyncio.Task[None]:
        if self._flushing is None or self._flushing.done():
            self._flushing = self.start_job(self._flush())
        return self._flushing

    async def _flush(self) -> None:
        sent = 0
        while sent < len(self.outbox):
            record = self.outbox[sent]
            for characteristic, frame in self._frames(record) * self.habits.repeats:
                if not await self.send(characteristic, frame):
                    return
            self.confirmed.append(record)
            if self.habits.keeps_records:
                sent += 1
            else:
                self.outbox.remove(record)
        if self.habits.hangs_up and self.confirmed:
            self._flushing = None
            await self.hang_up()
