"""Random sessions with injected faults: they end with exactly the true set of readings.

    python -m tests.devices.soak [SESSIONS] [FIRST_SEED]

A session is one device and some visits. In each visit the device measures, and something goes wrong: the
link breaks at a random step of the conversation, the device hangs up, the radio is switched off, the disk is
full, records come twice, the program is killed. Its clock may stand at 1970, be an hour off, or never have
been set. At the end nothing goes wrong any more, and what is stored is compared with what was measured.

Killed means: what is not durable at that moment is gone (``test_kill`` does it with a real kill -9). A
device that forgets a record when the link confirms it cannot be protected from that, so only devices that
keep their records are used then. And a record without any time or number, of a clock that was never set,
cannot be told from an equal new one: such a device keeps no records here, and its link does not break.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from devices.events import Device, Found, Paired
from devices.session import Policy
from devices.virtual.cuff import AndCuff, VirtualCuff
from devices.virtual.glucose_meter import VirtualGlucoseMeter
from devices.virtual.oximeter import VirtualOximeter
from devices.virtual.reporter import Reporter
from devices.virtual.scale import VirtualScale
from devices.virtual.spirometers import VirtualLungMonitor
from devices.virtual.thermometer import VirtualThermometer
from devices.virtual.vendor_memories import VirtualMicrolife, VirtualTaiDoc
from devices.virtual.vendor_oximeters import VirtualPo60
from hemmonitor.errors import DeviceError, DiskFull
from hemmonitor.home import Home
from hemmonitor.model.measurement import Component, Measurement
from tests.devices.ward import Collection, Ward, ward

POLICY = Policy(
    rest=0.05,
    rest_fetched=0.05,
    backoff=0.03,
    backoff_most=0.2,
    scan=3,
    settle=2,
    drain=2,
    retry=0.05,
    patience=0.06,
)
PATIENCE = 60.0
VISITS = (2, 4)
STEPS = ("connected", "paired", "encrypted", "cccd", "read", "write", "sent")
HOUR = dt.timedelta(hours=1)
Key = tuple[str, ...]


@dataclass
class Kind:
    """A device of the soak: how it is made, how it measures the n-th value, and the figures that tell it."""

    make: type[Reporter]
    measure: Callable[[Any, int], Any]
    key: Callable[[int], list[Key]]
    deletes: bool = False  # it can forget what was confirmed
    options: dict[str, Any] = field(default_factory=dict)
    oldest: int = 1970  # the earliest year that its format can hold


def pressure(n: int) -> tuple[int, int, int]:
    return 100 + n % 60, 60 + n // 60, 50 + n % 37


def _bp(n: int) -> list[Key]:
    return [("blood_pressure", *map(str, pressure(n)))]


KINDS = (
    Kind(VirtualCuff, lambda d, n: d.store(d.frame(*pressure(n))), _bp, deletes=True),
    Kind(AndCuff, lambda d, n: d.store(d.frame(*pressure(n))), _bp, deletes=True),
    Kind(
        VirtualThermometer,
        lambda d, n: d.store(d.frame(f"{36 + n / 100:.2f}")),
        lambda n: [("temperature", f"{36 + n / 100:.2f}")],
        deletes=True,
    ),
    Kind(
        VirtualScale,
        lambda d, n: d.step_on(f"{60 + n / 10:.2f}", f"{20 + n / 10:.1f}"),
        lambda n: [("weight", f"{60 + n / 10:.3f}"), ("body_composition", f"{20 + n / 10:.1f}")],
        deletes=True,
    ),
    Kind(
        VirtualOximeter,
        lambda d, n: d.spot(85 + n % 15, 50 + n),
        lambda n: [("oximetry", str(85 + n % 15), str(50 + n))],
        deletes=True,
    ),
    Kind(
        VirtualGlucoseMeter,
        lambda d, n: d.measure(f"{4 + n / 10:.1f}", meal=n % 6 or None),
        lambda n: [("glucose", f"{4 + n / 10:.1f}")],
    ),
    Kind(
        VirtualLungMonitor,
        lambda d, n: d.blow(200 + n, 400, good=n % 3 > 0),
        lambda n: [("spirometry", f"{2 + n / 100:.2f}")],
        options={"pace": 0.05},
    ),
    Kind(VirtualMicrolife, lambda d, n: d.measure(*pressure(n)), _bp),
    Kind(
        VirtualTaiDoc,
        lambda d, n: d.measure(pressure(n)[0], 0, pressure(n)[1], pressure(n)[2]),
        _bp,
        oldest=2001,
    ),
    Kind(
        VirtualPo60,
        lambda d, n: d.measure(85 + n % 14, 50 + n),
        lambda n: [("oximetry", str(85 + n % 14), str(50 + n))],
        oldest=2001,
    ),
)
_TOLD = {
    "blood_pressure": (Component.SYSTOLIC, Component.DIASTOLIC, Component.PULSE_RATE),
    "temperature": (Component.BODY_TEMPERATURE,),
    "weight": (Component.BODY_WEIGHT,),
    "body_composition": (Component.BODY_FAT,),
    "oximetry": (Component.SPO2, Component.PULSE_RATE),
    "glucose": (Component.GLUCOSE,),
    "spirometry": (Component.FEV1,),
}


def key_of(measurement: Measurement) -> Key:
    return (measurement.kind, *(str(measurement.value(one)) for one in _TOLD[measurement.kind]))


class Session:
    """One random session."""

    def __init__(self, place: Ward, seed: int) -> None:
        self.place = place
        self.chance = random.Random(seed)
        self.kind = self.chance.choice(KINDS)
        self.true: Counter[Key] = Counter()
        self.count = 0
        self.owned: Device | None = None
        self.keeps = not self.kind.deletes or self.chance.random() < 0.5
        self.told: list[str] = []
        self.faults: Counter[str] = Counter()
        self.unset = False

    async def run(self) -> None:
        chance = self.chance
        unset = self.unset = chance.random() < 0.15 and not self.keeps
        options: dict[str, Any] = {
            "clock_error": self.clock_error(),
            "settable": chance.random() < 0.7,
            "unset": unset,
            "hangs_up": chance.random() < 0.5,
            "repeats": chance.choice((1, 1, 1, 2)),
            **self.kind.options,
        }
        if self.kind.deletes:
            options["keeps_records"] = self.keeps
        self.device = await self.place.device(self.kind.make, **options)
        self.told.append(f"{self.kind.make.__name__} {options}")
        self.faults["records sent twice"] += options["repeats"] > 1
        self.faults["clock never set, without a date"] += unset
        if options["clock_error"] and not unset:
            self.faults["clock an hour off" if abs(options["clock_error"]) == HOUR else "clock at 1970"] += 1
        for _ in range(chance.randint(*VISITS)):
            await self.visit()
        await self.visit(peaceful=True)
        await self.visit(peaceful=True)
        stored = Counter(map(key_of, self.place.record))
        assert stored == self.true, f"{self.told}\nlost {self.true - stored}, too much {stored - self.true}"

    def clock_error(self) -> dt.timedelta:
        start = dt.datetime(self.kind.oldest, 1, 1)
        never_set = start - self.place.now().replace(tzinfo=None, microsecond=0)
        return self.chance.choice((dt.timedelta(), HOUR, -HOUR, never_set))

    async def measure(self) -> None:
        n, self.count = self.count, self.count + 1
        self.true.update(self.kind.key(n))
        done = self.kind.measure(self.device, n)
        if asyncio.iscoroutine(done):
            await asyncio.wait_for(done, PATIENCE)

    async def visit(self, *, peaceful: bool = False) -> None:
        """Collect for a while, with a fault; without one until everything is there."""
        chance = self.chance
        if isinstance(self.device, VirtualGlucoseMeter) and self.true and self.all_there():
            self.device.restart()  # a new battery
            self.told.append("restart")
            self.faults["record numbers begin anew"] += 1
        for _ in range(chance.randint(0, 3)):
            await self.measure()
        if not peaceful and not self.unset:
            self.upset()
        devices = (self.owned,) if self.owned else ()
        async with self.place.collecting(*devices, policy=POLICY) as run:
            full = not peaceful and chance.random() < 0.2
            if full:
                run.refuse = DiskFull()
                self.faults["disk full"] += 1
            pairing = None if self.owned else asyncio.create_task(self.pair(run))
            if chance.random() < 0.5:
                await self.measure()
            if peaceful:
                await self.wait_for_all(run)
            else:
                await asyncio.sleep(chance.random() * 0.4)
                if chance.random() < 0.2 and not self.unset:
                    self.faults["radio off"] += 1
                    await self.place.central.switch(False)
                    await asyncio.sleep(0.05)
                    await self.place.central.switch(True)
                    await asyncio.sleep(chance.random() * 0.3)
            if self.unset:
                await self.handed_over()
            if pairing is not None:
                pairing.cancel()
                await asyncio.wait({pairing})
            killed = self.keeps and not peaceful and chance.random() < 0.3
            if full and not killed:
                run.refuse = None
                await run.true(lambda: not run.collector.unsaved, PATIENCE)
            if killed:
                self.told.append("killed")
                self.faults["program killed"] += 1
                run.refuse = RuntimeError("killed")
        for paired in run.of(Paired):  # as the program does, which stores it there
            self.owned = paired.device
        if killed:
            self.place.home = Home(self.place.journal, "patient", "computer")

    def upset(self) -> None:
        """Order something to go wrong."""
        chance, device = self.chance, self.device
        step = chance.choice(STEPS)
        action = device.vanish if chance.random() < 0.7 else device.hang_up_soon
        left = chance.randint(0, 3)

        def countdown() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                self.faults[f"{action.__name__} at {step}"] += 1
                action()
            else:
                device.when(step, countdown)

        device.when(step, countdown)
        self.told.append(f"{action.__name__} at {step} +{left}")
        if isinstance(device, VirtualGlucoseMeter):
            access = device.access
            access.busy = chance.choice((0, 0, 1))
            access.backwards = chance.random() < 0.3
            access.filters = chance.random() < 0.8
        if isinstance(device, VirtualLungMonitor):
            device.lung.damaged, device.lung.torn = chance.choice((0, 0, 2)), chance.choice((0, 0, 1))
        if isinstance(device, VirtualPo60) and device.records:
            device.stops_after = chance.choice((None, 1))
        if isinstance(device, (VirtualMicrolife, VirtualTaiDoc)):
            device.deaf = chance.choice((0, 0, 1))

    async def handed_over(self) -> None:
        """Wait until the device has nothing more to send: a record of no time must not be cut off."""
        async with asyncio.timeout(PATIENCE):
            while self.device.outbox or self.owned is None:  # noqa: ASYNC110 - the device tells of nothing
                await asyncio.sleep(0.02)

    def all_there(self) -> bool:
        return Counter(map(key_of, self.place.record)) >= self.true

    async def wait_for_all(self, run: Collection) -> None:
        try:
            await run.true(self.all_there, PATIENCE)
        except TimeoutError:
            events = [type(event).__name__ for event in run.events][-30:]
            missing = self.true - Counter(map(key_of, self.place.record))
            raise AssertionError(
                f"{self.told}\nmissing {missing}\n{events}\n{self.device.trace[-30:]}"
            ) from None

    async def pair(self, run: Collection) -> None:
        """A person pairs the device, again until it works."""
        while self.owned is None:
            await run.true(lambda: any(one.address == self.device.address for one in run.of(Found)), PATIENCE)
            try:
                self.owned = await run.collector.pair(self.device.address)
            except DeviceError:
                await asyncio.sleep(0.05)


async def session(seed: int) -> Session:
    """One session. Raises ``AssertionError`` naming the seed."""
    async with ward() as place:
        try:
            async with asyncio.timeout(3 * PATIENCE):
                made = Session(place, seed)
                await made.run()
        except (AssertionError, TimeoutError) as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    return made


async def sessions(
    count: int,
    first: int = 0,
    *,
    at_once: int = 6,
    tell: Callable[[Session | str], None] = lambda _one: None,
) -> None:
    """So many sessions, some at once. Each is told, or how it failed; all failures at the end."""
    seeds = iter(range(first, first + count))
    failures: list[str] = []

    async def lane() -> None:
        for seed in seeds:
            try:
                tell(await session(seed))
            except AssertionError as error:
                failures.append(str(error))
                tell(failures[-1])

    await asyncio.gather(*(lane() for _ in range(at_once)))
    assert not failures, "\n\n".join(failures)


class Tally:
    """What has been tried so far."""

    def __init__(self) -> None:
        self.sessions = self.readings = 0
        self.faults: Counter[str] = Counter()

    def add(self, done: Session | str) -> None:
        self.sessions += 1
        if isinstance(done, str):
            print(done, flush=True)  # noqa: T201 - this is a command
            return
        self.readings += done.true.total()
        self.faults.update(done.faults)
        if self.sessions % 100 == 0:
            print(f"{self.sessions} sessions", flush=True)  # noqa: T201 - this is a command


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    logging.disable()  # the virtual stack notes each thing that broke
    begun, tally = time.monotonic(), Tally()
    asyncio.run(sessions(count, first, tell=tally.add))
    seconds = time.monotonic() - begun
    print(f"{count} sessions from seed {first}: {tally.readings} readings, each once; {seconds:.0f} s")  # noqa: T201 - this is a command
    for fault, times in tally.faults.most_common():
        print(f"{times:6} {fault}")  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
