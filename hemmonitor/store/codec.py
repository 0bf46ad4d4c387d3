"""Event <-> bytes, for the database and for the sealed batch alike.

Strategy: an event is one CBOR map with a fixed frame and a body of its type::

    {"t": type, "v": version, "id": ..., "mb": mailbox, "au": author, "at": time, "b": {body}}

Rules:
- The frame never changes. A body's form may: a new field with a default or a new value of an enum comes
  by itself, anything else by a new version and a lift from the old one (``Shape``).
- Encoding is deterministic: fields in the order of the classes, those that have their default left out.
  So a field's default is part of the form: to change it is a new version.
- Plain CBOR only: text, bytes, integers, true, false, null, lists, maps. No tags, no floats.
  Decimals, dates and times are text in the one form Python gives them, a time span is microseconds, an
  enum is its value, a set is a sorted list.
- Decoding is strict, and encoding just as strict, so that nothing is stored that cannot be read back.
- What cannot be read is ``BadEvent`` (``decode``) or is kept as it came (``read``). Neither says a value.
- Pure: no I/O, no clock, no log.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NoReturn

import cbor2

from hemmonitor.errors import BadEvent
from hemmonitor.model import access, centre, visits
from hemmonitor.model import events as model
from hemmonitor.model.events import Body, Event
from hemmonitor.store.forms import (
    LONGEST_NAME,
    FormFault,
    NewerForm,
    from_plain,
    name,
    read_time,
    to_plain,
    write_time,
)

LONGEST_EVENT = 512 * 1024  # bytes; a year of spirometry curves is many events, never one
DEEPEST = 16  # containers inside each other; the deepest form in use has 6

_FRAME = ("t", "v", "id", "mb", "au", "at", "b")

# what stands before the type, and after it, id, mailbox, author and time, in an event of version 1
_USUAL = (b"\xa7\x61t", b"\x61v\x01\x62id", b"\x62mb", b"\x62au", b"\x62at", b"\x61b")
_BEGIN = len(_USUAL[0])

Lift = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a body type is written: its class, and one lift for each older version, oldest first.

    ``lifts[0]`` turns a body of version 1 (as plain CBOR) into one of version 2, and so on.
    """

    body: type
    lifts: tuple[Lift, ...] = ()

    @property
    def version(self) -> int:
        """The version that is written now."""
        return len(self.lifts) + 1


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "patient_registered": Shape(model.PatientRegistered),
        "measurement_recorded": Shape(model.MeasurementRecorded),
        "measurement_retracted": Shape(model.MeasurementRetracted),
        "measurement_failed": Shape(model.MeasurementFailed),
        "plan_issued": Shape(model.PlanIssued),
        "plan_received": Shape(model.PlanReceived),
        "findings_acknowledged": Shape(model.FindingsAcknowledged),
        "acknowledgement_undone": Shape(model.AcknowledgementUndone),
        "alert_answered": Shape(model.AlertAnswered),
        "message_written": Shape(model.MessageWritten),
        "seen_by_care": Shape(model.SeenByCare),
        "patient_taken": Shape(model.PatientTaken),
        "name_given": Shape(model.NameGiven),
        "note_written": Shape(model.NoteWritten),
        "task_set": Shape(model.TaskSet),
        "task_closed": Shape(model.TaskClosed),
        "round_held": Shape(model.RoundHeld),
        "station_registered": Shape(model.StationRegistered),
        "unclaimed_reading": Shape(model.UnclaimedReading),
        "room_code_issued": Shape(model.RoomCodeIssued),
        "room_code_used": Shape(model.RoomCodeUsed),
        "access_logged": Shape(access.AccessLogged),  # chained: never lifted, see model.access
        "record_accessed": Shape(access.RecordAccessed),
        "record_guarded": Shape(access.RecordGuarded),
        "centre_issued": Shape(centre.CentreIssued),
        "visit_planned": Shape(visits.VisitPlanned),
        "visit_made": Shape(visits.VisitMade),
    }
)
_NAMES: Mapping[type, str] = MappingProxyType({shape.body: name for name, shape in SHAPES.items()})


