"""Devices behind a serial port: real pyserial on a pseudo-terminal."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from devices.events import Connected, Ended, Event, Malformed, NotSaved, Problem, Received
from devices.intake import Intake
from devices.serial_link import SerialConnection, open_port, ports
from devices.serial_session import SerialSession, is_serial, profile_of, serial_device
from devices.session import Policy
from devices.virtual.serial_devices import SerialLungMonitor, SerialNonin
from hemmonitor import errors
from hemmonitor.home import Home
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement
from hemmonitor.store.memory import MemoryJournal
from tests.devices.run import clock

E = TypeVar("E")
POLICY = Policy(backoff=0.02, backoff_most=0.1, drain=2, patience=0.1)


class Desk:
    """A serial session at work."""

    def __init__(self, now: Callable[[], dt.datetime] = clock) -> None:
        self.events: list[Event] = []
        self.home = Home(MemoryJournal(), "patient", "computer")
        self.refuse: Exception | None = None
        self.saved_when_acknowledged: list[int] = []
        self.now = now
        self.intake = Intake(self.sink, self.events.append, now)

    async def sink(self, measurement: Measurement) -> bool:
        if self.refuse is not None:
            raise self.refuse
        return self.home.record(measurement, self.now()).new

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def true(self, test: Callable[[], bool], seconds: float = 10) -> None:
        async with asyncio.timeout(seconds):
            while not test():  # noqa: ASYNC110 - the device tells of nothing
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def listening(self, path: str, name: str = "") -> AsyncIterator[None]:
        session = SerialSession(
            open_port,
            serial_device(path, name),
            intake=self.intake,
            emit=self.events.append,
            clock=self.now,
            policy=POLICY,
        )
        tasks = [asyncio.create_task(session.run()), asyncio.create_task(self.intake.run())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)


@asynccontextmanager
async def lung_monitor() -> AsyncIterator[SerialLungMonitor]:
    monitor = SerialLungMonitor(clock, pace=0.1)
    await monitor.start()
    try:
        yield monitor
    finally:
        await monitor.stop()


async def test_a_blow_is_acknowledged_when_it_is_durable() -> None:
    desk = Desk()
    async with lung_monitor() as monitor, desk.listening(monitor.path):
        await desk.true(lambda: bool(desk.of(Connected)))
        frame = monitor.blow(312, 410)
        await desk.true(lambda: monitor.lung.acknowledged == [frame])
        assert len(desk.of(Received)) == 1
        desk.refuse = errors.DiskFull()
        monitor.blow(280, 400, good=False)
        await desk.true(lambda: len(desk.of(NotSaved)) >= 2)
        assert len(monitor.lung.acknowledged) == 1
        desk.refuse = None
        await desk.true(lambda: len(monitor.lung.acknowledged) == 2)
    first, second = desk.home.history(Kind.SPIROMETRY)
    assert {first.value(Component.FEV1), second.value(Component.FEV1)} == {Decimal("3.12"), Decimal("2.80")}
    assert [one.flags for one in (first, second)].count(frozenset({Flag.BAD_BLOW})) == 1


async def test_a_slow_disk_acknowledges_no_blow_that_did_not_arrive() -> None:
    """The monitor repeats what is not answered in time; each blow is answered once all the same."""
    desk = Desk()
    save = desk.sink

    async def slowly(measurement: Measurement) -> bool:
        await asyncio.sleep(1.0)
        return await save(measurement)

    desk.intake = Intake(slowly, desk.events.append, clock)
    async with lung_monitor() as monitor, desk.listening(monitor.path):
        await desk.true(lambda: bool(desk.of(Connected)))
        frames = [monitor.blow(300 + number, 410) for number in range(4)]
        await desk.true(lambda: len(monitor.lung.acknowledged) == 4, 20)
        assert monitor.lung.acknowledged == frames
        assert monitor.lung.answers.count(0x06) == 4
    assert len(desk.home.history(Kind.SPIROMETRY)) == 4


async def test_damaged_and_torn_frames_are_asked_for_again() -> None:
    desk = Desk()
    async with lung_monitor() as monitor, desk.listening(monitor.path):
        monitor.lung.damaged, monitor.lung.torn = 2, 1
        monitor.blow(312, 410)
        await desk.true(lambda: len(monitor.lung.acknowledged) == 1)
        assert monitor.lung.answers.count(0x15) >= 2
        monitor.lung.damaged = 3
        monitor.blow(300, 405)
        await desk.true(lambda: len(monitor.lung.acknowledged) == 2)
        assert len(desk.of(Malformed)) == 1
    assert len(desk.home.history(Kind.SPIROMETRY)) == 2


async def test_a_port_that_comes_and_goes() -> None:
    desk = Desk()
    monitor = SerialLungMonitor(clock, pace=0.1)
    await monitor.start()
    async with desk.listening(monitor.path):
        monitor.blow(312, 410)
        await desk.true(lambda: len(monitor.lung.acknowledged) == 1)
        await monitor.stop()
        await desk.true(lambda: bool(desk.of(Ended)))
        await asyncio.sleep(0.2)
        assert not desk.of(Problem)
    assert len(desk.home.history(Kind.SPIROMETRY)) == 1


async def test_an_oximeter_on_a_serial_port() -> None:
    start, begun = clock(), asyncio.get_running_loop().time()

    def now() -> dt.datetime:
        return start + dt.timedelta(seconds=50 * (asyncio.get_running_loop().time() - begun))

    desk = Desk(now)
    oximeter = SerialNonin()
    await oximeter.start()
    async with desk.listening(oximeter.path, "Nonin_Medical_Inc._721952"):
        await desk.true(lambda: bool(desk.of(Connected)))
        await oximeter.wear([*([(96, 61)] * 40), *([None] * 20)], 0.02)
        await desk.true(lambda: bool(desk.of(Received)))
    await oximeter.stop()
    (one,) = desk.home.history(Kind.OXIMETRY)
    assert one.value(Component.SPO2) == 96
    assert one.provenance.source == "serial"


async def test_what_a_port_that_does_not_open_means(tmp_path: Path) -> None:
    with pytest.raises(errors.DeviceNotFound):
        await open_port(str(tmp_path / "nothing"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(errors.DeviceError):
        await open_port(str(tmp_path / "file"))


async def test_closing_ends_the_thread_and_reading() -> None:
    async with lung_monitor() as monitor:
        port = await open_port(monitor.path)
        assert isinstance(port, SerialConnection)
        await port.close()
        await port.close()
        assert port.closed.is_set()
        with pytest.raises(errors.LinkLost):
            await port.read()
        with pytest.raises(errors.DeviceError):
            await port.write(b"\x06")


def test_ports_have_a_path_and_a_name() -> None:
    assert all(port.path and port.name != "n/a" for port in ports())


def test_a_serial_device_is_known_by_its_port() -> None:
    device = serial_device("/dev/rfcomm0", "LUNG_000129406")
    assert is_serial(device)
    assert profile_of(device).kind == "spirometer"
    assert profile_of(serial_device("COM7", "Nonin 9560")).kind == "oximeter"
