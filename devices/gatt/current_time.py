"""Time characteristics: Date Time 2A08, Current Time 2A2B.

2A2B: Date Time (7), day of week (u8, 0 unknown, 1 Monday), fractions (u8, 1/256 s), adjust reason (u8:
b0 manual, b1 external reference, b2 time zone, b3 daylight saving).

Rules: a field out of range is malformed here, because the clock is all there is; year, month or day 0 is
"not known", and no date is invented. The day of week is not checked against the date: devices send 0.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.wire import Cursor, DecodeError, DeviceTime, need

if TYPE_CHECKING:
    from devices.values import Json

ADJUST_REASONS = ("manual", "external_reference", "time_zone", "daylight_saving")


@dataclass(frozen=True, slots=True)
class CurrentTime:
    """One 2A2B value."""

    time: DeviceTime
    day_of_week: int = 0
    fractions: int = 0
    adjust_reason: int = 0

    def naive(self) -> dt.datetime | None:
        """The device's wall clock with its fractions, or ``None`` where the date is not known."""
        moment = self.time.naive()
        return moment and moment.replace(microsecond=self.fractions * 1_000_000 // 256)

    @classmethod
    def of(cls, moment: dt.datetime, adjust_reason: int = 1) -> CurrentTime:
        """The wall clock of ``moment``, to write to a device; the reason says "set by hand"."""
        fractions = moment.microsecond * 256 // 1_000_000
        return cls(DeviceTime.of(moment), moment.isoweekday(), fractions, adjust_reason)


def _checked(time: DeviceTime) -> DeviceTime:
    fault = time.fault()
    if fault:
        raise DecodeError(fault)
    return time


def decode_date_time(data: bytes) -> DeviceTime:
    """The value of 2A08."""
    need(data, 7, "the date and time")
    return _checked(Cursor(data).device_time())


def encode_date_time(time: DeviceTime) -> bytes:
    """The value of 2A08, to write to a device's clock."""
    return time.encode()


def fields_date_time(time: DeviceTime) -> dict[str, Json]:
    """As the front door prints it: ``datetime`` when whole, and the parts."""
    moment = time.naive()
    return {
        "datetime": moment.isoformat() if moment else None,
        "year": time.year or None,
        "month": time.month or None,
        "day": time.day or None,
        "time": f"{time.hour:02}:{time.minute:02}:{time.second:02}",
    }


def decode(data: bytes) -> CurrentTime:
    """The value of 2A2B."""
    need(data, 10, "the current time")
    cursor = Cursor(data)
    time = _checked(cursor.device_time())
    day = cursor.u8()
    if day > 7:
        raise DecodeError("the day of the week is outside 0..7")
    return CurrentTime(time, day, cursor.u8(), cursor.u8())


def encode(value: CurrentTime) -> bytes:
    """The ten bytes of 2A2B."""
    return value.time.encode() + bytes([value.day_of_week, value.fractions, value.adjust_reason])


def fields(value: CurrentTime) -> dict[str, Json]:
    """As the front door prints it."""
    reasons: list[Json] = [name for bit, name in enumerate(ADJUST_REASONS) if value.adjust_reason >> bit & 1]
    return {
        **fields_date_time(value.time),
        "day_of_week": value.day_of_week,
        "fractions256": value.fractions,
        "adjust_reason": value.adjust_reason,
        "adjust_reasons": reasons,
    }
