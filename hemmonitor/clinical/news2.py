"""NEWS2 (Royal College of Physicians 2017), both oxygen scales. For the nurse, not advice to patients.

Free to use with acknowledgement; the charts unmodified in colour [F: RCP executive summary]. Scale 2 is
only for confirmed hypercapnic failure with a prescribed 88-92 % target, not for every COPD patient
(trap 8); on it 93 % or more on air scores 0. Needs a respiratory rate counted for 30 to 60 s and a
helper for consciousness [P]. Figures are read to the chart's step, half up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, half_up, half_up_to


class Scale(StrEnum):
    """Oxygen saturation scale."""

    ONE = "1"
    TWO = "2"


class Consciousness(StrEnum):
    """ACVPU."""

    ALERT = "A"
    CONFUSED = "C"
    VOICE = "V"
    PAIN = "P"
    UNRESPONSIVE = "U"


class Band(StrEnum):
    """Clinical risk. Low-medium: a 3 in one parameter, urgent ward review."""

    LOW = "low"
    LOW_MEDIUM = "low_medium"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class News2Input:
    """One set of observations: rates /min, SpO2 %, SBP mm[Hg], temperature Cel."""

    respiratory_rate: Number
    spo2: Number
    scale: Scale
    on_oxygen: bool
    systolic: Number
    pulse: Number
    consciousness: Consciousness
    temperature: Number


@dataclass(frozen=True, slots=True)
class News2:
    """The seven parts, their sum, and the band."""

    respiratory_rate: int
    spo2: int
    oxygen: int
    systolic: int
    pulse: int
    consciousness: int
    temperature: int

    @property
    def parts(self) -> tuple[int, ...]:
        """The seven scores in chart order."""
        return (
            self.respiratory_rate,
            self.spo2,
            self.oxygen,
            self.systolic,
            self.pulse,
            self.consciousness,
            self.temperature,
        )

    @property
    def total(self) -> int:
        """The aggregate score, 0 to 20."""
        return sum(self.parts)

    @property
    def band(self) -> Band:
        """>=7 high, 5-6 medium, a single 3 low-medium, else low."""
        if self.total >= 7:
            return Band.HIGH
        if self.total >= 5:
            return Band.MEDIUM
        return Band.LOW_MEDIUM if 3 in self.parts else Band.LOW


def score(observed: News2Input) -> News2:
    """The scores of one set of observations."""
    return News2(
        respiratory_rate=_stepped(half_up(observed.respiratory_rate), _RESPIRATORY),
        spo2=_spo2(half_up(observed.spo2), observed.scale, on_oxygen=observed.on_oxygen),
        oxygen=2 if observed.on_oxygen else 0,
        systolic=_stepped(half_up(observed.systolic), _SYSTOLIC),
        pulse=_stepped(half_up(observed.pulse), _PULSE),
        consciousness=0 if observed.consciousness is Consciousness.ALERT else 3,
        temperature=_stepped(half_up_to(observed.temperature, Fraction(1, 10)), _TEMPERATURE),
    )


# Rows of the chart: (highest value of the step, score); the last step has no end.
_Steps = tuple[tuple[Fraction | int | None, int], ...]
_RESPIRATORY: _Steps = ((8, 3), (11, 1), (20, 0), (24, 2), (None, 3))
_SPO2_1: _Steps = ((91, 3), (93, 2), (95, 1), (None, 0))
_SPO2_2: _Steps = ((83, 3), (85, 2), (87, 1), (92, 0), (94, 1), (96, 2), (None, 3))
_SYSTOLIC: _Steps = ((90, 3), (100, 2), (110, 1), (219, 0), (None, 3))
_PULSE: _Steps = ((40, 3), (50, 1), (90, 0), (110, 1), (130, 2), (None, 3))
_TEMPERATURE: _Steps = ((35, 3), (36, 1), (38, 0), (39, 1), (None, 2))


def _stepped(value: Fraction | int, steps: _Steps) -> int:
    return next(points for highest, points in steps if highest is None or value <= highest)


def _spo2(value: int, scale: Scale, *, on_oxygen: bool) -> int:
    if scale is Scale.ONE:
        return _stepped(value, _SPO2_1)
    if value >= 93 and not on_oxygen:
        return 0
    return _stepped(value, _SPO2_2)
