"""Virtual spirometers: Vitalograph lung monitor, Contec SP.

The lung monitor sends a blow until it is acknowledged, again on NAK and after some silence. Over Bluetooth LE
(Terminal I/O) it sends nothing without credits, in pieces of 20 bytes; for a serial port see
``serial_devices``. What can be ordered: ``damaged`` frames leave with a wrong checksum, ``torn`` ones stop in
the middle.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any

from devices.vendor import contec_spirometer, vitalograph
from devices.virtual.peripheral import Identity, PairingMode, Property
from devices.virtual.radio import Radio
from devices.virtual.reporter import Habits, Reporter
from devices.wire import DeviceTime

PIECE = 20
REPEAT_SECONDS = 3.0
"""After so long without an answer the lung monitor sends a blow again, at ``pace`` 1."""
DEVICE_ID = "0000129406"
CREDITS_FOR_US = 8
LUNG_SERVICE, CONTEC_SERVICE = 0xFEFB, 0xFF12


def blow(time: DeviceTime, fev1: int, fev6: int, *, good: bool = True, ble: bool) -> bytes:
    """The frame of a blow, volumes in hundredths of a litre."""
    numbers = {
        "fev1": fev1,
        "fev6": fev6,
        "ratio": round(100 * fev1 / fev6),
        "fef25_75": 210,
        "best_fev1": 350,
        "pct_fev1": round(100 * fev1 / 350),
        "pef": 412,
        "fev075": round(0.9 * fev1),
        "best_pef": 480,
        "pct_pef": 86,
        "green": 80,
        "yellow": 50,
        "orange": 30,
    }

    def hundredths(name: str) -> Decimal:
        return Decimal(numbers[name]).scaleb(-2)

    return vitalograph.encode(
        vitalograph.Blow(
            ble,
            DEVICE_ID,
            hundredths("fev1"),
            hundredths("fev6"),
            hundredths("ratio"),
            hundredths("fef25_75"),
            time,
            good,
            "101",
            numbers,
        )
    )


class LungMonitor:
    """The part that both roads share: blows that wait, and what an answer does."""

    def __init__(self, send: Callable[[bytes], Awaitable[None]], pace: float) -> None:
        """``send`` puts bytes on the road; ``pace`` stretches the wait for an answer."""
        self.waiting: list[bytes] = []
        self.acknowledged: list[bytes] = []
        self.answers: list[int] = []
        self.damaged = 0
        self.torn = 0
        self._send = send
        self._pace = pace
        self._answer = asyncio.Event()

    def put(self, frame: bytes) -> bytes:
        """A blow: its frame waits to be sent."""
        self.waiting.append(frame)
        self._answer.set()
        return frame

    def hear(self, data: bytes) -> None:
        """The computer answers."""
        for byte in data:
            self.answers.append(byte)
            if byte == vitalograph.ACK and self.waiting:
                self.acknowledged.append(self.waiting.pop(0))
            self._answer.set()

    async def talk(self) -> None:
        """Send what waits, for ever."""
        while True:
            self._answer.clear()
            if self.waiting:
                await self._send(self._spoilt(self.waiting[0]))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(REPEAT_SECONDS * self._pace):
                    await self._answer.wait()

    def _spoilt(self, frame: bytes) -> bytes:
        if self.torn:
            self.torn -= 1
            return frame[: len(frame) // 2]
        if self.damaged:
            self.damaged -= 1
            return frame[:-1] + bytes([frame[-1] ^ 0x01])
        return frame


class VirtualLungMonitor(Reporter):
    """The lung monitor over Bluetooth LE. ``lung`` is the monitor itself."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "LUNG_000129406",
        *,
        clock: Callable[[], dt.datetime],
        pace: float = 1.0,
        **habits: Any,
    ) -> None:
        """``habits`` as in `Habits`."""
        self.lung = LungMonitor(self._say, pace)
        self.starved = 0  # pieces that had to wait for credits
        self._credits = 0
        self._more = asyncio.Event()
        super().__init__(
            radio,
            address,
            name,
            (LUNG_SERVICE,),
            clock=clock,
            habits=Habits(**{"pairing": PairingMode.OPEN, **habits}),
            identity=Identity("Vitalograph", "4000", DEVICE_ID),
        )

    def blow(self, fev1: int, fev6: int, *, good: bool = True) -> bytes:
        """Blow hundredths of a litre. The frame."""
        return self.lung.put(blow(self.now(), fev1, fev6, good=good, ble=True))

    def _services(self) -> list[Any]:
        self._out = self.sending(vitalograph.NOTIFY, Property.NOTIFY)
        self._credits_out = self.sending(vitalograph.CREDITS_IN, Property.INDICATE)
        write = self._writable(vitalograph.WRITE, self._on_write, response=False)
        grant = self._writable(vitalograph.CREDITS_OUT, self._on_credits)
        return [self._service(LUNG_SERVICE, [write, self._out, grant, self._credits_out])]

    def _on_write(self, data: bytes) -> None:
        self.lung.hear(data)
        self.start_job(self._grant(1))

    def _on_credits(self, data: bytes) -> None:
        begun = self._credits > 0
        self._credits = min(vitalograph.CREDITS, self._credits + sum(data[:1]))
        self._more.set()
        if not begun and not self._busy_talking:
            self._talking = self.start_job(self.lung.talk())
            self.start_job(self._grant(CREDITS_FOR_US))

    _talking: asyncio.Task[None] | None = None

    @property
    def _busy_talking(self) -> bool:
        return self._talking is not None and not self._talking.done()

    async def _grant(self, count: int) -> None:
        await self.send(self._credits_out, bytes([count]))

    async def _say(self, frame: bytes) -> None:
        for start in range(0, len(frame), PIECE):
            while not self._credits:
                self.starved += 1
                self._more.clear()
                await self._more.wait()
            self._credits -= 1
            await self.send(self._out, frame[start : start + PIECE])

    def _on_disconnection(self, reason: int) -> None:
        self._credits = 0
        super()._on_disconnection(reason)


