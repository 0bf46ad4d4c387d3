"""Bytes on the air: a length-checked cursor and the number formats that all decoders share.

Rules:
- Reading past the end is a ``DecodeError``, never an ``IndexError``; no decoder slices by hand.
- A special value (NaN, NRes, infinities, reserved) is a ``Special``, never a number.
- Numbers are exact decimals: SFLOAT 0xF4B0 is 120.0, not 119.99999.
- Decode stands beside encode; encode refuses what the format cannot hold.
- Pure: no I/O, no clock, no log. An error text names fields and lengths, never a patient's value.

Sources: IEEE 11073-20601 (SFLOAT, FLOAT), Bluetooth GATT Specification Supplement 3.70 (Date Time).
"""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Literal

from hemmonitor.errors import DeviceError

Order = Literal["little", "big"]


class Failure(StrEnum):
    """Why a frame gives no usable value."""

    MALFORMED = "malformed"  # the bytes break the layout
    FAILED = "failed"  # the device says, or an impossible value implies, that the measurement failed


class DecodeError(DeviceError):
    """The device's answer holds no usable value. Measure again."""

    code = "device.decode"

    def __init__(
        self, reason: str, failure: Failure = Failure.MALFORMED, *, partial: object | None = None
    ) -> None:
        """Keep the reason and, where the rest of the frame could be read, its wire value in ``partial``."""
        super().__init__(reason)
        self.reason = reason
        self.failure = failure
        self.partial = partial


class Special(Enum):
    """A value that is not a number. The enum's value is its printed name."""

    NAN = "NaN"
    NRES = "NRes"
    POSITIVE_INFINITY = "+INF"
    NEGATIVE_INFINITY = "-INF"
    RESERVED = "Reserved"


Figure = Decimal | Special

_SFLOAT_SPECIALS = {
    0x07FF: Special.NAN,
    0x0800: Special.NRES,
    0x07FE: Special.POSITIVE_INFINITY,
    0x0802: Special.NEGATIVE_INFINITY,
    0x0801: Special.RESERVED,
}
_FLOAT_SPECIALS = {
    0x7FFFFF: Special.NAN,
    0x800000: Special.NRES,
    0x7FFFFE: Special.POSITIVE_INFINITY,
    0x800002: Special.NEGATIVE_INFINITY,
    0x800001: Special.RESERVED,
}
_SFLOAT_CODES = {special: raw for raw, special in _SFLOAT_SPECIALS.items()}
_FLOAT_CODES = {special: raw for raw, special in _FLOAT_SPECIALS.items()}


def _signed(raw: int, bits: int) -> int:
    return raw - (1 << bits) if raw >> (bits - 1) else raw


@lru_cache(maxsize=4096)
def sfloat(raw: int) -> Figure:
    """The figure of a raw SFLOAT: 12-bit mantissa, 4-bit exponent, both two's complement, no bias."""
    special = _SFLOAT_SPECIALS.get(raw)
    if special is not None:
        return special
    return Decimal(_signed(raw & 0x0FFF, 12)).scaleb(_signed(raw >> 12, 4))


@lru_cache(maxsize=4096)
def float32(raw: int) -> Figure:
    """The figure of a raw FLOAT: 24-bit mantissa, 8-bit exponent, both two's complement."""
    mantissa, exponent = raw & 0xFFFFFF, _signed(raw >> 24, 8)
    if exponent == 0 and mantissa in _FLOAT_SPECIALS:
        return _FLOAT_SPECIALS[mantissa]
    return Decimal(_signed(mantissa, 24)).scaleb(exponent)


def number(figure: Figure | None) -> Decimal | None:
    """The number of a figure, or ``None`` where it is a special value or absent."""
    return figure if isinstance(figure, Decimal) else None


def _pack_decimal(value: Decimal, mantissa_bits: int, exponents: range) -> tuple[int, int]:
    """Mantissa and exponent that hold ``value`` exactly, the given exponent kept where it fits."""
    sign, digits, sent_exponent = value.as_tuple()
    if not isinstance(sent_exponent, int):
        raise ValueError("not a finite number")  # noqa: TRY004 - the value is at fault, not its type
    exponent: int = sent_exponent
    mantissa = int("".join(map(str, digits)) or "0") * (-1 if sign else 1)
    if mantissa == 0:
        exponent = min(max(exponent, exponents[0]), exponents[-1])
    while (
        mantissa and mantissa % 10 == 0 and (abs(mantissa) >> (mantissa_bits - 1) or exponent < exponents[0])
    ):
        mantissa, exponent = mantissa // 10, exponent + 1
    while exponent > exponents[-1]:
        mantissa, exponent = mantissa * 10, exponent - 1
    limit = 1 << (mantissa_bits - 1)
    if exponent not in exponents or not -limit <= mantissa < limit:
        raise ValueError("the value does not fit the format")
    return mantissa & ((1 << mantissa_bits) - 1), exponent


