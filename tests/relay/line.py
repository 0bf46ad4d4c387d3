"""A thin line that breaks: a proxy that lets so many bytes a second through, and cuts every n-th connection.

The rate holds for all connections together, each way. A connection that is to break is cut off (reset) after
a number of bytes from its client, so in the middle of a request. It stands in for the kernel's netem.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
from typing import Self

_PIECE = 512


class _Way:
    """One direction: whoever sends waits until the line is free again."""

    def __init__(self, bytes_a_second: float) -> None:
        self._rate = bytes_a_second
        self._free = 0.0
        self.passed = 0

    async def through(self, size: int) -> None:
        self.passed += size
        if not self._rate:
            return
        now = asyncio.get_running_loop().time()
        self._free = max(self._free, now) + size / self._rate
        await asyncio.sleep(self._free - now)


class ThinLine:
    """``url`` is the near end of a line to a relay's port. A context manager."""

    def __init__(
        self, port: int = 0, *, bits_a_second: float = 0, break_every: int = 0, seed: int = 1
    ) -> None:
        self._port, self._every = port, break_every
        self._random = random.Random(seed)
        self.up, self.down = _Way(bits_a_second / 8), _Way(bits_a_second / 8)
        self.connections = self.broken = 0
        self.cut = False
        """While it is set, nobody gets through."""
        self._open: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def far_port(self, port: int) -> None:
        """Where the far end is, when that is known later."""
        self._port = port

    async def __aexit__(self, *_exc: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._carry(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # an end that goes away is what this is about
        finally:
            self._open.discard(task)
            _reset(writer)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        breaks = self._every and self.connections % self._every == 0
        left = self._random.randint(100, self._random.choice((600, 12_000))) if breaks else None
        if self.cut:
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        ways = [
            asyncio.create_task(self._way(reader, far_writer, self.up, left)),
            asyncio.create_task(self._way(far_reader, writer, self.down, None)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            _reset(far_writer)

    async def _way(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: _Way, left: int | None
    ) -> None:
        while piece := await reader.read(_PIECE):
            await way.through(len(piece))
            if left is not None:
                left -= len(piece)
                if left <= 0:
                    self.broken += 1
                    return
            if self.cut:
                return
            writer.write(piece)
            await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST, as a link does that is gone, and not with a polite FIN."""
    raw = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
