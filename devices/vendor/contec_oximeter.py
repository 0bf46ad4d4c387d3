"""Contec oximeters over BLE: CMS50D-BT (live) and Beurer PO60 (stored records), the same family.

| device     | support                                                            |
|------------|--------------------------------------------------------------------|
| CMS50D-BT  | live values and pulse wave, published captures                     |
| PO60       | stored records, from published code; no capture of a record seen   |

Service FF12, FF01 write, FF02 notify. Every frame ends with the sum of its other bytes & 7F.
Live: ``9B 01`` starts; ``EB 00`` st ppg bar (6 bytes with sum); ``EB 01`` st pulse SpO2 x x (8 bytes).
Stored: ``90 05`` asks for the number (answer E0), ``99 00`` the first ten records (E9, 24 bytes each),
``99 01`` the next ten, ``99 02`` repeats, ``99 7E`` ends and keeps. ``99 7F`` deletes and is never built.
E9: index@1 (b5 last), start@2-7, end@8-13 (YY MM DD hh mm ss), high bits of the pulses@14 (b5 b4 b3),
seconds@15 (high 7 bits first, inferred from one published record of 3 s), SpO2 highest, lowest,
mean@17-19, pulse likewise@20-22, sum@23.

The status byte of EB 01 is not understood (4 or 6), so a missing finger is told by the values alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import oximetry
from devices import values as v
from devices.framing import Framer
from devices.wire import DecodeError, DeviceTime, need

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.contec_oximeter/1"
SERVICE, WRITE, NOTIFY = "FF12", "FF01", "FF02"
LIVE_COMMANDS: dict[tuple[int, ...], str] = {(0x9B, 0x01): "start real-time stream"}
STORED_COMMANDS: dict[tuple[int, ...], str] = {
    (0x82,): "get device version",
    (0x89,): "get time",
    (0x83,): "set time",
    (0x90, 0x05): "get number of stored records",
    (0x99, 0x00): "start download",
    (0x99, 0x01): "continue download",
    (0x99, 0x02): "resend download",
    (0x99, 0x7E): "keep stored records",
    (0x99, 0x7F): "delete stored records",
}
_LENGTHS = {0xF2: 8, 0xF3: 3, 0xF9: 10, 0xE0: 7, 0xE9: 24}
_PULSE_BITS = (5, 4, 3)


def checksum(data: bytes) -> int:
    """Sum & 7F, the last byte of every frame."""
    return sum(data) & 0x7F


def start_live() -> bytes:
    """Ask for the live values."""
    return _sealed(0x9B, 0x01)


def count_records() -> bytes:
    """Ask for the number of stored records."""
    return _sealed(0x90, 0x05)


def next_records(*, first: bool) -> bytes:
    """Ask for the first or the next ten records."""
    return _sealed(0x99, 0x00 if first else 0x01)


def finish() -> bytes:
    """End the transfer; the device keeps its records."""
    return _sealed(0x99, 0x7E)


def _sealed(*body: int) -> bytes:
    return bytes([*body, checksum(bytes(body))])


@dataclass(frozen=True, slots=True)
class Command:
    """A host's request seen in a capture."""

    name: str


@dataclass(frozen=True, slots=True)
class Wave:
    """One point of the live pulse wave: not a reading."""

    status: int
    ppg: int
    bar: int


@dataclass(frozen=True, slots=True)
class Live:
    """One live value: SpO2 %, pulse per minute."""

    status: int
    pulse: int
    spo2: int