def sfloat_bytes(figure: Figure, order: Order = "little") -> bytes:
    """Two bytes of an SFLOAT. Raises ``ValueError`` where the format cannot hold the value exactly."""
    if isinstance(figure, Special):
        return _SFLOAT_CODES[figure].to_bytes(2, order)
    mantissa, exponent = _pack_decimal(figure, 12, range(-8, 8))
    raw = (exponent & 0xF) << 12 | mantissa
    if raw in _SFLOAT_SPECIALS:  # 2047 with exponent 0 is the NaN code: 12-bit mantissas at 0 are reserved
        raise ValueError("the value collides with a special code")
    return raw.to_bytes(2, order)


def float32_bytes(figure: Figure) -> bytes:
    """Four little-endian bytes of a FLOAT. Raises ``ValueError`` where it cannot hold the value exactly."""
    if isinstance(figure, Special):
        return _FLOAT_CODES[figure].to_bytes(4, "little")
    mantissa, exponent = _pack_decimal(figure, 24, range(-128, 128))
    if exponent == 0 and mantissa in _FLOAT_SPECIALS:
        raise ValueError("the value collides with a special code")
    return ((exponent & 0xFF) << 24 | mantissa).to_bytes(4, "little")


@dataclass(frozen=True, slots=True)
class DeviceTime:
    """A device's clock as sent (2A08 and its vendor kin). Year, month or day 0 = not known.

    Fields out of range are kept as they came, because a lying clock must not cost the reading.
    """

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int

    def naive(self) -> dt.datetime | None:
        """The local time the device meant, without a zone; ``None`` where it is unknown or impossible."""
        try:
            # A device's clock has no zone; the session knows what to make of it.
            return dt.datetime(  # noqa: DTZ001
                self.year, self.month, self.day, self.hour, self.minute, self.second
            )
        except ValueError:
            return None

    def fault(self) -> str | None:
        """Which field breaks the ranges of 2A08, or ``None``. Zeros of the date are no fault."""
        if not (self.year == 0 or 1582 <= self.year <= 9999):
            return "year is outside 1582..9999"
        for name, value, low, high in (
            ("month", self.month, 0, 12),
            ("day", self.day, 0, 31),
            ("hours", self.hour, 0, 23),
            ("minutes", self.minute, 0, 59),
            ("seconds", self.second, 0, 59),
        ):
            if not low <= value <= high:
                return f"{name} {value} is outside {low}..{high}"
        if self.year and self.month and self.day and self.naive() is None:
            return "the month has no such day"
        return None

    def encode(self) -> bytes:
        """The seven bytes of 2A08."""
        return struct.pack("<HBBBBB", self.year, self.month, self.day, self.hour, self.minute, self.second)

    @classmethod
    def of(cls, moment: dt.datetime) -> DeviceTime:
        """The wall clock of ``moment``, its zone left out."""
        return cls(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


def need(data: bytes, length: int, what: str = "the flags") -> None:
    """Check the length before any field is read."""
    if len(data) < length:
        raise DecodeError(f"{len(data)} bytes, {length} needed by {what}")


class Cursor:
    """Reads fields in turn, little-endian unless told; every read is length-checked."""

    __slots__ = ("data", "position")

    def __init__(self, data: bytes, position: int = 0) -> None:
        self.data = data
        self.position = position

    @property
    def remaining(self) -> int:
        """Bytes not read yet."""
        return len(self.data) - self.position

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes."""
        end = self.position + count
        if end > len(self.data):
            raise DecodeError(f"{len(self.data)} bytes, {end} needed")
        piece = self.data[self.position : end]
        self.position = end
        return piece

    def uint(self, size: int, order: Order = "little") -> int:
        """An unsigned whole number of ``size`` bytes."""
        return int.from_bytes(self.take(size), order)

    def u8(self) -> int:
        """One byte."""
        return self.uint(1)

    def u16(self, order: Order = "little") -> int:
        """Two bytes, unsigned."""
        return self.uint(2, order)

    def s16(self) -> int:
        """Two bytes, signed."""
        return _signed(self.uint(2), 16)

    def sfloat(self, order: Order = "little") -> Figure:
        """A 16-bit medical float."""
        return sfloat(self.uint(2, order))

    def float32(self) -> Figure:
        """A 32-bit medical float."""
        return float32(self.uint(4))

    def device_time(self) -> DeviceTime:
        """The seven bytes of Date Time 2A08."""
        return DeviceTime(*struct.unpack("<HBBBBB", self.take(7)))
