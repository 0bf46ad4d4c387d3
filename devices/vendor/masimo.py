"""Masimo MightySat over BLE.

Support: live values, from published captures and tests; stored trends are not read.
Service 54C21000-..., 54C21001 write, 54C21002 notify. Frame: 77, length, op, data, CRC-8 (poly 07, start 0)
over op and data; a frame may come in several notifications. Start: ``77020107``, then ``7705031F0003D6``;
then op 05 (19 bytes): exceptions (u32), flags and SpO2 %, flags and pulse, flags and PVI %, flags and PI
(u16 LE, 0.01 %), flags and respiration. FF and FFFF mean "no value".

Rules, from the published tests: any exception bit, or flags on SpO2 or pulse, or flags other than 10 on the
PVI (the sensor is still settling), mean that there is no measurement. PVI is hidden when the PI's flags are
set, respiration when its own are. What each flag bit means is not known, so none is waved through.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import oximetry
from devices import values as v
from devices.framing import Framer
from devices.wire import Cursor, DecodeError, need

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.masimo/1"
SERVICE = "54C21000-A720-4B4F-11E4-9FE20002A5D5"
WRITE = "54C21001-A720-4B4F-11E4-9FE20002A5D5"
NOTIFY = "54C21002-A720-4B4F-11E4-9FE20002A5D5"

DEVICE_INFO, PARAMETERS = 0x01, 0x05
_MESSAGES = {
    DEVICE_INFO: "device info",
    0x02: "set clock",
    0x03: "enable stream",
    0x04: "waveform",
    PARAMETERS: "parameters",
    0x06: "trend record",
    0x07: "clear all trends",
    0xFE: "ack",
    0xFF: "nack",
}
_SETTLED = {0x00, 0x10}


def _crc8_of(byte: int) -> int:
    for _ in range(8):
        byte = (byte << 1 ^ 0x07 if byte & 0x80 else byte << 1) & 0xFF
    return byte


_CRC8 = tuple(_crc8_of(byte) for byte in range(256))


def crc8(data: bytes) -> int:
    """CRC-8, polynomial 07, start 0."""
    crc = 0
    for byte in data:
        crc = _CRC8[crc ^ byte]
    return crc


def frame(op: int, data: bytes = b"") -> bytes:
    """A frame around ``op`` and ``data``. Raises ``ValueError`` for the one that clears the trends."""
    if op == 0x07:
        raise ValueError("records are never deleted on a device")
    body = bytes([op]) + data
    return bytes([0x77, len(body) + 1]) + body + bytes([crc8(body)])


def start() -> tuple[bytes, bytes]:
    """The two frames to write, the second after the device info has arrived."""
    return frame(DEVICE_INFO), frame(0x03, bytes.fromhex("1f0003"))


@dataclass(frozen=True, slots=True)
class Message:
    """Any frame but a live value."""

    name: str
    crc_ok: bool = True


@dataclass(frozen=True, slots=True)
class Live:
    """One live value. SpO2, PVI and PI in %, pulse and respiration per minute."""

    spo2: int | None
    pulse: int | None
    pvi: int | None = None
    pi: Decimal | None = None
    respiration: int | None = None


def decode(data: bytes) -> Message | Live:
    """A frame of either direction. Raises ``DecodeError``."""
    need(data, 4, "a frame")
    if data[0] != 0x77:
        raise DecodeError("not a frame")
    if data[1] < 2:
        raise DecodeError("the length byte is too small")
    need(data, data[1] + 2, "its length byte")
    body, crc = data[2 : data[1] + 1], data[data[1] + 1]
    name = _MESSAGES.get(body[0])
    if crc8(body) != crc:
        raise DecodeError("the CRC does not match", partial=Message(name or "unknown", crc_ok=False))
    if name is None:
        raise DecodeError("unknown message")
    if body[0] != PARAMETERS:
        return Message(name)
    return _live(body)


def _live(body: bytes) -> Live:
    need(body, 16, "the live values")
    cursor = Cursor(body, 1)
    exceptions = cursor.uint(4)
    spo2_flags, spo2 = cursor.u8(), cursor.u8()
    pulse_flags, pulse = cursor.u8(), cursor.u8()
    pvi_flags, pvi = cursor.u8(), cursor.u8()
    pi_flags, pi = cursor.u8(), cursor.u16()
    respiration_flags, respiration = cursor.u8(), cursor.u8()
    live = Live(
        None if spo2 == 0xFF else spo2,
        None if pulse == 0xFF else pulse,
        None if pvi == 0xFF or pi_flags else pvi,
        None if pi == 0xFFFF else oximetry.perfusion(Decimal(pi).scaleb(-2)),
        None if respiration == 0xFF or respiration_flags else respiration,
    )
    if exceptions or spo2_flags or pulse_flags or pvi_flags not in _SETTLED:
        raise v.failed("no finger, or the sensor has not settled", live)
    fault = oximetry.fault(live.spo2, live.pulse)
    if fault:
        raise v.failed(fault, live)
    return live


def encode(live: Live) -> bytes:
    """The op 05 frame as the device sends it."""

    def pair(value: int | None) -> bytes:
        return bytes([4, 0xFF]) if value is None else bytes([0, value])

    pi = 0xFFFF if live.pi is None else v.steps(live.pi, Decimal("0.01"))
    pvi = 0xFF if live.pvi is None else live.pvi
    data = bytes(4) + pair(live.spo2) + pair(live.pulse) + bytes([0x10, pvi])
    return frame(PARAMETERS, data + b"\0" + pi.to_bytes(2, "little") + pair(live.respiration))


def framer() -> Framer:
    """Cuts the notifications into frames; a frame with a wrong CRC is passed over."""

    def measure(data: bytes) -> int | None:
        if data[0] != 0x77:
            return 0
        if len(data) < 2:
            return None
        return data[1] + 2 if data[1] >= 2 else 0

    return Framer(measure, lambda whole: crc8(whole[2:-1]) == whole[-1])


def fields(value: Message | Live) -> dict[str, v.Json]:
    """As the front door prints it."""
    if isinstance(value, Message):
        return {"message": value.name, "crc_ok": value.crc_ok}
    return {
        "message": _MESSAGES[PARAMETERS],
        "spo2_pct": value.spo2,
        "pulse_bpm": value.pulse,
        "rr_per_min": value.respiration,
        "pvi_pct": value.pvi,
        "pi_pct": v.plain(value.pi),
        "crc_ok": True,
    }


def to_measurements(value: Message | Live, context: v.Context) -> tuple[Measurement, ...]:
    """The measurement of a live value; nothing for another message."""
    if isinstance(value, Message) or value.spo2 is None or value.pulse is None:
        return ()
    plausible = value.respiration is not None and Decimal(value.respiration) in v.RESPIRATION
    return (
        oximetry.to_measurement(
            value.spo2,
            value.pulse,
            context,
            decoder=DECODER,
            perfusion_index=value.pi,
            respiration=value.respiration if plausible else None,
        ),
    )
