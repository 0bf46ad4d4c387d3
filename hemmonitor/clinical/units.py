"""Conversions between units, exact where the definition is exact.

Rules: values are kept as measured (DESIGN 5.8). A conversion is for showing, and for bringing a limit
into the unit of a value at the step in which that unit is read: 3.9 mmol/L is 70 mg/dL to a rule, so
that 70 mg/dL, which is 3.885 mmol/L, does not become low.

Sources: pound and inch by definition (NIST SP 811); mm[Hg] = 133.322387415 Pa (ISO 80000-4);
glucose 180.156 g/mol; HbA1c by the IFCC master equation and ADAG (Nathan 2008), recalled.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hemmonitor.clinical.numbers import Number, exact, half_up_to
from hemmonitor.model.measurement import Unit

GLUCOSE_MG_DL_PER_MMOL_L = Fraction("18.0156")
KG_PER_LB = Fraction("0.45359237")
CM_PER_INCH = Fraction("2.54")
KPA_PER_MMHG = Fraction("0.133322387415")

# A unit's size in the base unit of its family; temperature needs an offset and stands apart.
_FAMILY: dict[Unit, tuple[str, Fraction]] = {
    Unit.MMHG: ("pressure", KPA_PER_MMHG),
    Unit.KPA: ("pressure", Fraction(1)),
    Unit.KG: ("mass", Fraction(1)),
    Unit.LB: ("mass", KG_PER_LB),
    Unit.CM: ("length", Fraction(1)),
    Unit.METRE: ("length", Fraction(100)),
    Unit.MG_DL: ("glucose", Fraction(1)),
    Unit.MMOL_L: ("glucose", GLUCOSE_MG_DL_PER_MMOL_L),
    Unit.LITRE_PER_SECOND: ("flow", Fraction(60)),
    Unit.LITRE_PER_MINUTE: ("flow", Fraction(1)),
    Unit.PERCENT: ("share", Fraction(1)),
    Unit.ONE: ("share", Fraction(100)),
}

# The step in which a meter shows the unit. A limit carried over is rounded to it.
READING_STEP: dict[Unit, Fraction] = {
    Unit.MMHG: Fraction(1),
    Unit.KPA: Fraction(1, 10),
    Unit.KG: Fraction(1, 10),
    Unit.LB: Fraction(1, 10),
    Unit.CM: Fraction(1, 10),
    Unit.METRE: Fraction(1, 1000),
    Unit.CELSIUS: Fraction(1, 10),
    Unit.FAHRENHEIT: Fraction(1, 10),
    Unit.MMOL_L: Fraction(1, 10),
    Unit.MG_DL: Fraction(1),
    Unit.LITRE_PER_SECOND: Fraction(1, 100),
    Unit.LITRE_PER_MINUTE: Fraction(1),
    Unit.PERCENT: Fraction(1),
    Unit.PER_MINUTE: Fraction(1),
    Unit.PER_HOUR: Fraction(1, 10),
    Unit.LITRE: Fraction(1, 100),
    Unit.KG_M2: Fraction(1, 10),
    Unit.SCORE: Fraction(1),
    Unit.ONE: Fraction(1, 1000),
}


def convertible(source: Unit, target: Unit) -> bool:
    """Whether a figure in ``source`` can be stated in ``target``."""
    if source == target or {source, target} == {Unit.CELSIUS, Unit.FAHRENHEIT}:
        return True
    ours, theirs = _FAMILY.get(source), _FAMILY.get(target)
    return ours is not None and theirs is not None and ours[0] == theirs[0]


def convert(value: Number, source: Unit, target: Unit) -> Fraction:
    """The figure in another unit, exact. ``ValueError`` when the units are of different families."""
    number = exact(value)
    if source == target:
        return number
    if (source, target) == (Unit.FAHRENHEIT, Unit.CELSIUS):
        return (number - 32) * Fraction(5, 9)
    if (source, target) == (Unit.CELSIUS, Unit.FAHRENHEIT):
        return number * Fraction(9, 5) + 32
    if not convertible(source, target):
        raise ValueError(f"{source} cannot be stated in {target}")
    return number * _FAMILY[source][1] / _FAMILY[target][1]


def limit_in(limit: Decimal, source: Unit, target: Unit) -> Fraction:
    """A limit set in ``source`` for values read in ``target``, at the step of ``target``.

    Gives the published pairs 3.9/70, 3.0/54, 10.0/180 and 13.9/250 for glucose in both directions
    (PMC8481000 table 1). ``ValueError`` when the units are of different families.
    """
    if source == target:
        return Fraction(limit)
    return half_up_to(convert(limit, source, target), READING_STEP[target])


def ngsp_to_ifcc(percent: Number) -> float:
    """HbA1c in % (NGSP) as mmol/mol (IFCC): 10.93 * NGSP - 23.50 (master equation, recalled)."""
    return float(Fraction("10.93") * exact(percent) - Fraction("23.50"))


def ifcc_to_ngsp(mmol_mol: Number) -> float:
    """HbA1c in mmol/mol (IFCC) as % (NGSP): 0.09148 * IFCC + 2.152 (master equation, recalled)."""
    return float(Fraction("0.09148") * exact(mmol_mol) + Fraction("2.152"))


def a1c_to_eag_mg_dl(percent: Number) -> float:
    """Estimated average glucose in mg/dL from HbA1c in %: 28.7 * A1c - 46.7 (ADAG 2008, recalled)."""
    return float(Fraction("28.7") * exact(percent) - Fraction("46.7"))


def cl_s_to_l_min(flow: Number) -> float:
    """Flow in cL/s (MDC unit 265201, FHIR example 656) as L/min."""
    return float(exact(flow) * Fraction(60, 100))


def l_min_to_cl_s(flow: Number) -> float:
    """Flow in L/min as cL/s."""
    return float(exact(flow) * Fraction(100, 60))


def inch_to_cm(length: Number) -> float:
    """Length in inches as cm, 2.54 by definition."""
    return float(exact(length) * CM_PER_INCH)


def cm_to_inch(length: Number) -> float:
    """Length in cm as inches."""
    return float(exact(length) / CM_PER_INCH)


def mdc_context_free(partition: int, term: int) -> int:
    """Context-free 11073-10101 code: partition * 65536 + term (SCADA is 2, dimensions 4).

    ``ValueError`` when a part does not fit in 16 bits.
    """
    if not (0 <= partition < 1 << 16 and 0 <= term < 1 << 16):
        raise ValueError("partition and term are 16-bit numbers")
    return partition * 65536 + term
