"""Virtual oximeters that speak their maker's own protocol: Nonin 3230, Masimo MightySat, Contec CMS50D-BT,
Jumper JPD-500F, Beurer PO60.

They behave as their decoders' docstrings say; what nobody has published is left out. None has a clock that a
computer can read. Notifications are cut into pieces of 20 bytes, as on a link without a larger MTU.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from devices.vendor import contec_oximeter, jumper, masimo, nonin
from devices.virtual.peripheral import Identity, Name, PairingMode, Property
from devices.virtual.radio import Radio
from devices.virtual.reporter import Habits, Reporter
from devices.wire import DeviceTime

PIECE = 20
INFO = bytes.fromhex("63101f00030100170010e6000000f6000000")
Value = tuple[int, int] | None


class _Oximeter(Reporter):
    """A fingertip oximeter with a stream. A subclass says what a value looks like and when it may speak."""

    advertised: Name = 0xFF12
    model = "Virtual"

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str,
        *,
        clock: Callable[[], dt.datetime],
        pace: float = 1.0,
        **habits: Any,
    ) -> None:
        """``pace`` seconds between two values; ``habits`` as in `Habits`."""
        self.started = False
        self.commands: list[bytes] = []
        self._pace = pace
        super().__init__(
            radio,
            address,
            name,
            (self.advertised,),
            clock=clock,
            habits=Habits(**{"pairing": PairingMode.OPEN, **habits}),
            identity=Identity(model=self.model),
        )

    async def wear(self, values: Iterable[Value]) -> None:
        """Send a value each ``pace`` seconds: SpO2 and pulse, or no finger."""
        for value in values:
            if self.started or not self._waits:
                for frame in self._values(value):
                    await self._say(frame)
            await asyncio.sleep(self._pace)

    _waits = True  # for a request

    def _values(self, value: Value) -> list[bytes]:
        raise NotImplementedError

    async def _say(self, frame: bytes) -> None:
        for start in range(0, len(frame), PIECE):
            await self.send(self._measurement, frame[start : start + PIECE])

    def _on_disconnection(self, reason: int) -> None:
        self.started = False
        super()._on_disconnection(reason)


class VirtualNonin(_Oximeter):
    """Nonin 3230: it speaks by itself."""

    advertised = nonin.SERVICE
    model = "3230"
    _waits = False

    def _values(self, value: Value) -> list[bytes]:
        spo2, pulse = value or (None, None)
        flags = frozenset({"synced", "correct_check"} if value else {"searching"})
        return [nonin.encode_ble(nonin.Reading(spo2, pulse, flags, 0, Decimal("3.0"), Decimal("3.0")))]

    def _services(self) -> list[Any]:
        self._measurement = self.sending(nonin.MEASUREMENT, Property.NOTIFY)
        return [self._service(nonin.SERVICE, [self._measurement])]


class VirtualMightySat(_Oximeter):
    """Masimo MightySat: greeted, then started."""

    advertised = masimo.SERVICE
    model = "MightySat"

    def _values(self, value: Value) -> list[bytes]:
        spo2, pulse = value or (None, None)
        return [masimo.encode(masimo.Live(spo2, pulse, 22, Decimal("6.00")))]

    def _services(self) -> list[Any]:
        self._measurement = self.sending(masimo.NOTIFY, Property.NOTIFY)
        write = self._writable(masimo.WRITE, self._on_request)
        return [self._service(masimo.SERVICE, [write, self._measurement])]

    def _on_request(self, data: bytes) -> None:
        self.commands.append(data)
        hello, start = masimo.start()
        if data == hello:
            self.start_job(self._say(masimo.frame(masimo.DEVICE_INFO, INFO)))
        elif data == start:
            self.started = True


class VirtualContec(_Oximeter):
    """Contec CMS50D-BT: one request starts values and wave."""

    model = "CMS50D-BT"

    def _values(self, value: Value) -> list[bytes]:
        wave = contec_oximeter.encode_live(contec_oximeter.Wave(3, 72, 9))
        spo2, pulse = value or (127, 127)
        return [wave, contec_oximeter.encode_live(contec_oximeter.Live(4, pulse, spo2)), wave]

    def _services(self) -> list[Any]:
        self._measurement = self.sending(0xFF02, Property.NOTIFY)
        write = self._writable(0xFF01, self._on_request, response=False)
        return [self._service(0xFF12, [write, self._measurement])]

    def _on_request(self, data: bytes) -> None:
        self.commands.append(data)
        self.started = self.started or data == contec_oximeter.start_live()


class VirtualJumper(_Oximeter):
    """Jumper JPD-500F: it speaks by itself, wave and values."""

    advertised = jumper.SERVICE
    model = "JPD-500F"
    _waits = False

    def _values(self, value: Value) -> list[bytes]:
        spo2, pulse = value or (None, None)
        reading = jumper.Oximetry(spo2, pulse, Decimal("6.8") if value else None)
        return [bytes.fromhex("8020212223"), jumper.encode_oximeter(reading)]

    def _services(self) -> list[Any]:
        self._measurement = self.sending(jumper.OXIMETER, Property.NOTIFY)
        return [self._service(jumper.SERVICE, [self._measurement])]


class VirtualPo60(_Oximeter):
    """Beurer PO60: no stream; its records are asked for, ten at a time."""

    model = "PO60"

    def __init__(self, radio: Radio, address: str, name: str = "PO60", **options: Any) -> None:
        """As the others. ``stops_after``: it falls silent after so many records, once."""
        self.records: list[contec_oximeter.Stored] = []
        self.stops_after: int | None = None
        self._place = 0
        super().__init__(radio, address, name, **options)

    def measure(self, spo2: int, pulse: int, seconds: int = 30) -> None:
        """A measurement that ends now goes into the memory: the means, and one more and one less."""
        end = self._clock() + self.clock_error
        start = end - dt.timedelta(seconds=seconds)
        self.records.append(
            contec_oximeter.Stored(
                len(self.records) % 10,
                last=False,
                start=DeviceTime.of(start),
                end=DeviceTime.of(end),
                seconds=seconds,
                spo2=(spo2 + 1, spo2 - 1, spo2),
                pulse=(pulse + 1, pulse - 1, pulse),
            )
        )

    def _services(self) -> list[Any]:
        self._measurement = self.sending(0xFF02, Property.NOTIFY)
        write = self._writable(0xFF01, self._on_request, response=False)
        return [self._service(0xFF12, [write, self._measurement])]

    def _on_request(self, data: bytes) -> None:
        self.commands.append(data)
        if data == contec_oximeter.count_records():
            count = len(self.records)
            body = bytes([0xE0, 0, count & 0x7F, count >> 7, 0, 0])
            self.start_job(self._say(body + bytes([contec_oximeter.checksum(body)])))
        elif data in {contec_oximeter.next_records(first=first) for first in (True, False)}:
            if data == contec_oximeter.next_records(first=True):
                self._place = 0
            portion = self.records[self._place : self._place + 10]
            self._place += len(portion)
            self.start_job(self._report(portion))
        elif data == contec_oximeter.finish():
            self.start_job(self.hang_up())

    async def _report(self, portion: list[contec_oximeter.Stored]) -> None:
        frames = [contec_oximeter.encode_stored(one) for one in portion]
        if self.stops_after is not None and self._place > self.stops_after:
            frames, self.stops_after = frames[: self.stops_after % 10], None
        await self._say(b"".join(frames))

    def _values(self, value: Value) -> list[bytes]:  # noqa: ARG002 - it has no stream
        return []
