"""Measurements as a table with stable columns, for CSV and for a spreadsheet.

Rules:
- One line a figure. The samples of a recording are not in it, only the figures that sum them up.
- The columns, their names and their order never change; a new one goes last.
- Times are ISO 8601 with offset, units are UCUM codes, numbers have a point and no grouping.
- A text that a spreadsheet would run as a formula gets an apostrophe in front (``neutral``), and so does
  one that begins with an apostrophe, so that ``plain`` gives every text back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter

from hemmonitor.model.measurement import Measurement, Quantity
from hemmonitor.model.record import PatientRecord

# What spreadsheet programs take for the beginning of a formula, also in full width, and the apostrophe.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one measurement. The fields are the columns."""

    patient: str  # personal identity number, else the mailbox
    measurement_id: str
    taken_at: str
    kind: str
    component: str  # empty for a measurement without figures
    value: str
    unit: str
    absent: str
    flags: str
    session: str
    note: str
    origin: str
    device_model: str
    device_id: str
    source: str
    device_time: str
    host_time: str
    correction: str
    retracted: str  # the reason; empty for a valid measurement
    meal: str


COLUMNS = tuple(f.name for f in fields(Line))
_VALUE = COLUMNS.index("value")
_texts = attrgetter(*COLUMNS)


def neutral(text: str) -> str:
    """The text as no spreadsheet will run it."""
    return f"'{text}" if text.startswith(_RISKY) else text


def plain(text: str) -> str:
    """The text that ``neutral`` was given."""
    return text.removeprefix("'")


def lines(record: PatientRecord) -> Iterator[Line]:
    """Every figure of a patient by time, retracted measurements last with their reason."""
    patient = record.patient.number if record.patient else record.mailbox
    for measurement in record.measurements:
        yield from lines_of(measurement, patient)
    for measurement_id, retraction in sorted(record.retracted.items()):
        known = record.measurement(measurement_id)
        if known is not None:
            yield from lines_of(known, patient, retracted=retraction.reason or "retracted")


def line_count(record: PatientRecord) -> int:
    """How many lines ``lines`` gives."""
    taken_away = (record.measurement(i) for i in record.retracted)
    everything = (*record.measurements, *(m for m in taken_away if m is not None))
    return sum(max(len(m.values), 1) for m in everything)


def lines_of(measurement: Measurement, patient: str = "", retracted: str = "") -> Iterator[Line]:
    """One measurement's figures, in the order they were measured."""
    quantities: Iterable[Quantity | None] = measurement.values or (None,)
    origin = measurement.provenance
    for quantity in quantities:
        yield Line(
            patient=patient,
            measurement_id=measurement.id,
            taken_at=measurement.taken_at.isoformat(),
            kind=measurement.kind,
            component=quantity.component if quantity else "",
            value="" if quantity is None or quantity.value is None else f"{quantity.value:f}",
            unit=quantity.unit if quantity else "",
            absent=quantity.absent or "" if quantity else "",
            flags=" ".join(sorted(measurement.flags)),
            session=measurement.session,
            note=measurement.note,
            origin=origin.origin,
            device_model=origin.device_model,
            device_id=origin.device_id,
            source=origin.source,
            device_time=origin.device_time.isoformat() if origin.device_time else "",
            host_time=origin.host_time.isoformat(),
            correction=origin.correction,
            retracted=retracted,
            meal=measurement.meal or "",
        )


def cells(line: Line) -> list[str]:
    """A line's texts in the order of ``COLUMNS``, safe to open in a spreadsheet."""
    found = [neutral(text) for text in _texts(line)]
    found[_VALUE] = line.value  # a number: a minus sign is one
    return found
