"""The virtual devices at a prompt, or from a script: ``hemmonitor demo --devices [--script FILE]``.

Each line is one act of a person, of a device, or of bad luck. Between them and the record stands all that is
real: the protocol stack, bleak, pairing, the collector, the rules of time and of records that come twice.

    press 131 79 70          the cuff measures          vanish cuff sent     it is gone when it has sent
    take 38.4                the thermometer            hangup cuff          it ends the connection politely
    step 81.4 24.5           the scale: kg, % fat       clock cuff -3        its clock is three hours behind
    glucose 6.2              the meter, mmol/L          forget cuff          it loses its pairing
    spot 97 66               the oximeter               radio off, radio on  the computer's Bluetooth
    blow 312 410             lung monitor: FEV1, FEV6   disk full, disk ok   the computer's disk
    fail                     the cuff fails             record, trace cuff, wait 2, help, quit
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any

from devices import events
from devices.bleak_link import Backends, BleakLink
from devices.collector import Collector
from devices.events import Device
from devices.link import PasskeyDesk
from devices.session import Policy
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.cuff import VirtualCuff
from devices.virtual.glucose_meter import VirtualGlucoseMeter
from devices.virtual.oximeter import VirtualOximeter
from devices.virtual.peripheral import VirtualPeripheral
from devices.virtual.radio import Radio
from devices.virtual.scale import VirtualScale
from devices.virtual.spirometers import VirtualLungMonitor
from devices.virtual.thermometer import VirtualThermometer
from hemmonitor import clock
from hemmonitor.errors import DeviceError, DiskFull
from hemmonitor.home import Home
from hemmonitor.model.measurement import Measurement
from hemmonitor.store.memory import MemoryJournal

PACE = 0.05  # a real cuff takes half a minute
ANSWER = 15.0  # seconds that an act waits for its value
QUICK = Policy(rest=0.3, rest_fetched=0.5, backoff=0.1, settle=1, retry=0.5)
KINDS: dict[str, tuple[type[VirtualPeripheral], dict[str, Any]]] = {
    "cuff": (VirtualCuff, {"pace": PACE, "user": None}),
    "thermometer": (VirtualThermometer, {"pace": PACE}),
    "scale": (VirtualScale, {"user": None}),
    "glucose": (VirtualGlucoseMeter, {}),
    "oximeter": (VirtualOximeter, {}),
    "lung": (VirtualLungMonitor, {"pace": 0.1}),
}
Act = Callable[..., Awaitable[None]]


class Bench:
    """The devices, the computer that collects from them, and the record. Use it in one asyncio loop."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """``say`` prints a line."""
        self.say = say
        self.journal = MemoryJournal()
        self.home = Home(self.journal, "patient", "computer")
        self._radio, desk = Radio(), PasskeyDesk()
        self._central = VirtualCentral(self._radio, desk)
        central = self._central
        self._collector = Collector(
            BleakLink(desk, backends=Backends(central.scanner, central.client, central.adapter)),
            sink=self._save,
            emit=self._tell,
            clock=clock.now,
            policy=QUICK,
            memory=self.journal,
        )
        self._devices: dict[str, VirtualPeripheral] = {}
        self._names: dict[str, str] = {}
        self._full = False
        self._measuring = False
        self._heard = asyncio.Event()

    async def play(self, lines: AsyncIterator[str]) -> None:
        """Do one line after another, until there are no more or one says ``quit``."""
        await self._central.start()
        collecting = asyncio.create_task(self._collector.run())
        try:
            async for line in lines:
                words = line.split("#")[0].split()
                if words == ["quit"]:
                    break
                if words:
                    await self._do(*words)
        finally:
            collecting.cancel()
            await asyncio.wait({collecting})
            for device in self._devices.values():
                await device.stop()
            await self._central.stop()
        if not collecting.cancelled():
            collecting.result()

    async def _do(self, word: str, *rest: str) -> None:
        act = self._acts().get(word)
        if act is None:
            self.say(f"? {word}: there is no such act; say help")
            return
        try:
            await act(*rest)
        except (TypeError, ValueError, ArithmeticError, KeyError):
            self.say(f"? {word}: that needs other words; say help")
        except DeviceError as error:
            self.say(f"  {error.code}")
        except TimeoutError:
            self.say("  no value came")

    def _acts(self) -> dict[str, Act]:
        return {
            "press": lambda s, d, p: self._measure("cuff", lambda c: c.press(int(s), int(d), int(p))),
            "fail": lambda: self._measure("cuff", lambda c: c.press_error(status=2)),
            "take": lambda value: self._measure("thermometer", lambda t: t.take(value)),
            "step": lambda kg, fat=None: self._measure("scale", lambda s: s.step_on(kg, fat)),
            "glucose": lambda value: self._measure("glucose", lambda g: g.measure(value)),
            "spot": lambda o, p: self._measure("oximeter", lambda x: x.spot(int(o), int(p))),
            "blow": lambda a, b: self._measure("lung", lambda m: m.blow(int(a), int(b))),
            "vanish": self._vanish,
            "hangup": self._hang_up,
            "clock": self._clock,
            "forget": self._forget,
            "radio": self._switch,
            "disk": self._disk,
            "record": self._record,
            "trace": self._trace,
            "wait": lambda seconds: asyncio.sleep(float(seconds)),
            "help": self._help,
        }

    # --- devices -------------------------------------------------------------------------------

    async def _device(self, name: str) -> Any:
        """The device, switched on and paired when it is used first."""
        if name not in self._devices:
            kind, options = KINDS[name]
            address = f"C4:64:E3:00:01:{len(self._devices):02X}"
            device: Any = kind
            self._names[address] = name
            self._devices[name] = device(self._radio, address, clock=clock.now, **options)
            await self._devices[name].start()
            await self._wait_for(events.Found)
            paired: Device = await self._collector.pair(address)
            self.say(f"  {name} is paired: {paired.name}, number {paired.id}")
        return self._devices[name]

    async def _measure(self, name: str, act: Callable[[Any], Any]) -> None:
        device = await self._device(name)
        self._heard.clear()
        done = act(device)
        if isinstance(done, Awaitable):
            await done
        async with asyncio.timeout(ANSWER):
            await self._heard.wait()

    async def _wait_for(self, kind: type[events.Event]) -> None:
        self._awaited = kind
        self._heard.clear()
        async with asyncio.timeout(ANSWER):
            await self._heard.wait()

    _awaited: type[events.Event] | None = None

    async def _vanish(self, name: str, step: str = "") -> None:
        device = await self._device(name)
        if step:
            device.when(step, device.vanish)
        else:
            device.vanish()

    async def _hang_up(self, name: str) -> None:
        await (await self._device(name)).hang_up()

    async def _clock(self, name: str, hours: str) -> None:
        (await self._device(name)).clock_error = dt.timedelta(hours=float(hours))

    async def _forget(self, name: str) -> None:
        device = await self._device(name)
        await device.forget_bonds()
        device.vanish()

    # --- the computer --------------------------------------------------------------------------

    async def _switch(self, state: str) -> None:
        await self._central.switch({"on": True, "off": False}[state])

    async def _disk(self, state: str) -> None:
        self._full = {"full": True, "ok": False}[state]

    async def _save(self, measurement: Measurement) -> bool:
        if self._full:
            raise DiskFull
        return self.home.record(measurement, clock.now()).new

    # --- what is said --------------------------------------------------------------------------

    async def _help(self) -> None:
        self.say((__doc__ or "").split("\n\n", 2)[2].rstrip())

    async def _record(self) -> None:
        for one in self.home.record_of_patient.measurements:
            self.say(f"  {one.taken_at:%Y-%m-%d %H:%M:%S}  {_figures(one)}")

    async def _trace(self, name: str) -> None:
        self.say("  " + ", ".join((await self._device(name)).trace[-20:]))

    def _tell(self, event: events.Event) -> None:
        address: str = getattr(event, "address", "")
        name = self._names.get(address, "computer")
        if self._awaited is not None and isinstance(event, self._awaited):
            self._awaited = None
            self._heard.set()
        if isinstance(event, events.LiveCuff):
            if not self._measuring:
                self.say(f"  {name}: measuring ...")
            self._measuring = True
            return
        if isinstance(event, (events.Received, events.MeasurementFailed, events.NotSaved)):
            self._measuring = False
            self._heard.set()
        text = _told(event)
        if text:
            self.say(f"  {name}: {text}")


def _told(event: events.Event) -> str:  # noqa: PLR0911 - one return an event
    match event:
        case events.Received(measurement=one, new=new):
            return f"{'saved' if new else 'known already'}: {_figures(one)}"
        case events.NotSaved(reason=reason):
            return f"not saved ({reason}); it is held and tried again"
        case events.MeasurementFailed(reason=reason, flags=flags):
            return f"failed: {reason} {' '.join(sorted(flags))}".rstrip()
        case events.Problem(error=error):
            return f"problem: {error.code}"
        case events.ClockSet(before=before):
            return f"its clock was set; it had been off by {before}"
        case events.Connected():
            return "connected"
        case events.Ended(received=received):
            return f"hung up after {received} value(s)"
        case events.Scanning():
            return "listening"
    return ""


def _figures(one: Measurement) -> str:
    values = ", ".join(f"{q.component} {q.value} {q.unit}" for q in one.values if q.value is not None)
    marks = " ".join(sorted(one.flags))
    return f"{one.kind}: {values}{f' ({marks})' if marks else ''}"


async def _typed() -> AsyncIterator[str]:
    """Lines from the keyboard or a pipe."""
    while True:
        if sys.stdin.isatty():
            sys.stdout.write("> ")
            sys.stdout.flush()
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        yield line


async def _written(lines: Iterable[str], say: Callable[[str], None]) -> AsyncIterator[str]:
    for line in lines:
        say(f"> {line.rstrip()}")
        yield line


def run(script: Iterable[str] | None, say: Callable[[str], None]) -> None:
    """Play a script, or what is typed."""

    async def play() -> None:
        bench = Bench(say)
        await bench.play(_typed() if script is None else _written(script, say))

    asyncio.run(play())
