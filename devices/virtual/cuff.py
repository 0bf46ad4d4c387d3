"""A virtual blood pressure cuff (service 1810), for the demo and the tests; and its kin A&D and QardioArm.

What it does, as home cuffs do: `press` is the start button. The cuff pumps up and lets out (2A36, live
pressure), then stores the record and indicates it (2A35); memory and clock are those of `Reporter`, its clock
is Date Time (2A08) inside the service.

Sources: Blood Pressure Service 1.1.1; A&D UA-651BLE for Date Time inside the service; Omron X4 Smart for
deleting after transfer.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from devices.gatt.blood_pressure import BloodPressure, encode, encode_feature
from devices.vendor import and_medical, qardio
from devices.virtual.peripheral import Identity, Property
from devices.virtual.radio import Radio
from devices.virtual.reporter import Habits, Reporter
from devices.wire import DeviceTime

SERVICE = 0x1810
MEASUREMENT, INTERMEDIATE, FEATURE = 0x2A35, 0x2A36, 0x2A49
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


class VirtualCuff(Reporter):
    """A cuff with one start button and a memory."""

    def __init__(
        self,
        radio: Radio,
        address: str = "C4:64:E3:11:22:33",
        name: str = "Hemmonitor BP",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        user: int | None = 1,
        pace: float = 1.0,
        live: bool = True,
        **habits: Any,
    ) -> None:
        """Build the cuff, switched off; ``habits`` as in `Habits`.

        ``clock`` gives the local time; ``pace`` stretches the cuff curve (0.1 = ten times faster); ``live``
        offers 2A36.
        """
        self.user = user
        self._pace = pace
        self._live = live
        super().__init__(
            radio,
            address,
            name,
            (SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual BP"),
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
        failed = BloodPressure("mmHg", None, None, None, self.now(), None, self.user, status)
        return await self.press_frame(encode(failed))

    async def press_frame(self, frame: bytes) -> bytes:
        """Store and send ``frame`` byte for byte, without the cuff curve."""
        return await self.store(frame)

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
                self.user,
                status,
            )
        )

    def live_frame(self, pressure: int) -> bytes:
        """A 2A36 frame: the pressure in the cuff now."""
        return encode(BloodPressure("mmHg", Decimal(pressure), None, None))

    # --- inside --------------------------------------------------------------------------------

    def _services(self) -> list[Any]:
        return [self._service(SERVICE, self._characteristics())]

    def _characteristics(self) -> list[Any]:
        self._measurement = self.sending(MEASUREMENT, Property.INDICATE)
        self._intermediate = self.sending(INTERMEDIATE, Property.NOTIFY)
        supported = encode_feature(
            frozenset({"body_movement", "cuff_fit", "irregular_pulse", "multiple_bond"})
        )
        live = [self._intermediate] if self._live else []
        return [self._measurement, *live, self._readable(FEATURE, lambda: supported), self._date_time()]

    async def _pump(self, systolic: int, diastolic: int) -> None:
        for pressure in cuff_curve(systolic, diastolic):
            await self.send(self._intermediate, self.live_frame(pressure))
            await asyncio.sleep(STEP_SECONDS * self._pace)


class AndCuff(VirtualCuff):
    """A&D UA-651BLE: its buffer is sent when it is told so, and then it hangs up."""

    def __init__(
        self, radio: Radio, address: str, name: str = "A&D_UA-651BLE_V00001", **options: Any
    ) -> None:
        """As `VirtualCuff`."""
        self.told = False
        super().__init__(radio, address, name, **{"hangs_up": True, "live": False, **options})

    def _services(self) -> list[Any]:
        custom = self._writable(and_medical.CUSTOM, self._on_command)
        return [*super()._services(), self._service(and_medical.SERVICE, [custom])]

    def _on_command(self, data: bytes) -> None:
        if and_medical.decode(data).name == "send all buffered data":
            self.told = True
            self._flush_job()

    def _hears(self) -> bool:
        return self.told and super()._hears()

    def _on_disconnection(self, reason: int) -> None:
        self.told = False
        super()._on_disconnection(reason)


class QardioArm(VirtualCuff):
    """QardioArm: no button; it inflates when it is told to."""

    def __init__(self, radio: Radio, address: str, name: str = "QardioARM", **options: Any) -> None:
        """As `VirtualCuff`. ``arm`` is what the next inflation finds: systolic, diastolic, pulse."""
        self.arm = (124, 82, 64)
        super().__init__(radio, address, name, **options)

    def _characteristics(self) -> list[Any]:
        return [*super()._characteristics(), self._writable(qardio.CONTROL, self._on_control)]

    def _on_control(self, data: bytes) -> None:
        if data == qardio.START:
            self.start_job(self._inflate())

    async def _inflate(self) -> None:
        await self.press(*self.arm)
