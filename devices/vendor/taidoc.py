"""TaiDoc / FORA meters over BLE (also NT-100B and other rebrandings).

Support: commands and values from published code; no captured answer seen. The time layout, the count and the
model number are known from practice only. Not tried on a device of ours.
Characteristic 00001524-...: ``51`` command d0 d1 d2 d3 ``A3`` sum & FF; the meter answers with ``A5``.
24 asks for the model (d1 d0 are its four digits), 2B for the number of records, 25 for the time of a record,
26 for its value, 50 turns the meter off. A record is kept as its two answers, time then value, 16 bytes.
52 clears the memory and is never built.

Value (26): cuff d0 systolic, d2 diastolic, d3 pulse; glucose d0 d1 mg/dL; thermometer d0 d1 in 0.1 or, from
1000 on, 0.01 degrees C; oximeter d0 SpO2, d3 pulse. Which of them it is, the model tells.
Time (25): u16 LE d0 d1 = year 7, month 4, day 5 bits; d2 minute (6 bits), d3 hour (5 bits).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import oximetry, pressure
from devices import values as v
from devices.framing import Framer
from devices.wire import DecodeError, DeviceTime, need
from hemmonitor.model.measurement import Component, Kind, Measurement, Unit

if TYPE_CHECKING:
    import datetime as dt

DECODER = "vendor.taidoc/1"
SERVICE = "00001523-1212-EFDE-1523-785FEABCD123"
CHARACTERISTIC = "00001524-1212-EFDE-1523-785FEABCD123"
START, FROM_HOST, FROM_DEVICE, LENGTH = 0x51, 0xA3, 0xA5, 8
READ_MODEL, READ_TIME, READ_VALUE, READ_COUNT, TURN_OFF = 0x24, 0x25, 0x26, 0x2B, 0x50
COMMANDS = {
    0x23: "read clock",
    READ_MODEL: "read model",
    READ_TIME: "read record time",
    READ_VALUE: "read record value",
    0x27: "read serial number 1",
    0x28: "read serial number 2",
    READ_COUNT: "read record count",
    0x33: "set clock",
    0x41: "start temperature",
    0x43: "start BP",
    0x49: "read live value",
    TURN_OFF: "turn off",
    0x52: "clear memory",
    0x54: "entering communication mode",
}
CLEAR = 0x52
GLUCOSE = v.limits("5.4", "1081")
TEMPERATURE = v.limits("25", "45")


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet of either direction; ``data`` are d0 to d3."""

    command: int
    data: bytes
    from_device: bool = False


def decode(data: bytes) -> Packet:
    """A packet. Raises ``DecodeError``."""
    need(data, LENGTH, "a packet")
    data = bytes(data[:LENGTH])
    if data[0] != START or data[6] not in {FROM_HOST, FROM_DEVICE}:
        raise DecodeError("not a packet")
    if sum(data[:7]) & 0xFF != data[7]:
        raise DecodeError("the checksum does not match")
    if data[1] not in COMMANDS:
        raise DecodeError("unknown command")
    return Packet(data[1], data[2:6], data[6] == FROM_DEVICE)


def encode(packet: Packet) -> bytes:
    """The bytes of a packet. Raises ``ValueError`` for the one that clears the memory."""
    if packet.command == CLEAR:
        raise ValueError("records are never deleted on a device")
    out = bytes([START, packet.command]) + packet.data
    out += bytes([FROM_DEVICE if packet.from_device else FROM_HOST])
    return out + bytes([sum(out) & 0xFF])


def ask(command: int, index: int = 0) -> bytes:
    """A request about the record ``index``, 0 the newest."""
    return encode(Packet(command, index.to_bytes(2, "little") + b"\0\0"))


def framer() -> Framer:
    """Cuts the notifications into packets."""
    return Framer(
        lambda data: LENGTH if data[0] == START else 0, lambda frame: sum(frame[:7]) & 0xFF == frame[7]
    )


def time_of(packet: Packet) -> DeviceTime:
    """The time in an answer to 25."""
    if packet.command != READ_TIME or not packet.from_device:
        raise DecodeError("not the answer that holds a time")
    day = int.from_bytes(packet.data[:2], "little")
    minute, hour = packet.data[2] & 0x3F, packet.data[3] & 0x1F
    return DeviceTime(2000 + (day >> 9), day >> 5 & 0xF, day & 0x1F, hour, minute, 0)


def time_data(time: DeviceTime) -> bytes:
    """d0 to d3 of the answer that holds a time; the layout has no seconds."""
    day = (time.year - 2000) << 9 | time.month << 5 | time.day
    return day.to_bytes(2, "little") + bytes([time.minute, time.hour])