class _Newer(BadEvent):
    """The type, its version or a part of it is known to a newer program only."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An event that this version cannot read, kept byte for byte until one can.

    ``id`` is the event's own where the frame is readable, else made from the bytes; ``mailbox`` and
    ``author`` are empty then. ``newer`` tells a newer program's event from a broken one.
    ``reason`` says what and where, and no value.
    """

    id: str
    mailbox: str
    author: str
    newer: bool
    reason: str
    raw: bytes


def encode(event: Event | Unread) -> bytes:
    """The bytes of an event. Raises ``BadEvent`` where ``decode`` would refuse them."""
    if isinstance(event, Unread):
        return event.raw
    kind = kind_of(event.body)
    try:
        frame = {
            "t": kind,
            "v": SHAPES[kind].version,
            "id": name(event.id),
            "mb": name(event.mailbox),
            "au": name(event.author),
            "at": write_time(event.at),
            "b": to_plain(event.body),
        }
    except FormFault as fault:
        raise BadEvent(f"{kind}: {fault}") from None
    data: bytes = cbor2.dumps(frame)
    if len(data) > LONGEST_EVENT:
        raise BadEvent(f"{kind}: longer than {LONGEST_EVENT} bytes")
    return data


def decode(data: bytes, shapes: Mapping[str, Shape] = SHAPES) -> Event:
    """The event in the bytes. Raises ``BadEvent``; ``read`` tells a newer program's from a broken one."""
    return _event(_frame(data), shapes)


def read(data: bytes, shapes: Mapping[str, Shape] = SHAPES) -> Event | Unread:
    """The event in the bytes, or the bytes with the reason why there is none. Raises nothing."""
    try:
        frame = _frame(data)
    except BadEvent as fault:
        made = "raw:" + hashlib.sha256(data).hexdigest()
        return Unread(made, "", "", newer=False, reason=fault.detail, raw=data)
    try:
        return _event(frame, shapes)
    except BadEvent as fault:
        newer = isinstance(fault, _Newer)
        return Unread(frame["id"], frame["mb"], frame["au"], newer=newer, reason=fault.detail, raw=data)


@dataclass(frozen=True, slots=True)
class Frame:
    """What an event's frame says; ``at`` is None and ``kind`` empty where the frame cannot be read."""

    id: str
    mailbox: str
    kind: str
    at: dt.datetime | None


def frame(data: bytes) -> Frame:
    """The frame alone, for whoever moves events without reading them. Raises nothing.

    The body is not looked at: whoever reads the event finds out.
    """
    found = _usual_frame(data)
    if found is not None:
        return found
    try:
        whole = _frame(data)
    except BadEvent:
        return Frame("raw:" + hashlib.sha256(data).hexdigest(), "", "", None)
    return Frame(whole["id"], whole["mb"], whole["t"], whole["at"])


def _usual_frame(data: bytes) -> Frame | None:
    """The frame as this program writes it, read by hand: many times as fast. None for anything else."""
    layout = _LAYOUTS.get(data[_BEGIN]) if _BEGIN < len(data) <= LONGEST_EVENT else None
    texts = layout.texts(data) if layout is not None else ()
    if not texts:
        layout = _layout(data)
        if layout is None:
            return None
        _LAYOUTS[data[_BEGIN]] = layout
        texts = layout.texts(data)
    try:
        kind, ident, mailbox, author, stated = (text.decode() for text in texts)
        if max(len(ident), len(mailbox), len(author)) > LONGEST_NAME:
            return None
        return Frame(ident, mailbox, kind, read_time(stated))
    except (UnicodeDecodeError, FormFault):
        return None


