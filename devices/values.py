"""What the decoders share above the bytes: plausibility limits, JSON fields, the way to a measurement.

Rules:
- A value outside the hard limits of the clinical fact sheet (section 6) is a failed measurement.
- Limits are compared in the unit as measured; nothing is converted.
- A measurement's time: the device's when its clock is believable, corrected by the known offset, else the
  host's. All three (device, host, correction) stay with it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from devices.wire import DecodeError, DeviceTime, Failure, Figure, Special
from hemmonitor.model.measurement import (
    Absent,
    Component,
    Correction,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

CLOCK_TOLERANCE = dt.timedelta(minutes=2)
FUTURE_TOLERANCE = dt.timedelta(minutes=10)
FIRST_BELIEVABLE_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """Inclusive bounds of what can be a person's value."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def limits(low: str, high: str) -> Limits:
    """Limits from decimal texts."""
    return Limits(Decimal(low), Decimal(high))


PULSE = limits("20", "300")
SPO2 = limits("30", "100")
PERFUSION = limits("0", "25")
RESPIRATION = limits("3", "80")


def failed(reason: str, partial: object | None = None) -> DecodeError:
    """The device says, or the value implies, that there is no measurement."""
    return DecodeError(reason, Failure.FAILED, partial=partial)


def steps(value: Decimal, step: Decimal) -> int:
    """How many steps make ``value``. Raises ``ValueError`` where the step does not divide it."""
    count = value / step
    if count != count.to_integral_value():
        raise ValueError("the value is finer than the format's step")
    return int(count)


def split(figures: dict[str, Figure]) -> tuple[dict[str, Decimal | None], tuple[tuple[str, Special], ...]]:
    """Numbers by field (``None`` for a special), and which fields held which special."""
    numbers: dict[str, Decimal | None] = {}
    specials: list[tuple[str, Special]] = []
    for field, figure in figures.items():
        if isinstance(figure, Special):
            numbers[field] = None
            specials.append((field, figure))
        else:
            numbers[field] = figure
    return numbers, tuple(specials)


# --- JSON of the front door ---------------------------------------------------------------------


