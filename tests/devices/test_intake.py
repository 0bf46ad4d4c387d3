"""Slots, recordings over a night and over restarts, devices that cannot be read."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest

from devices.device_clock import DeviceClock
from devices.dialogue import Frame
from devices.events import (
    Connected,
    Device,
    Event,
    LiveValues,
    MeasurementFailed,
    NotMine,
    Problem,
    Received,
    SlotUnknown,
    Unsupported,
)
from devices.gatt import pulse_oximeter
from devices.intake import Intake, Origin
from devices.memory import Forgetful
from devices.reading import Arrived, Reader
from devices.recordings import DRAFT_EVERY
from devices.virtual.cuff import VirtualCuff
from devices.virtual.oximeter import VirtualOximeter
from hemmonitor.clinical.overnight import with_desaturations
from hemmonitor.errors import DiskFull, StorageError
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement
from tests.devices.ward import ward

BP = Kind.BLOOD_PRESSURE


class Full(Forgetful):
    full = False

    def put(self, name: str, value: bytes) -> None:
        if self.full:
            raise DiskFull
        super().put(name, value)


# --- slots ---------------------------------------------------------------------------------------


async def test_a_slot_is_asked_for_once_and_its_values_wait_over_a_restart() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualCuff, user=2)
        device = await place.paired(cuff)
        cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74)]
        async with place.collecting(device, ask_slots=True) as run:
            told = await run.until(SlotUnknown, 2)
            assert (told.device_id, told.slot, told.waiting) == (device.id, 2, 2)
            assert not list(place.record)
        async with place.collecting(device, ask_slots=True) as run:
            assert await run.collector.assign(device.id, 2, mine=True) == 2
            assert sorted(place.values(BP, Component.SYSTOLIC)) == [128, 131]
            await run.until(Connected)
            await cuff.press_frame(cuff.frame(119, 78, 62))
            await run.true(lambda: 119 in place.values(BP, Component.SYSTOLIC))
            assert not run.of(SlotUnknown)
        assert all(one.provenance.user_slot == 2 for one in place.record)


async def test_somebody_elses_slot_is_never_recorded() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualCuff, user=1)
        device = await place.paired(cuff)
        cuff.outbox.append(cuff.frame(128, 82, 71))
        async with place.collecting(device, ask_slots=True) as run:
            await run.until(SlotUnknown)
            assert await run.collector.assign(device.id, 1, mine=False) == 0
            await cuff.press_frame(cuff.frame(131, 85, 74))
            await run.until(NotMine)
            cuff.user = None
            await cuff.press_frame(cuff.frame(140, 90, 70))
            await run.until(Received)
        assert place.values(BP, Component.SYSTOLIC) == [140]


def arrived(cuff_frame: bytes, at: dt.datetime) -> Arrived:
    return Arrived(Frame("2A35", cuff_frame), at)


async def test_a_value_that_cannot_be_parked_is_not_safe() -> None:
    events: list[Event] = []
    memory = Full()
    now = dt.datetime(2026, 5, 3, 7, 15, tzinfo=dt.UTC)
    stored: list[Measurement] = []

    async def sink(measurement: Measurement) -> bool:
        stored.append(measurement)
        return True

    intake = Intake(sink, events.append, lambda: now, memory=memory, ask_slots=True)
    reader = Reader(Device("C4", id="00A0"), DeviceClock())
    frame = arrived(bytes.fromhex("1e780050006500ea0705030c1e004800010000"), now)
    (one,) = reader.read(frame).measurements
    origin = Origin(reader.device, frame)
    memory.full = True
    assert not await intake.take(one, origin)
    assert not await intake.take(one, origin)
    assert [event.waiting for event in events if isinstance(event, SlotUnknown)] == [1, 1]
    with pytest.raises(StorageError):
        await intake.assign("00A0", 1, mine=True)
    memory.full = False
    await intake.retry()
    assert await intake.take(one, origin)
    assert await intake.assign("00A0", 1, mine=True) == 1
    assert [measurement.id for measurement in stored] == [one.id]


# --- recordings ----------------------------------------------------------------------------------


def night(hours: float) -> list[tuple[int, int] | None]:
    """SpO2 and pulse, one a second, with ten falls of 5 points an hour, and a finger out now and then."""
    chance = random.Random(11)
    values: list[tuple[int, int] | None] = []
    for second in range(int(hours * 3600)):
        fall = 5 if second % 360 < 20 and second > 360 else 0
        out = second % 1500 > 1490
        values.append(None if out else (96 - fall, 60 + chance.randrange(5)))
    return values


class Sleeper:
    """An intake and a clock that is told how late it is."""

    def __init__(self, memory: Forgetful) -> None:
        self.at = dt.datetime(2026, 5, 3, 22, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
        self.memory = memory
        self.stored: list[Measurement] = []
        self.events: list[Event] = []
        self.reader = Reader(Device("C4", id="00A0", model="3230"), DeviceClock())
        self.intake = self.woken()

    def woken(self) -> Intake:
        return Intake(self.sink, self.events.append, lambda: self.at, memory=self.memory)

    async def sink(self, measurement: Measurement) -> bool:
        new = measurement.id not in {one.id for one in self.stored}
        if new:
            self.stored.append(with_desaturations(measurement))
        return new

    async def second(self, value: tuple[int, int] | None) -> None:
        self.at += dt.timedelta(seconds=1)
        spo2, pulse = value or (None, None)
        wire = pulse_oximeter.Oximetry(
            None if spo2 is None else Decimal(spo2),
            None if pulse is None else Decimal(pulse),
            continuous=True,
        )
        frame = Arrived(Frame("2A5F", pulse_oximeter.encode(wire)), self.at)
        read = self.reader.read(frame)
        sample = read.measurements[0] if read.measurements else None
        origin = Origin(self.reader.device, frame)
        await self.intake.sample(origin, sample, kind=Kind.OXIMETRY, source="2A5F", spot=True)
        await self.intake._recordings.tick(self.at)


async def test_eight_hours_are_one_measurement_with_its_index() -> None:
    sleeper = Sleeper(Forgetful())
    values = night(8)
    for value in values:
        await sleeper.second(value)
    assert not sleeper.stored
    sleeper.at += dt.timedelta(minutes=10)
    await sleeper.intake._recordings.tick(sleeper.at)
    (one,) = sleeper.stored
    assert one.kind is Kind.OXIMETRY_SERIES
    assert one.series is not None
    assert len(one.series.values(Component.SPO2)) == len(values)
    assert [None if v is None else int(v) for v in one.series.values(Component.SPO2)] == [
        None if v is None else v[0] for v in values
    ]
    for component in (Component.ODI3, Component.ODI4):
        index = one.value(component)
        assert index is not None
        assert 9.5 <= float(index) <= 10.5
    assert sum(len(channel.packed) for channel in one.series.channels) < 20_000
    assert not sleeper.intake.notes.drafts()


async def test_a_killed_program_goes_on_with_the_night() -> None:
    sleeper = Sleeper(Forgetful())
    values = night(2)
    for place, value in enumerate(values):
        await sleeper.second(value)
        if place in {1800, 3605, 5000}:
            sleeper.intake = sleeper.woken()  # nothing is closed: what was not kept is gone
    sleeper.at += dt.timedelta(minutes=10)
    await sleeper.intake._recordings.tick(sleeper.at)
    (one,) = sleeper.stored
    assert one.series is not None
    got = [None if v is None else int(v) for v in one.series.values(Component.SPO2)]
    wanted = [None if v is None else v[0] for v in values]
    assert len(got) == len(wanted)
    missing = [place for place, (a, b) in enumerate(zip(got, wanted, strict=True)) if a != b]
    assert all(got[place] is None for place in missing)
    assert len(missing) <= 3 * (DRAFT_EVERY.seconds + 1)


async def test_a_program_that_ends_finishes_a_spot_check_and_keeps_a_recording() -> None:
    sleeper = Sleeper(Forgetful())
    for value in night(0.01):
        await sleeper.second(value)
    await sleeper.intake.close()
    assert [one.kind for one in sleeper.stored] == [Kind.OXIMETRY]
    sleeper = Sleeper(Forgetful())
    for value in night(0.5):
        await sleeper.second(value)
    await sleeper.intake.close()
    assert not sleeper.stored
    sleeper.at += dt.timedelta(hours=1)
    sleeper.intake = sleeper.woken()
    await sleeper.intake._recordings.tick(sleeper.at)
    assert [one.kind for one in sleeper.stored] == [Kind.OXIMETRY_SERIES]


async def test_a_full_disk_costs_no_recording() -> None:
    memory = Full()
    sleeper = Sleeper(memory)
    memory.full = True
    for value in night(0.3):
        await sleeper.second(value)
    sleeper.at += dt.timedelta(minutes=10)
    await sleeper.intake._recordings.tick(sleeper.at)
    assert [one.kind for one in sleeper.stored] == [Kind.OXIMETRY_SERIES]


async def test_a_night_over_bluetooth_with_lost_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour, 250 times as fast, with the oximeter out of range twice."""
    monkeypatch.setattr("devices.recorder.SPOT_GAP", dt.timedelta(minutes=4))  # a second on a busy machine
    async with ward(250) as place:
        oximeter = await place.device(VirtualOximeter, spots=False, pace=0.01)
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            for _ in range(3):
                async with asyncio.timeout(20):
                    await oximeter.listening(0x2A5F)
                await oximeter.wear([(95, 60)] * 250)
                oximeter.vanish()
                await asyncio.sleep(0.2)
            assert len(run.of(Connected)) >= 3
            await oximeter.be_silent()
            one = (await run.until(Received)).measurement
            assert run.of(LiveValues)
            assert not [event for event in run.of(Problem) if event.address]
            assert not run.of(MeasurementFailed)
        assert one.kind is Kind.OXIMETRY_SERIES
        assert one.series is not None
        assert one.series.step * one.series.count > dt.timedelta(minutes=20)
        assert Flag.POOR_SIGNAL not in one.flags
        assert len(list(place.record)) == 1


# --- devices that cannot be read -----------------------------------------------------------------


async def test_an_unsupported_device_is_named_once() -> None:
    async with ward() as place:
        await place.device(Stranger, "iHealth BP5 12345")
        async with place.collecting() as run:
            told = await run.until(Unsupported)
            assert told.maker == "iHealth"
            await asyncio.sleep(0.2)
            assert len(run.of(Unsupported)) == 1


class Stranger(VirtualCuff):
    """A device that advertises a service nobody knows."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._advertised = (0xFE99,)