class VirtualContecSpirometer(Reporter):
    """Contec SP70B: it sends its records, and hangs up when it is told to keep them."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "SP70B",
        *,
        clock: Callable[[], dt.datetime],
        **habits: Any,
    ) -> None:
        """``habits`` as in `Habits`."""
        self.commands: list[bytes] = []
        self._number = 0
        super().__init__(
            radio,
            address,
            name,
            (CONTEC_SERVICE,),
            clock=clock,
            habits=Habits(**{"pairing": PairingMode.OPEN, "keeps_records": True, **habits}),
            identity=Identity("Contec", "SP70B", "SP0001"),
        )

    async def blow(self, fev1: int, fvc: int) -> bytes:
        """Blow hundredths of a litre. The record."""
        self._number += 1
        figures = dict.fromkeys(contec_spirometer.FIGURES, 0)
        figures |= {"fev1": fev1, "fvc": fvc, "fev6": fvc, "pef": 690, "fef25_75": 240}
        record = contec_spirometer.Record(self._number, self.now(), figures, 1, 67, 178, 0, 2)
        return await self.store(contec_spirometer.encode(record))

    def _services(self) -> list[Any]:
        self._measurement = self.sending(0xFF02, Property.NOTIFY)
        write = self._writable(0xFF01, self._on_request, response=False)
        return [self._service(CONTEC_SERVICE, [write, self._measurement])]

    def _frames(self, record: bytes) -> list[tuple[Any, bytes]]:
        pieces = [record[start : start + PIECE] for start in range(0, len(record), PIECE)]
        return [(self._measurement, piece) for piece in pieces]

    def _on_request(self, data: bytes) -> None:
        self.commands.append(data)
        if data == contec_spirometer.finish():
            self.start_job(self.hang_up())
