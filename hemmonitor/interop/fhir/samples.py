"""A recording's series as components with SampledData, and back.

The data are the stored whole numbers, ``E`` where there is none, and ``factor`` is the channel's scale, so
nothing is rounded. The period is in milliseconds, as R4 has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from hemmonitor.interop.fhir import codes
from hemmonitor.interop.fhir.systems import UCUM, Resource, own
from hemmonitor.model.measurement import Channel, Kind, Series, Unit
from hemmonitor.model.packing import pack, unpack

START = own("series-start")
_MICROSECOND = dt.timedelta(microseconds=1)
_LONGEST = 3_000_000  # characters of a row: two days of one a second, with room


def samples(series: Series, kind: Kind) -> list[Resource]:
    """One component a channel."""
    return [_component(channel, series, kind) for channel in series.channels]


def _component(channel: Channel, series: Series, kind: Kind) -> Resource:
    unit = channel.unit
    numbers = unpack(channel.packed, series.count)
    return {
        "extension": [{"url": START, "valueString": series.start.isoformat()}],
        "code": codes.component_code(channel.component, kind),
        "valueSampledData": {
            "origin": {
                "value": 0,
                "unit": codes.UNIT_WORDS.get(unit, unit),
                "system": UCUM,
                "code": unit.value,
            },
            "period": Decimal(series.step // _MICROSECOND).scaleb(-3),
            "factor": channel.scale,
            "dimensions": 1,
            "data": " ".join("E" if number is None else str(number) for number in numbers),
        },
    }


def series_of(components: Sequence[Resource]) -> Series | None:
    """The series in an Observation's components, ``None`` without one. Raises ``ValueError``."""
    found = [c for c in components if "valueSampledData" in c]
    if not found:
        return None
    starts = {e.get("valueString") for c in found for e in c.get("extension", ()) if e.get("url") == START}
    steps = {Decimal(c["valueSampledData"]["period"]) for c in found}
    if len(starts) != 1 or len(steps) != 1:
        raise ValueError("the channels do not begin together, or have no common step")
    rows = [_numbers(c["valueSampledData"]) for c in found]
    channels = [_channel(c, row) for c, row in zip(found, rows, strict=True)]
    if len({len(row) for row in rows}) != 1:
        raise ValueError("the channels are not of one length")
    step = dt.timedelta(microseconds=int(steps.pop() * 1000))
    return Series(dt.datetime.fromisoformat(str(starts.pop())), step, len(rows[0]), tuple(channels))


def _channel(component: Resource, row: Sequence[int | None]) -> Channel:
    data = component["valueSampledData"]
    figure = codes.component_of(component.get("code"))
    unit = data["origin"].get("code")
    if figure is None or unit not in set(Unit) or data["origin"].get("value") != 0:
        raise ValueError("a channel's figure or unit is not known")
    return Channel(figure, Unit(unit), pack(row), Decimal(data.get("factor", 1)))


def _numbers(data: Resource) -> list[int | None]:
    text = str(data.get("data", ""))
    if len(text) > _LONGEST or data.get("dimensions") != 1:
        raise ValueError("not a row of samples")
    return [None if part == "E" else int(part) for part in text.split()]
