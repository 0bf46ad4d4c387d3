"""Codes of measures (LOINC, SNOMED CT, UCUM, MDC) and the check digits that guard against a slip.

Sources: CLINICAL.md section 7. ``confirmed`` is false where a code rests on recall only: verify it
against loinc.org or the SNOMED browser before a release. A wrong digit in a published module (323426006
for 23426006) is why SNOMED ids are checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from hemmonitor.clinical.units import mdc_context_free
from hemmonitor.model.measurement import Component


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one figure; ``None`` where there is none. ``loinc`` may hold several, the first leads."""

    loinc: tuple[str, ...]
    snomed: str | None
    mdc: int | None
    confirmed: bool


def loinc_check_digit(number: int) -> int:
    """Mod-10 check digit of a LOINC number without its digit: 8480 -> 6. ``ValueError`` below 1."""
    if number < 1:
        raise ValueError("a LOINC number is positive")
    total = 0
    for place, char in enumerate(reversed(str(number))):
        doubled = int(char) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10


def loinc_valid(code: str) -> bool:
    """Whether a code such as ``8480-6`` carries its check digit."""
    number, dash, digit = code.partition("-")
    if not (dash and number.isascii() and number.isdigit() and len(digit) == 1 and digit.isdigit()):
        return False
    return int(number) > 0 and loinc_check_digit(int(number)) == int(digit)


# Verhoeff: the permutation that is applied once for each place.
_PERMUTE = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _product(a: int, b: int) -> int:
    """The product in D5 with rotations 0..4 and reflections 5..9."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5


def verhoeff_valid(digits: str) -> bool:
    """Whether a string of digits ends in its Verhoeff check digit, as SNOMED CT ids do."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    total = 0
    for place, char in enumerate(reversed(digits)):
        digit = int(char)
        for _ in range(place % 8):
            digit = _PERMUTE[digit]
        total = _product(total, digit)
    return total == 0


def snomed_valid(code: str) -> bool:
    """Whether a SNOMED CT id has 6 to 18 digits, no leading zero, and its check digit."""
    return 6 <= len(code) <= 18 and not code.startswith("0") and verhoeff_valid(code)


SCADA = 2
BLOOD_PRESSURE_PANEL = Codes(("85354-9", "55284-4"), "75367002", mdc_context_free(SCADA, 18948), True)

CODES: dict[Component, Codes] = {
    Component.SYSTOLIC: Codes(("8480-6",), "271649006", 150021, True),
    Component.DIASTOLIC: Codes(("8462-4",), "271650006", 150022, True),
    Component.MEAN_ARTERIAL: Codes(("8478-0",), "6797001", 150023, False),
    Component.PULSE_RATE: Codes(("8867-4",), "78564009", 149546, False),
    Component.HEART_RATE: Codes(("8867-4",), "364075005", 149546, True),
    Component.SPO2: Codes(("59408-5", "2708-6"), "431314004", 150456, False),
    Component.PERFUSION_INDEX: Codes(("61006-3",), None, 150448, False),
    Component.BODY_WEIGHT: Codes(("29463-7",), "27113001", 188736, False),
    Component.BODY_HEIGHT: Codes(("8302-2",), "50373000", 188740, False),
    Component.BODY_TEMPERATURE: Codes(("8310-5",), "386725007", 150364, False),
    Component.RESPIRATORY_RATE: Codes(("9279-1",), "86290005", 151562, True),
    Component.FEV1: Codes(("20150-9",), "59328004", 152586, True),
    Component.FEV6: Codes(("65655-3",), "878869001", 152587, True),
    Component.PEF: Codes(("33452-4",), "18491006", 152584, False),
    Component.GLUCOSE: Codes(("14743-9", "15074-8"), "434912009", 160184, False),
}
