"""Virtual devices at the other end of a serial port: a pseudo-terminal, so not on Windows.

A program opens `path` as it opens any serial port, and gets what a paired Bluetooth Classic device sends: a
Vitalograph lung monitor, a Nonin oximeter.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import tty
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.vendor import nonin
from devices.virtual.spirometers import PIECE, LungMonitor, blow
from devices.wire import DeviceTime


class SerialDevice:
    """A device on a port. ``path`` is the port to open once it is started."""

    def __init__(self) -> None:
        """Not yet plugged in."""
        self.path = ""
        self._folder = TemporaryDirectory()
        self._master = -1
        self._slave = -1

    async def start(self) -> None:
        """Plug it in: from now on there is a port."""
        self._master, self._slave = os.openpty()
        tty.setraw(self._master)
        tty.setraw(self._slave)
        # The terminal's own name is another's as soon as it is free, so the port has a name of its own.
        port = Path(self._folder.name) / "port"
        port.symlink_to(os.ttyname(self._slave))
        self.path = str(port)
        asyncio.get_running_loop().add_reader(self._master, lambda: self._hear(os.read(self._master, 100)))

    async def stop(self) -> None:
        """Pull it out: the port is gone."""
        self._folder.cleanup()
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._slave)
        os.close(self._master)

    def _hear(self, data: bytes) -> None:
        """The computer says something."""

    async def _say(self, frame: bytes) -> None:
        for start in range(0, len(frame), PIECE):
            os.write(self._master, frame[start : start + PIECE])
            await asyncio.sleep(0)


class SerialLungMonitor(SerialDevice):
    """The lung monitor. ``lung`` is the monitor itself."""

    def __init__(self, clock: Callable[[], dt.datetime], pace: float = 1.0) -> None:
        """``clock`` gives the local time; ``pace`` stretches the wait for an answer."""
        super().__init__()
        self.lung = LungMonitor(self._say, pace)
        self._clock = clock
        self._talking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """See `SerialDevice.start`."""
        await super().start()
        self._talking = asyncio.get_running_loop().create_task(self.lung.talk())

    async def stop(self) -> None:
        """See `SerialDevice.stop`."""
        if self._talking is not None:
            self._talking.cancel()
            await asyncio.wait({self._talking})
        await super().stop()

    def blow(self, fev1: int, fev6: int, *, good: bool = True) -> bytes:
        """Blow hundredths of a litre. The frame."""
        return self.lung.put(blow(DeviceTime.of(self._clock()), fev1, fev6, good=good, ble=False))

    def _hear(self, data: bytes) -> None:
        self.lung.hear(data)


class SerialNonin(SerialDevice):
    """Nonin 9560 or 4100: its serial number, then packets while the finger is in."""

    def __init__(self, number: str = "501493200") -> None:
        """``number``: nine digits."""
        super().__init__()
        self._number = number

    async def wear(self, values: Iterable[tuple[int, int] | None], seconds: float) -> None:
        """Send a packet each ``seconds``: SpO2 and pulse, or no finger."""
        body = b"\x02" + self._number.encode()
        await self._say(b"\x02\xf4\x0b" + body + bytes([sum(body) & 0xFF, 0x03]))
        for value in values:
            spo2, pulse = value or (None, None)
            flags = frozenset[str]() if value else frozenset({"finger_removed"})
            await self._say(nonin.encode_serial(nonin.Reading(spo2, pulse, flags)))
            await asyncio.sleep(seconds)
