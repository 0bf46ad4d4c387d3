"""Serial ports, also those of paired Bluetooth Classic devices: the only module that knows pyserial.

Rules:
- A thread reads, because opening and reading a Bluetooth port can block for seconds.
- Every failure is a `DeviceError`: a port that is not there or does not open is a device that is not there.
- On Windows and macOS a paired device has a COM or tty port; on Linux `rfcomm` makes one.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import serial
from serial.tools import list_ports

from hemmonitor import errors

BAUD = 115_200  # means nothing on a Bluetooth port
POLL = 0.2
"""Seconds after which the reading thread looks whether it is to end."""
OPEN_SECONDS = 20.0
NO_NAME = (None, "", "n/a")  # what pyserial says of a port that says nothing


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port of this computer: ``path`` to open it, ``name`` for people, empty if it has none."""

    path: str
    name: str


def ports() -> tuple[Port, ...]:
    """The computer's serial ports, by path."""
    found = list_ports.comports(include_links=True)
    named = (Port(one.device, one.description if one.description not in NO_NAME else "") for one in found)
    return tuple(sorted(named, key=lambda port: port.path))


class SerialConnection:
    """An open port. Use it in the loop that opened it."""

    def __init__(self, port: serial.Serial) -> None:
        """See `open_port`."""
        self.closed = asyncio.Event()
        self._port = port
        self._loop = asyncio.get_running_loop()
        self._arrived: asyncio.Queue[bytes] = asyncio.Queue()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="serial", daemon=True)
        self._thread.start()

    async def read(self) -> bytes:
        """Bytes that came, at least one. Raises `LinkLost` when the port is gone."""
        data = await self._arrived.get()
        if not data:
            raise errors.LinkLost("the serial port is gone")
        return data

    async def write(self, data: bytes) -> None:
        """Send ``data``. Raises `LinkLost` or `DeviceTimeout`."""
        with _mapped():
            await asyncio.to_thread(self._port.write, data)

    async def close(self) -> None:
        """Close the port; doing it twice is fine."""
        self._ending.set()
        await asyncio.to_thread(self._thread.join)
        with contextlib.suppress(OSError, serial.SerialException):  # a port that is gone closes badly
            self._port.close()
        self.closed.set()

    def _listen(self) -> None:
        """The thread: hand what comes to the loop, nothing at the end."""
        data = b""
        while not self._ending.is_set():
            try:
                data = self._port.read(1)
                if data:
                    data += self._port.read(self._port.in_waiting)
            except (OSError, serial.SerialException, TypeError):  # pyserial's own, when the port vanishes
                break
            if data:
                self._tell(data)
        self._tell(b"")

    def _tell(self, data: bytes) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._take, data)

    def _take(self, data: bytes) -> None:
        if not data:
            self.closed.set()
        self._arrived.put_nowait(data)


async def open_port(path: str) -> SerialConnection:
    """Open a port; a Bluetooth one connects by it.

    Raises `DeviceNotFound`, `BluetoothDenied` (no right to use it) or `DeviceTimeout`.
    """
    with _mapped():
        async with asyncio.timeout(OPEN_SECONDS):
            port = await asyncio.to_thread(serial.Serial, path, BAUD, timeout=POLL, write_timeout=2.0)
    return SerialConnection(port)


@contextlib.contextmanager
def _mapped() -> Iterator[None]:
    """Let only `DeviceError` out."""
    try:
        yield
    except serial.SerialTimeoutException as error:
        raise errors.DeviceTimeout("serial write") from error
    except TimeoutError as error:
        raise errors.DeviceTimeout("serial port") from error
    except PermissionError as error:
        raise errors.BluetoothDenied("serial port") from error
    except serial.SerialException as error:
        if error.errno in {errno.EACCES, errno.EPERM}:
            raise errors.BluetoothDenied("serial port") from error
        raise errors.DeviceNotFound(f"serial port: error {error.errno}") from error
    except (OSError, ValueError, TypeError) as error:
        raise errors.LinkLost("serial port") from error
