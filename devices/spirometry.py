"""What every spirometer shares, whatever bytes it speaks: limits, the measurement.

Rules: a value outside the hard limits of the clinical fact sheet (section 6) is a failed measurement. A bad
blow keeps its figures and carries a flag: it is shown and stored, and not used. Predicted values, stages and
lung age are computed elsewhere from the reference equation, never taken from a device.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from devices import values as v
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Unit

if TYPE_CHECKING:
    import datetime as dt

    from devices.wire import DeviceTime

FEV1 = v.limits("0.10", "8.0")
FEV6_HIGHEST = Decimal(10)
RATIO = v.limits("0.15", "1.00")
PEF_L_MIN = v.limits("20", "1000")
UNITS = {
    Component.FEV1: Unit.LITRE,
    Component.FEV6: Unit.LITRE,
    Component.FVC: Unit.LITRE,
    Component.FEV075: Unit.LITRE,
    Component.FEF25_75: Unit.LITRE_PER_SECOND,
    Component.PEF: Unit.LITRE_PER_MINUTE,
}


def fault(fev1: Decimal, whole: Decimal, pef_l_min: Decimal | None = None) -> str | None:
    """Why a blow cannot be one, or ``None``. ``whole`` is FEV6 or FVC, in litres like ``fev1``."""
    if fev1 == 0:
        return "no blow: FEV1 is zero"
    if fev1 not in FEV1 or whole > FEV6_HIGHEST:
        return "implausible volume"
    if whole < fev1:
        return "FEV6 or FVC is below FEV1"
    if fev1 / whole not in RATIO:
        return "implausible ratio"
    if pef_l_min is not None and pef_l_min not in PEF_L_MIN:
        return "implausible peak flow"
    return None


def to_measurement(
    figures: dict[Component, Decimal],
    context: v.Context,
    *,
    decoder: str,
    good: bool,
    time: DeviceTime | dt.datetime | None,
    sequence: int | None = None,
) -> Measurement:
    """The measurement; a figure of 0 that the device leaves unused is left out."""
    return v.measurement(
        Kind.SPIROMETRY,
        [v.quantity(component, value, UNITS[component]) for component, value in figures.items() if value],
        context,
        decoder=decoder,
        time=time,
        flags=() if good else {Flag.BAD_BLOW},
        sequence=sequence,
    )
