"""What a chart is asked to draw: frozen descriptions, no Qt. The caller maps measurements to these.

A chart is one or more lanes on one time axis. A lane has one kind of data: `Bars` (blood pressure),
`Dots` (single values, with a thin line if wanted) or a `Pyramid` (very many points), and any number of
quiet curves (means), bands, limits and gaps. All times are seconds since 1970 (see `series`).
"""

import dataclasses
import enum
from collections.abc import Callable
from typing import Literal

import numpy as np

from ui.charts.pyramid import Pyramid
from ui.charts.series import Band, Bools, Codes, Floats, Gap, Severity

Role = Literal["systolic", "diastolic", "pulse", "spo2", "fev1", "weight", "glucose"]


class MarkState(enum.IntEnum):
    """How a dot is drawn, beside its zone. For "what if": signals that go, stay, come."""

    PLAIN = 0
    GONE = 1  # the zone's shape, open
    KEPT = 2  # the zone's shape, filled
    NEW = 3  # the zone's shape, ringed


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """From `low` to `high` at each time. `hollow` bars are evening sessions; `mean` is drawn as a tick."""

    times: Floats
    low: Floats
    high: Floats
    mean: Floats | None = None
    hollow: Bools | None = None


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Single values. `line` joins them (NaN breaks it, as do pauses longer than `longest` seconds).

    `ranks` (see `series.zone_ranks`) of 2 and 3 are drawn as the zone's shape where `shapes` is set.
    `states` holds a `MarkState` per value.
    """

    times: Floats
    values: Floats
    hollow: Bools | None = None
    ranks: Codes | None = None
    shapes: bool = False
    states: Codes | None = None
    line: bool = False
    longest: float = 36 * 3600.0


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A quiet line, e.g. a 7-day mean; it stops at NaN."""

    times: Floats
    values: Floats


@dataclasses.dataclass(frozen=True, slots=True)
class Limit:
    """A horizontal line with its text in the right column.

    With a `zone` it is that zone's limit (solid, shape before the text); without one it is a goal
    (dashed, green) or, with `quiet`, a baseline (dashed, in the lane's colour).
    """

    value: float
    text: str
    zone: Severity | None = None
    quiet: bool = False
    dashed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Flag:
    """Something that happened: a plan change, a signal, a note. `value`: the stem ends at that value."""

    time: float
    text: str
    kind: Literal["accent", "red", "yellow", "note"] = "note"
    icon: str = ""
    value: float | None = None
    key: str = ""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One measure. `low`..`high` is the value axis. `say(index)` is the value in words with its unit.

    `latest` is written at the right over the lane where the chart shows titles, and `legend`, which says what
    the curves are, after the unit where there is room.
    `weight` is the lane's share of the height.
    """

    title: str
    unit: str
    colour: Role
    data: Bars | Dots | Pyramid
    low: float
    high: float
    say: Callable[[int], str]
    curves: tuple[Curve, ...] = ()
    bands: tuple[Band, ...] = ()
    limits: tuple[Limit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    ticks: tuple[float, ...] = ()
    latest: str = ""
    legend: str = ""
    weight: float = 1.0

    @property
    def times(self) -> Floats:
        """Times of the values."""
        return self.data.times

    def value(self, index: int) -> float:
        """The figure the cursor points at: the value, or the top of a bar."""
        if isinstance(self.data, Bars):
            return float(self.data.high[index])
        return float(self.data.values[index])

    def ranks(self) -> Codes:
        """Severity of each value under the lane's bands (0 green .. 3 red)."""
        if isinstance(self.data, Dots) and self.data.ranks is not None:
            return self.data.ranks
        from ui.charts.series import zone_ranks

        values = self.data.high if isinstance(self.data, Bars) else self.data.values
        return zone_ranks(self.times, values, self.bands)

    def extent(self) -> tuple[float, float]:
        """First and last time; (0, 1) without values."""
        known = self.times[~np.isnan(self.times)]
        return (float(known[0]), float(known[-1])) if len(known) else (0.0, 1.0)
