"""Glucose Measurement Context 2A34: what the person told the meter about a reading of the same sequence.

Layout (GATT Specification Supplement 3.105): flags, sequence (u16); if flagged: extended flags (u8),
carbohydrate id and kg (SFLOAT), meal, tester (low nibble) and health (high), exercise duration (u16 s, FFFF
overrun) and intensity (u8 %), medication id and kg or litre (SFLOAT), HbA1c (SFLOAT %).
Flags: b0 carbohydrate, b1 meal, b2 tester and health, b3 exercise, b4 medication, b5 litre, b6 HbA1c,
b7 extended flags.

It is not a measurement of its own. A reserved code keeps its number and has no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import values as v
from devices.wire import Cursor, Figure, Special, need, sfloat_bytes
from hemmonitor.model.measurement import Meal

if TYPE_CHECKING:
    from decimal import Decimal

CARBOHYDRATE, MEAL, TESTER, EXERCISE, MEDICATION, LITRE, HBA1C, EXTENDED = (1 << n for n in range(8))
OVERRUN = 0xFFFF

CARBOHYDRATES = {
    1: "breakfast",
    2: "lunch",
    3: "dinner",
    4: "snack",
    5: "drink",
    6: "supper",
    7: "brunch",
}
MEALS = {1: "preprandial", 2: "postprandial", 3: "fasting", 4: "casual", 5: "bedtime"}
TESTERS = {1: "self", 2: "health_care_professional", 3: "lab_test", 15: "not_available"}
HEALTHS = {
    1: "minor_health_issues",
    2: "major_health_issues",
    3: "during_menses",
    4: "under_stress",
    5: "no_health_issues",
    15: "not_available",
}
MEDICATIONS = {
    1: "rapid_acting_insulin",
    2: "short_acting_insulin",
    3: "intermediate_acting_insulin",
    4: "long_acting_insulin",
    5: "premixed_insulin",
}


@dataclass(frozen=True, slots=True)
class Context:
    """One 2A34 record. Codes as sent; amounts in kg, medication in ``medication_unit`` ("kg" or "L")."""

    sequence: int
    extended: int | None = None
    carbohydrate: int | None = None
    carbohydrate_kg: Decimal | None = None
    meal: int | None = None
    tester: int | None = None
    health: int | None = None
    exercise_s: int | None = None
    exercise_pct: int | None = None
    medication: int | None = None
    medication_amount: Decimal | None = None
    medication_unit: str = "kg"
    hba1c: Decimal | None = None
    specials: tuple[tuple[str, Special], ...] = ()


def _length(flags: int) -> int:
    sizes = (
        (CARBOHYDRATE, 3),
        (MEAL, 1),
        (TESTER, 1),
        (EXERCISE, 3),
        (MEDICATION, 3),
        (HBA1C, 2),
        (EXTENDED, 1),
    )
    return 3 + sum(size for bit, size in sizes if flags & bit)


def decode(data: bytes) -> Context:
    """A context record. Raises ``DecodeError``."""
    need(data, 1, "the flags")
    flags = data[0]
    need(data, _length(flags))
    cursor = Cursor(data, 1)
    sequence = cursor.u16()
    extended = cursor.u8() if flags & EXTENDED else None
    figures: dict[str, Figure] = {}
    codes: dict[str, int] = {}
    if flags & CARBOHYDRATE:
        codes["carbohydrate"] = cursor.u8()
        figures["carbohydrate_kg"] = cursor.sfloat()
    if flags & MEAL:
        codes["meal"] = cursor.u8()
    if flags & TESTER:
        both = cursor.u8()
        codes["tester"], codes["health"] = both & 0xF, both >> 4
    if flags & EXERCISE:
        codes["exercise_s"], codes["exercise_pct"] = cursor.u16(), cursor.u8()
    if flags & MEDICATION:
        codes["medication"] = cursor.u8()
        figures["medication_amount"] = cursor.sfloat()
    if flags & HBA1C:
        figures["hba1c"] = cursor.sfloat()
    numbers, specials = v.split(figures)
    unit = "L" if flags & LITRE else "kg"
    return Context(
        sequence,
        extended,
        carbohydrate=codes.get("carbohydrate"),
        carbohydrate_kg=numbers.get("carbohydrate_kg"),
        meal=codes.get("meal"),
        tester=codes.get("tester"),
        health=codes.get("health"),
        exercise_s=codes.get("exercise_s"),
        exercise_pct=codes.get("exercise_pct"),
        medication=codes.get("medication"),
        medication_amount=numbers.get("medication_amount"),
        medication_unit=unit,
        hba1c=numbers.get("hba1c"),
        specials=specials,
    )


def encode(context: Context) -> bytes:
    """The 2A34 record."""
    special = dict(context.specials)

    def figure(name: str, value: Decimal | None) -> bytes:
        return sfloat_bytes(special.get(name, Special.NAN) if value is None else value)

    flags, out = LITRE * (context.medication_unit == "L"), b""
    if context.extended is not None:
        flags |= EXTENDED
        out += bytes([context.extended])
    if context.carbohydrate is not None:
        flags |= CARBOHYDRATE
        out += bytes([context.carbohydrate]) + figure("carbohydrate_kg", context.carbohydrate_kg)
    if context.meal is not None:
        flags |= MEAL
        out += bytes([context.meal])
    if context.tester is not None or context.health is not None:
        flags |= TESTER
        out += bytes([(context.health or 0) << 4 | (context.tester or 0)])
    if context.exercise_s is not None:
        flags |= EXERCISE
        out += context.exercise_s.to_bytes(2, "little") + bytes([context.exercise_pct or 0])
    if context.medication is not None:
        flags |= MEDICATION
        out += bytes([context.medication]) + figure("medication_amount", context.medication_amount)
    if context.hba1c is not None or "hba1c" in special:
        flags |= HBA1C
        out += figure("hba1c", context.hba1c)
    return bytes([flags]) + context.sequence.to_bytes(2, "little") + out


_MEALS = {1: Meal.BEFORE, 2: Meal.AFTER, 3: Meal.FASTING, 4: Meal.CASUAL, 5: Meal.BEDTIME}


def meal(context: Context) -> Meal | None:
    """How the value stands to a meal; ``None`` where the person has not said, or by a reserved code."""
    return None if context.meal is None else _MEALS.get(context.meal)


def _named(key: str, code: int | None, names: dict[int, str]) -> dict[str, v.Json]:
    return {key: code, f"{key}_name": None if code is None else names.get(code)}


def _small(context: Context) -> dict[str, v.Json]:
    """The medication in the unit that people use: mg or mL."""
    if context.medication_unit == "L":
        return v.also("medication_mL", context.medication_amount, 1e3, digits=3)
    return v.also("medication_mg", context.medication_amount, 1e6, digits=3)


def fields(context: Context) -> dict[str, v.Json]:
    """As the front door prints it."""
    duration = context.exercise_s
    return {
        "sequence": context.sequence,
        **_named("carbohydrate", context.carbohydrate, CARBOHYDRATES),
        "carbohydrate_kg": v.plain(context.carbohydrate_kg),
        **_named("meal", context.meal, MEALS),
        **_named("tester", context.tester, TESTERS),
        **_named("health", context.health, HEALTHS),
        "exercise_duration_s": None if duration == OVERRUN else duration,
        "exercise_overrun": duration == OVERRUN if duration is not None else None,
        "exercise_intensity_pct": context.exercise_pct,
        **_named("medication", context.medication, MEDICATIONS),
        f"medication_{context.medication_unit}": v.plain(context.medication_amount),
        **v.also("carbohydrate_g", context.carbohydrate_kg, 1e3, digits=3),
        **_small(context),
        "hba1c_pct": v.plain(context.hba1c),
        **v.special_fields(context.specials),
    }
