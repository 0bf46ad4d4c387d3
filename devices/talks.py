"""What arrives in one conversation, in order, through the dialogues, to the intake; and what is said back.

One task does everything, so that things happen in the order in which they came: `work`. What is in its hands
or waits for it when it is cancelled is not lost: `drain` holds it.

Rules:
- Nothing is read before the device's identity is settled, because it goes into a measurement's id.
- A frame is saved before its dialogue hears that it is, and before the next frame is looked at.
- A bookmark moves only when every frame before it is safe.
- A frame that cannot be told from an equal one (no device time, no number) counts once when it is repeated
  within some seconds: cheap devices send their last frame several times.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import math
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from devices.dialogue import (
    ConsentWanted,
    Dialogue,
    Finished,
    Frame,
    GiveUp,
    Restarted,
    Step,
    Steps,
    Write,
)
from devices.events import ConsentNeeded, Event, LiveValues, Malformed, SequenceRestarted
from devices.intake import Intake, Origin
from devices.profile import Profile
from devices.reading import Arrived, Read, Reader
from hemmonitor import errors
from hemmonitor.model.measurement import Kind, Measurement

STREAMED = (Kind.OXIMETRY, Kind.HEART_RATE)
Clock = Callable[[], dt.datetime]


class _Sign(Enum):
    """What the task is told beside notifications."""

    END = "end"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class _Notified:
    source: str
    data: bytes
    host_time: dt.datetime
    live: bool
    at: float = 0.0  # loop time


@dataclass
class Talk:
    """One profile's dialogue with this device."""

    profile: Profile
    dialogue: Dialogue
    heard_at: float = 0.0  # loop time
    said_at: float = 0.0  # loop time
    sources: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """It is told of what the profile subscribes."""
        self.sources = frozenset((*self.profile.listen, *self.profile.also))


