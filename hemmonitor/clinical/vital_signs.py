"""Temperature, pulse and respiratory rate alone. Cel, /min.

Sources: fever from 38.0 [F]; NEWS2 3-point and 2-point ends [F: RCP chart]; defaults of CLINICAL.md
section 9 [P]. These are defaults for templates; a patient's plan decides.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, exact, half_up_to

_TENTH = Fraction(1, 10)


class Temperature(StrEnum):
    """Class of a body temperature."""

    LOW = "low"  # 35.0 or less
    NORMAL = "normal"
    FEVER = "fever"  # 38.0 or more
    HIGH_FEVER = "high_fever"  # 39.1 or more


class Rate(StrEnum):
    """Class of a resting rate."""

    VERY_LOW = "very_low"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    VERY_HIGH = "very_high"


def temperature_class(celsius: Number) -> Temperature:
    """Fever from 38.0 Cel, high from 39.1, low at 35.0 or less; read to a tenth, half up."""
    value = half_up_to(celsius, _TENTH)
    if value <= 35:
        return Temperature.LOW
    if value >= Fraction("39.1"):
        return Temperature.HIGH_FEVER
    return Temperature.FEVER if value >= 38 else Temperature.NORMAL


def pulse_class(per_minute: Number) -> Rate:
    """Resting pulse: <40 and >130 very low/high, <50 low, >100 high, /min [P, NEWS2 ends]."""
    value = exact(per_minute)
    if value < 40:
        return Rate.VERY_LOW
    if value < 50:
        return Rate.LOW
    if value > 130:
        return Rate.VERY_HIGH
    return Rate.HIGH if value > 100 else Rate.NORMAL


def respiratory_class(per_minute: Number) -> Rate:
    """Respiratory rate by NEWS2: <=8 very low, <=11 low, 12-20 normal, 21-24 high, >=25 very high."""
    value = exact(per_minute)
    if value <= 8:
        return Rate.VERY_LOW
    if value <= 11:
        return Rate.LOW
    if value >= 25:
        return Rate.VERY_HIGH
    return Rate.HIGH if value >= 21 else Rate.NORMAL
