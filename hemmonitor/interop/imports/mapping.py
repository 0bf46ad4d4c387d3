"""Which column of a table means what. Suggested from the heading, and a person may change it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hemmonitor.errors import InputError
from hemmonitor.model.measurement import Component, Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of figures: its place from 0, what it holds, in which unit."""

    column: int
    component: Component
    unit: Unit


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of a table's columns; places are from 0.

    ``moment`` is date and time in one column, or the date when ``time`` is a column of its own.
    """

    moment: int
    figures: tuple[Figure, ...]
    time: int | None = None
    note: int | None = None
    device: int | None = None
    irregular: int | None = None
    movement: int | None = None
    invalid: int | None = None  # a column that marks a row as not valid (0 or empty: valid)


MOST_COLUMNS = 1000

# Headings as they stand in the exports, without unit, in small letters, "|" between them.
_MOMENT = (
    "date|datum|datetime|date time|date/time|date & time|datum/tid|measurement date|timestamp|tidpunkt"
    "|mätdatum|time of measurement|start|taken_at"
)
_TIME = "time|tid|klockslag|measurement time|mättid"
_NOTE = "note|notes|comment|comments|kommentar|kommentarer|anteckning|anteckningar|message|msg"
_DEVICE = "device|enhet|model|monitor|device model name"
_IRREGULAR = "ihb|irregular heartbeat|irregular heartbeat detected|oregelbunden puls|arrhythmia|arr"
_MOVEMENT = "mov|movement|body movement|body movement detected|kroppsrörelse"
_INVALID = "inv|invalid|error|error code|errorcode|felkod|status|code|err"
_FIGURES: dict[Component, tuple[Unit, str]] = {
    Component.SYSTOLIC: (
        Unit.MMHG,
        "systolic|sys|sbp|systolic blood pressure|systoliskt|systolisk|övertryck",
    ),
    Component.DIASTOLIC: (
        Unit.MMHG,
        "diastolic|dia|dbp|diastolic blood pressure|diastoliskt|diastolisk|undertryck",
    ),
    Component.MEAN_ARTERIAL: (Unit.MMHG, "map|mean|mean arterial pressure|medeltryck"),
    Component.PULSE_RATE: (Unit.PER_MINUTE, "pulse|puls|bpm|heart rate|hr|hjärtfrekvens|pulse rate|pr"),
    Component.SPO2: (Unit.PERCENT, "spo2|oxygen|oxygen saturation|saturation|syremättnad"),
    Component.BODY_WEIGHT: (Unit.KG, "weight|vikt|body weight|kroppsvikt"),
    Component.BMI: (Unit.KG_M2, "bmi"),
    Component.BODY_FAT: (Unit.PERCENT, "body fat|fat|fat percentage|kroppsfett"),
    Component.BODY_TEMPERATURE: (
        Unit.CELSIUS,
        "temperature|temp|body temperature|temperatur|kroppstemperatur",
    ),
    Component.GLUCOSE: (Unit.MMOL_L, "glucose|blood glucose|blood sugar|glukos|blodsocker"),
    Component.FEV1: (Unit.LITRE, "fev1"),
    Component.FEV6: (Unit.LITRE, "fev6"),
    Component.FVC: (Unit.LITRE, "fvc"),
    Component.PEF: (Unit.LITRE_PER_MINUTE, "pef|peak flow|peak expiratory flow"),
    Component.RESPIRATORY_RATE: (Unit.PER_MINUTE, "respiratory rate|rr|breathing rate|andningsfrekvens"),
}
DEFAULT_UNITS: dict[Component, Unit] = {component: unit for component, (unit, _) in _FIGURES.items()}
_UNITS: dict[str, Unit] = {
    "mmhg": Unit.MMHG, "mm[hg]": Unit.MMHG, "kpa": Unit.KPA, "kg": Unit.KG, "lb": Unit.LB, "lbs": Unit.LB,
    "%": Unit.PERCENT, "bpm": Unit.PER_MINUTE, "/min": Unit.PER_MINUTE, "beats/min": Unit.PER_MINUTE,
    "1/min": Unit.PER_MINUTE, "°c": Unit.CELSIUS, "c": Unit.CELSIUS, "cel": Unit.CELSIUS,
    "°f": Unit.FAHRENHEIT, "f": Unit.FAHRENHEIT, "mmol/l": Unit.MMOL_L, "mg/dl": Unit.MG_DL, "l": Unit.LITRE,
    "l/min": Unit.LITRE_PER_MINUTE, "l/s": Unit.LITRE_PER_SECOND, "kg/m2": Unit.KG_M2, "kg/m²": Unit.KG_M2,
}  # fmt: skip
_HEADING = re.compile(r"\s*(?P<name>[^(\[]*?)\s*(?:[(\[](?P<unit>[^)]*?)[)\]])?\s*")


_PLACES = ("moment", "time", "note", "device", "irregular", "movement", "invalid")


def chosen(columns: Sequence[str]) -> Mapping:
    """The mapping that somebody wrote: ``1=moment``, ``2=time``, ``3=systolic``, ``4=body_weight:lb``.

    Columns count from 1; a unit is a UCUM code or a common spelling, else the figure's usual one. Raises
    ``InputError``.
    """
    places: dict[str, int] = {}
    figures: list[Figure] = []
    for text in columns:
        number, _, meaning = text.partition("=")
        what, _, unit_text = meaning.strip().partition(":")
        if not number.strip().isdecimal() or not 0 < int(number) <= MOST_COLUMNS:
            raise InputError(f"{text!r}: begins with the column's number, such as 1=moment")
        column = int(number) - 1
        if what in _PLACES and not unit_text:
            places[what] = column
        elif what in _FIGURES and not any(f.component == what for f in figures):
            component = Component(what)
            figures.append(Figure(column, component, _unit(text, unit_text, component)))
        else:
            raise InputError(f"{text!r}: a column is one of {', '.join((*_PLACES, *_FIGURES))}, once")
    if "moment" not in places or not figures:
        raise InputError("a column with the moment and one with a figure are needed")
    return Mapping(places.pop("moment"), tuple(figures), **places)


def _unit(text: str, unit: str, component: Component) -> Unit:
    if not unit:
        return _FIGURES[component][0]
    known = _UNITS.get(unit.casefold()) or next((u for u in Unit if u == unit), None)
    if known is None:
        raise InputError(f"{text!r}: the unit is not known")
    return known


def suggest(heading: Sequence[str]) -> Mapping | None:
    """The mapping that the heading suggests; ``None`` without a moment or without figures."""
    names = [_split(text) for text in heading]
    figures: list[Figure] = []
    for column, (name, unit_text) in enumerate(names):
        component = next((c for c, (_, words) in _FIGURES.items() if name in words.split("|")), None)
        if component is None or any(f.component is component for f in figures):
            continue
        unit = _UNITS.get(unit_text, None if unit_text else _FIGURES[component][0])
        if unit is not None:
            figures.append(Figure(column, component, unit))

    def place(words: str) -> int | None:
        return next((i for i, (name, _) in enumerate(names) if name in words.split("|")), None)

    moment, time = place(_MOMENT), place(_TIME)
    if moment is None:
        moment, time = time, None
    if moment is None or not figures:
        return None
    return Mapping(
        moment=moment,
        figures=tuple(figures),
        time=time,
        note=place(_NOTE),
        device=place(_DEVICE),
        irregular=place(_IRREGULAR),
        movement=place(_MOVEMENT),
        invalid=place(_INVALID),
    )


def _split(text: str) -> tuple[str, str]:
    """A heading's name and unit, in small letters."""
    match = _HEADING.fullmatch(text.strip().strip("\ufeff"))
    if match is None:
        return text.strip().casefold(), ""
    return match["name"].casefold(), (match["unit"] or "").strip().casefold()
