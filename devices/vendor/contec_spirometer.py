"""Contec SP10 / SP70B / SP80B spirometers over BLE.

Support: decode only, from a published layout, no capture seen; not tried on a device of ours.
Service FF12, FF01 write, FF02 notify. Numbers are packed in 7 bits: ``lo & 7F | (hi & 7F) << 7``; the last
byte is the sum of the others & 7F. Record E1 (44 bytes): type@2, number@3, date@5-10, sex@11, age@12,
height@13, standard@15, FVC@17, FEV0.5@19, FEV1@21, ratio@23, FEV3@25, FEV6@27, PEF@29, FEF25@31, FEF50@33,
FEF75@35, FEF25-75@37; volumes in 0.01 L, flows in 0.01 L/s. The ratio's scale is not known: it is not used.

End with ``91 7E``, which keeps the records. ``91 7F`` deletes them and is never built.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from devices import spirometry
from devices import values as v
from devices.framing import Framer
from devices.wire import DecodeError, DeviceTime, need
from hemmonitor.model.measurement import Component

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.contec_spirometer/1"
SERVICE, WRITE, NOTIFY = "FF12", "FF01", "FF02"
RECORD, LENGTH = 0xE1, 44
FIGURES = {
    "fvc": 17,
    "fev05": 19,
    "fev1": 21,
    "ratio": 23,
    "fev3": 25,
    "fev6": 27,
    "pef": 29,
    "fef25": 31,
    "fef50": 33,
    "fef75": 35,
    "fef25_75": 37,
}


@dataclass(frozen=True, slots=True)
class Record:
    """One stored blow. ``raw`` holds the figures as sent; the decimals are L and L/s."""

    number: int
    time: DeviceTime
    raw: dict[str, int]
    sex: int
    age: int
    height: int  # cm
    kind: int
    standard: int

    def figure(self, name: str) -> Decimal:
        """L or L/s."""
        return Decimal(self.raw[name]).scaleb(-2)

    @property
    def pef_l_min(self) -> Decimal:
        """Peak flow in the model's unit: L/s x 60, exact."""
        return self.figure("pef") * 60


def finish() -> bytes:
    """The request that ends a transfer and keeps the records."""
    return bytes([0x91, 0x7E, (0x91 + 0x7E) & 0x7F])


def _packed(data: bytes, at: int) -> int:
    return data[at] & 0x7F | (data[at + 1] & 0x7F) << 7


def decode(data: bytes) -> Record:
    """An E1 record. Raises ``DecodeError``."""
    need(data, LENGTH, "an E1 record")
    if data[0] != RECORD:
        raise DecodeError("not an E1 record")
    if sum(data[: LENGTH - 1]) & 0x7F != data[LENGTH - 1]:
        raise DecodeError("the checksum does not match")
    year, month, day, hour, minute, second = (byte & 0x7F for byte in data[5:11])
    record = Record(
        number=_packed(data, 3),
        time=DeviceTime(2000 + year, month, day, hour, minute, second),
        raw={name: _packed(data, at) for name, at in FIGURES.items()},
        sex=data[11] & 0x7F,
        age=data[12] & 0x7F,
        height=_packed(data, 13),
        kind=data[2] & 0x7F,
        standard=data[15] & 0x7F,
    )
    whole = max(record.figure("fev6"), record.figure("fvc"))
    fault = spirometry.fault(record.figure("fev1"), whole, record.pef_l_min)
    if fault:
        raise v.failed(fault, record)
    return record


def encode(record: Record) -> bytes:
    """The E1 record as the device sends it."""
    out = bytearray(LENGTH)
    out[0], out[2] = RECORD, record.kind
    out[3], out[4] = record.number & 0x7F, record.number >> 7
    time = record.time
    out[5:11] = bytes([time.year % 100, time.month, time.day, time.hour, time.minute, time.second])
    out[11], out[12] = record.sex, record.age
    out[13], out[14] = record.height & 0x7F, record.height >> 7
    out[15] = record.standard
    for name, at in FIGURES.items():
        out[at], out[at + 1] = record.raw[name] & 0x7F, record.raw[name] >> 7
    out[-1] = sum(out[:-1]) & 0x7F
    return bytes(out)


def framer() -> Framer:
    """Cuts the notifications into E1 records."""
    return Framer(
        lambda data: LENGTH if data[0] == RECORD else 0,
        lambda frame: sum(frame[:-1]) & 0x7F == frame[-1],
    )


def fields(record: Record) -> dict[str, v.Json]:
    """As the front door prints it."""
    out: dict[str, v.Json] = {
        "number": record.number,
        **v.time_fields(record.time),
        "sex": record.sex,
        "age": record.age,
        "height_cm": record.height,
    }
    for name in ("fvc", "fev05", "fev1", "fev3", "fev6"):
        out[f"{name}_L"] = v.plain(record.figure(name))
    for name in ("pef", "fef25", "fef50", "fef75", "fef25_75"):
        out[f"{name}_L_s"] = v.plain(record.figure(name))
    return {
        **out,
        "pef_L_min": v.plain(record.pef_l_min),
        "ratio_raw": record.raw["ratio"],
        "checksum_ok": True,
    }


def to_measurement(record: Record, context: v.Context) -> Measurement:
    """The measurement of one record. The device tells nothing about the blow's quality."""
    return spirometry.to_measurement(
        {
            Component.FEV1: record.figure("fev1"),
            Component.FEV6: record.figure("fev6"),
            Component.FVC: record.figure("fvc"),
            Component.PEF: record.pef_l_min,
            Component.FEF25_75: record.figure("fef25_75"),
        },
        context,
        decoder=DECODER,
        good=True,
        time=record.time,
        sequence=record.number,
    )
