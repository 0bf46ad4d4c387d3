"""A link that plays recorded conversations: a bug report becomes a test, without a radio.

A recording is one conversation with one device, in JSON:

    {"format": "hemmonitor.recording/1", "address": "C4:64:E3:00:00:01", "name": "UA-651BLE",
     "services": ["1810"], "values": {"2A25": "35303031"}, "faults": {"pair": "device.pairing_refused"},
     "steps": [{"send": "2A35", "hex": "0078..."}, {"expect": "2A52", "hex": "0101"}, {"hang_up": true}]}

Strategy: the device advertises until its conversation has been held. Its steps are played in order:
``send`` waits until the characteristic is subscribed, ``expect`` until exactly these bytes are written to
it. ``faults`` names the calls (connect, pair, subscribe, read, write) that fail, by the code of their
error.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from devices.link import Advertisement, OnValue, PasskeyDesk, uuid
from hemmonitor import errors

FORMAT = "hemmonitor.recording/1"
PAUSE = 0.005
"""Seconds between two advertisements."""


@dataclass(frozen=True, slots=True)
class Send:
    """The device sends ``data``."""

    characteristic: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Expect:
    """The computer writes ``data``."""

    characteristic: str
    data: bytes


@dataclass(frozen=True, slots=True)
class HangUp:
    """The device ends the connection."""


Step = Send | Expect | HangUp


@dataclass(frozen=True, slots=True)
class Recording:
    """One conversation; characteristics and services are 16-bit numbers or full UUIDs."""

    address: str
    name: str = ""
    services: tuple[str, ...] = ()
    values: Mapping[str, bytes] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    @property
    def characteristics(self) -> frozenset[str]:
        """Full UUIDs of everything that occurs."""
        spoken = [step.characteristic for step in self.steps if not isinstance(step, HangUp)]
        return frozenset(uuid(one) for one in (*self.values, *spoken))


def parse(text: str) -> Recording:
    """Read a recording. Raises `errors.InputError` saying what is wrong."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise errors.InputError(f"format is not {FORMAT}")
        return Recording(
            address=str(found["address"]),
            name=str(found.get("name", "")),
            services=tuple(map(str, found.get("services", ()))),
            values={str(name): bytes.fromhex(value) for name, value in found.get("values", {}).items()},
            faults={str(call): _known(code) for call, code in found.get("faults", {}).items()},
            steps=tuple(_step(step) for step in found["steps"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise errors.InputError(f"not a recording: {type(error).__name__} {error}") from error


def _step(step: Mapping[str, Any]) -> Step:
    if step.get("hang_up"):
        return HangUp()
    kind = Send if "send" in step else Expect
    return kind(str(step["send" if kind is Send else "expect"]), bytes.fromhex(step["hex"]))


def _kinds() -> Iterator[type[errors.DeviceError]]:
    pending = [errors.DeviceError]
    while pending:
        kind = pending.pop()
        pending.extend(kind.__subclasses__())
        yield kind


def _known(code: str) -> str:
    if all(kind.code != code for kind in _kinds()):
        raise errors.InputError(f"no device error has the code {code}")
    return code


def _fail(recording: Recording, call: str) -> None:
    code = recording.faults.get(call)
    if code is not None:
        raise next(kind for kind in _kinds() if kind.code == code)("recorded")


class ReplayLink:
    """`devices.link.Link` over recordings. Each is played once, in the order in which it is connected to."""

    def __init__(self, recordings: Iterable[Recording]) -> None:
        """Several recordings of one address are that many visits of the device."""
        self.desk = PasskeyDesk()
        self.forgotten: list[str] = []
        self._waiting: list[Recording] = list(recordings)

    @asynccontextmanager
    async def scan(self) -> AsyncIterator[AsyncIterator[Advertisement]]:
        """See `devices.link.Link.scan`."""
        async with aclosing(self._advertise()) as heard:
            yield heard

    async def connect(self, address: str) -> ReplayConnection:
        """See `devices.link.Link.connect`."""
        found = next((one for one in self._waiting if one.address == address), None)
        if found is None:
            raise errors.DeviceNotFound("nothing recorded")
        self._waiting.remove(found)
        _fail(found, "connect")
        return ReplayConnection(found)

    async def forget(self, address: str) -> None:
        """See `devices.link.Link.forget`."""
        self.forgotten.append(address)

    async def _advertise(self) -> AsyncGenerator[Advertisement, None]:
        while True:
            for one in tuple(self._waiting):
                services = frozenset(map(uuid, one.services))
                yield Advertisement(one.address, one.name, services, rssi=-50)
            await asyncio.sleep(PAUSE)


class ReplayConnection:
    """`devices.link.Connection` over one recording."""

    def __init__(self, recording: Recording) -> None:
        """Begin to play; nothing is sent before it is subscribed to."""
        self.closed = asyncio.Event()
        self.address = recording.address
        self.characteristics = recording.characteristics
        self.calls: list[str] = []
        self._recording = recording
        self._listeners: dict[str, OnValue] = {}
        self._subscribed: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._written: asyncio.Queue[Expect] = asyncio.Queue()
        self._values = {uuid(name): value for name, value in recording.values.items()}
        self._player = asyncio.create_task(self._play())

    async def pair(self) -> None:
        """See `devices.link.Connection.pair`."""
        self._enter("pair")

    async def subscribe(self, characteristic: str, on_value: OnValue) -> None:
        """See `devices.link.Connection.subscribe`."""
        self._check("subscribe", characteristic)
        self._listeners[characteristic] = on_value
        self._subscribed[characteristic].set()

    async def read(self, characteristic: str) -> bytes:
        """See `devices.link.Connection.read`."""
        self._check("read", characteristic)
        return self._values.get(characteristic, b"")

    async def write(self, characteristic: str, data: bytes, *, response: bool | None = None) -> None:  # noqa: ARG002
        """See `devices.link.Connection.write`; a device answers alike with or without response here."""
        self._check("write", characteristic)
        self._written.put_nowait(Expect(characteristic, data))

    async def disconnect(self) -> None:
        """See `devices.link.Connection.disconnect`."""
        self.closed.set()
        self._player.cancel()
        await asyncio.wait({self._player})

    def _enter(self, call: str) -> None:
        self.calls.append(call)
        if self.closed.is_set():
            raise errors.LinkLost("the recording has ended")
        _fail(self._recording, call)

    def _check(self, call: str, characteristic: str) -> None:
        self._enter(call)
        if characteristic not in self.characteristics:
            raise errors.MissingCharacteristic(characteristic)

    async def _play(self) -> None:
        for step in self._recording.steps:
            match step:
                case Send():
                    await self._subscribed[uuid(step.characteristic)].wait()
                    self._listeners[uuid(step.characteristic)](step.data)
                case Expect():
                    written = await self._written.get()
                    if written != Expect(uuid(step.characteristic), step.data):
                        break  # the program under test went another way: the device hangs up
                case HangUp():
                    break
        else:
            return
        self.closed.set()
