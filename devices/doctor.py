"""Looks through everything that collecting needs on this computer, and says what it found: values, no words.

Strategy: it does what collecting does. It listens a while with the same radio, registers the same pairing
agent, lists the serial ports and tries whether they may be opened, and reads what was last known of the
person's devices. So what is good here is good there. It pairs with nothing, connects to nothing, and stores
nothing.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from devices import catalog, profile
from devices.agent import pairing_agent
from devices.link import Link, PasskeyDesk
from devices.serial_link import Port
from devices.serial_session import PREFIX, is_serial
from devices.shelf import Entry
from hemmonitor.errors import DeviceError

SILENT = dt.timedelta(days=7)
"""A device that nobody has heard for so long may have been put away [P]."""
Agent = Callable[[PasskeyDesk], AbstractAsyncContextManager[DeviceError | None]]


class Verdict(StrEnum):
    """How grave a finding is."""

    GOOD = "good"
    NOTE = "note"  # worth a look; nothing is broken
    MEND = "mend"  # somebody has to do something


class Trouble(StrEnum):
    """What may be wrong with one device."""

    FAULT = "fault"  # an error that only a person can end; its code stands beside
    BATTERY = "battery"
    CLOCK = "clock"
    NO_PORT = "no_port"  # the serial port it is behind is not there
    NEVER = "never"  # it has never been in contact
    SILENT = "silent"


_MEND = {Trouble.FAULT, Trouble.BATTERY, Trouble.NO_PORT}


@dataclass(frozen=True, slots=True)
class Part:
    """Bluetooth or its pairing agent: good, or the code of the error."""

    verdict: Verdict
    code: str = ""


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A serial port, and whether the program may open it."""

    port: Port
    allowed: bool
    wanted: bool  # one of the person's devices is behind it

    @property
    def verdict(self) -> Verdict:
        """A port that nobody needs may be closed to us."""
        if self.allowed:
            return Verdict.GOOD
        return Verdict.MEND if self.wanted else Verdict.NOTE


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One of the person's devices. ``heard``: it was on the air just now, which most are only when used."""

    entry: Entry
    heard: bool
    troubles: tuple[Trouble, ...]

    @property
    def verdict(self) -> Verdict:
        """The gravest of its troubles."""
        if _MEND & set(self.troubles):
            return Verdict.MEND
        return Verdict.NOTE if self.troubles else Verdict.GOOD


@dataclass(frozen=True, slots=True)
class Nearby:
    """A stranger on the air: one that can be read (``kinds``), or one that cannot (``maker``)."""

    name: str
    kinds: tuple[str, ...] = ()
    maker: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All of it. ``devices`` is ``None`` where it is not known which are the person's."""

    bluetooth: Part
    agent: Part | None  # None: this system asks by itself
    ports: tuple[SerialPort, ...]
    devices: tuple[DeviceState, ...] | None
    nearby: tuple[Nearby, ...]

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict."""
        parts = [self.bluetooth, *self.ports, *(self.devices or ()), *([self.agent] if self.agent else ())]
        found = {one.verdict for one in parts}
        return next(one for one in (Verdict.MEND, Verdict.NOTE, Verdict.GOOD) if one in found)


async def look(
    link: Link,
    entries: Iterable[Entry] | None,
    *,
    now: dt.datetime,
    seconds: float,
    ports: Iterable[Port],
    agent: Agent = pairing_agent,
    allowed: Callable[[str], bool] | None = None,
) -> Findings:
    """Listen for ``seconds`` and look through everything. ``entries`` are the person's devices, if known.

    ``allowed`` says whether a serial port may be opened.
    """
    heard: dict[str, Nearby] = {}
    bluetooth = await _listen(link, heard, seconds)
    known = None if entries is None else list(entries)
    paths = [port.path for port in ports]
    owned = known or []
    needs_radio = known is None or not known or any(not is_serial(one.device) for one in owned)
    if bluetooth.code and not needs_radio:
        bluetooth = Part(Verdict.NOTE, bluetooth.code)  # every device is behind a port
    wanted = {one.device.address.removeprefix(PREFIX) for one in owned if is_serial(one.device)}
    mine = {one.device.address for one in owned}
    return Findings(
        bluetooth,
        await _try_agent(link, agent, bluetooth),
        tuple(SerialPort(port, (allowed or _allowed)(port.path), port.path in wanted) for port in ports),
        None if known is None else tuple(_state(one, set(heard), paths, now) for one in known),
        tuple(one for address, one in heard.items() if address not in mine and (one.kinds or one.maker)),
    )


async def _listen(link: Link, heard: dict[str, Nearby], seconds: float) -> Part:
    try:
        async with asyncio.timeout(seconds), link.scan() as advertisements:
            async for one in advertisements:
                before = heard.get(one.address, Nearby(""))
                name = one.name or before.name
                kinds = tuple(each.kind for each in profile.profiles_of(one.services, name)) or before.kinds
                heard[one.address] = Nearby(name, kinds, "" if kinds else catalog.unsupported(name) or "")
    except TimeoutError:
        pass
    except DeviceError as error:
        return Part(Verdict.MEND, error.code)
    return Part(Verdict.GOOD)


async def _try_agent(link: Link, agent: Agent, bluetooth: Part) -> Part | None:
    """Whether pairing would find somebody who answers. Without Bluetooth it is not worth asking."""
    if sys.platform != "linux" or bluetooth.code:
        return None
    async with agent(link.desk) as fault:
        return Part(Verdict.GOOD) if fault is None else Part(Verdict.MEND, fault.code)


def _allowed(path: str) -> bool:
    """On Windows and macOS nobody needs a right to a port; elsewhere it is the file's."""
    return not path.startswith("/") or os.access(path, os.R_OK | os.W_OK)


def _state(entry: Entry, heard: set[str], ports: list[str], now: dt.datetime) -> DeviceState:
    device = entry.device
    behind = device.address.removeprefix(PREFIX)
    silent = entry.last_contact is not None and now - entry.last_contact > SILENT
    told = {
        Trouble.FAULT: bool(entry.fault),
        Trouble.BATTERY: entry.battery_low,
        Trouble.CLOCK: entry.clock_off,
        Trouble.NO_PORT: is_serial(device) and behind not in ports and not Path(behind).exists(),
        Trouble.NEVER: entry.last_contact is None,
        Trouble.SILENT: silent,
    }
    there = device.address in heard
    return DeviceState(entry, there, tuple(trouble for trouble, found in told.items() if found))
