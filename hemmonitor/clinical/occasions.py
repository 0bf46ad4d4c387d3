"""Occasions: readings of one kind that belong together, and the figure they stand for.

Rules [P, CLINICAL.md sections 1 and 9, UI.md "Two rules about repeating"]:
- Readings of a kind within the window from the first one, or of one guided sitting, are one occasion.
- How they are combined depends on the kind: blood pressure is averaged, a blow is the best, elsewhere
  the reading that is least severe counts ("2 of 2"). A mean is rounded half up to the step in which the
  unit is read before it is compared, so that the figure shown and the zone agree.
- A candidate for red is confirmed by a reading at least ``wait`` after the first, or by one reading more
  than the protocol's in the same sitting. The guided protocol keeps the time there.
- A reading outside a hard limit, of control solution, or a bad blow belongs to no occasion.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from hemmonitor.clinical.plausibility import EARLIEST_YEAR, usable
from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.careplan import Level
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Quantity, Unit

# A device that stamps whole minutes can show four where five have passed.
STAMP_SLACK = dt.timedelta(minutes=1)
LONGEST_SITTING = dt.timedelta(minutes=90)  # readings farther apart are not of one, whatever they say


class Combine(StrEnum):
    """How the readings of an occasion become one figure."""

    MEAN = "mean"
    LEAST_SEVERE = "least_severe"
    BEST = "best"  # the largest
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a kind is repeated: ``readings`` planned, ``wait`` before a confirming one, within ``window``.

    ``refuted`` is the zone when a candidate for red is followed by a reading in range.
    """

    readings: int
    wait: dt.timedelta
    window: dt.timedelta
    combine: Combine
    refuted: Level = Level.GREEN
    confirms: bool = True  # False: one value is enough (a questionnaire cannot be repeated at once)


_MINUTE = dt.timedelta(minutes=1)
# No window: two questionnaires filled in at one moment stay two.
_ONCE = Repeat(1, 0 * _MINUTE, -_MINUTE, Combine.LATEST, confirms=False)
REPEATS: dict[Kind, Repeat] = {
    Kind.BLOOD_PRESSURE: Repeat(2, 5 * _MINUTE, 30 * _MINUTE, Combine.MEAN),
    Kind.HEART_RATE: Repeat(1, 5 * _MINUTE, 30 * _MINUTE, Combine.LEAST_SEVERE),
    Kind.OXIMETRY: Repeat(1, _MINUTE, 15 * _MINUTE, Combine.LEAST_SEVERE),
    Kind.TEMPERATURE: Repeat(1, 5 * _MINUTE, 60 * _MINUTE, Combine.LEAST_SEVERE),
    Kind.RESPIRATORY_RATE: Repeat(1, 5 * _MINUTE, 30 * _MINUTE, Combine.LEAST_SEVERE),
    # A low value that has been treated is normal on the repeat: it stays yellow.
    Kind.GLUCOSE: Repeat(1, _MINUTE, 15 * _MINUTE, Combine.LEAST_SEVERE, refuted=Level.YELLOW),
    Kind.OXIMETRY_SERIES: _ONCE,
    Kind.PRESSURE_SERIES: _ONCE,
    Kind.WEIGHT: Repeat(1, 0 * _MINUTE, 180 * _MINUTE, Combine.LATEST),
    Kind.BODY_COMPOSITION: Repeat(1, 0 * _MINUTE, 180 * _MINUTE, Combine.LATEST),
    Kind.SPIROMETRY: Repeat(3, 0 * _MINUTE, 60 * _MINUTE, Combine.BEST),
    Kind.QUESTIONNAIRE: _ONCE,
}


class Occasion(NamedTuple):
    """Readings of one kind that belong together, by time; at least one."""

    kind: Kind
    readings: tuple[Measurement, ...]

    @property
    def first(self) -> Measurement:
        """The first reading."""
        return self.readings[0]

    @property
    def last(self) -> Measurement:
        """The last reading."""
        return self.readings[-1]

    @property
    def confirmed(self) -> bool:
        """Whether the readings bear a red zone."""
        policy = REPEATS[self.kind]
        count = len(self.readings)
        if not policy.confirms:
            return True
        if self.kind is Kind.SPIROMETRY:
            return count >= policy.readings
        if count < 2:
            return False
        if self.last.taken_at - self.first.taken_at >= policy.wait - STAMP_SLACK:
            return True
        sitting = self.last.session
        return bool(sitting) and sum(r.session == sitting for r in self.readings) > policy.readings

    def again_at(self) -> dt.datetime:
        """When the confirming reading may be taken."""
        return self.last.taken_at + REPEATS[self.kind].wait

    def figures(self, component: Component) -> tuple[Quantity, ...]:
        """The figures of a component in the unit of the last reading that has one; others are left out."""
        present = [
            q for r in self.readings if (q := r.quantity(component)) is not None and q.value is not None
        ]
        return tuple(q for q in present if q.unit == present[-1].unit)


def counts(measurement: Measurement) -> bool:
    """Whether a reading may be judged at all."""
    flags = measurement.flags
    if flags and (Flag.CONTROL_SOLUTION in flags or Flag.BAD_BLOW in flags):
        return False
    return measurement.taken_at.year >= EARLIEST_YEAR and usable(measurement)


def group(measurements: Iterable[Measurement]) -> Iterator[Occasion]:
    """The occasions of measurements of one kind that come by time and all count."""
    run: list[Measurement] = []
    end = session = None
    kind, window = Kind.BLOOD_PRESSURE, dt.timedelta()
    for m in measurements:
        at = m.taken_at
        if end is None or (
            at > end and not (session and m.session == session and at <= run[0].taken_at + LONGEST_SITTING)
        ):
            if run:
                yield Occasion(kind, tuple(run))
                run = []
            else:
                kind, window = m.kind, REPEATS[m.kind].window
            end = at + window
        run.append(m)
        session = m.session
    if run:
        yield Occasion(kind, tuple(run))


def border(earlier: Measurement, later: Measurement) -> bool:
    """Whether two readings in a row can never be of one occasion, whatever came before them."""
    gap = later.taken_at - earlier.taken_at
    if later.session and later.session == earlier.session and gap <= LONGEST_SITTING:
        return False
    return gap > REPEATS[later.kind].window


def as_read(value: Decimal, unit: Unit) -> Decimal:
    """A figure rounded half up to the step in which its unit is read."""
    return value.quantize(_STEPS[unit], ROUND_HALF_UP)


_STEPS = {unit: Decimal(step.numerator) / step.denominator for unit, step in READING_STEP.items()}
