"""Tables of figures: any CSV by its mapping, and the exports of known programs, which are CSV too.

Omron Connect: ``Date,Time,Systolic (mmHg),Diastolic (mmHg),Pulse (bpm),Symptoms,Consumed,TruRead,Notes``,
dates as ``Jan 12 2025``, ``-`` where there is nothing (seen in bpo2g's and omronbp2garminbp's documents).
Withings: ``bp.csv`` is ``Date,"Heart rate",Systolic,Diastolic,Comments``; ``weight.csv`` is
``Date,"Weight (kg)","Fat mass (kg)",...``. Its body fat is a mass, which we have no figure for: left out.
24-hour recorders: date, time, sys, dia, map, hr and a code for a reading that failed; see ``recorder``.

Rules:
- A row with figures of several kinds becomes one measurement a kind.
- The row's own text stays with the measurement as its raw bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.found import Choices, Draft, Fault, Item, Why, measured
from hemmonitor.interop.imports.mapping import Mapping, suggest
from hemmonitor.interop.imports.texts import MISSING, DateOrder, moment, number
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.model.measurement import Component, Flag, Kind, Quantity

DELIMITERS = (";", "\t", ",", "|")
HEADING_WITHIN = 20  # lines; some exports have a title and the person's name first

_OF_KIND: dict[Component, Kind] = {
    Component.SYSTOLIC: Kind.BLOOD_PRESSURE,
    Component.DIASTOLIC: Kind.BLOOD_PRESSURE,
    Component.MEAN_ARTERIAL: Kind.BLOOD_PRESSURE,
    Component.SPO2: Kind.OXIMETRY,
    Component.BODY_WEIGHT: Kind.WEIGHT,
    Component.BMI: Kind.WEIGHT,
    Component.BODY_FAT: Kind.WEIGHT,
    Component.BODY_TEMPERATURE: Kind.TEMPERATURE,
    Component.GLUCOSE: Kind.GLUCOSE,
    Component.FEV1: Kind.SPIROMETRY,
    Component.FEV6: Kind.SPIROMETRY,
    Component.FVC: Kind.SPIROMETRY,
    Component.PEF: Kind.SPIROMETRY,
    Component.RESPIRATORY_RATE: Kind.RESPIRATORY_RATE,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written: what parts its fields, the line of its heading (from 1), the heading."""

    delimiter: str
    line: int
    heading: tuple[str, ...]
    mapping: Mapping | None


def layout(source: Source, choices: Choices) -> Layout:
    """The layout that fits the beginning of the file best. Raises ``BadFile`` when it is no table."""
    with source.text(choices.encoding) as text:
        head = [line for line, _ in zip(text, range(HEADING_WITHIN), strict=False)]
    best: Layout | None = None
    for delimiter in DELIMITERS:
        for number_, fields in _rows(head, delimiter):
            mapping = suggest(fields)
            if mapping is not None and (best is None or _known(mapping) > _known(best.mapping)):
                best = Layout(delimiter, number_, tuple(fields), mapping)
    if best is not None:
        return best
    widths = {d: max((len(fields) for _, fields in _rows(head, d)), default=0) for d in DELIMITERS}
    delimiter = max(widths, key=lambda d: widths[d])
    if widths[delimiter] < 2:
        raise BadFile("not a table of figures", 1)
    line, fields = next((n, f) for n, f in _rows(head, delimiter) if len(f) == widths[delimiter])
    return Layout(delimiter, line, tuple(fields), None)


def sample(source: Source, choices: Choices, found: Layout, rows: int = 3) -> list[tuple[str, ...]]:
    """The first rows under the heading, to be shown beside it."""
    with source.text(choices.encoding) as text:
        head = [line for line, _ in zip(text, range(found.line + rows + HEADING_WITHIN), strict=False)]
    below = (tuple(fields) for line, fields in _rows(head, found.delimiter) if line > found.line)
    return [fields for fields in below if any(field.strip() for field in fields)][:rows]


def _known(mapping: Mapping | None) -> int:
    return 0 if mapping is None else len(mapping.figures) + 1


def _rows(lines: Sequence[str], delimiter: str) -> list[tuple[int, list[str]]]:
    try:
        return list(enumerate(csv.reader(lines, delimiter=delimiter), start=1))
    except csv.Error:
        return []


def read_table(
    source: Source, choices: Choices, now: dt.datetime, form: Format = Format.CSV
) -> Iterator[Item | Fault]:
    """The measurements in a table. Raises ``BadFile`` without a mapping."""
    found = layout(source, choices)
    mapping = choices.mapping or found.mapping
    if mapping is None:
        raise BadFile("it cannot be told which columns hold the time and the figures", found.line)
    with source.text(choices.encoding) as text:
        rows = csv.reader(text, delimiter=found.delimiter, strict=True)
        try:
            for fields in rows:
                if rows.line_num <= found.line or not any(field.strip() for field in fields):
                    continue
                yield from _row(fields, rows.line_num, mapping, choices, now, form)
        except csv.Error:
            raise BadFile("a quotation mark is not closed, or a field is too long", rows.line_num) from None