def model_of(packet: Packet) -> str:
    """The model number in an answer to 24: four digits, such as 3140."""
    if packet.command != READ_MODEL or not packet.from_device:
        raise DecodeError("not the answer that holds a model")
    return f"{packet.data[1]:02X}{packet.data[0]:02X}"


@dataclass(frozen=True, slots=True)
class Value:
    """An answer to 26, read as ``kind``: mm[Hg], %, mg/dL or degrees C; pulse per minute."""

    kind: Kind
    main: Decimal
    diastolic: Decimal | None = None
    pulse: Decimal | None = None
    mean: Decimal | None = None
    unit: str = "mmHg"

    @property
    def systolic(self) -> Decimal:
        """The main figure of a cuff."""
        return self.main


def value_of(packet: Packet, kind: Kind) -> Value:
    """The value in an answer to 26. Raises ``DecodeError``."""
    if packet.command not in {READ_VALUE, 0x49} or not packet.from_device:
        raise DecodeError("not the answer that holds a value")
    low, high, third, last = packet.data
    word, pulse = Decimal(low | high << 8), Decimal(last) if last else None
    match kind:
        case Kind.BLOOD_PRESSURE:
            value = Value(kind, Decimal(low), Decimal(third), pulse)
            fault = pressure.fault(value)
        case Kind.OXIMETRY:
            value = Value(kind, Decimal(low), pulse=pulse)
            fault = oximetry.fault(value.main, value.pulse)
        case Kind.GLUCOSE:
            value = Value(kind, word)
            fault = None if word in GLUCOSE else "implausible glucose"
        case Kind.TEMPERATURE:
            value = Value(kind, word.scaleb(-2 if word >= 1000 else -1))
            fault = None if value.main in TEMPERATURE else "implausible temperature"
        case _:
            raise DecodeError("no such value is known of this family")
    if fault:
        raise v.failed(fault, value)
    return value


def fields(packet: Packet) -> dict[str, v.Json]:
    """As the front door prints it."""
    out: dict[str, v.Json] = {
        "command": COMMANDS[packet.command],
        "data": packet.data.hex(),
        "from_device": packet.from_device,
        "checksum_ok": True,
    }
    if packet.from_device and packet.command == READ_TIME:
        out |= v.time_fields(time_of(packet))
    return out


@dataclass(frozen=True, slots=True)
class Record:
    """A stored record: its value and its time."""

    value: Value
    time: DeviceTime


def decode_record(data: bytes, *, kind: Kind) -> Record:
    """The record in its two answers, one after the other. Raises ``DecodeError``."""
    need(data, 2 * LENGTH, "time and value")
    time = time_of(decode(data[:LENGTH]))
    return Record(value_of(decode(data[LENGTH:]), kind), time)


def fields_record(record: Record) -> dict[str, v.Json]:
    """As the front door prints it."""
    value = record.value
    main = {
        Kind.BLOOD_PRESSURE: "systolic_mmHg",
        Kind.OXIMETRY: "spo2_pct",
        Kind.GLUCOSE: "glucose_mg_dL",
        Kind.TEMPERATURE: "temperature_C",
    }[value.kind]
    out: dict[str, v.Json] = {main: v.plain(value.main), **v.time_fields(record.time)}
    if value.diastolic is not None:
        out["diastolic_mmHg"] = v.plain(value.diastolic)
    if value.pulse is not None:
        out["pulse_bpm"] = v.plain(value.pulse)
    return out


def record_to_measurement(record: Record, context: v.Context) -> Measurement:
    """The measurement of a stored record."""
    return to_measurement(record.value, context, record.time)


def to_measurement(
    value: Value, context: v.Context, time: DeviceTime | dt.datetime | None = None
) -> Measurement:
    """The measurement of a value and the time that the meter told for it."""
    if value.kind is Kind.BLOOD_PRESSURE:
        return pressure.to_measurement(value, context, decoder=DECODER, time=time)
    if value.kind is Kind.OXIMETRY:
        assert value.pulse is not None
        return oximetry.to_measurement(value.main, value.pulse, context, decoder=DECODER, time=time)
    component, unit = {
        Kind.GLUCOSE: (Component.GLUCOSE, Unit.MG_DL),
        Kind.TEMPERATURE: (Component.BODY_TEMPERATURE, Unit.CELSIUS),
    }[value.kind]
    return v.measurement(
        value.kind, [v.quantity(component, value.main, unit)], context, decoder=DECODER, time=time
    )
