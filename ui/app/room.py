"""The measuring room's program: a station without a window, and one process for each visit.

Strategy: this process owns the profile and keeps in step with the relay. It starts a visit's process ahead
of time and gives it its turn when the one before has ended, so that the screen is never empty for long. A
visit that ends, is killed or dies is replaced; what it had handed over is durable here, what it had not was
never shown as saved.

Rules:
- No window, no Qt and no value in this process; it answers what ``hemmonitor.room.station`` answers.
- A visit is started afresh (spawn), never forked: it gets what it needs over the pipe and nothing else.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from hemmonitor import bootstrap
from hemmonitor import clock as system_clock
from hemmonitor.bootstrap import Profile, Sync
from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Role
from hemmonitor.errors import InputError
from hemmonitor.room.station import Station
from hemmonitor.sync.status import SyncStatus
from ui.app.parts import keep_running
from ui.app.visitmain import Options, main

log = logging.getLogger(__name__)

_TURN = cbor.encode(["turn"])
_AGAIN = 2.0  # seconds before a visit that died at once is started anew


@dataclass
class _Child:
    process: BaseProcess
    pipe: Connection
    turn: asyncio.Event = field(default_factory=asyncio.Event)


class RoomStation:
    """``RoomStation(folder, options)``; ``run`` until cancelled. The caller has claimed the folder."""

    def __init__(
        self,
        profile: Profile,
        folder: Path,
        options: Options,
        *,
        clock: Callable[[], dt.datetime] = system_clock.now,
    ) -> None:
        """Raises ``InputError`` when the profile is not a room's."""
        place = profile.placed()
        if place.role != Role.STATION:
            raise InputError("this computer's profile is not a measuring room's")
        self._options = options
        self._status = SyncStatus()
        self._sync = Sync(profile, clock, lambda _events: None, self._told)
        self._station = Station(
            profile.journal, self._sync.trust, profile.keys, place.mailbox, clock,
            check_pin=lambda pin: bootstrap.check_pin(folder, pin),
            committed=self._sync.trigger,
            last_contact=lambda: self._status.last_contact,
        )  # fmt: skip
        self._context = multiprocessing.get_context("spawn")
        self._readers = ThreadPoolExecutor(8, "hemmonitor-room")
        self._active: _Child | None = None
        self._spare: _Child | None = None
        self._children: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Keep the room open until cancelled."""
        sync = asyncio.create_task(keep_running(self._sync.run, lambda code: log.warning("sync: %s", code)))
        try:
            while True:
                await self._one_visit()
        finally:
            sync.cancel()
            for child in (self._active, self._spare):
                if child is not None:
                    child.process.terminate()
            await asyncio.gather(sync, *self._children, return_exceptions=True)
            self._readers.shutdown(wait=False)

    async def _one_visit(self) -> None:
        """The waiting process gets its turn; the next one is made ready; then wait until it has ended."""
        started = asyncio.get_running_loop().time()
        child = self._spare or self._start()
        self._active, self._spare = child, None
        child.turn.set()
        ended = self._ended(child)
        self._spare = self._start()
        await ended
        if asyncio.get_running_loop().time() - started < _AGAIN:
            await asyncio.sleep(_AGAIN)

    def _ended(self, child: _Child) -> asyncio.Future[None]:
        loop = asyncio.get_running_loop()
        return asyncio.ensure_future(loop.run_in_executor(self._readers, child.process.join))

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=main, args=(theirs, self._options), daemon=True)
        process.start()
        theirs.close()
        child = _Child(process, ours)
        task = asyncio.get_running_loop().create_task(self._serve(child))
        self._children.add(task)
        task.add_done_callback(self._children.discard)
        return child

    async def _serve(self, child: _Child) -> None:
        """Answer a visit until its end of the pipe is closed."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                request = await loop.run_in_executor(self._readers, child.pipe.recv_bytes)
                answer = await self._answer(child, request)
                await loop.run_in_executor(self._readers, child.pipe.send_bytes, answer)
            except (EOFError, OSError):
                child.pipe.close()
                return

    async def _answer(self, child: _Child, request: bytes) -> bytes:
        if request == _TURN:
            await child.turn.wait()
            return cbor.encode([True])
        return self._station.answer(request)

    def _told(self, status: SyncStatus) -> None:
        self._status = status

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes of the present visit and of the next one."""
        both = (self._active, self._spare)
        return tuple(child.process.pid or 0 for child in both if child is not None)
