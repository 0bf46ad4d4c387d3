"""A recording of oximetry over hours: what it comes to.

Source: the desaturation indices of ``oximetry.desaturation_index``. They are this program's figures, computed
from the recording's own values; no device sends them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hemmonitor.clinical.oximetry import desaturation_index
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit

FALLS = ((Component.ODI3, 3), (Component.ODI4, 4))
TENTH = Decimal("0.1")


def with_desaturations(measurement: Measurement) -> Measurement:
    """The same measurement with ODI3 and ODI4 (/h, to 0.1) where it is a recording that has them not yet.

    Left out where less than a minute of the recording is valid. Some tenths of a second for a night.
    """
    series = measurement.series
    if measurement.kind is not Kind.OXIMETRY_SERIES or series is None:
        return measurement
    samples = list(series.samples(Component.SPO2))
    found = []
    for component, fall in FALLS:
        index = desaturation_index(samples, fall).index
        if index is not None and measurement.quantity(component) is None:
            found.append(Quantity(component, Decimal(index).quantize(TENTH), Unit.PER_HOUR))
    return replace(measurement, values=(*measurement.values, *found)) if found else measurement