class _RowFault(Exception):
    """Why a row is left out, at which field."""

    def __init__(self, why: Why, column: int = -1) -> None:
        super().__init__(why)
        self.why = why
        self.column = column


def _row(
    fields: Sequence[str],
    line: int,
    mapping: Mapping,
    choices: Choices,
    now: dt.datetime,
    form: Format,
) -> Iterator[Item | Fault]:
    try:
        at = _moment(fields, mapping, choices)
        kinds = _figures(fields, mapping)
    except _RowFault as fault:
        yield Fault(line, fault.column + 1, fault.why)
        return
    draft = Draft(
        kind=Kind.BLOOD_PRESSURE,
        at=at,
        values=(),
        raw=_text(fields).encode(),
        note=_field(fields, mapping.note) if not _missing(fields, mapping.note) else "",
        device=_field(fields, mapping.device) if not _missing(fields, mapping.device) else "",
    )
    for kind, values in kinds.items():
        flags = _flags(fields, mapping) if kind is Kind.BLOOD_PRESSURE else frozenset()
        yield Item(line, measured(replace(draft, kind=kind, values=values, flags=flags), form, now))


def _moment(fields: Sequence[str], mapping: Mapping, choices: Choices) -> dt.datetime:
    for place in (mapping.moment, mapping.time):
        if place is not None and place >= len(fields):
            raise _RowFault(Why.TOO_FEW_FIELDS)
    text = _field(fields, mapping.moment)
    if not text:
        raise _RowFault(Why.NO_TIME, mapping.moment)
    try:
        return moment(text, _field(fields, mapping.time), choices.zone, day_first=choices.day_first)
    except DateOrder:
        raise _RowFault(Why.DATE_ORDER, mapping.moment) from None
    except (ValueError, OverflowError):
        raise _RowFault(Why.BAD_TIME, mapping.moment) from None


def _figures(fields: Sequence[str], mapping: Mapping) -> dict[Kind, tuple[Quantity, ...]]:
    if mapping.invalid is not None and _marked(fields, mapping.invalid):
        raise _RowFault(Why.MARKED_INVALID, mapping.invalid)
    kinds = _by_kind(_quantities(fields, mapping))
    if not kinds:
        raise _RowFault(Why.NO_FIGURE)
    return kinds


def _quantities(fields: Sequence[str], mapping: Mapping) -> list[Quantity]:
    found = []
    for figure in mapping.figures:
        try:
            value = number(_field(fields, figure.column))
        except ValueError:
            raise _RowFault(Why.NOT_A_NUMBER, figure.column) from None
        if value is not None:
            found.append(Quantity(figure.component, value, figure.unit))
    return found


def _by_kind(quantities: Sequence[Quantity]) -> dict[Kind, tuple[Quantity, ...]]:
    """The figures by kind. A pulse goes with the cuff's or the oximeter's figures, or is a heart rate."""
    kinds: dict[Kind, tuple[Quantity, ...]] = {}
    pulse: Quantity | None = None
    for quantity in quantities:
        if quantity.component is Component.PULSE_RATE:
            pulse = quantity
            continue
        kind = _OF_KIND[quantity.component]
        kinds[kind] = (*kinds.get(kind, ()), quantity)
    pressures = kinds.get(Kind.BLOOD_PRESSURE, ())
    if pressures and len({q.component for q in pressures} & {Component.SYSTOLIC, Component.DIASTOLIC}) < 2:
        raise _RowFault(Why.NO_FIGURE)
    if pulse is not None and pulse.value and pulse.value > Decimal(0):
        for kind in (Kind.BLOOD_PRESSURE, Kind.OXIMETRY):
            if kind in kinds:
                kinds[kind] = (*kinds[kind], pulse)
                return kinds
        kinds[Kind.HEART_RATE] = (replace(pulse, component=Component.HEART_RATE),)
    return kinds


def _flags(fields: Sequence[str], mapping: Mapping) -> frozenset[Flag]:
    found = set()
    if mapping.irregular is not None and _marked(fields, mapping.irregular):
        found.add(Flag.IRREGULAR_PULSE)
    if mapping.movement is not None and _marked(fields, mapping.movement):
        found.add(Flag.BODY_MOVEMENT)
    return frozenset(found)


def _marked(fields: Sequence[str], place: int) -> bool:
    """Whether a yes-or-no field says yes. An error code says so unless it is empty, 0 or "ok"."""
    text = _field(fields, place).casefold()
    return text not in {"0", "no", "nej", "false", "ok", "n", "valid", "not detected", "ej upptäckt"} | (
        MISSING - {"ee", "err", "error"}
    )


def _missing(fields: Sequence[str], place: int | None) -> bool:
    return _field(fields, place).casefold() in MISSING


def _field(fields: Sequence[str], place: int | None) -> str:
    return fields[place].strip() if place is not None and place < len(fields) else ""


def _text(fields: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(fields)
    return out.getvalue()
