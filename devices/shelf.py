"""The person's devices and what was last known of each, kept over a restart.

Strategy: `Shelf` is told every event of the collection and folds it into one small `Entry` a device. It is
what a list of devices shows, what ``hemmonitor doctor`` looks through, and what a collector begins with.

Rules:
- A device is known by its address; one that got another address by pairing is found by its id.
- What a device says of itself is a help and no measurement: where it cannot be stored, it is told next time.
  That a device is the person's at all is stored by `put`, which says so when it cannot.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from devices.device_clock import WORTH_SETTING
from devices.events import (
    ClockSet,
    Connected,
    Device,
    Ended,
    Event,
    Information,
    MeasurementFailed,
    Paired,
    Problem,
    Received,
)
from devices.memory import Memory
from hemmonitor.errors import StorageError

TOPIC = "devices"
LOW_BATTERY = 15
"""Percent at which somebody should change it [P]."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One device. Times are aware. ``battery`` in percent. ``clock_offset`` is host minus device time.

    ``kinds`` are profile names. ``fault`` is an error's code, until the next contact: only a person can help.
    """

    device: Device
    kinds: tuple[str, ...] = ()
    battery: int | None = None
    last_contact: dt.datetime | None = None
    last_reading: dt.datetime | None = None
    clock_offset: dt.timedelta | None = None
    fault: str = ""

    @property
    def battery_low(self) -> bool:
        """Whether the battery should be changed."""
        return self.battery is not None and self.battery <= LOW_BATTERY

    @property
    def clock_off(self) -> bool:
        """Whether the device's own clock is far off, and could not be set."""
        return self.clock_offset is not None and abs(self.clock_offset) > WORTH_SETTING


class Shelf:
    """All devices of one person."""

    def __init__(self, memory: Memory, clock: Callable[[], dt.datetime]) -> None:
        """``memory`` is the journal. May raise a `StorageError`. ``clock`` gives the aware local time."""
        self._memory = memory
        self._clock = clock
        raw = memory.get(TOPIC)
        kept = [_entry(plain) for plain in json.loads(raw)] if raw else []
        self._entries = {entry.device.address: entry for entry in kept}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The devices, in the order in which they came to the person."""
        return tuple(self._entries.values())

    @property
    def devices(self) -> tuple[Device, ...]:
        """The same, as a collector takes them."""
        return tuple(entry.device for entry in self.entries)

    def find(self, address: str) -> Entry | None:
        """The device at this address, or with this id."""
        found = self._entries.get(address)
        return found or next((e for e in self.entries if e.device.id and e.device.id == address), None)

    def put(self, device: Device, kinds: tuple[str, ...] = ()) -> None:
        """The device is the person's from now on, or is known better. May raise a `StorageError`."""
        same = self.find(device.address) or (self.find(device.id) if device.id else None)
        entry = replace(same or Entry(device), device=device, fault="")
        entry = replace(entry, kinds=kinds or entry.kinds)
        old = same.device.address if same is not None else device.address
        entries = {
            (device.address if address == old else address): (entry if address == old else each)
            for address, each in self._entries.items()
        }
        self._save({**entries, device.address: entry})

    def remove(self, address: str) -> None:
        """The device is the person's no more. May raise a `StorageError`."""
        self._save({key: entry for key, entry in self._entries.items() if key != address})

    def heard(self, event: Event) -> None:
        """Something happened. `Paired` stores the device, and may raise a `StorageError`."""
        if isinstance(event, Paired):
            self.put(event.device, event.kinds)
            return
        entry = self._entries.get(getattr(event, "address", ""))
        if entry is not None:
            changed = self._after(entry, event)
            if changed != entry:
                with contextlib.suppress(StorageError):
                    self._save({**self._entries, changed.device.address: changed})

    def _after(self, entry: Entry, event: Event) -> Entry:  # noqa: PLR0911 - one return an event
        now = self._clock()
        match event:
            case Connected(kinds=kinds):
                return replace(entry, kinds=kinds or entry.kinds, last_contact=now, fault="")
            case Information(battery=battery, clock_offset=offset, model=model):
                device = entry.device if entry.device.model else replace(entry.device, model=model or "")
                battery = entry.battery if battery is None else battery
                return replace(entry, device=device, battery=battery, clock_offset=offset, last_contact=now)
            case ClockSet():
                return replace(entry, clock_offset=dt.timedelta())
            case Received():
                return replace(entry, last_reading=now, last_contact=now)
            case MeasurementFailed() | Ended():
                return replace(entry, last_contact=now)
            case Problem(error=error):
                return replace(entry, fault=error.code)
        return entry

    def _save(self, entries: dict[str, Entry]) -> None:
        plain = [_plain(entry) for entry in entries.values()]
        self._memory.put(TOPIC, json.dumps(plain).encode())
        self._entries = entries


def _plain(entry: Entry) -> dict[str, Any]:
    offset = entry.clock_offset
    return {
        **asdict(entry.device),
        "kinds": list(entry.kinds),
        "battery": entry.battery,
        "last_contact": entry.last_contact.isoformat() if entry.last_contact else None,
        "last_reading": entry.last_reading.isoformat() if entry.last_reading else None,
        "clock_offset": None if offset is None else offset // dt.timedelta(seconds=1),
        "fault": entry.fault,
    }


def _entry(plain: dict[str, Any]) -> Entry:
    names = {field.name for field in fields(Device)}
    offset = plain.get("clock_offset")
    return Entry(
        Device(**{name: value for name, value in plain.items() if name in names}),
        tuple(plain.get("kinds", ())),
        plain.get("battery"),
        _moment(plain.get("last_contact")),
        _moment(plain.get("last_reading")),
        None if offset is None else dt.timedelta(seconds=offset),
        plain.get("fault", ""),
    )


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