def plain(value: Decimal | None) -> int | float | None:
    """A decimal as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def also(
    key: str, value: Decimal | None, factor: float, *, less: float = 0, digits: int = 2
) -> dict[str, Json]:
    """The figure in a second unit, for who compares frames: ``(value - less) * factor``, rounded.

    Only for what is printed: a measurement keeps the unit that the device sent.
    """
    return {key: None if value is None else round((float(value) - less) * factor, digits)}


def time_fields(time: DeviceTime | None, key: str = "timestamp") -> dict[str, Json]:
    """``timestamp`` in ISO form or ``None``, and the parts, because a device may know only some of them."""
    if time is None:
        return {key: None}
    moment = time.naive()
    return {
        key: moment.isoformat() if moment else None,
        "year": time.year or None,
        "month": time.month or None,
        "day": time.day or None,
        "time": f"{time.hour:02}:{time.minute:02}:{time.second:02}",
    }


def special_fields(specials: Iterable[tuple[str, Special]]) -> dict[str, Json]:
    """``specials``: which fields held which special value, left out when there are none."""
    named: dict[str, Json] = {field: special.value for field, special in specials}
    return {"specials": named} if named else {}


def figure_fields(figure: Figure) -> dict[str, Json]:
    """A bare SFLOAT or FLOAT: its ``value``, or which ``special`` it is."""
    if isinstance(figure, Special):
        return {"value": None, "special": figure.value}
    return {"value": plain(figure), "special": None}


# --- towards the model --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Context:
    """What the session knows and the frame does not.

    ``host_time`` is aware: when the frame arrived, best in the patient's zone. ``clock_offset`` is host minus
    device time, measured on this connection, ``None`` when the device's clock was not read. ``raw`` is the
    frame as received.
    """

    host_time: dt.datetime
    raw: bytes
    source: str
    device_id: str = ""
    device_model: str = ""
    clock_offset: dt.timedelta | None = None
    started: dt.datetime | None = None  # a CGM session's start on the device's clock, naive
    beside: bytes = b""  # a second frame that belongs to this one


def with_raw(context: Context, raw: bytes) -> Context:
    """The same context for one record of a frame that holds several."""
    return replace(context, raw=raw)


_ABSENT = {
    Special.NAN: Absent.NOT_A_NUMBER,
    Special.NRES: Absent.NOT_AT_RESOLUTION,
    Special.POSITIVE_INFINITY: Absent.TOO_HIGH,
    Special.NEGATIVE_INFINITY: Absent.TOO_LOW,
    Special.RESERVED: Absent.NOT_KNOWN,
}


def quantity(
    component: Component, value: Figure | int | None, unit: Unit, special: Special | None = None
) -> Quantity:
    """One figure for the model; a special value becomes its reason."""
    if isinstance(value, Special):
        value, special = None, value
    if value is None:
        return Quantity(component, None, unit, _ABSENT[special] if special else Absent.NOT_KNOWN)
    return Quantity(component, Decimal(value), unit)


def corrected(time: dt.datetime | None, context: Context) -> tuple[dt.datetime, Correction] | None:
    """When the device's ``time`` was, aware, and how that was found; ``None`` when it cannot be believed.

    Believable is a time from 2000 on that is not in the future, after the known offset is added: a clock that
    stands at 1970 and was read on this connection is a good clock. An offset was measured now, so it is
    added in the offset from UTC of now; a clock that agrees with the host's is a wall clock, and has the
    zone's offset of its own date.
    """
    if time is None:
        return None
    here = context.host_time.tzinfo
    offset = context.clock_offset
    try:
        if offset is None or abs(offset) <= CLOCK_TOLERANCE:
            moment, how = time.replace(tzinfo=here), Correction.NONE
        else:
            now_zone = dt.timezone(context.host_time.utcoffset() or dt.timedelta())
            moment, how = (time + offset).replace(tzinfo=now_zone).astimezone(here), Correction.OFFSET
        future = moment - context.host_time > FUTURE_TOLERANCE
    except OverflowError:
        return None
    return None if future or moment.year < FIRST_BELIEVABLE_YEAR else (moment, how)


def measurement(
    kind: Kind,
    values: Iterable[Quantity],
    context: Context,
    *,
    decoder: str,
    time: DeviceTime | dt.datetime | None = None,
    flags: Iterable[Flag] = (),
    user_slot: int | None = None,
    sequence: int | None = None,
    clock_not_set: bool = False,
    identity: bytes | None = None,
) -> Measurement:
    """The measurement of one decoded frame, its time settled and its id derived.

    ``identity``: what of the frame tells it from others, where a part may change between two sendings.
    """
    device_time = time.naive() if isinstance(time, DeviceTime) else time
    marks = set(flags)
    settled = None if clock_not_set else corrected(device_time, context)
    if settled:
        taken_at, correction = settled
    elif time is None and not clock_not_set:
        taken_at, correction = context.host_time, Correction.NONE  # a device without a clock
    else:
        taken_at, correction = context.host_time, Correction.HOST_TIME
        marks.add(Flag.CLOCK_NOT_SET)
    return Measurement(
        id=record_id(
            kind,
            context.device_id,
            context.raw if identity is None else identity,
            sequence=sequence,
            device_time=device_time,
            user_slot=user_slot,
            received=context.host_time,
        ),
        kind=kind,
        taken_at=taken_at,
        values=tuple(values),
        provenance=Provenance(
            origin=Origin.DEVICE,
            host_time=context.host_time,
            device_time=device_time,
            correction=correction,
            clock_offset=context.clock_offset,
            device_id=context.device_id,
            device_model=context.device_model,
            source=context.source,
            raw=context.raw,
            decoder=decoder,
            user_slot=user_slot,
            sequence=sequence,
            beside=context.beside,
        ),
        flags=frozenset(marks),
    )
