"""A virtual blood pressure cuff (service 1810), for the demo and the tests.

What it does, as home cuffs do:
- `press` is the start button: the cuff pumps up and lets out (2A36, live pressure), then stores the record
  and indicates it (2A35) to a listening computer. Without one, the record waits in `outbox`.
- When a computer subscribes, everything in `outbox` is sent, oldest first, each after the confirmation of
  the one before. A confirmed record leaves `outbox` (it is deleted) unless told ``keeps_records``.
- Its clock is its own: ``clock`` gives its idea of the local time, ``clock_error`` is added, and a computer
  may read and set it through Date Time (2A08).

Sources: Blood Pressure Service 1.1.1; A&D UA-651BLE for Date Time inside the service; Omron X4 Smart for
deleting after transfer.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bumble import att, gatt

from devices.gatt.blood_pressure import BloodPressure, encode, encode_feature
from devices.virtual.peripheral import Identity, PairingMode, Property, VirtualPeripheral
from devices.wire import Cursor, DeviceTime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from devices.virtual.radio import Radio

SERVICE = 0x1810
MEASUREMENT, INTERMEDIATE, FEATURE, DATE_TIME = 0x2A35, 0x2A36, 0x2A49, 0x2A08
STEP_SECONDS = 0.25
"""Between two live pressures, at ``pace`` 1."""


def cuff_curve(systolic: int, diastolic: int) -> Iterator[int]:
    """Cuff pressure in mmHg, one each `STEP_SECONDS`: up past the systolic in 10 s or so, down past the
    diastolic with the beat riding on it, then open.
    """
    top = systolic + 30
    pressure = 0
    while pressure < top:
        pressure = min(top, pressure + 5)
        yield pressure
    beat = 0
    while pressure > diastolic - 15:
        beat += 1
        pressure -= 2
        yield pressure + (1 if diastolic < pressure < systolic and beat % 3 == 0 else 0)
    yield from (pressure // 2, pressure // 6, 0)


class VirtualCuff(VirtualPeripheral):
    """A cuff with one start button and a memory."""

    def __init__(
        self,
        radio: Radio,
        address: str = "C4:64:E3:11:22:33",
        name: str = "Hemmonitor BP",
        *,
        clock: Callable[[], dt.datetime],
        pairing: PairingMode = PairingMode.JUST_WORKS,
        passkey: int = 123456,
        identity: Identity | None = None,
        clock_error: dt.timedelta = dt.timedelta(),
        settable: bool = True,
        user: int | None = 1,
        pace: float = 1.0,
        hangs_up: bool = False,
        keeps_records: bool = False,
        live: bool = True,
        interval_ms: float = 100,
    ) -> None:
        """Build the cuff, switched off.

        ``clock`` gives the local time (its zone is ignored); ``pace`` stretches the cuff curve (0.1 = ten
        times faster); ``settable`` false: it accepts a new time and does not take it; ``hangs_up`` ends the
        connection when everything is sent; ``live`` offers 2A36.
        """
        self.outbox: list[bytes] = []
        self.confirmed: list[bytes] = []
        self.clock_error = clock_error
        self._clock = clock
        self._settable = settable
        self._user = user
        self._pace = pace
        self._hangs_up = hangs_up
        self._keeps_records = keeps_records
        self._live = live
        self._flushing: asyncio.Task[None] | None = None
        super().__init__(
            radio,
            address,
            name,
            (SERVICE,),
            pairing=pairing,
            passkey=passkey,
            identity=identity or Identity(model="Virtual BP"),
            interval_ms=interval_ms,
        )

    # --- the buttons ---------------------------------------------------------------------------

    async def press(self, systolic: int, diastolic: int, pulse: int, *, status: int = 0) -> bytes:
        """Measure mmHg and beats per minute: pump, let out, store, send. The stored frame is returned.

        ``status`` are the bits of the measurement status. Returns when a listening computer has confirmed
        the record, or at once when none listens.
        """
        await self._pump(systolic, diastolic)
        return await self.press_frame(self.frame(systolic, diastolic, pulse, status=status))

    async def press_error(self, systolic: int = 120, diastolic: int = 80, *, status: int = 0) -> bytes:
        """Measure and fail: pump, then a record in which every figure is NaN, as real cuffs send it."""
        await self._pump(systolic, diastolic)
        failed = BloodPressure("mmHg", None, None, None, self.now(), None, self._user, status)
        return await self.press_frame(encode(failed))

    async def press_frame(self, frame: bytes) -> bytes:
        """Store and send ``frame`` byte for byte, without the cuff curve."""
        self.outbox.append(frame)
        if self._listening[MEASUREMENT].is_set():
            await asyncio.wait({self._flush_job()})
        return frame

    def frame(
        self, systolic: int, diastolic: int, pulse: int, *, status: int = 0, time: DeviceTime | None = None
    ) -> bytes:
        """A 2A35 frame as this cuff would send it, with its clock's time unless ``time`` is given."""
        mean = diastolic + round((systolic - diastolic) / 3)
        return encode(
            BloodPressure(
                "mmHg",
                Decimal(systolic),
                Decimal(diastolic),
                Decimal(mean),
                time or self.now(),
                Decimal(pulse),
                self._user,
                status,
            )
        )

    def now(self) -> DeviceTime:
        """The time on the cuff's display."""
        return DeviceTime.of(self._clock() + self.clock_error)

    # --- inside --------------------------------------------------------------------------------

    def _services(self) -> list[Any]:
        self._measurement = self._sending(MEASUREMENT, Property.INDICATE)
        self._intermediate = self._sending(INTERMEDIATE, Property.NOTIFY)
        supported = encode_feature(
            frozenset({"body_movement", "cuff_fit", "irregular_pulse", "multiple_bond"})
        )
        characteristics = [
            self._measurement,
            self._readable(FEATURE, lambda: supported),
            self._readable(DATE_TIME, lambda: self.now().encode(), self._set_clock),
        ]
        if self._live:
            characteristics.insert(1, self._intermediate)
        return [gatt.Service(gatt.UUID.from_16_bits(SERVICE), characteristics)]

    def _set_clock(self, data: bytes) -> None:
        told = Cursor(data).device_time().naive() if len(data) == 7 else None
        if told is None:
            raise att.ATT_Error(att.ErrorCode.VALUE_NOT_ALLOWED)
        if self._settable:
            self.clock_error = told - self._clock().replace(tzinfo=None)

    def _on_listening(self, number: int) -> None:
        if number == MEASUREMENT:
            self._flush_job()

    def _flush_job(self) -> asyncio.Task[None]:
        if self._flushing is None or self._flushing.done():
            self._flushing = self._start_job(self._flush())
        return self._flushing

    async def _flush(self) -> None:
        sent = 0
        while sent < len(self.outbox):
            frame = self.outbox[sent]
            if not await self._send(self._measurement, frame):
                return
            self.confirmed.append(frame)
            if self._keeps_records:
                sent += 1
            else:
                self.outbox.remove(frame)
        if self._hangs_up and self.confirmed:
            self._flushing = None
            await self.hang_up()

    async def _pump(self, systolic: int, diastolic: int) -> None:
        for pressure in cuff_curve(systolic, diastolic):
            live = BloodPressure("mmHg", Decimal(pressure), None, None)
            await self._send(self._intermediate, encode(live))
            await asyncio.sleep(STEP_SECONDS * self._pace)