class _Layout:
    """Where the five texts of a usual frame lie; the next event mostly has them in the same places."""

    def __init__(self, data: bytes, edges: Sequence[int]) -> None:
        """``edges``: where what stands between begins and ends, in an event of this layout."""
        self._cut = struct.Struct("".join(f"{end - begin}s" for begin, end in pairwise(edges)))
        self._between = self._cut.unpack_from(data)[::2]

    def texts(self, data: bytes) -> tuple[bytes, ...]:
        """The texts of an event; none when it is laid out in another way."""
        if len(data) <= self._cut.size:
            return ()
        parts: tuple[bytes, ...] = self._cut.unpack_from(data)
        return parts[1::2] if parts[::2] == self._between else ()


_LAYOUTS: dict[int, _Layout] = {}  # by the first byte of the type, which tells how long it is


def _layout(data: bytes) -> _Layout | None:
    edges, at = [0], _BEGIN
    if len(data) > LONGEST_EVENT or data[:at] != _USUAL[0]:
        return None
    for after in _USUAL[1:]:
        if at + 1 >= len(data):
            return None
        size, at = data[at] - 0x60, at + 1
        if size == 0x18 and data[at] >= 24:  # a text of 24 to 255 bytes
            size, at = data[at], at + 1
        elif not 0 < size < 24:
            return None
        edges += [at, at + size]
        at += size
        if data[at : at + len(after)] != after:
            return None
        at += len(after)
    return _Layout(data, [*edges, at]) if at < len(data) else None


def frame_in(mailbox: str, data: bytes) -> Frame:
    """``frame`` of an event of this mailbox. Raises ``BadEvent`` when it names another."""
    found = frame(data)
    if found.mailbox not in {mailbox, ""}:
        raise BadEvent("the event is of another mailbox")
    return found


def kind_of(body: Body) -> str:
    """The type name a body is written under."""
    try:
        return _NAMES[type(body)]
    except KeyError:
        raise BadEvent("this body is not a kind of event") from None


def _frame(data: bytes) -> dict[str, Any]:
    """The outer map with its own fields checked; ``at`` becomes a time, the body stays plain."""
    if len(data) > LONGEST_EVENT:
        raise BadEvent(f"longer than {LONGEST_EVENT} bytes")
    source = io.BytesIO(data)
    try:
        frame = cbor2.CBORDecoder(
            source,
            tag_hook=_refuse_tag,
            semantic_decoders=_REFUSED_TAGS,
            max_depth=DEEPEST,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
        ).decode()
    except (cbor2.CBORDecodeError, ValueError, OverflowError, MemoryError):
        raise BadEvent("not plain CBOR") from None
    if source.tell() != len(data):
        raise BadEvent("bytes after the end")
    if type(frame) is not dict or tuple(frame) != _FRAME:
        raise BadEvent("not the frame of an event")
    if type(frame["t"]) is not str or type(frame["v"]) is not int or frame["v"] < 1:
        raise BadEvent("frame: type and version are not a text and a number from 1")
    try:
        name(frame["id"])
        name(frame["mb"])
        name(frame["au"])
        frame["at"] = read_time(frame["at"])
    except FormFault as fault:
        raise BadEvent(f"frame: {fault}") from None
    return frame


def _event(frame: dict[str, Any], shapes: Mapping[str, Shape]) -> Event:
    shape = shapes.get(frame["t"])
    if shape is None:
        raise _Newer("a type that this version does not know")
    version: int = frame["v"]
    if version > shape.version:
        raise _Newer(f"{frame['t']}: a version that this program does not know")
    body = frame["b"]
    try:
        for lift in shape.lifts[version - 1 :]:
            body = lift(body)
        return Event(frame["id"], frame["mb"], frame["au"], frame["at"], from_plain(body, shape.body))
    except NewerForm as fault:
        raise _Newer(f"{frame['t']}: {fault}") from None
    except FormFault as fault:
        raise BadEvent(f"{frame['t']}: {fault}") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadEvent(f"{frame['t']}: version {version} cannot be lifted") from None


def _refuse_tag(*_: object) -> NoReturn:
    raise ValueError("tag")


# Tags that cbor2 would act on by itself; the others reach the tag hook. Listed to keep a hostile
# record from building numbers, patterns or circles before its form is looked at.
_REFUSED_TAGS = dict.fromkeys(
    (0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799),
    _refuse_tag,
)