class Talks:
    """All dialogues of one conversation."""

    def __init__(
        self,
        reader: Reader,
        intake: Intake,
        emit: Callable[[Event], None],
        clock: Clock,
        write: Callable[[Write], Awaitable[None]],
        *,
        repeat: float,
        patience: float = 1.0,
    ) -> None:
        """``reader`` may learn the device's identity until `begin`.

        ``repeat``: seconds in which an equal frame is the same one. ``patience``: factor on the dialogues'.
        """
        self.received = 0
        self.arrived = 0
        self.over = asyncio.Event()
        self.failure: errors.DeviceError | None = None
        self.finished = False
        self._reader = reader
        self._intake = intake
        self._emit = emit
        self._clock = clock
        self._write = write
        self._repeat = repeat
        self._patience = patience
        self._talks: list[Talk] = []
        self._known = asyncio.Event()
        self._safe = True
        self._waiting: asyncio.Queue[_Notified | _Sign] = asyncio.Queue()
        self._steps: deque[tuple[Talk, _Notified | None, Step]] = deque()
        self._repeats: dict[tuple[str, bytes], tuple[float, dt.datetime]] = {}

    def begin(self, talks: Iterable[Talk]) -> None:
        """The identity is settled, everything is subscribed: begin to talk."""
        self._talks = list(talks)
        self._known.set()

    def take(self, source: str, data: bytes, *, live: bool = False, stream: bool = False) -> None:
        """A notification came. ``live``: the device was seen measuring just now.

        ``stream``: equal values one after another are as many values.
        """
        now, host_time = asyncio.get_running_loop().time(), self._clock()
        if not stream:
            first, earlier = self._repeats.get((source, data), (now, host_time))
            if now - first <= self._repeat:
                now, host_time = first, earlier
            self._repeats[source, data] = (now, host_time)
        self.arrived += 1
        at = asyncio.get_running_loop().time()
        self._waiting.put_nowait(_Notified(source, data, host_time, live, at))

    def press(self) -> None:
        """A person asks for a measurement."""
        self._waiting.put_nowait(_Sign.PRESS)

    async def work(self) -> None:
        """Take what arrives until the end."""
        await self._known.wait()
        for talk in self._talks:
            talk.heard_at = asyncio.get_running_loop().time()
            await self._take_steps(talk, None, talk.dialogue.begin())
        while (came := await self._next()) is not _Sign.END:
            for talk in self._talks:
                if came is None:
                    await self._silent(talk)
                elif isinstance(came, _Sign):
                    await self._take_steps(talk, None, talk.dialogue.press())
                elif came.source in talk.sources:
                    talk.heard_at = asyncio.get_running_loop().time()
                    talk.dialogue.late = came.at < talk.said_at
                    await self._take_steps(talk, came, talk.dialogue.heard(came.source, came.data))

    async def drain(self, worker: asyncio.Task[None], seconds: float) -> None:
        """End `work` when it has taken everything; what it cannot take in time is held."""
        self._waiting.put_nowait(_Sign.END)
        await asyncio.wait({worker}, timeout=seconds)
        worker.cancel()
        await asyncio.wait({worker})
        if not worker.cancelled():
            worker.result()
        while not self._waiting.empty():
            last = self._waiting.get_nowait()
            if isinstance(last, _Notified):
                for talk in self._talks:
                    heard = talk.dialogue.heard(last.source, last.data) if last.source in talk.sources else []
                    self._steps.extend((talk, last, step) for step in heard)
        for talk, came, step in self._steps:
            if isinstance(step, Frame) and came is not None and step.source not in talk.profile.stream:
                self._hold(_arrived(step, came))
        self._steps.clear()

    # --- inside --------------------------------------------------------------------------------

    async def _next(self) -> _Notified | _Sign | None:
        """What came, or ``None`` when a dialogue has waited long enough."""
        end = min((self._end(talk) for talk in self._talks), default=math.inf)
        if end == math.inf:
            return await self._waiting.get()
        try:
            async with asyncio.timeout_at(end):
                return await self._waiting.get()
        except TimeoutError:
            return None

    def _end(self, talk: Talk) -> float:
        """The loop time at which a dialogue has waited long enough."""
        patience = talk.dialogue.patience
        return math.inf if patience is None else talk.heard_at + patience * self._patience

    async def _silent(self, talk: Talk) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._end(talk):
            talk.heard_at = now
            await self._take_steps(talk, None, talk.dialogue.silent())

    async def _take_steps(self, talk: Talk, came: _Notified | None, steps: Steps) -> None:
        self._steps.extend((talk, came, step) for step in steps)
        while self._steps:
            # It stays in the row until it is done: a cancellation must not lose it.
            await self._take(*self._steps[0])
            self._steps.popleft()

    async def _take(self, talk: Talk, came: _Notified | None, step: Step) -> None:
        device = self._reader.device
        match step:
            case Write():
                await self._say(step)
                talk.said_at = asyncio.get_running_loop().time()
            case Frame():
                moment = came or _Notified(step.source, step.data, self._clock(), live=False)
                await self._frame(talk, _arrived(step, moment))
            case Restarted():
                self._emit(SequenceRestarted(device.address))
            case ConsentWanted(refused):
                self._emit(ConsentNeeded(device.address, device.id, refused))
            case Finished(bookmark, hang_up):
                if bookmark is not None and self._safe:
                    self._intake.notes.keep_bookmark(device.id, talk.profile.listen[0], bookmark)
                self.finished = True
                if hang_up:
                    self.over.set()
            case GiveUp(reason):
                self._fail(errors.DeviceTimeout(reason))

    async def _say(self, write: Write) -> None:
        try:
            await self._write(write)
        except errors.LinkLost:
            return  # the conversation ends of itself
        except errors.DeviceError as error:
            self._fail(error)

    def _fail(self, error: errors.DeviceError) -> None:
        self.failure = self.failure or error
        self.over.set()

    async def _frame(self, talk: Talk, arrived: Arrived) -> None:
        read = self._reader.read(arrived)
        if arrived.frame.source in talk.profile.stream:
            await self._stream(talk, arrived, read)
            return
        if read.fault is not None:
            self._emit(read.fault)
        kept = True
        for measurement in read.measurements:
            kept = await self._keep(measurement, arrived) and kept
        self._safe = self._safe and kept
        for answer in talk.dialogue.handled(arrived.frame, kept=kept):
            await self._take(talk, None, answer)

    async def _keep(self, measurement: Measurement, arrived: Arrived) -> bool:
        self.received += 1
        return await self._intake.take(measurement, self._origin(arrived))

    async def _stream(self, talk: Talk, arrived: Arrived, read: Read) -> None:
        source, address = arrived.frame.source, self._reader.device.address
        spot, origin = source in talk.profile.listen, self._origin(arrived)
        if isinstance(read.fault, Malformed):
            self._emit(read.fault)
        elif read.fault is not None:
            self._emit(LiveValues(address, ()))
            await self._intake.sample(origin, None, kind=read.fault.kind, source=source, spot=spot)
        for measurement in read.measurements:
            if measurement.kind in STREAMED:
                self._emit(LiveValues(address, measurement.values))
                kind = measurement.kind
                await self._intake.sample(origin, measurement, kind=kind, source=source, spot=spot)
            else:
                await self._keep(measurement, arrived)

    def _hold(self, arrived: Arrived) -> None:
        for measurement in self._reader.read(arrived).measurements:
            self._intake.hold(measurement, self._origin(arrived), errors.DeviceTimeout.code)

    def _origin(self, arrived: Arrived) -> Origin:
        return Origin(self._reader.device, arrived)


def _arrived(frame: Frame, came: _Notified) -> Arrived:
    return Arrived(frame, came.host_time, came.live)
