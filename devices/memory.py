"""What must be remembered of the devices over a restart, behind a port of two calls.

Rules:
- `put` returns when the value is durable. The patient's journal has both calls, so it is the port.
- Each topic is one small JSON text. Losing any of it costs a question asked again or records fetched again,
  never a value, so what only helps is kept where it can be, and its loss is no error.
- Parked frames and drafts of recordings hold values, and a slot is what a person has said: their loss is
  told.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any, Protocol

from devices.device_clock import Jump
from devices.dialogue import Bookmark, Consent
from hemmonitor.errors import StorageError

TOPICS = ("identities", "bookmarks", "consents", "clocks", "slots", "parked", "drafts")


class Memory(Protocol):
    """A few named values, kept for good."""

    def get(self, name: str) -> bytes | None:
        """The value, or ``None`` when there is none. May raise a `StorageError`."""

    def put(self, name: str, value: bytes) -> None:
        """Make the value durable. May raise a `StorageError`."""


@dataclass
class Forgetful:
    """A memory that lasts as long as the program: for the command line and for tests."""

    values: dict[str, bytes] = field(default_factory=dict)

    def get(self, name: str) -> bytes | None:
        """See `Memory.get`."""
        return self.values.get(name)

    def put(self, name: str, value: bytes) -> None:
        """See `Memory.put`."""
        self.values[name] = value


@dataclass(frozen=True, slots=True)
class Parked:
    """A frame of a user who is not known yet, with all that reading it takes. Times as ISO texts."""

    address: str
    device_id: str
    device_name: str
    device_model: str
    source: str
    kind: str
    data: bytes
    beside: bytes
    host_time: dt.datetime
    clock_offset: dt.timedelta | None
    slot: int


class Notes:
    """The topics, typed."""

    def __init__(self, memory: Memory) -> None:
        """``memory`` is the journal, or `Forgetful`. Raises what it raises: later reads ask it no more."""
        self._memory = memory
        self._known: dict[str, dict[str, Any]] = {}
        for topic in TOPICS:
            self._load(topic)

    # --- one value a device --------------------------------------------------------------------

    def identity(self, address: str) -> str:
        """The id that this device got when it was first met; empty if it was not."""
        return str(self._load("identities").get(address, ""))

    def keep_identity(self, address: str, identity: str) -> None:
        """From now on the device at ``address`` has this id: another would make known records look new."""
        self._try_change("identities", address, identity)

    def bookmark(self, device_id: str, source: str) -> Bookmark | None:
        """How far the stored records of ``source`` have been fetched."""
        found = self._load("bookmarks").get(f"{device_id} {source}")
        return None if found is None else Bookmark(int(found[0]), b64decode(found[1]))

    def keep_bookmark(self, device_id: str, source: str, bookmark: Bookmark) -> None:
        """Everything up to ``bookmark`` is durable."""
        entry = [bookmark.sequence, b64encode(bookmark.identity).decode()]
        self._try_change("bookmarks", f"{device_id} {source}", entry)

    def consent(self, device_id: str) -> Consent | None:
        """The user of a scale and its code, as the person gave them."""
        found = self._load("consents").get(device_id)
        return None if found is None else Consent(int(found[0]), int(found[1]))

    def keep_consent(self, device_id: str, consent: Consent) -> None:
        """The person has told which user of the scale they are, and its code. May raise a `StorageError`."""
        self._change("consents", device_id, [consent.user, consent.code])

    def jump(self, device_id: str) -> Jump | None:
        """When and how the device's clock was set last."""
        found = self._load("clocks").get(device_id)
        if found is None:
            return None
        set_from, set_to = (dt.datetime.fromisoformat(text) for text in found[:2])
        return Jump(set_from, set_to, dt.timedelta(seconds=int(found[2])))

    def keep_jump(self, device_id: str, jump: Jump) -> None:
        """The device's clock was set."""
        entry = [
            jump.set_from.isoformat(),
            jump.set_to.isoformat(),
            jump.before // dt.timedelta(seconds=1),
        ]
        self._try_change("clocks", device_id, entry)

    def slot(self, device_id: str, slot: int) -> bool | None:
        """Whether a user slot of the device is the patient's; ``None`` while nobody has said."""
        found = self._load("slots").get(f"{device_id} {slot}")
        return None if found is None else bool(found)

    def slots(self, device_id: str) -> dict[int, bool]:
        """The slots of a device of which somebody has said whether they are the patient's."""
        found = self._load("slots")
        mine = {key.rpartition(" "): bool(one) for key, one in found.items()}
        return {int(slot): one for (device, _, slot), one in mine.items() if device == device_id}

    def keep_slot(self, device_id: str, slot: int, *, mine: bool) -> None:
        """The person has said whose slot it is. May raise a `StorageError`."""
        self._change("slots", f"{device_id} {slot}", mine)

    # --- values that wait ----------------------------------------------------------------------

    def parked(self) -> list[Parked]:
        """Frames of users who are not known yet, oldest first."""
        return [_parked(plain) for plain in self._load("parked").get("frames", [])]

    def keep_parked(self, frames: list[Parked]) -> None:
        """All frames that wait now. May raise a `StorageError`."""
        self._save("parked", {"frames": [_plain(frame) for frame in frames]})

    def drafts(self) -> dict[str, bytes]:
        """Recordings that were not finished, by name."""
        return {name: text.encode() for name, text in self._load("drafts").items()}

    def keep_drafts(self, drafts: dict[str, bytes]) -> None:
        """All recordings that are not finished now. May raise a `StorageError`."""
        self._save("drafts", {name: draft.decode() for name, draft in drafts.items()})

    # --- inside --------------------------------------------------------------------------------

    def _load(self, topic: str) -> dict[str, Any]:
        if topic not in self._known:
            raw = self._memory.get(f"devices.{topic}")
            self._known[topic] = json.loads(raw) if raw else {}
        return self._known[topic]

    def _save(self, topic: str, content: dict[str, Any]) -> None:
        self._memory.put(f"devices.{topic}", json.dumps(content).encode())
        self._known[topic] = content

    def _change(self, topic: str, key: str, entry: object) -> None:
        content = self._load(topic)
        if content.get(key) != entry:
            self._save(topic, {**content, key: entry})

    def _try_change(self, topic: str, key: str, entry: object) -> None:
        with contextlib.suppress(StorageError):
            self._change(topic, key, entry)


def _plain(frame: Parked) -> dict[str, Any]:
    offset = frame.clock_offset
    return {
        "address": frame.address,
        "device_id": frame.device_id,
        "device_name": frame.device_name,
        "device_model": frame.device_model,
        "source": frame.source,
        "kind": frame.kind,
        "data": b64encode(frame.data).decode(),
        "beside": b64encode(frame.beside).decode(),
        "host_time": frame.host_time.isoformat(),
        "clock_offset": None if offset is None else offset // dt.timedelta(microseconds=1),
        "slot": frame.slot,
    }


def _parked(plain: dict[str, Any]) -> Parked:
    offset = plain["clock_offset"]
    bytes_of = {name: b64decode(plain[name]) for name in ("data", "beside")}
    times = {
        "host_time": dt.datetime.fromisoformat(plain["host_time"]),
        "clock_offset": None if offset is None else dt.timedelta(microseconds=offset),
    }
    return Parked(**{**plain, **bytes_of, **times})
