"""Nonin oximeters: 3230 over BLE, 9560 and 4100 over Bluetooth Classic serial port.

| device     | road                                                   | support                          |
|------------|--------------------------------------------------------|----------------------------------|
| 3230       | BLE characteristic 0AAD7EA0-..., 10 bytes, big-endian  | from the vendor's sample code    |
| 9560, 4100 | serial port, 4-byte packets, serial number packet      | from published tests             |

3230: length, status (b0 synchronised, b1 weak signal, b2 SmartPoint, b3 searching, b4 finger placed right,
b5 battery low), battery 0.1 V, PAI 0.01 % (u16), seconds (u16), SpO2 (127 missing), pulse (u16, 511 missing).
Serial packet: status 1 (b7 set, b5 out of track, b4 low perfusion, b3 marginal perfusion, b2 artifact,
b1-0 pulse bits 8-7), pulse (7 bits, 511 missing), SpO2 (127 missing), status 2 (b7 clear, b5 SmartPoint, b3
finger removed, b0 battery low).

Rules: these oximeters count to 511, so a pulse above 300 is decoded, marked ``plausible: false`` and refused
as a measurement. A removed finger is a failed measurement whatever the numbers say.
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

DECODER = "vendor.nonin/1"
SERVICE = "46A970E0-0D5F-11E2-8B5E-0002A5D5C51B"
MEASUREMENT = "0AAD7EA0-0D60-11E2-8E3C-0002A5D5C51B"
NO_SPO2, NO_PULSE = 127, 511

_BLE_BITS = ("synced", "weak_signal", "smartpoint", "searching", "correct_check", "low_battery")
_STATUS_1 = {5: "out_of_track", 4: "low_perfusion", 3: "marginal_perfusion", 2: "artifact"}
_STATUS_2 = {5: "smartpoint", 3: "finger_removed", 0: "low_battery"}
_POOR = {"weak_signal", "searching", "out_of_track", "low_perfusion", "marginal_perfusion", "artifact"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of either road. SpO2 and ``pai`` in %, pulse per minute; ``flags`` are the set status bits.

    ``status`` is the BLE status byte, ``None`` on the serial port, which sends neither battery nor PAI.
    """

    spo2: int | None
    pulse: int | None
    flags: frozenset[str]
    status: int | None = None
    battery: Decimal | None = None
    pai: Decimal | None = None
    seconds: int | None = None

    @property
    def plausible(self) -> bool:
        """Inside what a living person can have."""
        return oximetry.fault(self.spo2, self.pulse) is None


@dataclass(frozen=True, slots=True)
class Serial:
    """The answer that carries the device's serial number."""

    number: str


def _judge(reading: Reading) -> Reading:
    if "finger_removed" in reading.flags:
        raise v.failed("the finger is removed", reading)
    if reading.spo2 is None or reading.pulse is None:
        raise v.failed("no saturation or no pulse", reading)
    if Decimal(reading.spo2) not in v.SPO2 or reading.pulse == 0:
        raise v.failed("implausible value", reading)
    return reading


def decode_ble(data: bytes) -> Reading:
    """A 3230 notification. Raises ``DecodeError``."""
    need(data, 10, "the layout")
    if not 10 <= data[0] <= len(data):
        raise DecodeError("the length byte does not match")
    cursor = Cursor(data, 1)
    status = cursor.u8()
    battery, pai, seconds = cursor.u8(), cursor.u16("big"), cursor.u16("big")
    spo2, pulse = cursor.u8(), cursor.u16("big")
    return _judge(
        Reading(
            None if spo2 == NO_SPO2 else spo2,
            None if pulse == NO_PULSE else pulse,
            frozenset(name for bit, name in enumerate(_BLE_BITS) if status >> bit & 1),
            status,
            Decimal(battery).scaleb(-1),
            Decimal(pai).scaleb(-2),
            seconds,
        )
    )


def encode_ble(reading: Reading) -> bytes:
    """The notification as a 3230 sends it."""
    status = (reading.status or 0) >> len(_BLE_BITS) << len(_BLE_BITS)  # bits without a known meaning
    status |= sum(1 << bit for bit, name in enumerate(_BLE_BITS) if name in reading.flags)
    out = bytes([10, status, v.steps(reading.battery or Decimal(0), Decimal("0.1"))])
    out += v.steps(reading.pai or Decimal(0), Decimal("0.01")).to_bytes(2, "big")
    out += (reading.seconds or 0).to_bytes(2, "big")
    out += bytes([NO_SPO2 if reading.spo2 is None else reading.spo2])
    return out + (NO_PULSE if reading.pulse is None else reading.pulse).to_bytes(2, "big")


