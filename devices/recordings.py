"""The streams that are being recorded, over connections and restarts.

Rules:
- A stream belongs to a device and a source, not to a connection: a lost link is a gap in it.
- What is recorded is kept as a draft every minute from the first minute on, so that a program that ends, in
  whatever way, loses at most that much of a night. It goes on from there, or is finished when too old.
- A finished recording is saved before its draft goes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from devices.events import Device, Event, MeasurementFailed
from devices.memory import Notes
from devices.recorder import Outcome, Recorder
from hemmonitor.errors import StorageError
from hemmonitor.model.measurement import Kind, Measurement

DRAFT_EVERY = dt.timedelta(minutes=1)


@dataclass
class _Stream:
    recorder: Recorder
    address: str
    drafted: dt.datetime


class Recordings:
    """All streams of all devices."""

    def __init__(
        self,
        save: Callable[[str, Measurement], Awaitable[bool]],
        emit: Callable[[Event], None],
        notes: Notes,
    ) -> None:
        """Finished measurements go to ``save``. Drafts in ``notes`` go on; they may raise `StorageError`."""
        self._save = save
        self._emit = emit
        self._notes = notes
        self._streams: dict[str, _Stream] = {}
        for name, draft in notes.drafts().items():
            with contextlib.suppress(ValueError):  # of a version with another form
                recorder = Recorder.from_draft(draft)
                self._streams[name] = _Stream(recorder, "", recorder.start)

    async def add(
        self,
        device: Device,
        source: str,
        at: dt.datetime,
        sample: Measurement | None,
        *,
        kind: Kind,
        spot: bool,
    ) -> None:
        """A value of ``source``, or that the device had none at ``at`` (aware)."""
        name = f"{device.id} {source}"
        stream = self._streams.get(name)
        if stream is not None and stream.recorder.over(at):
            await self._finish(name, stream)
            stream = None
        if stream is None:
            if sample is None:
                return
            recorder = Recorder(kind, device.id, device.model, source, spot=spot)
            stream = self._streams[name] = _Stream(recorder, device.address, at)
        stream.address = device.address
        stream.recorder.add(at, sample)

    async def tick(self, now: dt.datetime) -> None:
        """Finish what has ended by ``now`` (aware), keep drafts of the rest."""
        for name, stream in list(self._streams.items()):
            if stream.recorder.over(now):
                await self._finish(name, stream)
        due = [s for s in self._streams.values() if now - s.drafted >= DRAFT_EVERY and s.recorder.begun]
        if due:
            self._draft()
            for stream in due:
                stream.drafted = now

    async def close(self) -> None:
        """The program ends: spot-checks are finished, recordings stay as drafts."""
        for name, stream in list(self._streams.items()):
            if not stream.recorder.long:
                await self._finish(name, stream)
        self._draft()

    async def _finish(self, name: str, stream: _Stream) -> None:
        kind = stream.recorder.kind
        found = stream.recorder.finish()
        if isinstance(found, Measurement):
            await self._save(stream.address, found)
        elif found is Outcome.TOO_SHORT:
            self._emit(
                MeasurementFailed(
                    stream.address, stream.recorder.source, "too short a measurement", b"", kind
                )
            )
        del self._streams[name]
        self._draft()

    def _draft(self) -> None:
        """Keep what is worth it. A draft that cannot be kept now is tried again a minute later."""
        worth = {
            name: stream.recorder.draft()
            for name, stream in self._streams.items()
            if stream.recorder.begun and stream.recorder.length >= DRAFT_EVERY
        }
        try:
            if worth or self._notes.drafts():
                self._notes.keep_drafts(worth)
        except StorageError:
            return
