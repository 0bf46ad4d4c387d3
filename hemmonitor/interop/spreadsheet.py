"""The table as an Excel workbook, with one sheet for all figures and one a kind for reading.

Texts are written as texts, never as formulas or links, so nothing in them runs. Rows go to disk as they
come (``constant_memory``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

import xlsxwriter

from hemmonitor.interop.table import COLUMNS, Line, line_count, lines
from hemmonitor.interop.watch import Watch
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.model.record import PatientRecord

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
Names = Callable[[Kind | Component], str]


def write_workbook(
    record: PatientRecord, out: Path | IO[bytes], name: Names = str, watch: Watch | None = None
) -> None:
    """Write a patient's workbook. ``name`` gives the words for kinds and components.

    The first sheet has the stable columns; the sheets by kind have local time, one column a figure with
    its unit, the flags and the note. Retracted measurements stand on the first sheet only.
    """
    book = xlsxwriter.Workbook(out, _OPTIONS)
    try:
        heading = book.add_format({"bold": True})
        date = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        figures = (watch or Watch()).over(lines(record), line_count(record))
        _all_figures(book.add_worksheet("measurements"), figures, heading)
        for kind in dict.fromkeys(m.kind for m in record.measurements):
            _one_kind(book.add_worksheet(_sheet_name(name(kind), book)), record, kind, name, heading, date)
    finally:
        book.close()


def _all_figures(sheet: xlsxwriter.worksheet.Worksheet, figures: Iterable[Line], heading: object) -> None:
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(COLUMNS):
        sheet.write_string(0, column, title, heading)
    for row, line in enumerate(figures, start=1):
        for column, title in enumerate(COLUMNS):
            text = getattr(line, title)
            if title == "value" and text:
                sheet.write_number(row, column, float(text))
            elif text:
                sheet.write_string(row, column, text)


def _one_kind(
    sheet: xlsxwriter.worksheet.Worksheet,
    record: PatientRecord,
    kind: Kind,
    name: Names,
    heading: object,
    date: object,
) -> None:
    measurements = record.of_kind(kind)
    figures = dict.fromkeys((q.component, q.unit) for m in measurements for q in m.values)
    titles = ["taken_at", *(f"{name(component)} [{unit}]" for component, unit in figures), "flags", "note"]
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 17)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, heading)
    for row, measurement in enumerate(measurements, start=1):
        sheet.write_datetime(row, 0, measurement.taken_at.replace(tzinfo=None), date)
        for column, (component, unit) in enumerate(figures, start=1):
            quantity = measurement.quantity(component)
            if quantity is not None and quantity.unit == unit and quantity.value is not None:
                sheet.write_number(row, column, float(quantity.value))
        sheet.write_string(row, len(titles) - 2, " ".join(sorted(measurement.flags)))
        sheet.write_string(row, len(titles) - 1, measurement.note)


def _sheet_name(wanted: str, book: xlsxwriter.Workbook) -> str:
    """A name that a workbook takes: 31 characters, without some signs, and not there yet."""
    clean = "".join(" " if char in "[]:*?/\\'" else char for char in wanted).strip()[:28] or "sheet"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    names = (clean, *(f"{clean} {number}" for number in range(2, 100)))
    return next(n for n in names if n.casefold() not in taken)
