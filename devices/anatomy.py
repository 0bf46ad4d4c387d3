"""Which bytes of a stored frame hold which field, for whoever doubts a value and wants to see where it stood.

Strategy: the Bluetooth profiles have layouts that their flags decide on: a fixed head, then what is flagged.
Each is a row of fields here; ``tests/devices/test_anatomy.py`` turns bytes over and sees in the decoders that
each stands where it is said to. Layouts: GATT Specification Supplement, as in ``devices.gatt``.

Rules: nothing is decoded or judged here. Bytes that no field claims are ``rest``; of a frame that is cut
short, what is there. A frame of another decoder has no parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from devices.gatt import blood_pressure, glucose, heart_rate, pulse_oximeter, thermometer, weight
from hemmonitor.model.frame import FramePart
from hemmonitor.model.measurement import Component, Provenance

FLAGS: Final = "flags"
REST: Final = "rest"


@dataclass(frozen=True, slots=True)
class _Field:
    """``size`` bytes, where all bits of ``when`` are set in the flags (and none of ``unless``)."""

    name: str
    size: int
    component: Component | None = None
    when: int = 0
    unless: int = 0


_C = Component
_PRESSURE: Final = (
    _Field("systolic", 2, _C.SYSTOLIC),
    _Field("diastolic", 2, _C.DIASTOLIC),
    _Field("mean", 2, _C.MEAN_ARTERIAL),
    _Field("time", 7, when=blood_pressure.TIME),
    _Field("pulse", 2, _C.PULSE_RATE, blood_pressure.PULSE),
    _Field("user", 1, when=blood_pressure.USER),
    _Field("status", 2, when=blood_pressure.STATUS),
)
_SPOT: Final = (
    _Field("spo2", 2, _C.SPO2),
    _Field("pulse", 2, _C.PULSE_RATE),
    _Field("time", 7, when=pulse_oximeter.TIME),
    _Field("status", 2, when=pulse_oximeter.SPOT_STATUS),
    _Field("sensor", 3, when=pulse_oximeter.SPOT_SENSOR),
    _Field("index", 2, _C.PERFUSION_INDEX, pulse_oximeter.SPOT_INDEX),
)
_CONTINUOUS: Final = (
    _Field("spo2", 2, _C.SPO2),
    _Field("pulse", 2, _C.PULSE_RATE),
    _Field("spo2_fast", 2, when=pulse_oximeter.FAST),
    _Field("pulse_fast", 2, when=pulse_oximeter.FAST),
    _Field("spo2_slow", 2, when=pulse_oximeter.SLOW),
    _Field("pulse_slow", 2, when=pulse_oximeter.SLOW),
    _Field("status", 2, when=pulse_oximeter.STATUS),
    _Field("sensor", 3, when=pulse_oximeter.SENSOR),
    _Field("index", 2, _C.PERFUSION_INDEX, pulse_oximeter.INDEX),
)
_WEIGHT: Final = (
    _Field("weight", 2, _C.BODY_WEIGHT),
    _Field("time", 7, when=weight.TIME),
    _Field("user", 1, when=weight.USER),
    _Field("bmi", 2, _C.BMI, weight.BMI_HEIGHT),
    _Field("height", 2, _C.BODY_HEIGHT, weight.BMI_HEIGHT),
)
_TEMPERATURE: Final = (
    _Field("value", 4, _C.BODY_TEMPERATURE),
    _Field("time", 7, when=thermometer.TIME),
    _Field("site", 1, when=thermometer.TYPE),
)
_GLUCOSE: Final = (
    _Field("sequence", 2),
    _Field("base_time", 7),
    _Field("offset", 2, when=glucose.OFFSET),
    _Field("concentration", 2, _C.GLUCOSE, glucose.CONCENTRATION),
    _Field("sample", 1, when=glucose.CONCENTRATION),
    _Field("status", 2, when=glucose.STATUS),
)
_HEART_RATE: Final = (
    _Field("rate", 1, _C.HEART_RATE, unless=heart_rate.WIDE),
    _Field("rate", 2, _C.HEART_RATE, heart_rate.WIDE),
    _Field("energy", 2, when=heart_rate.ENERGY),
)
_LAYOUTS: Final = {
    (blood_pressure.DECODER, "2A35"): _PRESSURE,
    (pulse_oximeter.DECODER, "2A5E"): _SPOT,
    (pulse_oximeter.DECODER, "2A5F"): _CONTINUOUS,
    (weight.DECODER, "2A9D"): _WEIGHT,
    (thermometer.DECODER, "2A1C"): _TEMPERATURE,
    (glucose.DECODER, "2A18"): _GLUCOSE,
    (heart_rate.DECODER, "2A37"): _HEART_RATE,
}


def parts(provenance: Provenance) -> tuple[FramePart, ...]:
    """The fields of a stored frame in order, all its bytes; empty where the layout is not known."""
    layout = _LAYOUTS.get((provenance.decoder, provenance.source))
    return tuple(_parts(provenance.raw, layout)) if layout and provenance.raw else ()


def _parts(raw: bytes, layout: tuple[_Field, ...]) -> Iterator[FramePart]:
    yield FramePart(0, 1, FLAGS)
    at = 1
    for field in layout:
        if raw[0] & field.when == field.when and not raw[0] & field.unless and at < len(raw):
            end = min(at + field.size, len(raw))
            yield FramePart(at, end, field.name, field.component)
            at = end
    if at < len(raw):
        yield FramePart(at, len(raw), REST)
