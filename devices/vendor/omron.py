"""Omron cuffs that keep their records in an EEPROM (service FE4A and older): packets, records, clock.

| record layout | models                                                           | support            |
|---------------|------------------------------------------------------------------|--------------------|
| ``bytes``     | HEM-7142T2, 7150T, 7155T, 7322T2, 7380T and other newer ones     | captures decode    |
| ``bits``      | HEM-7322T, 7600T, 7280T, 7511T, 7325T, 7530T, 6161T, 7136T, 6231T, 8732T | a capture  |
| ``bits_6232`` | HEM-6232T, 6233T                                                 | from code          |
| ``wrist``     | HEM-6401T, 6402T, 6410T, 6411T (16 bytes)                        | from code          |
| ``watch``     | HEM-9601T, 9700T (24 bytes)                                      | from code          |

Packet: length, type (2), address (u16 big-endian), data length, data, error code, XOR; the XOR of the whole
packet is 0. Types: 0000 open, 0100 read, 0F00 close; answers have b7 set. 01C0 writes the EEPROM, which risks
the cuff's calibration: it is never built. Newer models also speak the standard service (2A35).

Record ``bytes``: systolic - 25, diastolic, pulse, year (6 bits), u16 LE (hour 5, day 5, month 4, irregular,
movement), u16 LE (second 6, minute 6, cuff fits, battery low, position 2), ..., record number (u16 LE).
Record ``bits`` is a big-endian bit field: see ``_bits``. A systolic byte above E1 or a record of zeros is
an empty slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

from devices import pressure
from devices import values as v
from devices.wire import DecodeError, DeviceTime, need
from hemmonitor.model.measurement import Flag

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.omron/1"
SERVICE = "0000FE4A-0000-1000-8000-00805F9B34FB"
HIGHEST_SYSTOLIC_BYTE = 0xE1
WIDE_SLOT = 16  # newer cuffs keep the same record in 16 bytes, its number still last
LENGTHS = {"bytes": 14, "bits": 14, "bits_6232": 14, "wrist": 16, "watch": 24}

# layout of the clock block: offset, and which byte is which
CLOCKS = {
    "modern_offset8": (8, "ymdhns"),
    "classic_offset8": (8, "myhdsn"),
    "linear_10": (2, "ymdhns"),
    "classic_mixed": (2, "myhdsn"),
    "prefix": (0, "ymdhns"),
}


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet of either direction. ``length`` is the data length it names; a read request has no data."""

    kind: int
    address: int
    length: int
    data: bytes = b""
    code: int = 0


def _xor(data: bytes) -> int:
    return reduce(xor, data, 0)


def decode_packet(data: bytes) -> Packet:
    """A whole packet. Raises ``DecodeError``."""
    need(data, 8, "a packet")
    length = data[0]
    if length < 8:
        raise DecodeError("the packet's length byte is too small")
    need(data, length, "the packet's length byte")
    data = bytes(data[:length])
    if _xor(data):
        raise DecodeError("the XOR of the packet is not 0")
    kind, address, count = int.from_bytes(data[1:3], "big"), int.from_bytes(data[3:5], "big"), data[5]
    body = data[6:-2]
    if kind == 0x8100 and len(body) < count:
        raise DecodeError("the packet holds less data than it says")
    return Packet(kind, address, count, body[:count], data[-2])


def encode_packet(packet: Packet) -> bytes:
    """The bytes of a packet. Raises ``ValueError`` for a write to the EEPROM."""
    if packet.kind == 0x01C0:
        raise ValueError("the cuff's memory is never written")
    body = packet.kind.to_bytes(2, "big") + packet.address.to_bytes(2, "big")
    body += bytes([packet.length]) + packet.data + bytes([packet.code])
    out = bytes([len(body) + 2]) + body
    return out + bytes([_xor(out)])


def read(address: int, count: int) -> bytes:
    """The request for ``count`` bytes of the memory."""
    return encode_packet(Packet(0x0100, address, count))


def fields_packet(packet: Packet) -> dict[str, v.Json]:
    """As the front door prints it."""
    out: dict[str, v.Json] = {
        "type": f"{packet.kind:04x}",
        "address": packet.address,
        "length": packet.length,
        "code": packet.code,
        "xor_ok": True,
    }
    return {**out, "record": packet.data.hex()} if packet.data else out


@dataclass(frozen=True, slots=True)
class Record:
    """One stored result: mm[Hg], pulse per minute. ``number`` is the record's own, if it has one."""

    layout: str
    systolic: Decimal
    diastolic: Decimal
    pulse: Decimal | None
    time: DeviceTime
    seconds_raw: int
    movement: bool
    irregular: bool
    cuff_fits: bool | None = None
    number: int | None = None
    mean: Decimal | None = None
    unit: str = "mmHg"


def decode_record(data: bytes, *, layout: str = "bytes") -> Record:
    """A record of the memory. Raises ``DecodeError``; an empty slot is a failed measurement."""
    length = LENGTHS[layout]
    need(data, length, "the record")
    if layout == "bytes" and len(data) == WIDE_SLOT:
        length = WIDE_SLOT
    data = bytes(data[:length])
    if len(set(data)) == 1 and data[0] in {0x00, 0xFF}:
        raise v.failed("empty slot")
    if layout == "wrist":
        record = _wrist(data)
    elif layout in {"bits", "bits_6232"}:
        record = _bits(data, layout)
    else:
        record = _bytes(data, layout)
    fault = pressure.fault(record)
    if fault:
        raise v.failed(fault, record)
    return record


