"""What every oximeter shares, whatever bytes it speaks: limits, the measurement.

Rules: SpO2 outside 30..100 % or a pulse outside 20..300 /min is a failed measurement (a missing finger reads
0, 127, 255 or a special). A perfusion index outside 0..25 % is dropped: it is a side value.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from devices import values as v
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Quantity, Unit

if TYPE_CHECKING:
    import datetime as dt

    from devices.wire import DeviceTime


def fault(spo2: Decimal | int | None, pulse: Decimal | int | None) -> str | None:
    """Why these cannot be a measurement, or ``None``. The text holds no value."""
    if spo2 is None or pulse is None:
        return "no saturation or no pulse: the finger is missing or the signal is lost"
    if Decimal(spo2) not in v.SPO2:
        return "implausible saturation"
    if pulse == 0:
        return "no pulse"
    if Decimal(pulse) not in v.PULSE:
        return "implausible pulse"
    return None


def perfusion(value: Decimal | None) -> Decimal | None:
    """The perfusion index where it can be one."""
    return value if value is not None and value in v.PERFUSION else None


def to_measurement(
    spo2: Decimal | int,
    pulse: Decimal | int,
    context: v.Context,
    *,
    decoder: str,
    perfusion_index: Decimal | None = None,
    respiration: Decimal | int | None = None,
    poor: bool = False,
    time: DeviceTime | dt.datetime | None = None,
    clock_not_set: bool = False,
    user_slot: int | None = None,
    sequence: int | None = None,
) -> Measurement:
    """The measurement; ``poor`` marks a signal that the device itself doubts."""
    values: list[Quantity] = [
        v.quantity(Component.SPO2, Decimal(spo2), Unit.PERCENT),
        v.quantity(Component.PULSE_RATE, Decimal(pulse), Unit.PER_MINUTE),
    ]
    if perfusion_index is not None:
        values.append(v.quantity(Component.PERFUSION_INDEX, perfusion_index, Unit.PERCENT))
    if respiration is not None:
        values.append(v.quantity(Component.RESPIRATORY_RATE, Decimal(respiration), Unit.PER_MINUTE))
    return v.measurement(
        Kind.OXIMETRY,
        values,
        context,
        decoder=decoder,
        time=time,
        flags={Flag.POOR_SIGNAL} if poor else (),
        clock_not_set=clock_not_set,
        user_slot=user_slot,
        sequence=sequence,
    )
