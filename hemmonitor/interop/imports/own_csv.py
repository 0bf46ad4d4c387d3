"""Our own CSV back (``interop.table``): the lines of one measurement become it again.

It stands as imported, with the id, device and clocks that the file states. The raw bytes are not in it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.found import SOURCE, Choices, Fault, Item, Why
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.interop.table import COLUMNS, Line, plain
from hemmonitor.model.measurement import (
    Absent,
    Component,
    Correction,
    Flag,
    Kind,
    Meal,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)


def read_own(source: Source, choices: Choices, now: dt.datetime) -> Iterator[Item | Fault]:
    """The measurements in a file of ours. ``now`` stands where a line has no host time."""
    with source.text(choices.encoding) as text:
        rows = csv.reader(text, strict=True)
        group: list[Line] = []
        started = 0
        try:
            if tuple(next(rows, ()))[: len(COLUMNS)] != COLUMNS:
                raise BadFile("the heading is not ours", 1)
            for fields in rows:
                if len(fields) < len(COLUMNS):
                    yield Fault(rows.line_num, 0, Why.TOO_FEW_FIELDS)
                    continue
                line = Line(*map(plain, fields[: len(COLUMNS)]))
                if group and line.measurement_id != group[0].measurement_id:
                    yield _item(group, started, choices, now)
                    group = []
                started = started if group else rows.line_num
                group.append(line)
        except csv.Error:
            raise BadFile("a quotation mark is not closed, or a field is too long", rows.line_num) from None
        if group:
            yield _item(group, started, choices, now)


def _item(group: list[Line], line: int, choices: Choices, now: dt.datetime) -> Item | Fault:
    first = group[0]
    if choices.number and first.patient and first.patient != choices.number:
        return Fault(line, COLUMNS.index("patient") + 1, Why.OTHER_PERSON)
    try:
        origin = first.origin if first.origin in set(Origin) else Origin.IMPORTED
        device_time = dt.datetime.fromisoformat(first.device_time) if first.device_time else None
        measurement = Measurement(
            id=first.measurement_id,
            kind=Kind(first.kind),
            taken_at=dt.datetime.fromisoformat(first.taken_at),
            values=tuple(_quantity(one) for one in group if one.component),
            provenance=Provenance(
                origin=Origin.IMPORTED,
                host_time=dt.datetime.fromisoformat(first.host_time) if first.host_time else now,
                device_time=device_time,
                correction=Correction(first.correction or "none"),
                device_id=first.device_id,
                device_model=first.device_model,
                source=f"{SOURCE}{Format.OWN_CSV}/{origin}/{first.source}",
            ),
            flags=frozenset(Flag(flag) for flag in first.flags.split()),
            session=first.session,
            note=first.note,
            meal=Meal(first.meal) if first.meal else None,
        )
    except (ValueError, InvalidOperation, OverflowError):
        return Fault(line, 0, Why.NOT_UNDERSTOOD, "a text is not in the form that the heading promises")
    if not measurement.id or (device_time is not None and device_time.tzinfo is not None):
        return Fault(line, 0, Why.NOT_UNDERSTOOD, "an id is missing or a device time has a zone")
    return Item(line, measurement, first.retracted or None)


def _quantity(line: Line) -> Quantity:
    absent = Absent(line.absent) if line.absent else None
    value = None if absent else Decimal(line.value)
    return Quantity(Component(line.component), value, Unit(line.unit), absent)
