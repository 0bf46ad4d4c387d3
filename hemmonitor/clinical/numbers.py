"""Exact arithmetic for clinical figures.

Rules:
- A figure that is compared with a limit is compared exactly. Binary floats are read by their shortest
  decimal form, so that 72.3 - 70.3 is 2 and 0.1 litre of 1.0 litre is 10 %.
- What is shown is rounded half up (136.5 -> 137), never half to even as ``round`` does.
- A spread is a sample standard deviation (n - 1).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction | int | float


def exact(value: Number) -> Fraction:
    """The number as a fraction; a float counts as the decimal it prints as. ``ValueError`` for nan."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a finite number")
        return Fraction(repr(value))
    return Fraction(value)


def as_decimal(value: Decimal | float) -> Decimal:
    """The number as a decimal; a float counts as the decimal it prints as."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def half_up(value: Number) -> int:
    """The nearest whole number, a half going up (away from minus infinity): 136.5 -> 137."""
    return math.floor(exact(value) + Fraction(1, 2))


def half_up_to(value: Number, step: Number) -> Fraction:
    """The nearest multiple of ``step``, a half going up: (3.885, 0.1) -> 3.9."""
    size = exact(step)
    return half_up(exact(value) / size) * size


def mean(values: Iterable[Number]) -> Fraction:
    """Arithmetic mean, exact. ``ValueError`` without values."""
    numbers = [exact(v) for v in values]
    if not numbers:
        raise ValueError("a mean needs a value")
    return sum(numbers, Fraction(0)) / len(numbers)


def sample_variance(values: Sequence[Number]) -> Fraction | None:
    """Sample variance (n - 1), exact; ``None`` with fewer than two values."""
    if len(values) < 2:
        return None
    centre = mean(values)
    return sum(((exact(v) - centre) ** 2 for v in values), Fraction(0)) / (len(values) - 1)


def sample_sd(values: Sequence[Number]) -> float | None:
    """Sample standard deviation (n - 1) in the unit of the values; ``None`` with fewer than two."""
    variance = sample_variance(values)
    return None if variance is None else math.sqrt(variance)


def cv_percent(values: Sequence[Number]) -> float | None:
    """Coefficient of variation, 100 * SD / mean; ``None`` with fewer than two values or a mean of 0."""
    spread = sample_sd(values)
    if spread is None:
        return None
    centre = mean(values)
    return None if centre == 0 else 100 * spread / float(centre)


def median(values: Iterable[Number]) -> Fraction:
    """The middle value, or the mean of the two middle ones. ``ValueError`` without values."""
    ordered = sorted(exact(v) for v in values)
    if not ordered:
        raise ValueError("a median needs a value")
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
