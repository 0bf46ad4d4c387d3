"""What becomes of a value that a device sent, whichever way it came: kept, recorded, parked, or not mine.

Rules:
- A user slot of a device is not a person. With ``ask_slots`` the first value of a slot is parked, durably,
  and the person is asked once; until then, and for somebody else's slot for ever, nothing is recorded.
- What is parked is the frame, not the measurement: it is read when the slot turns out to be the patient's.
- `take` says whether the device may be told that its value is safe.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from devices.device_clock import DeviceClock
from devices.dialogue import Frame
from devices.events import Device, Event, NotMine, SlotUnknown
from devices.keeper import Keeper, Sink
from devices.memory import Forgetful, Memory, Notes, Parked
from devices.reading import Arrived, Reader
from devices.recordings import Recordings
from hemmonitor.errors import StorageError
from hemmonitor.model.measurement import Kind, Measurement

TICK = 1.0
"""Seconds between two looks at what is being recorded."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a measurement came from."""

    device: Device
    arrived: Arrived


class Intake:
    """One for all devices of a person."""

    def __init__(
        self,
        sink: Sink,
        emit: Callable[[Event], None],
        clock: Callable[[], dt.datetime],
        *,
        memory: Memory | None = None,
        ask_slots: bool = False,
    ) -> None:
        """``clock`` gives the aware local time. Without a ``memory`` nothing outlives the program."""
        self.notes = Notes(memory or Forgetful())
        self.keeper = Keeper(sink, emit)
        self._emit = emit
        self._clock = clock
        self._asks = ask_slots
        self._recordings = Recordings(self.keeper.save, emit, self.notes)
        self._parked = self.notes.parked()
        self._parked_safe = True

    async def take(self, measurement: Measurement, origin: Origin) -> bool:
        """Save it, or park its frame. True when it is safe, or is none of ours."""
        address, slot = origin.device.address, measurement.provenance.user_slot
        if self._asks and slot is not None:
            mine = self.notes.slot(origin.device.id, slot)
            if mine is None:
                return self._park(measurement, origin, slot)
            if not mine:
                self._emit(NotMine(address, slot))
                return True
        return await self.keeper.save(address, measurement)

    def hold(self, measurement: Measurement, origin: Origin, reason: str) -> None:
        """There is no time to save it: park it, or keep it in mind for a later attempt."""
        slot = measurement.provenance.user_slot
        if self._asks and slot is not None and self.notes.slot(origin.device.id, slot) is None:
            self._park(measurement, origin, slot)
        else:
            self.keeper.hold(origin.device.address, measurement, reason)

    async def sample(
        self, origin: Origin, sample: Measurement | None, *, kind: Kind, source: str, spot: bool
    ) -> None:
        """A value of a stream, or that there was none."""
        at = origin.arrived.host_time
        await self._recordings.add(origin.device, source, at, sample, kind=kind, spot=spot)

    async def assign(self, device_id: str, slot: int, *, mine: bool) -> int:
        """The person has said whose slot it is. What was parked is saved, or dropped; how many were saved.

        May raise a `StorageError`; then nothing has changed.
        """
        self.notes.keep_slot(device_id, slot, mine=mine)
        return await self._settle()

    def slots(self, device_id: str) -> dict[int, tuple[bool | None, int]]:
        """The user slots of a device: whether each is the patient's, if known, and how many values wait."""
        found: dict[int, tuple[bool | None, int]] = {
            slot: (mine, 0) for slot, mine in self.notes.slots(device_id).items()
        }
        for one in self._parked:
            if one.device_id == device_id:
                mine, waiting = found.get(one.slot, (None, 0))
                found[one.slot] = (mine, waiting + 1)
        return found

    async def retry(self) -> None:
        """Try once to save what could not be saved."""
        await self.keeper.retry()
        await self._settle()
        if not self._parked_safe:
            self._keep_parked()

    async def run(self) -> None:
        """Finish recordings when they end, until cancelled."""
        while True:
            await asyncio.sleep(TICK)
            await self._recordings.tick(self._clock())

    async def close(self) -> None:
        """The program ends: finish what can be, and try once more to save everything."""
        await self._recordings.close()
        await self.retry()

    def _park(self, measurement: Measurement, origin: Origin, slot: int) -> bool:
        device, arrived = origin.device, origin.arrived
        parked = Parked(
            address=device.address,
            device_id=device.id,
            device_name=device.name,
            device_model=device.model,
            source=arrived.frame.source,
            kind=arrived.frame.kind,
            data=arrived.frame.data,
            beside=arrived.frame.beside,
            host_time=arrived.host_time,
            clock_offset=measurement.provenance.clock_offset,
            slot=slot,
        )
        same = {(one.device_id, one.source, one.data) for one in self._parked}
        if (parked.device_id, parked.source, parked.data) not in same:
            self._parked.append(parked)
            self._keep_parked()
        waiting = sum((one.device_id, one.slot) == (device.id, slot) for one in self._parked)
        self._emit(SlotUnknown(device.address, device.id, slot, waiting))
        return self._parked_safe

    async def _settle(self) -> int:
        """Save or drop the parked frames of slots that are known by now; how many values were saved."""
        saved, left = 0, []
        for one in self._parked:
            mine = self.notes.slot(one.device_id, one.slot)
            if mine is None:
                left.append(one)
            elif mine:
                for measurement in _read(one):
                    saved += await self.keeper.save(one.address, measurement)
        if len(left) < len(self._parked):
            self._parked = left
            self._keep_parked()
        return saved

    def _keep_parked(self) -> None:
        try:
            self.notes.keep_parked(self._parked)
        except StorageError:
            self._parked_safe = False
        else:
            self._parked_safe = True


def _read(parked: Parked) -> tuple[Measurement, ...]:
    device = Device(parked.address, parked.device_name, parked.device_id, parked.device_model)
    frame = Frame(parked.source, parked.data, parked.kind, parked.beside)
    reader = Reader(device, DeviceClock(parked.clock_offset))
    return reader.read(Arrived(frame, parked.host_time)).measurements