@dataclass(frozen=True, slots=True)
class Count:
    """The number of stored records."""

    records: int


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored measurement: SpO2 % and pulse per minute as (highest, lowest, mean)."""

    index: int
    last: bool
    start: DeviceTime
    end: DeviceTime
    seconds: int
    spo2: tuple[int, int, int]
    pulse: tuple[int, int, int]


Frame = Command | Wave | Live | Count | Stored


def _whole(data: bytes, length: int) -> None:
    need(data, length, "the frame")
    if checksum(data[: length - 1]) != data[length - 1]:
        raise DecodeError("the checksum does not match")


def _command(data: bytes, names: dict[tuple[int, ...], str]) -> Command | None:
    for head, name in names.items():
        if bytes(data[: len(head)]) == bytes(head):
            length = 10 if head == (0x83,) else len(head) + 1
            _whole(data, length)
            return Command(name)
    return None


def decode_live(data: bytes) -> Frame:
    """A frame of the CMS50D-BT, either direction. Raises ``DecodeError``."""
    need(data, 2, "a frame")
    found = _command(data, LIVE_COMMANDS)
    if found:
        return found
    if data[0] != 0xEB or data[1] not in {0, 1}:
        raise DecodeError("unknown frame")
    if data[1] == 0:
        _whole(data, 6)
        return Wave(data[2], data[3], data[4])
    _whole(data, 8)
    live = Live(data[2], data[3], data[4])
    fault = oximetry.fault(live.spo2, live.pulse)
    if fault:
        raise v.failed(fault, live)
    return live


def encode_live(frame: Wave | Live) -> bytes:
    """The frame as the CMS50D-BT sends it."""
    if isinstance(frame, Wave):
        return _sealed(0xEB, 0x00, frame.status, frame.ppg, frame.bar)
    return _sealed(0xEB, 0x01, frame.status, frame.pulse, frame.spo2, 0x7F, 0x00)


def _time(data: bytes) -> DeviceTime:
    year, month, day, hour, minute, second = data
    return DeviceTime(2000 + year, month, day, hour, minute, second)


def decode_stored(data: bytes) -> Frame:
    """A frame of the PO60, either direction. Raises ``DecodeError``."""
    need(data, 2, "a frame")
    found = _command(data, STORED_COMMANDS)
    if found:
        return found
    if data[0] == 0xE0:
        _whole(data, 7)
        return Count(data[2] & 0x7F | (data[3] & 0x7F) << 7)
    if data[0] != 0xE9:
        raise DecodeError("unknown frame")
    _whole(data, 24)
    low = [byte & 0x7F for byte in data[20:23]]
    high = [(data[14] >> bit & 1) << 7 for bit in _PULSE_BITS]
    stored = Stored(
        data[1] & 0x0F,
        bool(data[1] & 0x20),
        _time(data[2:8]),
        _time(data[8:14]),
        (data[15] & 0x7F) << 7 | data[16] & 0x7F,
        (data[17] & 0x7F, data[18] & 0x7F, data[19] & 0x7F),
        (low[0] | high[0], low[1] | high[1], low[2] | high[2]),
    )
    fault = oximetry.fault(stored.spo2[2], stored.pulse[2])
    if fault:
        raise v.failed(fault, stored)
    return stored


def encode_stored(stored: Stored) -> bytes:
    """The E9 record as the PO60 sends it."""
    times = b"".join(
        bytes([t.year - 2000, t.month, t.day, t.hour, t.minute, t.second]) for t in (stored.start, stored.end)
    )
    high = sum((pulse >> 7) << bit for pulse, bit in zip(stored.pulse, _PULSE_BITS, strict=True))
    return _sealed(
        0xE9,
        stored.index | stored.last << 5,
        *times,
        high,
        stored.seconds >> 7,
        stored.seconds & 0x7F,
        *stored.spo2,
        *(pulse & 0x7F for pulse in stored.pulse),
    )


def framer() -> Framer:
    """Cuts the notifications of either device into frames."""

    def measure(data: bytes) -> int | None:
        if data[0] == 0xEB:
            return None if len(data) < 2 else {0: 6, 1: 8}.get(data[1], 0)
        return _LENGTHS.get(data[0], 0)

    return Framer(measure, lambda frame: checksum(frame[:-1]) == frame[-1])


def fields(frame: Frame) -> dict[str, v.Json]:
    """As the front door prints it."""
    ok: dict[str, v.Json] = {"checksum_ok": True}
    match frame:
        case Command(name):
            return {"command": name, **ok}
        case Wave(status, ppg, bar):
            return {"frame": "ppg", "ppg": ppg, "bar": bar, "status": status, **ok}
        case Live(status, pulse, spo2):
            return {"frame": "spo2", "spo2_pct": spo2, "pulse_bpm": pulse, "status": status, **ok}
        case Count(records):
            return {"number_of_records": records, **ok}
        case Stored():
            end = frame.end.naive()
            return {
                "index": frame.index,
                "last": frame.last,
                **v.time_fields(frame.start),
                "end_timestamp": end.isoformat() if end else None,
                "duration_s": frame.seconds,
                "spo2_pct": frame.spo2[2],
                "spo2_max_pct": frame.spo2[0],
                "spo2_min_pct": frame.spo2[1],
                "pulse_bpm": frame.pulse[2],
                "pulse_max_bpm": frame.pulse[0],
                "pulse_min_bpm": frame.pulse[1],
                **ok,
            }


def to_measurements(frame: Frame, context: v.Context) -> tuple[Measurement, ...]:
    """A live value, or a stored record by its means; nothing for the other frames."""
    if isinstance(frame, Live):
        return (oximetry.to_measurement(frame.spo2, frame.pulse, context, decoder=DECODER),)
    if isinstance(frame, Stored):
        mean = oximetry.to_measurement(
            frame.spo2[2], frame.pulse[2], context, decoder=DECODER, time=frame.start
        )
        return (mean,)
    return ()