def decode_serial(data: bytes) -> Reading | Serial:
    """A packet of the serial port. Raises ``DecodeError``."""
    need(data, 4, "a packet")
    if data[0] == 0x02:
        return _serial_number(data)
    if not data[0] & 0x80 or data[1] & 0x80 or data[3] & 0x80:
        raise DecodeError("the packet's marker bits are wrong")
    pulse = (data[0] & 3) << 7 | data[1]
    spo2 = data[2] & 0x7F
    flags = {name for bit, name in _STATUS_1.items() if data[0] >> bit & 1}
    flags |= {name for bit, name in _STATUS_2.items() if data[3] >> bit & 1}
    return _judge(
        Reading(None if spo2 == NO_SPO2 else spo2, None if pulse == NO_PULSE else pulse, frozenset(flags))
    )


def encode_serial(reading: Reading) -> bytes:
    """The packet as a 9560 or 4100 sends it."""
    pulse = NO_PULSE if reading.pulse is None else reading.pulse
    first = 0x80 | pulse >> 7
    first |= sum(1 << bit for bit, name in _STATUS_1.items() if name in reading.flags)
    last = sum(1 << bit for bit, name in _STATUS_2.items() if name in reading.flags)
    return bytes([first, pulse & 0x7F, NO_SPO2 if reading.spo2 is None else reading.spo2, last])


def _serial_number(data: bytes) -> Serial:
    """STX F4 0B 02, nine digits, sum of id and digits, ETX."""
    need(data, 15, "a serial number packet")
    if data[1] != 0xF4 or data[2] != 0x0B or data[3] != 0x02 or data[14] != 0x03:
        raise DecodeError("not a serial number packet")
    if sum(data[3:13]) & 0xFF != data[13]:
        raise DecodeError("the checksum does not match")
    try:
        return Serial(bytes(data[4:13]).decode("ascii"))
    except UnicodeDecodeError as error:
        raise DecodeError("the serial number is not ASCII") from error


def framer() -> Framer:
    """Cuts the serial stream into packets; its marker bits find the start again after noise."""

    def measure(data: bytes) -> int | None:
        if data[0] == 0x02:
            return 15
        return 4 if data[0] & 0x80 else 0

    def valid(frame: bytes) -> bool:
        if frame[0] == 0x02:
            return frame[14] == 0x03 and sum(frame[3:13]) & 0xFF == frame[13]
        return not (frame[1] | frame[2] | frame[3]) & 0x80

    return Framer(measure, valid)


def fields(value: Reading | Serial) -> dict[str, v.Json]:
    """As the front door prints it: every status bit of its road by name."""
    if isinstance(value, Serial):
        return {"serial": value.number}
    out: dict[str, v.Json] = {
        "spo2_pct": value.spo2,
        "pulse_bpm": value.pulse,
        "plausible": value.plausible,
        "quality": "poor" if value.flags & _POOR else "good",
    }
    if value.status is None:
        return {**out, **{name: name in value.flags for name in (*_STATUS_1.values(), *_STATUS_2.values())}}
    return {
        **out,
        "status": value.status,
        **{name: name in value.flags for name in _BLE_BITS},
        "battery_V": v.plain(value.battery),
        "pai_pct": v.plain(value.pai),
        "seconds": value.seconds,
    }


def to_measurements(value: Reading | Serial, context: v.Context) -> tuple[Measurement, ...]:
    """The measurement of a plausible reading. Raises ``DecodeError`` (failed) for an implausible one."""
    if isinstance(value, Serial):
        return ()
    if not value.plausible or value.spo2 is None or value.pulse is None:
        raise v.failed("implausible pulse", value)
    return (
        oximetry.to_measurement(
            value.spo2,
            value.pulse,
            context,
            decoder=DECODER,
            perfusion_index=oximetry.perfusion(value.pai),
            poor=bool(value.flags & _POOR),
        ),
    )
