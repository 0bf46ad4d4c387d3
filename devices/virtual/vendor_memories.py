"""Virtual meters with their maker's own memory: Microlife cuff, Jumper JPD-HA120 and Yonker cuffs, TaiDoc and
FORA meters.

They behave as their decoders' docstrings say; what nobody has published is left out. Notifications are cut
into pieces of 20 bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from devices.vendor import jumper, microlife, taidoc, yonker
from devices.virtual.peripheral import Identity, Name, PairingMode, Property
from devices.virtual.radio import Radio
from devices.virtual.reporter import Habits, Reporter
from devices.wire import DecodeError, DeviceTime

PIECE = 20


class _Meter(Reporter):
    """What they share. ``commands`` is what they were told."""

    advertised: Name = 0xFFF0
    model = "Virtual"

    def __init__(
        self, radio: Radio, address: str, name: str, *, clock: Callable[[], dt.datetime], **habits: Any
    ) -> None:
        """``habits`` as in `Habits`."""
        self.commands: list[bytes] = []
        self.deaf = 0
        super().__init__(
            radio,
            address,
            name,
            (self.advertised,),
            clock=clock,
            habits=Habits(**{"pairing": PairingMode.OPEN, **habits}),
            identity=Identity(model=self.model),
        )

    async def _say(self, frame: bytes) -> None:
        for start in range(0, len(frame), PIECE):
            await self.send(self._measurement, frame[start : start + PIECE])

    def _is_deaf(self, data: bytes) -> bool:
        """Note what was said; whether it goes unheard, as ordered by ``deaf`` (so many times)."""
        self.commands.append(data)
        self.deaf -= 1
        return self.deaf >= 0


class VirtualMicrolife(_Meter):
    """Microlife BP3GY1-2N: one request, one answer with everything."""

    model = "BP3GY1-2N"

    def __init__(self, radio: Radio, address: str, name: str = "BP3GY1-2N", **options: Any) -> None:
        """As the others."""
        self.results: list[microlife.Record] = []
        super().__init__(radio, address, name, **options)

    def measure(self, systolic: int, diastolic: int, pulse: int) -> None:
        """A result goes into the memory."""
        now = self.now()
        raw = bytes([systolic, diastolic, pulse, now.year % 100, now.month, now.day, now.hour, now.minute])
        figures = (Decimal(systolic), Decimal(diastolic), Decimal(pulse))
        self.results.append(microlife.Record(*figures, now, raw))

    def _services(self) -> list[Any]:
        self._measurement = self.sending(0xFFF1, Property.NOTIFY)
        write = self._writable(0xFFF2, self._on_request, response=False)
        return [self._service(0xFFF0, [self._measurement, write])]

    def _on_request(self, data: bytes) -> None:
        if self._is_deaf(data):
            return
        if data == microlife.get_measurements():
            self.start_job(self._say(microlife.encode(tuple(self.results))))
        elif data == microlife.disconnect():
            self.start_job(self.hang_up())


class VirtualJumperCuff(_Meter):
    """Jumper JPD-HA120: it sends its result."""

    model = "JPD-HA120"

    async def measure(self, systolic: int, diastolic: int, pulse: int) -> bytes:
        """Measure and send."""
        figures = (Decimal(systolic), Decimal(diastolic), Decimal(pulse))
        return await self.store(jumper.encode_cuff(jumper.Cuff(*figures)))

    async def fail(self) -> bytes:
        """Fail, and say so."""
        return await self.store(jumper.ERROR + bytes.fromhex("010000"))

    def _services(self) -> list[Any]:
        self._measurement = self.sending(0xFFF1, Property.NOTIFY)
        return [self._service(0xFFF0, [self._measurement])]


class VirtualYonker(_Meter):
    """Yonker cuff: it sends its result."""

    advertised = yonker.SERVICE
    model = "YK-BPA1"

    async def measure(self, systolic: int, diastolic: int, pulse: int) -> bytes:
        """Measure and send."""
        figures = (Decimal(systolic), Decimal(diastolic), Decimal(pulse))
        return await self.store(yonker.encode(yonker.Reading(*figures, self.now())))

    def _services(self) -> list[Any]:
        self._measurement = self.sending(yonker.MEASUREMENT, Property.NOTIFY)
        return [self._service(yonker.SERVICE, [self._measurement])]


class VirtualTaiDoc(_Meter):
    """A TaiDoc or FORA meter. ``records`` are (time, d0 to d3 of the value), newest first."""

    advertised = taidoc.SERVICE
    model = "TD-3140"

    def __init__(
        self, radio: Radio, address: str, name: str = "TAIDOC TD3140", number: str = "3140", **options: Any
    ) -> None:
        """As the others. ``number`` is the model's."""
        self.records: list[tuple[DeviceTime, bytes]] = []
        self._number = number
        super().__init__(radio, address, name, **options)

    def measure(self, *data: int) -> None:
        """A record goes into the memory: d0 to d3 of its value."""
        now = self.now()
        self.records.insert(
            0, (DeviceTime(now.year, now.month, now.day, now.hour, now.minute, 0), bytes(data))
        )

    def _services(self) -> list[Any]:
        self._measurement = self.sending(taidoc.CHARACTERISTIC, Property.NOTIFY, self._on_request)
        return [self._service(taidoc.SERVICE, [self._measurement])]

    def _on_request(self, data: bytes) -> None:
        try:
            packet = taidoc.decode(data)
        except DecodeError:
            return
        if self._is_deaf(data):
            return
        if packet.command == taidoc.TURN_OFF:
            self.start_job(self.hang_up())
            return
        answer = taidoc.encode(taidoc.Packet(packet.command, self._answer(packet), from_device=True))
        self.start_job(self._say(answer))

    def _answer(self, packet: taidoc.Packet) -> bytes:
        index = int.from_bytes(packet.data[:2], "little")
        match packet.command:
            case taidoc.READ_MODEL:
                return bytes.fromhex(self._number)[::-1] + bytes(2)
            case taidoc.READ_COUNT:
                return len(self.records).to_bytes(2, "little") + bytes(2)
            case taidoc.READ_TIME:
                return taidoc.time_data(self.records[index][0])
        return self.records[index][1]
