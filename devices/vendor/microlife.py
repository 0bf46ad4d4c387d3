"""Microlife cuffs over BLE, such as the BP3GY1-2N.

Support: stored results, from published code and tests; no capture of a whole answer seen.
Service FFF0: commands to FFF2, answers on FFF1. Frame: ``4D FF`` (host) or ``4D 3A`` (device), length (u16
big-endian: payload and checksum), payload, sum of all bytes before & FF. An answer may come in many
notifications. Records stand in the payload from offset 38, ten bytes each: systolic, diastolic, pulse,
year - 2000, month, day, hour, minute, 0, 0; mm[Hg]. An empty slot is zeros.

A record that cannot be a measurement is left out of ``records``: it must not hide the good ones beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.framing import Framer
from devices.wire import DecodeError, DeviceTime, need

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.microlife/1"
SERVICE, NOTIFY, WRITE = "FFF0", "FFF1", "FFF2"
HOST, DEVICE = b"\x4d\xff", b"\x4d\x3a"
RECORDS_AT, STRIDE, USED = 38, 10, 8
_COMMANDS = {0x00: "get measurements", 0x04: "disconnect", 0x0D: "set time"}


def _frame(payload: bytes, head: bytes) -> bytes:
    out = head + (len(payload) + 1).to_bytes(2, "big") + payload
    return out + bytes([sum(out) & 0xFF])


def get_measurements() -> bytes:
    """Ask for the stored results."""
    return _frame(bytes([0, 0, 0, 0, 0, 0, 0, 0xFD]), HOST)


def disconnect() -> bytes:
    """Tell the cuff that the transfer is over."""
    return _frame(b"\x04", HOST)


def set_time(now: dt.datetime) -> bytes:
    """Set the cuff's clock to the wall clock of ``now``."""
    return _frame(bytes([0x0D, now.year - 2000, now.month, now.day, now.hour, now.minute, now.second]), HOST)


@dataclass(frozen=True, slots=True)
class Command:
    """A host's request seen in a capture."""

    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """One stored result: mm[Hg], pulse per minute."""

    systolic: Decimal
    diastolic: Decimal
    pulse: Decimal | None
    time: DeviceTime
    raw: bytes
    mean: Decimal | None = None
    unit: str = "mmHg"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the device, with the results that it holds."""

    payload: bytes
    records: tuple[Record, ...] = ()


def _records(payload: bytes) -> tuple[Record, ...]:
    found = []
    for at in range(RECORDS_AT, len(payload) - USED + 1, STRIDE):
        raw = bytes(payload[at : at + USED])
        systolic, diastolic, pulse, year, month, day, hour, minute = raw
        record = Record(
            Decimal(systolic),
            Decimal(diastolic),
            Decimal(pulse) if pulse else None,
            DeviceTime(2000 + year, month, day, hour, minute, 0),
            raw,
        )
        if pressure.fault(record) is None:
            found.append(record)
    return tuple(found)


def decode(data: bytes) -> Command | Answer:
    """A whole frame of either direction. Raises ``DecodeError``."""
    need(data, 6, "a frame")
    head = bytes(data[:2])
    if head not in {HOST, DEVICE}:
        raise DecodeError("not a frame's head")
    length = int.from_bytes(data[2:4], "big") + 4
    if length < 6:
        raise DecodeError(f"{length} bytes told by the frame, at least 6 are needed")
    need(data, length, "the length that the frame tells")
    if sum(data[: length - 1]) & 0xFF != data[length - 1]:
        raise DecodeError("the checksum does not match")
    payload = bytes(data[4 : length - 1])
    if head == DEVICE:
        return Answer(payload, _records(payload))
    name = _COMMANDS.get(payload[0])
    if name is None:
        raise DecodeError("unknown command")
    return Command(name)


def encode(records: tuple[Record, ...]) -> bytes:
    """The answer that holds these results, as the device sends it."""
    return _frame(bytes(RECORDS_AT) + b"".join(record.raw + b"\0\0" for record in records), DEVICE)


def framer() -> Framer:
    """Cuts the notifications into answers."""

    def measure(data: bytes) -> int | None:
        if data[0] != DEVICE[0] or (len(data) > 1 and data[1] != DEVICE[1]):
            return 0
        return None if len(data) < 4 else int.from_bytes(data[2:4], "big") + 4

    return Framer(measure, lambda frame: sum(frame[:-1]) & 0xFF == frame[-1])


def fields(value: Command | Answer) -> dict[str, v.Json]:
    """As the front door prints it."""
    if isinstance(value, Command):
        return {"command": value.name, "checksum_ok": True}
    records: list[v.Json] = [
        {**pressure.fields(record), **v.time_fields(record.time)} for record in value.records
    ]
    return {"payload": value.payload.hex(), "records": records, "checksum_ok": True}


def to_measurements(value: Command | Answer, context: v.Context) -> tuple[Measurement, ...]:
    """The measurements of an answer; each keeps its own bytes, so that it is known again next time."""
    if isinstance(value, Command):
        return ()
    return tuple(
        pressure.to_measurement(record, v.with_raw(context, record.raw), decoder=DECODER, time=record.time)
        for record in value.records
    )