def _bytes(data: bytes, layout: str) -> Record:
    if data[0] > HIGHEST_SYSTOLIC_BYTE or not any(data[1:8]):
        raise v.failed("empty slot")
    if layout == "watch" and data[17]:
        raise v.failed("the cuff marks the record as failed")
    first, second = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
    number = data[10:12] if layout == "watch" else data[-2:]
    return Record(
        layout,
        Decimal(data[0] + 25),
        Decimal(data[1]),
        Decimal(data[2]) if data[2] else None,
        DeviceTime(
            2000 + (data[3] & 0x3F),
            first >> 10 & 0xF,
            first >> 5 & 0x1F,
            first & 0x1F,
            min(second >> 6 & 0x3F, 59),
            min(second & 0x3F, 59),
        ),
        second & 0x3F,
        bool(first >> 15 & 1),
        bool(first >> 14 & 1),
        bool(second >> 12 & 1),
        int.from_bytes(number, "little"),
    )


def _bits(data: bytes, layout: str) -> Record:
    """Bits, most significant first: diastolic 8, systolic - 25 8, year 8 (6232: 2 + 6), pulse 8, movement,
    irregular, month 4, day 5, hour 5, position 2, battery, cuff, minute 6, second 6.
    """
    word = int.from_bytes(data, "big")

    def field(first: int, last: int) -> int:
        return word >> (len(data) * 8 - 1 - last) & ((1 << (last - first + 1)) - 1)

    year = field(18, 23) if layout == "bits_6232" else field(16, 23)
    pulse = field(24, 31)
    return Record(
        layout,
        Decimal(field(8, 15) + 25),
        Decimal(field(0, 7)),
        Decimal(pulse) if pulse else None,
        DeviceTime(
            2000 + year, field(34, 37), field(38, 42), field(43, 47), field(52, 57), min(field(58, 63), 59)
        ),
        field(58, 63),
        bool(field(32, 32)),
        bool(field(33, 33)),
        bool(field(51, 51)),
    )


def _wrist(data: bytes) -> Record:
    year, month, day, hour, minute, second, systolic, diastolic, pulse = data[:9]
    if systolic > HIGHEST_SYSTOLIC_BYTE or not any(data[:9]):
        raise v.failed("empty slot")
    return Record(
        "wrist",
        Decimal(systolic + 25),
        Decimal(diastolic),
        Decimal(pulse) if pulse else None,
        DeviceTime(2000 + year, month, day, hour, minute, min(second, 59)),
        second,
        bool(data[11] >> 2 & 3),
        bool(data[11] & 3),
    )


def encode_record(record: Record) -> bytes:
    """A record in the ``bytes`` layout, as a cuff keeps it. Raises ``ValueError`` for another layout."""
    if record.layout != "bytes":
        raise ValueError("only the byte layout is written, for the virtual cuff")
    time = record.time
    first = time.hour | time.day << 5 | time.month << 10 | record.irregular << 14 | record.movement << 15
    second = record.seconds_raw | time.minute << 6 | bool(record.cuff_fits) << 12
    head = bytes([int(record.systolic) - 25, int(record.diastolic), int(record.pulse or 0), time.year - 2000])
    words = first.to_bytes(2, "little") + second.to_bytes(2, "little")
    return head + words + bytes(4) + (record.number or 0).to_bytes(2, "little")


def fields_record(record: Record) -> dict[str, v.Json]:
    """As the front door prints it."""
    return {
        **pressure.fields(record),
        **v.time_fields(record.time),
        "seconds_raw": record.seconds_raw,
        "body_movement": record.movement,
        "irregular_pulse": record.irregular,
        "cuff_fits": record.cuff_fits,
        "record_number": record.number,
        "layout": record.layout,
    }


def record_to_measurement(record: Record, context: v.Context) -> Measurement:
    """The measurement of one record; which user's memory it came from is the session's to say."""
    flags = set()
    if record.movement:
        flags.add(Flag.BODY_MOVEMENT)
    if record.irregular:
        flags.add(Flag.IRREGULAR_PULSE)
    return pressure.to_measurement(
        record, context, decoder=DECODER, time=record.time, flags=flags, sequence=record.number
    )


def decode_time(data: bytes, *, layout: str = "modern_offset8") -> DeviceTime:
    """The clock in a settings block. Raises ``DecodeError``."""
    at, order = CLOCKS[layout]
    need(data, at + 6, "the clock")
    part = dict(zip(order, data[at : at + 6], strict=True))
    time = DeviceTime(2000 + part["y"], part["m"], part["d"], part["h"], part["n"], min(part["s"], 59))
    fault = "month or day is 0" if not (part["m"] and part["d"]) else time.fault()
    if fault:
        raise DecodeError(fault)
    return time


def fields_time(time: DeviceTime) -> dict[str, v.Json]:
    """As the front door prints it."""
    return v.time_fields(time, "datetime")
